//! Statutes, cases and orders, by nation.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    Desk,
    markup::{described, dotted, element},
};
use crate::{data::BackgroundFile, domain::context::Law, state::i18n};

pub fn page(desk: &Desk, file: &BackgroundFile) -> Vec<AnyView> {
    let mut body = vec![desk.lead(t_string!(desk.i18n, pages.law_lead))];
    let law = &file.context.law;
    for region in regions(law.iter().map(|law| law.region.as_str())) {
        let mut parts = vec![element("h3").saying(desk.region(region))];
        let mut of_region: Vec<&Law> = law.iter().filter(|law| law.region == region).collect();
        of_region.sort_by_key(|law| law.date);
        parts.extend(of_region.into_iter().map(|law| entry(desk, law, file)));
        body.push(element("section").class("columns").holding(parts));
    }
    body
}

/// Each once, in the order in which they first come.
pub fn regions<'a>(of_entries: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut regions = Vec::new();
    for region in of_entries {
        if !regions.contains(&region) {
            regions.push(region);
        }
    }
    regions
}

fn entry(desk: &Desk, law: &Law, file: &BackgroundFile) -> AnyView {
    let i18n = desk.i18n;
    let date = law.date.map_or(String::new(), |date| desk.date(date));
    let mut facts: Vec<AnyView> = [
        described(t_string!(i18n, pages.holding), law.holding.clone(), true),
        described(
            t_string!(i18n, pages.bearing),
            i18n::bearing(i18n, law.bearing).to_owned(),
            false,
        ),
        described(t_string!(i18n, pages.law_status), law.status.clone(), true),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !law.places.is_empty() {
        facts.push(element("div").holding(vec![
            element("dt").saying(t_string!(i18n, pages.places)),
            element("dd").holding(desk.places(&law.places)),
        ]));
    }
    element("article").class("entry").id(&law.id).holding(vec![
        element("h4").of_record().saying(law.name.clone()),
        element("p").class("imprint").holding(vec![dotted(vec![
            i18n::law_kind(i18n, law.kind).to_owned(),
            law.court.clone().unwrap_or_default(),
            date,
            law.citation.clone().unwrap_or_default(),
        ])]),
        element("dl").holding(facts),
        desk.sources(&law.sources, &file.sources),
    ])
}
