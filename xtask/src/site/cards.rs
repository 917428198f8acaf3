//! The pictures that other sites show for a link: 1200 x 630 pixels, drawn from the map's own scene.
//!
//! A page of an atlas: the words large enough to be read in a thumbnail, beside them an extract of the
//! map in its frame, with the place marked and what lies around it paler.

use std::{collections::HashSet, fmt::Write, sync::Arc};

use anyhow::Context;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};
use sanctuary_atlas::{
    data::{ArcRank, Place, PlaceIndex},
    domain::{Finding, Level},
    geo::{Bounds, Plane, Sheet, View, Viewport},
    paint::svg,
    scene::{
        Colour, LabelKind, Layer, Look, Outline, Palette, Scene, Setting, TILE, Theme, World,
        compose,
    },
    ui::Summary,
};

use super::{
    head::PICTURE,
    indexed_png,
    lettering::{FAMILY, FONT, Lettering},
    xml::escape,
};

/// Most bytes of a card as PNG: messengers leave out pictures that take long to load.
pub const MOST_BYTES: usize = 40_000;

const WIDTH: f64 = PICTURE.0 as f64;
const HEIGHT: f64 = PICTURE.1 as f64;
/// Left edge of the words, and the width that they may take.
const LEFT: f64 = 46.0;
const COLUMN: f64 = 446.0;
/// Size of a name that is short enough, and the smallest one.
const LARGEST: f64 = 80.0;
const SMALLEST: f64 = 44.0;
/// Kilometres around a town.
const AROUND: f64 = 130.0;
/// The same around the middle of an area, at least; half of it for a nation.
const LEAST: f64 = 45.0;
/// How much larger than on a screen the map's symbols and names are. The pattern's tile becomes a whole
/// number of pixels: alike tiles take few bytes.
const MAGNIFIED: f64 = 13.0 / TILE;
/// The same where all of the map is shown.
const MAGNIFIED_WHOLE: f64 = 12.0 / TILE;
/// Share of a screen's detail that is drawn: more than a thumbnail shows.
const DETAIL: f64 = 0.6;
/// Pixels (of a screen) between a marked area and the frame.
const MARGIN: f64 = 22.0;

/// Most symbols of a card in less than full detail.
const MOST_SYMBOLS: usize = 50;
/// Radius of the ring around a marked town.
const RING: f64 = 27.0;

const INK: &str = "#262a2c";
const QUIET: &str = "#55534b";
/// For programs that show the drawing without the bundled font.
const SERIF: &str = "'Source Serif 4', Georgia, 'Liberation Serif', serif";

/// Where the map lies on the page.
#[derive(Clone, Copy)]
struct Frame {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Of the map beside words.
const BESIDE: Frame = Frame {
    x: 528.0,
    y: 32.0,
    width: 640.0,
    height: 544.0,
};
/// Of the whole map, above its title.
const ABOVE: Frame = Frame {
    x: 32.0,
    y: 32.0,
    width: 1136.0,
    height: 430.0,
};

/// How much is left out around what a card is about, where the whole would take too many bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    Full,
    /// Simpler lines, no borders of counties, no names of towns, no places that are only listed.
    Less,
    /// The place alone, coasts and borders of nations.
    Least,
}

impl Detail {
    pub const ALL: [Detail; 3] = [Detail::Full, Detail::Less, Detail::Least];
}

/// Draws cards. Cheap to clone.
#[derive(Clone)]
pub struct Painter {
    fonts: Arc<Database>,
    lettering: Arc<Lettering>,
}

/// Words that every card has.
pub struct Words<'a> {
    /// Tag of the language that they are in, and names on the map.
    pub language: &'a str,
    pub atlas: &'a str,
    /// "Data of 24 November 2026".
    pub date: &'a str,
    pub credits: &'a str,
}

impl Painter {
    pub fn new() -> anyhow::Result<Self> {
        let mut fonts = Database::new();
        fonts.load_font_data(FONT.to_vec());
        fonts.set_serif_family(FAMILY);
        fonts.set_sans_serif_family(FAMILY);
        Ok(Self {
            fonts: Arc::new(fonts),
            lettering: Arc::new(Lettering::new()?),
        })
    }

