//! Draws the steps of a scene, and marks above it, on a canvas.

use std::{cell::RefCell, collections::HashMap};

use super::Context2d;
use crate::{
    data::{ArcRank, PlaceIndex},
    domain::decimal,
    geo::{Importance, Plane, Sheet, View, Viewport},
    scene::{
        AreaInk, Colour, Degrees, Fill, GRATICULE_WIDTH, Glyph, Label, LabelKind, Layer, Line,
        Look, Outline, Palette, Pattern, Scene, Step, Symbol, TILE, Theme, World, glyph_of,
    },
};

const SERIF: &str = "'Iowan Old Style', 'Palatino Linotype', Palatino, 'Book Antiqua', Georgia, 'Liberation Serif', serif";
const SANS: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";

/// Places to mark above the map.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Highlight {
    pub hovered: Option<PlaceIndex>,
    pub selected: Option<PlaceIndex>,
    /// The place the keyboard stands on.
    pub walked: Option<PlaceIndex>,
}

impl Highlight {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a canvas shows: where its pixels lie on the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub view: View,
    pub viewport: Viewport,
    pub sheet: Sheet,
    /// Device pixels in a CSS pixel.
    pub density: f64,
}

/// Draws in the colours of a theme; keeps the patterns it has made.
pub struct Brush<C: Context2d> {
    patterns: RefCell<HashMap<Tile, Option<C::Pattern>>>,
}

impl<C: Context2d> Default for Brush<C> {
    fn default() -> Self {
        Self {
            patterns: RefCell::default(),
        }
    }
}

/// What is repeated over an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Tile {
    theme: Theme,
    look: Look,
    is_sure: bool,
    /// On the look's tint, so that an area is filled once; else on nothing.
    has_tint: bool,
    /// Device pixels in a pixel, in the bits of a float.
    density: u64,
}

impl<C: Context2d> Brush<C> {
    /// Draws one step of a scene; `frame` is the scene's own.
    pub fn paint(
        &self,
        context: &C,
        frame: Frame,
        world: &World,
        scene: &Scene,
        step: &Step,
        theme: Theme,
    ) {
        let palette = Palette::of(theme);
        match step {
            Step::Clear => {
                frame.reset(context);
                context.set_fill_style_str(&palette.sea.css());
                context.fill_rect(0.0, 0.0, frame.viewport.width, frame.viewport.height);
            }
            Step::Fill {
                plane,
                layer,
                ink,
                fills,
            } => {
                let Some(drawn) = world.layer(*layer) else {
                    return;
                };
                frame.clip_to_territory(context, *plane);
                frame.on_plane(context, *plane);
                context.begin_path();
                for Fill { shape, .. } in &scene.fills[fills.clone()] {
                    let shape = &drawn.shapes.shapes[*shape];
                    // Rings end where they begin. `closePath` would have Chromium measure the whole path each time.
                    drawn.shapes.each_ring_at(shape, scene.least, |ring| {
                        trace(context, ring.iter().copied());
                    });
                }
                self.fill(context, frame, *layer, *ink, theme);
                context.restore();
            }
            Step::Lines { plane, rank, lines } => {
                frame.clip_to_territory(context, *plane);
                frame.on_plane(context, *plane);
                context.begin_path();
                for Line { layer, arc, .. } in &scene.lines[lines.clone()] {
                    if let Some(drawn) = world.layer(*layer) {
                        trace(context, drawn.shapes.arc_at(*arc, scene.least));
                    }
                }
                stroke_border(context, frame, *rank, palette);
                context.restore();
            }
            Step::Degrees => {
                if let Some(degrees) = &scene.degrees {
                    draw_degrees(context, frame, degrees, palette);
                }
            }
            Step::Fold => {
                frame.reset(context);
                draw_fold(context, frame, palette);
            }
            Step::Symbols(symbols) => {
                frame.reset(context);
                for symbol in &scene.symbols[symbols.clone()] {
                    draw_symbol(context, symbol, palette);
                }
            }
            Step::Labels(labels) => {
                frame.reset(context);
                for label in &scene.labels[labels.clone()] {
                    draw_label(context, label, palette);
                }
            }
        }
    }

