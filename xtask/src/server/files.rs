//! From the path of a request to a file, never outside the folder that is served.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    File(PathBuf),
    /// A folder with a page in it, asked for without the slash at the end.
    FolderWithoutSlash,
    Nothing,
}

/// Looks up a request's path (without its query), relative to `root`, as any plain static server
/// does.
pub fn look_up(root: &Path, path: &str) -> Found {
    let Some(relative) = safe_path(path) else {
        return Found::Nothing;
    };
    let target = root.join(&relative);
    let is_folder = target.is_dir();
    let file = if is_folder {
        target.join("index.html")
    } else {
        target
    };
    if !file.is_file() || !is_inside(&file, root) {
        return Found::Nothing;
    }
    match (
        is_folder,
        path.ends_with('/') || relative.as_os_str().is_empty(),
    ) {
        (true, true) | (false, false) => Found::File(file),
        (true, false) => Found::FolderWithoutSlash,
        (false, true) => Found::Nothing,
    }
}

/// The path's segments, decoded; `None` if any of them could lead elsewhere or to a hidden file.
fn safe_path(path: &str) -> Option<PathBuf> {
    let path = path.strip_prefix('/')?;
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() {
        return Some(PathBuf::new());
    }
    path.split('/')
        .map(|segment| decode(segment).filter(|segment| is_plain_name(segment)))
        .collect()
}

fn is_plain_name(segment: &str) -> bool {
    !segment.is_empty()
        && !segment.starts_with('.')
        && !segment.contains(['/', '\\', ':'])
        && !segment.chars().any(char::is_control)
}

/// Percent-decoding; `None` where a `%` is not followed by two digits or the result is not UTF-8.
fn decode(segment: &str) -> Option<String> {
    let mut bytes = segment.bytes();
    let mut decoded = Vec::with_capacity(segment.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let high = char::from(bytes.next()?).to_digit(16)?;
                let low = char::from(bytes.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(decoded).ok()
}

/// Whether a file is still inside after following links.
fn is_inside(file: &Path, root: &Path) -> bool {
    match (fs::canonicalize(file), fs::canonicalize(root)) {
        (Ok(file), Ok(root)) => file.starts_with(root),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_outside() {
        for path in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/%2E%2E%2Fsecret",
            "/..%2fsecret",
            "/..%5csecret",
            "/a/..",
            "/./a",
            "//etc/passwd",
            "/C:/secret",
            "/.nojekyll",
            "/%00",
            "/a%0d%0a",
            "/%",
            "/%zz",
            "/%ff",
            "secret",
            "",
            "*",
        ] {
            assert_eq!(safe_path(path), None, "{path}");
        }
    }

    #[test]
    fn plain_paths_are_decoded() {
        assert_eq!(safe_path("/"), Some(PathBuf::new()));
        assert_eq!(safe_path("/place/us-il/"), Some("place/us-il".into()));
        assert_eq!(safe_path("/S%C3%A3o%20Paulo"), Some("São Paulo".into()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let folder = std::env::temp_dir().join(format!("atlas-files-{}", std::process::id()));
        let root = folder.join("root");
        fs::create_dir_all(root.join("place")).unwrap();
        fs::write(folder.join("secret.txt"), "secret").unwrap();
        fs::write(root.join("place/index.html"), "page").unwrap();
        let _ = std::os::unix::fs::symlink(folder.join("secret.txt"), root.join("link.txt"));

        assert_eq!(look_up(&root, "/link.txt"), Found::Nothing);
        assert_eq!(look_up(&root, "/place"), Found::FolderWithoutSlash);
        assert_eq!(
            look_up(&root, "/place/"),
            Found::File(root.join("place/index.html"))
        );
        assert_eq!(look_up(&root, "/place/index.html/"), Found::Nothing);
        assert_eq!(look_up(&root, "/"), Found::Nothing);
        fs::remove_dir_all(folder).unwrap();
    }
}
