//! Whether a policy holds on a date, and how sure that is.

use serde::{Deserialize, Serialize};

use super::{Basis, CarriedOut, Model, PartialDate, Provisions, Status};

/// A day as (year, month, day).
type Day = (u16, u8, u8);

/// The life of one policy: what decides whether it holds on a date, and what the map can say of it then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tenure {
    /// When it began to apply.
    pub start: Option<PartialDate>,
    /// A date by which it applied, where it is not known when it began.
    pub known_by: Option<PartialDate>,
    /// The first day on which it no longer applied.
    pub end: Option<PartialDate>,
    pub status: Status,
    /// Spans in which a court kept it from applying, oldest first.
    pub suspensions: Vec<Suspension>,
    /// What it amounts to, where that is known.
    pub model: Option<Model>,
    pub basis: Basis,
    /// Whether it requires cooperation with national enforcement from those below.
    pub overrides: bool,
    /// What it provides for.
    pub provisions: Provisions,
    pub carried_out: CarriedOut,
}

/// A span in which a court kept a policy from applying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    pub from: PartialDate,
    /// The first day on which it applied again; none where that has not come.
    pub lifted: Option<PartialDate>,
}

/// How sure something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    No,
    /// What is on file does not decide it.
    Perhaps,
    Yes,
}

/// What keeps a [`Certainty`] from being `Yes` or `No`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// No date of adoption is on file.
    StartUnknown,
    /// The date asked for lies within the year or month in which it began.
    StartImprecise,
    /// It has ended, and no date of that is on file.
    EndUnknown,
    /// The date asked for lies within the year or month in which it ended.
    EndImprecise,
    /// Nobody has confirmed that it still holds.
    StatusUnknown,
    /// A court may have kept it from applying then.
    Suspension,
}

/// Whether a policy holds on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    pub certainty: Certainty,
    /// Why it is `Perhaps`; none otherwise.
    pub doubt: Option<Doubt>,
}

impl Holding {
    const NO: Self = Self {
        certainty: Certainty::No,
        doubt: None,
    };
    const YES: Self = Self {
        certainty: Certainty::Yes,
        doubt: None,
    };

    fn perhaps(doubt: Doubt) -> Self {
        Self {
            certainty: Certainty::Perhaps,
            doubt: Some(doubt),
        }
    }

    /// Both, by Kleene's logic of three values: `No` if one is, else `Perhaps` if one is.
    fn and(self, other: Self) -> Self {
        if other.certainty < self.certainty {
            other
        } else {
            self
        }
    }
}

impl Tenure {
    /// Whether it holds on a date, which may be a year or a month: `Yes` if on every day of it,
    /// `No` if on none.
    ///
    /// `today` is the day of the record: a status tells what is known on that day.
    pub fn holds(&self, at: PartialDate, today: PartialDate) -> Holding {
        let (first, last) = (at.earliest(), at.latest());
        let today = today.earliest();
        self.suspensions
            .iter()
            .map(|span| span.lets(first, last))
            .fold(
                self.has_begun(first, last, today)
                    .and(self.goes_on(first, last, today)),
                Holding::and,
            )
    }

    /// Whether it began and ended before a date.
    pub fn is_over(&self, at: PartialDate, today: PartialDate) -> bool {
        let begun = self.has_begun(at.earliest(), at.latest(), today.earliest());
        let goes_on = self.goes_on(at.earliest(), at.latest(), today.earliest());
        begun.certainty == Certainty::Yes
            && (goes_on.certainty == Certainty::No
                || self.holds(at, today).certainty == Certainty::No)
    }

    fn has_begun(&self, first: Day, last: Day, today: Day) -> Holding {
        let known_by_now = self.status != Status::Unknown && first >= today;
        match self.start {
            _ if known_by_now && self.start.is_none_or(|start| start.earliest() <= today) => {
                Holding::YES
            }
            None if self.known_by.is_some_and(|known| first >= known.latest()) => Holding::YES,
            None => Holding::perhaps(Doubt::StartUnknown),
            Some(start) if last < start.earliest() => Holding::NO,
            Some(start) if first >= start.latest() => Holding::YES,
            Some(_) => Holding::perhaps(Doubt::StartImprecise),
        }
    }

