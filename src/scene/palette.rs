//! Colours of the sheet, light and dark. No colour of a party; patterns and glyphs tell the same.

use super::{Kind, Look};
use crate::{
    data::ArcRank,
    domain::{Finding, Model},
};

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// A share `t` (0 to 1) of this colour laid over another.
    pub fn over(self, ground: Colour, t: f64) -> Colour {
        let mix = |a: u8, b: u8| (f64::from(a) * t + f64::from(b) * (1.0 - t)).round() as u8;
        Colour(
            mix(self.0, ground.0),
            mix(self.1, ground.1),
            mix(self.2, ground.2),
        )
    }

    /// Relative luminance (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast ratio (WCAG 2.2), 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

/// All colours of a drawn sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    pub sea: Colour,
    pub context: Colour,
    /// Land with nothing on file: the calm ground.
    pub ground: Colour,
    pub coast: Colour,
    pub nation_border: Colour,
    pub region_border: Colour,
    pub county_border: Colour,
    /// Edge of symbols, and the halo of labels.
    pub paper: Colour,
    pub ink: Colour,
    pub quiet_ink: Colour,
    /// Hover and selection.
    pub accent: Colour,
    findings: [Colour; Finding::ALL.len()],
    /// Per cent of a colour in the tint of an area: so much that names can be read on it.
    tint: u8,
    /// In the order of [`Kind::ALL`].
    kinds: [Colour; Kind::ALL.len()],
    /// From least to most: farther and farther from the ground.
    steps: [Colour; Look::STEPS as usize],
    /// Per cent of each step's colour in its tint: so that tints, too, go evenly away from the ground.
    step_tints: [u8; Look::STEPS as usize],
}

/// Share of a colour in what is not sure.
const UNSURE: f64 = 0.45;
/// Share of a kind's colour in its tint.
const KIND_TINT: f64 = 0.3;

impl Palette {
    pub const fn of(theme: Theme) -> &'static Palette {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// The full colour of a finding: symbols and pattern lines.
    pub fn finding(&self, finding: Finding) -> Colour {
        self.findings[finding.position()]
    }

    /// A colour as it is drawn: laid thinly over the ground where what it says is not known to be right.
    pub fn ink_of(&self, colour: Colour, is_sure: bool) -> Colour {
        match is_sure {
            true => colour,
            false => colour.over(self.ground, UNSURE),
        }
    }

    /// The full colour of a look: symbols and pattern lines.
    pub fn full(&self, look: impl Into<Look>) -> Colour {
        match look.into() {
            Look::Finding(finding) => self.finding(finding),
            Look::Kind(kind) => self.kinds[kind as usize],
            Look::Step(step) => self.steps[usize::from(step.min(Look::STEPS - 1))],
            Look::Quiet => self.coast,
        }
    }

    /// The colour of an area's pattern: quieter than a symbol, so that wide areas do not buzz.
    pub fn pattern(&self, look: impl Into<Look>) -> Colour {
        match look.into() {
            look if look.is_faint() => self.full(look),
            look => self.full(look).over(self.tint(look), 0.55),
        }
    }

    /// Colour and width (pixels) of a border at a scale.
    pub fn border(&self, rank: ArcRank, scale: f64) -> (Colour, f64) {
        let weight = (scale / 0.08).powf(0.22);
        match rank {
            ArcRank::County => (self.county_border, 0.45),
            ArcRank::Region | ArcRank::Seam => (self.region_border, 0.7 * weight),
            ArcRank::Coast => (self.coast, 0.7 * weight),
            ArcRank::Nation | ArcRank::Disputed => (self.nation_border, 0.9 * weight),
        }
    }

    /// Colour of meridians and parallels: seen on land and sea, above nothing.
    pub fn graticule(&self) -> Colour {
        self.quiet_ink.over(self.sea, 0.45)
    }

    /// The tint that an area is filled with, below the pattern.
    pub fn tint(&self, look: impl Into<Look>) -> Colour {
        match look.into() {
            look @ (Look::Finding(Finding::Model(Model::Former)) | Look::Kind(Kind::Fourth)) => {
                self.full(look).over(self.ground, 0.22)
            }
            look @ Look::Kind(_) => self.full(look).over(self.ground, KIND_TINT),
            look @ Look::Step(step) => {
                let share = self.step_tints[usize::from(step.min(Look::STEPS - 1))];
                self.full(look).over(self.ground, f64::from(share) / 100.0)
            }
            look if look.is_faint() => self.ground,
            look => self
                .full(look)
                .over(self.ground, f64::from(self.tint) / 100.0),
        }
    }
}

/// In the order of [`Finding::ALL`].
const LIGHT: Palette = Palette {
    sea: Colour(0xdc, 0xe5, 0xe7),
    context: Colour(0xea, 0xe7, 0xde),
    ground: Colour(0xf7, 0xf3, 0xe9),
    coast: Colour(0x93, 0xa8, 0xaf),
    nation_border: Colour(0x8d, 0x82, 0x6e),
    region_border: Colour(0xcf, 0xc5, 0xb0),
    county_border: Colour(0xe0, 0xd8, 0xc7),
    paper: Colour(0xff, 0xfd, 0xf8),
    ink: Colour(0x26, 0x2a, 0x2c),
    quiet_ink: Colour(0x5c, 0x5a, 0x52),
    accent: Colour(0x16, 0x1a, 0x1d),
    findings: [
        Colour(0x22, 0x99, 0x78),
        Colour(0x8a, 0x8a, 0x3a),
        Colour(0x65, 0x32, 0x99),
        Colour(0x4a, 0x74, 0xb8),
        Colour(0xbb, 0x55, 0x10),
        Colour(0x4a, 0x36, 0x28),
        Colour(0x5f, 0x64, 0x66),
        Colour(0xf7, 0xf3, 0xe9),
    ],
    tint: 40,
    kinds: [
        Colour(0x23, 0x45, 0xbd),
        Colour(0xca, 0x5f, 0x14),
        Colour(0x80, 0x2c, 0x6b),
        Colour(0x83, 0x7a, 0x5d),
    ],
    steps: [
        Colour(0x14, 0x9b, 0x9b),
        Colour(0x06, 0x73, 0x91),
        Colour(0x10, 0x4e, 0x82),
        Colour(0x03, 0x27, 0x72),
        Colour(0x00, 0x0c, 0x35),
    ],
    step_tints: [19, 26, 34, 38, 40],
};

