//! Staff: signing in with two factors, the accounts, by which ways people come, and the log.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod arrivals;
pub(crate) mod audit;
pub(crate) mod second_factor;
pub(crate) mod sign_in;

use domain::staff::{Officer, Post, Role, Task};
use usecases::Context;

use crate::text::staff as text;

/// Where an officer's work begins.
pub(crate) fn home(officer: &Officer) -> &'static str {
    match officer.role() {
        None if officer.serves() && !does_casework(officer) => "/desk/window",
        None => "/desk",
        Some(Role::System | Role::Security) => "/staff",
        Some(Role::Audit) => "/audit",
    }
}

/// Whether any of their posts is about cases.
pub(crate) fn does_casework(officer: &Officer) -> bool {
    let posts = officer.posts().iter();
    posts
        .flat_map(|post| &post.tasks)
        .any(|task| Task::CASEWORK.contains(task))
}

/// What an officer is there for, in a few words: the part of running the system, or the departments.
pub(crate) fn duty(office: &Context, officer: &Officer) -> String {
    if let Some(role) = officer.role() {
        return text::role(role).to_owned();
    }
    let mut names: Vec<_> = officer.posts().iter().map(|post| department(office, post)).collect();
    names.dedup();
    if names.is_empty() {
        text::NO_POST.to_owned()
    } else {
        names.join("、")
    }
}

fn department(office: &Context, post: &Post) -> String {
    let known = office.city.department(&post.department);
    known.map_or_else(|| post.department.to_string(), |known| known.name.clone())
}
