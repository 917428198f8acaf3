//! The class of every place under a lens at a date, and whether filters let it be shown.

use std::collections::HashMap;

use super::{
    Class, Filters, Lens,
    filter::Traits,
    naming::{ListAt, Naming, bodies, nation_of},
};
use crate::{
    data::{Atlas, ListFile, Place, PlaceIndex, fold},
    domain::{
        Basis, CarriedOut, Certainty, Finding, Model, PartialDate, Provisions, State, Tenures,
        state_at,
    },
};

/// The lives of all policies, by place.
pub type TenuresByPlace = HashMap<PlaceIndex, Tenures>;

/// What is loaded of the record.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    pub atlas: &'a Atlas,
    pub tenures: Option<&'a TenuresByPlace>,
    pub lists: Option<&'a ListFile>,
}

/// What is asked of the record.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    pub lens: &'a Lens,
    /// The day of the record where there is none.
    pub date: Option<PartialDate>,
    pub filters: &'a Filters,
}

/// What must be loaded to answer a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    pub tenures: bool,
    pub lists: bool,
}

impl Question<'_> {
    /// What the index alone does not answer: other lenses, other dates, and filters by what only policies tell.
    pub fn needs(&self) -> Needs {
        let Filters {
            provisions,
            confidence,
            ..
        } = self.filters;
        Needs {
            tenures: *self.lens != Lens::Model
                || self.date.is_some()
                || !provisions.is_empty()
                || !confidence.is_empty(),
            lists: matches!(self.lens, Lens::List(_) | Lens::Agreement),
        }
    }
}

/// What the map says of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    pub class: Class,
    /// Whether the class is known to be right at the date.
    pub is_sure: bool,
    /// Whether the filters let it be shown.
    pub is_shown: bool,
    /// What its own policies amount to at the date, whatever the lens.
    pub finding: Finding,
    /// All that its policies provide for that hold, or may hold; empty while the policies are not asked.
    pub provisions: Provisions,
}

impl Placed {
    const NOTHING: Self = Self {
        class: Class::Finding(Finding::NoRecord),
        is_sure: true,
        is_shown: false,
        finding: Finding::NoRecord,
        provisions: Provisions::NONE,
    };

    /// Whether it is on the map as something: shown, and with something on file.
    pub fn is_marked(&self) -> bool {
        self.is_shown && !self.class.is_nothing()
    }
}

/// The answer to a question: a class for every place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Classes {
    /// The lens that the classes are of: that of the question, or the model while its files are not there.
    pub lens: Lens,
    /// The date that they are of; the day of the record where there is none.
    pub date: Option<PartialDate>,
    /// Whether what the question needs is still to be loaded.
    pub is_pending: bool,
    /// Whether the lens is of a list that there is not.
    pub is_unknown_list: bool,
    /// By number of the place, as far as anything is on file.
    places: Vec<Placed>,
    /// Every class of the lens with the number of places that have it, whichever classes are chosen.
    pub counts: Vec<(Class, u32)>,
    /// Number of places that are shown.
    pub shown: u32,
    /// Number of places with something to show at the date.
    pub all: u32,
}

impl Classes {
    pub fn of(&self, place: PlaceIndex) -> Placed {
        let known = self.places.get(place as usize);
        known.copied().unwrap_or(Placed::NOTHING)
    }

    /// Number of places of a class, whichever classes are chosen.
    pub fn count(&self, class: Class) -> u32 {
        let known = self.counts.iter().find(|(of, _)| *of == class);
        known.map_or(0, |(_, count)| *count)
    }

    /// Places that are shown, in their order.
    pub fn shown_places(&self) -> impl Iterator<Item = (PlaceIndex, &Placed)> {
        (0..)
            .zip(&self.places)
            .filter(|(_, placed)| placed.is_marked())
    }
}

/// Answers a question as far as the record is loaded: while files are missing, as the index does.
pub fn classify(record: Record, question: Question) -> Classes {
    let needs = question.needs();
    let is_pending =
        needs.tenures && record.tenures.is_none() || needs.lists && record.lists.is_none();
    if is_pending {
        let filters = Filters {
            provisions: Vec::new(),
            confidence: Vec::new(),
            ..question.filters.clone()
        };
        let question = Question {
            lens: &Lens::Model,
            date: None,
            filters: &filters,
        };
        return Classes {
            is_pending,
            ..Classifier::new(record, question).run()
        };
    }
    Classifier::new(record, question).run()
}