    /// The card of a place, as an SVG document.
    pub fn place(
        &self,
        world: &World,
        number: PlaceIndex,
        place: &Place,
        summary: &Summary,
        words: &Words<'_>,
        detail: Detail,
    ) -> String {
        let mut page = Page::new();
        page.map(
            world,
            BESIDE,
            MAGNIFIED,
            Some((number, place)),
            words,
            detail,
        );
        let lines = |text, size, most| self.lettering.lines(text, size, COLUMN, most);

        let mut y = 62.0;
        for line in lines(&summary.place, 25.0, 2) {
            page.text(LEFT, y, 25.0, QUIET, &line);
            y += 33.0;
        }
        let (size, most) = self.size_of(&summary.name);
        y += size * 0.74;
        for line in lines(&summary.name, size, most) {
            page.text(LEFT, y, size, INK, &line);
            y += size * 1.04;
        }
        y += 20.0 - size * 0.2;
        page.line(LEFT, y, COLUMN);
        y += 56.0;
        let finding = place.finding();
        let indent = match finding {
            Finding::NoRecord => 0.0,
            _ => {
                page.0.push_str(&svg::glyph(
                    Look::Finding(finding),
                    place.is_sure,
                    (LEFT + 16.0, y - 12.0),
                    14.0,
                    Theme::Light,
                ));
                46.0
            }
        };
        for line in self
            .lettering
            .lines(&summary.finding, 36.0, COLUMN - indent, 2)
        {
            page.text(LEFT + indent, y, 36.0, INK, &line);
            y += 42.0;
        }
        for line in lines(&summary.text, 23.0, 4) {
            if y < HEIGHT - 118.0 {
                page.text(LEFT, y, 23.0, QUIET, &line);
            }
            y += 30.0;
        }
        page.text(LEFT, HEIGHT - 56.0, 30.0, INK, words.atlas);
        page.text(LEFT, HEIGHT - 25.0, 19.0, QUIET, words.date);
        self.credits(&mut page, words, BESIDE.width);
        page.close(&format!("{}: {}", summary.name, summary.finding))
    }

    /// The card of the whole map.
    pub fn map(&self, world: &World, tagline: &str, words: &Words<'_>, detail: Detail) -> String {
        let mut page = Page::new();
        page.map(world, ABOVE, MAGNIFIED_WHOLE, None, words, detail);
        page.text(ABOVE.x, 534.0, 62.0, INK, words.atlas);
        let title = self.lettering.width(words.atlas, 62.0);
        let room = WIDTH - 2.0 * ABOVE.x;
        let size = fitting(30.0, self.lettering.width(tagline, 1.0), room);
        page.text(ABOVE.x, 577.0, size, INK, tagline);
        let date = fitting(
            24.0,
            self.lettering.width(words.date, 1.0),
            room - title - 40.0,
        );
        page.text_before(WIDTH - ABOVE.x, 534.0, date, words.date);
        self.credits(&mut page, words, room);
        page.close(&format!("{}: {tagline}", words.atlas))
    }

    fn credits(&self, page: &mut Page, words: &Words<'_>, room: f64) {
        let size = fitting(15.0, self.lettering.width(words.credits, 1.0), room);
        page.text_before(WIDTH - 32.0, HEIGHT - 25.0, size, words.credits);
    }

    /// The largest size in which a name takes few lines, and how many.
    fn size_of(&self, name: &str) -> (f64, usize) {
        let mut size = LARGEST;
        loop {
            let most = if size > 60.0 { 2 } else { 3 };
            let lines = self.lettering.wrapped(name, size, COLUMN);
            let is_fitting = lines.len() <= most
                && lines
                    .iter()
                    .all(|line| self.lettering.width(line, size) <= COLUMN);
            if is_fitting || size <= SMALLEST {
                return (size, most);
            }
            size -= 4.0;
        }
    }

