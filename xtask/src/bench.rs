//! `cargo xtask bench`: our map beside other libraries' showing the same areas.
//!
//! The peers are npm packages, so their pages and the driver of the browser are `xtask/bench/*.mjs`.

pub mod scale;

use std::{fs, path::Path};

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use crate::{
    cli::{BuildOptions, Cards, Extent, PublicUrl},
    process::{command, run as run_program},
    project::Project,
    site, tools,
};

/// Packages of the peers, and the bundler of their pages.
const PACKAGES: [(&str, &str); 7] = [
    ("leaflet", "1.9.4"),
    ("ol", "10.11.0"),
    ("maplibre-gl", "6.17.0"),
    ("d3-geo", "3.1.2"),
    ("d3-selection", "3.0.1"),
    ("d3-zoom", "3.0.1"),
    ("esbuild", "0.28.2"),
];
const PEERS: [(&str, &str); 5] = [
    ("Leaflet, canvas", "leaflet"),
    ("OpenLayers", "openlayers"),
    ("MapLibre GL JS", "maplibre"),
    ("D3, canvas", "d3-canvas"),
    ("D3, SVG", "d3-svg"),
];

/// `chosen`: only these peers, for a look that is not written down.
pub fn run(project: &Project, runs: u32, chosen: Option<&[String]>) -> anyhow::Result<()> {
    for name in chosen.unwrap_or_default() {
        ensure!(
            PEERS.iter().any(|(_, page)| page == name),
            "there is no peer \"{name}\"; there are {}",
            PEERS.map(|(_, page)| page).join(", ")
        );
    }
    let options = BuildOptions {
        public_url: PublicUrl::top(),
        extent: Extent {
            cards: Cards::None,
            ..Extent::default()
        },
        keep: None,
        dev: false,
    };
    drop(site::build(project, &options)?);
    let browser = tools::ensure_browser(project)?;
    for (package, version) in PACKAGES {
        tools::ensure_npm_package(project, package, version)?;
    }
    let scripts = project.root().join("xtask/bench");
    let folder = project.work().join("bench");
    fs::create_dir_all(&folder)?;
    let modules = tools::npm_modules(project);
    let areas = folder.join("areas.json");
    println!("Making the peers' pages ...");
    let mut peers = command(project, "node");
    peers.arg(scripts.join("peers.mjs"));
    run_program(
        peers
            .arg(project.geodata())
            .args([&modules, &folder, &areas]),
    )?;

    let plan = plan(project, &browser.chromium, &folder, &areas, runs, chosen)?;
    let plan_file = folder.join("plan.json");
    fs::write(&plan_file, serde_json::to_string_pretty(&plan)?)?;
    let mut drive = command(project, "node");
    drive.arg(scripts.join("drive.mjs")).arg(&plan_file);
    drive.arg(folder.join("results.json"));
    if chosen.is_some() {
        return run_program(&mut drive);
    }
    run_program(drive.arg(project.root().join("docs/benchmarks.md")))?;
    println!("Written to docs/benchmarks.md.");
    Ok(())
}

fn plan(
    project: &Project,
    chromium: &Path,
    folder: &Path,
    areas: &Path,
    runs: u32,
    chosen: Option<&[String]>,
) -> anyhow::Result<Value> {
    let text = fs::read_to_string(areas).context("the peers' pages were not made")?;
    let areas: Value = serde_json::from_str(&text)?;
    ensure!(
        areas["areas"].as_u64() > Some(1_000),
        "too few areas: {areas}"
    );
    let ours = json!({ "name": "Sanctuary Atlas", "folder": project.dist() });
    let is_chosen = |page: &str| chosen.is_none_or(|chosen| chosen.iter().any(|name| name == page));
    let peers = PEERS
        .iter()
        .filter(|(_, page)| is_chosen(page))
        .map(|(name, page)| json!({ "name": name, "folder": folder.join(page) }));
    let contenders: Vec<Value> = std::iter::once(ours).chain(peers).collect();
    let versions: Vec<String> = PACKAGES
        .iter()
        .filter(|(package, _)| *package != "esbuild")
        .map(|(package, version)| format!("{package} {version}"))
        .collect();
    Ok(json!({
        "chromium": chromium,
        "runs": runs,
        "areas": areas,
        "versions": versions.join(", "),
        "contenders": contenders,
    }))
}
