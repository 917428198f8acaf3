//! From the world and a view to a scene.

use super::{
    COUNTIES_FROM, Degrees, Label, LabelKind, Look, Symbol, World,
    label::{MOST_LABELS, capitals, without_collisions},
    symbol::{radius, thinned},
    world::Drawn,
};
use crate::{
    data::{ArcRank, Place, PlaceIndex},
    domain::Level,
    explore::{Class, Classes},
    geo::{Bounds, Importance, Plane, Sheet, View, Viewport},
};

/// A set of shapes that fills and lines refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    Land,
    Counties,
}

/// What an area is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AreaInk {
    /// Land of neighbours that the Atlas does not cover.
    Context,
    /// What the lens says of it, and whether that is known to be right; or the plain ground.
    Look { look: Look, is_sure: bool },
}

/// One area to fill: a shape of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fill {
    pub plane: Plane,
    pub layer: Layer,
    pub ink: AreaInk,
    pub shape: usize,
}

/// One line to draw: an arc of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub plane: Plane,
    pub rank: ArcRank,
    pub layer: Layer,
    pub arc: usize,
}

/// What a scene is composed for.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub view: View,
    pub viewport: Viewport,
    pub sheet: Sheet,
    /// Device pixels in a pixel: decides what detail can be seen.
    pub density: f64,
    /// Tag of the language of names.
    pub language: &'a str,
    /// A place that is shown whatever stands in its way.
    pub selected: Option<PlaceIndex>,
    /// What the lens says of each place; none for the model on the day of the record.
    pub classes: Option<&'a Classes>,
    /// Places whose names are on the map now: they stay as long as they can, so that nothing flickers.
    pub named: &'a [PlaceIndex],
    /// Whether meridians and parallels are drawn: the part of the viewport, about its middle, at whose edges their
    /// degrees stand.
    pub graticule: Option<Viewport>,
}

impl<'a> Setting<'a> {
    pub const fn new(view: View, viewport: Viewport, sheet: Sheet, language: &'a str) -> Self {
        Self {
            view,
            viewport,
            sheet,
            density: 1.0,
            language,
            selected: None,
            classes: None,
            named: &[],
            graticule: None,
        }
    }
}

/// Everything to draw, bottom to top.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub view: View,
    pub viewport: Viewport,
    pub sheet: Sheet,
    /// The least important vertex that is drawn.
    pub least: Importance,
    /// By plane, then layer, then ink.
    pub fills: Vec<Fill>,
    /// By plane, then rank.
    pub lines: Vec<Line>,
    pub degrees: Option<Degrees>,
    pub symbols: Vec<Symbol>,
    pub labels: Vec<Label>,
}

/// Areas narrower than this are drawn as symbols too, pixels.
const SMALLEST_AREA: f64 = 7.0;
/// Radius of the symbol of a nation too small to see, pixels.
const SPECK: f64 = 1.6;
/// Places that a symbol stands for from which their number is written beside it.
const COUNTED: u32 = 4;
/// How far around what is in view symbols are looked at, so that thinning does not depend on the edge.
const SYMBOL_MARGIN: f64 = 40.0;

/// Composes a scene.
pub fn compose(world: &World, setting: &Setting) -> Scene {
    let Setting {
        view,
        viewport,
        sheet,
        density,
        ..
    } = *setting;
    let mut scene = Scene {
        view,
        viewport,
        sheet,
        least: Importance::seen_at(view.scale * density),
        fills: Vec::new(),
        lines: Vec::new(),
        degrees: setting
            .graticule
            .map(|seen| Degrees::of(sheet, view, viewport, seen, setting.language)),
        symbols: Vec::new(),
        labels: Vec::new(),
    };
    let visible = view.visible(viewport);
    add_fills(&mut scene, world, setting, Layer::Land, world.land());
    add_lines(&mut scene, Layer::Land, world.land(), visible, |rank| {
        rank != ArcRank::Seam
    });
    if let Some(counties) = world.counties() {
        add_fills(&mut scene, world, setting, Layer::Counties, counties);
        if view.scale >= COUNTIES_FROM {
            add_lines(&mut scene, Layer::Counties, counties, visible, |rank| {
                rank == ArcRank::County
            });
        }
    }
    scene
        .fills
        .sort_by_key(|fill| (fill.plane as u8, fill.layer, fill.ink));
    scene
        .lines
        .sort_by_key(|line| (line.plane as u8, drawing_order(line.rank)));
    scene.symbols = symbols(world, setting, visible);
    scene.labels = labels(world, setting, visible, &scene.symbols);
    scene
}

