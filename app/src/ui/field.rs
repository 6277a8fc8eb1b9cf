//! What a field of the form shows: what is asked, what is known and from where, what is wrong.

mod parts;
mod row;

use domain::answer::{Answer, FieldId, Origin};
use domain::field::{Kind, Problem, same_text};
use domain::form::FormField;
use domain::theme::Theme;
use usecases::city::City;
use usecases::draft::read::{MyDraft, Word};

use crate::islands::rule;
use crate::text::{date, draft as text, field as problems, party};
use crate::ui::typing::{is_own, offered};

pub(crate) use row::field_row;

/// Everything a field shows.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they say different things of one field, and any may go with any"
)]
pub(crate) struct FieldView {
    /// Id of its input.
    pub(crate) id: String,
    /// Name in the form.
    name: String,
    /// The field's own name, to correct it.
    field: String,
    label: String,
    /// The label where the entry it belongs to is not in sight.
    named: String,
    hint: Option<String>,
    optional: bool,
    kind: Kind,
    autocomplete: String,
    value: String,
    /// The answer as it is stored: what another device changes meanwhile is told by it.
    was: String,
    /// What another device answered instead, in words.
    rival: Option<String>,
    /// What was answered before another version of the theme asked in another way, in words.
    earlier: Option<String>,
    /// The value in words.
    said: String,
    /// What is wrong with the answer.
    pub(crate) problem: Option<Problem>,
    /// What stands against it besides.
    objection: Option<&'static str>,
    /// Where the value comes from, when it is known.
    source: Option<String>,
    /// What a register says instead: its name, and its words.
    other: Option<(String, String)>,
    /// Nobody but registers answered it, and they disagree.
    doubtful: bool,
    /// Nobody changes it here.
    is_fixed: bool,
    /// Whether it is shown to be typed into, or as known.
    pub(crate) editable: bool,
}

impl FieldView {
    /// The field as it stands in a draft; `edit` names the field that the citizen wants to correct.
    pub(crate) fn of(mine: &MyDraft, city: &City, form_field: &FormField<'_>, edit: Option<&str>) -> Self {
        let (field, id) = (form_field.field, &form_field.id);
        let name = id.to_string();
        let answer = mine.answers.get(id);
        let value = mine.answers.text(id).unwrap_or_default().to_owned();
        let other = mine.facts_about(id).find(|fact| !same_text(&fact.text, &value));
        let register = |fact: &domain::register::Fact| {
            city.register(&fact.record.register)
                .map_or_else(String::new, |register| register.name.clone())
        };
        let is_fixed = mine.is_fixed(id);
        // What one of those who apply together typed is known to the others only.
        let is_typed = |answer: &Answer| !answer.is_known() || (answer.origin == Origin::Party && !is_fixed);
        let known = answer.is_some_and(|answer| !is_typed(answer)) && !value.is_empty();
        let doubtful = known && other.is_some();
        // Another's number is typed anew, without seeing it.
        let (was, value) = if mine.hides(id) {
            (field.element.kind.masked(&value).into_owned(), String::new())
        } else {
            (value.clone(), value)
        };
        Self {
            was,
            rival: mine.rivals.get(id).map(|text| said(&field.element.kind, text, true)),
            earlier: earlier(mine, form_field),
            said: answer.map_or_else(String::new, |answer| stated(mine, form_field, &answer.text, false)),
            id: anchor(id),
            is_fixed,
            editable: !is_fixed && (!known || doubtful || form_field.problem.is_some() || edit == Some(name.as_str())),
            other: other.map(|fact| (register(fact), said(&field.element.kind, &fact.text, false))),
            doubtful,
            source: match mine.said_by(id) {
                Some(Word::Account(who)) => Some(party::from_account(who)),
                Some(Word::Own(who)) => Some(party::said_by(who)),
                None => answer.filter(|_| known).map(|answer| source(answer, city, mine.today)),
            },
            label: field.label().to_owned(),
            named: labelled(&mine.theme, form_field),
            hint: field.hint().map(str::to_owned),
            optional: field.optional,
            kind: field.element.kind.clone(),
            autocomplete: offered(&field.element, is_own(mine, id)),
            problem: form_field.shown_problem(),
            objection: None,
            field: name.clone(),
            name: match field.element.kind {
                Kind::Choices(_) | Kind::Period(_) | Kind::Place { .. } => format!("picked[{name}][]"),
                _ => format!("typed[{name}]"),
            },
            value,
        }
    }

    /// The same, with a text that may be kept as it is where nothing is answered: it is said once it is saved.
    pub(crate) fn offering(self, text: Option<&str>) -> Self {
        let Some(text) = text else { return self };
        let hint = self.hint.unwrap_or_default() + party::OFFERED;
        Self {
            value: text.to_owned(),
            hint: Some(hint),
            ..self
        }
    }

