//! The committed record in `geodata/`, and what is compiled from it.

#![cfg(feature = "build")]

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::{SystemTime, UNIX_EPOCH},
};

use sanctuary_atlas::{
    data::{
        ArcRank, Atlas, Boundary, Compiled, CountyFile, EncodedShapes, Geodata, Index, Kind, Place,
        RecordPart, RuntimeFile, Shapes, UNIT_KM, check_rules, compile, compile_subdivided, pack,
        unpack,
    },
    domain::{
        Certainty, EffectKind, Finding, Level, List, Model, PartialDate, State, Tenures, state_at,
    },
};

/// Disputed areas and the state that each belongs to under ISO 3166 (the border rule of `geodata/README.md`).
const DISPUTED: [(&str, &str); 6] = [
    ("cy-north", "cy"),
    ("gb-sba", "gb"),
    ("md-sn", "md"),
    ("rs-km", "rs"),
    ("ua-40", "ua"),
    ("ua-43", "ua"),
];

/// Records in the first edition: 1,517 jurisdictions, and 8 that debated a policy and declined.
const FIRST_EDITION: usize = 1_517 + 8;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

fn today() -> PartialDate {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock after 1970")
        .as_secs();
    let months = (1970..=9999).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let mut days = months.flat_map(|(year, month)| {
        (1..=31).filter_map(move |day| PartialDate::from_day(year, month, day))
    });
    days.nth((seconds / 86_400) as usize)
        .expect("a date before the year 10000")
}

static GEODATA: LazyLock<Geodata> = LazyLock::new(|| {
    Geodata::read(&folder()).unwrap_or_else(|faults| panic!("{}", lines(&faults)))
});

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    compile(&folder(), today()).unwrap_or_else(|faults| panic!("{}", lines(&faults)))
});

fn lines(items: &[impl ToString]) -> String {
    items
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

fn files(role: &str) -> Vec<&'static RuntimeFile> {
    COMPILED
        .files
        .iter()
        .filter(|file| file.role == role)
        .collect()
}

fn file(role: &str) -> &'static RuntimeFile {
    let [file] = files(role)[..] else {
        panic!("one file of the role {role}")
    };
    file
}

/// What the browser has once everything is loaded.
struct Loaded {
    atlas: Atlas,
    land: Shapes,
    land_full: Shapes,
    counties: Shapes,
    encoded: [(&'static str, EncodedShapes); 2],
}

static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
    let index: Index = unpack(Kind::Index, &file("index").bytes).expect("an index");
    let offset = index.places.len();
    index.check().expect("a consistent index");
    let counties: CountyFile = unpack(Kind::Counties, &file("counties").bytes).expect("counties");
    counties.check(offset).expect("consistent counties");
    let [land, land_full] = ["land", "land-full"]
        .map(|role| unpack::<EncodedShapes>(Kind::Land, &file(role).bytes).expect("land"));
    let mut atlas = Atlas::new(index);
    atlas.add_counties(&counties);
    Loaded {
        atlas,
        land: Shapes::decode(&land).expect("land decodes"),
        land_full: Shapes::decode(&land_full).expect("land in full decodes"),
        counties: Shapes::decode(&counties.shapes).expect("counties decode"),
        encoded: [("land", land), ("land-full", land_full)],
    }
});

fn places() -> &'static [Place] {
    &LOADED.atlas.places
}

fn boundaries_by_id() -> HashMap<&'static str, &'static Boundary> {
    GEODATA
        .boundaries
        .iter()
        .map(|boundary| (boundary.id.as_str(), boundary))
        .collect()
}

/// Its point or pole in kilometres of its plane.
fn point_of(place: &Place) -> (f64, f64) {
    (f64::from(place.x) * UNIT_KM, f64::from(place.y) * UNIT_KM)
}

/// Ids of the shapes of a place's plane that a point lies in, context land aside.
fn holders<'a>(shapes: &'a Shapes, place: &Place, (x, y): (f64, f64)) -> Vec<&'a str> {
    let named = shapes
        .shapes
        .iter()
        .filter(|shape| shape.plane == place.plane && !shape.id.is_empty());
    named
        .filter(|shape| shapes.contains(shape, x, y))
        .map(|shape| shape.id.as_str())
        .collect()
}

