//! A page for each address of the app, so that deep links work on servers that know no rewrite
//! rules.

use std::{fs, io, path::Path};

use anyhow::{Context, ensure};

/// The folders below the top that hold pages.
pub const FOLDERS: [&str; 3] = ["place", "embed", "embed/place"];

/// The page and its compressed forms.
const FORMS: [&str; 3] = ["", ".br", ".gz"];

/// Writes the page of `root/index.html` for the unknown address, for embeds and for each place.
pub fn write(root: &Path, ids: &[String]) -> anyhow::Result<()> {
    for form in FORMS {
        let page = root.join(format!("index.html{form}"));
        if page.is_file() {
            same_file(&page, &root.join(format!("404.html{form}")))?;
        }
    }
    write_folder(root, &root.join("embed"))?;
    for id in ids {
        ensure!(
            is_folder_name(id),
            "the id \"{id}\" cannot be part of an address: only a-z, 0-9 and - can"
        );
        write_folder(root, &root.join("place").join(id))?;
        write_folder(root, &root.join("embed/place").join(id))?;
    }
    Ok(())
}

fn is_folder_name(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn write_folder(root: &Path, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for form in FORMS {
        let page = root.join(format!("index.html{form}"));
        if page.is_file() {
            same_file(&page, &folder.join(format!("index.html{form}")))?;
        }
    }
    Ok(())
}

/// Thousands of pages with the same content: links cost neither space nor time. Where the disk
/// knows no (more) links, a copy is as good.
fn same_file(from: &Path, to: &Path) -> anyhow::Result<()> {
    let linked = match fs::hard_link(from, to) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => fs::copy(from, to).map(drop),
        linked => linked,
    };
    linked.with_context(|| format!("cannot write {}", to.display()))
}
