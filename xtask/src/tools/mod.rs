//! Installs what is missing; quick when nothing is.
//!
//! Everything with a version goes to `.tools/`, so that two checkouts do not disturb each other and
//! nothing outside the repository changes. Node.js and Chromium are the system's.

mod apt;
mod axe;
mod browser;
mod cargo_install;
mod html_validate;
mod npm;
mod rust_toolchain;
mod trunk;
mod wasm_bindgen;
mod wasm_opt;
mod web_servers;

use std::{path::PathBuf, time::Instant};

pub use browser::Browser;
pub use npm::{ensure_package as ensure_npm_package, modules as npm_modules};
pub use trunk::pinned_versions;
pub use web_servers::WebServers;

use crate::project::Project;

/// What building the site takes.
pub fn ensure_for_build(project: &Project) -> anyhow::Result<()> {
    rust_toolchain::ensure_wasm_target(project)?;
    trunk::ensure(project)?;
    wasm_bindgen::ensure(project)?;
    wasm_opt::ensure(project)
}

/// What a development build takes: no optimiser, so no Node.js either.
pub fn ensure_for_dev_build(project: &Project) -> anyhow::Result<()> {
    rust_toolchain::ensure_wasm_target(project)?;
    trunk::ensure(project)?;
    wasm_bindgen::ensure(project)
}

pub fn ensure_for_lints(project: &Project) -> anyhow::Result<()> {
    rust_toolchain::ensure_lints(project)?;
    rust_toolchain::ensure_wasm_target(project)
}

/// The browser and its driver.
pub fn ensure_browser(project: &Project) -> anyhow::Result<Browser> {
    browser::ensure(project)
}

/// The validator of HTML.
pub fn ensure_html_validate(project: &Project) -> anyhow::Result<PathBuf> {
    html_validate::ensure(project)
}

/// The web servers that `docs/deploy/` has files for.
pub fn ensure_web_servers(project: &Project) -> anyhow::Result<WebServers> {
    web_servers::ensure(project)
}

/// The accessibility checks that tests load into a page.
pub fn ensure_axe(project: &Project) -> anyhow::Result<PathBuf> {
    axe::ensure(project)
}

/// `cargo xtask tools`
pub fn ensure_all(project: &Project) -> anyhow::Result<()> {
    let started = Instant::now();
    ensure_for_lints(project)?;
    ensure_for_build(project)?;
    ensure_axe(project)?;
    let browser = ensure_browser(project)?;
    let wasm_bindgen = wasm_bindgen::version(project)?;
    println!(
        "trunk {}, wasm-bindgen {wasm_bindgen}, wasm-opt {}",
        trunk::VERSION,
        wasm_opt::VERSION
    );
    println!(
        "{}, {}",
        browser.chromium.display(),
        browser.chromedriver.display()
    );
    println!(
        "All tools are there ({:.1} s).",
        started.elapsed().as_secs_f32()
    );
    Ok(())
}
