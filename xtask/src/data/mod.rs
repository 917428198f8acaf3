//! The compiled data, as the library's compiler gives it: the only folder here that knows that
//! compiler.

mod explain;
mod stats;
mod task;

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, bail};
pub use sanctuary_atlas::data::{ExportedFile, RuntimeFile};
use sanctuary_atlas::{
    data::{self, Compiled},
    domain::PartialDate,
};
pub use task::Task;

use crate::{project::Project, site::compress, site::sizes::readable};

/// What the browser loads, and the pages that it needs.
pub struct Data {
    pub files: Vec<RuntimeFile>,
    /// Every id that has a page, aliases among them.
    pub ids: Vec<String>,
    /// Short hash of everything in the record.
    pub edition: String,
    /// The folder that it was compiled from.
    pub geodata: PathBuf,
    /// The same facts as open data.
    pub open: Vec<ExportedFile>,
}

impl Data {
    /// The file of a role of which there is one.
    pub fn file(&self, role: &str) -> anyhow::Result<&RuntimeFile> {
        self.files
            .iter()
            .find(|file| file.role == role)
            .with_context(|| format!("the compiled data has no file for \"{role}\""))
    }
}

/// Validates and compiles `geodata/`; prints every fault.
pub fn compile(project: &Project) -> anyhow::Result<Data> {
    println!("Compiling geodata/ ...");
    let started = Instant::now();
    let data = compile_geodata(&project.geodata(), today()?)?;
    println!(
        "Compiled {} files for {} pages ({:.1} s).",
        data.files.len(),
        data.ids.len(),
        started.elapsed().as_secs_f32()
    );
    Ok(data)
}

/// Compiles a folder like `geodata/` as of a day.
pub fn compile_geodata(folder: &Path, today: PartialDate) -> anyhow::Result<Data> {
    let compiled = compiled(folder, today)?;
    let open = data::export(&compiled);
    Ok(Data {
        edition: compiled.index.edition,
        files: compiled.files,
        ids: compiled.ids,
        geodata: folder.to_owned(),
        open,
    })
}

/// The runtime files, with areas cut so that there are some `times` as many.
pub fn compile_subdivided(project: &Project, times: usize) -> anyhow::Result<Vec<RuntimeFile>> {
    let compiled = data::compile_subdivided(&project.geodata(), today()?, times);
    Ok(compiled.map_err(told)?.files)
}

/// Checks and compiles a folder; prints every fault.
fn compiled(folder: &Path, today: PartialDate) -> anyhow::Result<Compiled> {
    data::compile(folder, today).map_err(told)
}

fn told(faults: Vec<data::Fault>) -> anyhow::Error {
    for fault in &faults {
        eprintln!("{fault}");
    }
    anyhow::anyhow!("geodata/ has {} faults, listed above", faults.len())
}

/// `cargo xtask data`
pub fn run(project: &Project, task: &Task) -> anyhow::Result<()> {
    let geodata = project.geodata();
    match task {
        Task::Check { out } => check(project, out.as_deref())?,
        Task::Export { folder } => {
            let compiled = compiled(&geodata, today()?)?;
            write_all(folder, &data::export(&compiled))?;
        }
        Task::Stats { since } => {
            print!("{}", stats::stats(&compiled(&geodata, today()?)?, *since));
        }
        Task::Explain { id, on } => {
            print!(
                "{}",
                explain::explain(&compiled(&geodata, today()?)?, id, *on)?
            );
        }
        Task::Weak => print!("{}", stats::weak(&compiled(&geodata, today()?)?)),
        Task::Schema => {
            let folder = geodata.join("schema");
            fs::create_dir_all(&folder)?;
            for (name, text) in data::schemas() {
                fs::write(folder.join(name), text)?;
            }
            println!("Written to geodata/schema/.");
        }
    }
    Ok(())
}

fn write_all(folder: &Path, files: &[ExportedFile]) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for file in files {
        let path = folder.join(file.name);
        fs::write(&path, &file.bytes)
            .with_context(|| format!("cannot write {}", path.display()))?;
        println!("{:<20}{:>10}", file.name, readable(file.bytes.len()));
    }
    Ok(())
}

/// Validates and compiles, and tells the sizes.
pub fn check(project: &Project, out: Option<&Path>) -> anyhow::Result<()> {
    let data = compile(project)?;
    let cache = compress::Cache::open(project)?;
    let mut by_role: Vec<(&str, usize, usize, usize)> = Vec::new();
    for file in &data.files {
        let brotli = cache.brotli(&file.bytes)?.len();
        match by_role.iter_mut().find(|(role, ..)| *role == file.role) {
            Some((_, count, raw, compressed)) => {
                *count += 1;
                *raw += file.bytes.len();
                *compressed += brotli;
            }
            None => by_role.push((file.role, 1, file.bytes.len(), brotli)),
        }
    }
    println!("{:<12}{:>6}{:>12}{:>12}", "", "files", "raw", "brotli");
    for (role, count, raw, compressed) in by_role {
        println!(
            "{role:<12}{count:>6}{:>12}{:>12}",
            readable(raw),
            readable(compressed)
        );
    }
    if let Some(out) = out {
        fs::create_dir_all(out).with_context(|| format!("cannot create {}", out.display()))?;
        for file in &data.files {
            let path = out.join(&file.name);
            fs::write(&path, &file.bytes)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        println!("Written to {}.", out.display());
    }
    Ok(())
}

/// Today's date in UTC, or the day that SOURCE_DATE_EPOCH names, so that a build can be repeated.
fn today() -> anyhow::Result<PartialDate> {
    let seconds = match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .parse()
            .with_context(|| format!("SOURCE_DATE_EPOCH is \"{text}\", not a number of seconds"))?,
        Err(_) => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .context("the clock is before 1970")?
            .as_secs(),
    };
    match day_of(seconds) {
        Some(day) => Ok(day),
        None => bail!("{seconds} s since 1970 is no date in the years 1970 to 9999"),
    }
}

/// The day of a time in seconds since 1970-01-01, by the algorithm of Hinnant's `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
fn day_of(seconds: u64) -> Option<PartialDate> {
    let days = seconds / 86_400 + 719_468; // since 0000-03-01
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    PartialDate::from_day(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_days() {
        let day = |seconds| day_of(seconds).unwrap().to_string();
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(951_782_400), "2000-02-29");
        assert_eq!(day(1_735_689_599), "2024-12-31");
        assert_eq!(day_of(u64::MAX / 2), None);
    }
}
