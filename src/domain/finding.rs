//! What the map says of a jurisdiction: its model, or that there is none and why.

use super::Model;

/// The class that colours a jurisdiction. The last two are derived, never written in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// Its own policies amount to this model.
    Model(Model),
    /// Some published list names it, and no policy of its own is on file.
    ListedOnly,
    /// Nothing that the map could colour is on file.
    NoRecord,
}

impl Finding {
    /// Every finding, in the order of the legend.
    pub const ALL: [Finding; 8] = [
        Finding::Model(Model::LimitsCooperation),
        Finding::Model(Model::AccessToServices),
        Finding::Model(Model::Welcome),
        Finding::Model(Model::SafeHarbour),
        Finding::Model(Model::MandatesCooperation),
        Finding::Model(Model::Former),
        Finding::ListedOnly,
        Finding::NoRecord,
    ];

    /// Derives the finding of a record with a model (or none) and a number of listings.
    pub fn of(model: Option<Model>, listings: usize) -> Self {
        match model {
            Some(model) => Finding::Model(model),
            None if listings > 0 => Finding::ListedOnly,
            None => Finding::NoRecord,
        }
    }

    /// The code used in links and exports.
    pub const fn code(self) -> &'static str {
        match self {
            Finding::Model(model) => model.code(),
            Finding::ListedOnly => "listed-only",
            Finding::NoRecord => "no-record",
        }
    }

    /// Position in [`Finding::ALL`].
    pub fn position(self) -> usize {
        Finding::ALL
            .iter()
            .position(|&f| f == self)
            .unwrap_or(Finding::ALL.len() - 1)
    }
}
