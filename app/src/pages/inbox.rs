//! The inbox: every step in plain words, the newest first, each with the way to what it is about.

use chrono::NaiveDate;
use leptos::prelude::*;
use usecases::inbox::{About, Inbox, Letter, download, read};

use super::me::told::said;
use super::progress::message;
use crate::respond::{go_on, own_path};
use crate::text::{date, hat, inbox as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::hat::worn;
use crate::ui::loaded::loaded;
use crate::ui::unbroken::unbroken;
use crate::visit::{Visit, office, query, visit};

/// `/me/inbox?page=`.
#[component]
pub(crate) fn InboxPage() -> impl IntoView {
    let office = office();
    let Visit { asker, session, .. } = visit();
    let page = query("page").and_then(|page| page.parse().ok()).unwrap_or(0);
    let today = office.today();
    let load = async move { read(&office, &asker, session.as_ref(), page).await };
    loaded(load, move |inbox| {
        let for_whom = worn().name().map(hat::things_of);
        Frame::new(text::TITLE).exit(Exit::mine()).around(view! {
            <h1>{text::TITLE}</h1>
            {for_whom.map(|whose| view! { <p class="lede">{whose}</p> })}
            {letters(&inbox, today)}
            {pages(&inbox)}
        })
    })
}

fn letters(inbox: &Inbox, today: NaiveDate) -> AnyView {
    if inbox.letters.is_empty() {
        let sentence = if inbox.page == 0 { text::EMPTY } else { text::NO_MORE };
        return view! { <p class="lede">{sentence}</p> }.into_any();
    }
    let rows: Vec<_> = inbox.letters.iter().map(|letter| row(letter, today)).collect();
    view! { <ul class="rows group letters">{rows}</ul> }.into_any()
}

fn row(letter: &Letter, today: NaiveDate) -> AnyView {
    let new = letter
        .is_new
        .then(|| view! { <span class="state state--new">{text::NEW}</span> });
    let at = view! { <span class="state num">{date::time(letter.at, today)}</span> };
    match &letter.about {
        About::Step(tracked, event) => {
            let href = format!("/applications/{}", tracked.application.id);
            let sentence = message(tracked, event).unwrap_or_default();
            view! {
                <li><a class="rows__link" href=href>
                    {new}
                    <span class="rows__name num">{unbroken(&sentence)}</span>
                    {at}
                    <span class="note">{tracked.title.clone()}</span>
                </a></li>
            }
            .into_any()
        }
        About::Told(told) => {
            let (sentence, next) = said(told, today);
            view! {
                <li>
                    {new}
                    <span class="rows__name num">{unbroken(&sentence)}</span>
                    {at}
                    <div class="note">{next}</div>
                </li>
            }
            .into_any()
        }
    }
}

fn pages(inbox: &Inbox) -> Option<impl IntoView + use<>> {
    let link = |page: u64, label: &'static str| {
        view! { <a class="foot__call" href=format!("/me/inbox?page={page}")>{label}</a>" " }
    };
    let newer = inbox.page.checked_sub(1).map(|page| link(page, text::NEWER));
    let older = inbox.has_more.then(|| link(inbox.page + 1, text::OLDER));
    (newer.is_some() || older.is_some()).then(|| view! { <nav class="group">{newer}{older}</nav> })
}

/// Puts a file that cannot be kept here among the citizen's messages, and goes back to its page.
#[server]
pub(crate) async fn remind_of_file(file: String, back: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        download::remind(&office, &visit.asker, file.parse()?).await?;
        Ok(own_path(&back))
    };
    go_on(outcome.await);
    Ok(())
}
