//! GeoNames' entries: one package has the newest names, points and populations, another says what kind of place each is.

use std::{collections::HashMap, fs};

use anyhow::Context;
use serde::Deserialize;

use super::packages::Sources;

/// Towns below are left out: there are as many of them again, mostly hamlets.
pub const LEAST_PEOPLE: u32 = 1_000;

/// Kinds that are no towns: sections of towns, and abandoned, historical, religious or destroyed places. The list is
/// that of <https://www.geonames.org/export/codes.html>.
const NOT_TOWNS: [&str; 6] = ["PPLX", "PPLQ", "PPLH", "PPLW", "PPLCH", "PPLR"];
/// Column of the feature code in GeoNames' own tables.
const FEATURE_CODE: usize = 7;

/// One entry.
#[derive(Deserialize)]
pub struct Entry {
    #[serde(rename = "geonameid")]
    pub id: u32,
    pub name: String,
    pub latitude: f64,
    pub longitude: f64,
    #[serde(rename = "countrycode")]
    pub country: String,
    pub population: u32,
    #[serde(rename = "admin1code")]
    pub region: String,
    #[serde(rename = "alternatenames")]
    pub other_names: Vec<String>,
    /// Empty where the older package does not know the entry.
    #[serde(skip)]
    feature: String,
}

impl Entry {
    pub fn is_town(&self) -> bool {
        self.population >= LEAST_PEOPLE && !NOT_TOWNS.contains(&self.feature.as_str())
    }
}

/// Reads both packages.
pub fn read(sources: &Sources) -> anyhow::Result<Vec<Entry>> {
    let text = fs::read(&sources.cities)
        .with_context(|| format!("cannot read {}", sources.cities.display()))?;
    let by_id: HashMap<String, Entry> =
        serde_json::from_slice(&text).context("cities1000.json is not as expected")?;
    let mut entries: Vec<Entry> = by_id.into_values().collect();
    entries.sort_by_key(|entry| entry.id);

    let text = fs::read_to_string(&sources.features)
        .with_context(|| format!("cannot read {}", sources.features.display()))?;
    let features: HashMap<u32, &str> = text
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let id = fields.next()?.parse().ok()?;
            Some((id, fields.nth(FEATURE_CODE - 1)?))
        })
        .collect();
    for entry in &mut entries {
        entry.feature = features.get(&entry.id).copied().unwrap_or_default().into();
    }
    Ok(entries)
}
