//! One's passkeys: what is there, one more, one less.

pub(crate) mod add;
pub(crate) mod live;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::account::passkey::{list, remove, sign_in};

use super::sign_in::{arrive, luggage};
use crate::respond::{go_on, keep, own_path, problem_code};
use crate::text::account::{SOME_DEVICE, device};
use crate::text::{date, passkey as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::{encode, loaded};
use crate::ui::passkey::{Asked, passkey_form};
use crate::visit::{Visit, office, visit};

/// `/me/passkeys`.
#[component]
pub(crate) fn PasskeysPage() -> impl IntoView {
    let (office, Visit { asker, .. }) = (office(), visit());
    let today = office.today();
    let load = async move {
        office.passkeys.as_ref().ok_or(Error::NotFound)?;
        list(&office, &asker).await
    };
    loaded(load, move |passkeys| {
        let rows = passkeys.iter().map(|passkey| {
            let name = if passkey.device.is_empty() { SOME_DEVICE.to_owned() } else { device(&passkey.device) };
            let used = passkey.used_at.map(|at| date::time(at, today));
            let times = text::times(&date::time(passkey.added_at, today), used.as_deref());
            view! {
                <li>
                    <span class="rows__name">{name.clone()}<br/><span class="note num">{times}</span></span>
                    <form method="post" action=RemovePasskey::url()>
                        <input type="hidden" name="passkey" value=passkey.id.to_string()/>
                        <button class="link-button" aria-label=format!("{}：{name}", text::REMOVE)>{text::REMOVE}</button>
                    </form>
                </li>
            }
        });
        let rows = rows.collect_view();
        let list = if passkeys.is_empty() {
            view! { <p class="group">{text::NONE}</p> }.into_any()
        } else {
            view! { <ul class="rows group">{rows}</ul> }.into_any()
        };
        let action = view! { <a class="button" href="/me/passkeys/add?next=/me/passkeys">{text::TO_ADD}</a> };
        Frame::new(text::TITLE).exit(Exit::mine()).action(action).around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede">{text::LEDE}</p>
            {list}
        })
    })
}

/// Removes a passkey of one's own.
#[server]
pub(crate) async fn remove_passkey(passkey: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        remove(&office, &asker, &passkey.parse()?).await?;
        Ok("/me/passkeys".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}

/// On the page for signing in.
pub(super) fn sign_in_form(next: &str, problem: Option<&'static str>) -> AnyView {
    let asked = Asked {
        from: "/passkeys/sign-in",
        to: EnterByPasskey::url(),
        carried: &[("next", next)],
        label: text::SIGN_IN,
        problem,
    };
    passkey_form(&asked, Some(text::SIGN_IN_LEDE))
}

/// Signs in by what the device answered.
#[server]
pub(crate) async fn enter_by_passkey(credential: String, next: String) -> Result<(), ServerFnError> {
    let (office, next) = (office(), own_path(&next));
    let outcome = async {
        match sign_in::sign_in(&office, &credential, &luggage()).await {
            Ok(signed_in) => {
                keep("guest", None, 0);
                Ok(arrive(&signed_in).unwrap_or(next))
            }
            Err(error @ Error::Refused(_)) => {
                let problem = problem_code(&error);
                Ok(format!("/sign-in?next={}&problem={problem}", encode(&next)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
