//! The map's frames: what moves in each of them, and when a new picture is painted.
//!
//! A frame is asked for only when something has changed. While the view moves, frames move the
//! picture that is there; a new one is painted when the view has rested for a moment, or when the
//! old one no longer covers what is shown, in slices that leave room for input.

use std::{cell::RefCell, rc::Rc};

use leptos::{html, prelude::*};
use wasm_bindgen::{JsValue, closure::Closure};
use web_sys::{MessageChannel, MessagePort};

use super::app::language_tag;
use crate::{
    data::PlaceIndex,
    geo::{Motion, Pace, Pointers, Rhythm, Trail, View},
    paint::{EarlyPicture, Highlight, Stage},
    scene::{Scene, Setting, Theme, World, compose},
    state::{AppState, i18n::I18n},
};

/// Milliseconds of its way that the map can have missed when the first frame comes.
const LONGEST_LAG: f64 = 20.0;
/// How much farther out than the map is going the picture lies that is painted while it zooms out.
const AHEAD: f64 = 1.35;
/// Milliseconds of painting in one go: at rest, and while frames must come.
const SLICE: f64 = 6.0;
const SLICE_IN_MOTION: f64 = 4.0;

/// What the event handlers and the painter share; not reactive.
pub struct Surface {
    pub stage: Option<Stage>,
    pub pointers: Pointers,
    pub trail: Trail,
    /// The view that is on the screen; [`AppState::view`] is where it goes.
    pub shown: View,
    target: View,
    motion: Option<Motion>,
    /// Where it went before.
    previous: View,
    /// When the target has changed.
    rhythm: Rhythm,
    /// When the view that is wanted was last set.
    set_out_at: f64,
    picture_is_stale: bool,
    backdrop_is_stale: bool,
    marks_are_stale: bool,
    /// Whether the marks were drawn for another picture; at rest they are drawn anew.
    marks_are_late: bool,
    frame_is_coming: bool,
    is_painted: bool,
    /// Where a message asks for the next slice.
    slices: Option<MessagePort>,
}

type Shared = StoredValue<Rc<RefCell<Surface>>, LocalStorage>;

/// Handle on the map's frames; cheap to copy.
#[derive(Clone, Copy)]
pub struct Frames {
    state: AppState,
    i18n: I18n,
    theme: Memo<Theme>,
    /// Whether the reader wants no motion.
    is_calm: Signal<bool>,
    element: NodeRef<html::Div>,
    /// What was painted before the app was there.
    early: StoredValue<EarlyPicture, LocalStorage>,
    surface: Shared,
}

impl Frames {
    pub fn new(
        state: AppState,
        i18n: I18n,
        theme: Memo<Theme>,
        is_calm: Signal<bool>,
        element: NodeRef<html::Div>,
        early: StoredValue<EarlyPicture, LocalStorage>,
    ) -> Self {
        let view = state.view.get_untracked();
        let frames = Self {
            state,
            i18n,
            theme,
            is_calm,
            element,
            early,
            surface: StoredValue::new_local(Rc::new(RefCell::new(Surface {
                stage: None,
                pointers: Pointers::default(),
                trail: Trail::default(),
                shown: view,
                target: view,
                previous: view,
                motion: None,
                rhythm: Rhythm::default(),
                set_out_at: 0.0,
                picture_is_stale: true,
                backdrop_is_stale: true,
                marks_are_stale: true,
                marks_are_late: false,
                frame_is_coming: false,
                is_painted: false,
                slices: None,
            }))),
        };
        frames.listen_for_slices();
        frames
    }

    pub fn surface(&self) -> Rc<RefCell<Surface>> {
        self.surface.with_value(Rc::clone)
    }

    /// The place under a point of the viewport.
    pub fn hit(&self, (x, y): (f64, f64), reach: f64) -> Option<PlaceIndex> {
        let surface = self.surface();
        let surface = surface.borrow();
        let scene = surface.stage.as_ref()?.scene()?;
        let viewport = self.state.viewport.get_untracked();
        let at = surface.shown.to_sheet(x, y, viewport);
        self.state
            .world
            .with_untracked(|world| world.as_ref()?.hit(scene, at, reach))
    }

    /// Stops where the picture is, so that a hand can take it.
    pub fn stop(&self) {
        let surface = self.surface();
        let shown = surface.borrow().shown;
        if surface.borrow_mut().motion.take().is_some() {
            self.state.go_to(shown, Pace::Jump);
        }
    }

    /// What is drawn is no longer right: other places, colours, words or sizes.
    pub fn repaint(&self) {
        let surface = self.surface();
        {
            let mut surface = surface.borrow_mut();
            surface.picture_is_stale = true;
            surface.backdrop_is_stale = true;
            surface.marks_are_stale = true;
            if let Some(stage) = &mut surface.stage {
                stage.drop_job();
            }
        }
        self.request();
    }

