//! Whom one lets act for oneself: the list, drawing one up, and one with its journal and the way to end it.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use domain::account::Level;
use domain::id::Slug;
use domain::mandate::{Mandate, Standing};
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::{code, confirm};
use usecases::city::Helper;
use usecases::context::Mode;
use usecases::mandate::confirm::{confirm as confirm_it, purpose};
use usecases::mandate::draw_up::{Who, Wish, draw_up, keep_typed, typed};
use usecases::mandate::end::end;
use usecases::mandate::journal::Kind;
use usecases::mandate::list::{list_given, read};
use usecases::{Context, Error};

use super::sign_in::luggage;
use crate::respond::{go_on, keep, problem_code, status};
use crate::text::{account, date, hat as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, part, query, visit};

/// Seconds that the browser keeps what stands for a code.
const WHILE: u32 = 30 * 60;

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

/// `/me/mandates/new`.
#[component]
pub(crate) fn NewMandatePage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let today = office.today();
    let helpers = office.city.helpers().to_vec();
    let problem = query("problem").as_deref().and_then(text::problem);
    if problem.is_some() {
        status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let load = async move {
        visit.asker.real_name()?;
        let typed = match visit.typed.filter(|_| problem.is_some()) {
            Some(token) => typed(&office, &visit.asker, &token).await?,
            None => None,
        };
        Ok((typed.unwrap_or_default(), usecases::theme::list::list(&office).await?))
    };
    loaded(load, move |((name, phone), themes)| {
        let invalid = problem.is_some().then_some("true");
        let theme = |published: &usecases::theme::Published| {
            let theme = &published.theme;
            view! {
                <label class="choice__row">
                    <input type="checkbox" name="themes[]" value=theme.slug.to_string()/>
                    <span>{theme.name.clone()}</span>
                </label>
            }
        };
        let month = |(months, name): (u32, &'static str)| {
            let day = date::day(last_day(today, months), today);
            view! {
                <label class="choice__row">
                    <input type="radio" name="months" value=months.to_string() checked={months == 3}/>
                    <span class="num">{text::until(name, &day)}</span>
                </label>
            }
        };
        let helper = |helper: &Helper| {
            view! {
                <label class="choice__row">
                    <input type="radio" name="helper" value=helper.id.to_string()/>
                    <span>{helper.name.clone()}</span>
                </label>
            }
        };
        let helpers = (!helpers.is_empty()).then(|| {
            view! {
                <fieldset class="field">
                    <legend>{text::WHOM}</legend>
                    <label class="choice__row"><input type="radio" name="helper" value="" checked/><span>{text::A_PERSON}</span></label>
                    {helpers.iter().map(helper).collect_view()}
                </fieldset>
            }
        });
        let exit = Exit {
            href: "/me/mandates".to_owned(),
            label: text::MANDATES,
        };
        let action = view! { <button class="button" form="mandate">{text::DRAW_UP}</button> };
        Frame::new(text::NEW).exit(exit).action(action).around(view! {
            <h1>{text::NEW}</h1>
            <p class="lede">{text::MAY}</p>
            {problem.map(|problem| view! { <p class="field__problem" id="problem" role="alert">{problem}</p> })}
            <form id="mandate" method="post" action=DrawUpMandate::url()>
                {helpers}
                <div class="field">
                    <label for="name">{text::AGENT_NAME}</label>
                    <p class="field__hint" id="name-hint">{text::AGENT_NAME_HINT}</p>
                    <input id="name" name="name" type="text" autocomplete="off" value=name aria-describedby="name-hint problem" aria-invalid=invalid/>
                </div>
                <div class="field">
                    <label for="phone">{text::AGENT_PHONE}</label>
                    <p class="field__hint" id="phone-hint">{text::AGENT_PHONE_HINT}</p>
                    <input id="phone" name="phone" type="tel" inputmode="numeric" autocomplete="off" value=phone aria-describedby="phone-hint problem" aria-invalid=invalid/>
                </div>
                <fieldset class="field">
                    <legend>{text::UNTIL}</legend>
                    {text::MONTHS.into_iter().map(month).collect_view()}
                </fieldset>
                <fieldset class="field">
                    <legend>{text::WHICH}</legend>
                    <label class="choice__row"><input type="radio" name="all" value="1"/><span>{text::ALL_THEMES}</span></label>
                    <label class="choice__row"><input type="radio" name="all" value=""/><span>{text::SOME_THEMES}</span></label>
                    <div class="choice__more">{themes.iter().map(theme).collect_view()}</div>
                </fieldset>
            </form>
        })
    })
}

