//! Drawing up a mandate of one's own.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::mandate::draw_up::{Said, draw_up};

use super::exit;
use super::form::{MandateForm, refused, wish};
use crate::respond::{go_on, keep};
use crate::text::hat as text;
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, query, visit};

/// `/me/mandates/new?problem=`.
#[component]
pub(crate) fn NewMandatePage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let problems = query("problem").unwrap_or_default();
    let load = async move {
        visit.asker.real_name()?;
        MandateForm::load(&office, &visit, &problems).await
    };
    loaded(load, move |form| {
        let action = view! { <button class="button" form="mandate">{text::DRAW_UP}</button> };
        let frame = Frame::new(text::NEW).refuses(&form.mistakes);
        frame.exit(exit()).action(action).around(view! {
            <h1>{text::NEW}</h1>
            <p class="lede">{text::MAY}</p>
            {form.view(DrawUpMandate::url(), ())}
        })
    })
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
        let back = "/me/mandates/new";
        let drawn = match wish(&said, office.today())? {
            Ok(wish) => draw_up(&office, &asker, &wish).await,
            Err(problems) => return refused(&office, &asker, &said, &problems, back).await,
        };
        match drawn {
            Ok(id) => {
                keep("typed", None, 0);
                Ok(format!("/me/mandates/{id}"))
            }
            Err(Error::Refused(problem)) => refused(&office, &asker, &said, &[problem], back).await,
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
