//! From the world and a view to a scene.

use super::{
    COUNTIES_FROM, Label, LabelKind, Symbol, World, label::without_collisions, symbol::radius,
    world::Drawn,
};
use crate::{
    data::{ArcRank, Place, PlaceIndex},
    domain::{Finding, Level},
    geo::{Bounds, Plane, Sheet, View, Viewport},
};

/// A set of shapes that fills and lines refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    Land,
    LandFull,
    Counties,
}

/// What an area is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaInk {
    /// Land of neighbours that the Atlas does not cover.
    Context,
    /// A finding, or the plain ground where there is none.
    Finding(Finding),
}

/// One area to fill: a shape of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fill {
    pub layer: Layer,
    pub shape: usize,
    pub ink: AreaInk,
}

/// One line to draw: an arc of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub layer: Layer,
    pub arc: usize,
    pub rank: ArcRank,
}

/// Everything to draw, bottom to top.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub view: View,
    pub viewport: Viewport,
    pub sheet: Sheet,
    pub fills: Vec<Fill>,
    pub lines: Vec<Line>,
    pub symbols: Vec<Symbol>,
    pub labels: Vec<Label>,
}

/// Areas narrower than this are drawn as symbols too, pixels.
const SMALLEST_AREA: f64 = 7.0;
/// Most names on a sheet.
const MOST_LABELS: usize = 120;

/// Composes the scene of a view; names are in `language`.
pub fn compose(
    world: &World,
    view: View,
    viewport: Viewport,
    sheet: Sheet,
    language: &str,
) -> Scene {
    let mut scene = Scene {
        view,
        viewport,
        sheet,
        fills: Vec::new(),
        lines: Vec::new(),
        symbols: Vec::new(),
        labels: Vec::new(),
    };
    let visible = view.visible(viewport);
    let (land_layer, land) = world.land_at(view.scale);
    add_fills(&mut scene, world, land_layer, land, visible, &|_| true);
    if let Some(counties) = world.counties() {
        add_fills(
            &mut scene,
            world,
            Layer::Counties,
            counties,
            visible,
            &|place| {
                world
                    .atlas
                    .get(place)
                    .is_some_and(|p| p.finding() != Finding::NoRecord)
            },
        );
        if view.scale >= COUNTIES_FROM {
            add_lines(&mut scene, Layer::Counties, counties, visible, |rank| {
                rank == ArcRank::County
            });
        }
    }
    add_lines(&mut scene, land_layer, land, visible, |rank| {
        rank != ArcRank::Seam
    });
    scene.symbols = symbols(world, view, viewport, sheet, visible);
    scene.labels = labels(world, view, viewport, sheet, visible, language);
    scene
}

/// The visible box on a plane.
fn on_plane(sheet: Sheet, plane: Plane, visible: Bounds) -> Bounds {
    let (ox, oy) = sheet.origin(plane);
    visible.moved(-ox, -oy)
}

fn add_fills(
    scene: &mut Scene,
    world: &World,
    layer: Layer,
    drawn: &Drawn,
    visible: Bounds,
    shown: &dyn Fn(PlaceIndex) -> bool,
) {
    let windows = Plane::ALL.map(|plane| on_plane(scene.sheet, plane, visible));
    for (number, (shape, place)) in drawn.shapes.shapes.iter().zip(&drawn.places).enumerate() {
        if !shape.bounds.intersects(&windows[shape.plane as usize]) {
            continue;
        }
        let ink = match place {
            None => AreaInk::Context,
            Some(place) if !shown(*place) => continue,
            Some(place) => AreaInk::Finding(area_finding(world, *place)),
        };
        scene.fills.push(Fill {
            layer,
            shape: number,
            ink,
        });
    }
}

/// The finding of an area: its own; an undivided nation has its own too.
fn area_finding(world: &World, place: PlaceIndex) -> Finding {
    world
        .atlas
        .get(place)
        .map_or(Finding::NoRecord, Place::finding)
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
        let rank = drawn.shapes.rank(arc);
        let window = &windows[drawn.shapes.arc_plane(arc) as usize];
        if shown(rank) && drawn.shapes.arc_bounds(arc).intersects(window) {
            scene.lines.push(Line { layer, arc, rank });
        }
    }
}

