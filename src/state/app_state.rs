//! The app's signals: what is loaded, what is chosen, what went wrong.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use leptos::{prelude::*, task::spawn_local};

use super::{
    History, Language, Text,
    url::{self, Address, Misread, Route, TextPage, ViewPoint},
};
use crate::{
    data::{
        Atlas, CountyFile, EncodedShapes, Freshness, Index, Kind, LandmarkFile, LandmarkMark,
        ListFile, LoadCause, LoadError, Place, PlaceIndex, RecordPart, Shapes, Target, TenureFile,
        TownFile, fetch, fetch_first, fetch_page,
    },
    domain::{Certainty, List, Listing, PartialDate, Policy, Record, State, Tenures, state_at},
    explore::{
        self, Classes, FIRST_YEAR, Facet, Filters, Histogram, Lens, Needs, Placed, ProvidedByPlace,
        Question, Similar, classify, histogram, similar,
    },
    geo::{Covered, Gesture, Pace, Sheet, View, Viewport},
    scene::{World, fitted},
};

/// A file that did not load, and what to try again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub error: LoadError,
    pub stage: Stage,
}

/// What is loaded in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Index and land: the first map.
    FirstMap,
    /// Counties and full detail.
    Detail,
    /// A part of the records.
    Part(u16),
    /// The lives of all policies.
    Tenures,
    /// The published lists.
    Lists,
    /// The landmarks of the time bar.
    Landmarks,
    /// The towns of the gazetteer.
    Towns,
    /// The open page of text, in a language.
    Text(Language),
}

/// Most places that fit side by side.
pub const MOST_COMPARED: usize = 4;

/// That a list names a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// Id of the list.
    pub list: String,
    pub name: String,
    pub publisher: String,
    pub since: Option<PartialDate>,
    pub is_disputed: bool,
}

/// Everything the components share. Cheap to copy: all fields are handles.
#[derive(Clone, Copy)]
pub struct AppState {
    pub world: RwSignal<Option<World>>,
    pub address: RwSignal<Address>,
    /// The chosen place, once the atlas that knows it is loaded.
    pub selected: Memo<Option<PlaceIndex>>,
    /// What colours mean.
    pub lens: Memo<Lens>,
    /// The date shown; none for the day of the record.
    pub date: Memo<Option<PartialDate>>,
    /// Which places are shown.
    pub filters: Memo<Filters>,
    /// What the lens says of every place at the date, which of them are shown, and how many.
    pub classes: Memo<Arc<Classes>>,
    /// What the policies of every place provide for at the date, once the lives of the policies are loaded.
    provided: Memo<Option<Arc<ProvidedByPlace>>>,
    /// Whether the reader has opened or closed the time bar.
    pub asked_for_time: RwSignal<Option<bool>>,
    pub hovered: RwSignal<Option<PlaceIndex>>,
    /// The place that the keyboard stands on inside the map.
    pub walked: RwSignal<Option<PlaceIndex>>,
    pub viewport: RwSignal<Viewport>,
    pub covered: RwSignal<Covered>,
    /// Where the map is or is going.
    pub view: RwSignal<View>,
    /// The view that the map last came to rest at, its picture finished.
    pub still: RwSignal<View>,
    pub misread: RwSignal<Vec<Misread>>,
    pub failures: RwSignal<Vec<Failure>>,
    pub parts: RwSignal<HashMap<u16, RecordPart>>,
    /// The lives of all policies, once a place has been opened, or a lens, a date or a filter needs them.
    pub tenures: RwSignal<Option<HashMap<PlaceIndex, Tenures>>>,
    /// The published lists, once a lens needs them.
    pub lists: RwSignal<Option<ListFile>>,
    /// The landmarks, once the time bar has been opened.
    pub landmarks: RwSignal<Option<Vec<LandmarkMark>>>,
    /// The pages of text that have been opened, by their file; none where the site has no such page.
    texts: RwSignal<HashMap<String, Option<Text>>>,
    /// Whether all counties are loaded, so that an unknown id is known to be unknown.
    pub complete: RwSignal<bool>,
    /// Whether all towns are loaded: only when someone searches, or a link names one.
    pub has_all_towns: RwSignal<bool>,
    /// Whether the reader has moved the map since the address last changed.
    moved: RwSignal<bool>,
    /// Whether the reader has opened or closed a place on this page.
    opened: RwSignal<bool>,
    history: StoredValue<History, LocalStorage>,
    /// What has been asked for.
    asked: StoredValue<HashSet<Stage>>,
    /// How the map goes to the view.
    pace: StoredValue<Pace>,
}

impl AppState {
    /// Reads the page's address.
    pub fn new() -> Self {
        let history = History::new();
        let (path, query) = history.current();
        let (address, misread) = url::read(&path, &query);
        Self::at(history, address, misread)
    }

    /// The state of pages that are written before anyone reads them: all is loaded.
    #[cfg(feature = "ssr")]
    pub fn still(
        base: &str,
        world: World,
        parts: HashMap<u16, RecordPart>,
        tenures: TenureFile,
    ) -> Self {
        let state = Self::at(History::still(base), Address::default(), Vec::new());
        let parts_loaded = parts.keys().map(|&part| Stage::Part(part));
        state
            .asked
            .update_value(|asked| asked.extend(parts_loaded.chain([Stage::Tenures])));
        state.world.set(Some(world));
        state.parts.set(parts);
        state
            .tenures
            .set(Some(tenures.places.into_iter().collect()));
        state.complete.set(true);
        state
    }

