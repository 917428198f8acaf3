//! Jurisdictions, policies, models and dates: what the Atlas is about. Pure, no web.

pub mod context;
pub mod decimal;
mod finding;
mod jurisdiction;
mod language;
mod listing;
mod partial_date;
mod policy;
mod provisions;
mod source;
mod state_at;
pub(crate) mod tenure;
mod vocabulary;

pub use finding::Finding;
pub use jurisdiction::Record;
pub use language::{Language, counted_in, date_in, number_in};
pub use listing::{Dispute, List, ListEvent, Listing};
pub use partial_date::{NotADate, PartialDate};
pub use policy::{Event, Policy};
pub use provisions::Provisions;
pub use source::Source;
pub use state_at::{Above, Effect, EffectKind, State, Tenures, has_named, state_at};
pub use tenure::{Certainty, Doubt, Holding, Suspension, Tenure};
pub use vocabulary::*;
