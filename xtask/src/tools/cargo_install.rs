//! Programs from crates.io, built into `.tools/`.

use std::{fs, time::Instant};

use anyhow::Context;

use crate::{
    process::{cargo, run_install},
    project::Project,
};

/// A program of an exact version.
pub struct Program<'a> {
    pub krate: &'a str,
    pub version: &'a str,
    /// One of the files it installs.
    pub binary: &'a str,
    pub arguments: &'a [&'a str],
    pub minutes: u32,
}

pub fn ensure(project: &Project, program: &Program) -> anyhow::Result<()> {
    let Program { krate, version, .. } = program;
    if is_installed(project, program) {
        return Ok(());
    }
    println!(
        "Installing {krate} {version}; this takes about {} minutes, once ...",
        program.minutes
    );
    let started = Instant::now();
    let mut install = cargo(project);
    install
        .args(["install", krate, "--version", version])
        .args(program.arguments)
        .arg("--root")
        .arg(project.tools())
        // Its own target folder: cargo's usual one can be locked by a build, and we remove it.
        .env("CARGO_TARGET_DIR", build_folder(project))
        // A tool that runs for a second need not be optimised for five minutes.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off");
    run_install(&mut install)
        .or_else(|first| {
            // Registries drop connections; what was downloaded and compiled is kept.
            println!("{first:#}\nTrying {krate} once more ...");
            run_install(&mut install)
        })
        .with_context(|| format!("cannot install {krate} {version}"))?;
    let _ = fs::remove_dir_all(build_folder(project)); // only costs space
    println!(
        "Installed {krate} {version} in {} s.",
        started.elapsed().as_secs()
    );
    Ok(())
}

fn build_folder(project: &Project) -> std::path::PathBuf {
    project.work().join("tools-build")
}

/// `cargo install --root` lists what it has installed completely, with versions, in a file there.
fn is_installed(project: &Project, program: &Program) -> bool {
    let list = fs::read_to_string(project.tools().join(".crates.toml")).unwrap_or_default();
    list.contains(&format!("\"{} {} (", program.krate, program.version))
        && project.tools_bin().join(program.binary).is_file()
}
