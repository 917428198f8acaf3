//! What the record answers at a date: what colours mean, which places are shown, how many there are.
//! Pure, native; between the data and the scene.

mod class;
mod classes;
mod filter;
mod histogram;
mod lens;
mod naming;

pub use class::{Class, PERIODS};
pub use classes::{Classes, Needs, Placed, Question, Record, TenuresByPlace, classify};
pub use filter::{Facet, Filters};
pub use histogram::{Histogram, YearCount, histogram};
pub use lens::Lens;
pub use naming::bodies_of;
