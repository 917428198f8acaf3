//! The real record through every lens, filter and date.

#![cfg(feature = "build")]

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::LazyLock,
};

use sanctuary_atlas::{
    data::{Atlas, Geodata, Index, Kind, ListFile, Place, TenureFile, compile, unpack},
    domain::{
        self, Basis, CarriedOut, Certainty, Confidence, Finding, Level, Model, PartialDate,
        Provision, Provisions, state_at,
    },
    explore::{
        Class, Classes, Facet, Filters, Lens, ProvidedByPlace, Question, Record, TenuresByPlace,
        bodies_of, bodies_without, classify, histogram, similar,
    },
};

struct Loaded {
    atlas: Atlas,
    tenures: TenuresByPlace,
    lists: ListFile,
    geodata: Geodata,
}

static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let compiled =
        compile(&folder, date("2026-11-24")).unwrap_or_else(|faults| panic!("{faults:?}"));
    let bytes = |role: &str| {
        let file = compiled.files.iter().find(|file| file.role == role);
        file.unwrap_or_else(|| panic!("no file {role}"))
            .bytes
            .as_slice()
    };
    let index: Index = unpack(Kind::Index, bytes("index")).expect("index");
    let tenures: TenureFile = unpack(Kind::Tenures, bytes("tenures")).expect("tenures");
    Loaded {
        atlas: Atlas::new(index),
        tenures: tenures.places.into_iter().collect(),
        lists: unpack(Kind::Lists, bytes("lists")).expect("lists"),
        geodata: compiled.geodata,
    }
});

fn date(text: &str) -> PartialDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is no date"))
}

fn ask(lens: Lens, at: Option<&str>, filters: &Filters) -> Classes {
    let record = Record {
        atlas: &LOADED.atlas,
        tenures: Some(&LOADED.tenures),
        lists: Some(&LOADED.lists),
    };
    let question = Question {
        lens: &lens,
        date: at.map(date),
        filters,
    };
    classify(record, question)
}

fn all(lens: Lens, at: Option<&str>) -> Classes {
    ask(lens, at, &Filters::default())
}

fn choosing(facets: impl IntoIterator<Item = Facet>) -> Filters {
    let mut filters = Filters::default();
    facets.into_iter().for_each(|facet| filters.toggle(facet));
    filters
}

fn number(id: &str) -> u32 {
    LOADED.atlas.find(id).unwrap_or_else(|| panic!("no {id}"))
}

fn place(number: u32) -> &'static Place {
    LOADED.atlas.get(number).expect("a place")
}

fn records() -> impl Iterator<Item = (u32, &'static domain::Record)> {
    let known = LOADED.geodata.jurisdictions.iter();
    known.map(|jurisdiction| (number(&jurisdiction.id), &jurisdiction.record))
}

#[test]
fn the_usual_map_is_that_of_the_index() {
    let usual = all(Lens::Model, None);
    let by_policies = ask(Lens::Model, None, &choosing([]));
    assert_eq!(usual, by_policies);
    let today = all(Lens::Model, Some("2026-11-24"));
    for (number, _) in records() {
        let (given, known) = (usual.of(number), place(number));
        assert_eq!(given.class, Class::Finding(known.finding()), "{}", known.id);
        let same = today.of(number);
        assert_eq!(
            (given.class, given.is_shown),
            (same.class, same.is_shown),
            "{}",
            known.id
        );
        assert_eq!(
            given.is_sure,
            same.is_sure || same.class.is_nothing(),
            "{}",
            known.id
        );
    }
    let counts = LOADED.atlas.counts();
    for finding in Finding::ALL.into_iter().filter(|&f| f != Finding::NoRecord) {
        let count = usual.count(Class::Finding(finding)) as usize;
        assert_eq!(count, counts[finding.position()], "{finding:?}");
    }
    assert_eq!(usual.shown, usual.all);
    assert_eq!(usual.shown_places().count(), usual.shown as usize);
}

