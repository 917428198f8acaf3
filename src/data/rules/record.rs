//! Rules for one record: evidence, dates, events, model.

use super::{Known, PartialDate};
use crate::domain::{Event, Instrument, Model, Policy, Record, Status};

type Complain<'a> = &'a mut dyn FnMut(&str, String, &str);

pub(super) fn evidence(
    record: &Record,
    known: &Known,
    complain: &mut impl FnMut(&str, String, &str),
) {
    for (at, policy) in record.policies.iter().enumerate() {
        cites(format!("policies[{at}]"), &policy.sources, known, complain);
    }
    for (field, event) in events(record) {
        cites(field.clone(), &event.sources, known, complain);
        if let Some(law) = event.law.as_deref()
            && !known.cases.contains(law)
            && !known.unread.contains(law)
        {
            complain(
                &format!("{field}.law"),
                format!("\"{law}\" is not in context/law.json"),
                "add the case there, or leave it out",
            );
        }
    }
    for (at, listing) in record.listings.iter().enumerate() {
        let disputed = listing.disputed.as_ref();
        let shown_by = std::iter::once(("source", &listing.source))
            .chain(disputed.map(|dispute| ("disputed.source", &dispute.source)));
        for (field, source) in shown_by.filter(|(_, source)| !known.has_source(source)) {
            complain(
                &format!("listings[{at}].{field}"),
                format!("\"{source}\" is not in sources.json"),
                "add the source there, or name one that is",
            );
        }
        if !known.has_list(&listing.list) {
            complain(
                &format!("listings[{at}].list"),
                format!("\"{}\" is not in lists.json", listing.list),
                "add the list there, or name one that is",
            );
        }
        let twice = record.listings[..at]
            .iter()
            .any(|other| other.list == listing.list && other.version == listing.version);
        if twice {
            complain(
                &format!("listings[{at}].list"),
                format!("\"{}\" names it twice", listing.list),
                "merge the two listings, or give each its version",
            );
        }
    }
}

fn cites(of: String, sources: &[String], known: &Known, complain: Complain) {
    let field = format!("{of}.sources");
    if sources.is_empty() {
        complain(
            &field,
            "no source".into(),
            "cite at least one entry of sources.json",
        );
    }
    for source in sources.iter().filter(|source| !known.has_source(source)) {
        complain(
            &field,
            format!("\"{source}\" is not in sources.json"),
            "add the source there, or name one that is",
        );
    }
}

/// Every event of a record with its field.
fn events(record: &Record) -> impl Iterator<Item = (String, &Event)> {
    let of_policies = record.policies.iter().enumerate().flat_map(|(at, policy)| {
        let events = policy.events.iter().enumerate();
        events.map(move |(number, event)| (format!("policies[{at}].events[{number}]"), event))
    });
    let own = record.events.iter().enumerate();
    of_policies.chain(own.map(|(at, event)| (format!("events[{at}]"), event)))
}

pub(super) fn dates(
    record: &Record,
    today: PartialDate,
    complain: &mut impl FnMut(&str, String, &str),
) {
    let mut not_future = |field: String, date: Option<PartialDate>| {
        if let Some(date) = date.filter(|&date| today.is_before(date)) {
            complain(
                &field,
                format!("{date} is after today ({today})"),
                "write when it happened; what is only planned belongs in the summary",
            );
        }
    };
    not_future("as_of".into(), record.as_of);
    not_future("checked".into(), Some(record.checked));
    for (at, policy) in record.policies.iter().enumerate() {
        not_future(format!("policies[{at}].adopted"), policy.adopted);
        not_future(format!("policies[{at}].known_by"), policy.known_by);
        not_future(format!("policies[{at}].ended"), policy.ended);
    }
    for (field, event) in events(record) {
        not_future(format!("{field}.date"), event.date);
    }
    for (at, listing) in record.listings.iter().enumerate() {
        not_future(format!("listings[{at}].added"), listing.added);
        not_future(format!("listings[{at}].dropped"), listing.dropped);
        let dispute = listing.disputed.as_ref().and_then(|dispute| dispute.date);
        not_future(format!("listings[{at}].disputed.date"), dispute);
    }
    for (at, listing) in record.listings.iter().enumerate() {
        if let (Some(added), Some(dropped)) = (listing.added, listing.dropped)
            && dropped.is_before(added)
        {
            complain(
                &format!("listings[{at}].dropped"),
                format!("{dropped} is before it was added ({added})"),
                "correct one of the two dates",
            );
        }
    }
    for (at, policy) in record.policies.iter().enumerate() {
        life(&format!("policies[{at}]"), policy, today, complain);
    }
}

