//! Patterns of areas: told apart without colour vision and in greyscale. Of what says something only; the ground
//! stays plain, or the sheet buzzes.

use super::{Kind, Look};
use crate::domain::{Finding, Model};

/// Side of a pattern's square tile, CSS pixels.
pub const TILE: f64 = 8.0;

/// What is repeated over an area.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pattern {
    /// Strokes across the tile: x0, y0, x1, y1.
    pub strokes: &'static [[f64; 4]],
    /// Width of strokes.
    pub width: f64,
    /// Dots: x, y, radius.
    pub dots: &'static [[f64; 3]],
}

/// Rising diagonals, drawn past the corners so that tiles join.
const RISING: &[[f64; 4]] = &[
    [-2.0, 2.0, 2.0, -2.0],
    [-2.0, 10.0, 10.0, -2.0],
    [6.0, 10.0, 10.0, 6.0],
];
const FALLING: &[[f64; 4]] = &[
    [6.0, -2.0, 10.0, 2.0],
    [-2.0, -2.0, 10.0, 10.0],
    [-2.0, 6.0, 2.0, 10.0],
];
const CROSSED: &[[f64; 4]] = &[[0.0, 4.0, 8.0, 4.0], [4.0, 0.0, 4.0, 8.0]];

/// The rising lines of a scale: thicker step by step.
const STEP_WIDTHS: [f64; Look::STEPS as usize] = [1.0, 1.4, 1.8, 2.3, 2.9];

const PLAIN: Pattern = Pattern {
    strokes: &[],
    width: 0.0,
    dots: &[],
};

impl Pattern {
    pub fn of(look: impl Into<Look>) -> Pattern {
        match look.into() {
            Look::Finding(finding) => Self::of_finding(finding),
            Look::Kind(Kind::First) => Pattern {
                strokes: RISING,
                width: 1.3,
                ..PLAIN
            },
            Look::Kind(Kind::Second) => Pattern {
                dots: &[[2.0, 2.0, 1.15], [6.0, 6.0, 1.15]],
                ..PLAIN
            },
            Look::Kind(Kind::Third) => Pattern {
                strokes: CROSSED,
                width: 1.1,
                ..PLAIN
            },
            Look::Kind(Kind::Fourth) => Pattern {
                dots: &[[4.0, 4.0, 0.8]],
                ..PLAIN
            },
            Look::Step(step) => Pattern {
                strokes: RISING,
                width: STEP_WIDTHS[usize::from(step.min(Look::STEPS - 1))],
                ..PLAIN
            },
            Look::Quiet => PLAIN,
        }
    }

    const fn of_finding(finding: Finding) -> Pattern {
        match finding {
            Finding::Model(Model::LimitsCooperation) => Pattern {
                strokes: RISING,
                width: 1.3,
                dots: &[],
            },
            Finding::Model(Model::AccessToServices) => Pattern {
                strokes: &[[4.0, 0.0, 4.0, 8.0]],
                width: 1.3,
                dots: &[],
            },
            Finding::Model(Model::Welcome) => Pattern {
                strokes: &[],
                width: 0.0,
                dots: &[[2.0, 2.0, 1.15], [6.0, 6.0, 1.15]],
            },
            Finding::Model(Model::SafeHarbour) => Pattern {
                strokes: &[[0.0, 4.0, 8.0, 4.0]],
                width: 1.3,
                dots: &[],
            },
            Finding::Model(Model::MandatesCooperation) => Pattern {
                strokes: CROSSED,
                width: 1.1,
                dots: &[],
            },
            Finding::Model(Model::Former) => Pattern {
                strokes: FALLING,
                width: 0.9,
                dots: &[],
            },
            Finding::ListedOnly => Pattern {
                strokes: &[],
                width: 0.0,
                dots: &[[4.0, 4.0, 0.8]],
            },
            Finding::NoRecord => PLAIN,
        }
    }

    pub fn is_plain(&self) -> bool {
        self.strokes.is_empty() && self.dots.is_empty()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn every_look_of_a_legend_has_its_own_pattern_and_the_ground_none() {
        for (at, &a) in Finding::ALL.iter().enumerate() {
            assert_eq!(Pattern::of(a).is_plain(), a == Finding::NoRecord);
            for &b in &Finding::ALL[at + 1..] {
                assert_ne!(Pattern::of(a), Pattern::of(b), "{a:?} {b:?}");
            }
        }
        let others = Look::all().filter(|look| !matches!(look, Look::Finding(_)));
        let others: Vec<Look> = others.collect();
        for (at, &a) in others.iter().enumerate() {
            assert_eq!(Pattern::of(a).is_plain(), a == Look::Quiet);
            for &b in &others[at + 1..] {
                // A scale and kinds never stand in one legend, but for the last kind.
                let together = matches!(
                    (a, b),
                    (Look::Kind(_), Look::Kind(_)) | (Look::Step(_), Look::Step(_))
                ) || a == Look::Kind(Kind::Fourth);
                assert!(!together || Pattern::of(a) != Pattern::of(b), "{a:?} {b:?}");
            }
        }
    }
}
