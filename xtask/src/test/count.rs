//! How many tests passed and failed, as `cargo test` tells.

use std::process::Command;

use anyhow::ensure;

use crate::process;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
}

impl Count {
    pub fn is_good(self) -> bool {
        self.failed == 0
    }

    pub fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

/// Runs tests (those whose name contains the filter) and counts them; tests that do not even compile
/// count as one failure.
///
/// # Errors
/// Without a filter, also when no test ran: then something is wrong with how we call them.
pub fn run(command: &mut Command, filter: Option<&str>) -> anyhow::Result<Count> {
    let finished = process::run_and_read(command.args(filter))?;
    let mut count = in_output(&finished.output);
    if !finished.success && count.is_good() {
        count.failed = 1;
    }
    ensure!(count != Count::default() || filter.is_some(), "no test ran");
    Ok(count)
}

/// Sums the lines "test result: ok. 12 passed; 0 failed; ...".
fn in_output(output: &str) -> Count {
    let results = output
        .lines()
        .filter_map(|line| line.split_once("test result:"));
    results.fold(Count::default(), |sum, (_, result)| {
        sum.plus(Count {
            passed: number_before(result, " passed"),
            failed: number_before(result, " failed"),
        })
    })
}

fn number_before(text: &str, word: &str) -> u32 {
    let before = text.split(word).next().unwrap_or_default();
    before
        .rsplit(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_results_are_added() {
        let output = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored; finished in 0.00s\n\
                      test result: \u{1b}[31mFAILED\u{1b}[0m. 10 passed; 3 failed; 1 ignored\n\
                      test a::says_9_passed ... ok\n";
        assert_eq!(
            in_output(output),
            Count {
                passed: 12,
                failed: 3
            }
        );
    }
}
