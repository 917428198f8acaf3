//! Cuts areas into pieces, to see how the map bears more of them: `cargo xtask bench --scale`.

use std::collections::HashMap;

use super::topology::Area;

/// Coordinates of a line are moved by this share of the spacing, so that none meets a vertex.
const OFF_GRID: f64 = 0.014_142_1;

/// Cuts areas along meridians and parallels, so closely that there are at least `times` as many.
///
/// The same lines cut all areas, and a line crosses an edge at the same point from both sides, so
/// neighbours go on sharing their borders. Pieces keep the id of their area.
pub fn subdivide(areas: &[Area], times: usize) -> Vec<Area> {
    let wanted = areas.len() * times;
    let mut spacing = 64.0;
    loop {
        let pieces: Vec<Area> = areas
            .iter()
            .flat_map(|area| cut_along_grid(area, spacing))
            .collect();
        if pieces.len() >= wanted || spacing < 0.01 {
            return pieces;
        }
        spacing /= 1.1;
    }
}

fn cut_along_grid(area: &Area, spacing: f64) -> Vec<Area> {
    let mut pieces = vec![area.rings.clone()];
    for axis in [0, 1] {
        pieces = pieces
            .into_iter()
            .flat_map(|rings| cut_along_axis(rings, axis, spacing))
            .collect();
    }
    let piece = |rings| Area {
        id: area.id.clone(),
        nation: area.nation.clone(),
        plane: area.plane,
        rings,
        context: area.context,
    };
    pieces.into_iter().map(piece).collect()
}

type Ring = Vec<[f64; 2]>;

fn cut_along_axis(rings: Vec<Ring>, axis: usize, spacing: f64) -> Vec<Vec<Ring>> {
    let along = rings.iter().flatten().map(|point| point[axis]);
    let (low, high) = along.fold((f64::MAX, f64::MIN), |(low, high), at| {
        (low.min(at), high.max(at))
    });
    let (first, last) = (
        (low / spacing).ceil() as i64,
        (high / spacing).floor() as i64,
    );
    let mut rest = rings;
    let mut pieces = Vec::new();
    for line in first..=last {
        let at = line as f64 * spacing + OFF_GRID * spacing;
        let (below, above) = cut(&rest, axis, at);
        pieces.extend((!below.is_empty()).then_some(below));
        rest = above;
    }
    pieces.extend((!rest.is_empty()).then_some(rest));
    pieces
}

/// Cuts the area of closed rings (even-odd) along a line: the rings below it, and those above.
///
/// Where the line crosses rings, the crossings in their order along it are joined in pairs, as
/// the line is inside the area between the first and the second, the third and the fourth ...
fn cut(rings: &[Ring], axis: usize, at: f64) -> (Vec<Ring>, Vec<Ring>) {
    let is_above = |point: &[f64; 2]| point[axis] > at;
    let mut sides: [Vec<Ring>; 2] = Default::default();
    // Parts of rings between two crossings, of each side: their points, crossings at both ends.
    let mut chains: [Vec<Ring>; 2] = Default::default();
    for ring in rings {
        let inner = &ring[..ring.len() - 1];
        let crosses =
            |edge: usize| is_above(&inner[edge]) != is_above(&inner[(edge + 1) % inner.len()]);
        let Some(first) = (0..inner.len()).find(|&edge| crosses(edge)) else {
            sides[usize::from(is_above(&ring[0]))].push(ring.clone());
            continue;
        };
        let mut chain: Ring = Vec::new();
        for step in 0..=inner.len() {
            let edge = (first + step) % inner.len();
            let (from, to) = (inner[edge], inner[(edge + 1) % inner.len()]);
            if step > 0 {
                chain.push(from);
            }
            if crosses(edge) {
                let crossing = crossing(from, to, axis, at);
                if step > 0 {
                    chain.push(crossing);
                    let side = usize::from(is_above(&from));
                    chains[side].push(std::mem::take(&mut chain));
                }
                chain.push(crossing);
            }
        }
    }
    for (side, chains) in chains.into_iter().enumerate() {
        sides[side].extend(joined(chains, 1 - axis));
    }
    let [below, above] = sides;
    (below, above)
}

