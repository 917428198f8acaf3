//! Rules for `lists.json`.

use std::collections::HashSet;

use super::{Fault, Geodata, Known, PartialDate};

pub(super) fn check(geodata: &Geodata, known: &Known, today: PartialDate, faults: &mut Vec<Fault>) {
    let mut seen = HashSet::new();
    let named: HashSet<&str> = geodata
        .jurisdictions
        .iter()
        .flat_map(|j| &j.record.listings)
        .map(|listing| listing.list.as_str())
        .collect();
    for list in &geodata.lists {
        let mut complain = |field: &str, wrong: String, right: &str| {
            faults.push(Fault::new("lists.json", &list.id, field, wrong, right));
        };
        for (field, id) in std::iter::once(("id", &list.id))
            .chain(list.aliases.iter().map(|alias| ("aliases", alias)))
        {
            if !seen.insert(id.as_str()) {
                complain(
                    field,
                    if field == "id" {
                        "this id is used twice".into()
                    } else {
                        format!("\"{id}\" is used twice")
                    },
                    "merge the two entries, or give one another id",
                );
            }
        }
        let sources = std::iter::once(("source".to_owned(), &list.source)).chain(
            list.history
                .iter()
                .enumerate()
                .map(|(at, event)| (format!("history[{at}].source"), &event.source)),
        );
        for (field, source) in sources.filter(|(_, source)| !known.has_source(source)) {
            complain(
                &field,
                format!("\"{source}\" is not in sources.json"),
                "add the source there, or name one that is",
            );
        }
        let dates = [
            ("date".to_owned(), list.date),
            ("withdrawn".to_owned(), list.withdrawn),
        ];
        let of_history = list
            .history
            .iter()
            .enumerate()
            .map(|(at, event)| (format!("history[{at}].date"), event.date));
        for (field, date) in dates.into_iter().chain(of_history) {
            if let Some(date) = date.filter(|&date| today.is_before(date)) {
                complain(
                    &field,
                    format!("{date} is after today ({today})"),
                    "write the date of the list, or leave it out",
                );
            }
        }
        if let (Some(date), Some(withdrawn)) = (list.date, list.withdrawn)
            && withdrawn.is_before(date)
        {
            complain(
                "withdrawn",
                format!("{withdrawn} is before the list itself ({date})"),
                "correct one of the two dates",
            );
        }
        if list.means.trim().is_empty() {
            complain(
                "means",
                "empty".into(),
                "write what being named means by the publisher's own account",
            );
        }
        if !named.contains(list.id.as_str()) {
            complain(
                "id",
                "no record is named by this list".into(),
                "add the listings to the records, or remove the list",
            );
        }
    }
}
