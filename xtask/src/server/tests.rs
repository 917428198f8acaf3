//! The server as a browser sees it: over a socket.

use std::{
    fs,
    sync::atomic::{AtomicU32, Ordering},
};

use super::*;

struct Fixture {
    folder: PathBuf,
    server: Server,
}

impl Fixture {
    fn new(mount: &str, is_plain: bool) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("atlas-server-{}-{number}", std::process::id()));
        let root = folder.join("dist");
        for (path, content) in [
            ("../secret.txt", "secret"),
            ("index.html", "top"),
            ("index.html.br", "top as brotli"),
            ("index.html.gz", "top as gzip"),
            ("404.html", "unknown"),
            ("place/us-il/index.html", "Illinois"),
            ("embed/place/us-il/index.html", "Illinois, embedded"),
            ("atlas-1a2b3c4d5e6f7081_bg.wasm", "\0asm"),
            (".nojekyll", ""),
        ] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        let server = Server::start(
            Site {
                root,
                mount: mount.into(),
                is_plain,
            },
            0,
        )
        .unwrap();
        Self { folder, server }
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.server.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str) -> String {
        self.get_with(path, "")
    }

    fn get_with(&self, path: &str, headers: &str) -> String {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: a\r\n{headers}Connection: close\r\n\r\n"
        ))
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[test]
fn serves_folders_files_and_an_own_page_for_the_unknown() {
    let site = Fixture::new("/", false);
    assert_eq!(body(&site.get("/")), "top");
    assert_eq!(body(&site.get("/place/us-il/?lens=ice")), "Illinois");
    let unknown = site.get("/place/nowhere/");
    assert!(unknown.starts_with("HTTP/1.1 404 "));
    assert_eq!(body(&unknown), "unknown");
    let wasm = site.get("/atlas-1a2b3c4d5e6f7081_bg.wasm");
    assert_eq!(header(&wasm, "Content-Type"), Some("application/wasm"));
    assert!(
        header(&wasm, "Cache-Control")
            .unwrap()
            .contains("immutable")
    );
}

#[test]
fn redirects_to_the_slash_and_keeps_the_query() {
    let site = Fixture::new("/", false);
    let answer = site.get("/place/us-il?lens=ice");
    assert!(answer.starts_with("HTTP/1.1 301 "));
    assert_eq!(header(&answer, "Location"), Some("/place/us-il/?lens=ice"));
    assert!(
        site.get("//place/us-il").starts_with("HTTP/1.1 404 "),
        "would redirect to another host"
    );
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let site = Fixture::new("/", false);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/place/../../secret.txt",
        "/.nojekyll",
    ] {
        let answer = site.get(path);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        assert!(!answer.contains("secret"), "{path}");
    }
}

#[test]
fn every_response_carries_the_safety_headers() {
    let site = Fixture::new("/", false);
    let page = site.get("/");
    let tag = header(&page, "ETag").unwrap();
    let answers = [
        site.get("/nowhere"),
        site.get("/place/us-il"),
        site.get_with("/", &format!("If-None-Match: {tag}\r\n")),
        site.ask("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"),
        site.ask("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n"),
        site.ask("nonsense\r\n\r\n"),
        site.ask(&format!(
            "GET /{} HTTP/1.1\r\n\r\n",
            "a".repeat(LONGEST_REQUEST + 5000)
        )),
        page,
    ];
    let statuses: Vec<&str> = answers.iter().map(|answer| &answer[9..12]).collect();
    assert_eq!(
        statuses,
        ["404", "301", "304", "405", "200", "400", "431", "200"]
    );
    for answer in &answers {
        for (name, value) in crate::headers::EVERYWHERE {
            assert_eq!(header(answer, name), Some(value), "{answer}");
        }
        assert!(
            header(answer, "Content-Security-Policy")
                .unwrap()
                .starts_with("default-src 'self';")
        );
    }
}

