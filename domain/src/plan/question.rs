//! Which questions still matter, and which of them decides most.

use chrono::NaiveDate;

use crate::answer::{Answers, FieldId};
use crate::condition::{Condition, Truth, judge};
use crate::theme::{Applicant, Question, Theme};

/// The question to ask next: of those that matter the one that decides most, the theme's order among equals.
#[must_use]
pub fn next_question<'a>(theme: &'a Theme, answers: &Answers, today: NaiveDate) -> Option<&'a Question> {
    open_questions(theme, answers, today).into_iter().next()
}

/// The questions that are not answered and whose answer still changes something, the most decisive first.
///
/// One that is asked only under a condition follows when the condition holds, or when nobody can say whether it does.
#[must_use]
pub fn open_questions<'a>(theme: &'a Theme, answers: &Answers, today: NaiveDate) -> Vec<&'a Question> {
    let open = Open { theme, answers, today };
    let weighed = theme.questions.iter().filter(|question| open.is_askable(question));
    let mut weighed: Vec<_> = weighed
        .map(|question| (open.weight(&question.field), question))
        // An answer that is none any more, because the option went, hides what it would decide.
        .filter(|(weight, question)| *weight > 0 || answers.text(&question.field).is_some())
        .collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed.into_iter().map(|(_, question)| question).collect()
}

/// The questions that were answered and still apply, in the theme's order.
#[must_use]
pub fn questions<'a>(theme: &'a Theme, answers: &Answers, today: NaiveDate) -> Vec<&'a Question> {
    let open = Open { theme, answers, today };
    let applies = |question: &Question| judge(question.when.as_ref(), answers, today) != Truth::No;
    let questions = theme.questions.iter();
    questions
        .filter(|question| open.is_answered(question) && applies(question))
        .collect()
}

/// What is open with these answers.
#[derive(Clone, Copy)]
struct Open<'a> {
    theme: &'a Theme,
    answers: &'a Answers,
    today: NaiveDate,
}

impl Open<'_> {
    fn is_answered(self, question: &Question) -> bool {
        let valid = |text: &str| question.element.kind.read(text, self.today).is_ok();
        self.answers.text(&question.field).is_some_and(valid) || self.answers.is_unsure(&question.field)
    }

    fn is_askable(self, question: &Question) -> bool {
        !self.is_answered(question)
            && match &question.when {
                None => true,
                Some(when) => match when.judge(self.answers, self.today) {
                    Truth::Yes => true,
                    Truth::No => false,
                    Truth::Unknown => !self.waits_for_a_question(when),
                },
            }
    }

    /// Whether a question that can still be asked would settle it.
    fn waits_for_a_question(self, when: &Condition) -> bool {
        let is_open = |field: &FieldId| {
            let asks = |question: &Question| {
                let may_come = |when: &Condition| when.may_hold(self.answers, self.today);
                let may_come = question.when.as_ref().is_none_or(may_come);
                question.field == *field && may_come && !self.is_answered(question)
            };
            self.theme.questions.iter().any(asks)
        };
        self.open_fields(when).into_iter().any(is_open)
    }

    /// The fields whose answer would still move the condition.
    fn open_fields(self, condition: &Condition) -> Vec<&FieldId> {
        let grounds = match condition.judge(self.answers, self.today) {
            Truth::Unknown => condition.grounds(self.answers, self.today),
            _ => Vec::new(),
        };
        let mut open: Vec<&FieldId> = grounds.into_iter().flat_map(|(ground, _)| ground.fields()).collect();
        // Whether something is known is never unknown, and changes all the same with the answer.
        let unanswered = |field: &&FieldId| self.answers.get(field).is_none();
        open.extend(asked_whether_known(condition).into_iter().filter(unanswered));
        open
    }

    /// How much the answer decides, by itself and by the questions it leads to.
    fn weight(self, field: &FieldId) -> u32 {
        const QUESTION: u32 = 4;
        let leads_to = |question: &&Question| {
            let depends = question
                .when
                .as_ref()
                .is_some_and(|when| self.open_fields(when).contains(&field));
            depends && !self.is_answered(question) && self.own_weight(&question.field) > 0
        };
        let questions = self.theme.questions.iter().filter(leads_to).count();
        self.own_weight(field) + QUESTION * u32::try_from(questions).unwrap_or(u32::MAX)
    }

    /// How much the answer decides by itself: who applies, then items, then who may use the joined way, then papers and
    /// registers.
    fn own_weight(self, field: &FieldId) -> u32 {
        const APPLICANT: u32 = 100;
        const ITEM: u32 = 8;
        const ELIGIBILITY: u32 = 4;
        const PAPER: u32 = 2;
        const READ: u32 = 1;
        let theme = self.theme;
        let decides = |when: Option<&Condition>| when.is_some_and(|when| self.open_fields(when).contains(&field));
        let count = |weight: u32, conditions: &mut dyn Iterator<Item = Option<&Condition>>| {
            weight * u32::try_from(conditions.filter(|when| decides(*when)).count()).unwrap_or(u32::MAX)
        };
        let is_role = matches!(&theme.applicant, Applicant::Role(role, _) if role == field);
        let possible = |when: Option<&Condition>| judge(when, self.answers, self.today) != Truth::No;
        let used = |material: &crate::theme::material::Material| {
            let mut items = theme.items.iter().filter(|item| item.materials.contains(&material.id));
            items.any(|item| possible(item.applies.as_ref().map(|applies| &applies.when)))
        };
        u32::from(is_role) * APPLICANT
            + count(
                ITEM,
                &mut theme
                    .items
                    .iter()
                    .map(|item| item.applies.as_ref().map(|applies| &applies.when)),
            )
            + count(
                ELIGIBILITY,
                &mut theme
                    .eligibility
                    .iter()
                    .filter(|rule| possible(rule.concerns.as_ref()))
                    .flat_map(|rule| [rule.concerns.as_ref(), rule.when.as_ref()]),
            )
            + count(
                PAPER,
                &mut theme
                    .materials
                    .iter()
                    .filter(|material| used(material))
                    .map(|material| material.when.as_ref()),
            )
            + count(READ, &mut theme.reads.iter().map(|read| read.when.as_ref()))
    }
}

