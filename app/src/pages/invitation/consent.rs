//! Consent of one of those who apply together: which registers would be read by their own number, and what for.

use std::collections::{BTreeMap, BTreeSet};

use domain::draft::Consent;
use domain::id::RegisterId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::party::part::{Part, consent, read};

use crate::pages::consent::{register_row, sensitive, word};
use crate::respond::{go_on, own_path};
use crate::text::{draft, party as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{office, part, query, visit};

/// `/parties/{invitation}/consent`; `?back=` names the page of ours that asked and is gone back to.
#[component]
pub(crate) fn PartConsentPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("invitation"));
    let back = query("back").map(|back| own_path(&back));
    let reader = office.clone();
    let load = async move { read(&reader, &asker, &id.parse()?).await?.unsubmitted() };
    loaded(load, move |part| {
        let id = part.invitation.id.to_string();
        let rows = looks(&part);
        let rows = rows.iter().map(|look| register_row(&office, look)).collect_view();
        let action = view! {
            <form id="consent" method="post" action=GiveConsentTogether::url()>
                <input type="hidden" name="invitation" value=id.clone()/>
                {back.clone().map(|back| view! { <input type="hidden" name="back" value=back/> })}
                <button class="button button--quiet" name="agreed" value="">{draft::DECLINE}</button>
                <button class="button" name="agreed" value="yes">{draft::AGREE}</button>
            </form>
        };
        let exit = Exit {
            href: back.unwrap_or_else(|| format!("/parties/{id}")),
            label: text::BACK,
        };
        let sensitive = sensitive(&office, &part.mine, part.invitation.consent);
        Frame::new(draft::CONSENT)
            .place(part.mine.theme.name.clone())
            .exit(exit)
            .action(action)
            .at_end(true)
            .around(view! {
                <h1>{draft::CONSENT}</h1>
                <p class="lede">{text::CONSENT_LEDE}</p>
                <h2>{draft::CONSENT_WHAT}</h2>
                <ul class="rows">{rows}</ul>
                {sensitive}
                <p class="note group">{draft::CONSENT_LAW}</p>
            })
    })
}

/// Every register that would be read, and what for.
fn looks(part: &Part) -> BTreeMap<RegisterId, BTreeSet<String>> {
    let mut looks: BTreeMap<RegisterId, BTreeSet<String>> = BTreeMap::new();
    for read in part.reads() {
        let purposes = looks.entry(read.register.clone()).or_default();
        purposes.insert(read.purpose.clone());
    }
    looks
}

/// Keeps consent, reads the registers and goes back to the page that asked, or to their part.
#[server]
pub(crate) async fn give_consent_together(
    invitation: String,
    #[server(default)] agreed: String,
    #[server(default)] sensitive: String,
    #[server(default)] back: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let given: Consent = word(&agreed, &sensitive);
        consent(&office, &visit.asker, &invitation.parse()?, given).await?;
        Ok(if back.is_empty() {
            format!("/parties/{invitation}")
        } else {
            own_path(&back)
        })
    };
    go_on(outcome.await);
    Ok(())
}
