//! The map: one tab stop, two canvases, every device's input turned into gestures.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::{ev, html, prelude::*};
use leptos_i18n::{t, t_string};
use leptos_use::{use_device_pixel_ratio, use_resize_observer};

use super::{app::language_tag, map_controls::MapControls};
use crate::{
    data::PlaceIndex,
    domain::Finding,
    geo::{Gesture, Pointers, Viewport},
    paint::{CanvasPainter, Highlight},
    scene::{Scene, Symbol, Theme, compose},
    state::{
        AppState,
        i18n::{self, I18n, use_i18n},
        is_framed,
    },
};

/// Pixels that one press of an arrow key moves the map.
const KEY_STEP: f64 = 80.0;
/// Reach of a mouse and of a finger around a symbol, pixels.
const MOUSE_REACH: f64 = 4.0;
const FINGER_REACH: f64 = 14.0;
/// How long a hint stays.
const HINT_TIME: Duration = Duration::from_millis(1600);
/// How long the map rests before it is said what is in view.
const QUIET: Duration = Duration::from_millis(900);

/// What the event handlers and the painter share; not reactive.
struct Surface {
    painter: Option<CanvasPainter>,
    scene: Option<Scene>,
    pointers: Pointers,
    /// What the next animation frame has to draw.
    map_is_stale: bool,
    overlay_is_stale: bool,
    frame_is_coming: bool,
    is_painted: bool,
}

/// How to move a map that stands in another page; chosen by the kind of event, not by the width.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Hint {
    Ctrl,
    TwoFingers,
}

/// What is said to screen readers.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Announcement {
    Nothing,
    /// The place the keyboard stands on.
    Place(PlaceIndex),
    /// How many places are in view after the map moved.
    InView(u32),
}

type Shared = StoredValue<Rc<RefCell<Surface>>, LocalStorage>;

