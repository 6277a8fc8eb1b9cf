//! A mandate on paper: filled in, printed, signed before the officer's eyes, recorded.

use domain::mandate::Standing;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::mandate::draw_up::Said;
use usecases::window::mandate::{draw_up, read, record};
use usecases::window::serve;

use super::{back, frame, mark, standing, still_standing};
use crate::pages::mandates::form::{self, MandateForm, wish};
use crate::pages::mandates::what;
use crate::respond::{go_on, keep};
use crate::text::{date, window as text};
use crate::ui::loaded::loaded;
use crate::visit::{office, part, query, visit};

/// `/desk/window/mandate?problem=`.
#[component]
pub(crate) fn NewPaperPage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let problems = query("problem").unwrap_or_default();
    let reader = office.clone();
    let load = async move {
        let token = standing(&visit)?;
        let found = serve::read(&reader, &visit.asker, &token).await?;
        let form = MandateForm::load(&reader, &visit, &problems).await?;
        Ok((visit.asker.officer()?.clone(), found.person.name, form, token))
    };
    loaded(load, move |(officer, name, form, token)| {
        let action = view! { <button class="button" form="mandate">{text::DRAW_UP}</button> };
        frame(&office, &officer, text::NEW_MANDATE)
            .refuses(&form.mistakes)
            .exit(back())
            .action(action)
            .around(view! {
                <h1>{text::mandate_of(&name)}</h1>
                <p class="lede">{text::MANDATE_LEDE}</p>
                {form.view(DrawUpPaper::url(), mark(&token))}
            })
    })
}

/// `/desk/window/mandates/{id}`: the paper itself, and the way on once it is signed.
#[component]
pub(crate) fn PaperPage() -> impl IntoView {
    let (office, visit, id) = (office(), visit(), part("mandate"));
    let reader = office.clone();
    let load = async move {
        let token = standing(&visit)?;
        let mandate = read(&reader, &visit.asker, &token, &id.parse()?).await?;
        let person = serve::read(&reader, &visit.asker, &token).await?.person;
        let what = what(&reader, &mandate).await?;
        Ok((visit.asker.officer()?.clone(), mandate, person, what))
    };
    loaded(load, move |(officer, mandate, person, what)| {
        let (today, city) = (office.today(), office.city.name().to_owned());
        let id_number = person.id_number.masked();
        let agent = if mandate.agent.agency.is_some() {
            mandate.agent.name.clone()
        } else {
            text::agent(&mandate.agent.name, &mandate.agent.phone)
        };
        let row = |label: &'static str, said: String| view! { <div><dt>{label}</dt><dd>{said}</dd></div> };
        let is_open = mandate.standing(today) == Standing::Unconfirmed;
        let action = is_open.then(|| {
            view! {
                <form method="post" action=RecordPaper::url()>
                    <input type="hidden" name="mandate" value=mandate.id.to_string()/>
                    <button class="button">{text::RECORD}</button>
                </form>
            }
        });
        frame(&office, &officer, text::PAPER)
            .exit(back())
            .action(action)
            .around(view! {
                <h1>{text::PAPER}</h1>
                <p class="lede on-screen">{if is_open { text::PAPER_LEDE } else { text::RECORDED }}</p>
                <dl class="rows num">
                    {row(text::PRINCIPAL, text::person(&person.name, &id_number))}
                    {row(text::AGENT, agent)}
                    {row(text::WHAT, what)}
                    {row(text::DAYS, text::days(&date::whole(mandate.from), &date::whole(mandate.until)))}
                    {row(text::PAPER_NUMBER, mandate.id.to_string())}
                </dl>
                <p class="group">{text::paper_says(&city, &office.city.helpline().number)}</p>
                <dl class="rows signatures">
                    {row(text::SIGNED, String::new())}
                    {row(text::SIGNED_ON, String::new())}
                    {row(text::SEEN_BY, String::new())}
                </dl>
            })
    })
}

/// Draws a paper up, to be printed and signed next.
#[server]
pub(crate) async fn draw_up_paper(
    mark: String,
    #[server(default)] agency: String,
    #[server(default)] name: String,
    #[server(default)] phone: String,
    #[server(default)] months: u32,
    #[server(default)] all: String,
    #[server(default)] themes: Vec<String>,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let all = !all.is_empty();
    let said = Said {
        agency,
        name,
        phone,
        months,
        all,
        themes,
    };
    let outcome = async {
        let (asker, back) = (&visit.asker, "/desk/window/mandate");
        let token = match still_standing(&visit, &mark) {
            Err(Error::Refused(refusal)) => return Ok(super::refused(refusal, back)),
            token => token?,
        };
        let drawn = match wish(&said, office.today())? {
            Ok(wish) => draw_up(&office, asker, &token, &wish).await,
            Err(problems) => return form::refused(&office, asker, &said, &problems, back).await,
        };
        match drawn {
            Ok(id) => {
                keep("typed", None, 0);
                Ok(format!("/desk/window/mandates/{id}"))
            }
            Err(Error::Refused(problem)) => form::refused(&office, asker, &said, &[problem], back).await,
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Records that a paper was signed before the officer's eyes.
#[server]
pub(crate) async fn record_paper(mandate: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        match record(&office, &visit.asker, &standing(&visit)?, &mandate.parse()?).await {
            Ok(()) => Ok("/desk/window/person?done=recorded".to_owned()),
            Err(Error::Refused(refusal)) => Ok(super::refused(refusal, "/desk/window/person")),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