    /// Fills the path with a tint and a pattern.
    fn fill(&self, context: &C, frame: Frame, layer: Layer, ink: AreaInk, theme: Theme) {
        let palette = Palette::of(theme);
        frame.reset(context);
        // A county that only a list names lets its region's policy show through.
        let is_clear = |look: Look| layer == Layer::Counties && look.is_clear();
        let pattern = match ink {
            AreaInk::Context => None,
            AreaInk::Look { look, is_sure } => self.pattern(
                context,
                Tile {
                    theme,
                    look,
                    is_sure,
                    has_tint: !is_clear(look),
                    density: frame.density.to_bits(),
                },
            ),
        };
        match (pattern, ink) {
            (Some(pattern), _) => context.set_fill_pattern(&pattern),
            (None, AreaInk::Context) => context.set_fill_style_str(&palette.context.css()),
            (None, AreaInk::Look { look, .. }) => {
                context.set_fill_style_str(&palette.tint(look).css());
            }
        }
        context.fill_even_odd();
    }

    /// Draws what is hovered, selected and walked on; `scene` tells which symbols stand on the map.
    pub fn paint_marks(
        &self,
        context: &C,
        frame: Frame,
        world: &World,
        scene: &Scene,
        highlight: Highlight,
        theme: Theme,
    ) {
        let palette = Palette::of(theme);
        frame.reset(context);
        context.clear_rect(0.0, 0.0, frame.viewport.width, frame.viewport.height);
        let marks = [
            (highlight.hovered, 1.6),
            (highlight.walked, 2.4),
            (highlight.selected, 2.6),
        ];
        for (place, width) in marks {
            if let Some(place) = place {
                mark(context, frame, world, scene, place, width, palette);
            }
        }
        if let Some(place) = highlight.walked.and_then(|place| world.atlas.get(place)) {
            let (x, y) = place.on_sheet(frame.sheet);
            let (x, y) = frame.view.to_screen(x, y, frame.viewport);
            ring(context, x, y, 12.0, 2.4, palette);
        }
    }

    /// A pattern, drawn once on a tile.
    fn pattern(&self, context: &C, tile: Tile) -> Option<C::Pattern> {
        let mut patterns = self.patterns.borrow_mut();
        patterns
            .entry(tile)
            .or_insert_with(|| draw_pattern(context, tile))
            .clone()
    }
}

impl Frame {
    /// From here on, coordinates are CSS pixels.
    fn reset(&self, context: &impl Context2d) {
        let density = self.density;
        context.place(density, 0.0, 0.0);
        context.set_line_join("round");
        context.set_line_cap("round");
    }

    /// From here on, coordinates are kilometres of a plane.
    fn on_plane(&self, context: &impl Context2d, plane: Plane) {
        let (ox, oy) = self.sheet.origin(plane);
        let scale = self.view.scale * self.density;
        let (x, y) = self.view.to_screen(ox, oy, self.viewport);
        let (x, y) = (x * self.density, y * self.density);
        context.place(scale, x, y);
    }

    /// Saves the context and lets nothing be drawn across the fold.
    fn clip_to_territory(&self, context: &impl Context2d, plane: Plane) {
        context.save();
        self.reset(context);
        let visible = self.view.visible(self.viewport);
        let territory = self.sheet.territory(plane);
        if territory.covers(&visible) {
            return;
        }
        let part = territory.clipped(visible);
        let (x0, y0) = self.view.to_screen(part.x0, part.y0, self.viewport);
        let (x1, y1) = self.view.to_screen(part.x1, part.y1, self.viewport);
        context.begin_path();
        context.rect(x0, y0, (x1 - x0).max(0.0), (y1 - y0).max(0.0));
        context.clip();
    }
}

/// Strokes the path as a border of a rank.
fn stroke_border(context: &impl Context2d, frame: Frame, rank: ArcRank, palette: &Palette) {
    let (colour, width) = palette.border(rank, frame.view.scale);
    frame.reset(context);
    // Round joins cost much and show nothing on lines so thin.
    context.set_line_join("bevel");
    context.set_line_cap("butt");
    let dashes: &[f64] = if rank == ArcRank::Disputed {
        &[4.0, 3.0]
    } else {
        &[]
    };
    context.set_dashes(dashes);
    context.set_stroke_style_str(&colour.css());
    context.set_line_width(width);
    context.stroke();
    context.set_dashes(&[]);
}

