//! Acting for a child of one's own: the register says whose it is.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::account::real_name::{keep_typed, typed};
use usecases::mandate::guardian::guard;

use crate::respond::{go_on, keep, problem_code};
use crate::text::hat as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::identity::{self, Whose, identity_fields};
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, office, query, visit};

/// `/me/hats/child`.
#[component]
pub(crate) fn ChildPage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let refused = query("problem").unwrap_or_default();
    let mistakes = Mistakes::of(&refused, text::problem, identity::place);
    let is_refused = !mistakes.is_empty();
    let load = async move {
        visit.asker.real_name()?;
        match visit.typed.filter(|_| is_refused) {
            Some(token) => Ok(typed(&office, &visit.asker, &token).await?.unwrap_or_default()),
            None => Ok(Default::default()),
        }
    };
    loaded(load, move |(name, id_number)| {
        let exit = Exit {
            href: "/me/hats".to_owned(),
            label: text::HATS,
        };
        let action = view! { <button class="button" form="child">{text::CHECK_CHILD}</button> };
        let frame = Frame::new(text::CHILD).refuses(&mistakes).exit(exit).action(action);
        frame.around(view! {
            <h1>{text::CHILD}</h1>
            <p class="lede">{text::CHILD_LEDE}</p>
            <form id="child" method="post" action=GuardChild::url()>
                {identity_fields(Whose::Others(text::CHILD_NAME, text::CHILD_NUMBER), name, id_number, &mistakes)}
            </form>
        })
    })
}

/// Lets the asker act for a child that the register names as theirs.
#[server]
pub(crate) async fn guard_child(name: String, id_number: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        match guard(&office, &asker, &name, &id_number).await {
            Ok(_) => {
                keep("typed", None, 0);
                Ok("/me/hats".to_owned())
            }
            Err(error @ Error::Refused(_)) => {
                let typed = keep_typed(&office, &asker, &name, &id_number).await?;
                let seconds = u32::try_from(office.limits.parked / 1000).unwrap_or(0);
                keep("typed", Some(&typed), seconds);
                Ok(format!("/me/hats/child?problem={}", problem_code(&error)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
