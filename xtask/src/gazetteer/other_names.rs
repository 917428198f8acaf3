//! Which of GeoNames' many other names of a town are worth keeping.
//!
//! Names whose language is known are kept in the interface's languages, in those of the nation, and in the large
//! languages of both continents. Of the rest (transliterations, old spellings, codes) only those in nations with more than
//! one language, where the second name of a small town has no language in the packages.

use std::{collections::BTreeMap, fs};

use anyhow::Context;
use sanctuary_atlas::data::{Town, fold};

use super::{geonames::Entry, message_catalogue, packages::Sources};
use crate::project::Project;

/// Languages of the interface, then the large ones of both continents.
const EVERYWHERE: [&str; 8] = ["en", "fr", "es", "de", "it", "nl", "pl", "pt"];
/// Languages of the interface, which show a name in their own spelling.
const SHOWN: [&str; 3] = ["en", "fr", "es"];
/// Nations, or regions in them by GeoNames' code, with two languages.
const TWO_LANGUAGES: [(&str, &[&str]); 10] = [
    ("BE", &[]),
    ("CA", &[]),
    ("CH", &[]),
    ("ES", &[]),
    ("FI", &[]),
    ("IE", &[]),
    ("LU", &[]),
    ("MT", &[]),
    ("GB", &["WLS", "SCT", "NIR"]),
    // Trentino-South Tyrol, Friuli-Venezia Giulia, Aosta Valley.
    ("IT", &["17", "06", "19"]),
];
const MOST_UNTAGGED: usize = 3;
/// Words by which a name is that of an administrative unit rather than of the town.
const UNITS: [&str; 8] = [
    "municipality",
    "province",
    "provincia",
    "commune",
    "district",
    "gemeinde",
    "municipio",
    "county",
];

/// Entries with the names to keep; `area` holds GeoNames' country code in small letters.
pub fn towns(
    project: &Project,
    sources: &Sources,
    entries: Vec<Entry>,
) -> anyhow::Result<Vec<Town>> {
    let nations = fs::read_to_string(project.root().join("xtask/boundaries/nations.json"))
        .context("cannot read xtask/boundaries/nations.json")?;
    let nations: serde_json::Value = serde_json::from_str(&nations)?;
    let languages_of = |nation: &str| -> Vec<String> {
        let own = nations[nation]["languages"].as_array();
        let own = own.into_iter().flatten().filter_map(|tag| tag.as_str());
        EVERYWHERE
            .into_iter()
            .chain(own)
            .map(str::to_owned)
            .collect()
    };
    let mut bytes: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for tag in nations
        .as_object()
        .into_iter()
        .flat_map(|nations| nations.keys())
        .flat_map(|nation| languages_of(nation))
    {
        let path = sources.catalogue(&tag);
        if !bytes.contains_key(&tag) && path.is_file() {
            bytes.insert(tag, fs::read(path)?);
        }
    }
    let mut catalogues = BTreeMap::new();
    for (tag, bytes) in &bytes {
        let texts = message_catalogue::read(bytes)
            .with_context(|| format!("the names in \"{tag}\" are not a gettext catalogue"))?;
        catalogues.insert(tag.as_str(), texts);
    }
    let name_in = |tag: &str, id: &str| catalogues.get(tag)?.get(id).copied();
    Ok(entries
        .into_iter()
        .filter(|entry| Town::is_plain(&entry.name))
        .map(|entry| {
            let nation = entry.country.to_lowercase();
            let id = entry.id.to_string();
            let mut kept = Kept::new(&entry.name);
            for tag in languages_of(&nation) {
                if let Some(name) = name_in(&tag, &id) {
                    kept.offer(&tag, name);
                }
            }
            // The packages know the languages of names of larger towns.
            if kept.names.is_empty() && has_two_languages(&entry) {
                for name in &entry.other_names {
                    if kept.names.len() < MOST_UNTAGGED && is_second_name(name, &kept) {
                        kept.offer("", name);
                    }
                }
            }
            Town {
                geonames: entry.id,
                name: entry.name.clone(),
                area: nation,
                longitude: thousandths(entry.longitude),
                latitude: thousandths(entry.latitude),
                population: entry.population,
                other_names: kept.names,
            }
        })
        .collect())
}

fn thousandths(degrees: f64) -> f64 {
    (degrees * 1000.0).round() / 1000.0
}

fn has_two_languages(entry: &Entry) -> bool {
    TWO_LANGUAGES.iter().any(|(country, regions)| {
        *country == entry.country
            && (regions.is_empty() || regions.contains(&entry.region.as_str()))
    })
}

/// Names of one town that differ enough.
struct Kept<'a> {
    main: &'a str,
    folded: Vec<String>,
    names: Vec<(String, String)>,
}

impl<'a> Kept<'a> {
    fn new(main: &'a str) -> Self {
        Self {
            main,
            folded: vec![fold(main)],
            names: Vec::new(),
        }
    }

    /// Keeps a name that search would not find by another one, or that the interface shows.
    fn offer(&mut self, tag: &str, name: &str) {
        let folded = fold(name);
        let is_new = !self.folded.contains(&folded);
        let is_shown =
            SHOWN.contains(&tag) && name.replace('’', "'") != self.main && !name.is_ascii();
        let is_unit = folded.split(' ').any(|word| UNITS.contains(&word));
        let has_addition = name.contains(['(', ',', '/']) || name.contains(char::is_numeric);
        if (is_new || is_shown)
            && !folded.is_empty()
            && Town::is_plain(name)
            && !is_unit
            && !has_addition
        {
            self.folded.push(folded);
            self.names.push((tag.to_owned(), name.to_owned()));
        }
    }
}

/// Whether a name of unknown language looks like a name of its own: in Latin letters, and no spelling of a kept one.
fn is_second_name(name: &str, kept: &Kept) -> bool {
    let folded = fold(name);
    let looks_like_a_name = name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().count() > 2
        && name.chars().any(char::is_lowercase)
        && name.chars().all(|c| c < '\u{250}' && c != '\'');
    let is_spelling = |known: &String| {
        known.contains(&folded)
            || folded.contains(known.as_str())
            || distance(known, &folded) <= (known.len() / 4).max(2)
    };
    looks_like_a_name && !kept.folded.iter().any(is_spelling)
}

/// Levenshtein's distance: letters to insert, delete or replace.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("gent", "gent"), 0);
    }

    #[test]
    fn spellings_are_no_second_names() {
        let kept = Kept::new("Oostakker");
        assert!(!is_second_name("Oostacker", &kept));
        assert!(!is_second_name("OSTKR", &kept));
        assert!(is_second_name("Vipiteno", &Kept::new("Sterzing")));
    }

    #[test]
    fn names_that_search_finds_anyway_are_not_kept() {
        let mut kept = Kept::new("Córdoba");
        kept.offer("de", "Cordoba");
        kept.offer("fr", "Cordoue");
        kept.offer("es", "Córdoba");
        kept.offer("it", "Provincia di Cordova");
        assert_eq!(kept.names, [("fr".to_owned(), "Cordoue".to_owned())]);
    }
}
