//! One record, its stack and its state on a date, as a person would read it.

use std::collections::HashMap;
use std::fmt::Write;

use anyhow::Context;
use sanctuary_atlas::{
    data::{Compiled, IndexPlace},
    domain::{
        Certainty, Doubt, Effect, Event, Holding, List, PartialDate, Record, Source, Tenures,
        state_at,
    },
};

/// The text about a place by its id or a retired one, on the day of the record or another date.
pub fn explain(compiled: &Compiled, id: &str, on: Option<PartialDate>) -> anyhow::Result<String> {
    let geodata = &compiled.geodata;
    let places = &compiled.index.places;
    let place = places
        .iter()
        .find(|place| place.id == id || place.aliases.iter().any(|alias| alias == id));
    let place = place
        .with_context(|| format!("there is no \"{id}\" on record; ids look like us-il-chicago"))?;
    let records: HashMap<&str, &Record> = geodata
        .jurisdictions
        .iter()
        .map(|j| (j.id.as_str(), &j.record))
        .collect();
    let lists: HashMap<&str, &List> = geodata.lists.iter().map(|l| (l.id.as_str(), l)).collect();
    let sources: HashMap<&str, &Source> =
        geodata.sources.iter().map(|s| (s.id.as_str(), s)).collect();
    let above: Vec<&IndexPlace> = place
        .parents
        .iter()
        .filter_map(|&number| places.get(number as usize))
        .collect();
    let tenures = |place: &IndexPlace| {
        let record = records.get(place.id.as_str());
        record.map_or_else(Tenures::default, |record| {
            record.tenures(|listing| listing.since(lists.get(listing.list.as_str()).copied()))
        })
    };
    let chain: Vec<Tenures> = std::iter::once(place)
        .chain(above.iter().copied())
        .map(tenures)
        .collect();
    let chain: Vec<&Tenures> = chain.iter().collect();
    let today = compiled.index.date;
    let date = on.unwrap_or(today);
    let state = state_at(&chain, date, today);

    let mut text = String::new();
    let names: Vec<&str> = above.iter().map(|place| place.name.as_str()).collect();
    let _ = writeln!(text, "{} ({})", place.name, place.id);
    let _ = writeln!(text, "{} in {}", place.level.code(), names.join(", "));
    let sure = if state.certainty == Certainty::Yes {
        ""
    } else {
        ", not sure"
    };
    let basis = state
        .basis
        .map_or(String::new(), |b| format!(", {}", b.code()));
    let _ = writeln!(text, "On {date}: {}{basis}{sure}.", state.finding.code());
    if let Some(by) = state.effect.above() {
        let upper = above.get(by.level - 1);
        let title = upper
            .and_then(|upper| records.get(upper.id.as_str())?.policies.get(by.policy))
            .map_or("a policy", |policy| policy.title.as_str());
        let what = match state.effect {
            Effect::Overridden(_) => "Overridden by",
            Effect::Covered(_) => "Without a policy of its own, covered by",
            _ => "Without a policy of its own, bound to cooperate by",
        };
        let perhaps = if by.certainty == Certainty::Yes {
            ""
        } else {
            " (not confirmed)"
        };
        let upper = upper.map_or("above", |upper| upper.name.as_str());
        let _ = writeln!(text, "{what} {title}, {upper}{perhaps}.");
    }
    if let Some(record) = records.get(place.id.as_str()) {
        policies(&mut text, record, &state.policies, &sources);
        events(&mut text, "Events", &record.events, "  ");
        if !record.listings.is_empty() {
            let _ = writeln!(text, "\nNamed by");
        }
        for listing in &record.listings {
            let list = lists.get(listing.list.as_str());
            let name = list.map_or(listing.list.as_str(), |list| list.name.as_str());
            let publisher = list.map_or("", |list| list.publisher.as_str());
            let dropped = listing
                .dropped
                .map_or(String::new(), |d| format!(", taken off {d}"));
            let withdrawn = list
                .and_then(|list| list.withdrawn)
                .map_or(String::new(), |d| format!(", list withdrawn {d}"));
            let _ = writeln!(text, "  {name}, {publisher}{dropped}{withdrawn}");
            if let Some(dispute) = &listing.disputed {
                let _ = writeln!(text, "    disputed: {}", dispute.summary);
            }
        }
        for (title, note) in [
            ("To be checked", &record.needs_check),
            ("Notes", &record.notes),
        ] {
            if !note.is_empty() {
                let _ = writeln!(text, "\n{title}: {note}");
            }
        }
        let as_of = record
            .as_of
            .map_or("not stated".to_owned(), |d| d.to_string());
        let _ = writeln!(
            text,
            "\nAs of {as_of}, checked {}, confidence {}.",
            record.checked,
            record.confidence.code()
        );
    } else {
        let _ = writeln!(text, "\nNothing is on file.");
    }
    for (upper, tenures) in above.iter().zip(&chain[1..]) {
        let held: Vec<String> = tenures
            .policies
            .iter()
            .enumerate()
            .filter_map(|(at, tenure)| {
                let certainty = tenure.holds(date, today).certainty;
                let title = &records.get(upper.id.as_str())?.policies.get(at)?.title;
                (certainty > Certainty::No).then(|| {
                    let perhaps = if certainty == Certainty::Yes {
                        ""
                    } else {
                        " (perhaps)"
                    };
                    format!("{title}{perhaps}")
                })
            })
            .collect();
        let held = if held.is_empty() {
            "nothing on file that holds".to_owned()
        } else {
            held.join("; ")
        };
        let _ = writeln!(text, "\nAbove it, {}: {held}", upper.name);
    }
    Ok(text)
}

