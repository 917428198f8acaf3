//! What can be asked for on the command line.

use std::{ffi::OsString, path::PathBuf};

use anyhow::{Context, bail};
use lexopt::prelude::*;

use crate::data::Task;

pub const HELP: &str = "\
The commands of Sanctuary Atlas. Nothing but cargo is needed to begin; what else is missing is
installed into .tools/ (and, for Node.js and Chromium, with apt-get).

  cargo xtask serve [--port 8080] [--dev] [--public-url /sub/]
      Builds the site and serves it at http://127.0.0.1:8080/. --dev: quick unoptimised build,
      built again whenever a file changes (reload the page yourself).

  cargo xtask build [--dev] [--site-url https://host/sub/] [--public-url /sub/] [--pages on-file]
                    [--cards none|regions|all] [--keep DIR]
      Builds the site into dist/, ready to be copied to any static host. --site-url: the address
      where it will live, for what other sites are told (cards, canonical links, oEmbed, feed,
      sitemap). --public-url: only the path, where the host is not known yet. --pages on-file: no
      pages for places without anything on file, for hosts that limit the number of files.
      --cards none|regions|all: which places get a card, a picture for links on other sites: none,
      nations and those regions that something is on file of (unless said otherwise), or all places
      that something is on file of.
      --keep DIR: also keeps this version of the data in DIR, and puts all versions that are kept
      there into dist/v/, for embeds and citations that must not change.

  cargo xtask test [FILTER] [--only lint|data|native|size|wasm|e2e]
      Everything that must pass, in the order of cost; stops at the first failure.
      --only: one part. FILTER: only tests whose name contains it.

  cargo xtask check
      Format, lints and data, without building the site.

  cargo xtask data [--out DIR]
      Validates geodata/ and compiles it; lists every fault. --out: also writes the files.
      --export DIR      writes the open data: CSV, GeoJSON, JSON and a dictionary of the columns.
      --stats [--since DATE]   counts the record; the records not checked since a date.
      --explain ID [--on DATE] tells one place, what is above it, and its state on a date.
      --weak            ranks the policies that rest on weak sources only.
      --schema          writes geodata/schema/ from the types.

  cargo xtask fuzz [--seconds 60] [--seed N]
      Throws damaged files and hostile links at every decoder; the same seed gives the same inputs.

  cargo xtask boundaries [check]
      Rebuilds the borders in geodata/boundaries/ from their sources, or only checks them.

  cargo xtask gazetteer [areas]
      Rebuilds the towns in geodata/gazetteer/ from their sources, or only finds anew in which area
      each lies.

  cargo xtask bench [--runs 5] [--peers leaflet,openlayers] [--scale]
      Our map beside other libraries' with the same areas, in one browser; writes docs/benchmarks.md.
      --peers: beside these only, for a quick look; writes nothing.
      --scale: instead, our map with three and ten times as many areas.

  cargo xtask size [--update]
      What the browser downloads, by crate, against xtask/size-budget.toml. --update: rewrites it.

  cargo xtask tools
      Installs the tools that the other commands would install when they need them.

Environment
  ATLAS_CHROMIUM, ATLAS_CHROMEDRIVER   the browser and its driver, where they are not on PATH
  SOURCE_DATE_EPOCH                    the time that counts as today (seconds since 1970)";

#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Tools,
    Data(Task),
    Build(BuildOptions),
    Serve(ServeOptions),
    Test(TestOptions),
    Check,
    Size {
        update: bool,
    },
    Bench {
        runs: u32,
        /// Only these peers, by their pages' names.
        peers: Option<Vec<String>>,
        /// Our own map with more areas, rather than beside others.
        scale: bool,
    },
    Boundaries(Vec<String>),
    Fuzz {
        seconds: u64,
        seed: u64,
    },
    Gazetteer(Vec<String>),
    /// Used by `test` only: see `test/chromedriver.rs`.
    KeepChromedriver(PathBuf),
}

/// The name of [`Command::KeepChromedriver`]; not in the help.
pub const KEEP_CHROMEDRIVER: &str = "keep-chromedriver";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildOptions {
    pub public_url: PublicUrl,
    pub extent: Extent,
    /// The archive of versions of the data.
    pub keep: Option<PathBuf>,
    pub dev: bool,
}

