//! The desk: the cases of the officer's posts, the one due first in front.

pub(crate) mod case;
pub(crate) mod help;

use chrono::NaiveDate;
use domain::commitment::called;
use domain::commitment::check::{Check, pressing_by};
use leptos::prelude::*;
use usecases::Context;
use usecases::casework::list::{CaseList, ListedCase, PAGE, Pile, list};
use usecases::help::look::count;

use super::staff;
use crate::text::{account, date, desk as text, help as words, progress, promise, window};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{office, query, visit};

/// Cases due within so many working days are marked.
const SOON: u32 = 2;

/// `/desk?pile=&page=`.
#[component]
pub(crate) fn DeskPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let number = |name: &str| query(name).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    let pile_number = usize::try_from(number("pile")).unwrap_or(0);
    let pile = Pile::ALL.get(pile_number).copied().unwrap_or(Pile::New);
    let page = number("page").min(1_000_000);
    let reader = office.clone();
    let load = async move {
        let cases = list(&reader, &asker, pile, page).await?;
        Ok((asker.officer()?.clone(), cases, count(&reader, &asker).await?))
    };
    loaded(load, move |(officer, list, waiting)| {
        let today = office.today();
        let tabs = list
            .counts
            .iter()
            .zip(text::PILES)
            .enumerate()
            .map(|(number, ((other, count), name))| {
                let current = (*other == pile).then_some("page");
                view! { <a href=format!("/desk?pile={number}") aria-current=current>{format!("{name} {count}")}</a> }
            });
        // What is pressing is seen before the cases.
        let checks = to_check(&office, &list, today);
        let (before, behind) = match list.pressing {
            0 => (None, checks),
            _ => (checks, None),
        };
        Frame::new(text::TITLE)
            .place(account::officer(&officer.name, &staff::duty(&office, &officer)))
            .wide()
            .around(view! {
                <h1>{text::TITLE}</h1>
                {officer.serves().then(|| view! { <p><a class="more" href="/desk/window">{window::TITLE}</a></p> })}
                <nav class="piles num">{tabs.collect_view()}<a href="/desk/help">{words::pile(waiting)}</a></nav>
                {before}
                {cases(&office, &list, today)}
                {pages(&list, pile, pile_number)}
                {behind}
            })
    })
}

fn cases(office: &Context, list: &CaseList, today: NaiveDate) -> AnyView {
    if list.cases.is_empty() {
        return view! { <p class="lede">{text::EMPTY}</p> }.into_any();
    }
    let head = text::COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <div class="cases-scroll" tabindex="0">
            <table class="cases num">
                <thead><tr>{head.into_iter().collect_view()}</tr></thead>
                <tbody>{list.cases.iter().map(|listed| row(office, listed, today)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What was promised and is to be checked.
fn to_check(office: &Context, list: &CaseList, today: NaiveDate) -> Option<impl IntoView + use<>> {
    let row = |(check, listed): &(Check, ListedCase)| {
        let by = promise::check_by(&date::day(check.due, today));
        let name = called(&listed.theme, &check.about).to_owned();
        view! {
            <li><a class="rows__link" href=format!("/desk/cases/{}#checks", check.case)>
                <span class="rows__name">{name}</span>
                {pressing(office, check, today)}
                <span class="note num">{format!("{} · {} · {by}", listed.title, listed.application.number)}</span>
            </a></li>
        }
    };
    let rows: Vec<_> = list.checks.iter().map(row).collect();
    let title = promise::to_check(list.pressing);
    (!rows.is_empty())
        .then(|| view! { <section class="group"><h2 class="num">{title}</h2><ul class="rows">{rows}</ul></section> })
}

/// How pressing a check is, if it is.
fn pressing(office: &Context, check: &Check, today: NaiveDate) -> Option<impl IntoView + use<>> {
    let (class, word) = if check.due < today {
        ("state state--wrong", progress::LATE.to_owned())
    } else if check.due <= pressing_by(&office.calendar, today) {
        let left = office.calendar.workdays_between(today, check.due);
        ("state state--need num", progress::days_left(left))
    } else {
        return None;
    };
    Some(view! { <span class=class>{word}</span> })
}

fn row(office: &Context, listed: &ListedCase, today: NaiveDate) -> impl IntoView + use<> {
    let case = &listed.case;
    let name = listed
        .theme
        .item(&case.item)
        .map_or_else(|| case.item.to_string(), |item| item.short.clone());
    let office_name = office
        .city
        .office(&case.office)
        .map_or_else(|| case.office.to_string(), |known| known.name.clone());
    // While the citizen mends something, the day is theirs.
    let by = case.due.or(listed.answer_by);
    let decided = || {
        let decision = case.decision.as_ref();
        decision.map_or_else(String::new, |decision| date::day(decision.at.day(), today))
    };
    let (class, due) = by.map_or_else(|| ("", decided()), |due| until(office, due, today));
    view! {
        <tr class=class>
            <td><a href=format!("/desk/cases/{}", case.id)>{name}</a></td>
            <td>{listed.title.clone()}</td>
            <td>{office_name}</td>
            <td>{listed.application.number.clone()}</td>
            <td>{due}</td>
        </tr>
    }
}

/// How a row is marked that is to be done by a day, and what it says of that day.
fn until(office: &Context, due: NaiveDate, today: NaiveDate) -> (&'static str, String) {
    if due < today {
        return ("is-late", progress::LATE.to_owned());
    }
    let days = office.calendar.workdays_between(today, due);
    let class = if days <= SOON { "is-soon" } else { "" };
    (
        class,
        format!("{}，{}", date::day(due, today), progress::days_left(days)),
    )
}

fn pages(list: &CaseList, pile: Pile, pile_number: usize) -> impl IntoView + use<> {
    let count = list
        .counts
        .iter()
        .find(|(other, _)| *other == pile)
        .map_or(0, |(_, count)| *count);
    let link = |page: u64, label: &'static str| view! { <a class="foot__call" href=format!("/desk?pile={pile_number}&page={page}")>{label}</a>" " };
    let before = list.page.checked_sub(1).map(|page| link(page, text::PREVIOUS_PAGE));
    let behind = ((list.page + 1) * PAGE < count).then(|| link(list.page + 1, text::NEXT_PAGE));
    view! { <nav class="group">{before}{behind}</nav> }
}
