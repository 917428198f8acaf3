//! From rings in degrees to shapes of shared arcs on a plane.
//!
//! The idea of TopoJSON (M. Bostock, 2012): cut rings where more than two areas meet, and store
//! each piece once. Vertices are compared after quantisation, so neighbours that share vertices in
//! degrees share them on the plane.

use std::collections::{HashMap, HashSet};

use super::{ArcRank, EncodedArc, EncodedShape, EncodedShapes, UNIT_KM};
use crate::geo::{Importance, Plane, visvalingam_areas};

/// A vertex in quantised plane units.
pub type Vertex = (i32, i32);

/// An area to encode.
pub struct Area {
    pub id: String,
    /// The nation it belongs to; decides the rank of its borders.
    pub nation: String,
    pub plane: Plane,
    /// Closed rings in degrees.
    pub rings: Vec<Vec<[f64; 2]>>,
    /// Context land: cut to the plane's extent, its edges are no borders.
    pub context: bool,
}

/// Degrees between inserted vertices on long edges, so that parallels curve as they should.
const LONGEST_EDGE: f64 = 0.5;

/// Projects and quantises a ring, with vertices inserted on long edges.
pub fn ring_on_plane(plane: Plane, ring: &[[f64; 2]]) -> Vec<Vertex> {
    let mut vertices = Vec::with_capacity(ring.len());
    for pair in ring.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let pieces = ((a[0] - b[0]).abs().max((a[1] - b[1]).abs()) / LONGEST_EDGE)
            .ceil()
            .max(1.0);
        for step in 0..pieces as usize {
            vertices.push(quantise(plane, between(a, b, step as f64, pieces)));
        }
    }
    if let Some(&last) = ring.last() {
        vertices.push(quantise(plane, last));
    }
    vertices.dedup();
    vertices
}

/// A point on the way from a to b, computed the same way from both ends.
fn between(a: [f64; 2], b: [f64; 2], step: f64, pieces: f64) -> [f64; 2] {
    let (from, to, t) = if a <= b {
        (a, b, step)
    } else {
        (b, a, pieces - step)
    };
    std::array::from_fn(|axis| from[axis] + (to[axis] - from[axis]) * (t / pieces))
}

/// Nearest quantised vertex of a point in degrees.
pub fn quantise(plane: Plane, [longitude, latitude]: [f64; 2]) -> Vertex {
    let (x, y) = plane.project(longitude, latitude);
    ((x / UNIT_KM).round() as i32, (y / UNIT_KM).round() as i32)
}

/// Twice the signed area of a closed ring.
fn doubled_area(ring: &[Vertex]) -> i64 {
    ring.windows(2)
        .map(|p| i64::from(p[0].0) * i64::from(p[1].1) - i64::from(p[1].0) * i64::from(p[0].1))
        .sum()
}

/// How much of the areas' detail is encoded.
#[derive(Debug, Clone, Copy)]
pub struct Detail {
    /// Smallest effective area of a vertex, square kilometres.
    pub tolerance: f64,
    /// Side of the grid that vertices are rounded to, in units of [`UNIT_KM`].
    pub grid: u16,
    /// Whether each vertex carries its importance; without it, all are always drawn.
    pub has_importance: bool,
}

impl Detail {
    /// Everything that the boundaries have.
    pub const FULL: Self = Self {
        tolerance: 0.0,
        grid: 1,
        has_importance: true,
    };
}

/// Encodes areas with shared arcs.
///
/// `disputed` are edges (both directions) whose arcs are drawn as disputed. With `counties` the
/// inner borders are of county rank.
pub fn encode(
    areas: &[Area],
    disputed: &HashSet<(Plane, Vertex, Vertex)>,
    detail: Detail,
    counties: bool,
) -> EncodedShapes {
    let mut shapes = EncodedShapes {
        grid: detail.grid,
        ..EncodedShapes::default()
    };
    for plane in Plane::ALL {
        encode_plane(areas, plane, disputed, detail, counties, &mut shapes);
    }
    shapes
}