/// A line around a place, on a halo that sets it off any ground.
fn mark(
    context: &impl Context2d,
    frame: Frame,
    world: &World,
    scene: &Scene,
    place: PlaceIndex,
    width: f64,
    palette: &Palette,
) {
    let symbol = scene.symbols.iter().find(|symbol| symbol.place == place);
    let outline = world.outline(place, frame.sheet);
    if let Some(Outline::Arcs { layer, arcs, .. }) = &outline
        && let Some(drawn) = world.layer(*layer)
    {
        let least = Importance::seen_at(frame.view.scale * frame.density);
        for plane in Plane::ALL {
            let own = || {
                arcs.iter()
                    .filter(|&&arc| drawn.shapes.arc_plane(arc) == plane)
            };
            if own().next().is_none() {
                continue;
            }
            frame.clip_to_territory(context, plane);
            frame.on_plane(context, plane);
            context.begin_path();
            for &arc in own() {
                trace(context, drawn.shapes.arc_at(arc, least));
            }
            frame.reset(context);
            for (colour, width) in [(palette.paper, width + 2.2), (palette.accent, width)] {
                context.set_stroke_style_str(&colour.css());
                context.set_line_width(width);
                context.stroke();
            }
            context.restore();
        }
    }
    // A town, or an area too small to see, is marked by its symbol.
    let point = world.atlas.get(place).map(|place| {
        let (x, y) = place.on_sheet(frame.sheet);
        frame.view.to_screen(x, y, frame.viewport)
    });
    let Some((x, y)) = point else { return };
    match (symbol, &outline) {
        (Some(symbol), _) => {
            if matches!(outline, Some(Outline::Point { .. })) {
                draw_symbol(context, &Symbol { x, y, ..*symbol }, palette);
            }
            ring(context, x, y, symbol.radius + 3.0, width, palette);
        }
        (None, Some(Outline::Point { .. })) => ring(context, x, y, 6.0, width, palette),
        _ => {}
    }
}

fn draw_pattern<C: Context2d>(target: &C, tile: Tile) -> Option<C::Pattern> {
    let Tile {
        theme,
        look,
        is_sure,
        has_tint,
        density,
    } = tile;
    let density = f64::from_bits(density);
    let pattern = Pattern::of(look);
    if pattern.is_plain() {
        return None;
    }
    let side = (TILE * density).round().max(1.0);
    let palette = Palette::of(theme);
    target.pattern(side as u32, TILE, |context| {
        if has_tint {
            context.set_fill_style_str(&palette.ink_of(palette.tint(look), is_sure).css());
            context.fill_rect(0.0, 0.0, TILE, TILE);
        }
        let colour = palette.ink_of(palette.pattern(look), is_sure).css();
        context.set_stroke_style_str(&colour);
        context.set_fill_style_str(&colour);
        context.set_line_width(pattern.width);
        for [x0, y0, x1, y1] in pattern.strokes {
            context.begin_path();
            context.move_to(*x0, *y0);
            context.line_to(*x1, *y1);
            context.stroke();
        }
        for [x, y, radius] in pattern.dots {
            context.begin_path();
            context.circle(*x, *y, *radius);
            context.fill();
        }
    })
}

/// Meridians and parallels, each on its side of the fold, and their degrees.
fn draw_degrees(context: &impl Context2d, frame: Frame, degrees: &Degrees, palette: &Palette) {
    for plane in Plane::ALL {
        frame.clip_to_territory(context, plane);
        context.begin_path();
        for line in degrees.lines.iter().filter(|line| line.plane == plane) {
            for (at, &(x, y)) in line.points.iter().enumerate() {
                let (x, y) = frame.view.to_screen(x, y, frame.viewport);
                if at == 0 {
                    context.move_to(x, y);
                } else {
                    context.line_to(x, y);
                }
            }
        }
        context.set_stroke_style_str(&palette.graticule().css());
        context.set_line_width(GRATICULE_WIDTH);
        context.stroke();
        context.restore();
    }
    frame.reset(context);
    for label in &degrees.labels {
        draw_label(context, label, palette);
    }
}

/// A quiet dashed line where the ocean is folded away.
fn draw_fold(context: &impl Context2d, frame: Frame, palette: &Palette) {
    let ((x0, y0), (x1, y1)) = frame.sheet.fold(frame.view.visible(frame.viewport));
    let (from, to) = (
        frame.view.to_screen(x0, y0, frame.viewport),
        frame.view.to_screen(x1, y1, frame.viewport),
    );
    context.begin_path();
    context.move_to(from.0, from.1);
    context.line_to(to.0, to.1);
    context.set_dashes(&[1.0, 5.0]);
    context.set_stroke_style_str(&palette.coast.css());
    context.set_line_width(1.2);
    context.stroke();
    context.set_dashes(&[]);
}

/// Adds a line through points to the path.
fn trace(context: &impl Context2d, points: impl Iterator<Item = (f32, f32)>) {
    for (at, (x, y)) in points.enumerate() {
        if at == 0 {
            context.move_to(f64::from(x), f64::from(y));
        } else {
            context.line_to(f64::from(x), f64::from(y));
        }
    }
}

