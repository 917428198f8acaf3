//! What the record answers at a date: what colours mean, which places are shown, how many there are, what
//! several have in common. Pure, native; between the data and the scene.

mod class;
mod classes;
mod comparison;
mod date_steps;
mod downloads;
mod facts;
mod filter;
mod histogram;
mod lens;
mod naming;
mod people;
mod rows;
mod similar;

pub use class::{Class, PERIODS};
pub use classes::{Classes, Needs, Placed, Question, Record, TenuresByPlace, classify};
pub use comparison::{
    Axis, Kind, Life, ProvisionCell, ProvisionRow, Span, kinds_of_sanctuary, provision_rows,
};
pub use date_steps::{FIRST_YEAR, end_of_year, moved_by_months};
pub use downloads::{Format, Whole, download};
pub use facts::{Fact, Facts};
pub use filter::{Facet, Filters};
pub use histogram::{Histogram, YearCount, histogram};
pub use lens::Lens;
pub use naming::{bodies_of, bodies_without};
pub use people::{People, people};
pub use rows::{Column, Order, PolicyFacts, Row, Standing, place_rows, policy_rows, sort};
pub use similar::{ProvidedByPlace, Similar, similar};
