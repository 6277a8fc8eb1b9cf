//! A field that is filled in at two places: a period from one day to another, an address by division and detail.

use domain::field::{Division, Kind};
use leptos::prelude::*;

use super::FieldView;
use crate::text::field as text;

/// The two places; nothing for a field that has one.
pub(super) fn parts(field: &FieldView) -> Option<AnyView> {
    let (first, second) = field.kind.parts(&field.value)?;
    Some(match &field.kind {
        Kind::Place { divisions, .. } => {
            let chosen = division(field, divisions, first);
            view! { {chosen}{line(field, "detail", text::DETAIL, second)} }.into_any()
        }
        _ => view! { {line(field, "from", text::FROM, first)}{line(field, "to", text::TO, second)} }.into_any(),
    })
}

/// One line of text under a label of its own.
fn line(field: &FieldView, part: &str, label: &'static str, value: &str) -> impl IntoView + use<> {
    let id = format!("{}-{part}", field.id);
    view! {
        <label class="field__part" for=id.clone()>{label}</label>
        <input
            id=id
            name=field.name.clone()
            value=value.to_owned()
            type="text"
            autocomplete=field.autocomplete.clone()
            aria-describedby=format!("{}-problem", field.id)
            aria-invalid=field.invalid()
        />
    }
}

/// Every division once, streets beneath their county; those without streets lie elsewhere.
fn division(field: &FieldView, divisions: &[Division], chosen: &str) -> impl IntoView + use<> {
    let id = format!("{}-division", field.id);
    let option = |division: &Division, name: String| {
        let is_chosen = division.code == chosen;
        view! { <option value=division.code.clone() selected=is_chosen>{name}</option> }
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) = divisions.iter().partition(|division| !division.below.is_empty());
    let county = |division: &&Division| {
        let streets = division.below.iter().map(|street| option(street, street.name.clone()));
        view! {
            <optgroup label=division.name.clone()>
                {streets.collect_view()}
                {option(division, text::street_unknown(&division.name))}
            </optgroup>
        }
    };
    let away = elsewhere.iter().map(|division| option(division, division.name.clone()));
    let away =
        (!elsewhere.is_empty()).then(|| view! { <optgroup label=text::ELSEWHERE>{away.collect_view()}</optgroup> });
    view! {
        <label class="field__part" for=id.clone()>{text::DIVISION}</label>
        <select
            id=id
            name=field.name.clone()
            aria-describedby=format!("{}-problem", field.id)
            aria-invalid=field.invalid()
        >
            <option value="">{text::CHOOSE}</option>
            {here.iter().map(county).collect_view()}
            {away}
        </select>
    }
}
