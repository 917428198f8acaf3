//! Bad records and the messages they get: `tests/fixtures/rules/README.md` tells how to add one.

#![cfg(feature = "build")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use sanctuary_atlas::{
    data::{Geodata, check_rules, read_and_check},
    domain::PartialDate,
};

/// The files of a `geodata` folder, by path below it.
type Files = BTreeMap<String, String>;

/// A bad file and what it gets.
struct Fixture {
    name: String,
    /// Path below `geodata/` that the bad file stands for.
    stands_for: String,
    text: String,
    messages: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules")
}

fn today() -> PartialDate {
    PartialDate::from_day(2026, 11, 24).expect("a day")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
}

/// The valid record that every bad file is put into.
fn base() -> Files {
    let base = folder().join("base");
    let mut files = Files::new();
    for below in ["", "boundaries/", "jurisdictions/"] {
        for path in files_in(&base.join(below)) {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .expect("a plain name");
            files.insert(format!("{below}{name}"), read(&path));
        }
    }
    files
}

fn fixtures() -> Vec<Fixture> {
    let is_bad_file = |path: &PathBuf| {
        path.extension()
            .is_some_and(|kind| kind == "geojson" || kind == "json")
    };
    let bad_files = files_in(&folder()).into_iter().filter(is_bad_file);
    bad_files
        .map(|path| {
            let expected = read(&path.with_extension("txt"));
            let mut lines = expected.lines().map(str::to_owned);
            Fixture {
                name: path
                    .file_name()
                    .and_then(|name| name.to_str())
                    .expect("a plain name")
                    .to_owned(),
                stands_for: lines.next().unwrap_or_default(),
                text: read(&path),
                messages: lines.collect(),
            }
        })
        .collect()
}

