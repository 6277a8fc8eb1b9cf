//! Conditions: typed predicates over answers, with a third value for what nobody knows yet.

use chrono::{Datelike, Months, NaiveDate};

use crate::answer::{Answers, FieldId};
use crate::field::{day_of, picked, same_text};
use crate::id::SubjectId;

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
    /// The answer is one of these options or texts.
    In(FieldId, Vec<String>),
    /// This option is among those picked.
    Includes(FieldId, String),
    /// Anything was answered.
    Known(FieldId),
    /// The number is at least this.
    AtLeast(FieldId, i64),
    /// The number is at most this.
    AtMost(FieldId, i64),
    /// The date lies at most so many months back, and not ahead.
    WithinMonths(FieldId, u32),
    /// Whoever was born on the date, or has the ID number, is of this age.
    Age(FieldId, Age),
}

/// An age in whole years (周岁), from the birthday on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// At least.
    pub least: Option<u32>,
    /// At most.
    pub most: Option<u32>,
    /// On this month and day of the current year; on the day itself otherwise.
    pub on: Option<(u32, u32)>,
}

impl Age {
    /// Whether somebody born on this day is of this age.
    #[must_use]
    pub fn holds(&self, born: NaiveDate, today: NaiveDate) -> bool {
        let on = self
            .on
            .and_then(|(month, day)| NaiveDate::from_ymd_opt(today.year(), month, day));
        let years = on.unwrap_or(today).years_since(born);
        // Whoever is not born yet is of no age.
        years.is_some_and(|years| {
            self.least.is_none_or(|least| years >= least) && self.most.is_none_or(|most| years <= most)
        })
    }
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
            Self::In(field, values) => known(answers.text(field).map(|text| values.iter().any(|value| value == text))),
            Self::Includes(field, value) => known(
                answers
                    .text(field)
                    .map(|text| picked(text).any(|option| option == value)),
            ),
            Self::Known(field) => Truth::from(answers.text(field).is_some()),
            Self::AtLeast(field, least) => known(number(answers, field).map(|number| number >= *least)),
            Self::AtMost(field, most) => known(number(answers, field).map(|number| number <= *most)),
            Self::Age(field, age) => known(answers.text(field).and_then(day_of).map(|born| age.holds(born, today))),
            Self::WithinMonths(field, months) => known(answers.text(field).and_then(day_of).map(|day| {
                let earliest = today.checked_sub_months(Months::new(*months)).unwrap_or(NaiveDate::MIN);
                (earliest..=today).contains(&day)
            })),
        }
    }

    /// Whether it can still come to hold: what nobody was asked can still be known.
    #[must_use]
    pub fn may_hold(&self, answers: &Answers, today: NaiveDate) -> bool {
        self.with_open_ends(answers, today) != Truth::No
    }

    fn with_open_ends(&self, answers: &Answers, today: NaiveDate) -> Truth {
        match self {
            Self::All(all) => !any_of(all.iter().map(|one| !one.with_open_ends(answers, today))),
            Self::Any(any) => any_of(any.iter().map(|one| one.with_open_ends(answers, today))),
            Self::Not(inner) => !inner.with_open_ends(answers, today),
            Self::Known(field) if answers.get(field).is_none() => Truth::Unknown,
            _ => self.judge(answers, today),
        }
    }

    /// Every field it depends on.
    #[must_use]
    pub fn fields(&self) -> Vec<&FieldId> {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().flat_map(Self::fields).collect(),
            Self::Not(inner) => inner.fields(),
            Self::Same(left, right) => vec![left, right],
            Self::Is(field, _)
            | Self::In(field, _)
            | Self::Includes(field, _)
            | Self::Known(field)
            | Self::AtLeast(field, _)
            | Self::AtMost(field, _)
            | Self::WithinMonths(field, _)
            | Self::Age(field, _) => vec![field],
        }
    }

    /// The same condition about another one of a subject of which there are several.
    #[must_use]
    pub fn about(&self, subject: &SubjectId, index: u16) -> Self {
        let of = |field: &FieldId| {
            if field.subject == *subject {
                field.at(index)
            } else {
                field.clone()
            }
        };
        let each = |list: &[Self]| list.iter().map(|one| one.about(subject, index)).collect();
        match self {
            Self::All(list) => Self::All(each(list)),
            Self::Any(list) => Self::Any(each(list)),
            Self::Not(inner) => Self::Not(Box::new(inner.about(subject, index))),
            Self::Is(field, value) => Self::Is(of(field), value.clone()),
            Self::Same(left, right) => Self::Same(of(left), of(right)),
            Self::In(field, values) => Self::In(of(field), values.clone()),
            Self::Includes(field, value) => Self::Includes(of(field), value.clone()),
            Self::Known(field) => Self::Known(of(field)),
            Self::AtLeast(field, least) => Self::AtLeast(of(field), *least),
            Self::AtMost(field, most) => Self::AtMost(of(field), *most),
            Self::WithinMonths(field, months) => Self::WithinMonths(of(field), *months),
            Self::Age(field, age) => Self::Age(of(field), *age),
        }
    }

    /// The predicates that make it what it is now: for a yes or no those that suffice, for an unknown those still open.
    ///
    /// Each comes with whether it holds itself; under `not` that differs from the whole.
    #[must_use]
    pub fn grounds(&self, answers: &Answers, today: NaiveDate) -> Vec<(&Self, Truth)> {
        let truth = self.judge(answers, today);
        match self {
            Self::All(list) => parts_that_decide(list, truth, Truth::No, answers, today),
            Self::Any(list) => parts_that_decide(list, truth, Truth::Yes, answers, today),
            Self::Not(inner) => inner.grounds(answers, today),
            _ => vec![(self, truth)],
        }
    }
}

