//! The map: one tab stop, two canvases, every device's input turned into gestures.

use std::time::Duration;

use leptos::{ev, html, prelude::*};
use leptos_i18n::{t, t_string};
use leptos_use::{use_device_pixel_ratio, use_media_query, use_resize_observer};

use wasm_bindgen::{JsCast, closure::Closure};

use super::{
    app::language_tag, map_controls::MapControls, map_frames::Frames, save_picture::PrintedMap,
    scale_bar::ScaleBar,
};
use crate::{
    data::PlaceIndex,
    explore::{Class, Lens},
    geo::{Bounds, GLIDE_TIME, Gesture, Pace, Viewport},
    paint::{EarlyPicture, Stage},
    scene::Theme,
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
/// Pixels of one turn of a wheel below which it is a trackpad's.
const NOTCH: f64 = 40.0;
/// How long a hint stays.
const HINT_TIME: Duration = Duration::from_millis(1600);
/// How long the map rests before it is said what is in view.
const QUIET: Duration = Duration::from_millis(900);

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

#[component]
pub fn Map(theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let frame = NodeRef::<html::Div>::new();
    let density = use_device_pixel_ratio();
    let is_calm = use_media_query("(prefers-reduced-motion: reduce)");
    let has_canvas = RwSignal::new(true);
    let hint = RwSignal::new(None::<Hint>);
    let announcement = RwSignal::new(Announcement::Nothing);
    let zoom_box = RwSignal::new(None::<Bounds>);
    let early = expect_context::<StoredValue<EarlyPicture, LocalStorage>>();
    let frames = Frames::new(state, i18n, theme, is_calm, frame, early);

    // Canvases, once; then their size.
    Effect::new(move |_| {
        let Some(frame) = frame.get() else { return };
        let stage = Stage::new(&frame);
        has_canvas.set(stage.is_some());
        // It stays above until the app has painted.
        early.with_value(|early| early.show_in(&frame));
        frames.surface().borrow_mut().stage = stage;
        measure(state, &frame);
    });
    // A canvas that was taken away comes back empty.
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            let repaint = Closure::<dyn FnMut()>::new(move || frames.repaint());
            let listener = repaint.as_ref().unchecked_ref();
            let _ =
                frame.add_event_listener_with_callback_and_bool("contextrestored", listener, true);
            repaint.forget(); // the map lives as long as the page
        }
    });
    let _ = use_resize_observer(frame, move |_, _| {
        if let Some(frame) = frame.get_untracked() {
            measure(state, &frame);
        }
    });
    Effect::new(move |_| {
        let (viewport, density) = (state.viewport.get(), density.get());
        if let Some(stage) = &mut frames.surface().borrow_mut().stage {
            stage.resize(viewport, density);
        }
        frames.repaint();
    });
    let has_graticule = Memo::new(move |_| state.address.with(|address| address.graticule));
    Effect::new(move |_| {
        state.world.track();
        has_graticule.track();
        theme.track();
        i18n.get_locale();
        frames.repaint();
    });
    Effect::new(move |_| {
        state.classes.track();
        frames.repaint_next();
    });
    Effect::new(move |_| {
        state.view.track();
        frames.set_out();
    });
    Effect::new(move |_| {
        state.hovered.track();
        state.selected.track();
        state.walked.track();
        frames.mark_anew();
    });
    announce_view(state, announcement);

    let at = move |x: f64, y: f64| {
        let bounds = frame
            .get_untracked()
            .map(|frame| frame.get_bounding_client_rect());
        bounds.map_or((x, y), |bounds| (x - bounds.left(), y - bounds.top()))
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
        frames.stop();
        {
            let surface = frames.surface();
            let mut surface = surface.borrow_mut();
            surface.pointers.press(event.pointer_id(), x, y);
            surface.trail.clear();
        }
        if event.shift_key() && event.pointer_type() == "mouse" {
            zoom_box.set(Some(Bounds::new(x, y, x, y)));
        }
        if let Some(frame) = frame.get_untracked() {
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
        if state.walked.get_untracked().is_some() {
            state.walked.set(None);
        }
    };
    let on_travel = move |event: ev::PointerEvent| {
        let (x, y) = at(f64::from(event.client_x()), f64::from(event.client_y()));
        let is_touch = event.pointer_type() == "touch";
        let (gesture, fingers) = {
            let surface = frames.surface();
            let mut surface = surface.borrow_mut();
            let gesture = surface.pointers.travel(event.pointer_id(), x, y);
            if gesture.is_some() {
                surface.trail.add(event.time_stamp(), x, y);
            }
            (gesture, surface.pointers.count())
        };
        if let (Some(drawn), Some(_)) = (zoom_box.get_untracked(), gesture) {
            zoom_box.set(Some(Bounds {
                x1: x,
                y1: y,
                ..drawn
            }));
            return;
        }
        match gesture {
            // In a frame one finger scrolls the host page.
            Some(Gesture::Pan { .. }) if cooperative && is_touch && fingers == 1 => {
                show_hint(Hint::TwoFingers);
            }
            Some(gesture) => {
                hint.set(None);
                if state.hovered.get_untracked().is_some() {
                    state.hovered.set(None);
                }
                state.act(gesture);
            }
            None if fingers == 0 && !is_touch => {
                let place = frames.hit((x, y), MOUSE_REACH);
                if state.hovered.get_untracked() != place {
                    state.hovered.set(place);
                }
            }
            None => {}
        }
    };
    let on_release = move |event: ev::PointerEvent| {
        let (clicked, fingers, speed) = {
            let surface = frames.surface();
            let mut surface = surface.borrow_mut();
            let clicked = surface.pointers.release(event.pointer_id());
            let speed = surface.trail.speed(event.time_stamp());
            surface.trail.clear();
            (clicked, surface.pointers.count(), speed)
        };
        let is_finger = event.pointer_type() != "mouse";
        let reach = if is_finger { FINGER_REACH } else { MOUSE_REACH };
        if let Some(drawn) = zoom_box.get_untracked() {
            zoom_box.set(None);
            if let Some(bounds) = box_on_sheet(state, drawn).filter(|_| clicked.is_none()) {
                state.act(Gesture::Fit {
                    bounds,
                    margin: 0.0,
                });
            }
            return;
        }
        match (clicked, speed) {
            // The mark answers in the next frame; the panel may take one more.
            (Some(point), _) => match frames.hit(point, reach) {
                Some(place) => {
                    if state.hovered.get_untracked() != Some(place) {
                        state.hovered.set(Some(place));
                    }
                    after_next_paint(move || {
                        state.open(place);
                        if is_finger {
                            state.hovered.set(None);
                        }
                    });
                }
                None => after_next_paint(move || state.close()),
            },
            // What is thrown glides on.
            (None, Some((vx, vy))) if fingers == 0 && !is_calm.get_untracked() => {
                let pan = Gesture::Pan {
                    dx: vx * GLIDE_TIME,
                    dy: vy * GLIDE_TIME,
                };
                let is_host_scroll = cooperative && event.pointer_type() == "touch";
                if !is_host_scroll {
                    state.act_at(pan, Pace::Glide);
                }
            }
            _ => {}
        }
    };
    let on_cancel = move |event: ev::PointerEvent| {
        zoom_box.set(None);
        frames
            .surface()
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
        let delta = event.delta_y() * unit;
        let strength = if event.ctrl_key() && delta.abs() < NOTCH {
            0.008
        } else {
            0.0022
        };
        let (x, y) = at(f64::from(event.client_x()), f64::from(event.client_y()));
        let factor = (-delta * strength).clamp(-0.8, 0.8).exp();
        // The steps of a wheel are eased; a trackpad's are small enough as they are.
        let pace = if delta.abs() < NOTCH {
            Pace::Jump
        } else {
            Pace::Step
        };
        state.act_at(Gesture::Zoom { x, y, factor }, pace);
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
            (_, Some(direction), Some(from)) => walk(state, from, direction),
            (_, Some((dx, dy)), None) => state.act_at(
                Gesture::Pan {
                    dx: -dx * KEY_STEP,
                    dy: -dy * KEY_STEP,
                },
                Pace::Step,
            ),
            ("+" | "=", ..) => state.act(zoom(1.5)),
            ("-" | "_", ..) => state.act(zoom(1.0 / 1.5)),
            ("Home", ..) => state.act(Gesture::Home),
            ("Enter" | " ", _, None) => state.walked.set(nearest_to_centre(state)),
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
        </div>
        <ZoomBox drawn=zoom_box/>
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
        <MapControls theme/>
        <ScaleBar/>
        <PrintedMap/>
    }
}

