//! The finished site in a real browser, as users and host pages meet it.

use std::fs;

use super::{
    chromedriver::Chromedriver,
    count::{self, Count},
    web_servers::WebServer,
};
use crate::{
    cli::{Cards, Extent, Pages, PublicUrl},
    process::cargo,
    project::Project,
    server::{Server, Site},
    site::{self, Built, Target, Version},
    tools,
};

/// Serves the site in all the ways that tests ask for and runs `tests/browser`. The crate gets, as
/// environment variables:
///
/// - `ATLAS_SITE`: the site at the top of its host
/// - `ATLAS_SITE_SUB`: the site below a folder; it keeps a version of the data
/// - `ATLAS_PLAIN`: the site on a server that knows nothing but files
/// - `ATLAS_NGINX`, `ATLAS_CADDY`: the site on real web servers
/// - `ATLAS_OTHER_ORIGIN`: pages of other sites, `tests/browser/pages/`
/// - `ATLAS_WEBDRIVER`, `ATLAS_CHROMIUM`: where a browser is
/// - `ATLAS_AXE`: the accessibility checks, a script
/// - `ATLAS_ARTIFACTS`: a folder for screenshots
pub fn run(project: &Project, built: &Built, filter: Option<&str>) -> anyhow::Result<Count> {
    let browser = tools::ensure_browser(project)?;
    let axe = tools::ensure_axe(project)?;
    let below_folder = project.work().join("site-below");
    let artifacts = project.work().join("end-to-end");
    fs::create_dir_all(&artifacts)?;

    let serve = |root, mount: &str, is_plain| {
        Server::start(
            Site {
                root,
                mount: mount.to_owned(),
                is_plain,
            },
            0,
        )
    };
    let top = serve(project.dist(), "/", false)?;
    let below = serve(below_folder.clone(), "/sub/atlas/", false)?;
    // This one knows its own address, as a deployed site does.
    let address = PublicUrl::parse_absolute(&below.url())?;
    let extent = Extent {
        pages: Pages::OnFile,
        cards: Cards::Regions,
    };
    let (stage, data) = (&built.stage, &built.data);
    let kept = site::version_folder(data);
    let target = Target {
        version: Version::Live(Some(&kept)),
        ..Target::new(&address, extent)
    };
    site::assemble(project, stage, data, target, &below_folder)?;
    // It keeps versions, this one only: an older run's would be of another app.
    let archive = project.work().join("versions-of-tests");
    if archive.exists() {
        fs::remove_dir_all(&archive)?;
    }
    site::keep_version(project, stage, data, &address, &archive, &below_folder)?;
    let web_servers = tools::ensure_web_servers(project)?;
    let nginx = WebServer::nginx(project, &web_servers, &project.dist())?;
    let caddy = WebServer::caddy(project, &web_servers, &project.dist())?;
    let plain = serve(project.dist(), "/", true)?;
    let other_origin = serve(project.root().join("tests/browser/pages"), "/", true)?;
    let chromedriver = Chromedriver::start(&browser)?;

    let mut tests = cargo(project);
    tests
        .args(["test", "--package", "atlas-browser-tests"])
        .env("ATLAS_SITE", top.url())
        .env("ATLAS_SITE_SUB", below.url())
        .env("ATLAS_PLAIN", plain.url())
        .env("ATLAS_NGINX", nginx.url())
        .env("ATLAS_CADDY", caddy.url())
        .env("ATLAS_OTHER_ORIGIN", other_origin.url())
        .env("ATLAS_WEBDRIVER", chromedriver.url())
        .env("ATLAS_CHROMIUM", &browser.chromium)
        .env("ATLAS_AXE", axe)
        .env("ATLAS_ARTIFACTS", artifacts);
    count::run(&mut tests, filter)
}
