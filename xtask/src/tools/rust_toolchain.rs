//! Parts of the Rust toolchain that not every installation has.

use std::path::PathBuf;

use anyhow::{Context, bail};

use crate::{
    process::{self, answer, command, run_install},
    project::Project,
};

const WASM: &str = "wasm32-unknown-unknown";

pub fn ensure_wasm_target(project: &Project) -> anyhow::Result<()> {
    if sysroot(project)?.join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    add(
        project,
        &["target", "add", WASM],
        "Rust's standard library for WebAssembly",
    )
}

pub fn ensure_lints(project: &Project) -> anyhow::Result<()> {
    let programs = sysroot(project)?.join("bin");
    for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        let is_there =
            process::is_program(&programs.join(program)) || process::find(program).is_some();
        if !is_there {
            add(project, &["component", "add", component], component)?;
        }
    }
    Ok(())
}

fn sysroot(project: &Project) -> anyhow::Result<PathBuf> {
    answer(command(project, "rustc").args(["--print", "sysroot"]))
        .map(PathBuf::from)
        .context("cannot ask `rustc --print sysroot`; is Rust on PATH?")
}

fn add(project: &Project, arguments: &[&str], what: &str) -> anyhow::Result<()> {
    if process::find("rustup").is_none() {
        bail!(
            "{what} is missing, and there is no rustup to add it with. Install Rust from https://rustup.rs, or \
             install that package of your distribution."
        );
    }
    println!("Installing {what} ...");
    run_install(command(project, "rustup").args(arguments))
}
