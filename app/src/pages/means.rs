//! By which means one's account is reached.

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
    let today = office.today();
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
        let rows = known.into_iter().map(|(means, at)| {
            let name = name(&office, means);
            let number = (means == Means::Phone).then(|| domain::identity::mask(&phone, 3, 4));
            let remove = (means != Means::Phone).then(|| {
                view! {
                    <form method="post" action=RemoveMeans::url()>
                        <input type="hidden" name="means" value=means.as_str()/>
                        <button class="link-button" aria-label=format!("{}：{name}", text::REMOVE)>{text::REMOVE}</button>
                    </form>
                }
            });
            view! {
                <li>
                    <span class="rows__name">{name.clone()}<br/><span class="note num">{text::since(&date::time(at, today))}</span></span>
                    {number.map(|number| view! { <span class="state num">{number}</span> })}
                    {remove}
                </li>
            }
        });
        Frame::new(text::TITLE).exit(Exit::mine()).around(view! {
            <h1>{text::TITLE}</h1>
            {problem.map(|problem| view! { <p class="notice" role="alert">{problem}</p> })}
            <p class="lede">{text::LEDE}</p>
            <ul class="rows group">{rows.collect_view()}</ul>
            {add}
        })
    })
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
        Ok("/me/means".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}
