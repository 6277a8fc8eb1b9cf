//! An input that says at once when its answer cannot be right, by the same rules as the server.

use domain::field::{Kind, Reach};
use leptos::prelude::*;

use crate::text::field as text;

/// The rules that a phone can check by itself, as they travel in the page.
const RULES: [(&str, Kind); 8] = [
    ("name", Kind::Name),
    ("id-number", Kind::IdNumber),
    ("phone", Kind::Phone),
    ("bank-card", Kind::BankCard),
    ("past-date", Kind::Date(Reach::Past)),
    ("date", Kind::Date(Reach::Any)),
    ("past-time", Kind::DateTime(Reach::Past)),
    ("time", Kind::DateTime(Reach::Any)),
];

/// The name of a kind's rule, if a phone can check it by itself.
#[must_use]
pub fn rule(kind: &Kind) -> Option<&'static str> {
    RULES.iter().find(|(_, rule)| rule == kind).map(|(name, _)| *name)
}

/// What is wrong with a text by the rule of this name. An empty text is never wrong here: leaving a field is not answering it.
fn judge(rule: &str, text: &str, today: &str) -> Option<String> {
    let (_, kind) = RULES.iter().find(|(name, _)| *name == rule)?;
    if text.trim().is_empty() {
        return None;
    }
    kind.read(text, today.parse().ok()?).err().map(text::problem)
}

/// An input with its problem beneath it. First judged when it is left, then at every stroke until it is right.
#[island]
pub fn CheckedInput(
    /// Id of the input; its problem is `{id}-problem`.
    id: String,
    /// Name in the form.
    name: String,
    /// The answer as stored.
    value: String,
    /// The rule it is judged by.
    rule: String,
    /// The server's day, because a phone's clock may be wrong.
    today: String,
    /// What the server found wrong.
    problem: Option<String>,
    /// Which keyboard a phone shows.
    inputmode: String,
    /// The autofill token.
    autocomplete: String,
    /// Ids of what else describes it.
    described_by: String,
) -> impl IntoView {
    let (problem, set_problem) = signal(problem);
    let problem_id = format!("{id}-problem");
    let described = format!("{described_by} {problem_id}");
    let check = move |text: &str| set_problem.set(judge(&rule, text, &today));
    let check_again = check.clone();
    view! {
        <input
            id=id
            name=name
            value=value
            type="text"
            inputmode=inputmode
            autocomplete=autocomplete
            aria-describedby=described
            aria-invalid=move || problem.with(Option::is_some).then_some("true")
            on:blur:target=move |event| check(&event.target().value())
            on:input:target=move |event| {
                if problem.with_untracked(Option::is_some) {
                    check_again(&event.target().value());
                }
            }
        />
        <p class="field__problem" id=problem_id aria-live="polite" hidden=move || problem.with(Option::is_none)>
            {move || problem.get()}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_says_what_to_do_about_a_wrong_number() {
        let say = |text| judge("id-number", text, "2026-11-22");
        assert_eq!(say("110105194912310021").as_deref(), Some("号码对不上，请对着身份证逐位核对。"));
        assert_eq!(say("11010519491231002x"), None);
        assert_eq!(say("  "), None);
    }

    #[test]
    fn every_rule_finds_its_kind_again() {
        for (name, kind) in RULES {
            assert_eq!(rule(&kind), Some(name));
        }
        assert_eq!(rule(&Kind::Text { most: 3 }), None);
    }
}
