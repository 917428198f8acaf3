//! Areas as rings of shared arcs.
//!
//! A border between two areas is stored once, as an arc; both rings refer to it. Coordinates are
//! quantised plane coordinates, made at build time ([`UNIT_KM`] kilometres a unit, right and down).

use serde::{Deserialize, Serialize};

use super::{DecodeError, UNIT_KM};
use crate::geo::{Bounds, Plane, point_in_rings};

/// What an arc separates; decides how its line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ArcRank {
    /// Land and sea.
    Coast,
    /// Two nations.
    Nation,
    /// Two regions of a nation.
    Region,
    /// Two counties.
    County,
    /// A line that is disputed: drawn dashed.
    Disputed,
    /// Not a border: the two halves of one area cut at the antimeridian, or an artificial edge.
    Seam,
}

/// Shapes as written to a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct EncodedShapes {
    /// Units of [`UNIT_KM`] in one step of the arcs; more than 1 where detail is coarse.
    pub grid: u16,
    pub arcs: Vec<EncodedArc>,
    pub shapes: Vec<EncodedShape>,
}

/// One arc: the first vertex is absolute, the others are steps from the one before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EncodedArc {
    pub rank: ArcRank,
    pub steps: Vec<(i32, i32)>,
}

/// One area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EncodedShape {
    /// Id of the boundary; empty for context land.
    pub id: String,
    pub plane: Plane,
    /// Rings of arcs: `n` is arc n forwards, `-1 - n` is arc n backwards.
    pub rings: Vec<Vec<i32>>,
}

/// Shapes ready to draw and to hit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shapes {
    /// Vertices of all arcs, kilometres on their plane.
    points: Vec<(f32, f32)>,
    /// Where each arc begins in `points`; one more at the end.
    starts: Vec<u32>,
    arc_bounds: Vec<Bounds>,
    ranks: Vec<ArcRank>,
    planes: Vec<Plane>,
    pub shapes: Vec<Shape>,
}

/// An area of [`Shapes`].
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    pub id: String,
    pub plane: Plane,
    /// On its plane, kilometres.
    pub bounds: Bounds,
    rings: Vec<Vec<i32>>,
}

impl Shapes {
    /// Checks and unpacks shapes.
    ///
    /// # Errors
    /// An arc without two vertices, a ring that refers to no arc, coordinates out of range.
    pub fn decode(encoded: &EncodedShapes) -> Result<Self, DecodeError> {
        let mut shapes = Shapes::default();
        shapes.starts.push(0);
        let step_km = UNIT_KM * f64::from(encoded.grid.max(1));
        for arc in &encoded.arcs {
            let (mut x, mut y) = (0i32, 0i32);
            if arc.steps.len() < 2 {
                return Err(DecodeError::Inconsistent("arc"));
            }
            for &(dx, dy) in &arc.steps {
                let moved = x.checked_add(dx).zip(y.checked_add(dy));
                (x, y) = moved.ok_or(DecodeError::Inconsistent("coordinate"))?;
                shapes.points.push((
                    (f64::from(x) * step_km) as f32,
                    (f64::from(y) * step_km) as f32,
                ));
            }
            let begin = *shapes.starts.last().unwrap_or(&0) as usize;
            let points = shapes.points[begin..].iter();
            shapes.arc_bounds.push(Bounds::around(
                points.map(|&(x, y)| (f64::from(x), f64::from(y))),
            ));
            shapes.starts.push(shapes.points.len() as u32);
            shapes.ranks.push(arc.rank);
        }
        shapes.planes = vec![Plane::NorthAmerica; encoded.arcs.len()];
        for shape in &encoded.shapes {
            for &reference in shape.rings.iter().flatten() {
                let arc = arc_of(reference);
                *shapes
                    .planes
                    .get_mut(arc)
                    .ok_or(DecodeError::Inconsistent("ring"))? = shape.plane;
            }
            let mut decoded = Shape {
                id: shape.id.clone(),
                plane: shape.plane,
                bounds: Bounds::EMPTY,
                rings: shape.rings.clone(),
            };
            decoded.bounds = Bounds::around(
                decoded
                    .rings
                    .iter()
                    .flat_map(|ring| shapes.ring(ring))
                    .map(|(x, y)| (f64::from(x), f64::from(y))),
            );
            shapes.shapes.push(decoded);
        }
        Ok(shapes)
    }

    /// Number of arcs.
    pub fn arc_count(&self) -> usize {
        self.ranks.len()
    }

    /// Vertices of an arc, kilometres on its plane.
    pub fn arc(&self, arc: usize) -> &[(f32, f32)] {
        &self.points[self.starts[arc] as usize..self.starts[arc + 1] as usize]
    }

