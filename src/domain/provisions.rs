//! A set of provisions.

use serde::{Deserialize, Serialize};

use super::Provision;

/// Which provisions a policy, or several together, provide for: one bit for each, in the order of
/// [`Provision::ALL`].
///
/// ```
/// use sanctuary_atlas::domain::{Provision, Provisions};
/// let set: Provisions = [Provision::LegalAid, Provision::Sport].into_iter().collect();
/// assert!(set.has(Provision::Sport) && !set.has(Provision::Faith));
/// assert_eq!(set.iter().count(), set.len());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Provisions(u32);

// A set has a bit for each.
const _: () = assert!(Provision::ALL.len() <= 32);

impl Provisions {
    pub const NONE: Self = Self(0);

    pub const fn has(self, provision: Provision) -> bool {
        self.0 & (1 << provision as u32) != 0
    }

    /// All that is in one of the two.
    #[must_use]
    pub const fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether the two have one in common.
    pub const fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those in the set, in the order in which they are shown.
    pub fn iter(self) -> impl Iterator<Item = Provision> {
        Provision::ALL
            .iter()
            .copied()
            .filter(move |&provision| self.has(provision))
    }
}

impl FromIterator<Provision> for Provisions {
    fn from_iter<T: IntoIterator<Item = Provision>>(provisions: T) -> Self {
        provisions.into_iter().fold(Self::NONE, |set, provision| {
            Self(set.0 | 1 << provision as u32)
        })
    }
}
