//! A breaker: a register that failed several times in a row is left alone for a while, then tried by one at a time.

use domain::moment::Moment;

/// How often in a row it may fail.
pub const MOST: u32 = 5;
/// For how long it is left alone then, milliseconds.
pub const PAUSE: i64 = 30_000;

/// What is known of one register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Breaker {
    failures: u32,
    until: Option<Moment>,
}

impl Breaker {
    /// Whether it may be asked now. After a pause only one may until that one has an answer, or another pause is over.
    pub fn lets_ask(&mut self, now: Moment) -> bool {
        match self.until {
            Some(until) if now < until => false,
            Some(_) => {
                self.until = Some(now.plus(PAUSE));
                true
            }
            None => true,
        }
    }

    /// It answered.
    pub fn answered(&mut self) {
        *self = Self::default();
    }

    /// It failed.
    pub fn failed(&mut self, now: Moment) {
        self.failures = self.failures.saturating_add(1);
        if self.failures >= MOST {
            self.until = Some(now.plus(PAUSE));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Ask,
        Answer,
        Fail,
        Wait(i64),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            Just(Step::Ask),
            Just(Step::Answer),
            Just(Step::Fail),
            (0..2 * PAUSE).prop_map(Step::Wait)
        ]
    }

    proptest! {
        #[test]
        fn it_never_closes_before_it_failed_often_in_a_row_and_never_for_longer_than_a_pause(
            steps in prop::collection::vec(step(), 0..60),
        ) {
            let (mut breaker, mut now, mut in_a_row) = (Breaker::default(), Moment(0), 0);
            for step in steps {
                match step {
                    Step::Ask => {
                        let lets_ask = breaker.lets_ask(now);
                        prop_assert!(lets_ask || in_a_row >= MOST);
                    }
                    Step::Answer => {
                        breaker.answered();
                        in_a_row = 0;
                    }
                    Step::Fail => {
                        breaker.failed(now);
                        in_a_row += 1;
                    }
                    Step::Wait(milliseconds) => now = now.plus(milliseconds),
                }
            }
            prop_assert!(breaker.lets_ask(now.plus(PAUSE)), "it is asked again after a pause");
        }

        #[test]
        fn one_at_a_time_tries_it_after_a_pause(failures in MOST..20, others in 1usize..9) {
            let mut breaker = Breaker::default();
            for _ in 0..failures {
                breaker.failed(Moment(0));
            }
            prop_assert!(!breaker.lets_ask(Moment(PAUSE - 1)));
            prop_assert!(breaker.lets_ask(Moment(PAUSE)));
            for _ in 0..others {
                prop_assert!(!breaker.lets_ask(Moment(PAUSE)));
            }
            breaker.answered();
            prop_assert!(breaker.lets_ask(Moment(PAUSE)) && breaker.lets_ask(Moment(PAUSE)));
        }
    }
}
