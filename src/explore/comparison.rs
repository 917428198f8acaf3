//! Places side by side: what each provides for, when its policies held, and whether the word means the same.

use crate::domain::{
    Certainty, Finding, Holding, Model, PartialDate, Policy, Provision, Status, Tenure,
};

/// What is known of a provision in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvisionCell {
    /// No policy on file has it.
    NotOnFile,
    /// A policy that holds, or may hold, has it; since when, where that is known.
    Held {
        certainty: Certainty,
        since: Option<PartialDate>,
    },
    /// Only policies that do not hold have it: what became of the last of them, and when.
    NotHeld {
        status: Status,
        ended: Option<PartialDate>,
    },
}

/// A provision and what each place has of it, in the order of the places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionRow {
    pub provision: Provision,
    pub cells: Vec<ProvisionCell>,
}

/// Every provision that one of the places has or had, in the order of the vocabulary. `places`: the policies of each
/// and whether they hold.
pub fn provision_rows(places: &[(&[Policy], &[Holding])]) -> Vec<ProvisionRow> {
    let row = |&provision: &Provision| {
        let cells = places
            .iter()
            .map(|(policies, holdings)| provision_cell(provision, policies, holdings));
        let row = ProvisionRow {
            provision,
            cells: cells.collect(),
        };
        let is_on_file = |cell: &ProvisionCell| *cell != ProvisionCell::NotOnFile;
        row.cells.iter().any(is_on_file).then_some(row)
    };
    Provision::ALL.iter().filter_map(row).collect()
}

fn provision_cell(
    provision: Provision,
    policies: &[Policy],
    holdings: &[Holding],
) -> ProvisionCell {
    let with_it = policies
        .iter()
        .zip(holdings)
        .filter(|(policy, _)| policy.provisions.contains(&provision));
    let surest = with_it.clone().map(|(_, holding)| holding.certainty).max();
    match surest {
        None => ProvisionCell::NotOnFile,
        Some(Certainty::No) => {
            let last = with_it.max_by_key(|(policy, _)| (policy.ended, policy.adopted));
            last.map_or(ProvisionCell::NotOnFile, |(policy, _)| {
                ProvisionCell::NotHeld {
                    status: policy.status,
                    ended: policy.ended,
                }
            })
        }
        Some(certainty) => {
            let held = with_it.filter(|(_, holding)| holding.certainty == certainty);
            let starts = held.filter_map(|(policy, _)| policy.effective.or(policy.adopted));
            ProvisionCell::Held {
                certainty,
                since: starts.min(),
            }
        }
    }
}

/// What "sanctuary" means for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Limiting local help to national immigration enforcement.
    Limits,
    /// Services for everybody.
    Services,
    /// Welcoming people who seek safety.
    Welcome,
    /// Forbidding all that.
    Opposed,
}

impl Kind {
    /// The kind of a finding; none where there is no policy that holds.
    pub const fn of(finding: Finding) -> Option<Self> {
        match finding {
            Finding::Model(Model::LimitsCooperation) => Some(Kind::Limits),
            Finding::Model(Model::AccessToServices) => Some(Kind::Services),
            Finding::Model(Model::Welcome | Model::SafeHarbour) => Some(Kind::Welcome),
            Finding::Model(Model::MandatesCooperation) => Some(Kind::Opposed),
            Finding::Model(Model::Former) | Finding::ListedOnly | Finding::NoRecord => None,
        }
    }
}

/// The kinds among findings, each once: where there are several, the word means several things.
pub fn kinds_of_sanctuary(findings: impl IntoIterator<Item = Finding>) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = findings.into_iter().filter_map(Kind::of).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// A day as (year, month, day).
type Day = (u16, u8, u8);

/// A span of a policy's life in which it held, or may have held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Share of the axis, from 0 to 1.
    pub from: f64,
    pub to: f64,
    pub is_sure: bool,
}

/// When a policy held.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// Spans on the axis, oldest first; none where nothing is known of its beginning.
    pub spans: Vec<Span>,
}

/// Years from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    pub first_year: u16,
    /// The day of the record.
    pub today: PartialDate,
}

