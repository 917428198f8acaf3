//! The map's canvases: two pictures, one shown while the other is painted; behind them the whole
//! sheet, coarse; above them the marks.
//!
//! While the view moves, the picture that is there is moved and scaled by the compositor; nothing
//! is drawn. A new picture is painted in steps on the hidden canvas and then takes the place of the
//! old one in one go, so that nothing blanks or flashes. Pictures are larger than the viewport, so
//! that a drag does not meet their edge at once; beyond it the coarse sheet shows.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use super::{
    Highlight,
    canvas::{Brush, Frame},
};
use crate::{
    domain::decimal,
    geo::{Bounds, View, Viewport},
    scene::{Scene, Step, Theme, World},
};

/// Share of the viewport's sides that a picture extends beyond each of them.
const MARGIN: f64 = 0.1;
/// Most device pixels of a picture; a margin that would need more is narrower.
const MOST_PIXELS: f64 = 7e6;
/// How much a picture may be enlarged while the map moves.
const MOST_ENLARGED: f64 = 1.7;
/// Resolution of the sheet behind, against the viewport's.
const BACKDROP: f64 = 0.5;

pub struct Stage {
    pictures: [Picture; 2],
    /// Which of the pictures is shown.
    front: usize,
    backdrop: Picture,
    marks: Picture,
    brush: Brush<CanvasRenderingContext2d>,
    viewport: Viewport,
    density: f64,
    job: Option<Job>,
    /// Whether the hidden picture is finished and waits until it shows more than the other.
    is_held: bool,
}

/// A canvas and what it shows.
struct Picture {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    frame: Option<Frame>,
    scene: Option<Scene>,
}

/// Where a job paints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Hidden,
    Backdrop,
}

/// A picture that is being painted.
struct Job {
    target: Target,
    frame: Frame,
    scene: Scene,
    steps: Vec<Step>,
    next: usize,
    theme: Theme,
}

impl Stage {
    /// Puts canvases into an element; `None` where the browser gives no drawing context.
    pub fn new(element: &HtmlElement) -> Option<Self> {
        let picture = |class: &str, is_opaque: bool| Picture::new(element, class, is_opaque);
        Some(Self {
            backdrop: picture("map-backdrop", true)?,
            pictures: [picture("map-base", true)?, picture("map-spare", true)?],
            marks: picture("map-overlay", false)?,
            front: 0,
            brush: Brush::default(),
            viewport: Viewport {
                width: 1.0,
                height: 1.0,
            },
            density: 1.0,
            job: None,
            is_held: false,
        })
    }

    pub fn resize(&mut self, viewport: Viewport, density: f64) {
        self.viewport = viewport;
        self.density = density.clamp(0.5, 4.0);
    }

    pub fn density(&self) -> f64 {
        self.density
    }

    /// The scene that is shown.
    pub fn scene(&self) -> Option<&Scene> {
        self.pictures[self.front].scene.as_ref()
    }

    /// Size of the next picture: the viewport with a margin, in whole device pixels.
    pub fn picture_size(&self, has_margin: bool) -> Viewport {
        let Viewport { width, height } = self.viewport;
        let pixels = width * height * self.density * self.density;
        let most = ((MOST_PIXELS / pixels.max(1.0)).sqrt() - 1.0) / 2.0;
        let margin = if has_margin {
            MARGIN.min(most).max(0.0)
        } else {
            0.0
        };
        let whole = |length: f64| {
            // The margin in whole device pixels on both sides, so that pixels meet pixels.
            let side = (length * margin * self.density).round();
            length + 2.0 * side / self.density
        };
        Viewport {
            width: whole(width),
            height: whole(height),
        }
    }

    /// Whether what is shown is all that a view needs, pixel for pixel.
    pub fn is_crisp_for(&self, view: View) -> bool {
        self.pictures[self.front].frame.is_some_and(|frame| {
            frame.density == self.density
                && (frame.view.scale / view.scale - 1.0).abs() < 1e-9
                && covers(frame, view, self.viewport)
        })
    }

    /// Whether a view shows the edge of the picture, or one so much enlarged that it says little.
    pub fn is_poor_for(&self, view: View) -> bool {
        self.pictures[self.front].frame.is_none_or(|frame| {
            !covers(frame, view, self.viewport) || view.scale / frame.view.scale > MOST_ENLARGED
        })
    }

