//! Reading `geodata/boundaries/*.geojson` as plain JSON, so that the check does not trust a library's idea of GeoJSON.

use std::{fmt, fs, path::Path};

use anyhow::Context;
use serde_json::Value;

const FILES: [&str; 9] = [
    "nations.geojson",
    "regions.geojson",
    "counties-us.geojson",
    "counties-gb.geojson",
    "counties-fr.geojson",
    "counties-it.geojson",
    "counties-ie.geojson",
    "context-land.geojson",
    "disputed-lines.geojson",
];

/// Ten-thousandths of a degree: what coordinates are given in, so that they compare exactly.
pub type Point = (i32, i32);
pub type Edge = (Point, Point);

pub struct BoundaryFile {
    pub name: String,
    pub bytes: usize,
    pub features: Vec<Feature>,
    pub faults: Vec<Fault>,
}

pub struct Feature {
    pub id: String,
    pub level: String,
    pub parent: Option<String>,
    pub fips: Option<String>,
    pub sovereign: Option<String>,
    /// Polygons as lists of rings, the outer one first. For lines: each line is the one "ring" of its own.
    pub polygons: Vec<Vec<Vec<Point>>>,
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    pub id: String,
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "geodata/boundaries/{}: {}: {}",
            self.file, self.id, self.what
        )
    }
}

/// Reads the files of the folder.
pub fn read(folder: &Path) -> anyhow::Result<Vec<BoundaryFile>> {
    FILES
        .iter()
        .map(|name| {
            let path = folder.join(name);
            let text = fs::read_to_string(&path).with_context(|| {
                format!(
                    "cannot read {}; run `cargo xtask boundaries`",
                    path.display()
                )
            })?;
            parse(name, &text)
        })
        .collect()
}

/// One file. Faults that only its text can show (decimals, types) are found here, the rest by `validate::faults`.
pub fn parse(name: &str, text: &str) -> anyhow::Result<BoundaryFile> {
    let root: Value = serde_json::from_str(text).with_context(|| format!("{name} is not JSON"))?;
    let mut file = BoundaryFile {
        name: name.to_owned(),
        bytes: text.len(),
        features: Vec::new(),
        faults: Vec::new(),
    };
    if root["type"] != "FeatureCollection" {
        file.fault("file", "must be a FeatureCollection");
    }
    if root.get("crs").is_some() {
        file.fault(
            "file",
            "\"crs\" is not allowed by RFC 7946: coordinates are WGS 84",
        );
    }
    for value in root["features"].as_array().into_iter().flatten() {
        file.read_feature(value);
    }
    if file.features.is_empty() {
        file.fault("file", "has no features");
    }
    Ok(file)
}

impl BoundaryFile {
    fn fault(&mut self, id: &str, what: impl Into<String>) {
        self.faults.push(Fault {
            file: self.name.clone(),
            id: id.to_owned(),
            what: what.into(),
        });
    }

    fn read_feature(&mut self, value: &Value) {
        let id = value["id"].as_str().unwrap_or_default().to_owned();
        let property = |key: &str| value["properties"][key].as_str().map(str::to_owned);
        if id.is_empty()
            || !id
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        {
            self.fault(&id, "\"id\" must be of small letters, digits and hyphens");
        }
        for key in ["name", "level", "sheet"] {
            if property(key).is_none_or(|text| text.is_empty()) {
                self.fault(&id, format!("property \"{key}\" is missing"));
            }
        }
        if property("sheet").is_some_and(|sheet| sheet != "na" && sheet != "eu") {
            self.fault(&id, "\"sheet\" must be \"na\" or \"eu\"");
        }
        let coordinates = &value["geometry"]["coordinates"];
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let nested: Vec<Vec<Value>> = match value["geometry"]["type"].as_str() {
            Some("Polygon") => vec![list(coordinates)],
            Some("MultiPolygon") => list(coordinates).iter().map(list).collect(),
            Some("LineString") => vec![vec![coordinates.clone()]],
            Some("MultiLineString") => list(coordinates)
                .into_iter()
                .map(|line| vec![line])
                .collect(),
            other => {
                self.fault(
                    &id,
                    format!("geometry of type {other:?} is not expected here"),
                );
                Vec::new()
            }
        };
        let is_line = value["geometry"]["type"]
            .as_str()
            .is_some_and(|kind| kind.ends_with("LineString"));
        if is_line != (property("level").as_deref() == Some("line")) {
            self.fault(&id, "lines, and only lines, have the level \"line\"");
        }
        let mut bad = 0;
        let polygons: Vec<Vec<Vec<Point>>> = nested
            .iter()
            .map(|rings| {
                rings
                    .iter()
                    .map(|ring| {
                        ring.as_array()
                            .into_iter()
                            .flatten()
                            .map(|pair| {
                                fixed_point(pair).unwrap_or_else(|| {
                                    bad += 1;
                                    (0, 0)
                                })
                            })
                            .collect()
                    })
                    .collect()
            })
            .collect();
        if bad > 0 {
            self.fault(&id, format!("{bad} positions are not [longitude, latitude] on the globe with at most 4 decimals"));
        }
        if polygons.is_empty() {
            self.fault(&id, "has no coordinates");
        }
        self.features.push(Feature {
            level: property("level").unwrap_or_default(),
            parent: property("parent"),
            fips: property("fips"),
            sovereign: property("sovereign"),
            id,
            polygons,
        });
    }
}

fn fixed_point(pair: &Value) -> Option<Point> {
    let [x, y] = pair.as_array()?.as_slice() else {
        return None;
    };
    let fixed = |value: &Value, limit: f64| {
        let number = value.as_f64()?;
        let scaled = (number * 1e4).round();
        (number.abs() <= limit && scaled / 1e4 == number).then_some(scaled as i32)
    };
    Some((fixed(x, 180.0)?, fixed(y, 90.0)?))
}

impl Feature {
    /// Edges in the direction in which the rings run.
    pub fn edges(&self) -> impl Iterator<Item = Edge> + '_ {
        self.polygons
            .iter()
            .flatten()
            .flat_map(|ring| ring.windows(2).map(|pair| (pair[0], pair[1])))
    }

    /// Whether the point lies in the polygons (even-odd rule).
    pub fn contains(&self, longitude: f64, latitude: f64) -> bool {
        let mut inside = false;
        for ((x1, y1), (x2, y2)) in self.edges() {
            let (x1, y1, x2, y2) = (
                f64::from(x1) / 1e4,
                f64::from(y1) / 1e4,
                f64::from(x2) / 1e4,
                f64::from(y2) / 1e4,
            );
            if (y1 > latitude) != (y2 > latitude)
                && longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
            {
                inside = !inside;
            }
        }
        inside
    }
}
