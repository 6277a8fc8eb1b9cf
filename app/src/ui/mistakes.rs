//! What is wrong in a form: said at the top, each with a link to its place, beside its field, and in the title of the page.

use leptos::prelude::*;

use crate::text::draft as text;

/// What is wrong in a form that has no draft to keep it in, each with the id of its field.
#[derive(Debug, Default)]
pub(crate) struct Mistakes(Vec<(&'static str, &'static str)>);

impl Mistakes {
    /// What these codes of an address mean, as far as they are about a field.
    pub(crate) fn of(codes: &str, mistake: impl Fn(&str) -> Option<(&'static str, &'static str)>) -> Self {
        Self(codes.split(',').filter_map(mistake).collect())
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The title of the page, which says so first.
    pub(crate) fn title(&self, title: &str) -> String {
        if self.is_empty() {
            title.to_owned()
        } else {
            text::with_mistakes(title)
        }
    }

    /// All of it, at the top.
    pub(crate) fn summary(&self) -> Option<AnyView> {
        let mistakes = self.0.iter();
        summary(mistakes.map(|(place, sentence)| (format!("#{place}"), (*sentence).to_owned())))
    }

    /// What is wrong with a field, beside it.
    pub(crate) fn beside(&self, place: &'static str) -> impl IntoView + use<> {
        view! { <p class="field__problem" id=format!("{place}-problem")>{self.at(place)}</p> }
    }

    /// What assistive software is told of a field.
    pub(crate) fn invalid(&self, place: &str) -> Option<&'static str> {
        self.at(place).map(|_| "true")
    }

    fn at(&self, place: &str) -> Option<&'static str> {
        let mut mistakes = self.0.iter();
        mistakes.find(|(at, _)| *at == place).map(|(_, sentence)| *sentence)
    }
}

/// What is wrong on a page: where each is, and what to do about it.
pub(crate) fn summary(mistakes: impl ExactSizeIterator<Item = (String, String)>) -> Option<AnyView> {
    let count = mistakes.len();
    let row = |(href, sentence): (String, String)| view! { <li><a href=href>{sentence}</a></li> };
    (count > 0).then(|| {
        view! {
            <div class="problem" role="alert">
                <h2>{text::mistakes(count)}</h2>
                <ul>{mistakes.map(row).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}
