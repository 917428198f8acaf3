//! What the map shows, in a query: `lens`, `date`, and the filters.
//!
//! Choices of one kind are joined by commas, in the order of their vocabulary.

use super::url::{Address, encode};
use crate::{
    domain::{Basis, Confidence, Finding, Level, PartialDate, Provision},
    explore::{FIRST_YEAR, Facet, Filters, Lens},
};

/// The parameters that this module reads.
pub const PARAMETERS: [&str; 10] = [
    LENS, DATE, MODELS, BASES, CLASSES, PROVISIONS, LEVELS, NATIONS, CONFIDENCE, TEXT,
];
const LENS: &str = "lens";
const DATE: &str = "date";
const MODELS: &str = "models";
const BASES: &str = "bases";
/// Classes of a lens that is neither model nor basis.
pub const CLASSES: &str = "classes";
const PROVISIONS: &str = "provisions";
const LEVELS: &str = "levels";
const NATIONS: &str = "nations";
const CONFIDENCE: &str = "confidence";
const TEXT: &str = "q";

/// Most nations in a link.
const MOST_NATIONS: usize = 60;

/// What has been read of a query so far.
#[derive(Debug, Default)]
pub struct Explored {
    lens: Lens,
    date: Option<PartialDate>,
    filters: Filters,
    /// Codes of classes, which mean something under the lens alone.
    classes: Option<String>,
}

impl Explored {
    /// Reads one parameter; none where its value means nothing.
    pub fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            LENS => self.lens = Lens::read(value)?,
            DATE => self.date = Some(date(value)?),
            CLASSES => self.classes = Some(value.to_owned()),
            TEXT => self.filters.look_for(value.trim()),
            _ => {
                let facet = |code: &str| facet(name, code);
                self.choose(value, facet)?;
            }
        }
        Some(())
    }

    /// Adds every choice of a list, or none if one of them means nothing.
    fn choose(&mut self, value: &str, facet: impl Fn(&str) -> Option<Facet>) -> Option<()> {
        let facets: Option<Vec<Facet>> = value.split(',').map(facet).collect();
        for facet in facets? {
            if !self.filters.has(&facet) {
                self.filters.toggle(facet);
            }
        }
        self.filters.nations.truncate(MOST_NATIONS);
        Some(())
    }

    /// Writes all into an address; gives back the classes that the lens does not have.
    pub fn finish(mut self, address: &mut Address) -> Option<String> {
        let lens = self.lens.clone();
        let unknown = self.classes.take().filter(|value| {
            let facet = |code: &str| match Facet::of_class(lens.class(code)?) {
                facet @ Facet::Class(_) => Some(facet),
                _ => None,
            };
            self.choose(value, facet).is_none()
        });
        address.lens = self.lens;
        address.date = self.date;
        address.filters = self.filters;
        unknown
    }
}

fn facet(name: &str, code: &str) -> Option<Facet> {
    let finding = |code: &str| {
        let mut all = Finding::ALL.into_iter();
        all.find(|&finding| finding != Finding::NoRecord && finding.code() == code)
    };
    match name {
        MODELS => finding(code).map(Facet::Model),
        BASES => Basis::from_code(code).map(Facet::Basis),
        PROVISIONS => Provision::from_code(code).map(Facet::Provision),
        LEVELS => Level::from_code(code).map(Facet::Level),
        CONFIDENCE => Confidence::from_code(code).map(Facet::Confidence),
        NATIONS => is_id(code).then(|| Facet::Nation(code.to_owned())),
        _ => None,
    }
}

