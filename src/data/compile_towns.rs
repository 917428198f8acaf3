//! From the tables of towns to the files that the browser loads.

use std::{cmp::Reverse, collections::HashMap};

use super::{
    Boundary, Fault, Geodata, IndexPlace, PlaceIndex, Town, TownFile, UNIT_KM, fold,
    gazetteer::{STEP_KM, language_code, plain_id},
};
use crate::domain::Level;

/// Towns from this size on come in the first file: most searches are for them.
const POPULOUS: u32 = 15_000;
/// A record without a GeoNames id is that of a town of its name within this distance, kilometres.
const SAME_PLACE_KM: f64 = 5.0;

/// The files, the populous towns first. `places` are those of the index, then the counties without a record.
///
/// # Errors
/// Towns in areas that do not exist.
pub(super) fn compile_towns(
    towns: &[Town],
    geodata: &Geodata,
    places: &[&IndexPlace],
) -> Result<Vec<TownFile>, Vec<Fault>> {
    let known = Known::new(geodata, places);
    let mut placed = Vec::with_capacity(towns.len());
    let mut unknown: Vec<&str> = Vec::new();
    for town in towns {
        match known.place(town) {
            Some(town) => placed.push(town),
            None if !unknown.contains(&town.area.as_str()) => unknown.push(&town.area),
            None => {}
        }
    }
    if !unknown.is_empty() {
        let fault = |area: &&str| {
            Fault::new(
                "gazetteer",
                area,
                "area",
                "towns lie in an area that does not exist",
                "run `cargo xtask gazetteer areas`",
            )
        };
        return Err(unknown.iter().map(fault).collect());
    }
    known.number(&mut placed);
    placed.sort_by_cached_key(|placed| {
        (
            placed.town.population < POPULOUS,
            fold(&placed.town.name),
            Reverse(placed.town.population),
            placed.town.geonames,
        )
    });
    let (populous, others) =
        placed.split_at(placed.partition_point(|placed| placed.town.population >= POPULOUS));
    Ok([populous, others]
        .into_iter()
        .filter(|towns| !towns.is_empty())
        .map(file)
        .collect())
}

/// A town and what the atlas knows of where it lies.
struct Placed<'a> {
    town: &'a Town,
    area: PlaceIndex,
    prefix: &'a str,
    /// Its id, as long as no other one is the same.
    id: String,
    needs_number: bool,
    on_file: Option<PlaceIndex>,
    dx: i32,
    dy: i32,
}

struct Known<'a> {
    places: &'a [&'a IndexPlace],
    boundaries: HashMap<&'a str, &'a Boundary>,
    /// By id, former id and area.
    by_id: HashMap<&'a str, PlaceIndex>,
    by_geonames: HashMap<u32, PlaceIndex>,
    /// Records of towns by their folded names.
    by_name: HashMap<String, Vec<PlaceIndex>>,
}

