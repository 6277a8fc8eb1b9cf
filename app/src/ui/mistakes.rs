//! What a page refuses: what is wrong, said at the top, each with a link to its place, beside its field, and in the title of the
//! page; and what no field is to blame for, at the top too.

use leptos::prelude::*;

use crate::text::draft as text;
use crate::ui::unbroken::unbroken;

/// What a page refuses of what was typed.
#[derive(Debug, Default)]
pub(crate) struct Mistakes {
    /// What is wrong, each with the id of its field.
    wrong: Vec<(String, String)>,
    /// What no field is to blame for.
    otherwise: Option<&'static str>,
}

impl Mistakes {
    /// What these codes of an address mean, and the field at which each is mended; without one it is only said.
    pub(crate) fn of(
        codes: &str,
        sentence: impl Fn(&str) -> Option<&'static str>,
        place: impl Fn(&str) -> Option<&'static str>,
    ) -> Self {
        let mut mistakes = Self::default();
        for code in codes.split(',') {
            match (sentence(code), place(code)) {
                (Some(sentence), Some(place)) => mistakes.wrong.push((place.to_owned(), sentence.to_owned())),
                (Some(sentence), None) => mistakes.otherwise = Some(sentence),
                (None, _) => {}
            }
        }
        mistakes
    }

    /// Whether nothing is refused.
    pub(crate) fn is_empty(&self) -> bool {
        self.wrong.is_empty() && self.otherwise.is_none()
    }

    /// The title of the page; where there is something to mend it says so first.
    pub(crate) fn title(&self, title: &str) -> String {
        if self.wrong.is_empty() {
            title.to_owned()
        } else {
            text::with_mistakes(title)
        }
    }

    /// All of it, at the top.
    pub(crate) fn told(&self) -> Option<AnyView> {
        let wrong = self.wrong.iter();
        let summary = summary(wrong.map(|(place, sentence)| (format!("#{place}"), sentence.clone())));
        let otherwise = self
            .otherwise
            .map(|sentence| view! { <p class="notice" role="alert">{sentence}</p> });
        (!self.is_empty()).then(|| view! { {summary}{otherwise} }.into_any())
    }

    /// What is wrong with a field, beside it.
    pub(crate) fn beside(&self, place: &str) -> impl IntoView + use<> {
        view! { <p class="field__problem" id=format!("{place}-problem")>{self.at(place).map(unbroken)}</p> }
    }

    /// What assistive software is told of a field.
    pub(crate) fn invalid(&self, place: &str) -> Option<&'static str> {
        self.at(place).map(|_| "true")
    }

    fn at(&self, place: &str) -> Option<&str> {
        let mut wrong = self.wrong.iter();
        wrong.find(|(at, _)| at == place).map(|(_, sentence)| sentence.as_str())
    }
}

impl<P: Into<String>, S: Into<String>> FromIterator<(P, S)> for Mistakes {
    fn from_iter<I: IntoIterator<Item = (P, S)>>(mistakes: I) -> Self {
        let owned = |(place, sentence): (P, S)| (place.into(), sentence.into());
        Self {
            wrong: mistakes.into_iter().map(owned).collect(),
            otherwise: None,
        }
    }
}

/// What is wrong on a page: where each is, and what to do about it.
fn summary(mistakes: impl ExactSizeIterator<Item = (String, String)>) -> Option<AnyView> {
    let count = mistakes.len();
    // One thing for the link, so that what is held together stays in its line.
    let row =
        |(href, sentence): (String, String)| view! { <li><a href=href><span>{unbroken(&sentence)}</span></a></li> };
    (count > 0).then(|| {
        view! {
            <div class="problem" role="alert" tabindex="-1" autofocus=true>
                <h2>{text::mistakes(count)}</h2>
                <ul>{mistakes.map(row).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}