/// Whether a text could be the id of a nation: two letters, or more for parts that ISO gives a code of their own.
fn is_id(text: &str) -> bool {
    (2..=8).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A date that the Atlas can show; links to years before are mistakes.
fn date(value: &str) -> Option<PartialDate> {
    let date: PartialDate = value.parse().ok()?;
    (date.year() >= FIRST_YEAR).then_some(date)
}

/// The parameters of what an address shows: only what differs from the default.
pub fn write(address: &Address) -> Vec<String> {
    let Address {
        lens,
        date,
        filters,
        ..
    } = address;
    let lens = (*lens != Lens::Model).then(|| match lens.choice() {
        (kind, Some(choice)) => format!("{kind}:{}", encode(choice)),
        (kind, None) => kind.to_owned(),
    });
    let text = filters.text.trim();
    let parameters = [
        (LENS, lens),
        (DATE, date.map(|date| date.to_string())),
        (MODELS, joined(filters.models.iter().map(|f| f.code()))),
        (BASES, joined(filters.bases.iter().map(|b| b.code()))),
        (CLASSES, joined(filters.classes.iter().map(|c| c.code()))),
        (
            PROVISIONS,
            joined(filters.provisions.iter().map(|p| p.code())),
        ),
        (LEVELS, joined(filters.levels.iter().map(|l| l.code()))),
        (NATIONS, joined(filters.nations.iter().map(String::as_str))),
        (
            CONFIDENCE,
            joined(filters.confidence.iter().map(|c| c.code())),
        ),
        (TEXT, (!text.is_empty()).then(|| encode(text))),
    ];
    let written = parameters.into_iter();
    written
        .filter_map(|(name, value)| Some(format!("{name}={}", value?)))
        .collect()
}

fn joined<'a>(codes: impl Iterator<Item = &'a str>) -> Option<String> {
    let codes: Vec<&str> = codes.collect();
    (!codes.is_empty()).then(|| codes.join(","))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::url::{Misread, read, write};
    use crate::explore::Class;

    #[test]
    fn a_link_says_what_is_shown() {
        let link = "?lens=list:fair-2018&date=2017-06&models=welcome,listed-only&bases=de-facto\
                    &classes=named,not-named&provisions=legal-aid&levels=county,municipality\
                    &nations=ca,us&confidence=low&q=saint%20denis";
        let (address, misread) = read("", link);
        assert_eq!(misread, []);
        assert_eq!(address.filters.classes, [Class::Named, Class::NotNamed]);
        assert_eq!(write(&address), link);
        // In any order, with repetitions, and in an embed.
        let (same, misread) = read("embed", "?nations=us,ca,us&lens=since&classes=since-2014");
        assert_eq!(misread, []);
        assert_eq!(
            write(&same),
            "embed?lens=since&classes=since-2014&nations=ca,us"
        );
    }

    #[test]
    fn the_share_dialog_knows_every_parameter() {
        let script = include_str!("../../public/share.js");
        let (_, kept) = script.split_once("const KEPT = {").expect("the table");
        let (kept, _) = kept.split_once("};").expect("its end");
        let named: Vec<&str> = kept.split('"').skip(1).step_by(2).collect();
        for parameter in super::PARAMETERS {
            assert!(
                named.contains(&parameter),
                "{parameter} cannot be left out of an embed"
            );
        }
        for name in named {
            assert!(
                name == "view" || super::PARAMETERS.contains(&name),
                "{name} is no parameter"
            );
        }
    }

    #[test]
    fn what_means_nothing_is_noticed() {
        for query in [
            "lens=party",
            "lens=list:",
            "date=1970",
            "date=2017-13",
            "date=",
            "models=no-record",
            "models=welcome,nice",
            "bases=",
            "classes=named",
            "classes=welcome",
            "lens=since&classes=named",
            "levels=galaxy",
            "nations=../etc",
            "confidence=certain",
        ] {
            let (address, misread) = read("", query);
            let [Misread::BadParameter { .. }] = misread.as_slice() else {
                panic!("{query}: {misread:?}");
            };
            let is_plain = write(&address).is_empty() || query.starts_with("lens=since");
            assert!(is_plain, "{query}: {}", write(&address));
        }
    }
}
