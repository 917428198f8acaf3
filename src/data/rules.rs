//! The semantic rules of the record (`geodata/README.md` tells them to maintainers).
//!
//! Every rule has a fixture in `tests/fixtures/rules/` with a bad record and the message it gets.

use std::collections::{HashMap, HashSet};

use super::{Boundary, Fault, Geodata, Jurisdiction, compile::area_of};
use crate::{
    domain::{Level, Model, PartialDate, Policy, Record, Status},
    geo::point_in_rings,
};

/// Checks every rule; the faults come out in the order of the files.
pub fn check(geodata: &Geodata, today: PartialDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    let known = Known::new(geodata);
    sources_and_lists(geodata, &known, today, &mut faults);
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
        evidence(&jurisdiction.record, &known, &mut complain);
        dates(&jurisdiction.record, today, &mut complain);
        model(&jurisdiction.record, &mut complain);
    }
    faults.sort();
    faults
}

/// Look-ups over the whole set.
struct Known<'a> {
    boundaries: HashMap<&'a str, &'a Boundary>,
    records: HashMap<&'a str, &'a Jurisdiction>,
    /// Record that covers a boundary.
    on_boundary: HashMap<&'a str, &'a Jurisdiction>,
    sources: HashSet<&'a str>,
    lists: HashSet<&'a str>,
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
                .filter_map(|j| Some((area_of(j, &boundaries)?, j)))
                .collect(),
            boundaries,
            records: geodata
                .jurisdictions
                .iter()
                .map(|j| (j.id.as_str(), j))
                .collect(),
            sources: geodata.sources.iter().map(|s| s.id.as_str()).collect(),
            lists: geodata.lists.iter().map(|l| l.id.as_str()).collect(),
        }
    }

    fn level(&self, id: &str) -> Option<Level> {
        let of_record = self.records.get(id).map(|j| j.record.level);
        of_record.or_else(|| self.boundaries.get(id)?.level())
    }

    /// The boundary of a jurisdiction, by its `boundary` field or its own id.
    fn area(&self, id: &str) -> Option<&'a Boundary> {
        let named = self
            .records
            .get(id)
            .and_then(|j| j.record.boundary.as_deref());
        self.boundaries.get(named.unwrap_or(id)).copied()
    }
}

fn sources_and_lists(
    geodata: &Geodata,
    known: &Known,
    today: PartialDate,
    faults: &mut Vec<Fault>,
) {
    let mut seen = HashSet::new();
    for source in &geodata.sources {
        let mut complain = |field: &str, wrong: String, right: &str| {
            faults.push(Fault::new("sources.json", &source.id, field, wrong, right))
        };
        if !seen.insert(source.id.as_str()) {
            complain(
                "id",
                "this id is used twice".into(),
                "merge the two entries, or give one another id",
            );
        }
        if let Some(url) = source.url.as_deref().filter(|url| !is_web_link(url)) {
            complain(
                "url",
                format!("\"{url}\" is not a web link"),
                "write the page's address, beginning with https:// or http://",
            );
        }
        if let Some(date) = source.date.filter(|&date| today.is_before(date)) {
            complain(
                "date",
                format!("{date} is after today ({today})"),
                "write the date on the page, or leave it out",
            );
        }
    }
    let mut seen = HashSet::new();
    for list in &geodata.lists {
        let mut complain = |field: &str, wrong: String, right: &str| {
            faults.push(Fault::new("lists.json", &list.id, field, wrong, right))
        };
        if !seen.insert(list.id.as_str()) {
            complain(
                "id",
                "this id is used twice".into(),
                "merge the two entries, or give one another id",
            );
        }
        if !known.sources.contains(list.source.as_str()) {
            complain(
                "source",
                format!("\"{}\" is not in sources.json", list.source),
                "add the source there, or name one that is",
            );
        }
        if let Some(date) = list.date.filter(|&date| today.is_before(date)) {
            complain(
                "date",
                format!("{date} is after today ({today})"),
                "write the date of the list, or leave it out",
            );
        }
    }
}

