//! Trunk: builds the wasm and puts the page together.

use super::{
    cargo_install::{self, Program},
    wasm_bindgen, wasm_opt,
};
use crate::project::Project;

/// The last version that Rust 1.95 builds.
pub const VERSION: &str = "0.21.14";

pub fn ensure(project: &Project) -> anyhow::Result<()> {
    cargo_install::ensure(
        project,
        &Program {
            krate: "trunk",
            version: VERSION,
            binary: "trunk",
            arguments: &["--locked", "--no-default-features", "--features", "rustls"],
            minutes: 4,
        },
    )
}

/// The tools Trunk shall use, as environment variables. It takes those on PATH when their versions
/// are these; otherwise it would download them.
pub fn pinned_versions(project: &Project) -> anyhow::Result<[(&'static str, String); 2]> {
    Ok([
        ("TRUNK_TOOLS_WASM_BINDGEN", wasm_bindgen::version(project)?),
        (
            "TRUNK_TOOLS_WASM_OPT",
            format!("version_{}", wasm_opt::VERSION),
        ),
    ])
}
