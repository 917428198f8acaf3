//! What tests of the built site need: a browser, the sites that `cargo xtask test` serves, and the
//! geometry to know where on the screen a place is and in which colour.
//!
//! All calls block and panic with what was expected, so that a test reads as what a reader does:
//!
//! ```no_run
//! use atlas_browser_tests::{Browser, Screen, Site};
//!
//! let browser = Browser::open(Screen::DESKTOP);
//! browser.open_map(&Site::root().page("place/us-il-chicago"));
//! browser.until("Chicago's panel", "document.querySelector('#panel[data-place=us-il-chicago]')");
//! ```

mod altered_site;
mod browser;
mod environment;
mod http;
mod input;
mod logs;
mod page;
mod pixels;
mod screen;
mod shown_map;
mod site;

pub use altered_site::{Alteration, AlteredSite};
pub use browser::Browser;
pub use environment::{Variable, folder};
pub use http::{Response, get, get_with};
pub use page::Rect;
pub use pixels::Pixels;
pub use screen::Screen;
pub use shown_map::{ShownMap, Spot};
pub use site::{OtherOrigin, Site};
pub use thirtyfour::Key;
