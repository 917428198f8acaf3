//! `cargo xtask serve`: builds the site and serves it on this machine.

use anyhow::Context;

use crate::{
    cli::ServeOptions,
    process::{self, cargo},
    project::Project,
    server::{Server, Site},
    site, watch,
};

pub fn run(project: &Project, options: &ServeOptions) -> anyhow::Result<()> {
    site::build(project, &options.build)?;
    let mount = options.build.public_url.as_str();
    let dist = Site {
        root: project.dist(),
        mount: mount.to_owned(),
        is_plain: false,
    };
    let server = Server::start(dist, options.port)?;
    println!("\nSanctuary Atlas is at {}  (Ctrl-C ends it)", server.url());
    if !options.build.dev {
        loop {
            std::thread::park();
        }
    }

    println!("Watching the sources; reload the page after a build.");
    loop {
        let changed = watch::next_change(project);
        println!(
            "\n{} changed.",
            changed
                .strip_prefix(project.root())
                .unwrap_or(&changed)
                .display()
        );
        // Another process: what compiles the data is a part of xtask and can have changed as well.
        let mut rebuild = cargo(project);
        rebuild.args([
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--",
            "build",
            "--dev",
            "--public-url",
            mount,
        ]);
        match process::run(&mut rebuild).context("the site is as it was before") {
            Ok(()) => println!("Built again: {}", server.url()),
            Err(error) => eprintln!("{}", crate::advice::failure(&error)),
        }
    }
}
