//! The real record on the sheet: what is under a point, what is drawn, what search finds.

#![cfg(feature = "build")]

use std::{path::Path, sync::LazyLock};

use sanctuary_atlas::{
    data::{
        ArcRank, Atlas, CountyFile, EncodedShapes, Index, Kind, Match, Place, Shapes, Target,
        compile, search, unpack,
    },
    domain::{Finding, Level, Model, PartialDate},
    geo::{Arrangement, Gesture, Plane, Sheet, View, Viewport},
    scene::{AreaInk, Layer, Outline, World, compose},
};

const SHEET: Sheet = Sheet {
    arrangement: Arrangement::SideBySide,
};
const VIEWPORT: Viewport = Viewport {
    width: 1280.0,
    height: 740.0,
};
/// Reach of a mouse around a symbol, pixels.
const REACH: f64 = 4.0;

/// The world with everything loaded, as the browser has it after the first map.
static WORLD: LazyLock<World> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let far_day = PartialDate::from_day(9999, 12, 31).expect("a day");
    let compiled = compile(&folder, far_day).unwrap_or_else(|faults| panic!("{faults:?}"));
    let bytes = |role: &str| {
        let file = compiled.files.iter().find(|file| file.role == role);
        file.unwrap_or_else(|| panic!("no file {role}"))
            .bytes
            .as_slice()
    };
    let shapes = |role: &str| {
        let encoded: EncodedShapes = unpack(Kind::Land, bytes(role)).expect("land");
        Shapes::decode(&encoded).expect("shapes")
    };
    let index: Index = unpack(Kind::Index, bytes("index")).expect("index");
    let counties: CountyFile = unpack(Kind::Counties, bytes("counties")).expect("counties");
    let mut world = World::new(Atlas::new(index), shapes("land"));
    world.atlas.add_counties(&counties);
    world.add_counties(Shapes::decode(&counties.shapes).expect("county shapes"));
    world.add_full_land(shapes("land-full"));
    world
});

fn home() -> View {
    View::home(SHEET, VIEWPORT)
}

/// A view with a point in degrees in its middle.
fn around(plane: Plane, longitude: f64, latitude: f64, scale: f64) -> View {
    let (px, py) = plane.project(longitude, latitude);
    let (x, y) = SHEET.place(plane, px, py);
    View { x, y, scale }
}

/// Id of the place under the middle of a view.
fn under_middle(view: View) -> Option<&'static str> {
    let scene = compose(&WORLD, view, VIEWPORT, SHEET, "en");
    let middle = (VIEWPORT.width / 2.0, VIEWPORT.height / 2.0);
    let hit = WORLD.hit(&scene.symbols, view, VIEWPORT, SHEET, middle, REACH)?;
    WORLD.atlas.get(hit).map(|place| place.id.as_str())
}

#[test]
fn a_click_finds_what_a_person_would_mean() {
    let america = |lon, lat, scale| under_middle(around(Plane::NorthAmerica, lon, lat, scale));
    let europe = |lon, lat, scale| under_middle(around(Plane::Europe, lon, lat, scale));
    assert_eq!(
        america(-89.3, 40.0, 0.2),
        Some("us-il"),
        "Illinois from afar"
    );
    assert_eq!(
        america(-87.65, 41.85, 2.0),
        Some("us-il-chicago"),
        "Chicago close by"
    );
    assert_eq!(
        america(-89.4, 41.75, 1.0),
        Some("us-il-lee-county"),
        "a county without a record"
    );
    assert_eq!(
        america(-99.3, 31.5, 0.084),
        Some("us-tx"),
        "Texas on the whole sheet"
    );
    assert_eq!(america(-60.0, 40.0, 0.2), None, "the Atlantic");
    assert_eq!(
        europe(13.4, 52.52, 0.5),
        Some("de-be-berlin"),
        "Berlin is one place with its Land"
    );
    assert_eq!(europe(34.3, 45.2, 0.3), Some("ua-43"), "Crimea");
    assert_eq!(europe(20.9, 42.6, 0.3), Some("rs-km"), "Kosovo");
    assert_eq!(
        europe(30.0, 26.0, 0.2),
        None,
        "context land is no jurisdiction"
    );
}

#[test]
fn every_region_with_a_model_can_be_reached_on_the_whole_sheet_or_closer() {
    for (number, place) in WORLD.atlas.places.iter().enumerate() {
        if place.level != Level::Region || !matches!(place.finding(), Finding::Model(_)) {
            continue;
        }
        let outline = WORLD.outline(number as u32, 0.2, SHEET);
        let Some(Outline::Arcs { arcs, .. }) = outline else {
            panic!("{} has no area", place.id)
        };
        assert!(!arcs.is_empty(), "{}", place.id);
        let (x, y) = place.on_sheet(SHEET);
        let reached = [0.3, 1.0, 4.0].into_iter().any(|scale| {
            let view = View { x, y, scale };
            let scene = compose(&WORLD, view, VIEWPORT, SHEET, "en");
            let middle = (VIEWPORT.width / 2.0, VIEWPORT.height / 2.0);
            let hit = WORLD.hit(&scene.symbols, view, VIEWPORT, SHEET, middle, REACH);
            let above = |hit: u32| {
                WORLD
                    .atlas
                    .get(hit)
                    .is_some_and(|p| p.parents.contains(&(number as u32)))
            };
            hit.is_some_and(|hit| hit == number as u32 || above(hit))
        });
        assert!(reached, "{} is never under its own middle", place.id);
    }
}