impl Axis {
    /// From the first beginning among policies to the day of the record; a few years at least.
    pub fn over<'a>(tenures: impl IntoIterator<Item = &'a Tenure>, today: PartialDate) -> Self {
        let begun = |tenure: &Tenure| tenure.start.or(tenure.known_by);
        let years = tenures.into_iter().filter_map(begun).map(PartialDate::year);
        let latest = today.year() - 4;
        Self {
            first_year: years.min().unwrap_or(latest).min(latest),
            today,
        }
    }

    /// Share of the axis that lies before the beginning of a day.
    fn share(self, (year, month, day): Day) -> f64 {
        let years = |(year, month, day): Day| {
            f64::from(year) + (f64::from(month) - 1.0) / 12.0 + (f64::from(day) - 1.0) / 372.0
        };
        let first = f64::from(self.first_year);
        let share = (years((year, month, day)) - first) / (self.last() - first);
        share.clamp(0.0, 1.0)
    }

    /// Share of the axis that lies before the middle of what a date may mean.
    pub fn share_of(self, date: PartialDate) -> f64 {
        (self.share(date.earliest()) + self.share(after(date.latest()))) / 2.0
    }

    /// The end of the axis: a year after the day of the record would be empty, the day itself too narrow.
    fn last(self) -> f64 {
        let (year, month, _) = self.today.earliest();
        f64::from(year) + f64::from(month) / 12.0
    }

    /// Years that are written below the axis, at most seven, with their share of it.
    pub fn ticks(self) -> Vec<(u16, f64)> {
        let last = self.today.year();
        let length = last - self.first_year;
        let step = [1, 2, 5, 10, 20, 50]
            .into_iter()
            .find(|step| length / step <= 6);
        let step = step.unwrap_or(100);
        let first = self.first_year.div_ceil(step) * step;
        (first..=last)
            .step_by(usize::from(step))
            .map(|year| (year, self.share((year, 1, 1))))
            .collect()
    }

    /// When a policy held, by [`Tenure::holds`] alone.
    pub fn life(self, tenure: &Tenure) -> Life {
        let begun = tenure.start.or(tenure.known_by);
        let Some(begun) = begun else {
            return Life { spans: Vec::new() };
        };
        let today = self.today.latest();
        // Between the days on which something may change, nothing does.
        let suspended = tenure.suspensions.iter();
        let dates = suspended
            .flat_map(|span| [Some(span.from), span.lifted])
            .chain([Some(begun), tenure.end, Some(self.today)])
            .flatten();
        let mut days: Vec<Day> = dates
            .flat_map(|date| [date.earliest(), date.latest(), after(date.latest())])
            .filter(|&day| day >= begun.earliest() && day <= today)
            .collect();
        days.sort_unstable();
        days.dedup();
        let mut spans: Vec<Span> = Vec::new();
        for (at, &day) in days.iter().enumerate() {
            let Some(date) = PartialDate::from_day(day.0, day.1, day.2) else {
                continue;
            };
            let certainty = tenure.holds(date, self.today).certainty;
            let from = self.share(day);
            let to = days.get(at + 1).map_or(1.0, |&next| self.share(next));
            let is_sure = certainty == Certainty::Yes;
            match spans.last_mut() {
                _ if certainty == Certainty::No || from >= to => {}
                Some(last) if last.is_sure == is_sure && (last.to - from).abs() < 1e-9 => {
                    last.to = to;
                }
                _ => spans.push(Span { from, to, is_sure }),
            }
        }
        Life { spans }
    }
}