fn is_web_link(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !url
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
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
            .filter(|_| area_of(jurisdiction, &known.boundaries) != Some(id))
        {
            let wrong = format!("\"{id}\" is also an area of {}", boundary.file);
            let field = if field == "id" { "boundary" } else { field };
            complain(
                field,
                wrong,
                "name it in `boundary` if it is the same jurisdiction, else give one another id",
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
    if let Some(boundary) = record.boundary.as_deref()
        && area.is_none()
    {
        complain(
            "boundary",
            format!("\"{boundary}\" is not in geodata/boundaries"),
            "name the id of an area there, or leave it out and give a point",
        );
    }
    if let Some(boundary) = area_of(jurisdiction, &known.boundaries)
        && let Some(other) = known
            .on_boundary
            .get(boundary)
            .filter(|other| other.id != jurisdiction.id)
    {
        complain(
            "boundary",
            format!("\"{boundary}\" is also the area of {}", other.id),
            "merge the two records, or leave it out in one",
        );
    }
    if let (Some(fips), Some(boundary)) = (&record.fips, area)
        && boundary.properties.fips.as_ref() != Some(fips)
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
                "give a Point, or name the area in `boundary`",
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

fn evidence(record: &Record, known: &Known, complain: &mut impl FnMut(&str, String, &str)) {
    let mut resolve = |field: String, sources: &[String]| {
        if sources.is_empty() {
            complain(
                &field,
                "no source".into(),
                "cite at least one entry of sources.json",
            );
        }
        for source in sources
            .iter()
            .filter(|s| !known.sources.contains(s.as_str()))
        {
            complain(
                &field,
                format!("\"{source}\" is not in sources.json"),
                "add the source there, or name one that is",
            );
        }
    };
    for (at, policy) in record.policies.iter().enumerate() {
        resolve(format!("policies[{at}].sources"), &policy.sources);
    }
    for (at, debate) in record.debates.iter().enumerate() {
        resolve(format!("debates[{at}].sources"), &debate.sources);
    }
    for (at, listing) in record.listings.iter().enumerate() {
        resolve(
            format!("listings[{at}].source"),
            std::slice::from_ref(&listing.source),
        );
    }
    for (at, listing) in record.listings.iter().enumerate() {
        if !known.lists.contains(listing.list.as_str()) {
            complain(
                &format!("listings[{at}].list"),
                format!("\"{}\" is not in lists.json", listing.list),
                "add the list there, or name one that is",
            );
        }
    }
}

fn dates(record: &Record, today: PartialDate, complain: &mut impl FnMut(&str, String, &str)) {
    let mut not_future = |field: String, date: Option<PartialDate>| {
        if let Some(date) = date.filter(|&date| today.is_before(date)) {
            complain(
                &field,
                format!("{date} is after today ({today})"),
                "write when it happened; what is only planned belongs in the summary",
            );
        }
    };
    not_future("as_of".into(), record.as_of);
    for (at, policy) in record.policies.iter().enumerate() {
        not_future(format!("policies[{at}].adopted"), policy.adopted);
        not_future(format!("policies[{at}].ended"), policy.ended);
    }
    for (at, debate) in record.debates.iter().enumerate() {
        not_future(format!("debates[{at}].date"), debate.date);
    }
    for (at, policy) in record.policies.iter().enumerate() {
        if let (Some(adopted), Some(ended)) = (policy.adopted, policy.ended)
            && ended.is_before(adopted)
        {
            complain(
                &format!("policies[{at}].ended"),
                format!("{ended} is before it was adopted ({adopted})"),
                "correct one of the two dates",
            );
        }
        if let (Status::InForce, Some(ended)) = (policy.status, policy.ended) {
            complain(
                &format!("policies[{at}].status"),
                format!("in force, but ended {ended}"),
                "write repealed, superseded or enjoined, or remove the end date",
            );
        }
    }
}

fn model(record: &Record, complain: &mut impl FnMut(&str, String, &str)) {
    // What ends a policy may itself be in force: a repeal, a ruling, an opposite order.
    let in_force = |policy: &Policy| {
        policy.status == Status::InForce && !policy.provisions.iter().all(|p| p.is_opposed())
    };
    match record.model {
        Some(model) if record.policies.is_empty() => {
            complain(
                "model",
                format!("{} without any policy", model.code()),
                "add the policy with its source, or remove the model: named by a list is not a policy",
            );
        }
        Some(Model::Former) => {
            if let Some(at) = record.policies.iter().position(in_force) {
                complain(
                    "model",
                    format!("former, but policies[{at}] is in force"),
                    "write the model of that policy, or correct its status",
                );
            }
        }
        Some(model) if record.basis.is_none() => {
            complain(
                "basis",
                format!("missing beside the model {}", model.code()),
                "write de-jure, de-facto or unclear",
            );
        }
        _ => {}
    }
}