struct Classifier<'a> {
    record: Record<'a>,
    question: Question<'a>,
    at: PartialDate,
    today: PartialDate,
    list: Option<ListAt<'a>>,
    bodies: HashMap<PlaceIndex, (u8, Certainty)>,
    /// Folded words that names must have.
    words: Vec<String>,
    /// Whether policies are asked at all.
    asks_policies: bool,
}

impl<'a> Classifier<'a> {
    fn new(record: Record<'a>, question: Question<'a>) -> Self {
        let today = record.atlas.index.date;
        let at = question.date.unwrap_or(today);
        let list = match question.lens {
            Lens::List(id) => record.lists.and_then(|lists| lists.find(id)),
            _ => None,
        };
        let bodies = match (question.lens, record.lists) {
            (Lens::Agreement, Some(lists)) => bodies(lists, at, today),
            _ => HashMap::new(),
        };
        let text = fold(&question.filters.text);
        Self {
            record,
            question,
            at,
            today,
            list: list.map(|list| ListAt::new(list, record.atlas, at, today)),
            bodies,
            words: text
                .split(' ')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            asks_policies: question.needs().tenures,
        }
    }

    fn run(&self) -> Classes {
        let Question {
            lens,
            date,
            filters,
        } = self.question;
        let classes = lens.classes();
        let mut counts: Vec<(Class, u32)> = classes.into_iter().map(|class| (class, 0)).collect();
        let (mut shown, mut all) = (0, 0);
        let on_file = self.record.atlas.places.iter().rposition(Place::has_record);
        let on_file = on_file.map_or(0, |last| last + 1);
        let places: Vec<Placed> = (0..)
            .zip(&self.record.atlas.places[..on_file])
            .map(|(number, place)| {
                if !place.has_record() {
                    return Placed::NOTHING;
                }
                let (mut placed, traits) = self.place(number, place);
                if placed.class.is_nothing() {
                    return placed;
                }
                all += 1;
                let is_let = filters.lets_rest(lens, &traits) && self.is_named(number, place);
                if is_let
                    && let Some((_, count)) = counts.iter_mut().find(|(of, _)| *of == placed.class)
                {
                    *count += 1;
                }
                placed.is_shown = is_let && filters.lets_class(lens, placed.class);
                shown += u32::from(placed.is_shown);
                placed
            })
            .collect();
        Classes {
            lens: lens.clone(),
            date,
            is_pending: false,
            is_unknown_list: matches!(lens, Lens::List(_)) && self.list.is_none(),
            places,
            counts,
            shown,
            all,
        }
    }

    /// The class of a place on file, not yet filtered, and what filters ask of it.
    fn place(&self, number: PlaceIndex, place: &'a Place) -> (Placed, Traits<'a>) {
        let nation = nation_of(self.record.atlas, place);
        let none = Tenures::default();
        let tenures = self.record.tenures.and_then(|tenures| tenures.get(&number));
        let own = tenures.unwrap_or(&none);
        let state = self
            .asks_policies
            .then(|| state_at(&[own], self.at, self.today));
        let finding = state
            .as_ref()
            .map_or(place.finding(), |state| state.finding);
        let (class, is_sure) = match &state {
            None => (Class::Finding(finding), place.is_sure),
            Some(_) if finding == Finding::NoRecord => (Class::Finding(finding), true),
            Some(state) => self.class(number, place, own, state),
        };
        let provisions = state
            .as_ref()
            .map_or(Provisions::NONE, |state| held_provisions(own, state));
        let basis = state.as_ref().map_or(place.basis, |state| state.basis);
        let placed = Placed {
            class,
            is_sure,
            is_shown: false,
            finding,
            provisions,
        };
        let traits = Traits {
            finding,
            basis: basis.filter(|_| is_policy(finding)),
            provisions,
            level: place.level,
            nation,
            confidence: own.confidence,
        };
        (placed, traits)
    }

