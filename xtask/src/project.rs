//! Where things are in the repository.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::Context;

/// The repository's folders.
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The repository that `cargo xtask` was called in.
    pub fn locate() -> anyhow::Result<Self> {
        // At run time, because the folder can have been moved since xtask was compiled.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .context("xtask/ has no parent folder")?
            .to_owned();
        Ok(Self { root })
    }

    /// A repository elsewhere.
    #[cfg(test)]
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn geodata(&self) -> PathBuf {
        self.root.join("geodata")
    }

    /// The finished site.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Tools that `tools` installs; git-ignored.
    pub fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    pub fn tools_bin(&self) -> PathBuf {
        self.tools().join("bin")
    }

    /// What our own commands leave behind: always on the same disk as `dist/`, so that a finished
    /// folder can be moved there in one step, wherever cargo's own target folder is.
    pub fn work(&self) -> PathBuf {
        self.root.join("target").join("atlas")
    }

    /// Cargo's target folder.
    pub fn cargo_target(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }

    /// The version that `Cargo.lock` names for a crate.
    pub fn locked_version(&self, krate: &str) -> anyhow::Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        version_in_lock(&lock, krate)
            .with_context(|| format!("Cargo.lock names no crate \"{krate}\""))
    }
}

fn version_in_lock(lock: &str, krate: &str) -> Option<String> {
    let (_, entry) = lock.split_once(&format!("\nname = \"{krate}\"\nversion = \""))?;
    entry.split_once('"').map(|(version, _)| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_exact_crate_in_a_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            version_in_lock(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
