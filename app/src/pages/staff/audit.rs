//! The log, for the auditor.

use chrono::NaiveDate;
use domain::id::OfficerId;
use domain::staff::About;
use leptos::prelude::*;
use usecases::staff::log::{Entry, PAGE, list_officers, read};

use super::duty;
use crate::text::{account, date, desk, staff as text};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{office, query, visit};

/// `/audit?officer=&day=&page=`.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let who: Option<OfficerId> = query("officer").and_then(|id| id.parse().ok());
    let day: Option<NaiveDate> = query("day").and_then(|day| day.parse().ok());
    let page: u64 = query("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(0)
        .min(1_000_000);
    let (reader, wanted) = (office.clone(), who.clone());
    let load = async move {
        let entries = read(&reader, &asker, wanted, day, page).await?;
        Ok((asker.officer()?.clone(), list_officers(&reader, &asker).await?, entries))
    };
    loaded(load, move |(officer, officers, entries)| {
        let today = office.today();
        let filter = filter(&officers, who.as_ref(), day);
        let table = table(&entries, today);
        let is_full = u64::try_from(entries.len()).is_ok_and(|count| count == PAGE);
        let filtered = format!(
            "officer={}&day={}",
            who.as_ref().map(ToString::to_string).unwrap_or_default(),
            day.map(|day| day.to_string()).unwrap_or_default()
        );
        let link = |page: u64, label| view! { <a class="foot__call" href=format!("/audit?{filtered}&page={page}")>{label}</a>" " };
        let before = page.checked_sub(1).map(|page| link(page, desk::PREVIOUS_PAGE));
        let behind = is_full.then(|| link(page + 1, desk::NEXT_PAGE));
        Frame::new(text::LOG)
            .place(account::officer(&officer.name, &duty(&office, &officer)))
            .wide()
            .around(view! {
                <h1>{text::LOG}</h1>
                <p class="note">{text::LOG_LEDE}</p>
                {filter}
                {table}
                <nav class="group">{before}{behind}</nav>
            })
    })
}

fn filter(officers: &[(OfficerId, String)], who: Option<&OfficerId>, day: Option<NaiveDate>) -> impl IntoView + use<> {
    let option = |(id, name): &(OfficerId, String)| {
        let chosen = Some(id) == who;
        view! { <option value=id.to_string() selected=chosen>{name.clone()}</option> }
    };
    view! {
        <form class="desk__form" method="get" action="/audit">
            <div class="field">
                <label for="officer">{text::WHO}</label>
                <select id="officer" name="officer">
                    <option value="">{text::EVERYBODY}</option>
                    {officers.iter().map(option).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="day">{text::DAY}</label>
                <input id="day" name="day" type="date" value=day.map(|day| day.to_string()).unwrap_or_default()/>
            </div>
            <p class="group"><button class="button button--plain button--inline">{text::SHOW}</button></p>
        </form>
    }
}

fn table(entries: &[Entry], today: NaiveDate) -> AnyView {
    if entries.is_empty() {
        return view! { <p class="lede">{text::NO_LINES}</p> }.into_any();
    }
    let head = text::LOG_COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    let row = |entry: &Entry| {
        let line = &entry.line;
        let about = match &line.about {
            About::Nothing => String::new(),
            About::Case(id) => text::about(text::CASE, id.as_str()),
            About::File(id) => text::about(text::FILE, id.as_str()),
            About::Officer(id) => text::about(text::OFFICER, id.as_str()),
            About::Help(id) => text::about(text::HELP, id.as_str()),
            About::Citizen(id) => text::about(text::CITIZEN, id.as_str()),
            About::Mandate(id) => text::about(text::MANDATE, id.as_str()),
        };
        view! {
            <tr>
                <td>{entry.number}</td>
                <td>{date::time(line.at, today)}</td>
                <td>{entry.name.clone().unwrap_or_else(|| text::NOBODY.to_owned())}</td>
                <td>{text::act(line.what)}</td>
                <td>{about}</td>
                <td>{line.trace.clone()}</td>
            </tr>
        }
    };
    view! {
        <div class="cases-scroll" tabindex="0">
            <table class="cases cases--whole num">
                <thead><tr>{head.into_iter().collect_view()}</tr></thead>
                <tbody>{entries.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
