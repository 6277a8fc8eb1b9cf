//! One's own things: drafts and applications.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::{Asker, application, draft};

use super::applications::application_rows;
use super::sign_in::SignOut;
use crate::text::{account as text, date, frame, means};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{office, visit};

/// `/me`.
#[component]
pub(crate) fn MePage() -> impl IntoView {
    let office = office();
    let asker = visit().asker;
    if matches!(asker, Asker::Officer(_)) {
        crate::respond::go("/desk");
        return ().into_any();
    }
    let today = office.today();
    let load = async move {
        let citizen = asker.citizen()?;
        let name = match &citizen.real_name {
            Some(known) => known.name.clone(),
            None => domain::identity::mask(&citizen.phone, 3, 4),
        };
        Ok((
            name,
            draft::list::list(&office, &asker).await?,
            application::list::list(&office, &asker).await?,
        ))
    };
    loaded(load, move |(name, drafts, applications)| {
        let nothing = (drafts.is_empty() && applications.is_empty()).then(|| view! { <p class="lede">{text::NOTHING}</p> });
        let drafts = (!drafts.is_empty()).then(|| {
            let row = |listed: &draft::list::ListedDraft| {
                view! {
                    <li><a class="rows__link" href=format!("/drafts/{}", listed.draft.id)>
                        <span class="rows__name">{listed.title.clone()}</span>
                        <span class="state num">{text::saved(&date::time(listed.draft.updated_at, today))}</span>
                    </a></li>
                }
            };
            view! { <h2>{text::DRAFTS}</h2><ul class="rows">{drafts.iter().map(row).collect_view()}</ul> }
        });
        let submitted = (!applications.is_empty()).then(|| view! { <h2>{text::APPLICATIONS}</h2>{application_rows(&applications, today)} });
        Frame::new(text::MINE).around(view! {
                <h1>{text::signed_in_as(&name)}</h1>
                {nothing}
                {drafts}
                {submitted}
                <p class="group"><a class="button button--plain button--inline" href="/">{text::FIND}</a></p>
                <p class="group"><a href="/me/means">{means::TITLE}</a></p>
                <p class="group"><a href="/me/devices">{text::DEVICES}</a></p>
                <form class="group" method="post" action=SignOut::url()><button class="link-button">{frame::SIGN_OUT}</button></form>
            })
    })
    .into_any()
}
