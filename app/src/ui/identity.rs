//! Name and ID number, as they stand on an ID card: one question, whose mistake stands above both.

use leptos::prelude::*;

use crate::text::account as text;
use crate::ui::mistakes::Mistakes;

/// Where the first of them is typed.
const NAME: &str = "name";

/// Where it is mended if something is wrong with who somebody says they are: here, if that was typed.
pub(crate) fn place(code: &str) -> Option<&'static str> {
    let is_typed = matches!(
        code,
        "not-an-identity" | "not-confirmed" | "not-that-person" | "identity-taken" | "a-child" | "of-age"
    );
    is_typed.then_some(NAME)
}

/// Whose they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The reader's: the browser may fill the name in.
    Own,
    /// Somebody else's, under these labels.
    Others(&'static str, &'static str),
}

/// The two fields.
pub(crate) fn identity_fields(
    whose: Whose,
    name: String,
    id_number: String,
    mistakes: &Mistakes,
) -> impl IntoView + use<> {
    let (of_name, of_number, fills_in) = match whose {
        Whose::Own => (text::NAME, text::ID_NUMBER, "name"),
        Whose::Others(name, number) => (name, number, "off"),
    };
    let invalid = mistakes.invalid(NAME);
    view! {
        {mistakes.beside(NAME)}
        <div class="field">
            <label for=NAME>{of_name}</label>
            <input id=NAME name="name" type="text" autocomplete=fills_in value=name aria-describedby="name-problem" aria-invalid=invalid/>
        </div>
        <div class="field">
            <label for="id-number">{of_number}</label>
            <input id="id-number" name="id_number" type="text" autocomplete="off" autocapitalize="characters" value=id_number aria-describedby="name-problem" aria-invalid=invalid/>
        </div>
    }
}
