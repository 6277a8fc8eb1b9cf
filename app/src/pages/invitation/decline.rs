//! Declining: asks once, and for a reason that may be left out.

use domain::id::InvitationId;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::draft::park::{Posted, find_decline, park};
use usecases::party::agree::decline;
use usecases::party::part::read;

use crate::pages::parked;
use crate::respond::{go_on, keep, keep_form, problem_code, status};
use crate::text::{draft, party as text};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, part, query, visit};

/// `/parties/{invitation}/decline?problem=`.
#[component]
pub(crate) fn DeclinePage() -> impl IntoView {
    let (office, Visit { asker, typed, .. }) = (office(), visit());
    let id = part("invitation");
    let problem = query("problem").as_deref().and_then(text::problem);
    let load = async move {
        let id: InvitationId = id.parse()?;
        let part = read(&office, &asker, &id).await?;
        let reason = match typed {
            Some(token) => find_decline(&office, &asker, &id, &token).await?,
            None => None,
        };
        // A reason that came too late is still there to be read.
        let part = if reason.is_some() { part } else { part.unsubmitted()? };
        Ok((part, reason))
    };
    loaded(load, move |(part, reason)| {
        if problem.is_some() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
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
                {problem.map(|problem| view! { <p class="notice" role="alert">{problem}</p> })}
                <form id="decline" method="post" action=DeclineTogether::url()>
                    <input type="hidden" name="invitation" value=id/>
                    <div class="field">
                        <label for="reason">{text::REASON}<span class="field__optional">{draft::OPTIONAL}</span></label>
                        <p class="field__hint" id="reason-hint">{text::REASON_HINT}</p>
                        <input id="reason" name="reason" type="text" value=reason autocomplete="off" maxlength="200" aria-describedby="reason-hint"/>
                    </div>
                </form>
            })
    })
}

/// Declines. Without a session, and when it cannot be said any more, the reason is parked.
#[server]
pub(crate) async fn decline_together(
    invitation: String,
    #[server(default)] reason: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id: InvitationId = invitation.parse()?;
        if !visit.asker.is_signed_in() {
            return parked::park(&office, &Posted::Decline(id, reason)).await;
        }
        let page = format!("/parties/{id}");
        match decline(&office, &visit.asker, &id, &reason).await {
            Ok(()) => {
                if let Some(token) = &visit.typed
                    && find_decline(&office, &visit.asker, &id, token).await?.is_some()
                {
                    keep("typed", None, 0);
                }
                Ok(page)
            }
            Err(error @ Error::Refused(_)) => {
                let typed = park(&office, &Posted::Decline(id, reason)).await?;
                keep_form(&office, "typed", &typed);
                Ok(format!("{page}/decline?problem={}", problem_code(&error)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
