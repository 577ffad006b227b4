//! What passed, what failed, what was skipped, and the line that says so.

use std::time::Instant;

use super::{counts::Counts, named::named};
use crate::{
    error::{Result, chain, check},
    process::{Step, announce, finish},
};

/// What the steps so far came to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    sum: Counts,
    lines: Vec<String>,
}

impl Tally {
    /// Runs a step and adds what its tests came to; a step without tests counts as one. Returns
    /// whether it went well.
    pub(crate) fn step(&mut self, step: &Step) -> bool {
        let outcome = step.watch();
        let counts = Counts::read(&outcome.text);
        let counts = match &outcome.result {
            Ok(()) if counts == Counts::default() => Counts { passed: 1, failed: 0 },
            // A program that failed without a failing test has failed itself.
            Err(_) if counts.failed == 0 => Counts { failed: 1, ..counts },
            _ => counts,
        };
        let went_well = outcome.result.is_ok();
        self.add(step.title, counts, outcome.result);
        self.lines.extend(named(&outcome.text).into_iter().map(|news| format!("         {news}")));
        went_well
    }

    /// Runs a check inside this program; it counts as one test.
    pub(crate) fn check(&mut self, title: &'static str, work: impl FnOnce() -> Result<()>) {
        announce(title);
        let begun = Instant::now();
        let result = work();
        finish(title, begun, result.is_ok());
        let failed = u64::from(result.is_err());
        self.add(title, Counts { passed: 1 - failed, failed }, result);
    }

    /// Notes loudly that something was not done.
    pub(crate) fn skip(&mut self, what: &str) {
        eprintln!("\n── SKIPPED {what}");
        self.lines.push(format!("SKIPPED  {what}"));
    }

    /// Prints what all came to, and fails if anything did.
    pub(crate) fn close(self) -> Result<()> {
        println!("\n{}", self.lines.join("\n"));
        println!("{} passed, {} failed", self.sum.passed, self.sum.failed);
        if self.sum.failed > 0 {
            return Err(check("not everything passed; the first failure above is the one to read"));
        }
        Ok(())
    }

    fn add(&mut self, title: &str, counts: Counts, result: Result<()>) {
        self.sum = self.sum.plus(counts);
        let Counts { passed, failed } = counts;
        let word = if result.is_ok() { "ok" } else { "FAILED" };
        self.lines.push(format!("{word:<8} {title} ({passed} of {})", passed + failed));
        if let Err(error) = result {
            eprintln!("error: {}", chain(&error));
            self.lines.push(format!("         {}", chain(&error)));
        }
    }
}

#[cfg(test)]
mod tests {
    //! Nothing that fails is counted as passed.

    use super::*;
    use crate::error::check;

    // rows: 2.56
    #[test]
    fn a_failing_step_without_tests_is_one_failure() {
        let mut tally = Tally::default();
        tally.step(&Step::new("fails", "sh").args(["-c", "exit 1"]));
        tally.step(&Step::new("works", "true"));
        assert_eq!(tally.sum, Counts { passed: 1, failed: 1 });
        assert!(tally.close().is_err());
    }

    #[test]
    fn tests_that_passed_before_the_crash_still_count() {
        let mut tally = Tally::default();
        let script = "echo 'test result: ok. 7 passed; 0 failed; 0 ignored'; exit 101";
        tally.step(&Step::new("crashes", "sh").args(["-c", script]));
        assert_eq!(tally.sum, Counts { passed: 7, failed: 1 });
    }

    #[test]
    fn a_check_counts_as_one() {
        let mut tally = Tally::default();
        tally.check("good", || Ok(()));
        tally.check("bad", || Err(check("no")));
        assert_eq!(tally.sum, Counts { passed: 1, failed: 1 });
    }
}
