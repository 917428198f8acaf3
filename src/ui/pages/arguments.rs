//! Arguments for and against, side by side, each with who makes it.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    Desk,
    markup::{dotted, element, text},
};
use crate::{
    data::BackgroundFile,
    domain::context::{Argument, ArgumentSide},
    state::{i18n, url::TextPage},
};

pub fn page(desk: &Desk, file: &BackgroundFile) -> Vec<AnyView> {
    let i18n = desk.i18n;
    let column = |side: ArgumentSide| {
        let arguments = &file.context.arguments;
        let mut parts = vec![element("h3").saying(i18n::argument_side(i18n, side))];
        let entries = arguments.iter().filter(|argument| argument.side == side);
        parts.extend(entries.map(|argument| entry(desk, argument, file)));
        element("section").code(side.code()).holding(parts)
    };
    vec![
        desk.lead(t_string!(i18n, pages.arguments_lead)),
        element("div").class("wide two-sides").holding(vec![
            column(ArgumentSide::For),
            column(ArgumentSide::Against),
        ]),
        element("div")
            .class("wide notes-apart")
            .holding(vec![column(ArgumentSide::Note)]),
    ]
}

fn entry(desk: &Desk, argument: &Argument, file: &BackgroundFile) -> AnyView {
    let i18n = desk.i18n;
    let mut parts = vec![
        element("p").class("kicker").holding(vec![dotted(vec![
            desk.region(&argument.region),
            i18n::argument_topic(i18n, argument.topic).to_owned(),
        ])]),
        element("p")
            .class("claim")
            .of_record()
            .saying(argument.argument.clone()),
        element("p").class("byline").holding(vec![
            text(format!("{} ", t_string!(i18n, pages.made_by))),
            element("span").of_record().saying(argument.made_by.clone()),
        ]),
    ];
    if !argument.counter.is_empty() {
        let mut answers = vec![text(format!("{} ", t_string!(i18n, pages.answered_by)))];
        let here = desk.state.text_link(TextPage::Arguments);
        for (at, id) in argument.counter.iter().enumerate() {
            let answer = file.context.arguments.iter().find(|other| other.id == *id);
            let Some(answer) = answer else { continue };
            if at > 0 {
                answers.push(text(" · "));
            }
            // Its first words are its name.
            let words: Vec<&str> = answer.argument.split_whitespace().take(7).collect();
            answers.push(
                element("a")
                    .to(format!("{here}#{id}"))
                    .of_record()
                    .saying(format!("{} …", words.join(" "))),
            );
        }
        parts.push(element("p").class("answers").holding(answers));
    }
    parts.push(desk.sources(&argument.sources, &file.sources));
    element("article")
        .class("entry")
        .id(&argument.id)
        .holding(parts)
}
