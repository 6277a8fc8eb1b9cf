//! Drawing up a mandate: who, until when, for what.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use domain::id::Slug;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::city::Agency;
use usecases::mandate::draw_up::{Said, Who, Wish, draw_up, keep_said, said};
use usecases::theme::Published;
use usecases::theme::list::list;

use super::exit;
use crate::respond::{go_on, keep, problem_code, status};
use crate::text::{date, hat as text};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, query, visit};

/// For how many months, unless another is picked.
const MONTHS: u32 = 3;

/// `/me/mandates/new`.
#[component]
pub(crate) fn NewMandatePage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let today = office.today();
    let agencies = office.city.agencies().to_vec();
    let problem = query("problem").as_deref().and_then(text::problem);
    if problem.is_some() {
        status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let load = async move {
        visit.asker.real_name()?;
        let before = match visit.typed.filter(|_| problem.is_some()) {
            Some(token) => said(&office, &visit.asker, &token).await?,
            None => None,
        };
        let fresh = || Said {
            months: MONTHS,
            ..Said::default()
        };
        Ok((before.unwrap_or_else(fresh), list(&office).await?))
    };
    loaded(load, move |(said, themes)| {
        let invalid = problem.is_some().then_some("true");
        let theme = |published: &Published| {
            let theme = &published.theme;
            view! {
                <label class="choice__row">
                    <input type="checkbox" name="themes[]" value=theme.slug.to_string() checked=said.themes.contains(&theme.slug.to_string())/>
                    <span>{theme.name.clone()}</span>
                </label>
            }
        };
        let month = |(months, name): (u32, &'static str)| {
            let day = date::day(last_day(today, months), today);
            view! {
                <label class="choice__row">
                    <input type="radio" name="months" value=months.to_string() checked={months == said.months}/>
                    <span class="num">{text::until(name, &day)}</span>
                </label>
            }
        };
        let agency = |agency: &Agency| {
            view! {
                <label class="choice__row">
                    <input type="radio" name="agency" value=agency.id.to_string() checked={said.agency == agency.id.as_str()}/>
                    <span>{agency.name.clone()}</span>
                </label>
            }
        };
        let agencies = (!agencies.is_empty()).then(|| {
            view! {
                <fieldset class="field">
                    <legend>{text::WHOM}</legend>
                    <label class="choice__row"><input type="radio" name="agency" value="" checked=said.agency.is_empty()/><span>{text::A_PERSON}</span></label>
                    {agencies.iter().map(agency).collect_view()}
                </fieldset>
            }
        });
        let action = view! { <button class="button" form="mandate">{text::DRAW_UP}</button> };
        Frame::new(text::NEW).exit(exit()).action(action).around(view! {
            <h1>{text::NEW}</h1>
            <p class="lede">{text::MAY}</p>
            {problem.map(|problem| view! { <p class="field__problem" id="problem" role="alert">{problem}</p> })}
            <form id="mandate" method="post" action=DrawUpMandate::url()>
                {agencies}
                <div class="field">
                    <label for="name">{text::AGENT_NAME}</label>
                    <p class="field__hint" id="name-hint">{text::AGENT_NAME_HINT}</p>
                    <input id="name" name="name" type="text" autocomplete="off" value=said.name.clone() aria-describedby="name-hint problem" aria-invalid=invalid/>
                </div>
                <div class="field">
                    <label for="phone">{text::AGENT_PHONE}</label>
                    <p class="field__hint" id="phone-hint">{text::AGENT_PHONE_HINT}</p>
                    <input id="phone" name="phone" type="tel" inputmode="numeric" autocomplete="off" value=said.phone.clone() aria-describedby="phone-hint problem" aria-invalid=invalid/>
                </div>
                <fieldset class="field">
                    <legend>{text::UNTIL}</legend>
                    {text::MONTHS.into_iter().map(month).collect_view()}
                </fieldset>
                <fieldset class="field">
                    <legend>{text::WHICH}</legend>
                    <label class="choice__row"><input type="radio" name="all" value="1" checked=said.all/><span>{text::ALL_THEMES}</span></label>
                    <label class="choice__row"><input type="radio" name="all" value="" checked={!said.themes.is_empty()}/><span>{text::SOME_THEMES}</span></label>
                    <div class="choice__more">{themes.iter().map(theme).collect_view()}</div>
                </fieldset>
            </form>
        })
    })
}

fn last_day(today: NaiveDate, months: u32) -> NaiveDate {
    today.checked_add_months(Months::new(months)).unwrap_or(today)
}

/// Draws a mandate up, to be confirmed next.
#[server]
pub(crate) async fn draw_up_mandate(
    #[server(default)] agency: String,
    #[server(default)] name: String,
    #[server(default)] phone: String,
    #[server(default)] months: u32,
    #[server(default)] all: String,
    #[server(default)] themes: Vec<String>,
) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let said = Said {
        agency,
        name,
        phone,
        months,
        all: !all.is_empty(),
        themes,
    };
    let outcome = async {
        match draw_up(&office, &asker, &wish(&said, office.today())?).await {
            Ok(id) => {
                keep("typed", None, 0);
                Ok(format!("/me/mandates/{id}"))
            }
            Err(error @ Error::Refused(_)) => {
                let kept = keep_said(&office, &asker, &said).await?;
                let seconds = u32::try_from(office.limits.parked / 1000).unwrap_or(0);
                keep("typed", Some(&kept), seconds);
                Ok(format!("/me/mandates/new?problem={}", problem_code(&error)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// What was filled in, as a wish.
fn wish(said: &Said, today: NaiveDate) -> usecases::Result<Wish> {
    let slugs = said.themes.iter().map(|slug| slug.parse());
    let slugs: BTreeSet<Slug> = slugs.collect::<Result<_, _>>()?;
    let who = if said.agency.is_empty() {
        Who::Person {
            name: said.name.clone(),
            phone: said.phone.clone(),
        }
    } else {
        Who::Agency(said.agency.parse()?)
    };
    Ok(Wish {
        who,
        // What is ticked narrows it, whatever else was picked.
        themes: (!said.all || !slugs.is_empty()).then_some(slugs),
        until: last_day(today, said.months),
    })
}
