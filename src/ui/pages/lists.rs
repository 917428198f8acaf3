//! All published lists and networks, by kind.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    Desk,
    markup::{column_heads, element, table, text},
};
use crate::{
    data::{ListFile, ListMembers},
    domain::{Coverage, ListKind},
    state::{i18n, url::TextPage},
};

pub fn page(desk: &Desk, file: &ListFile) -> Vec<AnyView> {
    let i18n = desk.i18n;
    let mut body = vec![desk.lead(t_string!(i18n, pages.lists_lead))];
    for &kind in ListKind::ALL {
        let lists = file.lists.iter().filter(|of| of.list.kind == kind);
        let rows: Vec<AnyView> = lists.map(|of| row(desk, of)).collect();
        if rows.is_empty() {
            continue;
        }
        let name = i18n::list_kind(i18n, kind);
        let heads = column_heads(&[
            t_string!(i18n, pages.name),
            t_string!(i18n, pages.publisher),
            t_string!(i18n, pages.side),
            t_string!(i18n, pages.date),
            t_string!(i18n, pages.named_here),
        ]);
        body.push(
            element("section")
                .class("wide")
                .code(kind.code())
                .holding(vec![
                    element("h3").saying(name),
                    element("p")
                        .class("note")
                        .saying(i18n::list_kind_text(i18n, kind)),
                    table(name, heads, rows),
                ]),
        );
    }
    body
}

fn row(desk: &Desk, of: &ListMembers) -> AnyView {
    let i18n = desk.i18n;
    let list = &of.list;
    let link = element("a")
        .to(desk.state.text_link(TextPage::List(list.id.clone())))
        .of_record()
        .saying(list.name.clone());
    let mut dated = vec![text(
        list.date.map_or(String::new(), |date| desk.date(date)),
    )];
    if let Some(date) = list.withdrawn {
        let withdrawn = t_string!(i18n, panel.list_withdrawn);
        let withdrawn = format!("{withdrawn} {}", desk.date(date));
        dated.push(element("span").class("fate").saying(withdrawn));
    }
    element("tr").holding(vec![
        element("th").heads("row").holding(vec![link]),
        element("td").saying(list.publisher.clone()),
        element("td").saying(i18n::side(i18n, list.side)),
        element("td").holding(dated),
        element("td").class("number").saying(size(desk, of)),
    ])
}

/// How many places of it are on file, of how many that its publisher states.
pub fn size(desk: &Desk, of: &ListMembers) -> String {
    let i18n = desk.i18n;
    let here = desk.number(of.members.len() as u32);
    let part = match of.list.coverage {
        Coverage::Complete => t_string!(i18n, pages.complete),
        Coverage::Partial => t_string!(i18n, pages.partial),
        Coverage::Unknown => t_string!(i18n, pages.coverage_unknown),
    };
    match of.list.stated_size {
        Some(stated) => format!("{here} / {} · {part}", desk.number(stated)),
        None => format!("{here} · {part}"),
    }
}