    fn goes_on(&self, first: Day, last: Day, today: Day) -> Holding {
        match (self.end, self.status) {
            (Some(end), _) if first >= end.latest() => Holding::NO,
            (Some(end), _) if last < end.earliest() => Holding::YES,
            (Some(_), Status::Repealed | Status::Superseded) if first >= today => Holding::NO,
            (Some(_), _) => Holding::perhaps(Doubt::EndImprecise),
            (None, Status::InForce) => Holding::YES,
            (None, Status::Unknown) => Holding::perhaps(Doubt::StatusUnknown),
            (None, Status::Repealed | Status::Superseded) if first >= today => Holding::NO,
            (None, Status::Repealed | Status::Superseded) => Holding::perhaps(Doubt::EndUnknown),
            (None, Status::Enjoined) if !self.suspensions.is_empty() => Holding::YES,
            (None, Status::Enjoined) if first >= today => Holding::NO,
            (None, Status::Enjoined) => Holding::perhaps(Doubt::Suspension),
        }
    }
}

impl Suspension {
    /// Whether it leaves a policy applying.
    fn lets(&self, first: Day, last: Day) -> Holding {
        let lifted = self.lifted;
        if last < self.from.earliest() || lifted.is_some_and(|lifted| first >= lifted.latest()) {
            Holding::YES
        } else if first >= self.from.latest()
            && lifted.is_none_or(|lifted| last < lifted.earliest())
        {
            Holding::NO
        } else {
            Holding::perhaps(Doubt::Suspension)
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub const TODAY: &str = "2026-11-24";

    pub fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    pub fn tenure(start: Option<&str>, end: Option<&str>, status: Status) -> Tenure {
        Tenure {
            start: start.map(date),
            known_by: None,
            end: end.map(date),
            status,
            suspensions: Vec::new(),
            model: Some(Model::LimitsCooperation),
            basis: Basis::DeJure,
            overrides: false,
            provisions: Provisions::NONE,
            carried_out: CarriedOut::Unknown,
        }
    }

    fn on(tenure: &Tenure, at: &str) -> (Certainty, Option<Doubt>) {
        let holding = tenure.holds(date(at), date(TODAY));
        (holding.certainty, holding.doubt)
    }

    #[test]
    fn a_dated_policy_holds_from_its_first_day_to_the_day_before_its_end() {
        let dated = tenure(Some("2013-02-21"), Some("2017-01-26"), Status::Repealed);
        assert_eq!(on(&dated, "2013-02-20").0, Certainty::No);
        assert_eq!(on(&dated, "2013-02-21").0, Certainty::Yes);
        assert_eq!(on(&dated, "2017-01-25").0, Certainty::Yes);
        assert_eq!(on(&dated, "2017-01-26").0, Certainty::No);
        assert_eq!(on(&dated, "2015").0, Certainty::Yes);
        assert_eq!(
            on(&dated, "2013"),
            (Certainty::Perhaps, Some(Doubt::StartImprecise))
        );
    }

    #[test]
    fn what_is_not_known_is_said() {
        let unknown = tenure(Some("2017"), None, Status::Unknown);
        assert_eq!(on(&unknown, "2016").0, Certainty::No);
        assert_eq!(
            on(&unknown, TODAY),
            (Certainty::Perhaps, Some(Doubt::StatusUnknown))
        );
        let undated = tenure(None, None, Status::InForce);
        assert_eq!(on(&undated, TODAY).0, Certainty::Yes);
        assert_eq!(
            on(&undated, "2010"),
            (Certainty::Perhaps, Some(Doubt::StartUnknown))
        );
        let mut known_by = undated.clone();
        known_by.known_by = Some(date("2015-06"));
        assert_eq!(on(&known_by, "2015-06-15").0, Certainty::Perhaps);
        assert_eq!(on(&known_by, "2015-07-01").0, Certainty::Yes);
        let repealed = tenure(Some("2001"), None, Status::Repealed);
        assert_eq!(on(&repealed, TODAY).0, Certainty::No);
        assert_eq!(
            on(&repealed, "2010"),
            (Certainty::Perhaps, Some(Doubt::EndUnknown))
        );
    }

    #[test]
    fn an_injunction_suspends_until_it_is_lifted() {
        let mut law = tenure(Some("2017-09-01"), None, Status::InForce);
        law.suspensions = vec![Suspension {
            from: date("2018-01-10"),
            lifted: Some(date("2018-03")),
        }];
        assert_eq!(on(&law, "2018-01-09").0, Certainty::Yes);
        assert_eq!(on(&law, "2018-02-01").0, Certainty::No);
        assert_eq!(
            on(&law, "2018-03-05"),
            (Certainty::Perhaps, Some(Doubt::Suspension))
        );
        assert_eq!(on(&law, "2018-04-01").0, Certainty::Yes);
    }

    prop_compose! {
        /// A date up to the day of the record, to the day.
        pub fn past_day()(year in 1971u16..=2025, month in 1u8..=12, day in 1u8..=28) -> PartialDate {
            PartialDate::from_day(year, month, day).unwrap()
        }
    }

    /// A date cut to its month (1) or year (2).
    pub fn cut(date: PartialDate, to: u8) -> PartialDate {
        let text = date.to_string();
        let length = match to {
            0 => 10,
            1 => 7,
            _ => 4,
        };
        text[..length.min(text.len())].parse().unwrap()
    }

    prop_compose! {
        pub fn any_tenure()(
            mut days in prop::collection::vec(past_day(), 4),
            (has_start, has_end, suspended, lifted) in any::<(bool, bool, bool, bool)>(),
            status in 0usize..Status::ALL.len(),
            (model, overrides) in (0usize..Model::ALL.len(), any::<bool>()),
        ) -> Tenure {
            days.sort_unstable();
            let status = if has_end { [Status::Repealed, Status::Superseded][status % 2] } else { Status::ALL[status] };
            Tenure {
                start: has_start.then_some(days[0]),
                known_by: (!has_start).then_some(days[0]),
                end: has_end.then_some(days[3]),
                status,
                suspensions: suspended.then(|| Suspension { from: days[1], lifted: lifted.then_some(days[2]) }).into_iter().collect(),
                model: Some(Model::ALL[model]),
                basis: Basis::DeJure,
                overrides,
                provisions: Provisions::NONE,
                carried_out: CarriedOut::Unknown,
            }
        }
    }

    proptest! {
        /// Knowing less never turns a yes into a no or a no into a yes.
        #[test]
        fn truncated_dates_only_take_certainty_away(
            tenure in any_tenure(), at in past_day(), cuts in prop::array::uniform5(0u8..3),
        ) {
            let today = date(TODAY);
            let known = tenure.holds(at, today).certainty;
            let mut less = tenure.clone();
            less.start = less.start.map(|d| cut(d, cuts[0]));
            less.known_by = less.known_by.map(|d| cut(d, cuts[0]));
            less.end = less.end.map(|d| cut(d, cuts[1]));
            for span in &mut less.suspensions {
                span.from = cut(span.from, cuts[2]);
                span.lifted = span.lifted.map(|d| cut(d, cuts[3]));
            }
            let guess = less.holds(cut(at, cuts[4]), today).certainty;
            prop_assert!(guess == known || guess == Certainty::Perhaps, "{known:?} became {guess:?}");
        }

        #[test]
        fn none_holds_before_it_began_or_after_it_ended(tenure in any_tenure(), at in past_day()) {
            let holding = tenure.holds(at, date(TODAY));
            if tenure.start.is_some_and(|start| at.is_before(start)) {
                prop_assert_eq!(holding.certainty, Certainty::No);
            }
            if tenure.end.is_some_and(|end| !at.is_before(end)) {
                prop_assert_eq!(holding.certainty, Certainty::No);
            }
            prop_assert_eq!(holding.doubt.is_some(), holding.certainty == Certainty::Perhaps);
        }
    }
}
