//! A form that says at once when an answer cannot be right, by the same rules as the server.

use domain::field::{Kind, Reach, Rule};
use leptos::prelude::*;

/// The rules that a phone can check by itself, under the names they have in `data-rule`.
const RULES: [(&str, Rule); 8] = [
    ("name", Rule::Name),
    ("id-number", Rule::IdNumber),
    ("phone", Rule::Phone),
    ("bank-card", Rule::BankCard),
    ("past-date", Rule::Date(Reach::Past)),
    ("date", Rule::Date(Reach::Any)),
    ("past-time", Rule::DateTime(Reach::Past)),
    ("time", Rule::DateTime(Reach::Any)),
];

/// The name of a kind's rule, if a phone can check it by itself.
#[must_use]
pub fn rule(kind: &Kind) -> Option<&'static str> {
    let rule = kind.rule()?;
    RULES.iter().find(|(_, known)| *known == rule).map(|(name, _)| *name)
}

/// What to do about a text by the rule of this name. An empty text is never wrong here: leaving a field is not answering it.
/// `today` is the server's day, because a phone's clock may be wrong.
#[cfg(any(feature = "hydrate", test))]
fn judge(rule: &str, text: &str, today: &str) -> Option<String> {
    use crate::text::field::problem;
    use domain::field::date;
    let (_, rule) = RULES.iter().find(|(name, _)| *name == rule)?;
    if text.trim().is_empty() {
        return None;
    }
    rule.read(text, date(today).ok()?).err().map(problem)
}

/// Checks every input with a `data-rule` in the form `#topic`: first when it is left, then at every stroke until it is right,
/// and never while a word is being composed.
#[island]
pub fn CheckedForm() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::check();
}

#[cfg(feature = "hydrate")]
mod browser {
    use wasm_bindgen::prelude::*;
    use web_sys::{Document, Element, Event, EventTarget, FocusEvent, HtmlInputElement};

    use crate::islands::fresh::is_composing;

    /// Listens to the whole form, so that one listener serves every field.
    pub(super) fn check() -> Option<()> {
        let page = web_sys::window()?.document()?;
        let form = page.get_element_by_id("topic")?;
        let today = form.get_attribute("data-today")?;
        for event in ["focusout", "input", "compositionend"] {
            let (page, today) = (page.clone(), today.clone());
            let listen = Closure::<dyn Fn(Event)>::new(move |event: Event| {
                let _ = judge(&page, &today, &event);
            });
            form.add_event_listener_with_callback(event, listen.as_ref().unchecked_ref())
                .ok()?;
            // The form keeps its listener as long as the page is open.
            listen.forget();
        }
        Some(())
    }

    fn is_button(target: EventTarget) -> bool {
        target
            .dyn_into::<Element>()
            .is_ok_and(|element| element.tag_name() == "BUTTON")
    }

    fn judge(page: &Document, today: &str, event: &Event) -> Option<()> {
        let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
        let rule = input.get_attribute("data-rule")?;
        // A message that appears between pressing and letting go would move the button away from under the finger; the
        // server judges what the button sends anyway.
        if event
            .dyn_ref::<FocusEvent>()
            .and_then(FocusEvent::related_target)
            .is_some_and(is_button)
        {
            return None;
        }
        let is_wrong = input.has_attribute("aria-invalid");
        if event.type_() != "focusout" && (!is_wrong || is_composing(event)) {
            return None;
        }
        let beneath = page.get_element_by_id(&format!("{}-problem", input.id()))?;
        let problem = super::judge(&rule, &input.value(), today);
        beneath.set_text_content(problem.as_deref());
        if problem.is_some() {
            input.set_attribute("aria-invalid", "true").ok()
        } else {
            input.remove_attribute("aria-invalid").ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_says_what_to_do_about_a_wrong_number() {
        let say = |text| judge("id-number", text, "2026-11-22");
        assert_eq!(
            say("110105194912310021").as_deref(),
            Some("号码对不上，请对着身份证逐位核对。")
        );
        assert_eq!(say("11010519491231002x"), None);
        assert_eq!(say("  "), None);
    }

    #[test]
    fn a_kind_that_a_phone_can_check_has_a_name_and_no_other() {
        let named = [
            ("name", Kind::Name),
            ("id-number", Kind::IdNumber),
            ("phone", Kind::Phone),
            ("bank-card", Kind::BankCard),
            ("past-date", Kind::Date(Reach::Past)),
            ("date", Kind::Date(Reach::Any)),
            ("past-time", Kind::DateTime(Reach::Past)),
            ("time", Kind::DateTime(Reach::Any)),
        ];
        assert_eq!(named.len(), RULES.len());
        for (name, kind) in named {
            assert_eq!(rule(&kind), Some(name));
        }
        assert_eq!(rule(&Kind::Text { most: 3 }), None);
    }
}
