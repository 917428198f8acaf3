//! Landmarks, oldest first. Two rows of radio buttons leave some of them out: the style sheet reads which one
//! is chosen (`.landmark-filter`), so that it works without scripts.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    Desk,
    markup::{dotted, element},
};
use crate::{
    data::BackgroundFile,
    domain::context::{EventTopic, Landmark},
    state::i18n,
};

pub fn page(desk: &Desk, file: &BackgroundFile) -> Vec<AnyView> {
    let mut body = vec![
        desk.lead(t_string!(desk.i18n, pages.timeline_lead)),
        filter(desk),
    ];
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
    body.push(
        element("p")
            .class("none")
            .saying(t_string!(desk.i18n, pages.no_landmark)),
    );
    body
}

/// What landmarks are about, as far as a reader chooses among them.
const KINDS: [&str; 5] = ["law", "courts", "local", "national", "movement"];
const CONTINENTS: [&str; 2] = ["north-america", "europe"];

const fn kind(topic: EventTopic) -> &'static str {
    match topic {
        EventTopic::StateLaw | EventTopic::Law | EventTopic::NationalLaw => "law",
        EventTopic::Court => "courts",
        EventTopic::LocalPolicy => "local",
        EventTopic::NationalPolicy | EventTopic::NationalProgramme => "national",
        EventTopic::Movement
        | EventTopic::Vote
        | EventTopic::List
        | EventTopic::Count
        | EventTopic::Event => "movement",
    }
}

fn continent(region: &str) -> &'static str {
    match region {
        "us" | "ca" | "mx" => "north-america",
        _ => "europe",
    }
}

fn filter(desk: &Desk) -> AnyView {
    let i18n = desk.i18n;
    let kinds = KINDS.into_iter().zip([
        t_string!(i18n, pages.landmarks_law),
        t_string!(i18n, pages.landmarks_courts),
        t_string!(i18n, pages.landmarks_local),
        t_string!(i18n, pages.landmarks_national),
        t_string!(i18n, pages.landmarks_movement),
    ]);
    let continents = CONTINENTS.into_iter().zip([
        t_string!(i18n, map.north_america),
        t_string!(i18n, map.europe),
    ]);
    let rows = [
        (
            "landmark-kind",
            t_string!(i18n, pages.landmark_kind),
            kinds.collect::<Vec<_>>(),
        ),
        (
            "landmark-continent",
            t_string!(i18n, pages.landmark_continent),
            continents.collect(),
        ),
    ];
    let rows = rows.map(|(group, name, choices)| {
        let everything = ("all", t_string!(i18n, pages.all_landmarks));
        let choices = std::iter::once(everything).chain(choices);
        let choices = choices.map(|(code, words)| {
            let id = format!("{group}-{code}");
            let is_first = (code == "all").then_some("");
            view! {
                <label for=id.clone()>
                    <input type="radio" name=group id=id.clone() value=code checked=is_first/>
                    <span>{words}</span>
                </label>
            }
            .into_any()
        });
        let legend = element("legend").saying(name);
        element("fieldset").holding(std::iter::once(legend).chain(choices).collect())
    });
    element("div")
        .class("landmark-filter")
        .holding(rows.into_iter().collect())
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
    let on_map = element("a").to(desk.state.date_link(landmark.date));
    let words = t_string!(i18n, time.on_map);
    parts.push(
        element("p")
            .class("on-map")
            .holding(vec![on_map.saying(words)]),
    );
    parts.push(desk.sources(&landmark.sources, &file.sources));
    let code = format!("{} {}", kind(landmark.topic), continent(&landmark.region));
    element("li")
        .class("entry")
        .id(&landmark.id)
        .code(code)
        .holding(parts)
}
