//! Which areas lie next to a place.

use super::World;
use crate::{data::PlaceIndex, domain::Level};

impl World {
    /// The places whose areas share a border with a county's, region's or nation's, those on file first, then the more
    /// populous; nothing for a place without an area.
    pub fn neighbours(&self, of: PlaceIndex, limit: usize) -> Vec<PlaceIndex> {
        let atlas = &self.atlas;
        let Some(place) = atlas.get(of) else {
            return Vec::new();
        };
        let drawn = match self.counties() {
            Some(counties) if counties.shape_of(of).is_some() => counties,
            _ => self.land(),
        };
        // A nation is drawn as its regions.
        let is_nation = place.level == Level::Nation;
        let whole = |shape_of: PlaceIndex| {
            let nation = atlas.get(shape_of).and_then(|place| place.parents.last());
            match nation {
                Some(nation) if is_nation => *nation,
                _ => shape_of,
            }
        };
        let shapes = || {
            let all = drawn.shapes.shapes.iter().zip(&drawn.places);
            all.filter_map(|(shape, place)| Some((shape, whole((*place)?))))
        };
        let own = shapes().filter(|(_, place)| *place == of);
        let border = drawn.shapes.outline(own.map(|(shape, _)| shape));
        if border.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<PlaceIndex> = shapes()
            .filter(|(shape, place)| {
                *place != of && shape.arcs().any(|arc| border.binary_search(&arc).is_ok())
            })
            .map(|(_, place)| place)
            .collect();
        found.sort_unstable();
        found.dedup();
        found.sort_by_key(|&number| {
            let place = atlas.get(number);
            let is_on_file = place.is_some_and(|place| place.has_record());
            let people = place.map_or(0, |place| place.population);
            (!is_on_file, u32::MAX - people, number)
        });
        found.truncate(limit);
        found
    }
}
