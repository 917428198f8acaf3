//! Type-ahead over the names of all jurisdictions: accents and case ignored.

use std::cmp::Reverse;

use super::{Atlas, PlaceIndex};
use crate::domain::Level;

/// A place that matches a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub place: PlaceIndex,
    /// The name that matched, where it is not the main one.
    pub by: Option<String>,
}

/// Lower case without accents; punctuation becomes a single space.
///
/// ```
/// use sanctuary_atlas::data::fold;
/// assert_eq!(fold("São  Tomé"), "sao tome");
/// assert_eq!(fold("Saint-Étienne"), "saint etienne");
/// assert_eq!(fold("Göttingen, Łódź & Ærø"), "gottingen lodz aero");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            'A'..='Z' => folded.push(character.to_ascii_lowercase()),
            'a'..='z' | '0'..='9' => folded.push(character),
            '\u{300}'..='\u{36f}' | '\'' | '’' | '.' => {}
            _ => match base_letters(character) {
                Some(letters) => folded.push_str(letters),
                None if character.is_alphanumeric() => folded.extend(character.to_lowercase()),
                None if !folded.ends_with(' ') && !folded.is_empty() => folded.push(' '),
                None => {}
            },
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// ASCII letters of an accented Latin letter, and plain letters of an accented Greek one.
fn base_letters(character: char) -> Option<&'static str> {
    Some(match character {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' | 'ċ' | 'Ċ' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' => "e",
        'ğ' | 'Ğ' | 'ģ' | 'Ģ' | 'ġ' | 'Ġ' => "g",
        'ħ' | 'Ħ' => "h",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'į' | 'Į' | 'ı' | 'İ' => "i",
        'ķ' | 'Ķ' => "k",
        'ļ' | 'Ļ' | 'ł' | 'Ł' | 'ľ' | 'Ľ' | 'ĺ' | 'Ĺ' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ņ' | 'Ņ' | 'ň' | 'Ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => "o",
        'œ' | 'Œ' => "oe",
        'ř' | 'Ř' | 'ŕ' | 'Ŕ' => "r",
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' => "s",
        'ß' => "ss",
        'ť' | 'Ť' | 'ţ' | 'Ţ' | 'ț' | 'Ț' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'Ų' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => "z",
        'ά' | 'Ά' => "α",
        'έ' | 'Έ' => "ε",
        'ή' | 'Ή' => "η",
        'ί' | 'Ί' | 'ϊ' | 'ΐ' => "ι",
        'ό' | 'Ό' => "ο",
        'ύ' | 'Ύ' | 'ϋ' | 'ΰ' => "υ",
        'ώ' | 'Ώ' => "ω",
        'ς' => "σ",
        _ => return None,
    })
}

/// How well a folded name matches a folded query; smaller is better.
fn rank(name: &str, query: &str) -> Option<u8> {
    if name == query {
        Some(0)
    } else if name.starts_with(query) {
        Some(1)
    } else if name
        .match_indices(query)
        .any(|(at, _)| name[..at].ends_with(' '))
    {
        Some(2)
    } else {
        None
    }
}

/// A candidate, ordered best first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    rank: u8,
    /// Places on file come first.
    is_without_record: bool,
    /// Nations and regions before others, then the more populous.
    weight: Reverse<(bool, u32)>,
    place: PlaceIndex,
    /// Which of the place's names matched: 0 is the main one.
    name: usize,
}

/// The best matches of a query: exact names first, then beginnings of names, then of words in
/// them; among equals, places on file before others, then the more populous.
pub fn search(atlas: &Atlas, query: &str, limit: usize) -> Vec<Match> {
    let query = fold(query);
    if query.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    for (number, (place, names)) in atlas.places.iter().zip(atlas.folded_names()).enumerate() {
        let ranked = names
            .iter()
            .enumerate()
            .filter_map(|(at, name)| Some((rank(name, &query)?, at)));
        if let Some((rank, name)) = ranked.min() {
            let weight = Reverse((place.level < Level::County, place.population));
            let is_without_record = !place.has_record();
            found.push(Found {
                rank,
                is_without_record,
                weight,
                place: number as PlaceIndex,
                name,
            });
        }
    }
    found.sort_unstable();
    found.truncate(limit);
    let named = |found: Found| {
        let other = found
            .name
            .checked_sub(1)
            .and_then(|at| atlas.get(found.place)?.names.get(at));
        Match {
            place: found.place,
            by: other.map(|(_, name)| name.clone()),
        }
    };
    found.into_iter().map(named).collect()
}
