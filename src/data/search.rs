//! Type-ahead over the names of all jurisdictions and of the gazetteer: accents and case ignored, typing errors
//! forgiven where little else is found.

use std::cmp::Reverse;

use super::{
    Atlas, Gazetteer, Place, PlaceIndex,
    gazetteer::{Hit, TownIndex},
    typos::{FIRST_RANK, Typos},
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
    /// Whether the name is only similar to the query: some letters differ.
    pub is_similar: bool,
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

/// Fewer matches than this, none of them a whole name, and similar names are looked for.
const FEW: usize = 3;

/// How many of the readings whose last words name the area are compared letter by letter.
const SIMILAR_SPLITS: usize = 2;

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
}

/// The areas that a reading may mean.
struct Scope(Option<Vec<PlaceIndex>>);

impl Scope {
    /// Those with a name that begins with what is written after the name, or with that code: "vt" of `us-vt`.
    fn of(atlas: &Atlas, within: &str) -> Self {
        if within.is_empty() {
            return Self(None);
        }
        let known = atlas.places.iter().zip(atlas.folded_names());
        let areas = (0..).zip(known).filter(|(_, (place, names))| {
            place.level < Level::Municipality
                && (names.iter().any(|name| name.starts_with(within))
                    || place.id.rsplit('-').next() == Some(within))
        });
        Self(Some(areas.map(|(number, _)| number).collect()))
    }

    fn is_empty(&self) -> bool {
        self.0.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether one of the places above is among them.
    fn holds(&self, above: &[PlaceIndex]) -> bool {
        let holds = |areas: &Vec<PlaceIndex>| {
            let mut above = above.iter();
            above.any(|place| areas.binary_search(place).is_ok())
        };
        self.0.as_ref().is_none_or(holds)
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
    /// Whether similar names may help.
    fn are_few(&self) -> bool {
        let is_whole = self.found.first().is_some_and(|(order, _)| order.rank == 0);
        self.found.len() < FEW.min(self.limit) && !is_whole
    }

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
/// them, and where those are few, names that differ in a letter or two; among equals, places on file before others,
/// then the more populous. Words at the end, or after a comma, may name the area: "springfield vt", "paris, texas".
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
    if best.are_few() {
        collect_similar(atlas, &whole, &mut best);
        let others = Reading::at_comma(query).map_or_else(
            || whole.split().take(SIMILAR_SPLITS).collect(),
            |reading| vec![reading],
        );
        for reading in others {
            if best.found.is_empty() {
                collect_similar(atlas, &reading, &mut best);
            }
        }
    }
    let found = best.found.into_iter();
    found
        .map(|(order, by)| Match {
            by: name_of(atlas, order.target, by).map(str::to_owned),
            target: order.target,
            is_similar: order.rank >= FIRST_RANK,
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
    let scope = Scope::of(atlas, &reading.within);
    if scope.is_empty() {
        return;
    }
    for name in reading.spellings().iter().filter(|name| !name.is_empty()) {
        collect_places(atlas, &scope, |_, known| rank(known, name), best);
        if let Some(gazetteer) = atlas.towns() {
            gazetteer.hits(name, |hit| {
                // Hardly anybody means the hamlet of Mun who has typed "mun": that is how München begins.
                let is_chance = gazetteer.on_file(hit.town).is_none()
                    && (hit.other.is_some() || name.len() < SHORTEST_WHOLE_NAME);
                let rank = hit.rank.max(u8::from(is_chance));
                offer_town(atlas, gazetteer, &scope, rank, hit, best);
            });
        }
    }
}

/// Adds names that are near those of a reading; of names in other languages only whole ones, as many are descriptions
/// ("Municipio metropolitano de ...").
fn collect_similar(atlas: &Atlas, reading: &Reading, best: &mut Best) {
    let scope = Scope::of(atlas, &reading.within);
    if scope.is_empty() {
        return;
    }
    for name in reading.spellings() {
        let Some(mut typos) = Typos::of(&name) else {
            continue;
        };
        if best.found.iter().any(|(order, _)| order.rank >= FIRST_RANK) {
            break;
        }
        let near = |at: usize, name: &str| {
            let nearness = typos.nearest_in(name)?;
            (at == 0 || !nearness.is_beginning).then(|| nearness.rank())
        };
        collect_places(atlas, &scope, near, best);
        if let Some(gazetteer) = atlas.towns() {
            gazetteer.near(&mut typos, |hit| {
                offer_town(atlas, gazetteer, &scope, hit.rank, hit, best);
            });
        }
    }
}

/// Adds the places with a name that has a rank; `rank` is told its position among the place's names, the main one
/// being the first.
fn collect_places(
    atlas: &Atlas,
    scope: &Scope,
    mut rank: impl FnMut(usize, &str) -> Option<u8>,
    best: &mut Best,
) {
    for (number, (place, names)) in (0..).zip(atlas.places.iter().zip(atlas.folded_names())) {
        let ranked = names
            .iter()
            .enumerate()
            .filter_map(|(at, name)| Some((rank(at, name)?, at)));
        // Towns that were opened are found in the gazetteer.
        if let Some((rank, name)) = ranked.min()
            && !place.is_town_without_record()
            && scope.holds(&place.parents)
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

fn offer_town(
    atlas: &Atlas,
    gazetteer: &Gazetteer,
    scope: &Scope,
    rank: u8,
    hit: Hit,
    best: &mut Best,
) {
    let is_within = || {
        let area = gazetteer.area_of(hit.town)?;
        Some(scope.holds(&[area]) || scope.holds(&atlas.get(area)?.parents))
    };
    if scope.0.is_some() && is_within() != Some(true) {
        return;
    }
    let on_file = gazetteer.on_file(hit.town);
    let place = on_file.and_then(|number| atlas.get(number));
    let order = Order {
        rank,
        is_without_record: on_file.is_none(),
        is_part_of_name: hit.rank > 0,
        weight: place.map_or(Reverse((false, hit.population)), weight),
        target: on_file.map_or(Target::Town(hit.town), Target::Place),
    };
    best.offer(order, By::Hit(hit));
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
