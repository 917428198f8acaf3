//! The towns of the gazetteer beside the real record: what search finds, what a town becomes, which ids lead where.

#![cfg(feature = "build")]

use std::{collections::HashSet, path::Path, sync::LazyLock, time::Instant};

use sanctuary_atlas::{
    data::{
        Atlas, CountyFile, Index, Kind, Place, Target, TownFile, compile, nearest, read_towns,
        search, unpack,
    },
    domain::{Level, PartialDate},
};

/// The atlas as the browser has it once someone searches.
static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let far_day = PartialDate::from_day(9999, 12, 31).expect("a day");
    let compiled = compile(&folder, far_day).unwrap_or_else(|faults| panic!("{faults:?}"));
    let of_role = |role: &'static str| {
        let files = compiled.files.iter().filter(move |file| file.role == role);
        files.map(|file| file.bytes.as_slice())
    };
    let one = |role| {
        of_role(role)
            .next()
            .unwrap_or_else(|| panic!("no file {role}"))
    };
    let index: Index = unpack(Kind::Index, one("index")).expect("index");
    let counties: CountyFile = unpack(Kind::Counties, one("counties")).expect("counties");
    let mut atlas = Atlas::new(index);
    atlas.add_counties(&counties);
    for bytes in of_role("towns") {
        let file: TownFile = unpack(Kind::Towns, bytes).expect("towns");
        atlas.gazetteer.add(file).expect("consistent towns");
    }
    atlas
});

/// Ids of what a query finds, those of towns in brackets.
fn found(query: &str) -> Vec<String> {
    let (atlas, gazetteer) = (&*ATLAS, &ATLAS.gazetteer);
    search(atlas, query, 8)
        .iter()
        .map(|found| match found.target {
            Target::Place(place) => atlas.get(place).expect("a place").id.clone(),
            Target::Town(town) => format!("({})", gazetteer.id(town).expect("an id")),
        })
        .collect()
}

fn opened(id: &str) -> Place {
    let (atlas, gazetteer) = (&*ATLAS, &ATLAS.gazetteer);
    let town = gazetteer.find(id).unwrap_or_else(|| panic!("no town {id}"));
    gazetteer.place(atlas, town).expect("a place")
}

fn above(place: &Place) -> Vec<String> {
    let parents = ATLAS.parents(place);
    parents.map(|(_, place)| place.id.clone()).collect()
}

#[test]
fn every_town_of_the_tables_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let towns = read_towns(&folder).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert!(towns.len() > 85_000, "{}", towns.len());
    assert_eq!(ATLAS.gazetteer.count(), towns.len());
    let ids: HashSet<u32> = towns.iter().map(|town| town.geonames).collect();
    assert_eq!(ids.len(), towns.len(), "GeoNames ids repeat");
}

#[test]
fn a_town_without_record_has_the_stack_above_it() {
    let marfa = opened("us-tx-marfa");
    assert_eq!(
        (marfa.name.as_str(), marfa.level),
        ("Marfa", Level::Municipality)
    );
    assert!(marfa.is_town_without_record());
    assert_eq!(above(&marfa), ["us-tx-presidio-county", "us-tx", "us"]);
    assert!(
        (1_000..4_000).contains(&marfa.population),
        "{}",
        marfa.population
    );
    let nation_only = opened("lu-dudelange");
    assert_eq!(above(&nation_only), ["lu"]);
    let british = opened("gb-eng-wokingham");
    assert_eq!(above(&british)[1..], ["gb-eng", "gb"]);
}

#[test]
fn the_point_is_where_the_town_is() {
    let marfa = opened("us-tx-marfa");
    let (x, y) = marfa.plane.project(-104.021, 30.310);
    let km = |units: i32| f64::from(units) * sanctuary_atlas::data::UNIT_KM;
    let distance = (km(marfa.x) - x).hypot(km(marfa.y) - y);
    assert!(distance < 0.3, "{distance} km");
}

#[test]
fn records_come_before_towns_of_the_same_name() {
    assert_eq!(found("paris")[0], "fr-idf-paris");
    assert!(found("paris").contains(&"(us-tx-paris)".to_owned()));
    assert_eq!(found("springfield")[0], "us-ma-springfield");
    assert_eq!(found("marfa")[0], "(us-tx-marfa)");
    // Whole names of small towns, but also the beginnings of better known ones.
    assert_eq!(found("mun")[0], "de-by-muenchen");
    assert!(found("lond").contains(&"gb-eng-london".to_owned()));
    assert!(found("ely").contains(&"(gb-eng-ely)".to_owned()));
    assert_eq!(found("texas")[0], "us-tx");
}

