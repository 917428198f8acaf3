//! A scene as an SVG document: for saved pictures, for print and for cards.
//!
//! Text is text, patterns are patterns, and nothing refers to anything outside the file.

use std::{collections::BTreeSet, fmt::Write};

use crate::{
    data::ArcRank,
    domain::decimal,
    geo::{Bounds, Plane, Viewport},
    paint::Hatching,
    scene::{
        AreaInk, Degrees, Drawn, Fill, GRATICULE_WIDTH, Glyph, Label, LabelKind, Layer, Look,
        Palette, Pattern, Scene, Step, Symbol, TILE, Theme, World, glyph_of,
    },
};

/// Words around the map, in the reader's language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Caption {
    pub title: String,
    /// The day that the map shows, in words.
    pub date: String,
    pub attribution: String,
    /// What the legend explains, and its names.
    pub legend: Vec<(Look, String)>,
}

const SERIF: &str = "Palatino, Georgia, 'Liberation Serif', serif";
const SANS: &str = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";

/// Height of the title above the map and of each row below it, pixels.
const TITLE: f64 = 34.0;
const ROW: f64 = 22.0;
/// Width that an entry of the legend takes, pixels.
const ENTRY: f64 = 190.0;
const EDGE: f64 = 12.0;

/// Size of the picture of a map of this size, with its caption.
pub fn size(viewport: Viewport, caption: &Caption) -> Viewport {
    Viewport {
        width: viewport.width,
        height: viewport.height + TITLE + (rows(viewport, caption) + 1.0) * ROW + EDGE,
    }
}

fn per_row(viewport: Viewport) -> usize {
    ((viewport.width - EDGE) / ENTRY).max(1.0) as usize
}

fn rows(viewport: Viewport, caption: &Caption) -> f64 {
    caption.legend.len().div_ceil(per_row(viewport)) as f64
}

/// The whole picture: title, map, legend, date and attribution.
pub fn picture(world: &World, scene: &Scene, theme: Theme, caption: &Caption) -> String {
    let Viewport { width, height } = size(scene.viewport, caption);
    let palette = Palette::of(theme);
    let mut svg = Svg::default();
    svg.open(width, height, &caption.title);
    svg.rect(0.0, 0.0, width, height, &palette.paper.css());
    svg.patterns(scene, &caption.legend, theme);
    let ink = palette.ink.css();
    svg.text(
        EDGE,
        TITLE * 0.66,
        &format!("font-family=\"{SERIF}\" font-size=\"18\" font-weight=\"600\" fill=\"{ink}\""),
        &caption.title,
    );
    svg.map(world, scene, theme, TITLE, "");
    for (number, (look, name)) in caption.legend.iter().enumerate() {
        let columns = per_row(scene.viewport);
        let x = EDGE + (number % columns) as f64 * ENTRY;
        let y =
            TITLE + scene.viewport.height + ((number / columns) as f64 + 0.5) * ROW + EDGE / 2.0;
        svg.swatch(x, y, *look, palette);
        svg.text(
            x + 46.0,
            y + 4.0,
            &format!("font-family=\"{SANS}\" font-size=\"12\" fill=\"{ink}\""),
            name,
        );
    }
    let foot = height - EDGE * 0.8;
    let quiet = format!(
        "font-family=\"{SANS}\" font-size=\"11\" fill=\"{}\"",
        palette.quiet_ink.css()
    );
    svg.text(
        EDGE,
        foot,
        &quiet,
        &format!("{} · {}", caption.date, caption.attribution),
    );
    svg.close()
}

/// The map alone.
pub fn map(world: &World, scene: &Scene, theme: Theme, name: &str) -> String {
    marked_map(world, scene, theme, name, "")
}

/// The map alone, with marks of one's own (elements of SVG, in pixels of the scene) below its names.
pub fn marked_map(world: &World, scene: &Scene, theme: Theme, name: &str, marks: &str) -> String {
    let mut svg = Svg::default();
    svg.open(scene.viewport.width, scene.viewport.height, name);
    svg.patterns(scene, &[], theme);
    svg.map(world, scene, theme, 0.0, marks);
    svg.close()
}

/// The map alone, for paper: printers make coarse pictures of patterns, so their lines are drawn one by one.
pub fn printed_map(world: &World, scene: &Scene, theme: Theme, name: &str) -> String {
    let mut svg = Svg(String::new(), Patterns::Lines);
    svg.open(scene.viewport.width, scene.viewport.height, name);
    svg.map(world, scene, theme, 0.0, "");
    svg.close()
}

