//! The figures of the record, and where it is weak.

use std::collections::HashMap;
use std::fmt::Write;

use sanctuary_atlas::{
    data::{Compiled, Evidence, evidence},
    domain::{PartialDate, Policy, Source},
};

/// The figures, as text; the About page shows the same.
pub fn stats(compiled: &Compiled, since: Option<PartialDate>) -> String {
    let figures = &compiled.figures;
    let mut text = format!(
        "The record on {}: {} jurisdictions, {} policies, {} listings on {} lists, {} sources\n",
        figures.date,
        figures.jurisdictions,
        figures.policies,
        figures.listings,
        figures.lists,
        figures.sources
    );
    fn codes<T: Copy>(counts: &[(T, u32)], code: impl Fn(T) -> &'static str) -> Vec<(String, u32)> {
        counts
            .iter()
            .map(|&(value, count)| (code(value).to_owned(), count))
            .collect()
    }
    table(&mut text, "by nation", &figures.by_nation);
    table(
        &mut text,
        "by level",
        &codes(&figures.by_level, |v| v.code()),
    );
    table(&mut text, "by finding", &figures.by_finding);
    table(
        &mut text,
        "by basis",
        &codes(&figures.by_basis, |v| v.code()),
    );
    table(
        &mut text,
        "by the law above",
        &codes(&figures.by_effect, |v| v.code()),
    );
    table(
        &mut text,
        "by confidence",
        &codes(&figures.by_confidence, |v| v.code()),
    );
    table(
        &mut text,
        "policies by status",
        &codes(&figures.by_status, |v| v.code()),
    );
    table(
        &mut text,
        "policies by whether carried out",
        &codes(&figures.by_carried_out, |v| v.code()),
    );
    table(
        &mut text,
        "sources by kind",
        &codes(&figures.by_source_kind, |v| v.code()),
    );
    let _ = write!(
        text,
        "\npolicies with a known status   {} of {} ({:.1} %)\n\
         policies with a date           {} of {} ({:.1} %)\n\
         policies on weak sources only  {}\n\
         records to be checked          {}\n\
         events                         {}\n\
         listings disputed              {}\n\
         sources without a link         {}\n\
         studies, arguments, laws, landmarks  {}, {}, {}, {}\n",
        (figures.known_status() * f64::from(figures.policies)).round(),
        figures.policies,
        figures.known_status() * 100.0,
        figures.dated,
        figures.policies,
        figures.dated_share() * 100.0,
        figures.weakly_sourced,
        figures.needing_check,
        figures.events,
        figures.disputed_listings,
        figures.unlinked_sources,
        figures.studies,
        figures.arguments,
        figures.laws,
        figures.landmarks
    );
    if let Some(since) = since {
        let old: Vec<&str> = compiled
            .geodata
            .jurisdictions
            .iter()
            .filter(|j| j.record.checked.is_before(since))
            .map(|j| j.id.as_str())
            .collect();
        let _ = writeln!(text, "never checked since {since}      {}", old.len());
        for id in old {
            let _ = writeln!(text, "  {id}");
        }
    }
    text
}

fn table(text: &mut String, title: &str, counts: &[(String, u32)]) {
    let _ = writeln!(text, "\n{title}");
    for (code, count) in counts {
        let _ = writeln!(text, "  {code:<24}{count:>6}");
    }
}

/// Policies whose best source is advocacy, a reference work or a copy that nobody can open, worst first.
pub fn weak(compiled: &Compiled) -> String {
    let sources: HashMap<&str, &Source> = compiled
        .geodata
        .sources
        .iter()
        .map(|source| (source.id.as_str(), source))
        .collect();
    let mut weak: Vec<(Evidence, usize, &str, &Policy)> = compiled
        .geodata
        .jurisdictions
        .iter()
        .flat_map(|j| j.record.policies.iter().map(move |p| (j.id.as_str(), p)))
        .map(|(id, policy)| (evidence(policy, &sources), policy.sources.len(), id, policy))
        .filter(|(evidence, ..)| *evidence > Evidence::News)
        .collect();
    weak.sort_by(|a, b| (b.0, a.1, a.2).cmp(&(a.0, b.1, b.2)));
    let mut text = format!(
        "{} of {} policies rest on weak sources only, the weakest first\n",
        weak.len(),
        compiled.figures.policies
    );
    for (evidence, count, id, policy) in weak {
        let kind = match evidence {
            Evidence::Copy => "copy",
            Evidence::Reference => "reference",
            _ => "advocacy",
        };
        let _ = writeln!(text, "{kind:<10}{count:>2}  {id}: {}", policy.title);
    }
    text
}
