//! `cargo xtask bench --scale`: our map with more areas than there are.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use sanctuary_atlas::data::{self as runtime, CountyFile, EncodedShapes, Kind};
use serde_json::{Value, json};

use crate::{
    cli::{BuildOptions, Extent, PublicUrl},
    data::{self, RuntimeFile},
    process::{command, run as run_program},
    project::Project,
    site::{self, compress},
    tools,
};

/// How many times as many areas.
const SERIES: [usize; 3] = [1, 3, 10];

pub fn run(project: &Project, runs: u32) -> anyhow::Result<()> {
    let options = BuildOptions {
        public_url: PublicUrl::top(),
        extent: Extent::default(),
        keep: None,
        dev: false,
    };
    drop(site::build(project, &options)?);
    let browser = tools::ensure_browser(project)?;
    let folder = project.work().join("bench");
    let mut sites: Vec<Value> = Vec::new();
    for times in SERIES {
        println!("Compiling with {times} times as many areas ...");
        let files = data::compile_subdivided(project, times)?;
        let site = folder.join(format!("scale-{times}"));
        make_site(project, &files, &site)?;
        let areas = count_areas(&files)?;
        sites.push(json!({ "times": times, "areas": areas, "folder": site }));
    }
    let plan = json!({ "chromium": browser.chromium, "runs": runs, "sites": sites });
    let plan_file = folder.join("scale.json");
    fs::write(&plan_file, serde_json::to_string_pretty(&plan)?)?;
    let mut drive = command(project, "node");
    drive.arg(project.root().join("xtask/bench/scale.mjs"));
    drive.arg(&plan_file);
    run_program(drive.arg(project.root().join("docs/benchmarks.md")))?;
    println!("Written to docs/benchmarks.md.");
    Ok(())
}

/// The app's page and own files from `dist/`, with other data.
fn make_site(project: &Project, files: &[RuntimeFile], site: &Path) -> anyhow::Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::create_dir_all(site.join("data"))?;
    let dist = project.dist();
    for entry in fs::read_dir(&dist).context("there is no dist/")? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::copy(&path, site.join(name))?;
        }
    }
    let cache = compress::Cache::open(project)?;
    for file in files {
        let path = site.join("data").join(&file.name);
        fs::write(&path, &file.bytes)?;
        fs::write(compressed(&path), cache.brotli(&file.bytes)?)?;
    }
    let page_file = site.join("index.html");
    let mut page = fs::read_to_string(&page_file)?;
    for role in ["index", "land"] {
        let name = &files
            .iter()
            .find(|file| file.role == role)
            .with_context(|| format!("no file for \"{role}\""))?
            .name;
        page = with_data(&page, role, name)?;
    }
    let bytes = page.as_bytes();
    fs::write(compressed(&page_file), cache.brotli(bytes)?)?;
    fs::write(&page_file, bytes)?;
    Ok(())
}

fn compressed(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

/// The page with another file for `data/<role>-<hash>.bin`.
fn with_data(page: &str, role: &str, name: &str) -> anyhow::Result<String> {
    let begin = format!("data/{role}-");
    let (before, rest) = page
        .split_once(&begin)
        .with_context(|| format!("the page does not load {begin}"))?;
    let (_, after) = rest.split_once(".bin").context("no .bin")?;
    ensure!(!after.contains(&begin), "the page loads {begin} twice");
    Ok(format!("{before}data/{name}{after}"))
}

fn count_areas(files: &[RuntimeFile]) -> anyhow::Result<usize> {
    let bytes = |role: &str| {
        let file = files.iter().find(|file| file.role == role);
        file.map(|file| &file.bytes)
            .with_context(|| format!("no {role}"))
    };
    let land: EncodedShapes = runtime::unpack(Kind::Land, bytes("land-full")?)?;
    let counties: CountyFile = runtime::unpack(Kind::Counties, bytes("counties")?)?;
    Ok(land.shapes.len() + counties.shapes.shapes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_loads_the_other_data() {
        let page = r#"<link href="data/index-1.bin"><link href="data/land-2.bin">"#;
        let other = with_data(page, "land", "land-9.bin").unwrap();
        assert_eq!(
            other,
            r#"<link href="data/index-1.bin"><link href="data/land-9.bin">"#
        );
        assert!(with_data(&page.replace("index", "land"), "land", "x").is_err());
        assert!(with_data("<p>", "land", "x").is_err());
    }
}