    /// A card as a PNG file with a palette of its own; none if it would take too many bytes.
    pub fn png(&self, svg: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let options = Options {
            fontdb: Arc::clone(&self.fonts),
            font_family: FAMILY.to_owned(),
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options).context("the card is no valid SVG")?;
        let mut pixels = Pixmap::new(PICTURE.0, PICTURE.1).context("no room for a card")?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        let palette = Palette::of(Theme::Light);
        let findings = Finding::ALL.map(|finding| palette.finding(finding));
        let tints = Finding::ALL.map(|finding| palette.tint(Look::Finding(finding)));
        let meaning: Vec<[u8; 3]> = findings
            .iter()
            .chain(&tints)
            .map(|&Colour(r, g, b)| [r, g, b])
            .collect();
        Ok(indexed_png::encode(&pixels, &meaning, MOST_BYTES)?)
    }
}

/// A size at which a text of such a width (in a size of 1) takes no more than the room.
fn fitting(size: f64, width: f64, room: f64) -> f64 {
    size.min(room / width.max(1.0))
}

/// A page that grows. Writing to a string cannot fail.
struct Page(String);

impl Page {
    fn new() -> Self {
        let paper = Palette::of(Theme::Light).paper.css();
        Self(format!(
            "<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{paper}\"/>"
        ))
    }

    fn close(self, title: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
             role=\"img\" font-family=\"{SERIF}\" font-weight=\"600\"><title>{}</title>{}</svg>\n",
            escape(title),
            self.0
        )
    }

    fn text(&mut self, x: f64, y: f64, size: f64, colour: &str, text: &str) {
        let _ = write!(
            self.0,
            "<text x=\"{x}\" y=\"{y:.1}\" font-size=\"{size:.1}\" fill=\"{colour}\">{}</text>",
            escape(text)
        );
    }

    /// A quiet text that ends somewhere.
    fn text_before(&mut self, x: f64, y: f64, size: f64, text: &str) {
        let _ = write!(
            self.0,
            "<text x=\"{x}\" y=\"{y:.1}\" font-size=\"{size:.1}\" fill=\"{QUIET}\" text-anchor=\"end\">{}</text>",
            escape(text)
        );
    }

    fn line(&mut self, x: f64, y: f64, width: f64) {
        let _ = write!(
            self.0,
            "<rect x=\"{x}\" y=\"{y:.1}\" width=\"{width}\" height=\"1.5\" fill=\"{INK}\"/>"
        );
    }

    /// The map around a place, or all of it, in a double frame.
    fn map(
        &mut self,
        world: &World,
        frame: Frame,
        magnified: f64,
        place: Option<(PlaceIndex, &Place)>,
        words: &Words<'_>,
        detail: Detail,
    ) {
        let Frame {
            x,
            y,
            width,
            height,
        } = frame;
        let extract = Extract::new(world, frame, magnified, place, words.language, detail);
        let mark = place.map(|(number, place)| extract.mark(world, number, place));
        let mark = mark.unwrap_or_default();
        let map = svg::marked_map(world, &extract.scene, Theme::Light, words.atlas, &mark);
        let _ = write!(
            self.0,
            "<g transform=\"translate({x} {y}) scale({magnified})\">{map}</g>\
             <rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"1\"/>\
             <rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"3\"/>",
            x - 0.5,
            y - 0.5,
            width + 1.0,
            height + 1.0,
            x - 6.5,
            y - 6.5,
            width + 13.0,
            height + 13.0,
        );
    }
}

/// A part of the map.
struct Extract {
    scene: Scene,
    sheet: Sheet,
    /// Pixels of the page in one of the scene.
    magnified: f64,
}

