//! Terms in the interface's language.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{Desk, markup::element};
use crate::{
    data::{BackgroundFile, fold},
    domain::{
        Language,
        context::{Term, Translated},
    },
};

pub fn page(desk: &Desk, file: &BackgroundFile) -> Vec<AnyView> {
    let in_language = |text: &Translated| match desk.language() {
        Language::English => text.en.clone(),
        Language::French => text.fr.clone(),
        Language::Spanish => text.es.clone(),
    };
    let mut terms: Vec<&Term> = file.context.glossary.iter().collect();
    terms.sort_by_cached_key(|term| fold(&in_language(&term.term)));
    let entries = terms.into_iter().map(|term| {
        let mut said = vec![
            element("p").saying(in_language(&term.definition)),
            element("p")
                .class("imprint")
                .saying(desk.region(&term.region)),
        ];
        if !term.note.is_empty() {
            said.push(
                element("p")
                    .class("note")
                    .of_record()
                    .saying(term.note.clone()),
            );
        }
        said.push(desk.sources(&term.sources, &file.sources));
        element("div").class("entry").id(&term.id).holding(vec![
            element("dt").saying(in_language(&term.term)),
            element("dd").holding(said),
        ])
    });
    vec![
        desk.lead(t_string!(desk.i18n, pages.glossary_lead)),
        element("dl")
            .class("terms columns")
            .holding(entries.collect()),
    ]
}