fn symbols(
    world: &World,
    view: View,
    viewport: Viewport,
    sheet: Sheet,
    visible: Bounds,
) -> Vec<Symbol> {
    let margin = 12.0 / view.scale;
    let window = Bounds::new(
        visible.x0 - margin,
        visible.y0 - margin,
        visible.x1 + margin,
        visible.y1 + margin,
    );
    let mut symbols: Vec<(u32, Symbol)> = Vec::new();
    for (number, place) in world.atlas.places.iter().enumerate() {
        let finding = place.finding();
        // A town has its symbol even where its area is drawn.
        let is_point = place.shape.is_none() || place.level == Level::Municipality;
        // Debates alone are no finding; search and links lead to them.
        if finding == Finding::NoRecord {
            continue;
        }
        let (x, y) = place.on_sheet(sheet);
        if !window.contains(x, y)
            || (!is_point && !is_tiny(world, number as PlaceIndex, place, view))
        {
            continue;
        }
        let (x, y) = view.to_screen(x, y, viewport);
        let radius = radius(place.population, finding, view.scale);
        symbols.push((
            place.population,
            Symbol {
                place: number as PlaceIndex,
                x,
                y,
                radius,
                finding,
            },
        ));
    }
    // Large ones below, so that none hides a smaller one; findings above mere listings.
    symbols.sort_by(|(pa, a), (pb, b)| {
        let listed = |s: &Symbol| matches!(s.finding, Finding::Model(_));
        listed(a)
            .cmp(&listed(b))
            .then(pb.cmp(pa))
            .then(a.place.cmp(&b.place))
    });
    symbols.into_iter().map(|(_, symbol)| symbol).collect()
}

/// Whether an area is too small to be seen as such, or not loaded yet.
fn is_tiny(world: &World, number: PlaceIndex, place: &Place, view: View) -> bool {
    match world.area_size(number) {
        Some(size) => size * view.scale < SMALLEST_AREA,
        // A divided nation has no area of its own; its regions stand for it.
        None => place.level != Level::Nation,
    }
}

fn labels(
    world: &World,
    view: View,
    viewport: Viewport,
    sheet: Sheet,
    visible: Bounds,
    language: &str,
) -> Vec<Label> {
    let mut candidates: Vec<(LabelKind, f64, Label)> = Vec::new();
    let mut offer =
        |number: PlaceIndex, kind: LabelKind, weight: f64, room: Option<f64>, below: f64| {
            let Some(place) = world.atlas.get(number) else {
                return;
            };
            let (x, y) = place.on_sheet(sheet);
            if !visible.contains(x, y) {
                return;
            }
            let name = place.name_in(language);
            let text = if kind.is_capitals() {
                name.to_uppercase()
            } else {
                name.to_owned()
            };
            let (x, y) = view.to_screen(x, y, viewport);
            let label = Label {
                place: number,
                text,
                x,
                y: y + below,
                kind,
            };
            if room.is_none_or(|room| label.bounds().width() <= room) {
                candidates.push((kind, weight, label));
            }
        };
    for &(nation, bounds) in &world.nation_bounds {
        let room = bounds.width() * view.scale;
        if view.scale < 1.2 && room > 24.0 {
            offer(nation, LabelKind::Nation, room, Some(room * 0.9), 0.0);
        }
    }
    let (_, land) = world.land_at(view.scale);
    for (shape, place) in land.shapes.shapes.iter().zip(&land.places) {
        let room = shape.bounds.width() * view.scale;
        let is_region = place
            .and_then(|p| world.atlas.get(p))
            .is_some_and(|p| p.level == Level::Region);
        if let Some(place) = place.filter(|_| is_region && room > 56.0 && view.scale > 0.14) {
            offer(place, LabelKind::Region, room, Some(room * 0.8), 0.0);
        }
    }
    if view.scale >= 0.5 {
        for (number, place) in world.atlas.places.iter().enumerate() {
            if place.level == Level::Municipality
                && f64::from(place.population.max(1_000)) * view.scale.powi(2) > 60_000.0
            {
                let below = radius(place.population, place.finding(), view.scale) + 9.0;
                offer(
                    number as PlaceIndex,
                    LabelKind::Town,
                    f64::from(place.population),
                    None,
                    below,
                );
            }
        }
    }
    if view.scale >= 1.5
        && let Some(counties) = world.counties()
    {
        for (shape, place) in counties.shapes.shapes.iter().zip(&counties.places) {
            let room = shape.bounds.width() * view.scale;
            // A town with an area has its name beside its symbol.
            let is_town = |number: &PlaceIndex| {
                world
                    .atlas
                    .get(*number)
                    .is_some_and(|p| p.level == Level::Municipality)
            };
            if let Some(place) = place.filter(|number| room > 70.0 && !is_town(number)) {
                offer(place, LabelKind::County, room, Some(room * 0.85), 0.0);
            }
        }
    }
    candidates.sort_by(|(ka, wa, a), (kb, wb, b)| {
        ka.cmp(kb)
            .then(wb.total_cmp(wa))
            .then(a.place.cmp(&b.place))
    });
    without_collisions(
        candidates
            .into_iter()
            .take(MOST_LABELS * 4)
            .map(|(_, _, label)| label),
    )
    .into_iter()
    .take(MOST_LABELS)
    .collect()
}
