//! What must be true of `geodata/boundaries/*.geojson`, whoever wrote them: valid GeoJSON (RFC 7946), ids and parents
//! that fit together, borders that neighbours and levels share vertex for vertex, and the border rule for the areas
//! that two sides claim.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::features::{BoundaryFile, Edge, Fault, Feature};

/// All the files together; what people clone and what the build reads.
pub const MOST_BYTES: usize = 12_000_000;

/// The areas that two sides claim: drawn once, with this one parent, which the point lies in.
pub const BORDER_RULE: [(&str, &str, f64, f64); 9] = [
    ("ua-43", "ua", 34.10, 44.95),    // Simferopol
    ("ua-40", "ua", 33.53, 44.60),    // Sevastopol
    ("cy-north", "cy", 33.32, 35.33), // Kyrenia
    ("cy-north", "cy", 33.93, 35.13), // Famagusta
    ("gb-sba", "gb", 32.96, 34.60),   // Akrotiri
    ("gb-sba", "gb", 33.73, 35.00),   // Dhekelia
    ("rs-km", "rs", 21.17, 42.66),    // Pristina
    ("rs-km", "rs", 20.87, 42.89),    // Mitrovica
    ("md-sn", "md", 29.63, 46.84),    // Tiraspol
];

/// Everything that is wrong with the files, in a fixed order.
pub fn faults(files: &[BoundaryFile]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = files
        .iter()
        .flat_map(|file| file.faults.iter().cloned())
        .collect();
    let mut found = |file: &str, id: &str, what: String| {
        faults.push(Fault {
            file: file.to_owned(),
            id: id.to_owned(),
            what,
        });
    };
    let atlas = Atlas::new(files);
    for (file, feature) in atlas.features() {
        rings(feature, &mut |what| found(file, &feature.id, what));
    }
    atlas.ids_and_parents(&mut found);
    atlas.fips(&mut found);
    atlas.shared_borders("region", "nation", &mut found);
    atlas.shared_borders("county", "region", &mut found);
    atlas.disputed_lines(&mut found);
    atlas.border_rule(&mut found);
    let bytes: usize = files.iter().map(|file| file.bytes).sum();
    if bytes > MOST_BYTES {
        found(
            "*",
            "all files",
            format!("{bytes} bytes are more than {MOST_BYTES}"),
        );
    }
    faults
}

/// Rings of one feature: closed, not degenerate, right-handed, not across the antimeridian.
fn rings(feature: &Feature, found: &mut impl FnMut(String)) {
    let is_line = feature.level == "line";
    for (part, ring) in feature
        .polygons
        .iter()
        .enumerate()
        .flat_map(|(part, rings)| {
            rings
                .iter()
                .enumerate()
                .map(move |(index, ring)| ((part, index), ring))
        })
    {
        let (polygon, index) = part;
        let place = format!("polygon {polygon}, ring {index}");
        if ring.windows(2).any(|pair| pair[0] == pair[1]) {
            found(format!("{place} repeats a position"));
        }
        if ring
            .windows(2)
            .any(|pair| pair[0].0.abs_diff(pair[1].0) > 1_800_000)
        {
            found(format!(
                "{place} crosses the antimeridian: split it there (RFC 7946, 3.1.9)"
            ));
        }
        if is_line {
            if ring.len() < 2 {
                found(format!("line {polygon} has fewer than 2 positions"));
            }
            continue;
        }
        if ring.len() < 4 || ring.first() != ring.last() {
            found(format!(
                "{place} must be closed and have at least 4 positions"
            ));
            continue;
        }
        let double_area: i64 = ring
            .windows(2)
            .map(|pair| {
                i64::from(pair[0].0) * i64::from(pair[1].1)
                    - i64::from(pair[1].0) * i64::from(pair[0].1)
            })
            .sum();
        let outer = index == 0;
        if double_area == 0 {
            found(format!("{place} has no area"));
        } else if (double_area > 0) != outer {
            found(format!(
                "{place} runs {}: outer rings run counter-clockwise, holes clockwise",
                if double_area > 0 {
                    "counter-clockwise"
                } else {
                    "clockwise"
                }
            ));
        }
    }
}