/// How much is written beside the app.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    pub pages: Pages,
    pub cards: Cards,
}

/// Which places have a picture of their own, for links on other sites; the others show that of the
/// nearest place above them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Cards {
    None,
    /// The map, nations and regions.
    #[default]
    Regions,
    /// All places with something on file, too.
    All,
}

/// Which places have a page of their own; the others are shown by the app all the same, on hosts
/// that send `404.html` for unknown addresses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pages {
    #[default]
    All,
    /// Those with something on file.
    OnFile,
}

#[derive(Debug, PartialEq, Eq)]
pub struct ServeOptions {
    pub build: BuildOptions,
    pub port: u16,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct TestOptions {
    pub only: Option<Suite>,
    pub filter: Option<String>,
}

/// A part of `cargo xtask test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    Lint,
    Data,
    Native,
    Size,
    Wasm,
    EndToEnd,
}

/// Where the site lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    /// Path on its host; begins and ends with a slash.
    path: String,
    /// Scheme and host, if known: what other sites are told needs it.
    origin: Option<String>,
}

impl PublicUrl {
    pub fn top() -> Self {
        Self {
            path: "/".to_owned(),
            origin: None,
        }
    }

    /// The whole address, as `--site-url` takes it.
    pub fn parse_absolute(text: &str) -> anyhow::Result<Self> {
        let problem = || {
            format!("--site-url {text}: give the whole address, such as https://example.org/atlas/")
        };
        let host_from = ["https://", "http://"]
            .into_iter()
            .find(|scheme| text.starts_with(scheme))
            .with_context(problem)?
            .len();
        let path_from = text[host_from..]
            .find('/')
            .map_or(text.len(), |at| host_from + at);
        let host = &text[host_from..path_from];
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
        if host.is_empty() || !host.chars().all(allowed) {
            bail!(problem());
        }
        let path = if path_from == text.len() {
            "/"
        } else {
            &text[path_from..]
        };
        Ok(Self {
            origin: Some(text[..path_from].to_owned()),
            ..Self::parse(path).with_context(problem)?
        })
    }

    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        let has_bad_segment = text
            .trim_matches('/')
            .split('/')
            .any(|segment| segment == "." || segment == "..")
            || text.contains("//");
        if !text.starts_with('/') || has_bad_segment || !text.chars().all(allowed) {
            bail!("--public-url {text}: give the path on the host, such as /atlas/");
        }
        let slash = if text.ends_with('/') { "" } else { "/" };
        Ok(Self {
            path: format!("{text}{slash}"),
            origin: None,
        })
    }

    /// The path on its host.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// A folder of this site.
    pub fn below(&self, folder: &str) -> Self {
        Self {
            path: format!("{}{folder}", self.path),
            origin: self.origin.clone(),
        }
    }

    /// The whole address of a link that is relative to the site; none where the host is not known.
    pub fn absolute(&self, link: &str) -> Option<String> {
        let origin = self.origin.as_ref()?;
        Some(format!("{origin}{}{link}", self.path))
    }
}

pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> anyhow::Result<Command> {
    parse_arguments(arguments).context("see `cargo xtask help`")
}

fn parse_arguments(arguments: impl IntoIterator<Item = OsString>) -> anyhow::Result<Command> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let name = match parser.next()? {
        None | Some(Long("help") | Short('h')) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    if name == "boundaries" || name == "gazetteer" {
        let rest: Result<Vec<String>, _> = parser.raw_args()?.map(OsString::into_string).collect();
        let rest =
            rest.map_err(|bad| anyhow::anyhow!("argument {} is not UTF-8", bad.display()))?;
        return Ok(if name == "boundaries" {
            Command::Boundaries(rest)
        } else {
            Command::Gazetteer(rest)
        });
    }

    if name == "data" && !parser.try_raw_args().is_some_and(asks_for_help) {
        return Task::parse(&mut parser).map(Command::Data);
    }

    if name == KEEP_CHROMEDRIVER {
        return Ok(Command::KeepChromedriver(parser.value()?.into()));
    }

    let given = Given::read(&mut parser)?;
    if given.help {
        return Ok(Command::Help);
    }
    given.only_allow(&name)?;
    let build = BuildOptions {
        public_url: given.site()?,
        extent: given.extent(),
        keep: given.keep,
        dev: given.dev,
    };
    Ok(match name.as_str() {
        "help" => Command::Help,
        "tools" => Command::Tools,
        "build" => Command::Build(build),
        "serve" => Command::Serve(ServeOptions {
            build,
            port: given.port.unwrap_or(8080),
        }),
        "test" => Command::Test(TestOptions {
            only: given.only,
            filter: given.filter,
        }),
        "check" => Command::Check,
        "fuzz" => Command::Fuzz {
            seconds: given.seconds.unwrap_or(60),
            seed: given.seed.unwrap_or(1),
        },
        "bench" => Command::Bench {
            runs: given.runs.unwrap_or(5),
            peers: given.peers,
            scale: given.scale,
        },
        "size" => Command::Size {
            update: given.update,
        },
        unknown => bail!("there is no command \"{unknown}\""),
    })
}

