//! The citizen's applications.

use chrono::NaiveDate;
use leptos::prelude::*;
use usecases::application::list::list;
use usecases::application::track::Tracked;

use super::progress::short_status;
use crate::text::{account as text, date};
use crate::ui::frame::{Exit, Frame};
use crate::ui::hat::by_agent;
use crate::ui::loaded::loaded;
use crate::visit::{office, visit};

/// `/applications`.
#[component]
pub(crate) fn ApplicationsPage() -> impl IntoView {
    let office = office();
    let asker = visit().asker;
    let today = office.today();
    loaded(async move { list(&office, &asker).await }, move |applications| {
        let body = if applications.is_empty() {
            view! { <p class="lede">{text::NO_APPLICATIONS}</p> }.into_any()
        } else {
            application_rows(&applications, today).into_any()
        };
        Frame::new(text::APPLICATIONS).exit(Exit::mine()).around(view! {
            <h1>{text::APPLICATIONS}</h1>
            <div class="group">{body}</div>
        })
    })
}

/// One row per application.
pub(crate) fn application_rows(applications: &[Tracked], today: NaiveDate) -> impl IntoView + use<> {
    let row = |tracked: &Tracked| {
        let submitted = text::submitted(&date::day(tracked.application.submitted_at.day(), today));
        view! {
            <li><a class="rows__link" href=format!("/applications/{}", tracked.application.id)>
                <span class="rows__name">{tracked.title.clone()}</span>
                <span class="state num">{submitted}</span>
                <span class="note">{short_status(tracked)}</span>
                {by_agent(&tracked.application.hat, tracked.filer.as_deref())}
            </a></li>
        }
    };
    view! { <ul class="rows">{applications.iter().map(row).collect_view()}</ul> }
}