const DARK: Palette = Palette {
    sea: Colour(0x10, 0x16, 0x1a),
    context: Colour(0x1a, 0x20, 0x23),
    ground: Colour(0x25, 0x2b, 0x2e),
    coast: Colour(0x4a, 0x5b, 0x63),
    nation_border: Colour(0x7d, 0x83, 0x82),
    region_border: Colour(0x42, 0x4a, 0x4d),
    county_border: Colour(0x33, 0x3a, 0x3d),
    paper: Colour(0x16, 0x1b, 0x1e),
    ink: Colour(0xec, 0xe9, 0xe1),
    quiet_ink: Colour(0xa8, 0xa8, 0xa0),
    accent: Colour(0xff, 0xfb, 0xf0),
    findings: [
        Colour(0x50, 0xe5, 0xe4),
        Colour(0xd4, 0xc5, 0x7b),
        Colour(0xc4, 0x8b, 0xf0),
        Colour(0x71, 0x8a, 0xb7),
        Colour(0xc8, 0x83, 0x42),
        Colour(0x89, 0x73, 0x63),
        Colour(0xaa, 0xb0, 0xb2),
        Colour(0x25, 0x2b, 0x2e),
    ],
    tint: 36,
    kinds: [
        Colour(0x61, 0xc7, 0xf7),
        Colour(0xfb, 0xbc, 0x51),
        Colour(0xc2, 0x52, 0x8c),
        Colour(0xb7, 0xc2, 0x94),
    ],
    steps: [
        Colour(0x7c, 0x6f, 0x92),
        Colour(0x76, 0x81, 0xe9),
        Colour(0x50, 0xb3, 0xe1),
        Colour(0x75, 0xf3, 0xfc),
        Colour(0xb7, 0xff, 0xe0),
    ],
    step_tints: [16, 24, 28, 26, 29],
};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::{domain::Provision, explore::Lens};

    #[test]
    fn text_and_symbols_stand_out() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            for ground in [palette.ground, palette.sea, palette.paper] {
                assert!(palette.ink.contrast(ground) >= 7.0, "{theme:?} ink");
                assert!(
                    palette.quiet_ink.contrast(ground) >= 4.5,
                    "{theme:?} quiet ink"
                );
            }
            for look in Look::all().filter(|&look| !look.is_ground() && look != Look::Quiet) {
                let contrast = palette.full(look).contrast(palette.ground);
                assert!(contrast >= 3.0, "{theme:?} {look:?} {contrast}");
            }
        }
    }

    type Matrix = [[f64; 3]; 3];

    /// Dichromats' vision in linear sRGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, *A
    /// physiologically-based model for simulation of color vision deficiency*, IEEE TVCG 15 (2009), at
    /// full severity; and no deficiency.
    const VISIONS: [(&str, Matrix); 4] = [
        ("none", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// CIE L*a*b* (D65) of a colour as a vision sees it.
    fn lab(colour: Colour, vision: &Matrix) -> [f64; 3] {
        let linear = [colour.0, colour.1, colour.2].map(|c| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        let mix = |row: &[f64; 3]| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>();
        let [r, g, b] = vision.map(|row| mix(&row).clamp(0.0, 1.0));
        let xyz = [
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.950_47,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.088_83,
        ];
        let [x, y, z] = xyz.map(|t| {
            if t > 0.008_856 {
                t.cbrt()
            } else {
                7.787 * t + 16.0 / 116.0
            }
        });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// A difference of 2.3 in L*a*b* is just noticed side by side; on a map, symbols lie apart.
    const LEAST_DIFFERENCE: f64 = 12.0;

    #[test]
    fn looks_of_one_legend_are_told_apart_by_every_vision() {
        let lenses = [
            Lens::Model,
            Lens::Basis,
            Lens::List("any".into()),
            Lens::Agreement,
            Lens::Provision(Provision::LegalAid),
            Lens::Provisions,
            Lens::CarriedOut,
            Lens::Since,
        ];
        for lens in lenses {
            let looks = lens.classes().into_iter().map(Look::of);
            let looks: Vec<Look> = looks.filter(|&look| look != Look::Quiet).collect();
            are_told_apart(&looks);
        }
    }

    fn are_told_apart(looks: &[Look]) {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            for (vision, matrix) in &VISIONS {
                for (at, &a) in looks.iter().enumerate() {
                    for &b in &looks[at + 1..] {
                        let [p, q] = [a, b].map(|look| lab(palette.full(look), matrix));
                        let squares = p.iter().zip(q).map(|(p, q)| (p - q).powi(2));
                        let difference = squares.sum::<f64>().sqrt();
                        assert!(
                            difference >= LEAST_DIFFERENCE,
                            "{theme:?}, {vision}: {a:?} and {b:?} differ by {difference:.1}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn black_on_white_is_21() {
        assert!((Colour(0, 0, 0).contrast(Colour(255, 255, 255)) - 21.0).abs() < 1e-9);
        assert_eq!(Colour(1, 128, 255).css(), "#0180ff");
    }
}
