//! The browser that tests run in.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

use super::apt;
use crate::{process, project::Project};

/// A Chromium and the WebDriver server that steers it.
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

const CHROMIUM: (&str, [&str; 6]) = (
    "ATLAS_CHROMIUM",
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
);

const CHROMEDRIVER: (&str, [&str; 3]) = (
    "ATLAS_CHROMEDRIVER",
    [
        "chromedriver",
        "/usr/lib/chromium/chromedriver",
        "/usr/lib/chromium-browser/chromedriver",
    ],
);

pub fn ensure(project: &Project) -> anyhow::Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    apt::install(
        project,
        &["chromium", "chromium-driver"],
        "Chromium and its driver (for the tests)",
    )?;
    find()?.context(
        "Chromium or chromedriver is still not on PATH; set ATLAS_CHROMIUM and ATLAS_CHROMEDRIVER to where they are",
    )
}

fn find() -> anyhow::Result<Option<Browser>> {
    let chromium = locate(CHROMIUM.0, &CHROMIUM.1)?;
    let chromedriver = locate(CHROMEDRIVER.0, &CHROMEDRIVER.1)?;
    Ok(chromium
        .zip(chromedriver)
        .map(|(chromium, chromedriver)| Browser {
            chromium,
            chromedriver,
        }))
}

/// The program that a variable names, else the first of the usual ones that exists.
fn locate(variable: &str, usual: &[&str]) -> anyhow::Result<Option<PathBuf>> {
    if let Some(path) = env::var_os(variable).filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        if !process::is_program(&path) {
            bail!("{variable} is {}, which is not a program", path.display());
        }
        return Ok(Some(path));
    }
    Ok(usual.iter().find_map(|name| {
        let is_path = Path::new(name).is_absolute();
        if is_path {
            Some(PathBuf::from(name)).filter(|path| process::is_program(path))
        } else {
            process::find(name)
        }
    }))
}
