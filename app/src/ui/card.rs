//! What a page says of itself where its address is sent on: one for everyone what it is about, any other no more than whose site it
//! is, so that nobody's affairs stand in a card.

use leptos::prelude::*;
use leptos_meta::Meta;

use crate::text::frame::{ABOUT, PRODUCT};
use crate::visit::address;

/// What a page for everyone says of itself.
pub(crate) struct Card {
    /// What it is about, in a sentence.
    pub(crate) about: String,
    /// Its path, without anything that somebody typed.
    pub(crate) path: String,
}

/// The card of a page with this title, in its head. What is for one person only is kept out of searches, too.
pub(crate) fn card(title: &str, own: Option<Card>) -> impl IntoView + use<> {
    let hidden = own.is_none().then(|| view! { <Meta name="robots" content="noindex"/> });
    let (title, Card { about, path }) = match own {
        Some(own) => (title.to_owned(), own),
        None => (
            PRODUCT.to_owned(),
            Card {
                about: ABOUT.to_owned(),
                path: "/".to_owned(),
            },
        ),
    };
    view! {
        {hidden}
        <Meta name="description" content=about.clone()/>
        <Meta property="og:title" content=title/>
        <Meta property="og:description" content=about/>
        <Meta property="og:image" content=address("/share.png")/>
        <Meta property="og:url" content=address(&path)/>
    }
}
