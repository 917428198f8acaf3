//! The library's own tests that need a browser: compiled to wasm, run in Chromium.

use std::fs;

use super::count::{self, Count};
use crate::{process::cargo, project::Project, tools};

/// No window and no sandbox (as containers allow none), and nothing that asks the network by
/// itself.
const CHROMIUM_ARGUMENTS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-extensions",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--no-first-run",
    "--no-default-browser-check",
];

pub fn run(project: &Project, filter: Option<&str>) -> anyhow::Result<Count> {
    let browser = tools::ensure_browser(project)?;
    fs::create_dir_all(project.work())?;
    let capabilities = project.work().join("webdriver.json");
    // Rust's notation of these plain texts is JSON's as well.
    let options = format!(
        "{{ \"goog:chromeOptions\": {{ \"binary\": {:?}, \"args\": {CHROMIUM_ARGUMENTS:?} }} }}\n",
        browser.chromium
    );
    fs::write(&capabilities, options)?;

    let mut tests = cargo(project);
    tests
        .args([
            "test",
            "--target",
            "wasm32-unknown-unknown",
            "--features",
            "csr",
            "--lib",
        ])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    count::run(&mut tests, filter)
}
