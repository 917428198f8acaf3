//! What the Atlas means, how it is made, its figures, licences and data, and how to correct it.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    Desk,
    markup::{bar, element, table},
};
use crate::{data::Figures, domain::Finding, state::i18n};

/// The open data, as the build writes them below the site's top.
const DATA: [&str; 9] = [
    "atlas.geojson",
    "atlas.json",
    "jurisdictions.csv",
    "policies.csv",
    "events.csv",
    "listings.csv",
    "lists.csv",
    "sources.csv",
    "datapackage.json",
];

pub fn page(desk: &Desk, figures: &Figures) -> Vec<AnyView> {
    let i18n = desk.i18n;
    let section = |title: &str, paragraphs: &[&str]| {
        let mut parts = vec![element("h3").saying(title)];
        parts.extend(paragraphs.iter().map(|words| element("p").saying(*words)));
        element("section").holding(parts)
    };
    let date = desk.date(figures.date);
    let mut body = vec![
        desk.lead(t_string!(i18n, app.description)),
        section(
            t_string!(i18n, pages.what),
            &[t_string!(i18n, about.meaning)],
        ),
        section(
            t_string!(i18n, pages.method),
            &[
                t_string!(i18n, about.evidence),
                t_string!(i18n, pages.method_sources),
                t_string!(i18n, pages.method_dates),
            ],
        ),
        section(
            t_string!(i18n, pages.borders),
            &[
                t_string!(i18n, about.borders),
                t_string!(i18n, pages.borders_more),
            ],
        ),
        section(
            t_string!(i18n, pages.correct),
            &[t_string!(i18n, pages.correct_text)],
        ),
        section(
            t_string!(i18n, pages.privacy),
            &[t_string!(i18n, about.privacy)],
        ),
        section(
            t_string!(i18n, pages.licences),
            &[t_string!(i18n, about.licences)],
        ),
        data(desk),
    ];
    let mut numbers = vec![
        element("h3").saying(t_string!(i18n, pages.figures)),
        element("p")
            .class("note")
            .saying(format!("{} {date}", t_string!(i18n, about.as_of))),
    ];
    numbers.push(
        element("div")
            .class("figures")
            .holding(tables(desk, figures)),
    );
    body.push(element("section").class("wide").holding(numbers));
    body
}

/// Where to get everything as data.
fn data(desk: &Desk) -> AnyView {
    let i18n = desk.i18n;
    let files = DATA.iter().map(|&file| {
        let link = element("a").to(desk.state.file_link(&format!("data/{file}")));
        element("li").holding(vec![link.saying(file)])
    });
    element("section").code("data").holding(vec![
        element("h3").saying(t_string!(i18n, pages.data)),
        element("p").saying(t_string!(i18n, pages.data_text)),
        element("ul").class("files").holding(files.collect()),
    ])
}

/// A line of a table of figures: words, count, and the whole that it is a part of.
struct Line {
    words: String,
    count: u32,
}

