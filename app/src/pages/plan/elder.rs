//! The list in the elder mode: how many, until when, what to prepare, one button; everything else one thing per screen.

use domain::condition::Truth;
use domain::plan::Need;
use leptos::prelude::*;
use usecases::Context;
use usecases::plan::MyPlan;

use super::papers::papers;
use super::{list, why};
use crate::text::{frame, guide, plan as text};
use crate::ui::frame::{Exit, Frame};

/// The short list, or the part of it that was chosen.
pub(super) fn page(office: &Context, mine: &MyPlan, is_signed_in: bool, part: Option<&str>) -> AnyView {
    let named = text::ELDER_PARTS.into_iter().find(|(id, _)| part == Some(id));
    match named {
        Some((part, title)) => one_part(office, mine, part, title),
        None => short(office, mine, is_signed_in),
    }
}

fn short(office: &Context, mine: &MyPlan, is_signed_in: bool) -> AnyView {
    let theme = &mine.published.theme;
    let asked: Vec<_> = mine
        .plan
        .materials
        .iter()
        .filter_map(|planned| {
            let name = &theme.materials.get(planned.position)?.name;
            match planned.need {
                Need::Required => Some(name.clone()),
                Need::Undecided => Some(guide::perhaps(name)),
                Need::Optional | Need::Waived(_) | Need::WaiverExpected(_) => None,
            }
        })
        .collect();
    let title = match asked.len() {
        _ if !list::applies_at_all(mine) => None,
        0 => Some(guide::NOTHING_ASKED.to_owned()),
        count => Some(guide::prepare(count)),
    };
    let names = asked.into_iter().map(|name| view! { <li>{name}</li> });
    let link = |href: String, name: &'static str| view! { <li><a class="choice__button" href=href>{name}</a></li> };
    let parts = text::ELDER_PARTS.into_iter().filter(|(part, _)| has(mine, part));
    let parts = parts.map(|(part, name)| link(format!("?part={part}"), name));
    let choose = list::applies_at_all(mine).then(|| link("?choose=1".to_owned(), text::CHOOSE));
    Frame::new(text::TITLE)
        .place(theme.name.clone())
        .exit(list::exit(mine))
        .action(list::start(mine, is_signed_in))
        .around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede num">{list::lede(mine)}</p>
            {list::came_along(mine)}
            {list::ruled_out(mine)}
            {list::look_up_offer(mine, is_signed_in)}
            {why::open(office, mine)}
            {title.map(|title| view! { <h2>{title}</h2><ul class="rows">{names.collect_view()}</ul> })}
            <ul class="choice group">{parts.collect_view()}{choose}</ul>
            {list::again(mine)}
        })
}

/// Whether a part has anything to say.
fn has(mine: &MyPlan, part: &str) -> bool {
    match part {
        "dates" => mine.plan.done_by.is_some(),
        "papers" => !mine.plan.materials.is_empty(),
        "rules" => !mine.published.theme.parties.is_empty() || mine.plan.eligibility.contains(&Truth::Unknown),
        _ => true,
    }
}

fn one_part(office: &Context, mine: &MyPlan, part: &str, title: &'static str) -> AnyView {
    let said = match part {
        "items" => list::items(mine).into_any(),
        "dates" => list::dates(office, mine).into_any(),
        "papers" => papers(mine),
        "rules" => view! { {list::parties(mine)}{list::check_yourself(mine)} }.into_any(),
        _ => list::answers(office, mine).into_any(),
    };
    let back = format!("/themes/{}/plan", mine.published.theme.slug);
    let exit = Exit {
        href: back.clone(),
        label: frame::BACK,
    };
    Frame::new(title)
        .place(mine.published.theme.name.clone())
        .exit(exit)
        .action(view! { <a class="button" href=back>{frame::BACK}</a> })
        .around(view! {
            <h1>{title}</h1>
            <div class="one-part">{said}</div>
        })
}
