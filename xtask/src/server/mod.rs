//! A small static server for the finished site, on this machine only.
//!
//! Own code rather than a crate, for two reasons: it must send exactly the headers and
//! precompressed files of a good host, and tests need it to run in threads of xtask, on any free
//! port.

mod encoding;
mod files;
mod mime;
mod response;

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::{Context, anyhow};
use response::{Request, Response, Status};

/// A folder to serve, and how.
#[derive(Debug, Clone)]
pub struct Site {
    pub root: PathBuf,
    /// Where the folder is on the host: begins and ends with a slash.
    pub mount: String,
    /// Knows nothing of the Atlas: only files, `index.html` of folders, and 404 without a page. No
    /// header of `headers.rs`, no compression. As the plainest static host there is.
    pub is_plain: bool,
}

/// Serves until dropped.
pub struct Server {
    address: SocketAddr,
    mount: String,
    is_stopping: Arc<AtomicBool>,
}

/// A browser sends far less.
const LONGEST_REQUEST: usize = 32 * 1024;
const IDLE: Duration = Duration::from_secs(60);

impl Server {
    /// Starts to serve; port 0 takes any free one.
    pub fn start(site: Site, port: u16) -> anyhow::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => {
                anyhow!("port {port} is taken by another program; choose another one, such as `--port {}`", other(port))
            }
            io::ErrorKind::PermissionDenied => anyhow!("port {port} may not be used; choose one above 1023 with --port"),
            _ => anyhow!(error).context(format!("cannot listen on port {port}")),
        })?;
        let server = Self {
            address: listener
                .local_addr()
                .context("the listener has no address")?,
            mount: site.mount.clone(),
            is_stopping: Arc::default(),
        };
        let is_stopping = Arc::clone(&server.is_stopping);
        let site = Arc::new(site);
        thread::spawn(move || {
            for connection in listener.incoming() {
                if is_stopping.load(Ordering::Relaxed) {
                    break;
                }
                let site = Arc::clone(&site);
                if let Ok(stream) = connection {
                    thread::spawn(move || {
                        let _ = talk(&site, stream); // the browser went away
                    });
                }
            }
        });
        Ok(server)
    }

    /// The address of the site's top.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.mount)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address); // wakes the listener so that it sees the flag
    }
}

fn other(port: u16) -> u16 {
    port.checked_add(1).unwrap_or(8080)
}

/// Answers the requests of one connection, one after the other.
fn talk(site: &Site, mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(IDLE))?;
    let mut buffer = Vec::new();
    loop {
        let (request, stays_open) = match read_request(&mut stream, &mut buffer)? {
            Incoming::Request {
                request,
                stays_open,
            } => (request, stays_open),
            Incoming::Closed => return Ok(()),
            Incoming::Bad(status) => {
                send(
                    &mut stream,
                    &Response::of_status(site, status),
                    false,
                    false,
                )?;
                return drain(&mut stream);
            }
        };
        let response = response::to(site, &request);
        send(&mut stream, &response, request.method == "HEAD", stays_open)?;
        if !stays_open {
            return drain(&mut stream);
        }
    }
}

/// Lets the browser read the response before the connection goes: closing it while something unread
/// (a body, a request that is too long) waits here would reset it.
fn drain(stream: &mut TcpStream) -> io::Result<()> {
    const LONGEST_BODY: u64 = 1024 * 1024;
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    io::copy(&mut stream.take(LONGEST_BODY), &mut io::sink()).map(drop)
}

enum Incoming {
    Request { request: Request, stays_open: bool },
    Closed,
    Bad(Status),
}

/// Reads the next request; what follows it stays in the buffer.
fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Incoming> {
    let mut chunk = [0; 4096];
    loop {
        match parse(buffer) {
            Parsed::Whole {
                request,
                length,
                stays_open,
            } => {
                buffer.drain(..length);
                return Ok(Incoming::Request {
                    request,
                    stays_open,
                });
            }
            Parsed::Bad(status) => return Ok(Incoming::Bad(status)),
            Parsed::Partial if buffer.len() > LONGEST_REQUEST => {
                return Ok(Incoming::Bad(Status::HeadersTooLarge));
            }
            Parsed::Partial => {}
        }
        match stream.read(&mut chunk)? {
            0 => return Ok(Incoming::Closed),
            length => buffer.extend_from_slice(&chunk[..length]),
        }
    }
}

enum Parsed {
    Whole {
        request: Request,
        length: usize,
        stays_open: bool,
    },
    Partial,
    Bad(Status),
}

fn parse(buffer: &[u8]) -> Parsed {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Request::new(&mut headers);
    let length = match head.parse(buffer) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Parsed::Partial,
        Err(httparse::Error::TooManyHeaders) => return Parsed::Bad(Status::HeadersTooLarge),
        Err(_) => return Parsed::Bad(Status::BadRequest),
    };
    let mut request = Request {
        method: head.method.unwrap_or_default().to_owned(),
        target: head.path.unwrap_or_default().to_owned(),
        ..Request::default()
    };
    // Of a request with a body, we would take the body for the next request.
    let mut stays_open = head.version == Some(1);
    for header in head.headers.iter() {
        let value = String::from_utf8_lossy(header.value);
        match header.name.to_ascii_lowercase().as_str() {
            "accept-encoding" => request.accept_encoding = value.into_owned(),
            "if-none-match" => request.if_none_match = value.into_owned(),
            "content-length" | "transfer-encoding" => stays_open = false,
            "connection" if value.eq_ignore_ascii_case("close") => stays_open = false,
            _ => {}
        }
    }
    Parsed::Whole {
        request,
        length,
        stays_open,
    }
}

/// Writes a response at once: in two parts, the second could wait for the first one's
/// acknowledgement.
fn send(
    stream: &mut TcpStream,
    response: &Response,
    head_only: bool,
    stays_open: bool,
) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(response.body.len() + 1024);
    write!(bytes, "HTTP/1.1 {}\r\n", response.status.line())?;
    for (name, value) in &response.headers {
        write!(bytes, "{name}: {value}\r\n")?;
    }
    if response.status != Status::NotModified {
        write!(bytes, "Content-Length: {}\r\n", response.body.len())?;
    }
    write!(
        bytes,
        "Connection: {}\r\n\r\n",
        if stays_open { "keep-alive" } else { "close" }
    )?;
    if !head_only {
        bytes.extend_from_slice(&response.body);
    }
    stream.write_all(&bytes)
}

#[cfg(test)]
mod tests;