struct RingOf {
    area: usize,
    vertices: Vec<Vertex>,
}

fn encode_plane(
    areas: &[Area],
    plane: Plane,
    disputed: &HashSet<(Plane, Vertex, Vertex)>,
    detail: Detail,
    counties: bool,
    out: &mut EncodedShapes,
) {
    let mut rings: Vec<RingOf> = Vec::new();
    for (area, source) in areas.iter().enumerate().filter(|(_, a)| a.plane == plane) {
        for ring in &source.rings {
            let mut vertices = ring_on_plane(plane, ring);
            if source.context {
                vertices = cut_to_extent(plane, &vertices);
            }
            if vertices.len() >= 4 && doubled_area(&vertices) != 0 {
                rings.push(RingOf { area, vertices });
            }
        }
    }
    let junctions = junctions(&rings);

    // Cut into arcs; an arc is stored once, under its canonical direction.
    let mut known: HashMap<Vec<Vertex>, usize> = HashMap::new();
    let mut arcs: Vec<Vec<Vertex>> = Vec::new();
    let mut users: Vec<Vec<usize>> = Vec::new();
    let mut cut_rings: Vec<(usize, Vec<i32>)> = Vec::new();
    for ring in &rings {
        let mut references = Vec::new();
        for piece in pieces(&ring.vertices, &junctions) {
            let backwards = is_backwards(&piece);
            let canonical: Vec<Vertex> = if backwards {
                piece.iter().rev().copied().collect()
            } else {
                piece
            };
            let arc = *known.entry(canonical).or_insert_with_key(|canonical| {
                arcs.push(canonical.clone());
                users.push(Vec::new());
                arcs.len() - 1
            });
            users[arc].push(ring.area);
            references.push(if backwards {
                -1 - arc as i32
            } else {
                arc as i32
            });
        }
        cut_rings.push((ring.area, references));
    }

    let mut importance: Vec<Vec<f64>> = arcs.iter().map(|arc| effective_areas(arc)).collect();
    let sizes: Vec<f64> = rings
        .iter()
        .map(|ring| doubled_area(&ring.vertices).abs() as f64 / 2.0 * UNIT_KM * UNIT_KM)
        .collect();
    let mut largest: HashMap<usize, f64> = HashMap::new();
    for ((area, _), &size) in cut_rings.iter().zip(&sizes) {
        let most = largest.entry(*area).or_default();
        *most = most.max(size);
    }
    // Drop rings too small to see, but never an area's last one, which is drawn at any tolerance.
    let mut rings_of: HashMap<usize, Vec<Vec<i32>>> = HashMap::new();
    for ((area, references), &size) in cut_rings.into_iter().zip(&sizes) {
        let is_largest = size >= largest[&area];
        if size >= detail.tolerance || is_largest {
            let visible_to = if is_largest { f64::INFINITY } else { size };
            keep_open(&references, &arcs, &mut importance, size, visible_to);
            rings_of.entry(area).or_default().push(references);
        }
    }

    // Renumber: only arcs that a kept ring uses.
    let mut number: Vec<Option<i32>> = vec![None; arcs.len()];
    for (area, source) in areas.iter().enumerate() {
        let Some(rings) = rings_of.remove(&area) else {
            continue;
        };
        let rings = rings.into_iter().map(|ring| {
            let renumbered = ring.into_iter().map(|reference| {
                let old = if reference >= 0 {
                    reference
                } else {
                    -1 - reference
                } as usize;
                let new = *number[old].get_or_insert_with(|| {
                    let rank = rank(areas, &users[old], &arcs[old], plane, disputed, counties);
                    out.arcs
                        .push(encode_arc(&arcs[old], &importance[old], rank, detail));
                    out.arcs.len() as i32 - 1
                });
                if reference >= 0 { new } else { -1 - new }
            });
            renumbered.collect()
        });
        out.shapes.push(EncodedShape {
            id: source.id.clone(),
            plane,
            rings: rings.collect(),
        });
    }
}

