//! Consent: which registers would be read and what for, before any is read.

use std::collections::{BTreeMap, BTreeSet};

use domain::answer::FieldId;
use domain::condition::{Truth, judge};
use domain::draft::Consent;
use domain::field::{Kind, Sensitive};
use domain::form::{Form, FormField};
use domain::id::RegisterId;
use domain::theme::Read;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::consult;
use usecases::draft::read::{MyDraft, read};
use usecases::{Context, Error};

use super::steps::next_page;
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
        let action = view! {
            <form id="consent" method="post" action=GiveConsent::url()>
                <input type="hidden" name="draft" value=id.clone()/>
                <input type="hidden" name="version" value=mine.draft.theme_version.to_string()/>
                {back.clone().map(|back| view! { <input type="hidden" name="back" value=back/> })}
                <button class="button button--quiet" name="agreed" value="">{text::DECLINE}</button>
                <button class="button" name="agreed" value="yes">{text::AGREE}</button>
            </form>
        };
        let exit = back.clone().map_or_else(Exit::leave, |href| Exit {
            href,
            label: crate::text::frame::BACK,
        });
        let given = mine.draft.consent;
        let sensitive = sensitive(&office, &mine, given);
        Frame::new(text::CONSENT)
            .place(mine.theme.name.clone())
            .exit(exit)
            .action(action)
            .at_end(true)
            .around(view! {
                <h1>{text::CONSENT}</h1>
                <p class="lede">{text::CONSENT_LEDE}</p>
                <h2>{text::CONSENT_WHAT}</h2>
                <ul class="rows">{looks(&mine).iter().map(|look| register_row(&office, look)).collect_view()}</ul>
                {sensitive}
                <p class="group">{text::CONSENT_NOTE}</p>
                <p class="note">{text::CONSENT_LAW}</p>
            })
    })
}

/// A register with everything it is read for.
pub(crate) fn register_row(
    office: &Context,
    (register, purposes): (&RegisterId, &BTreeSet<String>),
) -> impl IntoView + use<> {
    let known = office.city.register(register);
    let name = known.map_or_else(|| register.to_string(), |known| known.name.clone());
    let purposes = purposes.iter();
    let purposes = purposes.map(|purpose| view! { <span class="note">{purpose.clone()}</span> });
    view! { <li><span class="rows__name">{name}</span>{purposes.collect_view()}</li> }
}

/// What is consented to, as it is posted.
pub(crate) fn word(agreed: &str, sensitive: &str) -> Consent {
    match (agreed, sensitive) {
        ("yes", "yes") => Consent::Given,
        ("yes", _) => Consent::InPart,
        _ => Consent::Declined,
    }
}

/// The consent for what is sensitive, by itself, beneath what that is: a tick that nobody set but whoever gave it before.
fn tick(given: Consent) -> impl IntoView {
    let is_given = given == Consent::Given;
    view! {
        <label class="choice__row">
            <input type="checkbox" form="consent" name="sensitive" value="yes" checked=is_given/>
            <span>{text::SENSITIVE_AGREED}</span>
        </label>
    }
}

/// What is sensitive among what registers may fill in, each kind with why it is needed, what the tick means after this consent, and
/// the tick.
pub(crate) fn sensitive(office: &Context, mine: &MyDraft, given: Consent) -> Option<impl IntoView + use<>> {
    let mut kinds: BTreeMap<Sensitive, BTreeSet<String>> = BTreeMap::new();
    let form = mine.form();
    // Much is asked that no register says: it is not looked up.
    let is_said = |field: &FieldId| {
        let says =
            |read: &Read| (office.city.register(&read.register)).is_some_and(|register| register.fills(read, field));
        may_be_called_for(mine).any(|(read, _)| says(read))
    };
    for field in form.topics.iter().flat_map(|page| &page.fields) {
        let kind = mine.theme.sensitive(&field.id, &mine.answers, mine.today);
        if let Some(kind) = kind.filter(|_| is_said(&field.id)) {
            kinds.entry(kind).or_default().insert(field.field.label().to_owned());
        }
    }
    let child = child(mine, &form).map(|name| view! { <p class="notice">{text::for_a_child(&name)}</p> });
    let rows = kinds.iter().map(|(kind, labels)| {
        let labels: Vec<_> = labels.iter().map(String::as_str).collect();
        view! { <li><span class="rows__name">{labels.join("、")}</span><span class="note">{text::needed(*kind)}</span></li> }
    });
    let note = match given {
        Consent::Given => text::SENSITIVE_GIVEN,
        _ => text::SENSITIVE_DECLINED,
    };
    (!kinds.is_empty()).then(|| {
        view! {
            <h2>{text::SENSITIVE}</h2>
            <ul class="rows">{rows.collect_view()}</ul>
            {child}
            <p class="note">{note}</p>
            {tick(given)}
        }
    })
}

/// The child under fourteen that the form is about, by name once it is known: who consents for it does so as its guardian.
fn child(mine: &MyDraft, form: &Form<'_>) -> Option<String> {
    let is_childs = |field: &&FormField<'_>| mine.theme.is_about_child(&field.id, &mine.answers, mine.today);
    let mut fields = form.topics.iter().flat_map(|page| &page.fields);
    let subject = &fields.find(is_childs)?.id.subject;
    let mut names = form.topics.iter().flat_map(|page| &page.fields);
    let name = names.find(|field| field.id.subject == *subject && field.field.element.kind == Kind::Name);
    let name = name.and_then(|field| mine.answers.text(&field.id));
    let known = mine.theme.subjects.iter().find(|known| known.id == *subject);
    name.map(str::to_owned)
        .or_else(|| known.map(|known| known.name.clone()))
}

/// The looks that may be called for, each with whether that is certain.
fn may_be_called_for<'a>(mine: &'a MyDraft) -> impl Iterator<Item = (&'a Read, Truth)> {
    let judged = move |read: &'a Read| (read, judge(read.when.as_ref(), &mine.answers, mine.today));
    (mine.theme.reads.iter().map(judged)).filter(|(_, called)| *called != Truth::No)
}

/// Every register that may be read, and what for.
fn looks(mine: &MyDraft) -> BTreeMap<RegisterId, BTreeSet<String>> {
    let mut looks: BTreeMap<RegisterId, BTreeSet<String>> = BTreeMap::new();
    for (read, called) in may_be_called_for(mine) {
        let purpose = match called {
            Truth::Unknown => text::once_settled(&read.purpose),
            _ => read.purpose.clone(),
        };
        looks.entry(read.register.clone()).or_default().insert(purpose);
    }
    looks
}

/// Keeps consent, reads the registers and goes back to the page that asked, or on to the first page of the form.
#[server]
pub(crate) async fn give_consent(
    draft: String,
    #[server(default)] version: String,
    #[server(default)] agreed: String,
    #[server(default)] sensitive: String,
    #[server(default)] back: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id = draft.parse()?;
        let now = read(&office, &visit.asker, &id).await?.draft.theme_version;
        if !version.is_empty() && version != now.as_str() {
            // Carried over since: it is asked what that version reads.
            return Ok(format!("/drafts/{id}/consent"));
        }
        let consent = word(&agreed, &sensitive);
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
