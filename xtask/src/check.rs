//! Format and lints: what must hold before anything is built.

use crate::{
    data,
    process::{cargo, run as run_program},
    project::Project,
    tools,
};

/// `cargo xtask check`
pub fn run(project: &Project) -> anyhow::Result<()> {
    tools::ensure_for_lints(project)?;
    format(project)?;
    native_lints(project)?;
    browser_lints(project)?;
    data::check(project, None)
}

pub fn format(project: &Project) -> anyhow::Result<()> {
    run_program(cargo(project).args(["fmt", "--all", "--check"]))
}

/// Lints of everything that runs on this machine: library, xtask, all tests.
pub fn native_lints(project: &Project) -> anyhow::Result<()> {
    let scope = ["--workspace", "--all-targets", "--features", "build"];
    run_program(
        cargo(project)
            .arg("clippy")
            .args(scope)
            .args(["--", "-D", "warnings"]),
    )
}

/// Lints of what runs in the browser.
pub fn browser_lints(project: &Project) -> anyhow::Result<()> {
    let scope = [
        "--target",
        "wasm32-unknown-unknown",
        "--features",
        "csr",
        "--lib",
        "--bins",
    ];
    run_program(
        cargo(project)
            .arg("clippy")
            .args(scope)
            .args(["--", "-D", "warnings"]),
    )
}