    /// The view that is being painted, or is painted and not shown yet.
    pub fn painting(&self) -> Option<View> {
        match &self.job {
            Some(job) if job.target == Target::Hidden => Some(job.frame.view),
            _ if self.is_held => self.pictures[1 - self.front].frame.map(|frame| frame.view),
            _ => None,
        }
    }

    pub fn is_painting(&self) -> bool {
        self.job.is_some()
    }

    pub fn is_painting_backdrop(&self) -> bool {
        let job = self.job.as_ref();
        job.is_some_and(|job| job.target == Target::Backdrop)
    }

    pub fn drop_job(&mut self) {
        self.job = None;
        self.is_held = false;
    }

    /// Begins a picture of a scene on the hidden canvas.
    pub fn begin(&mut self, world: &World, scene: Scene, theme: Theme) {
        self.start(Target::Hidden, self.density, world, scene, theme);
    }

    /// Begins the coarse picture of the whole sheet.
    pub fn begin_backdrop(&mut self, world: &World, scene: Scene, theme: Theme) {
        self.start(Target::Backdrop, BACKDROP, world, scene, theme);
    }

    fn start(&mut self, target: Target, density: f64, world: &World, scene: Scene, theme: Theme) {
        let frame = Frame {
            view: scene.view,
            viewport: scene.viewport,
            sheet: scene.sheet,
            density,
        };
        let steps = scene.steps(world);
        self.is_held &= target != Target::Hidden;
        self.target(target).fit(frame);
        self.job = Some(Job {
            target,
            frame,
            scene,
            steps,
            next: 0,
            theme,
        });
    }

    fn target(&mut self, target: Target) -> &mut Picture {
        match target {
            Target::Hidden => &mut self.pictures[1 - self.front],
            Target::Backdrop => &mut self.backdrop,
        }
    }

    /// Paints steps until `is_late` says so; whether the picture is finished.
    pub fn work(&mut self, world: &World, is_late: impl Fn() -> bool) -> bool {
        let Some(mut job) = self.job.take() else {
            return false;
        };
        let picture = match job.target {
            Target::Hidden => &self.pictures[1 - self.front],
            Target::Backdrop => &self.backdrop,
        };
        while let Some(step) = job.steps.get(job.next) {
            self.brush.paint(
                &picture.context,
                job.frame,
                world,
                &job.scene,
                step,
                job.theme,
            );
            job.next += 1;
            picture.flush();
            if is_late() && job.next < job.steps.len() {
                self.job = Some(job);
                return false;
            }
        }
        let target = job.target;
        let picture = self.target(target);
        picture.frame = Some(job.frame);
        picture.scene = Some(job.scene);
        self.is_held = target == Target::Hidden;
        true
    }

    /// Shows the finished picture, once it shows no less of a view than the one that is there;
    /// whether it did.
    pub fn present(&mut self, view: View) -> bool {
        let share = |picture: &Picture| {
            let frame = picture.frame.as_ref();
            frame.map_or(-1.0, |frame| covered_share(*frame, view, self.viewport))
        };
        let (shown, hidden) = (&self.pictures[self.front], &self.pictures[1 - self.front]);
        if !self.is_held || share(hidden) < share(shown) - 0.01 {
            return false;
        }
        hidden.canvas.set_class_name("map-base");
        shown.canvas.set_class_name("map-spare");
        self.front = 1 - self.front;
        self.is_held = false;
        true
    }

    /// Moves all that is drawn to where a view has it.
    pub fn follow(&self, view: View) {
        let shown = &self.pictures[self.front];
        shown.follow(view, self.viewport);
        self.marks.follow(view, self.viewport);
        let is_covered = shown
            .frame
            .is_some_and(|frame| covers(frame, view, self.viewport));
        self.backdrop.show(!is_covered);
        if !is_covered {
            self.backdrop.follow(view, self.viewport);
        }
    }

