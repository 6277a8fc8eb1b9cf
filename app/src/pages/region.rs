//! Which county: chosen once, and kept.
#![expect(clippy::unused_async, reason = "a server function is async by its signature")]

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::respond::{YEAR, cookie, go, own_path};
use crate::text::region as text;
use crate::ui::frame::{Exit, Frame};
use crate::visit::{office, query};

/// `/region?back=`: the city and its counties.
#[component]
pub(crate) fn RegionPage() -> impl IntoView {
    let office = office();
    let back = query("back").unwrap_or_else(|| "/".to_owned());
    let city = &office.city;
    let chosen = office.region.as_deref().unwrap_or_else(|| city.region());
    let button = |(code, name): (&str, String)| {
        let current = (code == chosen).then_some("true");
        view! { <button class="choice__button" name="region" value=code.to_owned() aria-current=current>{name}</button> }
    };
    let below = city
        .below()
        .iter()
        .map(|region| (region.code.as_str(), region.name.clone()));
    let all = std::iter::once((city.region(), text::whole(city.name()))).chain(below);
    let choice = if city.below().is_empty() {
        view! { <p>{text::NONE}</p> }.into_any()
    } else {
        view! {
            <form class="choice" method="post" action=ChooseRegion::url()>
                <input type="hidden" name="back" value=back/>
                {all.map(button).collect_view()}
            </form>
        }
        .into_any()
    };
    Frame::new(text::TITLE).exit(Exit::mine()).around(view! {
        <h1>{text::TITLE}</h1>
        <p class="lede">{text::LEDE}</p>
        {choice}
    })
}

/// Keeps the county, or the whole city, and goes back to where one was.
#[server]
pub(crate) async fn choose_region(region: String, #[server(default)] back: String) -> Result<(), ServerFnError> {
    let office = office();
    let known = office.city.region_below(&region);
    cookie("region", known.map(|region| region.code.as_str()), YEAR);
    go(&own_path(&without_region(&back)));
    Ok(())
}

/// A path without the county that a link named: the one just chosen holds.
fn without_region(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else {
        return if path.is_empty() {
            "/".to_owned()
        } else {
            path.to_owned()
        };
    };
    let kept: Vec<_> = query.split('&').filter(|part| !part.starts_with("region=")).collect();
    if kept.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{}", kept.join("&"))
}

#[cfg(test)]
mod tests {
    use super::without_region;

    #[test]
    fn the_county_of_a_link_gives_way_to_the_one_that_was_chosen() {
        for (path, kept) in [
            ("/themes/newborn?region=000002", "/themes/newborn"),
            ("/themes/newborn?part=steps&region=000002", "/themes/newborn?part=steps"),
            ("/themes/newborn", "/themes/newborn"),
            ("", "/"),
        ] {
            assert_eq!(without_region(path), kept);
        }
    }
}
