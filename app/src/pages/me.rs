//! One's own things: drafts and applications.

pub(super) mod told;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::notice::unseen;
use usecases::party::list::Shared;
use usecases::{Asker, application, draft, party};

use super::applications::application_rows;
use super::sign_in::SignOut;
use crate::text::{account as text, date, frame, hat, inbox, means, my_data, paper, party as party_text, passkey};
use crate::ui::bridge;
use crate::ui::frame::Frame;
use crate::ui::hat::{by_agent, worn};
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, visit};
use told::notice;

/// `/me`.
#[component]
pub(crate) fn MePage() -> impl IntoView {
    let office = office();
    let Visit {
        asker, session, news, ..
    } = visit();
    if let Asker::Officer(officer) = &asker {
        crate::respond::go(super::staff::home(officer));
        return ().into_any();
    }
    let (today, has_passkeys) = (office.today(), office.passkeys.is_some());
    let scan = bridge::scan(&office, "/me");
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
            party::list::list(&office, &asker).await?,
            unseen(&office, &asker, session.as_ref()).await?,
        ))
    };
    loaded(load, move |(name, drafts, applications, shared, told)| {
        let for_whom = worn().name().map(str::to_owned);
        let nothing = (drafts.is_empty() && applications.is_empty() && shared.is_empty()).then(|| {
            let sentence = if for_whom.is_some() { hat::NOTHING } else { text::NOTHING };
            view! { <p class="lede">{sentence}</p> }
        });
        let drafts = (!drafts.is_empty()).then(|| {
            let row = |listed: &draft::list::ListedDraft| {
                view! {
                    <li><a class="rows__link" href=format!("/drafts/{}", listed.draft.id)>
                        <span class="rows__name">{listed.title.clone()}</span>
                        <span class="state num">{text::saved(&date::time(listed.draft.updated_at, today))}</span>
                        {by_agent(&listed.draft.hat, listed.filer.as_deref())}
                    </a></li>
                }
            };
            view! { <h2>{text::DRAFTS}</h2><ul class="rows">{drafts.iter().map(row).collect_view()}</ul> }
        });
        let submitted = (!applications.is_empty()).then(|| view! { <h2>{text::APPLICATIONS}</h2>{application_rows(&applications, today)} });
        Frame::new(text::MINE).around(view! {
                <h1>{for_whom.as_deref().map_or_else(|| text::signed_in_as(&name), hat::things_of)}</h1>
                {told.iter().map(|told| notice(told, today)).collect_view()}
                <ul class="rows group"><li><a class="rows__link" href="/me/inbox"><span class="rows__name num">{inbox::with_new(news)}</span></a></li></ul>
                {nothing}
                {drafts}
                {together(&shared)}
                {submitted}
                <p class="group"><a class="button button--plain button--inline" href="/">{text::FIND}</a></p>
                {scan}
                {for_whom.is_none().then(|| account(has_passkeys))}
                <form class="group" method="post" action=SignOut::url()><button class="link-button">{frame::SIGN_OUT}</button></form>
            })
    })
    .into_any()
}

/// What one applies for with others.
fn together(shared: &[Shared]) -> Option<impl IntoView + use<>> {
    let row = |shared: &Shared| {
        let (class, word) = if shared.is_submitted {
            ("state state--done", party_text::SUBMITTED)
        } else {
            party_text::own_state(shared.standing)
        };
        view! {
            <li><a class="rows__link" href=format!("/parties/{}", shared.invitation.id)>
                <span class="rows__name">{shared.title.clone()}</span>
                <span class=class>{word}</span>
            </a></li>
        }
    };
    let rows = shared.iter().map(row).collect_view();
    (!shared.is_empty()).then(|| view! { <h2>{party_text::TOGETHER}</h2><ul class="rows">{rows}</ul> })
}

/// Everything about one's own account; under another hat it is out of sight.
fn account(has_passkeys: bool) -> impl IntoView {
    let row = |to: &'static str, name: &'static str| {
        view! { <li><a class="rows__link" href=to><span class="rows__name">{name}</span></a></li> }
    };
    view! {
        <h2>{text::FOR_OTHERS}</h2>
        <ul class="rows">
            {row("/me/hats", hat::HATS)}
            {row("/me/mandates", hat::MANDATES)}
        </ul>
        <h2>{text::SECURITY}</h2>
        <ul class="rows">
            {has_passkeys.then(|| row("/me/passkeys", passkey::TITLE))}
            {row("/me/means", means::TITLE)}
            {row("/me/devices", text::DEVICES)}
            {row("/me/library", paper::LIBRARY)}
            {row("/me/data", my_data::TITLE)}
        </ul>
    }
}