fn ring(context: &impl Context2d, x: f64, y: f64, radius: f64, width: f64, palette: &Palette) {
    for (colour, width) in [(palette.paper, width + 2.2), (palette.accent, width)] {
        context.begin_path();
        context.circle(x, y, radius);
        context.set_stroke_style_str(&colour.css());
        context.set_line_width(width);
        context.stroke();
    }
}

fn draw_symbol(context: &impl Context2d, symbol: &Symbol, palette: &Palette) {
    let Symbol {
        x,
        y,
        radius,
        look,
        is_sure,
        ..
    } = *symbol;
    let glyph = glyph_of(look);
    // A place without a finding is drawn as what it is: a line around nothing.
    let colour: Colour = match look.is_ground() {
        true => palette.nation_border,
        false => palette.full(look),
    };
    context.begin_path();
    match glyph.corners() {
        [] => {
            context.circle(x, y, radius);
        }
        corners => {
            for (at, &(cx, cy)) in corners.iter().enumerate() {
                let (cx, cy) = (x + cx * radius, y + cy * radius);
                if at == 0 {
                    context.move_to(cx, cy)
                } else {
                    context.line_to(cx, cy)
                }
            }
            context.close_path();
        }
    }
    if glyph.is_hollow() {
        context.set_fill_style_str(&palette.paper.css());
        context.fill();
        context.set_stroke_style_str(&colour.css());
        context.set_line_width((radius * 0.42).clamp(0.8, 1.8));
        context.stroke();
        if glyph == Glyph::StruckRing {
            let reach = radius * 0.72;
            context.begin_path();
            context.move_to(x - reach, y + reach);
            context.line_to(x + reach, y - reach);
            context.stroke();
        }
    } else {
        context.set_stroke_style_str(&palette.paper.css());
        context.set_line_width((radius * 0.5).clamp(0.7, 1.6));
        context.stroke();
        context.set_fill_style_str(&palette.ink_of(colour, is_sure).css());
        context.fill();
        if !is_sure {
            context.set_stroke_style_str(&colour.css());
            context.set_line_width((radius * 0.25).clamp(0.6, 1.0));
            context.stroke();
        }
    }
}

