//! Policies that began and ended, by year.

use super::TenuresByPlace;
use crate::domain::Model;

/// Policies that began and ended in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearCount {
    pub year: u16,
    pub begun: u32,
    pub ended: u32,
}

/// Beginnings and endings over the years.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Histogram {
    /// Every year from the first to the last, also those without any.
    pub years: Vec<YearCount>,
    /// Policies whose beginning is not dated.
    pub undated: u32,
}

impl Histogram {
    /// The largest number of beginnings or endings in a year.
    pub fn most(&self) -> u32 {
        let most = self.years.iter().map(|year| year.begun.max(year.ended));
        most.max().unwrap_or(0)
    }
}

/// Counts the policies of places that are shown, between two years (both counted). Only policies that amount to
/// something on their own: context of other places' policies is left out.
pub fn histogram(
    tenures: &TenuresByPlace,
    is_shown: impl Fn(u32) -> bool,
    first: u16,
    last: u16,
) -> Histogram {
    let mut years: Vec<YearCount> = (first..=last)
        .map(|year| YearCount {
            year,
            ..YearCount::default()
        })
        .collect();
    let mut undated = 0;
    let shown = tenures.iter().filter(|(place, _)| is_shown(**place));
    let policies = shown.flat_map(|(_, tenures)| &tenures.policies);
    for policy in policies.filter(|policy| policy.model.is_some_and(|m| m != Model::Former)) {
        let at = |year: u16| Some(usize::from(year.checked_sub(first)?));
        match policy.start {
            Some(start) => {
                if let Some(year) = at(start.year()).and_then(|at| years.get_mut(at)) {
                    year.begun += 1;
                }
            }
            None => undated += 1,
        }
        let end = policy.end.and_then(|end| at(end.year()));
        if let Some(year) = end.and_then(|at| years.get_mut(at)) {
            year.ended += 1;
        }
    }
    Histogram { years, undated }
}
