//! `cargo xtask size`: what the app weighs, where it comes from, and whether that is within the
//! budget.

mod budget;
mod parts;

use std::fs;

use anyhow::{Context, ensure};

use crate::{
    content_hash,
    process::{command, run as run_program},
    project::Project,
    site::{self, Stage, compress::Cache, sizes::readable},
    tools,
};
use budget::{Budget, Part, Weight};

/// Growth over the budget that nobody needs to explain.
const TOLERANCE: usize = 2000;

pub fn run(project: &Project, update: bool) -> anyhow::Result<()> {
    tools::ensure_for_build(project)?;
    let stage = site::build_stage(project, false)?;
    print_parts(project)?;
    let weight = weigh(project, &stage)?;
    if update {
        let budget = Budget {
            wasm: weight.wasm_gzip,
            js: weight.js_gzip,
            first_map: weight.first_map_gzip,
        };
        budget.write(project)?;
        println!(
            "The budget is now {} of wasm, {} of JavaScript and {} for the first map.",
            readable(budget.wasm),
            readable(budget.js),
            readable(budget.first_map)
        );
        return Ok(());
    }
    compare(&weight, &Budget::read(project)?)
}

/// Whether a release build is within the budget.
pub fn check_budget(project: &Project, stage: &Stage) -> anyhow::Result<()> {
    compare(&weigh(project, stage)?, &Budget::read(project)?)
}

fn compare(weight: &Weight, budget: &Budget) -> anyhow::Result<()> {
    println!(
        "{:<12}{:>12}{:>12}{:>12}{:>16}",
        "", "raw", "gzip", "brotli", "budget (gzip)"
    );
    let rows = [
        (
            "wasm",
            weight.wasm,
            weight.wasm_gzip,
            weight.wasm_brotli,
            budget.wasm,
        ),
        (
            "JavaScript",
            weight.js,
            weight.js_gzip,
            weight.js_brotli,
            budget.js,
        ),
        (
            "first map",
            weight.first_map,
            weight.first_map_gzip,
            weight.first_map_brotli,
            budget.first_map,
        ),
    ];
    for (name, raw, gzip, brotli, budget) in rows {
        let [raw, gzip, brotli, budget] = [raw, gzip, brotli, budget].map(readable);
        println!("{name:<12}{raw:>12}{gzip:>12}{brotli:>12}{budget:>16}");
    }
    for (name, _, gzip, _, budget) in rows {
        ensure!(
            gzip <= budget + TOLERANCE,
            "the {name} has grown to {} gzipped, {} over the budget of {}. If that is worth it: cargo xtask size --update",
            readable(gzip),
            readable(gzip - budget),
            readable(budget)
        );
    }
    Ok(())
}

fn weigh(project: &Project, stage: &Stage) -> anyhow::Result<Weight> {
    let cache = Cache::open(project)?;
    let mut weight = Weight::default();
    for entry in fs::read_dir(&stage.folder)? {
        let path = entry?.path();
        let extension = path.extension().unwrap_or_default();
        // Scripts without a hash are not the app's: they are for other sites' pages.
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let part = match extension.to_str() {
            Some("wasm") if name == "first-map.wasm" => Part::FirstMap,
            Some("wasm") => Part::Wasm,
            Some("js") if content_hash::is_in_name(&name) => Part::Script,
            _ => continue,
        };
        let bytes = fs::read(&path)?;
        let (gzip, brotli) = (cache.gzip(&bytes)?.len(), cache.brotli(&bytes)?.len());
        weight.add(part, bytes.len(), gzip, brotli);
    }
    ensure!(
        weight.wasm > 0,
        "there is no wasm in {}",
        stage.folder.display()
    );
    Ok(weight)
}

/// The parts of the wasm, by way of the same two tools as in Trunk's build, but with the names
/// kept.
fn print_parts(project: &Project) -> anyhow::Result<()> {
    let path = project
        .cargo_target()
        .join("wasm32-unknown-unknown/release/sanctuary-atlas.wasm");
    let folder = project.work().join("named");
    let mut bindgen = command(project, project.tools_bin().join("wasm-bindgen"));
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--out-name",
        "named",
        "--out-dir",
    ]);
    run_program(bindgen.arg(&folder).arg(&path))?;
    let (bound, optimised) = (folder.join("named_bg.wasm"), folder.join("optimised.wasm"));
    let mut wasm_opt = command(project, project.tools_bin().join("wasm-opt"));
    run_program(
        wasm_opt
            .args(["-Oz", "--debuginfo"])
            .arg(&bound)
            .arg("--output")
            .arg(&optimised),
    )?;
    let wasm =
        fs::read(&optimised).with_context(|| format!("cannot read {}", optimised.display()))?;
    print!("{}", parts::Parts::of(&wasm)?);
    Ok(())
}