    /// The same at an address, with signals that go with the present owner. What read those of a page that has been
    /// written stays among their subscribers, and each further page would tell them all of its address.
    #[cfg(feature = "ssr")]
    pub fn at_page(&self, address: Address) -> Self {
        let address = RwSignal::new(address);
        let shown = Shown::new(address, self.world, self.tenures, self.lists);
        Self {
            address,
            selected: shown.selected,
            lens: shown.lens,
            date: shown.date,
            filters: shown.filters,
            classes: shown.classes,
            ..*self
        }
    }

    fn at(history: History, address: Address, misread: Vec<Misread>) -> Self {
        let address = RwSignal::new(address);
        let world: RwSignal<Option<World>> = RwSignal::new(None);
        let (tenures, lists) = (RwSignal::new(None), RwSignal::new(None));
        let Shown {
            selected,
            lens,
            date,
            filters,
            classes,
        } = Shown::new(address, world, tenures, lists);
        let provided = Memo::new(move |_| {
            let today = world.with(|world| Some(world.as_ref()?.atlas.index.date))?;
            let at = date.get().unwrap_or(today);
            tenures.with(|tenures| {
                let tenures = tenures.as_ref()?;
                Some(Arc::new(ProvidedByPlace::at(tenures, at, today)))
            })
        });
        let viewport = Viewport {
            width: 1280.0,
            height: 720.0,
        };
        Self {
            world,
            address,
            selected,
            lens,
            date,
            filters,
            classes,
            provided,
            asked_for_time: RwSignal::new(None),
            hovered: RwSignal::new(None),
            walked: RwSignal::new(None),
            viewport: RwSignal::new(viewport),
            covered: RwSignal::new(Covered::default()),
            view: RwSignal::new(View::home(sheet_of(viewport), viewport)),
            still: RwSignal::new(View::home(sheet_of(viewport), viewport)),
            misread: RwSignal::new(misread),
            failures: RwSignal::new(Vec::new()),
            parts: RwSignal::new(HashMap::new()),
            tenures,
            lists,
            landmarks: RwSignal::new(None),
            texts: RwSignal::new(HashMap::new()),
            complete: RwSignal::new(false),
            has_all_towns: RwSignal::new(false),
            moved: RwSignal::new(false),
            opened: RwSignal::new(false),
            history: StoredValue::new_local(history),
            asked: StoredValue::new(HashSet::new()),
            pace: StoredValue::new(Pace::Jump),
        }
    }

    pub fn sheet(&self) -> Sheet {
        sheet_of(self.viewport.get())
    }

    pub fn sheet_untracked(&self) -> Sheet {
        sheet_of(self.viewport.get_untracked())
    }

    /// Applies a gesture, at the pace that is usual for it.
    pub fn act(&self, gesture: Gesture) {
        let pace = match gesture {
            Gesture::Pan { .. } | Gesture::Pinch { .. } => Pace::Jump,
            Gesture::Zoom { .. } => Pace::Step,
            Gesture::Fit { .. } | Gesture::CentreOn { .. } | Gesture::Home => Pace::Flight,
        };
        self.act_at(gesture, pace);
    }

    /// Applies a gesture and lets the address follow at rest.
    pub fn act_at(&self, gesture: Gesture, pace: Pace) {
        let viewport = self.viewport.get_untracked();
        let before = self.view.get_untracked();
        let after = before.after(gesture, sheet_of(viewport), viewport);
        if after == before {
            return;
        }
        if gesture == Gesture::Home {
            self.pace.set_value(pace);
            self.view.set(after);
            self.moved.set(false);
            self.address.update(|address| address.view = None);
            self.write_at_rest();
        } else {
            self.go_to(after, pace);
        }
    }

    /// Goes to a view; the address follows at rest.
    pub fn go_to(&self, view: View, pace: Pace) {
        self.pace.set_value(pace);
        self.view.set(view);
        self.moved.set(true);
        let point = ViewPoint::of(view, sheet_of(self.viewport.get_untracked()));
        self.address.update(|address| address.view = Some(point));
        self.write_at_rest();
    }

    /// How the map goes to the view it is going to.
    pub fn pace(&self) -> Pace {
        self.pace.get_value()
    }

    /// Places that the map shows something of and that are in view, with their points in the viewport.
    pub fn places_in_view(&self) -> Vec<(PlaceIndex, f64, f64)> {
        let (view, viewport, sheet) = (
            self.view.get_untracked(),
            self.viewport.get_untracked(),
            self.sheet_untracked(),
        );
        let classes = self.classes.get_untracked();
        self.world.with_untracked(|world| {
            let places = world.iter().flat_map(|world| {
                let shown = classes.shown_places();
                shown.filter_map(|(number, _)| Some((number, world.atlas.get(number)?)))
            });
            places
                .map(|(number, place)| {
                    let (x, y) = place.on_sheet(sheet);
                    let (x, y) = view.to_screen(x, y, viewport);
                    (number, x, y)
                })
                .filter(|(_, x, y)| {
                    (0.0..viewport.width).contains(x) && (0.0..viewport.height).contains(y)
                })
                .collect()
        })
    }

    /// The map's box changed: keep what is shown, or show the usual part of the new shape.
    pub fn resize(&self, viewport: Viewport) {
        self.pace.set_value(Pace::Jump);
        let before = self.viewport.get_untracked();
        if viewport == before || viewport.width < 1.0 || viewport.height < 1.0 {
            return;
        }
        let point = ViewPoint::of(self.view.get_untracked(), sheet_of(before));
        self.viewport.set(viewport);
        if self.moved.get_untracked() {
            self.view.set(
                point
                    .on(sheet_of(viewport))
                    .kept_within(sheet_of(viewport), viewport),
            );
        } else {
            self.show_usual();
        }
    }

