//! Withdrawing: what of an application is chosen where several cases are open; then it asks once more and says what it means.

use domain::case::Case;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::application::track::{Tracked, track};
use usecases::application::withdraw::{lapsing_with, withdraw, withdraw_case};

use super::sentence::name;
use crate::respond::{go, go_on};
use crate::text::{draft, progress as text};
use crate::ui::frame::Frame;
use crate::ui::loaded::{encode, loaded};
use crate::ui::mistakes::Mistakes;
use crate::visit::{office, part, query, visit};

/// What is withdrawn, in the address and in the form.
const WHAT: &str = "what";
/// Everything that is open, as the address calls it.
const WHOLE: &str = "whole";

/// Where one case is withdrawn.
pub(super) fn page_of(case: &Case) -> String {
    format!("/applications/{}/withdraw?{WHAT}={}", case.application, case.id)
}

/// `/applications/{id}/withdraw?what=`: a case, or the whole; without it that is asked, unless there is only one case to withdraw.
#[component]
pub(crate) fn WithdrawPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("application"));
    let (what, is_sent) = (query(WHAT), query("next").is_some());
    let load = async move {
        let tracked = track(&office, &asker, &id.parse()?).await?;
        let case = match what.as_deref() {
            None | Some(WHOLE) => None,
            Some(case) => {
                let found = tracked.cases.iter().find(|known| known.id.as_str() == case);
                Some(found.cloned().ok_or(Error::NotFound)?)
            }
        };
        Ok((tracked, case, what.is_some()))
    };
    loaded(load, move |(tracked, case, is_chosen)| match case {
        Some(case) => one(&tracked, &case),
        None if is_chosen || open(&tracked).count() < 2 => whole(&tracked),
        None => which(&tracked, is_sent),
    })
}

/// `/applications/{id}/cases/{case}/withdraw`: where one case was withdrawn before, for whoever kept that address.
#[component]
pub(crate) fn WithdrawCasePage() -> impl IntoView {
    let (application, case) = (encode(&part("application")), encode(&part("case")));
    go(&format!("/applications/{application}/withdraw?{WHAT}={case}"));
}

/// The cases that can be withdrawn.
fn open(tracked: &Tracked) -> impl Iterator<Item = &Case> {
    tracked.cases.iter().filter(|case| !case.status.is_closed())
}

/// Asks what is withdrawn; once more when the form came without it.
fn which(tracked: &Tracked, is_sent: bool) -> AnyView {
    let mistakes: Mistakes = is_sent
        .then_some((WHAT, text::WITHDRAW_WHAT_FIRST))
        .into_iter()
        .collect();
    let here = format!("/applications/{}", tracked.application.id);
    let choice = |id: Option<&'static str>, value: String, label: String| {
        view! {
            <label class="choice__row">
                <input id=id type="radio" name=WHAT value=value/>
                <span>{label}</span>
            </label>
        }
    };
    let each = open(tracked).map(|case| choice(None, case.id.to_string(), text::withdraw_only(&name(tracked, case))));
    let action = view! {
        <a class="button button--quiet" href=here.clone()>{text::KEEP}</a>
        <button class="button" form="withdraw" name="next" value="1">{draft::CONTINUE}</button>
    };
    Frame::new(text::WITHDRAW_WHAT)
        .refuses(&mistakes)
        .place(tracked.theme.name.clone())
        .action(action)
        .around(view! {
            <h1 id="which">{text::WITHDRAW_WHAT}</h1>
            <p class="lede">{tracked.title.clone()}</p>
            <form id="withdraw" method="get" action=format!("{here}/withdraw")>
                <fieldset class="field" aria-labelledby="which" aria-describedby="what-problem">
                    {choice(Some(WHAT), WHOLE.to_owned(), text::WITHDRAW_WHOLE.to_owned())}
                    {each.collect_view()}
                </fieldset>
                {mistakes.beside(WHAT)}
            </form>
        })
}

/// Asks whether everything that is open is withdrawn.
fn whole(tracked: &Tracked) -> AnyView {
    let id = tracked.application.id.to_string();
    let action = view! {
        <a class="button button--quiet" href=format!("/applications/{id}")>{text::KEEP}</a>
        <form method="post" action=WithdrawApplication::url()>
            <input type="hidden" name="application" value=id/>
            <button class="button button--danger">{text::WITHDRAW}</button>
        </form>
    };
    Frame::new(text::WITHDRAW_TITLE)
        .place(tracked.theme.name.clone())
        .action(action)
        .around(view! {
            <h1>{text::WITHDRAW_TITLE}</h1>
            <p class="lede">{tracked.title.clone()}</p>
            <p>{text::WITHDRAW_LEDE}</p>
        })
}

/// Asks whether one case is withdrawn, with what ends with it.
fn one(tracked: &Tracked, case: &Case) -> AnyView {
    let id = tracked.application.id.to_string();
    let title = text::withdraw_case(&name(tracked, case));
    let lapsing = lapsing_with(tracked, &case.id);
    let with_it: Vec<String> = lapsing.iter().map(|other| name(tracked, other)).collect();
    let is_going_on =
        open(tracked).any(|other| other.id != case.id && lapsing.iter().all(|lapses| lapses.id != other.id));
    let lapsing = (!with_it.is_empty()).then(|| {
        let rows = with_it
            .iter()
            .map(|name| view! { <li><span class="rows__name">{name.clone()}</span></li> });
        view! {
            <p>{text::WITH_IT}</p>
            <ul class="rows group">{rows.collect_view()}</ul>
        }
    });
    let action = view! {
        <a class="button button--quiet" href=format!("/applications/{id}")>{text::KEEP}</a>
        <form method="post" action=WithdrawOneCase::url()>
            <input type="hidden" name="application" value=id.clone()/>
            <input type="hidden" name="case" value=case.id.to_string()/>
            <button class="button button--danger">{text::WITHDRAW_CASE}</button>
        </form>
    };
    Frame::new(title.clone())
        .place(tracked.theme.name.clone())
        .action(action)
        .around(view! {
            <h1>{title}</h1>
            <p class="lede">{tracked.title.clone()}</p>
            <p>{text::WITHDRAW_CASE_LEDE}</p>
            {lapsing}
            {is_going_on.then(|| view! { <p>{text::OTHERS_GO_ON}</p> })}
        })
}

/// Withdraws an application.
#[server]
pub(crate) async fn withdraw_application(application: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        withdraw(&office, &visit.asker, &application.parse()?).await?;
        Ok(format!("/applications/{application}"))
    };
    go_on(outcome.await);
    Ok(())
}

/// Withdraws one case of an application.
#[server]
pub(crate) async fn withdraw_one_case(application: String, case: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        withdraw_case(&office, &visit.asker, &application.parse()?, &case.parse()?).await?;
        Ok(format!("/applications/{application}"))
    };
    go_on(outcome.await);
    Ok(())
}