/// What a maintainer reads who builds these files: faults of reading and against the rules.
fn messages(files: &Files) -> Vec<String> {
    let faults = read_and_check(files, today()).err().unwrap_or_default();
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_base_breaks_no_rule() {
    let geodata = Geodata::from_files(&base()).expect("the base can be read");
    assert_eq!(
        (geodata.boundaries.len(), geodata.jurisdictions.len()),
        (3, 2)
    );
    assert_eq!((geodata.sources.len(), geodata.lists.len()), (2, 1));
    assert_eq!(check_rules(&geodata, today()), []);
    assert_eq!(
        Geodata::read(&folder().join("base"))
            .expect("the base can be read")
            .jurisdictions
            .len(),
        2
    );
}

#[test]
fn every_bad_file_gets_its_messages() {
    let fixtures = fixtures();
    assert!(
        fixtures.len() >= 90,
        "only {} fixtures in {}",
        fixtures.len(),
        folder().display()
    );
    let mut failures = String::new();
    for fixture in fixtures {
        if fixture.messages.is_empty() {
            failures += &format!(
                "\n{} expects no message: its .txt needs one or more",
                fixture.name
            );
        }
        let mut files = base();
        files.insert(fixture.stands_for, fixture.text);
        let given = messages(&files);
        if given != fixture.messages {
            failures += &format!(
                "\n{}\n  gives\n{}\n  not\n{}\n",
                fixture.name,
                given.join("\n"),
                fixture.messages.join("\n")
            );
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_expectation_has_its_bad_file() {
    let stems: BTreeSet<PathBuf> = fixtures()
        .iter()
        .map(|fixture| Path::new(&fixture.name).with_extension("txt"))
        .collect();
    for path in files_in(&folder())
        .iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "txt"))
    {
        let name = Path::new(path.file_name().expect("a file"));
        assert!(
            stems.contains(name),
            "{} has no .geojson or .json beside it",
            name.display()
        );
    }
}

/// A rule that someone adds without a fixture is noticed: the advice of every fault in the code is
/// in the messages of some fixture, or in this file.
#[test]
fn every_rule_has_a_fixture() {
    let mut known: String = fixtures()
        .into_iter()
        .flat_map(|fixture| fixture.messages)
        .collect::<Vec<_>>()
        .join("\n");
    known += include_str!("rules.rs");
    let code = [
        include_str!("../src/data/rules/mod.rs"),
        include_str!("../src/data/rules/background.rs"),
        include_str!("../src/data/rules/lists.rs"),
        include_str!("../src/data/rules/record.rs"),
        include_str!("../src/data/rules/sources.rs"),
        include_str!("../src/data/geodata.rs"),
    ];
    let advice: Vec<&str> = code.into_iter().flat_map(advice_in).collect();
    assert!(advice.len() >= 30, "found only {advice:#?}");
    let without: Vec<&&str> = advice
        .iter()
        .filter(|advice| !known.contains(**advice))
        .collect();
    assert!(
        without.is_empty(),
        "no fixture in {} gets {without:#?}",
        folder().display()
    );
}

/// The last argument of every `complain(...)` and `Fault::new(...)` that ends with a text.
fn advice_in(code: &str) -> Vec<&str> {
    let calls = ["complain(", "Fault::new("]
        .into_iter()
        .flat_map(|call| code.split(call).skip(1));
    calls
        .filter_map(|rest| {
            let mut depth = 1;
            let mut in_text = false;
            let mut text_begins = 0;
            let mut before = ' ';
            let mut last_text = None;
            for (at, character) in rest.char_indices() {
                match character {
                    '"' if before != '\\' => {
                        in_text = !in_text;
                        if in_text {
                            text_begins = at + 1;
                        } else {
                            last_text = Some(&rest[text_begins..at]);
                        }
                    }
                    '(' if !in_text => depth += 1,
                    ')' if !in_text => depth -= 1,
                    // Something other than a comma or a line's end follows: the text was not last.
                    other if !in_text && !other.is_whitespace() && other != ',' => last_text = None,
                    _ => {}
                }
                if depth == 0 {
                    return last_text;
                }
                before = character;
            }
            None
        })
        .collect()
}

#[test]
fn all_faults_come_out_in_one_run() {
    // Faults of reading, in three files.
    let mut files = base();
    files.insert("jurisdictions/a.geojson".into(), "[]".into());
    files.insert("jurisdictions/b.geojson".into(), r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":null,"properties":{}},
        {"type":"Feature","id":"us-il-urbana","geometry":null,"properties":{"name":"Urbana","level":"town"}},
        {"type":"Feature","id":"us-il-peoria","geometry":{"type":"MultiPoint","coordinates":[]},"properties":{}}
    ]}"#.into());
    files.insert("sources.json".into(), r#"[{"id":"a"},{"id":"b"}]"#.into());
    let places: Vec<(String, String)> = Geodata::from_files(&files)
        .expect_err("bad files")
        .into_iter()
        .map(|fault| (fault.file, fault.feature))
        .collect();
    let expected = [
        ("jurisdictions/a.geojson", ""),
        ("jurisdictions/b.geojson", ""),
        ("jurisdictions/b.geojson", "us-il-urbana"),
        ("jurisdictions/b.geojson", "us-il-peoria"),
        ("sources.json", "a"),
        ("sources.json", "b"),
    ];
    assert_eq!(
        places,
        expected.map(|(file, feature)| (file.to_owned(), feature.to_owned()))
    );

    // Faults against the rules.
    let several = fixtures()
        .into_iter()
        .find(|fixture| fixture.name == "several-faults.geojson")
        .expect("this fixture");
    assert!(several.messages.len() >= 6, "{:#?}", several.messages);
}

#[test]
fn an_incomplete_folder_is_a_fault_not_a_panic() {
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules-nowhere");
    let faults = Geodata::read(&nowhere).expect_err("there is no such folder");
    assert_eq!(
        faults
            .iter()
            .map(|fault| fault.file.as_str())
            .collect::<Vec<_>>(),
        ["", "boundaries", "context", "jurisdictions"]
    );
    assert!(
        faults.iter().all(|fault| fault.right == "restore it"),
        "{faults:#?}"
    );
}

#[test]
fn a_file_of_other_bytes_is_a_fault_not_a_panic() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules-latin-1");
    for below in ["boundaries", "context", "jurisdictions"] {
        fs::create_dir_all(folder.join(below)).expect("a place for the test");
    }
    fs::write(
        folder.join("sources.json"),
        b"[{\"title\": \"Universit\xe9\"}]",
    )
    .expect("a place for the test");
    let faults = Geodata::read(&folder).expect_err("not UTF-8");
    let [fault] = &faults[..] else {
        panic!("{faults:#?}")
    };
    assert_eq!(
        (fault.file.as_str(), fault.right.as_str()),
        ("sources.json", "write it as UTF-8 text")
    );
}

#[test]
fn a_position_of_one_number_is_a_fault_not_a_panic() {
    let feature = |geometry: &str| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"us-il-lake-county","geometry":{geometry},
            "properties":{{"level":"county","parent":"us-il","sheet":"na"}}}}]}}"#
        )
    };
    for (file, geometry) in [
        (
            "boundaries/more.geojson",
            r#"{"type":"Polygon","coordinates":[[[-88.2],[-87.8],[-87.8],[-88.2]]]}"#,
        ),
        (
            "boundaries/more.geojson",
            r#"{"type":"MultiPolygon","coordinates":[[[[-88.2],[-87.8],[-87.8],[-88.2]]]]}"#,
        ),
        (
            "boundaries/disputed-lines.geojson",
            r#"{"type":"LineString","coordinates":[[-88.2],[-87.8]]}"#,
        ),
        (
            "boundaries/disputed-lines.geojson",
            r#"{"type":"MultiLineString","coordinates":[[[-88.2],[]]]}"#,
        ),
    ] {
        let mut files = base();
        files.insert(file.into(), feature(geometry));
        let given = messages(&files);
        assert!(
            given
                .iter()
                .any(|message| message.starts_with(&format!("geodata/{file}"))),
            "{geometry}: {given:?}"
        );
    }
}
