//! What the table gives away, parsed back and compared with the committed record.

#![cfg(feature = "build")]

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
    sync::LazyLock,
};

use sanctuary_atlas::{
    data::{
        Atlas, Compiled, Index, Jurisdiction, Kind, Place, RecordPart, TenureFile, compile,
        no_formula, unpack,
    },
    domain::{Certainty, PartialDate, Policy, Tenures, state_at},
    explore::{Class, Format, Row, Standing, Whole, download, place_rows, policy_rows},
};
use serde_json::Value;

struct Loaded {
    compiled: Compiled,
    atlas: Atlas,
    parts: HashMap<u16, RecordPart>,
    tenures: HashMap<u32, Tenures>,
    today: PartialDate,
}

static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
    let today: PartialDate = "2026-11-24".parse().expect("a day");
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let compiled = compile(&geodata, today).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let file = |name: &str| {
        let mut files = compiled.files.iter();
        let file = files.find(|file| name.ends_with(&file.name));
        &file.unwrap_or_else(|| panic!("no {name}")).bytes
    };
    let index: Index = compiled.index.clone();
    let parts = (0..).zip(&index.parts).map(|(number, name)| {
        let part: RecordPart = unpack(Kind::Records, file(name)).expect("records");
        (number, part)
    });
    let parts = parts.collect();
    let tenures: TenureFile = unpack(Kind::Tenures, file(&index.tenures)).expect("tenures");
    let tenures = tenures.places.into_iter().collect();
    Loaded {
        atlas: Atlas::new(index),
        compiled,
        parts,
        tenures,
        today,
    }
});

fn rows() -> Vec<Row> {
    let Loaded {
        atlas,
        tenures,
        today,
        ..
    } = &*LOADED;
    let none = Tenures::default();
    let standing = |number: u32, place: &Place| {
        let chain: Vec<&Tenures> = std::iter::once(number)
            .chain(place.parents.iter().copied())
            .map(|number| tenures.get(&number).unwrap_or(&none))
            .collect();
        let state = state_at(&chain, *today, *today);
        place.has_record().then_some(Standing {
            finding: state.finding,
            is_sure: state.certainty == Certainty::Yes,
            basis: state.basis,
            effect: state.effect.kind(),
            since: None,
            class: Class::Finding(state.finding),
            class_position: 0,
        })
    };
    place_rows(atlas, "en", standing)
}

fn rows_of_policies() -> Vec<Row> {
    let part_of = |row: &Row| LOADED.parts.get(&LOADED.atlas.get(row.place)?.part?);
    let policies = |row: &Row| {
        let record = part_of(row).and_then(|part| part.record(&row.id));
        record.map_or(&[] as &[Policy], |record| &record.policies)
    };
    policy_rows(&rows(), policies)
}

fn page(id: &str) -> String {
    format!("https://atlas.example/place/{id}")
}

fn file(atlas: &Atlas, format: Format, rows: &[Row]) -> String {
    let whole = Whole {
        atlas,
        parts: &LOADED.parts,
        date: LOADED.today,
        link: "https://atlas.example/table".to_owned(),
        lens: None,
        page: &page,
    };
    download(format, rows, &whole)
}

fn parsed(csv: &str) -> Vec<HashMap<String, String>> {
    let text = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize();
    rows.map(|row| row.expect("as long as the header"))
        .collect()
}

fn jurisdictions() -> HashMap<&'static str, &'static Jurisdiction> {
    let all = LOADED.compiled.geodata.jurisdictions.iter();
    all.map(|j| (j.id.as_str(), j)).collect()
}

fn divided(text: &str) -> BTreeSet<&str> {
    text.split(';').filter(|part| !part.is_empty()).collect()
}

#[test]
fn csv_of_places_is_the_record() {
    let records = jurisdictions();
    let csv = file(&LOADED.atlas, Format::Csv, &rows());
    let rows = parsed(&csv);
    assert_eq!(rows.len(), records.len());
    for row in &rows {
        let id = row["id"].as_str();
        let jurisdiction = records[id];
        let record = &jurisdiction.record;
        assert_eq!(row["level"], record.level.code(), "{id}");
        let population = record.population.map(|people| people.to_string());
        assert_eq!(row["population"], population.unwrap_or_default(), "{id}");
        assert_eq!(row["policies"], record.policies.len().to_string(), "{id}");
        assert_eq!(row["listings"], record.listings.len().to_string(), "{id}");
        let place = &LOADED.atlas.places[LOADED.atlas.find(id).expect("an id") as usize];
        assert_eq!(row["finding"], place.finding().code(), "{id}");
        assert_eq!(row["name"], place.name_in("en"), "{id}");
        let cited: BTreeSet<&str> = record.cited().collect();
        assert_eq!(divided(&row["sources"]), cited, "{id}");
        assert_eq!(row["page"], page(id));
        assert!(row["attribution"].contains("Sanctuary Atlas"), "{id}");
        // That of an area is somewhere within it.
        if let Some([longitude, latitude]) = jurisdiction.point
            && place.shape.is_none()
        {
            for (name, degrees) in [("longitude", longitude), ("latitude", latitude)] {
                let written: f64 = row[name].parse().expect("degrees");
                assert!(
                    (written - degrees).abs() < 2e-3,
                    "{id}: {name} {written} {degrees}"
                );
            }
        }
    }
}

