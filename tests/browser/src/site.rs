//! The sites that tests visit.

use crate::Variable;

/// The Atlas on one of the servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    base: String,
}

impl Site {
    /// At the top of its host, on the server of `cargo xtask serve`.
    pub fn root() -> Self {
        Self::at(&Variable::Site.value())
    }

    /// Below a folder of its host.
    pub fn below_a_folder() -> Self {
        Self::at(&Variable::SiteBelow.value())
    }

    /// On a server that knows nothing but files: no headers, no page for unknown addresses.
    pub fn plain() -> Self {
        Self::at(&Variable::Plain.value())
    }

    /// On the web servers that `docs/deploy/` has configurations for.
    pub fn hosted() -> [Self; 2] {
        [Variable::Nginx, Variable::Caddy].map(|server| Self::at(&server.value()))
    }

    /// On all servers.
    pub fn all() -> [Self; 3] {
        [Self::root(), Self::below_a_folder(), Self::plain()]
    }

    pub(crate) fn at(base: &str) -> Self {
        Self {
            base: format!("{}/", base.trim_end_matches('/')),
        }
    }

    /// Address of a page or file; `path` is relative to the site.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Path of the site on its host, with a slash at both ends.
    pub fn base_path(&self) -> &str {
        let host_from = self.base.find("//").map_or(0, |at| at + 2);
        let path_from = self.base[host_from..]
            .find('/')
            .map_or(self.base.len(), |at| host_from + at);
        &self.base[path_from..]
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.base[..self.base.len() - self.base_path().len()]
    }
}

/// The site that has a page with the Atlas in a frame.
pub struct OtherOrigin;

impl OtherOrigin {
    /// Address of a page that frames `source`. `sandbox`: the attribute's value, if the frame has one.
    pub fn framing(source: &str, sandbox: Option<&str>) -> String {
        let base = Site::at(&Variable::OtherOrigin.value());
        let sandbox = sandbox.map_or(String::new(), |value| format!("&sandbox={value}"));
        base.page(&format!("frame.html?src={}{sandbox}", encoded(source)))
    }

    /// Address of one of its pages, with parameters.
    pub fn page(name: &str, parameters: &[(&str, &str)]) -> String {
        let query: Vec<String> = parameters
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        Site::at(&Variable::OtherOrigin.value()).page(&format!("{name}?{}", query.join("&")))
    }

    /// Scheme, host and port.
    pub fn origin() -> String {
        Site::at(&Variable::OtherOrigin.value()).origin().to_owned()
    }
}

/// Percent-encodes all but letters and digits.
fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origin_and_path_are_told_apart() {
        let site = Site::at("http://127.0.0.1:8080/sub/atlas");
        assert_eq!(
            (site.origin(), site.base_path()),
            ("http://127.0.0.1:8080", "/sub/atlas/")
        );
        assert_eq!(Site::at("http://127.0.0.1:8080").base_path(), "/");
        assert_eq!(
            site.page("place/us-il"),
            "http://127.0.0.1:8080/sub/atlas/place/us-il"
        );
        assert_eq!(encoded("a/b?c"), "a%2Fb%3Fc");
    }
}