#[test]
fn the_map_of_a_date_is_that_of_the_policies_then() {
    let first = all(Lens::Model, Some("1971-12-31"));
    let shown: Vec<&str> = first
        .shown_places()
        .map(|(n, _)| place(n).id.as_str())
        .collect();
    assert!(shown.contains(&"us-ca-berkeley"), "{shown:?}");
    assert!(
        all(Lens::Model, Some("1971-11-07"))
            .of(number("us-ca-berkeley"))
            .class
            .is_nothing()
    );
    let mut before = 0;
    for year in ["1971", "1985", "2000", "2014", "2017", "2020", "2026"] {
        let at = format!("{year}-06-30");
        let then = all(Lens::Model, Some(&at));
        assert!(
            then.all >= before,
            "{year}: records only begin, former ones stay"
        );
        before = then.all;
        for (number, record) in records() {
            let tenures = record.tenures(|listing| {
                let list = LOADED
                    .geodata
                    .lists
                    .iter()
                    .find(|list| list.id == listing.list);
                listing.since(list)
            });
            let state = state_at(&[&tenures], date(&at), date("2026-11-24"));
            let placed = then.of(number);
            assert_eq!(
                placed.finding,
                state.finding,
                "{} in {year}",
                place(number).id
            );
            assert_eq!(
                placed.is_sure,
                state.certainty == Certainty::Yes,
                "{} in {year}",
                place(number).id
            );
        }
    }
    // A policy known only to the year is not sure within it.
    let (year, place) = records()
        .find_map(|(number, record)| {
            let [policy] = record.policies.as_slice() else {
                return None;
            };
            let start = policy.effective.or(policy.adopted)?;
            let model = policy.model_in(record.model)?;
            (start.month().is_none() && model != Model::Former && policy.ended.is_none())
                .then_some((start.year(), number))
        })
        .expect("a policy known to the year");
    let (then, later) = (
        all(Lens::Model, Some(&format!("{year}-05"))),
        all(Lens::Model, Some(&format!("{year}-12-31"))),
    );
    assert!(!then.of(place).is_sure);
    assert!(matches!(
        later.of(place).class,
        Class::Finding(Finding::Model(_))
    ));
}

#[test]
fn the_lens_of_a_list_shows_whom_it_names() {
    for list in &LOADED.lists.lists {
        let classes = all(Lens::List(list.list.id.clone()), None);
        assert!(!classes.is_unknown_list && !classes.is_pending);
        let named = [Class::Named, Class::Disputed, Class::Dropped];
        let members: HashSet<u32> = list.members.iter().map(|(place, _)| *place).collect();
        for (number, _) in records() {
            let class = classes.of(number).class;
            let is_named = named.contains(&class);
            let id = &place(number).id;
            assert_eq!(
                is_named,
                members.contains(&number) && !class.is_nothing(),
                "{}: {id}",
                list.list.id
            );
            if class == Class::NotNamed {
                let like = |member: &u32| place(*member).level == place(number).level;
                assert!(
                    members.iter().any(like),
                    "{} cannot cover {id}",
                    list.list.id
                );
            }
        }
    }
    let unknown = all(Lens::List("no-such-list".into()), None);
    assert!(unknown.is_unknown_list && unknown.count(Class::Named) == 0);
    // Before its date a list says nothing.
    let early = all(Lens::List("doj-2025-08-05".into()), Some("2025-08-04"));
    let counts: Vec<(Class, u32)> = early
        .counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .collect();
    assert!(
        matches!(counts.as_slice(), [(Class::Other, _)]),
        "{counts:?}"
    );
}

#[test]
fn a_list_of_states_does_not_cover_towns() {
    let classes = all(Lens::List("ilrc-2024".into()), None);
    assert_eq!(classes.count(Class::Named), 5);
    assert_eq!(classes.of(number("us-tx")).class, Class::NotNamed);
    assert_eq!(classes.of(number("us-il-chicago")).class, Class::Other);
    assert_eq!(classes.of(number("gb-sct-glasgow")).class, Class::Other);
}

