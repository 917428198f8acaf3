//! The pages of text: places, lists, evidence, arguments, law, definitions, timeline, glossary, about. The build
//! writes them from the runtime files; the app fetches and shows what is written (`ui/text_main.rs`).

mod about;
mod arguments;
mod definitions;
mod evidence;
mod glossary;
mod law;
mod list;
mod lists;
mod markup;
mod places;
mod timeline;

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::sources::SourceLine;
use crate::{
    data::{BackgroundFile, Figures, ListFile, PlaceIndex},
    domain::{Language, PartialDate, Source},
    state::{
        AppState,
        i18n::{self, I18n},
        url::{self, Address, Route, TextPage},
    },
};
use markup::{element, text};

/// What the pages write with: words and links of the Atlas.
#[derive(Clone, Copy)]
pub struct Desk {
    pub state: AppState,
    pub i18n: I18n,
}

/// A place with where it lies.
struct Placed {
    id: String,
    name: String,
    region: Option<String>,
    nation: PlaceIndex,
    nation_name: String,
}

/// What the pages are written from.
pub struct Texts {
    pub lists: ListFile,
    pub background: BackgroundFile,
    pub figures: Figures,
}

impl Texts {
    /// What a page is called.
    pub fn title(&self, i18n: I18n, page: &TextPage) -> String {
        let list = match page {
            TextPage::List(id) => self.lists.find(id),
            _ => None,
        };
        list.map_or_else(
            || i18n::page(i18n, page).to_owned(),
            |of| of.list.name.clone(),
        )
    }

    /// What a page shows.
    pub fn view(&self, desk: &Desk, page: &TextPage) -> AnyView {
        let body = match page {
            TextPage::Lists => lists::page(desk, &self.lists),
            TextPage::List(id) => list::page(desk, &self.lists, id),
            TextPage::Places => places::page(desk),
            TextPage::Evidence => evidence::page(desk, &self.background),
            TextPage::Arguments => arguments::page(desk, &self.background),
            TextPage::Law => law::page(desk, &self.background),
            TextPage::Definitions => definitions::page(desk, &self.background, &self.lists),
            TextPage::Timeline => timeline::page(desk, &self.background),
            TextPage::Glossary => glossary::page(desk, &self.background),
            TextPage::About => about::page(desk, &self.figures),
        };
        let title = self.title(desk.i18n, page);
        // The app shows the title and what is in `.text-body` (`state::Text`).
        view! {
            <main id="text" class="text-page" data-path=path_of(page) data-page=page.code()>
                <h2 id="text-title" tabindex="-1">{title}</h2>
                {element("div").class("text-body").holding(body)}
            </main>
        }
        .into_any()
    }
}

/// Its path without a language: what the page is known by.
fn path_of(page: &TextPage) -> String {
    url::write(&Address {
        route: Route::Text(page.clone()),
        ..Address::default()
    })
}

impl Desk {
    fn language(&self) -> Language {
        self.i18n.get_locale().into()
    }

    /// A paragraph that opens a page.
    fn lead(&self, words: &str) -> AnyView {
        element("p").class("lead").saying(words)
    }

    fn date(&self, date: PartialDate) -> String {
        i18n::date(self.i18n, date)
    }

    fn number(&self, number: u32) -> String {
        i18n::number(self.i18n, number)
    }

    /// A place's name as a link.
    fn place(&self, id: &str) -> AnyView {
        let name = self.place_name(id);
        element("a")
            .to(self.state.place_link(id))
            .saying(name.unwrap_or_else(|| id.to_owned()))
    }

    fn place_name(&self, id: &str) -> Option<String> {
        let tag = self.language().tag();
        self.state.world.with_untracked(|world| {
            let atlas = &world.as_ref()?.atlas;
            let place = atlas.get(atlas.find(id)?)?;
            Some(place.name_in(tag).to_owned())
        })
    }

    /// Where a place is, in words.
    fn placed(&self, number: PlaceIndex) -> Option<Placed> {
        let tag = self.language().tag();
        self.state.world.with_untracked(|world| {
            let atlas = &world.as_ref()?.atlas;
            let place = atlas.get(number)?;
            let nation = place.parents.last().copied().unwrap_or(number);
            let nation_name = atlas.get(nation)?.name_in(tag).to_owned();
            // Many towns share a name; between a place and its nation lies its region.
            let regions = place.parents.iter().rev().skip(1);
            let region = regions.filter_map(|&up| atlas.get(up)).next();
            Some(Placed {
                id: place.id.clone(),
                name: place.name_in(tag).to_owned(),
                region: region.map(|region| region.name_in(tag).to_owned()),
                nation,
                nation_name,
            })
        })
    }

    /// Places by id as links with commas.
    fn places(&self, ids: &[String]) -> Vec<AnyView> {
        let mut links = Vec::new();
        for id in ids {
            if !links.is_empty() {
                links.push(text(", "));
            }
            links.push(self.place(id));
        }
        links
    }

    /// A nation's name, or what stands for several.
    fn region(&self, code: &str) -> String {
        match code {
            "eu" => t_string!(self.i18n, pages.europe).to_owned(),
            "int" => t_string!(self.i18n, pages.international).to_owned(),
            id => self.place_name(id).unwrap_or_else(|| id.to_owned()),
        }
    }

    /// Sources by id, below an entry.
    fn sources(&self, ids: &[String], file: &[Source]) -> AnyView {
        let found = ids.iter().filter_map(|id| source(file, id));
        let items = found.map(|source| {
            let line = view! { <SourceLine source=source.clone()/> }.into_any();
            element("li").holding(vec![line])
        });
        let label = t_string!(self.i18n, panel.sources).to_owned();
        element("ul")
            .class("entry-sources")
            .label(label)
            .holding(items.collect())
    }
}

/// A source by id, in a list sorted by id.
fn source<'a>(sources: &'a [Source], id: &str) -> Option<&'a Source> {
    let at = sources
        .binary_search_by(|source| source.id.as_str().cmp(id))
        .ok()?;
    sources.get(at)
}
