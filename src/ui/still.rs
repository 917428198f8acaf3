//! Pages as text: what the app shows of a place, written by the same components before anyone reads
//! it, for readers and crawlers without JavaScript or WebAssembly.

use std::collections::HashMap;

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use leptos::prelude::*;
use leptos_i18n::{
    context::{UseLocalesOptions, init_i18n_subcontext_with_options},
    t_string,
};

use super::{
    header::Header,
    pages::{Desk, Texts},
    place_panel::{PlaceBody, PlacePanel},
    share_form::ShareForm,
    still_table::{StillComparison, StillTable},
    text_link::TextLink,
};
use crate::{
    data::{Place, PlaceIndex, RecordPart, TenureFile},
    domain::EventKind,
    scene::{Theme, World},
    state::{
        AppState, Language,
        i18n::{self, I18n, Locale},
        url::{Address, Route, TextPage},
    },
};

/// Writes pages of one loaded atlas. Stays on the thread that made it.
pub struct StillPages {
    owner: Owner,
    state: AppState,
    i18n: I18n,
    theme: Memo<Theme>,
}

/// What a page is about, in words, for its head and for cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The place's name in the page's language.
    pub name: String,
    /// Kind and where it lies, nearest first.
    pub place: String,
    /// Its finding in a few words.
    pub finding: String,
    /// One sentence on the finding, with what is on file.
    pub text: String,
}

/// Words about the Atlas in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    pub atlas: &'static str,
    pub tagline: &'static str,
    /// What the Atlas is, in a sentence.
    pub description: &'static str,
    /// "Adopted", of a policy.
    pub adopted: &'static str,
    pub ended: &'static str,
    /// Attribution of boundaries and places.
    pub credits: &'static str,
}

/// Nothing is spawned while text is written; Leptos only asks that it could be.
struct NoTasks;

impl CustomExecutor for NoTasks {
    fn spawn(&self, _: PinnedFuture<()>) {}
    fn spawn_local(&self, _: PinnedLocalFuture<()>) {}
    fn poll_local(&self) {}
}

/// The words of a language, which go with the present owner.
fn words_in(language: Language) -> I18n {
    // There is no request whose headers could name a language.
    let no_header = UseLocalesOptions::default().ssr_lang_header_getter(|| None);
    let locale: Locale = language.into();
    let start = Some(Signal::derive(move || locale));
    init_i18n_subcontext_with_options(start, None, None, Some(no_header))
}

impl StillPages {
    /// `base`: path of the site on its host, with a slash at both ends.
    pub fn new(
        base: &str,
        world: World,
        parts: HashMap<u16, RecordPart>,
        tenures: TenureFile,
    ) -> Self {
        // A second call finds the executor of the first one.
        let _ = Executor::init_custom_executor(NoTasks);
        let owner = Owner::new();
        owner.with(|| {
            let state = AppState::still(base, world, parts, tenures);
            let i18n = words_in(Language::English);
            let theme = Memo::new(|_| Theme::Light);
            provide_context(state);
            provide_context(i18n);
            Self {
                owner: owner.clone(),
                state,
                i18n,
                theme,
            }
        })
    }

    /// A page of text: title, and the page with header and credits.
    pub fn text(&self, texts: &Texts, page: &TextPage, language: Language) -> (String, String) {
        let html = self.write(Route::Text(page.clone()), language, |_| {
            let desk = Desk {
                state: expect_context(),
                i18n: i18n::use_i18n(),
            };
            view! {
                <div class="atlas reading">
                    <Header/>
                    {texts.view(&desk, page)}
                    <StillCredits/>
                </div>
            }
            .into_any()
        });
        (self.owner.with(|| texts.title(self.i18n, page)), html)
    }

