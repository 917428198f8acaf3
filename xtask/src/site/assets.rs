//! Gives the page's own files names with a hash, where Trunk did not.

use std::{fs, path::Path};

use anyhow::Context;

use super::{file_names, html};
use crate::content_hash;

/// Renames the files at the top of `root` that the page refers to (boot module, icons); returns the
/// page with the new names. Files that only others refer to, such as a script for host pages, keep
/// the name they are known by.
pub fn hash_referenced(root: &Path, page: &str) -> anyhow::Result<String> {
    let mut page = page.to_owned();
    for name in file_names(root)? {
        if name.ends_with(".html")
            || content_hash::is_in_name(&name)
            || !html::refers_to(&page, &name)
        {
            continue;
        }
        let path = root.join(&name);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let new_name = content_hash::name_with_hash(&name, &bytes);
        fs::rename(&path, root.join(&new_name))?;
        page = html::replace_references(&page, &name, &new_name);
    }
    Ok(page)
}