struct Atlas<'a> {
    files: &'a [BoundaryFile],
    /// id -> file and feature; of a repeated id, the first.
    by_id: HashMap<&'a str, (&'a str, &'a Feature)>,
}

impl<'a> Atlas<'a> {
    fn new(files: &'a [BoundaryFile]) -> Self {
        let mut by_id = HashMap::new();
        for file in files {
            for feature in &file.features {
                by_id
                    .entry(feature.id.as_str())
                    .or_insert((file.name.as_str(), feature));
            }
        }
        Self { files, by_id }
    }

    fn features(&self) -> impl Iterator<Item = (&'a str, &'a Feature)> + use<'a> {
        self.files.iter().flat_map(|file| {
            file.features
                .iter()
                .map(|feature| (file.name.as_str(), feature))
        })
    }

    fn level(&self, level: &str) -> impl Iterator<Item = (&'a str, &'a Feature)> {
        self.features()
            .filter(move |(_, feature)| feature.level == level)
    }

    fn ids_and_parents(&self, found: &mut impl FnMut(&str, &str, String)) {
        let mut seen = HashSet::new();
        for (file, feature) in self.features() {
            if !seen.insert(&feature.id) {
                found(file, &feature.id, "this id is used twice".into());
            }
            let wanted = match feature.level.as_str() {
                "region" => Some("nation"),
                "county" => Some("region"),
                "nation" | "context" | "line" => None,
                other => {
                    found(file, &feature.id, format!("level \"{other}\" is not known"));
                    None
                }
            };
            match (wanted, feature.parent.as_deref()) {
                (None, None) => {}
                (None, Some(parent)) => found(
                    file,
                    &feature.id,
                    format!("a {} has no parent, not \"{parent}\"", feature.level),
                ),
                (Some(level), None) => found(
                    file,
                    &feature.id,
                    format!("a {} needs a {level} as parent", feature.level),
                ),
                (Some(level), Some(parent)) => match self.by_id.get(parent) {
                    Some((_, other)) if other.level == level => {
                        if !feature.id.starts_with(&format!("{parent}-")) {
                            found(
                                file,
                                &feature.id,
                                format!("the id must begin with its parent's, \"{parent}-\""),
                            );
                        }
                    }
                    Some((_, other)) => found(
                        file,
                        &feature.id,
                        format!("parent \"{parent}\" is a {}, not a {level}", other.level),
                    ),
                    None => found(
                        file,
                        &feature.id,
                        format!("parent \"{parent}\" does not exist"),
                    ),
                },
            }
            if let Some(sovereign) = &feature.sovereign
                && self
                    .by_id
                    .get(sovereign.as_str())
                    .is_none_or(|(_, other)| other.level != "nation")
            {
                found(
                    file,
                    &feature.id,
                    format!("sovereign \"{sovereign}\" is not a nation here"),
                );
            }
        }
    }

    fn fips(&self, found: &mut impl FnMut(&str, &str, String)) {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        for (file, feature) in self
            .level("county")
            .filter(|(_, feature)| feature.id.starts_with("us-"))
        {
            let Some(fips) = feature.fips.as_deref() else {
                found(
                    file,
                    &feature.id,
                    "a county of the United States needs \"fips\"".into(),
                );
                continue;
            };
            if fips.len() != 5 || !fips.bytes().all(|b| b.is_ascii_digit()) {
                found(
                    file,
                    &feature.id,
                    format!("fips \"{fips}\" must have 5 digits"),
                );
            }
            let state = feature
                .parent
                .as_deref()
                .and_then(|parent| self.by_id.get(parent))
                .and_then(|(_, state)| state.fips.as_deref());
            if state.is_none_or(|state| !fips.starts_with(state)) {
                found(
                    file,
                    &feature.id,
                    format!("fips \"{fips}\" does not begin with its state's, {state:?}"),
                );
            }
            if let Some(other) = seen.insert(fips, &feature.id) {
                found(
                    file,
                    &feature.id,
                    format!("fips \"{fips}\" is also that of {other}"),
                );
            }
        }
    }

    /// Within a parent that has children, the parent's outline is exactly what is left of the children's edges when
    /// those that run both ways (borders between two of them) are taken away. No two children cover the same edge in
    /// the same direction: that would be an overlap.
    fn shared_borders(
        &self,
        child_level: &str,
        parent_level: &str,
        found: &mut impl FnMut(&str, &str, String),
    ) {
        let mut children: BTreeMap<&str, Vec<(&str, &Feature)>> = BTreeMap::new();
        let mut owners: HashMap<Edge, &str> = HashMap::new();
        for (file, feature) in self.level(child_level) {
            if let Some(parent) = feature.parent.as_deref() {
                children.entry(parent).or_default().push((file, feature));
            }
            for edge in feature.edges() {
                if let Some(other) = owners.insert(edge, &feature.id) {
                    found(
                        file,
                        &feature.id,
                        format!("overlaps {other} along {}", shown(edge)),
                    );
                    break;
                }
            }
        }
        for (file, parent) in self.level(parent_level) {
            let Some(children) = children.get(parent.id.as_str()) else {
                continue;
            };
            let all: HashSet<Edge> = children
                .iter()
                .flat_map(|(_, child)| child.edges())
                .collect();
            let outline: HashSet<Edge> = all
                .iter()
                .copied()
                .filter(|&(a, b)| !all.contains(&(b, a)))
                .collect();
            let own: HashSet<Edge> = parent.edges().collect();
            if let Some(&edge) = own.difference(&outline).min() {
                found(
                    file,
                    &parent.id,
                    format!(
                        "its outline is not that of its {child_level} features: {} is not theirs",
                        shown(edge)
                    ),
                );
            }
            if let Some(&edge) = outline.difference(&own).min() {
                found(
                    file,
                    &parent.id,
                    format!(
                        "its outline is not that of its {child_level} features: {} is missing",
                        shown(edge)
                    ),
                );
            }
        }
    }

    /// Dashed lines run exactly along borders between two regions.
    fn disputed_lines(&self, found: &mut impl FnMut(&str, &str, String)) {
        let borders: HashSet<Edge> = self
            .level("region")
            .flat_map(|(_, region)| region.edges())
            .collect();
        for (file, line) in self.level("line") {
            if let Some((a, b)) = line
                .edges()
                .find(|&(a, b)| !borders.contains(&(a, b)) || !borders.contains(&(b, a)))
            {
                found(
                    file,
                    &line.id,
                    format!("{} is not a border between two regions", shown((a, b))),
                );
            }
        }
    }

    fn border_rule(&self, found: &mut impl FnMut(&str, &str, String)) {
        for (id, parent, longitude, latitude) in BORDER_RULE {
            let drawn: Vec<&Feature> = self
                .level("region")
                .map(|(_, region)| region)
                .filter(|region| region.id == id)
                .collect();
            match drawn.as_slice() {
                [region] if region.parent.as_deref() == Some(parent) => {}
                [region] => found(
                    "regions.geojson",
                    id,
                    format!("its parent must be \"{parent}\", not {:?}", region.parent),
                ),
                more => found(
                    "regions.geojson",
                    id,
                    format!("must be drawn once, is drawn {} times", more.len()),
                ),
            }
            for (level, expected) in [("region", id), ("nation", parent)] {
                let around: Vec<&str> = self
                    .level(level)
                    .filter(|(_, feature)| feature.contains(longitude, latitude))
                    .map(|(_, feature)| feature.id.as_str())
                    .collect();
                if around != [expected] {
                    found(
                        "regions.geojson",
                        id,
                        format!(
                            "{longitude}, {latitude} must lie in the {level} {expected} and no other, lies in {around:?}"
                        ),
                    );
                }
            }
        }
    }
}

fn shown(((x1, y1), (x2, y2)): Edge) -> String {
    let degrees = |value: i32| f64::from(value) / 1e4;
    format!(
        "the edge {} {} - {} {}",
        degrees(x1),
        degrees(y1),
        degrees(x2),
        degrees(y2)
    )
}

#[cfg(test)]
mod tests;
