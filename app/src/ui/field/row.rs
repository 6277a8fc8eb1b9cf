//! A field as it stands on a page: what is known as a sentence, what is asked as a control.

use domain::field::{Choice, Kind, picked};
use leptos::prelude::*;

use super::parts::parts;
use super::{EDIT, FieldView, TAKE};
use crate::islands::rule;
use crate::text::{date, draft as text, succession};
use crate::ui::typing::Typing;
use crate::ui::unbroken::unbroken;

/// One field.
pub(crate) fn field_row(field: &FieldView) -> AnyView {
    let optional = field
        .optional
        .then(|| view! { <span class="field__optional">{text::OPTIONAL}</span> });
    let earlier = field
        .earlier
        .as_deref()
        .map(|text| view! { <p class="field__differs">{succession::was(&date::spoken(text))}</p> });
    let hint_id = format!("{}-hint", field.id);
    let hint = field
        .hint
        .clone()
        .filter(|_| field.editable)
        .map(|hint| view! { <p class="field__hint" id=hint_id.clone()>{unbroken(&hint)}</p> });
    let differs = field
        .differs()
        .map(|differs| view! { <p class="field__differs">{differs}</p> });
    if !field.editable {
        let change = (!field.is_fixed).then(|| {
            // What is typed in other fields is saved first.
            let (go, word) = (format!("{EDIT}{}", field.field), field.change());
            let label = format!("{}{}", field.label, word);
            view! { <button class="link-button" form="topic" name="go" value=go aria-label=label>{word}</button> }
        });
        let said = if field.said.is_empty() {
            text::NOT_ANSWERED
        } else {
            &field.said
        };
        return view! {
            <div class="field" data-field=field.field.clone()>
                <p><strong>{field.label.clone()}</strong></p>
                <p class="field__known num">{said.to_owned()}</p>
                {differs}
                <p class="field__source num">
                    <span>{field.source.clone()}</span>
                    {change}
                </p>
            </div>
        }
        .into_any();
    }
    let asked = asked(field);
    let choices = field.kind.options();
    let parts = parts(field);
    if !choices.is_empty() || parts.is_some() {
        let problem_id = format!("{}-problem", field.id);
        let described_by = format!("{hint_id} {problem_id}");
        let problem = view! { <p class="field__problem" id=problem_id aria-live="polite">{field.sentence_beneath().as_deref().map(unbroken)}</p> };
        return view! {
            <fieldset class="field" id=field.id.clone() tabindex="-1" data-field=field.field.clone() aria-describedby=described_by>
                {asked}
                <legend>{field.label.clone()}{optional}</legend>
                {hint}
                {choices.iter().map(|choice| radio(field, choice)).collect_view()}
                {parts}
                {problem}
                {take(field)}
                {differs}
                {earlier}
            </fieldset>
        }
        .into_any();
    }
    view! {
        <div class="field" data-field=field.field.clone()>
            {asked}
            <label for=field.id.clone()>{field.label.clone()}{optional}</label>
            {hint}
            {input(field, &hint_id)}
            {take(field)}
            {differs}
            {earlier}
        </div>
    }
    .into_any()
}

/// That a field is asked and what is stored of it, and that both answers were shown where two devices differ.
fn asked(field: &FieldView) -> impl IntoView + use<> {
    let was = format!("was[{}][]", field.field);
    let settled =
        (field.rival.is_some()).then(|| view! { <input type="hidden" name="settled[]" value=field.field.clone()/> });
    view! {
        <input type="hidden" name=was value=field.was.clone()/>
        {settled}
    }
}

/// Takes what another device answered.
fn take(field: &FieldView) -> Option<AnyView> {
    let said = field.rival.as_ref()?;
    let go = format!("{TAKE}{}", field.field);
    let button = view! { <button class="link-button" form="topic" name="go" value=go>{text::take(said)}</button> };
    Some(view! { <p>{button}</p> }.into_any())
}

fn radio(field: &FieldView, choice: &Choice) -> impl IntoView + use<> {
    let checked = picked(&field.value).any(|option| option == choice.id.as_str());
    let control = match field.kind {
        Kind::Choices(_) => "checkbox",
        _ => "radio",
    };
    view! {
        <label class="choice__row">
            <input type=control name=field.name.clone() value=choice.id.to_string() checked=checked/>
            <span>{choice.label.clone()}</span>
        </label>
    }
}

/// The input, with the rule by which a phone can judge it while one types, and what an amount is counted in behind it.
fn input(field: &FieldView, hint_id: &str) -> AnyView {
    let problem_id = format!("{}-problem", field.id);
    let unit_id = format!("{}-unit", field.id);
    let unit = field
        .kind
        .unit()
        .map(|unit| view! { <span id=unit_id.clone()>{unit.to_owned()}</span> });
    let described_by = format!("{hint_id} {unit_id} {problem_id}");
    let typing = Typing::of(&field.kind);
    let input = view! {
        <input
            id=field.id.clone()
            name=field.name.clone()
            value=field.value.clone()
            type=typing.input
            inputmode=typing.keys
            autocomplete=field.autocomplete.clone()
            autocapitalize=typing.capitals
            data-rule=rule(&field.kind)
            aria-describedby=described_by
            aria-invalid=field.invalid()
        />
    };
    let input = match unit {
        Some(unit) => view! { <div class="field__amount">{input}{unit}</div> }.into_any(),
        None => input.into_any(),
    };
    view! {
        {input}
        <p class="field__problem" id=problem_id aria-live="polite">{field.sentence_beneath().as_deref().map(unbroken)}</p>
    }
    .into_any()
}
