//! The account of who stands at the window: another number, or the ID number back that somebody else gave.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::window::account::{free_id_number, set_number};
use usecases::window::serve::read;

use super::{back, frame, mark, refused, standing, still_standing};
use crate::respond::go_on;
use crate::text::window as text;
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{office, query, visit};

/// Where the number is typed, twice.
const NUMBER: &str = "number";
const AGAIN: &str = "again";

/// `/desk/window/number?problem=`.
#[component]
pub(crate) fn NumberPage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let refused = query("problem").unwrap_or_default();
    let mistakes = Mistakes::of(&refused, text::problem, place);
    let reader = office.clone();
    let load = async move {
        let token = standing(&visit)?;
        let found = read(&reader, &visit.asker, &token).await?;
        Ok((visit.asker.officer()?.clone(), found, token))
    };
    loaded(load, move |(officer, found, token)| {
        let lede = if found.phone.is_some() {
            text::NUMBER_LEDE
        } else {
            text::FIRST_NUMBER_LEDE
        };
        let field = |id: &'static str, label: &'static str| {
            view! {
                <div class="field">
                    <label for=id>{label}</label>
                    <input id=id name=id type="tel" inputmode="numeric" autocomplete="off" aria-describedby=format!("{id}-problem") aria-invalid=mistakes.invalid(id)/>
                    {mistakes.beside(id)}
                </div>
            }
        };
        let action = view! { <button class="button" form="set-number">{text::SET_NUMBER}</button> };
        frame(&office, &officer, text::NUMBER)
            .refuses(&mistakes)
            .exit(back())
            .action(action)
            .around(view! {
                <h1>{text::number_of(&found.person.name)}</h1>
                <p class="lede">{lede}</p>
                <form id="set-number" class="desk__form" method="post" action=SetWindowNumber::url()>
                    {mark(&token)}
                    {field(NUMBER, text::NEW_NUMBER)}
                    {field(AGAIN, text::NUMBER_AGAIN)}
                </form>
            })
    })
}

/// Where a problem with the number is mended.
fn place(code: &str) -> Option<&'static str> {
    match code {
        "not-a-phone" | "number-taken" => Some(NUMBER),
        "not-the-same" => Some(AGAIN),
        _ => None,
    }
}

/// `/desk/window/free`.
#[component]
pub(crate) fn FreePage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let reader = office.clone();
    let load = async move {
        let token = standing(&visit)?;
        let found = read(&reader, &visit.asker, &token).await?;
        found.account.ok_or(Error::NotFound)?;
        Ok((visit.asker.officer()?.clone(), found.person.name, found.phone, token))
    };
    loaded(load, move |(officer, name, phone, token)| {
        let action = view! {
            <a class="button button--quiet" href="/desk/window/person">{text::BACK}</a>
            <form method="post" action=FreeNumber::url()>{mark(&token)}<button class="button button--danger">{text::CLOSE}</button></form>
        };
        frame(&office, &officer, text::FREE)
            .exit(back())
            .action(action)
            .around(view! {
                <h1>{text::free_of(&name)}</h1>
                <p class="lede">{text::FREE_LEDE}</p>
                {phone.map(|phone| view! { <p class="num">{text::holder(&domain::identity::mask(&phone, 3, 4))}</p> })}
                <ul class="plain group">{text::FREE_LOSES.map(|line| view! { <li>{line}</li> }).into_iter().collect_view()}</ul>
            })
    })
}

/// Gives the account this number.
#[server]
pub(crate) async fn set_window_number(mark: String, number: String, again: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let set = async { set_number(&office, &visit.asker, &still_standing(&visit, &mark)?, &number, &again).await };
        match set.await {
            Ok(()) => Ok("/desk/window/person?done=number".to_owned()),
            Err(Error::Refused(refusal)) => Ok(refused(refusal, "/desk/window/number")),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Closes the account of somebody else who gave the person's ID number.
#[server]
pub(crate) async fn free_number(mark: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let freed = async { free_id_number(&office, &visit.asker, &still_standing(&visit, &mark)?).await };
        match freed.await {
            Ok(()) => Ok("/desk/window/person?done=freed".to_owned()),
            Err(Error::Refused(refusal)) => Ok(refused(refusal, "/desk/window/person")),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
