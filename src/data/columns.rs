//! Places written by columns: all ids, then all names, then all points... Like values lie beside each
//! other, so that the file compresses to about three quarters of the same values written by place.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::IndexPlace;
use crate::{
    domain::{Basis, EffectKind, Level, Model},
    geo::Plane,
};

/// Divides texts of a column; never part of a text.
const NEXT: char = '\n';
/// Divides the names of one place: tag, name, tag, name...
const WITHIN: char = '\t';

#[derive(Serialize, Deserialize, Default)]
struct Columns {
    ids: String,
    names: String,
    other_names: String,
    levels: Vec<Level>,
    /// Length of each chain of parents, then all chains in a row.
    parent_counts: Vec<u8>,
    parents: Vec<u32>,
    planes: Vec<Plane>,
    x: Vec<i32>,
    y: Vec<i32>,
    models: Vec<Option<Model>>,
    bases: Vec<Option<Basis>>,
    /// Positions of places whose finding is not sure.
    doubts: Vec<u32>,
    effects: Vec<Option<EffectKind>>,
    policies: Vec<u16>,
    listings: Vec<u16>,
    events: Vec<u16>,
    populations: Vec<u32>,
    parts: Vec<Option<u16>>,
    shapes: Vec<ShapeName>,
    /// Rare ones, with the position of their place.
    disputes: Vec<(u32, String)>,
    aliases: Vec<(u32, String)>,
}

/// Most areas have the id of their place.
#[derive(Serialize, Deserialize)]
enum ShapeName {
    None,
    Own,
    Other(String),
}

/// Writes places by columns; for `#[serde(with)]`.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(places: &[IndexPlace], serializer: S) -> Result<S::Ok, S::Error> {
    let mut columns = Columns::default();
    for (at, place) in places.iter().enumerate() {
        let others: Vec<String> = place
            .names
            .iter()
            .map(|(tag, name)| format!("{}{WITHIN}{}", plain(tag), plain(name)))
            .collect();
        for (column, text) in [
            (&mut columns.ids, plain(&place.id)),
            (&mut columns.names, plain(&place.name)),
            (&mut columns.other_names, others.join(&WITHIN.to_string())),
        ] {
            column.push_str(&text);
            column.push(NEXT);
        }
        columns.levels.push(place.level);
        columns.parent_counts.push(place.parents.len() as u8);
        columns.parents.extend(&place.parents);
        columns.planes.push(place.plane);
        columns.x.push(place.x);
        columns.y.push(place.y);
        columns.models.push(place.model);
        columns.bases.push(place.basis);
        columns.effects.push(place.effect);
        columns.policies.push(place.policies);
        columns.listings.push(place.listings);
        columns.events.push(place.events);
        columns.populations.push(place.population);
        columns.parts.push(place.part);
        columns.shapes.push(match &place.shape {
            None => ShapeName::None,
            Some(shape) if *shape == place.id => ShapeName::Own,
            Some(shape) => ShapeName::Other(shape.clone()),
        });
        let at = at as u32;
        columns.doubts.extend((!place.is_sure).then_some(at));
        columns
            .disputes
            .extend((!place.dispute.is_empty()).then(|| (at, place.dispute.clone())));
        columns
            .aliases
            .extend(place.aliases.iter().map(|alias| (at, alias.clone())));
    }
    columns.serialize(serializer)
}

/// A text that can stand in a column.
fn plain(text: &str) -> String {
    text.replace([NEXT, WITHIN], " ")
}

/// Reads places by columns; for `#[serde(with)]`.
///
/// # Errors
/// Columns of different lengths, or a rare value of no place.
pub fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<IndexPlace>, D::Error> {
    let columns = Columns::deserialize(deserializer)?;
    places(&columns).ok_or_else(|| D::Error::custom("columns of different lengths"))
}

