//! wasm-opt: makes the wasm smaller. From npm, because distributions' packages are too old for what
//! rustc emits.

use std::fs;

use anyhow::{Context, bail};

use super::npm;
use crate::{
    process::{answer, command},
    project::Project,
};

/// Binaryen's version; the npm package adds ".0.0".
pub const VERSION: &str = "132";

const SHIM: &str = "#!/bin/sh
exec node \"$(dirname \"$0\")/../npm/node_modules/binaryen/bin/wasm-opt\" \"$@\"
";

pub fn ensure(project: &Project) -> anyhow::Result<()> {
    npm::ensure_node(project)?;
    let shim = project.tools_bin().join("wasm-opt");
    let package = format!("{VERSION}.0.0");
    let is_shim = fs::read_to_string(&shim).is_ok_and(|text| text == SHIM);
    if npm::is_installed(project, "binaryen", &package) && is_shim {
        return Ok(());
    }
    npm::ensure_package(project, "binaryen", &package)?;
    fs::create_dir_all(project.tools_bin())?;
    fs::write(&shim, SHIM).with_context(|| format!("cannot write {}", shim.display()))?;
    make_executable(&shim)?;

    let said = answer(command(project, &shim).arg("--version")).unwrap_or_default();
    if !said.contains(&format!("version {VERSION} ")) {
        bail!(
            "`wasm-opt --version` says \"{said}\", not {VERSION}; remove .tools/npm and try again"
        );
    }
    Ok(())
}

#[cfg(unix)]
fn make_executable(path: &std::path::Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(
        path,
        fs::Permissions::from_mode(0o755),
    )?)
}

#[cfg(not(unix))]
fn make_executable(_: &std::path::Path) -> anyhow::Result<()> {
    Ok(())
}
