//! The one place that knows which addresses share a page: our own server answers them with it, and the build writes
//! them to `_redirects` for hosts that read that file. The files in `docs/deploy/` say the same.

use std::fmt::Write;

use crate::headers::VERSIONS;

/// The folder whose page compares whatever places its addresses name.
const COMPARE: &str = "compare";

/// The folders of languages that hold such a page, and of embeds.
const ABOVE: [&str; 6] = ["", "fr/", "es/", "embed/", "embed/fr/", "embed/es/"];

/// Path of the page for a path that has none of its own, such as `/compare/us-il-chicago+gb-sct-glasgow`.
pub fn shared_page(path: &str) -> Option<String> {
    let (folder, places) = path.rsplit_once('/')?;
    let is_compared = !places.is_empty() && folder.ends_with(&format!("/{COMPARE}"));
    is_compared.then(|| format!("{folder}/"))
}

/// The file `_redirects`, which Netlify and Cloudflare Pages read. Status 200 keeps the address.
pub fn host_file(public_url: &str) -> String {
    let mut text = String::new();
    for top in [String::new(), format!("{VERSIONS}/:version/")] {
        for above in ABOVE {
            let folder = format!("{public_url}{top}{above}{COMPARE}/");
            let _ = writeln!(text, "{folder}:places {folder} 200"); // writing to a String cannot fail
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_share_a_page() {
        let shared = |path| shared_page(path);
        assert_eq!(shared("/compare/us-il+us-ca").as_deref(), Some("/compare/"));
        assert_eq!(
            shared("/embed/fr/compare/us-il").as_deref(),
            Some("/embed/fr/compare/")
        );
        for path in ["/compare", "/compare/", "/place/us-il", "/uncompare/a", "/"] {
            assert_eq!(shared(path), None, "{path}");
        }
    }

    #[test]
    fn hosts_are_told_of_each_folder() {
        let file = host_file("/sub/");
        assert!(file.starts_with("/sub/compare/:places /sub/compare/ 200\n"));
        assert!(file.contains(
            "/sub/v/:version/embed/es/compare/:places /sub/v/:version/embed/es/compare/ 200\n"
        ));
    }
}
