//! `cargo xtask test`: everything that must pass, the cheap before the dear.

pub mod chromedriver;
mod count;
mod end_to_end;
mod in_browser;
mod pages;
mod steps;
mod web_servers;

use std::process::ExitCode;

use crate::{
    advice, check,
    cli::{BuildOptions, Extent, PublicUrl, Suite, TestOptions},
    data, process,
    project::Project,
    server::{Server, Site},
    site::{self, Built},
    size, tools,
};
use count::Count;
use steps::Steps;

/// Runs the steps; the last line of the output is the sum of what passed and failed.
pub fn run(project: &Project, options: &TestOptions) -> ExitCode {
    let mut steps = Steps::default();
    let result = run_steps(project, options, &mut steps);
    if let Err(error) = &result {
        eprintln!("\n{}", advice::failure(error));
    }
    print!("{steps}");
    if result.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn run_steps(project: &Project, options: &TestOptions, steps: &mut Steps) -> anyhow::Result<()> {
    // A filter names tests; it makes no sense to check everything else as well.
    let wants = |suite| match options.only {
        Some(only) => only == suite,
        None => {
            options.filter.is_none()
                || matches!(suite, Suite::Native | Suite::Wasm | Suite::EndToEnd)
        }
    };
    let filter = options.filter.as_deref();

    if wants(Suite::Lint) {
        steps.check("tools", TOOLS, || tools::ensure_for_lints(project))?;
        steps.check("format", "`cargo fmt --all` puts it right", || {
            check::format(project)
        })?;
        steps.check("lints", "the warnings above", || {
            check::native_lints(project)
        })?;
        steps.check("lints, browser", "the warnings above", || {
            check::browser_lints(project)
        })?;
    }
    if wants(Suite::Native) {
        steps.tests("tests", "the failed tests above", || {
            native(project, filter)
        })?;
    }
    if wants(Suite::Data) {
        steps.check(
            "data",
            "the faults above name file, feature and field",
            || data::check(project, None),
        )?;
    }
    if wants(Suite::Size) || wants(Suite::EndToEnd) {
        steps.check("tools to build", TOOLS, || tools::ensure_for_build(project))?;
        let mut built = None;
        let options = BuildOptions {
            public_url: PublicUrl::top(),
            extent: Extent::default(),
            keep: None,
            dev: false,
        };
        steps.check(
            "build",
            "what Trunk or the data compiler says above",
            || {
                built = Some(site::build(project, &options)?);
                Ok(())
            },
        )?;
        if let Some(built) = built {
            after_build(project, &built, filter, steps, wants)?;
        }
    } else if wants(Suite::Wasm) {
        browser_tests(project, filter, steps)?;
    }
    Ok(())
}

fn after_build(
    project: &Project,
    built: &Built,
    filter: Option<&str>,
    steps: &mut Steps,
    wants: impl Fn(Suite) -> bool,
) -> anyhow::Result<()> {
    if wants(Suite::Size) {
        let look_at = "`cargo xtask size`: if the growth is worth it, `cargo xtask size --update`";
        steps.check("size", look_at, || {
            size::check_budget(project, &built.stage)
        })?;
    }
    if wants(Suite::Wasm) {
        browser_tests(project, filter, steps)?;
    }
    if wants(Suite::EndToEnd) {
        if filter.is_none() {
            page_checks(project, steps)?;
        }
        steps.check("browser", TOOLS, || {
            tools::ensure_axe(project)
                .and(tools::ensure_browser(project))
                .map(drop)
        })?;
        let look_at =
            "the failed tests above; screenshots, if any, are in target/atlas/end-to-end/";
        steps.tests("end to end", look_at, || {
            end_to_end::run(project, built, filter)
        })?;
    }
    Ok(())
}

/// What can be seen of the finished pages without a browser.
fn page_checks(project: &Project, steps: &mut Steps) -> anyhow::Result<()> {
    let dist = project.dist();
    steps.check("links", "the links above, and what writes them", || {
        pages::links(&dist, "/")
    })?;
    steps.check("HTML", "the pages above, in dist/", || {
        pages::html(project, &dist)
    })?;
    let server = Server::start(
        Site {
            root: dist.clone(),
            mount: "/".to_owned(),
            is_plain: false,
        },
        0,
    )?;
    steps.check("many readers", "xtask/src/server/", || {
        pages::readers(&server, &dist)
    })
}

fn browser_tests(project: &Project, filter: Option<&str>, steps: &mut Steps) -> anyhow::Result<()> {
    steps.check("wasm tools", TOOLS, || {
        tools::ensure_for_dev_build(project)?;
        tools::ensure_browser(project).map(drop)
    })?;
    steps.tests("tests in a browser", "the failed tests above", || {
        in_browser::run(project, filter)
    })
}

const TOOLS: &str = "what could not be installed, above; `cargo xtask tools` tries again";

fn native(project: &Project, filter: Option<&str>) -> anyhow::Result<Count> {
    let mut tests = process::cargo(project);
    tests.args([
        "test",
        "--workspace",
        "--exclude",
        "atlas-browser-tests",
        "--features",
        "build",
    ]);
    count::run(&mut tests, filter)
}