/// Whether the dates and the status of one policy fit together.
fn life(of: &str, policy: &Policy, today: PartialDate, complain: Complain) {
    if let (Some(adopted), Some(effective)) = (policy.adopted, policy.effective)
        && effective.is_before(adopted)
    {
        complain(
            &format!("{of}.effective"),
            format!("{effective} is before it was adopted ({adopted})"),
            "correct one of the two dates",
        );
    }
    for (began, date) in [("adopted", policy.adopted), ("effective", policy.effective)] {
        if let (Some(date), Some(ended)) = (date, policy.ended)
            && ended.is_before(date)
        {
            let was = if began == "adopted" {
                "was adopted"
            } else {
                "took effect"
            };
            complain(
                &format!("{of}.ended"),
                format!("{ended} is before it {was} ({date})"),
                "correct one of the two dates",
            );
        }
    }
    if let (Some(adopted), Some(_)) = (policy.adopted, policy.known_by) {
        complain(
            &format!("{of}.known_by"),
            format!("beside the date of adoption ({adopted})"),
            "remove it: it only stands in for a date that is not known",
        );
    }
    match (policy.status, policy.ended) {
        (Status::InForce, Some(ended)) => complain(
            &format!("{of}.status"),
            format!("in force, but ended {ended}"),
            "write repealed, superseded or enjoined, or remove the end date",
        ),
        (Status::Unknown, Some(ended)) => complain(
            &format!("{of}.status"),
            format!("unknown, but ended {ended}"),
            "write repealed or superseded, or remove the end date",
        ),
        _ => {}
    }
    if let (Status::InForce, Some(effective)) = (policy.status, policy.effective)
        && today.is_before(effective)
    {
        complain(
            &format!("{of}.status"),
            format!("in force, but not before {effective}"),
            "write unknown until it takes effect, and say so in the summary",
        );
    }
}

pub(super) fn model(record: &Record, complain: &mut impl FnMut(&str, String, &str)) {
    for (at, policy) in record.policies.iter().enumerate() {
        let is_suit = policy.title.contains(" v. ")
            && policy.provisions.is_empty()
            && matches!(
                policy.instrument,
                Instrument::CourtOrder | Instrument::Other
            );
        if is_suit {
            complain(
                &format!("policies[{at}].title"),
                format!("\"{}\" is a suit, not a policy", policy.title),
                "write it as an event of the policy that it is about, or of the place",
            );
        }
    }
    // What ends a policy may itself be in force: a repeal, a ruling, an opposite order.
    let in_force = |policy: &Policy| {
        policy.status == Status::InForce && !policy.provisions.iter().all(|p| p.is_opposed())
    };
    match record.model {
        Some(model) if record.policies.is_empty() => {
            complain(
                "model",
                format!("{} without any policy", model.code()),
                "add the policy with its source, or remove the model: named by a list is not a policy",
            );
        }
        Some(Model::Former) => {
            if let Some(at) = record.policies.iter().position(in_force) {
                complain(
                    "model",
                    format!("former, but policies[{at}] is in force"),
                    "write the model of that policy, or correct its status",
                );
            }
            let was_one = |policy: &Policy| policy.model_in(record.model).is_some();
            if !record.policies.iter().any(was_one) {
                complain(
                    "model",
                    "former, but no policy on file was of any model".into(),
                    "give the one that ended its `model`",
                );
            }
        }
        Some(model) => {
            let supports = |policy: &Policy| {
                !matches!(policy.status, Status::Repealed | Status::Superseded)
                    && policy.model_in(record.model) == Some(model)
            };
            if !record.policies.iter().any(supports) {
                complain(
                    "model",
                    format!(
                        "{} is not the model of any policy that may hold",
                        model.code()
                    ),
                    "write former if all have ended, or add the policy, or give one its `model`",
                );
            }
            if record.basis.is_none() {
                complain(
                    "basis",
                    format!("missing beside the model {}", model.code()),
                    "write de-jure, de-facto or unclear",
                );
            }
        }
        None => {}
    }
}
