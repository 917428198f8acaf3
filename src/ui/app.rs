//! The whole page: header, map, legend, panel, notices; or a text to read.

use leptos::{ev, prelude::*};
use leptos_i18n::t;
use leptos_use::use_media_query;
use wasm_bindgen::JsCast;

use super::{
    compare_page::{ComparePage, title_of_comparison},
    explore_bar::ExploreBar,
    header::Header,
    legend::Legend,
    map::Map,
    notices::Notices,
    numbers::Numbers,
    place_panel::PlacePanel,
    table_page::TablePage,
    text_link::TextLink,
    text_main::{TextMain, title_of_text},
};
use crate::{
    paint::EarlyPicture,
    scene::Theme,
    state::{
        AppState, Language, Stage, Text,
        i18n::{I18n, I18nContextProvider, use_i18n},
        url::{Part, Route, TextPage},
    },
};

/// The text that the page carried before the app began: of a place, shown until the app can write it
/// itself; or a page of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prerendered {
    /// What it is about.
    pub route: Route,
    /// Tag of the language it is written in.
    pub language: String,
    pub text: Text,
}

/// The app's root.
#[component]
pub fn App(prerendered: Option<Prerendered>, early: EarlyPicture) -> impl IntoView {
    provide_context(StoredValue::new(prerendered));
    provide_context(StoredValue::new_local(early));
    view! {
        <I18nContextProvider>
            <Page/>
        </I18nContextProvider>
    }
}

#[component]
fn Page() -> impl IntoView {
    let i18n = use_i18n();
    let state = AppState::new();
    provide_context(state);
    let prerendered = expect_context::<StoredValue<Option<Prerendered>>>();
    if let Some(Prerendered {
        route: Route::Text(page),
        language,
        text,
    }) = prerendered.get_value()
        && let Some(language) = Language::from_tag(&language)
    {
        state.keep_text(page, language, text);
    }

    // A language in the link wins over the browser's.
    Effect::new(move |_| {
        if let Some(language) = state.address.with(|address| address.language) {
            i18n.set_locale(language.into());
        }
    });
    let prefers_dark = use_media_query("(prefers-color-scheme: dark)");
    let pinned = Memo::new(move |_| state.address.with(|address| address.theme));
    // Paper is light.
    let printing = RwSignal::new(false);
    let begin = window_event_listener(ev::beforeprint, move |_| printing.set(true));
    let end = window_event_listener(ev::afterprint, move |_| printing.set(false));
    on_cleanup(move || {
        begin.remove();
        end.remove();
    });
    let forced = move || printing.get().then_some(Theme::Light).or(pinned.get());
    let theme = Memo::new(move |_| {
        forced().unwrap_or(if prefers_dark.get() {
            Theme::Dark
        } else {
            Theme::Light
        })
    });
    Effect::new(move |_| {
        let Some(root) = document().document_element() else {
            return;
        };
        let _ = match forced() {
            Some(Theme::Dark) => root.set_attribute("data-theme", "dark"),
            Some(Theme::Light) => root.set_attribute("data-theme", "light"),
            None => root.remove_attribute("data-theme"),
        };
    });
    let is_table = Memo::new(move |_| state.address.with(|address| address.route == Route::Table));
    let place_name = move || state.title_of_selected(language_tag(i18n));
    let title = move || {
        place_name().unwrap_or_else(|| leptos_i18n::t_string!(i18n, app.tagline).to_owned())
    };
    Effect::new(move |_| {
        let place = place_name()
            .or_else(|| title_of_text(state, i18n))
            .or_else(|| title_of_comparison(state, i18n))
            .or_else(|| {
                is_table
                    .get()
                    .then(|| leptos_i18n::t_string!(i18n, table.title).to_owned())
            });
        let atlas = leptos_i18n::t_string!(i18n, app.name);
        document().set_title(
            &place.map_or_else(|| atlas.to_owned(), |place| format!("{place} · {atlas}")),
        );
    });
    Effect::new(move |_| state.find_towns_of_address());
    Effect::new(move |_| state.want_explored());
    Effect::new(move |_| state.refuse_future());
    let back = window_event_listener(ev::popstate, move |_| state.follow_history());
    on_cleanup(move || back.remove());
    state.load(Stage::FirstMap);

    let reading = Memo::new(move |_| state.address.with(|address| address.route.is_page()));
    // A page of text needs no map; once there is one, it stays while one reads.
    let has_map = Memo::new(move |had: Option<&bool>| had == Some(&true) || !reading.get());
    let route = Memo::new(move |_| state.address.with(|address| address.route.clone()));
    Effect::new(move |before: Option<Route>| {
        let route = route.get();
        if let Some(before) = before.filter(|before| *before != route) {
            if route.is_page() {
                // Once the new title is in its place.
                request_animation_frame(|| focus("text-title"));
            } else if before.is_page() {
                if state.world.with_untracked(Option::is_some) {
                    state.want(Stage::Detail);
                }
                let is_place = matches!(route, Route::Place(_));
                request_animation_frame(move || focus(if is_place { "panel" } else { "map" }));
            }
        }
        route
    });

    let embed = move || state.address.with(|address| address.embed);
    let hides = move |part| {
        state
            .address
            .with(|address| address.embed && address.frame.hides(part))
    };
    let has_panel = move || {
        state
            .address
            .with(|address| matches!(address.route, Route::Place(_)))
            && !hides(Part::Panel)
    };
    let skip_target = move || if reading.get() { "text-title" } else { "map" };
    let skip_words = move || {
        if reading.get() {
            leptos_i18n::t_string!(i18n, pages.skip)
        } else {
            leptos_i18n::t_string!(i18n, app.skip_to_map)
        }
    };
    let skip = move |event: ev::MouseEvent| {
        event.prevent_default();
        focus(skip_target());
    };
    view! {
        // All of the Atlas's languages run from left to right, whatever the page around it says.
        <div
            class="atlas"
            dir="ltr"
            data-embed=move || embed().then_some("")
            class:with-panel=has_panel
            class:reading=reading
            class:tabular=is_table
        >
            <a class="skip" href=move || format!("#{}", skip_target()) on:click=skip>{skip_words}</a>
            <Show when=move || !embed()>
                <Header/>
            </Show>
            // A panel has a title of its own.
            <Show when=move || embed() && !has_panel() && !reading.get() && !hides(Part::Title)>
                <h1 class="embed-title">{title}</h1>
            </Show>
            <Show when=move || has_map.get()>
                <main class="plate" hidden=reading>
                    <Map theme/>
                    <ExploreBar/>
                    <Show when=move || !hides(Part::Legend)>
                        <Legend theme/>
                    </Show>
                    <Show when=has_panel>
                        <PlacePanel theme/>
                    </Show>
                    <Show when=move || !reading.get()>
                        <Notices/>
                    </Show>
                </main>
            </Show>
            <Show when=move || reading.get()>
                <MapLess theme/>
                <Notices/>
            </Show>
            <Show when=move || !reading.get()>
                <Numbers theme/>
            </Show>
            <Credits/>
        </div>
    }
}

