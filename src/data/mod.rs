//! Runtime files: what the build writes and the browser reads, and the search over them.
//!
//! Both sides use the same types, so that what is written and what is read can't disagree.

mod atlas;
mod bibliography;
mod columns;
mod container;
mod crc32;
mod figures;
mod gazetteer;
mod index;
mod landmarks;
mod nearest;
mod records;
mod search;
mod shapes;
mod spreadsheet;
mod typos;

#[cfg(feature = "build")]
mod compile;
#[cfg(feature = "build")]
mod compile_towns;
#[cfg(feature = "build")]
mod count;
#[cfg(feature = "build")]
mod export;
#[cfg(feature = "build")]
mod fault;
#[cfg(feature = "build")]
mod geodata;
#[cfg(feature = "app")]
mod loading;
#[cfg(feature = "build")]
mod pole_of_inaccessibility;
#[cfg(feature = "build")]
mod rules;
#[cfg(feature = "build")]
mod schema;
#[cfg(feature = "build")]
mod subdivide;
#[cfg(feature = "build")]
mod topology;
#[cfg(feature = "build")]
mod town_table;

pub use atlas::{Atlas, Place, PlaceIndex};
pub use bibliography::Bibliography;
pub use container::{DecodeError, Kind, pack, unpack};
pub use crc32::crc32;
pub use figures::Figures;
pub use gazetteer::{Gazetteer, TownFile, TownIndex};
pub use index::{
    BackgroundFile, CountyFile, Index, IndexPlace, ListFile, ListMembers, TenureFile, UNIT_KM,
};
pub use landmarks::{LandmarkFile, LandmarkMark};
pub use nearest::{Near, nearest, nearest_on_file};
pub use records::{PartRecord, RecordPart};
pub use search::{Match, Target, fold, search};
pub use shapes::{ArcRank, EncodedArc, EncodedShape, EncodedShapes, Shape, Shapes};
pub use spreadsheet::{BOM, no_formula};

#[cfg(feature = "build")]
pub use compile::{Compiled, RuntimeFile, compile, compile_subdivided};
#[cfg(feature = "build")]
pub use count::{Evidence, evidence};
#[cfg(feature = "build")]
pub use export::{ExportedFile, export};
#[cfg(feature = "build")]
pub use fault::Fault;
#[cfg(feature = "build")]
pub use geodata::{Boundary, Geodata, Jurisdiction};
#[cfg(feature = "app")]
pub use loading::{Freshness, LoadCause, LoadError, fetch, fetch_first, fetch_page};
#[cfg(feature = "build")]
pub use rules::{check as check_rules, read_and_check};
#[cfg(feature = "build")]
pub use schema::schemas;
#[cfg(feature = "build")]
pub use town_table::{Town, read as read_towns, write as write_towns};
