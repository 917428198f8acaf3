//! The record of one jurisdiction, as it stands in `geodata/jurisdictions/*.geojson`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Basis, Confidence, Event, Level, Listing, Model, PartialDate, Policy, Tenures};

/// Everything on file about one jurisdiction. In GeoJSON these are the `properties` of a Feature
/// whose `id` is the jurisdiction's id and whose geometry is its point, or null for a polygon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
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
    /// Ids of the boundaries that are this jurisdiction's area, where they are not the one of its own
    /// id and level: a city that is also a county, New York City with its five counties.
    #[serde(default)]
    pub boundaries: Vec<String>,
    /// Five-digit Census FIPS code of a US county.
    #[serde(default)]
    pub fips: Option<String>,
    /// GeoNames id (CC BY 4.0) that the point and the population come from.
    #[serde(default)]
    pub geonames: Option<u32>,
    /// Wikidata item.
    #[serde(default)]
    pub wikidata: Option<String>,
    /// People living there, from GeoNames.
    #[serde(default)]
    pub population: Option<u32>,
    /// How a doubtful match with GeoNames was decided; empty where it was plain.
    #[serde(default)]
    pub join_note: String,
    /// Why there is no GeoNames entry for it; empty where it has one or is joined by its boundary.
    #[serde(default)]
    pub unjoined: String,
    /// What its own policies amount to; none where only lists name it.
    #[serde(default)]
    pub model: Option<Model>,
    #[serde(default)]
    pub basis: Option<Basis>,
    #[serde(default)]
    pub policies: Vec<Policy>,
    #[serde(default)]
    pub listings: Vec<Listing>,
    /// What happened there and to no policy on file: proposals that were declined, suits, disputes.
    #[serde(default)]
    pub events: Vec<Event>,
    /// The latest date for which the record speaks.
    #[serde(default)]
    pub as_of: Option<PartialDate>,
    /// When somebody last compared the record with its sources.
    pub checked: PartialDate,
    pub confidence: Confidence,
    /// What should be checked before anyone relies on the record; empty where nothing is known to be
    /// weak.
    #[serde(default)]
    pub needs_check: String,
    #[serde(default)]
    pub notes: String,
    /// Retired ids that lead here.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Why the point may lie outside its region's polygon (a coast, an islet); empty otherwise.
    #[serde(default)]
    pub outside_region: Option<String>,
}

impl Record {
    /// What decides its state on a date; `since` tells when a listing began.
    pub fn tenures(&self, since: impl Fn(&Listing) -> Option<PartialDate>) -> Tenures {
        Tenures {
            policies: self
                .policies
                .iter()
                .map(|policy| policy.tenure(self.model, self.basis))
                .collect(),
            listings: self.listings.iter().map(since).collect(),
            confidence: Some(self.confidence),
        }
    }

    /// Ids of every source that it cites.
    pub fn cited(&self) -> impl Iterator<Item = &str> {
        let of_policies = self.policies.iter().flat_map(|policy| {
            let of_events = policy.events.iter().flat_map(|event| &event.sources);
            policy.sources.iter().chain(of_events)
        });
        let of_events = self.events.iter().flat_map(|event| &event.sources);
        let of_listings = self.listings.iter().flat_map(|listing| {
            let dispute = listing.disputed.as_ref().map(|dispute| &dispute.source);
            std::iter::once(&listing.source).chain(dispute)
        });
        of_policies
            .chain(of_events)
            .chain(of_listings)
            .map(String::as_str)
    }
}