/// Does something once the browser has painted the next frame.
fn after_next_paint(action: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(action, Duration::ZERO));
}

/// The box that is being drawn with the mouse, to be zoomed to.
#[component]
fn ZoomBox(drawn: RwSignal<Option<Bounds>>) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let (Some(element), Some(drawn)) = (element.get(), drawn.get()) else {
            return;
        };
        let style = web_sys::HtmlElement::style(&element);
        let left = drawn.x0.min(drawn.x1);
        let top = drawn.y0.min(drawn.y1);
        for (name, value) in [
            ("left", left),
            ("top", top),
            ("width", (drawn.x1 - drawn.x0).abs()),
            ("height", (drawn.y1 - drawn.y0).abs()),
        ] {
            let _ = style.set_property(name, &format!("{}px", value.round() as i32));
        }
    });
    view! { <div class="zoom-box" node_ref=element hidden=move || drawn.get().is_none()></div> }
}

/// A box in the viewport as one on the sheet; `None` if it is hardly one.
fn box_on_sheet(state: AppState, drawn: Bounds) -> Option<Bounds> {
    let (view, viewport) = (state.view.get_untracked(), state.viewport.get_untracked());
    let corners = [(drawn.x0, drawn.y0), (drawn.x1, drawn.y1)];
    let bounds = Bounds::around(corners.map(|(x, y)| view.to_sheet(x, y, viewport)));
    let is_large = bounds.width().min(bounds.height()) * view.scale >= 8.0;
    is_large.then_some(bounds)
}