/// The pages that can stand in the place of the map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PageKind {
    Comparison,
    Table,
    Text,
}

impl PageKind {
    fn of(route: &Route) -> Self {
        match route {
            Route::Compare(_) => PageKind::Comparison,
            Route::Table => PageKind::Table,
            _ => PageKind::Text,
        }
    }
}

/// What stands in the place of the map.
#[component]
fn MapLess(theme: Memo<Theme>) -> impl IntoView {
    let state = expect_context::<AppState>();
    // Other places, or another text, need no other page.
    let kind = Memo::new(move |_| state.address.with(|address| PageKind::of(&address.route)));
    move || match kind.get() {
        PageKind::Comparison => view! { <ComparePage theme/> }.into_any(),
        PageKind::Table => view! { <TablePage theme/> }.into_any(),
        PageKind::Text => view! { <TextMain/> }.into_any(),
    }
}

/// Moves the focus to an element of the page.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Tag of the interface language.
pub fn language_tag(i18n: I18n) -> &'static str {
    crate::state::Language::from(i18n.get_locale()).tag()
}

/// Attribution of boundaries and places; in embeds also the way to the full page.
#[component]
fn Credits() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let embed = move || state.address.with(|address| address.embed);
    // A version of the data that is kept says of when it is.
    let kept_of = move || {
        let date = state
            .world
            .with(|world| Some(world.as_ref()?.atlas.index.date));
        date.map(|date| {
            let data_of = leptos_i18n::t_string!(i18n, about.as_of);
            format!("{data_of} {}.", crate::state::i18n::date(i18n, date))
        })
    };
    view! {
        <footer class="credits">
            <Show when=embed>
                <a class="full-map" href=move || state.full_link() target="_blank" rel="noopener noreferrer">
                    {t!(i18n, app.name)}
                    <span class="visually-hidden">" – " {t!(i18n, app.full_map)}</span>
                    <span aria-hidden="true">" ↗"</span>
                </a>
            </Show>
            <p>{t!(i18n, app.credits)}</p>
            {state.live_link().map(|live| view! {
                <p class="kept">{kept_of} " " <a href=live target="_blank" rel="noopener">{t!(i18n, share.to_live)}</a></p>
            })}
            <p class="to-about"><TextLink page=TextPage::About/></p>
            <Show when=move || !embed()>
                <button type="button" class="about share">{t!(i18n, share.button)}</button>
            </Show>
        </footer>
    }
}
