//! One published list or network: who publishes it, what it means, what became of it, whom it names.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    Desk, lists,
    markup::{described, element, text},
    source,
};
use crate::{
    data::{ListFile, fold},
    domain::{Listing, Source},
    state::{i18n, url::TextPage},
};

pub fn page(desk: &Desk, file: &ListFile, id: &str) -> Vec<AnyView> {
    let i18n = desk.i18n;
    let all = element("a")
        .to(desk.state.text_link(TextPage::Lists))
        .saying(t_string!(i18n, pages.lists));
    let back = element("p").class("back").holding(vec![all]);
    let Some(of) = file.find(id) else {
        return vec![back];
    };
    let list = &of.list;
    let when = |date: Option<_>| date.map_or(String::new(), |date| desk.date(date));
    let facts = [
        described(
            t_string!(i18n, pages.publisher),
            list.publisher.clone(),
            true,
        ),
        described(
            t_string!(i18n, pages.side),
            i18n::side(i18n, list.side).to_owned(),
            false,
        ),
        described(t_string!(i18n, pages.date), when(list.date), false),
        described(
            t_string!(i18n, pages.withdrawn),
            when(list.withdrawn),
            false,
        ),
        described(
            t_string!(i18n, pages.named_here),
            lists::size(desk, of),
            false,
        ),
    ];
    let mut about = vec![
        element("p")
            .class("kicker")
            .saying(i18n::list_kind(i18n, list.kind)),
        element("h3").saying(t_string!(i18n, pages.means)),
        element("p")
            .class("means")
            .of_record()
            .saying(list.means.clone()),
        element("dl")
            .class("facts-list")
            .holding(facts.into_iter().flatten().collect()),
    ];
    if !list.note.is_empty() {
        about.push(
            element("p")
                .class("note")
                .of_record()
                .saying(list.note.clone()),
        );
    }
    about.push(desk.sources(std::slice::from_ref(&list.source), &file.sources));

    let mut body = vec![back, element("section").code("list").holding(about)];
    if !list.history.is_empty() {
        let events = list.history.iter().map(|event| {
            let date = event.date.map(|date| desk.date(date));
            element("li").holding(vec![
                element("strong").saying(date.unwrap_or_default()),
                text(" "),
                element("span").of_record().saying(event.summary.clone()),
                desk.sources(std::slice::from_ref(&event.source), &file.sources),
            ])
        });
        body.push(element("section").holding(vec![
            element("h3").saying(t_string!(i18n, pages.history)),
            element("ol").class("event-list").holding(events.collect()),
        ]));
    }
    body.push(members(desk, of.members.as_slice(), &file.sources));
    body
}

/// All whom it names, by nation.
fn members(desk: &Desk, members: &[(u32, Listing)], sources: &[Source]) -> AnyView {
    let i18n = desk.i18n;
    // By nation, in the order of the atlas; within it by name as one reads it.
    let mut nations: BTreeMap<u32, (String, Vec<(String, AnyView)>)> = BTreeMap::new();
    for (number, listing) in members {
        if let Some(placed) = desk.placed(*number) {
            let link = element("a").to(desk.state.place_link(&placed.id));
            let mut parts = vec![link.saying(placed.name.clone())];
            if let Some(region) = placed.region {
                let region = element("span")
                    .class("lies-in")
                    .saying(format!(", {region}"));
                parts.push(region);
            }
            parts.extend(fate(desk, listing, sources));
            let group = nations
                .entry(placed.nation)
                .or_insert((placed.nation_name, Vec::new()));
            group
                .1
                .push((fold(&placed.name), element("li").holding(parts)));
        }
    }
    let mut groups = vec![
        element("h3").saying(i18n::counted(
            i18n,
            t_string!(i18n, pages.members_1),
            t_string!(i18n, pages.members_n),
            members.len() as u32,
        )),
        element("p")
            .class("note")
            .saying(t_string!(i18n, panel.listings_note)),
    ];
    for (nation, mut named) in nations.into_values() {
        named.sort_by(|(one, _), (other, _)| one.cmp(other));
        let count = desk.number(named.len() as u32);
        groups.push(element("h4").saying(format!("{nation} ({count})")));
        let items = named.into_iter().map(|(_, item)| item).collect();
        groups.push(element("ul").class("members").holding(items));
    }
    element("section").class("wide").holding(groups)
}

/// When it was named or dropped, under which scheme, and whether the place objects.
fn fate(desk: &Desk, listing: &Listing, sources: &[Source]) -> Vec<AnyView> {
    let i18n = desk.i18n;
    let mut parts = Vec::new();
    let dated = [
        (listing.added, t_string!(i18n, panel.listing_added)),
        (listing.dropped, t_string!(i18n, panel.listing_dropped)),
    ];
    let mut told: Vec<String> = dated
        .into_iter()
        .filter_map(|(date, words)| Some(format!("{words} {}", desk.date(date?))))
        .collect();
    told.extend(listing.version.clone());
    if !told.is_empty() {
        parts.push(element("span").class("fate").saying(told.join(" · ")));
    }
    if let Some(dispute) = &listing.disputed {
        let date = dispute
            .date
            .map_or(String::new(), |date| format!(" ({})", desk.date(date)));
        let words = format!("{}{date}: ", t_string!(i18n, panel.disputed));
        let mut said = vec![
            text(words),
            element("span").of_record().saying(dispute.summary.clone()),
        ];
        if source(sources, &dispute.source).is_some() {
            said.push(desk.sources(std::slice::from_ref(&dispute.source), sources));
        }
        parts.push(element("div").class("disputed").holding(said));
    }
    parts
}