/// Lesser lines first, so that greater ones lie on top.
fn drawing_order(rank: ArcRank) -> u8 {
    match rank {
        ArcRank::Seam | ArcRank::County => 0,
        ArcRank::Region => 1,
        ArcRank::Coast => 2,
        ArcRank::Nation => 3,
        ArcRank::Disputed => 4,
    }
}

/// The visible box on a plane: only what lies on the plane's side of the fold.
fn on_plane(sheet: Sheet, plane: Plane, visible: Bounds) -> Bounds {
    let (ox, oy) = sheet.origin(plane);
    visible.clipped(sheet.territory(plane)).moved(-ox, -oy)
}

fn add_fills(scene: &mut Scene, world: &World, setting: &Setting, layer: Layer, drawn: &Drawn) {
    let visible = setting.view.visible(setting.viewport);
    let windows = Plane::ALL.map(|plane| on_plane(scene.sheet, plane, visible));
    for (number, (shape, place)) in drawn.shapes.shapes.iter().zip(&drawn.places).enumerate() {
        if !shape.bounds.intersects(&windows[shape.plane as usize]) {
            continue;
        }
        let ink = place.map(|place| look_of_number(world, setting, place));
        // A county lets its region show where there is less to say of the county.
        let yields = |(look, _): (Look, bool)| {
            look.is_ground()
                || look == Look::Quiet
                || place.is_some_and(|at| is_unnamed_in_named(world, setting, at))
        };
        if layer == Layer::Counties && ink.is_some_and(yields) {
            continue;
        }
        scene.fills.push(Fill {
            plane: shape.plane,
            layer,
            ink: ink.map_or(AreaInk::Context, |(look, is_sure)| AreaInk::Look {
                look,
                is_sure,
            }),
            shape: number,
        });
    }
}

/// Whether lists name the region of a place that they do not name.
fn is_unnamed_in_named(world: &World, setting: &Setting, number: PlaceIndex) -> bool {
    let Some(classes) = setting.classes else {
        return false;
    };
    let is_unnamed = |at| {
        let class = classes.of(at).class;
        matches!(class, Class::NotNamed | Class::NoBody)
    };
    let place = world.atlas.get(number).filter(|_| is_unnamed(number));
    let mut above = place.into_iter().flat_map(|place| place.parents.iter());
    above.any(|&above| {
        let look = look_of_number(world, setting, above).0;
        !look.is_faint() && !is_unnamed(above)
    })
}

/// The look of a place: of its own policies, never of those above it; and whether that is sure.
fn look_of_number(world: &World, setting: &Setting, number: PlaceIndex) -> (Look, bool) {
    let place = world.atlas.get(number);
    place.map_or((Look::GROUND, true), |place| {
        look_of(setting, number, place)
    })
}

fn look_of(setting: &Setting, number: PlaceIndex, place: &Place) -> (Look, bool) {
    match setting.classes {
        None => (Look::Finding(place.finding()), place.is_sure),
        Some(classes) => {
            let placed = classes.of(number);
            (Look::of_place(&placed), placed.is_sure)
        }
    }
}

fn add_lines(
    scene: &mut Scene,
    layer: Layer,
    drawn: &Drawn,
    visible: Bounds,
    shown: impl Fn(ArcRank) -> bool,
) {
    let windows = Plane::ALL.map(|plane| on_plane(scene.sheet, plane, visible));
    for arc in 0..drawn.shapes.arc_count() {
        let (rank, plane) = (drawn.shapes.rank(arc), drawn.shapes.arc_plane(arc));
        let window = &windows[plane as usize];
        if shown(rank) && drawn.shapes.arc_bounds(arc).intersects(window) {
            scene.lines.push(Line {
                plane,
                rank,
                layer,
                arc,
            });
        }
    }
}

