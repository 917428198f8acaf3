//! The gazetteer: every town of the drawn nations, by columns, loaded when someone searches.
//!
//! Towns stand in the order of their folded names, so that a prefix is found by halving. A town that is on file knows its
//! place; any other becomes a place of the atlas when it is opened.

use serde::{Deserialize, Serialize};

use super::{
    Atlas, DecodeError, IndexPlace, Place, PlaceIndex, UNIT_KM, fold,
    typos::{FoldedNames, Nearness, Typos},
};
use crate::{domain::Level, geo::Plane};

/// Ends every text of a column; never part of a text.
const END: char = '\n';
/// Steps in which a town's point is given from its area's, kilometres.
pub(super) const STEP_KM: f64 = 0.25;
/// Shortest number at the end of an id that can be GeoNames'.
const SHORTEST_NUMBER: usize = 4;
/// Languages whose names the interface shows, by their code in the columns; 0 is any other.
const LANGUAGES: [&str; 4] = ["", "en", "fr", "es"];

/// `towns-*.bin`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TownFile {
    /// Areas with towns: counties, regions, undivided nations.
    pub(super) areas: Vec<PlaceIndex>,
    /// What the ids of an area's towns begin with: the id of its region or nation.
    pub(super) prefixes: String,
    /// In the order of their folded forms.
    pub(super) names: String,
    /// Position in `areas` of each town.
    pub(super) area_of: Vec<u32>,
    /// Steps of [`STEP_KM`] east and north of the area's point.
    pub(super) dx: Vec<i32>,
    pub(super) dy: Vec<i32>,
    pub(super) populations: Vec<u32>,
    /// Towns whose id needs GeoNames' number: another one in the region has the name.
    pub(super) numbered: Vec<(u32, u32)>,
    /// Towns on file, and their places.
    pub(super) on_file: Vec<(u32, PlaceIndex)>,
    /// Names in other languages, in the order of their folded forms.
    pub(super) other_names: String,
    /// The town of each other name.
    pub(super) other_of: Vec<u32>,
    /// Position in [`LANGUAGES`] of each other name's language.
    pub(super) other_languages: Vec<u8>,
}

/// Code of a language in the columns.
#[cfg(feature = "build")]
pub(super) fn language_code(tag: &str) -> u8 {
    let known = LANGUAGES.iter().position(|language| *language == tag);
    known.unwrap_or(0) as u8
}

/// A town of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TownIndex {
    part: u32,
    town: u32,
}

/// A name that begins with, or has a word that begins with, what someone typed; or is near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// As in [`super::search`]: exact, beginning of the name, beginning of a word, near it.
    pub rank: u8,
    pub town: TownIndex,
    pub population: u32,
    /// Position among the part's other names, if it was not the main name.
    pub other: Option<u32>,
}

/// All towns that are loaded.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    parts: Vec<Part>,
}

/// One file, ready for search.
#[derive(Debug, Clone)]
struct Part {
    file: TownFile,
    /// Where each name ends.
    name_ends: Vec<u32>,
    prefix_ends: Vec<u32>,
    other_ends: Vec<u32>,
    /// The names and other names, folded.
    folded_names: FoldedNames,
    folded_others: FoldedNames,
    /// The folded words after the first of every name of several, each name after a space.
    words: String,
    /// Where the words of each such name begin, and the name: towns first, then other names.
    word_starts: Vec<(u32, u32)>,
}

impl Gazetteer {
    /// Adds a file.
    ///
    /// # Errors
    /// Columns of different lengths, or a position out of range.
    pub fn add(&mut self, file: TownFile) -> Result<(), DecodeError> {
        self.parts.push(Part::new(file)?);
        Ok(())
    }

    /// Number of files.
    pub fn files(&self) -> usize {
        self.parts.len()
    }

    /// Number of towns.
    pub fn count(&self) -> usize {
        self.parts.iter().map(Part::count).sum()
    }

