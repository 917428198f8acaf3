//! The open data and the schemas, as they come from the committed record.

#![cfg(feature = "build")]

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use sanctuary_atlas::data::{Compiled, ExportedFile, compile, export, schemas};
use serde_json::Value;

fn geodata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let day = "2026-11-24".parse().expect("a day");
    compile(&geodata(), day).unwrap_or_else(|faults| panic!("{faults:#?}"))
});

static FILES: LazyLock<Vec<ExportedFile>> = LazyLock::new(|| export(&COMPILED));

fn file(name: &str) -> &'static [u8] {
    let found = FILES.iter().find(|file| file.name == name);
    &found.unwrap_or_else(|| panic!("no {name}")).bytes
}

/// A table by its header.
fn table(name: &str) -> (Vec<String>, Vec<HashMap<String, String>>) {
    let bytes = file(name)
        .strip_prefix("\u{feff}".as_bytes())
        .expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(bytes);
    let header: Vec<String> = reader
        .headers()
        .expect("a header")
        .iter()
        .map(str::to_owned)
        .collect();
    let rows = reader
        .deserialize()
        .map(|row| row.expect("a row as long as the header"))
        .collect();
    (header, rows)
}

fn descriptor() -> Value {
    serde_json::from_slice(file("datapackage.json")).expect("JSON")
}

#[test]
fn equal_inputs_give_equal_bytes() {
    assert_eq!(export(&COMPILED), *FILES);
}

#[test]
fn every_column_is_described_and_every_reference_leads_somewhere() {
    let descriptor = descriptor();
    let mut tables = 0;
    for resource in descriptor["resources"].as_array().expect("resources") {
        let path = resource["path"].as_str().expect("a path");
        let Some(fields) = resource["schema"]["fields"].as_array() else {
            assert!(!file(path).is_empty());
            continue;
        };
        tables += 1;
        let (header, rows) = table(path);
        let described: Vec<&str> = fields.iter().filter_map(|f| f["name"].as_str()).collect();
        assert_eq!(header, described, "{path}");
        assert!(!rows.is_empty(), "{path} is empty");
        for field in fields {
            let (name, kind) = (
                field["name"].as_str().expect("a name"),
                field["type"].as_str().expect("a type"),
            );
            assert!(
                field["description"].as_str().is_some_and(|d| d.len() > 3),
                "{path}: {name}"
            );
            for value in rows.iter().map(|row| &row[name]).filter(|v| !v.is_empty()) {
                let fits = match kind {
                    "integer" => value.parse::<u64>().is_ok(),
                    "number" => value.parse::<f64>().is_ok_and(f64::is_finite),
                    "boolean" => ["true", "false"].contains(&value.as_str()),
                    _ => !value.starts_with(['=', '+', '@', '\t']),
                };
                assert!(fits, "{path}: {name}: {value} is no {kind}");
            }
        }
        if let Some(key) = resource["schema"]["primaryKey"].as_str() {
            let keys: HashSet<&String> = rows.iter().map(|row| &row[key]).collect();
            assert_eq!(keys.len(), rows.len(), "{path}: {key} is not unique");
        }
        for reference in resource["schema"]["foreignKeys"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let column = reference["fields"].as_str().expect("a column");
            let other = reference["reference"]["resource"]
                .as_str()
                .expect("a table");
            let key = reference["reference"]["fields"].as_str().expect("a column");
            let (_, others) = table(&format!("{other}.csv"));
            let known: HashSet<&String> = others.iter().map(|row| &row[key]).collect();
            for row in &rows {
                assert!(
                    known.contains(&row[column]),
                    "{path}: {} is in no {other}",
                    row[column]
                );
            }
        }
    }
    assert_eq!(tables, 6);
}

#[test]
fn the_tables_hold_the_whole_record() {
    let records = &COMPILED.geodata.jurisdictions;
    assert_eq!(table("jurisdictions.csv").1.len(), records.len());
    let count = |of: fn(&sanctuary_atlas::domain::Record) -> usize| -> usize {
        records.iter().map(|j| of(&j.record)).sum()
    };
    assert_eq!(table("policies.csv").1.len(), count(|r| r.policies.len()));
    assert_eq!(table("listings.csv").1.len(), count(|r| r.listings.len()));
    assert_eq!(
        table("events.csv").1.len(),
        count(|r| r.events.len() + r.policies.iter().map(|p| p.events.len()).sum::<usize>())
    );
    assert_eq!(table("sources.csv").1.len(), COMPILED.geodata.sources.len());
    let sources: HashSet<String> = table("sources.csv")
        .1
        .into_iter()
        .map(|row| row["id"].clone())
        .collect();
    for policy in table("policies.csv").1 {
        for source in policy["sources"].split(';') {
            assert!(
                sources.contains(source),
                "{}: {source}",
                policy["policy_id"]
            );
        }
    }
    let chicago = table("jurisdictions.csv")
        .1
        .into_iter()
        .find(|row| row["id"] == "us-il-chicago")
        .expect("Chicago");
    assert_eq!(
        (
            chicago["geonames"].as_str(),
            chicago["region"].as_str(),
            chicago["county"].as_str()
        ),
        ("4887398", "us-il", "us-il-cook-county")
    );
    let cook = table("jurisdictions.csv")
        .1
        .into_iter()
        .find(|row| row["id"] == "us-il-cook-county")
        .expect("Cook County");
    assert_eq!(cook["fips"], "17031");
}

#[test]
fn the_geojson_is_one_feature_for_each_record() {
    let collection: geojson::FeatureCollection = std::str::from_utf8(file("atlas.geojson"))
        .expect("UTF-8")
        .parse()
        .expect("GeoJSON");
    assert_eq!(
        collection.features.len(),
        COMPILED.geodata.jurisdictions.len()
    );
    assert!(
        collection
            .features
            .iter()
            .all(|feature| feature.geometry.is_some())
    );
}

/// The schemas are generated: `cargo xtask data --schema` writes them anew.
#[test]
fn the_committed_schemas_are_those_of_the_types() {
    let folder = geodata().join("schema");
    for (name, text) in schemas() {
        let committed = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            committed == text,
            "geodata/schema/{name} is not what the types say: run `cargo xtask data --schema`"
        );
    }
    assert_eq!(
        fs::read_dir(&folder).expect("the folder").count(),
        schemas().len()
    );
}
