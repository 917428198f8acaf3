//! Publications that claims rest on.

use serde::{Deserialize, Serialize};

use super::{PartialDate, SourceKind};

/// A publication that a claim rests on (`geodata/sources.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
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
