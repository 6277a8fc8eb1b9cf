//! The first page, the list of all themes, and searching.

use domain::field::Kind;
use domain::theme::Theme;
use leptos::prelude::*;
use usecases::city::City;
use usecases::theme::Published;
use usecases::theme::list::list;
use usecases::theme::search::{Search, search};

use crate::islands::Suggestions;
use crate::text::home as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::islands::awake;
use crate::ui::loaded::loaded;
use crate::visit::{office, public_path, query, region_of_link, visit};

/// The longest text that is searched for, characters.
const LONGEST: usize = 80;

/// Themes on the first page.
const FIRST: usize = 12;
/// Themes on one page of the list.
const PER_PAGE: usize = 50;
/// The same in the elder mode.
const PER_PAGE_ELDER: usize = 8;

/// `/`: what do you want to get done? In the elder mode three choices.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let office = office();
    if visit().elder {
        return three_choices(&office.city).into_any();
    }
    loaded(async move { list(&office).await }, |themes| {
        let frame = Frame::new(text::TITLE).public().shared(text::LEDE, public_path("/"));
        frame.exit(Exit::mine()).around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede">{text::LEDE}</p>
            <SearchForm words=String::new()/>
            {first_themes(themes)}
        })
    })
    .into_any()
}

/// The first themes by whom they are for, and the way to all of them.
fn first_themes(themes: Vec<Published>) -> AnyView {
    let all = themes.len();
    let first = themes.into_iter().take(FIRST);
    let (companies, people): (Vec<_>, Vec<_>) = first.partition(|published| is_for_companies(&published.theme));
    let more = (all > FIRST)
        .then(|| view! { <p class="group"><a class="more num" href=public_path("/themes")>{text::more(all)}</a></p> });
    if companies.is_empty() || people.is_empty() {
        return view! { <h2>{text::THEMES}</h2><ThemeList themes=[people, companies].concat()/>{more} }.into_any();
    }
    view! {
        <h2>{text::FOR_PEOPLE}</h2>
        <ThemeList themes=people/>
        <h2>{text::FOR_COMPANIES}</h2>
        <ThemeList themes=companies/>
        {more}
    }
    .into_any()
}

/// Whether it is for a shop or a company: only their form asks for a credit code.
pub(super) fn is_for_companies(theme: &Theme) -> bool {
    let mut fields = theme.topics.iter().flat_map(|topic| &topic.fields);
    fields.any(|field| field.element.kind == Kind::CreditCode)
}

/// To do something, to see how it stands, to ask a person.
fn three_choices(city: &City) -> impl IntoView + use<> {
    let helpline = city.helpline();
    let choice = |to: String, name: &'static str, note: String| {
        view! { <li><a href=to><strong>{name}</strong><span class="note num">{note}</span></a></li> }
    };
    let frame = Frame::new(text::TITLE).public().shared(text::LEDE, public_path("/"));
    frame.with_its_own_call().around(view! {
        <h1>{text::TITLE}</h1>
        <ul class="three">
            {choice(public_path("/themes"), text::ELDER_DO, text::ELDER_DO_NOTE.to_owned())}
            {choice("/me".to_owned(), text::ELDER_MINE, text::ELDER_MINE_NOTE.to_owned())}
            {choice(format!("tel:{}", helpline.number), text::ELDER_CALL, text::elder_call_note(&helpline.number, &helpline.hours))}
        </ul>
    })
}

/// `/themes?page=`: all of them, a page at a time.
#[component]
pub(crate) fn ThemesPage() -> impl IntoView {
    let office = office();
    let elder = visit().elder;
    let asked = query("page").and_then(|page| page.parse().ok()).unwrap_or(1_usize);
    loaded(async move { list(&office).await }, move |mut themes| {
        // What is for people comes first, as on the first page.
        themes.sort_by_key(|published| is_for_companies(&published.theme));
        let per_page = if elder { PER_PAGE_ELDER } else { PER_PAGE };
        let pages = themes.len().div_ceil(per_page).max(1);
        let page = asked.clamp(1, pages);
        let shown: Vec<_> = themes.into_iter().skip((page - 1) * per_page).take(per_page).collect();
        let title = if elder { text::ELDER_LIST } else { text::ALL_THEMES };
        let list = if elder {
            names(shown).into_any()
        } else {
            view! { <h2 class="seen-by-readers">{text::THEMES}</h2><ThemeList themes=shown/> }.into_any()
        };
        let frame = Frame::new(title).public().shared(text::LEDE, public_path("/themes"));
        let frame = if elder { frame } else { frame.exit(Exit::mine()) };
        frame.around(view! {
            <h1>{title}</h1>
            <div class="group">{list}</div>
            {pager(page, pages)}
            {elder.then(|| view! { <p class="group"><a class="more" href=public_path("/search")>{text::ELDER_SEARCH}</a></p> })}
        })
    })
}