#[test]
fn the_record_breaks_no_rule() {
    let faults = check_rules(&GEODATA, today());
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        lines(&faults)
    );
}

#[test]
fn none_of_the_first_edition_is_lost() {
    assert!(
        GEODATA.jurisdictions.len() >= FIRST_EDITION,
        "{} records",
        GEODATA.jurisdictions.len()
    );
    let on_file: HashSet<&str> = places()
        .iter()
        .filter(|place| place.has_record())
        .map(|place| place.id.as_str())
        .collect();
    let lost: Vec<&str> = GEODATA
        .jurisdictions
        .iter()
        .map(|j| j.id.as_str())
        .filter(|id| !on_file.contains(id))
        .collect();
    assert!(
        lost.is_empty(),
        "in geodata, but not in the index: {lost:?}"
    );
    assert_eq!(on_file.len(), GEODATA.jurisdictions.len());
}

/// Pages have been linked to: their ids are for ever. `tests/fixtures/ids.txt` only grows; with
/// `ATLAS_ADD_IDS=1` this test adds the new ones.
#[test]
fn no_link_vanishes() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ids.txt");
    let text = fs::read_to_string(&list).expect("the list of ids");
    let mut listed: BTreeSet<&str> = text.lines().collect();
    let lost: Vec<&str> = listed
        .iter()
        .copied()
        .filter(|id| LOADED.atlas.find(id).is_none())
        .collect();
    assert!(
        lost.is_empty(),
        "write these as `aliases` of the record that they lead to now:\n{}",
        lines(&lost)
    );

    let new: Vec<&str> = COMPILED
        .ids
        .iter()
        .map(String::as_str)
        .filter(|id| !listed.contains(id))
        .collect();
    if std::env::var_os("ATLAS_ADD_IDS").is_some() {
        listed.extend(&new);
        fs::write(
            &list,
            listed
                .into_iter()
                .map(|id| format!("{id}\n"))
                .collect::<String>(),
        )
        .expect("the list is written");
    } else {
        assert!(listed.len() > 5_000, "only {} ids are listed", listed.len());
        assert!(
            new.is_empty(),
            "new ids, from now on to be kept: run `ATLAS_ADD_IDS=1 cargo test --features build --test record` to list them\n{}",
            lines(&new)
        );
    }
}

#[test]
fn every_id_is_one_page() {
    let mut seen = HashSet::new();
    let twice: Vec<&String> = COMPILED.ids.iter().filter(|id| !seen.insert(*id)).collect();
    assert!(twice.is_empty(), "{twice:?}");
    for (number, place) in places().iter().enumerate() {
        assert_eq!(
            LOADED.atlas.find(&place.id),
            Some(number as u32),
            "{}",
            place.id
        );
        for alias in &place.aliases {
            assert_eq!(
                LOADED.atlas.find(alias),
                Some(number as u32),
                "{alias}, an alias of {}",
                place.id
            );
        }
    }
}

#[test]
fn every_point_lies_in_its_region_or_says_why_not() {
    let boundaries = boundaries_by_id();
    let named: HashMap<&str, &str> = GEODATA
        .jurisdictions
        .iter()
        .filter_map(|j| Some((j.id.as_str(), j.record.boundaries.first()?.as_str())))
        .collect();
    let (mut inside, mut wrong) = (0, Vec::new());
    for jurisdiction in &GEODATA.jurisdictions {
        let (Some([longitude, latitude]), Some(parent)) =
            (jurisdiction.point, &jurisdiction.record.parent)
        else {
            continue;
        };
        let region = boundaries.get(named.get(parent.as_str()).unwrap_or(&parent.as_str()));
        match (
            region.is_some_and(|region| region.contains(longitude, latitude)),
            &jurisdiction.record.outside_region,
        ) {
            (true, None) => inside += 1,
            (false, Some(why)) if !why.trim().is_empty() => {}
            (true, Some(_)) => wrong.push(format!(
                "{} lies inside {parent}: `outside_region` is not needed",
                jurisdiction.id
            )),
            (false, _) => wrong.push(format!("{} lies outside {parent}", jurisdiction.id)),
        }
    }
    assert!(wrong.is_empty(), "{}", lines(&wrong));
    assert!(inside > 900, "only {inside} points were looked at");
}

