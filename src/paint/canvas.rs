//! Draws a scene on two canvases: the map below, hover and selection above.

use std::{cell::RefCell, collections::HashMap, f64::consts::TAU};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};

use crate::{
    data::{ArcRank, PlaceIndex},
    domain::{Finding, decimal},
    geo::{Plane, Sheet, View, Viewport},
    scene::{
        AreaInk, Colour, Fill, Glyph, Label, LabelKind, Layer, Line, Outline, Palette, Pattern,
        Scene, Symbol, TILE, Theme, World, glyph_of,
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

/// A pair of canvases of the same size.
pub struct CanvasPainter {
    map: CanvasRenderingContext2d,
    overlay: CanvasRenderingContext2d,
    canvases: [HtmlCanvasElement; 2],
    /// Device pixels in a CSS pixel.
    density: f64,
    patterns: RefCell<HashMap<(Theme, Finding), Option<CanvasPattern>>>,
}

impl CanvasPainter {
    /// `None` where the browser gives no drawing context.
    pub fn new(map: HtmlCanvasElement, overlay: HtmlCanvasElement) -> Option<Self> {
        Some(Self {
            map: context(&map)?,
            overlay: context(&overlay)?,
            canvases: [map, overlay],
            density: 1.0,
            patterns: RefCell::default(),
        })
    }

    /// Sets the size of the canvases' bitmaps, and drops what depends on it.
    pub fn resize(&mut self, viewport: Viewport, density: f64) {
        let density = density.clamp(0.5, 4.0);
        let (width, height) = (
            (viewport.width * density).round() as u32,
            (viewport.height * density).round() as u32,
        );
        for canvas in &self.canvases {
            if canvas.width() != width || canvas.height() != height {
                canvas.set_width(width);
                canvas.set_height(height);
            }
        }
        if density != self.density {
            self.density = density;
            self.patterns.borrow_mut().clear();
        }
    }

    /// Draws the whole map.
    pub fn paint(&self, world: &World, scene: &Scene, theme: Theme) {
        let palette = Palette::of(theme);
        let context = &self.map;
        self.reset(context);
        context.set_fill_style_str(&palette.sea.css());
        context.fill_rect(0.0, 0.0, scene.viewport.width, scene.viewport.height);
        for plane in Plane::ALL {
            self.clip_to_territory(context, scene, plane);
            self.fill_areas(world, scene, plane, theme);
            self.draw_lines(world, scene, plane, palette);
            context.restore();
        }
        self.reset(context);
        draw_fold(context, scene, palette);
        for symbol in &scene.symbols {
            draw_symbol(context, symbol, palette);
        }
        for label in &scene.labels {
            draw_label(context, label, palette);
        }
    }

    /// Draws what is hovered, selected and walked on.
    pub fn paint_overlay(&self, world: &World, scene: &Scene, highlight: Highlight, theme: Theme) {
        let palette = Palette::of(theme);
        let context = &self.overlay;
        self.reset(context);
        context.clear_rect(0.0, 0.0, scene.viewport.width, scene.viewport.height);
        let marks = [
            (highlight.hovered, 1.6),
            (highlight.walked, 2.4),
            (highlight.selected, 2.6),
        ];
        for (place, width) in marks {
            if let Some(place) = place {
                self.mark(world, scene, place, width, palette);
            }
        }
        if let Some(place) = highlight.walked {
            self.focus_ring(world, scene, place, palette);
        }
    }

    fn reset(&self, context: &CanvasRenderingContext2d) {
        let _ = context.set_transform(self.density, 0.0, 0.0, self.density, 0.0, 0.0);
        context.set_line_join("round");
        context.set_line_cap("round");
    }

    /// From here on, coordinates are kilometres of a plane.
    fn on_plane(
        &self,
        context: &CanvasRenderingContext2d,
        view: View,
        viewport: Viewport,
        sheet: Sheet,
        plane: Plane,
    ) {
        let (ox, oy) = sheet.origin(plane);
        let scale = view.scale * self.density;
        let (x, y) = view.to_screen(ox, oy, viewport);
        let _ = context.set_transform(scale, 0.0, 0.0, scale, x * self.density, y * self.density);
    }

    /// Saves the context and lets nothing be drawn across the fold.
    fn clip_to_territory(&self, context: &CanvasRenderingContext2d, scene: &Scene, plane: Plane) {
        context.save();
        self.reset(context);
        let territory = scene.sheet.territory(plane);
        let (x0, y0) = scene
            .view
            .to_screen(territory.x0, territory.y0, scene.viewport);
        let (x1, y1) = scene
            .view
            .to_screen(territory.x1, territory.y1, scene.viewport);
        let (x0, y0) = (x0.max(0.0), y0.max(0.0));
        let (x1, y1) = (x1.min(scene.viewport.width), y1.min(scene.viewport.height));
        context.begin_path();
        context.rect(x0, y0, (x1 - x0).max(0.0), (y1 - y0).max(0.0));
        context.clip();
    }

    fn fill_areas(&self, world: &World, scene: &Scene, plane: Plane, theme: Theme) {
        let palette = Palette::of(theme);
        let context = &self.map;
        let mut inks = vec![AreaInk::Context, AreaInk::Finding(Finding::NoRecord)];
        inks.extend(
            Finding::ALL
                .into_iter()
                .filter(|&f| f != Finding::NoRecord)
                .map(AreaInk::Finding),
        );
        // Counties lie above their regions.
        for layer in [Layer::Land, Layer::LandFull, Layer::Counties] {
            let Some(drawn) = world.layer(layer) else {
                continue;
            };
            for &ink in &inks {
                let fills = || {
                    let wanted = move |fill: &&Fill| fill.layer == layer && fill.ink == ink;
                    scene
                        .fills
                        .iter()
                        .filter(wanted)
                        .map(|fill| &drawn.shapes.shapes[fill.shape])
                        .filter(move |shape| shape.plane == plane)
                };
                if fills().next().is_none() {
                    continue;
                }
                self.on_plane(context, scene.view, scene.viewport, scene.sheet, plane);
                context.begin_path();
                for shape in fills() {
                    for ring in drawn.shapes.rings(shape) {
                        trace(context, ring);
                        context.close_path();
                    }
                }
                self.reset(context);
                let (tint, pattern) = match ink {
                    AreaInk::Context => (palette.context, None),
                    AreaInk::Finding(finding) => {
                        (palette.tint(finding), self.pattern(theme, finding))
                    }
                };
                // A county that only a list names lets its region's policy show through.
                if !(layer == Layer::Counties && ink == AreaInk::Finding(Finding::ListedOnly)) {
                    context.set_fill_style_str(&tint.css());
                    context.fill_with_canvas_winding_rule(web_sys::CanvasWindingRule::Evenodd);
                }
                if let Some(pattern) = pattern {
                    context.set_fill_style_canvas_pattern(&pattern);
                    context.fill_with_canvas_winding_rule(web_sys::CanvasWindingRule::Evenodd);
                }
            }
        }
    }

    fn draw_lines(&self, world: &World, scene: &Scene, plane: Plane, palette: &Palette) {
        let context = &self.map;
        let weight = (scene.view.scale / 0.08).powf(0.22);
        let ranks = [
            (ArcRank::County, palette.county_border, 0.45),
            (ArcRank::Region, palette.region_border, 0.7 * weight),
            (ArcRank::Coast, palette.coast, 0.7 * weight),
            (ArcRank::Nation, palette.nation_border, 0.9 * weight),
            (ArcRank::Disputed, palette.nation_border, 0.9 * weight),
        ];
        for (rank, colour, width) in ranks {
            let lines = || {
                let wanted = move |line: &&Line| line.rank == rank;
                scene
                    .lines
                    .iter()
                    .filter(wanted)
                    .filter_map(|line| Some((world.layer(line.layer)?, line.arc)))
            };
            self.on_plane(context, scene.view, scene.viewport, scene.sheet, plane);
            context.begin_path();
            for (drawn, arc) in lines().filter(|(drawn, arc)| drawn.shapes.arc_plane(*arc) == plane)
            {
                trace(context, drawn.shapes.arc(arc).iter().copied());
            }
            self.reset(context);
            let dashes = if rank == ArcRank::Disputed {
                vec![4.0, 3.0]
            } else {
                Vec::new()
            };
            set_dashes(context, &dashes);
            context.set_stroke_style_str(&colour.css());
            context.set_line_width(width);
            context.stroke();
            set_dashes(context, &[]);
        }
    }

    /// The pattern of a finding, drawn once on a tile.
    fn pattern(&self, theme: Theme, finding: Finding) -> Option<CanvasPattern> {
        let mut patterns = self.patterns.borrow_mut();
        patterns
            .entry((theme, finding))
            .or_insert_with(|| self.draw_pattern(theme, finding))
            .clone()
    }

    fn draw_pattern(&self, theme: Theme, finding: Finding) -> Option<CanvasPattern> {
        let pattern = Pattern::of(finding);
        if pattern.is_plain() {
            return None;
        }
        let side = (TILE * self.density).round().max(1.0);
        let document = self.canvases[0].owner_document()?;
        let tile: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        tile.set_width(side as u32);
        tile.set_height(side as u32);
        let context = context(&tile)?;
        let _ = context.scale(side / TILE, side / TILE);
        let colour = Palette::of(theme).pattern(finding).css();
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
            let _ = context.arc(*x, *y, *radius, 0.0, TAU);
            context.fill();
        }
        // Pattern space is device pixels over density: the tile repeats each TILE CSS pixels.
        let made = self
            .map
            .create_pattern_with_html_canvas_element(&tile, "repeat")
            .ok()??;
        let matrix = js_sys::Object::new();
        let scale = JsValue::from_f64(TILE / side);
        for axis in ["a", "d"] {
            let _ = js_sys::Reflect::set(&matrix, &JsValue::from_str(axis), &scale);
        }
        if let Ok(set_transform) = js_sys::Reflect::get(&made, &JsValue::from_str("setTransform"))
            && let Some(set_transform) = set_transform.dyn_ref::<js_sys::Function>()
        {
            let _ = set_transform.call1(&made, &matrix);
        }
        Some(made)
    }

    /// A line around a place, on a halo that sets it off any ground.
    fn mark(&self, world: &World, scene: &Scene, place: PlaceIndex, width: f64, palette: &Palette) {
        let context = &self.overlay;
        match world.outline(place, scene.view.scale, scene.sheet) {
            Some(Outline::Arcs { layer, arcs, .. }) => {
                let Some(drawn) = world.layer(layer) else {
                    return;
                };
                for plane in Plane::ALL {
                    self.clip_to_territory(context, scene, plane);
                    self.on_plane(context, scene.view, scene.viewport, scene.sheet, plane);
                    context.begin_path();
                    for &arc in arcs
                        .iter()
                        .filter(|&&arc| drawn.shapes.arc_plane(arc) == plane)
                    {
                        trace(context, drawn.shapes.arc(arc).iter().copied());
                    }
                    self.reset(context);
                    for (colour, width) in [(palette.paper, width + 2.2), (palette.accent, width)] {
                        context.set_stroke_style_str(&colour.css());
                        context.set_line_width(width);
                        context.stroke();
                    }
                    context.restore();
                }
            }
            Some(Outline::Point { x, y }) => {
                if let Some(symbol) = scene.symbols.iter().find(|symbol| symbol.place == place) {
                    draw_symbol(context, symbol, palette);
                } else {
                    let (x, y) = scene.view.to_screen(x, y, scene.viewport);
                    ring(context, x, y, 6.0, width, palette);
                }
            }
            None => {}
        }
        // An area too small to see is marked by its symbol.
        if let Some(symbol) = scene.symbols.iter().find(|symbol| symbol.place == place) {
            ring(
                context,
                symbol.x,
                symbol.y,
                symbol.radius + 3.0,
                width,
                palette,
            );
        }
    }

    fn focus_ring(&self, world: &World, scene: &Scene, place: PlaceIndex, palette: &Palette) {
        let Some(place) = world.atlas.get(place) else {
            return;
        };
        let (x, y) = place.on_sheet(scene.sheet);
        let (x, y) = scene.view.to_screen(x, y, scene.viewport);
        ring(&self.overlay, x, y, 12.0, 2.4, palette);
    }
}

/// A quiet dashed line where the ocean is folded away.
fn draw_fold(context: &CanvasRenderingContext2d, scene: &Scene, palette: &Palette) {
    let ((x0, y0), (x1, y1)) = scene.sheet.fold(scene.view.visible(scene.viewport));
    let (from, to) = (
        scene.view.to_screen(x0, y0, scene.viewport),
        scene.view.to_screen(x1, y1, scene.viewport),
    );
    context.begin_path();
    context.move_to(from.0, from.1);
    context.line_to(to.0, to.1);
    set_dashes(context, &[1.0, 5.0]);
    context.set_stroke_style_str(&palette.coast.css());
    context.set_line_width(1.2);
    context.stroke();
    set_dashes(context, &[]);
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Adds a line through points to the path.
fn trace(context: &CanvasRenderingContext2d, points: impl Iterator<Item = (f32, f32)>) {
    for (at, (x, y)) in points.enumerate() {
        if at == 0 {
            context.move_to(f64::from(x), f64::from(y));
        } else {
            context.line_to(f64::from(x), f64::from(y));
        }
    }
}

fn set_dashes(context: &CanvasRenderingContext2d, dashes: &[f64]) {
    let list: js_sys::Array = dashes.iter().map(|&dash| JsValue::from_f64(dash)).collect();
    let _ = context.set_line_dash(&list);
}

fn ring(
    context: &CanvasRenderingContext2d,
    x: f64,
    y: f64,
    radius: f64,
    width: f64,
    palette: &Palette,
) {
    for (colour, width) in [(palette.paper, width + 2.2), (palette.accent, width)] {
        context.begin_path();
        let _ = context.arc(x, y, radius, 0.0, TAU);
        context.set_stroke_style_str(&colour.css());
        context.set_line_width(width);
        context.stroke();
    }
}

fn draw_symbol(context: &CanvasRenderingContext2d, symbol: &Symbol, palette: &Palette) {
    let Symbol {
        x,
        y,
        radius,
        finding,
        ..
    } = *symbol;
    let glyph = glyph_of(finding);
    let colour: Colour = palette.finding(finding);
    context.begin_path();
    match glyph.corners() {
        [] => {
            let _ = context.arc(x, y, radius, 0.0, TAU);
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
        context.set_fill_style_str(&colour.css());
        context.fill();
    }
}

fn draw_label(context: &CanvasRenderingContext2d, label: &Label, palette: &Palette) {
    let size = decimal::write(label.kind.size());
    let font = match label.kind {
        LabelKind::Nation => format!("600 {size}px {SERIF}"),
        LabelKind::Region => format!("italic {size}px {SERIF}"),
        LabelKind::County => format!("italic {size}px {SERIF}"),
        LabelKind::Town => format!("{size}px {SANS}"),
    };
    context.set_font(&font);
    context.set_text_align("center");
    context.set_text_baseline("middle");
    let spacing = if label.kind.is_capitals() {
        "1.6px"
    } else {
        "0px"
    };
    let _ = js_sys::Reflect::set(
        context,
        &JsValue::from_str("letterSpacing"),
        &JsValue::from_str(spacing),
    );
    context.set_stroke_style_str(&palette.paper.css());
    context.set_line_width(3.0);
    context.set_global_alpha(0.85);
    let _ = context.stroke_text(&label.text, label.x, label.y);
    context.set_global_alpha(1.0);
    let colour = if label.kind == LabelKind::Town {
        palette.ink
    } else {
        palette.quiet_ink
    };
    context.set_fill_style_str(&colour.css());
    let _ = context.fill_text(&label.text, label.x, label.y);
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;
    use crate::{
        data::{Atlas, EncodedArc, EncodedShape, EncodedShapes, Index, IndexPlace, Shapes},
        domain::{Level, Model},
        geo::Arrangement,
        scene::compose,
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
        };
        World::new(Atlas::new(index), Shapes::decode(&shapes).unwrap())
    }

    fn painter() -> CanvasPainter {
        let document = web_sys::window().unwrap().document().unwrap();
        let canvas = || {
            document
                .create_element("canvas")
                .unwrap()
                .unchecked_into::<HtmlCanvasElement>()
        };
        let mut painter = CanvasPainter::new(canvas(), canvas()).unwrap();
        painter.resize(VIEWPORT, 1.0);
        painter
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
        let (world, painter) = (world(), painter());
        let view = View {
            x: 0.0,
            y: 0.0,
            scale: 0.1,
        };
        let scene = compose(&world, view, VIEWPORT, SHEET, "en");
        for theme in [Theme::Light, Theme::Dark] {
            painter.paint(&world, &scene, theme);
            let palette = Palette::of(theme);
            let mandates = Finding::Model(Model::MandatesCooperation);
            let area = colours(&painter.map, 50, 30, 5);
            assert!(area.contains(&palette.tint(mandates)), "{theme:?} tint");
            assert!(
                area.iter().any(|&c| c != palette.tint(mandates)),
                "{theme:?} pattern"
            );
            assert_eq!(colours(&painter.map, 180, 10, 0), [palette.sea]);
            assert_eq!(
                colours(&painter.map, 150, 50, 0),
                [palette.finding(Finding::Model(Model::Welcome))]
            );
        }
    }

    #[wasm_bindgen_test]
    fn a_selection_is_drawn_above_and_leaves_the_map_alone() {
        let (world, painter) = (world(), painter());
        let scene = compose(
            &world,
            View {
                x: 0.0,
                y: 0.0,
                scale: 0.1,
            },
            VIEWPORT,
            SHEET,
            "en",
        );
        painter.paint(&world, &scene, Theme::Light);
        let before = colours(&painter.map, 100, 50, 40);
        let highlight = Highlight {
            selected: world.atlas.find("state"),
            ..Highlight::default()
        };
        painter.paint_overlay(&world, &scene, highlight, Theme::Light);
        assert_eq!(colours(&painter.map, 100, 50, 40), before);
        assert!(colours(&painter.overlay, 100, 30, 2).contains(&Palette::of(Theme::Light).accent));
        painter.paint_overlay(&world, &scene, Highlight::default(), Theme::Light);
        assert!(
            colours(&painter.overlay, 100, 30, 2)
                .iter()
                .all(|&c| c == Colour(0, 0, 0))
        );
    }
}