impl Extract {
    fn new(
        world: &World,
        frame: Frame,
        magnified: f64,
        place: Option<(PlaceIndex, &Place)>,
        language: &str,
        detail: Detail,
    ) -> Self {
        let viewport = Viewport {
            width: frame.width / magnified,
            height: frame.height / magnified,
        };
        let sheet = Sheet::for_viewport(viewport.width, viewport.height);
        let outline = place.and_then(|(number, _)| world.outline(number, sheet));
        let view = match outline {
            Some(Outline::Arcs { bounds, .. }) => {
                let (x, y) = bounds.centre();
                let is_nation = place.is_some_and(|(_, place)| place.level == Level::Nation);
                let least =
                    Bounds::new(x, y, x, y).grown(if is_nation { LEAST / 2.0 } else { LEAST });
                View::fit(bounds.union(least), MARGIN, viewport)
            }
            Some(Outline::Point { x, y }) => {
                let around = Bounds::new(x, y, x, y).grown(AROUND);
                View::fit(around, 0.0, viewport)
            }
            None => View::home(sheet, viewport),
        };
        let view = view.kept_within(sheet, viewport);
        let setting = Setting {
            density: density(place.is_some(), detail),
            selected: place.map(|(number, _)| number),
            ..Setting::new(view, viewport, sheet, language)
        };
        let mut scene = compose(world, &setting);
        let page = Bounds::new(0.0, 0.0, viewport.width, viewport.height);
        let ring = match outline {
            Some(Outline::Point { x, y }) => Some(view.to_screen(x, y, viewport)),
            _ => None,
        };
        // The place's own name is beside the map; small print would only be noise.
        let is_county = place.is_some_and(|(_, place)| place.level == Level::County);
        scene.labels.retain(|label| {
            let is_under_ring =
                ring.is_some_and(|(x, y)| label.bounds().distance(x, y) < RING / magnified);
            let is_own = place.is_some_and(|(number, _)| number == label.place);
            let is_small_print = match label.kind {
                LabelKind::Count | LabelKind::Degrees => true,
                LabelKind::County => !is_county,
                LabelKind::Nation | LabelKind::Region | LabelKind::Town => false,
            };
            let is_cut = !page.covers(&label.bounds());
            !is_own && !is_small_print && !is_under_ring && !is_cut
        });
        if place.is_none() {
            // What a thumbnail of two continents cannot show: Europe's regions, and who is only listed.
            scene
                .lines
                .retain(|line| line.rank != ArcRank::Region || line.plane == Plane::NorthAmerica);
            scene
                .symbols
                .retain(|symbol| matches!(symbol.look, Look::Finding(Finding::Model(_))));
        }
        if let Some((number, place)) = place.filter(|(_, place)| is_wide(place)) {
            keep_own(&mut scene, world, number, place);
        }
        simplify(&mut scene, place.map(|(number, _)| number), detail);
        Self {
            scene,
            sheet,
            magnified,
        }
    }

    /// A ring around a town; around an area its outline, and all else paler.
    fn mark(&self, world: &World, number: PlaceIndex, place: &Place) -> String {
        let Scene { view, viewport, .. } = self.scene;
        let pixels = |length: f64| length / self.magnified;
        match world.outline(number, self.sheet) {
            Some(Outline::Point { x, y }) => {
                let (x, y) = view.to_screen(x, y, viewport);
                let ring = |colour: &str, width: f64| {
                    format!(
                        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{:.1}\"/>",
                        pixels(RING),
                        pixels(width)
                    )
                };
                ring("#fff", 11.0) + &ring(INK, 6.0)
            }
            Some(Outline::Arcs { layer, arcs, .. }) => {
                let Some(drawn) = world.layer(layer) else {
                    return String::new();
                };
                let (ox, oy) = self.sheet.origin(place.plane);
                let to_screen = |(x, y): (f32, f32)| {
                    view.to_screen(f64::from(x) + ox, f64::from(y) + oy, viewport)
                };
                let mut line = Path::default();
                for arc in arcs {
                    line.add(drawn.shapes.arc_at(arc, self.scene.least).map(to_screen));
                }
                let mut area = Path::default();
                for (shape, of) in drawn.shapes.shapes.iter().zip(&drawn.places) {
                    if of.is_some_and(|of| is_part(world, of, number, place)) {
                        drawn.shapes.each_ring_at(shape, self.scene.least, |ring| {
                            area.add(ring.iter().copied().map(to_screen));
                        });
                    }
                }
                let Viewport { width, height } = viewport;
                let paper = Palette::of(Theme::Light).paper.css();
                format!(
                    "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
                     <path d=\"M0 0H{width}V{height}H0Z{area}\" fill=\"{paper}\" fill-opacity=\"0.5\" fill-rule=\"evenodd\"/>\
                     <path d=\"{line}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"{:.1}\" stroke-linejoin=\"round\"/></svg>",
                    pixels(3.2),
                    area = area.0,
                    line = line.0,
                )
            }
            None => String::new(),
        }
    }
}