#[test]
fn csv_of_policies_is_the_record() {
    let records = jurisdictions();
    let csv = file(&LOADED.atlas, Format::Csv, &rows_of_policies());
    let rows = parsed(&csv);
    let policies: usize = records.values().map(|j| j.record.policies.len()).sum();
    assert_eq!(rows.len(), policies);
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    for row in &rows {
        let number: usize = row["policy"].parse().expect("a number");
        let policy = &records[row["id"].as_str()].record.policies[number - 1];
        assert_eq!(row["title"], no_formula(&policy.title));
        assert_eq!(row["instrument"], policy.instrument.code());
        assert_eq!(row["adopted"], date(policy.adopted));
        assert_eq!(row["ended"], date(policy.ended));
        assert_eq!(row["known_by"], date(policy.known_by));
        assert_eq!(row["status"], policy.status.code());
        let provisions = policy.provisions.iter().map(|provision| provision.code());
        assert_eq!(divided(&row["provisions"]), provisions.collect());
        let sources = divided(&row["sources"]);
        assert!(
            policy
                .sources
                .iter()
                .all(|id| sources.contains(id.as_str()))
        );
    }
}

#[test]
fn json_and_geojson_tell_the_sources_in_full() {
    let rows = rows();
    let cited: BTreeSet<&str> = jurisdictions()
        .values()
        .flat_map(|j| j.record.cited())
        .collect();
    for (format, list) in [(Format::Json, "rows"), (Format::GeoJson, "features")] {
        let text = file(&LOADED.atlas, format, &rows);
        let whole: Value = serde_json::from_str(&text).expect("JSON");
        let items = whole[list].as_array().expect("a list");
        assert_eq!(items.len(), rows.len());
        assert!(
            whole["license"]
                .as_str()
                .is_some_and(|l| l.contains("by/4.0"))
        );
        let sources = whole["sources"].as_array().expect("sources");
        let told = sources.iter().filter_map(|source| source["id"].as_str());
        assert_eq!(told.collect::<BTreeSet<_>>(), cited);
        for (item, row) in items.iter().zip(&rows) {
            let facts = if format == Format::Json {
                item
            } else {
                assert_eq!(item["geometry"]["type"], "Point");
                &item["properties"]
            };
            assert_eq!(facts["id"], row.id.as_str());
            assert!(
                facts["sources"].as_array().is_some_and(|s| !s.is_empty()),
                "{}",
                row.id
            );
        }
        if format == Format::GeoJson {
            text.parse::<geojson::FeatureCollection>().expect("GeoJSON");
        }
    }
}

#[test]
fn names_that_would_break_a_table_do_not() {
    let mut atlas = LOADED.atlas.clone();
    let number = atlas.find("us-il-chicago").expect("Chicago") as usize;
    let hostile = "=cmd(\"x\"),\n\u{7}\t\\ \u{2028}";
    atlas.places[number].name = hostile.to_owned();
    atlas.places[number].names.clear();
    let standing = |at: u32, _: &Place| {
        (at as usize == number).then_some(Standing {
            finding: atlas.places[number].finding(),
            is_sure: true,
            basis: None,
            effect: None,
            since: None,
            class: Class::Other,
            class_position: 0,
        })
    };
    let rows = place_rows(&atlas, "en", standing);
    let csv = parsed(&file(&atlas, Format::Csv, &rows));
    assert_eq!(csv.len(), 1);
    assert_eq!(csv[0]["name"], format!("'{hostile}"));
    let json: Value = serde_json::from_str(&file(&atlas, Format::Json, &rows)).expect("JSON");
    assert_eq!(json["rows"][0]["name"], hostile);
    let tabs = file(&atlas, Format::Tabs, &rows);
    assert_eq!(tabs.lines().count(), 2);
    let columns: Vec<usize> = tabs
        .lines()
        .map(|line| line.matches('\t').count())
        .collect();
    assert_eq!(columns[0], columns[1]);
}
