//! Saying whose the account is, where its number may be somebody else's by now; or beginning anew with the number.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::account::person::{begin_anew, is_waiting, keep_typed, prove, typed};

use super::code::{WHILE, code_page, come};
use super::luggage;
use crate::respond::{go, go_on, keep, own_path, problem_code};
use crate::text::account as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::identity::{self, Whose, identity_fields};
use crate::ui::loaded::{encode, loaded};
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, office, query, visit};

/// `/sign-in/person?next=&anew=`.
#[component]
pub(crate) fn PersonPage() -> impl IntoView {
    let (office, Visit { code, typed: kept, .. }) = (office(), visit());
    let next = own_path(&query("next").unwrap_or_default());
    let refused = query("problem").unwrap_or_default();
    let mistakes = Mistakes::of(&refused, text::problem, identity::place);
    let is_refused = !mistakes.is_empty();
    let is_anew = query("anew").is_some();
    let load = async move {
        let is_waiting = match &code {
            Some(code) => is_waiting(&office, code).await?,
            None => false,
        };
        let before = match kept.filter(|_| is_refused) {
            Some(kept) => typed(&office, &kept).await?,
            None => None,
        };
        Ok((is_waiting, before.unwrap_or_default()))
    };
    loaded(load, move |(is_waiting, (name, id_number))| {
        if !is_waiting {
            go(&code_page(&next, None));
            return ().into_any();
        }
        let exit = Exit {
            href: format!("/sign-in?next={}", encode(&next)),
            label: text::OTHER_NUMBER,
        };
        if is_anew {
            return anew(exit, &next).into_any();
        }
        let action = view! { <button class="button" form="person">{text::ENTER}</button> };
        let to_anew = format!("/sign-in/person?anew=1&next={}", encode(&next));
        Frame::new(text::PERSON)
            .refuses(&mistakes)
            .exit(exit)
            .action(action)
            .around(view! {
                <h1>{text::PERSON}</h1>
                <p class="lede">{text::PERSON_LEDE}</p>
                <form id="person" method="post" action=SayWho::url()>
                    <input type="hidden" name="next" value=next/>
                    {identity_fields(Whose::Own, name, id_number, &mistakes)}
                </form>
                <h2>{text::ANEW}</h2>
                <p>{text::ANEW_WHEN}</p>
                <p class="group"><a class="button button--plain button--inline" href=to_anew>{text::TO_ANEW}</a></p>
            })
            .into_any()
    })
}

/// What beginning anew means, and a second button: nobody takes it back by themselves.
fn anew(exit: Exit, next: &str) -> impl IntoView + use<> {
    let back = format!("/sign-in/person?next={}", encode(next));
    let next = next.to_owned();
    let action = view! {
        <a class="button button--quiet" href=back>{text::NOT_ANEW}</a>
        <form method="post" action=BeginNumberAnew::url()>
            <input type="hidden" name="next" value=next/>
            <button class="button">{text::BEGIN_ANEW}</button>
        </form>
    };
    Frame::new(text::ANEW).exit(exit).action(action).around(view! {
        <h1>{text::ANEW}</h1>
        <ul class="plain group">{text::ANEW_MEANS.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
    })
}

/// Signs in who says name and ID number of the account.
#[server]
pub(crate) async fn say_who(name: String, id_number: String, next: String) -> Result<(), ServerFnError> {
    let (office, Visit { code, .. }) = (office(), visit());
    let next = own_path(&next);
    let outcome = async {
        let Some(code) = code else {
            return Ok(code_page(&next, None));
        };
        match prove(&office, &code, &name, &id_number, &luggage()).await {
            Ok(signed_in) => {
                keep("typed", None, 0);
                Ok(come(&signed_in, next))
            }
            Err(error @ Error::Refused(_)) => {
                keep("typed", Some(&keep_typed(&office, &name, &id_number).await?), WHILE);
                let problem = problem_code(&error);
                Ok(format!("/sign-in/person?next={}&problem={problem}", encode(&next)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Begins an account for who has the number now.
#[server]
pub(crate) async fn begin_number_anew(next: String) -> Result<(), ServerFnError> {
    let (office, Visit { code, .. }) = (office(), visit());
    let next = own_path(&next);
    let outcome = async {
        let Some(code) = code else {
            return Ok(code_page(&next, None));
        };
        match begin_anew(&office, &code, &luggage()).await {
            Ok(signed_in) => Ok(come(&signed_in, next)),
            Err(Error::Refused(refusal)) => Ok(code_page(&next, Some(refusal))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
