//! Jurisdictions, policies, models and dates: what the Atlas is about. Pure, no web.

mod finding;
mod jurisdiction;
mod partial_date;
mod vocabulary;

pub use finding::Finding;
pub use jurisdiction::*;
pub use partial_date::{NotADate, PartialDate};
pub use vocabulary::*;
