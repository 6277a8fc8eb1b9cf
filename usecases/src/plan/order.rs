//! In which order questions were asked, and how many can follow one.

use domain::answer::{Answer, Answers, FieldId};
use domain::condition::Condition;
use domain::plan::{next_question, open_questions};
use domain::theme::Question;

use super::MyPlan;

impl MyPlan {
    /// The questions that were answered, in the order they were asked in; what a register answered comes last.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Question> {
        let theme = &self.published.theme;
        let mut left = self.questions();
        let is_asked = |field: &FieldId| left.iter().any(|question| question.field == *field);
        let mut said = self.answers_where(|field, answer| answer.is_known() || !is_asked(field));
        let mut order = Vec::with_capacity(left.len());
        // Asking once more from the start leads along the same questions.
        while let Some(next) = next_question(theme, &said, self.today) {
            let (Some(place), Some(answer)) = (
                left.iter().position(|question| question.field == next.field),
                self.answers.get(&next.field),
            ) else {
                break;
            };
            said.set(next.field.clone(), answer.clone());
            order.push(left.remove(place));
        }
        order.extend(left);
        order
    }

    /// How many questions can follow this one at the most, whatever is answered: those that matter, and those that wait for the
    /// answer to another. Gone back to, it says what it said when it was asked first: its answer may change, and then they follow.
    #[must_use]
    pub fn left_after(&self, question: &Question) -> usize {
        let order = self.in_order();
        let place = order.iter().position(|other| other.field == question.field);
        let later = order.get(place.unwrap_or(order.len())..).unwrap_or_default();
        let is_later = |field: &FieldId| later.iter().any(|other| other.field == *field);
        let said =
            self.answers_where(|field, answer| *field != question.field && (answer.is_known() || !is_later(field)));
        let theme = &self.published.theme;
        let open = open_questions(theme, &said, self.today);
        let is_open = |field: &FieldId| open.iter().any(|other| other.field == *field);
        let waits = |other: &Question| {
            let may_come = |when: &Condition| when.may_hold(&said, self.today);
            said.get(&other.field).is_none() && other.when.as_ref().is_some_and(may_come)
        };
        let follows = |other: &&Question| other.field != question.field && (is_open(&other.field) || waits(other));
        theme.questions.iter().filter(follows).count()
    }

    fn answers_where(&self, is_wanted: impl Fn(&FieldId, &Answer) -> bool) -> Answers {
        let wanted = self.answers.iter().filter(|(field, answer)| is_wanted(field, answer));
        wanted.map(|(field, answer)| (field.clone(), answer.clone())).collect()
    }
}
