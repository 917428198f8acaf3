//! What `cargo xtask test` tells these tests by environment variables.

use std::{env, path::PathBuf};

/// A variable that must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variable {
    /// The site at the top of its host.
    Site,
    /// The same site below a folder.
    SiteBelow,
    /// The same site on a server that knows nothing but files.
    Plain,
    /// Pages of another site: `tests/browser/pages/`.
    OtherOrigin,
    /// The site on nginx, with the configuration of `docs/deploy/`.
    Nginx,
    /// The same on Caddy.
    Caddy,
    /// Where chromedriver listens.
    WebDriver,
    /// The browser's program.
    Chromium,
    /// The accessibility checks, a script.
    Axe,
}

impl Variable {
    const fn name(self) -> &'static str {
        match self {
            Self::Site => "ATLAS_SITE",
            Self::SiteBelow => "ATLAS_SITE_SUB",
            Self::Plain => "ATLAS_PLAIN",
            Self::OtherOrigin => "ATLAS_OTHER_ORIGIN",
            Self::Nginx => "ATLAS_NGINX",
            Self::Caddy => "ATLAS_CADDY",
            Self::WebDriver => "ATLAS_WEBDRIVER",
            Self::Chromium => "ATLAS_CHROMIUM",
            Self::Axe => "ATLAS_AXE",
        }
    }

    /// Its value.
    ///
    /// # Panics
    /// If it is missing: a test without a browser has not passed.
    pub fn value(self) -> String {
        let name = self.name();
        env::var(name).ok().filter(|value| !value.is_empty()).unwrap_or_else(|| {
            panic!("{name} is not set: run these tests with `cargo xtask test --only e2e`, which serves the site and sets it")
        })
    }
}

/// A folder that may be given: `ATLAS_ARTIFACTS` for screenshots of failures, `ATLAS_SHOTS` for
/// screenshots of every page.
pub fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}
