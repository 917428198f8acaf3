//! The one place that knows which HTTP headers the site needs: our own server sends them, and the
//! build writes them to `_headers` for hosts that read that file.
//!
//! For hosts that read nothing of this, `index.html` has the policy in a `<meta>` as well, but for
//! `frame-ancestors`, which only counts in a header. Where both are given, both are enforced.

use std::fmt::Write;

use crate::content_hash;

/// Sent with every response, whatever its status.
pub const EVERYWHERE: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    // A frame with sandbox="allow-scripts" has an opaque origin: without these two it gets neither
    // script nor data.
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()",
    ),
];

const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'none'";

/// Files below this folder may be framed by any site.
const EMBED: &str = "embed";

/// Folders below this one are sites as they were with earlier data.
pub const VERSIONS: &str = "v";

/// The Content-Security-Policy of a path below the site's own top, such as `embed/place/us-il/`.
pub fn content_security_policy(path: &str) -> String {
    let mut segments = path.trim_start_matches('/').split('/').peekable();
    // A kept version of the data is a whole site in a folder of its own.
    if segments.peek() == Some(&VERSIONS) {
        segments.nth(1);
    }
    let first = segments.next();
    let ancestors = if first == Some(EMBED) { "*" } else { "'self'" };
    format!("{POLICY}; frame-ancestors {ancestors}")
}

/// How long a file may be kept, by its name.
pub fn cache_control(file_name: &str) -> &'static str {
    if content_hash::is_in_name(file_name) && !file_name.ends_with(".html") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// The file `_headers`, which Netlify and Cloudflare Pages read. `files`: all files, relative to
/// the top of the site; `public_url`: where that top is on the host.
///
/// Where several rules match, those hosts join the values of a header with a comma. Two policies
/// joined so are both enforced; that is why who may frame a page is a policy of its own here.
pub fn host_file(public_url: &str, files: &[String]) -> String {
    let mut text = String::new();
    let mut rule = |path: &str, headers: &[(&str, &str)]| {
        let _ = writeln!(text, "{public_url}{path}"); // writing to a String cannot fail
        for (name, value) in headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
    };

    let mut everywhere = EVERYWHERE.to_vec();
    everywhere.push(("Content-Security-Policy", POLICY));
    rule("*", &everywhere);

    let same_site = [("Content-Security-Policy", "frame-ancestors 'self'")];
    for path in pages_outside_embed(files) {
        rule(&path, &same_site);
    }
    for path in [
        format!("{EMBED}/*"),
        format!("{VERSIONS}/:version/{EMBED}/*"),
    ] {
        rule(&path, &[("Content-Security-Policy", "frame-ancestors *")]);
    }

    for file in files {
        let name = file.rsplit('/').next().unwrap_or(file);
        let cache = cache_control(name);
        if cache != "no-cache" {
            rule(file, &[("Cache-Control", cache)]);
        }
    }
    text
}

/// The top's pages, and one pattern for each of its folders that holds pages.
fn pages_outside_embed(files: &[String]) -> Vec<String> {
    let mut patterns = vec![String::new()];
    for file in files.iter().filter(|file| file.ends_with(".html")) {
        let pattern = match file.split_once('/') {
            Some((EMBED, _)) => continue,
            Some((folder, _)) => format!("{folder}/*"),
            None => file.clone(),
        };
        if !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
    }
    patterns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_embeds_may_be_framed_by_others() {
        for path in [
            "",
            "place/us-il/",
            "embedded/",
            "place/embed/",
            "v/embed/place/",
        ] {
            assert!(
                content_security_policy(path).ends_with("frame-ancestors 'self'"),
                "{path}"
            );
        }
        for path in [
            "embed/",
            "/embed/place/us-il/",
            "embed",
            "v/1a2b3c4d/embed/place/us-il/",
        ] {
            assert!(
                content_security_policy(path).ends_with("frame-ancestors *"),
                "{path}"
            );
        }
    }

    #[test]
    fn nothing_inline_may_run() {
        assert!(!content_security_policy("").contains("unsafe-inline"));
        assert!(!content_security_policy("").contains("'unsafe-eval'"));
    }

    #[test]
    fn the_files_for_web_servers_say_the_same() {
        for file in [
            include_str!("../../docs/deploy/nginx.conf"),
            include_str!("../../docs/deploy/Caddyfile"),
        ] {
            assert!(file.contains(POLICY), "{POLICY}");
            for (name, value) in EVERYWHERE {
                assert!(file.contains(&format!("{name} \"{value}\"")), "{name}");
            }
        }
    }

    #[test]
    fn only_hashed_files_are_kept_for_ever() {
        assert!(cache_control("boot-1a2b3c4d.js").contains("immutable"));
        for name in ["index.html", "embed.js", "favicon.svg"] {
            assert_eq!(cache_control(name), "no-cache");
        }
    }

    #[test]
    fn the_host_file_has_one_rule_for_each_page_folder_and_hashed_file() {
        let files = [
            "index.html",
            "404.html",
            "place/us-il/index.html",
            "embed/index.html",
            "data/land-1a2b3c4d.bin",
        ];
        let text = host_file("/sub/", &files.map(str::to_owned));
        for rule in [
            "/sub/*\n",
            "/sub/\n",
            "/sub/404.html\n",
            "/sub/place/*\n",
            "/sub/embed/*\n",
        ] {
            assert!(text.contains(rule), "{rule}{text}");
        }
        assert!(text.contains(
            "/sub/data/land-1a2b3c4d.bin\n  Cache-Control: public, max-age=31536000, immutable\n"
        ));
        assert_eq!(text.matches("frame-ancestors *").count(), 2);
    }
}
