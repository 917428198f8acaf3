//! What `cargo xtask data` can be asked for.

use std::path::PathBuf;

use anyhow::bail;
use lexopt::prelude::*;
use sanctuary_atlas::domain::PartialDate;

/// One thing to do with the record.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Validate and compile; write the runtime files if a folder is given.
    Check { out: Option<PathBuf> },
    /// Write the open data.
    Export { folder: PathBuf },
    /// Count; with a date, also the records not compared with their sources since then.
    Stats { since: Option<PartialDate> },
    /// Tell one record, and its state on a date, as a person would read it.
    Explain { id: String, on: Option<PartialDate> },
    /// Rank the policies that rest on weak sources only.
    Weak,
    /// Write `geodata/schema/`.
    Schema,
}

impl Task {
    pub fn parse(parser: &mut lexopt::Parser) -> anyhow::Result<Self> {
        let mut task: Option<Self> = None;
        let (mut since, mut on) = (None, None);
        while let Some(argument) = parser.next()? {
            let given = match argument {
                Long("out") => Self::Check {
                    out: Some(parser.value()?.into()),
                },
                Long("export") => Self::Export {
                    folder: parser.value()?.into(),
                },
                Long("stats") => Self::Stats { since: None },
                Long("explain") => Self::Explain {
                    id: parser.value()?.string()?,
                    on: None,
                },
                Long("weak") => Self::Weak,
                Long("schema") => Self::Schema,
                Long("since") => {
                    since = Some(parser.value()?.string()?.parse()?);
                    continue;
                }
                Long("on") => {
                    on = Some(parser.value()?.string()?.parse()?);
                    continue;
                }
                other => return Err(other.unexpected().into()),
            };
            if task.replace(given).is_some() {
                bail!(
                    "one thing at a time: --out, --export, --stats, --explain, --weak or --schema"
                );
            }
        }
        Ok(match task {
            Some(Self::Stats { .. }) if on.is_none() => Self::Stats { since },
            Some(Self::Explain { id, .. }) if since.is_none() => Self::Explain { id, on },
            _ if since.is_some() => bail!("--since goes with --stats"),
            _ if on.is_some() => bail!("--on goes with --explain"),
            Some(task) => task,
            None => Self::Check { out: None },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> anyhow::Result<Task> {
        Task::parse(&mut lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn each_task_has_its_words() {
        assert_eq!(parsed("").unwrap(), Task::Check { out: None });
        assert_eq!(parsed("--weak").unwrap(), Task::Weak);
        let explain = parsed("--explain us-il-chicago --on 2017-05").unwrap();
        let expected = Task::Explain {
            id: "us-il-chicago".into(),
            on: Some("2017-05".parse().unwrap()),
        };
        assert_eq!(explain, expected);
        for bad in [
            "--weak --stats",
            "--on 2017",
            "--stats --on 2017",
            "--explain x --on yesterday",
            "--since 2017",
        ] {
            assert!(parsed(bad).is_err(), "{bad}");
        }
    }
}
