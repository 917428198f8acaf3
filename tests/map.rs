//! The real record on the sheet: what is under a point, what is drawn, what search finds.

#![cfg(feature = "build")]

use std::{path::Path, sync::LazyLock};

use sanctuary_atlas::{
    data::{
        ArcRank, Atlas, Compiled, CountyFile, EncodedShapes, Geodata, Index, Kind, ListFile, Match,
        Place, Shapes, Target, TenureFile, compile, nearest_on_file, search, unpack,
    },
    domain::{Finding, Level, Model, PartialDate},
    explore::{Class, Filters, Lens, Question, Record, TenuresByPlace, classify},
    geo::{Arrangement, Bounds, Gesture, Importance, Plane, Sheet, View, Viewport},
    paint::svg,
    scene::{
        AreaInk, Label, LabelKind, Layer, Outline, Palette, Scene, Setting, Theme, World, compose,
    },
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

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let far_day = PartialDate::from_day(9999, 12, 31).expect("a day");
    compile(&folder, far_day).unwrap_or_else(|faults| panic!("{faults:?}"))
});

fn bytes(role: &str) -> &'static [u8] {
    let file = COMPILED.files.iter().find(|file| file.role == role);
    file.unwrap_or_else(|| panic!("no file {role}"))
        .bytes
        .as_slice()
}

/// The world with everything loaded, as the browser has it after the first map.
static WORLD: LazyLock<World> = LazyLock::new(|| {
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

fn scene_of(view: View, language: &str) -> Scene {
    compose(&WORLD, &Setting::new(view, VIEWPORT, SHEET, language))
}

/// Id of the place under the middle of a view.
fn under_middle(view: View) -> Option<&'static str> {
    let hit = WORLD.hit(&scene_of(view, "en"), (view.x, view.y), REACH)?;
    WORLD.atlas.get(hit).map(|place| place.id.as_str())
}

#[test]
fn neighbours_share_a_border() {
    let next_to = |id: &str| -> Vec<&'static str> {
        let place = WORLD.atlas.find(id).unwrap_or_else(|| panic!("no {id}"));
        let found = WORLD.neighbours(place, 100);
        found
            .into_iter()
            .filter_map(|number| Some(WORLD.atlas.get(number)?.id.as_str()))
            .collect()
    };
    let sorted = |id: &str| {
        let mut found = next_to(id);
        found.sort_unstable();
        found
    };
    assert_eq!(
        sorted("us-il"),
        ["us-ia", "us-in", "us-ky", "us-mo", "us-wi"]
    );
    assert_eq!(sorted("pt"), ["es"]);
    assert!(next_to("us").contains(&"ca") && next_to("us").contains(&"mx"));
    let counties = next_to("us-il-cook-county");
    assert!(
        counties.contains(&"us-il-dupage-county") && counties.contains(&"us-in-lake-county"),
        "{counties:?}"
    );
    assert!(next_to("is").is_empty() && next_to("us-il-chicago").is_empty());
    // Who is next to somebody is next to everybody who is next to them.
    for id in ["us-il", "de-by", "us-il-cook-county"] {
        for other in next_to(id) {
            assert!(next_to(other).contains(&id), "{other} beside {id}");
        }
    }
}

#[test]
fn the_nearest_towns_on_file_are_near() {
    let chicago = WORLD.atlas.find("us-il-chicago").expect("Chicago");
    let near = nearest_on_file(&WORLD.atlas, chicago, 6);
    assert_eq!(near.len(), 6);
    assert!(
        near.is_sorted_by(|a, b| a.1 <= b.1) && near[0].1 < 60.0,
        "{near:?}"
    );
    assert!(
        near.iter().all(|(place, _)| *place != chicago
            && WORLD.atlas.get(*place).is_some_and(Place::has_record))
    );
}

