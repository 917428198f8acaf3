//! Type-ahead over the names of all jurisdictions and of the gazetteer: accents and case ignored.

use std::cmp::Reverse;

use super::{
    Atlas, Gazetteer, Place, PlaceIndex,
    gazetteer::{Hit, TownIndex},
};
use crate::domain::Level;

/// What a query can find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Place(PlaceIndex),
    /// A town without a record.
    Town(TownIndex),
}

/// A place or town that matches a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub target: Target,
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

/// Letters from which on a query that is the whole name of a town without record comes before records whose names
/// begin with it.
const SHORTEST_WHOLE_NAME: usize = 4;

/// What someone may have meant: a name, and part of the name or code of an area above it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reading {
    name: String,
    within: String,
}

/// Short forms of words that names begin with, and the words.
const SHORT_FORMS: [(&str, &str); 4] = [
    ("st ", "saint "),
    ("ste ", "sainte "),
    ("mt ", "mount "),
    ("ft ", "fort "),
];

impl Reading {
    /// The query as a name.
    fn plain(query: &str) -> Self {
        Self {
            name: fold(query),
            within: String::new(),
        }
    }

    /// After a comma comes the area.
    fn at_comma(query: &str) -> Option<Self> {
        let (name, within) = query.split_once(',')?;
        Some(Self {
            name: fold(name),
            within: fold(within),
        })
    }

    /// The same with the last words as the area, the fewest first: "springfield vt".
    fn split(&self) -> impl Iterator<Item = Self> {
        let spaces = self.name.rmatch_indices(' ');
        spaces.map(|(at, space)| Self {
            name: self.name[..at].to_owned(),
            within: self.name[at + space.len()..].to_owned(),
        })
    }

    /// The name as typed, and with its first word written out or shortened.
    fn spellings(&self) -> Vec<String> {
        let other = SHORT_FORMS.iter().find_map(|(short, long)| {
            let exchanged = |from: &str, to: &str| {
                let rest = self.name.strip_prefix(from)?;
                Some(format!("{to}{rest}"))
            };
            exchanged(short, long).or_else(|| exchanged(long, short))
        });
        std::iter::once(self.name.clone()).chain(other).collect()
    }

    /// Whether one of the places above has a name that begins with the area, or its code: "vt" of `us-vt`.
    fn is_within(&self, atlas: &Atlas, above: &[PlaceIndex]) -> bool {
        self.within.is_empty()
            || above.iter().any(|&number| {
                let names = atlas.folded_names().get(number as usize);
                let is_named =
                    names.is_some_and(|names| names.iter().any(|n| n.starts_with(&self.within)));
                let has_code = |place: &Place| place.id.rsplit('-').next() == Some(&self.within);
                is_named || atlas.get(number).is_some_and(has_code)
            })
    }
}

/// By which name a target was found.
#[derive(Debug, Clone, Copy)]
enum By {
    Main,
    /// Position in the place's other names.
    Name(usize),
    /// A name of the gazetteer.
    Hit(Hit),
}

/// What the order of matches rests on; smaller is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    rank: u8,
    /// Places on file come first.
    is_without_record: bool,
    is_part_of_name: bool,
    /// Nations and regions before others, then the more populous.
    weight: Reverse<(bool, u32)>,
    target: Target,
}

/// The best candidates, in order, each target once. Thousands can match one letter: most are turned away at the
/// first comparison, and nothing is sorted.
struct Best {
    limit: usize,
    found: Vec<(Order, By)>,
}

impl Best {
    fn offer(&mut self, order: Order, by: By) {
        let is_full = self.found.len() >= self.limit;
        if is_full && self.found.last().is_none_or(|(worst, _)| *worst <= order) {
            return;
        }
        let same = self
            .found
            .iter()
            .position(|(known, _)| known.target == order.target);
        if let Some(at) = same {
            if self.found[at].0 <= order {
                return;
            }
            self.found.remove(at);
        }
        let at = self
            .found
            .iter()
            .take_while(|(known, _)| *known < order)
            .count();
        self.found.insert(at, (order, by));
        self.found.truncate(self.limit);
    }
}