fn policies(
    text: &mut String,
    record: &Record,
    holdings: &[Holding],
    sources: &HashMap<&str, &Source>,
) {
    for (policy, holding) in record.policies.iter().zip(holdings) {
        let holds = match (holding.certainty, holding.doubt) {
            (Certainty::Yes, _) => "holds".to_owned(),
            (Certainty::No, _) => "does not hold".to_owned(),
            (Certainty::Perhaps, doubt) => format!("perhaps holds: {}", doubt.map_or("", words)),
        };
        let part = |label: &str, date: Option<PartialDate>| {
            date.map_or(String::new(), |date| format!(", {label} {date}"))
        };
        let _ = writeln!(
            text,
            "\n{} ({}{}{}{}{}; {}; {holds})",
            policy.title,
            policy.instrument.code(),
            part("adopted", policy.adopted),
            part("there by", policy.known_by),
            part("in effect from", policy.effective),
            part("ended", policy.ended),
            policy.status.code()
        );
        if !policy.summary.is_empty() {
            let _ = writeln!(text, "  {}", policy.summary);
        }
        let provisions: Vec<&str> = policy.provisions.iter().map(|p| p.code()).collect();
        if !provisions.is_empty() {
            let _ = writeln!(text, "  provides for: {}", provisions.join(", "));
        }
        let _ = writeln!(text, "  carried out: {}", policy.carried_out.code());
        for note in [&policy.note, &policy.needs_check] {
            if !note.is_empty() {
                let _ = writeln!(text, "  ! {note}");
            }
        }
        events(text, "", &policy.events, "  ");
        for source in policy
            .sources
            .iter()
            .filter_map(|id| sources.get(id.as_str()))
        {
            let date = source.date.map_or("no date".to_owned(), |d| d.to_string());
            let url = source.url.as_deref().unwrap_or("read in a copy, no link");
            let _ = writeln!(
                text,
                "  [{}] {}, {}, {date}, {url}",
                source.kind.code(),
                source.title,
                source.publisher
            );
        }
    }
}

fn events(text: &mut String, title: &str, events: &[Event], indent: &str) {
    if !title.is_empty() && !events.is_empty() {
        let _ = writeln!(text, "\n{title}");
    }
    for event in events {
        let date = event.date.map_or("undated".to_owned(), |d| d.to_string());
        let court = event
            .court
            .as_ref()
            .map_or(String::new(), |c| format!(" ({c})"));
        let _ = writeln!(
            text,
            "{indent}{date} {}{court}: {}",
            event.kind.code(),
            event.summary
        );
    }
}

fn words(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::StartUnknown => "no date of adoption is on file",
        Doubt::StartImprecise => "it began in that period, the day is not known",
        Doubt::EndUnknown => "it has ended, the date is not known",
        Doubt::EndImprecise => "it ended in that period, the day is not known",
        Doubt::StatusUnknown => "nobody has confirmed that it still holds",
        Doubt::Suspension => "a court may have stopped it",
    }
}
