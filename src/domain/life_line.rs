//! The life of a policy as spells on an axis of months, for a picture of its history.

use super::{Certainty, PartialDate, Tenure};

/// The year in which the first policy on file was adopted: where axes begin.
pub const FIRST_YEAR: u16 = 1971;

/// A stretch of months in which a policy holds, or may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// Months since January of the axis's first year.
    pub from: u32,
    /// The first month after it.
    pub to: u32,
    /// `Yes`, or `Perhaps` where what is on file does not decide it.
    pub certainty: Certainty,
}

/// Months from January of a year to a date; a year alone counts as its middle, a date before as 0.
pub fn month_on_axis(first_year: u16, date: PartialDate) -> u32 {
    let years = u32::from(date.year().saturating_sub(first_year));
    if date.year() < first_year {
        return 0;
    }
    years * 12 + date.month().map_or(6, |month| u32::from(month) - 1)
}

/// When a policy holds, from January of a year to today.
///
/// Each month is asked for as a whole: one in which it began or ended is not sure, unless the day is known; then
/// it counts as the state that most of the month is in.
pub fn spells(tenure: &Tenure, first_year: u16, today: PartialDate) -> Vec<Spell> {
    let mut spells: Vec<Spell> = Vec::new();
    for month in 0..=month_on_axis(first_year, today) {
        let year = first_year.saturating_add((month / 12) as u16);
        let Some(middle) = PartialDate::from_day(year, (month % 12 + 1) as u8, 15) else {
            break;
        };
        // The last month ends today.
        let at = if middle.is_before(today) {
            middle
        } else {
            today
        };
        let certainty = tenure.holds(at, today).certainty;
        match spells.last_mut() {
            Some(last) if last.to == month && last.certainty == certainty => last.to += 1,
            _ => spells.push(Spell {
                from: month,
                to: month + 1,
                certainty,
            }),
        }
    }
    spells.retain(|spell| spell.certainty > Certainty::No);
    spells
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::domain::tenure::tests::{any_tenure, date};
    use proptest::prelude::*;

    #[test]
    fn dates_stand_on_the_axis_as_precisely_as_they_are_known() {
        assert_eq!(month_on_axis(1971, date("1971-01-31")), 0);
        assert_eq!(month_on_axis(1971, date("1972-03")), 14);
        assert_eq!(month_on_axis(1971, date("1972")), 18);
        assert_eq!(month_on_axis(1971, date("1950")), 0);
    }

    proptest! {
        /// What is drawn at a month is what holds in its middle.
        #[test]
        fn spells_say_what_holds(tenure in any_tenure(), month in 0u32..600) {
            let today = date("2026-06-30");
            let spells = spells(&tenure, FIRST_YEAR, today);
            let middle = PartialDate::from_day(FIRST_YEAR + (month / 12) as u16, (month % 12 + 1) as u8, 15).unwrap();
            let drawn = spells.iter().find(|spell| (spell.from..spell.to).contains(&month));
            let drawn = drawn.map_or(Certainty::No, |spell| spell.certainty);
            prop_assert_eq!(drawn, tenure.holds(middle, today).certainty);
            prop_assert!(spells.windows(2).all(|pair| pair[0].to <= pair[1].from));
            prop_assert!(spells.iter().all(|spell| spell.from < spell.to && spell.to <= 12 * 56));
        }
    }
}