impl<'a> Known<'a> {
    fn new(geodata: &'a Geodata, places: &'a [&'a IndexPlace]) -> Self {
        let mut by_id = HashMap::new();
        let mut by_name: HashMap<String, Vec<PlaceIndex>> = HashMap::new();
        for (number, place) in (0..).zip(places) {
            for id in place.aliases.iter().chain(&place.shape).chain([&place.id]) {
                by_id.entry(id.as_str()).or_insert(number);
            }
            let is_town = place.level == Level::Municipality
                || (place.level == Level::County && place.shape.is_none());
            if is_town && place.has_record() {
                let names = place.names.iter().map(|(_, name)| name);
                for name in names.chain([&place.name]) {
                    by_name
                        .entry(fold(unqualified(name)))
                        .or_default()
                        .push(number);
                }
            }
        }
        let by_geonames = geodata
            .jurisdictions
            .iter()
            .filter_map(|j| Some((j.record.geonames?, *by_id.get(j.id.as_str())?)))
            .collect();
        Self {
            places,
            boundaries: geodata
                .boundaries
                .iter()
                .map(|b| (b.id.as_str(), b))
                .collect(),
            by_id,
            by_geonames,
            by_name,
        }
    }

    fn place(&self, town: &'a Town) -> Option<Placed<'a>> {
        let boundary = *self.boundaries.get(town.area.as_str())?;
        let area = *self.by_id.get(town.area.as_str())?;
        let prefix = match boundary.level()? {
            Level::County => boundary.properties.parent.as_deref()?,
            _ => town.area.as_str(),
        };
        let (x, y) = boundary.plane().project(town.longitude, town.latitude);
        let above = self.places[area as usize];
        let step = |km: f64, from: i32| ((km - f64::from(from) * UNIT_KM) / STEP_KM).round() as i32;
        Some(Placed {
            town,
            area,
            prefix,
            id: plain_id(prefix, &town.name),
            needs_number: false,
            on_file: self
                .by_geonames
                .get(&town.geonames)
                .copied()
                .or_else(|| self.record_of_name(town, area, (x, y))),
            dx: step(x, above.x),
            dy: step(y, above.y),
        })
    }

    fn record_of_name(&self, town: &Town, area: PlaceIndex, at: (f64, f64)) -> Option<PlaceIndex> {
        let nation = |place: PlaceIndex| {
            let place_above = self.places[place as usize].parents.last();
            place_above.copied().unwrap_or(place)
        };
        let names = town.other_names.iter().map(|(_, name)| name);
        names
            .chain([&town.name])
            .filter_map(|name| self.by_name.get(&fold(name)))
            .flatten()
            .copied()
            .find(|&number| {
                let place = self.places[number as usize];
                let km = |units: i32| f64::from(units) * UNIT_KM;
                let distance = (km(place.x) - at.0).hypot(km(place.y) - at.1);
                nation(number) == nation(area) && (number == area || distance <= SAME_PLACE_KM)
            })
    }

    /// Finds the towns whose id another town or place has too.
    fn number(&self, towns: &mut [Placed]) {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for town in towns.iter() {
            *counts.entry(town.id.clone()).or_default() += 1;
        }
        for town in towns {
            let taken = self.by_id.get(town.id.as_str()).copied();
            town.needs_number = counts[&town.id] > 1
                || taken.is_some_and(|place| town.on_file != Some(place))
                || town.id == town.prefix;
        }
    }
}

/// A name without the addition in brackets that tells a city from its canton.
fn unqualified(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

fn file(towns: &[Placed]) -> TownFile {
    let mut file = TownFile::default();
    let mut areas: HashMap<PlaceIndex, u32> = HashMap::new();
    let mut others: Vec<(String, &str, u32, u8)> = Vec::new();
    for (number, placed) in (0..).zip(towns) {
        let town = placed.town;
        let area = *areas.entry(placed.area).or_insert_with(|| {
            file.areas.push(placed.area);
            file.prefixes.push_str(placed.prefix);
            file.prefixes.push('\n');
            (file.areas.len() - 1) as u32
        });
        file.names.push_str(&town.name);
        file.names.push('\n');
        file.area_of.push(area);
        file.dx.push(placed.dx);
        file.dy.push(placed.dy);
        file.populations.push(town.population);
        if placed.needs_number {
            file.numbered.push((number, town.geonames));
        }
        if let Some(place) = placed.on_file {
            file.on_file.push((number, place));
        }
        for (tag, name) in &town.other_names {
            others.push((fold(name), name, number, language_code(tag)));
        }
    }
    others.sort_unstable();
    for (_, name, town, language) in others {
        file.other_names.push_str(name);
        file.other_names.push('\n');
        file.other_of.push(town);
        file.other_languages.push(language);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data::Gazetteer, geo::Plane};

    fn place(id: &str, name: &str, level: Level, parents: &[u32], at: (i32, i32)) -> IndexPlace {
        IndexPlace {
            id: id.into(),
            name: name.into(),
            names: Vec::new(),
            level,
            parents: parents.to_vec(),
            plane: Plane::Europe,
            x: at.0,
            y: at.1,
            model: None,
            basis: None,
            is_sure: true,
            effect: None,
            policies: 1,
            listings: 0,
            events: 0,
            population: 0,
            part: (level == Level::Municipality).then_some(0),
            shape: (level != Level::Municipality).then(|| id.into()),
            dispute: String::new(),
            aliases: Vec::new(),
        }
    }

    fn boundary(id: &str, parent: Option<&str>, level: &str) -> Boundary {
        let properties = serde_json::json!({ "level": level, "parent": parent, "sheet": "eu" });
        Boundary {
            file: String::new(),
            id: id.into(),
            properties: serde_json::from_value(properties).unwrap(),
            rings: Vec::new(),
        }
    }

    fn town(geonames: u32, name: &str, longitude: f64, population: u32) -> Town {
        Town {
            geonames,
            name: name.into(),
            area: "xx-a".into(),
            longitude,
            latitude: 52.0,
            population,
            other_names: vec![("fr".into(), format!("{name}-les-Bains"))],
        }
    }

    /// A nation with a region and a town on file at the projection's centre, 10 east, 52 north.
    fn compiled(towns: &[Town]) -> Result<Gazetteer, Vec<Fault>> {
        let geodata = Geodata {
            boundaries: vec![
                boundary("xx", None, "nation"),
                boundary("xx-a", Some("xx"), "region"),
            ],
            ..Geodata::default()
        };
        let (x, y) = Plane::Europe.project(10.0, 52.0);
        let at = ((x / UNIT_KM) as i32, (y / UNIT_KM) as i32);
        let places = [
            place("xx", "Xland", Level::Nation, &[], at),
            place("xx-a", "Aland", Level::Region, &[0], at),
            place("xx-a-ems", "Ems (town)", Level::Municipality, &[1, 0], at),
        ];
        let places: Vec<&IndexPlace> = places.iter().collect();
        let mut gazetteer = Gazetteer::default();
        for file in compile_towns(towns, &geodata, &places)? {
            gazetteer.add(file).unwrap();
        }
        Ok(gazetteer)
    }

    #[test]
    fn a_town_of_a_records_name_nearby_leads_to_the_record() {
        let towns = [town(1, "Ems", 10.01, 20_000), town(2, "Ems", 11.0, 2_000)];
        let gazetteer = compiled(&towns).unwrap();
        assert_eq!(gazetteer.count(), 2);
        // Both have the record's id, so that both need numbers.
        let near = gazetteer
            .find("xx-a-ems-1")
            .or_else(|| gazetteer.find("xx-a-ems"));
        assert_eq!(near.and_then(|town| gazetteer.on_file(town)), Some(2));
    }

    #[test]
    fn towns_of_one_name_in_one_region_are_numbered() {
        let towns = [
            town(11_111, "Union", 10.5, 2_000),
            town(22_222, "Union", 11.0, 90_000),
            town(33_333, "Marfa", 12.0, 1_500),
        ];
        let gazetteer = compiled(&towns).unwrap();
        let id = |wanted: &str| gazetteer.find(wanted).and_then(|town| gazetteer.id(town));
        assert_eq!(id("xx-a-union-11111").as_deref(), Some("xx-a-union-11111"));
        assert_eq!(id("xx-a-union").as_deref(), Some("xx-a-union-22222"));
        assert_eq!(id("xx-a-marfa").as_deref(), Some("xx-a-marfa"));
    }

    #[test]
    fn towns_in_no_area_are_faults() {
        let mut lost = town(1, "Ems", 10.0, 5_000);
        lost.area = "xx-z".into();
        let faults = compiled(&[lost]).unwrap_err();
        assert!(faults[0].to_string().contains("xx-z"), "{}", faults[0]);
    }
}
