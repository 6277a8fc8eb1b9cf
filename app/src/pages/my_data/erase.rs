//! Deleting one's account: what goes, what stays, and a second button.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::erase::{erase, may};
use usecases::{Error, Refusal};

use crate::respond::{forget_browser, go_on};
use crate::text::my_data as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, visit};

/// The page of deleting.
const HERE: &str = "/me/data/delete";

/// Why an account is not deleted now, and where one goes on.
struct NotNow {
    sentence: &'static str,
    href: String,
    word: &'static str,
}

/// `/me/data/delete`: asks once.
#[component]
pub(crate) fn ErasePage() -> impl IntoView {
    let (office, Visit { asker, session, .. }) = (office(), visit());
    let load = async move {
        match may(&office, &asker, session.as_ref()).await {
            Ok(()) => Ok(None),
            Err(Error::Refused(Refusal::SignInAgain)) => Ok(Some(NotNow {
                sentence: text::TOO_LONG_AGO,
                href: format!("/sign-in?next={HERE}"),
                word: text::SIGN_IN_AGAIN,
            })),
            Err(Error::Refused(Refusal::ApplicationOpen)) => Ok(Some(NotNow {
                sentence: text::STILL_OPEN,
                href: "/applications".to_owned(),
                word: text::TO_APPLICATIONS,
            })),
            Err(error) => Err(error),
        }
    };
    loaded(load, |not_now| {
        let exit = Exit {
            href: "/me/data".to_owned(),
            label: text::TITLE,
        };
        let frame = Frame::new(text::ERASE_TITLE).exit(exit);
        let frame = match &not_now {
            Some(NotNow { href, word, .. }) => {
                frame.action(view! { <a class="button" href=href.clone()>{*word}</a> })
            }
            None => frame.action(view! {
                <a class="button button--quiet" href="/me/data">{text::KEEP}</a>
                <form method="post" action=EraseAccount::url()><button class="button button--danger">{text::ERASE_NOW}</button></form>
            }),
        };
        frame.around(view! {
            <h1>{text::ERASE_TITLE}</h1>
            {not_now.map(|not_now| view! { <p class="notice" role="alert">{not_now.sentence}</p> })}
            <h2>{text::GOES}</h2>
            <ul class="rows">{text::WHAT_GOES.map(|line| view! { <li>{line}</li> })}</ul>
            <h2>{text::STAYS}</h2>
            <p>{text::WHAT_STAYS}</p>
            <p class="note">{text::ERASE_LAW}</p>
            <p class="group">{text::NO_WAY_BACK}</p>
        })
    })
}

/// `/me/data/deleted`: it is done.
#[component]
pub(crate) fn ErasedPage() -> impl IntoView {
    let action = view! { <a class="button" href="/">{crate::text::frame::HOME}</a> };
    Frame::new(text::ERASED).action(action).around(view! {
        <h1>{text::ERASED}</h1>
        <p class="lede">{text::ERASED_LEDE}</p>
        <p>{text::WHAT_STAYS}</p>
    })
}

/// Deletes one's account, and what this browser held of it.
#[server]
pub(crate) async fn erase_account() -> Result<(), ServerFnError> {
    let (office, Visit { asker, session, .. }) = (office(), visit());
    let outcome = match erase(&office, &asker, session.as_ref()).await {
        Ok(()) => {
            forget_browser();
            Ok("/me/data/deleted".to_owned())
        }
        // The page says why not now.
        Err(Error::Refused(Refusal::SignInAgain | Refusal::ApplicationOpen)) => Ok(HERE.to_owned()),
        Err(error) => Err(error),
    };
    go_on(outcome);
    Ok(())
}
