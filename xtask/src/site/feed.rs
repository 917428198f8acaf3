//! A feed (Atom, RFC 4287) of what changed on the ground: policies adopted and ended, newest first.

use std::collections::HashMap;
use std::fmt::Write;

use sanctuary_atlas::{
    data::RecordPart,
    domain::{PartialDate, date_in},
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

/// A policy that began or ended.
struct Change<'a> {
    date: PartialDate,
    began: bool,
    place: &'a str,
    id: &'a str,
    policy: &'a str,
    summary: &'a str,
}

/// Words of a feed in one language.
pub struct Words<'a> {
    pub atlas: &'a str,
    pub tagline: &'a str,
    pub adopted: &'a str,
    pub ended: &'a str,
}

/// The text of a feed; none where the site's own address is not known.
pub fn text(
    url: &PublicUrl,
    language: Language,
    words: &Words<'_>,
    world: &World,
    parts: &HashMap<u16, RecordPart>,
) -> Option<String> {
    let mut changes = Vec::new();
    for place in &world.atlas.places {
        let record = place
            .part
            .and_then(|part| parts.get(&part)?.record(&place.id));
        for policy in record.into_iter().flat_map(|record| &record.policies) {
            for (date, began) in [(policy.adopted, true), (policy.ended, false)] {
                changes.extend(date.map(|date| Change {
                    date,
                    began,
                    place: place.name_in(language.tag()),
                    id: &place.id,
                    policy: &policy.title,
                    summary: &policy.summary,
                }));
            }
        }
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
    for change in &changes {
        let page = url.absolute(&link(Route::Place(change.id.to_owned()), language))?;
        let what = if change.began {
            words.adopted
        } else {
            words.ended
        };
        let _ = write!(
            text,
            "<entry>\n<id>{page}#{}-{}-{}</id>\n<title>{}: {} ({what} {})</title>\n<updated>{}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n<summary>{}</summary>\n</entry>\n",
            if change.began { "adopted" } else { "ended" },
            change.date,
            &content_hash::of(change.policy.as_bytes())[..8],
            escape(change.place),
            escape(change.policy),
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