#[test]
fn a_recorded_town_is_not_there_twice() {
    for (query, id) in [
        ("munich", "de-by-muenchen"),
        ("münchen", "de-by-muenchen"),
        ("monaco di baviera", "de-by-muenchen"),
        ("koln", "de-nw-koeln"),
        ("cologne", "de-nw-koeln"),
        ("nueva york", "us-ny"),
        ("genf", "ch-ge-geneve"),
        ("chicago", "us-il-chicago"),
    ] {
        assert_eq!(found(query)[0], id, "{query}");
    }
    assert!(found("nueva york").contains(&"us-ny-new-york-city".to_owned()));
    for query in ["munich", "geneve", "new york", "chicago", "londres"] {
        let found = found(query);
        let unique: HashSet<&String> = found.iter().collect();
        assert_eq!(unique.len(), found.len(), "{query}: {found:?}");
    }
    assert!(!found("chicago").contains(&"(us-il-chicago)".to_owned()));
}

#[test]
fn a_link_to_a_town_that_came_on_file_leads_to_the_record() {
    let (atlas, gazetteer) = (&*ATLAS, &ATLAS.gazetteer);
    let town = gazetteer.find("de-by-munich").expect("GeoNames' name");
    let place = gazetteer.on_file(town).and_then(|place| atlas.get(place));
    assert_eq!(place.map(|place| place.id.as_str()), Some("de-by-muenchen"));
}

#[test]
fn the_area_may_be_named() {
    for query in [
        "springfield vt",
        "Springfield, VT",
        "springfield vermont",
        "springfield, verm",
    ] {
        assert_eq!(found(query)[0], "(us-vt-springfield)", "{query}");
    }
    assert_eq!(found("paris, texas")[0], "(us-tx-paris)");
    for query in ["st. johnsbury", "Saint Johnsbury"] {
        assert_eq!(found(query)[0], "(us-vt-st-johnsbury)", "{query}");
    }
    assert_eq!(
        found("new york, new york").len(),
        found("new york ny").len()
    );
}

#[test]
fn typing_errors_are_forgiven() {
    for (query, id) in [
        // A letter too few, too many, wrong; two exchanged.
        ("chcago", "us-il-chicago"),
        ("Chiccago", "us-il-chicago"),
        ("Glascow", "gb-sct-glasgow"),
        ("Münhcen", "de-by-muenchen"),
        // In another of its names, and accents still do not matter.
        ("Munihc", "de-by-muenchen"),
        ("Colonge", "de-nw-koeln"),
        ("Nueav York", "us-ny"),
        // Two errors in a long name, while it is being typed, and in a word that is not the first.
        ("Phildelphai", "us-pa-philadelphia"),
        ("philadelhp", "us-pa-philadelphia"),
        ("san fransisco", "us-ca-san-francisco"),
        ("fransisco", "us-ca-san-francisco"),
        ("Massachusets", "us-ma"),
        // With the area named.
        ("chcago il", "us-il-chicago"),
        ("Chcago, Illinois", "us-il-chicago"),
        ("Mrafa, Texas", "(us-tx-marfa)"),
    ] {
        assert_eq!(
            found(query).first().map(String::as_str),
            Some(id),
            "{query}"
        );
    }
}

#[test]
fn similar_names_never_come_before_those_that_were_typed() {
    let atlas = &*ATLAS;
    for query in [
        "mar",
        "Marfa",
        "chicag",
        "Birmingham",
        "san",
        "springf",
        "Zürich",
        "vilnus",
        "tornto",
    ] {
        let similar: Vec<bool> = search(atlas, query, 8)
            .iter()
            .map(|found| found.is_similar)
            .collect();
        assert!(
            !similar.is_empty() && similar.is_sorted(),
            "{query}: {similar:?}"
        );
    }
    // Descriptions in other languages begin like much that is not meant.
    assert_eq!(found("munihc"), ["de-by-muenchen"]);
    // A whole name is what was meant, however few have it; three letters are too few to forgive.
    for query in ["Marfa", "mar", "zqx"] {
        assert!(
            search(atlas, query, 8)
                .iter()
                .all(|found| !found.is_similar),
            "{query}"
        );
    }
    assert!(found("zzzzzzzz").is_empty());
    assert!(found(&"berlin ".repeat(40)).is_empty());
}