/// All options of all commands, as far as they were given.
#[derive(Default)]
struct Given {
    help: bool,
    dev: bool,
    update: bool,
    runs: Option<u32>,
    peers: Option<Vec<String>>,
    scale: bool,
    port: Option<u16>,
    public_url: Option<PublicUrl>,
    site_url: Option<PublicUrl>,
    pages: Option<Pages>,
    cards: Option<Cards>,
    keep: Option<PathBuf>,
    only: Option<Suite>,
    filter: Option<String>,
    seconds: Option<u64>,
    seed: Option<u64>,
}

impl Given {
    fn read(parser: &mut lexopt::Parser) -> anyhow::Result<Self> {
        let mut given = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("help") | Short('h') => given.help = true,
                Long("dev") => given.dev = true,
                Long("update") => given.update = true,
                Long("seconds") => given.seconds = Some(parser.value()?.parse()?),
                Long("seed") => given.seed = Some(parser.value()?.parse()?),
                Long("scale") => given.scale = true,
                Long("runs") => given.runs = Some(parser.value()?.parse()?),
                Long("peers") => {
                    let names = parser.value()?.string()?;
                    given.peers = Some(names.split(',').map(str::to_owned).collect());
                }
                Long("port") => given.port = Some(parser.value()?.parse()?),
                Long("public-url") => {
                    given.public_url = Some(PublicUrl::parse(&parser.value()?.string()?)?);
                }
                Long("site-url") => {
                    given.site_url = Some(PublicUrl::parse_absolute(&parser.value()?.string()?)?);
                }
                Long("cards") => {
                    given.cards = Some(match parser.value()?.string()?.as_str() {
                        "none" => Cards::None,
                        "regions" => Cards::Regions,
                        "all" => Cards::All,
                        other => bail!("--cards {other}: choose none, regions or all"),
                    });
                }
                Long("keep") => given.keep = Some(parser.value()?.into()),
                Long("pages") => {
                    given.pages = Some(match parser.value()?.string()?.as_str() {
                        "all" => Pages::All,
                        "on-file" => Pages::OnFile,
                        other => bail!("--pages {other}: choose all or on-file"),
                    });
                }
                Long("only") => given.only = Some(suite(&parser.value()?.string()?)?),
                Value(filter) if given.filter.is_none() => given.filter = Some(filter.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(given)
    }

    /// Who works on the app waits for every build: what was not asked for is left out then.
    fn extent(&self) -> Extent {
        let (pages, cards) = match self.dev {
            true => (Pages::OnFile, Cards::None),
            false => Default::default(),
        };
        Extent {
            pages: self.pages.unwrap_or(pages),
            cards: self.cards.unwrap_or(cards),
        }
    }

    /// Where the site will live.
    fn site(&self) -> anyhow::Result<PublicUrl> {
        match (&self.site_url, &self.public_url) {
            (Some(site), Some(path)) if site.path != path.path => bail!(
                "--site-url and --public-url name different paths: {} and {}",
                site.path,
                path.path
            ),
            (Some(url), _) | (None, Some(url)) => Ok(url.clone()),
            (None, None) => Ok(PublicUrl::top()),
        }
    }

    fn only_allow(&self, command: &str) -> anyhow::Result<()> {
        let building = ["build", "serve"];
        let allowed: [(bool, &str, &[&str]); 15] = [
            (self.seconds.is_some(), "--seconds", &["fuzz"]),
            (self.seed.is_some(), "--seed", &["fuzz"]),
            (self.dev, "--dev", &building),
            (self.public_url.is_some(), "--public-url", &building),
            (self.pages.is_some(), "--pages", &building),
            (self.cards.is_some(), "--cards", &building),
            (self.keep.is_some(), "--keep", &building),
            (self.site_url.is_some(), "--site-url", &building),
            (self.port.is_some(), "--port", &["serve"]),
            (self.update, "--update", &["size"]),
            (self.runs.is_some(), "--runs", &["bench"]),
            (self.peers.is_some(), "--peers", &["bench"]),
            (self.scale, "--scale", &["bench"]),
            (self.only.is_some(), "--only", &["test"]),
            (self.filter.is_some(), "a second word", &["test", "help"]),
        ];
        for (is_given, option, commands) in allowed {
            if is_given && !commands.contains(&command) {
                bail!("`{command}` does not take {option}");
            }
        }
        Ok(())
    }
}

/// Whether the rest of the line asks for help; it is only looked at.
fn asks_for_help(rest: lexopt::RawArgs) -> bool {
    let first = rest.peek();
    first.is_some_and(|first| first == "--help" || first == "-h")
}

fn suite(name: &str) -> anyhow::Result<Suite> {
    Ok(match name {
        "lint" => Suite::Lint,
        "data" => Suite::Data,
        "native" => Suite::Native,
        "size" => Suite::Size,
        "wasm" => Suite::Wasm,
        "e2e" => Suite::EndToEnd,
        _ => bail!("--only {name}: choose lint, data, native, size, wasm or e2e"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> anyhow::Result<Command> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn nothing_asks_for_help() {
        assert_eq!(parsed("").unwrap(), Command::Help);
        assert_eq!(parsed("serve --help").unwrap(), Command::Help);
    }

    #[test]
    fn serve_has_defaults() {
        let Command::Serve(options) = parsed("serve").unwrap() else {
            panic!("not serve")
        };
        assert_eq!((options.port, options.build.dev), (8080, false));
        assert_eq!(options.build.public_url.as_str(), "/");
    }

    #[test]
    fn public_url_gets_its_last_slash() {
        let Command::Build(options) = parsed("build --public-url /sub/atlas --dev").unwrap() else {
            panic!("not build")
        };
        assert_eq!(options.public_url.as_str(), "/sub/atlas/");
        assert!(options.dev);
    }

    #[test]
    fn site_url_is_host_and_path() {
        let url = PublicUrl::parse_absolute("https://atlas.example/sub").unwrap();
        assert_eq!(url.as_str(), "/sub/");
        assert_eq!(
            url.absolute("place/us-il").as_deref(),
            Some("https://atlas.example/sub/place/us-il")
        );
        assert_eq!(PublicUrl::top().absolute(""), None);
        for bad in [
            "atlas.example",
            "https://",
            "https://a b/",
            "ftp://a/",
            "https://a/../",
        ] {
            assert!(PublicUrl::parse_absolute(bad).is_err(), "{bad}");
        }
        assert!(parsed("build --site-url https://a.example/x/ --public-url /y/").is_err());
    }

    #[test]
    fn public_url_must_be_a_path() {
        for bad in [
            "sub/",
            "//host/",
            "/a//b/",
            "/../",
            "/a\"b/",
            "https://host/",
            "",
        ] {
            assert!(PublicUrl::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn test_takes_a_filter_and_a_suite() {
        let expected = TestOptions {
            only: Some(Suite::EndToEnd),
            filter: Some("search".into()),
        };
        assert_eq!(
            parsed("test --only e2e search").unwrap(),
            Command::Test(expected)
        );
    }

    #[test]
    fn boundaries_keeps_its_arguments() {
        let expected = Command::Boundaries(vec!["--fetch".into(), "us".into()]);
        assert_eq!(parsed("boundaries --fetch us").unwrap(), expected);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in [
            "bulid",
            "build --port 1",
            "serve --port x",
            "test a b",
            "--dev",
            "size --dev",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }
}