#[test]
fn bodies_are_counted_once() {
    let classes = all(Lens::Agreement, None);
    for (number, record) in records() {
        let publishers: HashSet<&str> = record
            .listings
            .iter()
            .filter(|listing| listing.dropped.is_none())
            .filter_map(|listing| LOADED.lists.find(&listing.list))
            .map(|of| of.list.publisher.as_str())
            .collect();
        let class = classes.of(number).class;
        match publishers.len() {
            0 => assert!(!matches!(class, Class::Bodies(_)), "{}", place(number).id),
            many => assert_eq!(
                class,
                Class::Bodies(many.min(4) as u8),
                "{}",
                place(number).id
            ),
        }
    }
}

#[test]
fn bodies_either_name_a_place_or_could() {
    let (lists, today) = (&LOADED.lists, LOADED.atlas.index.date);
    let mut disagreed = 0;
    for (number, _) in records() {
        let named_by: HashSet<&str> = bodies_of(lists, number, today, today).into_iter().collect();
        let without = bodies_without(lists, &LOADED.atlas, number, today, today);
        let once: HashSet<&str> = without.iter().copied().collect();
        assert_eq!(once.len(), without.len(), "{}", place(number).id);
        assert!(named_by.is_disjoint(&once), "{}", place(number).id);
        disagreed += usize::from(!named_by.is_empty() && !without.is_empty());
    }
    assert!(disagreed > 100, "{disagreed} places on which bodies differ");
    // Lists of states alone say nothing of a town, British networks nothing of an American one.
    let chicago = bodies_without(lists, &LOADED.atlas, number("us-il-chicago"), today, today);
    let texas = bodies_without(lists, &LOADED.atlas, number("us-tx"), today, today);
    let states_only = &lists.find("ilrc-2024").expect("a list").list.publisher;
    assert!(texas.contains(&states_only.as_str()), "{texas:?}");
    assert!(!chicago.contains(&"City of Sanctuary UK"), "{chicago:?}");
    // Before there were lists, nobody could differ.
    let early = bodies_without(lists, &LOADED.atlas, number("us-tx"), date("1975"), today);
    assert!(early.is_empty(), "{early:?}");
}

#[test]
fn provisions_are_those_of_the_record() {
    let count = all(Lens::Provisions, None);
    for &provision in Provision::ALL {
        let classes = all(Lens::Provision(provision), None);
        for (number, record) in records() {
            let placed = classes.of(number);
            let has = record
                .policies
                .iter()
                .any(|policy| policy.provisions.contains(&provision));
            match placed.class {
                Class::Provided => assert!(has && placed.provisions.has(provision)),
                Class::ProvidedBefore => assert!(has && !placed.provisions.has(provision)),
                Class::NotProvided => assert!(!placed.provisions.has(provision)),
                _ => {}
            }
        }
    }
    for (number, placed) in count.shown_places() {
        if let Class::Provisions(_) = placed.class {
            let expected = Class::of_provisions(placed.provisions.len());
            assert_eq!(placed.class, expected, "{}", place(number).id);
        }
    }
}

#[test]
fn what_is_carried_out_and_since_when_is_that_of_the_record() {
    let (carried, since) = (all(Lens::CarriedOut, None), all(Lens::Since, None));
    let basis = all(Lens::Basis, None);
    for (number, record) in records() {
        let id = &place(number).id;
        if let Class::CarriedOut(class) = carried.of(number).class {
            let known: HashSet<CarriedOut> =
                record.policies.iter().map(|p| p.carried_out).collect();
            let is_there =
                known.contains(&class) || (class == CarriedOut::Partly && known.len() > 1);
            assert!(is_there, "{id}: {class:?} of {known:?}");
        }
        if let Class::Since(_) = since.of(number).class {
            let starts = record
                .policies
                .iter()
                .filter_map(|p| p.effective.or(p.adopted));
            let years: Vec<Class> = starts.map(|start| Class::of_year(start.year())).collect();
            assert!(years.contains(&since.of(number).class), "{id}");
        }
        let expected = match (basis.of(number).finding, record.basis) {
            (Finding::Model(Model::Former) | Finding::ListedOnly, _) => Class::Other,
            (Finding::NoRecord, _) => Class::Finding(Finding::NoRecord),
            (_, written) => Class::Basis(written.unwrap_or(Basis::Unclear)),
        };
        let given = basis.of(number).class;
        // Of several policies the strongest basis counts.
        let is_stronger = matches!((given, expected), (Class::Basis(a), Class::Basis(b)) if a <= b)
            || matches!(given, Class::Basis(_)) && record.policies.len() > 1
            || record
                .policies
                .iter()
                .any(|p| p.instrument == domain::Instrument::Practice);
        assert!(
            given == expected || is_stronger,
            "{id}: {given:?}, not {expected:?}"
        );
    }
}