#[component]
pub fn Map(theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let frame = NodeRef::<html::Div>::new();
    let base = NodeRef::<html::Canvas>::new();
    let overlay = NodeRef::<html::Canvas>::new();
    let density = use_device_pixel_ratio();
    let has_canvas = RwSignal::new(true);
    let hint = RwSignal::new(None::<Hint>);
    let announcement = RwSignal::new(Announcement::Nothing);
    let surface: Shared = StoredValue::new_local(Rc::new(RefCell::new(Surface {
        painter: None,
        scene: None,
        pointers: Pointers::default(),
        map_is_stale: false,
        overlay_is_stale: false,
        frame_is_coming: false,
        is_painted: false,
    })));
    let refresh = move |map: bool| request_frame(state, i18n, surface, theme, frame, map);

    // Canvases, once; then their size.
    Effect::new(move |_| {
        let (Some(base), Some(overlay), Some(frame)) = (base.get(), overlay.get(), frame.get())
        else {
            return;
        };
        let painter = CanvasPainter::new(base, overlay);
        has_canvas.set(painter.is_some());
        shared(surface).borrow_mut().painter = painter;
        measure(state, &frame);
    });
    let _ = use_resize_observer(frame, move |_, _| {
        if let Some(frame) = frame.get_untracked() {
            measure(state, &frame);
        }
    });
    Effect::new(move |_| {
        let (viewport, density) = (state.viewport.get(), density.get());
        if let Some(painter) = &mut shared(surface).borrow_mut().painter {
            painter.resize(viewport, density);
        }
        refresh(true);
    });
    Effect::new(move |_| {
        state.world.track();
        state.view.track();
        theme.track();
        i18n.get_locale();
        refresh(true);
    });
    Effect::new(move |_| {
        state.hovered.track();
        state.selected.track();
        state.walked.track();
        refresh(false);
    });
    announce_view(state, surface, announcement);

    let at = move |x: f64, y: f64| {
        let bounds = frame
            .get_untracked()
            .map(|frame| frame.get_bounding_client_rect());
        bounds.map_or((x, y), |bounds| (x - bounds.left(), y - bounds.top()))
    };
    let hit = move |(x, y): (f64, f64), reach: f64| -> Option<PlaceIndex> {
        let surface = shared(surface);
        let surface = surface.borrow();
        let scene = surface.scene.as_ref()?;
        state.world.with_untracked(|world| {
            world.as_ref()?.hit(
                &scene.symbols,
                scene.view,
                scene.viewport,
                scene.sheet,
                (x, y),
                reach,
            )
        })
    };
    let cooperative = is_framed();
    let show_hint = move |what: Hint| {
        if hint.get_untracked() != Some(what) {
            hint.set(Some(what));
            set_timeout(move || hint.set(None), HINT_TIME);
        }
    };
    let hint_text = move || match hint.get() {
        Some(Hint::TwoFingers) => t_string!(i18n, map.use_two_fingers),
        _ => t_string!(i18n, map.use_ctrl),
    };

    let on_press = move |event: ev::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let (x, y) = at(f64::from(event.client_x()), f64::from(event.client_y()));
        shared(surface)
            .borrow_mut()
            .pointers
            .press(event.pointer_id(), x, y);
        if let Some(frame) = frame.get_untracked() {
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
        state.walked.set(None);
    };
    let on_travel = move |event: ev::PointerEvent| {
        let (x, y) = at(f64::from(event.client_x()), f64::from(event.client_y()));
        let is_touch = event.pointer_type() == "touch";
        let (gesture, fingers) = {
            let surface = shared(surface);
            let mut surface = surface.borrow_mut();
            let gesture = surface.pointers.travel(event.pointer_id(), x, y);
            (gesture, surface.pointers.count())
        };
        match gesture {
            // In a frame one finger scrolls the host page.
            Some(Gesture::Pan { .. }) if cooperative && is_touch && fingers == 1 => {
                show_hint(Hint::TwoFingers);
            }
            Some(gesture) => {
                hint.set(None);
                state.hovered.set(None);
                state.act(gesture);
            }
            None if fingers == 0 && !is_touch => {
                let place = hit((x, y), MOUSE_REACH);
                if state.hovered.get_untracked() != place {
                    state.hovered.set(place);
                }
            }
            None => {}
        }
    };
    let on_release = move |event: ev::PointerEvent| {
        let clicked = shared(surface)
            .borrow_mut()
            .pointers
            .release(event.pointer_id());
        let reach = if event.pointer_type() == "mouse" {
            MOUSE_REACH
        } else {
            FINGER_REACH
        };
        if let Some(point) = clicked {
            match hit(point, reach) {
                Some(place) => state.open(place),
                None => state.close(),
            }
        }
    };
    let on_cancel = move |event: ev::PointerEvent| {
        shared(surface)
            .borrow_mut()
            .pointers
            .cancel(event.pointer_id())
    };
    let on_wheel = move |event: ev::WheelEvent| {
        if cooperative && !(event.ctrl_key() || event.meta_key()) {
            show_hint(Hint::Ctrl);
            return;
        }
        event.prevent_default();
        hint.set(None);
        // Lines and pages come as whole steps; a pinch on a trackpad as small ones with Ctrl.
        let unit = match event.delta_mode() {
            0 => 1.0,
            1 => 18.0,
            _ => 300.0,
        };
        let strength = if event.ctrl_key() { 0.008 } else { 0.0022 };
        let (x, y) = at(f64::from(event.client_x()), f64::from(event.client_y()));
        let factor = (-event.delta_y() * unit * strength).clamp(-0.8, 0.8).exp();
        state.act(Gesture::Zoom { x, y, factor });
    };
    // In a frame one finger belongs to the host page, two to the map.
    let on_touch = move |event: ev::TouchEvent| {
        if cooperative && event.touches().length() > 1 {
            event.prevent_default();
        }
    };
    let on_double = move |event: ev::MouseEvent| {
        let (x, y) = at(f64::from(event.client_x()), f64::from(event.client_y()));
        state.act(Gesture::Zoom {
            x,
            y,
            factor: if event.shift_key() { 0.5 } else { 2.0 },
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let viewport = state.viewport.get_untracked();
        let zoom = |factor| Gesture::Zoom {
            x: viewport.width / 2.0,
            y: viewport.height / 2.0,
            factor,
        };
        let direction = match event.key().as_str() {
            "ArrowLeft" => Some((-1.0, 0.0)),
            "ArrowRight" => Some((1.0, 0.0)),
            "ArrowUp" => Some((0.0, -1.0)),
            "ArrowDown" => Some((0.0, 1.0)),
            _ => None,
        };
        let walked = state.walked.get_untracked();
        match (event.key().as_str(), direction, walked) {
            (_, Some(direction), Some(from)) => walk(state, surface, from, direction),
            (_, Some((dx, dy)), None) => state.act(Gesture::Pan {
                dx: -dx * KEY_STEP,
                dy: -dy * KEY_STEP,
            }),
            ("+" | "=", ..) => state.act(zoom(1.5)),
            ("-" | "_", ..) => state.act(zoom(1.0 / 1.5)),
            ("Home", ..) => state.act(Gesture::Home),
            ("Enter" | " ", _, None) => state.walked.set(nearest_to_centre(state, surface)),
            ("Enter" | " ", _, Some(place)) => state.open(place),
            ("Escape", _, Some(_)) => state.walked.set(None),
            ("Escape", _, None) => state.close(),
            _ => return,
        }
        event.prevent_default();
    };
    // What the keyboard stands on is said at once.
    Effect::new(move |_| {
        if let Some(place) = state.walked.get() {
            announcement.set(Announcement::Place(place));
        }
    });
    let spoken = move || match announcement.get() {
        Announcement::Nothing => None,
        Announcement::Place(place) => Some(describe(state, i18n, place)),
        Announcement::InView(count) => {
            let phrases = (
                t_string!(i18n, map.in_view_1),
                t_string!(i18n, map.in_view_n),
            );
            Some(i18n::counted(i18n, phrases.0, phrases.1, count))
        }
    };
    let tooltip = move || {
        let place = state.hovered.get()?;
        Some(describe(state, i18n, place))
    };
    view! {
        <div
            id="map"
            class="map"
            class:cooperative=cooperative
            class:pointing=move || state.hovered.get().is_some()
            node_ref=frame
            role="application"
            tabindex="0"
            aria-label=move || t_string!(i18n, map.name)
            aria-roledescription=move || t_string!(i18n, map.role)
            aria-describedby="map-help"
            on:pointerdown=on_press
            on:pointermove=on_travel
            on:pointerup=on_release
            on:pointercancel=on_cancel
            on:pointerleave=move |_| state.hovered.set(None)
            on:wheel=on_wheel
            on:touchstart=on_touch
            on:touchmove=on_touch
            on:dblclick=on_double
            on:keydown=on_key
            on:blur=move |_| state.walked.set(None)
        >
            <canvas class="map-base" node_ref=base></canvas>
            <canvas class="map-overlay" node_ref=overlay></canvas>
        </div>
        <p id="map-help" class="visually-hidden">{t!(i18n, map.help)}</p>
        <p id="announcer" class="visually-hidden" aria-live="polite">{spoken}</p>
        <p class="hover-name" aria-hidden="true" hidden=move || state.hovered.get().is_none()>{tooltip}</p>
        <p class="gesture-hint" hidden=move || hint.get().is_none()>{hint_text}</p>
        <Show when=move || state.world.with(Option::is_none) && state.failures.with(Vec::is_empty)>
            <p class="map-loading">{t!(i18n, app.loading)}</p>
        </Show>
        <Show when=move || !has_canvas.get()>
            <p class="map-loading" role="alert">{t!(i18n, problem.no_canvas)}</p>
        </Show>
        <MapControls/>
    }
}

fn shared(surface: Shared) -> Rc<RefCell<Surface>> {
    surface.with_value(Rc::clone)
}

/// Name, kind and finding of a place, for the tooltip and for screen readers.
fn describe(state: AppState, i18n: I18n, place: PlaceIndex) -> String {
    state.world.with_untracked(|world| {
        let place = world.as_ref().and_then(|world| world.atlas.get(place));
        place.map_or_else(String::new, |place| {
            format!(
                "{} · {} · {}",
                place.name_in(language_tag(i18n)),
                i18n::level(i18n, place.level),
                i18n::finding(i18n, place.finding())
            )
        })
    })
}

fn measure(state: AppState, frame: &web_sys::HtmlDivElement) {
    state.resize(Viewport {
        width: f64::from(frame.client_width()),
        height: f64::from(frame.client_height()),
    });
}

/// Asks for an animation frame that draws what has become stale; at most one is under way.
fn request_frame(
    state: AppState,
    i18n: I18n,
    surface: Shared,
    theme: Memo<Theme>,
    frame: NodeRef<html::Div>,
    map: bool,
) {
    let shared = shared(surface);
    {
        let mut surface = shared.borrow_mut();
        surface.map_is_stale |= map;
        surface.overlay_is_stale = true;
        if std::mem::replace(&mut surface.frame_is_coming, true) {
            return;
        }
    }
    request_animation_frame(move || draw(state, i18n, &shared, theme, frame));
}

fn draw(
    state: AppState,
    i18n: I18n,
    shared: &Rc<RefCell<Surface>>,
    theme: Memo<Theme>,
    frame: NodeRef<html::Div>,
) {
    let mut surface = shared.borrow_mut();
    let surface = &mut *surface;
    surface.frame_is_coming = false;
    let Some(painter) = &surface.painter else {
        return;
    };
    let theme = theme.get_untracked();
    let drawn = state.world.with_untracked(|world| {
        let world = world.as_ref()?;
        if surface.map_is_stale || surface.scene.is_none() {
            let (view, viewport) = (state.view.get_untracked(), state.viewport.get_untracked());
            let scene = compose(
                world,
                view,
                viewport,
                state.sheet_untracked(),
                language_tag(i18n),
            );
            painter.paint(world, &scene, theme);
            surface.scene = Some(scene);
        }
        let scene = surface.scene.as_ref()?;
        let highlight = Highlight {
            hovered: state.hovered.get_untracked(),
            selected: state.selected.get_untracked(),
            walked: state.walked.get_untracked(),
        };
        painter.paint_overlay(world, scene, highlight, theme);
        Some(())
    });
    if drawn.is_none() {
        return;
    }
    surface.map_is_stale = false;
    surface.overlay_is_stale = false;
    if !std::mem::replace(&mut surface.is_painted, true) {
        if let Some(performance) = window().performance() {
            let _ = performance.mark("atlas:map-painted");
        }
        if let Some(frame) = frame.get_untracked() {
            let _ = frame.set_attribute("data-map-painted", "");
        }
    }
}

/// Says how many places are in view once the map has come to rest.
fn announce_view(state: AppState, surface: Shared, announcement: RwSignal<Announcement>) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<bool>| {
        state.view.track();
        // The first view is no news.
        if before.is_none() {
            return true;
        }
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        let say = move || {
            // Whoever walks from place to place hears the places.
            if state.walked.get_untracked().is_some() {
                return;
            }
            let count = places_in_view(state, surface).len() as u32;
            announcement.set(Announcement::InView(count));
        };
        waiting.set_value(set_timeout_with_handle(say, QUIET).ok());
        true
    });
}