    /// Every town.
    pub fn towns(&self) -> impl Iterator<Item = TownIndex> + '_ {
        self.parts.iter().zip(0..).flat_map(|(towns, part)| {
            (0..towns.count() as u32).map(move |town| TownIndex { part, town })
        })
    }

    /// The place of a town that is on file.
    pub fn on_file(&self, town: TownIndex) -> Option<PlaceIndex> {
        let on_file = &self.part(town)?.file.on_file;
        let at = on_file.binary_search_by_key(&town.town, |(town, _)| *town);
        Some(on_file[at.ok()?].1)
    }

    /// The stable id of a town: its region's, its name, and GeoNames' number where that is not enough.
    pub fn id(&self, town: TownIndex) -> Option<String> {
        self.part(town)?.id(town.town)
    }

    /// The town with an id. A number that is not needed (any more) does no harm; a name that several towns have leads to
    /// the most populous.
    pub fn find(&self, id: &str) -> Option<TownIndex> {
        let found = |id: &str| {
            let all = self.parts.iter().zip(0..).flat_map(|(part, number)| {
                let towns = part.with_id(id).into_iter();
                towns.map(move |town| (part.file.populations[town as usize], number, town))
            });
            let (_, part, town) = all.max_by_key(|(population, ..)| *population)?;
            Some(TownIndex { part, town })
        };
        let (name, number) = id.rsplit_once('-')?;
        let is_number =
            number.len() >= SHORTEST_NUMBER && number.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && let Some(town) = self.find_numbered(name, number.parse().ok()?) {
            return Some(town);
        }
        found(id).or_else(|| found(name).filter(|_| is_number))
    }

    fn find_numbered(&self, id: &str, geonames: u32) -> Option<TownIndex> {
        self.parts.iter().zip(0..).find_map(|(part, number)| {
            let is_it = |(_, known): &&(u32, u32)| *known == geonames;
            let (town, _) = *part.file.numbered.iter().find(is_it)?;
            part.with_id(id)
                .contains(&town)
                .then_some(TownIndex { part: number, town })
        })
    }

    /// The place that a town becomes when it is opened.
    pub fn place(&self, atlas: &Atlas, town: TownIndex) -> Option<Place> {
        let part = self.part(town)?;
        let at = town.town as usize;
        let area = part.area(town.town)?;
        let above = atlas.get(area)?;
        let mut parents = vec![area];
        parents.extend(&above.parents);
        let units = |steps: i32| (f64::from(steps) * STEP_KM / UNIT_KM).round() as i32;
        Some(IndexPlace {
            id: part.id(town.town)?,
            name: part.name(town.town)?.to_owned(),
            names: part.names_of(town.town),
            level: Level::Municipality,
            parents,
            plane: above.plane,
            x: above.x.saturating_add(units(*part.file.dx.get(at)?)),
            y: above.y.saturating_add(units(*part.file.dy.get(at)?)),
            model: None,
            basis: None,
            is_sure: true,
            effect: None,
            policies: 0,
            listings: 0,
            events: 0,
            population: *part.file.populations.get(at)?,
            part: None,
            shape: None,
            dispute: String::new(),
            aliases: Vec::new(),
        })
    }

    /// The point of a town: its plane, and kilometres right and down on it.
    pub(super) fn point(&self, atlas: &Atlas, town: TownIndex) -> Option<(Plane, f64, f64)> {
        let part = self.part(town)?;
        let area = atlas.get(part.area(town.town)?)?;
        let at = town.town as usize;
        let along =
            |units: i32, steps: i32| f64::from(units) * UNIT_KM + f64::from(steps) * STEP_KM;
        let (dx, dy) = (*part.file.dx.get(at)?, *part.file.dy.get(at)?);
        Some((area.plane, along(area.x, dx), along(area.y, dy)))
    }

    /// The area of a town.
    pub(super) fn area_of(&self, town: TownIndex) -> Option<PlaceIndex> {
        self.part(town)?.area(town.town)
    }

    /// Another name of a town.
    pub(super) fn other_name(&self, hit: &Hit) -> Option<&str> {
        self.part(hit.town)?.other_name(hit.other?)
    }

    /// Every name that matches a folded query.
    pub(super) fn hits(&self, query: &str, mut visit: impl FnMut(Hit)) {
        for (part, number) in self.parts.iter().zip(0..) {
            part.hits(query, &mut |rank, town, other| {
                visit(Hit {
                    rank,
                    town: TownIndex { part: number, town },
                    population: part.file.populations[town as usize],
                    other,
                });
            });
        }
    }

    /// Every name that is near a query: of main names also those whose beginning is.
    pub(super) fn near(&self, typos: &mut Typos, mut visit: impl FnMut(Hit)) {
        for (part, number) in self.parts.iter().zip(0..) {
            let mut offer = |nearness: Nearness, town, other| {
                let hit = Hit {
                    rank: nearness.rank(),
                    town: TownIndex { part: number, town },
                    population: part.file.populations[town as usize],
                    other,
                };
                visit(hit);
            };
            part.folded_names
                .near(typos, |town, nearness| offer(nearness, town as u32, None));
            part.folded_others.near(typos, |other, nearness| {
                if !nearness.is_beginning {
                    offer(nearness, part.file.other_of[other], Some(other as u32));
                }
            });
        }
    }

    fn part(&self, town: TownIndex) -> Option<&Part> {
        self.parts.get(town.part as usize)
    }
}