fn tables(desk: &Desk, figures: &Figures) -> Vec<AnyView> {
    let i18n = desk.i18n;
    let Figures {
        jurisdictions,
        policies,
        sources,
        ..
    } = *figures;
    let line = |words: String, count: u32| Line { words, count };
    let nations = figures.by_nation.iter();
    let findings = Finding::ALL
        .into_iter()
        .filter(|finding| figures.with(*finding) > 0);
    let counted = |words: &str, count: u32| line(words.to_owned(), count);
    vec![
        shares(
            desk,
            t_string!(i18n, pages.by_finding),
            jurisdictions,
            findings
                .map(|f| line(i18n::finding(i18n, f).to_owned(), figures.with(f)))
                .collect(),
        ),
        shares(
            desk,
            t_string!(i18n, pages.by_level),
            jurisdictions,
            figures
                .by_level
                .iter()
                .map(|&(l, n)| line(i18n::level(i18n, l).to_owned(), n))
                .collect(),
        ),
        shares(
            desk,
            t_string!(i18n, pages.by_basis),
            figures.by_basis.iter().map(|(_, n)| n).sum(),
            figures
                .by_basis
                .iter()
                .map(|&(b, n)| line(i18n::basis(i18n, b).to_owned(), n))
                .collect(),
        ),
        shares(
            desk,
            t_string!(i18n, pages.by_effect),
            jurisdictions,
            figures
                .by_effect
                .iter()
                .map(|&(e, n)| line(i18n::effect(i18n, e).to_owned(), n))
                .collect(),
        ),
        shares(
            desk,
            t_string!(i18n, pages.by_confidence),
            jurisdictions,
            figures
                .by_confidence
                .iter()
                .map(|&(c, n)| line(i18n::confidence(i18n, c).to_owned(), n))
                .chain([counted(
                    t_string!(i18n, panel.needs_check),
                    figures.needing_check,
                )])
                .collect(),
        ),
        shares(
            desk,
            t_string!(i18n, pages.by_status),
            policies,
            figures
                .by_status
                .iter()
                .map(|&(s, n)| line(i18n::status(i18n, s).to_owned(), n))
                .collect(),
        ),
        shares(
            desk,
            t_string!(i18n, pages.by_carried_out),
            policies,
            figures
                .by_carried_out
                .iter()
                .map(|&(c, n)| line(i18n::carried_out(i18n, c).to_owned(), n))
                .collect(),
        ),
        shares(
            desk,
            t_string!(i18n, pages.policies_known),
            policies,
            vec![
                counted(t_string!(i18n, pages.dated), figures.dated),
                counted(
                    t_string!(i18n, pages.weakly_sourced),
                    figures.weakly_sourced,
                ),
            ],
        ),
        shares(
            desk,
            t_string!(i18n, pages.by_source_kind),
            sources,
            figures
                .by_source_kind
                .iter()
                .map(|&(k, n)| line(i18n::source_kind(i18n, k).to_owned(), n))
                .chain([counted(
                    t_string!(i18n, panel.source_no_link),
                    figures.unlinked_sources,
                )])
                .collect(),
        ),
        shares(
            desk,
            t_string!(i18n, pages.further),
            0,
            vec![
                counted(t_string!(i18n, pages.lists), figures.lists),
                counted(t_string!(i18n, pages.listings), figures.listings),
                counted(t_string!(i18n, panel.disputed), figures.disputed_listings),
                counted(t_string!(i18n, pages.events), figures.events),
                counted(t_string!(i18n, pages.studies), figures.studies),
                counted(t_string!(i18n, pages.arguments), figures.arguments),
                counted(t_string!(i18n, pages.law), figures.laws),
                counted(t_string!(i18n, pages.timeline), figures.landmarks),
            ],
        ),
        shares(
            desk,
            t_string!(i18n, pages.by_nation),
            jurisdictions,
            nations.map(|(id, n)| line(desk.region(id), *n)).collect(),
        ),
    ]
}

/// Counts with bars. `whole`: what they are parts of; 0 where they are parts of nothing.
fn shares(desk: &Desk, name: &str, whole: u32, lines: Vec<Line>) -> AnyView {
    let name = match whole {
        0 => name.to_owned(),
        whole => format!("{name} ({})", desk.number(whole)),
    };
    let rows = lines.into_iter().map(|Line { words, count }| {
        let mut cells = vec![
            element("th").heads("row").saying(words),
            element("td").class("number").saying(desk.number(count)),
        ];
        if whole > 0 {
            let share = f64::from(count) / f64::from(whole);
            cells.push(element("td").class("bar-cell").holding(vec![bar(share)]));
        }
        element("tr").holding(cells)
    });
    let rows = rows.collect();
    element("div").class("figure").holding(vec![
        element("h4").saying(name.clone()),
        table(&name, Vec::new(), rows),
    ])
}
