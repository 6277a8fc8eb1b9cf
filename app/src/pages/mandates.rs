//! Whom one lets act for oneself: the list of mandates, one file for the form, one for drawing one up,
//! one for a single one, and one for confirming it.

mod confirm;
pub(crate) mod form;
pub(crate) mod mandate;
pub(crate) mod new;

use domain::mandate::{Mandate, Standing};
use leptos::prelude::*;
use usecases::Context;
use usecases::mandate::list::list_given;

use crate::text::{date, hat as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, visit};

/// `/me/mandates`.
#[component]
pub(crate) fn MandatesPage() -> impl IntoView {
    let (office, Visit { asker, .. }) = (office(), visit());
    let today = office.today();
    let load = async move {
        asker.real_name()?;
        list_given(&office, &asker).await
    };
    loaded(load, move |given| {
        let row = |mandate: &Mandate| {
            let standing = mandate.standing(today);
            let class = match standing {
                Standing::Live => "state state--done",
                Standing::Unconfirmed | Standing::Offered => "state state--need",
                Standing::Ahead | Standing::Over | Standing::Ended => "state",
            };
            view! {
                <li><a class="rows__link" href=format!("/me/mandates/{}", mandate.id)>
                    <span class="rows__name">{mandate.agent.name.clone()}</span>
                    <span class=class>{text::standing(standing)}</span>
                </a></li>
            }
        };
        let list = if given.is_empty() {
            view! { <p>{text::NO_MANDATES}</p> }.into_any()
        } else {
            view! { <ul class="rows group">{given.iter().map(row).collect_view()}</ul> }.into_any()
        };
        let action = view! { <a class="button" href="/me/mandates/new">{text::NEW}</a> };
        Frame::new(text::MANDATES)
            .exit(Exit::mine())
            .action(action)
            .around(view! {
                <h1>{text::MANDATES}</h1>
                <p class="lede">{text::MANDATES_LEDE}</p>
                {list}
            })
    })
}

/// Back to the list.
fn exit() -> Exit {
    Exit {
        href: "/me/mandates".to_owned(),
        label: text::MANDATES,
    }
}

/// What a mandate is for.
pub(crate) async fn what(office: &Context, mandate: &Mandate) -> usecases::Result<String> {
    let mut names = Vec::new();
    for slug in mandate.themes.iter().flatten() {
        names.push(usecases::theme::read::read(office, slug).await?.theme.name.clone());
    }
    Ok(text::what(&names))
}

/// What a mandate is for and until when, in one line.
pub(crate) async fn scope(office: &Context, mandate: &Mandate) -> usecases::Result<String> {
    let until = date::day(mandate.until, office.today());
    Ok(text::scope(&what(office, mandate).await?, &until))
}
