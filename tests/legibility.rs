//! Whether the sheet can be read without colour, and by those who see little: patterns in greyscale, and
//! the contrast ratios of WCAG 2.2.

use sanctuary_atlas::{
    data::ArcRank,
    domain::{Finding, Provision},
    explore::Lens,
    scene::{Colour, Glyph, Look, Palette, Pattern, TILE, Theme, glyph_of},
};

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

fn on_file() -> impl Iterator<Item = Finding> + Clone {
    Finding::ALL
        .into_iter()
        .filter(|&finding| finding != Finding::NoRecord)
}

fn pairs() -> impl Iterator<Item = (Finding, Finding)> {
    on_file()
        .enumerate()
        .flat_map(|(at, a)| on_file().skip(at + 1).map(move |b| (a, b)))
}

/// Lightness (CIE L*, 0 to 100): all that is left of a colour in greyscale.
fn lightness(colour: Colour) -> f64 {
    116.0 * colour.luminance().max(0.008_856).cbrt() - 16.0
}

/// Samples along each side of a pattern's tile.
const SIDE: usize = 32;

/// Which samples of the repeated tile the pattern's lines and dots cover.
fn coverage(pattern: &Pattern) -> Vec<bool> {
    let sample = |at: usize| (at as f64 + 0.5) * TILE / SIDE as f64;
    let is_covered = |x: f64, y: f64| {
        let on_stroke = pattern.strokes.iter().any(|&[x0, y0, x1, y1]| {
            let (dx, dy) = (x1 - x0, y1 - y0);
            let along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy);
            let (nx, ny) = (
                x0 + along.clamp(0.0, 1.0) * dx,
                y0 + along.clamp(0.0, 1.0) * dy,
            );
            (x - nx).hypot(y - ny) <= pattern.width / 2.0
        });
        let in_dot = |&[cx, cy, radius]: &[f64; 3]| (x - cx).hypot(y - cy) <= radius;
        on_stroke || pattern.dots.iter().any(in_dot)
    };
    (0..SIDE * SIDE)
        .map(|at| is_covered(sample(at % SIDE), sample(at / SIDE)))
        .collect()
}

/// Share of samples in which two patterns differ, however they are laid over each other.
fn difference(a: &[bool], b: &[bool]) -> f64 {
    let shifted = |dx: usize, dy: usize| {
        let differs = |at: usize| {
            let (x, y) = ((at % SIDE + dx) % SIDE, (at / SIDE + dy) % SIDE);
            a[at] != b[y * SIDE + x]
        };
        (0..SIDE * SIDE).filter(|&at| differs(at)).count()
    };
    let least = (0..SIDE).flat_map(|dx| (0..SIDE).map(move |dy| shifted(dx, dy)));
    least.min().unwrap_or(0) as f64 / (SIDE * SIDE) as f64
}

/// Lightness by which a pattern's lines stand out from their tint; 1 is about what an eye just notices.
const LEAST_INK: f64 = 8.0;
/// Share of a tile that two patterns draw differently.
const LEAST_DIFFERENCE: f64 = 0.1;

#[test]
fn areas_are_told_apart_in_greyscale_by_their_patterns() {
    for (a, b) in pairs() {
        let [p, q] = [a, b].map(|finding| coverage(&Pattern::of(finding)));
        let difference = difference(&p, &q);
        assert!(
            difference >= LEAST_DIFFERENCE,
            "{a:?} and {b:?} differ in {:.1} % of their tiles",
            difference * 100.0
        );
    }
    for theme in THEMES {
        let palette = Palette::of(theme);
        for finding in on_file() {
            let ink = lightness(palette.pattern(finding)) - lightness(palette.tint(finding));
            assert!(
                ink.abs() >= LEAST_INK,
                "{theme:?} {finding:?}: its pattern is {ink:.1} lighter than its tint"
            );
        }
    }
}

/// Lightness by which the symbols, and the tints, of neighbouring steps of a scale differ.
const LEAST_STEP: f64 = 4.0;

#[test]
fn classes_of_every_lens_are_told_apart_in_greyscale() {
    let is_step = |look: &Look| matches!(look, Look::Step(_));
    for lens in [
        Lens::Basis,
        Lens::List("any".into()),
        Lens::Agreement,
        Lens::Provision(Provision::Sport),
        Lens::Provisions,
        Lens::CarriedOut,
        Lens::Since,
    ] {
        let looks: Vec<Look> = lens.classes().into_iter().map(Look::of).collect();
        for (at, a) in looks.iter().enumerate() {
            for b in looks[at + 1..]
                .iter()
                .filter(|b| !is_step(a) || !is_step(b))
            {
                let [p, q] = [a, b].map(|look| coverage(&Pattern::of(*look)));
                // Dots of what is not known stand against the bare ground.
                let least = if *b == Look::Quiet {
                    0.03
                } else {
                    LEAST_DIFFERENCE
                };
                assert!(difference(&p, &q) >= least, "{lens:?}: {a:?} {b:?}");
            }
        }
        for theme in THEMES {
            let palette = Palette::of(theme);
            let mut steps = looks.windows(2).filter(|pair| pair.iter().all(is_step));
            let is_far = |a: Colour, b: Colour| (lightness(a) - lightness(b)).abs() >= LEAST_STEP;
            assert!(
                steps.all(|pair| {
                    is_far(palette.full(pair[0]), palette.full(pair[1]))
                        && is_far(palette.tint(pair[0]), palette.tint(pair[1]))
                }),
                "{theme:?} {lens:?}"
            );
        }
    }
}

#[test]
fn symbols_are_told_apart_in_greyscale_by_their_shapes() {
    for (a, b) in pairs() {
        assert_ne!(glyph_of(a), glyph_of(b), "{a:?} {b:?}");
    }
    assert!(on_file().all(|finding| glyph_of(finding) != Glyph::Dot));
}

/// Text of any size (success criterion 1.4.3).
const TEXT: f64 = 4.5;
/// What is needed to understand a drawing (success criterion 1.4.11).
const DRAWING: f64 = 3.0;

#[test]
fn what_must_be_read_has_contrast() {
    for theme in THEMES {
        let palette = Palette::of(theme);
        let require = |what: &str, colour: Colour, ground: Colour, least: f64| {
            let contrast = colour.contrast(ground);
            assert!(contrast >= least, "{theme:?}: {what} has {contrast:.2}:1");
        };
        // Names have a halo of paper; where it is thin, they stand on the tints.
        let tints = Look::all().map(|look| palette.tint(look));
        for ground in [palette.paper, palette.sea, palette.context]
            .into_iter()
            .chain(tints)
        {
            require("a town's name", palette.ink, ground, TEXT);
            require("a selected outline", palette.accent, ground, DRAWING);
        }
        for ground in [palette.paper, palette.sea, palette.ground] {
            require("a nation's name", palette.quiet_ink, ground, TEXT);
        }
        for (rank, what) in [
            (ArcRank::Nation, "a border of nations"),
            (ArcRank::Disputed, "a disputed line"),
        ] {
            let (colour, _) = palette.border(rank, 0.1);
            require(what, colour, palette.ground, DRAWING);
        }
        let looks = Look::all().filter(|look| !look.is_ground() && *look != Look::Quiet);
        for look in looks {
            let colour = palette.full(look);
            // Around a symbol runs an edge of paper, whatever it stands on.
            for ground in [palette.ground, palette.paper] {
                require(&format!("the symbol of {look:?}"), colour, ground, DRAWING);
            }
        }
    }
}