fn draw_label(context: &impl Context2d, label: &Label, palette: &Palette) {
    let size = decimal::write(label.kind.size());
    let font = match label.kind {
        LabelKind::Nation => format!("600 {size}px {SERIF}"),
        LabelKind::Region => format!("italic {size}px {SERIF}"),
        LabelKind::County => format!("italic {size}px {SERIF}"),
        LabelKind::Town | LabelKind::Count | LabelKind::Degrees => format!("{size}px {SANS}"),
    };
    context.set_font(&font);
    context.set_text_align("center");
    context.set_text_baseline("middle");
    let spacing = if label.kind.is_capitals() {
        "1.6px"
    } else {
        "0px"
    };
    context.set_letter_spacing(spacing);
    context.set_stroke_style_str(&palette.paper.css());
    context.set_line_width(3.0);
    context.set_global_alpha(0.85);
    context.stroke_words(&label.text, label.x, label.y);
    context.set_global_alpha(1.0);
    let colour = if label.kind == LabelKind::Town {
        palette.ink
    } else {
        palette.quiet_ink
    };
    context.set_fill_style_str(&colour.css());
    context.fill_words(&label.text, label.x, label.y);
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

    use super::*;
    use crate::{
        data::{Atlas, EncodedArc, EncodedShape, EncodedShapes, Index, IndexPlace, Shapes},
        domain::{Finding, Level, Model},
        geo::Arrangement,
        scene::{Setting, compose},
    };

    wasm_bindgen_test_configure!(run_in_browser);

    const SHEET: Sheet = Sheet {
        arrangement: Arrangement::SideBySide,
    };
    const VIEWPORT: Viewport = Viewport {
        width: 200.0,
        height: 100.0,
    };

    fn place(id: &str, level: Level, model: Option<Model>, x: i32) -> IndexPlace {
        IndexPlace {
            id: id.into(),
            name: id.into(),
            names: Vec::new(),
            level,
            parents: Vec::new(),
            plane: Plane::NorthAmerica,
            x,
            y: 0,
            model,
            basis: None,
            is_sure: true,
            effect: None,
            policies: 1,
            listings: 0,
            events: 0,
            population: 1_000_000,
            part: Some(0),
            shape: (level == Level::Region).then(|| id.into()),
            dispute: String::new(),
            aliases: Vec::new(),
        }
    }

    /// A square of 1,000 km with a model, to the west of an empty sea, and a town in the sea.
    fn world() -> World {
        let square = EncodedArc {
            rank: ArcRank::Coast,
            steps: vec![
                (-20_000, -10_000),
                (20_000, 0),
                (0, 20_000),
                (-20_000, 0),
                (0, -20_000),
            ],
            importance: Vec::new(),
        };
        let shape = EncodedShape {
            id: "state".into(),
            plane: Plane::NorthAmerica,
            rings: vec![vec![0]],
        };
        let shapes = EncodedShapes {
            grid: 1,
            arcs: vec![square],
            shapes: vec![shape],
        };
        let index = Index {
            date: "2026-11-24".parse().unwrap(),
            edition: String::new(),
            places: vec![
                place(
                    "state",
                    Level::Region,
                    Some(Model::MandatesCooperation),
                    -10_000,
                ),
                place("town", Level::Municipality, Some(Model::Welcome), 10_000),
            ],
            parts: vec!["records".into()],
            counties: String::new(),
            land_full: String::new(),
            towns: Vec::new(),
            tenures: String::new(),
            lists: String::new(),
            background: String::new(),
            landmarks: String::new(),
            figures: String::new(),
        };
        World::new(Atlas::new(index), Shapes::decode(&shapes).unwrap())
    }

    fn canvas() -> CanvasRenderingContext2d {
        let document = web_sys::window().unwrap().document().unwrap();
        let canvas: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
        canvas.set_width(VIEWPORT.width as u32);
        canvas.set_height(VIEWPORT.height as u32);
        canvas.get_context("2d").unwrap().unwrap().unchecked_into()
    }

    const FRAME: Frame = Frame {
        view: View {
            x: 0.0,
            y: 0.0,
            scale: 0.1,
        },
        viewport: VIEWPORT,
        sheet: SHEET,
        density: 1.0,
    };

    fn scene(world: &World) -> Scene {
        compose(world, &Setting::new(FRAME.view, VIEWPORT, SHEET, "en"))
    }

    fn paint(context: &CanvasRenderingContext2d, world: &World, theme: Theme) {
        let (brush, scene) = (Brush::default(), scene(world));
        for step in scene.steps(world) {
            brush.paint(context, FRAME, world, &scene, &step, theme);
        }
    }

    /// Colours in a square of pixels around a point.
    fn colours(context: &CanvasRenderingContext2d, x: i32, y: i32, reach: i32) -> Vec<Colour> {
        let side = 2 * reach + 1;
        let read = js_sys::Reflect::get(context, &JsValue::from_str("getImageData")).unwrap();
        let read = read.unchecked_into::<js_sys::Function>();
        let arguments: js_sys::Array = [x - reach, y - reach, side, side]
            .iter()
            .map(|&n| JsValue::from(n))
            .collect();
        let image = read.apply(context, &arguments).unwrap();
        let data = js_sys::Reflect::get(&image, &JsValue::from_str("data")).unwrap();
        let bytes = js_sys::Uint8ClampedArray::new(&data).to_vec();
        bytes
            .chunks(4)
            .map(|rgba| Colour(rgba[0], rgba[1], rgba[2]))
            .collect()
    }

    #[wasm_bindgen_test]
    fn areas_sea_and_symbols_have_their_colours() {
        let (world, map) = (world(), canvas());
        for theme in [Theme::Light, Theme::Dark] {
            paint(&map, &world, theme);
            let palette = Palette::of(theme);
            let mandates = Finding::Model(Model::MandatesCooperation);
            let area = colours(&map, 50, 30, 5);
            assert!(area.contains(&palette.tint(mandates)), "{theme:?} tint");
            assert!(
                area.iter().any(|&c| c != palette.tint(mandates)),
                "{theme:?} pattern"
            );
            assert_eq!(colours(&map, 180, 10, 0), [palette.sea]);
            assert_eq!(
                colours(&map, 150, 50, 0),
                [palette.finding(Finding::Model(Model::Welcome))]
            );
        }
    }

    #[wasm_bindgen_test]
    fn marks_go_as_they_came() {
        let (world, marks) = (world(), canvas());
        let scene = scene(&world);
        let mark = |highlight| {
            Brush::default().paint_marks(&marks, FRAME, &world, &scene, highlight, Theme::Light);
        };
        mark(Highlight {
            selected: world.atlas.find("state"),
            ..Highlight::default()
        });
        assert!(colours(&marks, 100, 30, 2).contains(&Palette::of(Theme::Light).accent));
        mark(Highlight::default());
        assert!(
            colours(&marks, 100, 30, 2)
                .iter()
                .all(|&c| c == Colour(0, 0, 0))
        );
    }
}
