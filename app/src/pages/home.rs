//! The first page, the list of all themes, and searching.

use leptos::prelude::*;
use usecases::theme::Published;
use usecases::theme::list::list;
use usecases::theme::search::search;

use crate::text::home as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{office, query};

/// `/`: what do you want to get done?
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let office = office();
    loaded(async move { list(&office).await }, |themes| {
        Frame::new(text::TITLE).exit(Exit::mine()).around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede">{text::LEDE}</p>
            <SearchForm words=String::new()/>
            <h2>{text::THEMES}</h2>
            <ThemeList themes=themes/>
        })
    })
}

/// `/themes`: all of them.
#[component]
pub(crate) fn ThemesPage() -> impl IntoView {
    let office = office();
    loaded(async move { list(&office).await }, |themes| {
        Frame::new(text::ALL_THEMES).exit(Exit::mine()).around(view! {
            <h1>{text::ALL_THEMES}</h1>
            <div class="group"><ThemeList themes=themes/></div>
        })
    })
}

/// `/search?q=`: what fits these words, and all themes when nothing does.
#[component]
pub(crate) fn SearchPage() -> impl IntoView {
    let office = office();
    let words: String = query("q").unwrap_or_default().chars().take(80).collect();
    let wanted = words.clone();
    let load = async move {
        let found = search(&office, &wanted).await?;
        let rest = if found.is_empty() {
            list(&office).await?
        } else {
            Vec::new()
        };
        Ok((found, rest))
    };
    loaded(load, move |(found, rest)| {
        let said = match (words.trim().is_empty(), found.is_empty()) {
            (true, _) => String::new(),
            (false, true) => text::NOTHING_FOUND.to_owned(),
            (false, false) => text::found(found.len()),
        };
        Frame::new(text::SEARCH_TITLE).exit(Exit::mine()).around(view! {
            <h1>{text::SEARCH_TITLE}</h1>
            <SearchForm words=words/>
            <p class="lede" role="status">{said}</p>
            <div class="group"><ThemeList themes=if found.is_empty() { rest } else { found }/></div>
        })
    })
}

#[component]
fn SearchForm(words: String) -> impl IntoView {
    view! {
        <form class="search" action="/search" role="search">
            <input type="search" name="q" value=words aria-label=text::SEARCH placeholder=text::SEARCH_EXAMPLE autocomplete="off" enterkeyhint="search"/>
            <button class="button">{text::SEARCH_BUTTON}</button>
        </form>
    }
}

#[component]
fn ThemeList(themes: Vec<Published>) -> impl IntoView {
    if themes.is_empty() {
        return view! { <p>{text::NO_THEMES}</p> }.into_any();
    }
    let row = |published: Published| {
        let theme = published.theme;
        view! {
            <li>
                <a href=format!("/themes/{}", theme.slug)>
                    <h3>{theme.name.clone()}</h3>
                    <p>{theme.summary.clone()}</p>
                    <p class="note num">{text::items(theme.items.len())}</p>
                </a>
            </li>
        }
    };
    view! { <ul class="titles">{themes.into_iter().map(row).collect_view()}</ul> }.into_any()
}
