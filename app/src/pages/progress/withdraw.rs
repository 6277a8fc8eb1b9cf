//! Withdrawing: an application, or one of its cases; each asks once and says what it means.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::application::track::track;
use usecases::application::withdraw::{lapsing_with, withdraw, withdraw_case};

use super::sentence::name;
use crate::respond::go_on;
use crate::text::progress as text;
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{office, part, visit};

/// `/applications/{id}/withdraw`.
#[component]
pub(crate) fn WithdrawPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("application"));
    loaded(async move { track(&office, &asker, &id.parse()?).await }, |tracked| {
        let id = tracked.application.id.to_string();
        let action = view! {
            <a class="button button--quiet" href=format!("/applications/{id}")>{text::KEEP}</a>
            <form method="post" action=WithdrawApplication::url()>
                <input type="hidden" name="application" value=id/>
                <button class="button button--danger">{text::WITHDRAW}</button>
            </form>
        };
        Frame::new(text::WITHDRAW_TITLE)
            .place(tracked.theme.name.clone())
            .action(action)
            .around(view! {
                <h1>{text::WITHDRAW_TITLE}</h1>
                <p class="lede">{tracked.title.clone()}</p>
                <p>{text::WITHDRAW_LEDE}</p>
            })
    })
}

/// `/applications/{id}/cases/{case}/withdraw`.
#[component]
pub(crate) fn WithdrawCasePage() -> impl IntoView {
    let (office, asker, id, case) = (office(), visit().asker, part("application"), part("case"));
    let load = async move {
        let tracked = track(&office, &asker, &id.parse()?).await?;
        let found = tracked.cases.iter().find(|known| known.id.as_str() == case);
        let case = found.cloned().ok_or(Error::NotFound)?;
        Ok((tracked, case))
    };
    loaded(load, |(tracked, case)| {
        let id = tracked.application.id.to_string();
        let title = text::withdraw_case(&name(&tracked, &case));
        let lapsing = lapsing_with(&tracked, &case.id);
        let with_it: Vec<String> = lapsing.iter().map(|other| name(&tracked, other)).collect();
        let mut open = tracked.cases.iter().filter(|other| !other.status.is_closed());
        let is_going_on = open.any(|other| other.id != case.id && lapsing.iter().all(|lapses| lapses.id != other.id));
        let lapsing = (!with_it.is_empty()).then(|| {
            let rows = with_it
                .iter()
                .map(|name| view! { <li><span class="rows__name">{name.clone()}</span></li> });
            view! {
                <p>{text::WITH_IT}</p>
                <ul class="rows group">{rows.collect_view()}</ul>
            }
        });
        let action = view! {
            <a class="button button--quiet" href=format!("/applications/{id}")>{text::KEEP}</a>
            <form method="post" action=WithdrawOneCase::url()>
                <input type="hidden" name="application" value=id.clone()/>
                <input type="hidden" name="case" value=case.id.to_string()/>
                <button class="button button--danger">{text::WITHDRAW_CASE}</button>
            </form>
        };
        Frame::new(title.clone())
            .place(tracked.theme.name.clone())
            .action(action)
            .around(view! {
                <h1>{title}</h1>
                <p class="lede">{tracked.title.clone()}</p>
                <p>{text::WITHDRAW_CASE_LEDE}</p>
                {lapsing}
                {is_going_on.then(|| view! { <p>{text::OTHERS_GO_ON}</p> })}
            })
    })
}

/// Withdraws an application.
#[server]
pub(crate) async fn withdraw_application(application: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        withdraw(&office, &visit.asker, &application.parse()?).await?;
        Ok(format!("/applications/{application}"))
    };
    go_on(outcome.await);
    Ok(())
}

/// Withdraws one case of an application.
#[server]
pub(crate) async fn withdraw_one_case(application: String, case: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        withdraw_case(&office, &visit.asker, &application.parse()?, &case.parse()?).await?;
        Ok(format!("/applications/{application}"))
    };
    go_on(outcome.await);
    Ok(())
}
