//! Everything that is kept about a citizen, to read and to print; the file is the same for other systems.

use chrono::NaiveDate;
use domain::notice::download::Download;
use leptos::prelude::*;
use usecases::account::export::{said, to_read};
use usecases::account::my_data::{Kept, MyData};

use super::{consented, helps, identity, looks, notices, registers, together};
use crate::pages::progress::short_status;
use crate::text::{account, date, my_data as text, party};
use crate::ui::frame::{Exit, Frame};
use crate::ui::leaving::{can_keep, download};
use crate::ui::loaded::loaded;
use crate::visit::{office, visit};

/// `/me/data/export`.
#[component]
pub(crate) fn ExportPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let reader = office.clone();
    loaded(async move { to_read(&reader, &asker).await }, move |data| {
        let today = office.today();
        let exit = Exit {
            href: "/me/data".to_owned(),
            label: text::TITLE,
        };
        let action = download(&Download::Data, text::DOWNLOAD, "button");
        let sections = [
            (text::REGISTERS, registers(&office, &data, today)),
            (party::TOGETHER, together(&office, &data)),
            (text::HELPS, helps(&office, &data)),
            (text::CONSENTS, consents(&data, today)),
            (text::NOTICES, notices(&data, today)),
            (text::LOOKS, looks(&office, &data, today)),
        ];
        let section = |(name, (count, rows)): (&'static str, (usize, AnyView))| {
            let rows = if count == 0 {
                view! { <p>{text::NONE}</p> }.into_any()
            } else {
                rows
            };
            view! { <h2>{name}</h2>{rows} }
        };
        Frame::new(text::EXPORT_TITLE).exit(exit).action(action).around(view! {
            <h1>{text::EXPORT_TITLE}</h1>
            <p class="lede on-screen">{can_keep().then_some(text::EXPORT_PRINTED)}{text::EXPORT_LEDE}</p>
            <p class="note num">{text::made(&date::time(office.now(), today))}</p>
            {(!data.is_whole).then(|| view! { <p class="notice">{text::NOT_WHOLE}</p> })}
            <h2>{text::ACCOUNT}</h2>
            {identity(&data, true)}
            {devices(&data, today)}
            {data.drafts.iter().map(|kept| filled_in(&data, kept, today)).collect_view()}
            {sections.map(section)}
            <p class="note on-screen group">{text::DOWNLOAD_NOTE}</p>
        })
    })
}

fn devices(data: &MyData, today: NaiveDate) -> impl IntoView + use<> {
    let rows = data.sessions.iter().map(|session| {
        let name = session.device.as_deref();
        let name = name.map_or_else(|| account::SOME_DEVICE.to_owned(), account::device);
        view! {
            <li>
                <span class="rows__name">{name}</span>
                <span class="state num">{account::used(&date::time(session.seen_at, today))}</span>
            </li>
        }
    });
    view! { <h2>{account::DEVICES}</h2><ul class="rows">{rows.collect_view()}</ul> }
}

/// A draft or an application, with every answer and paper.
fn filled_in(data: &MyData, kept: &Kept, today: NaiveDate) -> impl IntoView + use<> {
    let answers = kept
        .answers
        .iter()
        .filter(|(_, answer)| !answer.text.is_empty())
        .map(|(field, answer)| {
            let theme = &kept.theme;
            let label = theme.field(field).map(domain::theme::Field::label);
            let label = label.or_else(|| kept.element(field).map(|element| element.label.as_str()));
            let subject = theme.one_of_several(field);
            let label = match label {
                Some(label) if label.contains(&subject) => label.to_owned(),
                Some(label) => format!("{subject} · {label}"),
                None => subject,
            };
            let words = said(kept, field, answer);
            let words = match kept.element(field) {
                Some(element) => date::spoken(&element.kind.label(&words)),
                None => date::spoken(&words),
            };
            view! { <div><dt>{label}</dt><dd class="num">{words}</dd></div> }
        });
    let papers = kept.files.iter().map(|file| {
        let mut materials = kept.theme.materials.iter();
        let material = materials.find(|material| material.id == file.material);
        let name = material.map_or("", |material| material.name.as_str());
        view! {
            <li>
                <span class="rows__name">{format!("{name}（{}）", file.name)}</span>
                <span class="state num">{date::day(file.stored_at.day(), today)}</span>
            </li>
        }
    });
    let mut applications = data.applications.iter();
    let tracked = applications.find(|tracked| tracked.application.draft == kept.draft.id);
    let state = match tracked {
        Some(tracked) => {
            let submitted = account::submitted(&date::day(tracked.application.submitted_at.day(), today));
            view! { <p class="note num">{format!("{} · {submitted}", tracked.application.number)}</p><p>{short_status(tracked)}</p> }.into_any()
        }
        None => {
            view! { <p class="note num">{account::saved(&date::time(kept.draft.updated_at, today))}</p> }.into_any()
        }
    };
    let has_papers = !kept.files.is_empty();
    view! {
        <h2>{kept.title.clone()}</h2>
        {state}
        <dl class="stated">{answers.collect_view()}</dl>
        {has_papers.then(|| view! { <h3>{text::PAPERS}</h3><ul class="rows">{papers.collect_view()}</ul> })}
    }
}

fn consents(data: &MyData, today: NaiveDate) -> (usize, AnyView) {
    let rows = data.consents.iter().map(|given| {
        let state = given
            .withdrawn_at
            .map(|_| view! { <span class="state">{text::WITHDRAWN}</span> });
        view! {
            <li>
                <span class="rows__name">{consented(data, given)}</span>
                {state}
                <span class="note num">{text::given(&date::time(given.given_at, today))}</span>
            </li>
        }
    });
    (
        data.consents.len(),
        view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any(),
    )
}
