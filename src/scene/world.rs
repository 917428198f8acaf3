//! All that can be drawn: places with their shapes, at every detail that is loaded.

use std::{collections::HashMap, sync::OnceLock};

use geo_index::rtree::{RTree, RTreeBuilder, RTreeIndex, sort::HilbertSort};

use crate::{
    data::{Atlas, Near, PlaceIndex, Shape, Shapes, nearest},
    domain::Level,
    geo::{Bounds, Plane, Sheet},
};

use super::{Layer, Scene, Symbol};

/// Pixels a kilometre from which counties are drawn (and clickable) even without a record.
pub const COUNTIES_FROM: f64 = 0.28;

/// How far from a town somebody may be whom no area holds: on the water, or where a shore is drawn too far in.
const ASHORE_KM: f64 = 25.0;

/// Share of the box of a nation's largest region below which a region does not count for the
/// nation's view.
const SPECK: f64 = 0.025;

/// A set of shapes with the place of each.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    pub shapes: Shapes,
    pub places: Vec<Option<PlaceIndex>>,
    shape_of: HashMap<PlaceIndex, usize>,
    /// Boxes of the shapes, both planes in one: see [`in_tree`]. Made for the first
    /// hit, which takes less time than a shipped tree would take on the wire.
    tree: OnceLock<Option<RTree<f64>>>,
}

/// How far apart the planes lie in a tree of boxes, kilometres.
const APART: f64 = 1e6;

/// Where a point of a plane lies in the tree of boxes.
fn in_tree(plane: Plane, x: f64) -> f64 {
    match plane {
        Plane::NorthAmerica => x,
        Plane::Europe => x + APART,
    }
}

impl Drawn {
    fn new(shapes: Shapes, atlas: &Atlas) -> Self {
        let places = atlas.places_of(&shapes);
        let shape_of = places
            .iter()
            .enumerate()
            .filter_map(|(shape, place)| Some(((*place)?, shape)))
            .collect();
        Self {
            shapes,
            places,
            shape_of,
            tree: OnceLock::new(),
        }
    }

    fn tree(&self) -> Option<&RTree<f64>> {
        let tree = self.tree.get_or_init(|| {
            (!self.shapes.shapes.is_empty()).then(|| {
                let mut builder = RTreeBuilder::new(self.shapes.shapes.len() as u32);
                for Shape { plane, bounds, .. } in &self.shapes.shapes {
                    let (x0, x1) = (in_tree(*plane, bounds.x0), in_tree(*plane, bounds.x1));
                    builder.add(x0, bounds.y0, x1, bounds.y1);
                }
                builder.finish::<HilbertSort>()
            })
        });
        tree.as_ref()
    }

    /// The place whose area holds a point of a plane, among those that are shown.
    fn holder(
        &self,
        plane: Plane,
        x: f64,
        y: f64,
        is_shown: impl Fn(PlaceIndex) -> bool,
    ) -> Option<PlaceIndex> {
        let at = in_tree(plane, x);
        let candidates = self.tree()?.search(at, y, at, y);
        let holders = candidates.into_iter().filter_map(|shape| {
            let place = self.places[shape as usize].filter(|place| is_shown(*place))?;
            let holds = self
                .shapes
                .contains(&self.shapes.shapes[shape as usize], x, y);
            holds.then_some(place)
        });
        // Where areas overlap (a city state and its only county), the first stays the first.
        holders.min()
    }

    /// The area of a place.
    pub fn shape_of(&self, place: PlaceIndex) -> Option<&Shape> {
        self.shape_of
            .get(&place)
            .map(|&shape| &self.shapes.shapes[shape])
    }
}

/// Places and shapes, as far as loaded.
#[derive(Debug, Clone)]
pub struct World {
    pub atlas: Atlas,
    land: Drawn,
    counties: Option<Drawn>,
    /// Largest extent of each nation's mainland, for its label: place and box on its plane.
    pub nation_bounds: Vec<(PlaceIndex, Bounds)>,
}

/// Where a place is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    /// Arcs around its area, and the box to show on the sheet: a nation's without far specks.
    Arcs {
        layer: Layer,
        arcs: Vec<usize>,
        bounds: Bounds,
    },
    /// A point on the sheet.
    Point { x: f64, y: f64 },
}

impl World {
    pub fn new(atlas: Atlas, land: Shapes) -> Self {
        let land = Drawn::new(land, &atlas);
        let mut nation_bounds: Vec<(PlaceIndex, Bounds)> = Vec::new();
        for (shape, place) in land.shapes.shapes.iter().zip(&land.places) {
            let Some(number) = *place else { continue };
            let Some(place) = atlas.get(number) else {
                continue;
            };
            let nation = if place.level == Level::Nation {
                number
            } else {
                *place.parents.last().unwrap_or(&number)
            };
            match nation_bounds.iter_mut().find(|(known, _)| *known == nation) {
                Some((_, bounds)) => *bounds = bounds.union(shape.bounds),
                None => nation_bounds.push((nation, shape.bounds)),
            }
        }
        Self {
            atlas,
            land,
            counties: None,
            nation_bounds,
        }
    }

    /// Puts the full detail of land in the place of the coarse one.
    pub fn add_full_land(&mut self, shapes: Shapes) {
        self.land = Drawn::new(shapes, &self.atlas);
    }

    /// Adds county shapes; [`Atlas::add_counties`] comes first.
    pub fn add_counties(&mut self, shapes: Shapes) {
        self.counties = Some(Drawn::new(shapes, &self.atlas));
    }

    pub fn has_counties(&self) -> bool {
        self.counties.is_some()
    }

    /// Nations and regions, in the best detail that is loaded.
    pub fn land(&self) -> &Drawn {
        &self.land
    }

