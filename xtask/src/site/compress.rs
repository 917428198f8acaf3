//! The compressed files beside each file. They are as small as they get, which is slow, so that
//! results are kept.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use anyhow::Context;
use brotli::enc::BrotliEncoderParams;

use crate::{content_hash, project::Project};

const EXTENSIONS: [&str; 13] = [
    "atom",
    "html",
    "js",
    "css",
    "wasm",
    "bin",
    "json",
    "geojson",
    "svg",
    "txt",
    "xml",
    "csv",
    "webmanifest",
];
const THREADS: usize = 2;

/// Compressed bytes of earlier builds, by the hash of the content.
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub fn open(project: &Project) -> anyhow::Result<Self> {
        Self::in_folder(project.work().join("compressed"))
    }

    pub fn in_folder(folder: PathBuf) -> anyhow::Result<Self> {
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self { folder })
    }

    pub fn brotli(&self, bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
        self.get_or(bytes, "br", |bytes| brotli(bytes, 11))
    }

    pub fn gzip(&self, bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
        self.get_or(bytes, "gz", |bytes| {
            gzip(bytes, flate2::Compression::best())
        })
    }

    fn get_or(
        &self,
        bytes: &[u8],
        extension: &str,
        compress: impl Fn(&[u8]) -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<Vec<u8>> {
        let name = content_hash::of(bytes);
        let kept = self.folder.join(format!("{name}.{extension}"));
        if let Ok(compressed) = fs::read(&kept) {
            return Ok(compressed);
        }
        let compressed = compress(bytes)?;
        // Under another name first: a build that is stopped must not leave half a file.
        let partial = self
            .folder
            .join(format!("{name}.{extension}.{:?}", thread::current().id()));
        fs::write(&partial, &compressed)?;
        fs::rename(&partial, &kept)?;
        Ok(compressed)
    }
}

/// Writes `.br` and `.gz` beside each file of a folder that gets smaller by it.
pub fn folder(root: &Path, cache: &Cache) -> anyhow::Result<()> {
    let mut files = Vec::new();
    list(root, &mut files)?;
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let result = write_beside(file, cache)
                        .with_context(|| format!("cannot compress {}", file.display()));
                    if let (Err(error), Ok(mut failure)) = (result, failure.lock()) {
                        *failure = Some(error);
                    }
                }
            });
        }
    });
    match failure.into_inner() {
        Ok(Some(error)) => Err(error),
        _ => Ok(()),
    }
}

/// The compressed forms of a page: there are thousands, and they are read once each, so that the last
/// percent is not worth a minute.
pub fn quickly(bytes: &[u8]) -> anyhow::Result<[(&'static str, Vec<u8>); 2]> {
    Ok([
        ("br", brotli(bytes, 5)?),
        ("gz", gzip(bytes, flate2::Compression::default())?),
    ])
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|found| EXTENSIONS.iter().any(|known| found == *known))
        {
            files.push(path);
        }
    }
    Ok(())
}

fn write_beside(file: &Path, cache: &Cache) -> anyhow::Result<()> {
    let bytes = fs::read(file)?;
    for (extension, compressed) in [("br", cache.brotli(&bytes)?), ("gz", cache.gzip(&bytes)?)] {
        if compressed.len() < bytes.len() {
            let mut name = file.as_os_str().to_owned();
            name.push(format!(".{extension}"));
            fs::write(name, compressed)?;
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8], quality: i32) -> anyhow::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8], level: flate2::Compression) -> anyhow::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_comes_back() {
        let bytes = b"sanctuary ".repeat(100);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&bytes, 11).unwrap()[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);

        let mut unpacked = Vec::new();
        let compressed = gzip(&bytes, flate2::Compression::best()).unwrap();
        std::io::copy(
            &mut flate2::read::GzDecoder::new(&compressed[..]),
            &mut unpacked,
        )
        .unwrap();
        assert_eq!(unpacked, bytes);
    }
}
