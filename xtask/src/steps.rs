//! The steps of one run: a line before the long ones, a line with the time after each, and a count at the end.

use std::time::{Duration, Instant};

use anyhow::Result;

/// What was done so far and how long it took.
pub(crate) struct Steps {
    started: Instant,
    passed: Vec<(String, Duration)>,
    failed: Vec<(String, Duration)>,
}

impl Steps {
    /// Begins a run.
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
            passed: Vec::new(),
            failed: Vec::new(),
        }
    }

    /// Does one step. `hint` says how long it may take and is empty for a step of seconds.
    pub(crate) fn run<T>(&mut self, name: &str, hint: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        if !hint.is_empty() {
            eprintln!("  ..  {name} ({hint})");
        }
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        if outcome.is_ok() {
            eprintln!("  ok  {name}, {}", seconds(took));
            self.passed.push((name.to_owned(), took));
        } else {
            eprintln!("FAIL  {name}, {}", seconds(took));
            self.failed.push((name.to_owned(), took));
        }
        outcome
    }

    /// Says something that is not a step.
    #[expect(clippy::unused_self, reason = "what a run says goes through its steps")]
    pub(crate) fn note(&self, sentence: &str) {
        eprintln!("      {sentence}");
    }

    /// The time since the run began.
    pub(crate) fn elapsed(&self) -> String {
        seconds(self.started.elapsed())
    }

    /// Prints the table of times and, alone on its line, how many steps passed and failed.
    pub(crate) fn count(&self) {
        println!();
        for (mark, steps) in [("ok  ", &self.passed), ("FAIL", &self.failed)] {
            for (name, took) in steps {
                println!("{mark}  {:>8}  {name}", seconds(*took));
            }
        }
        println!("      {:>8}  in all", self.elapsed());
        println!("\n{} passed, {} failed", self.passed.len(), self.failed.len());
    }
}

/// `0.4 s`, `83 s`, `6 min 10 s`.
fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    match whole {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..120 => format!("{whole} s"),
        _ => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_a_person_says_it() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(83)), "83 s");
        assert_eq!(seconds(Duration::from_secs(370)), "6 min 10 s");
    }

    #[test]
    fn a_failed_step_is_counted_and_its_error_handed_on() {
        let mut steps = Steps::start();
        let good: Result<()> = steps.run("first", "", || Ok(()));
        let bad: Result<()> = steps.run("second", "", || anyhow::bail!("no"));
        assert!(good.is_ok() && bad.is_err());
        assert_eq!((steps.passed.len(), steps.failed.len()), (1, 1));
    }
}