/// The names alone, each a whole row to tap.
fn names(themes: Vec<Published>) -> impl IntoView {
    let row = |published: Published| {
        let theme = published.theme;
        view! { <li><a class="choice__button" href=public_path(&format!("/themes/{}", theme.slug))>{theme.name.clone()}</a></li> }
    };
    view! { <ul class="choice">{themes.into_iter().map(row).collect_view()}</ul> }
}

/// Which page this is, and the ones beside it.
fn pager(page: usize, pages: usize) -> Option<impl IntoView> {
    let link = |to: usize, name: &'static str| {
        (1..=pages)
            .contains(&to)
            .then(|| view! { <a class="more" href=public_path(&format!("/themes?page={to}"))>{name}</a> })
    };
    (pages > 1).then(|| {
        view! {
            <nav class="pager num">
                {link(page - 1, text::PREVIOUS)}
                <span>{text::page_of(page, pages)}</span>
                {link(page + 1, text::NEXT)}
            </nav>
        }
    })
}

/// `/search?q=`: what fits these words; what comes nearest and whom to ask when nothing does; all themes without words.
#[component]
pub(crate) fn SearchPage() -> impl IntoView {
    let office = office();
    let words: String = query("q").unwrap_or_default().chars().take(LONGEST).collect();
    let helpline = office.city.helpline().clone();
    let asked = words.clone();
    let load = async move {
        if asked.trim().is_empty() {
            return Ok((Search::default(), list(&office).await?));
        }
        Ok((search(&office, &asked).await?, Vec::new()))
    };
    loaded(load, move |(Search { found, nearest }, all)| {
        let is_asked = !words.trim().is_empty();
        let said = match (is_asked, found.len()) {
            (false, _) => String::new(),
            (true, 0) => text::NOTHING_FOUND.to_owned(),
            (true, count) => text::found(count),
        };
        let person = (is_asked && found.is_empty()).then(|| {
            let ask = text::ask_a_person(&helpline.number, &helpline.hours);
            view! { <p class="group"><a class="num" href=format!("tel:{}", helpline.number)>{ask}</a></p> }
        });
        let next = if nearest.is_empty() {
            text::THEMES
        } else {
            text::NEAREST
        };
        let themes = match (is_asked, found.is_empty()) {
            (false, _) => {
                let count = all.len();
                let more = (count > PER_PAGE).then(|| {
                    view! { <p class="group"><a class="more num" href=public_path("/themes")>{text::more(count)}</a></p> }
                });
                let first = all.into_iter().take(PER_PAGE).collect();
                view! {
                    <h2 class="seen-by-readers">{text::THEMES}</h2>
                    <div class="group"><ThemeList themes=first/></div>
                    {more}
                }
                .into_any()
            }
            (true, false) => view! {
                <h2 class="seen-by-readers">{text::THEMES}</h2>
                <div class="group"><ThemeList themes=found/></div>
            }
            .into_any(),
            (true, true) => view! {
                <h2>{next}</h2>
                {(!nearest.is_empty()).then(|| view! { <ThemeList themes=nearest/> })}
                <p class="group"><a href=public_path("/themes")>{text::TO_ALL_THEMES}</a></p>
            }
            .into_any(),
        };
        Frame::new(text::SEARCH_TITLE).exit(Exit::mine()).around(view! {
            <h1>{text::SEARCH_TITLE}</h1>
            <SearchForm words=words/>
            <ul id="suggestions" class="suggestions" aria-label=text::SUGGESTIONS hidden></ul>
            <p class="lede" role="status">{said}</p>
            {person}
            {themes}
            {awake(view! { <Suggestions/> })}
        })
    })
}

#[component]
fn SearchForm(words: String) -> impl IntoView {
    view! {
        <form class="search" action="/search" role="search">
            <input id="search-words" type="search" name="q" value=words aria-label=text::SEARCH placeholder=text::SEARCH_EXAMPLE maxlength=LONGEST autocomplete="off" enterkeyhint="search"/>
            {region_of_link().map(|code| view! { <input type="hidden" name="region" value=code/> })}
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
                <a href=public_path(&format!("/themes/{}", theme.slug))>
                    <h3>{theme.name.clone()}</h3>
                    <p>{theme.summary.clone()}</p>
                    <p class="note num">{text::items(theme.most_items(), theme.one_of.is_empty())}</p>
                </a>
            </li>
        }
    };
    view! { <ul class="titles">{themes.into_iter().map(row).collect_view()}</ul> }.into_any()
}
