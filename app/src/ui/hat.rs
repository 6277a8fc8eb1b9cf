//! On whose behalf one acts: a line on every page, and what a form remembers of it.

use domain::account::Hat;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Asker;
use usecases::hat::Worn;

use crate::pages::hats::PutOnHat;
use crate::text::hat as text;
use crate::visit::visit;

/// Whom one acts for, with the way back to oneself; nothing for oneself.
pub(super) fn banner() -> Option<impl IntoView> {
    let name = worn().name()?.to_owned();
    Some(view! {
        <div class="hat">
            <p>{text::acting_for(&name)}</p>
            <form method="post" action=PutOnHat::url()><button>{text::TAKE_OFF}</button></form>
        </div>
    })
}

/// What a form that begins something remembers: under which hat it was shown. It gives no right, it only notices a change.
pub(crate) fn shown_under() -> Option<impl IntoView> {
    let hat = worn().hat();
    (hat != Hat::Own).then(|| view! { <input type="hidden" name="hat" value=hat.to_string()/> })
}

/// Who does it for the reader, in a list of their own.
pub(crate) fn by_agent(hat: &Hat, filer: Option<&str>) -> Option<impl IntoView + use<>> {
    let is_agents = matches!(hat, Hat::Mandate(_)) && worn().hat() == Hat::Own;
    let name = filer.filter(|_| is_agents)?;
    Some(view! { <span class="note">{text::by(name)}</span> })
}

/// The hat that this session wears.
pub(crate) fn worn() -> Worn {
    match visit().asker {
        Asker::Citizen(signed) => signed.worn,
        Asker::Guest(_) | Asker::Officer(_) | Asker::HalfSignedIn(_) => Worn::Own,
    }
}
