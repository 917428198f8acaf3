//! Published lists, and the fact that one names a place.

use serde::{Deserialize, Serialize};

use super::{Coverage, ListKind, PartialDate, Side};

/// The fact that a published list names the jurisdiction. Not a policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// Id of a list in `lists.json`.
    pub list: String,
    /// Id of the source that shows the listing.
    pub source: String,
    /// Version of the list's scheme under which it was named, where the scheme changed.
    #[serde(default)]
    pub version: Option<String>,
    /// When it was named, where that is not the list's own date.
    #[serde(default)]
    pub added: Option<PartialDate>,
    /// When the publisher took it off the list.
    #[serde(default)]
    pub dropped: Option<PartialDate>,
    /// The place's own objection.
    #[serde(default)]
    pub disputed: Option<Dispute>,
}

/// A place's objection to being named by a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// What the place says.
    pub summary: String,
    /// Id of a source.
    pub source: String,
}

/// A published list or network of places, by a named body (`geodata/lists.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    pub id: String,
    /// Name of the list as a reader would say it.
    pub name: String,
    /// Who publishes it.
    pub publisher: String,
    pub kind: ListKind,
    pub side: Side,
    /// Date of the list, as precise as known.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// When its publisher withdrew it.
    #[serde(default)]
    pub withdrawn: Option<PartialDate>,
    /// What being named or being a member means by the publisher's own account.
    pub means: String,
    /// How much of it is on file here.
    pub coverage: Coverage,
    /// Number of places that the publisher states, where a source says so.
    #[serde(default)]
    pub stated_size: Option<u32>,
    /// What became of it, oldest first.
    #[serde(default)]
    pub history: Vec<ListEvent>,
    #[serde(default)]
    pub note: String,
    /// Retired ids that lead here.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Id of a source that shows the list.
    pub source: String,
}

/// Something that happened to a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListEvent {
    #[serde(default)]
    pub date: Option<PartialDate>,
    pub summary: String,
    /// Id of a source.
    pub source: String,
}

impl Listing {
    /// When it was named: its own date, or else the list's.
    pub fn since(&self, list: Option<&List>) -> Option<PartialDate> {
        self.added.or_else(|| list?.date)
    }
}