    pub fn counties(&self) -> Option<&Drawn> {
        self.counties.as_ref()
    }

    /// Shapes of a layer; empty if not loaded.
    pub fn layer(&self, layer: Layer) -> Option<&Drawn> {
        match layer {
            Layer::Land => Some(&self.land),
            Layer::Counties => self.counties.as_ref(),
        }
    }

    /// Whether a place's area is one of the county file.
    pub fn is_county_area(&self, place: PlaceIndex) -> bool {
        self.counties
            .as_ref()
            .is_some_and(|counties| counties.shape_of(place).is_some())
    }

    /// Longer side of a place's own area on its plane, kilometres; `None` while it is not loaded.
    pub fn area_size(&self, place: PlaceIndex) -> Option<f64> {
        let in_counties = self
            .counties
            .as_ref()
            .and_then(|counties| counties.shape_of(place));
        let shape = in_counties.or_else(|| self.land.shape_of(place))?;
        Some(shape.bounds.width().max(shape.bounds.height()))
    }

    /// Whether a scene shows a county: all from some zoom on, else those that it fills.
    fn shows_county(counties: &Drawn, place: PlaceIndex, scene: &Scene) -> bool {
        let is_filled = || {
            let mut fills = scene.fills.iter();
            fills.any(|fill| {
                fill.layer == Layer::Counties && counties.places[fill.shape] == Some(place)
            })
        };
        scene.view.scale >= COUNTIES_FROM || is_filled()
    }

    /// The place under a point of the sheet (kilometres): the symbol within reach first, then the
    /// county, then the region.
    ///
    /// `reach` is in pixels of the scene, around the edge of a symbol. Areas are tested on their
    /// full geometry, whatever detail is drawn.
    pub fn hit(&self, scene: &Scene, (x, y): (f64, f64), reach: f64) -> Option<PlaceIndex> {
        let at = scene.view.to_screen(x, y, scene.viewport);
        let distance = |symbol: &Symbol| (symbol.x - at.0).hypot(symbol.y - at.1) - symbol.radius;
        // The one on top that is under the point, else the nearest within reach.
        let under = scene.symbols.iter().rev().find(|s| distance(s) <= 0.0);
        let nearest = || {
            let within = scene.symbols.iter().filter(|s| distance(s) <= reach);
            within.min_by(|a, b| distance(a).total_cmp(&distance(b)))
        };
        if let Some(symbol) = under.or_else(nearest) {
            return Some(symbol.place);
        }
        let (plane, px, py) = scene.sheet.locate(x, y);
        let county = self.counties.as_ref().and_then(|counties| {
            counties.holder(plane, px, py, |place| {
                Self::shows_county(counties, place, scene)
            })
        });
        county.or_else(|| self.land.holder(plane, px, py, |_| true))
    }

    /// The smallest area, county or region, that holds a point of a plane (kilometres).
    pub fn area_at(&self, plane: Plane, x: f64, y: f64) -> Option<PlaceIndex> {
        let county = self.counties.as_ref();
        let county = county.and_then(|counties| counties.holder(plane, x, y, |_| true));
        county.or_else(|| self.land.holder(plane, x, y, |_| true))
    }

    /// What lies around a point of the Earth in degrees: the smallest area that holds it, and the towns nearest to it,
    /// `limit` of them, with their distances in kilometres. Nothing where the point is neither in an area nor
    /// close to a town.
    pub fn around(
        &self,
        longitude: f64,
        latitude: f64,
        limit: usize,
    ) -> (Option<PlaceIndex>, Vec<Near>) {
        let holder = |plane: Plane| {
            let (x, y) = plane.project(longitude, latitude);
            plane
                .extent()
                .contains(x, y)
                .then(|| self.area_at(plane, x, y))?
        };
        let area = Plane::ALL.into_iter().find_map(holder);
        let towns = nearest(&self.atlas, longitude, latitude, limit);
        let is_close = towns
            .first()
            .is_some_and(|town| town.kilometres < ASHORE_KM);
        if area.is_some() || is_close {
            (area, towns)
        } else {
            (None, Vec::new())
        }
    }

    /// Where a place is drawn.
    pub fn outline(&self, number: PlaceIndex, sheet: Sheet) -> Option<Outline> {
        let place = self.atlas.get(number)?;
        let (x, y) = place.on_sheet(sheet);
        let point = Outline::Point { x, y };
        if place.shape.is_none() {
            return Some(point);
        }
        let (layer, drawn) = match &self.counties {
            Some(counties) if counties.shape_of(number).is_some() => (Layer::Counties, counties),
            _ => (Layer::Land, &self.land),
        };
        // A nation is drawn as its regions.
        let belongs = |of: Option<PlaceIndex>| {
            of == Some(number)
                || (place.level == Level::Nation
                    && of
                        .and_then(|of| self.atlas.get(of))
                        .is_some_and(|p| p.parents.contains(&number)))
        };
        let shapes = || {
            drawn
                .shapes
                .shapes
                .iter()
                .zip(&drawn.places)
                .filter(|(_, of)| belongs(**of))
                .map(|(shape, _)| shape)
        };
        // A nation's far specks (the British bases on Cyprus) are outlined, but not zoomed out for.
        let size = |shape: &Shape| shape.bounds.width() * shape.bounds.height();
        let largest = shapes().map(size).fold(0.0, f64::max);
        let bounds = shapes()
            .filter(|shape| size(shape) >= largest * SPECK)
            .fold(Bounds::EMPTY, |all, shape| {
                let (ox, oy) = sheet.origin(shape.plane);
                all.union(shape.bounds.moved(ox, oy))
            });
        if bounds.is_empty() {
            return Some(point);
        }
        Some(Outline::Arcs {
            layer,
            arcs: drawn.shapes.outline(shapes()),
            bounds,
        })
    }
}