    /// Other colours are wanted, as soon as the picture that is being painted is there: while they change from moment to
    /// moment, each is finished rather than none.
    pub fn repaint_next(&self) {
        let surface = self.surface();
        {
            let mut surface = surface.borrow_mut();
            surface.picture_is_stale = true;
            surface.backdrop_is_stale = true;
            surface.marks_are_stale = true;
        }
        self.request();
    }

    /// Other places are marked.
    pub fn mark_anew(&self) {
        self.surface().borrow_mut().marks_are_stale = true;
        self.request();
    }

    /// The view that is wanted is another: the way begins now, not with the next frame.
    pub fn set_out(&self) {
        self.surface().borrow_mut().set_out_at = now();
        self.request();
    }

    /// Asks for an animation frame; at most one is under way.
    pub fn request(&self) {
        let surface = self.surface();
        if !std::mem::replace(&mut surface.borrow_mut().frame_is_coming, true) {
            let frames = *self;
            request_animation_frame(move || frames.tick());
        }
    }

    /// One animation frame.
    fn tick(self) {
        let now = now();
        let shared = self.surface();
        let first_paint = {
            let mut surface = shared.borrow_mut();
            surface.frame_is_coming = false;
            let has_been_painted = surface.is_painted;
            self.state.world.with_untracked(|world| {
                let Some(world) = world else { return };
                surface.move_on(self, now);
                surface.choose_work(self, world, now);
                surface.work(self, world, now);
            });
            surface.is_painted && !has_been_painted
        };
        self.go_on(now);
        if first_paint {
            self.say_painted();
        }
    }

    /// A slice of painting between two frames.
    fn slice(self) {
        let now = now();
        let shared = self.surface();
        {
            let mut surface = shared.borrow_mut();
            self.state.world.with_untracked(|world| {
                if let Some(world) = world {
                    surface.work(self, world, now);
                }
            });
        }
        self.go_on(now);
    }

    /// Asks for what is still to do; tells the rest of the page when there is nothing.
    fn go_on(self, now: f64) {
        let shared = self.surface();
        let (needs_frame, is_painting, target) = {
            let surface = shared.borrow();
            let is_painting = surface.stage.as_ref().is_some_and(Stage::is_painting);
            // Before there is a first map, its arrival asks for the frame.
            let needs_frame = surface.is_painted
                && (surface.motion.is_some()
                    || surface.is_settling(now)
                    || surface.marks_are_stale
                    || surface.marks_are_late
                    || ((surface.picture_is_stale || surface.backdrop_is_stale) && !is_painting));
            (needs_frame, is_painting, surface.target)
        };
        if needs_frame {
            self.request();
        }
        let surface = shared.borrow();
        if let Some(port) = surface.slices.as_ref()
            && is_painting
        {
            let _ = port.post_message(&JsValue::NULL);
        }
        drop(surface);
        if !needs_frame && !is_painting {
            if self.state.still.get_untracked() != target {
                self.state.still.set(target);
            }
            self.say_still();
        }
    }

    fn listen_for_slices(self) {
        let Ok(channel) = MessageChannel::new() else {
            return;
        };
        let listener = Closure::<dyn FnMut()>::new(move || self.slice());
        channel
            .port1()
            .set_onmessage(Some(wasm_bindgen::JsCast::unchecked_ref(listener.as_ref())));
        listener.forget(); // the map lives as long as the page
        self.surface().borrow_mut().slices = Some(channel.port2());
    }

    fn say_painted(self) {
        self.early.update_value(EarlyPicture::remove);
        if let Some(performance) = window().performance() {
            let _ = performance.mark("atlas:map-painted");
        }
        if let Some(element) = self.element.get_untracked() {
            let _ = element.set_attribute("data-map-painted", "");
        }
    }

    /// From now on there is a view for the scale bar to measure.
    fn say_still(self) {
        if let Some(element) = self.element.get_untracked() {
            let _ = element.set_attribute("data-map-still", "");
        }
    }

    fn highlight(self) -> Highlight {
        Highlight {
            hovered: self.state.hovered.get_untracked(),
            selected: self.state.selected.get_untracked(),
            walked: self.state.walked.get_untracked(),
        }
    }
}

impl Surface {
    /// Whether the view has changed so lately that it may go on changing.
    fn is_settling(&self, now: f64) -> bool {
        !self.rhythm.is_over(now)
    }

