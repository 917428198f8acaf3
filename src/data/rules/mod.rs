//! The semantic rules of the record (`geodata/README.md` tells them to maintainers).
//!
//! Every rule has a fixture in `tests/fixtures/rules/` with a bad record and the message it gets.

use std::collections::{HashMap, HashSet};

mod background;
mod lists;
mod record;
mod sources;

use super::{Boundary, Fault, Geodata, Jurisdiction, compile::areas_of, geodata::Files};
use crate::{
    domain::{Level, List, PartialDate},
    geo::point_in_rings,
};

/// Checks files: every fault of form and, in what can be read, every broken rule.
///
/// # Errors
/// All faults, in the order of the files.
pub fn read_and_check(files: &Files, today: PartialDate) -> Result<Geodata, Vec<Fault>> {
    let (geodata, mut faults) = Geodata::as_far_as_readable(files);
    // Without a whole file, whatever refers to it would seem wrong.
    if !geodata.unread.contains("") {
        faults.extend(check(&geodata, today));
        faults.sort();
    }
    if faults.is_empty() {
        Ok(geodata)
    } else {
        Err(faults)
    }
}

/// Checks every rule; the faults come out in the order of the files.
pub fn check(geodata: &Geodata, today: PartialDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    let known = Known::new(geodata);
    sources::check(geodata, today, &mut faults);
    lists::check(geodata, &known, today, &mut faults);
    background::check(geodata, &known, today, &mut faults);
    ids(geodata, &known, &mut faults);
    boundaries(geodata, &known, &mut faults);
    for jurisdiction in &geodata.jurisdictions {
        let mut complain = |field: &str, wrong: String, right: &str| {
            faults.push(Fault::new(
                &jurisdiction.file,
                &jurisdiction.id,
                field,
                wrong,
                right,
            ));
        };
        place_in_hierarchy(jurisdiction, &known, &mut complain);
        area_and_point(jurisdiction, &known, &mut complain);
        record::evidence(&jurisdiction.record, &known, &mut complain);
        record::dates(&jurisdiction.record, today, &mut complain);
        record::model(&jurisdiction.record, &mut complain);
    }
    faults.sort();
    faults
}

/// Look-ups over the whole set; what could not be read counts as there.
struct Known<'a> {
    boundaries: HashMap<&'a str, &'a Boundary>,
    records: HashMap<&'a str, &'a Jurisdiction>,
    /// Record that covers a boundary.
    on_boundary: HashMap<&'a str, &'a Jurisdiction>,
    sources: HashSet<&'a str>,
    lists: HashMap<&'a str, &'a List>,
    cases: HashSet<&'a str>,
    unread: &'a HashSet<String>,
}

impl<'a> Known<'a> {
    fn new(geodata: &'a Geodata) -> Self {
        let boundaries: HashMap<&str, &Boundary> = geodata
            .boundaries
            .iter()
            .map(|b| (b.id.as_str(), b))
            .collect();
        Self {
            on_boundary: geodata
                .jurisdictions
                .iter()
                .flat_map(|j| areas_of(j, &boundaries).map(move |area| (area, j)))
                .collect(),
            boundaries,
            records: geodata
                .jurisdictions
                .iter()
                .map(|j| (j.id.as_str(), j))
                .collect(),
            sources: geodata.sources.iter().map(|s| s.id.as_str()).collect(),
            lists: geodata.lists.iter().map(|l| (l.id.as_str(), l)).collect(),
            cases: geodata
                .background
                .law
                .iter()
                .map(|l| l.id.as_str())
                .collect(),
            unread: &geodata.unread,
        }
    }

    fn level(&self, id: &str) -> Option<Level> {
        let of_record = self.records.get(id).map(|j| j.record.level);
        of_record.or_else(|| self.boundaries.get(id)?.level())
    }

