//! The towns nearest to a point of the Earth.

use super::{Atlas, Place, PlaceIndex, Target, UNIT_KM};
use crate::{
    domain::Level,
    geo::{Plane, great_circle_km},
};

/// How many are measured on the sphere for each that is wanted: on the planes distances differ by some hundredths.
const CANDIDATES: usize = 4;

/// A town and how far its point is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    pub target: Target,
    /// Along the great circle.
    pub kilometres: f64,
}

/// The towns nearest to a point in degrees, on file or not, the nearest first; those of the gazetteer only once
/// it is loaded.
pub fn nearest(atlas: &Atlas, longitude: f64, latitude: f64, limit: usize) -> Vec<Near> {
    let mut found: Vec<Near> = Plane::ALL
        .into_iter()
        .flat_map(|plane| nearest_on(atlas, plane, (longitude, latitude), limit))
        .collect();
    found.sort_by(|a, b| a.kilometres.total_cmp(&b.kilometres));
    found.truncate(limit);
    found
}

fn nearest_on(atlas: &Atlas, plane: Plane, at: (f64, f64), limit: usize) -> Vec<Near> {
    let here = plane.project(at.0, at.1);
    if !plane.extent().contains(here.0, here.1) {
        return Vec::new();
    }
    // Towns on file have a record's point; the gazetteer's towns lead to the record where there is one.
    let on_file = (0..).zip(&atlas.places).filter_map(|(number, place)| {
        let is_here = is_town_on_file(place) && place.plane == plane;
        is_here.then_some((Target::Place(number), point(place)))
    });
    let gazetteer = atlas.towns();
    let towns = gazetteer.into_iter().flat_map(|gazetteer| {
        gazetteer.towns().filter_map(move |town| {
            let (on, x, y) = gazetteer.point(atlas, town)?;
            let is_free = on == plane && gazetteer.on_file(town).is_none();
            is_free.then_some((Target::Town(town), (x, y)))
        })
    });
    let measured = measured(on_file.chain(towns), plane, here, at, limit);
    let near = measured.map(|(target, kilometres)| Near { target, kilometres });
    near.collect()
}

/// The places closest on a plane, more than are wanted, each with its distance on the sphere, in kilometres. `here`
/// and `at`: the same point on the plane and in degrees.
fn measured<T>(
    places: impl Iterator<Item = (T, (f64, f64))>,
    plane: Plane,
    here: (f64, f64),
    at: (f64, f64),
    limit: usize,
) -> impl Iterator<Item = (T, f64)> {
    let square = |(x, y): (f64, f64)| (x - here.0).powi(2) + (y - here.1).powi(2);
    let mut candidates: Vec<(T, (f64, f64))> = places.collect();
    let wanted = limit * CANDIDATES;
    if candidates.len() > wanted {
        candidates.select_nth_unstable_by(wanted, |a, b| square(a.1).total_cmp(&square(b.1)));
        candidates.truncate(wanted);
    }
    candidates.into_iter().filter_map(move |(place, (x, y))| {
        Some((place, great_circle_km(at, plane.unproject(x, y)?)))
    })
}

/// The towns on file nearest to a place, the nearest first, with their distances in kilometres.
pub fn nearest_on_file(atlas: &Atlas, of: PlaceIndex, limit: usize) -> Vec<(PlaceIndex, f64)> {
    let from = atlas.get(of).and_then(|place| {
        let here = point(place);
        Some((place.plane, here, place.plane.unproject(here.0, here.1)?))
    });
    let Some((plane, here, at)) = from else {
        return Vec::new();
    };
    let towns = (0..).zip(&atlas.places).filter_map(|(number, place)| {
        let is_other = number != of && is_town_on_file(place) && place.plane == plane;
        is_other.then_some((number, point(place)))
    });
    let mut towns: Vec<(PlaceIndex, f64)> = measured(towns, plane, here, at, limit).collect();
    towns.sort_by(|a, b| a.1.total_cmp(&b.1));
    towns.truncate(limit);
    towns
}

fn is_town_on_file(place: &Place) -> bool {
    let is_town = place.level == Level::Municipality
        || (place.level == Level::County && place.shape.is_none());
    is_town && place.has_record()
}

/// Kilometres right and down on its plane.
fn point(place: &Place) -> (f64, f64) {
    (f64::from(place.x) * UNIT_KM, f64::from(place.y) * UNIT_KM)
}