impl Part {
    fn new(file: TownFile) -> Result<Self, DecodeError> {
        let name_ends = ends(&file.names);
        let prefix_ends = ends(&file.prefixes);
        let other_ends = ends(&file.other_names);
        let count = name_ends.len();
        let is_even = [
            file.area_of.len(),
            file.dx.len(),
            file.dy.len(),
            file.populations.len(),
        ]
        .iter()
        .all(|length| *length == count)
            && [file.other_of.len(), file.other_languages.len()]
                .iter()
                .all(|length| *length == other_ends.len())
            && file.areas.len() == prefix_ends.len();
        if !is_even {
            return Err(DecodeError::Inconsistent("columns of different lengths"));
        }
        let is_town = |town: u32| (town as usize) < count;
        let in_range = file
            .area_of
            .iter()
            .all(|area| (*area as usize) < file.areas.len())
            && file.other_of.iter().all(|town| is_town(*town))
            && file.numbered.iter().all(|(town, _)| is_town(*town))
            && file.on_file.iter().all(|(town, _)| is_town(*town));
        if !in_range {
            return Err(DecodeError::Inconsistent("a position out of range"));
        }
        let mut part = Self {
            file,
            name_ends,
            prefix_ends,
            other_ends,
            folded_names: FoldedNames::default(),
            folded_others: FoldedNames::default(),
            words: String::new(),
            word_starts: Vec::new(),
        };
        part.fold_names();
        Ok(part)
    }

    fn fold_names(&mut self) {
        let mut number = 0;
        for (names, ends, folded) in [
            (&self.file.names, &self.name_ends, &mut self.folded_names),
            (
                &self.file.other_names,
                &self.other_ends,
                &mut self.folded_others,
            ),
        ] {
            // A damaged column may go on after its last end.
            for name in names.split(END).take(ends.len()) {
                let name = fold(name);
                if let Some(space) = name.find(' ') {
                    self.word_starts.push((self.words.len() as u32, number));
                    self.words.push_str(&name[space..]);
                    self.words.push(END);
                }
                folded.push(&name);
                number += 1;
            }
        }
    }

    fn count(&self) -> usize {
        self.name_ends.len()
    }

    fn name(&self, town: u32) -> Option<&str> {
        text(&self.file.names, &self.name_ends, town)
    }

    fn other_name(&self, other: u32) -> Option<&str> {
        text(&self.file.other_names, &self.other_ends, other)
    }

