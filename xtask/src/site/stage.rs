//! What Trunk makes of `index.html` and the app, before we add to it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::Context;

use crate::{
    process::{cargo, command, run},
    project::Project,
    tools,
};

const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Flags of the published wasm: those of `.cargo/config.toml`, and no path of this machine in its
/// messages, so that the same sources give the same bytes everywhere.
fn release_flags(project: &Project) -> String {
    let mut flags = vec!["--cfg=erase_components".to_owned()];
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))?;
        Some(Path::new(&home).join(".cargo"))
    });
    let sources = home.map(|home| home.join("registry").join("src"));
    for (folder, name) in [(sources, "crates"), (Some(project.root().to_owned()), ".")] {
        // Flags are divided at spaces; a path with one stays as it is.
        let folder = folder.map(|folder| folder.display().to_string());
        flags.extend(
            folder
                .filter(|folder| !folder.contains(' '))
                .map(|folder| format!("--remap-path-prefix={folder}={name}")),
        );
    }
    flags.join(" ")
}

/// A folder with Trunk's output; all addresses in it are relative to the page's `<base>`.
pub struct Stage {
    pub folder: PathBuf,
    pub is_dev: bool,
}

/// The small wasm of the first map, beside Trunk's output.
fn build_first_map(project: &Project, is_dev: bool, folder: &Path) -> anyhow::Result<()> {
    let mut cargo = cargo(project);
    cargo.args([
        "build",
        "--no-default-features",
        "--target=wasm32-unknown-unknown",
        "--bin=first-map",
    ]);
    let built = |profile: &str| {
        let name = format!("wasm32-unknown-unknown/{profile}/first-map.wasm");
        project.cargo_target().join(name)
    };
    let target = folder.join("first-map.wasm");
    let failed = "cannot build the first map's wasm";
    if is_dev {
        run(&mut cargo).context(failed)?;
        fs::copy(built("debug"), &target).context("cannot copy the first map's wasm")?;
        return Ok(());
    }
    cargo
        .arg("--release")
        .env(RUSTFLAGS, release_flags(project));
    run(&mut cargo).context(failed)?;
    let mut wasm_opt = command(project, project.tools_bin().join("wasm-opt"));
    wasm_opt.arg("-Oz").arg(built("release"));
    run(wasm_opt.arg("--output").arg(&target)).context("cannot optimise the first map's wasm")
}

pub fn build_stage(project: &Project, is_dev: bool) -> anyhow::Result<Stage> {
    let folder = project
        .work()
        .join(if is_dev { "stage-dev" } else { "stage" });
    println!(
        "Building the app ({}) ...",
        if is_dev {
            "unoptimised"
        } else {
            "optimised; minutes the first time"
        }
    );
    let started = Instant::now();
    let mut trunk = command(project, project.tools_bin().join("trunk"));
    // An `integrity` on a style sheet needs a CORS request, which Trunk's link does not make: in a frame
    // with sandbox="allow-scripts" the browser blocks it.
    trunk.args(["build", "--no-sri=true", "--public-url=./", "--dist"]);
    trunk.arg(&folder);
    if !is_dev {
        trunk.arg("--release");
        trunk.env(RUSTFLAGS, release_flags(project));
    }
    trunk.envs(tools::pinned_versions(project)?);
    // Trunk 0.21 takes `NO_COLOR=1` for a wrong value of its option.
    trunk.env_remove("NO_COLOR");
    run(&mut trunk).context("cannot build the app")?;
    build_first_map(project, is_dev, &folder)?;
    println!("Built the app ({:.1} s).", started.elapsed().as_secs_f32());
    Ok(Stage { folder, is_dev })
}
