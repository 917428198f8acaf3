//! Requests without a browser, to see exactly what a server sends.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
    time::Duration,
};

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    /// The value of a header; `name` in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Asks for an `http` address, following no redirection.
///
/// # Panics
/// If no whole answer comes.
#[track_caller]
pub fn get(address: &str) -> Response {
    get_with(address, &[])
}

/// The same, with headers of the request.
///
/// # Panics
/// If no whole answer comes.
#[track_caller]
pub fn get_with(address: &str, headers: &[(&str, &str)]) -> Response {
    match request_with(address, headers) {
        Ok(response) => response,
        Err(error) => panic!("expected an answer from {address}: {error}"),
    }
}

pub(crate) fn request(address: &str) -> io::Result<Response> {
    request_with(address, &[])
}

fn request_with(address: &str, headers: &[(&str, &str)]) -> io::Result<Response> {
    let rest = address
        .strip_prefix("http://")
        .ok_or_else(|| io::Error::other("not an http address"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let headers: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n"
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes).ok_or_else(|| io::Error::other("the answer is not whole"))
}

fn parse(bytes: &[u8]) -> Option<Response> {
    let head_end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..head_end]).ok()?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let response = Response {
        status,
        headers,
        body: bytes[head_end + 4..].to_vec(),
    };
    let announced = response
        .header("content-length")
        .and_then(|length| length.parse().ok());
    (announced.is_none_or(|length: usize| length == response.body.len())).then_some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_apart() {
        let whole = b"HTTP/1.1 404 Not Found\r\nX-One: a\r\ncontent-length: 2\r\n\r\nno";
        let response = parse(whole).unwrap();
        assert_eq!(
            (response.status, response.header("x-one"), response.text()),
            (404, Some("a"), "no".to_owned())
        );
        assert_eq!(parse(&whole[..whole.len() - 1]), None);
    }
}