fn is_wide(place: &Place) -> bool {
    matches!(place.level, Level::Nation | Level::Region)
}

/// Device pixels in a pixel that decide what detail of lines is drawn.
fn density(is_extract: bool, detail: Detail) -> f64 {
    let full = if is_extract { DETAIL } else { DETAIL / 2.0 };
    match detail {
        Detail::Full => full,
        Detail::Less => full / 2.0,
        Detail::Least => full / 3.0,
    }
}

fn simplify(scene: &mut Scene, own: Option<PlaceIndex>, detail: Detail) {
    if detail >= Detail::Less {
        scene.lines.retain(|line| line.rank != ArcRank::County);
        scene
            .labels
            .retain(|label| matches!(label.kind, LabelKind::Nation | LabelKind::Region));
        // Those on top last, the largest of them.
        let mut left = MOST_SYMBOLS;
        scene.symbols.reverse();
        scene.symbols.retain(|symbol| {
            let is_told = matches!(symbol.look, Look::Finding(Finding::Model(_))) && left > 0;
            left -= usize::from(is_told);
            is_told || own == Some(symbol.place)
        });
        scene.symbols.reverse();
    }
    if detail >= Detail::Least {
        scene.lines.retain(|line| line.rank != ArcRank::Region);
        scene.labels.retain(|label| label.kind == LabelKind::Nation);
        if own.is_some() {
            scene.symbols.retain(|symbol| own == Some(symbol.place));
        }
    }
}

/// Leaves out the symbols of what lies around a nation or region, and the regions of other nations.
fn keep_own(scene: &mut Scene, world: &World, number: PlaceIndex, place: &Place) {
    let lies_within = |of: PlaceIndex| {
        of == number
            || world
                .atlas
                .get(of)
                .is_some_and(|place| place.parents.contains(&number))
    };
    scene.symbols.retain(|symbol| lies_within(symbol.place));
    let land = world.layer(Layer::Land);
    let Some(land) = land.filter(|_| place.level == Level::Nation) else {
        return;
    };
    let shapes = land.shapes.shapes.iter().zip(&land.places);
    let own: HashSet<usize> = shapes
        .filter(|(_, of)| of.is_some_and(lies_within))
        .flat_map(|(shape, _)| land.shapes.arcs_of(shape))
        .collect();
    scene.lines.retain(|line| {
        line.rank != ArcRank::Region || line.layer == Layer::Land && own.contains(&line.arc)
    });
}

/// Whether an area is a place's own, or one of a nation's regions.
fn is_part(world: &World, of: PlaceIndex, number: PlaceIndex, place: &Place) -> bool {
    of == number
        || place.level == Level::Nation
            && world
                .atlas
                .get(of)
                .is_some_and(|area| area.parents.contains(&number))
}

/// Lines in steps of a tenth of a pixel, as most steps are short.
#[derive(Default)]
struct Path(String);

impl Path {
    fn add(&mut self, points: impl Iterator<Item = (f64, f64)>) {
        let mut before: Option<(i64, i64)> = None;
        for (x, y) in points {
            let now = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
            let (letter, step) = match before {
                None => ('M', now),
                Some(before) if before == now => continue,
                Some(before) => ('l', (now.0 - before.0, now.1 - before.1)),
            };
            let _ = write!(self.0, "{letter}{} {}", tenths(step.0), tenths(step.1));
            before = Some(now);
        }
    }
}

