//! Which places have a card, where it lies, and the cards that earlier builds left.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use sanctuary_atlas::{
    data::{Atlas, Place},
    domain::Level,
    state::Language,
};

use super::cards::{Detail, MOST_BYTES, Painter};
use crate::{cli::Cards, content_hash};

/// Nations that speak French or Spanish, by id, and Puerto Rico: their places have a card in it.
const FRENCH: [&str; 6] = ["be", "ca", "ch", "fr", "lu", "mc"];
const SPANISH: [&str; 12] = [
    "ad", "cr", "cu", "do", "es", "gt", "hn", "mx", "ni", "pa", "sv", "us-pr",
];

/// Whether a place has a card of its own in a language.
///
/// English has all; French and Spanish those of places where the language is spoken.
pub fn has_card(cards: Cards, place: &Place, language: Language) -> bool {
    let is_chosen = match (cards, place.level) {
        (Cards::None, _) => false,
        (_, Level::Nation) => true,
        (Cards::Regions, level) => level == Level::Region && place.has_record(),
        (Cards::All, _) => place.has_record(),
    };
    is_chosen && is_spoken(&place.id, language)
}

fn is_spoken(id: &str, language: Language) -> bool {
    let lies_in = |area: &&str| {
        id.strip_prefix(*area)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    match language {
        Language::English => true,
        Language::French => FRENCH.iter().any(lies_in),
        Language::Spanish => SPANISH.iter().any(lies_in),
    }
}

/// Where a place's card in a language lies, below the top and without extension.
pub fn link(id: &str, language: Language) -> String {
    match language {
        Language::English => format!("place/{id}"),
        other => format!("{}/place/{id}", other.tag()),
    }
}

/// Where the map's card in a language lies, without extension.
pub fn map_link(language: Language) -> String {
    match language {
        Language::English => "card".to_owned(),
        other => format!("{}/card", other.tag()),
    }
}

/// The card that stands for a place on its page, without extension: its own, in English where there is
/// none in the language; or that of the nearest place above it.
pub fn shown(cards: Cards, atlas: &Atlas, place: &Place, language: Language) -> Option<String> {
    let above = atlas.parents(place).map(|(_, place)| place);
    std::iter::once(place).chain(above).find_map(|place| {
        [language, Language::English]
            .into_iter()
            .find(|&language| has_card(cards, place, language))
            .map(|language| link(&place.id, language))
    })
}

/// Links of all cards as pages in a language show them, each its own, without extension.
pub fn all(cards: Cards, atlas: &Atlas, language: Language) -> Vec<String> {
    let map = (cards != Cards::None).then(|| map_link(language));
    let places = atlas.places.iter();
    let own = places.filter(|place| has_card(cards, place, Language::English));
    let links = own.filter_map(|place| shown(cards, atlas, place, language));
    map.into_iter().chain(links).collect()
}

/// Goes up when the same drawing becomes other pixels.
const FORMAT: u32 = 1;

/// Cards as pixels, kept from build to build by what they show.
pub struct Kept {
    folder: PathBuf,
}

impl Kept {
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// The pixels of a card, as kept or drawn now in the most detail that is small enough. `whole`: the
    /// card in full detail.
    pub fn png(
        &self,
        painter: &Painter,
        whole: &str,
        draw: impl Fn(Detail) -> String,
    ) -> anyhow::Result<Vec<u8>> {
        let name = content_hash::of(format!("{FORMAT} {whole}").as_bytes());
        let file = self.folder.join(format!("{name}.png"));
        if let Ok(pixels) = fs::read(&file) {
            return Ok(pixels);
        }
        let mut pixels = painter.png(whole)?;
        for detail in Detail::ALL.into_iter().skip(1) {
            if pixels.is_none() {
                pixels = painter.png(&draw(detail))?;
            }
        }
        let pixels =
            pixels.with_context(|| format!("a card takes more than {MOST_BYTES} bytes"))?;
        // Whole or not at all, even if we are stopped.
        let arriving = self.folder.join(format!("{name}.new"));
        fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&arriving, &pixels))
            .and_then(|()| fs::rename(&arriving, &file))
            .with_context(|| format!("cannot write {}", file.display()))?;
        Ok(pixels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_in_the_languages_of_the_place() {
        assert!(is_spoken("ca-qc-montreal", Language::French));
        assert!(is_spoken("us-pr", Language::Spanish));
        assert!(!is_spoken("us-wa-seattle", Language::Spanish));
        // A prefix of an id is no part of it.
        assert!(!is_spoken("fra-x", Language::French));
    }
}