/// Where an edge meets the line: the same from both ends.
fn crossing(from: [f64; 2], to: [f64; 2], axis: usize, at: f64) -> [f64; 2] {
    let (a, b) = if from <= to { (from, to) } else { (to, from) };
    let t = (at - a[axis]) / (b[axis] - a[axis]);
    let other = 1 - axis;
    let mut point = [at; 2];
    point[other] = a[other] + (b[other] - a[other]) * t;
    point
}

/// Closes chains along the line to rings.
fn joined(chains: Vec<Ring>, along: usize) -> Vec<Ring> {
    // Ends of chains in their order along the line: position, chain, whether its last point.
    let mut ends: Vec<(f64, usize, bool)> = chains
        .iter()
        .enumerate()
        .flat_map(|(number, chain)| {
            let (first, last) = (chain[0], chain[chain.len() - 1]);
            [(first[along], number, false), (last[along], number, true)]
        })
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut partner: HashMap<(usize, bool), (usize, bool)> = HashMap::new();
    for pair in ends.chunks_exact(2) {
        let (a, b) = ((pair[0].1, pair[0].2), (pair[1].1, pair[1].2));
        partner.insert(a, b);
        partner.insert(b, a);
    }
    let mut is_used = vec![false; chains.len()];
    let mut rings = Vec::new();
    for start in 0..chains.len() {
        let mut ring: Ring = Vec::new();
        let (mut number, mut backwards) = (start, false);
        while !std::mem::replace(&mut is_used[number], true) {
            let chain = chains[number].iter().copied();
            match backwards {
                false => ring.extend(chain),
                true => ring.extend(chain.rev()),
            }
            // Goes on where the end that was reached is joined to.
            let Some(&(next, is_last)) = partner.get(&(number, !backwards)) else {
                break;
            };
            (number, backwards) = (next, is_last);
        }
        ring.dedup();
        if ring.len() >= 3 {
            ring.push(ring[0]);
            rings.push(ring);
        }
    }
    rings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{Plane, point_in_rings};

    fn area(rings: &[&[[f64; 2]]]) -> Area {
        Area {
            id: "a".into(),
            nation: "n".into(),
            plane: Plane::NorthAmerica,
            rings: rings.iter().map(|ring| ring.to_vec()).collect(),
            context: false,
        }
    }

    fn holds(rings: &[Ring], x: f64, y: f64) -> bool {
        let points = |ring: &Ring| ring.clone().into_iter().map(|[x, y]| (x, y));
        point_in_rings(x, y, rings.iter().map(points))
    }

    fn size(areas: &[Area]) -> f64 {
        let doubled = |ring: &Ring| -> f64 {
            ring.windows(2)
                .map(|edge| edge[0][0] * edge[1][1] - edge[1][0] * edge[0][1])
                .sum()
        };
        areas
            .iter()
            .flat_map(|area| &area.rings)
            .map(|ring| doubled(ring) / 2.0)
            .sum()
    }

    #[test]
    fn pieces_fill_the_area_and_leave_its_hole() {
        // A comb, open to the north, with a hole in its back.
        let comb: &[[f64; 2]] = &[
            [0.0, 0.0],
            [10.0, 0.0],
            [10.0, 9.0],
            [8.0, 9.0],
            [8.0, 4.0],
            [6.0, 4.0],
            [6.0, 9.0],
            [4.0, 9.0],
            [4.0, 4.0],
            [2.0, 4.0],
            [2.0, 9.0],
            [0.0, 9.0],
            [0.0, 0.0],
        ];
        let hole: &[[f64; 2]] = &[[3.0, 1.0], [3.0, 2.0], [7.0, 2.0], [7.0, 1.0], [3.0, 1.0]];
        let whole = area(&[comb, hole]);
        let before = size(std::slice::from_ref(&whole));
        let original = whole.rings.clone();
        let pieces = subdivide(&[whole], 12);
        assert!(pieces.len() >= 12, "{} pieces", pieces.len());
        assert!(
            (size(&pieces) - before).abs() < 1e-9,
            "{} {before}",
            size(&pieces)
        );
        for step in 0..400 {
            let (x, y) = (
                0.013 + f64::from(step % 20) * 0.51,
                0.017 + f64::from(step / 20) * 0.49,
            );
            let holders = pieces
                .iter()
                .filter(|piece| holds(&piece.rings, x, y))
                .count();
            assert_eq!(holders, usize::from(holds(&original, x, y)), "{x} {y}");
        }
    }
}
