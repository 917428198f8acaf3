//! The files beside a place's page: the same facts for programs, spreadsheets and maps.
//!
//! They are written from the record as it serialises, whatever its fields are called.

use std::collections::{BTreeSet, HashMap};
use std::{fs, path::Path};

use anyhow::Context;
use sanctuary_atlas::data::{Place, RecordPart};
use serde_json::{Map, Value, json};

/// Areas and points, by id: geometries as they stand in `geodata/`.
#[derive(Default)]
pub struct Geometries(HashMap<String, Value>);

impl Geometries {
    pub fn read(geodata: &Path) -> anyhow::Result<Self> {
        let mut geometries = HashMap::new();
        // Areas last: a nation on record has both, and its area says more.
        for folder in ["jurisdictions", "boundaries"] {
            let folder = geodata.join(folder);
            for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
                let path = entry?.path();
                if path
                    .extension()
                    .is_some_and(|extension| extension == "geojson")
                {
                    read_geometries(&path, &mut geometries)
                        .with_context(|| path.display().to_string())?;
                }
            }
        }
        Ok(Self(geometries))
    }
}

fn read_geometries(file: &Path, into: &mut HashMap<String, Value>) -> anyhow::Result<()> {
    let mut file: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    for feature in file["features"].as_array_mut().into_iter().flatten() {
        let id = feature["id"].as_str().map(str::to_owned);
        if let Some(id) = id.filter(|_| !feature["geometry"].is_null()) {
            into.insert(id, feature["geometry"].take());
        }
    }
    Ok(())
}

/// Everything on file about a place: the record with the sources and lists that it names.
pub fn json(place: &Place, above: &[&Place], part: Option<&RecordPart>, page: &str) -> Value {
    let record = record_of(place, part);
    let named = strings_in(&record);
    let cited = |items: Value| -> Vec<Value> {
        let items = items.as_array().cloned().unwrap_or_default();
        let is_named = |item: &Value| item["id"].as_str().is_some_and(|id| named.contains(id));
        items.into_iter().filter(is_named).collect()
    };
    let (sources, lists) = part
        .map(|part| (to_value(&part.sources), to_value(&part.lists)))
        .unwrap_or_default();
    let lists = cited(lists);
    // A list rests on a source of its own.
    let list_sources: BTreeSet<String> = lists.iter().flat_map(strings_in).collect();
    let mut all_named = named.clone();
    all_named.extend(list_sources);
    let sources: Vec<Value> = sources
        .as_array()
        .into_iter()
        .flatten()
        .filter(|source| {
            source["id"]
                .as_str()
                .is_some_and(|id| all_named.contains(id))
        })
        .cloned()
        .collect();
    json!({
        "id": place.id,
        "name": place.name,
        "page": page,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "attribution": "Sanctuary Atlas",
        "finding": place.finding().code(),
        "level": to_value(&place.level),
        "above": above.iter().map(|place| json!({ "id": place.id, "name": place.name, "finding": place.finding().code() })).collect::<Vec<_>>(),
        "record": record,
        "sources": sources,
        "lists": lists,
    })
}

/// A Feature (RFC 7946) with the place's area or point, and all of [`json`] as its properties.
pub fn geojson(place: &Place, facts: &Value, geometries: &Geometries) -> Value {
    let own = place.shape.as_ref().unwrap_or(&place.id);
    json!({
        "type": "Feature",
        "id": place.id,
        "geometry": geometries.0.get(own).cloned().unwrap_or(Value::Null),
        "properties": facts,
    })
}

/// One row for each policy, listing, debate...: what of the record is a list of objects. Columns are
/// those that any row has; sources are given as ids and as addresses. RFC 4180, as UTF-8.
pub fn csv(place: &Place, facts: &Value) -> String {
    let empty = Map::new();
    let record = facts["record"].as_object().unwrap_or(&empty);
    let mut columns = vec!["id", "name", "finding", "entry"];
    let mut rows: Vec<(&str, &Map<String, Value>)> = Vec::new();
    for (entry, items) in record {
        for item in items.as_array().into_iter().flatten() {
            let Some(item) = item.as_object() else {
                continue;
            };
            for column in item.keys() {
                if !columns.contains(&column.as_str()) {
                    columns.push(column);
                }
            }
            rows.push((entry, item));
        }
    }
    let addresses: HashMap<&str, &str> = facts["sources"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|source| Some((source["id"].as_str()?, source["url"].as_str()?)))
        .collect();
    let mut text = columns.join(",");
    text.push_str(",source_urls\r\n");
    if rows.is_empty() {
        rows.push(("", &empty));
    }
    for (entry, item) in rows {
        let item_value = Value::Object(item.clone());
        let urls: BTreeSet<&str> = strings_in(&item_value)
            .iter()
            .filter_map(|id| addresses.get(id.as_str()).copied())
            .collect();
        let mut fields: Vec<String> = columns
            .iter()
            .map(|&column| match column {
                "id" => field(&place.id),
                "name" => field(&place.name),
                "finding" => field(place.finding().code()),
                "entry" => field(entry),
                column => field(&flat(item.get(column).unwrap_or(&Value::Null))),
            })
            .collect();
        fields.push(field(&urls.into_iter().collect::<Vec<_>>().join(" ")));
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

/// The record of a place, `null` where nothing is on file.
pub fn record_of(place: &Place, part: Option<&RecordPart>) -> Value {
    part.and_then(|part| part.record(&place.id))
        .map_or(Value::Null, to_value)
}

fn to_value<T: serde::Serialize + ?Sized>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

/// Every text anywhere in a value.
fn strings_in(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::String(text) => drop(found.insert(text.clone())),
            Value::Array(items) => waiting.extend(items),
            Value::Object(fields) => waiting.extend(fields.values()),
            _ => {}
        }
    }
    found
}

/// A value in one cell.
fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(flat).collect::<Vec<_>>().join("; "),
        Value::Object(_) => value.to_string(),
        other => other.to_string(),
    }
}

/// A cell, quoted where it must be. A text that a spreadsheet would take for a formula is made plain.
fn field(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(field("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(field("=1+1"), "'=1+1");
        assert_eq!(flat(&json!(["a", 1, null])), "a; 1; ");
    }
}
