//! Consent: which registers would be read and what for, before any is read.

use std::collections::{BTreeMap, BTreeSet};

use domain::condition::{Truth, judge};
use domain::draft::Consent;
use domain::id::RegisterId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::draft::consult;
use usecases::draft::read::{MyDraft, read};

use super::draft::next_page;
use crate::respond::{go_on, own_path};
use crate::text::draft as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::{encode, loaded};
use crate::visit::{office, part, query, visit};

/// `/drafts/{id}/consent`; `?back=` names the page of ours that asked and is gone back to.
#[component]
pub(crate) fn ConsentPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("draft"));
    let back = query("back").map(|back| own_path(&back));
    let reader = office.clone();
    loaded(async move { read(&reader, &asker, &id.parse()?).await }, move |mine| {
        let id = mine.draft.id.to_string();
        let row = |(register, purposes): (&RegisterId, &BTreeSet<String>)| {
            let name = office
                .city
                .register(register)
                .map_or_else(|| register.to_string(), |known| known.name.clone());
            let purposes = purposes
                .iter()
                .map(|purpose| view! { <span class="note">{purpose.clone()}</span> })
                .collect_view();
            view! { <li><span class="rows__name">{name}</span>{purposes}</li> }
        };
        let action = view! {
            <form method="post" action=GiveConsent::url()>
                <input type="hidden" name="draft" value=id.clone()/>
                {back.clone().map(|back| view! { <input type="hidden" name="back" value=back/> })}
                <button class="button button--quiet" name="agreed" value="">{text::DECLINE}</button>
                <button class="button" name="agreed" value="yes">{text::AGREE}</button>
            </form>
        };
        let exit = back.clone().map_or_else(Exit::leave, |href| Exit {
            href,
            label: crate::text::frame::BACK,
        });
        Frame::new(text::CONSENT)
            .place(mine.theme.name.clone())
            .exit(exit)
            .action(action)
            .around(view! {
                <h1>{text::CONSENT}</h1>
                <p class="lede">{text::CONSENT_LEDE}</p>
                <h2>{text::CONSENT_WHAT}</h2>
                <ul class="rows">{looks(&mine).iter().map(row).collect_view()}</ul>
                <p class="group">{text::CONSENT_NOTE}</p>
                <p class="note">{text::CONSENT_LAW}</p>
            })
    })
}

/// Every register that may be read, and what for.
fn looks(mine: &MyDraft) -> BTreeMap<RegisterId, BTreeSet<String>> {
    let mut looks: BTreeMap<RegisterId, BTreeSet<String>> = BTreeMap::new();
    for read in mine
        .theme
        .reads
        .iter()
        .filter(|read| judge(read.when.as_ref(), &mine.answers, mine.today) != Truth::No)
    {
        looks
            .entry(read.register.clone())
            .or_default()
            .insert(read.purpose.clone());
    }
    looks
}

/// Keeps consent, reads the registers and goes back to the page that asked, or on to the first page of the form.
#[server]
pub(crate) async fn give_consent(
    draft: String,
    #[server(default)] agreed: String,
    #[server(default)] back: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let consent = if agreed == "yes" {
        Consent::Given
    } else {
        Consent::Declined
    };
    let outcome = async {
        let id = draft.parse()?;
        match consult::consent(&office, &visit.asker, &id, consent).await {
            Err(Error::RealNameFirst) => {
                let here = if back.is_empty() {
                    format!("/drafts/{id}/consent")
                } else {
                    format!("/drafts/{id}/consent?back={}", encode(&own_path(&back)))
                };
                return Ok(format!("/me/real-name?next={}", encode(&here)));
            }
            given => given?,
        }
        if !back.is_empty() {
            return Ok(own_path(&back));
        }
        Ok(first_page(&read(&office, &visit.asker, &id).await?))
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
fn first_page(mine: &MyDraft) -> String {
    let form = mine.form();
    let first = form
        .topics
        .first()
        .map(|page| format!("/drafts/{}/form/{}", mine.draft.id, page.topic.id));
    first.unwrap_or_else(|| next_page(mine))
}
