//! nginx and Caddy, for the tests of `docs/deploy/`. Where they are missing they are unpacked from
//! Debian's packages into `.tools/`, as installing them would start them for the whole machine.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use crate::{
    process::{self, command, run_install},
    project::Project,
};

/// The programs, and nginx's modules that are not built in.
pub struct WebServers {
    pub nginx: PathBuf,
    pub nginx_modules: Vec<PathBuf>,
    pub caddy: PathBuf,
}

const PACKAGES: [&str; 3] = ["nginx", "libnginx-mod-http-brotli-static", "caddy"];
const BROTLI_MODULE: &str = "usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

pub fn ensure(project: &Project) -> anyhow::Result<WebServers> {
    if let Some(servers) = find(project) {
        return Ok(servers);
    }
    anyhow::ensure!(
        process::find("apt-get").is_some() && process::find("dpkg").is_some(),
        "Missing: nginx with its brotli module, and Caddy (to test the files in docs/deploy/). There is no \
         apt-get here; install them with your system's package manager."
    );
    println!("Unpacking nginx and Caddy (to test the files in docs/deploy/) ...");
    let folder = folder(project);
    fs::create_dir_all(&folder)?;
    let download = || {
        run_install(
            command(project, "apt-get")
                .current_dir(&folder)
                .arg("download")
                .args(PACKAGES),
        )
    };
    // Lists of packages that are not there yet, or that name versions that are gone.
    download()
        .or_else(|_| {
            run_install(command(project, "apt-get").arg("update"))?;
            download()
        })
        .context("cannot download nginx and Caddy from Debian")?;
    for entry in fs::read_dir(&folder)? {
        let package = entry?.path();
        if package
            .extension()
            .is_some_and(|extension| extension == "deb")
        {
            run_install(
                command(project, "dpkg")
                    .arg("-x")
                    .arg(&package)
                    .arg(&folder),
            )?;
            fs::remove_file(&package)?;
        }
    }
    find(project).context("nginx, its brotli module or Caddy is still missing")
}

fn find(project: &Project) -> Option<WebServers> {
    let own = folder(project);
    let program = |name: &str, path: &str| {
        let unpacked = own.join(path);
        let system = Path::new("/").join(path);
        process::find(name).or_else(|| {
            [system, unpacked]
                .into_iter()
                .find(|path| process::is_program(path))
        })
    };
    let module = [Path::new("/"), own.as_path()]
        .map(|root| root.join(BROTLI_MODULE))
        .into_iter()
        .find(|path| path.is_file())?;
    Some(WebServers {
        nginx: program("nginx", "usr/sbin/nginx")?,
        nginx_modules: vec![module],
        caddy: program("caddy", "usr/bin/caddy")?,
    })
}

fn folder(project: &Project) -> PathBuf {
    project.tools().join("debian")
}
