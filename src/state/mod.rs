//! URL and state, interface language, the app's signals.

mod language;
pub mod url;

#[cfg(feature = "app")]
mod app_state;
#[cfg(feature = "app")]
mod history;
#[cfg(feature = "app")]
pub mod i18n;

pub use language::{Language, date_in, number_in};

#[cfg(feature = "app")]
pub use app_state::{AppState, Failure, Stage};
#[cfg(feature = "app")]
pub use history::{History, is_framed};
