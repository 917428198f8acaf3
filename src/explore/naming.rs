//! What published lists say of places at a date.

use std::collections::HashMap;

use crate::{
    data::{Atlas, ListFile, ListMembers, Place, PlaceIndex},
    domain::{Certainty, Level, Listing, PartialDate, has_named},
};

/// How a list names a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    Named,
    Disputed,
    Dropped,
}

/// One list at a date.
pub struct ListAt<'a> {
    named: HashMap<PlaceIndex, (Naming, Certainty)>,
    scope: Scope<'a>,
    exists: bool,
}

/// What a list covers, as far as it shows: the kinds of places that it names, in the nations where it does, or
/// in the one region where all of them lie.
#[derive(Debug, Default)]
struct Scope<'a> {
    kinds: Vec<(&'a str, Level)>,
    region: Option<PlaceIndex>,
}

impl<'a> ListAt<'a> {
    pub fn new(list: &ListMembers, atlas: &'a Atlas, at: PartialDate, today: PartialDate) -> Self {
        let naming = |(place, listing): &(PlaceIndex, Listing)| {
            let naming = named_at(listing, list, at, today)?;
            Some((*place, naming))
        };
        Self {
            named: list.members.iter().filter_map(naming).collect(),
            scope: Scope::of(list, atlas),
            exists: exists(list, at),
        }
    }

    /// How it names a place, and how sure that is.
    pub fn naming(&self, place: PlaceIndex) -> Option<(Naming, Certainty)> {
        self.named.get(&place).copied()
    }

    /// Whether it would name a place like this one if it thought so.
    pub fn covers(&self, atlas: &Atlas, place: &Place) -> bool {
        self.exists && self.scope.holds(atlas, place)
    }
}

impl<'a> Scope<'a> {
    fn of(list: &ListMembers, atlas: &'a Atlas) -> Self {
        let mut kinds = Vec::new();
        let mut regions: Vec<Option<PlaceIndex>> = Vec::new();
        for (number, _) in &list.members {
            let Some(place) = atlas.get(*number) else {
                continue;
            };
            let kind = (nation_of(atlas, place), place.level);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
            let region = region_of(atlas, place);
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
        // One place alone says nothing of where a list looks.
        let region = match regions.as_slice() {
            [region] if list.members.len() > 1 => *region,
            _ => None,
        };
        Self { kinds, region }
    }

    fn holds(&self, atlas: &Atlas, place: &Place) -> bool {
        self.kinds.contains(&(nation_of(atlas, place), place.level))
            && (self.region.is_none() || region_of(atlas, place) == self.region)
    }
}

/// Whether the list is known to have been there at a date, or has none.
fn exists(list: &ListMembers, at: PartialDate) -> bool {
    !list.list.date.is_some_and(|date| at.is_before(date))
}

/// How the list names a place of its members at a date; none where it does not yet.
fn named_at(
    listing: &Listing,
    list: &ListMembers,
    at: PartialDate,
    today: PartialDate,
) -> Option<(Naming, Certainty)> {
    let certainty = has_named(listing.since(Some(&list.list)), at, today);
    let is_over = |date: Option<PartialDate>| date.is_some_and(|date| !at.is_before(date));
    let objects = listing
        .disputed
        .as_ref()
        .is_some_and(|dispute| dispute.date.is_none_or(|date| !at.is_before(date)));
    let naming = if is_over(listing.dropped) {
        Naming::Dropped
    } else if objects {
        Naming::Disputed
    } else {
        Naming::Named
    };
    (certainty > Certainty::No).then_some((naming, certainty))
}

/// How many bodies name each place at a date, and whether all of that is sure. What a list no longer names does not
/// count; several lists of one body count once.
pub fn bodies(
    file: &ListFile,
    at: PartialDate,
    today: PartialDate,
) -> HashMap<PlaceIndex, (u8, Certainty)> {
    let mut by_place: HashMap<PlaceIndex, Vec<(&str, Certainty)>> = HashMap::new();
    for list in &file.lists {
        for (place, listing) in &list.members {
            let Some((naming, certainty)) = named_at(listing, list, at, today) else {
                continue;
            };
            if naming == Naming::Dropped {
                continue;
            }
            let bodies = by_place.entry(*place).or_default();
            let publisher = list.list.publisher.as_str();
            match bodies.iter_mut().find(|(body, _)| *body == publisher) {
                Some((_, known)) => *known = certainty.max(*known),
                None => bodies.push((publisher, certainty)),
            }
        }
    }
    let count = |(place, bodies): (PlaceIndex, Vec<(&str, Certainty)>)| {
        let least = bodies.iter().map(|(_, certainty)| *certainty).min();
        let count = u8::try_from(bodies.len()).unwrap_or(u8::MAX);
        (place, (count, least.unwrap_or(Certainty::Yes)))
    };
    by_place.into_iter().map(count).collect()
}

/// The bodies that name a place at a date, each once; not those that no longer do.
pub fn bodies_of(
    file: &ListFile,
    place: PlaceIndex,
    at: PartialDate,
    today: PartialDate,
) -> Vec<&str> {
    let mut bodies = Vec::new();
    for list in &file.lists {
        let publisher = list.list.publisher.as_str();
        let mut own = list.members.iter().filter(|(member, _)| *member == place);
        let names = own.any(|(_, listing)| {
            named_at(listing, list, at, today).is_some_and(|(naming, _)| naming != Naming::Dropped)
        });
        if names && !bodies.contains(&publisher) {
            bodies.push(publisher);
        }
    }
    bodies
}

/// The bodies that do not name a place at a date though a list of theirs names places of its kind there; each once, in
/// the order of their lists.
pub fn bodies_without<'a>(
    file: &'a ListFile,
    atlas: &Atlas,
    number: PlaceIndex,
    at: PartialDate,
    today: PartialDate,
) -> Vec<&'a str> {
    let Some(place) = atlas.get(number) else {
        return Vec::new();
    };
    let named_by = bodies_of(file, number, at, today);
    let mut bodies = Vec::new();
    for list in &file.lists {
        let publisher = list.list.publisher.as_str();
        let is_new = !named_by.contains(&publisher) && !bodies.contains(&publisher);
        if is_new && exists(list, at) && Scope::of(list, atlas).holds(atlas, place) {
            bodies.push(publisher);
        }
    }
    bodies
}

/// Id of the nation that a place is or lies in.
pub(super) fn nation_of<'a>(atlas: &'a Atlas, place: &'a Place) -> &'a str {
    let nation = place.parents.last().and_then(|&nation| atlas.get(nation));
    nation.map_or(&place.id, |nation| &nation.id)
}

/// The region that a place lies in: that directly below its nation.
fn region_of(atlas: &Atlas, place: &Place) -> Option<PlaceIndex> {
    let number = match place.parents.as_slice() {
        [.., region, _nation] => Some(*region),
        _ => None,
    };
    number.filter(|&number| {
        atlas
            .get(number)
            .is_some_and(|place| place.level == Level::Region)
    })
}
