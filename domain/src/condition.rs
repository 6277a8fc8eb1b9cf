//! Conditions: typed predicates over answers, with a third value for what nobody knows yet.

use chrono::{Months, NaiveDate};

use crate::answer::{Answers, FieldId};
use crate::field::{day_of, same_text};

/// A predicate over data elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The answer is this option or text.
    Is(FieldId, String),
    /// The two answers are the same.
    Same(FieldId, FieldId),
    /// Anything was answered.
    Known(FieldId),
    /// The date lies at most so many months back, and not ahead.
    WithinMonths(FieldId, u32),
}

/// Yes, no, or not known yet (Kleene's three values).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It does not hold.
    No,
    /// It depends on what was not answered yet.
    Unknown,
    /// It holds.
    Yes,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;
    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

impl Condition {
    /// Whether it holds for these answers on this day.
    #[must_use]
    pub fn judge(&self, answers: &Answers, today: NaiveDate) -> Truth {
        match self {
            Self::All(all) => !any_of(all.iter().map(|one| !one.judge(answers, today))),
            Self::Any(any) => any_of(any.iter().map(|one| one.judge(answers, today))),
            Self::Not(inner) => !inner.judge(answers, today),
            Self::Is(field, value) => known(answers.text(field).map(|text| text == value)),
            Self::Same(left, right) => known(
                answers
                    .text(left)
                    .zip(answers.text(right))
                    .map(|(left, right)| same_text(left, right)),
            ),
            Self::Known(field) => Truth::from(answers.text(field).is_some()),
            Self::WithinMonths(field, months) => known(answers.text(field).and_then(day_of).map(|day| {
                let earliest = today.checked_sub_months(Months::new(*months)).unwrap_or(NaiveDate::MIN);
                (earliest..=today).contains(&day)
            })),
        }
    }

    /// Every field it depends on.
    #[must_use]
    pub fn fields(&self) -> Vec<&FieldId> {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().flat_map(Self::fields).collect(),
            Self::Not(inner) => inner.fields(),
            Self::Same(left, right) => vec![left, right],
            Self::Is(field, _) | Self::Known(field) | Self::WithinMonths(field, _) => vec![field],
        }
    }
}

/// Whether an optional condition holds; none always does.
#[must_use]
pub fn judge(condition: Option<&Condition>, answers: &Answers, today: NaiveDate) -> Truth {
    condition.map_or(Truth::Yes, |condition| condition.judge(answers, today))
}

fn known(value: Option<bool>) -> Truth {
    value.map_or(Truth::Unknown, Truth::from)
}

fn any_of(mut truths: impl Iterator<Item = Truth>) -> Truth {
    let strongest = |strongest, truth| match (strongest, truth) {
        (_, Truth::Yes) => Err(Truth::Yes),
        (Truth::Unknown, _) | (_, Truth::Unknown) => Ok(Truth::Unknown),
        _ => Ok(Truth::No),
    };
    truths.try_fold(Truth::No, strongest).unwrap_or_else(|yes| yes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::answer::tests::answers;

    fn is(field: &str, value: &str) -> Condition {
        Condition::Is(field.parse().unwrap(), value.into())
    }

    fn judged(condition: &Condition, list: &[(&str, &str)]) -> Truth {
        condition.judge(&answers(list), "2026-11-22".parse().unwrap())
    }

    #[test]
    fn what_was_not_answered_is_unknown_unless_it_cannot_matter() {
        let both = Condition::All(vec![is("a/x", "1"), is("a/y", "1")]);
        assert_eq!(judged(&both, &[("a/x", "1")]), Truth::Unknown);
        assert_eq!(judged(&both, &[("a/x", "2")]), Truth::No);
        let either = Condition::Any(vec![is("a/x", "1"), is("a/y", "1")]);
        assert_eq!(judged(&either, &[("a/x", "1")]), Truth::Yes);
        assert_eq!(judged(&either, &[("a/x", "2")]), Truth::Unknown);
        assert_eq!(judged(&either, &[("a/x", "")]), Truth::Unknown);
    }

    #[test]
    fn nothing_required_always_holds_and_nothing_offered_never_does() {
        assert_eq!(judged(&Condition::All(vec![]), &[]), Truth::Yes);
        assert_eq!(judged(&Condition::Any(vec![]), &[]), Truth::No);
    }

    #[test]
    fn a_child_is_within_six_months_until_the_day_it_is_six_months_old() {
        let recent = Condition::WithinMonths("child/birth.time".parse().unwrap(), 6);
        assert_eq!(judged(&recent, &[("child/birth.time", "2026-05-22 08:00")]), Truth::Yes);
        assert_eq!(judged(&recent, &[("child/birth.time", "2026-05-21 08:00")]), Truth::No);
        assert_eq!(judged(&recent, &[("child/birth.time", "2026-11-23 08:00")]), Truth::No);
        assert_eq!(judged(&recent, &[("child/birth.time", "昨天")]), Truth::Unknown);
    }

    #[test]
    fn the_same_words_are_the_same_in_any_width() {
        let same = Condition::Same("a/x".parse().unwrap(), "b/x".parse().unwrap());
        assert_eq!(judged(&same, &[("a/x", "汉族"), ("b/x", "汉族 ")]), Truth::Yes);
        assert_eq!(judged(&same, &[("a/x", "汉族"), ("b/x", "土家族")]), Truth::No);
        assert_eq!(judged(&same, &[("a/x", "汉族")]), Truth::Unknown);
    }

    fn conditions() -> impl Strategy<Value = Condition> {
        let leaf = ("[ab]/[xy]", "[12]").prop_map(|(field, value)| is(&field, &value));
        leaf.prop_recursive(4, 24, 3, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..3).prop_map(Condition::All),
                proptest::collection::vec(inner.clone(), 0..3).prop_map(Condition::Any),
                inner.prop_map(|inner| Condition::Not(Box::new(inner))),
            ]
        })
    }

    proptest! {
        #[test]
        fn answering_more_never_turns_a_yes_into_a_no(condition in conditions(), x in "[12]", y in "[12]") {
            let before = judged(&condition, &[("a/x", &x)]);
            let after = judged(&condition, &[("a/x", &x), ("a/y", &y), ("b/x", &x), ("b/y", &y)]);
            prop_assert!(before == Truth::Unknown || before == after);
            prop_assert_ne!(after, Truth::Unknown);
        }
    }
}
