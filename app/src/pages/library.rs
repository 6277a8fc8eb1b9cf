//! The material library: what can be used again, from where, until when; each can be forgotten.

use chrono::NaiveDate;
use domain::draft::{File, MediaType};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::library::{Held, list};

use crate::respond::go_on;
use crate::text::{date, draft, paper as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::leaving;
use crate::ui::loaded::loaded;
use crate::ui::material::turned;
use crate::visit::{office, visit};

/// `/me/library`.
#[component]
pub(crate) fn LibraryPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let today = office.today();
    loaded(async move { list(&office, &asker).await }, move |held| {
        let rows: Vec<_> = held.iter().map(|held| paper(held, today)).collect();
        let shown = if rows.is_empty() {
            view! { <p>{text::LIBRARY_EMPTY}</p> }.into_any()
        } else {
            view! { <ul class="rows">{rows}</ul><p class="note">{text::FORGET_NOTE}</p> }.into_any()
        };
        Frame::new(text::LIBRARY).exit(Exit::mine()).around(view! {
            <h1>{text::LIBRARY}</h1>
            <p class="lede">{text::LIBRARY_LEDE}</p>
            {shown}
        })
    })
}

fn paper(held: &Held, today: NaiveDate) -> impl IntoView + use<> {
    let name = held.name.clone();
    let first = held.files.first().map(|file| file.id.to_string());
    view! {
        <li>
            <span class="rows__name">{name.clone()}</span>
            <span class="state num">{text::until(&date::day(held.until, today))}</span>
            <span class="note num">{from(held)}</span>
            {looks(held)}
            <form method="post" action=ForgetPaper::url()>
                <input type="hidden" name="file" value=first/>
                <button class="link-button" aria-label=format!("{}：{name}", text::FORGET)>{text::FORGET}</button>
            </form>
        </li>
    }
}

/// When and for what it was handed in.
pub(super) fn from(held: &Held) -> String {
    let day = held.handed_in().map_or_else(String::new, |at| date::whole(at.day()));
    text::handed_in(&day, &held.theme)
}

/// Its photos and documents, to be looked at.
pub(super) fn looks(held: &Held) -> impl IntoView + use<> {
    let look = |(number, file): (usize, &File)| {
        let href = format!("/files/{}", file.id);
        let is_picture = file.media_type != MediaType::Pdf;
        let picture =
            is_picture.then(|| view! { <img src=href alt=draft::A_PHOTO class=turned(file) loading="lazy"/> });
        let shown = view! { {picture}{text::one_of(number)} };
        leaving::paper(file, "file", leaving::beside(), shown)
    };
    (1..).zip(&held.files).map(look).collect_view()
}

/// Takes a paper out of one's library.
#[server]
pub(crate) async fn forget_paper(file: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        usecases::account::my_data::forget_paper(&office, &visit.asker, &file.parse()?).await?;
        Ok("/me/library".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}