/// Places with a finding that are in view, with their points in the viewport.
fn places_in_view(state: AppState, surface: Shared) -> Vec<(PlaceIndex, f64, f64)> {
    let shared = shared(surface);
    let surface = shared.borrow();
    let Some(scene) = &surface.scene else {
        return Vec::new();
    };
    let visible = |x: f64, y: f64| {
        (0.0..scene.viewport.width).contains(&x) && (0.0..scene.viewport.height).contains(&y)
    };
    let symbols = scene
        .symbols
        .iter()
        .filter(|s| visible(s.x, s.y))
        .map(|s: &Symbol| (s.place, s.x, s.y));
    let mut places: Vec<(PlaceIndex, f64, f64)> = symbols.collect();
    state.world.with_untracked(|world| {
        let Some(world) = world else { return };
        for (number, place) in world.atlas.places.iter().enumerate() {
            let (x, y) = place.on_sheet(scene.sheet);
            let (x, y) = scene.view.to_screen(x, y, scene.viewport);
            if place.shape.is_some() && place.finding() != Finding::NoRecord && visible(x, y) {
                places.push((number as PlaceIndex, x, y));
            }
        }
    });
    places.sort_by_key(|(place, ..)| *place);
    places.dedup_by_key(|(place, ..)| *place);
    places
}