    fn class(
        &self,
        number: PlaceIndex,
        place: &Place,
        own: &Tenures,
        state: &State,
    ) -> (Class, bool) {
        let is_sure = state.certainty == Certainty::Yes;
        let has_policy = is_policy(state.finding);
        match self.question.lens {
            Lens::Model => (Class::Finding(state.finding), is_sure),
            Lens::Basis if has_policy => {
                let basis = state.basis.unwrap_or(Basis::Unclear);
                (Class::Basis(basis), is_sure)
            }
            Lens::List(_) => self.class_by_list(number, place),
            Lens::Agreement => match self.bodies.get(&number) {
                Some(&(bodies, certainty)) => (
                    Class::Bodies(bodies.min(Class::MOST_BODIES)),
                    certainty == Certainty::Yes,
                ),
                None if has_policy => (Class::NoBody, is_sure),
                None => (Class::Other, true),
            },
            Lens::Provision(provision) => {
                let with_it = own.policies.iter().zip(&state.policies);
                let with_it = with_it.filter(|(policy, _)| policy.provisions.has(*provision));
                let surest = with_it.clone().map(|(_, holding)| holding.certainty).max();
                let is_over = |policy: &crate::domain::Tenure| policy.is_over(self.at, self.today);
                match surest {
                    Some(certainty) if certainty > Certainty::No => {
                        (Class::Provided, certainty == Certainty::Yes)
                    }
                    _ if with_it.clone().any(|(policy, _)| is_over(policy)) => {
                        (Class::ProvidedBefore, true)
                    }
                    _ if has_policy => (Class::NotProvided, is_sure),
                    _ => (Class::Other, true),
                }
            }
            Lens::Provisions if has_policy => {
                let number = held_provisions(own, state).len();
                (Class::of_provisions(number), is_sure)
            }
            Lens::CarriedOut if has_policy => (Class::CarriedOut(carried_out(own, state)), is_sure),
            Lens::Since => self.class_by_beginning(own, is_sure),
            Lens::Basis | Lens::Provisions | Lens::CarriedOut => (Class::Other, true),
        }
    }

    fn class_by_list(&self, number: PlaceIndex, place: &Place) -> (Class, bool) {
        let Some(list) = &self.list else {
            return (Class::Other, true);
        };
        match list.naming(number) {
            Some((naming, certainty)) => {
                let class = match naming {
                    Naming::Named => Class::Named,
                    Naming::Disputed => Class::Disputed,
                    Naming::Dropped => Class::Dropped,
                };
                (class, certainty == Certainty::Yes)
            }
            None if list.covers(self.record.atlas, place) => (Class::NotNamed, true),
            None => (Class::Other, true),
        }
    }

    /// By the year in which the first policy began that amounts to something, whether or not it still holds.
    fn class_by_beginning(&self, own: &Tenures, is_sure: bool) -> (Class, bool) {
        let own = own.policies.iter().filter(|policy| {
            policy.model.is_some_and(|model| model != Model::Former)
                && (policy.holds(self.at, self.today).certainty > Certainty::No
                    || policy.is_over(self.at, self.today))
        });
        let starts: Vec<Option<PartialDate>> = own.map(|policy| policy.start).collect();
        match starts.iter().flatten().min() {
            Some(first) => (
                Class::of_year(first.year()),
                is_sure && starts.iter().all(Option::is_some),
            ),
            None if starts.is_empty() => (Class::Other, true),
            None => (Class::YearUnknown, true),
        }
    }

    /// Whether each word of the text begins a word of the place's names or of those above it.
    fn is_named(&self, number: PlaceIndex, place: &Place) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let names = self.record.atlas.folded_names();
        let numbers = || std::iter::once(number).chain(place.parents.iter().copied());
        self.words.iter().all(|word| {
            numbers()
                .filter_map(|number| names.get(number as usize))
                .flatten()
                .any(|name| name.split(' ').any(|part| part.starts_with(word.as_str())))
        })
    }
}

/// Whether a finding rests on a policy that holds, or may hold.
fn is_policy(finding: Finding) -> bool {
    matches!(finding, Finding::Model(model) if model != Model::Former)
}

/// All that the policies provide for that hold, or may hold.
fn held_provisions(own: &Tenures, state: &State) -> Provisions {
    let held = own.policies.iter().zip(&state.policies);
    held.filter(|(_, holding)| holding.certainty > Certainty::No)
        .fold(Provisions::NONE, |all, (policy, _)| {
            all.with(policy.provisions)
        })
}

/// Of several policies that hold, what is known of them: one answer if all that are known have it, else partly.
fn carried_out(own: &Tenures, state: &State) -> CarriedOut {
    let held = own.policies.iter().zip(&state.policies);
    held.filter(|(policy, holding)| holding.certainty > Certainty::No && policy.model.is_some())
        .map(|(policy, _)| policy.carried_out)
        .filter(|&known| known != CarriedOut::Unknown)
        .reduce(|one, other| {
            if one == other {
                one
            } else {
                CarriedOut::Partly
            }
        })
        .unwrap_or(CarriedOut::Unknown)
}