    /// As it stands, to look over; each with a way to change it.
    pub(crate) fn stated(self) -> Self {
        Self {
            editable: false,
            ..self
        }
    }

    /// Where the value comes from and of which day, when it is known.
    pub(crate) fn source(&self) -> Option<String> {
        self.source.clone()
    }

    /// What a register says instead, and what to do about it.
    pub(crate) fn differs(&self) -> Option<String> {
        let (register, said) = self.other.as_ref()?;
        Some(match (self.doubtful, self.editable) {
            (true, true) => text::differs(register, said),
            (true, false) => text::two_sides(register, said),
            (false, _) => text::contested(register, said),
        })
    }

    /// What changing it is called.
    fn change(&self) -> &'static str {
        match &self.source {
            _ if self.doubtful => text::PICK_RIGHT,
            Some(_) => text::DOUBT,
            None => text::CHANGE,
        }
    }

    /// Under a label that says all where nothing else is in sight.
    pub(crate) fn alone(self) -> Self {
        Self {
            label: self.named.clone(),
            ..self
        }
    }

    /// The field with this against its answer, if anything.
    pub(crate) fn objecting(self, objection: Option<&'static str>) -> Self {
        Self { objection, ..self }
    }

    /// Whether something is wrong with the answer, as assistive software is told.
    fn invalid(&self) -> Option<&'static str> {
        (self.problem.is_some() || self.objection.is_some()).then_some("true")
    }

    /// What to do about a problem.
    pub(crate) fn sentence(&self, problem: Problem) -> String {
        match problem {
            Problem::Missing => problems::missing(&self.named, !self.kind.options().is_empty()),
            Problem::TwoAnswers => text::two_answers(&self.named),
            problem => format!("{}：{}", self.named, problems::problem_of(&self.kind, problem)),
        }
    }

    /// The same beneath its own label.
    fn sentence_beneath(&self) -> Option<String> {
        let problem = self.problem.map(|problem| match (problem, &self.rival) {
            (Problem::TwoAnswers, Some(said)) => problems::rival(said),
            (Problem::Missing, _) => self.sentence(problem),
            (problem, _) => problems::problem_of(&self.kind, problem),
        });
        problem.or_else(|| self.objection.map(str::to_owned))
    }

    /// Whether a phone can check it while one types.
    pub(crate) fn is_checked_while_typing(&self) -> bool {
        self.editable && rule(&self.kind).is_some()
    }
}

/// Before the field of which what another device answered is taken.
pub(crate) const TAKE: &str = "take-";

/// Before the field of which a known value is corrected.
pub(crate) const EDIT: &str = "edit-";

/// What the address of a page carries when one came from the check.
pub(crate) const FROM_CHECK: &str = "from=check";

/// The id of a field's input.
pub(crate) fn anchor(field: &FieldId) -> String {
    format!("f-{}", field.to_string().replace(['/', '.', '~'], "-"))
}

/// The label of a field; of one of several with its number: 股东 2 的姓名.
pub(crate) fn labelled(theme: &Theme, field: &FormField<'_>) -> String {
    let label = field.field.label();
    match theme.many(&field.id.subject) {
        Some(_) => text::label_of(&theme.one_of_several(&field.id), label),
        None => label.to_owned(),
    }
}

/// An answer in words; its numbers need not be read by who looks over a shoulder, unless they are asked for.
pub(crate) fn said(kind: &Kind, text: &str, in_full: bool) -> String {
    let text = if in_full { text.into() } else { kind.masked(text) };
    date::spoken(&kind.label(&text))
}

/// An answer of a draft in words: of what somebody else said about themselves, nothing that is sensitive.
pub(crate) fn stated(mine: &MyDraft, field: &FormField<'_>, text: &str, in_full: bool) -> String {
    let element = &field.field.element;
    if mine.said_by(&field.id).is_none() {
        return said(&element.kind, text, in_full);
    }
    match element.veiled(text).as_str() {
        "" if !text.is_empty() => party::FILLED.to_owned(),
        veiled => said(&element.kind, veiled, true),
    }
}

fn source(answer: &Answer, city: &City, today: chrono::NaiveDate) -> String {
    match &answer.origin {
        Origin::Register(register) => {
            let name = city
                .register(register)
                .map_or(register.as_str(), |register| register.name.as_str());
            text::source(name, &date::day(answer.as_of, today))
        }
        Origin::Account | Origin::Party => text::FROM_ACCOUNT.to_owned(),
        Origin::Citizen => String::new(),
    }
}

/// What was answered before another version of the theme asked in another way, as long as nothing is answered there.
fn earlier(mine: &MyDraft, field: &FormField<'_>) -> Option<String> {
    let is_open = mine.answers.text(&field.id).is_none();
    mine.aside.get(&field.id).filter(|_| is_open).cloned()
}
