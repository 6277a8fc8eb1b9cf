//! Where one is signed in, with a way to sign out from there.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::devices::{end, list};

use crate::respond::go_on;
use crate::text::{account as text, date};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, visit};

/// `/me/devices`.
#[component]
pub(crate) fn DevicesPage() -> impl IntoView {
    let (office, Visit { asker, session, .. }) = (office(), visit());
    let today = office.today();
    let load = async move { list(&office, &asker, session.as_ref()).await };
    loaded(load, move |(sessions, here)| {
        let rows = sessions.into_iter().map(|session| {
            let name = session.device.as_deref().map_or_else(|| text::SOME_DEVICE.to_owned(), text::device);
            let is_here = here.as_ref() == Some(&session.id);
            let end = (!is_here).then(|| {
                view! {
                    <form method="post" action=EndSession::url()>
                        <input type="hidden" name="session" value=session.id.to_string()/>
                        <button class="link-button" aria-label=format!("{}：{name}", text::SIGN_OUT_DEVICE)>{text::SIGN_OUT_DEVICE}</button>
                    </form>
                }
            });
            view! {
                <li>
                    <span class="rows__name">{name.clone()}<br/><span class="note num">{text::used(&date::time(session.seen_at, today))}</span></span>
                    {is_here.then(|| view! { <span class="state state--done">{text::THIS_DEVICE}</span> })}
                    {end}
                </li>
            }
        });
        Frame::new(text::DEVICES).exit(Exit::mine()).around(view! {
            <h1>{text::DEVICES}</h1>
            <p class="lede">{text::DEVICES_LEDE}</p>
            <ul class="rows group">{rows.collect_view()}</ul>
        })
    })
}

/// Ends a session of one's own.
#[server]
pub(crate) async fn end_session(session: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        end(&office, &asker, &session.parse()?).await?;
        Ok("/me/devices".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}
