//! Dates as precise as their source: a year, a month or a day.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A date known to the year, the month or the day, on the proleptic Gregorian calendar.
///
/// Ordered by the earliest day it can mean; among equal earliest days the more precise is later.
///
/// ```
/// use sanctuary_atlas::domain::PartialDate;
/// let year: PartialDate = "2017".parse().unwrap();
/// let day: PartialDate = "2017-05-07".parse().unwrap();
/// assert_eq!(day.to_string(), "2017-05-07");
/// assert!(year.may_be_before(day) && day.may_be_before(year));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    /// 1 to 12, 0 where not known.
    month: u8,
    /// 1 to 31, 0 where not known.
    day: u8,
}

/// Why a text is not a [`PartialDate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")]
pub struct NotADate(pub String);

impl PartialDate {
    /// A date to the day, or `None` if there is no such day.
    pub fn from_day(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// A date to the month, or `None` if there is no such month.
    pub fn from_month(year: u16, month: u8) -> Option<Self> {
        let day = Self::from_day(year, month, 1)?;
        Some(Self { day: 0, ..day })
    }

    /// A date to the year, or `None` if there is no such year.
    pub fn from_year(year: u16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self {
            year,
            month: 0,
            day: 0,
        })
    }

    pub fn year(self) -> u16 {
        self.year
    }

    /// Month from 1 to 12, where known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// Day of the month, where known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The first day it can mean, as (year, month, day).
    pub fn earliest(self) -> (u16, u8, u8) {
        (self.year, self.month.max(1), self.day.max(1))
    }

    /// The last day it can mean, as (year, month, day).
    pub fn latest(self) -> (u16, u8, u8) {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 {
            days_in_month(self.year, month)
        } else {
            self.day
        };
        (self.year, month, day)
    }

    /// Whether every day that `self` can mean is before every day that `other` can mean.
    pub fn is_before(self, other: Self) -> bool {
        self.latest() < other.earliest()
    }

    /// Whether some day that `self` can mean is before some day that `other` can mean.
    pub fn may_be_before(self, other: Self) -> bool {
        self.earliest() < other.latest()
    }
}

/// Number of days of a month (Gregorian rule for leap years).
fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let fail = || NotADate(text.chars().take(40).collect());
        let mut parts = text.split('-');
        let mut number = |width: usize| -> Result<Option<u16>, NotADate> {
            match parts.next() {
                None => Ok(None),
                Some(p) if p.len() == width && p.bytes().all(|b| b.is_ascii_digit()) => {
                    p.parse().map(Some).map_err(|_| fail())
                }
                Some(_) => Err(fail()),
            }
        };
        let (year, month, day) = (number(4)?.ok_or_else(fail)?, number(2)?, number(2)?);
        if number(0)?.is_some() {
            return Err(fail());
        }
        let probe = Self::from_day(year, month.unwrap_or(1) as u8, day.unwrap_or(1) as u8);
        let probe = probe.ok_or_else(fail)?;
        Ok(Self {
            year,
            month: month.map_or(0, |_| probe.month),
            day: day.map_or(0, |_| probe.day),
        })
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.year, self.month, self.day).serialize(serializer)
        }
    }
}

#[cfg(feature = "build")]
impl schemars::JsonSchema for PartialDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A date as precise as its source: YYYY, YYYY-MM or YYYY-MM-DD.",
            "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        })
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?
                .parse()
                .map_err(de::Error::custom)
        } else {
            let (year, month, day) = <(u16, u8, u8)>::deserialize(deserializer)?;
            let known = Self { year, month, day };
            known.to_string().parse().map_err(de::Error::custom)
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn rejects_what_is_not_a_date() {
        for text in [
            "",
            "17",
            "2017-13",
            "2017-02-29",
            "2017-2-3",
            "2017-01-01-01",
            "0000",
            "2017-",
            "+017",
            "２０１７",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text} was taken");
        }
        assert!("2016-02-29".parse::<PartialDate>().is_ok());
    }

    #[test]
    fn a_year_is_before_another_only_when_all_its_days_are() {
        assert!(date("2016").is_before(date("2017-01")));
        assert!(!date("2017").is_before(date("2017-12-31")));
        assert!(date("2017").may_be_before(date("2017-12-31")));
        assert!(!date("2017").may_be_before(date("2017-01-01")));
    }

    proptest! {
        #[test]
        fn text_round_trips(year in 1u16..=9999, month in 0u8..=12, day in 0u8..=31) {
            let parts = PartialDate { year, month, day: if month == 0 { 0 } else { day } };
            if let Ok(parsed) = parts.to_string().parse::<PartialDate>() {
                prop_assert_eq!(parsed, parts);
                prop_assert!(parsed.earliest() <= parsed.latest());
            } else {
                prop_assert!(day > 28);
            }
        }

        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = text.parse::<PartialDate>();
        }
    }
}
