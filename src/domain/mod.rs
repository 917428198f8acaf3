//! Jurisdictions, policies, models and dates: what the Atlas is about. Pure, no web.

pub mod decimal;
mod finding;
mod jurisdiction;
mod language;
mod partial_date;
mod vocabulary;

pub use finding::Finding;
pub use jurisdiction::*;
pub use language::{Language, counted_in, date_in, number_in};
pub use partial_date::{NotADate, PartialDate};
pub use vocabulary::*;
