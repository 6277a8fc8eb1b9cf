//! Who applies together: who is missing, and what to do about each.

pub(crate) mod seat;

use domain::party::{Signer, Standing};
use leptos::prelude::*;
use usecases::draft::read::{MyDraft, read};
use usecases::party::invite::known;

use super::steps::{Step, going_on};
use crate::text::{draft, party as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{office, part, visit};

/// `/drafts/{id}/parties`.
#[component]
pub(crate) fn PartiesPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("draft"));
    loaded(async move { read(&office, &asker, &id.parse()?).await }, |mine| {
        let base = format!("/drafts/{}", mine.draft.id);
        let nobody = mine
            .signers()
            .is_empty()
            .then(|| view! { <p class="lede">{text::NOBODY}</p> });
        let lede = (!mine.signers().is_empty()).then(|| view! { <p class="lede">{text::LEDE}</p> });
        let action = view! {
            <a class="button button--quiet" href=base.clone()>{draft::TO_TASKS}</a>
            <a class="button" href=going_on(&mine, Step::Papers)>{draft::CONTINUE}</a>
        };
        Frame::new(text::TITLE)
            .place(mine.theme.name.clone())
            .exit(Exit::leave())
            .action(action)
            .around(view! {
                <h1>{text::TITLE}</h1>
                {nobody}
                {lede}
                {rows(&mine)}
            })
    })
}

/// Everybody who has to agree, each with how they stand and the way to ask them.
pub(crate) fn rows(mine: &MyDraft) -> impl IntoView + use<> {
    let row = |signer: &Signer| {
        let (class, word) = text::state(mine.standing(signer));
        let seat = signer.seat().map(ToString::to_string).unwrap_or_default();
        view! {
            <li><a class="rows__link" href=format!("/drafts/{}/parties/{seat}", mine.draft.id)>
                <span class="rows__name">{named(mine, signer)}</span>
                <span class=class>{word}</span>
            </a></li>
        }
    };
    let rows = mine.signers().iter().map(row).collect_view();
    (!mine.signers().is_empty()).then(|| view! { <ul class="rows group">{rows}</ul> })
}

/// Who has to agree: what the form calls them, and their name once it is known.
pub(crate) fn named(mine: &MyDraft, signer: &Signer) -> String {
    let role = signer.seat().and_then(|seat| seat.field(domain::party::NAME));
    let role = role.map(|field| mine.theme.one_of_several(&field)).unwrap_or_default();
    text::who(&role, &known(mine, signer).0)
}

/// How many have not agreed.
pub(crate) fn missing(mine: &MyDraft) -> usize {
    let open = |signer: &&Signer| mine.standing(signer) != Standing::Agreed;
    mine.signers().iter().filter(open).count()
}