/// Name, kind and finding of a place, for the tooltip and for screen readers.
fn describe(state: AppState, i18n: I18n, place: PlaceIndex) -> String {
    state.world.with_untracked(|world| {
        let found = world.as_ref().and_then(|world| world.atlas.get(place));
        found.map_or_else(String::new, |found| {
            format!(
                "{} · {} · {}",
                found.name_in(language_tag(i18n)),
                i18n::level(i18n, found.level),
                said_of(state, i18n, place)
            )
        })
    })
}

/// What the map says of a place under the lens; what filters leave out is said all the same.
fn said_of(state: AppState, i18n: I18n, place: PlaceIndex) -> String {
    let (placed, lens) = state
        .classes
        .with(|classes| (classes.of(place), classes.lens.clone()));
    let coverage = state.chosen_list().map(|list| list.coverage);
    let mut said = i18n::class(i18n, &lens, placed.class, coverage).to_owned();
    if !placed.is_sure {
        said = format!("{said} {}", t_string!(i18n, standing.perhaps));
    }
    match (&lens, placed.class) {
        (Lens::Provisions, Class::Provisions(_)) => {
            let names = placed.provisions.iter();
            let names: Vec<&str> = names.map(|p| i18n::provision(i18n, p)).collect();
            format!("{said}: {}", names.join(", "))
        }
        (Lens::Agreement, Class::Bodies(_)) => {
            let (named_by, without) = state.bodies_on(place);
            let mut said = format!("{said}: {}", named_by.join(", "));
            if !without.is_empty() {
                let not_named = t_string!(i18n, lens.not_named_by);
                said = format!("{said}. {not_named} {}", without.join(", "));
            }
            said
        }
        _ => said,
    }
}

fn measure(state: AppState, frame: &web_sys::HtmlDivElement) {
    state.resize(Viewport {
        width: f64::from(frame.client_width()),
        height: f64::from(frame.client_height()),
    });
}

/// Says how many places are in view once the map has come to rest.
fn announce_view(state: AppState, announcement: RwSignal<Announcement>) {
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
            let count = state.places_in_view().len() as u32;
            announcement.set(Announcement::InView(count));
        };
        waiting.set_value(set_timeout_with_handle(say, QUIET).ok());
        true
    });
}

fn nearest_to_centre(state: AppState) -> Option<PlaceIndex> {
    let viewport = state.viewport.get_untracked();
    let distance = |&(_, x, y): &(PlaceIndex, f64, f64)| {
        (x - viewport.width / 2.0).hypot(y - viewport.height / 2.0)
    };
    let places = state.places_in_view();
    places
        .iter()
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
        .map(|(place, ..)| *place)
}

/// Goes to the nearest place in a direction; what lies aside counts as farther.
fn walk(state: AppState, from: PlaceIndex, (dx, dy): (f64, f64)) {
    let places = state.places_in_view();
    let Some(&(_, fx, fy)) = places.iter().find(|(place, ..)| *place == from) else {
        state.walked.set(nearest_to_centre(state));
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