    /// Names in the interface's languages.
    fn names_of(&self, town: u32) -> Vec<(String, String)> {
        let others = self.file.other_of.iter().zip(0..);
        others
            .filter(|(of, _)| **of == town)
            .filter_map(|(_, other)| {
                let code = usize::from(*self.file.other_languages.get(other as usize)?);
                let tag = LANGUAGES.get(code).filter(|tag| !tag.is_empty())?;
                Some(((*tag).to_owned(), self.other_name(other)?.to_owned()))
            })
            .collect()
    }

    fn area(&self, town: u32) -> Option<PlaceIndex> {
        let area = self.file.area_of.get(town as usize)?;
        self.file.areas.get(*area as usize).copied()
    }

    fn prefix(&self, area: u32) -> Option<&str> {
        text(&self.file.prefixes, &self.prefix_ends, area)
    }

    /// The id, as long as no other one is the same.
    fn plain_id(&self, town: u32) -> Option<String> {
        let area = *self.file.area_of.get(town as usize)?;
        Some(plain_id(self.prefix(area)?, self.name(town)?))
    }

    fn id(&self, town: u32) -> Option<String> {
        let mut id = self.plain_id(town)?;
        let numbered = &self.file.numbered;
        if let Ok(at) = numbered.binary_search_by_key(&town, |(town, _)| *town) {
            id.push('-');
            id.push_str(&numbered[at].1.to_string());
        }
        Some(id)
    }

    /// Towns whose id is this one, numbers left aside.
    fn with_id(&self, id: &str) -> Vec<u32> {
        let is_above: Vec<bool> = (0..self.file.areas.len() as u32)
            .map(|area| {
                self.prefix(area)
                    .is_some_and(|prefix| id.starts_with(prefix))
            })
            .collect();
        (0..self.count() as u32)
            .filter(|&town| is_above[self.file.area_of[town as usize] as usize])
            .filter(|&town| self.plain_id(town).as_deref() == Some(id))
            .collect()
    }

    fn hits(&self, query: &str, visit: &mut impl FnMut(u8, u32, Option<u32>)) {
        for (rank, town) in beginning_with(query, &self.folded_names) {
            visit(rank, town, None);
        }
        for (rank, other) in beginning_with(query, &self.folded_others) {
            visit(rank, self.file.other_of[other as usize], Some(other));
        }
        let word = format!(" {query}");
        let mut last = None;
        for (at, _) in self.words.match_indices(&word) {
            let after = self
                .word_starts
                .partition_point(|(start, _)| *start as usize <= at);
            let Some(&(_, number)) = after.checked_sub(1).and_then(|at| self.word_starts.get(at))
            else {
                continue;
            };
            if last.replace(number) == Some(number) {
                continue;
            }
            match number.checked_sub(self.count() as u32) {
                None => visit(2, number, None),
                Some(other) => visit(2, self.file.other_of[other as usize], Some(other)),
            }
        }
    }
}

/// The names that begin with a query, by halving, with their rank: 0 for the whole name.
fn beginning_with(query: &str, names: &FoldedNames) -> impl Iterator<Item = (u8, u32)> + use<> {
    let halve = |is_before: &dyn Fn(&str) -> bool| {
        let (mut low, mut high) = (0, names.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(names.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    };
    let start = halve(&|folded| folded < query);
    let whole = halve(&|folded| folded <= query);
    let end = halve(&|folded| folded < query || folded.starts_with(query));
    (start..end).map(move |at| (u8::from(at >= whole), at as u32))
}

fn ends(texts: &str) -> Vec<u32> {
    texts.match_indices(END).map(|(at, _)| at as u32).collect()
}

fn text<'a>(texts: &'a str, ends: &[u32], number: u32) -> Option<&'a str> {
    let number = number as usize;
    let start = match number.checked_sub(1) {
        Some(before) => *ends.get(before)? as usize + END.len_utf8(),
        None => 0,
    };
    texts.get(start..*ends.get(number)? as usize)
}

