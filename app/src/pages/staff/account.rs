//! One account: its posts, and the security administrator's switches.

use std::collections::BTreeSet;

use domain::id::OfficerId;
use domain::staff::{Officer, Post, Role, Task};
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::staff::list::{Account, read};
use usecases::staff::manage;
use usecases::{Asker, Context, Error};

use super::{accounts::state, department, duty};
use crate::respond::{go_on, problem_code, status};
use crate::text::{account, staff as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{office, part, query, visit};

/// `/staff/accounts/{id}`.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("officer"));
    let problem = query("problem").as_deref().and_then(text::problem);
    if problem.is_some() {
        status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reader = office.clone();
    let load = async move {
        let found = read(&reader, &asker, &id.parse()?).await?;
        Ok((asker.officer()?.clone(), found))
    };
    loaded(load, move |(officer, found)| {
        let manages = officer.role() == Some(Role::Security);
        let own = (officer.id == found.officer.id).then(|| view! { <p class="note">{text::OWN}</p> });
        let changes = manages && own.is_none();
        let exit = Exit {
            href: "/staff".to_owned(),
            label: text::ACCOUNTS,
        };
        let lede = format!(
            "{} · {}",
            domain::identity::mask(&found.officer.phone, 3, 4),
            state(&office, &found)
        );
        let does_casework = found.officer.role().is_none();
        Frame::new(found.officer.name.clone())
            .place(account::officer(&officer.name, &duty(&office, &officer)))
            .exit(exit)
            .wide()
            .around(view! {
                <h1>{found.officer.name.clone()}</h1>
                <p class="lede num">{lede}</p>
                {own}
                {problem.map(|problem| view! { <p class="notice" role="alert">{problem}</p> })}
                <h2>{text::POSTS}</h2>
                {posts(&office, &found.officer, changes)}
                {(changes && does_casework).then(|| new_post(&office, &found.officer.id))}
                {changes.then(|| switches(&office, &found))}
            })
    })
}

fn posts(office: &Context, officer: &Officer, changes: bool) -> AnyView {
    if officer.posts().is_empty() {
        return view! { <p>{duty(office, officer)}</p> }.into_any();
    }
    let row = |post: &Post| {
        let form = changes.then(|| {
            view! {
                <form method="post" action=DropPost::url()>
                    <input type="hidden" name="officer" value=officer.id.to_string()/>
                    <input type="hidden" name="department" value=post.department.to_string()/>
                    <input type="hidden" name="regions" value=words(post.regions.iter().map(String::as_str))/>
                    <input type="hidden" name="tasks" value=words(post.tasks.iter().map(|task| task.as_str()))/>
                    <button class="link-button">{text::DROP_POST}</button>
                </form>
            }
        });
        view! { <li><span class="rows__name">{spoken(office, post)}</span>{form}</li> }
    };
    let rows = officer.posts().iter().map(row).collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

/// Words in one hidden field.
fn words<'a>(all: impl Iterator<Item = &'a str>) -> String {
    all.collect::<Vec<_>>().join(" ")
}

fn spoken(office: &Context, post: &Post) -> String {
    let region = |code: &String| {
        let known = office.city.region_below(code);
        known.map_or_else(|| office.city.name().to_owned(), |known| known.name.clone())
    };
    let regions: Vec<_> = post.regions.iter().map(region).collect();
    let regions = if regions.is_empty() {
        text::WHOLE_CITY.to_owned()
    } else {
        regions.join("、")
    };
    let tasks: Vec<_> = post.tasks.iter().map(|task| text::task(*task)).collect();
    text::post(&department(office, post), &regions, &tasks.join("、"))
}

fn new_post(office: &Context, id: &OfficerId) -> impl IntoView + use<> {
    let departments = office.city.departments().iter();
    let departments = departments.map(|one| view! { <option value=one.id.to_string()>{one.name.clone()}</option> });
    let regions = office.city.below().iter();
    let regions = regions.map(|one| view! { <option value=one.code.clone()>{one.name.clone()}</option> });
    let levels = text::LEVELS.map(|(word, name)| view! { <option value=word>{name}</option> });
    view! {
        <h2>{text::NEW_POST}</h2>
        <p class="note">{text::POSTS_LEDE}</p>
        <form class="desk__form" method="post" action=AddPost::url()>
            <input type="hidden" name="officer" value=id.to_string()/>
            <div class="field">
                <label for="department">{text::DEPARTMENT}</label>
                <select id="department" name="department">{departments.collect_view()}</select>
            </div>
            <div class="field">
                <label for="region">{text::REGION}</label>
                <select id="region" name="region"><option value="">{text::WHOLE_CITY}</option>{regions.collect_view()}</select>
            </div>
            <div class="field">
                <label for="level">{text::TASKS}</label>
                <select id="level" name="level">{levels.into_iter().collect_view()}</select>
            </div>
            <p class="group"><button class="button button--inline">{text::ADD_POST}</button></p>
        </form>
    }
}

fn switches(office: &Context, found: &Account) -> impl IntoView + use<> {
    let switch = |change: &'static str, label: &'static str| {
        view! { <button class="button button--plain button--inline" name="change" value=change>{label}</button> }
    };
    view! {
        <h2>{text::ACCOUNT}</h2>
        <form method="post" action=ChangeAccount::url()>
            <input type="hidden" name="officer" value=found.officer.id.to_string()/>
            <p class="verdict">
                {found.locked_at.is_none().then(|| switch("lock", text::LOCK))}
                {(state(office, found) != text::OPEN).then(|| switch("unlock", text::UNLOCK))}
                {switch("reset", text::RESET)}
            </p>
        </form>
    }
}

/// Gives an officer a post.
#[server]
pub(crate) async fn add_post(
    officer: String,
    department: String,
    #[server(default)] region: String,
    level: String,
) -> Result<(), ServerFnError> {
    let (office, asker) = (office(), visit().asker);
    let change = async {
        let last = Task::from_word(&level).ok_or(Error::NotFound)?;
        let tasks = match last {
            Task::Window => BTreeSet::from([Task::Window]),
            last => Task::CASEWORK.into_iter().filter(|task| *task <= last).collect(),
        };
        let post = Post {
            department: department.parse()?,
            regions: Some(region).filter(|code| !code.is_empty()).into_iter().collect(),
            tasks,
        };
        manage::add_post(&office, &asker, &officer.parse()?, post).await
    };
    go_on(back(&officer, change.await));
    Ok(())
}

/// Takes a post from an officer.
#[server]
pub(crate) async fn drop_post(
    officer: String,
    department: String,
    #[server(default)] regions: String,
    tasks: String,
) -> Result<(), ServerFnError> {
    let (office, asker) = (office(), visit().asker);
    let change = async {
        let task = |word| Task::from_word(word).ok_or(Error::NotFound);
        let post = Post {
            department: department.parse()?,
            regions: regions.split_whitespace().map(str::to_owned).collect(),
            tasks: tasks.split_whitespace().map(task).collect::<Result<_, _>>()?,
        };
        manage::drop_post(&office, &asker, &officer.parse()?, &post).await
    };
    go_on(back(&officer, change.await));
    Ok(())
}

/// Locks an account, opens it, or takes its second factor away.
#[server]
pub(crate) async fn change_account(officer: String, change: String) -> Result<(), ServerFnError> {
    let (office, asker) = (office(), visit().asker);
    let changed = async { switch(&office, &asker, &officer.parse()?, &change).await };
    go_on(back(&officer, changed.await));
    Ok(())
}

async fn switch(office: &Context, asker: &Asker, id: &OfficerId, change: &str) -> usecases::Result<()> {
    match change {
        "lock" => manage::lock(office, asker, id).await,
        "unlock" => manage::unlock(office, asker, id).await,
        "reset" => manage::reset_second_factor(office, asker, id).await,
        _ => Err(Error::NotFound),
    }
}

/// Back to the account, which shows what came of it or what is wrong.
fn back(officer: &str, outcome: usecases::Result<()>) -> usecases::Result<String> {
    match outcome {
        Ok(()) => Ok(format!("/staff/accounts/{officer}")),
        Err(error @ Error::Refused(_)) => Ok(format!("/staff/accounts/{officer}?problem={}", problem_code(&error))),
        Err(error) => Err(error),
    }
}