#[test]
fn every_ring_of_every_boundary_is_closed() {
    let all = || GEODATA.boundaries.iter().chain(&GEODATA.context);
    assert!(all().count() > 5_000);
    for boundary in all() {
        assert!(!boundary.rings.is_empty(), "{} has no ring", boundary.id);
        for ring in &boundary.rings {
            assert!(
                ring.len() >= 4 && ring.first() == ring.last(),
                "{} of {}: {ring:?}",
                boundary.id,
                boundary.file
            );
            let on_earth =
                |p: &[f64; 2]| (-180.0..=180.0).contains(&p[0]) && (-90.0..=90.0).contains(&p[1]);
            assert!(
                ring.iter().all(on_earth),
                "{} of {}",
                boundary.id,
                boundary.file
            );
        }
    }
}

#[test]
fn the_index_round_trips() {
    let bytes = &file("index").bytes;
    let index: Index = unpack(Kind::Index, bytes).expect("an index");
    assert_eq!(index, COMPILED.index);
    assert_eq!(&pack(Kind::Index, &index), bytes);
    let written: HashSet<String> = COMPILED
        .files
        .iter()
        .map(|file| format!("data/{}", file.name))
        .collect();
    assert_eq!(written.len(), COMPILED.files.len());
    for name in index
        .parts
        .iter()
        .chain([&index.counties, &index.land_full])
        .chain(&index.towns)
    {
        assert!(
            written.contains(name),
            "{name} is in the index, but not written"
        );
    }
}

#[test]
fn every_place_has_its_chain_of_parents() {
    let mut wrong = Vec::new();
    for place in places() {
        let above: Vec<&Place> = LOADED
            .atlas
            .parents(place)
            .map(|(_, parent)| parent)
            .collect();
        assert_eq!(
            above.len(),
            place.parents.len(),
            "{}: a parent that is no place",
            place.id
        );
        let chain: Vec<&Place> = [place].into_iter().chain(above).collect();
        // A town may lie in the area of a city that is a county too: Horsforth in Leeds.
        let is_above = |upper: &Place, lower: &Place| {
            upper.level < lower.level
                || (upper.level == lower.level && upper.shape.is_some() && lower.shape.is_none())
        };
        let rises = chain.windows(2).all(|pair| is_above(pair[1], pair[0]));
        let ends = chain.last().is_some_and(|top| top.level == Level::Nation);
        if !rises || !ends || chain.iter().any(|parent| parent.plane != place.plane) {
            let named: Vec<String> = chain
                .iter()
                .map(|p| format!("{} ({})", p.id, p.level.code()))
                .collect();
            wrong.push(named.join(" under "));
        }
    }
    assert!(wrong.is_empty(), "{}", lines(&wrong));
}