/// An id without a number: what the area's towns begin with, and the name in plain letters.
///
/// German umlauts become two letters in Germany, as in the ids of the record.
pub(super) fn plain_id(prefix: &str, name: &str) -> String {
    let spelled = if prefix.starts_with("de-") {
        [
            "ä", "ae", "ö", "oe", "ü", "ue", "Ä", "ae", "Ö", "oe", "Ü", "ue",
        ]
        .chunks(2)
        .fold(name.to_owned(), |name, pair| name.replace(pair[0], pair[1]))
    } else {
        name.to_owned()
    };
    let mut id = prefix.to_owned();
    for word in fold(&spelled).split(' ') {
        let plain: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if !plain.is_empty() {
            id.push('-');
            id.push_str(&plain);
        }
    }
    id
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::data::{Kind, pack, unpack};
    use proptest::prelude::*;

    /// A file of towns in one area, sorted as the build sorts them.
    fn file(mut towns: Vec<(String, u32)>, others: &[(&str, u32, u8)]) -> TownFile {
        towns.sort_by_key(|(name, population)| (fold(name), u32::MAX - population));
        let mut others: Vec<_> = others.to_vec();
        others.sort_by_key(|(name, ..)| fold(name));
        let lines = |names: Vec<&str>| names.iter().map(|name| format!("{name}\n")).collect();
        TownFile {
            areas: vec![0],
            prefixes: "xx-y\n".into(),
            area_of: vec![0; towns.len()],
            dx: vec![4; towns.len()],
            dy: vec![-4; towns.len()],
            populations: towns.iter().map(|town| town.1).collect(),
            names: lines(towns.iter().map(|town| town.0.as_str()).collect()),
            numbered: Vec::new(),
            on_file: Vec::new(),
            other_names: lines(others.iter().map(|other| other.0).collect()),
            other_of: others.iter().map(|other| other.1).collect(),
            other_languages: others.iter().map(|other| other.2).collect(),
        }
    }

    fn gazetteer(file: TownFile) -> Gazetteer {
        let mut gazetteer = Gazetteer::default();
        gazetteer.add(file).unwrap();
        gazetteer
    }

    fn hits(gazetteer: &Gazetteer, query: &str) -> Vec<(u8, String)> {
        let mut found = Vec::new();
        gazetteer.hits(query, |hit| {
            let name = gazetteer
                .part(hit.town)
                .unwrap()
                .name(hit.town.town)
                .unwrap();
            found.push((hit.rank, name.to_owned()));
        });
        found.sort();
        found
    }

    #[test]
    fn names_are_found_whole_by_their_beginning_and_by_their_words() {
        let towns = [
            "Berg",
            "Bergen",
            "Bergen aan Zee",
            "Nieuw-Bergen",
            "Åbergby",
            "Aachen",
        ];
        let gazetteer = gazetteer(file(
            towns.iter().map(|name| ((*name).to_owned(), 1)).collect(),
            &[("Aix-la-Chapelle", 0, 2)],
        ));
        let found = hits(&gazetteer, "bergen");
        let expected = [(0, "Bergen"), (1, "Bergen aan Zee"), (2, "Nieuw-Bergen")];
        assert_eq!(found, expected.map(|(rank, name)| (rank, name.to_owned())));
        assert_eq!(hits(&gazetteer, "aix la"), [(1, "Aachen".to_owned())]);
        assert_eq!(hits(&gazetteer, "chapelle"), [(2, "Aachen".to_owned())]);
        assert_eq!(hits(&gazetteer, "abergby"), [(0, "Åbergby".to_owned())]);
        assert!(hits(&gazetteer, "zz").is_empty());
    }

    #[test]
    fn ids_lead_back_to_their_towns() {
        let towns = vec![
            ("Marfa".to_owned(), 1_733),
            ("Saint-Étienne".to_owned(), 9),
            ("Union".to_owned(), 5_000),
            ("Union".to_owned(), 2_000),
        ];
        let mut file = file(towns, &[]);
        file.numbered = vec![(2, 1111), (3, 22_222)];
        let gazetteer = gazetteer(file);
        for town in (0..4).map(|town| TownIndex { part: 0, town }) {
            let id = gazetteer.id(town).unwrap();
            assert_eq!(gazetteer.find(&id), Some(town), "{id}");
        }
        let find = |id| gazetteer.find(id).and_then(|town| gazetteer.id(town));
        assert_eq!(find("xx-y-marfa-12345").as_deref(), Some("xx-y-marfa"));
        assert_eq!(find("xx-y-union").as_deref(), Some("xx-y-union-1111"));
        for unknown in [
            "",
            "xx-y",
            "xx-y-",
            "xx-marfa",
            "marfa",
            "xx-y-marfa-1",
            "ü-ü",
        ] {
            assert_eq!(find(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn ids_are_plain() {
        assert_eq!(plain_id("de-by", "Fürth"), "de-by-fuerth");
        assert_eq!(plain_id("fr-ara", "L’Étrat"), "fr-ara-letrat");
        assert_eq!(plain_id("pl-10", "Łódź  (Widzew)"), "pl-10-lodz-widzew");
        assert_eq!(plain_id("gr-i", "Αθήνα"), "gr-i");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            towns in prop::collection::vec(("[^\\n]{1,9}", any::<u32>()), 0..9),
            numbered in prop::collection::vec(any::<(u32, u32)>(), 0..3),
        ) {
            let file = TownFile { numbered, ..file(towns, &[]) };
            let bytes = pack(Kind::Towns, &file);
            prop_assert_eq!(unpack::<TownFile>(Kind::Towns, &bytes), Ok(file));
        }

        /// Even a file with a right checksum can't lead anywhere that is not there.
        #[test]
        fn damaged_columns_never_panic(
            towns in prop::collection::vec(("[a-cÄ \\n-]{1,4}", 0u32..9), 1..6),
            at in any::<prop::sample::Index>(), byte in any::<u8>(),
            query in "[a-c ]{0,3}",
        ) {
            let mut file = file(towns, &[("b a", 0, 1), ("ca", 0, 7)]);
            file.numbered = vec![(0, 12_345)];
            file.on_file = vec![(0, 7)];
            let mut bytes = postcard::to_allocvec(&file).unwrap();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(file) = postcard::from_bytes::<TownFile>(&bytes) {
                let mut gazetteer = Gazetteer::default();
                if gazetteer.add(file).is_ok() {
                    let mut seen = Vec::new();
                    gazetteer.hits(&query, |hit| seen.push(hit));
                    if let Some(mut typos) = Typos::of("abcab") {
                        gazetteer.near(&mut typos, |hit| seen.push(hit));
                    }
                    for hit in seen {
                        let _ = (gazetteer.id(hit.town), gazetteer.on_file(hit.town), gazetteer.other_name(&hit));
                    }
                    let _ = (gazetteer.find("xx-y-a-12345"), gazetteer.find("xx-y-b"));
                }
            }
        }

        /// Halving finds what looking at every name finds.
        #[test]
        fn halving_agrees_with_looking(towns in prop::collection::vec("[a-cÄ]{1,3}( [ab]{1,2})?", 0..30), query in "[a-c]{1,2}") {
            let with_count = towns.iter().map(|name| (name.clone(), 1)).collect();
            let gazetteer = gazetteer(file(with_count, &[]));
            let mut expected: Vec<(u8, String)> = Vec::new();
            for name in &towns {
                let folded = fold(name);
                if folded == query { expected.push((0, name.clone())) }
                else if folded.starts_with(&query) { expected.push((1, name.clone())) }
                if folded.contains(&format!(" {query}")) { expected.push((2, name.clone())) }
            }
            expected.sort();
            prop_assert_eq!(hits(&gazetteer, &query), expected);
        }
    }
}
