//! All that can be drawn: places with their shapes, at every detail that is loaded.

use std::collections::HashMap;

use crate::{
    data::{Atlas, PlaceIndex, Shape, Shapes},
    domain::{Finding, Level},
    geo::{Bounds, Sheet, View, Viewport},
};

use super::{Layer, Symbol};

/// Pixels a kilometre from which counties are drawn (and clickable) even without a record.
pub const COUNTIES_FROM: f64 = 0.28;
/// Pixels a kilometre from which the full detail of land is drawn.
pub const FULL_FROM: f64 = 0.3;

/// Share of the box of a nation's largest region below which a region does not count for the
/// nation's view.
const SPECK: f64 = 0.025;

/// A set of shapes with the place of each.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    pub shapes: Shapes,
    pub places: Vec<Option<PlaceIndex>>,
    shape_of: HashMap<PlaceIndex, usize>,
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
        }
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
    land_full: Option<Drawn>,
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
            land_full: None,
            counties: None,
            nation_bounds,
        }
    }

    pub fn add_full_land(&mut self, shapes: Shapes) {
        self.land_full = Some(Drawn::new(shapes, &self.atlas));
    }

    /// Adds county shapes; [`Atlas::add_counties`] comes first.
    pub fn add_counties(&mut self, shapes: Shapes) {
        self.counties = Some(Drawn::new(shapes, &self.atlas));
    }

    pub fn has_counties(&self) -> bool {
        self.counties.is_some()
    }

    /// The land to draw at a scale.
    pub fn land_at(&self, scale: f64) -> (Layer, &Drawn) {
        match &self.land_full {
            Some(full) if scale >= FULL_FROM => (Layer::LandFull, full),
            _ => (Layer::Land, &self.land),
        }
    }

    pub fn counties(&self) -> Option<&Drawn> {
        self.counties.as_ref()
    }

    /// Shapes of a layer; empty if not loaded.
    pub fn layer(&self, layer: Layer) -> Option<&Drawn> {
        match layer {
            Layer::Land => Some(&self.land),
            Layer::LandFull => self.land_full.as_ref(),
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

    /// Whether a county is drawn at a scale: with a finding always, else from some zoom on.
    pub fn shows_county(&self, place: PlaceIndex, scale: f64) -> bool {
        scale >= COUNTIES_FROM
            || self
                .atlas
                .get(place)
                .is_some_and(|p| p.finding() != Finding::NoRecord)
    }

    /// The place under a point of the viewport: a town's symbol within reach first, then the
    /// county, then the region.
    pub fn hit(
        &self,
        symbols: &[Symbol],
        view: View,
        viewport: Viewport,
        sheet: Sheet,
        at: (f64, f64),
        reach: f64,
    ) -> Option<PlaceIndex> {
        let distance = |symbol: &Symbol| (symbol.x - at.0).hypot(symbol.y - at.1) - symbol.radius;
        let nearest = symbols
            .iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        if let Some(symbol) = nearest.filter(|symbol| distance(symbol) <= reach) {
            return Some(symbol.place);
        }
        let (x, y) = view.to_sheet(at.0, at.1, viewport);
        let (plane, px, py) = sheet.locate(x, y);
        let holder = |drawn: &Drawn, shown: &dyn Fn(PlaceIndex) -> bool| {
            let shapes = drawn.shapes.shapes.iter().zip(&drawn.places);
            shapes
                .filter(|(shape, place)| shape.plane == plane && place.is_some_and(shown))
                .find(|(shape, _)| drawn.shapes.contains(shape, px, py))
                .and_then(|(_, place)| *place)
        };
        let county = self
            .counties
            .as_ref()
            .and_then(|counties| holder(counties, &|place| self.shows_county(place, view.scale)));
        county.or_else(|| holder(self.land_at(view.scale).1, &|_| true))
    }

    /// Where a place is drawn at a scale.
    pub fn outline(&self, number: PlaceIndex, scale: f64, sheet: Sheet) -> Option<Outline> {
        let place = self.atlas.get(number)?;
        let (x, y) = place.on_sheet(sheet);
        let point = Outline::Point { x, y };
        if place.shape.is_none() {
            return Some(point);
        }
        let (land_layer, land) = self.land_at(scale);
        let (layer, drawn) = match &self.counties {
            Some(counties) if counties.shape_of(number).is_some() => (Layer::Counties, counties),
            _ => (land_layer, land),
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
