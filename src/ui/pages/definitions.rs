//! Who defines sanctuary how, and how far the published lists agree.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    Desk,
    markup::{bar, dotted, element, table, text},
};
use crate::{
    data::{BackgroundFile, ListFile, ListMembers},
    domain::{
        ListKind,
        context::{DefinerKind, Definition},
    },
    state::{i18n, url::TextPage},
};

pub fn page(desk: &Desk, file: &BackgroundFile, lists: &ListFile) -> Vec<AnyView> {
    let i18n = desk.i18n;
    let mut body = vec![desk.lead(t_string!(i18n, pages.definitions_lead))];
    for &kind in DefinerKind::ALL {
        let definitions = file.context.definitions.iter();
        let of_kind = definitions.filter(|definition| definition.kind == kind);
        let entries: Vec<AnyView> = of_kind.map(|one| entry(desk, one, file)).collect();
        if !entries.is_empty() {
            let mut parts = vec![element("h3").saying(i18n::definer(i18n, kind))];
            parts.extend(entries);
            body.push(
                element("section")
                    .class("columns")
                    .code(kind.code())
                    .holding(parts),
            );
        }
    }
    body.push(overlap(desk, lists));
    body
}

fn entry(desk: &Desk, definition: &Definition, file: &BackgroundFile) -> AnyView {
    let i18n = desk.i18n;
    let date = definition
        .date
        .map_or(String::new(), |date| desk.date(date));
    let mut parts = vec![
        element("h4").of_record().saying(definition.body.clone()),
        element("p")
            .class("imprint")
            .holding(vec![dotted(vec![desk.region(&definition.region), date])]),
        element("p")
            .class("claim")
            .of_record()
            .saying(definition.definition.clone()),
    ];
    let counted = match (&definition.count_of, definition.count) {
        (Some(of), _) => Some(element("span").of_record().saying(of.clone())),
        (None, Some(count)) => Some(text(desk.number(count))),
        (None, None) => None,
    };
    if let Some(counted) = counted {
        let counts = format!("{} ", t_string!(i18n, pages.counts));
        parts.push(
            element("p")
                .class("counted")
                .holding(vec![text(counts), counted]),
        );
    }
    if !definition.note.is_empty() {
        parts.push(
            element("p")
                .class("note")
                .of_record()
                .saying(definition.note.clone()),
        );
    }
    parts.push(desk.sources(&definition.sources, &file.sources));
    element("article")
        .class("entry")
        .id(&definition.id)
        .holding(parts)
}

/// On how many of the lists that name others a place stands, by nation of the lists: how far their
/// publishers mean the same.
fn overlap(desk: &Desk, file: &ListFile) -> AnyView {
    let i18n = desk.i18n;
    let lists: Vec<&ListMembers> = file
        .lists
        .iter()
        .filter(|of| of.list.kind == ListKind::List)
        .collect();
    let mut times_named: BTreeMap<u32, usize> = BTreeMap::new();
    for of in &lists {
        for (place, _) in &of.members {
            *times_named.entry(*place).or_default() += 1;
        }
    }
    let named = times_named.len().max(1);
    let most = times_named.values().copied().max().unwrap_or(0);
    let rows = (1..=most).filter_map(|times| {
        let count = times_named
            .values()
            .filter(|&&named| named == times)
            .count();
        if count == 0 {
            return None;
        }
        let words = i18n::counted(
            i18n,
            t_string!(i18n, panel.listings_1),
            t_string!(i18n, panel.listings_n),
            times as u32,
        );
        Some(element("tr").holding(vec![
            element("th").heads("row").saying(words),
            element("td").class("number").saying(desk.number(count as u32)),
            element("td").class("bar-cell").holding(vec![bar(count as f64 / named as f64)]),
        ]))
    });
    let title = t_string!(i18n, pages.overlap);
    let rows = rows.collect();
    let all = element("a")
        .to(desk.state.text_link(TextPage::Lists))
        .saying(t_string!(i18n, pages.lists));
    let note = t_string!(i18n, pages.overlap_note).to_owned();
    element("section").class("wide overlap").holding(vec![
        element("h3").saying(title),
        element("p")
            .class("note")
            .holding(vec![text(note + " "), all]),
        table(title, Vec::new(), rows),
    ])
}
