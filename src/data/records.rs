//! Full records, in parts that are fetched when a place of the part opens.

use serde::{Deserialize, Serialize};

use super::fold;
use crate::domain::{List, Record, Source, context::Term};

/// `records-*.bin`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordPart {
    pub records: Vec<PartRecord>,
    /// The sources that these records cite, sorted by id.
    pub sources: Vec<Source>,
    /// The lists that name these places, sorted by id.
    pub lists: Vec<List>,
    /// The terms of the glossary that these records use.
    pub terms: Vec<Term>,
}

/// A record with its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartRecord {
    pub id: String,
    pub record: Record,
}

impl RecordPart {
    pub fn record(&self, id: &str) -> Option<&Record> {
        self.records.iter().find(|r| r.id == id).map(|r| &r.record)
    }

    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources
            .binary_search_by(|s| s.id.as_str().cmp(id))
            .ok()
            .map(|at| &self.sources[at])
    }

    pub fn list(&self, id: &str) -> Option<&List> {
        self.lists
            .binary_search_by(|l| l.id.as_str().cmp(id))
            .ok()
            .map(|at| &self.lists[at])
    }

    /// The terms of the glossary that a record uses, in the order of the glossary.
    pub fn terms_of<'a>(&'a self, id: &'a str, record: &Record) -> impl Iterator<Item = &'a Term> {
        let words = words_of(record);
        let terms = self.terms.iter();
        terms.filter(move |term| mentions(id, &words, term))
    }
}

/// All that a record says in its own words, folded, each text between spaces.
pub(super) fn words_of(record: &Record) -> String {
    let event = |event: &crate::domain::Event| event.summary.clone();
    let of_policies = record.policies.iter().flat_map(|policy| {
        let own = [&policy.title, &policy.summary, &policy.note];
        let events = policy.events.iter().map(event);
        own.into_iter().cloned().chain(events)
    });
    let of_place = record.events.iter().map(event);
    let mut words = String::from(" ");
    for text in of_policies.chain(of_place).chain([record.notes.clone()]) {
        words.push_str(&fold(&text));
        words.push(' ');
    }
    words
}

/// Whether the folded words of a place's record use a term, in the singular or with an s: its English name without
/// what stands in brackets, or its id. Terms of another nation do not count.
pub(super) fn mentions(id: &str, words: &str, term: &Term) -> bool {
    let nation = id.split('-').next().unwrap_or_default();
    let is_of_here = matches!(term.region.as_str(), "int" | "eu") || term.region == nation;
    let name = term.term.en.split(" (").next().unwrap_or_default();
    let keys = [fold(name), fold(&term.id)];
    let is_said = |key: &String| {
        let found = words.match_indices(key.as_str());
        found.into_iter().any(|(at, _)| {
            let rest = &words[at + key.len()..];
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            words[..at].ends_with(' ') && rest.starts_with(' ')
        })
    };
    is_of_here && keys.iter().filter(|key| !key.is_empty()).any(is_said)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::domain::context::Translated;

    #[test]
    fn a_term_is_found_where_it_is_a_word() {
        let translated = |en: &str| Translated {
            en: en.to_owned(),
            fr: String::new(),
            es: String::new(),
        };
        let term = |id: &str, en: &str, region: &str| Term {
            id: id.to_owned(),
            term: translated(en),
            definition: translated(""),
            region: region.to_owned(),
            note: String::new(),
            sources: Vec::new(),
        };
        let says = |text: &str, term: &Term| mentions("us-il", &format!(" {} ", fold(text)), term);
        let detainer = term("detainer", "immigration detainer", "us");
        assert!(says("ICE detainers are not honoured.", &detainer));
        assert!(says("No detainer", &detainer) && !says("He was detained.", &detainer));
        let agreement = term("287g", "287(g) agreement", "us");
        assert!(says("It forbids 287(g) agreements", &agreement));
        let ice = term("ice", "ICE (Immigration and Customs Enforcement)", "us");
        assert!(says("helps ICE", &ice) && !says("the police", &ice) && !says("services", &ice));
        let dispersal = term("dispersal", "dispersal", "gb");
        assert!(!says("dispersal", &dispersal) && mentions("gb-sct", " dispersal ", &dispersal));
    }
}