fn last_day(today: NaiveDate, months: u32) -> NaiveDate {
    today.checked_add_months(Months::new(months)).unwrap_or(today)
}

/// `/me/mandates/{id}`.
#[component]
pub(crate) fn MandatePage() -> impl IntoView {
    let (office, Visit { asker, code, .. }, id) = (office(), visit(), part("mandate"));
    let today = office.today();
    let reader = office.clone();
    let sent = code.filter(|_| query("sent").is_some());
    let problem = query("problem").as_deref().and_then(text::problem);
    let load = async move {
        let (mandate, uses) = read(&reader, &asker, &id.parse()?).await?;
        let scope = scope(&reader, &mandate).await?;
        let phone = domain::identity::mask(&asker.citizen()?.phone, 3, 4);
        let was_sent = match sent {
            Some(code) => code::sent_to(&reader, &code).await?.is_some(),
            None => false,
        };
        let is_live = asker.needs(Level::Live, &reader).is_ok();
        let by = match (is_live, was_sent) {
            (true, _) => By::Live,
            (false, true) => By::Digits,
            (false, false) => By::Nothing,
        };
        Ok((mandate, uses, scope, phone, by))
    };
    loaded(load, move |(mandate, uses, scope, phone, by)| {
        if problem.is_some() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let standing = mandate.standing(today);
        if standing == Standing::Unconfirmed {
            return confirm_page(&office, &mandate, &scope, &phone, &by, problem);
        }
        let is_open = !matches!(standing, Standing::Over | Standing::Ended);
        let journal = uses.iter().filter_map(|used| {
            let what = text::used(Kind::from_word(&used.kind)?);
            let when = date::time(used.at, today);
            Some(view! { <li><span class="rows__name">{what}</span><span class="state num">{when}</span></li> })
        });
        let journal: Vec<_> = journal.collect();
        let journal = if journal.is_empty() {
            view! { <p class="note">{text::NO_JOURNAL}</p> }.into_any()
        } else {
            view! { <ul class="rows">{journal}</ul> }.into_any()
        };
        let revoke = is_open.then(|| {
            view! {
                <form class="group" method="post" action=RevokeMandate::url()>
                    <input type="hidden" name="mandate" value=mandate.id.to_string()/>
                    <button class="button button--danger button--inline">{text::REVOKE}</button>
                    <p class="note">{text::REVOKE_NOTE}</p>
                </form>
            }
        });
        let exit = Exit {
            href: "/me/mandates".to_owned(),
            label: text::MANDATES,
        };
        Frame::new(mandate.agent.name.clone()).exit(exit).around(view! {
            <h1>{mandate.agent.name.clone()}</h1>
            <p class="lede">{text::standing(standing)}</p>
            <p class="num">{scope}</p>
            <h2>{text::JOURNAL}</h2>
            {journal}
            {revoke}
        })
    })
}

/// By what the principal confirms it.
enum By {
    /// Nothing yet.
    Nothing,
    /// A code that was sent.
    Digits,
    /// They were there a moment ago.
    Live,
}

/// What the principal confirms, and with what.
fn confirm_page(
    office: &Context,
    mandate: &Mandate,
    scope: &str,
    phone: &str,
    by: &By,
    problem: Option<&'static str>,
) -> AnyView {
    let id = mandate.id.to_string();
    let hidden = || view! { <input type="hidden" name="mandate" value=id.clone()/> };
    let send = |class: &'static str, label: String| {
        view! { <form method="post" action=SendMandateCode::url()>{hidden()}<button class=class>{label}</button></form> }
    };
    let (form, action) = match by {
        By::Nothing => (None, send("button", text::send_to(phone)).into_any()),
        By::Live => (
            Some(view! { <form id="confirm" method="post" action=ConfirmMandate::url()>{hidden()}</form> }.into_any()),
            view! { <button class="button" form="confirm">{text::CONFIRM}</button> }.into_any(),
        ),
        By::Digits => {
            let read = (office.mode == Mode::Sandbox).then(
                || view! { <p class="note group"><a href="/sandbox/messages" target="_blank">{account::READ_MESSAGE}</a></p> },
            );
            let invalid = problem.is_some().then_some("true");
            let form = view! {
                <p class="group num">{account::sent_to(phone)}</p>
                <form id="confirm" method="post" action=ConfirmMandate::url()>
                    {hidden()}
                    <div class="field">
                        <label for="digits">{account::CODE}</label>
                        <input id="digits" name="digits" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="12" aria-describedby="problem" aria-invalid=invalid/>
                    </div>
                </form>
                {read}
            };
            let action = view! {
                {send("button button--quiet", account::SEND_AGAIN.to_owned())}
                <button class="button" form="confirm">{text::CONFIRM}</button>
            };
            (Some(form.into_any()), action.into_any())
        }
    };
    let exit = Exit {
        href: "/me/mandates".to_owned(),
        label: text::MANDATES,
    };
    Frame::new(text::CONFIRM_TITLE).exit(exit).action(action).around(view! {
        <h1>{text::confirm_title(&mandate.agent.name)}</h1>
        <p class="lede num">{scope.to_owned()}</p>
        <p>{text::MAY}</p>
        {problem.map(|problem| view! { <p class="field__problem" id="problem" role="alert">{problem}</p> })}
        {form}
    })
}