    /// The boundary that stands for a jurisdiction: the first of its `boundaries`, or that of its id.
    fn area(&self, id: &str) -> Option<&'a Boundary> {
        let named = self
            .records
            .get(id)
            .and_then(|j| j.record.boundaries.first());
        self.boundaries
            .get(named.map_or(id, String::as_str))
            .copied()
    }

    fn has_source(&self, id: &str) -> bool {
        self.sources.contains(id) || self.unread.contains(id)
    }

    fn has_list(&self, id: &str) -> bool {
        self.lists.contains_key(id) || self.unread.contains(id)
    }

    /// Whether an id is one of a jurisdiction, an area or an alias.
    fn has_place(&self, id: &str) -> bool {
        self.records.contains_key(id)
            || self.boundaries.contains_key(id)
            || self.unread.contains(id)
            || self
                .records
                .values()
                .any(|j| j.record.aliases.iter().any(|alias| alias == id))
    }
}

fn ids(geodata: &Geodata, known: &Known, faults: &mut Vec<Fault>) {
    let mut taken: HashMap<&str, &Jurisdiction> = HashMap::new();
    let with_aliases = geodata.jurisdictions.iter().flat_map(|j| {
        std::iter::once(("id", j.id.as_str()))
            .chain(j.record.aliases.iter().map(|a| ("aliases", a.as_str())))
            .map(move |(field, id)| (j, field, id))
    });
    for (jurisdiction, field, id) in with_aliases {
        let mut complain = |field: &str, wrong: String, right: &str| {
            faults.push(Fault::new(
                &jurisdiction.file,
                &jurisdiction.id,
                field,
                wrong,
                right,
            ));
        };
        let readable = !id.is_empty()
            && id.split('-').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        if !readable {
            complain(
                field,
                format!("\"{id}\" is not a readable id"),
                "use lower-case letters, digits and single hyphens, such as us-il-chicago",
            );
        }
        if let Some(other) = taken.insert(id, jurisdiction) {
            let first = format!(
                "\"{id}\" is already the id or an alias of {} in {}",
                other.id, other.file
            );
            complain(
                field,
                first,
                "merge the two records, or give one another id",
            );
        }
        // The id of an area is a page of its own, unless it is the area of this record.
        if let Some(boundary) = known
            .boundaries
            .get(id)
            .filter(|_| !areas_of(jurisdiction, &known.boundaries).any(|area| area == id))
        {
            let wrong = format!("\"{id}\" is also an area of {}", boundary.file);
            let field = if field == "id" { "boundaries" } else { field };
            complain(
                field,
                wrong,
                "name it in `boundaries` if it is the same jurisdiction, else give one another id",
            );
        }
    }
}

fn boundaries(geodata: &Geodata, known: &Known, faults: &mut Vec<Fault>) {
    let mut drawn = HashSet::new();
    for boundary in &geodata.boundaries {
        let mut complain = |field: &str, wrong: String, right: &str| {
            faults.push(Fault::new(
                &boundary.file,
                &boundary.id,
                field,
                wrong,
                right,
            ))
        };
        if !drawn.insert(boundary.id.as_str()) {
            complain(
                "id",
                "this area is drawn twice".into(),
                "rebuild the boundaries; every area has one id",
            );
        }
        let Some(level) = boundary.level() else {
            complain(
                "level",
                format!("\"{}\" is not a level", boundary.properties.level),
                "write nation, region, county or context",
            );
            continue;
        };
        let above = boundary
            .properties
            .parent
            .as_deref()
            .map(|parent| (parent, known.boundaries.get(parent).and_then(|b| b.level())));
        match above {
            None if level == Level::Nation => {}
            Some((_, Some(above))) if above < level => {}
            None => complain(
                "parent",
                "missing".into(),
                "name the area that it is part of",
            ),
            Some((parent, _)) => complain(
                "parent",
                format!("\"{parent}\" is not an area above a {}", level.code()),
                "name the area that it is part of",
            ),
        }
    }
    for boundary in geodata.boundaries.iter().chain(&geodata.context) {
        let sheet = boundary.properties.sheet.as_str();
        if !["na", "eu"].contains(&sheet) {
            faults.push(Fault::new(
                &boundary.file,
                &boundary.id,
                "sheet",
                format!("\"{sheet}\" is not a sheet"),
                "write na or eu",
            ));
        }
    }
}

