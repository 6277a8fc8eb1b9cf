//! What is asked and read: applicant, questions, registers, topics.

use std::collections::BTreeMap;

use domain::field::{Element, Kind};
use domain::id::OptionId;
use domain::theme::{Again, Applicant, Field, Many, OneOf, Party, Question, Read, Subject, Topic};

use super::names::Reader;
use crate::file::OneOfFile;
use crate::file::form::{FieldFile, QuestionFile, ReadFile, TopicFile};
use crate::file::subject::{AgainFile, ApplicantFile, ManyFile, PartyFile, RoleFile, SubjectFile};
use crate::finding::Rule;

impl Reader<'_> {
    pub(crate) fn subject_of_form(&mut self, file: &SubjectFile) -> Option<Subject> {
        if file.many.is_some_and(|many| many.least > many.most || many.most == 0) {
            let message = format!("“{}”的 many 写反了，least 不能比 most 大。", file.name);
            self.notes.add(&file.id, Rule::Range, message);
        }
        let many = |ManyFile { least, most }| Many { least, most };
        Some(Subject {
            id: self.id(&file.id)?,
            name: file.name.clone(),
            many: file.many.map(many),
            child: file.child,
        })
    }

    pub(crate) fn party(&mut self, file: &PartyFile) -> Option<Party> {
        let when = self.when(file.when.as_ref());
        let sources = self.sources(&file.sources);
        Some(Party {
            subject: self.subject(&file.subject)?,
            when,
            consent: file.consent.clone(),
            signs: file.signs.clone(),
            sources,
        })
    }

    pub(crate) fn again(&mut self, file: &AgainFile) -> Option<Again> {
        let keep = self.fields(&file.keep);
        let by = file
            .by
            .as_ref()
            .and_then(|name| self.field(name))
            .map(|(field, _)| field);
        Some(Again {
            subject: self.subject(&file.subject)?,
            offer: file.offer.clone(),
            keep,
            by,
        })
    }

    pub(crate) fn one_of_group(&mut self, file: &OneOfFile) -> Option<OneOf> {
        let items = self.items(&file.items);
        Some(OneOf {
            id: self.id(&file.id)?,
            ask: file.ask.clone(),
            hint: file.hint.clone(),
            items,
        })
    }

    pub(crate) fn applicant(&mut self, file: &ApplicantFile) -> Option<Applicant> {
        match file {
            ApplicantFile::Subject(name) => self.subject(name).map(Applicant::Subject),
            ApplicantFile::Role(role) => self.role(role),
        }
    }

    fn role(&mut self, role: &RoleFile) -> Option<Applicant> {
        let field = self.field(&role.field);
        let mut subjects = BTreeMap::new();
        for (option, name) in &role.subjects {
            if let Some((_, element)) = &field {
                self.option(name, option, element);
            }
            if let (Some(subject), Ok(option)) = (self.subject(name), option.parse::<OptionId>()) {
                subjects.insert(option, subject);
            }
        }
        let (field, element) = field?;
        self.note_options_without_subject(role, &element);
        Some(Applicant::Role(field, subjects))
    }

    /// A citizen who picks such an option would be nobody.
    fn note_options_without_subject(&mut self, role: &RoleFile, element: &Element) {
        let Kind::Choice(choices) = &element.kind else {
            let message = format!("申请人的角色要由选择项来定，“{}”不是选择项。", element.id);
            self.notes.add(&role.field, Rule::WrongKind, message);
            return;
        };
        for choice in choices
            .iter()
            .filter(|choice| !role.subjects.contains_key(choice.id.as_str()))
        {
            let message = format!(
                "选了“{}”的人是哪个主体没有写，请在 subjects 里补上 {}。",
                choice.label, choice.id
            );
            self.notes.add(&role.field, Rule::RoleWithoutSubject, message);
        }
    }

    pub(crate) fn question(&mut self, file: &QuestionFile) -> Option<Question> {
        let when = self.when(file.when.as_ref());
        let (field, element) = self.field(&file.field)?;
        Some(Question {
            field,
            element,
            ask: file.ask.clone(),
            hint: file.hint.clone(),
            when,
            must_know: file.must_know,
        })
    }

    pub(crate) fn register_read(&mut self, file: &ReadFile) -> Option<Read> {
        let register = self.id(&file.register);
        let of = self.subject(&file.of);
        let about = file
            .about
            .iter()
            .filter_map(|(role, name)| Some((role.clone(), self.subject(name)?)))
            .collect();
        let when = self.when(file.when.as_ref());
        Some(Read {
            register: register?,
            of: of?,
            about,
            purpose: file.purpose.clone(),
            when,
        })
    }

    pub(crate) fn topic(&mut self, file: &TopicFile) -> Option<Topic> {
        let id = self.id(&file.id);
        let fields = file.fields.iter().filter_map(|field| self.topic_field(field)).collect();
        Some(Topic {
            id: id?,
            title: file.title.clone(),
            intro: file.intro.clone(),
            fields,
        })
    }

    fn topic_field(&mut self, file: &FieldFile) -> Option<Field> {
        let when = self.when(file.when.as_ref());
        self.sources(&file.sources);
        let was = file.was.as_ref().and_then(|was| self.id(was));
        let (id, element) = self.field(&file.field)?;
        Some(Field {
            id,
            element,
            label: file.label.clone(),
            hint: file.hint.clone(),
            optional: file.optional,
            when,
            was,
        })
    }
}
