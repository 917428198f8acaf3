//! Places whose policies provide for the same.

use std::cmp::Reverse;

use super::TenuresByPlace;
use crate::{
    data::{Atlas, PlaceIndex},
    domain::{Certainty, PartialDate, Provisions, Tenures},
};

/// Provisions that two places must share to be called similar.
const FEWEST_SHARED: usize = 2;

/// A place with the same provisions as another, or most of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Similar {
    pub place: PlaceIndex,
    /// How many provisions both have.
    pub shared: usize,
    /// How many one of the two has.
    pub either: usize,
}

/// All that the policies of a place provide for which hold, or may, on a date.
fn provisions(tenures: &Tenures, at: PartialDate, today: PartialDate) -> Provisions {
    let held = tenures.policies.iter();
    let held = held.filter(|policy| policy.holds(at, today).certainty > Certainty::No);
    held.fold(Provisions::NONE, |all, policy| all.with(policy.provisions))
}

/// What the policies of every place on record provide for on a date.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProvidedByPlace(Vec<(PlaceIndex, Provisions)>);

impl ProvidedByPlace {
    /// By the lives of the policies; `today`: the day of the record.
    pub fn at(tenures: &TenuresByPlace, at: PartialDate, today: PartialDate) -> Self {
        let mut all: Vec<(PlaceIndex, Provisions)> = tenures
            .iter()
            .map(|(&place, tenures)| (place, provisions(tenures, at, today)))
            .collect();
        all.sort_unstable_by_key(|(place, _)| *place);
        Self(all)
    }

    fn of(&self, place: PlaceIndex) -> Option<Provisions> {
        let at = self.0.binary_search_by_key(&place, |(place, _)| *place);
        at.ok().map(|at| self.0[at].1)
    }
}

/// The places most like one by what their own policies provide for on a date: the larger the part that both have
/// of what either has, the more alike; at least half. Among equals, those with more in common come first, then
/// the more populous.
pub fn similar(
    atlas: &Atlas,
    provided: &ProvidedByPlace,
    place: PlaceIndex,
    limit: usize,
) -> Vec<Similar> {
    let Some(own) = provided.of(place) else {
        return Vec::new();
    };
    let others = provided.0.iter().filter(|(number, _)| *number != place);
    let mut found: Vec<Similar> = others
        .filter_map(|&(number, other)| {
            let either = own.with(other).len();
            let shared = own.len() + other.len() - either;
            let is_similar = shared >= FEWEST_SHARED && 2 * shared >= either;
            is_similar.then_some(Similar {
                place: number,
                shared,
                either,
            })
        })
        .collect();
    let population = |number| atlas.get(number).map_or(0, |place| place.population);
    found.sort_by_cached_key(|similar| {
        (
            // As a whole number: 1000 where all is the same.
            Reverse(1000 * similar.shared / similar.either.max(1)),
            Reverse(similar.shared),
            Reverse(population(similar.place)),
            similar.place,
        )
    });
    found.truncate(limit);
    found
}
