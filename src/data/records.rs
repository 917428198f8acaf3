//! Full records, in parts that are fetched when a place of the part opens.

use serde::{Deserialize, Serialize};

use crate::domain::{List, Record, Source};

/// `records-*.bin`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordPart {
    pub records: Vec<PartRecord>,
    /// The sources that these records cite, sorted by id.
    pub sources: Vec<Source>,
    /// The lists that name these places, sorted by id.
    pub lists: Vec<List>,
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
}