fn places(columns: &Columns) -> Option<Vec<IndexPlace>> {
    let count = columns.levels.len();
    let mut ids = columns.ids.split_terminator(NEXT);
    let mut names = columns.names.split_terminator(NEXT);
    let mut other_names = columns.other_names.split_terminator(NEXT);
    let mut parents = columns.parents.iter().copied();
    let mut places = Vec::new();
    for at in 0..count {
        let id = ids.next()?.to_owned();
        let mut others = other_names
            .next()?
            .split(WITHIN)
            .filter(|text| !text.is_empty());
        let mut named = Vec::new();
        while let (Some(tag), Some(name)) = (others.next(), others.next()) {
            named.push((tag.to_owned(), name.to_owned()));
        }
        let chain: Vec<u32> = parents
            .by_ref()
            .take(usize::from(*columns.parent_counts.get(at)?))
            .collect();
        places.push(IndexPlace {
            name: names.next()?.to_owned(),
            names: named,
            level: columns.levels[at],
            parents: chain,
            plane: *columns.planes.get(at)?,
            x: *columns.x.get(at)?,
            y: *columns.y.get(at)?,
            model: *columns.models.get(at)?,
            basis: *columns.bases.get(at)?,
            is_sure: true,
            effect: *columns.effects.get(at)?,
            policies: *columns.policies.get(at)?,
            listings: *columns.listings.get(at)?,
            events: *columns.events.get(at)?,
            population: *columns.populations.get(at)?,
            part: *columns.parts.get(at)?,
            shape: match columns.shapes.get(at)? {
                ShapeName::None => None,
                ShapeName::Own => Some(id.clone()),
                ShapeName::Other(shape) => Some(shape.clone()),
            },
            dispute: String::new(),
            aliases: Vec::new(),
            id,
        });
    }
    for &at in &columns.doubts {
        places.get_mut(at as usize)?.is_sure = false;
    }
    for (at, dispute) in &columns.disputes {
        places.get_mut(*at as usize)?.dispute = dispute.clone();
    }
    for (at, alias) in &columns.aliases {
        places.get_mut(*at as usize)?.aliases.push(alias.clone());
    }
    let is_whole = ids.next().is_none() && names.next().is_none() && parents.next().is_none();
    is_whole.then_some(places)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Serialize, Deserialize, Debug, PartialEq)]
    struct File {
        #[serde(with = "super")]
        places: Vec<IndexPlace>,
    }

    prop_compose! {
        fn any_place()(
            (id, name, dispute) in ("[a-z-]{1,12}", "[^\\n\\t]{0,12}", "[a-z ]{0,9}"),
            (names, aliases) in (prop::collection::vec(("[a-z]{2}", "[^\\n\\t]{1,9}"), 0..3), prop::collection::vec("[a-z-]{1,9}", 0..3)),
            (level, model, basis) in (0usize..4, prop::option::of(0usize..6), prop::option::of(0usize..3)),
            (is_sure, effect) in (any::<bool>(), prop::option::of(0usize..3)),
            (x, y, population) in (any::<i32>(), any::<i32>(), any::<u32>()),
            (policies, listings, events, part) in (any::<u16>(), any::<u16>(), any::<u16>(), any::<Option<u16>>()),
            (parents, shape) in (prop::collection::vec(any::<u32>(), 0..4), prop::option::of("[a-z-]{1,9}")),
        ) -> IndexPlace {
            IndexPlace {
                id, name, names, level: Level::ALL[level], parents, plane: if x > 0 { Plane::Europe } else { Plane::NorthAmerica },
                x, y, model: model.map(|m| Model::ALL[m]), basis: basis.map(|b| Basis::ALL[b]),
                is_sure, effect: effect.map(|e| EffectKind::ALL[e]), policies, listings, events,
                population, part, shape, dispute, aliases,
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(places in prop::collection::vec(any_place(), 0..12)) {
            let file = File { places };
            let bytes = postcard::to_allocvec(&file).unwrap();
            prop_assert_eq!(postcard::from_bytes::<File>(&bytes).unwrap(), file);
        }

        #[test]
        fn damaged_columns_never_panic(places in prop::collection::vec(any_place(), 1..4), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut bytes = postcard::to_allocvec(&File { places }).unwrap();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = postcard::from_bytes::<File>(&bytes);
        }
    }
}