fn symbols(world: &World, setting: &Setting, visible: Bounds) -> Vec<Symbol> {
    let Setting {
        view,
        viewport,
        sheet,
        selected,
        ..
    } = *setting;
    let window = visible.grown(SYMBOL_MARGIN / view.scale);
    let mut symbols: Vec<(u32, Symbol)> = Vec::new();
    let mut offer =
        |number: PlaceIndex, place: &Place, (look, is_sure): (Look, bool), radius: f64| {
            let (x, y) = place.on_sheet(sheet);
            if window.contains(x, y) {
                let (x, y) = view.to_screen(x, y, viewport);
                let symbol = Symbol {
                    place: number,
                    x,
                    y,
                    radius,
                    look,
                    is_sure,
                    stands_for: 0,
                };
                symbols.push((place.population, symbol));
            }
        };
    for (number, place) in (0..).zip(&world.atlas.places) {
        let (look, is_sure) = look_of(setting, number, place);
        // A town has its symbol even where its area is drawn.
        let is_point = place.shape.is_none() || place.level == Level::Municipality;
        // Debates alone are no finding: search and links lead to them, and the chosen one is shown.
        if look.is_ground() && !(is_point && selected == Some(number)) {
            continue;
        }
        if is_point || is_tiny(world, number, place, view) {
            offer(
                number,
                place,
                (look, is_sure),
                radius(place.population, look, view.scale),
            );
        }
    }
    // A nation too small to see can still be pointed at.
    for &(number, bounds) in &world.nation_bounds {
        let size = bounds.width().max(bounds.height()) * view.scale;
        if size < SMALLEST_AREA
            && let Some(place) = world.atlas.get(number)
            && look_of(setting, number, place).0.is_ground()
        {
            offer(number, place, (Look::GROUND, true), SPECK);
        }
    }
    // The chosen one first, then dots, which must be there to be clicked, then policies before listings, then those named now, then the larger place.
    let is_dot = |s: &Symbol| s.look.is_ground();
    let is_named = |s: &Symbol| setting.named.contains(&s.place);
    let listed = |s: &Symbol| s.look.is_faint();
    symbols.sort_by(|(pa, a), (pb, b)| {
        (selected != Some(a.place))
            .cmp(&(selected != Some(b.place)))
            .then(is_dot(b).cmp(&is_dot(a)))
            .then(listed(a).cmp(&listed(b)))
            .then(is_named(b).cmp(&is_named(a)))
            .then(pb.cmp(pa))
            .then(a.place.cmp(&b.place))
    });
    let always = symbols
        .iter()
        .take_while(|(_, s)| selected == Some(s.place) || is_dot(s))
        .count();
    let symbols = symbols.into_iter().map(|(_, symbol)| symbol).collect();
    let mut kept = thinned(symbols, always);
    // Less important ones below.
    kept.reverse();
    kept
}

/// Whether an area is too small to be seen as such, or not loaded yet.
fn is_tiny(world: &World, number: PlaceIndex, place: &Place, view: View) -> bool {
    match world.area_size(number) {
        Some(size) => size * view.scale < SMALLEST_AREA,
        // A divided nation has no area of its own; its regions stand for it.
        None => place.level != Level::Nation,
    }
}

/// Names that want to be on the map, with what decides who yields.
struct Candidates<'a> {
    world: &'a World,
    setting: &'a Setting<'a>,
    visible: Bounds,
    list: Vec<(bool, LabelKind, f64, Label)>,
}