/// `enough`: the truth of which one part settles the whole.
fn parts_that_decide<'a>(
    list: &'a [Condition],
    truth: Truth,
    enough: Truth,
    answers: &Answers,
    today: NaiveDate,
) -> Vec<(&'a Condition, Truth)> {
    let decides = |part: &&Condition| part.judge(answers, today) == truth;
    let most = if truth == enough { 1 } else { list.len() };
    let parts = list.iter().filter(decides).take(most);
    parts.flat_map(|part| part.grounds(answers, today)).collect()
}

fn number(answers: &Answers, field: &FieldId) -> Option<i64> {
    answers.text(field)?.parse().ok()
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

    #[test]
    fn an_age_counts_from_the_birthday_on() {
        let of = |least, on| {
            Condition::Age(
                "a/x".parse().unwrap(),
                Age {
                    least: Some(least),
                    most: None,
                    on,
                },
            )
        };
        assert_eq!(judged(&of(80, None), &[("a/x", "1946-11-22")]), Truth::Yes);
        assert_eq!(judged(&of(80, None), &[("a/x", "1946-11-23")]), Truth::No);
        assert_eq!(judged(&of(77, None), &[("a/x", "11010519491231002X")]), Truth::No);
        assert_eq!(judged(&of(6, Some((8, 31))), &[("a/x", "2020-08-31")]), Truth::Yes);
        assert_eq!(judged(&of(6, Some((8, 31))), &[("a/x", "2020-09-01")]), Truth::No);
        assert_eq!(judged(&of(0, None), &[("a/x", "2027-01-01")]), Truth::No);
    }

    #[test]
    fn numbers_and_several_options_are_compared() {
        let at_least = Condition::AtLeast("a/x".parse().unwrap(), 300);
        assert_eq!(judged(&at_least, &[("a/x", "300")]), Truth::Yes);
        assert_eq!(judged(&at_least, &[("a/x", "299")]), Truth::No);
        assert_eq!(judged(&at_least, &[("a/x", "很大")]), Truth::Unknown);
        let cold = Condition::Includes("a/x".parse().unwrap(), "cold".into());
        assert_eq!(judged(&cold, &[("a/x", "hot,cold")]), Truth::Yes);
        assert_eq!(judged(&cold, &[("a/x", "coldest")]), Truth::No);
        let few = Condition::In("a/x".parse().unwrap(), vec!["1".into(), "2".into()]);
        assert_eq!(judged(&few, &[("a/x", "2")]), Truth::Yes);
    }

    #[test]
    fn whoever_does_not_know_leaves_it_open() {
        assert_eq!(
            judged(&is("a/x", "1"), &[("a/x", crate::answer::UNSURE)]),
            Truth::Unknown
        );
    }

    #[test]
    fn what_nobody_was_asked_can_still_be_known() {
        let asked = Condition::All(vec![Condition::Known("a/x".parse().unwrap()), is("a/y", "1")]);
        let may = |list: &[(&str, &str)]| asked.may_hold(&answers(list), "2026-11-22".parse().unwrap());
        assert!(may(&[]));
        assert!(may(&[("a/x", "2")]));
        assert!(!may(&[("a/y", "2")]));
        assert!(!may(&[("a/x", crate::answer::UNSURE), ("a/y", "1")]));
    }

    #[test]
    fn a_condition_names_what_made_it_so() {
        let either = Condition::Any(vec![is("a/x", "1"), is("a/y", "1")]);
        let grounds = |list: &[(&str, &str)]| -> Vec<(String, Truth)> {
            let answers = answers(list);
            let grounds = either.grounds(&answers, "2026-11-22".parse().unwrap());
            grounds
                .iter()
                .map(|(ground, truth)| (ground.fields()[0].to_string(), *truth))
                .collect()
        };
        assert_eq!(grounds(&[("a/y", "1")]), [("a/y".to_owned(), Truth::Yes)]);
        assert_eq!(grounds(&[("a/x", "2")]), [("a/y".to_owned(), Truth::Unknown)]);
        assert_eq!(grounds(&[("a/x", "2"), ("a/y", "2")]).len(), 2);
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
