//! Elements of the pages of text. All are of one type, so that nine pages cost the wasm little more
//! than one.

use std::borrow::Cow;

use leptos::{html, prelude::*};

/// Language that titles, summaries and notes of the record are written in.
use crate::ui::policy::RECORD_LANGUAGE;

/// An element that is not complete yet.
#[derive(Default)]
pub struct Element {
    tag: &'static str,
    class: Option<&'static str>,
    lang: Option<&'static str>,
    id: Option<String>,
    href: Option<String>,
    /// `target` and `rel` of links that leave the Atlas.
    leaves: bool,
    code: Option<Cow<'static, str>>,
    scope: Option<&'static str>,
    label: Option<String>,
    role: Option<&'static str>,
    tabindex: Option<&'static str>,
}

pub fn element(tag: &'static str) -> Element {
    Element {
        tag,
        ..Element::default()
    }
}

impl Element {
    pub fn class(mut self, class: &'static str) -> Self {
        self.class = Some(class);
        self
    }

    pub fn id(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }

    /// A link to a page of the Atlas.
    pub fn to(mut self, path: String) -> Self {
        self.href = Some(path);
        self
    }

    /// A link to another site.
    pub fn leads_out(mut self, url: String) -> Self {
        self.href = Some(url);
        self.leaves = true;
        self
    }

    /// Marks text in the record's language.
    pub fn of_record(mut self) -> Self {
        self.lang = Some(RECORD_LANGUAGE);
        self
    }

    /// What style and tests know it by.
    pub fn code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// A heading cell of a row or a column.
    pub fn heads(mut self, scope: &'static str) -> Self {
        self.scope = Some(scope);
        self
    }

    /// A name for those who do not see it.
    pub fn label(mut self, label: String) -> Self {
        self.label = Some(label);
        self
    }

    /// A box that scrolls, by keys too; it needs a label.
    fn scrolls(mut self) -> Self {
        self.role = Some("region");
        self.tabindex = Some("0");
        self
    }

    pub fn holding(self, children: Vec<AnyView>) -> AnyView {
        let rel = self.leaves.then_some("noopener noreferrer");
        html::custom(self.tag)
            .attr("class", self.class)
            .attr("lang", self.lang)
            .attr("id", self.id)
            .attr("href", self.href)
            .attr("target", self.leaves.then_some("_blank"))
            .attr("rel", rel)
            .attr("data-code", self.code)
            .attr("scope", self.scope)
            .attr("aria-label", self.label)
            .attr("role", self.role)
            .attr("tabindex", self.tabindex)
            .child(children)
            .into_any()
    }

    /// An element that holds nothing but words.
    pub fn saying(self, words: impl Into<String>) -> AnyView {
        self.holding(vec![text(words)])
    }
}

pub fn text(words: impl Into<String>) -> AnyView {
    words.into().into_any()
}

/// Phrases with middle dots between them; empty ones are left out.
pub fn dotted(phrases: Vec<String>) -> AnyView {
    let phrases: Vec<String> = phrases.into_iter().filter(|p| !p.is_empty()).collect();
    text(phrases.join(" · "))
}

/// A table that scrolls inside its box where it is too wide. `heads`: of the columns, if they need any.
pub fn table(name: &str, heads: Vec<AnyView>, rows: Vec<AnyView>) -> AnyView {
    let mut parts = Vec::new();
    if !heads.is_empty() {
        let row = element("tr").holding(heads);
        parts.push(element("thead").holding(vec![row]));
    }
    parts.push(element("tbody").holding(rows));
    element("div")
        .class("table-box")
        .label(name.to_owned())
        .scrolls()
        .holding(vec![element("table").holding(parts)])
}

/// Heading cells of columns.
pub fn column_heads(words: &[&str]) -> Vec<AnyView> {
    let head = |words: &&str| element("th").heads("col").saying(*words);
    words.iter().map(head).collect()
}

/// A term and what belongs to it, in a description list; nothing where there is nothing to say.
pub fn described(term: &str, text: String, of_record: bool) -> Option<AnyView> {
    if text.is_empty() {
        return None;
    }
    let said = element("dd");
    let said = if of_record { said.of_record() } else { said };
    let pair = vec![element("dt").saying(term), said.saying(text)];
    Some(element("div").holding(pair))
}

/// A bar as long as a share of a whole, from 0 to 1; the number stands beside it as text.
pub fn bar(share: f64) -> AnyView {
    // Attributes, not style: the pages' policy forbids inline styles.
    let width = (share * 100.0).clamp(0.0, 100.0);
    let width = format!("{width:.1}");
    view! {
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect width=width height="10"/>
        </svg>
    }
    .into_any()
}