#[test]
fn each_filter_shows_what_it_says() {
    let all_shown = all(Lens::Model, None).shown;
    type Check = fn(u32, &domain::Record, &Facet) -> bool;
    let check: Check = |number, record, facet| match facet {
        Facet::Model(finding) => place(number).finding() == *finding,
        Facet::Basis(_) => record.model.is_some(),
        Facet::Provision(provision) => record
            .policies
            .iter()
            .any(|policy| policy.provisions.contains(provision)),
        Facet::Level(level) => place(number).level == *level,
        Facet::Nation(nation) => place(number).id.starts_with(nation.as_str()),
        Facet::Confidence(confidence) => record.confidence == *confidence,
        Facet::Class(_) => false,
    };
    let of_findings = Finding::ALL.into_iter().filter(|&f| f != Finding::NoRecord);
    let groups: Vec<Vec<Facet>> = vec![
        of_findings.map(Facet::Model).collect(),
        Level::ALL.iter().copied().map(Facet::Level).collect(),
        Confidence::ALL
            .iter()
            .copied()
            .map(Facet::Confidence)
            .collect(),
        ["us", "gb", "de", "ca"]
            .map(|nation| Facet::Nation(nation.to_owned()))
            .into(),
        Provision::ALL
            .iter()
            .copied()
            .map(Facet::Provision)
            .collect(),
        Basis::ALL.iter().copied().map(Facet::Basis).collect(),
    ];
    let by_number: HashMap<u32, &domain::Record> = records().collect();
    for (group_number, group) in groups.iter().enumerate() {
        let mut sum = 0;
        for facet in group {
            let classes = ask(Lens::Model, None, &choosing([facet.clone()]));
            for (number, _) in classes.shown_places() {
                let record = by_number[&number];
                assert!(
                    check(number, record, facet),
                    "{facet:?}: {}",
                    place(number).id
                );
            }
            sum += classes.shown;
            assert!(classes.shown <= all_shown);
        }
        assert!(sum > 0, "{group:?}");
        // Of some groups each place is in exactly one.
        if group_number < 3 {
            assert_eq!(sum, all_shown, "{group:?}");
        }
        let together = ask(Lens::Model, None, &choosing(group.iter().take(2).cloned()));
        let one = ask(Lens::Model, None, &choosing(group.first().cloned()));
        assert!(together.shown >= one.shown, "one of the choices suffices");
    }
    let both = choosing([Facet::Nation("us".into()), Facet::Level(Level::Region)]);
    let states = ask(Lens::Since, None, &both);
    assert!(states.shown > 20 && states.shown < 52, "{}", states.shown);
}

#[test]
fn the_legend_counts_what_it_would_show() {
    for lens in [
        Lens::Model,
        Lens::Since,
        Lens::List("dhs-2025-05-29".into()),
    ] {
        let rest = choosing([Facet::Nation("us".into())]);
        let before = ask(lens.clone(), None, &rest);
        for class in lens
            .classes()
            .into_iter()
            .filter(|&class| class != Class::Other)
        {
            let mut filters = rest.clone();
            filters.toggle(Facet::of_class(class));
            let chosen = ask(lens.clone(), None, &filters);
            assert_eq!(chosen.shown, before.count(class), "{class:?}");
            assert_eq!(
                chosen.counts, before.counts,
                "choosing does not change the legend"
            );
        }
    }
}