/// Towns within a kilometre of a county's border, where a coarse boundary can put them on the
/// other side of it, and the county that each lies in.
#[test]
fn a_town_near_a_border_lies_in_its_own_county() {
    let truth = [
        ("fr-idf-bagnolet", "fr-idf-seine-saint-denis"),
        ("fr-idf-ivry-sur-seine", "fr-idf-val-de-marne"),
        ("fr-idf-malakoff", "fr-idf-hauts-de-seine"),
        ("fr-idf-montreuil", "fr-idf-seine-saint-denis"),
        ("gb-eng-otley", "gb-eng-leeds"),
        ("us-ca-benicia", "us-ca-solano-county"),
        ("us-ca-davis", "us-ca-yolo-county"),
        ("us-ca-los-alamitos", "us-ca-orange-county"),
        ("us-ma-brookline", "us-ma-norfolk-county"),
        ("us-md-takoma-park", "us-md-montgomery-county"),
        ("us-nj-north-bergen", "us-nj-hudson-county"),
        ("us-or-corvallis", "us-or-benton-county"),
    ];
    let mut wrong = Vec::new();
    for (town, county) in truth {
        let place = LOADED
            .atlas
            .find(town)
            .and_then(|number| LOADED.atlas.get(number));
        let place = place.unwrap_or_else(|| panic!("{town} is no place"));
        let nearest = LOADED
            .atlas
            .parents(place)
            .next()
            .map(|(_, parent)| parent.id.as_str());
        if nearest != Some(county) {
            wrong.push(format!(
                "{town} lies in {county}, not in {}",
                nearest.unwrap_or("nothing")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "write the county as `parent`, and why the point lies outside:\n{}",
        lines(&wrong)
    );
}

#[test]
fn every_place_is_on_the_sheet() {
    for place in places() {
        let (x, y) = point_of(place);
        assert!(
            place.plane.extent().contains(x, y),
            "{} at {x} km, {y} km of {:?}",
            place.id,
            place.plane
        );
    }
}

/// Nations with regions are drawn as these.
fn is_divided(nation: &Place) -> bool {
    static DIVIDED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let regions = GEODATA
            .boundaries
            .iter()
            .filter(|boundary| boundary.level() == Some(Level::Region));
        regions
            .filter_map(|region| region.properties.parent.as_deref())
            .collect()
    });
    nation
        .shape
        .as_deref()
        .is_some_and(|shape| DIVIDED.contains(shape))
}

#[test]
fn every_area_has_its_shape() {
    let mut drawn: HashMap<&str, usize> = HashMap::new();
    for shapes in [&LOADED.land, &LOADED.land_full] {
        for id in shapes
            .shapes
            .iter()
            .map(|shape| shape.id.as_str())
            .filter(|id| !id.is_empty())
        {
            *drawn.entry(id).or_default() += 1;
        }
    }
    let in_counties: HashSet<&str> = LOADED
        .counties
        .shapes
        .iter()
        .map(|shape| shape.id.as_str())
        .collect();
    let mut without = Vec::new();
    for place in places().iter().filter(|place| !is_divided(place)) {
        let Some(shape) = place.shape.as_deref() else {
            continue;
        };
        // At both levels of detail, or in the counties.
        if drawn.get(shape) != Some(&2) && !in_counties.contains(shape) {
            without.push(format!("{} ({shape})", place.id));
        }
    }
    assert!(without.is_empty(), "no shape for {without:?}");

    let shapes: HashSet<&str> = places()
        .iter()
        .filter_map(|place| place.shape.as_deref())
        .collect();
    for id in drawn.keys().chain(&in_counties) {
        // A further area of a place, such as a city's second county, leads to it by its id.
        let is_some_places = shapes.contains(id) || LOADED.atlas.find(id).is_some();
        assert!(is_some_places, "the shape {id} is no place's");
    }
    assert!(
        in_counties.len() > 3_500 && drawn.len() > 1_300,
        "{} {}",
        in_counties.len(),
        drawn.len()
    );
}

#[test]
fn every_ring_of_every_shape_is_closed() {
    for shapes in [&LOADED.land, &LOADED.land_full, &LOADED.counties] {
        for shape in &shapes.shapes {
            for ring in shapes.rings(shape) {
                assert!(
                    ring.len() >= 3 && ring.first() == ring.last(),
                    "{} {ring:?}",
                    shape.id
                );
            }
        }
    }
}

#[test]
fn every_area_holds_its_pole_alone() {
    let mut wrong = Vec::new();
    for place in places() {
        let Some(shape) = place.shape.as_deref() else {
            continue;
        };
        let is_county = LOADED.counties.position(shape).is_some();
        let shapes = if is_county {
            &LOADED.counties
        } else {
            &LOADED.land_full
        };
        let holders = holders(shapes, place, point_of(place));
        // A divided nation's lies in one of its regions.
        let right = match holders[..] {
            [_] if is_divided(place) => holders.iter().all(|id| {
                LOADED
                    .atlas
                    .find(id)
                    .and_then(|n| LOADED.atlas.get(n))
                    .is_some_and(|region| {
                        LOADED
                            .atlas
                            .parents(region)
                            .any(|(_, parent)| parent.id == place.id)
                    })
            }),
            // A town's own point may lie in any of its areas.
            [only] => only == shape || LOADED.atlas.find(only) == LOADED.atlas.find(&place.id),
            _ => false,
        };
        if !right {
            wrong.push(format!(
                "{} ({shape}): its pole lies in {holders:?}",
                place.id
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} poles:\n{}",
        wrong.len(),
        lines(&wrong)
    );
}

#[test]
fn every_disputed_area_is_drawn_once_with_one_parent() {
    let stated: BTreeSet<&str> = GEODATA
        .boundaries
        .iter()
        .filter(|b| b.properties.dispute.is_some())
        .map(|b| b.id.as_str())
        .collect();
    assert_eq!(stated, DISPUTED.map(|(id, _)| id).into_iter().collect());
    for (id, state) in DISPUTED {
        let boundaries: Vec<&Boundary> = GEODATA
            .boundaries
            .iter()
            .filter(|boundary| boundary.id == id)
            .collect();
        let [boundary] = boundaries[..] else {
            panic!("{id} is drawn {} times", boundaries.len())
        };
        assert_eq!(boundary.properties.parent.as_deref(), Some(state), "{id}");
        assert!(
            boundary.properties.names.len() > 1,
            "{id} has both sides' names"
        );

        let number = LOADED
            .atlas
            .find(id)
            .unwrap_or_else(|| panic!("{id} is no place"));
        let place = LOADED.atlas.get(number).expect("just found");
        assert!(!place.dispute.is_empty(), "{id} says what is disputed");
        let above: Vec<&str> = LOADED
            .atlas
            .parents(place)
            .map(|(_, parent)| parent.id.as_str())
            .collect();
        assert_eq!(above, [state], "{id}");
        for shapes in [&LOADED.land, &LOADED.land_full] {
            assert_eq!(
                shapes.shapes.iter().filter(|shape| shape.id == id).count(),
                1,
                "{id}"
            );
            assert_eq!(holders(shapes, place, point_of(place)), [id]);
        }
    }
}

/// The line that runs between a disputed area and the rest of its state is dashed.
#[test]
fn disputed_lines_are_dashed() {
    for (role, land) in &LOADED.encoded {
        for id in ["cy-north", "md-sn", "rs-km", "ua-43"] {
            let shape = land
                .shapes
                .iter()
                .find(|shape| shape.id == id)
                .unwrap_or_else(|| panic!("{id} in {role}"));
            let arcs = shape
                .rings
                .iter()
                .flatten()
                .map(|&n| (if n >= 0 { n } else { -1 - n }) as usize);
            let dashed = arcs
                .filter(|&arc| land.arcs[arc].rank == ArcRank::Disputed)
                .count();
            assert!(dashed > 0, "no disputed arc around {id} in {role}");
        }
    }
}

#[test]
fn every_record_is_in_the_part_that_its_place_names() {
    let parts: HashMap<String, RecordPart> = files("records")
        .into_iter()
        .map(|file| {
            (
                format!("data/{}", file.name),
                unpack(Kind::Records, &file.bytes).expect("a part"),
            )
        })
        .collect();
    let index = &LOADED.atlas.index;
    let records: HashMap<&str, _> = GEODATA
        .jurisdictions
        .iter()
        .map(|j| (j.id.as_str(), &j.record))
        .collect();
    let mut found = 0;
    for place in places() {
        let Some(part) = place.part else { continue };
        let part = &parts[&index.parts[usize::from(part)]];
        let entry = part.records.iter().find(|entry| entry.id == place.id);
        let entry =
            entry.unwrap_or_else(|| panic!("{} is not in the part that it names", place.id));
        assert_eq!(&&entry.record, &records[place.id.as_str()], "{}", place.id);
        let record = &entry.record;
        let counted = (
            usize::from(place.policies),
            usize::from(place.listings),
            usize::from(place.events),
        );
        assert_eq!(
            counted,
            (
                record.policies.len(),
                record.listings.len(),
                record.events.len()
            ),
            "{}",
            place.id
        );
        let cited = record
            .policies
            .iter()
            .flat_map(|p| &p.sources)
            .chain(record.events.iter().flat_map(|e| &e.sources));
        for source in cited
            .chain(record.listings.iter().map(|l| &l.source))
            .chain(part.lists.iter().map(|l| &l.source))
        {
            assert!(
                part.sources.iter().any(|known| &known.id == source),
                "{}: the source {source} is in another part",
                place.id
            );
        }
        for listing in &record.listings {
            assert!(
                part.lists.iter().any(|known| known.id == listing.list),
                "{}: {}",
                place.id,
                listing.list
            );
        }
        found += 1;
    }
    assert_eq!(found, GEODATA.jurisdictions.len());
}

/// What decides the state of a record and of everything above it.
fn chain_of(id: &str) -> Vec<Tenures> {
    let lists: HashMap<&str, &List> = GEODATA.lists.iter().map(|l| (l.id.as_str(), l)).collect();
    let tenures = |place: &Place| {
        let jurisdiction = GEODATA.jurisdictions.iter().find(|j| j.id == place.id);
        jurisdiction.map_or_else(Tenures::default, |j| {
            j.record
                .tenures(|listing| listing.since(lists.get(listing.list.as_str()).copied()))
        })
    };
    let number = LOADED
        .atlas
        .find(id)
        .unwrap_or_else(|| panic!("no place {id}"));
    let place = LOADED.atlas.get(number).expect("a place");
    std::iter::once(tenures(place))
        .chain(LOADED.atlas.parents(place).map(|(_, above)| tenures(above)))
        .collect()
}

fn state_on(id: &str, date: &str) -> State {
    let chain = chain_of(id);
    let chain: Vec<&Tenures> = chain.iter().collect();
    state_at(&chain, date.parse().expect("a date"), today())
}

/// Real histories: place, date, finding, how sure, what the law above does.
#[test]
fn states_of_known_histories() {
    use Certainty::{Perhaps, Yes};
    use EffectKind::{Covered, Mandated, Overridden};
    use Finding::{ListedOnly, Model as Is, NoRecord};
    use Model::{AccessToServices, Former, LimitsCooperation, MandatesCooperation, Welcome};
    #[rustfmt::skip]
    let histories = [
        // The TRUST Act of 2013 was followed by SB 54, signed in October 2017, in effect in 2018.
        ("us-ca", "2012-12-31", NoRecord, Yes, None),
        ("us-ca", "2018-01-01", Is(LimitsCooperation), Yes, None),
        ("us-ca", "2018-12-01", Is(LimitsCooperation), Yes, None),
        // SB 4 was signed in May 2017 and took effect on 1 September, all but what a court had stopped.
        ("us-tx", "2017-08-31", NoRecord, Yes, None),
        ("us-tx", "2017-09-01", Is(MandatesCooperation), Yes, None),
        ("us-tx-travis-county", "2017-06-01", Is(LimitsCooperation), Yes, None),
        ("us-tx-travis-county", "2017-09-01", Is(Former), Yes, Some(Mandated)),
        ("us-tx-el-cenizo", "2010", Is(LimitsCooperation), Yes, None),
        ("us-tx-el-cenizo", "2018", Is(Former), Yes, Some(Mandated)),
        ("us-tx-austin", "2018-06-13", Is(LimitsCooperation), Perhaps, Some(Overridden)),
        ("us-tx-austin", "2018-06-14", Is(LimitsCooperation), Yes, Some(Overridden)),
        // Illinois: the TRUST Act covers those without a policy; only its year is on file.
        ("us-il", "2016-12-31", NoRecord, Yes, None),
        ("us-il", "2017-06-01", Is(LimitsCooperation), Perhaps, None),
        ("us-il", "2018", Is(LimitsCooperation), Yes, None),
        ("us-il-chicago", "1980", NoRecord, Yes, None),
        // Cook County's ordinance of 2011 came before the city's.
        ("us-il-chicago", "2011-12-31", NoRecord, Yes, Some(Covered)),
        ("us-il-chicago", "2013", Is(LimitsCooperation), Yes, None),
        // Miami-Dade: a resolution of December 2013, an order of January 2017 that ended it.
        ("us-fl-miami-dade-county", "2014", Is(LimitsCooperation), Yes, None),
        ("us-fl-miami-dade-county", "2017-02-01", Is(Former), Yes, None),
        ("us-fl-miami-dade-county", "2020", Is(Former), Yes, Some(Mandated)),
        // Toronto: council on 21 February 2013. A present practice without a date may be older.
        ("ca-on-toronto", "2005", Is(AccessToServices), Perhaps, None),
        ("ca-on-toronto", "2013-02-21", Is(AccessToServices), Yes, None),
        // Sheffield: the council's pledge of 18 June 2007. Its award has no date on file.
        ("gb-eng-sheffield", "2007-06-17", Is(Welcome), Perhaps, None),
        ("gb-eng-sheffield", "2007-06-18", Is(Welcome), Yes, None),
        ("gb-eng-sheffield", "2024", Is(Welcome), Yes, None),
        // Weston-super-Mare: decided in March 2025, rescinded in September. An undated list names it.
        ("gb-eng-weston-super-mare", "2025-03-23", ListedOnly, Perhaps, None),
        ("gb-eng-weston-super-mare", "2025-06-01", Is(Welcome), Yes, None),
        ("gb-eng-weston-super-mare", "2025-09-22", Is(Former), Yes, None),
        // Denver: the ordinance of 28 August 2017; a jail practice came before it.
        ("us-co-denver", "2013", NoRecord, Yes, None),
        ("us-co-denver", "2016", Is(LimitsCooperation), Perhaps, None),
        ("us-co-denver", "2017-08-28", Is(LimitsCooperation), Yes, None),
    ];
    let mut wrong = Vec::new();
    for (id, date, finding, certainty, effect) in histories {
        let state = state_on(id, date);
        let given = (state.finding, state.certainty, state.effect.kind());
        if given != (finding, certainty, effect) {
            wrong.push(format!("{id} on {date}: {given:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", lines(&wrong));
}

#[test]
fn a_county_without_a_policy_is_covered_by_its_state() {
    let state = state_on("us-or-lake-county", "2020");
    assert_eq!(state.finding, Finding::NoRecord);
    assert_eq!(state.effect.kind(), Some(EffectKind::Covered), "{state:?}");
    let above = state.effect.above().expect("a policy of Oregon");
    assert_eq!((above.level, above.certainty), (1, Certainty::Yes));
}

#[test]
fn the_state_today_is_the_model_of_the_record() {
    let mut other = Vec::new();
    for place in places().iter().filter(|place| place.has_record()) {
        let state = state_on(&place.id, &today().to_string());
        if state.finding != place.finding() {
            other.push(format!(
                "{}: {:?}, by its policies {:?} ({:?})",
                place.id,
                place.finding(),
                state.finding,
                state.certainty
            ));
        }
    }
    assert!(other.is_empty(), "{}:\n{}", other.len(), lines(&other));
}

/// What `cargo xtask bench --scale` shows is the same land in more pieces.
#[test]
fn areas_cut_into_pieces_cover_what_they_covered() {
    let cut = compile_subdivided(&folder(), today(), 3).expect("the record compiles in pieces");
    let file = cut.files.iter().find(|file| file.role == "counties");
    let counties: CountyFile =
        unpack(Kind::Counties, &file.expect("counties").bytes).expect("counties");
    let pieces = Shapes::decode(&counties.shapes).expect("pieces decode");
    let sizes = |shapes: &Shapes| {
        let mut sizes: HashMap<String, f64> = HashMap::new();
        for shape in &shapes.shapes {
            let rings = shapes.rings(shape);
            let doubled = rings.iter().flat_map(|ring| ring.windows(2)).map(|edge| {
                let [(xa, ya), (xb, yb)] = [edge[0], edge[1]];
                f64::from(xa) * f64::from(yb) - f64::from(xb) * f64::from(ya)
            });
            *sizes.entry(shape.id.clone()).or_default() += doubled.sum::<f64>() / 2.0;
        }
        sizes
    };
    let (whole, cut) = (sizes(&LOADED.counties), sizes(&pieces));
    assert!(pieces.shapes.len() >= 3 * LOADED.counties.shapes.len());
    assert_eq!(whole.len(), cut.len());
    for (id, size) in whole {
        let in_pieces = cut[&id];
        assert!(
            (in_pieces - size).abs() <= size.abs() * 0.002 + 0.5,
            "{id}: {size} square kilometres, {in_pieces} in pieces"
        );
    }
}
