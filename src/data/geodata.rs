//! Reading `geodata/`: GeoJSON and JSON into typed records, with a fault for all that does not fit.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::Path,
};

use geojson::{FeatureCollection, GeometryValue, feature};
use serde::{Deserialize, de::DeserializeOwned};

use super::Fault;
use crate::{
    domain::{Level, List, Record, Source, context::Context},
    geo::Plane,
};

/// The files of `geodata/`, by path below it.
pub type Files = BTreeMap<String, String>;

/// Everything in `geodata/`.
#[derive(Debug, Default)]
pub struct Geodata {
    pub boundaries: Vec<Boundary>,
    /// Land of neighbours, and the plane it is drawn on.
    pub context: Vec<Boundary>,
    /// Lines to draw dashed, in degrees.
    pub disputed: Vec<Vec<[f64; 2]>>,
    pub jurisdictions: Vec<Jurisdiction>,
    pub sources: Vec<Source>,
    pub lists: Vec<List>,
    /// Studies, arguments, law, landmarks, definitions, terms.
    pub background: Context,
    /// Ids of features and entries that are there but could not be read.
    pub unread: HashSet<String>,
}

/// One area of `boundaries/*.geojson`.
#[derive(Debug, Clone)]
pub struct Boundary {
    pub file: String,
    pub id: String,
    pub properties: BoundaryProperties,
    /// Closed rings in degrees, exteriors and holes alike (even-odd).
    pub rings: Vec<Vec<[f64; 2]>>,
}

/// Properties of a boundary Feature; others (provenance) are allowed and not needed here.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
pub struct BoundaryProperties {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// `context`, or a [`Level`].
    pub level: String,
    #[serde(default)]
    pub parent: Option<String>,
    pub sheet: String,
    #[serde(default)]
    pub iso: Option<String>,
    #[serde(default)]
    pub fips: Option<String>,
    #[serde(default)]
    pub geonames: Option<u32>,
    #[serde(default)]
    pub wikidata: Option<String>,
    #[serde(default)]
    pub dispute: Option<String>,
}

impl Boundary {
    pub fn plane(&self) -> Plane {
        if self.properties.sheet == "eu" {
            Plane::Europe
        } else {
            Plane::NorthAmerica
        }
    }

    /// Level of a jurisdiction's boundary; `None` for context land.
    pub fn level(&self) -> Option<Level> {
        Level::from_code(&self.properties.level)
    }
}

/// One Feature of `jurisdictions/*.geojson`.
#[derive(Debug, Clone)]
pub struct Jurisdiction {
    pub file: String,
    pub id: String,
    /// Longitude and latitude in degrees.
    pub point: Option<[f64; 2]>,
    pub record: Record,
}

impl Geodata {
    /// Reads a folder.
    ///
    /// # Errors
    /// Every file or feature that can't be read, as faults; the semantic rules are
    /// [`super::rules`].
    pub fn read(folder: &Path) -> Result<Self, Vec<Fault>> {
        Self::from_files(&read_files(folder)?)
    }

    /// Reads files from memory.
    ///
    /// # Errors
    /// As [`Geodata::read`].
    pub fn from_files(files: &Files) -> Result<Self, Vec<Fault>> {
        match Self::as_far_as_readable(files) {
            (geodata, faults) if faults.is_empty() => Ok(geodata),
            (_, faults) => Err(faults),
        }
    }

    /// Everything that can be read, and a fault for all else.
    pub(super) fn as_far_as_readable(files: &Files) -> (Self, Vec<Fault>) {
        let mut geodata = Self::default();
        let mut faults = Vec::new();
        for (file, text) in files {
            if file == "boundaries/disputed-lines.geojson" {
                geodata.disputed = read_lines(file, text, &mut faults);
            } else if file.starts_with("boundaries/") {
                read_boundaries(file, text, &mut geodata, &mut faults);
            } else if file.starts_with("jurisdictions/") {
                read_jurisdictions(file, text, &mut geodata.jurisdictions, &mut faults);
            } else if file == "sources.json" {
                geodata.sources = read_entries(file, text, &mut faults);
            } else if file == "lists.json" {
                geodata.lists = read_entries(file, text, &mut faults);
            } else if let Some(name) = file.strip_prefix("context/") {
                read_background(name, file, text, &mut geodata.background, &mut faults);
            }
        }
        geodata.unread = faults.iter().map(|fault| fault.feature.clone()).collect();
        (geodata, faults)
    }
}

