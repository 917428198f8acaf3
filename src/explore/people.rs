//! How many people live in places, nobody counted twice.

use std::collections::HashSet;

use crate::data::{Atlas, PlaceIndex};

/// How many people live in some places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct People {
    /// People of the places whose population is on file.
    pub number: u64,
    /// Places that the number is of.
    pub counted: u32,
    /// Places whose people are counted with a place above them.
    pub within: u32,
    /// Places without a population on file, so that the number is the least it can be.
    pub unknown: u32,
}

/// Counts the people of places once each: those of a city are people of its county, region and nation, too. A place
/// counts where nothing above it does; what lies above without a population on file counts nobody.
pub fn people(atlas: &Atlas, places: impl IntoIterator<Item = PlaceIndex>) -> People {
    let places: HashSet<PlaceIndex> = places.into_iter().collect();
    let population = |number: PlaceIndex| atlas.get(number).map_or(0, |place| place.population);
    let counts = |number: &PlaceIndex| places.contains(number) && population(*number) > 0;
    let mut people = People::default();
    for &number in &places {
        let Some(place) = atlas.get(number) else {
            continue;
        };
        if place.parents.iter().any(counts) {
            people.within += 1;
        } else if place.population == 0 {
            people.unknown += 1;
        } else {
            people.number += u64::from(place.population);
            people.counted += 1;
        }
    }
    people
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::{
        data::{Index, Place},
        domain::Level,
        geo::Plane,
    };

    fn place(id: &str, parents: &[u32], population: u32) -> Place {
        Place {
            id: id.to_owned(),
            name: id.to_owned(),
            names: Vec::new(),
            level: Level::Municipality,
            parents: parents.to_vec(),
            plane: Plane::Europe,
            x: 0,
            y: 0,
            model: None,
            basis: None,
            is_sure: true,
            effect: None,
            policies: 0,
            listings: 1,
            events: 0,
            population,
            part: None,
            shape: None,
            dispute: String::new(),
            aliases: Vec::new(),
        }
    }

    /// A nation of 100, a region of it without a figure, a county of 30 there, a town of 20 in that.
    fn atlas() -> Atlas {
        let places = vec![
            place("n", &[], 100),
            place("r", &[0], 0),
            place("c", &[1, 0], 30),
            place("t", &[2, 1, 0], 20),
            place("u", &[1, 0], 7),
        ];
        Atlas::new(Index {
            date: "2026-11-24".parse().unwrap(),
            edition: String::new(),
            places,
            parts: Vec::new(),
            counties: String::new(),
            land_full: String::new(),
            tenures: String::new(),
            lists: String::new(),
            background: String::new(),
            landmarks: String::new(),
            figures: String::new(),
            towns: Vec::new(),
        })
    }

    #[test]
    fn nobody_is_counted_twice() {
        for (places, number, counted, within, unknown) in [
            (vec![3], 20, 1, 0, 0),
            (vec![2, 3], 30, 1, 1, 0),
            (vec![0, 1, 2, 3, 4], 100, 1, 4, 0),
            // The region has no figure: its towns count, and it is said that it does not.
            (vec![1, 3, 4], 27, 2, 0, 1),
            (vec![1, 2, 3, 4], 37, 2, 1, 1),
            (vec![3, 3], 20, 1, 0, 0),
            (vec![], 0, 0, 0, 0),
        ] {
            let expected = People {
                number,
                counted,
                within,
                unknown,
            };
            assert_eq!(people(&atlas(), places.clone()), expected, "{places:?}");
        }
    }
}
