//! Packages from npm, in `.tools/npm/`; they are tools only, never part of the site.

use std::{fs, path::PathBuf};

use anyhow::Context;

use super::apt;
use crate::{
    process::{self, command, run_install},
    project::Project,
};

pub fn ensure_node(project: &Project) -> anyhow::Result<()> {
    if process::find("node").is_some() && process::find("npm").is_some() {
        return Ok(());
    }
    apt::install(
        project,
        &["nodejs", "npm"],
        "Node.js and npm (for wasm-opt)",
    )
}

/// The folder of an installed package.
pub fn package_folder(project: &Project, package: &str) -> PathBuf {
    folder(project).join("node_modules").join(package)
}

/// Where all packages are.
pub fn modules(project: &Project) -> PathBuf {
    folder(project).join("node_modules")
}

pub fn is_installed(project: &Project, package: &str, version: &str) -> bool {
    let description = package_folder(project, package).join("package.json");
    fs::read_to_string(description)
        .is_ok_and(|text| text.contains(&format!("\"version\": \"{version}\"")))
}

pub fn ensure_package(project: &Project, package: &str, version: &str) -> anyhow::Result<()> {
    if is_installed(project, package, version) {
        return Ok(());
    }
    ensure_node(project)?;
    println!("Installing {package} {version} ...");
    let folder = folder(project);
    fs::create_dir_all(&folder)?;
    let description = folder.join("package.json");
    if !description.exists() {
        fs::write(&description, "{ \"private\": true }\n")?;
    }
    run_install(
        command(project, "npm")
            .args([
                "install",
                "--save-exact",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
            ])
            .arg(format!("{package}@{version}"))
            .arg("--prefix")
            .arg(&folder),
    )
    .with_context(|| format!("cannot install {package} {version} from npm"))
}

fn folder(project: &Project) -> PathBuf {
    project.tools().join("npm")
}