fn nearest_to_centre(state: AppState, surface: Shared) -> Option<PlaceIndex> {
    let viewport = state.viewport.get_untracked();
    let distance = |&(_, x, y): &(PlaceIndex, f64, f64)| {
        (x - viewport.width / 2.0).hypot(y - viewport.height / 2.0)
    };
    let places = places_in_view(state, surface);
    places
        .iter()
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
        .map(|(place, ..)| *place)
}

/// Goes to the nearest place in a direction; what lies aside counts as farther.
fn walk(state: AppState, surface: Shared, from: PlaceIndex, (dx, dy): (f64, f64)) {
    let places = places_in_view(state, surface);
    let Some(&(_, fx, fy)) = places.iter().find(|(place, ..)| *place == from) else {
        state.walked.set(nearest_to_centre(state, surface));
        return;
    };
    let cost = |&(place, x, y): &(PlaceIndex, f64, f64)| {
        let along = (x - fx) * dx + (y - fy) * dy;
        let aside = ((x - fx) * dy - (y - fy) * dx).abs();
        (place != from && along > 0.5 && aside <= along * 2.0).then_some(along + 2.0 * aside)
    };
    let next = places
        .iter()
        .filter_map(|place| Some((cost(place)?, place.0)))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, place)) = next {
        state.walked.set(Some(place));
    }
}