/// Every `.json` and `.geojson` file of the folder and the folders in it.
///
/// # Errors
/// A file that can't be read.
pub fn read_files(folder: &Path) -> Result<Files, Vec<Fault>> {
    let mut files = Files::new();
    let mut faults = Vec::new();
    for below in ["", "boundaries", "context", "jurisdictions"] {
        let entries = match fs::read_dir(folder.join(below)) {
            Ok(entries) => entries,
            Err(error) => {
                faults.push(Fault::new(
                    below,
                    "",
                    "",
                    format!("the folder can't be read ({error})"),
                    "restore it",
                ));
                continue;
            }
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let is_data = path
                .extension()
                .is_some_and(|e| e == "json" || e == "geojson");
            let Some(name) = path
                .file_name()
                .and_then(|n| n.to_str())
                .filter(|_| is_data)
            else {
                continue;
            };
            let key = if below.is_empty() {
                name.to_owned()
            } else {
                format!("{below}/{name}")
            };
            match fs::read_to_string(&path) {
                Ok(text) => {
                    files.insert(key, text);
                }
                Err(error) => faults.push(Fault::new(
                    &key,
                    "",
                    "",
                    format!("can't be read ({error})"),
                    "write it as UTF-8 text",
                )),
            }
        }
    }
    if faults.is_empty() {
        Ok(files)
    } else {
        Err(faults)
    }
}

