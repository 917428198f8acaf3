//! wasm-bindgen's program: must be of the same version as the crate.

use super::cargo_install::{self, Program};
use crate::project::Project;

pub fn version(project: &Project) -> anyhow::Result<String> {
    project.locked_version("wasm-bindgen")
}

pub fn ensure(project: &Project) -> anyhow::Result<()> {
    cargo_install::ensure(
        project,
        &Program {
            krate: "wasm-bindgen-cli",
            version: &version(project)?,
            binary: "wasm-bindgen-test-runner",
            // Without --locked: its lock file can name versions of crates that a mirror does not
            // have yet.
            arguments: &[],
            minutes: 2,
        },
    )
}