    /// A page that the app makes: title, and what can be read of it without the app.
    pub fn of_app(&self, route: &Route, language: Language) -> (String, String) {
        let is_table = *route == Route::Table;
        let html = self.write(route.clone(), language, |_| {
            let main = if is_table {
                view! { <StillTable/> }.into_any()
            } else {
                view! { <StillComparison/> }.into_any()
            };
            view! { <div class="atlas reading"><Header/>{main}<StillCredits/></div> }.into_any()
        });
        let i18n = self.i18n;
        let title = self.owner.with(|| {
            if is_table {
                t_string!(i18n, table.title)
            } else {
                t_string!(i18n, compare.title)
            }
        });
        (title.to_owned(), html)
    }

    /// The place with an id or a retired id.
    pub fn place(&self, id: &str) -> Option<(PlaceIndex, Place)> {
        self.state.world.with_untracked(|world| {
            let atlas = &world.as_ref()?.atlas;
            let number = atlas.find(id)?;
            Some((number, atlas.get(number)?.clone()))
        })
    }

    /// What the page of a place shows: header, panel, credits. `id` may be a retired one.
    pub fn page(&self, id: &str, language: Language) -> String {
        self.write(Route::Place(id.to_owned()), language, |theme| {
            view! {
                <div class="atlas with-panel">
                    <Header/>
                    <main class="plate">
                        <StillMap/>
                        <PlacePanel theme/>
                    </main>
                    <div class="numbers"></div>
                    <StillCredits/>
                </div>
            }
            .into_any()
        })
    }

    /// What the map's page shows before the app is there: header, the map's box, credits.
    pub fn map(&self, language: Language) -> String {
        self.write(Route::Map, language, |_| {
            view! {
                <div class="atlas">
                    <Header/>
                    <p class="embed-title">{t_string!(i18n::use_i18n(), app.tagline)}</p>
                    <main class="plate"><StillMap/></main>
                    // The place of what the app will say of the map.
                    <div class="numbers"></div>
                    <StillCredits/>
                </div>
            }
            .into_any()
        })
    }

    /// What is on file about a place, alone: for narrow columns, without a map.
    pub fn card(&self, id: &str, language: Language) -> String {
        let Some((number, place)) = self.place(id) else {
            return String::new();
        };
        self.write(Route::Place(id.to_owned()), language, |theme| {
            let name = place.name_in(language.tag()).to_owned();
            let id = place.id.clone();
            let full = expect_context::<AppState>().place_link(&id);
            let i18n = i18n::use_i18n();
            view! {
                <main class="panel card" id="panel" data-place=id>
                    <PlaceBody number place theme/>
                </main>
                <footer class="credits">
                    <a class="full-map" href=full target="_blank" rel="noopener">
                        {t_string!(i18n, app.name)}
                        <span class="visually-hidden">" – " {name} ": " {t_string!(i18n, app.full_map)}</span>
                        <span aria-hidden="true">" ↗"</span>
                    </a>
                    <p>{t_string!(i18n, app.credits)}</p>
                </footer>
            }
            .into_any()
        })
    }

    /// The dialog to share, cite and embed; see [`ShareForm`].
    pub fn share_form(
        &self,
        language: Language,
        date: String,
        version: Option<String>,
        cards: String,
    ) -> String {
        self.render(Address::default(), language, |_| {
            view! { <ShareForm language date version cards/> }.into_any()
        })
    }