    /// Shows what the address means: its view, else its place, else the whole sheet.
    pub fn show_usual(&self) {
        self.pace.set_value(Pace::Jump);
        let viewport = self.viewport.get_untracked();
        let sheet = sheet_of(viewport);
        let (point, route) = self
            .address
            .with_untracked(|address| (address.view, address.route.clone()));
        self.moved.set(point.is_some());
        if let Some(point) = point {
            self.view.set(point.on(sheet).kept_within(sheet, viewport));
        } else if let (Route::Place(_), Some(place)) = (route, self.selected.get_untracked()) {
            self.fit_place(place);
        } else {
            self.view.set(View::home(sheet, viewport));
        }
    }

    /// Opens a place: a new entry in the history, the map moved only if the place is out of sight.
    pub fn open(&self, place: PlaceIndex) {
        let Some(id) = self
            .world
            .with_untracked(|world| Some(world.as_ref()?.atlas.get(place)?.id.clone()))
        else {
            return;
        };
        self.go(Route::Place(id));
        if !self.in_sight(place) {
            self.fit_place(place);
            self.pace.set_value(Pace::Flight);
        }
    }

    /// Opens what a search has found.
    pub fn open_found(&self, found: Target) {
        let place = match found {
            Target::Place(place) => Some(place),
            Target::Town(town) => self.change_atlas(|atlas| atlas.open_town(town)),
        };
        let Some(place) = place else { return };
        // On the page of a comparison, one searches for what else to compare.
        let mut ids = self.compared_ids();
        let compares = self
            .address
            .with_untracked(|address| matches!(address.route, Route::Compare(_)));
        if compares && ids.len() < MOST_COMPARED {
            let id = self
                .world
                .with_untracked(|world| Some(world.as_ref()?.atlas.get(place)?.id.clone()));
            ids.extend(id);
            self.visit(Route::Compare(ids));
        } else {
            self.open(place);
        }
    }

    fn change_atlas<T>(&self, change: impl FnOnce(&mut Atlas) -> Option<T>) -> Option<T> {
        self.world
            .try_update(|world| change(&mut world.as_mut()?.atlas))?
    }

    /// Where the address names places that the atlas does not know: looks for them among the towns. To be called in an
    /// effect, as it follows what is loaded.
    pub fn find_towns_of_address(&self) {
        let ids = self.address.with(|address| match &address.route {
            Route::Place(id) => vec![id.clone()],
            Route::Compare(ids) => ids.clone(),
            _ => Vec::new(),
        });
        let is_all_known = self.complete.get();
        self.has_all_towns.track();
        self.selected.track();
        for id in ids.iter().filter(|_| is_all_known) {
            let is_town = self.world.with_untracked(|world| {
                let atlas = &world.as_ref()?.atlas;
                Some(match atlas.find(id) {
                    Some(_) => None,
                    None => Some(atlas.towns()?.find(id).is_some()),
                })
            });
            let Some(Some(is_town)) = is_town else {
                continue;
            };
            self.want_towns();
            if is_town {
                self.change_atlas(|atlas| atlas.open_town_with_id(id));
                if !self.moved.get_untracked() {
                    self.show_usual();
                }
            }
        }
    }

    /// Closes the panel.
    pub fn close(&self) {
        if self
            .address
            .with_untracked(|address| address.route != Route::Map)
        {
            self.go(Route::Map);
        }
    }

    /// Opens a page as a click on its link does.
    pub fn visit(&self, route: Route) {
        let place = match &route {
            Route::Map => return self.start_over(),
            Route::Place(id) => self
                .world
                .with_untracked(|world| world.as_ref()?.atlas.find(id)),
            _ => None,
        };
        match place {
            Some(place) => self.open(place),
            None => self.go(route),
        }
    }

    /// Opens the page of this site that a path leads to; false where it leads elsewhere.
    pub fn visit_path(&self, path: &str) -> bool {
        let link = self.history.with_value(|history| {
            let below = path.strip_prefix(&history.path(""))?;
            Some(below.to_owned())
        });
        let Some(link) = link else { return false };
        let (path, query) = link.split_once('?').unwrap_or((&link, ""));
        let (address, misread) = url::read(path, query);
        let is_page = misread.is_empty();
        if is_page {
            // A link that says what the map shows is followed in that, too.
            let Address {
                route,
                lens,
                date,
                filters,
                ..
            } = address;
            if lens == Lens::default() && date.is_none() && filters.is_empty() {
                self.visit(route);
            } else {
                self.address.update(|address| {
                    address.lens = lens;
                    address.date = date;
                    address.filters = filters;
                });
                self.go(route);
            }
        }
        is_page
    }

