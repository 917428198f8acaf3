//! Rules for `context/*.json`: every id of a place, source or entry leads somewhere.

use std::collections::HashSet;

use super::{Fault, Geodata, Known, PartialDate};
use crate::domain::{Level, context::Context};

/// What an entry of any of the files refers to.
struct Entry<'a> {
    file: &'static str,
    id: &'a str,
    region: &'a str,
    places: &'a [String],
    sources: &'a [String],
    date: Option<PartialDate>,
}

fn entries(context: &Context) -> impl Iterator<Item = Entry<'_>> {
    let studies = context.studies.iter().map(|e| Entry {
        file: "context/studies.json",
        id: &e.id,
        region: &e.region,
        places: &[],
        sources: &e.sources,
        date: e.year.and_then(PartialDate::from_year),
    });
    let arguments = context.arguments.iter().map(|e| Entry {
        file: "context/arguments.json",
        id: &e.id,
        region: &e.region,
        places: &[],
        sources: &e.sources,
        date: None,
    });
    let law = context.law.iter().map(|e| Entry {
        file: "context/law.json",
        id: &e.id,
        region: &e.region,
        places: &e.places,
        sources: &e.sources,
        date: e.date,
    });
    let timeline = context.timeline.iter().map(|e| Entry {
        file: "context/timeline.json",
        id: &e.id,
        region: &e.region,
        places: &e.places,
        sources: &e.sources,
        date: Some(e.date),
    });
    let definitions = context.definitions.iter().map(|e| Entry {
        file: "context/definitions.json",
        id: &e.id,
        region: &e.region,
        places: &[],
        sources: &e.sources,
        date: e.date,
    });
    let glossary = context.glossary.iter().map(|e| Entry {
        file: "context/glossary.json",
        id: &e.id,
        region: &e.region,
        places: &[],
        sources: &e.sources,
        date: None,
    });
    studies
        .chain(arguments)
        .chain(law)
        .chain(timeline)
        .chain(definitions)
        .chain(glossary)
}

pub(super) fn check(geodata: &Geodata, known: &Known, today: PartialDate, faults: &mut Vec<Fault>) {
    let mut seen = HashSet::new();
    for entry in entries(&geodata.background) {
        let mut complain = |field: &str, wrong: String, right: &str| {
            faults.push(Fault::new(entry.file, entry.id, field, wrong, right));
        };
        if !seen.insert((entry.file, entry.id)) {
            complain(
                "id",
                "this id is used twice".into(),
                "merge the two entries, or give one another id",
            );
        }
        if entry.sources.is_empty() {
            complain(
                "sources",
                "no source".into(),
                "cite at least one entry of sources.json",
            );
        }
        for source in entry.sources.iter().filter(|s| !known.has_source(s)) {
            complain(
                "sources",
                format!("\"{source}\" is not in sources.json"),
                "add the source there, or name one that is",
            );
        }
        for place in entry.places.iter().filter(|p| !known.has_place(p)) {
            complain(
                "places",
                format!("\"{place}\" is no place of the Atlas"),
                "name the id of a jurisdiction or an area",
            );
        }
        let is_region = ["eu", "int"].contains(&entry.region)
            || known.level(entry.region) == Some(Level::Nation)
            || known.unread.contains(entry.region);
        if !is_region {
            complain(
                "region",
                format!("\"{}\" is not a nation", entry.region),
                "write a nation's id, eu or int",
            );
        }
        if let Some(date) = entry.date.filter(|&date| today.is_before(date)) {
            complain(
                "date",
                format!("{date} is after today ({today})"),
                "write when it happened",
            );
        }
    }
    let arguments: HashSet<&str> = geodata
        .background
        .arguments
        .iter()
        .map(|a| a.id.as_str())
        .collect();
    for argument in &geodata.background.arguments {
        let answers = argument.counter.iter().map(String::as_str);
        for id in answers.filter(|id| !arguments.contains(id) && !known.unread.contains(*id)) {
            faults.push(Fault::new(
                "context/arguments.json",
                &argument.id,
                "counter",
                format!("\"{id}\" is no argument"),
                "name the id of an entry of this file",
            ));
        }
    }
}
