//! Declining: asks once, and for a reason that may be left out.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::party::agree::decline;
use usecases::party::part::read;

use crate::respond::{go_on, problem_code};
use crate::text::{draft, party as text};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{office, part, visit};

/// `/parties/{invitation}/decline`.
#[component]
pub(crate) fn DeclinePage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("invitation"));
    loaded(async move { read(&office, &asker, &id.parse()?).await }, |part| {
        let id = part.invitation.id.to_string();
        let action = view! {
            <a class="button button--quiet" href=format!("/parties/{id}")>{text::BACK}</a>
            <button class="button button--danger" form="decline">{text::DECLINE}</button>
        };
        Frame::new(text::DECLINE_TITLE)
            .place(part.mine.theme.name.clone())
            .action(action)
            .around(view! {
                <h1>{text::DECLINE_TITLE}</h1>
                <p class="lede">{text::DECLINE_LEDE}</p>
                <form id="decline" method="post" action=DeclineTogether::url()>
                    <input type="hidden" name="invitation" value=id/>
                    <div class="field">
                        <label for="reason">{text::REASON}<span class="field__optional">{draft::OPTIONAL}</span></label>
                        <p class="field__hint" id="reason-hint">{text::REASON_HINT}</p>
                        <input id="reason" name="reason" type="text" autocomplete="off" maxlength="200" aria-describedby="reason-hint"/>
                    </div>
                </form>
            })
    })
}

/// Declines.
#[server]
pub(crate) async fn decline_together(
    invitation: String,
    #[server(default)] reason: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id: domain::id::InvitationId = invitation.parse()?;
        match decline(&office, &visit.asker, &id, &reason).await {
            Err(error @ Error::Refused(_)) => Ok(format!("/parties/{id}?problem={}", problem_code(&error))),
            outcome => outcome.map(|()| format!("/parties/{id}")),
        }
    };
    go_on(outcome.await);
    Ok(())
}