fn place_in_hierarchy(
    jurisdiction: &Jurisdiction,
    known: &Known,
    complain: &mut impl FnMut(&str, String, &str),
) {
    let record = &jurisdiction.record;
    match (&record.parent, record.level) {
        (None, Level::Nation) => {}
        (None, _) => complain(
            "parent",
            "missing".into(),
            "name the region or nation that it lies in, such as us-il",
        ),
        (Some(parent), _) if known.unread.contains(parent) => {}
        (Some(parent), level) => match known.level(parent) {
            None => complain(
                "parent",
                format!("\"{parent}\" does not exist"),
                "name a region or nation that has a boundary or a record",
            ),
            // A town can lie in a municipality that is drawn as an area: Otley in Leeds.
            Some(Level::Municipality)
                if level == Level::Municipality && known.area(parent).is_some() => {}
            Some(above) if above >= level => {
                complain(
                    "parent",
                    format!(
                        "\"{parent}\" is a {}, not above a {}",
                        above.code(),
                        level.code()
                    ),
                    "name the region or nation that it lies in",
                );
            }
            Some(_) => {}
        },
    }
}

fn area_and_point(
    jurisdiction: &Jurisdiction,
    known: &Known,
    complain: &mut impl FnMut(&str, String, &str),
) {
    let record = &jurisdiction.record;
    let area = known.area(&jurisdiction.id);
    for (at, boundary) in record.boundaries.iter().enumerate() {
        if !known.boundaries.contains_key(boundary.as_str()) {
            complain(
                &format!("boundaries[{at}]"),
                format!("\"{boundary}\" is not in geodata/boundaries"),
                "name the id of an area there, or leave it out and give a point",
            );
        }
    }
    for boundary in areas_of(jurisdiction, &known.boundaries) {
        if let Some(other) = known
            .on_boundary
            .get(boundary)
            .filter(|other| other.id != jurisdiction.id)
        {
            complain(
                "boundaries",
                format!("\"{boundary}\" is also the area of {}", other.id),
                "merge the two records, or leave it out in one",
            );
        }
    }
    let codes: Vec<&String> = areas_of(jurisdiction, &known.boundaries)
        .filter_map(|id| known.boundaries.get(id)?.properties.fips.as_ref())
        .collect();
    if let (Some(fips), Some(boundary)) = (&record.fips, area)
        && !codes.contains(&fips)
    {
        complain(
            "fips",
            format!("{fips} is not the code of {}", boundary.id),
            "write the code of the county's boundary",
        );
    }
    let Some([longitude, latitude]) = jurisdiction.point else {
        if area.is_none() {
            complain(
                "geometry",
                "neither a point nor an area".into(),
                "give a Point, or name the area in `boundaries`",
            );
        }
        return;
    };
    if !((-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude)) {
        complain(
            "geometry",
            format!("[{longitude}, {latitude}] is not a longitude and latitude"),
            "write degrees, longitude first",
        );
        return;
    }
    let Some(above) = record
        .parent
        .as_deref()
        .and_then(|parent| known.area(parent))
    else {
        return;
    };
    let inside = point_in_rings(
        longitude,
        latitude,
        above
            .rings
            .iter()
            .map(|ring| ring.iter().map(|p| (p[0], p[1]))),
    );
    if !inside && record.outside_region.is_none() {
        complain(
            "geometry",
            format!("[{longitude}, {latitude}] lies outside {}", above.id),
            "correct the point or the parent; for an islet or a coast say why in `outside_region`",
        );
    }
}