fn tenths(value: i64) -> String {
    sanctuary_atlas::domain::decimal::write_to(value as f64 / 10.0, 1)
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, env, fs, io::Cursor, path::Path};

    use sanctuary_atlas::{data::TenureFile, state::Language, ui::StillPages};

    use super::*;
    use crate::site::atlas;

    /// Size of a PNG file with a palette, and how many pixels each of its colours has.
    fn read(file: &[u8]) -> ((u32, u32), HashMap<[u8; 3], usize>) {
        let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
        let mut numbers = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut numbers).unwrap();
        let palette = reader.info().palette.clone().unwrap();
        let mut counts = HashMap::new();
        for number in numbers {
            let at = usize::from(number) * 3;
            let colour = [palette[at], palette[at + 1], palette[at + 2]];
            *counts.entry(colour).or_default() += 1;
        }
        ((info.width, info.height), counts)
    }

    #[test]
    fn cards_of_the_record_are_small_and_say_what_is_on_file() {
        let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../geodata");
        let data = crate::data::compile_geodata(&geodata, "2026-11-24".parse().unwrap()).unwrap();
        let loaded = atlas::load(&data).unwrap();
        let nothing = TenureFile { places: Vec::new() };
        let still = StillPages::new("/", loaded.world.clone(), HashMap::new(), nothing);
        let painter = Painter::new().unwrap();
        let places = [
            // A town, states, an area of a town, nations (the busiest of all; the smallest), a county.
            ("us-il-chicago", Language::English),
            ("us-ca", Language::English),
            ("us-tx", Language::Spanish),
            ("gb-sct-glasgow", Language::English),
            ("it", Language::Spanish),
            ("us", Language::French),
            ("ca", Language::French),
            ("mt", Language::French),
            ("us-ny-westchester-county", Language::English),
        ];
        for (id, language) in places {
            let (words, date) = (still.words(language), still.date(language));
            let words = Words {
                language: language.tag(),
                atlas: words.atlas,
                date: &date,
                credits: words.credits,
            };
            let (number, place) = still.place(id).unwrap_or_else(|| panic!("no place {id}"));
            let summary = still.summary(id, language).unwrap();
            let draw =
                |detail| painter.place(&loaded.world, number, &place, &summary, &words, detail);
            let svg = draw(Detail::Full);
            for said in [&date, words.atlas, words.credits, &summary.name] {
                for word in said.split_whitespace() {
                    assert!(
                        svg.contains(&escape(word)),
                        "{word} is not on the card of {id}"
                    );
                }
            }
            let file = smallest(&painter, draw);
            keep(&format!("{id}.{}", language.tag()), &file);
            let (size, colours) = read(&file);
            assert_eq!(size, PICTURE);
            assert!(file.len() <= MOST_BYTES);
            // Its finding's colour, as it is: the symbol beside the words alone has some 600 pixels.
            let Colour(r, g, b) = Palette::of(Theme::Light).finding(place.finding());
            let pixels = colours.get(&[r, g, b]).copied().unwrap_or_default();
            if place.finding() != Finding::NoRecord {
                assert!(pixels > 400, "{id} has {pixels} pixels of its finding");
            }
        }
        let (words, date) = (
            still.words(Language::English),
            still.date(Language::English),
        );
        let tagline = words.tagline;
        let words = Words {
            language: "en",
            atlas: words.atlas,
            date: &date,
            credits: words.credits,
        };
        let draw = |detail| painter.map(&loaded.world, tagline, &words, detail);
        keep("map", &smallest(&painter, draw));
    }

    /// A card in the most detail that is small enough.
    fn smallest(painter: &Painter, draw: impl Fn(Detail) -> String) -> Vec<u8> {
        let files = Detail::ALL
            .into_iter()
            .map(|detail| painter.png(&draw(detail)).unwrap());
        files.flatten().next().expect("a card that is small enough")
    }

    /// For those who want to look at the cards.
    fn keep(name: &str, file: &[u8]) {
        if let Some(folder) = env::var_os("ATLAS_ARTIFACTS") {
            fs::write(Path::new(&folder).join(format!("card-{name}.png")), file).unwrap();
        }
    }
}
