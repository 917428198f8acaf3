//! The site with something wrong with some of its files: damaged, cut short, missing, lost on the way.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use crate::{
    Site,
    http::{self, Response},
};

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alteration {
    /// Its second half is missing, though the answer claims to be whole.
    CutShort,
    /// One bit in its middle is another.
    BitFlipped,
    /// The server knows no such file.
    Missing,
    /// The connection ends without an answer.
    NoAnswer,
}

/// A server of its own origin that passes on what another one sends, all but the altered files; it
/// lives as long as the test's process.
pub struct AlteredSite {
    pub site: Site,
    altered: Arc<Mutex<Option<Altered>>>,
}

#[derive(Debug, Clone)]
struct Altered {
    /// How the file's name begins and ends.
    name: (String, String),
    alteration: Alteration,
    /// Whether the browser keeps what it got, as it keeps the whole file.
    is_kept: bool,
}

impl AlteredSite {
    /// Passes on the site at the root of its server.
    pub fn start() -> Self {
        let original = Site::root();
        let altered: Arc<Mutex<Option<Altered>>> = Arc::default();
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port of this machine is free");
        let port = listener
            .local_addr()
            .expect("a listener has an address")
            .port();
        let known = Arc::clone(&altered);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (original, known) = (original.clone(), Arc::clone(&known));
                thread::spawn(move || {
                    let altered = known.lock().unwrap_or_else(PoisonError::into_inner).clone();
                    let _ = answer(stream, &original, altered.as_ref()); // the browser may have gone
                });
            }
        });
        Self {
            site: Site::at(&format!("http://127.0.0.1:{port}")),
            altered,
        }
    }

    /// From now on, something is wrong with the files named so; the browser's cache keeps nothing of it.
    pub fn alter(&self, begins: &str, ends: &str, alteration: Alteration) {
        self.set(begins, ends, alteration, false);
    }

    /// From now on, something is wrong with the files named so, and the browser's cache keeps them for ever,
    /// as the site's headers tell it to.
    pub fn alter_and_let_cache(&self, begins: &str, ends: &str, alteration: Alteration) {
        self.set(begins, ends, alteration, true);
    }

    fn set(&self, begins: &str, ends: &str, alteration: Alteration, is_kept: bool) {
        let name = (begins.to_owned(), ends.to_owned());
        let altered = Altered {
            name,
            alteration,
            is_kept,
        };
        *self.altered.lock().unwrap_or_else(PoisonError::into_inner) = Some(altered);
    }

    /// From now on, all is well.
    pub fn restore(&self) {
        *self.altered.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn answer(
    mut stream: TcpStream,
    original: &Site,
    altered: Option<&Altered>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let path = first.split(' ').nth(1).unwrap_or("/");
    let name = path
        .split(['?', '#'])
        .next()
        .and_then(|path| path.rsplit('/').next())
        .unwrap_or_default();
    let altered = altered
        .filter(|altered| name.starts_with(&altered.name.0) && name.ends_with(&altered.name.1));
    let mut response = match altered.map(|altered| altered.alteration) {
        Some(Alteration::NoAnswer) => return Ok(()),
        Some(Alteration::Missing) => http::request(&original.page("no-such-file.bin"))?,
        _ => http::request(&original.page(path.trim_start_matches('/')))?,
    };
    if let Some(altered) = altered {
        damage(&mut response.body, altered.alteration);
        if !altered.is_kept {
            response
                .headers
                .retain(|(name, _)| name != "cache-control" && name != "etag");
            response
                .headers
                .push(("cache-control".to_owned(), "no-store".to_owned()));
        }
    }
    send(&mut stream, &response)
}

fn damage(body: &mut Vec<u8>, alteration: Alteration) {
    let middle = body.len() / 2;
    match alteration {
        Alteration::CutShort => body.truncate(middle),
        Alteration::BitFlipped => {
            if let Some(byte) = body.get_mut(middle) {
                *byte ^= 1;
            }
        }
        Alteration::Missing | Alteration::NoAnswer => {}
    }
}

fn send(stream: &mut TcpStream, response: &Response) -> std::io::Result<()> {
    let mut bytes = format!("HTTP/1.1 {} -\r\n", response.status).into_bytes();
    for (name, value) in &response.headers {
        if !matches!(name.as_str(), "content-length" | "connection") {
            write!(bytes, "{name}: {value}\r\n")?;
        }
    }
    write!(
        bytes,
        "content-length: {}\r\nconnection: close\r\n\r\n",
        response.body.len()
    )?;
    bytes.extend_from_slice(&response.body);
    stream.write_all(&bytes)
}
