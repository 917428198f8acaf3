//! Counting the record.

use std::collections::HashMap;

use super::{Figures, Geodata, IndexPlace};
use crate::domain::{
    Basis, CarriedOut, Confidence, EffectKind, Event, Finding, Level, PartialDate, Policy, Source,
    SourceKind, Status,
};

/// The figures of a checked record on a day; `places` are those of its index.
pub fn count(geodata: &Geodata, places: &[IndexPlace], date: PartialDate) -> Figures {
    let records = || geodata.jurisdictions.iter().map(|j| &j.record);
    let on_file = || places.iter().filter(|place| place.has_record());
    let policies = || records().flat_map(|record| &record.policies);
    let sources: HashMap<&str, &Source> = geodata
        .sources
        .iter()
        .map(|source| (source.id.as_str(), source))
        .collect();
    let mut by_nation: HashMap<String, u32> = HashMap::new();
    for place in on_file() {
        let nation = place.id.split('-').next().unwrap_or_default();
        *by_nation.entry(nation.to_owned()).or_default() += 1;
    }
    let mut by_nation: Vec<(String, u32)> = by_nation.into_iter().collect();
    by_nation.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let listings = || records().flat_map(|record| &record.listings);
    Figures {
        date,
        jurisdictions: total(on_file()),
        by_nation,
        by_level: tally(Level::ALL, on_file().map(|place| place.level)),
        by_finding: tally(&Finding::ALL, on_file().map(IndexPlace::finding))
            .into_iter()
            .map(|(finding, count)| (finding.code().to_owned(), count))
            .collect(),
        by_basis: tally(
            Basis::ALL,
            on_file()
                .filter(|place| place.model.is_some())
                .filter_map(|place| place.basis),
        ),
        by_confidence: tally(Confidence::ALL, records().map(|record| record.confidence)),
        by_effect: tally(EffectKind::ALL, on_file().filter_map(|place| place.effect)),
        needing_check: total(records().filter(|record| {
            !record.needs_check.is_empty()
                || record.policies.iter().any(|p| !p.needs_check.is_empty())
        })),
        policies: total(policies()),
        by_status: tally(Status::ALL, policies().map(|policy| policy.status)),
        by_carried_out: tally(CarriedOut::ALL, policies().map(|policy| policy.carried_out)),
        dated: total(policies().filter(|policy| policy.adopted.is_some())),
        weakly_sourced: total(
            policies().filter(|policy| evidence(policy, &sources) > Evidence::News),
        ),
        events: total(records().flat_map(|record| {
            let of_policies = record.policies.iter().flat_map(|policy| &policy.events);
            of_policies.chain(&record.events).collect::<Vec<&Event>>()
        })),
        listings: total(listings()),
        disputed_listings: total(listings().filter(|listing| listing.disputed.is_some())),
        lists: total(geodata.lists.iter()),
        sources: total(geodata.sources.iter()),
        by_source_kind: tally(SourceKind::ALL, geodata.sources.iter().map(|s| s.kind)),
        unlinked_sources: total(geodata.sources.iter().filter(|s| s.url.is_none())),
        studies: total(geodata.background.studies.iter()),
        arguments: total(geodata.background.arguments.iter()),
        laws: total(geodata.background.law.iter()),
        landmarks: total(geodata.background.timeline.iter()),
    }
}

/// How good the best source of a policy is, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    Law,
    Government,
    Court,
    Academic,
    News,
    Advocacy,
    Reference,
    /// Nothing that a reader could open.
    Copy,
}

/// How good the best source of a policy is. A page read in a copy only counts for little, as nobody
/// can open it.
pub fn evidence(policy: &Policy, sources: &HashMap<&str, &Source>) -> Evidence {
    let rank = |id: &String| {
        let source = sources.get(id.as_str())?;
        Some(match source.kind {
            _ if source.url.is_none() => Evidence::Copy,
            SourceKind::Law => Evidence::Law,
            SourceKind::Government => Evidence::Government,
            SourceKind::Court => Evidence::Court,
            SourceKind::Academic => Evidence::Academic,
            SourceKind::News => Evidence::News,
            SourceKind::Ngo => Evidence::Advocacy,
            SourceKind::Reference => Evidence::Reference,
        })
    };
    let best = policy.sources.iter().filter_map(rank).min();
    best.unwrap_or(Evidence::Copy)
}

fn total(items: impl Iterator) -> u32 {
    items.count() as u32
}

/// How often each value of a vocabulary occurs, in its order; those that don't are left out.
fn tally<T: Copy + PartialEq>(all: &[T], items: impl Iterator<Item = T>) -> Vec<(T, u32)> {
    let mut counts = vec![0; all.len()];
    for item in items {
        if let Some(at) = all.iter().position(|value| *value == item) {
            counts[at] += 1;
        }
    }
    all.iter()
        .copied()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .collect()
}
