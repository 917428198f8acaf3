//! From a request to a response.

use std::{
    fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use super::{
    Site,
    encoding::{self, Encoding},
    files::{self, Found},
    mime,
};
use crate::{headers, rewrites};

/// The parts of a request that matter here.
#[derive(Debug, Default)]
pub struct Request {
    pub method: String,
    /// Path and query, as sent.
    pub target: String,
    pub accept_encoding: String,
    pub if_none_match: String,
}

#[derive(Debug)]
pub struct Response {
    pub status: Status,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Ok,
    MovedPermanently,
    NotModified,
    BadRequest,
    NotFound,
    MethodNotAllowed,
    HeadersTooLarge,
    InternalError,
}

impl Status {
    pub fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::MovedPermanently => "301 Moved Permanently",
            Self::NotModified => "304 Not Modified",
            Self::BadRequest => "400 Bad Request",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::HeadersTooLarge => "431 Request Header Fields Too Large",
            Self::InternalError => "500 Internal Server Error",
        }
    }
}

impl Response {
    /// A response without a file: its status as text.
    pub fn of_status(site: &Site, status: Status) -> Self {
        let mut response = Self {
            status,
            headers: Vec::new(),
            body: status.line().into(),
        };
        response.header("Content-Type", mime::of(".txt"));
        response.add_site_headers(site, "");
        response
    }

    fn header(&mut self, name: &'static str, value: impl Into<String>) {
        self.headers.push((name, value.into()));
    }

    fn add_site_headers(&mut self, site: &Site, path: &str) {
        if site.is_plain {
            return;
        }
        for (name, value) in headers::EVERYWHERE {
            self.header(name, value);
        }
        self.header(
            "Content-Security-Policy",
            headers::content_security_policy(path),
        );
    }
}

/// Answers a GET or HEAD request; the body is there in both cases.
pub fn to(site: &Site, request: &Request) -> Response {
    if request.method != "GET" && request.method != "HEAD" {
        let mut response = Response::of_status(site, Status::MethodNotAllowed);
        response.header("Allow", "GET, HEAD");
        return response;
    }
    let (path, query) = match request.target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (request.target.as_str(), None),
    };
    // The slash before the site's own part of the path belongs to both.
    let Some(own_path) = path
        .strip_prefix(site.mount.trim_end_matches('/'))
        .filter(|own| own.starts_with('/'))
    else {
        return not_found(site, request, path);
    };
    match files::look_up(&site.root, own_path) {
        Found::File(file) => send_file(site, request, own_path, &file, Status::Ok),
        Found::FolderWithoutSlash => {
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            let mut response = Response::of_status(site, Status::MovedPermanently);
            response.header("Location", format!("{path}/{query}"));
            response
        }
        Found::Nothing => shared_or_not_found(site, request, own_path),
    }
}

/// The page that an address shares with others, where the server knows of it.
fn shared_or_not_found(site: &Site, request: &Request, path: &str) -> Response {
    let page = rewrites::shared_page(path).filter(|_| !site.is_plain);
    match page.map(|page| files::look_up(&site.root, &page)) {
        Some(Found::File(file)) => send_file(site, request, path, &file, Status::Ok),
        _ => not_found(site, request, path),
    }
}

/// The site's own page for unknown addresses, where the server knows of it.
fn not_found(site: &Site, request: &Request, path: &str) -> Response {
    let page = site.root.join("404.html");
    if site.is_plain || !page.is_file() {
        return Response::of_status(site, Status::NotFound);
    }
    send_file(site, request, path, &page, Status::NotFound)
}

fn send_file(site: &Site, request: &Request, path: &str, file: &Path, status: Status) -> Response {
    let (stored, encoding) = choose_encoding(site, request, file);
    let Ok((body, tag)) = read(&stored, encoding) else {
        return Response::of_status(site, Status::InternalError);
    };
    let is_fresh = status == Status::Ok && !tag.is_empty() && matches(&request.if_none_match, &tag);
    let status = if is_fresh {
        Status::NotModified
    } else {
        status
    };
    let mut response = Response {
        status,
        headers: Vec::new(),
        body,
    };
    if is_fresh {
        response.body.clear();
    }
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    response.header("Content-Type", mime::of(&name));
    response.header("ETag", tag);
    if !site.is_plain {
        response.header("Cache-Control", headers::cache_control(&name));
        response.header("Vary", "Accept-Encoding");
    }
    if let Some(encoding) = encoding {
        response.header("Content-Encoding", encoding.name);
    }
    response.add_site_headers(site, path);
    response
}

/// The file itself, or the best compressed one beside it that the browser takes.
fn choose_encoding(site: &Site, request: &Request, file: &Path) -> (PathBuf, Option<Encoding>) {
    let compressed = encoding::accepted(&request.accept_encoding).find_map(|encoding| {
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{}", encoding.extension));
        let path = PathBuf::from(name);
        path.is_file().then_some((path, Some(encoding)))
    });
    match compressed {
        Some(compressed) if !site.is_plain => compressed,
        _ => (file.to_owned(), None),
    }
}

/// A file's bytes and a tag that changes with them.
fn read(path: &Path, encoding: Option<Encoding>) -> std::io::Result<(Vec<u8>, String)> {
    let body = fs::read(path)?;
    let modified = fs::metadata(path)?.modified()?;
    let age = modified
        .duration_since(UNIX_EPOCH)
        .map(|age| age.as_nanos())
        .unwrap_or_default();
    let suffix = encoding.map_or("", |encoding| encoding.extension);
    let tag = format!("\"{:x}-{age:x}{suffix}\"", body.len());
    Ok((body, tag))
}

/// Whether an `If-None-Match` header names the tag (RFC 9110, section 13.1.2).
fn matches(if_none_match: &str, tag: &str) -> bool {
    if_none_match
        .split(',')
        .map(str::trim)
        .any(|item| item == "*" || item.trim_start_matches("W/") == tag)
}
