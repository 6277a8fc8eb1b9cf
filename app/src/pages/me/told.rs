//! What a citizen is told once, each with what they can do about it.

use chrono::NaiveDate;
use domain::id::{MandateId, SessionId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::notice::{Told, What};

use crate::pages::devices::EndSession;
use crate::text::{account, date, draft, hat, my_data as text};

/// One thing they are told.
pub(super) fn notice(told: &Told, today: NaiveDate) -> impl IntoView + use<> {
    let (sentence, next) = match &told.what {
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
        What::PrincipalEnded(principal) => (hat::principal_ended(principal), ().into_any()),
    };
    view! {
        <div class="notice" role="status">
            <p class="num">{sentence}</p>
            {next}
        </div>
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

fn is_over() -> AnyView {
    view! { <p>{text::IS_OVER}</p> }.into_any()
}

fn look(mandate: &MandateId) -> AnyView {
    view! { <p><a class="more" href=format!("/me/mandates/{mandate}")>{hat::LOOK}</a></p> }.into_any()
}
