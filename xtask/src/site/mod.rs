//! Builds the site: what Trunk makes of the app, the compiled data, and a page for each place.

mod assets;
mod atlas;
mod cards;
pub mod compress;
mod feed;
mod head;
mod html;
mod indexed_png;
mod lettering;
mod oembed;
mod pages;
mod pictures;
mod siblings;
mod sitemap;
pub mod sizes;
mod stage;
mod template;
mod versions;
mod xml;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::Context;

pub use stage::{Stage, build_stage};
pub use versions::{folder as version_folder, keep as keep_version};

use crate::{
    cli::{BuildOptions, Extent, Pages, PublicUrl},
    content_hash,
    data::{self, Data},
    headers,
    project::Project,
    rewrites, tools,
};
use compress::Cache;
use siblings::Geometries;
use template::Template;

/// What a build leaves for those who go on from it.
pub struct Built {
    pub stage: Stage,
    pub data: Data,
}

/// `cargo xtask build`: writes `dist/`.
pub fn build(project: &Project, options: &BuildOptions) -> anyhow::Result<Built> {
    if options.dev {
        tools::ensure_for_dev_build(project)?;
    } else {
        tools::ensure_for_build(project)?;
    }
    let data = data::compile(project)?;
    let stage = build_stage(project, options.dev)?;
    let dist = project.dist();
    let folder = versions::folder(&data);
    let target = Target {
        version: Version::Live(options.keep.as_ref().map(|_| folder.as_str())),
        ..Target::new(&options.public_url, options.extent)
    };
    assemble(project, &stage, &data, target, &dist)?;
    if let Some(archive) = &options.keep {
        versions::keep(project, &stage, &data, &options.public_url, archive, &dist)?;
    }
    let shown = dist.strip_prefix(project.root()).unwrap_or(&dist);
    if !options.dev {
        println!("{}", sizes::Sizes::measure(&dist)?);
    }
    println!("The site is in {}/.", shown.display());
    Ok(Built { stage, data })
}

/// Where a site is put together for.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    pub url: &'a PublicUrl,
    pub extent: Extent,
    pub version: Version<'a>,
}

/// Whether pages are of today, or stay as they are.
#[derive(Debug, Clone, Copy)]
pub enum Version<'a> {
    /// The folder that keeps these data, if the host keeps versions.
    Live(Option<&'a str>),
    /// Kept for ever; today's pages lie elsewhere.
    Kept { live: &'a PublicUrl },
}

impl<'a> Target<'a> {
    /// Today's site on a host that keeps no versions.
    pub fn new(url: &'a PublicUrl, extent: Extent) -> Self {
        Self {
            url,
            extent,
            version: Version::Live(None),
        }
    }

    /// What the pages say of versions.
    fn version_tag(&self) -> String {
        match self.version {
            Version::Live(_) => String::new(),
            Version::Kept { live } => {
                format!("<meta name=\"atlas-live\" content=\"{}\">", live.as_str())
            }
        }
    }
}

/// Puts a site together from Trunk's output and the data, and moves it to `out` when it is
/// complete.
pub fn assemble(
    project: &Project,
    stage: &Stage,
    data: &Data,
    target: Target<'_>,
    out: &Path,
) -> anyhow::Result<()> {
    let public_url = target.url;
    println!("Putting the site together ...");
    let started = Instant::now();
    let folder_name = out
        .file_name()
        .context("the folder for the site has no name")?;
    let new = project
        .work()
        .join(format!("{}-new", folder_name.display()));
    remove(&new)?;
    copy_folder(&stage.folder, &new)?;

    let page = fs::read_to_string(new.join("index.html")).context("Trunk wrote no index.html")?;
    let page = html::set_base(&page, public_url.as_str())?;
    let page = assets::hash_referenced(&new, &page)?;
    let page = html::insert_data_links(&page, &data.file("index")?.name, &data.file("land")?.name)?;
    let page = html::insert_before_head_ends(&page, &target.version_tag())?;
    fs::remove_file(new.join("index.html"))?;
    write_data(&new.join("data"), data)?;
    for file in &data.open {
        fs::write(new.join("data").join(file.name), &file.bytes)?;
    }
    if !stage.is_dev {
        compress::folder(&new, &Cache::open(project)?)?;
    }

    let pages_started = Instant::now();
    let written = pages::write(
        &new,
        &pages::Source {
            template: &Template::new(page)?,
            loaded: &atlas::load(data)?,
            geometries: &Geometries::read(&data.geodata)?,
            url: public_url,
            told: match target.version {
                Version::Live(_) => public_url,
                Version::Kept { live } => live,
            },
            version: match target.version {
                Version::Live(folder) => folder,
                Version::Kept { .. } => None,
            },
            ids: &data.ids,
            only_on_file: target.extent.pages == Pages::OnFile,
            compressed: !stage.is_dev,
            cards: target.extent.cards,
            kept_cards: &project.work().join("cards"),
        },
    )?;
    println!(
        "Wrote {} pages, {} of HTML ({:.1} s).",
        written.pages,
        sizes::readable(written.bytes),
        pages_started.elapsed().as_secs_f32()
    );
    if written.cards > 0 {
        println!(
            "Beside them are {} cards, {} as SVG and PNG.",
            written.cards,
            sizes::readable(written.card_bytes)
        );
    }
    if public_url.absolute("").is_none() {
        println!(
            "Without --site-url, pages have no addresses for other sites: no canonical links, cards, oEmbed, feed or sitemap."
        );
    }
    fs::write(
        new.join("_headers"),
        headers::host_file(public_url.as_str(), &page_and_asset_names(&new)?),
    )?;
    fs::write(
        new.join("_redirects"),
        rewrites::host_file(public_url.as_str()),
    )?;
    // Without it, GitHub Pages would leave out files whose names begin with an underscore.
    fs::write(new.join(".nojekyll"), "")?;

    swap(project, &new, out)?;
    println!(
        "Put the site together ({:.1} s).",
        started.elapsed().as_secs_f32()
    );
    Ok(())
}

fn write_data(folder: &Path, data: &Data) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    for file in &data.files {
        anyhow::ensure!(
            content_hash::is_in_name(&file.name) && !file.name.contains(['/', '\\']),
            "the data file \"{}\" needs a name with a hash, such as index-1a2b3c4d.bin",
            file.name
        );
        fs::write(folder.join(&file.name), &file.bytes)?;
    }
    Ok(())
}

/// The files that need a rule in `_headers`: those at the top and in `data/`, and one page of each
/// other folder.
fn page_and_asset_names(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = file_names(root)?;
    names.extend(
        file_names(&root.join("data"))?
            .into_iter()
            .map(|name| format!("data/{name}")),
    );
    names.retain(|name| !name.ends_with(".br") && !name.ends_with(".gz"));
    names.extend(pages::FOLDERS.map(|folder| format!("{folder}/index.html")));
    Ok(names)
}

fn file_names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Replaces a folder by another one: never half of each, even if we are stopped.
fn swap(project: &Project, new: &Path, out: &Path) -> anyhow::Result<()> {
    let old = project.work().join("replaced");
    remove(&old)?;
    if out.exists() {
        fs::rename(out, &old).with_context(|| format!("cannot move {} away", out.display()))?;
    }
    fs::rename(new, out)
        .with_context(|| format!("cannot move the new site to {}", out.display()))?;
    remove(&old)
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Copies a folder by links, where the disk knows them.
fn link_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            link_folder(&entry.path(), &target)?;
        } else {
            pages::same_file(&entry.path(), &target)?;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target: PathBuf = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)
                .with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