impl Candidates<'_> {
    /// `room`: pixels that the text may take; `beside`: pixels that it stands below its point.
    fn offer(
        &mut self,
        number: PlaceIndex,
        kind: LabelKind,
        weight: f64,
        room: Option<f64>,
        beside: f64,
    ) {
        let Setting {
            view,
            viewport,
            sheet,
            language,
            ..
        } = *self.setting;
        let Some(place) = self.world.atlas.get(number) else {
            return;
        };
        let (x, y) = place.on_sheet(sheet);
        if !self.visible.contains(x, y) {
            return;
        }
        let name = place.name_in(language);
        let text = if kind.is_capitals() {
            capitals(name)
        } else {
            name.to_owned()
        };
        let (x, y) = view.to_screen(x, y, viewport);
        let label = Label {
            place: number,
            text,
            x,
            y: y + beside,
            kind,
        };
        let is_new = !self.setting.named.contains(&number);
        // What is on the map may stay until it is clearly too wide, so that it does not come and go.
        let room = room.map(|room| if is_new { room } else { room * 1.15 });
        if room.is_none_or(|room| label.bounds().width() <= room) {
            self.list.push((is_new, kind, weight, label));
        }
    }
}

impl Candidates<'_> {
    /// The number of places that had no room beside a symbol, where there is room for that.
    fn offer_count(&mut self, symbol: &Symbol) {
        let text = format!("+{}", symbol.stands_for);
        let mut label = Label {
            place: symbol.place,
            text,
            x: symbol.x,
            y: symbol.y,
            kind: LabelKind::Count,
        };
        label.x += symbol.radius + 1.0 + label.bounds().width() / 2.0;
        let weight = f64::from(symbol.stands_for);
        self.list.push((true, LabelKind::Count, weight, label));
    }
}

fn labels(world: &World, setting: &Setting, visible: Bounds, symbols: &[Symbol]) -> Vec<Label> {
    let scale = setting.view.scale;
    let mut candidates = Candidates {
        world,
        setting,
        visible,
        list: Vec::new(),
    };
    for &(nation, bounds) in &world.nation_bounds {
        let room = bounds.width() * scale;
        if scale < 1.2 && room > 24.0 {
            candidates.offer(nation, LabelKind::Nation, room, Some(room * 0.9), 0.0);
        }
    }
    let land = world.land();
    for (shape, place) in land.shapes.shapes.iter().zip(&land.places) {
        let room = shape.bounds.width() * scale;
        let is_region = place
            .and_then(|p| world.atlas.get(p))
            .is_some_and(|p| p.level == Level::Region);
        if let Some(place) = place.filter(|_| is_region && room > 56.0 && scale > 0.14) {
            candidates.offer(place, LabelKind::Region, room, Some(room * 0.8), 0.0);
        }
    }
    // Only towns whose symbol is drawn.
    for symbol in symbols {
        let Some(place) = world.atlas.get(symbol.place) else {
            continue;
        };
        let is_chosen = setting.selected == Some(symbol.place);
        let is_large =
            scale >= 0.5 && f64::from(place.population.max(1_000)) * scale.powi(2) > 60_000.0;
        if place.level == Level::Municipality && (is_large || is_chosen) {
            let weight = if is_chosen {
                f64::INFINITY
            } else {
                f64::from(place.population)
            };
            let below = symbol.radius + 9.0;
            candidates.offer(symbol.place, LabelKind::Town, weight, None, below);
        }
    }
    for symbol in symbols.iter().filter(|s| s.stands_for >= COUNTED) {
        candidates.offer_count(symbol);
    }
    if scale >= 1.5
        && let Some(counties) = world.counties()
    {
        for (shape, place) in counties.shapes.shapes.iter().zip(&counties.places) {
            let room = shape.bounds.width() * scale;
            // A town with an area has its name beside its symbol.
            let is_town = |number: &PlaceIndex| {
                world
                    .atlas
                    .get(*number)
                    .is_some_and(|p| p.level == Level::Municipality)
            };
            if let Some(place) = place.filter(|number| room > 70.0 && !is_town(number)) {
                candidates.offer(place, LabelKind::County, room, Some(room * 0.85), 0.0);
            }
        }
    }
    let mut list = candidates.list;
    // By rank; within a rank those already on the map first.
    list.sort_by(|(na, ka, wa, a), (nb, kb, wb, b)| {
        ka.cmp(kb)
            .then(na.cmp(nb))
            .then(wb.total_cmp(wa))
            .then(a.place.cmp(&b.place))
    });
    list.truncate(MOST_LABELS * 4);
    let mut kept = without_collisions(list.into_iter().map(|(_, _, _, label)| label));
    kept.truncate(MOST_LABELS);
    kept
}
