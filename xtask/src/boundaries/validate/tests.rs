//! Each rule finds what it is for, and the committed files keep them all.

use std::path::Path;

use super::{
    super::features::{parse, read},
    *,
};

/// Two square regions side by side and the nation around them.
const NATION: &str = r#"{"type":"Feature","id":"aa","properties":{"name":"A","level":"nation","sheet":"eu"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[2,0],[2,1],[1,1],[0,1],[0,0]]]}}"#;
const WEST: &str = r#"{"type":"Feature","id":"aa-1","properties":{"name":"W","level":"region","parent":"aa","sheet":"eu"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}"#;
const EAST: &str = r#"{"type":"Feature","id":"aa-2","properties":{"name":"E","level":"region","parent":"aa","sheet":"eu"},"geometry":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}"#;

fn told(features: &[&str]) -> Vec<String> {
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    );
    let files = [parse("test.geojson", &text).unwrap()];
    faults(&files)
        .into_iter()
        .filter(|fault| fault.file == "test.geojson")
        .map(|fault| format!("{}: {}", fault.id, fault.what))
        .collect()
}

fn expect(features: &[&str], message: &str) {
    let told = told(features);
    assert!(
        told.iter().any(|line| line.contains(message)),
        "no fault says \"{message}\" in {told:?}"
    );
}

#[test]
fn what_fits_together_has_no_fault() {
    assert_eq!(told(&[NATION, WEST, EAST]), Vec::<String>::new());
}

#[test]
fn geometry_faults_are_found() {
    let west = |from: &str, to: &str| WEST.replace(from, to);
    expect(
        &[NATION, EAST, &west("[1,1],[0,1]", "[1,1.00001],[0,1]")],
        "aa-1: 1 positions are not",
    );
    expect(
        &[NATION, EAST, &west("[0,1],[0,0]]", "[0,1]]")],
        "aa-1: polygon 0, ring 0 must be closed",
    );
    expect(
        &[
            NATION,
            EAST,
            &west(
                "[0,0],[1,0],[1,1],[0,1],[0,0]",
                "[0,0],[0,1],[1,1],[1,0],[0,0]",
            ),
        ],
        "aa-1: polygon 0, ring 0 runs clockwise",
    );
    expect(
        &[
            NATION,
            EAST,
            &west("[1,0],[1,1],[0,1]", "[1,1],[2,2],[1,1]"),
        ],
        "aa-1: polygon 0, ring 0 has no area",
    );
    expect(
        &[NATION, EAST, &west("[1,0],[1,1]", "[179,0],[-179,1],[1,1]")],
        "aa-1: polygon 0, ring 0 crosses the antimeridian",
    );
    expect(
        &[NATION, EAST, &west("[1,0],[1,1]", "[1,0],[1,0],[1,1]")],
        "aa-1: polygon 0, ring 0 repeats a position",
    );
}

#[test]
fn borders_that_differ_are_found() {
    let gap = EAST.replace("[1,1],[1,0]]", "[1,1],[1,0.5],[1,0]]");
    expect(
        &[NATION, WEST, &gap],
        "aa: its outline is not that of its region features",
    );
    let overlap = EAST.replace(r#""id":"aa-2""#, r#""id":"aa-3""#);
    expect(
        &[NATION, WEST, EAST, &overlap],
        "overlaps aa-2 along the edge",
    );
}

#[test]
fn ids_parents_and_codes_are_checked() {
    expect(&[NATION, WEST, WEST], "aa-1: this id is used twice");
    expect(&[WEST, EAST], "aa-1: parent \"aa\" does not exist");
    expect(
        &[NATION, WEST, EAST, &WEST.replace("aa-1", "bb-1")],
        "bb-1: the id must begin with its parent's",
    );
    let county = WEST
        .replace("aa-1", "us-x-y-county")
        .replace("region", "county")
        .replace(r#""parent":"aa""#, r#""parent":"aa-1","fips":"123""#);
    expect(
        &[NATION, WEST, EAST, &county],
        "us-x-y-county: fips \"123\" must have 5 digits",
    );
}

#[test]
fn the_border_rule_is_enforced() {
    let text = format!(r#"{{"type":"FeatureCollection","features":[{NATION},{WEST},{EAST}]}}"#);
    let files = [parse("test.geojson", &text).unwrap()];
    let told = faults(&files);
    for (id, ..) in BORDER_RULE {
        assert!(
            told.iter()
                .any(|fault| fault.id == id && fault.what.contains("is drawn 0 times"))
        );
    }
}

/// The committed files themselves.
#[test]
fn the_committed_boundaries_have_no_fault() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../geodata/boundaries");
    let files = read(&folder).unwrap();
    assert_eq!(
        faults(&files)
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        Vec::<String>::new()
    );
    let count = |level: &str| {
        files
            .iter()
            .flat_map(|file| &file.features)
            .filter(|feature| feature.level == level)
            .count()
    };
    assert_eq!(count("line"), 4);
    let counties = files
        .iter()
        .find(|file| file.name == "counties-us.geojson")
        .unwrap()
        .features
        .len();
    assert_eq!(
        counties, 3223,
        "3,142 counties of the states and the District, 78 municipios, 3 islands"
    );
}