    /// Draws the marks for a view.
    pub fn mark(&mut self, world: &World, view: View, highlight: Highlight, theme: Theme) {
        let Some(scene) = &self.pictures[self.front].scene else {
            return;
        };
        self.marks.show(!highlight.is_empty());
        if highlight.is_empty() && self.marks.frame.is_none() {
            return;
        }
        let frame = Frame {
            view,
            viewport: self.viewport,
            sheet: scene.sheet,
            density: self.density,
        };
        self.marks.fit(frame);
        self.brush
            .paint_marks(&self.marks.context, frame, world, scene, highlight, theme);
        self.marks.frame = (!highlight.is_empty()).then_some(frame);
        self.marks.follow(view, self.viewport);
    }
}

/// Whether a picture covers all that a view shows.
fn covers(frame: Frame, view: View, viewport: Viewport) -> bool {
    let Bounds { x0, y0, x1, y1 } = view.visible(viewport);
    // A pixel may be lost to rounding.
    let slack = 1.0 / frame.view.scale;
    frame
        .view
        .visible(frame.viewport)
        .grown(slack)
        .covers(&Bounds::new(x0, y0, x1, y1))
}

/// Share of what a view shows that a picture covers.
fn covered_share(frame: Frame, view: View, viewport: Viewport) -> f64 {
    let visible = view.visible(viewport);
    let both = visible.clipped(frame.view.visible(frame.viewport));
    let area = |bounds: Bounds| bounds.width().max(0.0) * bounds.height().max(0.0);
    area(both) / area(visible)
}

impl Picture {
    fn new(element: &HtmlElement, class: &str, is_opaque: bool) -> Option<Self> {
        let document = element.owner_document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_class_name(class);
        let options = js_sys::Object::new();
        let set = |name: &str, value: bool| {
            js_sys::Reflect::set(
                &options,
                &JsValue::from_str(name),
                &JsValue::from_bool(value),
            )
        };
        let _ = set("alpha", !is_opaque);
        // Painted by the processor, so that a step takes the time it takes and the context is never lost.
        let _ = set("willReadFrequently", true);
        let context = canvas
            .get_context_with_context_options("2d", &options)
            .ok()??
            .dyn_into()
            .ok()?;
        element.append_child(&canvas).ok()?;
        Some(Self {
            canvas,
            context,
            frame: None,
            scene: None,
        })
    }

    /// Gives the canvas the size of a frame; what it showed is gone if the size is another.
    fn fit(&self, frame: Frame) {
        let Viewport { width, height } = frame.viewport;
        let (pixels_wide, pixels_high) = (
            (width * frame.density).round() as u32,
            (height * frame.density).round() as u32,
        );
        if (self.canvas.width(), self.canvas.height()) != (pixels_wide, pixels_high) {
            self.canvas.set_width(pixels_wide);
            self.canvas.set_height(pixels_high);
        }
        let style = self.canvas.style();
        // In device pixels, so that the browser scales nothing.
        let length = |pixels: u32| {
            format!(
                "{}px",
                decimal::write_to(f64::from(pixels) / frame.density, 4)
            )
        };
        let _ = style.set_property("width", &length(pixels_wide));
        let _ = style.set_property("height", &length(pixels_high));
    }

    /// Makes the canvas draw what it has been told so far, rather than all at once in the next frame.
    fn flush(&self) {
        let _ = self.context.get_image_data(0.0, 0.0, 1.0, 1.0);
    }

    fn show(&self, is_shown: bool) {
        let _ = match is_shown {
            true => self.canvas.style().remove_property("visibility").map(drop),
            false => self.canvas.style().set_property("visibility", "hidden"),
        };
    }

    /// Puts the picture where a view has it.
    fn follow(&self, view: View, viewport: Viewport) {
        let Some(frame) = self.frame else { return };
        let scale = view.scale / frame.view.scale;
        let (x, y) = frame.view.to_sheet(0.0, 0.0, frame.viewport);
        let (mut x, mut y) = view.to_screen(x, y, viewport);
        if (scale - 1.0).abs() < 1e-9 {
            // Pixel on pixel stays crisp.
            x = (x * frame.density).round() / frame.density;
            y = (y * frame.density).round() / frame.density;
        }
        let transform = format!(
            "translate({}px,{}px) scale({})",
            decimal::write_to(x, 4),
            decimal::write_to(y, 4),
            decimal::write_to(scale, 6)
        );
        let _ = self.canvas.style().set_property("transform", &transform);
    }
}
