//! Sanctuary Atlas: a clickable map of sanctuary jurisdictions in North America and Europe.
//!
//! `docs/architecture.md` is the map of this code.

pub mod domain;