/// The symbol of a look alone, as a part of a document: its place and radius are in pixels of that.
pub fn glyph(look: Look, is_sure: bool, (x, y): (f64, f64), radius: f64, theme: Theme) -> String {
    let mut svg = Svg::default();
    let symbol = Symbol {
        place: 0,
        x,
        y,
        radius,
        look,
        is_sure,
        stands_for: 0,
    };
    svg.symbol(&symbol, Palette::of(theme));
    svg.0
}

/// A document that grows. Writing to a string cannot fail.
#[derive(Default)]
struct Svg(String, Patterns);

/// How the patterns of areas are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Patterns {
    /// As tiles that repeat.
    #[default]
    Tiles,
    /// Line by line.
    Lines,
}

impl Svg {
    fn open(&mut self, width: f64, height: f64, name: &str) {
        let (w, h) = (number(width), number(height));
        let _ = write!(
            self.0,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\"><title>{}</title>",
            escaped(name)
        );
    }

    fn close(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }

    fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        let [x, y, width, height] = [x, y, width, height].map(number);
        let _ = write!(
            self.0,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>"
        );
    }

    fn text(&mut self, x: f64, y: f64, style: &str, text: &str) {
        let [x, y] = [x, y].map(number);
        let _ = write!(
            self.0,
            "<text x=\"{x}\" y=\"{y}\" {style}>{}</text>",
            escaped(text)
        );
    }

    /// The patterns of areas and of the legend.
    fn patterns(&mut self, scene: &Scene, legend: &[(Look, String)], theme: Theme) {
        let palette = Palette::of(theme);
        let of_fills = scene.fills.iter().filter_map(|fill| match fill.ink {
            AreaInk::Look { look, .. } => Some(look),
            AreaInk::Context => None,
        });
        let looks: BTreeSet<Look> = of_fills
            .chain(legend.iter().map(|(look, _)| *look))
            .collect();
        self.0.push_str("<defs>");
        for look in looks {
            let pattern = Pattern::of(look);
            if pattern.is_plain() {
                continue;
            }
            let (colour, tile) = (palette.pattern(look).css(), number(TILE));
            let _ = write!(
                self.0,
                "<pattern id=\"{}\" width=\"{tile}\" height=\"{tile}\" patternUnits=\"userSpaceOnUse\" stroke=\"{colour}\" stroke-width=\"{}\" fill=\"{colour}\">",
                look.code(),
                number(pattern.width)
            );
            for stroke in pattern.strokes {
                let [x0, y0, x1, y1] = stroke.map(number);
                let _ = write!(self.0, "<path d=\"M{x0} {y0}L{x1} {y1}\"/>");
            }
            for dot in pattern.dots {
                let [x, y, radius] = dot.map(number);
                let _ = write!(
                    self.0,
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" stroke=\"none\"/>"
                );
            }
            self.0.push_str("</pattern>");
        }
        self.0.push_str("</defs>");
    }

    fn map(&mut self, world: &World, scene: &Scene, theme: Theme, top: f64, marks: &str) {
        let Viewport { width, height } = scene.viewport;
        let palette = Palette::of(theme);
        // A nested document cuts off what lies outside of it.
        let _ = write!(
            self.0,
            "<svg x=\"0\" y=\"{}\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\"><defs>",
            number(top),
            w = number(width),
            h = number(height)
        );
        for plane in Plane::ALL {
            let part = scene
                .sheet
                .territory(plane)
                .clipped(scene.view.visible(scene.viewport));
            let (x0, y0) = scene.view.to_screen(part.x0, part.y0, scene.viewport);
            let (x1, y1) = scene.view.to_screen(part.x1, part.y1, scene.viewport);
            let _ = write!(self.0, "<clipPath id=\"{}\">", plane_id(plane));
            self.rect(x0, y0, (x1 - x0).max(0.0), (y1 - y0).max(0.0), "none");
            self.0.push_str("</clipPath>");
        }
        self.0.push_str("</defs>");
        let mut marks = Some(marks);
        for step in scene.steps(world) {
            if matches!(step, Step::Labels(_)) {
                self.0.push_str(marks.take().unwrap_or_default());
            }
            match step {
                Step::Clear => self.rect(0.0, 0.0, width, height, &palette.sea.css()),
                Step::Fill {
                    plane,
                    layer,
                    ink,
                    fills,
                } => {
                    let Some(drawn) = world.layer(layer) else {
                        continue;
                    };
                    let of = fills.clone();
                    let mut path = String::new();
                    for fill in &scene.fills[fills] {
                        let shape = &drawn.shapes.shapes[fill.shape];
                        drawn.shapes.each_ring_at(shape, scene.least, |ring| {
                            trace(
                                &mut path,
                                scene,
                                plane,
                                ring[..ring.len() - 1].iter().copied(),
                            );
                            path.push('Z');
                        });
                    }
                    self.fill(&path, plane, layer, ink, palette);
                    if self.1 == Patterns::Lines {
                        let rings = rings_on_screen(scene, drawn, plane, &scene.fills[of]);
                        self.hatch(&rings, scene.viewport, plane, ink, palette);
                    }
                }
                Step::Lines { plane, rank, lines } => {
                    let mut path = String::new();
                    for line in &scene.lines[lines] {
                        if let Some(drawn) = world.layer(line.layer) {
                            trace(
                                &mut path,
                                scene,
                                plane,
                                drawn.shapes.arc_at(line.arc, scene.least),
                            );
                        }
                    }
                    let (colour, width) = palette.border(rank, scene.view.scale);
                    let dashes = if rank == ArcRank::Disputed {
                        " stroke-dasharray=\"4 3\""
                    } else {
                        ""
                    };
                    let _ = write!(
                        self.0,
                        "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"bevel\"{dashes} clip-path=\"url(#{})\"/>",
                        colour.css(),
                        number(width),
                        plane_id(plane)
                    );
                }
                Step::Degrees => {
                    if let Some(degrees) = &scene.degrees {
                        self.degrees(scene, degrees, palette);
                    }
                }
                Step::Fold => {
                    let ((x0, y0), (x1, y1)) = scene.sheet.fold(scene.view.visible(scene.viewport));
                    let (a, b) = (
                        scene.view.to_screen(x0, y0, scene.viewport),
                        scene.view.to_screen(x1, y1, scene.viewport),
                    );
                    let [x0, y0, x1, y1] = [a.0, a.1, b.0, b.1].map(number);
                    let _ = write!(
                        self.0,
                        "<path d=\"M{x0} {y0}L{x1} {y1}\" stroke=\"{}\" stroke-width=\"1.2\" stroke-linecap=\"round\" stroke-dasharray=\"1 5\"/>",
                        palette.coast.css()
                    );
                }
                Step::Symbols(symbols) => {
                    for symbol in &scene.symbols[symbols] {
                        self.symbol(symbol, palette);
                    }
                }
                Step::Labels(labels) => {
                    for label in &scene.labels[labels] {
                        self.label(label, palette);
                    }
                }
            }
        }
        self.0.push_str(marks.unwrap_or_default());
        self.0.push_str("</svg>");
    }

    fn degrees(&mut self, scene: &Scene, degrees: &Degrees, palette: &Palette) {
        for plane in Plane::ALL {
            let mut path = String::new();
            for line in degrees.lines.iter().filter(|line| line.plane == plane) {
                for (at, &(x, y)) in line.points.iter().enumerate() {
                    let letter = if at == 0 { 'M' } else { 'L' };
                    let (x, y) = scene.view.to_screen(x, y, scene.viewport);
                    let _ = write!(path, "{letter}{} {}", number(x), number(y));
                }
            }
            let _ = write!(
                self.0,
                "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" clip-path=\"url(#{})\"/>",
                palette.graticule().css(),
                number(GRATICULE_WIDTH),
                plane_id(plane)
            );
        }
        for label in &degrees.labels {
            self.label(label, palette);
        }
    }

    fn fill(&mut self, path: &str, plane: Plane, layer: Layer, ink: AreaInk, palette: &Palette) {
        let (svg, patterns) = (&mut self.0, self.1);
        let mut fill = |paint: &str, style: &str| {
            let _ = write!(
                svg,
                "<path d=\"{path}\" fill=\"{paint}\"{style} fill-rule=\"evenodd\" clip-path=\"url(#{})\"/>",
                plane_id(plane)
            );
        };
        match ink {
            AreaInk::Context => fill(&palette.context.css(), ""),
            AreaInk::Look { look, is_sure } => {
                // A county that only a list names lets its region's policy show through.
                if !(layer == Layer::Counties && look.is_clear()) {
                    fill(&palette.ink_of(palette.tint(look), is_sure).css(), "");
                }
                if patterns == Patterns::Tiles && !Pattern::of(look).is_plain() {
                    let style = if is_sure {
                        ""
                    } else {
                        " fill-opacity=\"0.45\""
                    };
                    fill(&format!("url(#{})", look.code()), style);
                }
            }
        }
    }

    /// Draws a pattern line by line inside closed rings.
    fn hatch(
        &mut self,
        rings: &[Vec<(f64, f64)>],
        viewport: Viewport,
        plane: Plane,
        ink: AreaInk,
        palette: &Palette,
    ) {
        let AreaInk::Look { look, is_sure } = ink else {
            return;
        };
        let pattern = Pattern::of(look);
        let opacity = if is_sure {
            ""
        } else {
            " stroke-opacity=\"0.45\""
        };
        let within = Bounds::new(0.0, 0.0, viewport.width, viewport.height);
        let Hatching { strokes, dots } = Hatching::of(&pattern, rings, within);
        let mut path = |width: f64, lines: &mut dyn Iterator<Item = [f64; 4]>, cap: &str| {
            self.0.push_str("<path d=\"");
            for line in lines {
                let [x0, y0, x1, y1] = line.map(number);
                let _ = write!(self.0, "M{x0} {y0}L{x1} {y1}");
            }
            let _ = write!(
                self.0,
                "\" stroke=\"{}\" stroke-width=\"{}\" stroke-linecap=\"{cap}\"{opacity} clip-path=\"url(#{})\"/>",
                palette.pattern(look).css(),
                number(width),
                plane_id(plane)
            );
        };
        if !strokes.is_empty() {
            path(pattern.width, &mut strokes.into_iter(), "butt");
        }
        // A dot is a line of no length with a round end.
        if let Some(&[_, _, radius]) = dots.first() {
            let points = &mut dots.into_iter().map(|[x, y, _]| [x, y, x, y]);
            path(radius * 2.0, points, "round");
        }
    }

    fn symbol(&mut self, symbol: &Symbol, palette: &Palette) {
        let Symbol {
            x,
            y,
            radius,
            look,
            is_sure,
            ..
        } = *symbol;
        let glyph = glyph_of(look);
        let colour = match look.is_ground() {
            true => palette.nation_border,
            false => palette.full(look),
        };
        let pale = palette.ink_of(colour, is_sure).css();
        let colour = colour.css();
        let paper = palette.paper.css();
        let style = if glyph.is_hollow() {
            let width = number((radius * 0.42).clamp(0.8, 1.8));
            format!("fill=\"{paper}\" stroke=\"{colour}\" stroke-width=\"{width}\"")
        } else if !is_sure {
            let width = number((radius * 0.25).clamp(0.6, 1.0));
            format!("fill=\"{pale}\" stroke=\"{colour}\" stroke-width=\"{width}\"")
        } else {
            let width = number((radius * 0.5).clamp(0.7, 1.6));
            format!(
                "fill=\"{colour}\" stroke=\"{paper}\" stroke-width=\"{width}\" paint-order=\"stroke\""
            )
        };
        match glyph.corners() {
            [] => {
                let [cx, cy, r] = [x, y, radius].map(number);
                let _ = write!(
                    self.0,
                    "<circle cx=\"{cx}\" cy=\"{cy}\" r=\"{r}\" {style}/>"
                );
            }
            corners => {
                self.0.push_str("<path d=\"");
                for (at, &(cx, cy)) in corners.iter().enumerate() {
                    let letter = if at == 0 { 'M' } else { 'L' };
                    let _ = write!(
                        self.0,
                        "{letter}{} {}",
                        number(x + cx * radius),
                        number(y + cy * radius)
                    );
                }
                let _ = write!(self.0, "Z\" {style}/>");
            }
        }
        if glyph == Glyph::StruckRing {
            let reach = radius * 0.72;
            let [x0, y0, x1, y1] = [x - reach, y + reach, x + reach, y - reach].map(number);
            let _ = write!(self.0, "<path d=\"M{x0} {y0}L{x1} {y1}\" {style}/>");
        }
    }

    fn label(&mut self, label: &Label, palette: &Palette) {
        let font = match label.kind {
            LabelKind::Nation => {
                format!("font-family=\"{SERIF}\" font-weight=\"600\" letter-spacing=\"1.6\"")
            }
            LabelKind::Region | LabelKind::County => {
                format!("font-family=\"{SERIF}\" font-style=\"italic\"")
            }
            LabelKind::Town | LabelKind::Count | LabelKind::Degrees => {
                format!("font-family=\"{SANS}\"")
            }
        };
        let colour = if label.kind == LabelKind::Town {
            palette.ink
        } else {
            palette.quiet_ink
        };
        let style = format!(
            "{font} font-size=\"{}\" text-anchor=\"middle\" fill=\"{}\" stroke=\"{}\" stroke-width=\"3\" stroke-opacity=\"0.85\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
            number(label.kind.size()),
            colour.css(),
            palette.paper.css()
        );
        // The baseline, as the middle of letters is not the same in every renderer.
        self.text(
            label.x,
            label.y + label.kind.size() * 0.34,
            &style,
            &label.text,
        );
    }

    /// What the legend shows of a look: an area and a symbol.
    fn swatch(&mut self, x: f64, y: f64, look: Look, palette: &Palette) {
        let border = palette.nation_border.css();
        for fill in [
            Some(palette.tint(look).css()),
            (!Pattern::of(look).is_plain()).then(|| format!("url(#{})", look.code())),
        ]
        .into_iter()
        .flatten()
        {
            let [left, top] = [x, y - 7.0].map(number);
            let _ = write!(
                self.0,
                "<rect x=\"{left}\" y=\"{top}\" width=\"22\" height=\"14\" fill=\"{fill}\" stroke=\"{border}\" stroke-width=\"0.7\"/>"
            );
        }
        self.symbol(
            &Symbol {
                place: 0,
                x: x + 34.0,
                y,
                radius: 4.0,
                look,
                is_sure: true,
                stands_for: 0,
            },
            palette,
        );
    }
}

