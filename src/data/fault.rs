//! A broken rule in `geodata/`: where, what is wrong, and what would be right.

use std::fmt;

/// One message to whoever edits the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Path below `geodata/`.
    pub file: String,
    /// Id of the feature or entry; empty for the file as a whole.
    pub feature: String,
    /// Path of the field, such as `policies[2].adopted`.
    pub field: String,
    pub wrong: String,
    pub right: String,
}

impl Fault {
    pub fn new(
        file: &str,
        feature: &str,
        field: &str,
        wrong: impl Into<String>,
        right: impl Into<String>,
    ) -> Self {
        Self {
            file: file.into(),
            feature: feature.into(),
            field: field.into(),
            wrong: wrong.into(),
            right: right.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "geodata/{}", self.file)?;
        for part in [&self.feature, &self.field] {
            if !part.is_empty() {
                write!(f, ": {part}")?;
            }
        }
        write!(f, ": {}; {}", self.wrong, self.right)
    }
}

impl std::error::Error for Fault {}
