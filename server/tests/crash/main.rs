//! The server is killed a hundred times while citizens file and officers decide. What it acknowledged is there
//! afterwards, once and whole; what it did not is there or not, but never half.
//!
//! The moments are thrown by dice from one seed; `ZHANGBAN_TEST_SEED` repeats a run as far as a machine can.

#[cfg(test)]
#[expect(dead_code, reason = "the tests of the whole site know more about a theme")]
#[path = "../invention/invention.rs"]
mod invention;
#[cfg(test)]
#[expect(dead_code, reason = "the tests of the whole site look closer at pages")]
#[path = "../people/people.rs"]
mod people;
#[cfg(test)]
#[expect(dead_code, reason = "here a server is never asked to stop")]
#[path = "../process/process.rs"]
mod process;

#[cfg(test)]
mod audit;
#[cfg(test)]
mod clients;
#[cfg(test)]
mod flight;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod ledger;