fn plane_id(plane: Plane) -> &'static str {
    match plane {
        Plane::NorthAmerica => "america",
        Plane::Europe => "europe",
    }
}

/// A tenth of a pixel is more than a printer shows at this size; two places keep small arcs smooth.
fn number(value: f64) -> String {
    decimal::write(value)
}

/// Adds a line through points of a plane to a path: whole tenths of a pixel, in steps.
/// The rings of areas in pixels.
fn rings_on_screen(
    scene: &Scene,
    drawn: &Drawn,
    plane: Plane,
    fills: &[Fill],
) -> Vec<Vec<(f64, f64)>> {
    let (ox, oy) = scene.sheet.origin(plane);
    let on_screen = |&(x, y): &(f32, f32)| {
        let (x, y) = (f64::from(x) + ox, f64::from(y) + oy);
        scene.view.to_screen(x, y, scene.viewport)
    };
    let mut rings = Vec::new();
    for fill in fills {
        let shape = &drawn.shapes.shapes[fill.shape];
        drawn.shapes.each_ring_at(shape, scene.least, |ring| {
            rings.push(ring.iter().map(on_screen).collect());
        });
    }
    rings
}

fn trace(path: &mut String, scene: &Scene, plane: Plane, points: impl Iterator<Item = (f32, f32)>) {
    let (ox, oy) = scene.sheet.origin(plane);
    let (mut before, mut has_steps) = ((0i64, 0i64), false);
    for (at, (x, y)) in points.enumerate() {
        let (x, y) = scene
            .view
            .to_screen(f64::from(x) + ox, f64::from(y) + oy, scene.viewport);
        let now = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
        if at == 0 {
            let _ = write!(path, "M{} {}", tenths(now.0), tenths(now.1));
        } else if now != before {
            let letter = if has_steps { ' ' } else { 'l' };
            let step = (now.0 - before.0, now.1 - before.1);
            let _ = write!(path, "{letter}{} {}", tenths(step.0), tenths(step.1));
            has_steps = true;
        }
        before = now;
    }
}

fn tenths(value: i64) -> String {
    decimal::write_to(value as f64 / 10.0, 1)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML cannot hold.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(
            escaped("<b a=\"1\">&\u{1}"),
            "&lt;b a=&quot;1&quot;&gt;&amp; "
        );
    }

    #[test]
    fn a_caption_takes_room_below_the_map() {
        let viewport = Viewport {
            width: 400.0,
            height: 300.0,
        };
        let entry = (Look::Quiet, "Listed".to_owned());
        let caption = |entries: usize| Caption {
            legend: vec![entry.clone(); entries],
            ..Caption::default()
        };
        let height = |entries| size(viewport, &caption(entries)).height;
        assert!(height(2) == height(1) && height(3) == height(2) + ROW);
    }
}
