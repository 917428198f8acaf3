//! One entry of a legend: what a colour and a pattern say of a place.

use super::Lens;
use crate::domain::{Basis, CarriedOut, Finding};

/// First years of the periods that the lens "since" tells apart, after the first period.
pub const PERIODS: [u16; 4] = [2000, 2014, 2017, 2020];

/// What a lens says of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Of the lens "model"; of any lens, [`Finding::NoRecord`] where nothing is on file.
    Finding(Finding),
    Basis(Basis),
    /// The list names it.
    Named,
    /// The list names it, and it objects.
    Disputed,
    /// The list named it and no longer does.
    Dropped,
    /// The list covers places of its kind there and does not name it.
    NotNamed,
    /// So many bodies name it; the greatest number stands for more, too.
    Bodies(u8),
    /// It has a policy, and no list names it.
    NoBody,
    /// One of its policies has the provision.
    Provided,
    /// A policy that has ended had it.
    ProvidedBefore,
    /// It has a policy, and none with the provision is on file.
    NotProvided,
    /// How many provisions its policies have, in steps: see [`Class::of_provisions`].
    Provisions(u8),
    /// It has a policy of which no provision is on file.
    NoProvisions,
    CarriedOut(CarriedOut),
    /// Period in which its first policy began: see [`PERIODS`].
    Since(u8),
    YearUnknown,
    /// Something is on file, and the lens says nothing of it.
    Other,
}

impl Class {
    /// Number of bodies from which they are no longer told apart.
    pub const MOST_BODIES: u8 = 4;
    /// Steps of the scales.
    pub const STEPS: u8 = 5;

    /// The class of a number of provisions: 1, 2, 3, 4 to 5, more.
    pub const fn of_provisions(number: usize) -> Self {
        match number {
            0 => Class::NoProvisions,
            1..=3 => Class::Provisions(number as u8 - 1),
            4..=5 => Class::Provisions(3),
            _ => Class::Provisions(4),
        }
    }

    /// The class of a year.
    pub fn of_year(year: u16) -> Self {
        let period = PERIODS.iter().filter(|&&first| year >= first).count();
        Class::Since(period as u8)
    }

    /// The code used in links and in the page.
    pub const fn code(self) -> &'static str {
        match self {
            Class::Finding(finding) => finding.code(),
            Class::Basis(basis) => basis.code(),
            Class::Named => "named",
            Class::Disputed => "disputed",
            Class::Dropped => "dropped",
            Class::NotNamed => "not-named",
            Class::Bodies(0 | 1) => "bodies-1",
            Class::Bodies(2) => "bodies-2",
            Class::Bodies(3) => "bodies-3",
            Class::Bodies(_) => "bodies-4",
            Class::NoBody => "no-body",
            Class::Provided => "provided",
            Class::ProvidedBefore => "provided-before",
            Class::NotProvided => "not-provided",
            Class::Provisions(0) => "provisions-1",
            Class::Provisions(1) => "provisions-2",
            Class::Provisions(2) => "provisions-3",
            Class::Provisions(3) => "provisions-4",
            Class::Provisions(_) => "provisions-6",
            Class::NoProvisions => "no-provisions",
            Class::CarriedOut(CarriedOut::Yes) => "carried-out",
            Class::CarriedOut(CarriedOut::Partly) => "partly-carried-out",
            Class::CarriedOut(CarriedOut::No) => "not-carried-out",
            Class::CarriedOut(CarriedOut::Unknown) => "not-known",
            Class::Since(0) => "since-1971",
            Class::Since(1) => "since-2000",
            Class::Since(2) => "since-2014",
            Class::Since(3) => "since-2017",
            Class::Since(_) => "since-2020",
            Class::YearUnknown => "year-unknown",
            Class::Other => "other",
        }
    }

    /// Whether it is that of a place with nothing on file.
    pub fn is_nothing(self) -> bool {
        self == Class::Finding(Finding::NoRecord)
    }
}

impl Lens {
    /// The class of this lens with a code.
    pub fn class(&self, code: &str) -> Option<Class> {
        self.classes()
            .into_iter()
            .find(|class| class.code() == code)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_years_fall_into_their_classes() {
        assert_eq!(Class::of_provisions(0), Class::NoProvisions);
        let codes = [1, 2, 3, 4, 5, 6, 31].map(|number| Class::of_provisions(number).code());
        let expected = [1, 2, 3, 4, 4, 6, 6].map(|first| format!("provisions-{first}"));
        assert_eq!(codes.map(str::to_owned), expected);
        let years = [1971, 1999, 2000, 2013, 2014, 2016, 2017, 2019, 2020, 2026];
        let codes = years.map(|year| Class::of_year(year).code());
        let expected = [1971, 1971, 2000, 2000, 2014, 2014, 2017, 2017, 2020, 2020];
        assert_eq!(
            codes.map(str::to_owned),
            expected.map(|year| format!("since-{year}"))
        );
    }
}
