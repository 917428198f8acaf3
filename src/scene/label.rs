//! Names on the map, placed so that none collides with another.

use crate::{data::PlaceIndex, geo::Bounds};

/// Most names on a sheet.
pub const MOST_LABELS: usize = 160;

/// Rank of a label: decides its type size, case and order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    Nation,
    Region,
    County,
    Town,
    /// How many more places a symbol stands for.
    Count,
    /// Degrees of a meridian or parallel.
    Degrees,
}

impl LabelKind {
    /// Type size in CSS pixels.
    pub const fn size(self) -> f64 {
        match self {
            LabelKind::Nation => 12.0,
            LabelKind::Region => 11.0,
            LabelKind::County => 10.0,
            LabelKind::Town => 11.5,
            LabelKind::Count => 9.0,
            LabelKind::Degrees => 10.0,
        }
    }

    /// Whether it is set in spaced capitals.
    pub const fn is_capitals(self) -> bool {
        matches!(self, LabelKind::Nation)
    }
}

/// A name in capitals: Latin letters as far as names of nations have them. Unicode's tables for all
/// scripts would be a tenth of the program that paints the first map.
pub fn capitals(text: &str) -> String {
    text.chars().map(capital).collect()
}

fn capital(letter: char) -> char {
    let code = u32::from(letter);
    let capital = match letter {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => code - 32,
        'ı' => u32::from('I'),
        'ÿ' => u32::from('Ÿ'),
        // Pairs, the capital first: at even places ...
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ș'..='ț' => code & !1,
        // ... and at odd ones.
        'Ĺ'..='ň' | 'Ź'..='ž' => code - u32::from(code % 2 == 0),
        _ => code,
    };
    char::from_u32(capital).unwrap_or(letter)
}

/// A name at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub place: PlaceIndex,
    pub text: String,
    /// Centre of the text, CSS pixels.
    pub x: f64,
    pub y: f64,
    pub kind: LabelKind,
}

impl Label {
    /// Box of the text in pixels, by an average width of letters; generous rather than tight.
    pub fn bounds(&self) -> Bounds {
        let per_letter = if self.kind.is_capitals() { 0.86 } else { 0.54 };
        let half = self.text.chars().count() as f64 * self.kind.size() * per_letter / 2.0 + 2.0;
        let tall = self.kind.size() * 0.65;
        Bounds::new(self.x - half, self.y - tall, self.x + half, self.y + tall)
    }
}

/// Keeps, in the given order, every label that collides with none kept before.
pub fn without_collisions(candidates: impl IntoIterator<Item = Label>) -> Vec<Label> {
    let mut taken: Vec<Bounds> = Vec::new();
    let mut kept = Vec::new();
    for label in candidates {
        let bounds = label.bounds();
        if !taken.iter().any(|other| other.intersects(&bounds)) {
            taken.push(bounds);
            kept.push(label);
        }
    }
    kept
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_those_of_unicode() {
        // Without the sign for a millionth, and letters whose capitals are two letters.
        let letters = ('a'..='ž').chain('Ș'..='ț');
        for letter in letters.filter(|letter| !"µßŉ".contains(*letter)) {
            let expected: String = letter.to_uppercase().collect();
            assert_eq!(capitals(&letter.to_string()), expected, "{letter:?}");
        }
        assert_eq!(capitals("Côte d’Ivoire"), "CÔTE D’IVOIRE");
    }

    #[test]
    fn the_first_of_two_colliding_names_stays() {
        let label = |text: &str, x| Label {
            place: 0,
            text: text.into(),
            x,
            y: 0.0,
            kind: LabelKind::Town,
        };
        let kept = without_collisions([
            label("Glasgow", 0.0),
            label("Paisley", 10.0),
            label("Edinburgh", 200.0),
        ]);
        let names: Vec<&str> = kept.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(names, ["Glasgow", "Edinburgh"]);
    }
}