#[test]
fn only_embeds_may_be_framed_by_other_sites() {
    let site = Fixture::new("/sub/atlas/", false);
    let policy = |path: &str| {
        header(&site.get(path), "Content-Security-Policy")
            .unwrap()
            .to_owned()
    };
    assert!(policy("/sub/atlas/embed/place/us-il/").ends_with("frame-ancestors *"));
    assert!(policy("/sub/atlas/place/us-il/").ends_with("frame-ancestors 'self'"));
}

#[test]
fn sends_the_compressed_file_that_is_accepted() {
    let site = Fixture::new("/", false);
    let brotli = site.get_with("/", "Accept-Encoding: gzip, deflate, br\r\n");
    assert_eq!(
        (header(&brotli, "Content-Encoding"), body(&brotli)),
        (Some("br"), "top as brotli")
    );
    assert_eq!(
        header(&brotli, "Content-Type"),
        Some("text/html; charset=utf-8")
    );
    let gzip = site.get_with("/", "Accept-Encoding: gzip\r\n");
    assert_eq!(
        (header(&gzip, "Content-Encoding"), body(&gzip)),
        (Some("gzip"), "top as gzip")
    );
    assert_ne!(header(&gzip, "ETag"), header(&brotli, "ETag"));
    let none = site.get_with("/place/us-il/", "Accept-Encoding: br\r\n");
    assert_eq!(
        (header(&none, "Content-Encoding"), body(&none)),
        (None, "Illinois")
    );
}

#[test]
fn head_and_not_modified_have_no_body() {
    let site = Fixture::new("/", false);
    let head = site.ask("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert_eq!(
        (header(&head, "Content-Length"), body(&head)),
        (Some("3"), "")
    );
    let tag = header(&head, "ETag").unwrap();
    assert_eq!(
        body(&site.get_with("/", &format!("If-None-Match: \"x\", {tag}\r\n"))),
        ""
    );
    assert_eq!(body(&site.get_with("/", "If-None-Match: \"x\"\r\n")), "top");
}

#[test]
fn a_connection_serves_several_requests() {
    let site = Fixture::new("/", false);
    let answer = site.ask(
        "GET / HTTP/1.1\r\n\r\nGET /place/us-il/ HTTP/1.1\r\n\r\nGET /404.html HTTP/1.1\r\nConnection: close\r\n\r\n",
    );
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 3);
}

#[test]
fn a_mounted_site_answers_only_there() {
    let site = Fixture::new("/sub/atlas/", false);
    assert_eq!(body(&site.get("/sub/atlas/")), "top");
    assert!(site.get("/").starts_with("HTTP/1.1 404 "));
    assert!(
        site.get("/sub/atlasplace/us-il/")
            .starts_with("HTTP/1.1 404 ")
    );
    assert_eq!(
        header(&site.get("/sub/atlas/place/us-il"), "Location"),
        Some("/sub/atlas/place/us-il/")
    );
}

#[test]
fn a_plain_server_knows_files_and_folders_only() {
    let site = Fixture::new("/", true);
    let page = site.get_with("/place/us-il/", "Accept-Encoding: br\r\n");
    assert_eq!(body(&page), "Illinois");
    assert_eq!(header(&page, "Content-Security-Policy"), None);
    assert_eq!(header(&page, "Access-Control-Allow-Origin"), None);
    assert_eq!(body(&site.get_with("/", "Accept-Encoding: br\r\n")), "top");
    assert_eq!(body(&site.get("/nowhere")), "404 Not Found");
    assert!(site.get("/place/us-il").starts_with("HTTP/1.1 301 "));
}

#[test]
fn a_taken_port_is_explained() {
    let site = Fixture::new("/", false);
    let taken = Site {
        root: PathBuf::new(),
        mount: "/".into(),
        is_plain: false,
    };
    let error = Server::start(taken, site.server.address.port())
        .err()
        .unwrap();
    assert!(error.to_string().contains("--port"), "{error}");
}
