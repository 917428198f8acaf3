//! The committed sizes that a change may not silently exceed.

use std::{fs, path::PathBuf};

use anyhow::Context;

use crate::project::Project;

/// Bytes of a build.
#[derive(Debug, Default)]
pub struct Weight {
    pub wasm: usize,
    pub wasm_gzip: usize,
    pub wasm_brotli: usize,
    pub js: usize,
    pub js_gzip: usize,
    pub js_brotli: usize,
    pub first_map: usize,
    pub first_map_gzip: usize,
    pub first_map_brotli: usize,
}

/// What a file is counted as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Wasm,
    Script,
    /// The wasm that paints the first map.
    FirstMap,
}

impl Weight {
    pub fn add(&mut self, part: Part, raw: usize, gzip: usize, brotli: usize) {
        let sums = match part {
            Part::Wasm => (&mut self.wasm, &mut self.wasm_gzip, &mut self.wasm_brotli),
            Part::Script => (&mut self.js, &mut self.js_gzip, &mut self.js_brotli),
            Part::FirstMap => (
                &mut self.first_map,
                &mut self.first_map_gzip,
                &mut self.first_map_brotli,
            ),
        };
        *sums.0 += raw;
        *sums.1 += gzip;
        *sums.2 += brotli;
    }
}

/// Bytes after gzip.
#[derive(Debug, PartialEq, Eq)]
pub struct Budget {
    pub wasm: usize,
    pub js: usize,
    pub first_map: usize,
}

impl Budget {
    pub fn read(project: &Project) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file(project))
            .context("cannot read xtask/size-budget.toml; `cargo xtask size --update` writes it")?;
        Self::parse(&text)
    }

    pub fn write(&self, project: &Project) -> anyhow::Result<()> {
        fs::write(file(project), self.to_toml()).context("cannot write xtask/size-budget.toml")
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        let value = |key: &str| {
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('='));
            line.and_then(|value| value.trim().replace('_', "").parse().ok())
                .with_context(|| {
                    format!("xtask/size-budget.toml needs a line such as `{key} = 100000`")
                })
        };
        Ok(Self {
            wasm: value("wasm_gzip")?,
            js: value("js_gzip")?,
            first_map: value("first_map_gzip")?,
        })
    }

    fn to_toml(&self) -> String {
        format!(
            "# Bytes after gzip -9 of what the browser loads to run the app. `cargo xtask test` fails when one of\n\
             # them is exceeded by more than 2 KB; `cargo xtask size --update` writes the present ones.\n\
             wasm_gzip = {}\njs_gzip = {}\nfirst_map_gzip = {}\n",
            self.wasm, self.js, self.first_map
        )
    }
}

fn file(project: &Project) -> PathBuf {
    project.root().join("xtask/size-budget.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let budget = Budget {
            wasm: 123_456,
            js: 7_890,
            first_map: 4_321,
        };
        assert_eq!(Budget::parse(&budget.to_toml()).unwrap(), budget);
        assert!(Budget::parse("wasm_gzip = many").is_err());
    }
}