fn after((year, month, day): Day) -> Day {
    let exists = |(year, month, day): Day| PartialDate::from_day(year, month, day).is_some();
    let next = [(year, month, day + 1), (year, month + 1, 1)];
    next.into_iter()
        .find(|&day| exists(day))
        .unwrap_or((year + 1, 1, 1))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::domain::{
        Suspension,
        tenure::tests::{TODAY, any_tenure, date, past_day, tenure},
    };
    use proptest::prelude::*;

    #[test]
    fn a_life_is_as_sure_as_its_dates() {
        let axis = Axis {
            first_year: 2016,
            today: date(TODAY),
        };
        let shown = |tenure: &Tenure| {
            let spans = axis.life(tenure).spans;
            // Years since the beginning of the axis, to a tenth.
            let years = |share: f64| (share * (axis.last() - 2016.0) * 10.0).round() / 10.0;
            spans
                .iter()
                .map(|span| (years(span.from), years(span.to), span.is_sure))
                .collect::<Vec<_>>()
        };
        // Begun in 2017, on no known day; repealed on a known one.
        let repealed = tenure(Some("2017"), Some("2020-01-01"), Status::Repealed);
        assert_eq!(shown(&repealed), [(1.0, 2.0, false), (2.0, 4.0, true)]);
        let in_force = tenure(Some("2018-07-01"), None, Status::InForce);
        let until_now = shown(&in_force);
        assert_eq!((until_now[0].0, until_now[0].2), (2.5, true));
        assert_eq!(axis.life(&in_force).spans.last().unwrap().to, 1.0);
        // A court stopped it for a year.
        let stopped = Tenure {
            suspensions: vec![Suspension {
                from: date("2020-01-01"),
                lifted: Some(date("2021-01-01")),
            }],
            ..in_force.clone()
        };
        let spans = shown(&stopped);
        assert_eq!(spans[0], (2.5, 4.0, true), "{spans:?}");
        assert_eq!(spans[1].0, 5.0, "{spans:?}");
        let unknown = tenure(Some("2018-07-01"), None, Status::Unknown);
        assert!(axis.life(&unknown).spans.iter().all(|span| !span.is_sure));
        assert!(
            axis.life(&tenure(None, None, Status::InForce))
                .spans
                .is_empty()
        );
    }

    #[test]
    fn dates_stand_on_the_axis_as_precisely_as_they_are_known() {
        let axis = Axis {
            first_year: 1971,
            today: date("2020-12-31"),
        };
        let years = |text: &str| (axis.share_of(date(text)) * 50.0 * 100.0).round() / 100.0;
        assert_eq!(years("1972"), 1.5);
        assert_eq!(years("1972-07"), 1.54);
        assert_eq!(years("1971-01-01"), 0.0);
        assert_eq!(years("1950"), 0.0);
    }

    #[test]
    fn the_axis_has_few_ticks_within_it() {
        for first in [1971, 1985, 2004, 2017, 2022] {
            let begun = tenure(Some(&first.to_string()), None, Status::InForce);
            let axis = Axis::over([&begun], date(TODAY));
            assert_eq!(axis.first_year, first);
            let ticks = axis.ticks();
            assert!((2..=7).contains(&ticks.len()), "{first}: {ticks:?}");
            assert!(
                ticks
                    .iter()
                    .all(|(year, share)| (0.0..=1.0).contains(share) && *year >= first)
            );
        }
        assert_eq!(Axis::over([], date(TODAY)).first_year, 2022);
    }

    proptest! {
        /// What is drawn at a day is what holds on it, from the first day on which the policy may have held.
        #[test]
        fn a_life_says_what_holds(tenure in any_tenure(), at in past_day()) {
            let axis = Axis { first_year: 1971, today: date(TODAY) };
            let begun = tenure.start.or(tenure.known_by).unwrap();
            let spans = axis.life(&tenure).spans;
            // Within the day, so that rounding does not matter.
            let noon = axis.share_of(at);
            let drawn = spans.iter().find(|span| span.from <= noon && noon < span.to);
            let drawn = drawn.map_or(Certainty::No, |span| if span.is_sure { Certainty::Yes } else { Certainty::Perhaps });
            if !at.is_before(begun) {
                prop_assert_eq!(drawn, tenure.holds(at, axis.today).certainty);
            }
            prop_assert!(spans.windows(2).all(|pair| pair[0].to <= pair[1].from + 1e-9));
            prop_assert!(spans.iter().all(|span| span.from < span.to && span.to <= 1.0));
        }
    }

    #[test]
    fn the_word_has_several_meanings() {
        let findings = [
            Model::LimitsCooperation,
            Model::Welcome,
            Model::SafeHarbour,
            Model::Former,
        ];
        let kinds = kinds_of_sanctuary(findings.map(Finding::Model));
        assert_eq!(kinds, [Kind::Limits, Kind::Welcome]);
        assert_eq!(kinds_of_sanctuary([Finding::ListedOnly]), []);
    }
}