/// The fields of which a condition asks whether they are known.
fn asked_whether_known(condition: &Condition) -> Vec<&FieldId> {
    match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().flat_map(asked_whether_known).collect(),
        Condition::Not(inner) => asked_whether_known(inner),
        Condition::Known(field) => vec![field],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::answer::UNSURE;
    use crate::answer::tests::answers;
    use crate::calendar::tests::day;
    use crate::field::{Choice, Element, Kind};
    use crate::theme::Eligibility;
    use crate::theme::item::Applies;
    use crate::theme::tests::theme as items_only;

    fn is(field: &str, value: &str) -> Condition {
        Condition::Is(field.parse().unwrap(), value.into())
    }

    fn question(field: &str, when: Option<Condition>) -> Question {
        let field: FieldId = field.parse().unwrap();
        let choices = ["yes", "no"].map(|id| Choice {
            id: id.parse().unwrap(),
            label: id.into(),
            is_alone: false,
        });
        let element = Element {
            id: field.element.clone(),
            label: String::new(),
            kind: Kind::Choice(choices.into()),
            hint: None,
            autocomplete: None,
            sensitive: None,
        };
        Question {
            field,
            element: Arc::new(element),
            ask: String::new(),
            hint: None,
            when,
            must_know: false,
        }
    }

    fn applies(when: Condition) -> Applies {
        Applies {
            when,
            because: String::new(),
            otherwise: String::new(),
        }
    }

    /// One question decides one item, another two, a third nothing, a fourth only for shops that sell raw fish.
    fn shop() -> Theme {
        let mut theme = items_only(&[("food", &[]), ("fire", &[]), ("sign", &[])]);
        theme.questions = vec![
            question("shop/sign", None),
            question("shop/large", None),
            question("shop/colour", None),
            question("shop/raw", Some(is("shop/large", "yes"))),
        ];
        theme.items[0].applies = Some(applies(Condition::Any(vec![
            is("shop/large", "yes"),
            is("shop/raw", "yes"),
        ])));
        theme.items[1].applies = Some(applies(is("shop/large", "yes")));
        theme.items[2].applies = Some(applies(is("shop/sign", "yes")));
        Theme::try_from(theme).unwrap()
    }

    fn open(list: &[(&str, &str)]) -> Vec<String> {
        let theme = shop();
        let answers = answers(list);
        let open = open_questions(&theme, &answers, day("2026-11-20"));
        open.iter().map(|question| question.field.element.to_string()).collect()
    }

    #[test]
    fn asks_the_most_decisive_question_first_and_none_that_changes_nothing() {
        assert_eq!(open(&[]), ["large", "sign"]);
        assert_eq!(open(&[("shop/large", "yes")]), ["sign"]);
        assert_eq!(open(&[("shop/large", "yes"), ("shop/sign", "no")]), [""; 0]);
    }

    #[test]
    fn whoever_does_not_know_is_not_asked_again_and_is_asked_what_may_matter() {
        assert_eq!(open(&[("shop/large", UNSURE)]), ["sign", "raw"]);
    }

    #[test]
    fn asks_what_a_condition_only_wants_to_be_known() {
        let mut theme = items_only(&[("food", &[])]);
        theme.questions = vec![question("shop/large", None)];
        theme.items[0].applies = Some(applies(Condition::Known("shop/large".parse().unwrap())));
        let theme = Theme::try_from(theme).unwrap();
        assert_eq!(open_questions(&theme, &answers(&[]), day("2026-11-20")).len(), 1);
        assert_eq!(
            open_questions(&theme, &answers(&[("shop/large", "no")]), day("2026-11-20")).len(),
            0
        );
    }

    #[test]
    fn what_hangs_on_a_question_that_comes_later_is_asked_after_it() {
        let mut theme = items_only(&[("food", &[]), ("fire", &[])]);
        let known = Condition::Known("shop/colour".parse().unwrap());
        theme.questions = vec![
            question("shop/colour", None),
            question("shop/large", Some(known)),
            question("shop/raw", Some(is("shop/large", "yes"))),
        ];
        theme.items[0].applies = Some(applies(is("shop/raw", "yes")));
        theme.items[1].applies = Some(applies(is("shop/colour", "yes")));
        let theme = Theme::try_from(theme).unwrap();
        let next = |list: &[(&str, &str)]| {
            let next = next_question(&theme, &answers(list), day("2026-11-20"));
            next.map(|question| question.field.element.to_string())
        };
        assert_eq!(next(&[]).as_deref(), Some("colour"));
        assert_eq!(next(&[("shop/colour", "no")]).as_deref(), Some("large"));
        assert_eq!(
            next(&[("shop/colour", "no"), ("shop/large", UNSURE)]).as_deref(),
            Some("raw")
        );
    }

    #[test]
    fn a_rule_is_asked_about_only_as_long_as_it_may_concern_them() {
        let mut theme = items_only(&[("food", &[])]);
        theme.questions = vec![question("shop/raw", None), question("shop/large", None)];
        theme.eligibility = vec![Eligibility {
            text: String::new(),
            concerns: Some(is("shop/large", "yes")),
            when: Some(is("shop/raw", "no")),
            otherwise: None,
            sources: vec![],
        }];
        let theme = Theme::try_from(theme).unwrap();
        let open = |list: &[(&str, &str)]| open_questions(&theme, &answers(list), day("2026-11-20")).len();
        assert_eq!(open(&[]), 2);
        assert_eq!(open(&[("shop/large", "yes")]), 1);
        assert_eq!(open(&[("shop/large", "no")]), 0);
    }

    #[test]
    fn an_answer_that_is_none_is_asked_for_again() {
        assert_eq!(open(&[("shop/large", "maybe"), ("shop/sign", "no")]), ["large"]);
    }

    #[test]
    fn lists_what_was_asked() {
        let theme = shop();
        let answers = answers(&[("shop/sign", "no"), ("shop/large", UNSURE)]);
        let asked = questions(&theme, &answers, day("2026-11-20"));
        let asked: Vec<_> = asked
            .iter()
            .map(|question| question.field.element.to_string())
            .collect();
        assert_eq!(asked, ["sign", "large"]);
    }
}