/// Vertices where rings part: those whose neighbours differ from one passage to another.
fn junctions(rings: &[RingOf]) -> HashSet<Vertex> {
    let mut neighbours: HashMap<Vertex, (Vertex, Vertex)> = HashMap::new();
    let mut junctions = HashSet::new();
    for ring in rings {
        let inner = &ring.vertices[..ring.vertices.len() - 1];
        for (at, &vertex) in inner.iter().enumerate() {
            let before = inner[(at + inner.len() - 1) % inner.len()];
            let after = inner[(at + 1) % inner.len()];
            let pair = (before.min(after), before.max(after));
            if *neighbours.entry(vertex).or_insert(pair) != pair {
                junctions.insert(vertex);
            }
        }
    }
    junctions
}

/// Cuts a closed ring at its junctions; a ring without any begins at its smallest vertex.
fn pieces(ring: &[Vertex], junctions: &HashSet<Vertex>) -> Vec<Vec<Vertex>> {
    let inner = &ring[..ring.len() - 1];
    let start = inner
        .iter()
        .position(|v| junctions.contains(v))
        .or_else(|| (0..inner.len()).min_by_key(|&at| inner[at]))
        .unwrap_or(0);
    let mut pieces = Vec::new();
    let mut piece = vec![inner[start]];
    for offset in 1..=inner.len() {
        let vertex = inner[(start + offset) % inner.len()];
        piece.push(vertex);
        if offset == inner.len() || junctions.contains(&vertex) {
            pieces.push(std::mem::replace(&mut piece, vec![vertex]));
        }
    }
    pieces
}

/// Whether the canonical direction of an arc is the other one.
fn is_backwards(arc: &[Vertex]) -> bool {
    let (mut from, mut to) = (0, arc.len() - 1);
    while from < to {
        if arc[from] != arc[to] {
            return arc[to] < arc[from];
        }
        from += 1;
        to -= 1;
    }
    false
}

/// Effective area of each vertex of an arc, square kilometres; infinite for its ends.
fn effective_areas(arc: &[Vertex]) -> Vec<f64> {
    let line: Vec<(f64, f64)> = arc
        .iter()
        .map(|&(x, y)| (f64::from(x) * UNIT_KM, f64::from(y) * UNIT_KM))
        .collect();
    visvalingam_areas(&line)
}

/// Share of its area that a ring keeps at least as long as it is large enough to be seen.
const LEAST_SHARE: f64 = 0.1;

/// Raises the importance of a ring's vertices until the ring stays open at every tolerance up to
/// `visible_to`: an island or a lens between two junctions would collapse to a line before that.
fn keep_open(
    references: &[i32],
    arcs: &[Vec<Vertex>],
    importance: &mut [Vec<f64>],
    size: f64,
    visible_to: f64,
) {
    let walk: Vec<(usize, usize)> = references
        .iter()
        .flat_map(|&reference| {
            let arc = if reference >= 0 {
                reference
            } else {
                -1 - reference
            } as usize;
            let last = arcs[arc].len() - 1;
            (0..=last).map(move |at| (arc, if reference >= 0 { at } else { last - at }))
        })
        .collect();
    loop {
        let mut kept: Vec<Vertex> = walk
            .iter()
            .filter(|&&(arc, at)| importance[arc][at] >= visible_to)
            .map(|&(arc, at)| arcs[arc][at])
            .collect();
        kept.extend(kept.first().copied());
        let open = doubled_area(&kept).abs() as f64 / 2.0 * UNIT_KM * UNIT_KM;
        if open >= size * LEAST_SHARE && open > 0.0 {
            return;
        }
        let next = walk
            .iter()
            .filter(|&&(arc, at)| importance[arc][at] < visible_to)
            .max_by(|a, b| importance[a.0][a.1].total_cmp(&importance[b.0][b.1]));
        let Some(&(arc, at)) = next else { return };
        importance[arc][at] = visible_to;
    }
}

