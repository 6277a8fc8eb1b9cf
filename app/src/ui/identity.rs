//! Name and ID number, as they stand on an ID card; what was wrong stands above them, under the id `problem`.

use leptos::prelude::*;

use crate::text::account as text;

/// Whose they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The reader's: the browser may fill the name in.
    Own,
    /// Somebody else's, under these labels.
    Others(&'static str, &'static str),
}

/// The two fields.
pub(crate) fn identity_fields(whose: Whose, name: String, id_number: String, is_wrong: bool) -> impl IntoView {
    let (of_name, of_number, fills_in) = match whose {
        Whose::Own => (text::NAME, text::ID_NUMBER, "name"),
        Whose::Others(name, number) => (name, number, "off"),
    };
    let invalid = is_wrong.then_some("true");
    view! {
        <div class="field">
            <label for="name">{of_name}</label>
            <input id="name" name="name" type="text" autocomplete=fills_in value=name aria-describedby="problem" aria-invalid=invalid/>
        </div>
        <div class="field">
            <label for="id-number">{of_number}</label>
            <input id="id-number" name="id_number" type="text" autocomplete="off" autocapitalize="characters" value=id_number aria-describedby="problem" aria-invalid=invalid/>
        </div>
    }
}