    fn go(&self, route: Route) {
        if route.is_page() || self.is_reading_untracked() {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.address.update(|address| {
            address.route = route;
            address.view = None;
        });
        self.moved.set(false);
        self.opened.set(true);
        let link = self.address.with_untracked(url::write);
        self.history.with_value(|history| history.push(&link));
    }

    /// Back to the whole sheet with nothing open, all places in the usual colours.
    pub fn start_over(&self) {
        self.address.update(|address| {
            address.lens = Lens::default();
            address.date = None;
            address.filters = Filters::default();
        });
        self.close();
        self.act(Gesture::Home);
        self.write_at_rest();
    }

    /// Chooses what colours mean; choices among the classes of the lens before are dropped.
    pub fn look_through(&self, lens: Lens) {
        self.address.update(|address| {
            if address.lens != lens {
                address.filters.classes.clear();
            }
            address.lens = lens;
        });
        self.write_at_rest();
    }

    /// Shows the map of a date; none for the day of the record, which no later one can pass.
    pub fn show_date(&self, date: Option<PartialDate>) {
        self.pass_date(date);
        self.write_at_rest();
    }

    /// Shows the map of a date among many that follow: the address is to be written when they end, by
    /// [`Self::show_date`].
    pub fn pass_date(&self, date: Option<PartialDate>) {
        let today = self.record_day();
        let date = date.filter(|date| today.is_none_or(|today| date.earliest() < today.earliest()));
        if self.date.get_untracked() != date {
            self.address.update(|address| address.date = date);
        }
    }

    /// Whether the time bar is there: a link to a date brings it along.
    pub fn shows_time(&self) -> bool {
        self.asked_for_time
            .get()
            .unwrap_or_else(|| self.date.get().is_some())
    }

    /// Changes which places are shown.
    pub fn filter(&self, change: impl FnOnce(&mut Filters)) {
        self.address.update(|address| change(&mut address.filters));
        self.write_at_rest();
    }

    /// Adds a choice of a filter, or takes it away.
    pub fn toggle(&self, facet: Facet) {
        self.filter(|filters| filters.toggle(facet));
    }

    /// How many places would be shown if the filters were others.
    pub fn count_with(&self, filters: &Filters) -> u32 {
        let question = |lens: &Lens| {
            let question = Question {
                lens,
                date: self.date.get(),
                filters,
            };
            ask(self.world, self.tenures, self.lists, question).shown
        };
        self.lens.with(question)
    }

    /// Beginnings and endings by year, of the policies of those places that filters let be shown today; once the lives
    /// of the policies are loaded.
    pub fn histogram(&self) -> Option<Histogram> {
        let filters = self.filters.read();
        let question = Question {
            lens: &Lens::Model,
            date: None,
            filters: &filters,
        };
        let shown = ask(self.world, self.tenures, self.lists, question);
        let last = self
            .world
            .with(|world| Some(world.as_ref()?.atlas.index.date.year()))?;
        self.tenures.with(|tenures| {
            let is_shown = |place| shown.of(place).is_shown;
            Some(histogram(tenures.as_ref()?, is_shown, FIRST_YEAR, last))
        })
    }

    /// The day of the record, once the index is loaded.
    pub fn record_day(&self) -> Option<PartialDate> {
        self.world
            .with_untracked(|world| Some(world.as_ref()?.atlas.index.date))
    }

    /// What the map says of a place under the lens at the date.
    pub fn placed(&self, place: PlaceIndex) -> Placed {
        self.classes.with(|classes| classes.of(place))
    }

    /// What is seen of the map, where meridians and parallels are to be drawn.
    pub fn seen_graticule(&self) -> Option<Viewport> {
        let is_wanted = self.address.with_untracked(|address| address.graticule);
        is_wanted.then(|| self.viewport.get_untracked())
    }

    /// Draws meridians and parallels, or no longer.
    pub fn toggle_graticule(&self) {
        self.address
            .update(|address| address.graticule = !address.graticule);
        self.write_at_rest();
    }

    /// The published list that the lens is of, once the lists are loaded.
    pub fn chosen_list(&self) -> Option<List> {
        let Lens::List(id) = self.lens.get() else {
            return None;
        };
        self.lists
            .with(|lists| Some(lists.as_ref()?.find(&id)?.list.clone()))
    }

    /// The bodies that name a place at the date, and those that name others of its kind there but not it; once the lists
    /// are loaded.
    pub fn bodies_on(&self, place: PlaceIndex) -> (Vec<String>, Vec<String>) {
        let owned = |bodies: Vec<&str>| bodies.into_iter().map(str::to_owned).collect();
        let found = self.world.with(|world| {
            let atlas = &world.as_ref()?.atlas;
            let today = atlas.index.date;
            let at = self.date.get().unwrap_or(today);
            self.lists.with(|lists| {
                let lists = lists.as_ref()?;
                let named_by = explore::bodies_of(lists, place, at, today);
                let without = explore::bodies_without(lists, atlas, place, at, today);
                Some((owned(named_by), owned(without)))
            })
        });
        found.unwrap_or_default()
    }

    /// Asks for the files that the lens, the date and the filters need. To be called in an effect, as it follows them.
    pub fn want_explored(&self) {
        let needs = self.lens.with(|lens| {
            self.filters.with(|filters| {
                let date = self.date.get();
                Question {
                    lens,
                    date,
                    filters,
                }
                .needs()
            })
        });
        let Needs { tenures, lists } = needs;
        if !(tenures || lists) || self.world.with(Option::is_none) {
            return;
        }
        if tenures {
            self.want(Stage::Tenures);
        }
        if lists {
            self.want(Stage::Lists);
        }
    }

    /// A date that the link asks for and that has not come: says so and shows the day of the record. To be called in an
    /// effect.
    pub fn refuse_future(&self) {
        let today = self
            .world
            .with(|world| Some(world.as_ref()?.atlas.index.date));
        if let (Some(date), Some(today)) = (self.date.get(), today)
            && today.is_before(date)
        {
            self.misread.update(|misread| {
                misread.push(Misread::BadParameter {
                    name: "date".to_owned(),
                    value: date.to_string(),
                });
            });
            self.address.update(|address| address.date = None);
        }
    }

    /// Path of the start page, in the chosen language and theme.
    pub fn home_link(&self) -> String {
        let address = self.address.with_untracked(|address| Address {
            route: Route::Map,
            view: None,
            lens: Lens::default(),
            date: None,
            filters: Filters::default(),
            ..address.clone()
        });
        self.history
            .with_value(|history| history.path(&url::write(&address)))
    }

    /// Something now covers the right or the lower part of the map, pixels.
    pub fn cover(&self, covered: Covered) {
        if self.covered.get_untracked() == covered {
            return;
        }
        self.covered.set(covered);
        let hidden = |place| !self.in_sight(place);
        let is_hidden = self.selected.get_untracked().is_some_and(hidden);
        if !self.moved.get_untracked() && (is_hidden || !self.opened.get_untracked()) {
            self.show_usual();
        }
    }

    /// Chooses the interface language in the address.
    pub fn speak(&self, language: Language) {
        self.address
            .update(|address| address.language = Some(language));
        self.write_at_rest();
    }

    /// The reader went back or forward.
    pub fn follow_history(&self) {
        let (path, query) = self.history.with_value(History::follow);
        let (address, misread) = url::read(&path, &query);
        self.address.set(address);
        self.misread.set(misread);
        self.show_usual();
    }

    /// Path of a place's page, for links.
    pub fn place_link(&self, id: &str) -> String {
        let address = self.address.with_untracked(|address| Address {
            route: Route::Place(id.to_owned()),
            view: None,
            ..address.clone()
        });
        self.history
            .with_value(|history| history.path(&url::write(&address)))
    }

    /// Path of a page of text, for links: never a frame's, which is for maps.
    pub fn text_link(&self, page: TextPage) -> String {
        self.page_link(Route::Text(page))
    }

    /// Path of a page that stands in the place of the map, for links.
    pub fn page_link(&self, route: Route) -> String {
        // Table and comparison show what the map shows.
        let is_text = matches!(route, Route::Text(_));
        let address = self.address.with_untracked(|address| {
            let shown = if is_text {
                Address::default()
            } else {
                address.clone()
            };
            Address {
                route,
                embed: false,
                view: None,
                language: address.language,
                theme: address.theme.filter(|_| !address.embed),
                ..shown
            }
        });
        self.history
            .with_value(|history| history.path(&url::write(&address)))
    }

    /// Path of the map on a date, for links.
    pub fn date_link(&self, date: PartialDate) -> String {
        let address = self.address.with_untracked(|address| Address {
            date: Some(date),
            language: address.language,
            ..Address::default()
        });
        self.history
            .with_value(|history| history.path(&url::write(&address)))
    }

    /// Path of a file of the site, for links.
    pub fn file_link(&self, file: &str) -> String {
        self.history.with_value(|history| history.path(file))
    }

    /// The page of text that is open.
    pub fn text_page(&self) -> Option<TextPage> {
        self.address.with(|address| match &address.route {
            Route::Text(page) => Some(page.clone()),
            _ => None,
        })
    }

    /// The open page of text in a language, once it is there: none inside where the site has no such page.
    pub fn text(&self, language: Language) -> Option<Option<Text>> {
        let file = text_file(self.text_page()?, language);
        self.texts.with(|texts| texts.get(&file).cloned())
    }

    /// Asks for the open page of text, unless it is there.
    pub fn want_text(&self, language: Language) {
        if self.text_page().is_some() && self.text(language).is_none() {
            self.load(Stage::Text(language));
        }
    }

    /// Keeps a page of text that came with the page itself.
    pub fn keep_text(&self, page: TextPage, language: Language, text: Text) {
        let file = text_file(page, language);
        self.texts.update(|texts| {
            texts.insert(file, Some(text));
        });
    }

    async fn load_text(&self, language: Language, freshness: Freshness) -> Result<(), LoadError> {
        let page = self.address.with_untracked(|address| match &address.route {
            Route::Text(page) => Some(page.clone()),
            _ => None,
        });
        let Some(page) = page else { return Ok(()) };
        let file = text_file(page, language);
        let text = match fetch_page(&file, freshness).await {
            Ok(html) => Text::read(&html, &file),
            Err(error) if error.cause == LoadCause::Status(404) => None,
            Err(error) => return Err(error),
        };
        self.texts.update(|texts| {
            texts.insert(file, text);
        });
        Ok(())
    }

    fn is_reading_untracked(&self) -> bool {
        self.address
            .with_untracked(|address| address.route.is_page())
    }

    /// Path of the full page that an embed shows a part of.
    pub fn full_link(&self) -> String {
        let address = self.address.with(|address| Address {
            embed: false,
            ..address.clone()
        });
        self.history
            .with_value(|history| history.path(&url::write(&address)))
    }

    /// Address of what is shown, to share.
    pub fn share_link(&self) -> String {
        let link = self.address.with_untracked(|address| {
            url::write(&Address {
                embed: false,
                ..address.clone()
            })
        });
        self.history.with_value(|history| history.absolute(&link))
    }

    /// Whole address of a page in the chosen language, for files that leave the browser.
    pub fn absolute_link(&self, route: Route) -> String {
        let link = self.address.with_untracked(|address| {
            url::write(&Address {
                route,
                language: address.language,
                ..Address::default()
            })
        });
        self.history.with_value(|history| history.absolute(&link))
    }

    /// Where a kept version's page is shown with today's data.
    pub fn live_link(&self) -> Option<String> {
        let base = page_meta("atlas-live")?;
        let link = self.address.with(|address| {
            url::write(&Address {
                embed: false,
                ..address.clone()
            })
        });
        Some(base + &link)
    }

    /// Name of the chosen place in a language.
    pub fn title_of_selected(&self, language: &str) -> Option<String> {
        let place = self.selected.get()?;
        self.world.with(|world| {
            let place = world.as_ref()?.atlas.get(place)?;
            Some(place.name_in(language).to_owned())
        })
    }

    pub(super) fn write_at_rest(&self) {
        let link = self.address.with_untracked(url::write);
        self.history
            .with_value(|history| history.replace_at_rest(link));
    }

    /// The part of the viewport that nothing covers.
    fn free(&self) -> Viewport {
        let covered = self.covered.get_untracked();
        covered.free(self.viewport.get_untracked())
    }

    /// Whether a place is in the part of the map that nothing covers, large enough to see.
    fn in_sight(&self, place: PlaceIndex) -> bool {
        let (view, viewport, free) = (
            self.view.get_untracked(),
            self.viewport.get_untracked(),
            self.free(),
        );
        self.world.with_untracked(|world| {
            let place = world.as_ref()?.atlas.get(place)?;
            let (x, y) = place.on_sheet(sheet_of(viewport));
            let (x, y) = view.to_screen(x, y, viewport);
            Some((8.0..free.width - 8.0).contains(&x) && (8.0..free.height - 8.0).contains(&y))
        }) == Some(true)
    }

    /// Flies to a place without opening it; the address follows at rest.
    pub fn fly_to(&self, place: PlaceIndex) {
        self.fit_place(place);
        self.go_to(self.view.get_untracked(), Pace::Flight);
    }

    /// Shows a place in the free part of the map, with its surroundings.
    pub fn fit_place(&self, place: PlaceIndex) {
        let viewport = self.viewport.get_untracked();
        let covered = self.covered.get_untracked();
        let view = self.world.with_untracked(|world| {
            fitted(
                world.as_ref()?,
                place,
                sheet_of(viewport),
                viewport,
                covered,
            )
        });
        if let Some(view) = view {
            self.view.set(view);
        }
    }

    /// Loads index and land, then shows what the address means, then loads the rest.
    pub fn load(&self, stage: Stage) {
        self.load_as(stage, Freshness::Cached);
    }

    /// Tries again, past the browser's cache.
    pub fn retry(&self, stage: Stage) {
        self.load_as(stage, Freshness::Fresh);
    }

    fn load_as(&self, stage: Stage, freshness: Freshness) {
        let state = *self;
        state
            .failures
            .update(|failures| failures.retain(|failure| failure.stage != stage));
        spawn_local(async move {
            let loaded = match stage {
                Stage::FirstMap => state.load_first_map(freshness).await,
                Stage::Detail => state.load_detail(freshness).await,
                Stage::Part(part) => state.load_part(part, freshness).await,
                Stage::Tenures => state.load_tenures(freshness).await,
                Stage::Lists => state.load_lists(freshness).await,
                Stage::Landmarks => state.load_landmarks(freshness).await,
                Stage::Towns => state.load_towns(freshness).await,
                Stage::Text(language) => state.load_text(language, freshness).await,
            };
            if let Err(error) = loaded {
                state
                    .failures
                    .update(|failures| failures.push(Failure { error, stage }));
            }
        });
    }

    async fn load_first_map(&self, freshness: Freshness) -> Result<(), LoadError> {
        let (index_file, land_file) = (first_map_file("atlas-index"), first_map_file("atlas-land"));
        let (index, land) = futures::join!(
            fetch_first::<Index>(Kind::Index, "index", &index_file, freshness),
            fetch_first::<EncodedShapes>(Kind::Land, "land", &land_file, freshness)
        );
        let index = index?;
        index
            .check()
            .map_err(|error| LoadError::damaged(&index_file, error))?;
        let land = Shapes::decode(&land?).map_err(|error| LoadError::damaged(&land_file, error))?;
        self.world.set(Some(World::new(Atlas::new(index), land)));
        self.show_usual();
        // The next frame paints the first map; the rest must not stand in its way. A page of text
        // needs none of it.
        if !self.is_reading_untracked() {
            let state = *self;
            request_animation_frame(move || {
                request_animation_frame(move || state.want(Stage::Detail));
            });
        }
        Ok(())
    }

    async fn load_detail(&self, freshness: Freshness) -> Result<(), LoadError> {
        let files = self.world.with_untracked(|world| {
            let index = &world.as_ref()?.atlas.index;
            Some((
                index.counties.clone(),
                index.land_full.clone(),
                world.as_ref()?.atlas.places.len(),
            ))
        });
        let Some((counties_file, land_file, known)) = files else {
            return Ok(());
        };
        let has_counties = self
            .world
            .with_untracked(|world| world.as_ref().is_some_and(World::has_counties));
        if !has_counties {
            let counties: CountyFile = fetch(Kind::Counties, &counties_file, freshness).await?;
            counties
                .check(known)
                .map_err(|error| LoadError::damaged(&counties_file, error))?;
            let shapes = Shapes::decode(&counties.shapes)
                .map_err(|error| LoadError::damaged(&counties_file, error))?;
            let was_opened_by_reader = self.opened.get_untracked();
            self.world.update(|world| {
                if let Some(world) = world {
                    world.atlas.add_counties(&counties);
                    world.add_counties(shapes);
                }
            });
            self.complete.set(true);
            // A county named by the link is only known now, or only now has an area.
            let selected = self.selected.get_untracked();
            let has_area_now = selected.is_some_and(|place| {
                self.world.with_untracked(|world| {
                    world
                        .as_ref()
                        .is_some_and(|world| world.is_county_area(place))
                })
            });
            if !self.moved.get_untracked() && !was_opened_by_reader && has_area_now {
                self.show_usual();
            }
        }
        let land: EncodedShapes = fetch(Kind::Land, &land_file, freshness).await?;
        let shapes =
            Shapes::decode(&land).map_err(|error| LoadError::damaged(&land_file, error))?;
        self.world.update(|world| {
            if let Some(world) = world {
                world.add_full_land(shapes);
            }
        });
        Ok(())
    }

    /// Asks for the records of a place once.
    pub fn want_record(&self, place: PlaceIndex) {
        let part = self
            .world
            .with_untracked(|world| world.as_ref()?.atlas.get(place)?.part);
        if let Some(part) = part {
            self.want(Stage::Part(part));
        }
    }

    /// Asks for something once.
    pub fn want(&self, stage: Stage) {
        if self.asked.try_update_value(|asked| asked.insert(stage)) == Some(true) {
            self.load(stage);
        }
    }

    async fn load_tenures(&self, freshness: Freshness) -> Result<(), LoadError> {
        let file = self
            .world
            .with_untracked(|world| Some(world.as_ref()?.atlas.index.tenures.clone()));
        let Some(file) = file else { return Ok(()) };
        let tenures: TenureFile = fetch(Kind::Tenures, &file, freshness).await?;
        self.tenures.set(Some(tenures.places.into_iter().collect()));
        Ok(())
    }

    async fn load_lists(&self, freshness: Freshness) -> Result<(), LoadError> {
        let file = self
            .world
            .with_untracked(|world| Some(world.as_ref()?.atlas.index.lists.clone()));
        let Some(file) = file else { return Ok(()) };
        let lists: ListFile = fetch(Kind::Lists, &file, freshness).await?;
        self.lists.set(Some(lists));
        Ok(())
    }

    async fn load_landmarks(&self, freshness: Freshness) -> Result<(), LoadError> {
        let file = self
            .world
            .with_untracked(|world| Some(world.as_ref()?.atlas.index.landmarks.clone()));
        let Some(file) = file else { return Ok(()) };
        let landmarks: LandmarkFile = fetch(Kind::Landmarks, &file, freshness).await?;
        self.landmarks.set(Some(landmarks.landmarks));
        Ok(())
    }

    /// The state of a place at the date, once the lives of the policies are loaded.
    pub fn state_of(&self, place: PlaceIndex) -> Option<State> {
        let none = Tenures::default();
        self.world.with(|world| {
            let atlas = &world.as_ref()?.atlas;
            self.tenures.with(|tenures| {
                let tenures = tenures.as_ref()?;
                let numbers =
                    std::iter::once(place).chain(atlas.get(place)?.parents.iter().copied());
                let chain: Vec<&Tenures> = numbers
                    .map(|number| tenures.get(&number).unwrap_or(&none))
                    .collect();
                let today = atlas.index.date;
                Some(state_at(&chain, self.date.get().unwrap_or(today), today))
            })
        })
    }

    /// A place by its number, without following what is loaded.
    pub fn place_untracked(&self, place: PlaceIndex) -> Option<Place> {
        self.world
            .with_untracked(|world| world.as_ref()?.atlas.get(place).cloned())
    }

    /// The places most like one by what their policies provide for at the date, once the lives of the policies are loaded.
    pub fn similar(&self, place: PlaceIndex, limit: usize) -> Vec<Similar> {
        let found = self.world.with(|world| {
            let atlas = &world.as_ref()?.atlas;
            self.provided
                .with(|provided| Some(similar(atlas, provided.as_ref()?, place, limit)))
        });
        found.unwrap_or_default()
    }

    /// The place some levels above another: 1 is directly above.
    pub fn above(&self, place: PlaceIndex, level: usize) -> Option<(PlaceIndex, Place)> {
        self.world.with(|world| {
            let atlas = &world.as_ref()?.atlas;
            let number = *atlas.get(place)?.parents.get(level.checked_sub(1)?)?;
            Some((number, atlas.get(number)?.clone()))
        })
    }

    /// Title of one policy of a place, once its record is loaded.
    pub fn policy_title(&self, place: PlaceIndex, policy: usize) -> Option<String> {
        self.with_record(place, |record| {
            record.policies.get(policy).map(|p| p.title.clone())
        })?
    }

    /// Titles of the policies of a place that hold, or may hold, at the date.
    pub fn held_titles(&self, place: PlaceIndex) -> Vec<(String, Certainty)> {
        let Some(state) = self.state_of(place) else {
            return Vec::new();
        };
        let held = self.with_record(place, |record| {
            let held = record.policies.iter().zip(&state.policies);
            held.filter(|(_, holding)| holding.certainty > Certainty::No)
                .map(|(policy, holding)| (policy.title.clone(), holding.certainty))
                .collect()
        });
        held.unwrap_or_default()
    }

    /// Ids of the places that are compared, each once.
    pub fn compared_ids(&self) -> Vec<String> {
        let ids = self.address.with(|address| match &address.route {
            Route::Compare(ids) => ids.clone(),
            _ => Vec::new(),
        });
        let mut once: Vec<String> = Vec::with_capacity(ids.len());
        for id in ids {
            if !once.contains(&id) {
                once.push(id);
            }
        }
        once
    }

    /// The policies of a place, once its record is loaded.
    pub fn policies_of(&self, place: PlaceIndex) -> Option<Vec<Policy>> {
        self.with_record(place, |record| record.policies.clone())
    }

    /// The lists that name a place, once its record is loaded.
    pub fn listings_of(&self, place: PlaceIndex) -> Option<Vec<Naming>> {
        let listings = self.with_record(place, |record| record.listings.clone())?;
        let part = self
            .world
            .with(|world| world.as_ref()?.atlas.get(place)?.part)?;
        self.parts.with(|parts| {
            let part = parts.get(&part)?;
            let naming = |listing: &Listing| {
                let list = part.list(&listing.list);
                Naming {
                    list: listing.list.clone(),
                    name: list.map_or(&listing.list, |list| &list.name).clone(),
                    publisher: list.map(|list| list.publisher.clone()).unwrap_or_default(),
                    since: listing.since(list),
                    is_disputed: listing.disputed.is_some(),
                }
            };
            Some(listings.iter().map(naming).collect())
        })
    }

    fn with_record<T>(&self, place: PlaceIndex, read: impl FnOnce(&Record) -> T) -> Option<T> {
        let (part, id) = self.world.with(|world| {
            let place = world.as_ref()?.atlas.get(place)?;
            Some((place.part?, place.id.clone()))
        })?;
        self.parts
            .with(|parts| parts.get(&part)?.record(&id).map(read))
    }

    /// Asks for the towns once, as soon as it is known where they are.
    pub fn want_towns(&self) {
        let is_known = self.world.with_untracked(Option::is_some);
        if is_known
            && self
                .asked
                .with_value(|asked| !asked.contains(&Stage::Towns))
        {
            // Before the first key is pressed rather than while it waits.
            self.world.with_untracked(|world| {
                if let Some(world) = world {
                    world.atlas.folded_names();
                }
            });
            self.want(Stage::Towns);
        }
    }

    async fn load_towns(&self, freshness: Freshness) -> Result<(), LoadError> {
        let files = self
            .world
            .with_untracked(|world| world.as_ref().map(|world| world.atlas.index.towns.clone()));
        let loaded = self.world.with_untracked(|world| {
            let world = world.as_ref();
            world.map_or(0, |world| world.atlas.gazetteer.files())
        });
        for file in files.unwrap_or_default().iter().skip(loaded) {
            let towns: TownFile = fetch(Kind::Towns, file, freshness).await?;
            self.change_atlas(|atlas| Some(atlas.gazetteer.add(towns)))
                .unwrap_or(Ok(()))
                .map_err(|error| LoadError::damaged(file, error))?;
        }
        self.has_all_towns.set(true);
        Ok(())
    }

    async fn load_part(&self, part: u16, freshness: Freshness) -> Result<(), LoadError> {
        let file = self.world.with_untracked(|world| {
            world
                .as_ref()?
                .atlas
                .index
                .parts
                .get(usize::from(part))
                .cloned()
        });
        let Some(file) = file else { return Ok(()) };
        let records: RecordPart = fetch(Kind::Records, &file, freshness).await?;
        self.parts.update(|parts| {
            parts.insert(part, records);
        });
        Ok(())
    }
}

/// What an address says to show.
struct Shown {
    /// The place, once the atlas that knows it is loaded.
    selected: Memo<Option<PlaceIndex>>,
    lens: Memo<Lens>,
    date: Memo<Option<PartialDate>>,
    filters: Memo<Filters>,
    classes: Memo<Arc<Classes>>,
}

impl Shown {
    fn new(
        address: RwSignal<Address>,
        world: RwSignal<Option<World>>,
        tenures: RwSignal<Option<HashMap<PlaceIndex, Tenures>>>,
        lists: RwSignal<Option<ListFile>>,
    ) -> Self {
        let lens = Memo::new(move |_| address.with(|address| address.lens.clone()));
        let date = Memo::new(move |_| address.with(|address| address.date));
        let filters = Memo::new(move |_| address.with(|address| address.filters.clone()));
        Self {
            selected: Memo::new(move |_| {
                address.with(|address| match &address.route {
                    Route::Place(id) => world.with(|world| world.as_ref()?.atlas.find(id)),
                    _ => None,
                })
            }),
            lens,
            date,
            filters,
            classes: Memo::new(move |_| {
                Arc::new(answer(world, tenures, lists, lens, date, filters))
            }),
        }
    }
}

impl Default for AppState {
    fn default() -> Self {
        Self::new()
    }
}

/// What the record says, as far as it is loaded.
fn answer(
    world: RwSignal<Option<World>>,
    tenures: RwSignal<Option<HashMap<PlaceIndex, Tenures>>>,
    lists: RwSignal<Option<ListFile>>,
    lens: Memo<Lens>,
    date: Memo<Option<PartialDate>>,
    filters: Memo<Filters>,
) -> Classes {
    let (lens, filters) = (lens.read(), filters.read());
    let question = Question {
        lens: &lens,
        date: date.get(),
        filters: &filters,
    };
    ask(world, tenures, lists, question)
}

fn ask(
    world: RwSignal<Option<World>>,
    tenures: RwSignal<Option<HashMap<PlaceIndex, Tenures>>>,
    lists: RwSignal<Option<ListFile>>,
    question: Question,
) -> Classes {
    let needs = question.needs();
    // Only what is needed is followed, so that a place that opens does not repaint the map.
    let tenures = needs.tenures.then(|| tenures.read());
    let lists = needs.lists.then(|| lists.read());
    world.with(|world| {
        let Some(world) = world else {
            return Classes::default();
        };
        let record = explore::Record {
            atlas: &world.atlas,
            tenures: tenures.as_ref().and_then(|tenures| tenures.as_ref()),
            lists: lists.as_ref().and_then(|lists| lists.as_ref()),
        };
        classify(record, question)
    })
}

/// What the build wrote into the page.
fn page_meta(name: &str) -> Option<String> {
    document()
        .query_selector(&format!("meta[name={name}]"))
        .ok()??
        .get_attribute("content")
}

/// The folder of a page of text in a language, relative to the site.
fn text_file(page: TextPage, language: Language) -> String {
    let link = url::write(&Address {
        route: Route::Text(page),
        language: Some(language),
        ..Address::default()
    });
    let path = link.split('?').next().unwrap_or_default();
    format!("{path}/")
}

fn sheet_of(viewport: Viewport) -> Sheet {
    Sheet::for_viewport(viewport.width, viewport.height)
}

/// Address of a file of the first map, as the build wrote it into the page.
fn first_map_file(id: &str) -> String {
    let link = document()
        .get_element_by_id(id)
        .and_then(|link| link.get_attribute("href"));
    link.unwrap_or_else(|| format!("data/{id}"))
}
