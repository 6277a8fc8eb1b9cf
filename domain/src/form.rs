//! One form (一表申请): the fields of all taken items, each asked once, one topic per page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;

use crate::answer::{Answers, FieldId};
use crate::condition::{Truth, judge};
use crate::field::Problem;
use crate::id::{ItemId, SubjectId, TopicId};
use crate::theme::{Field, Many, Theme, Topic};

/// The form of one draft.
#[derive(Debug)]
pub struct Form<'a> {
    /// Its pages, without those that have nothing to ask of anybody.
    pub topics: Vec<FormTopic<'a>>,
}

/// One page of the form.
#[derive(Debug)]
pub struct FormTopic<'a> {
    /// Title and intro.
    pub topic: &'a Topic,
    /// The fields that are asked, and how each stands; those of one entry together.
    pub fields: Vec<FormField<'a>>,
    /// When the page asks about several of one subject: how many entries there are and can be.
    pub entries: Option<Entries<'a>>,
}

/// The entries of a page about several of one subject.
#[derive(Debug, Clone, Copy)]
pub struct Entries<'a> {
    /// Of what there are several.
    pub subject: &'a SubjectId,
    /// How many there are.
    pub count: u16,
    /// How many there can be.
    pub many: Many,
}

/// One field and how its answer stands.
#[derive(Debug)]
pub struct FormField<'a> {
    /// Which answer: the field's own, or that of one of several.
    pub id: FieldId,
    /// Label, hint, what can be answered.
    pub field: &'a Field,
    /// What is wrong with the answer, or that it is missing.
    pub problem: Option<Problem>,
    /// Somebody answered it, with an empty text too: only then a problem is shown.
    pub is_touched: bool,
}

/// How far one topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicState {
    /// Nothing to correct, nothing missing.
    Complete,
    /// Answers are missing, none is wrong.
    Open,
    /// An answer is wrong.
    Wrong,
}

impl<'a> Form<'a> {
    /// The form for these items with these answers.
    #[must_use]
    pub fn for_items(theme: &'a Theme, taken: &BTreeSet<ItemId>, answers: &Answers, today: NaiveDate) -> Self {
        let items = theme.items.iter().filter(|item| taken.contains(&item.id));
        let needed: BTreeSet<&FieldId> = items.flat_map(|item| &item.fields).collect();
        let page = |topic: &'a Topic| {
            let fields = || topic.fields.iter().filter(|field| needed.contains(&field.id));
            let entries = fields().find_map(|field| Entries::of(theme, &field.id.subject, answers));
            let count = entries.map_or(1, |entries| entries.count);
            let entry = |index| fields().filter_map(move |field| FormField::asked(field, index, answers, today));
            FormTopic {
                topic,
                fields: (0..count).flat_map(entry).collect(),
                entries,
            }
        };
        Self {
            topics: theme
                .topics
                .iter()
                .map(page)
                .filter(|page| !page.asks_nothing())
                .collect(),
        }
    }

    /// The same form, where two devices answered some fields differently: those are to be settled first.
    #[must_use]
    pub fn disputed(mut self, rivals: &BTreeMap<FieldId, String>) -> Self {
        for field in self.topics.iter_mut().flat_map(|page| &mut page.fields) {
            if rivals.contains_key(&field.id) {
                field.problem = Some(Problem::TwoAnswers);
                field.is_touched = true;
            }
        }
        self
    }

    /// The same form for somebody who fills in only these fields.
    #[must_use]
    pub fn part(mut self, is_asked: impl Fn(&FieldId) -> bool) -> Self {
        for page in &mut self.topics {
            page.fields.retain(|field| is_asked(&field.id));
            page.entries = None;
        }
        self.topics.retain(|page| !page.asks_nothing());
        self
    }

    /// The same form for somebody who is not asked these fields. A page of which all is left stays: it says to whom, and whoever
    /// was on it finds it again.
    #[must_use]
    pub fn without(mut self, is_left: impl Fn(&FieldId) -> bool) -> Self {
        for page in &mut self.topics {
            page.fields.retain(|field| !is_left(&field.id));
        }
        self
    }

    /// The page of this id.
    #[must_use]
    pub fn topic(&self, id: &TopicId) -> Option<&FormTopic<'a>> {
        self.topics.iter().find(|page| page.topic.id == *id)
    }

    /// The first page that is not complete.
    #[must_use]
    pub fn first_open(&self) -> Option<&FormTopic<'a>> {
        self.topics.iter().find(|page| page.state() != TopicState::Complete)
    }
}