#[test]
fn around_a_point_are_its_county_and_the_nearest_towns() {
    let area = |longitude, latitude| {
        let (area, towns) = WORLD.around(longitude, latitude, 3);
        let id = area
            .and_then(|area| WORLD.atlas.get(area))
            .map(|place| place.id.as_str());
        (id, towns.len())
    };
    assert_eq!(area(-104.02, 30.31), (Some("us-tx-presidio-county"), 3));
    assert_eq!(area(11.58, 48.14), (Some("de-by"), 3));
    // Off Lisbon, where no area is; in Tokyo, Marrakesh and nowhere.
    assert_eq!(area(-9.35, 38.68), (None, 3));
    for (longitude, latitude) in [(139.7, 35.7), (-8.0, 31.6), (f64::NAN, 0.0), (0.0, 90.0)] {
        assert_eq!(
            area(longitude, latitude),
            (None, 0),
            "{longitude} {latitude}"
        );
    }
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
        let outline = WORLD.outline(number as u32, SHEET);
        let Some(Outline::Arcs { arcs, .. }) = outline else {
            panic!("{} has no area", place.id)
        };
        assert!(!arcs.is_empty(), "{}", place.id);
        let (x, y) = place.on_sheet(SHEET);
        let reached = [0.3, 1.0, 4.0].into_iter().any(|scale| {
            let view = View { x, y, scale };
            let hit = WORLD.hit(&scene_of(view, "en"), (view.x, view.y), REACH);
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
    let scene = scene_of(home(), "en");
    for finding in Finding::ALL {
        let filled = scene
            .fills
            .iter()
            .any(|fill| matches!(fill.ink, AreaInk::Look { look, .. } if look == finding.into()));
        assert!(filled, "no area {finding:?}");
    }
    let shown = scene.symbols.len();
    let meant = shown
        + scene
            .symbols
            .iter()
            .map(|s| s.stands_for as usize)
            .sum::<usize>();
    assert!(meant > 900, "{meant} places in {shown} symbols");
    assert!(shown < meant, "symbols pile up");
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
    let far = scene_of(home(), "en");
    let near = scene_of(around(Plane::NorthAmerica, -89.0, 40.0, 1.0), "en");
    assert!(near.least < far.least);
    assert!(
        near.fills.len() < far.fills.len() / 2,
        "{} {}",
        near.fills.len(),
        far.fills.len()
    );
    assert!(near.lines.iter().any(|line| line.rank == ArcRank::County));
}

/// Vertices drawn in the arcs of a scene.
fn drawn_vertices(scene: &Scene) -> usize {
    let arcs = scene.lines.iter().map(|line| {
        let drawn = WORLD.layer(line.layer).expect("loaded");
        drawn.shapes.arc_cost(line.arc, scene.least)
    });
    arcs.sum()
}

#[test]
fn no_view_draws_more_than_its_pixels_can_show() {
    let all: usize = {
        let shapes = &WORLD.land().shapes;
        (0..shapes.arc_count())
            .map(|arc| shapes.arc(arc).len())
            .sum()
    };
    let home = drawn_vertices(&scene_of(home(), "en"));
    assert!(
        home * 5 < all,
        "{home} of {all} vertices on the whole sheet"
    );
    for scale in [0.3, 1.0, 4.0, 12.0] {
        let near = drawn_vertices(&scene_of(around(Plane::Europe, 7.0, 62.0, scale), "en"));
        assert!(
            near < 40_000,
            "{near} vertices of Norway's coast at {scale}"
        );
    }
}

#[test]
fn rings_close_and_stay_at_every_detail() {
    for scale in [0.01, 0.05, 0.1, 0.3, 1.0, 5.0, 50.0] {
        let least = Importance::seen_at(scale);
        for layer in [Layer::Land, Layer::Counties] {
            let shapes = &WORLD.layer(layer).expect("loaded").shapes;
            for shape in &shapes.shapes {
                let mut drawn = 0;
                shapes.each_ring_at(shape, least, |ring| {
                    assert_eq!(ring.first(), ring.last(), "{}", shape.id);
                    drawn += 1;
                });
                let full: f64 = shapes
                    .rings(shape)
                    .iter()
                    .map(|ring| area(ring).abs())
                    .fold(0.0, f64::max);
                let pixels = full * scale * scale;
                assert!(
                    drawn > 0 || pixels < 1.0,
                    "{} of {pixels} px has vanished at {scale}",
                    shape.id
                );
            }
        }
    }
}

/// Signed area of a closed ring, square kilometres.
fn area(ring: &[(f32, f32)]) -> f64 {
    let edge = |pair: &[(f32, f32)]| {
        let [(xa, ya), (xb, yb)] = [pair[0], pair[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
        xa * yb - xb * ya
    };
    ring.windows(2).map(edge).sum::<f64>() / 2.0
}

#[test]
fn full_detail_has_the_area_of_the_source() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let geodata = Geodata::read(&folder).expect("geodata");
    for boundary in &geodata.boundaries {
        for layer in [Layer::Land, Layer::Counties] {
            let shapes = &WORLD.layer(layer).expect("loaded").shapes;
            let Some(position) = shapes.position(&boundary.id) else {
                continue;
            };
            let own: f64 = shapes
                .rings(&shapes.shapes[position])
                .iter()
                .map(|ring| area(ring))
                .sum();
            let source: f64 = boundary
                .rings
                .iter()
                .map(|ring| {
                    // Edges are straight in degrees.
                    let ring: Vec<(f64, f64)> = ring
                        .windows(2)
                        .flat_map(|pair| {
                            let [a, b] = [pair[0], pair[1]];
                            (0..8).map(move |step| {
                                let t = f64::from(step) / 8.0;
                                let between = |axis: usize| a[axis] + (b[axis] - a[axis]) * t;
                                boundary.plane().project(between(0), between(1))
                            })
                        })
                        .collect();
                    let closed: Vec<(f64, f64)> =
                        ring.iter().chain(ring.first()).copied().collect();
                    closed
                        .windows(2)
                        .map(|p| p[0].0 * p[1].1 - p[1].0 * p[0].1)
                        .sum::<f64>()
                        / 2.0
                })
                .sum();
            // Quantisation alone may move the smallest by more: a tenth of a per cent or a twentieth of a kilometre all around.
            let off = (own.abs() - source.abs()).abs();
            let allowed = (source.abs() * 1e-3).max(source.abs().sqrt() * 0.05 * 4.0);
            assert!(
                off <= allowed,
                "{}: {own} instead of {source} square kilometres",
                boundary.id
            );
        }
    }
}

#[test]
fn the_land_of_the_opening_view_is_hit() {
    let scene = scene_of(home(), "en");
    let mut hits = 0;
    for column in 0..60 {
        for row in 0..40 {
            let at = scene
                .view
                .to_sheet(f64::from(column) * 21.0, f64::from(row) * 18.0, VIEWPORT);
            hits += usize::from(WORLD.hit(&scene, at, REACH).is_some());
        }
    }
    assert!(hits > 600, "{hits} hits");
}

#[test]
fn names_do_not_flicker_when_the_map_moves_a_little() {
    let before = scene_of(around(Plane::Europe, 9.0, 50.5, 0.9), "en");
    let named: Vec<u32> = before.labels.iter().map(|label| label.place).collect();
    for (dx, factor) in [(3.0, 1.0), (0.0, 1.02), (-5.0, 0.98)] {
        let view = View {
            x: before.view.x + dx,
            scale: before.view.scale * factor,
            ..before.view
        };
        let setting = Setting {
            named: &named,
            ..Setting::new(view, VIEWPORT, SHEET, "en")
        };
        let after = compose(&WORLD, &setting);
        let margin = Bounds::new(60.0, 40.0, VIEWPORT.width - 60.0, VIEWPORT.height - 40.0);
        let inside = before
            .labels
            .iter()
            .filter(|label| margin.contains(label.x, label.y));
        let lost: Vec<&str> = inside
            .filter(|label| !after.labels.iter().any(|other| other.place == label.place))
            .map(|label| label.text.as_str())
            .collect();
        // Farther away there is room for fewer; else whatever is there stays.
        let allowed = if factor < 1.0 { named.len() / 12 } else { 0 };
        assert!(
            lost.len() <= allowed,
            "{dx} km, x{factor}: {lost:?} of {} have gone",
            named.len()
        );
    }
}

#[test]
fn the_chosen_place_is_always_shown() {
    for place in ["us-ma-somerville", "us-ca-berkeley", "de-be-berlin"] {
        let Some(number) = WORLD.atlas.find(place) else {
            continue;
        };
        let setting = Setting {
            selected: Some(number),
            ..Setting::new(home(), VIEWPORT, SHEET, "en")
        };
        let scene = compose(&WORLD, &setting);
        assert!(scene.symbols.iter().any(|s| s.place == number), "{place}");
    }
}

#[test]
fn no_nation_is_too_small_to_be_clicked() {
    for (number, place) in (0..).zip(&WORLD.atlas.places) {
        if place.level != Level::Nation {
            continue;
        }
        let (x, y) = place.on_sheet(SHEET);
        // On the whole sheet, or a little closer where specks stand beside each other.
        let is_found = [1.0, 3.0, 10.0]
            .map(|closer| home().scale * closer)
            .into_iter()
            .any(|scale| {
                let scene = scene_of(View { x, y, scale }, "en");
                let hit = WORLD
                    .hit(&scene, (x, y), REACH)
                    .and_then(|hit| WORLD.atlas.get(hit));
                hit.is_some_and(|found| found.id == place.id || found.parents.contains(&number))
            });
        assert!(is_found, "{} is not under its own point", place.id);
    }
}

#[test]
fn names_are_in_the_language_and_do_not_collide() {
    let scene = scene_of(home(), "fr");
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
    let Some(Outline::Arcs { layer, arcs, .. }) = WORLD.outline(france, SHEET) else {
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
    let scene = scene_of(close, "en");
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
    match WORLD.outline(nation, SHEET) {
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

/// A document that an XML reader would accept: what opens is closed, in order.
fn assert_well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (inside, _) = tag.split_once('>').expect("a tag ends");
        let name = inside
            .split([' ', '/'])
            .find(|part| !part.is_empty())
            .expect("a tag has a name");
        if inside.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "what is closed was opened last");
        } else if !inside.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} are still open");
}

#[test]
fn a_saved_picture_holds_the_map_its_legend_and_where_it_is_from() {
    let scene = scene_of(home(), "fr");
    let caption = svg::Caption {
        title: "Atlas <des> villes & refuges".into(),
        date: "24 novembre 2026".into(),
        attribution: "Natural Earth".into(),
        legend: Finding::ALL
            .map(|finding| (finding.into(), finding.code().to_owned()))
            .to_vec(),
    };
    for theme in [Theme::Light, Theme::Dark] {
        let picture = svg::picture(&WORLD, &scene, theme, &caption);
        assert_well_formed(&picture);
        for part in [
            "ÉTATS-UNIS",
            "Atlas &lt;des&gt; villes &amp; refuges",
            "24 novembre 2026 · Natural Earth",
            "url(#welcome)",
            "listed-only</text>",
        ] {
            assert!(picture.contains(part), "{part}");
        }
        let palette = Palette::of(theme);
        assert!(
            picture.contains(
                &palette
                    .tint(Finding::Model(Model::MandatesCooperation))
                    .css()
            )
        );
        assert!(
            !picture.contains("http://") || picture.matches("http").count() == 1,
            "only the namespace"
        );
        assert!(
            !picture.contains("NaN") && picture.len() < 3_000_000,
            "{}",
            picture.len()
        );
    }
    assert_well_formed(&svg::map(
        &WORLD,
        &scene_of(around(Plane::Europe, 9.0, 50.0, 2.0), "es"),
        Theme::Light,
        "mapa",
    ));
}

#[test]
fn a_map_for_paper_has_lines_instead_of_tiles() {
    let mandates = Finding::Model(Model::MandatesCooperation);
    for view in [home(), around(Plane::NorthAmerica, -99.0, 31.5, 0.6)] {
        let scene = scene_of(view, "en");
        let drawing = svg::printed_map(&WORLD, &scene, Theme::Light, "map");
        assert_well_formed(&drawing);
        assert!(!drawing.contains("<pattern") && !drawing.contains("url(#mandates"));
        let colour = Palette::of(Theme::Light).pattern(mandates).css();
        let lines = drawing
            .split("<path d=\"")
            .filter(|path| path.contains(&format!("stroke=\"{colour}\"")))
            .map(|path| path.matches('M').count())
            .sum::<usize>();
        assert!(lines > 100, "{lines} lines of Texas's pattern");
        assert!(
            !drawing.contains("NaN") && drawing.len() < 4_000_000,
            "{}",
            drawing.len()
        );
    }
}

/// The sheet as it opens on a phone, below header and above legend.
const PHONE: Viewport = Viewport {
    width: 390.0,
    height: 730.0,
};
/// Reach of a finger around a symbol, pixels.
const FINGER: f64 = 14.0;

#[test]
fn small_places_can_be_clicked_on_the_sheet_as_it_opens() {
    for (viewport, reach) in [(VIEWPORT, REACH), (PHONE, FINGER)] {
        let sheet = Sheet::for_viewport(viewport.width, viewport.height);
        let view = View::home(sheet, viewport);
        let scene = compose(&WORLD, &Setting::new(view, viewport, sheet, "en"));
        for id in ["us-dc", "de-be-berlin", "lu", "mt", "mc", "li", "ad", "sm"] {
            let number = WORLD.atlas.find(id).unwrap_or_else(|| panic!("no {id}"));
            let place = WORLD.atlas.get(number).expect("found");
            let hit = WORLD.hit(&scene, place.on_sheet(sheet), reach);
            let hit = hit.and_then(|hit| WORLD.atlas.get(hit));
            assert!(
                hit.is_some_and(|hit| hit.id == id || hit.parents.contains(&number)),
                "{id} at {viewport:?}: a click finds {:?}",
                hit.map(|hit| &hit.id)
            );
        }
    }
}

#[test]
fn names_do_not_flicker_while_one_zooms_in() {
    const STEPS: usize = 20;
    for (plane, longitude, latitude, from) in [
        (Plane::Europe, 9.0, 50.5, 0.25),
        (Plane::NorthAmerica, -87.7, 41.9, 0.3),
        (Plane::Europe, -2.0, 53.5, 1.0),
    ] {
        let start = around(plane, longitude, latitude, from);
        let mut scenes: Vec<Scene> = vec![scene_of(start, "en")];
        for _ in 0..STEPS {
            let before = &scenes[scenes.len() - 1];
            let named: Vec<u32> = before.labels.iter().map(|label| label.place).collect();
            let view = View {
                scale: before.view.scale * 1.03,
                ..before.view
            };
            let setting = Setting {
                named: &named,
                ..Setting::new(view, VIEWPORT, SHEET, "en")
            };
            scenes.push(compose(&WORLD, &setting));
        }
        let find = |scene: &Scene, label: &Label| {
            let mut labels = scene.labels.iter();
            labels
                .find(|other| other.place == label.place && other.kind == label.kind)
                .cloned()
        };
        for (step, pair) in scenes.windows(2).enumerate() {
            let [before, after] = [&pair[0], &pair[1]];
            for label in before.labels.iter().filter(|l| l.kind != LabelKind::Count) {
                if find(after, label).is_some() {
                    continue;
                }
                // It would have moved away from the middle, as everything does.
                let (x, y) = before.view.to_sheet(label.x, label.y, VIEWPORT);
                let (x, y) = after.view.to_screen(x, y, VIEWPORT);
                let moved = Label {
                    x,
                    y,
                    ..label.clone()
                };
                // A name leaves with the point that it stands beside.
                let inner = Bounds::new(24.0, 24.0, VIEWPORT.width - 24.0, VIEWPORT.height - 24.0);
                let is_out = !inner.contains(x, y);
                let is_in_the_way = after
                    .labels
                    .iter()
                    .any(|other| other.bounds().grown(4.0).intersects(&moved.bounds()));
                assert!(
                    is_out || is_in_the_way,
                    "step {step} from {from}: {:?} {} has gone though nothing stands in its way",
                    label.kind,
                    label.text
                );
            }
        }
        for (step, three) in scenes.windows(3).enumerate() {
            let blinked: Vec<&str> = three[0]
                .labels
                .iter()
                .filter(|l| find(&three[1], l).is_none() && find(&three[2], l).is_some())
                .map(|label| label.text.as_str())
                .collect();
            assert!(
                blinked.is_empty(),
                "step {step} from {from}: {blinked:?} blinked"
            );
        }
    }
}

/// A list that names California does not name its counties: they must not be painted over it.
#[test]
fn counties_that_a_list_leaves_out_do_not_hide_a_state_that_it_names() {
    let lists: ListFile = unpack(Kind::Lists, bytes("lists")).expect("lists");
    let tenures: TenureFile = unpack(Kind::Tenures, bytes("tenures")).expect("tenures");
    let tenures: TenuresByPlace = tenures.places.into_iter().collect();
    let lens = Lens::List("doj-2025-08-05".into());
    let record = Record {
        atlas: &WORLD.atlas,
        tenures: Some(&tenures),
        lists: Some(&lists),
    };
    let question = Question {
        lens: &lens,
        date: None,
        filters: &Filters::default(),
    };
    let classes = classify(record, question);
    let setting = Setting {
        classes: Some(&classes),
        ..Setting::new(home(), VIEWPORT, SHEET, "en")
    };
    let counties = WORLD.counties().expect("counties");
    let is_filled = |id: &str| {
        let place = WORLD.atlas.find(id);
        let scene = compose(&WORLD, &setting);
        assert!(place.is_some(), "{id}");
        scene
            .fills
            .iter()
            .any(|fill| fill.layer == Layer::Counties && counties.places[fill.shape] == place)
    };
    let class = |id: &str| classes.of(WORLD.atlas.find(id).expect("a place")).class;
    assert_eq!(class("us-ca"), Class::Named);
    assert_eq!(class("us-ca-los-angeles-county"), Class::NotNamed);
    assert!(!is_filled("us-ca-los-angeles-county"));
    assert_eq!(class("us-tx-travis-county"), Class::NotNamed);
    assert!(is_filled("us-tx-travis-county"));
}

#[test]
fn nearly_all_places_lie_in_the_heartlands() {
    for plane in Plane::ALL {
        let on_file = WORLD.atlas.places.iter().filter(|place| {
            place.plane == plane && place.level != Level::Nation && place.has_record()
        });
        let (mut inside, mut all) = (0, 0);
        for place in on_file {
            let (x, y) = place.on_sheet(SHEET);
            all += 1;
            inside += usize::from(SHEET.heartland(plane).contains(x, y));
        }
        assert!(inside * 100 >= all * 97, "{plane:?}: {inside} of {all}");
        let (part, whole) = (plane.heartland(), plane.window());
        assert!(whole.covers(&part) && part.width() * 1.5 < whole.width());
    }
}
