//! Notices changes of the sources by looking, twice a second: needs no library and works on every
//! disk.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

use crate::project::Project;

const SOURCES: [&str; 7] = [
    "src",
    "public",
    "geodata",
    "xtask/src",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
];
const INTERVAL: Duration = Duration::from_millis(500);

/// When each file was changed, and its length.
type Snapshot = BTreeMap<PathBuf, (SystemTime, u64)>;

/// Waits for a change and until nothing more changes; returns one of the changed files.
pub fn next_change(project: &Project) -> PathBuf {
    let mut before = snapshot(project);
    let mut changed = None;
    loop {
        thread::sleep(INTERVAL);
        let now = snapshot(project);
        match (difference(&before, &now), changed.take()) {
            (None, Some(settled)) => return settled,
            (None, None) => {}
            (different, earlier) => changed = earlier.or(different),
        }
        before = now;
    }
}

fn snapshot(project: &Project) -> Snapshot {
    let mut snapshot = Snapshot::new();
    for source in SOURCES {
        add(&project.root().join(source), &mut snapshot);
    }
    snapshot
}

/// Files can vanish while we look; what cannot be read is as if it were not there.
fn add(path: &Path, snapshot: &mut Snapshot) {
    let Ok(metadata) = fs::metadata(path) else {
        return;
    };
    if metadata.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            add(&entry.path(), snapshot);
        }
    } else if let Ok(modified) = metadata.modified() {
        snapshot.insert(path.to_owned(), (modified, metadata.len()));
    }
}

fn difference(before: &Snapshot, now: &Snapshot) -> Option<PathBuf> {
    let appeared_or_changed = now
        .iter()
        .find(|(path, state)| before.get(*path) != Some(state));
    let vanished = || before.iter().find(|(path, _)| !now.contains_key(*path));
    appeared_or_changed
        .or_else(vanished)
        .map(|(path, _)| path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_seen() {
        let entry = |name: &str, length| (PathBuf::from(name), (SystemTime::UNIX_EPOCH, length));
        let before = Snapshot::from([entry("a", 1), entry("b", 1)]);
        assert_eq!(difference(&before, &before), None);
        assert_eq!(
            difference(&before, &Snapshot::from([entry("a", 1), entry("b", 2)])),
            Some("b".into())
        );
        assert_eq!(
            difference(&before, &Snapshot::from([entry("b", 1)])),
            Some("a".into())
        );
    }
}
