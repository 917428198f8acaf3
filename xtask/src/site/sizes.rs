//! What a browser downloads until the first map, and the site as a whole.

use std::{fmt, fs, path::Path};

use super::file_names;

/// Sizes of one file: as it is, and as brotli.
#[derive(Debug, Clone)]
pub struct Size {
    pub name: String,
    pub raw: usize,
    pub brotli: usize,
}

/// Sizes of a finished site.
pub struct Sizes {
    /// All files that the first map waits for.
    pub first_map: Vec<Size>,
    /// The app, which comes next.
    pub app: Vec<Size>,
    /// Data that is loaded when it is asked for.
    pub later: Vec<Size>,
}

impl Sizes {
    pub fn measure(dist: &Path) -> anyhow::Result<Self> {
        let page = fs::read_to_string(dist.join("index.html"))?;
        let mut sizes = Self {
            first_map: vec![size(dist, "index.html")?],
            app: Vec::new(),
            later: Vec::new(),
        };
        let is_loaded =
            |name: &str| name.ends_with(".css") || name.ends_with(".js") || name.ends_with(".wasm");
        for name in file_names(dist)?
            .into_iter()
            .filter(|name| is_loaded(name) && page.contains(name))
        {
            let size = size(dist, &name)?;
            if is_of_app(&name) {
                sizes.app.push(size)
            } else {
                sizes.first_map.push(size)
            }
        }
        for name in file_names(&dist.join("data"))?
            .into_iter()
            .filter(|name| name.ends_with(".bin"))
        {
            let is_first = page.contains(&name);
            let size = size(dist, &format!("data/{name}"))?;
            if is_first {
                sizes.first_map.push(size)
            } else {
                sizes.later.push(size)
            }
        }
        Ok(sizes)
    }
}

/// Whether a script or wasm is the app, which `boot.js` loads after the first map, or comes later still.
fn is_of_app(name: &str) -> bool {
    ["sanctuary-atlas-", "share-"]
        .iter()
        .any(|start| name.starts_with(start))
}

fn size(dist: &Path, name: &str) -> anyhow::Result<Size> {
    let raw = length(&dist.join(name))?;
    let brotli = length(&dist.join(format!("{name}.br"))).unwrap_or(raw);
    Ok(Size {
        name: name.to_owned(),
        raw,
        brotli,
    })
}

fn length(path: &Path) -> anyhow::Result<usize> {
    Ok(fs::metadata(path)?.len().try_into()?)
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |name: &str, raw: usize, brotli: usize| {
            writeln!(
                f,
                "  {name:<46}{:>12}{:>12}",
                readable(raw),
                readable(brotli)
            )
        };
        let sum = |sizes: &[Size]| {
            sizes.iter().fold((0, 0), |(raw, brotli), size| {
                (raw + size.raw, brotli + size.brotli)
            })
        };
        let (first, app, later) = (sum(&self.first_map), sum(&self.app), sum(&self.later));
        for size in &self.first_map {
            line(&size.name, size.raw, size.brotli)?;
        }
        line("until the first map (raw, brotli)", first.0, first.1)?;
        for size in &self.app {
            line(&size.name, size.raw, size.brotli)?;
        }
        line("the app after it", app.0, app.1)?;
        line(
            &format!("{} files of data, when asked for", self.later.len()),
            later.0,
            later.1,
        )
    }
}

/// A number of bytes as people read it.
pub fn readable(bytes: usize) -> String {
    let thousands = bytes as f64 / 1000.0;
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{thousands:.1} KB"),
        _ => format!("{:.2} MB", thousands / 1000.0),
    }
}