    pub fn rank(&self, arc: usize) -> ArcRank {
        self.ranks[arc]
    }

    /// Box of an arc on its plane, kilometres.
    pub fn arc_bounds(&self, arc: usize) -> Bounds {
        self.arc_bounds[arc]
    }

    pub fn arc_plane(&self, arc: usize) -> Plane {
        self.planes[arc]
    }

    /// Vertices of a ring, the last equal to the first.
    fn ring<'a>(&'a self, ring: &'a [i32]) -> impl Iterator<Item = (f32, f32)> + 'a {
        ring.iter().enumerate().flat_map(move |(at, &reference)| {
            let arc = self.arc(arc_of(reference));
            let forwards = reference >= 0;
            // Each arc begins where the one before it ended: skip the repeated vertex.
            (usize::from(at > 0)..arc.len()).map(move |i| {
                if forwards {
                    arc[i]
                } else {
                    arc[arc.len() - 1 - i]
                }
            })
        })
    }

    /// The rings of a shape, each closed.
    pub fn rings<'a>(
        &'a self,
        shape: &'a Shape,
    ) -> impl Iterator<Item = impl Iterator<Item = (f32, f32)> + 'a> + 'a {
        shape.rings.iter().map(move |ring| self.ring(ring))
    }

    /// Arcs that bound a set of shapes from outside: those that occur in it once.
    pub fn outline<'a>(&self, shapes: impl IntoIterator<Item = &'a Shape>) -> Vec<usize> {
        let mut uses: Vec<usize> = shapes
            .into_iter()
            .flat_map(|s| s.rings.iter().flatten())
            .map(|&reference| arc_of(reference))
            .collect();
        uses.sort_unstable();
        uses.chunk_by(|a, b| a == b)
            .filter(|same| same.len() == 1)
            .map(|same| same[0])
            .collect()
    }

    /// Whether a point of the shape's plane (kilometres) lies in the shape.
    pub fn contains(&self, shape: &Shape, x: f64, y: f64) -> bool {
        shape.bounds.contains(x, y)
            && point_in_rings(
                x,
                y,
                self.rings(shape)
                    .map(|ring| ring.map(|(x, y)| (f64::from(x), f64::from(y)))),
            )
    }

    /// Position of the shape with an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.shapes.iter().position(|shape| shape.id == id)
    }
}

fn arc_of(reference: i32) -> usize {
    (if reference >= 0 {
        reference
    } else {
        -1 - reference
    }) as usize
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    /// Two unit squares (of 20 units) that share an edge.
    fn two_squares() -> EncodedShapes {
        let arc = |rank, steps: &[(i32, i32)]| EncodedArc {
            rank,
            steps: steps.to_vec(),
        };
        let shape = |id: &str, rings: &[&[i32]]| EncodedShape {
            id: id.into(),
            plane: Plane::Europe,
            rings: rings.iter().map(|r| r.to_vec()).collect(),
        };
        EncodedShapes {
            grid: 1,
            arcs: vec![
                arc(ArcRank::Region, &[(20, 0), (0, 20)]),
                arc(ArcRank::Coast, &[(20, 20), (-20, 0), (0, -20), (20, 0)]),
                arc(ArcRank::Coast, &[(20, 0), (20, 0), (0, 20), (-20, 0)]),
            ],
            shapes: vec![shape("left", &[&[0, 1]]), shape("right", &[&[2, -1]])],
        }
    }

    #[test]
    fn a_shared_border_divides_two_areas() {
        let shapes = Shapes::decode(&two_squares()).unwrap();
        let inside: Vec<bool> = shapes
            .shapes
            .iter()
            .map(|s| shapes.contains(s, 0.5, 0.5))
            .collect();
        assert_eq!(inside, [true, false]);
        let inside: Vec<bool> = shapes
            .shapes
            .iter()
            .map(|s| shapes.contains(s, 1.5, 0.5))
            .collect();
        assert_eq!(inside, [false, true]);
        assert_eq!(shapes.outline(&shapes.shapes), [1, 2]);
    }

    #[test]
    fn a_ring_of_no_arc_is_an_error() {
        for bad in [7, -9, i32::MIN, i32::MAX] {
            let mut encoded = two_squares();
            encoded.shapes[0].rings[0][0] = bad;
            assert_eq!(
                Shapes::decode(&encoded),
                Err(DecodeError::Inconsistent("ring"))
            );
        }
        let mut encoded = two_squares();
        encoded.arcs[0].steps = vec![(i32::MAX, 0), (i32::MAX, 0)];
        assert!(Shapes::decode(&encoded).is_err());
    }
}
