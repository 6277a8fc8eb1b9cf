//! Everybody on the staff, and an account for somebody new.

use domain::staff::{INACTIVE, Role};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::staff::list::{Account, PAGE, list};
use usecases::staff::make::{keep_typed, make, typed};
use usecases::{Context, Error};

use super::duty;
use crate::respond::{go_on, keep, problem_code};
use crate::text::{account, date, desk, staff as text};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{office, query, visit};

/// Seconds that the browser keeps what stands for what was typed.
const WHILE: u32 = 30 * 60;

/// Where somebody new is named.
const NAME: &str = "name";
const PHONE: &str = "phone";

/// `/staff?page=`.
#[component]
pub(crate) fn AccountsPage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let page = query("page")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0)
        .min(1_000_000);
    let refused = query("problem").unwrap_or_default();
    let is_refused = text::problem(&refused).is_some();
    let reader = office.clone();
    let load = async move {
        let listed = list(&reader, &visit.asker, page).await?;
        let officer = visit.asker.officer()?.clone();
        let makes = officer.role() == Some(Role::System);
        let typed = match visit.typed.filter(|_| makes && is_refused) {
            Some(token) => typed(&reader, &visit.asker, &token).await?,
            None => None,
        };
        Ok((officer, listed, makes.then(|| typed.unwrap_or_default())))
    };
    loaded(load, move |(officer, (accounts, count), new)| {
        let mistakes = Mistakes::of(&refused, |code| text::problem(code).filter(|_| new.is_some()), place);
        let head = text::COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
        let rows = accounts.iter().map(|account| row(&office, account)).collect_view();
        let link = |page: u64, label| view! { <a class="foot__call" href=format!("/staff?page={page}")>{label}</a>" " };
        let before = page.checked_sub(1).map(|page| link(page, desk::PREVIOUS_PAGE));
        let behind = ((page + 1) * PAGE < count).then(|| link(page + 1, desk::NEXT_PAGE));
        Frame::new(text::ACCOUNTS)
            .refuses(&mistakes)
            .place(account::officer(&officer.name, &duty(&office, &officer)))
            .wide()
            .around(view! {
                <h1>{text::ACCOUNTS}</h1>
                <div class="cases-scroll" tabindex="0">
                    <table class="cases cases--whole num"><thead><tr>{head.into_iter().collect_view()}</tr></thead><tbody>{rows}</tbody></table>
                </div>
                <nav class="group">{before}{behind}</nav>
                {new.is_some().then(|| view! { <p class="group"><a class="more" href="/staff/arrivals">{text::ARRIVALS}</a></p> })}
                {new.map(|(name, phone)| new_account(name, phone, &mistakes))}
            })
    })
}

fn row(office: &Context, account: &Account) -> impl IntoView + use<> {
    let officer = &account.officer;
    view! {
        <tr>
            <td><a href=format!("/staff/accounts/{}", officer.id)>{officer.name.clone()}</a></td>
            <td>{duty(office, officer)}</td>
            <td>{domain::identity::mask(&officer.phone, 3, 4)}</td>
            <td>{date::time(account.active_at, office.today())}</td>
            <td>{state(office, account)}</td>
        </tr>
    }
}

/// Whether one can sign in to it.
pub(super) fn state(office: &Context, account: &Account) -> &'static str {
    if account.locked_at.is_some() {
        text::LOCKED
    } else if account.active_at.plus(INACTIVE) <= office.now() {
        text::INACTIVE
    } else {
        text::OPEN
    }
}

/// Where a problem with somebody new is mended.
fn place(code: &str) -> Option<&'static str> {
    match code {
        "not-an-officer" => Some(NAME),
        "not-a-phone" | "number-taken" => Some(PHONE),
        _ => None,
    }
}

fn new_account(name: String, phone: String, mistakes: &Mistakes) -> impl IntoView + use<> {
    view! {
        <h2>{text::NEW}</h2>
        <p class="note">{text::NEW_LEDE}</p>
        <form class="desk__form" method="post" action=MakeAccount::url()>
            <div class="field">
                <label for=NAME>{text::NAME}</label>
                <input id=NAME name="name" type="text" autocomplete="off" value=name aria-describedby="name-problem" aria-invalid=mistakes.invalid(NAME)/>
                {mistakes.beside(NAME)}
            </div>
            <div class="field">
                <label for=PHONE>{text::PHONE}</label>
                <input id=PHONE name="phone" type="tel" inputmode="numeric" autocomplete="off" value=phone aria-describedby="phone-problem" aria-invalid=mistakes.invalid(PHONE)/>
                {mistakes.beside(PHONE)}
            </div>
            <p class="group"><button class="button button--inline">{text::MAKE}</button></p>
        </form>
    }
}

/// Makes an account.
#[server]
pub(crate) async fn make_account(name: String, phone: String) -> Result<(), ServerFnError> {
    let (office, asker) = (office(), visit().asker);
    let outcome = async {
        match make(&office, &asker, &name, &phone).await {
            Ok(id) => {
                keep("typed", None, 0);
                Ok(format!("/staff/accounts/{id}"))
            }
            Err(error @ Error::Refused(_)) => {
                keep("typed", Some(&keep_typed(&office, &asker, &name, &phone).await?), WHILE);
                Ok(format!("/staff?problem={}", problem_code(&error)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