/// The best matches of a query: exact names first, then beginnings of names, then of words in
/// them; among equals, places on file before others, then the more populous. Words at the end, or after a
/// comma, may name the area: "springfield vt", "paris, texas".
pub fn search(atlas: &Atlas, query: &str, limit: usize) -> Vec<Match> {
    let mut best = Best {
        limit,
        found: Vec::new(),
    };
    let whole = Reading::plain(query);
    collect(atlas, &whole, &mut best);
    if let Some(reading) = Reading::at_comma(query) {
        collect(atlas, &reading, &mut best);
    } else {
        let before = best.found.len();
        for reading in whole.split() {
            if best.found.len() < limit && best.found.len() == before {
                collect(atlas, &reading, &mut best);
            }
        }
    }
    let found = best.found.into_iter();
    found
        .map(|(order, by)| Match {
            by: name_of(atlas, order.target, by).map(str::to_owned),
            target: order.target,
        })
        .collect()
}

/// The name by which a target was found, where it is not the main one.
fn name_of(atlas: &Atlas, target: Target, by: By) -> Option<&str> {
    match (by, target) {
        (By::Name(at), Target::Place(place)) => {
            let (_, name) = atlas.get(place)?.names.get(at)?;
            Some(name)
        }
        (By::Hit(hit), _) => atlas.gazetteer.other_name(&hit),
        _ => None,
    }
}

fn collect(atlas: &Atlas, reading: &Reading, best: &mut Best) {
    for name in reading.spellings().iter().filter(|name| !name.is_empty()) {
        collect_places(atlas, reading, name, best);
        if let Some(gazetteer) = atlas.towns() {
            collect_towns(atlas, gazetteer, reading, name, best);
        }
    }
}

fn collect_places(atlas: &Atlas, reading: &Reading, query: &str, best: &mut Best) {
    for (number, (place, names)) in (0..).zip(atlas.places.iter().zip(atlas.folded_names())) {
        let ranked = names
            .iter()
            .enumerate()
            .filter_map(|(at, name)| Some((rank(name, query)?, at)));
        // Towns that were opened are found in the gazetteer.
        if let Some((rank, name)) = ranked.min()
            && !place.is_town_without_record()
            && reading.is_within(atlas, &place.parents)
        {
            let order = Order {
                rank,
                is_without_record: !place.has_record(),
                is_part_of_name: rank > 0,
                weight: weight(place),
                target: Target::Place(number),
            };
            best.offer(order, name.checked_sub(1).map_or(By::Main, By::Name));
        }
    }
}

fn weight(place: &Place) -> Reverse<(bool, u32)> {
    Reverse((place.level < Level::County, place.population))
}

fn collect_towns(
    atlas: &Atlas,
    gazetteer: &Gazetteer,
    reading: &Reading,
    query: &str,
    best: &mut Best,
) {
    gazetteer.hits(query, |hit| {
        let is_within = || {
            let area = gazetteer.area_of(hit.town);
            let above = area.and_then(|area| Some((area, atlas.get(area)?)));
            above.is_some_and(|(area, above)| {
                reading.is_within(atlas, &[area]) || reading.is_within(atlas, &above.parents)
            })
        };
        if reading.within.is_empty() || is_within() {
            let on_file = gazetteer.on_file(hit.town);
            let place = on_file.and_then(|number| atlas.get(number));
            // Hardly anybody means the hamlet of Mun who has typed "mun": that is how München begins.
            let is_chance =
                on_file.is_none() && (hit.other.is_some() || query.len() < SHORTEST_WHOLE_NAME);
            let order = Order {
                rank: hit.rank.max(u8::from(is_chance)),
                is_without_record: on_file.is_none(),
                is_part_of_name: hit.rank > 0,
                weight: place.map_or(Reverse((false, hit.population)), weight),
                target: on_file.map_or(Target::Town(hit.town), Target::Place),
            };
            best.offer(order, By::Hit(hit));
        }
    });
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_may_name_the_area() {
        let reading = Reading::at_comma("Salt Lake, Ut").expect("a comma");
        assert_eq!(
            (reading.name.as_str(), reading.within.as_str()),
            ("salt lake", "ut")
        );
        let splits: Vec<(String, String)> = Reading::plain("salt lake ut")
            .split()
            .map(|reading| (reading.name, reading.within))
            .collect();
        let expected = [("salt lake", "ut"), ("salt", "lake ut")];
        assert_eq!(splits, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn saints_are_found_in_both_spellings() {
        let spellings = |query| Reading::plain(query).spellings();
        assert_eq!(spellings("St. Paul"), ["st paul", "saint paul"]);
        assert_eq!(spellings("Saint Paul"), ["saint paul", "st paul"]);
        assert_eq!(spellings("stpaul"), ["stpaul"]);
    }
}