    /// What the head of a place's page says of it.
    pub fn summary(&self, id: &str, language: Language) -> Option<Summary> {
        let (_, place) = self.place(id)?;
        self.i18n.set_locale(language.into());
        let i18n = self.i18n;
        let parents = self.state.world.with_untracked(|world| {
            let atlas = &world.as_ref()?.atlas;
            let names: Vec<String> = atlas
                .parents(&place)
                .map(|(_, place)| place.name_in(language.tag()).to_owned())
                .collect();
            Some(names)
        })?;
        Some(self.owner.with(|| {
            let finding = place.finding();
            let mut where_it_lies = vec![i18n::level(i18n, place.level).to_owned()];
            where_it_lies.extend(parents);
            let mut text = i18n::finding_text(i18n, finding).to_owned();
            let counted = [
                (
                    t_string!(i18n, panel.policies_1),
                    t_string!(i18n, panel.policies_n),
                    place.policies,
                ),
                (
                    t_string!(i18n, panel.listings_1),
                    t_string!(i18n, panel.listings_n),
                    place.listings,
                ),
            ];
            for (one, many, count) in counted {
                if count > 0 {
                    text.push(' ');
                    text.push_str(&i18n::counted(i18n, one, many, u32::from(count)));
                    text.push('.');
                }
            }
            Summary {
                name: place.name_in(language.tag()).to_owned(),
                place: where_it_lies.join(", "),
                finding: i18n::finding(i18n, finding).to_owned(),
                text,
            }
        }))
    }

    /// The Atlas's own words, for what is not about one place.
    pub fn words(&self, language: Language) -> Words {
        self.i18n.set_locale(language.into());
        let i18n = self.i18n;
        self.owner.with(|| Words {
            atlas: t_string!(i18n, app.name),
            tagline: t_string!(i18n, app.tagline),
            description: t_string!(i18n, app.description),
            adopted: t_string!(i18n, panel.adopted),
            ended: t_string!(i18n, panel.ended),
            credits: t_string!(i18n, app.credits),
        })
    }

    /// What happened, in a word.
    pub fn event_kind(&self, language: Language, kind: EventKind) -> String {
        self.i18n.set_locale(language.into());
        let i18n = self.i18n;
        self.owner.with(|| i18n::event_kind(i18n, kind).to_owned())
    }

    /// Of when the data are, in words.
    pub fn date(&self, language: Language) -> String {
        self.i18n.set_locale(language.into());
        let i18n = self.i18n;
        let date = self
            .state
            .world
            .with_untracked(|world| world.as_ref().map(|world| world.atlas.index.date));
        let date = date.map(|date| i18n::date(i18n, date)).unwrap_or_default();
        self.owner
            .with(|| format!("{} {date}", t_string!(i18n, about.as_of)))
    }

    fn write(
        &self,
        route: Route,
        language: Language,
        view: impl FnOnce(Memo<Theme>) -> AnyView,
    ) -> String {
        let address = Address {
            route,
            // Where English is only what the page happens to be in, its links leave the choice to the reader.
            language: (language != Language::English).then_some(language),
            ..Address::default()
        };
        self.render(address, language, view)
    }

    fn render(
        &self,
        address: Address,
        language: Language,
        view: impl FnOnce(Memo<Theme>) -> AnyView,
    ) -> String {
        self.i18n.set_locale(language.into());
        let owner = self.owner.child();
        let html = owner.with(|| {
            provide_context(self.state.at_page(address));
            provide_context(words_in(language));
            view(self.theme).to_html()
        });
        owner.cleanup();
        // Marks for hydration, which does not happen here: `<` in text is always escaped.
        html.replace("<!>", "")
    }
}

/// The map's box, where the first map is painted.
#[component]
fn StillMap() -> impl IntoView {
    view! { <div id="map" class="map"></div> }
}

/// As high as the app's own, so that the map's box keeps its size.
#[component]
fn StillCredits() -> impl IntoView {
    let i18n = i18n::use_i18n();
    let state = expect_context::<AppState>();
    view! {
        <footer class="credits">
            <a class="full-map" href=state.full_link() target="_blank" rel="noopener noreferrer">
                {t_string!(i18n, app.name)}
                <span class="visually-hidden">" – " {t_string!(i18n, app.full_map)}</span>
                <span aria-hidden="true">" ↗"</span>
            </a>
            <p>{t_string!(i18n, app.credits)}</p>
            <p class="to-about"><TextLink page=TextPage::About/></p>
            <button type="button" class="about share">{t_string!(i18n, share.button)}</button>
        </footer>
    }
}
