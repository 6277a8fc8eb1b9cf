//! Where one is signed in and by which apps one comes in, with a way to end either.

use domain::moment::Moment;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::account::devices::{end, list};
use usecases::account::means;
use usecases::account::outside::Means;

use super::means::row;
use crate::respond::go_on;
use crate::text::{account as text, date, means as words};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, visit};

/// `/me/devices`.
#[component]
pub(crate) fn DevicesPage() -> impl IntoView {
    let (office, Visit { asker, session, .. }) = (office(), visit());
    let today = office.today();
    let reader = office.clone();
    let load = async move {
        let (sessions, here) = list(&reader, &asker, session.as_ref()).await?;
        Ok((sessions, here, means::list(&reader, &asker).await?))
    };
    loaded(load, move |(sessions, here, known)| {
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
            {apps(&office, known)}
        })
    })
}

/// The apps that sign one in, each with a way to unbind it.
fn apps(office: &Context, known: Vec<(Means, Moment)>) -> Option<impl IntoView + use<>> {
    let apps = known.into_iter().filter(|(means, _)| means.is_app());
    let rows: Vec<_> = apps.map(|(means, at)| row(office, means, at, None)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{words::APPS}</h2>
            <p class="note">{words::APPS_LEDE}</p>
            <ul class="rows group">{rows}</ul>
        }
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
