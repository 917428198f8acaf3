//! URL and state, interface language, the app's signals.

mod explore_link;
mod old_links;
pub mod url;

#[cfg(feature = "app")]
mod app_state;
#[cfg(feature = "app")]
mod history;
#[cfg(feature = "app")]
pub mod i18n;
#[cfg(feature = "app")]
mod location;
#[cfg(feature = "app")]
mod table;
#[cfg(feature = "app")]
mod text;

pub use crate::domain::Language;

#[cfg(feature = "app")]
pub use app_state::{AppState, Failure, MOST_COMPARED, Stage};
#[cfg(feature = "app")]
pub use history::{History, host_follows_height, is_framed};
#[cfg(feature = "app")]
pub use location::{NoLocation, locate};
#[cfg(feature = "app")]
pub use text::Text;
