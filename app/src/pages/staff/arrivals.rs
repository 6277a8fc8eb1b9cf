//! By which ways people come, for those who run the system.

use domain::channel::ChannelId;
use leptos::prelude::*;
use usecases::Context;
use usecases::arrival::{Came, ELSEWHERE, SHOWN_DAYS, list};
use usecases::theme::Published;
use usecases::theme::list::list as list_themes;

use super::duty;
use crate::text::{account, frame, staff as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{office, visit};

/// `/staff/arrivals`.
#[component]
pub(crate) fn ArrivalsPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let reader = office.clone();
    let load = async move {
        let came = list(&reader, &asker).await?;
        Ok((asker.officer()?.clone(), came, list_themes(&reader).await?))
    };
    loaded(load, move |(officer, came, themes)| {
        let back = Exit {
            href: "/staff".to_owned(),
            label: text::ACCOUNTS,
        };
        Frame::new(text::ARRIVALS)
            .place(account::officer(&officer.name, &duty(&office, &officer)))
            .exit(back)
            .wide()
            .around(view! {
                <h1>{text::ARRIVALS}</h1>
                <p class="note">{text::ARRIVALS_LEDE}</p>
                <h2 class="num">{text::last_days(SHOWN_DAYS)}</h2>
                {table(&office, &came, &themes)}
            })
    })
}

fn table(office: &Context, came: &[Came], themes: &[Published]) -> AnyView {
    if came.is_empty() {
        return view! { <p class="lede">{text::NO_ARRIVALS}</p> }.into_any();
    }
    let head = text::ARRIVAL_COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    let row = |came: &Came| {
        view! {
            <tr>
                <td>{channel(office, &came.channel)}</td>
                <td>{page(&came.page, themes)}</td>
                <td>{came.count}</td>
            </tr>
        }
    };
    view! {
        <div class="cases-scroll" tabindex="0">
            <table class="cases cases--whole num">
                <thead><tr>{head.into_iter().collect_view()}</tr></thead>
                <tbody>{came.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn channel(office: &Context, id: &str) -> String {
    let known = id.parse::<ChannelId>().ok().and_then(|id| office.city.channel(&id));
    known.map_or_else(|| text::OTHER.to_owned(), |channel| channel.name.clone())
}

/// The page's name; the address of a theme that is no more.
fn page(path: &str, themes: &[Published]) -> String {
    let theme = path.strip_prefix("/themes/").and_then(|slug| {
        let mut themes = themes.iter();
        themes.find(|published| published.theme.slug.as_str() == slug)
    });
    match (path, theme) {
        ("/", _) => frame::HOME.to_owned(),
        ("/themes", _) => frame::THEMES.to_owned(),
        (ELSEWHERE, _) => text::OTHER.to_owned(),
        (_, Some(published)) => published.theme.name.clone(),
        (other, None) => other.to_owned(),
    }
}