#[test]
fn the_nearest_towns_are_found_on_both_continents() {
    let (atlas, gazetteer) = (&*ATLAS, &ATLAS.gazetteer);
    let near = |longitude, latitude| -> Vec<(String, f64)> {
        let id = |target| match target {
            Target::Place(place) => atlas.get(place).expect("a place").id.clone(),
            Target::Town(town) => format!("({})", gazetteer.id(town).expect("an id")),
        };
        let found = nearest(atlas, longitude, latitude, 5);
        found
            .iter()
            .map(|near| (id(near.target), near.kilometres))
            .collect()
    };
    for (at, id) in [
        ((-104.02, 30.31), "(us-tx-marfa)"),
        ((-87.65, 41.85), "us-il-chicago"),
        ((-4.25, 55.86), "gb-sct-glasgow"),
        ((11.58, 48.14), "de-by-muenchen"),
        // Far from the middle of either plane.
        ((-21.9, 64.14), "is-1-reykjavik"),
        ((-149.9, 61.22), "(us-ak-anchorage)"),
    ] {
        let found = near(at.0, at.1);
        assert_eq!(found.len(), 5, "{id}");
        assert!(found.is_sorted_by(|a, b| a.1 <= b.1), "{found:?}");
        let among = found
            .iter()
            .find(|(found, _)| found.trim_matches(['(', ')']) == id.trim_matches(['(', ')']));
        assert!(
            among.is_some_and(|(_, kilometres)| *kilometres < 5.0),
            "{id}: {found:?}"
        );
    }
    // As the crow flies, whatever the scale of the plane there.
    let from_fort_davis = near(-103.894, 30.588);
    let marfa = from_fort_davis.iter().find(|(id, _)| id == "(us-tx-marfa)");
    let kilometres = marfa.expect("Marfa near Fort Davis").1;
    assert!((kilometres - 33.2).abs() < 1.0, "{kilometres}");
    // The other side of the Earth, the poles and nonsense are near nothing.
    for (longitude, latitude) in [
        (100.0, 35.0),
        (151.2, -33.9),
        (0.0, 90.0),
        (0.0, -90.0),
        (f64::NAN, 50.0),
    ] {
        let found = near(longitude, latitude);
        assert!(
            found
                .first()
                .is_none_or(|(_, kilometres)| *kilometres > 500.0),
            "{found:?}"
        );
    }
}

#[test]
fn ids_of_towns_lead_back_to_them_and_never_to_another_place() {
    let (atlas, gazetteer) = (&*ATLAS, &ATLAS.gazetteer);
    let mut seen = HashSet::new();
    for (number, town) in gazetteer.towns().enumerate() {
        let id = gazetteer.id(town).expect("an id");
        let is_plain = id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(is_plain, "{id}");
        assert!(seen.insert(id.clone()), "{id} twice");
        let known = atlas.find(&id);
        assert!(
            known.is_none() || known == gazetteer.on_file(town),
            "{id} is another place's"
        );
        // Looking an id up goes through all towns: not for each of them.
        if number % 997 == 0 {
            assert_eq!(gazetteer.find(&id), Some(town), "{id}");
        }
    }
}

#[test]
fn an_opened_town_is_found_again_and_not_twice() {
    let mut atlas = ATLAS.clone();
    let before = search(&atlas, "marfa", 8);
    let number = atlas.open_town_with_id("us-tx-marfa-5525775");
    assert!(number.is_some());
    assert_eq!(atlas.find("us-tx-marfa"), number);
    assert_eq!(atlas.find("us-tx-marfa-5525775"), number);
    assert_eq!(atlas.open_town_with_id("us-tx-marfa"), number);
    assert_eq!(search(&atlas, "marfa", 8), before);
    assert_eq!(atlas.folded_names().len(), atlas.places.len());
    assert_eq!(atlas.open_town_with_id("us-zz-nowhere"), None);
    let recorded = atlas.open_town_with_id("de-by-munich");
    assert_eq!(recorded, atlas.find("de-by-muenchen"));
}

#[test]
fn there_are_no_towns_before_their_counties() {
    let mut atlas = Atlas::new(ATLAS.index.clone());
    atlas.gazetteer = ATLAS.gazetteer.clone();
    assert!(search(&atlas, "marfa", 8).is_empty());
    assert_eq!(atlas.open_town_with_id("us-tx-marfa"), None);
}

/// Not a test: `cargo test --release --features build --test gazetteer -- --ignored --nocapture` prints times.
#[test]
#[ignore = "prints times"]
fn times() {
    let atlas = &*ATLAS;
    found("a");
    for query in [
        "s",
        "sa",
        "san",
        "san f",
        "springfield vt",
        "zzzzzz",
        "st",
        "bergen",
        "chcago",
        "phildelphai",
        "mrafa, texas",
        "san fransisco calif",
        "st johnsb",
        "barc",
        "thessalonk",
    ] {
        let started = Instant::now();
        for _ in 0..20 {
            search(atlas, query, 8);
        }
        println!(
            "{query:<16}{:>8.2} ms",
            started.elapsed().as_secs_f64() * 50.0
        );
    }
}
