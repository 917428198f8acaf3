//! What studies found, and how many point which way, topic by topic.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    Desk,
    markup::{column_heads, described, dotted, element, table, text},
};
use crate::{
    data::BackgroundFile,
    domain::context::{Direction, Study, StudyKind, StudyTopic},
    state::i18n,
};

pub fn page(desk: &Desk, file: &BackgroundFile) -> Vec<AnyView> {
    let i18n = desk.i18n;
    let studies = &file.context.studies;
    let mut body = vec![
        desk.lead(t_string!(i18n, pages.evidence_lead)),
        picture(desk, studies),
    ];
    for &topic in StudyTopic::ALL {
        let of_topic = studies.iter().filter(|study| study.topic == topic);
        let entries: Vec<AnyView> = of_topic.map(|study| entry(desk, study, file)).collect();
        if !entries.is_empty() {
            let mut parts = vec![element("h3").saying(i18n::study_topic(i18n, topic))];
            parts.extend(entries);
            body.push(
                element("section")
                    .class("columns")
                    .code(topic.code())
                    .holding(parts),
            );
        }
    }
    body
}

/// A mark for each study and direction: nothing is added up, since studies weigh differently.
fn picture(desk: &Desk, studies: &[Study]) -> AnyView {
    let i18n = desk.i18n;
    let mut heads = vec![t_string!(i18n, pages.topic)];
    heads.extend(
        Direction::ALL
            .iter()
            .map(|&direction| i18n::direction(i18n, direction)),
    );
    let here = desk.state.text_link(crate::state::url::TextPage::Evidence);
    let rows = StudyTopic::ALL.iter().filter_map(|&topic| {
        let of_topic: Vec<&Study> = studies
            .iter()
            .filter(|study| study.topic == topic)
            .collect();
        if of_topic.is_empty() {
            return None;
        }
        let mut cells = vec![
            element("th")
                .heads("row")
                .saying(i18n::study_topic(i18n, topic)),
        ];
        for direction in Direction::ALL {
            let pointing = of_topic
                .iter()
                .filter(|study| study.directions.contains(direction));
            let marks = pointing.map(|study| {
                let weight = if study.kind == StudyKind::PeerReviewed {
                    "reviewed"
                } else {
                    "other"
                };
                element("a")
                    .class("mark")
                    .code(weight)
                    .to(format!("{here}#{}", study.id))
                    .label(byline(study))
                    .holding(Vec::new())
            });
            cells.push(
                element("td")
                    .code(direction.code())
                    .holding(marks.collect()),
            );
        }
        Some(element("tr").holding(cells))
    });
    let rows = rows.collect();
    let key = |weight: &'static str, words: &str| {
        element("li").holding(vec![
            element("span")
                .class("mark")
                .code(weight)
                .holding(Vec::new()),
            text(words),
        ])
    };
    element("figure").class("wide picture").holding(vec![
        element("figcaption").holding(vec![
            element("h3").saying(t_string!(i18n, pages.picture)),
            element("p")
                .class("note")
                .saying(t_string!(i18n, pages.picture_note)),
            element("ul").class("key").holding(vec![
                key("reviewed", i18n::study_kind(i18n, StudyKind::PeerReviewed)),
                key("other", t_string!(i18n, pages.not_reviewed)),
            ]),
        ]),
        table(t_string!(i18n, pages.picture), column_heads(&heads), rows),
    ])
}

/// Authors and year, as one cites it in a sentence.
fn byline(study: &Study) -> String {
    let authors = match study.authors.as_slice() {
        [one, _, _, ..] => format!("{one} et al."),
        few => few.join(", "),
    };
    match study.year {
        Some(year) => format!("{authors} ({year})"),
        None => authors,
    }
}

fn entry(desk: &Desk, study: &Study, file: &BackgroundFile) -> AnyView {
    let i18n = desk.i18n;
    let points = study
        .directions
        .iter()
        .map(|&direction| i18n::direction(i18n, direction));
    let points = points.collect::<Vec<_>>().join(" · ");
    let facts = [
        described(t_string!(i18n, pages.sample), study.sample.clone(), true),
        described(
            t_string!(i18n, pages.study_method),
            study.method.clone(),
            true,
        ),
        described(t_string!(i18n, pages.finding), study.finding.clone(), true),
        described(t_string!(i18n, pages.points), points, false),
        described(t_string!(i18n, pages.critique), study.limits.clone(), true),
    ];
    let mut authors = study.authors.join(", ");
    if let Some(year) = study.year {
        authors.push_str(&format!(" ({year})"));
    }
    let doi = study.doi.as_ref().map(|doi| {
        let link = element("a")
            .leads_out(format!("https://doi.org/{doi}"))
            .saying(format!("doi:{doi}"));
        element("p").class("doi").holding(vec![link])
    });
    let mut parts = vec![
        element("h4").of_record().saying(study.title.clone()),
        element("p").class("byline").saying(authors),
        element("p").class("imprint").holding(vec![dotted(vec![
            study.venue.clone(),
            i18n::study_kind(i18n, study.kind).to_owned(),
            desk.region(&study.region),
        ])]),
        element("dl").holding(facts.into_iter().flatten().collect()),
    ];
    parts.extend(doi);
    parts.push(desk.sources(&study.sources, &file.sources));
    element("article")
        .class("entry")
        .id(&study.id)
        .holding(parts)
}
