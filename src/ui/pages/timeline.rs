//! Landmarks, oldest first.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    Desk,
    markup::{dotted, element},
};
use crate::{data::BackgroundFile, domain::context::Landmark, state::i18n};

pub fn page(desk: &Desk, file: &BackgroundFile) -> Vec<AnyView> {
    let mut body = vec![desk.lead(t_string!(desk.i18n, pages.timeline_lead))];
    let mut landmarks: Vec<&Landmark> = file.context.timeline.iter().collect();
    landmarks.sort_by_key(|landmark| landmark.date);
    for decade in landmarks.chunk_by(|one, next| decade(one) == decade(next)) {
        let title = format!("{}–{}", decade_start(decade), decade_start(decade) + 9);
        let entries = decade.iter().map(|landmark| entry(desk, landmark, file));
        body.push(element("section").holding(vec![
            element("h3").saying(title),
            element("ol").class("landmarks").holding(entries.collect()),
        ]));
    }
    body
}

fn decade(landmark: &Landmark) -> i32 {
    i32::from(landmark.date.year()) / 10
}

fn decade_start(landmarks: &[&Landmark]) -> i32 {
    landmarks
        .first()
        .map_or(0, |landmark| decade(landmark) * 10)
}

fn entry(desk: &Desk, landmark: &Landmark, file: &BackgroundFile) -> AnyView {
    let i18n = desk.i18n;
    let mut parts = vec![
        element("p").class("when").saying(desk.date(landmark.date)),
        element("h4").of_record().saying(landmark.title.clone()),
        element("p").class("kicker").holding(vec![dotted(vec![
            i18n::event_topic(i18n, landmark.topic).to_owned(),
            desk.region(&landmark.region),
        ])]),
        element("p").of_record().saying(landmark.text.clone()),
    ];
    if !landmark.places.is_empty() {
        parts.push(
            element("p")
                .class("at")
                .holding(desk.places(&landmark.places)),
        );
    }
    parts.push(desk.sources(&landmark.sources, &file.sources));
    element("li").class("entry").id(&landmark.id).holding(parts)
}
