//! A scene cut into steps that each take little time to paint.

use std::ops::Range;

use super::{AreaInk, Layer, Scene, World};
use crate::{data::ArcRank, geo::Plane};

/// One step; a painter carries them out in order, bottom to top, and may pause between any two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The sea.
    Clear,
    /// Some of [`Scene::fills`], all of one plane, layer and ink.
    Fill {
        plane: Plane,
        layer: Layer,
        ink: AreaInk,
        fills: Range<usize>,
    },
    /// Some of [`Scene::lines`], all of one plane and rank.
    Lines {
        plane: Plane,
        rank: ArcRank,
        lines: Range<usize>,
    },
    /// Meridians and parallels, if the scene has them.
    Degrees,
    /// The line where the ocean is folded away.
    Fold,
    Symbols(Range<usize>),
    Labels(Range<usize>),
}

/// Vertices in a step of fills and lines.
const VERTICES: usize = 4_000;
const SYMBOLS: usize = 150;
const LABELS: usize = 20;

impl Scene {
    /// The steps that paint this scene.
    ///
    /// Areas of one ink are cut into several steps along borders only, where a line covers the
    /// seam; counties, which from afar have no line around them, are filled at once.
    pub fn steps(&self, world: &World) -> Vec<Step> {
        let mut steps = vec![Step::Clear];
        for plane in Plane::ALL {
            self.fill_steps(world, plane, &mut steps);
            self.line_steps(world, plane, &mut steps);
        }
        steps.extend(self.degrees.as_ref().map(|_| Step::Degrees));
        steps.push(Step::Fold);
        steps.extend(pieces(self.symbols.len(), SYMBOLS).map(Step::Symbols));
        steps.extend(pieces(self.labels.len(), LABELS).map(Step::Labels));
        steps
    }

    fn fill_steps(&self, world: &World, plane: Plane, steps: &mut Vec<Step>) {
        let mut cost = 0;
        for (at, fill) in self.fills.iter().enumerate() {
            let Some(drawn) = world.layer(fill.layer).filter(|_| fill.plane == plane) else {
                continue;
            };
            let own = drawn
                .shapes
                .cost(&drawn.shapes.shapes[fill.shape], self.least);
            let may_be_cut = fill.layer != Layer::Counties;
            match steps.last_mut() {
                Some(Step::Fill {
                    plane: same_plane,
                    layer,
                    ink,
                    fills,
                }) if (*same_plane, *layer, *ink) == (plane, fill.layer, fill.ink)
                    && !(may_be_cut && cost + own > VERTICES) =>
                {
                    fills.end = at + 1;
                    cost += own;
                }
                _ => {
                    steps.push(Step::Fill {
                        plane,
                        layer: fill.layer,
                        ink: fill.ink,
                        fills: at..at + 1,
                    });
                    cost = own;
                }
            }
        }
    }

    fn line_steps(&self, world: &World, plane: Plane, steps: &mut Vec<Step>) {
        let mut cost = 0;
        for (at, line) in self.lines.iter().enumerate() {
            let Some(drawn) = world.layer(line.layer).filter(|_| line.plane == plane) else {
                continue;
            };
            let own = drawn.shapes.arc_cost(line.arc, self.least);
            match steps.last_mut() {
                Some(Step::Lines {
                    plane: same_plane,
                    rank,
                    lines,
                }) if (*same_plane, *rank) == (plane, line.rank) && cost + own <= VERTICES => {
                    lines.end = at + 1;
                    cost += own;
                }
                _ => {
                    steps.push(Step::Lines {
                        plane,
                        rank: line.rank,
                        lines: at..at + 1,
                    });
                    cost = own;
                }
            }
        }
    }
}

fn pieces(length: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..length)
        .step_by(size)
        .map(move |from| from..(from + size).min(length))
}