/// Keeps what the tolerance lets through, on the grid, each vertex with its importance.
fn encode_arc(arc: &[Vertex], importance: &[f64], rank: ArcRank, detail: Detail) -> EncodedArc {
    let side = f64::from(detail.grid.max(1));
    let round = |v: i32| (f64::from(v) / side).round() as i32;
    let kept = arc
        .iter()
        .zip(importance)
        .filter(|(_, area)| **area >= detail.tolerance)
        .map(|(&(x, y), &area)| ((round(x), round(y)), Importance::of_area(area)));
    let rounded: Vec<(Vertex, Importance)> = kept.collect();
    let mut sparse: Vec<(Vertex, Importance)> = Vec::with_capacity(rounded.len());
    for &(vertex, importance) in &rounded {
        match sparse.last_mut() {
            Some((last, most)) if *last == vertex => *most = importance.max(*most),
            _ => sparse.push((vertex, importance)),
        }
    }
    // Without repetitions, where the arc survives that.
    let fewest = if arc.first() == arc.last() { 4 } else { 2 };
    let arc = if sparse.len() >= fewest {
        sparse
    } else {
        rounded
    };
    let vertices: Vec<Vertex> = arc.iter().map(|&(vertex, _)| vertex).collect();
    let inner = arc
        .get(1..arc.len().saturating_sub(1))
        .filter(|_| detail.has_importance)
        .unwrap_or_default();
    EncodedArc {
        rank,
        steps: steps(&vertices),
        importance: inner.iter().map(|&(_, importance)| importance).collect(),
    }
}

fn steps(arc: &[Vertex]) -> Vec<Vertex> {
    let mut before = (0, 0);
    arc.iter()
        .map(|&(x, y)| {
            let step = (x - before.0, y - before.1);
            before = (x, y);
            step
        })
        .collect()
}

fn rank(
    areas: &[Area],
    users: &[usize],
    arc: &[Vertex],
    plane: Plane,
    disputed: &HashSet<(Plane, Vertex, Vertex)>,
    counties: bool,
) -> ArcRank {
    match *users {
        [one] if areas[one].context => ArcRank::Seam,
        _ if arc
            .windows(2)
            .all(|edge| disputed.contains(&(plane, edge[0], edge[1]))) =>
        {
            ArcRank::Disputed
        }
        [_] => ArcRank::Coast,
        [a, b] if a == b || areas[a].context || areas[b].context => ArcRank::Seam,
        [_, _] if counties => ArcRank::County,
        [a, b] if areas[a].nation == areas[b].nation => ArcRank::Region,
        _ => ArcRank::Nation,
    }
}

