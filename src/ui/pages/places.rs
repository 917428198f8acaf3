//! All places on file, by nation and region: the map as a list, for whoever has no map.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{Desk, markup::element};
use crate::{
    data::{Place, PlaceIndex, fold},
    domain::Level,
    state::i18n,
};

/// A place on file with what it is sorted by.
struct Entry {
    id: String,
    name: String,
    finding: &'static str,
}

pub fn page(desk: &Desk) -> Vec<AnyView> {
    let i18n = desk.i18n;
    let tag = desk.language().tag();
    // Nation and region by number, in the order of the atlas; the rest by name.
    let mut nations: BTreeMap<PlaceIndex, BTreeMap<Option<PlaceIndex>, Vec<Entry>>> =
        BTreeMap::new();
    let mut names: BTreeMap<PlaceIndex, (String, String)> = BTreeMap::new();
    let mut total = 0;
    desk.state.world.with_untracked(|world| {
        let Some(atlas) = world.as_ref().map(|world| &world.atlas) else {
            return;
        };
        let mut name_of = |number: PlaceIndex| {
            if let Some(place) = atlas.get(number) {
                names.insert(number, (place.id.clone(), place.name_in(tag).to_owned()));
            }
        };
        for (number, place) in (0..).zip(&atlas.places) {
            if !place.has_record() {
                continue;
            }
            let (nation, region) = above(number, place, |number| atlas.get(number));
            name_of(nation);
            region.into_iter().for_each(&mut name_of);
            total += 1;
            let group = nations
                .entry(nation)
                .or_default()
                .entry(region)
                .or_default();
            // Nations and regions head their groups.
            if number != nation && Some(number) != region {
                group.push(Entry {
                    id: place.id.clone(),
                    name: place.name_in(tag).to_owned(),
                    finding: i18n::finding(i18n, place.finding()),
                });
            }
        }
    });
    let link = |number: PlaceIndex| match names.get(&number) {
        Some((id, name)) => element("a")
            .to(desk.state.place_link(id))
            .saying(name.clone()),
        None => ().into_any(),
    };
    let count = i18n::counted(
        i18n,
        t_string!(i18n, pages.places_1),
        t_string!(i18n, pages.places_n),
        total,
    );
    let mut body = vec![
        desk.lead(t_string!(i18n, pages.places_lead)),
        element("p").class("note").saying(count),
    ];
    for (nation, regions) in nations {
        let mut parts = vec![element("h3").holding(vec![link(nation)])];
        for (region, mut entries) in regions {
            if let Some(region) = region {
                parts.push(element("h4").holding(vec![link(region)]));
            }
            entries.sort_by_cached_key(|entry| fold(&entry.name));
            let items: Vec<AnyView> = entries.into_iter().map(|entry| item(desk, entry)).collect();
            if !items.is_empty() {
                parts.push(element("ul").class("members").holding(items));
            }
        }
        body.push(element("section").class("wide").holding(parts));
    }
    body
}

fn item(desk: &Desk, entry: Entry) -> AnyView {
    let finding = element("span")
        .class("lies-in")
        .saying(format!(" · {}", entry.finding));
    element("li").holding(vec![
        element("a")
            .to(desk.state.place_link(&entry.id))
            .saying(entry.name),
        finding,
    ])
}

/// The nation that a place lies in, itself if it is one, and the region.
fn above<'a>(
    number: PlaceIndex,
    place: &Place,
    get: impl Fn(PlaceIndex) -> Option<&'a Place>,
) -> (PlaceIndex, Option<PlaceIndex>) {
    let nation = place.parents.last().copied().unwrap_or(number);
    let is_region =
        |&number: &PlaceIndex| get(number).is_some_and(|place| place.level == Level::Region);
    let region = std::iter::once(number)
        .chain(place.parents.iter().copied())
        .find(is_region);
    (nation, region)
}