/// What a mandate is for and until when, in one line.
pub(super) async fn scope(office: &Context, mandate: &Mandate) -> usecases::Result<String> {
    let mut names = Vec::new();
    for slug in mandate.themes.iter().flatten() {
        names.push(usecases::theme::read::read(office, slug).await?.theme.name.clone());
    }
    Ok(text::scope(&names, &date::day(mandate.until, office.today())))
}

/// Draws a mandate up, to be confirmed next.
#[server]
pub(crate) async fn draw_up_mandate(
    #[server(default)] helper: String,
    #[server(default)] name: String,
    #[server(default)] phone: String,
    #[server(default)] months: u32,
    #[server(default)] all: String,
    #[server(default)] themes: Vec<String>,
) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        let slugs = themes.iter().map(|slug| slug.parse());
        let slugs: BTreeSet<Slug> = slugs.collect::<Result<_, _>>()?;
        let who = if helper.is_empty() {
            Who::Person {
                name: name.clone(),
                phone: phone.clone(),
            }
        } else {
            Who::Helper(helper.parse()?)
        };
        let wish = Wish {
            who,
            // What is ticked narrows it, whatever else was picked.
            themes: (all.is_empty() || !slugs.is_empty()).then_some(slugs),
            until: last_day(office.today(), months),
        };
        match draw_up(&office, &asker, &wish).await {
            Ok(id) => {
                keep("typed", None, 0);
                Ok(format!("/me/mandates/{id}"))
            }
            Err(error @ Error::Refused(_)) => {
                let typed = keep_typed(&office, &asker, &name, &phone).await?;
                let seconds = u32::try_from(office.limits.parked / 1000).unwrap_or(0);
                keep("typed", Some(&typed), seconds);
                Ok(format!("/me/mandates/new?problem={}", problem_code(&error)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Sends a code to confirm a mandate with.
#[server]
pub(crate) async fn send_mandate_code(mandate: String) -> Result<(), ServerFnError> {
    let (
        office,
        Visit {
            asker, address, code, ..
        },
    ) = (office(), visit());
    let outcome = async {
        let purpose = purpose(&mandate.parse()?);
        let sent = confirm::send_code(&office, &asker, &purpose, &luggage(), address.as_deref()).await;
        let page = format!("/me/mandates/{mandate}?sent=1");
        match sent {
            Ok(code) => {
                keep("code", Some(&code), WHILE);
                Ok(page)
            }
            // One that was asked for too soon leaves the one before as it is.
            Err(error @ Error::Refused(_)) if code.is_some() => Ok(format!("{page}&problem={}", problem_code(&error))),
            Err(error @ Error::Refused(_)) => Ok(format!("/me/mandates/{mandate}?problem={}", problem_code(&error))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Confirms a mandate with the digits that came, or as somebody who was there a moment ago.
#[server]
pub(crate) async fn confirm_mandate(mandate: String, #[server(default)] digits: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let outcome = async {
        let (id, luggage) = (mandate.parse()?, luggage());
        let confirmed = async {
            if let Some(code) = code.filter(|_| !digits.is_empty()) {
                confirm::by_code(&office, &asker, &purpose(&id), &code, &digits, &luggage).await?;
            }
            confirm_it(&office, &asker, &id, &luggage).await
        };
        match confirmed.await {
            Ok(()) => {
                keep("code", None, 0);
                Ok(format!("/me/mandates/{id}"))
            }
            Err(error @ Error::Refused(_)) => Ok(format!("/me/mandates/{id}?sent=1&problem={}", problem_code(&error))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Ends a mandate of one's own.
#[server]
pub(crate) async fn revoke_mandate(mandate: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        end(&office, &asker, &mandate.parse()?).await?;
        Ok(format!("/me/mandates/{mandate}"))
    };
    go_on(outcome.await);
    Ok(())
}
