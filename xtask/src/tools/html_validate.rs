//! html-validate: whether pages are valid HTML, by the standard's own rules.

use std::path::PathBuf;

use super::npm;
use crate::project::Project;

const VERSION: &str = "9.0.0"; // the last that Debian 12's Node.js 18 runs

/// The program, for node.
pub fn ensure(project: &Project) -> anyhow::Result<PathBuf> {
    npm::ensure_package(project, "html-validate", VERSION)?;
    npm::ensure_node(project)?;
    Ok(npm::package_folder(project, "html-validate").join("bin/html-validate.mjs"))
}
