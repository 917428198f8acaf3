//! The pages of the finished site, without a browser: links that lead somewhere, valid HTML, and a
//! server that many read at once.

use std::{
    collections::HashSet,
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use crate::{process::command, project::Project, server::Server, tools};

/// Every how many-th page is validated: they are written by the same code.
const STEP: usize = 100;
const READERS: usize = 200;
/// Requests of each reader.
const REQUESTS: usize = 25;

/// Fails if a page of the site links to something of the site that is not there. `mount`: path of the
/// site on its host.
pub fn links(root: &Path, mount: &str) -> anyhow::Result<()> {
    let mut pages = Vec::new();
    list_pages(root, root, &mut pages)?;
    let mut known = HashSet::new();
    let mut broken = Vec::new();
    for page in &pages {
        let text = fs::read_to_string(page)?;
        for link in links_of(&text) {
            let Some(path) = own_path(link, mount) else {
                continue;
            };
            if !known.contains(path) {
                let target = root.join(path);
                if target.is_file() || target.join("index.html").is_file() {
                    known.insert(path.to_owned());
                } else {
                    broken.push(format!("{} in {}", link, page.display()));
                }
            }
        }
    }
    println!(
        "{} pages link to {} files of the site.",
        pages.len(),
        known.len()
    );
    if broken.is_empty() {
        return Ok(());
    }
    bail!(
        "{} links lead nowhere, among them: {}",
        broken.len(),
        broken[..broken.len().min(5)].join(", ")
    )
}

/// All pages but those of embeds that are the same files.
fn list_pages(root: &Path, folder: &Path, pages: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            let is_copy = path.ends_with("place") && path.starts_with(root.join("embed"));
            if !is_copy {
                list_pages(root, &path, pages)?;
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            pages.push(path);
        }
    }
    pages.sort();
    Ok(())
}

fn links_of(text: &str) -> impl Iterator<Item = &str> {
    ["href=\"", "src=\"", "data-js=\"", "data-wasm=\""]
        .into_iter()
        .flat_map(|start| text.split(start).skip(1))
        .filter_map(|rest| rest.split('"').next())
}

/// The path below the site that a link leads to; none for other sites, and for parts of the page.
fn own_path<'a>(link: &'a str, mount: &str) -> Option<&'a str> {
    let is_elsewhere = link.contains("://")
        || link.starts_with("mailto:")
        || link.starts_with("data:")
        || link.starts_with('#');
    if is_elsewhere {
        return None;
    }
    let path = link.split(['?', '#']).next()?;
    let path = match path.strip_prefix(mount) {
        Some(below) => below,
        None if format!("{path}/") == mount => "",
        None => path.trim_start_matches("./"),
    };
    Some(path)
}

/// Fails if pages are not valid HTML.
pub fn html(project: &Project, root: &Path) -> anyhow::Result<()> {
    let program = tools::ensure_html_validate(project)?;
    let mut pages = Vec::new();
    list_pages(root, root, &mut pages)?;
    let is_one_of_many = |page: &PathBuf| {
        page.strip_prefix(root)
            .is_ok_and(|page| page.iter().any(|part| part == "place" || part == "card"))
    };
    let (many, mut few): (Vec<_>, Vec<_>) = pages.into_iter().partition(is_one_of_many);
    few.extend(many.into_iter().step_by(STEP));
    let folder = project.work().join("html-validate");
    fs::create_dir_all(&folder)?;
    let configuration = folder.join("configuration.json");
    fs::write(
        &configuration,
        "{ \"root\": true, \"extends\": [\"html-validate:standard\"] }\n",
    )?;
    println!("Validating {} pages ...", few.len());
    let status = command(project, "node")
        .arg(program)
        .arg("--config")
        .arg(configuration)
        .args(&few)
        .status()
        .context("cannot start node")?;
    anyhow::ensure!(
        status.success(),
        "pages are not valid HTML; what is wrong is above"
    );
    Ok(())
}

