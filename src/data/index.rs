//! The index: enough of every jurisdiction for the first map, search and hover.

use serde::{Deserialize, Serialize};

use super::DecodeError;
use crate::{
    domain::{
        Basis, EffectKind, Level, List, Listing, Model, PartialDate, Source, Tenures,
        context::Context,
    },
    geo::Plane,
};

/// Kilometres in one unit of the quantised plane coordinates.
pub const UNIT_KM: f64 = 0.05;

/// `index.bin`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// The day the record was compiled for.
    pub date: PartialDate,
    /// Short hash of everything in the record.
    pub edition: String,
    /// Nations first, then regions, then other jurisdictions on record.
    #[serde(with = "super::columns")]
    pub places: Vec<IndexPlace>,
    /// Names of the files with full records, under `data/`.
    pub parts: Vec<String>,
    /// Name of the file with counties, their shapes and names.
    pub counties: String,
    /// Name of the file with nations and regions in full detail.
    pub land_full: String,
    /// Name of the file with the lives of all policies, [`TenureFile`].
    pub tenures: String,
    /// Name of the file with the published lists, [`ListFile`].
    pub lists: String,
    /// Name of the file with studies, arguments and law, [`BackgroundFile`].
    pub background: String,
    /// Name of the file with the landmarks, [`LandmarkFile`](super::LandmarkFile).
    pub landmarks: String,
    /// Name of the file with the figures of the record.
    pub figures: String,
    /// Names of the files with towns, the populous ones first.
    pub towns: Vec<String>,
}

/// One jurisdiction in the index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexPlace {
    pub id: String,
    pub name: String,
    /// Names in other languages: BCP 47 tag and name.
    pub names: Vec<(String, String)>,
    pub level: Level,
    /// Chain upwards, nearest first; positions in `Index::places`, continued by the county file's.
    pub parents: Vec<u32>,
    pub plane: Plane,
    /// Its point on the plane, in units of [`UNIT_KM`]: a town's place, or a pole of an area.
    pub x: i32,
    pub y: i32,
    pub model: Option<Model>,
    pub basis: Option<Basis>,
    /// Whether a policy behind the model is known to hold on the day of the index; true where there is
    /// no model.
    pub is_sure: bool,
    /// What the law above does to it on the day of the index; only for places on record.
    pub effect: Option<EffectKind>,
    /// Number of policies on file.
    pub policies: u16,
    /// Number of lists that name it.
    pub listings: u16,
    /// Number of events on file that are of no policy.
    pub events: u16,
    /// People, 0 where not known.
    pub population: u32,
    /// Which of `Index::parts` holds the full record, if there is one.
    pub part: Option<u16>,
    /// The shape that is its area (an id in the land or county file), where there is one.
    pub shape: Option<String>,
    /// A neutral sentence where the area is disputed.
    pub dispute: String,
    /// Retired ids.
    pub aliases: Vec<String>,
}

impl Index {
    /// Checks what decoding alone does not.
    ///
    /// # Errors
    /// A parent below itself, or a part that is not listed.
    pub fn check(&self) -> Result<(), DecodeError> {
        let parts = self.parts.len();
        if self
            .places
            .iter()
            .any(|p| p.part.is_some_and(|part| usize::from(part) >= parts))
        {
            return Err(DecodeError::Inconsistent("part"));
        }
        check_parents(&self.places, 0)
    }
}

/// `counties.bin`: counties without a record, and the shapes of all counties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountyFile {
    /// Continue the numbering of `Index::places`.
    #[serde(with = "super::columns")]
    pub places: Vec<IndexPlace>,
    pub shapes: super::EncodedShapes,
}

impl CountyFile {
    /// Checks what decoding alone does not.
    ///
    /// # Errors
    /// A parent that is a place itself.
    pub fn check(&self, offset: usize) -> Result<(), DecodeError> {
        check_parents(&self.places, offset)
    }
}

/// `tenures.bin`: what decides the state of every place on any date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TenureFile {
    /// By position in `Index::places`; those on record only.
    pub places: Vec<(u32, Tenures)>,
}

/// `lists.bin`: the published lists with all whom they name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListFile {
    pub lists: Vec<ListMembers>,
    /// The sources that the lists and their listings cite, sorted by id.
    pub sources: Vec<Source>,
}

impl ListFile {
    /// The list with an id or a retired id.
    pub fn find(&self, id: &str) -> Option<&ListMembers> {
        let mut lists = self.lists.iter();
        lists.find(|of| of.list.id == id || of.list.aliases.iter().any(|alias| alias == id))
    }
}

/// One list and the places that it names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListMembers {
    pub list: List,
    /// Position in `Index::places`, and the listing.
    pub members: Vec<(u32, Listing)>,
}

/// `background.bin`: studies, arguments, law, landmarks, definitions and terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BackgroundFile {
    pub context: Context,
    /// The sources that they cite, sorted by id.
    pub sources: Vec<Source>,
}

fn check_parents(places: &[IndexPlace], offset: usize) -> Result<(), DecodeError> {
    for (at, place) in places.iter().enumerate() {
        if place.parents.len() > 3 || place.parents.iter().any(|&up| up as usize == offset + at) {
            return Err(DecodeError::Inconsistent("parents"));
        }
    }
    Ok(())
}
