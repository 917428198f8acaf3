//! Versions of the data that are kept for ever: a published article's embed must not change under it.
//!
//! A version is a whole site in `v/<edition>/`, with the pages of the places on file. The archive, a folder
//! beside the repository, holds all of them; each build adds its own, if its data are new, and puts all into
//! the site. What is in the archive is never written again, even if the app has changed since.

use std::path::Path;

use anyhow::Context;

use super::{Target, Version, assemble, link_folder};
use crate::{
    cli::{Cards, Extent, Pages, PublicUrl},
    data::Data,
    headers,
    project::Project,
    site::Stage,
};

/// The folder that keeps these data, relative to the site.
pub fn folder(data: &Data) -> String {
    format!("{}/{}/", headers::VERSIONS, data.edition)
}

/// Adds these data to the archive, and the archive to the site.
pub fn keep(
    project: &Project,
    stage: &Stage,
    data: &Data,
    live: &PublicUrl,
    archive: &Path,
    dist: &Path,
) -> anyhow::Result<()> {
    std::fs::create_dir_all(archive)
        .with_context(|| format!("cannot create {}", archive.display()))?;
    let kept = archive.join(&data.edition);
    if !kept.exists() {
        println!("Keeping version {} in {}.", data.edition, archive.display());
        let url = live.below(&folder(data));
        let target = Target {
            version: Version::Kept { live },
            ..Target::new(
                &url,
                Extent {
                    pages: Pages::OnFile,
                    cards: Cards::None,
                },
            )
        };
        // First beside the site, then into the archive in one step: never half of it.
        let complete = project.work().join("version");
        assemble(project, stage, data, target, &complete)?;
        let arriving = archive.join(format!(".{}", data.edition));
        super::remove(&arriving)?;
        link_folder(&complete, &arriving)?;
        std::fs::rename(&arriving, &kept)
            .with_context(|| format!("cannot write {}", kept.display()))?;
        super::remove(&complete)?;
    }
    for entry in std::fs::read_dir(archive)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_version = !name.to_string_lossy().starts_with('.');
        if is_version && entry.file_type()?.is_dir() {
            link_folder(&entry.path(), &dist.join(headers::VERSIONS).join(name))?;
        }
    }
    Ok(())
}
