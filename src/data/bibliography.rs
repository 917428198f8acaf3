//! The sources of one record in the order in which they are listed, so that claims can refer to them by number.

use super::RecordPart;
use crate::domain::{Record, Source, SourceKind};

/// Every source that a record cites, once: by kind, and within a kind in the order of the claims.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bibliography {
    sources: Vec<Source>,
}

impl Bibliography {
    /// Sources that are not on file are left out; the build refuses such records.
    pub fn of(record: &Record, part: &RecordPart) -> Self {
        let mut sources: Vec<Source> = Vec::new();
        for id in record.cited() {
            if !sources.iter().any(|known| known.id == id) {
                sources.extend(part.source(id).cloned());
            }
        }
        sources.sort_by_key(|source| position(source.kind));
        Self { sources }
    }

    /// The number of a source, from 1.
    pub fn number(&self, id: &str) -> Option<usize> {
        let at = self.sources.iter().position(|source| source.id == id)?;
        Some(at + 1)
    }

    /// The numbers of some sources, the lowest first, each once.
    pub fn numbers(&self, ids: &[String]) -> Vec<usize> {
        let mut numbers: Vec<usize> = ids.iter().filter_map(|id| self.number(id)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The sources of each kind that there is, with the number of the first of them.
    pub fn by_kind(&self) -> impl Iterator<Item = (usize, SourceKind, &[Source])> {
        let mut first = 1;
        let groups = self.sources.chunk_by(|a, b| a.kind == b.kind);
        groups.map(move |group| {
            let number = first;
            first += group.len();
            (number, group[0].kind, group)
        })
    }
}

fn position(kind: SourceKind) -> Option<usize> {
    SourceKind::ALL.iter().position(|known| *known == kind)
}

#[cfg(all(test, feature = "build", not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn source(id: &str, kind: &str) -> Source {
        let json = serde_json::json!({ "id": id, "title": id, "publisher": "p", "kind": kind });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn sources_are_numbered_once_by_kind() {
        let record: Record = serde_json::from_value(serde_json::json!({
            "name": "X", "level": "municipality", "checked": "2026-01-01", "confidence": "high",
            "policies": [
                { "title": "A", "instrument": "ordinance", "status": "in-force", "sources": ["news", "law"] },
                { "title": "B", "instrument": "motion", "status": "in-force", "sources": ["law", "other-news"] },
            ],
        }))
        .unwrap();
        let part = RecordPart {
            records: Vec::new(),
            // Sorted by id, as in the files.
            sources: vec![
                source("law", "law"),
                source("news", "news"),
                source("other-news", "news"),
                source("unused", "law"),
            ],
            lists: Vec::new(),
            terms: Vec::new(),
        };
        let bibliography = Bibliography::of(&record, &part);
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(bibliography.numbers(&ids(&["news", "law", "law"])), [1, 2]);
        assert_eq!(bibliography.number("other-news"), Some(3));
        assert_eq!(bibliography.number("unused"), None);
        let groups: Vec<(usize, SourceKind, usize)> = bibliography
            .by_kind()
            .map(|(first, kind, sources)| (first, kind, sources.len()))
            .collect();
        assert_eq!(groups, [(1, SourceKind::Law, 1), (2, SourceKind::News, 2)]);
    }
}
