//! What a citizen is told once, each with what they can do about it.

use chrono::NaiveDate;
use domain::id::{ApplicationId, MandateId, SessionId};
use domain::notice::download::Download;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::notice::{Told, What};

use crate::pages::devices::EndSession;
use crate::pages::help::question_of;
use crate::text::{account, date, draft, hat, help, leaving, my_data as text, paper, party};
use crate::ui::leaving::{can_keep, page_of};

/// One thing they are told.
pub(super) fn notice(told: &Told, today: NaiveDate) -> impl IntoView + use<> {
    let (sentence, next) = said(told, today);
    view! {
        <div class="notice" role="status">
            <p class="num">{sentence}</p>
            {next}
        </div>
    }
}

/// What it says, and what can be done about it.
pub(crate) fn said(told: &Told, today: NaiveDate) -> (String, AnyView) {
    match &told.what {
        What::NewDevice { device, lasting } => {
            let device = device
                .as_deref()
                .map_or_else(|| account::SOME_DEVICE.to_owned(), account::device);
            let sentence = text::signed_in_on(&date::time(told.at, today), &device);
            (sentence, lasting.as_ref().map_or_else(is_over, end))
        }
        What::Accepted(mandate, agent) => (hat::has_accepted(agent), look(mandate)),
        What::AgentEnded(mandate, agent) => (hat::agent_ended(agent), look(mandate)),
        What::NumberGone => (text::NUMBER_GONE.to_owned(), ().into_any()),
        What::DraftEnds(id, title) => {
            let go_on = view! { <p><a class="more" href=format!("/drafts/{id}")>{draft::GO_ON}</a></p> };
            (draft::ends_soon(title), go_on.into_any())
        }
        What::PartyAnswered {
            draft,
            seat,
            name,
            standing,
        } => {
            let to = format!("/drafts/{draft}/parties/{seat}");
            (party::answered(*standing, name), see(&to))
        }
        What::PartyAsked {
            invitation,
            title,
            standing,
            is_submitted,
            is_mended,
        } => {
            let sentence = if *is_mended {
                party::mended(title)
            } else {
                party::look(*standing, title, *is_submitted)
            };
            (sentence, see(&format!("/parties/{invitation}")))
        }
        What::PartyLeft(id, title) => (party::left(title), see(&format!("/drafts/{id}/parties"))),
        What::PartyDismissed => (party::DISMISSED.to_owned(), ().into_any()),
        What::PaperOwed(id, title) => (paper::owed_soon(title), supply(id)),
        What::PaperMissed(id, title) => (paper::owed_late(title), supply(id)),
        What::HelpAnswered {
            draft,
            title,
            about,
            help: question,
        } => {
            let to = question_of(draft, about.as_ref(), question);
            let look = view! { <p><a class="more" href=to>{help::LOOK}</a></p> };
            (help::told(title), look.into_any())
        }
        What::ToDownload(file, title) => (leaving::waits(file, title), fetch(file)),
        What::PrincipalEnded(principal) => (hat::principal_ended(principal), ().into_any()),
    }
}

fn end(session: &SessionId) -> AnyView {
    view! {
        <form method="post" action=EndSession::url()>
            <input type="hidden" name="session" value=session.to_string()/>
            <button class="link-button">{text::END_IT}</button>
        </form>
    }
    .into_any()
}

fn supply(application: &ApplicationId) -> AnyView {
    view! { <p><a class="more" href=format!("/applications/{application}")>{paper::SUPPLY}</a></p> }.into_any()
}

fn is_over() -> AnyView {
    view! { <p>{text::IS_OVER}</p> }.into_any()
}

fn see(to: &str) -> AnyView {
    view! { <p><a class="more" href=to.to_owned()>{party::LOOK}</a></p> }.into_any()
}

/// To where it can be downloaded, in a browser that can.
fn fetch(file: &Download) -> AnyView {
    let link = || view! { <p><a class="more" href=page_of(file)>{leaving::OPEN}</a></p> };
    can_keep().then(link).into_any()
}

fn look(mandate: &MandateId) -> AnyView {
    view! { <p><a class="more" href=format!("/me/mandates/{mandate}")>{hat::LOOK}</a></p> }.into_any()
}
