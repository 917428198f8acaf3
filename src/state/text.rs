//! A page of text, as the build wrote it.
//!
//! The app shows these pages rather than writing them anew: what writes them, with all its words in
//! three languages, would be a fifth of the wasm.

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, HtmlElement, SupportedType};

/// Title and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub title: String,
    /// Of the site itself, written with every text escaped.
    pub html: String,
}

impl Text {
    /// Reads a fetched page. None where it is not the page of that file: some hosts answer with another
    /// page for one that is not there.
    pub fn read(page: &str, file: &str) -> Option<Self> {
        let page = DomParser::new()
            .ok()?
            .parse_from_string(page, SupportedType::TextHtml)
            .ok()?;
        let text = Self::within(&page.get_element_by_id("text")?)?;
        let path = page.get_element_by_id("text")?.get_attribute("data-path")?;
        file.trim_end_matches('/').ends_with(&path).then_some(text)
    }

    /// What an element with the id `text` shows.
    pub fn within(text: &Element) -> Option<Self> {
        let title = text.query_selector("h2").ok()??;
        let body = text.query_selector(".text-body").ok()??;
        Some(Self {
            title: title.unchecked_into::<HtmlElement>().inner_text(),
            html: body.inner_html(),
        })
    }
}
