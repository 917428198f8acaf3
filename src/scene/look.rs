//! How a class looks: which colour, pattern and symbol of the sheet it takes.

use crate::{
    domain::{CarriedOut, Finding},
    explore::{Class, Placed},
};

/// A place in the palette, with a pattern and a symbol of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Look {
    Finding(Finding),
    /// One of a few kinds without an order.
    Kind(Kind),
    /// A step of a scale, from least (0) to most.
    Step(u8),
    /// Something is on file that the lens says nothing of: plain ground and a quiet symbol.
    Quiet,
}

/// Kinds that lenses tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What the lens asks for.
    First,
    /// The same with a reservation.
    Second,
    /// The same, ended or denied.
    Third,
    /// It is known that it is not, or not known.
    Fourth,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::First, Kind::Second, Kind::Third, Kind::Fourth];
}

impl Look {
    /// Steps of a scale.
    pub const STEPS: u8 = Class::STEPS;
    /// Plain ground, no symbol.
    pub const GROUND: Look = Look::Finding(Finding::NoRecord);

    /// Every look of the sheet.
    pub fn all() -> impl Iterator<Item = Look> {
        let findings = Finding::ALL.into_iter().map(Look::Finding);
        let kinds = Kind::ALL.into_iter().map(Look::Kind);
        findings
            .chain(kinds)
            .chain((0..Self::STEPS).map(Look::Step))
            .chain([Look::Quiet])
    }

    /// The look of a class.
    pub const fn of(class: Class) -> Self {
        match class {
            Class::Finding(finding) => Look::Finding(finding),
            Class::Basis(basis) => Look::Kind(match basis {
                crate::domain::Basis::DeJure => Kind::First,
                crate::domain::Basis::DeFacto => Kind::Second,
                crate::domain::Basis::Unclear => Kind::Fourth,
            }),
            Class::Named | Class::Provided | Class::CarriedOut(CarriedOut::Yes) => {
                Look::Kind(Kind::First)
            }
            Class::Disputed | Class::CarriedOut(CarriedOut::Partly) => Look::Kind(Kind::Second),
            Class::Dropped | Class::ProvidedBefore | Class::CarriedOut(CarriedOut::No) => {
                Look::Kind(Kind::Third)
            }
            Class::NotNamed
            | Class::NotProvided
            | Class::NoBody
            | Class::NoProvisions
            | Class::YearUnknown
            | Class::CarriedOut(CarriedOut::Unknown) => Look::Kind(Kind::Fourth),
            Class::Bodies(bodies) => Look::Step(bodies.saturating_sub(1)),
            Class::Provisions(step) | Class::Since(step) => Look::Step(step),
            Class::Other => Look::Quiet,
        }
    }

    /// The look of a place: that of its class, or the plain ground where filters leave it out.
    pub fn of_place(placed: &Placed) -> Self {
        if placed.is_shown {
            Self::of(placed.class)
        } else {
            Self::GROUND
        }
    }

    /// Whether it says nothing: plain ground.
    pub fn is_ground(self) -> bool {
        self == Self::GROUND
    }

    /// Whether it stands behind others: it says of no policy, but of a list alone or of nothing that the lens asks.
    pub const fn is_faint(self) -> bool {
        matches!(
            self,
            Look::Finding(Finding::ListedOnly | Finding::NoRecord) | Look::Quiet
        )
    }

    /// Whether an area of it lets what lies below show through.
    pub const fn is_clear(self) -> bool {
        matches!(self, Look::Finding(Finding::ListedOnly) | Look::Quiet)
    }

    /// A name for it in a document.
    pub fn code(self) -> &'static str {
        const STEPS: [&str; Look::STEPS as usize] =
            ["step-0", "step-1", "step-2", "step-3", "step-4"];
        match self {
            Look::Finding(finding) => finding.code(),
            Look::Kind(Kind::First) => "kind-1",
            Look::Kind(Kind::Second) => "kind-2",
            Look::Kind(Kind::Third) => "kind-3",
            Look::Kind(Kind::Fourth) => "kind-4",
            Look::Step(step) => STEPS[usize::from(step.min(Self::STEPS - 1))],
            Look::Quiet => "quiet",
        }
    }
}

impl From<Finding> for Look {
    fn from(finding: Finding) -> Self {
        Look::Finding(finding)
    }
}

impl From<Class> for Look {
    fn from(class: Class) -> Self {
        Look::of(class)
    }
}
