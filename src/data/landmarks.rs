//! Landmark events, as far as the time bar marks them.

use serde::{Deserialize, Serialize};

use crate::domain::PartialDate;

/// `landmarks.bin`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LandmarkFile {
    /// Oldest first.
    pub landmarks: Vec<LandmarkMark>,
}

/// One landmark: its entry on the page of landmarks, when, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandmarkMark {
    pub id: String,
    pub date: PartialDate,
    pub title: String,
}
