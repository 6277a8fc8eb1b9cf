//! Everybody on the staff, and an account for somebody new.

use domain::staff::{INACTIVE, Role};
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::staff::list::{Account, PAGE, list};
use usecases::staff::make::{keep_typed, make, typed};
use usecases::{Context, Error};

use super::duty;
use crate::respond::{go_on, keep, problem_code, status};
use crate::text::{account, date, desk, staff as text};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{office, query, visit};

/// Seconds that the browser keeps what stands for what was typed.
const WHILE: u32 = 30 * 60;

/// `/staff?page=`.
#[component]
pub(crate) fn AccountsPage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let page = query("page")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0)
        .min(1_000_000);
    let problem = query("problem").as_deref().and_then(text::problem);
    let reader = office.clone();
    let load = async move {
        let listed = list(&reader, &visit.asker, page).await?;
        let officer = visit.asker.officer()?.clone();
        let makes = officer.role() == Some(Role::System);
        let typed = match visit.typed.filter(|_| makes && problem.is_some()) {
            Some(token) => typed(&reader, &visit.asker, &token).await?,
            None => None,
        };
        Ok((officer, listed, makes.then(|| typed.unwrap_or_default())))
    };
    loaded(load, move |(officer, (accounts, count), new)| {
        if problem.is_some() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let head = text::COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
        let rows = accounts.iter().map(|account| row(&office, account)).collect_view();
        let link = |page: u64, label| view! { <a class="foot__call" href=format!("/staff?page={page}")>{label}</a>" " };
        let before = page.checked_sub(1).map(|page| link(page, desk::PREVIOUS_PAGE));
        let behind = ((page + 1) * PAGE < count).then(|| link(page + 1, desk::NEXT_PAGE));
        Frame::new(text::ACCOUNTS)
            .place(account::officer(&officer.name, &duty(&office, &officer)))
            .wide()
            .around(view! {
                <h1>{text::ACCOUNTS}</h1>
                <div class="cases-scroll" tabindex="0">
                    <table class="cases cases--whole num"><thead><tr>{head.into_iter().collect_view()}</tr></thead><tbody>{rows}</tbody></table>
                </div>
                <nav class="group">{before}{behind}</nav>
                {new.map(|(name, phone)| new_account(name, phone, problem))}
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

fn new_account(name: String, phone: String, problem: Option<&'static str>) -> impl IntoView {
    let invalid = problem.is_some().then_some("true");
    view! {
        <h2>{text::NEW}</h2>
        <p class="note">{text::NEW_LEDE}</p>
        <p class="field__problem" id="new-problem" role=problem.is_some().then_some("alert")>{problem}</p>
        <form class="desk__form" method="post" action=MakeAccount::url()>
            <div class="field">
                <label for="name">{text::NAME}</label>
                <input id="name" name="name" type="text" autocomplete="off" value=name aria-describedby="new-problem" aria-invalid=invalid/>
            </div>
            <div class="field">
                <label for="phone">{text::PHONE}</label>
                <input id="phone" name="phone" type="tel" inputmode="numeric" autocomplete="off" value=phone aria-describedby="new-problem" aria-invalid=invalid/>
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
