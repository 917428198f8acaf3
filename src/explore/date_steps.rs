//! Steps along the years and months that the map can show.

use crate::domain::PartialDate;

/// The first year that the Atlas shows.
pub const FIRST_YEAR: u16 = 1971;

/// The last day of a year; none from the year of the record on, whose map is that of its day.
pub fn end_of_year(year: u16, today: PartialDate) -> Option<PartialDate> {
    (year < today.year())
        .then(|| PartialDate::from_day(year.max(FIRST_YEAR), 12, 31))
        .flatten()
}

/// The last day of the month that lies some months after a date, or before it where they are negative; none from
/// the month of the record on. `date`: none for the day of the record.
///
/// A date within a month goes on to the end of that month and back to the end of the one before.
pub fn moved_by_months(
    date: Option<PartialDate>,
    months: i32,
    today: PartialDate,
) -> Option<PartialDate> {
    let from = date.unwrap_or(today);
    let (year, month, day) = from.latest();
    let is_end = end_of_month(year, month).is_some_and(|end| end.latest().2 == day);
    let months = months - i32::from(!is_end && months > 0);
    let first = i32::from(FIRST_YEAR) * 12;
    let number = (i32::from(year) * 12 + i32::from(month) - 1 + months).max(first);
    let (year, month) = ((number / 12) as u16, (number % 12) as u8 + 1);
    let end = end_of_month(year, month)?;
    (end.latest() < today.earliest()).then_some(end)
}

fn end_of_month(year: u16, month: u8) -> Option<PartialDate> {
    let (year, month, day) = PartialDate::from_month(year, month)?.latest();
    PartialDate::from_day(year, month, day)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn years_end_on_their_last_day_and_the_last_is_today() {
        let today = date("2026-11-24");
        assert_eq!(end_of_year(1985, today), Some(date("1985-12-31")));
        assert_eq!(end_of_year(1900, today), Some(date("1971-12-31")));
        assert_eq!(end_of_year(2026, today), None);
        assert_eq!(end_of_year(9999, today), None);
    }

    #[test]
    fn months_go_from_end_to_end() {
        let today = date("2026-11-24");
        let step = |from: &str, months| {
            let from = (!from.is_empty()).then(|| date(from));
            moved_by_months(from, months, today).map(|date| date.to_string())
        };
        assert_eq!(step("2015-12-31", 1).as_deref(), Some("2016-01-31"));
        assert_eq!(step("2016-01-31", 1).as_deref(), Some("2016-02-29"));
        assert_eq!(step("2016-03-31", -1).as_deref(), Some("2016-02-29"));
        assert_eq!(step("2016-03-10", 1).as_deref(), Some("2016-03-31"));
        assert_eq!(step("2016-03-10", -1).as_deref(), Some("2016-02-29"));
        assert_eq!(step("2016", 1).as_deref(), Some("2017-01-31"));
        assert_eq!(step("", -1).as_deref(), Some("2026-10-31"));
        assert_eq!(step("2026-10-31", 1), None);
        assert_eq!(step("", 1), None);
        assert_eq!(step("1971-02-28", -5).as_deref(), Some("1971-01-31"));
    }
}
