//! By which means one's account is reached; the apps among them stand beside the devices.

use domain::moment::Moment;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::means::{list, remove};
use usecases::account::outside::Means;
use usecases::{Context, Error};

use super::sign_in::identity::LinkIdentity;
use super::sign_in::{luggage, session_seconds};
use crate::respond::{go_on, keep, status};
use crate::text::{account, date, means as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{office, query, visit};

/// `/me/means`.
#[component]
pub(crate) fn MeansPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let problem = query("problem").as_deref().and_then(account::problem);
    if problem.is_some() {
        status(http::StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reader = office.clone();
    let load = async move { Ok((asker.citizen()?.phone.clone(), list(&reader, &asker).await?)) };
    loaded(load, move |(phone, known)| {
        let has_identity = known.iter().any(|(means, _)| *means == Means::Identity);
        let add = office.identity.as_ref().filter(|_| !has_identity).map(|provider| {
            view! {
                <form class="group" method="post" action=LinkIdentity::url()>
                    <button class="button button--plain button--inline">{text::add(provider.name())}</button>
                </form>
            }
        });
        let others = known.into_iter().filter(|(means, _)| !means.is_app());
        let rows = others.map(|(means, at)| {
            let number = (means == Means::Phone).then(|| domain::identity::mask(&phone, 3, 4));
            row(&office, means, at, number)
        });
        Frame::new(text::TITLE).exit(Exit::mine()).around(view! {
            <h1>{text::TITLE}</h1>
            {problem.map(|problem| view! { <p class="notice" role="alert">{problem}</p> })}
            <p class="lede">{text::LEDE}</p>
            <ul class="rows group">{rows.collect_view()}</ul>
            {add}
            <p class="group"><a class="more" href="/me/devices">{text::APPS_ELSEWHERE}</a></p>
        })
    })
}

/// One means: since when, and how to take it away, unless it is the number by which everybody is reached.
pub(super) fn row(office: &Context, means: Means, at: Moment, number: Option<String>) -> impl IntoView + use<> {
    let name = name(office, means);
    let label = if means.is_app() { text::UNBIND } else { text::REMOVE };
    let remove = number.is_none().then(|| {
        view! {
            <form method="post" action=RemoveMeans::url()>
                <input type="hidden" name="means" value=means.as_str()/>
                <button class="link-button" aria-label=format!("{label}：{name}")>{label}</button>
            </form>
        }
    });
    let since = text::since(&date::time(at, office.today()));
    view! {
        <li>
            <span class="rows__name">{name}<br/><span class="note num">{since}</span></span>
            {number.map(|number| view! { <span class="state num">{number}</span> })}
            {remove}
        </li>
    }
}

/// What a means is called.
pub(super) fn name(office: &Context, means: Means) -> String {
    match means {
        Means::Phone => text::PHONE.to_owned(),
        Means::WeChat => text::WECHAT.to_owned(),
        Means::Alipay => text::ALIPAY.to_owned(),
        Means::Identity => {
            let provider = office.identity.as_ref();
            provider.map_or(text::IDENTITY, |provider| provider.name()).to_owned()
        }
    }
}

/// Lets one's account no longer be reached by this.
#[server]
pub(crate) async fn remove_means(means: String) -> Result<(), ServerFnError> {
    let (office, asker) = (office(), visit().asker);
    let outcome = async {
        let means = Means::named(&means).ok_or(Error::NotFound)?;
        let session = remove(&office, &asker, means, &luggage()).await?;
        keep("session", Some(&session), session_seconds());
        let page = if means.is_app() { "/me/devices" } else { "/me/means" };
        Ok(page.to_owned())
    };
    go_on(outcome.await);
    Ok(())
}