impl FormTopic<'_> {
    /// Whether there is nothing on it to fill in.
    #[must_use]
    pub fn asks_nothing(&self) -> bool {
        self.fields.is_empty() && self.entries.is_none()
    }

    /// How far it is.
    #[must_use]
    pub fn state(&self) -> TopicState {
        let wrong = |field: &FormField<'_>| field.problem.is_some_and(|problem| problem != Problem::Missing);
        if self.fields.iter().any(wrong) {
            TopicState::Wrong
        } else if self.fields.iter().any(|field| field.problem.is_some()) {
            TopicState::Open
        } else {
            TopicState::Complete
        }
    }

    /// A number for the fields that are asked, whatever is answered: a page that was shown under another number shows other fields.
    #[must_use]
    pub fn asked(&self) -> u64 {
        let mut asked = DefaultHasher::new();
        for field in &self.fields {
            field.id.hash(&mut asked);
        }
        asked.finish()
    }
}

impl<'a> Entries<'a> {
    fn of(theme: &'a Theme, subject: &'a SubjectId, answers: &Answers) -> Option<Self> {
        let many = theme.many(subject)?;
        Some(Self {
            subject,
            count: answers.count_of(subject).clamp(many.least, many.most),
            many,
        })
    }
}

impl<'a> FormField<'a> {
    /// The field of this entry, if it is asked there.
    fn asked(field: &'a Field, index: u16, answers: &Answers, today: NaiveDate) -> Option<Self> {
        let when = field.when.as_ref().map(|when| match index {
            0 => Cow::Borrowed(when),
            index => Cow::Owned(when.about(&field.id.subject, index)),
        });
        if judge(when.as_deref(), answers, today) != Truth::Yes {
            return None;
        }
        Some(Self::of(field, field.id.at(index), answers, today))
    }

    /// The field of this entry, asked or not.
    #[must_use]
    pub fn of(field: &'a Field, id: FieldId, answers: &Answers, today: NaiveDate) -> Self {
        let text = answers.text(&id).unwrap_or_default();
        let problem = field.element.kind.read(text, today).err();
        let problem = problem.filter(|problem| !(field.optional && *problem == Problem::Missing));
        Self {
            // Whoever did not know in the plan has not answered here yet.
            is_touched: answers.get(&id).is_some() && !answers.is_unsure(&id),
            id,
            field,
            problem,
        }
    }

