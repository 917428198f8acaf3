//! The steps of a run: their times and results.

use std::{
    fmt,
    time::{Duration, Instant},
};

use anyhow::bail;

use super::count::Count;

/// What has run so far.
#[derive(Default)]
pub struct Steps {
    done: Vec<Step>,
}

struct Step {
    name: &'static str,
    time: Duration,
    count: Count,
}

impl Steps {
    /// A step that is good or not. `look_at`: what the reader of a failure should look at.
    pub fn check(
        &mut self,
        name: &'static str,
        look_at: &str,
        work: impl FnOnce() -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.tests(name, look_at, || {
            work().map(|()| Count {
                passed: 1,
                failed: 0,
            })
        })
    }

    /// A step that counts its tests itself.
    pub fn tests(
        &mut self,
        name: &'static str,
        look_at: &str,
        work: impl FnOnce() -> anyhow::Result<Count>,
    ) -> anyhow::Result<()> {
        println!("\n== {name}");
        let started = Instant::now();
        let result = work();
        let count = *result.as_ref().unwrap_or(&Count {
            passed: 0,
            failed: 1,
        });
        let step = Step {
            name,
            time: started.elapsed(),
            count,
        };
        println!("== {step}");
        self.done.push(step);
        match result {
            Ok(count) if count.is_good() => Ok(()),
            Ok(_) => bail!("stopped at \"{name}\". Look at: {look_at}"),
            Err(error) => Err(error.context(format!("stopped at \"{name}\". Look at: {look_at}"))),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let result = if self.count.is_good() { "ok" } else { "FAILED" };
        let Count { passed, failed } = self.count;
        write!(
            f,
            "{:<20}{result:<8}{:>7.1} s{passed:>7} passed",
            self.name,
            self.time.as_secs_f32()
        )?;
        if failed > 0 {
            write!(f, "{failed:>7} failed")
        } else {
            Ok(())
        }
    }
}

/// A table, and the sum alone on the last line.
impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time: Duration = self.done.iter().map(|step| step.time).sum();
        let sum = self
            .done
            .iter()
            .fold(Count::default(), |sum, step| sum.plus(step.count));
        writeln!(f)?;
        for step in &self.done {
            writeln!(f, "{step}")?;
        }
        writeln!(f, "{:<28}{:>7.1} s\n", "all", time.as_secs_f32())?;
        writeln!(f, "{} passed, {} failed", sum.passed, sum.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_sum() {
        let mut steps = Steps::default();
        steps.check("lints", "", || Ok(())).unwrap();
        steps
            .tests("tests", "", || {
                Ok(Count {
                    passed: 10,
                    failed: 0,
                })
            })
            .unwrap();
        assert!(steps.to_string().ends_with("\n11 passed, 0 failed\n"));

        let error = steps
            .tests("wasm", "the page", || {
                Ok(Count {
                    passed: 2,
                    failed: 1,
                })
            })
            .unwrap_err();
        assert_eq!(error.to_string(), "stopped at \"wasm\". Look at: the page");
        assert!(steps.to_string().ends_with("\n13 passed, 1 failed\n"));
    }
}
