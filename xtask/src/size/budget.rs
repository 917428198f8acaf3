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
}

impl Weight {
    pub fn add(&mut self, is_script: bool, raw: usize, gzip: usize, brotli: usize) {
        let sums = if is_script {
            (&mut self.js, &mut self.js_gzip, &mut self.js_brotli)
        } else {
            (&mut self.wasm, &mut self.wasm_gzip, &mut self.wasm_brotli)
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
        })
    }

    fn to_toml(&self) -> String {
        format!(
            "# Bytes after gzip -9 of what the browser loads to run the app. `cargo xtask test` fails when one of\n\
             # them is exceeded by more than 2 KB; `cargo xtask size --update` writes the present ones.\n\
             wasm_gzip = {}\njs_gzip = {}\n",
            self.wasm, self.js
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
        };
        assert_eq!(Budget::parse(&budget.to_toml()).unwrap(), budget);
        assert!(Budget::parse("wasm_gzip = many").is_err());
    }
}