    /// The problem to show beside the field: not before somebody answered.
    #[must_use]
    pub fn shown_problem(&self) -> Option<Problem> {
        self.problem.filter(|_| self.is_touched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::tests::answers;
    use crate::calendar::tests::day;
    use crate::condition::Condition;
    use crate::field::Kind;
    use crate::theme::Subject;
    use crate::theme::tests::{field, theme as items_only};

    fn newborn() -> Theme {
        let mut draft = items_only(&[("birth", &[]), ("insurance", &["birth"])]);
        let name = || field("child/person.name", Kind::Name);
        let mail = Condition::Is("child/delivery".parse().unwrap(), "mail".into());
        let topic = |id: &str, fields| Topic {
            id: id.parse().unwrap(),
            title: id.into(),
            intro: None,
            fields,
        };
        draft.topics = vec![
            topic("child", vec![name()]),
            topic(
                "delivery",
                vec![
                    field("child/delivery", Kind::Text { most: 9 }),
                    Field {
                        when: Some(mail),
                        ..field("child/address", Kind::Address { most: 99 })
                    },
                ],
            ),
        ];
        draft.items[0].fields = vec![name().id];
        draft.items[1].fields = ["child/person.name", "child/delivery", "child/address"]
            .map(|id| id.parse().unwrap())
            .to_vec();
        Theme::try_from(draft).unwrap()
    }

    fn pages(taken: &[&str], list: &[(&str, &str)]) -> Vec<(String, usize, TopicState)> {
        let theme = newborn();
        let taken = taken.iter().map(|id| id.parse().unwrap()).collect();
        let answers = answers(list);
        let form = Form::for_items(&theme, &taken, &answers, day("2026-11-20"));
        form.topics
            .iter()
            .map(|page| (page.topic.id.to_string(), page.fields.len(), page.state()))
            .collect()
    }

    #[test]
    fn asks_what_two_items_need_only_once_and_shows_no_empty_page() {
        assert_eq!(pages(&["birth"], &[]), [("child".to_owned(), 1, TopicState::Open)]);
        assert_eq!(pages(&["birth", "insurance"], &[]).len(), 2);
    }

    #[test]
    fn what_is_left_to_somebody_else_is_missing_nowhere() {
        let theme = newborn();
        let taken = ["insurance".parse().unwrap()].into();
        let form = || {
            Form::for_items(
                &theme,
                &taken,
                &answers(&[("child/delivery", "mail")]),
                day("2026-11-20"),
            )
        };
        let left = form().without(|field| field.to_string() == "child/address");
        let pages = left.topics.iter().map(|page| (page.fields.len(), page.state()));
        assert_eq!(
            pages.collect::<Vec<_>>(),
            [(1, TopicState::Open), (1, TopicState::Complete)]
        );
        let all = form().without(|field| field.subject.as_str() == "child");
        let pages = all.topics.iter().map(|page| (page.asks_nothing(), page.state()));
        assert_eq!(pages.collect::<Vec<_>>(), [(true, TopicState::Complete); 2]);
    }

    #[test]
    fn asks_for_an_address_only_when_something_is_mailed() {
        assert_eq!(pages(&["insurance"], &[("child/delivery", "self")])[1].1, 1);
        assert_eq!(pages(&["insurance"], &[("child/delivery", "mail")])[1].1, 2);
    }

    #[test]
    fn a_page_is_told_apart_by_what_it_asks_and_not_by_what_is_said() {
        let theme = newborn();
        let taken = ["insurance".parse().unwrap()].into();
        let asked = |way: &str| {
            let answers = answers(&[("child/delivery", way)]);
            Form::for_items(&theme, &taken, &answers, day("2026-11-20")).topics[1].asked()
        };
        assert_eq!(asked("self"), asked("a friend"));
        assert_ne!(asked("self"), asked("mail"));
    }

    #[test]
    fn tells_missing_from_wrong_answers() {
        assert_eq!(
            pages(&["birth"], &[("child/person.name", "林知夏")])[0].2,
            TopicState::Complete
        );
        assert_eq!(
            pages(&["birth"], &[("child/person.name", "林2")])[0].2,
            TopicState::Wrong
        );
    }

    /// A company and each of its shareholders, who say which country they are from, and foreigners a passport.
    fn company(list: &[(&str, &str)]) -> (Vec<(String, bool)>, u16) {
        let mut draft = items_only(&[("close", &[])]);
        draft.subjects = vec![Subject {
            id: "shareholder".parse().unwrap(),
            name: "股东".into(),
            many: Some(Many { least: 1, most: 3 }),
            child: false,
        }];
        let foreign = Condition::Is("shareholder/home".parse().unwrap(), "abroad".into());
        draft.topics = vec![Topic {
            id: "shareholders".parse().unwrap(),
            title: "股东".into(),
            intro: None,
            fields: vec![
                field("shareholder/home", Kind::Text { most: 9 }),
                Field {
                    when: Some(foreign),
                    ..field("shareholder/passport", Kind::Text { most: 9 })
                },
            ],
        }];
        draft.items[0].fields = draft.topics[0].fields.iter().map(|field| field.id.clone()).collect();
        let theme = Theme::try_from(draft).unwrap();
        let answers = answers(list);
        let form = Form::for_items(&theme, &["close".parse().unwrap()].into(), &answers, day("2026-11-20"));
        let page = &form.topics[0];
        let fields = page
            .fields
            .iter()
            .map(|field| (field.id.to_string(), field.problem.is_some()));
        (fields.collect(), page.entries.unwrap().count)
    }

    #[test]
    fn asks_each_of_several_for_themselves() {
        assert_eq!(company(&[]), (vec![("shareholder/home".into(), true)], 1));
        let (fields, count) = company(&[("shareholder/home", "here"), ("shareholder/home~1", "abroad")]);
        let expected = [
            ("shareholder/home", false),
            ("shareholder/home~1", false),
            ("shareholder/passport~1", true),
        ];
        assert_eq!(fields, expected.map(|(id, open)| (id.to_owned(), open)));
        assert_eq!(count, 2);
        assert_eq!(
            company(&[("shareholder/home~9", "here")]).1,
            3,
            "no more than there can be"
        );
    }

    #[test]
    fn shows_no_problem_before_anybody_answered() {
        let theme = newborn();
        let taken = ["birth".parse().unwrap()].into();
        let shown = |list: &[(&str, &str)]| {
            let answers = answers(list);
            Form::for_items(&theme, &taken, &answers, day("2026-11-20")).topics[0].fields[0].shown_problem()
        };
        assert_eq!(shown(&[]), None);
        assert_eq!(shown(&[("child/person.name", "")]), Some(Problem::Missing));
    }
}
