//! The loaded atlas: places by number and id, from the index and, when it arrives, the county file.

use std::{collections::HashMap, sync::OnceLock};

use super::{CountyFile, Gazetteer, Index, IndexPlace, Shapes, TownIndex, UNIT_KM, fold};
use crate::{
    domain::{Finding, Level},
    geo::Sheet,
};

/// Number of a place in [`Atlas::places`].
pub type PlaceIndex = u32;

/// A place of the index.
pub type Place = IndexPlace;

impl IndexPlace {
    /// What the map says of it.
    pub fn finding(&self) -> Finding {
        Finding::of(self.model, usize::from(self.listings))
    }

    /// Its point on the sheet, kilometres.
    pub fn on_sheet(&self, sheet: Sheet) -> (f64, f64) {
        sheet.place(
            self.plane,
            f64::from(self.x) * UNIT_KM,
            f64::from(self.y) * UNIT_KM,
        )
    }

    /// Its name in a language, if the record has one, else its main name.
    pub fn name_in(&self, language: &str) -> &str {
        let known = self.names.iter().find(|(tag, _)| tag == language);
        known.map_or(&self.name, |(_, name)| name)
    }

    /// Whether anything is on file.
    pub fn has_record(&self) -> bool {
        self.part.is_some()
    }

    /// Whether it is a town of the gazetteer that nothing is on file for.
    pub fn is_town_without_record(&self) -> bool {
        self.level == Level::Municipality && self.part.is_none()
    }
}

/// All that is loaded of places.
#[derive(Debug, Clone)]
pub struct Atlas {
    pub index: Index,
    pub places: Vec<Place>,
    /// Towns, as far as loaded.
    pub gazetteer: Gazetteer,
    /// Whether the counties are there: towns lie in them, and their numbers come before those of towns.
    has_counties: bool,
    by_id: HashMap<String, PlaceIndex>,
    /// Place of each shape id.
    by_shape: HashMap<String, PlaceIndex>,
    /// Folded names of every place, made when someone first searches.
    folded: OnceLock<Vec<Vec<String>>>,
}

impl Atlas {
    pub fn new(mut index: Index) -> Self {
        let places = std::mem::take(&mut index.places);
        let mut atlas = Self {
            index,
            places: Vec::new(),
            gazetteer: Gazetteer::default(),
            has_counties: false,
            by_id: HashMap::new(),
            by_shape: HashMap::new(),
            folded: OnceLock::new(),
        };
        atlas.extend(places);
        atlas
    }

    /// Adds the counties without a record.
    pub fn add_counties(&mut self, counties: &CountyFile) {
        self.extend(counties.places.clone());
        self.fold_new_names();
        self.has_counties = true;
    }

    fn extend(&mut self, places: Vec<Place>) {
        for place in places {
            let number = self.places.len() as PlaceIndex;
            for id in place.aliases.iter().chain([&place.id]) {
                self.by_id.entry(id.clone()).or_insert(number);
            }
            if let Some(shape) = &place.shape {
                self.by_shape.insert(shape.clone(), number);
            }
            self.places.push(place);
        }
    }

    /// Once someone searches, what comes later can be found too.
    fn fold_new_names(&mut self) {
        if let Some(folded) = self.folded.get_mut() {
            let new = &self.places[folded.len()..];
            folded.extend(new.iter().map(folded_names));
        }
    }

    /// The towns that can be opened: none before the counties are there.
    pub fn towns(&self) -> Option<&Gazetteer> {
        self.has_counties.then_some(&self.gazetteer)
    }

    /// The place of a town: that on file, or one that is added or found again.
    pub fn open_town(&mut self, town: TownIndex) -> Option<PlaceIndex> {
        let gazetteer = self.towns()?;
        if let Some(place) = gazetteer.on_file(town) {
            return Some(place);
        }
        let place = gazetteer.place(self, town)?;
        let known = self.find(&place.id);
        Some(known.unwrap_or_else(|| {
            let number = self.places.len() as PlaceIndex;
            self.by_id.insert(place.id.clone(), number);
            self.places.push(place);
            self.fold_new_names();
            number
        }))
    }

    /// Looks for an unknown id among the towns; if it is one of them, the id leads to its place from now on.
    pub fn open_town_with_id(&mut self, id: &str) -> Option<PlaceIndex> {
        let town = self.towns()?.find(id)?;
        let place = self.open_town(town)?;
        self.by_id.entry(id.to_owned()).or_insert(place);
        Some(place)
    }

    pub fn get(&self, number: PlaceIndex) -> Option<&Place> {
        self.places.get(number as usize)
    }

    /// Every place's names, folded for search: the main one, then those in other languages.
    pub fn folded_names(&self) -> &[Vec<String>] {
        self.folded
            .get_or_init(|| self.places.iter().map(folded_names).collect())
    }

    /// The place with an id or a retired id.
    pub fn find(&self, id: &str) -> Option<PlaceIndex> {
        self.by_id.get(id).copied()
    }

    /// Places above one, nearest first, as far as they are loaded.
    pub fn parents<'a>(
        &'a self,
        place: &'a Place,
    ) -> impl Iterator<Item = (PlaceIndex, &'a Place)> + 'a {
        place
            .parents
            .iter()
            .filter_map(|&number| Some((number, self.get(number)?)))
    }

    /// The place of every shape, in the order of the shapes: the one that has it as its area, or
    /// else the one that its id leads to (a city with several counties).
    pub fn places_of(&self, shapes: &Shapes) -> Vec<Option<PlaceIndex>> {
        shapes
            .shapes
            .iter()
            .map(|shape| {
                self.by_shape
                    .get(&shape.id)
                    .copied()
                    .or_else(|| self.find(&shape.id))
            })
            .collect()
    }

    /// Number of jurisdictions with each finding, in the order of [`Finding::ALL`]; only those on file.
    pub fn counts(&self) -> [usize; Finding::ALL.len()] {
        let mut counts = [0; Finding::ALL.len()];
        for place in self.places.iter().filter(|p| p.has_record()) {
            counts[place.finding().position()] += 1;
        }
        counts
    }
}

fn folded_names(place: &Place) -> Vec<String> {
    let others = place.names.iter().map(|(_, name)| fold(name));
    std::iter::once(fold(&place.name)).chain(others).collect()
}
