//! A feed (Atom, RFC 4287) of what changed on the ground: policies adopted and ended, suits, rulings and
//! whatever else happened to them on a known date, newest first.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use sanctuary_atlas::{
    data::{Place, RecordPart},
    domain::{Event, EventKind, PartialDate, Record, date_in},
    scene::World,
    state::{Language, url::Route},
};

use super::{
    head::{feed_link, link},
    xml::escape,
};
use crate::{cli::PublicUrl, content_hash};

/// Entries of a feed at most.
const LENGTH: usize = 100;

/// Something that happened on a known date.
struct Change<'a> {
    date: PartialDate,
    what: What,
    place: &'a str,
    id: &'a str,
    /// Title of the policy; none where it happened to the place itself.
    policy: Option<&'a str>,
    summary: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Adopted,
    Ended,
    Event(EventKind),
}

impl What {
    /// Its part of an entry's id, which never changes.
    fn code(self) -> &'static str {
        match self {
            What::Adopted => "adopted",
            What::Ended => "ended",
            What::Event(kind) => kind.code(),
        }
    }
}

/// Words of a feed in one language.
pub struct Words<'a> {
    pub atlas: &'a str,
    pub tagline: &'a str,
    pub adopted: &'a str,
    pub ended: &'a str,
    pub event: &'a dyn Fn(EventKind) -> String,
}

impl Words<'_> {
    fn of(&self, what: What) -> String {
        match what {
            What::Adopted => self.adopted.to_owned(),
            What::Ended => self.ended.to_owned(),
            What::Event(kind) => (self.event)(kind),
        }
    }
}

/// All that a record tells with a date.
fn changes_of<'a>(
    place: &'a Place,
    record: &'a Record,
    language: Language,
) -> impl Iterator<Item = Change<'a>> {
    let name = place.name_in(language.tag());
    let change = move |date: Option<PartialDate>, what, policy, summary| {
        date.map(|date| Change {
            date,
            what,
            place: name,
            id: &place.id,
            policy,
            summary,
        })
    };
    let event = move |event: &'a Event, policy| {
        change(event.date, What::Event(event.kind), policy, &event.summary)
    };
    let of_policies = record.policies.iter().flat_map(move |policy| {
        let title = Some(policy.title.as_str());
        let own = [(policy.adopted, What::Adopted), (policy.ended, What::Ended)];
        own.into_iter()
            .filter_map(move |(date, what)| change(date, what, title, &policy.summary))
            .chain(policy.events.iter().filter_map(move |of| event(of, title)))
    });
    of_policies.chain(record.events.iter().filter_map(move |of| event(of, None)))
}

/// The text of a feed; none where the site's own address is not known.
pub fn text(
    url: &PublicUrl,
    language: Language,
    words: &Words<'_>,
    world: &World,
    parts: &HashMap<u16, RecordPart>,
) -> Option<String> {
    let mut changes: Vec<Change<'_>> = Vec::new();
    for place in &world.atlas.places {
        let record = place
            .part
            .and_then(|part| parts.get(&part)?.record(&place.id));
        changes.extend(
            record
                .into_iter()
                .flat_map(|record| changes_of(place, record, language)),
        );
    }
    changes.sort_by(|a, b| (instant(b.date), b.id).cmp(&(instant(a.date), a.id)));
    changes.truncate(LENGTH);

    let own = url.absolute(&feed_link(language))?;
    let home = url.absolute(&link(Route::Map, language))?;
    let updated = instant(world.atlas.index.date);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n\
         <id>{own}</id>\n<title>{atlas}</title>\n<subtitle>{tagline}</subtitle>\n<updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n\
         <author><name>{atlas}</name></author>\n<rights>CC BY 4.0</rights>\n",
        tag = language.tag(),
        atlas = escape(words.atlas),
        tagline = escape(words.tagline),
    );
    let mut ids = HashSet::new();
    for change in &changes {
        let page = url.absolute(&link(Route::Place(change.id.to_owned()), language))?;
        let of = content_hash::of(change.policy.unwrap_or_default().as_bytes());
        let own_id = format!("{page}#{}-{}-{}", change.what.code(), change.date, &of[..8]);
        // Two rulings on one day are two entries.
        let mut entry_id = own_id.clone();
        let mut number = 1;
        while !ids.insert(entry_id.clone()) {
            number += 1;
            entry_id = format!("{own_id}-{number}");
        }
        let subject = change
            .policy
            .map_or_else(String::new, |policy| format!(": {}", escape(policy)));
        let _ = write!(
            text,
            "<entry>\n<id>{entry_id}</id>\n<title>{}{subject} ({} {})</title>\n<updated>{}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n<summary xml:lang=\"en\">{}</summary>\n</entry>\n",
            escape(change.place),
            escape(&words.of(change.what)),
            date_in(language, change.date),
            instant(change.date),
            escape(change.summary),
        );
    }
    text.push_str("</feed>\n");
    Some(text)
}

/// The first moment of a date, as Atom wants it (RFC 3339): a year or a month begins with its first day.
fn instant(date: PartialDate) -> String {
    format!(
        "{:04}-{:02}-{:02}T00:00:00Z",
        date.year(),
        date.month().unwrap_or(1),
        date.day().unwrap_or(1)
    )
}