    /// Moves the picture towards the view that is wanted.
    fn move_on(&mut self, frames: Frames, now: f64) {
        let target = frames.state.view.get_untracked();
        if target != self.target {
            let begun = self.set_out_at.clamp(now - LONGEST_LAG, now);
            self.previous = self.target;
            self.target = target;
            self.rhythm.beat(begun);
            let pace = match frames.is_calm.get_untracked() || !self.is_painted {
                true => Pace::Jump,
                false => frames.state.pace(),
            };
            let viewport = frames.state.viewport.get_untracked();
            self.motion = (pace != Pace::Jump)
                .then(|| Motion::new(self.shown, target, pace, viewport, begun));
        }
        match self.motion.map(|motion| motion.at(now)) {
            None => self.shown = target,
            Some((view, is_done)) => {
                self.shown = view;
                if is_done {
                    self.motion = None;
                }
            }
        }
        if let Some(stage) = &mut self.stage {
            self.marks_are_late |= stage.present(self.shown);
            stage.follow(self.shown);
        }
    }

    /// What to paint while the map moves: where it is going, farther out if it zooms out.
    fn ahead(&self) -> View {
        let is_outward = self.target.scale < self.previous.scale;
        match is_outward {
            true => self.previous.beyond(self.target, 1.0 / AHEAD),
            false => self.target,
        }
    }

    /// Begins or drops a picture.
    fn choose_work(&mut self, frames: Frames, world: &World, now: f64) {
        let is_settling = self.is_settling(now);
        let ahead = self.ahead();
        let Some(stage) = &mut self.stage else { return };
        let theme = frames.theme.get_untracked();
        if !self.is_painted {
            let scene = scene(frames, world, stage, self.target, false);
            stage.begin(world, scene, theme);
            return;
        }
        if !self.picture_is_stale && stage.is_crisp_for(self.target) {
            if stage.painting().is_some() {
                stage.drop_job();
            }
            if !is_settling && self.backdrop_is_stale && !stage.is_painting() {
                let mut whole = whole_sheet(frames, world);
                whole.symbols.clear();
                whole.labels.clear();
                stage.begin_backdrop(world, whole, theme);
                self.backdrop_is_stale = false;
            }
            return;
        }
        let is_poor = stage.is_poor_for(self.target);
        let may_begin = match stage.painting() {
            Some(view) => view != self.target && !is_settling,
            None => !is_settling || is_poor,
        };
        if may_begin {
            self.backdrop_is_stale |= stage.is_painting_backdrop();
            let view = if is_settling { ahead } else { self.target };
            let scene = scene(frames, world, stage, view, true);
            stage.begin(world, scene, theme);
            self.picture_is_stale = false;
        }
    }

    /// Paints for as long as there is time; then puts marks where they belong.
    fn work(&mut self, frames: Frames, world: &World, begun: f64) {
        let is_settling = self.is_settling(begun);
        let is_first = !self.is_painted;
        let Some(stage) = &mut self.stage else { return };
        let slice = if is_settling { SLICE_IN_MOTION } else { SLICE };
        // The first picture is wanted as soon as it can be had.
        let is_finished = stage.work(world, || !is_first && now() - begun > slice);
        if is_finished {
            self.is_painted = true;
            self.marks_are_late |= stage.present(self.shown);
            stage.follow(self.shown);
            if is_first {
                self.picture_is_stale = false;
            }
        }
        let is_at_rest = self.motion.is_none() && !is_settling;
        if self.is_painted && (self.marks_are_stale || self.marks_are_late && is_at_rest) {
            stage.mark(
                world,
                self.shown,
                frames.highlight(),
                frames.theme.get_untracked(),
            );
            self.marks_are_stale = false;
            self.marks_are_late = false;
        }
    }
}

/// The scene of a view.
fn scene(frames: Frames, world: &World, stage: &Stage, view: View, has_margin: bool) -> Scene {
    let named: Vec<PlaceIndex> = stage
        .scene()
        .map(|scene| scene.labels.iter().map(|label| label.place).collect())
        .unwrap_or_default();
    let classes = frames.state.classes.get_untracked();
    let setting = Setting {
        density: stage.density(),
        classes: Some(&classes),
        selected: frames.state.selected.get_untracked(),
        named: &named,
        graticule: frames.state.seen_graticule(),
        ..Setting::new(
            view,
            stage.picture_size(has_margin),
            frames.state.sheet_untracked(),
            language_tag(frames.i18n),
        )
    };
    compose(world, &setting)
}

fn whole_sheet(frames: Frames, world: &World) -> Scene {
    let (sheet, viewport) = (
        frames.state.sheet_untracked(),
        frames.state.viewport.get_untracked(),
    );
    let home = View::home(sheet, viewport);
    let classes = frames.state.classes.get_untracked();
    let setting = Setting {
        classes: Some(&classes),
        ..Setting::new(home, viewport, sheet, language_tag(frames.i18n))
    };
    compose(world, &setting)
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
