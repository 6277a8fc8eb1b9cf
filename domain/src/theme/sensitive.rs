//! What is sensitive of what a theme speaks of: some of it by what it tells, and of a child all of it.

use chrono::NaiveDate;

use super::Theme;
use crate::answer::{Answers, FieldId};
use crate::condition::{Truth, judge};
use crate::field::Sensitive;
use crate::identity::IdNumber;
use crate::party::{ID_NUMBER, Seat};

impl Theme {
    /// Why a fact needs a consent of its own, if it does: an ID number does also where no form asks for it, since it opens records, and
    /// so does everything about a child under fourteen (个人信息保护法 art. 28).
    #[must_use]
    pub fn sensitive(&self, field: &FieldId, answers: &Answers, today: NaiveDate) -> Option<Sensitive> {
        let marked = self.element(field).and_then(|element| element.sensitive);
        let number = (field.element.as_str() == ID_NUMBER).then_some(Sensitive::Identity);
        let child = || self.is_about_child(field, answers, today).then_some(Sensitive::Child);
        marked.or(number).or_else(child)
    }

    /// Whether a field is about a child under fourteen: the ID number tells, and before it is known that the theme says so, or asks
    /// what is asked of children only.
    #[must_use]
    pub fn is_about_child(&self, field: &FieldId, answers: &Answers, today: NaiveDate) -> bool {
        let seat = Seat {
            subject: field.subject.clone(),
            index: field.index,
        };
        let number = seat.text(answers, ID_NUMBER);
        if let Some(number) = number.and_then(|text| text.parse::<IdNumber>().ok()) {
            return number.is_childs(today);
        }
        let mut subjects = self.subjects.iter();
        let mut fields = self.topics.iter().flat_map(|topic| &topic.fields);
        subjects.any(|subject| subject.child && subject.id == field.subject)
            || fields.any(|asked| {
                asked.id.subject == field.subject
                    && asked.element.sensitive == Some(Sensitive::Child)
                    && judge(asked.when.as_ref(), answers, today) != Truth::No
            })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::answer::tests::answers;
    use crate::calendar::tests::day;
    use crate::condition::Condition;
    use crate::field::Kind;
    use crate::theme::tests::{field, theme as items_only};
    use crate::theme::{Field, Subject, Topic};

    const ADULT: &str = "000000199605180026";
    const CHILD: &str = "000000202003180445";

    /// A pupil, who is a child; and somebody who is one when the card is for a child, and is asked for the record of birth then.
    fn cards() -> Theme {
        let mut draft = items_only(&[]);
        draft.subjects = vec![Subject {
            id: "pupil".parse().unwrap(),
            name: "孩子".into(),
            many: None,
            child: true,
        }];
        let for_child = Condition::Is("card/for".parse().unwrap(), "child".into());
        let mut record = Field {
            when: Some(for_child),
            ..field("holder/birth.record", Kind::Text { most: 9 })
        };
        Arc::make_mut(&mut record.element).sensitive = Some(Sensitive::Child);
        draft.topics = vec![Topic {
            id: "holder".parse().unwrap(),
            title: "持卡人".into(),
            intro: None,
            fields: vec![field("holder/person.name", Kind::Name), record],
        }];
        Theme::try_from(draft).unwrap()
    }

    /// A field, what was answered, and why it is sensitive then.
    type Case = (&'static str, &'static [(&'static str, &'static str)], Option<Sensitive>);

    #[test]
    fn everything_about_a_child_under_fourteen_is_sensitive() {
        let theme = cards();
        let cases: [Case; 7] = [
            ("pupil/person.name", &[], Some(Sensitive::Child)),
            ("pupil/person.id_number", &[], Some(Sensitive::Identity)),
            ("pupil/person.name", &[("pupil/person.id_number", ADULT)], None),
            ("holder/person.name", &[("card/for", "child")], Some(Sensitive::Child)),
            ("holder/person.name", &[("card/for", "self")], None),
            (
                "holder/person.name",
                &[("card/for", "self"), ("holder/person.id_number", CHILD)],
                Some(Sensitive::Child),
            ),
            ("card/for", &[], None),
        ];
        for (field, said, why) in cases {
            let told = theme.sensitive(&field.parse().unwrap(), &answers(said), day("2026-11-20"));
            assert_eq!(told, why, "{field} {said:?}");
        }
    }
}