#[test]
fn the_whole_sheet_shows_every_finding() {
    let scene = compose(&WORLD, home(), VIEWPORT, SHEET, "en");
    for finding in Finding::ALL {
        let filled = scene
            .fills
            .iter()
            .any(|fill| fill.ink == AreaInk::Finding(finding));
        assert!(filled, "no area {finding:?}");
    }
    let towns = scene.symbols.len();
    assert!(towns > 900, "{towns} symbols");
    assert!(scene.fills.iter().any(|fill| fill.ink == AreaInk::Context));
    assert!(
        scene
            .lines
            .iter()
            .any(|line| line.rank == ArcRank::Disputed)
    );
    assert!(scene.lines.iter().all(|line| line.rank != ArcRank::Seam));
    assert!(
        scene.lines.iter().all(|line| line.rank != ArcRank::County),
        "no county borders from afar"
    );
    let texas = WORLD
        .atlas
        .find("us-tx")
        .and_then(|number| WORLD.atlas.get(number))
        .expect("Texas");
    assert_eq!(texas.finding(), Finding::Model(Model::MandatesCooperation));
}

#[test]
fn closer_views_draw_more_detail_and_less_land() {
    let far = compose(&WORLD, home(), VIEWPORT, SHEET, "en");
    let near = compose(
        &WORLD,
        around(Plane::NorthAmerica, -89.0, 40.0, 1.0),
        VIEWPORT,
        SHEET,
        "en",
    );
    assert!(far.fills.iter().any(|fill| fill.layer == Layer::Land));
    assert!(near.fills.iter().any(|fill| fill.layer == Layer::LandFull));
    assert!(
        near.fills.len() < far.fills.len() / 2,
        "{} {}",
        near.fills.len(),
        far.fills.len()
    );
    assert!(near.lines.iter().any(|line| line.rank == ArcRank::County));
}

#[test]
fn names_are_in_the_language_and_do_not_collide() {
    let scene = compose(&WORLD, home(), VIEWPORT, SHEET, "fr");
    let names: Vec<&str> = scene
        .labels
        .iter()
        .map(|label| label.text.as_str())
        .collect();
    assert!(names.contains(&"ÉTATS-UNIS"), "{names:?}");
    for (at, a) in scene.labels.iter().enumerate() {
        for b in &scene.labels[at + 1..] {
            assert!(
                !a.bounds().intersects(&b.bounds()),
                "{} and {}",
                a.text,
                b.text
            );
        }
    }
}

#[test]
fn a_nation_is_outlined_by_its_coasts_and_its_borders_with_others() {
    let france = WORLD.atlas.find("fr").expect("France");
    let Some(Outline::Arcs { layer, arcs, .. }) = WORLD.outline(france, 0.1, SHEET) else {
        panic!("France has no outline")
    };
    let drawn = WORLD.layer(layer).expect("loaded");
    assert!(
        arcs.iter()
            .all(|&arc| drawn.shapes.rank(arc) != ArcRank::Region)
    );
}

#[test]
fn zooming_in_on_a_place_and_home_again_is_harmless() {
    let close = home().after(
        Gesture::Zoom {
            x: 300.0,
            y: 400.0,
            factor: 50.0,
        },
        SHEET,
        VIEWPORT,
    );
    let scene = compose(&WORLD, close, VIEWPORT, SHEET, "en");
    assert!(scene.fills.len() < 100);
    assert_eq!(close.after(Gesture::Home, SHEET, VIEWPORT), home());
}

/// Search without towns, as it is before they are loaded.
fn found(query: &str) -> Vec<&'static str> {
    let matches = search(&WORLD.atlas, query, 8);
    let ids = matches.iter().filter_map(place_of);
    ids.map(|place| place.id.as_str()).collect()
}

fn place_of(found: &Match) -> Option<&'static Place> {
    match found.target {
        Target::Place(place) => WORLD.atlas.get(place),
        Target::Town(_) => None,
    }
}

#[test]
fn search_ignores_accents_and_case_and_knows_other_names() {
    for query in ["münchen", "MUNCHEN", "Munich", " munich "] {
        assert_eq!(found(query).first(), Some(&"de-by-muenchen"), "{query}");
    }
    assert!(found("nueva york").contains(&"us-ny"));
    assert_eq!(found("chicago").first(), Some(&"us-il-chicago"));
    assert!(found("cook county").contains(&"us-il-cook-county"));
    assert_eq!(found("texas").first(), Some(&"us-tx"));
    assert_eq!(found("zzzz"), Vec::<&str>::new());
    assert_eq!(found("<script>").len(), found("script").len());
}

#[test]
fn every_jurisdiction_on_record_is_found_by_its_name() {
    for place in WORLD.atlas.places.iter().filter(|place| place.has_record()) {
        let matches = search(&WORLD.atlas, &place.name, 60);
        let is_found = matches
            .iter()
            .filter_map(place_of)
            .any(|p| p.id == place.id);
        assert!(is_found, "{} ({})", place.name, place.id);
    }
}

/// Box of a nation's view on the sheet, kilometres wide and high.
fn nation_box(id: &str) -> (f64, f64) {
    let nation = WORLD.atlas.find(id).expect("a nation");
    match WORLD.outline(nation, 0.1, SHEET) {
        Some(Outline::Arcs { bounds, .. }) => (bounds.width(), bounds.height()),
        other => panic!("{id}: {other:?}"),
    }
}

#[test]
fn a_nations_view_leaves_out_far_specks_only() {
    let (width, height) = nation_box("gb");
    assert!(
        width < 900.0 && height < 1_400.0,
        "the bases on Cyprus: {width} x {height}"
    );
    let (width, _) = nation_box("us");
    assert!(
        width > 6_000.0,
        "Hawaii and Alaska belong to the view: {width}"
    );
    let (width, _) = nation_box("es");
    assert!(width > 2_000.0, "the Canaries belong to the view: {width}");
}
