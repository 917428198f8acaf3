//! Colours of the sheet, light and dark. No colour of a party; patterns and glyphs tell the same.

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
}

/// Share of a finding's colour in the tint of an area.
const TINT: f64 = 0.4;

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

    /// The colour of an area's pattern: quieter than a symbol, so that wide areas do not buzz.
    pub fn pattern(&self, finding: Finding) -> Colour {
        match finding {
            Finding::Model(_) => self.finding(finding).over(self.tint(finding), 0.55),
            Finding::ListedOnly | Finding::NoRecord => self.finding(finding),
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

    /// The tint that an area is filled with, below the pattern.
    pub fn tint(&self, finding: Finding) -> Colour {
        match finding {
            Finding::Model(Model::Former) => self.finding(finding).over(self.ground, 0.22),
            Finding::Model(_) => self.finding(finding).over(self.ground, TINT),
            Finding::ListedOnly | Finding::NoRecord => self.ground,
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
        Colour(0x14, 0x74, 0x72),
        Colour(0x80, 0x83, 0x12),
        Colour(0x7a, 0x4f, 0xa3),
        Colour(0x2c, 0x68, 0xb4),
        Colour(0xbf, 0x66, 0x10),
        Colour(0x83, 0x75, 0x6a),
        Colour(0x5f, 0x64, 0x66),
        Colour(0xf7, 0xf3, 0xe9),
    ],
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
        Colour(0x52, 0xb8, 0xae),
        Colour(0xbd, 0xbd, 0x55),
        Colour(0xb0, 0x8f, 0xd8),
        Colour(0x72, 0xa6, 0xe6),
        Colour(0xe8, 0x9d, 0x4e),
        Colour(0xa8, 0x9c, 0x90),
        Colour(0xaa, 0xb0, 0xb2),
        Colour(0x25, 0x2b, 0x2e),
    ],
};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

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
            for finding in Finding::ALL.into_iter().filter(|&f| f != Finding::NoRecord) {
                let contrast = palette.finding(finding).contrast(palette.ground);
                assert!(contrast >= 3.0, "{theme:?} {finding:?} {contrast}");
            }
        }
    }

    #[test]
    fn black_on_white_is_21() {
        assert!((Colour(0, 0, 0).contrast(Colour(255, 255, 255)) - 21.0).abs() < 1e-9);
        assert_eq!(Colour(1, 128, 255).css(), "#0180ff");
    }
}
