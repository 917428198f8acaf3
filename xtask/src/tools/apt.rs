//! Packages of Debian and Ubuntu.

use anyhow::{Context, bail};

use crate::{
    process::{self, answer, command, run_install},
    project::Project,
};

pub fn install(project: &Project, packages: &[&str], what: &str) -> anyhow::Result<()> {
    let names = packages.join(" ");
    if process::find("apt-get").is_none() {
        bail!(
            "Missing: {what}. There is no apt-get here; install this with your system's \
             package manager, or tell where it already is (`cargo xtask help`)."
        );
    }
    let is_root = answer(command(project, "id").arg("-u")).as_deref() == Some("0");
    let prefix: &[&str] = match (is_root, process::find("sudo")) {
        (true, _) => &[],
        (false, Some(_)) => &["sudo"],
        (false, None) => bail!(
            "Missing: {what}. Installing it takes root. As root, run: \
             apt-get install --no-install-recommends {names}"
        ),
    };
    println!("Installing {what} ...");
    let apt_get = |arguments: &[&str]| {
        let words: Vec<&str> = prefix
            .iter()
            .chain(&["apt-get"])
            .chain(arguments)
            .copied()
            .collect();
        run_install(
            command(project, words[0])
                .args(&words[1..])
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    };
    let install: Vec<&str> = ["install", "-y", "--no-install-recommends"]
        .iter()
        .chain(packages)
        .copied()
        .collect();
    apt_get(&["update"])
        .and_then(|()| apt_get(&install))
        .with_context(|| format!("cannot install {what}"))
}