/// Cuts a closed ring to the plane's extent (Sutherland and Hodgman, CACM 17, 1974).
fn cut_to_extent(plane: Plane, ring: &[Vertex]) -> Vec<Vertex> {
    let extent = plane.extent();
    let unit = |km: f64| (km / UNIT_KM) as i32;
    let limits = [
        (0, unit(extent.x0), true),
        (0, unit(extent.x1), false),
        (1, unit(extent.y0), true),
        (1, unit(extent.y1), false),
    ];
    let mut cut = ring.to_vec();
    for (axis, limit, keep_above) in limits {
        let along = |v: Vertex| if axis == 0 { v.0 } else { v.1 };
        let inside = |v: Vertex| {
            if keep_above {
                along(v) >= limit
            } else {
                along(v) <= limit
            }
        };
        let crossing = |a: Vertex, b: Vertex| -> Vertex {
            let t = f64::from(limit - along(a)) / f64::from(along(b) - along(a));
            let mix =
                |from: i32, to: i32| (f64::from(from) + t * f64::from(to - from)).round() as i32;
            if axis == 0 {
                (limit, mix(a.1, b.1))
            } else {
                (mix(a.0, b.0), limit)
            }
        };
        let mut kept = Vec::with_capacity(cut.len());
        for pair in cut.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            if inside(a) {
                kept.push(a);
            }
            if inside(a) != inside(b) {
                kept.push(crossing(a, b));
            }
        }
        if let Some(&first) = kept.first() {
            kept.push(first);
        }
        kept.dedup();
        cut = kept;
    }
    cut
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::data::Shapes;

    fn square(id: &str, west: f64, nation: &str) -> Area {
        let ring = vec![
            [west, 50.0],
            [west + 1.0, 50.0],
            [west + 1.0, 51.0],
            [west, 51.0],
            [west, 50.0],
        ];
        Area {
            id: id.into(),
            nation: nation.into(),
            plane: Plane::Europe,
            rings: vec![ring],
            context: false,
        }
    }

    #[test]
    fn neighbours_share_one_arc() {
        let areas = [
            square("a", 9.0, "x"),
            square("b", 10.0, "x"),
            square("c", 11.0, "y"),
        ];
        let encoded = encode(&areas, &HashSet::new(), Detail::FULL, false);
        let count = |rank| encoded.arcs.iter().filter(|arc| arc.rank == rank).count();
        assert_eq!((count(ArcRank::Region), count(ArcRank::Nation)), (1, 1));
        let shapes = Shapes::decode(&encoded).unwrap();
        let (x, y) = Plane::Europe.project(10.5, 50.5);
        let holders: Vec<&str> = shapes
            .shapes
            .iter()
            .filter(|s| shapes.contains(s, x, y))
            .map(|s| s.id.as_str())
            .collect();
        assert_eq!(holders, ["b"]);
    }

    #[test]
    fn every_ring_closes_at_every_tolerance() {
        let areas = [square("a", 9.0, "x"), square("b", 10.0, "x")];
        for tolerance in [0.0, 1.0, 100.0, 1e5, 1e9] {
            let encoded = encode(
                &areas,
                &HashSet::new(),
                Detail {
                    tolerance,
                    grid: 8,
                    has_importance: true,
                },
                false,
            );
            let shapes = Shapes::decode(&encoded).unwrap();
            assert_eq!(shapes.shapes.len(), 2);
            for shape in &shapes.shapes {
                for ring in shapes.rings(shape) {
                    assert!(
                        ring.len() >= 4 && ring.first() == ring.last(),
                        "{tolerance}: {ring:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_disputed_edge_ranks_its_arc() {
        let areas = [square("a", 9.0, "x"), square("b", 10.0, "x")];
        let line = ring_on_plane(Plane::Europe, &[[10.0, 50.0], [10.0, 51.0]]);
        let edges = line
            .windows(2)
            .flat_map(|e| [(Plane::Europe, e[0], e[1]), (Plane::Europe, e[1], e[0])]);
        let encoded = encode(&areas, &edges.collect(), Detail::FULL, false);
        assert_eq!(
            encoded
                .arcs
                .iter()
                .filter(|arc| arc.rank == ArcRank::Disputed)
                .count(),
            1
        );
    }

    #[test]
    fn context_land_is_cut_to_the_sheet() {
        let ring = vec![
            [0.0, -10.0],
            [20.0, -10.0],
            [20.0, 40.0],
            [0.0, 40.0],
            [0.0, -10.0],
        ];
        let africa = Area {
            id: String::new(),
            nation: String::new(),
            plane: Plane::Europe,
            rings: vec![ring],
            context: true,
        };
        let encoded = encode(&[africa], &HashSet::new(), Detail::FULL, false);
        let shapes = Shapes::decode(&encoded).unwrap();
        assert!(shapes.shapes[0].bounds.y1 <= Plane::Europe.extent().y1 + 0.1);
    }
}