fn features(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<geojson::Feature> {
    match text.parse::<FeatureCollection>() {
        Ok(collection) => collection.features,
        Err(error) => {
            faults.push(Fault::new(
                file,
                "",
                "",
                format!("not a GeoJSON FeatureCollection ({error})"),
                "mend the syntax",
            ));
            Vec::new()
        }
    }
}

fn id_of(file: &str, feature: &geojson::Feature, faults: &mut Vec<Fault>) -> Option<String> {
    match &feature.id {
        Some(feature::Id::String(id)) => Some(id.clone()),
        _ => {
            faults.push(Fault::new(
                file,
                "",
                "id",
                "a feature has no id",
                "give it a readable one, such as us-il-chicago",
            ));
            None
        }
    }
}

/// Properties into a typed record; the fault names the field that does not fit.
fn properties_of<T: DeserializeOwned>(
    file: &str,
    id: &str,
    feature: geojson::Feature,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let value = serde_json::Value::Object(feature.properties.unwrap_or_default());
    typed(file, id, value, faults)
}

fn typed<T: DeserializeOwned>(
    file: &str,
    id: &str,
    value: serde_json::Value,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    match serde_path_to_error::deserialize::<_, T>(value) {
        Ok(record) => Some(record),
        Err(error) => {
            let path = error.path().to_string();
            let field = if path == "." {
                "properties".to_owned()
            } else {
                path
            };
            faults.push(Fault::new(
                file,
                id,
                &field,
                error.inner().to_string(),
                "see geodata/README.md and geodata/schema for what each field takes",
            ));
            None
        }
    }
}

fn read_jurisdictions(
    file: &str,
    text: &str,
    into: &mut Vec<Jurisdiction>,
    faults: &mut Vec<Fault>,
) {
    for feature in features(file, text, faults) {
        let Some(id) = id_of(file, &feature, faults) else {
            continue;
        };
        let point = match feature.geometry.as_ref().map(|geometry| &geometry.value) {
            None => None,
            Some(GeometryValue::Point {
                coordinates: position,
            }) if position.len() >= 2 => Some([position[0], position[1]]),
            Some(_) => {
                faults.push(Fault::new(
                    file,
                    &id,
                    "geometry",
                    "not a Point",
                    "write a Point, or null where a boundary is the area",
                ));
                continue;
            }
        };
        if let Some(record) = properties_of(file, &id, feature, faults) {
            into.push(Jurisdiction {
                file: file.to_owned(),
                id,
                point,
                record,
            });
        }
    }
}

fn read_boundaries(file: &str, text: &str, geodata: &mut Geodata, faults: &mut Vec<Fault>) {
    for mut feature in features(file, text, faults) {
        let Some(id) = id_of(file, &feature, faults) else {
            continue;
        };
        let rings = match feature.geometry.take().map(|geometry| geometry.value) {
            Some(GeometryValue::Polygon { coordinates }) => {
                coordinates.iter().map(|ring| vertices(ring)).collect()
            }
            Some(GeometryValue::MultiPolygon { coordinates }) => coordinates
                .iter()
                .flatten()
                .map(|ring| vertices(ring))
                .collect(),
            _ => None,
        };
        let rings: Vec<Vec<[f64; 2]>> = match rings {
            Some(rings) => rings,
            None => {
                faults.push(Fault::new(
                    file,
                    &id,
                    "geometry",
                    "not a Polygon or MultiPolygon",
                    "write the area's rings",
                ));
                continue;
            }
        };
        let Some(properties) = properties_of::<BoundaryProperties>(file, &id, feature, faults)
        else {
            continue;
        };
        let boundary = Boundary {
            file: file.to_owned(),
            id,
            properties,
            rings,
        };
        match boundary.properties.level.as_str() {
            "context" => geodata.context.push(boundary),
            _ => geodata.boundaries.push(boundary),
        }
    }
}

/// Longitudes and latitudes of positions; `None` if one of them has no two numbers.
fn vertices(positions: &[geojson::Position]) -> Option<Vec<[f64; 2]>> {
    let vertex = |p: &geojson::Position| (p.len() >= 2).then(|| [p[0], p[1]]);
    positions.iter().map(vertex).collect()
}

fn read_lines(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<Vec<[f64; 2]>> {
    let mut lines = Vec::new();
    for feature in features(file, text, faults) {
        let read: Option<Vec<Vec<[f64; 2]>>> = match feature.geometry.map(|geometry| geometry.value)
        {
            Some(GeometryValue::LineString { coordinates }) => {
                vertices(&coordinates).map(|line| vec![line])
            }
            Some(GeometryValue::MultiLineString { coordinates }) => {
                coordinates.iter().map(|line| vertices(line)).collect()
            }
            _ => None,
        };
        match read {
            Some(read) => lines.extend(read),
            None => faults.push(Fault::new(
                file,
                "",
                "geometry",
                "not a LineString",
                "write the line's vertices",
            )),
        }
    }
    lines
}

fn read_background(
    name: &str,
    file: &str,
    text: &str,
    background: &mut Context,
    faults: &mut Vec<Fault>,
) {
    match name {
        "studies.json" => background.studies = read_entries(file, text, faults),
        "arguments.json" => background.arguments = read_entries(file, text, faults),
        "law.json" => background.law = read_entries(file, text, faults),
        "timeline.json" => background.timeline = read_entries(file, text, faults),
        "definitions.json" => background.definitions = read_entries(file, text, faults),
        "glossary.json" => background.glossary = read_entries(file, text, faults),
        _ => faults.push(Fault::new(
            file,
            "",
            "",
            "not a file that the Atlas knows",
            "write its entries into one of the files that geodata/README.md names",
        )),
    }
}

fn read_entries<T: DeserializeOwned>(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<T> {
    let values: Vec<serde_json::Value> = match serde_json::from_str(text) {
        Ok(values) => values,
        Err(error) => {
            faults.push(Fault::new(
                file,
                "",
                "",
                format!("not a JSON array ({error})"),
                "mend the syntax",
            ));
            return Vec::new();
        }
    };
    let id = |value: &serde_json::Value| value["id"].as_str().unwrap_or("(no id)").to_owned();
    values
        .into_iter()
        .filter_map(|value| typed(file, &id(&value), value, faults))
        .collect()
}
