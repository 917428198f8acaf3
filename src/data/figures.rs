//! The figures of the record: how much of what is on file.

use serde::{Deserialize, Serialize};

use crate::domain::{
    Basis, CarriedOut, Confidence, EffectKind, Finding, Level, PartialDate, SourceKind, Status,
};

/// Counts over the whole record, on its day. Those by code are in the vocabulary's order and leave out
/// what does not occur.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    pub date: PartialDate,
    pub jurisdictions: u32,
    pub by_nation: Vec<(String, u32)>,
    pub by_level: Vec<(Level, u32)>,
    /// By code of [`Finding`].
    pub by_finding: Vec<(String, u32)>,
    /// Of jurisdictions with a model.
    pub by_basis: Vec<(Basis, u32)>,
    pub by_confidence: Vec<(Confidence, u32)>,
    /// What the law above does to them.
    pub by_effect: Vec<(EffectKind, u32)>,
    /// Records, or policies in them, that say what should be checked.
    pub needing_check: u32,
    pub policies: u32,
    pub by_status: Vec<(Status, u32)>,
    pub by_carried_out: Vec<(CarriedOut, u32)>,
    /// Policies with at least a year of adoption.
    pub dated: u32,
    /// Policies that no law, government, court, academic work or news is cited for.
    pub weakly_sourced: u32,
    pub events: u32,
    pub listings: u32,
    /// Listings that the place disputes.
    pub disputed_listings: u32,
    pub lists: u32,
    pub sources: u32,
    pub by_source_kind: Vec<(SourceKind, u32)>,
    /// Sources that were read in a copy and have no link.
    pub unlinked_sources: u32,
    pub studies: u32,
    pub arguments: u32,
    pub laws: u32,
    pub landmarks: u32,
}

impl Figures {
    /// Share of policies with a status other than unknown, from 0 to 1.
    pub fn known_status(&self) -> f64 {
        let unknown = self
            .by_status
            .iter()
            .find(|(status, _)| *status == Status::Unknown)
            .map_or(0, |(_, count)| *count);
        share(self.policies - unknown, self.policies)
    }

    /// Share of policies with at least a year of adoption, from 0 to 1.
    pub fn dated_share(&self) -> f64 {
        share(self.dated, self.policies)
    }

    /// The number of jurisdictions with a finding.
    pub fn with(&self, finding: Finding) -> u32 {
        let found = self
            .by_finding
            .iter()
            .find(|(code, _)| code == finding.code());
        found.map_or(0, |(_, count)| *count)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}