#[test]
fn words_find_places_by_their_names_and_what_lies_above() {
    let find = |text: &str| {
        let mut filters = Filters::default();
        filters.look_for(text);
        let classes = ask(Lens::Model, None, &filters);
        classes
            .shown_places()
            .map(|(n, _)| place(n).id.clone())
            .collect::<Vec<_>>()
    };
    assert!(find("cook illin").contains(&"us-il-cook-county".to_owned()));
    assert!(find("LÉON").iter().any(|id| id.starts_with("es-")));
    assert!(find("no such town").is_empty());
    assert_eq!(find("  ").len(), all(Lens::Model, None).shown as usize);
}

#[test]
fn while_files_are_missing_the_usual_map_stays() {
    let record = Record {
        atlas: &LOADED.atlas,
        tenures: None,
        lists: None,
    };
    let filters = choosing([
        Facet::Level(Level::County),
        Facet::Confidence(Confidence::High),
    ]);
    let question = Question {
        lens: &Lens::Agreement,
        date: Some(date("2017")),
        filters: &filters,
    };
    let classes = classify(record, question);
    assert!(classes.is_pending && classes.lens == Lens::Model && classes.date.is_none());
    let counties = ask(Lens::Model, None, &choosing([Facet::Level(Level::County)]));
    assert_eq!(classes.shown, counties.shown);
}

#[test]
fn the_histogram_counts_every_dated_policy() {
    let counted = histogram(&LOADED.tenures, |_| true, 1971, 2026);
    let policies: Vec<_> = LOADED
        .tenures
        .values()
        .flat_map(|tenures| &tenures.policies)
        .filter(|policy| policy.model.is_some_and(|model| model != Model::Former))
        .collect();
    let begun: u32 = counted.years.iter().map(|year| year.begun).sum();
    let dated = policies
        .iter()
        .filter(|policy| policy.start.is_some())
        .count();
    assert_eq!(begun as usize, dated);
    assert_eq!(counted.undated as usize, policies.len() - dated);
    let ended: u32 = counted.years.iter().map(|year| year.ended).sum();
    assert_eq!(
        ended as usize,
        policies
            .iter()
            .filter(|policy| policy.end.is_some())
            .count()
    );
    assert_eq!(counted.years.len(), 56);
    assert!(counted.most() > 100, "{}", counted.most());
    let none = histogram(&LOADED.tenures, |_| false, 1971, 2026);
    assert_eq!((none.most(), none.undated), (0, 0));
}

#[test]
fn similar_places_have_most_provisions_in_common() {
    let atlas = &LOADED.atlas;
    let today = atlas.index.date;
    let provisions = |place| {
        let policies = LOADED
            .tenures
            .get(&place)
            .map(|tenures| tenures.policies.as_slice())
            .unwrap_or_default();
        let held = policies
            .iter()
            .filter(|policy| policy.holds(today, today).certainty > Certainty::No);
        held.fold(Provisions::NONE, |all, policy| all.with(policy.provisions))
    };
    let provided = ProvidedByPlace::at(&LOADED.tenures, today, today);
    let mut with_similar = 0;
    for (&place, _) in LOADED.tenures.iter().step_by(7) {
        let found = similar(atlas, &provided, place, 5);
        with_similar += usize::from(!found.is_empty());
        for one in &found {
            assert_ne!(one.place, place);
            let (own, other) = (provisions(place), provisions(one.place));
            let shared = own.iter().filter(|provision| other.has(*provision)).count();
            assert_eq!((one.shared, one.either), (shared, own.with(other).len()));
            assert!(one.shared >= 2 && 2 * one.shared >= one.either);
        }
        assert!(found.is_sorted_by_key(|one| std::cmp::Reverse(1000 * one.shared / one.either)));
    }
    assert!(with_similar > 30, "{with_similar}");
    let chicago = atlas.find("us-il-chicago").expect("Chicago");
    let early = ProvidedByPlace::at(&LOADED.tenures, date("1972"), today);
    // Before it had any policy, it was like no other place.
    assert!(similar(atlas, &early, chicago, 5).is_empty());
}
