//! Areas as rings of shared arcs.
//!
//! A border between two areas is stored once, as an arc; both rings refer to it. Coordinates are
//! quantised plane coordinates, made at build time ([`UNIT_KM`] kilometres a unit, right and down).

use serde::{Deserialize, Serialize};

use super::{DecodeError, UNIT_KM};
use crate::geo::{Bounds, Importance, Plane};

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
    /// Of each vertex but the first and the last, which are always drawn; empty where all are.
    pub importance: Vec<Importance>,
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
    /// How much each vertex matters; parallel to `points`.
    importance: Vec<Importance>,
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

impl Shape {
    /// The arcs around it.
    pub fn arcs(&self) -> impl Iterator<Item = usize> + '_ {
        self.rings
            .iter()
            .flatten()
            .map(|&reference| arc_of(reference))
    }
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
            let inner = arc.steps.len().checked_sub(2);
            let inner = inner.ok_or(DecodeError::Inconsistent("arc"))?;
            shapes.importance.push(Importance::ALWAYS);
            match arc.importance.len() {
                0 => shapes
                    .importance
                    .extend(std::iter::repeat_n(Importance::ALWAYS, inner)),
                known if known == inner => shapes.importance.extend(&arc.importance),
                _ => return Err(DecodeError::Inconsistent("arc")),
            }
            shapes.importance.push(Importance::ALWAYS);
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
            decoded.bounds = decoded
                .rings
                .iter()
                .flatten()
                .fold(Bounds::EMPTY, |all, &r| {
                    all.union(shapes.arc_bounds[arc_of(r)])
                });
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

    /// The vertices of an arc that matter at a tolerance, kilometres on its plane.
    pub fn arc_at(
        &self,
        arc: usize,
        least: Importance,
    ) -> impl DoubleEndedIterator<Item = (f32, f32)> + '_ {
        let range = self.starts[arc] as usize..self.starts[arc + 1] as usize;
        let importance = &self.importance[range.clone()];
        self.points[range]
            .iter()
            .zip(importance)
            .filter(move |(_, importance)| **importance >= least)
            .map(|(&point, _)| point)
    }

    /// Calls back with each vertex of a ring that matters at a tolerance; the last equals the first.
    fn walk_ring(&self, ring: &[i32], least: Importance, visit: &mut impl FnMut(f32, f32)) {
        for (at, &reference) in ring.iter().enumerate() {
            // Each arc begins where the one before it ended: skip the repeated vertex.
            let skipped = usize::from(at > 0);
            let arc = self.arc_at(arc_of(reference), least);
            if reference >= 0 {
                arc.skip(skipped).for_each(|(x, y)| visit(x, y));
            } else {
                arc.rev().skip(skipped).for_each(|(x, y)| visit(x, y));
            }
        }
    }

    /// Calls back with each ring of a shape at a tolerance, closed; without those too small for it.
    pub fn each_ring_at(
        &self,
        shape: &Shape,
        least: Importance,
        mut draw: impl FnMut(&[(f32, f32)]),
    ) {
        let mut points = Vec::new();
        for ring in &shape.rings {
            points.clear();
            self.walk_ring(ring, least, &mut |x, y| points.push((x, y)));
            if points.len() >= 4 {
                draw(&points);
            }
        }
    }

    /// The rings of a shape in full detail, each closed.
    pub fn rings(&self, shape: &Shape) -> Vec<Vec<(f32, f32)>> {
        let mut rings = Vec::new();
        self.each_ring_at(shape, Importance::NONE, |ring| rings.push(ring.to_vec()));
        rings
    }

    /// Number of vertices of an arc that matter at a tolerance.
    pub fn arc_cost(&self, arc: usize, least: Importance) -> usize {
        let range = self.starts[arc] as usize..self.starts[arc + 1] as usize;
        self.importance[range]
            .iter()
            .filter(|i| **i >= least)
            .count()
    }

    /// Number of vertices of a shape that matter at a tolerance: what it costs to draw.
    pub fn cost(&self, shape: &Shape, least: Importance) -> usize {
        self.arcs_of(shape)
            .map(|arc| self.arc_cost(arc, least))
            .sum()
    }

    /// Arcs of a shape.
    pub fn arcs_of<'a>(&self, shape: &'a Shape) -> impl Iterator<Item = usize> + use<'a> {
        shape
            .rings
            .iter()
            .flatten()
            .map(|&reference| arc_of(reference))
    }

    /// Arcs that bound a set of shapes from outside: those that occur in it once.
    pub fn outline<'a>(&self, shapes: impl IntoIterator<Item = &'a Shape>) -> Vec<usize> {
        let mut uses: Vec<usize> = shapes
            .into_iter()
            .flat_map(|shape| self.arcs_of(shape))
            .collect();
        uses.sort_unstable();
        uses.chunk_by(|a, b| a == b)
            .filter(|same| same.len() == 1)
            .map(|same| same[0])
            .collect()
    }

    /// Whether a point of the shape's plane (kilometres) lies in the shape, in full detail, by the
    /// even-odd rule.
    ///
    /// An arc whose box lies aside of the point's ray to the east counts at a glance; only those
    /// around the point are walked. A point exactly on a border belongs to one side only.
    pub fn contains(&self, shape: &Shape, x: f64, y: f64) -> bool {
        if !shape.bounds.contains(x, y) {
            return false;
        }
        let mut inside = false;
        for &reference in shape.rings.iter().flatten() {
            let arc = arc_of(reference);
            let bounds = &self.arc_bounds[arc];
            if y < bounds.y0 || y > bounds.y1 || x > bounds.x1 {
                continue;
            }
            let points = self.arc(arc);
            let above = |(_, py): (f32, f32)| f64::from(py) > y;
            if x < bounds.x0 {
                inside ^= above(points[0]) != above(points[points.len() - 1]);
                continue;
            }
            for edge in points.windows(2) {
                if above(edge[0]) == above(edge[1]) {
                    continue;
                }
                let [(xa, ya), (xb, yb)] =
                    [edge[0], edge[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
                inside ^= x < (xb - xa) * (y - ya) / (yb - ya) + xa;
            }
        }
        inside
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
            importance: vec![Importance::ALWAYS; steps.len() - 2],
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
