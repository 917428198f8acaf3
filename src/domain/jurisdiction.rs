//! The record of one jurisdiction, as it stands in `geodata/jurisdictions/*.geojson`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Basis, CarriedOut, Confidence, Instrument, Level, Model, PartialDate, Provision, SourceKind,
    Status,
};

/// Everything on file about one jurisdiction. In GeoJSON these are the `properties` of a Feature
/// whose `id` is the jurisdiction's id and whose geometry is its point, or null for a polygon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Name in the main language of this record (English where one is current).
    pub name: String,
    pub level: Level,
    /// Id of the jurisdiction directly above: a region or a nation. A nation has none.
    #[serde(default)]
    pub parent: Option<String>,
    /// Names in other languages, by BCP 47 tag.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Id of the boundary that is this jurisdiction's area, where it differs from its own id.
    #[serde(default)]
    pub boundary: Option<String>,
    /// Five-digit Census FIPS code of a US county.
    #[serde(default)]
    pub fips: Option<String>,
    /// GeoNames id (CC BY 4.0) that the point and the population come from.
    #[serde(default)]
    pub geonames: Option<u32>,
    /// People living there, from GeoNames.
    #[serde(default)]
    pub population: Option<u32>,
    /// What its own policies amount to; none where only lists name it.
    #[serde(default)]
    pub model: Option<Model>,
    #[serde(default)]
    pub basis: Option<Basis>,
    #[serde(default)]
    pub policies: Vec<Policy>,
    #[serde(default)]
    pub listings: Vec<Listing>,
    /// Proposals that were debated and not adopted: events, not a model.
    #[serde(default)]
    pub debates: Vec<Debate>,
    /// The latest date for which the record speaks.
    #[serde(default)]
    pub as_of: Option<PartialDate>,
    pub confidence: Confidence,
    #[serde(default)]
    pub notes: String,
    /// Retired ids that lead here.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Why the point may lie outside its region's polygon (a coast, an islet); empty otherwise.
    #[serde(default)]
    pub outside_region: Option<String>,
}

/// One instrument: a statute, an ordinance, a practice...
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub title: String,
    pub instrument: Instrument,
    #[serde(default)]
    pub adopted: Option<PartialDate>,
    #[serde(default)]
    pub ended: Option<PartialDate>,
    pub status: Status,
    #[serde(default = "unknown")]
    pub carried_out: CarriedOut,
    #[serde(default)]
    pub provisions: Vec<Provision>,
    #[serde(default)]
    pub summary: String,
    /// Ids of sources in `sources.json`; never empty.
    pub sources: Vec<String>,
}

fn unknown() -> CarriedOut {
    CarriedOut::Unknown
}

/// The fact that a published list names the jurisdiction. Not a policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// Id of a list in `lists.json`.
    pub list: String,
    /// Id of the source that shows the listing.
    pub source: String,
}

/// A proposal that was debated and not adopted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Debate {
    #[serde(default)]
    pub date: Option<PartialDate>,
    pub proposal: String,
    pub outcome: String,
    pub sources: Vec<String>,
}

/// A publication that a claim rests on (`geodata/sources.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: String,
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// Address, `https` or `http`; none where only a copy was seen that may not be linked to.
    #[serde(default)]
    pub url: Option<String>,
    pub kind: SourceKind,
    #[serde(default)]
    pub note: String,
}

/// A published list of places, by a named body (`geodata/lists.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    pub id: String,
    /// Name of the list as a reader would say it.
    pub name: String,
    /// Who publishes it.
    pub publisher: String,
    /// Date of the list, as precise as known.
    #[serde(default)]
    pub date: Option<PartialDate>,
    #[serde(default)]
    pub note: String,
    /// Id of a source that shows the list.
    pub source: String,
}
