//! Consent: which registers would be read and what for, before any is read.

use std::collections::BTreeSet;

use domain::condition::{Truth, judge};
use domain::draft::Consent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::consult;
use usecases::draft::read::{MyDraft, read};

use super::draft::next_page;
use crate::respond::go_on;
use crate::text::draft as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{office, part, visit};

/// `/drafts/{id}/consent`.
#[component]
pub(crate) fn ConsentPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("draft"));
    let reader = office.clone();
    loaded(async move { read(&reader, &asker, &id.parse()?).await }, move |mine| {
        let id = mine.draft.id.to_string();
        let row = |(register, purpose): &(String, String)| {
            let name = register.parse().ok().and_then(|id| office.city.register(&id)).map_or_else(|| register.clone(), |known| known.name.clone());
            view! { <li><span class="rows__name">{name}</span><span class="note">{purpose.clone()}</span></li> }
        };
        let action = view! {
            <form method="post" action=GiveConsent::url()>
                <input type="hidden" name="draft" value=id.clone()/>
                <button class="button button--quiet" name="agreed" value="">{text::DECLINE}</button>
                <button class="button" name="agreed" value="yes">{text::AGREE}</button>
            </form>
        };
        Frame::new(text::CONSENT).place(mine.theme.name.clone()).exit(Exit::leave()).action(action).around(view! {
                <h1>{text::CONSENT}</h1>
                <p class="lede">{text::CONSENT_LEDE}</p>
                <h2>{text::CONSENT_WHAT}</h2>
                <ul class="rows">{looks(&mine).iter().map(row).collect_view()}</ul>
                <p class="group">{text::CONSENT_NOTE}</p>
                <p class="note">{text::CONSENT_LAW}</p>
            })
    })
}

/// Register and purpose of every look that may be taken, each once.
fn looks(mine: &MyDraft) -> BTreeSet<(String, String)> {
    let may = |read: &&domain::theme::Read| judge(read.when.as_ref(), &mine.answers, mine.today) != Truth::No;
    mine.theme.reads.iter().filter(may).map(|read| (read.register.to_string(), read.purpose.clone())).collect()
}

/// Keeps consent, reads the registers and goes on to the first open page.
#[server]
pub(crate) async fn give_consent(draft: String, #[server(default)] agreed: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let consent = if agreed == "yes" { Consent::Given } else { Consent::Declined };
    let outcome = async {
        let id = draft.parse()?;
        consult::consent(&office, &visit.asker, &id, consent).await?;
        first_page(&read(&office, &visit.asker, &id).await?)
    };
    go_on(outcome.await);
    Ok(())
}

/// Asks the registers again that did not answer.
#[server]
pub(crate) async fn ask_again(draft: String, topic: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        consult::consult(&office, &visit.asker, &draft.parse()?).await?;
        let topic: domain::id::TopicId = topic.parse()?;
        Ok(format!("/drafts/{draft}/form/{topic}"))
    };
    go_on(outcome.await);
    Ok(())
}

/// After consent every page is shown once from the first, so that the citizen sees what was filled in.
fn first_page(mine: &MyDraft) -> usecases::Result<String> {
    let form = mine.form();
    let first = form.topics.first().map(|page| format!("/drafts/{}/form/{}", mine.draft.id, page.topic.id));
    Ok(first.unwrap_or_else(|| next_page(mine)))
}
