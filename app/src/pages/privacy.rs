//! What is kept about people, by the same rules that delete it.

use leptos::prelude::*;
use usecases::retention::{RULES, Rule};

use crate::text::privacy as text;
use crate::ui::frame::Frame;
use crate::visit::office;

/// Milliseconds of a day.
pub(super) const DAY: i64 = 24 * 60 * 60 * 1000;

/// `/privacy`.
#[component]
pub(crate) fn PrivacyPage() -> impl IntoView {
    let office = office();
    let helpline = office.city.helpline();
    let ask = text::ask(office.city.name(), &helpline.number, &helpline.hours);
    let row = |rule: &Rule| {
        let (what, why) = text::what(rule.what)?;
        let kept = text::days(rule.kept / DAY);
        Some(
            view! { <li><span class="rows__name">{what}</span><span class="state num">{kept}</span><p class="note">{why}</p></li> },
        )
    };
    Frame::new(text::TITLE).shared(text::ABOUT, "/privacy").around(view! {
        <h1>{text::TITLE}</h1>
        <h2>{text::YOURS}</h2>
        <ul class="plain">{text::YOURS_ARE.map(|line| view! { <li>{line}</li> }).into_iter().collect_view()}</ul>
        <h2>{text::BY_ITSELF}</h2>
        <ul class="rows">{RULES.iter().filter_map(row).collect_view()}</ul>
        <h2>{text::HOW}</h2>
        <p>{text::HOW_IT_IS}</p>
        <h2>{text::RIGHTS}</h2>
        <p><a class="more" href="/me/data">{text::TO_MY_DATA}</a></p>
        <p class="num group">{ask}</p>
    })
}
