//! axe-core: accessibility checks, loaded into pages by tests only.

use std::path::PathBuf;

use super::npm;
use crate::project::Project;

const VERSION: &str = "4.14.1";

/// The script to load.
pub fn ensure(project: &Project) -> anyhow::Result<PathBuf> {
    npm::ensure_package(project, "axe-core", VERSION)?;
    Ok(npm::package_folder(project, "axe-core").join("axe.min.js"))
}
