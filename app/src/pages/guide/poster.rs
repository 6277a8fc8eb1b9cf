//! A guide as a page for a wall: what it is about and a code that leads to it, by a way that is counted.

use domain::channel::ChannelId;
use leptos::prelude::*;
use leptos_meta::Link;
use usecases::theme::read::read;

use super::sources::Guide;
use crate::text::{frame, guide as text};
use crate::ui::code::drawn;
use crate::ui::frame::{Exit, Frame};
use crate::ui::leaving::can_keep;
use crate::ui::loaded::loaded;
use crate::visit::{address as site, office, part, query};

/// The way people come by a poster of which nobody says where it hangs.
const POSTER: &str = "poster";

/// `/themes/{slug}/poster?for=`: the way that the code names, if the city counts it.
#[component]
pub(crate) fn PosterPage() -> impl IntoView {
    let office = office();
    let reader = office.clone();
    let slug = part("slug");
    let way = query("for").and_then(|name| name.parse::<ChannelId>().ok());
    let way = way.filter(|way| office.city.channel(way).is_some());
    let way = way.map_or_else(|| POSTER.to_owned(), |way| way.to_string());
    loaded(async move { read(&reader, &slug.parse()?).await }, move |published| {
        let guide = Guide::new(published, office);
        let address = site(&format!("{}&from={way}", guide.shared()));
        let back = Exit {
            href: guide.path(None),
            label: frame::BACK,
        };
        let theme = &guide.theme;
        // Who sends it on sends the guide: its title, its sentence, its one address.
        let canonical = guide.canonical();
        let frame = Frame::new(theme.name.clone()).shared(theme.summary.clone(), canonical.clone());
        frame.exit(back).around(view! {
            <Link rel="canonical" href=site(&canonical)/>
            <div class="poster">
                <h1>{theme.name.clone()}</h1>
                <p class="lede">{theme.summary.clone()}</p>
                {drawn(&address, text::CODE_LABEL)}
                <p><strong>{text::POSTER_SCAN}</strong></p>
                <p>{text::POSTER_TYPE}</p>
                <p class="poster__address">{site(&canonical)}</p>
            </div>
            {can_keep().then(|| view! { <p class="note group on-screen">{text::POSTER_PRINT}</p> })}
        })
    })
}