/// Lets many read pages and files at once; fails if an answer is wrong or missing. Prints throughput
/// and the time that 99 of 100 answers stay below.
pub fn readers(server: &Server, root: &Path) -> anyhow::Result<()> {
    let page = fs::read_to_string(root.join("index.html"))?;
    let mut paths: Vec<String> = links_of(&page)
        .filter_map(|link| own_path(link, "/"))
        .filter(|path| root.join(path).is_file())
        .map(str::to_owned)
        .collect();
    let places = fs::read_dir(root.join("place"))?.flatten();
    let folders = places.filter(|entry| entry.path().is_dir());
    paths.extend(
        folders
            .step_by(100)
            .map(|entry| format!("place/{}/", entry.file_name().display())),
    );
    let url = server.url();
    let host = url
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    let times = Mutex::new(Vec::new());
    let failures = Mutex::new(Vec::new());
    let bytes = Mutex::new(0);
    let started = Instant::now();
    thread::scope(|scope| {
        for reader in 0..READERS {
            let (host, paths, times, failures, bytes) = (&host, &paths, &times, &failures, &bytes);
            scope.spawn(move || {
                for number in 0..REQUESTS {
                    let path = &paths[(reader * 7 + number * 13) % paths.len()];
                    let asked = Instant::now();
                    match ask(host, path) {
                        Ok(length) => {
                            times.lock().unwrap().push(asked.elapsed());
                            *bytes.lock().unwrap() += length;
                        }
                        Err(error) => failures.lock().unwrap().push(format!("{path}: {error}")),
                    }
                }
            });
        }
    });
    let elapsed = started.elapsed().as_secs_f64();
    let failures = failures.into_inner().unwrap_or_default();
    let mut times: Vec<Duration> = times.into_inner().unwrap_or_default();
    times.sort();
    let at = |share: f64| {
        let place = (times.len() as f64 * share) as usize;
        times
            .get(place)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    println!(
        "{READERS} readers at once: {} answers, {:.0} a second, {:.0} MB a second; half within {:.0} ms, 99 % within {:.0} ms.",
        times.len(),
        times.len() as f64 / elapsed,
        bytes.into_inner().unwrap_or_default() as f64 / 1e6 / elapsed,
        at(0.5),
        at(0.99)
    );
    anyhow::ensure!(
        failures.is_empty(),
        "{} of {} answers failed, among them: {}",
        failures.len(),
        READERS * REQUESTS,
        failures[0]
    );
    Ok(())
}

/// One request as a browser makes it; the length of a good answer.
fn ask(host: &str, path: &str) -> anyhow::Result<usize> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip, br\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let head = String::from_utf8_lossy(&answer[..answer.len().min(2000)]).into_owned();
    anyhow::ensure!(
        head.starts_with("HTTP/1.1 200 "),
        "{}",
        head.lines().next().unwrap_or("no answer")
    );
    let length: usize = head
        .lines()
        .find_map(|line| line.strip_prefix("Content-Length: "))
        .context("no length")?
        .trim()
        .parse()?;
    anyhow::ensure!(
        answer.ends_with(b"\r\n") || answer.len() >= length,
        "cut off"
    );
    Ok(answer.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_the_site_are_told_from_others() {
        assert_eq!(
            own_path("/sub/place/us?lang=en#x", "/sub/"),
            Some("place/us")
        );
        assert_eq!(own_path("/sub", "/sub/"), Some(""));
        assert_eq!(own_path("./style.css", "/"), Some("style.css"));
        assert_eq!(own_path("https://example.org/", "/"), None);
        assert_eq!(own_path("#map", "/"), None);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let root = std::env::temp_dir().join(format!("atlas-links-{}", std::process::id()));
        fs::create_dir_all(root.join("place/us")).unwrap();
        fs::write(root.join("place/us/index.html"), "<a href=\"place/us\">").unwrap();
        assert!(links(&root, "/").is_ok());
        fs::write(root.join("index.html"), "<a href=\"/place/zz\">").unwrap();
        assert!(links(&root, "/").is_err());
        fs::remove_dir_all(root).unwrap();
    }
}
