//! How a phone helps to type an answer: by the keys it shows, by capitals, by what it knows of whoever types.

use domain::account::Hat;
use domain::answer::{Answers, FieldId};
use domain::field::{Element, Kind};
use domain::theme::Theme;
use usecases::draft::read::MyDraft;

/// The attributes of an input by which a phone helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Typing {
    /// Its `type`.
    pub(crate) input: &'static str,
    /// Its `inputmode`: which keys are shown.
    pub(crate) keys: &'static str,
    /// Its `autocapitalize`, where every letter is a capital.
    pub(crate) capitals: Option<&'static str>,
}

impl Typing {
    /// What helps with an answer of this kind. Keys without letters are shown only where no answer needs one: an ID number may end in X,
    /// a day is written with signs or words, and a number below zero has one too.
    pub(crate) fn of(kind: &Kind) -> Self {
        let (input, keys) = match kind {
            Kind::Phone => ("tel", "tel"),
            Kind::BankCard | Kind::Number { least: 0.., .. } => ("text", "numeric"),
            Kind::Money { least: 0.., .. } => ("text", "decimal"),
            _ => ("text", "text"),
        };
        Self {
            input,
            keys,
            capitals: matches!(kind, Kind::IdNumber | Kind::CreditCode).then_some("characters"),
        }
    }
}

/// What the browser may fill in of what it knows: of whoever types alone, and where the element says what that is.
pub(crate) fn offered(element: &Element, is_own: bool) -> String {
    let token = element.autocomplete.as_deref().filter(|_| is_own);
    token.unwrap_or("off").to_owned()
}

/// Whether a field of a draft is about whoever fills it in.
pub(crate) fn is_own(mine: &MyDraft, field: &FieldId) -> bool {
    match &mine.part {
        Some(part) => part.seat.has(field),
        None => is_applicants(&mine.theme, &mine.answers, field, &mine.draft.hat),
    }
}

/// Whether a field is about the applicant, who fills it in themselves.
pub(crate) fn is_applicants(theme: &Theme, answers: &Answers, field: &FieldId, hat: &Hat) -> bool {
    let is_agents = matches!(hat, Hat::Mandate(_));
    !is_agents && field.index == 0 && theme.applicant_subject(answers) == Some(&field.subject)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use content::Library;
    use domain::field::Reach;

    use super::*;

    #[test]
    fn every_kind_is_typed_with_keys_that_have_all_it_needs() {
        let number = |least| Kind::Number {
            least,
            most: 99,
            unit: None,
            usual: None,
        };
        let letters = [
            Kind::Text { most: 9 },
            Kind::Listed {
                names: Arc::default(),
                ending: String::new(),
            },
            Kind::Name,
            Kind::IdNumber,
            Kind::Date(Reach::Past),
            Kind::DateTime(Reach::Any),
            Kind::Address { most: 9 },
            Kind::Place {
                most: 9,
                divisions: Arc::default(),
            },
            Kind::Month(Reach::Any),
            Kind::Period(Reach::Any),
            number(-1),
            Kind::CreditCode,
        ];
        let digits = [
            (Kind::Phone, ("tel", "tel")),
            (Kind::BankCard, ("text", "numeric")),
            (number(0), ("text", "numeric")),
            (Kind::Money { least: 0, most: 99 }, ("text", "decimal")),
        ];
        for (kind, expected) in letters.map(|kind| (kind, ("text", "text"))).into_iter().chain(digits) {
            let typing = Typing::of(&kind);
            assert_eq!((typing.input, typing.keys), expected, "{kind:?}");
            let has_capitals = matches!(kind, Kind::IdNumber | Kind::CreditCode);
            assert_eq!(typing.capitals.is_some(), has_capitals, "{kind:?}");
        }
    }

    /// What a browser could know of an answer of this kind.
    fn knowable(kind: &Kind) -> &'static [&'static str] {
        match kind {
            Kind::Name => &["name"],
            Kind::Phone => &["tel"],
            Kind::Date(_) => &["bday"],
            Kind::Address { .. } | Kind::Place { .. } => &["street-address"],
            Kind::Text { .. } => &["email", "organization"],
            _ => &[],
        }
    }

    #[test]
    fn in_every_theme_the_browser_offers_what_fits_and_to_whoever_types_their_own_name_and_number() {
        let library = Library::embedded().unwrap();
        let mut offers = BTreeSet::new();
        for theme in library.themes.iter().map(|authored| &authored.theme) {
            let asked = theme
                .topics
                .iter()
                .flat_map(|topic| &topic.fields)
                .map(|field| &field.element);
            for element in asked.chain(theme.questions.iter().map(|question| &question.element)) {
                let offer = offered(element, true);
                let fits = offer == "off" || knowable(&element.kind).contains(&offer.as_str());
                assert!(fits, "{}: {offer}", element.id);
                offers.insert((element.id.to_string(), offer));
            }
        }
        for (element, offer) in [
            ("person.name", "name"),
            ("person.phone", "tel"),
            ("person.id_number", "off"),
        ] {
            assert!(
                offers.contains(&(element.to_owned(), offer.to_owned())),
                "{element}: {offers:?}"
            );
        }
    }
}
