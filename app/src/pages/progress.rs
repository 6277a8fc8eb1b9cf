//! Progress: the application as one sentence, then each case on the thread, then what happened.

mod dates;
pub(crate) mod mend;
mod sentence;
pub(crate) mod withdraw;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::case::{Case, Status};
use domain::deferral::Deferral;
use domain::theme::material::{Deferral as Rule, Material};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::application::track::{Tracked, track};
use usecases::draft::again::start_again;

use crate::islands::LiveProgress;
use crate::pages::delivery;
use crate::pages::materials::choices::words;
use crate::respond::go_on;
use crate::text::elder::ProgressPart;
use crate::text::{correction, date, delivery as delivery_text, paper, progress as text, sign};
use crate::ui::elder::{one_part, ways};
use crate::ui::frame::{Exit, Frame};
use crate::ui::islands::awake;
use crate::ui::loaded::loaded;
use crate::ui::thread::{Knot, Knotted};
use crate::ui::unbroken::unbroken;
use crate::visit::{Visit, office, part, query, visit};
use dates::Days;
use sentence::Stands;

pub(crate) use sentence::{message, short_status};

/// `/applications/{id}`; in the elder mode the cases and the messages are each a `?part=` of it.
#[component]
pub(crate) fn ProgressPage() -> impl IntoView {
    let Visit {
        asker, elder: is_elder, ..
    } = visit();
    let (office, id) = (office(), part("application"));
    let chosen = query("part");
    let reader = office.clone();
    loaded(
        async move { track(&reader, &asker, &id.parse()?).await },
        move |tracked| {
            let days = Days::of(&office, &tracked);
            let today = days.today;
            let id = tracked.application.id.to_string();
            let chosen = chosen.as_deref().and_then(ProgressPart::named);
            if let Some(part) = chosen.filter(|_| is_elder) {
                let frame = Frame::new(part.title()).place(tracked.theme.name.clone());
                return one_part(
                    frame,
                    format!("/applications/{id}"),
                    said(&office, &tracked, &days, part),
                );
            }
            let submitted = text::submitted(
                &date::day(tracked.application.submitted_at.day(), today),
                &tracked.application.number,
            );
            let is_open = tracked.cases.iter().any(|case| !case.status.is_closed());
            let events = is_open.then(|| format!("/applications/{id}/events?after={}", tracked.application.revision));
            let stale = text::stale(&date::clock(office.now()));
            let live = is_open.then(|| awake(view! { <LiveProgress/> }));
            let withdraw = is_open.then(|| view! { <p class="group withdraw"><a class="note" href=format!("/applications/{id}/withdraw")>{text::TO_WITHDRAW}</a></p> });
            Frame::new(tracked.title.clone())
                .place(tracked.theme.name.clone())
                .exit(Exit::mine())
                .around(view! {
                    <h1>{tracked.title.clone()}</h1>
                    <p class="lede num">{unbroken(&submitted)}</p>
                    <div id="now" aria-live="polite">{now(&office, &tracked, &days)}</div>
                    <div id="progress" data-events=events>
                        {owed(&tracked, today)}
                        {if is_elder { short(&office, &tracked, &days) } else { whole(&office, &tracked, &days) }}
                    </div>
                    {is_open.then(|| view! { <p id="updated" class="note num" role="status" data-stale=stale></p> })}
                    <p class="group"><a class="note" href=format!("/applications/{id}/record")>{sign::TO_RECORD}</a></p>
                    {another(&tracked)}
                    {withdraw}
                    {live}
                })
        },
    )
}

/// The papers that are still to come, each with by when and where.
fn owed(tracked: &Tracked, today: NaiveDate) -> Option<impl IntoView + use<>> {
    let row = |(deferral, material, rule): (&Deferral, &Material, &Rule)| {
        let href = format!("/drafts/{}/materials/{}", deferral.draft, material.id);
        view! {
            <li>
                <a class="rows__name" href=href>{format!("{}：{}", paper::SUPPLY, material.name)}</a>
                <span class="note num">{words(deferral.standing(today), &date::term(rule.term))}</span>
                <span class="note">{paper::otherwise(&rule.text)}</span>
            </li>
        }
    };
    let rows: Vec<_> = tracked.owed().map(row).collect();
    (!rows.is_empty()).then(|| view! { <h2>{paper::OWED}</h2><ul class="rows">{rows}</ul> })
}

/// Each case, then what happened.
fn whole(office: &Context, tracked: &Tracked, days: &Days<'_>) -> AnyView {
    // Behind the papers that are owed, where the cases begin must be seen.
    let hidden = tracked.owed().next().is_none().then_some("seen-by-readers");
    view! {
        <h2 class=hidden>{text::CASES}</h2>
        {cases(office, tracked, days, |_| true)}
        {results(office, tracked)}
        <h2>{text::MESSAGES}</h2>
        {messages(tracked, days.today)}
    }
    .into_any()
}

/// What needs the citizen, then the ways to what else there is to know; on paper everything.
fn short(office: &Context, tracked: &Tracked, days: &Days<'_>) -> AnyView {
    let id = &tracked.application.id;
    let way = |part: ProgressPart| {
        (
            format!("/applications/{id}?part={}", part.id()),
            part.title().to_owned(),
        )
    };
    view! {
        <div class="on-screen">
            <h2 class="seen-by-readers">{text::CASES}</h2>
            {cases(office, tracked, days, |case| matches!(case.status, Status::Refused | Status::Correcting))}
            {ways(ProgressPart::ALL.map(way).into())}
        </div>
        <div class="on-paper">{whole(office, tracked, days)}</div>
    }
    .into_any()
}

/// What stands on the page of one part.
fn said(office: &Context, tracked: &Tracked, days: &Days<'_>, part: ProgressPart) -> AnyView {
    match part {
        ProgressPart::Cases => view! { <h2 class="seen-by-readers">{text::CASES}</h2>{cases(office, tracked, days, |_| true)}{results(office, tracked)} }.into_any(),
        ProgressPart::Messages => messages(tracked, days.today).into_any(),
    }
}

fn cases(
    office: &Context,
    tracked: &Tracked,
    days: &Days<'_>,
    shown: fn(&&Case) -> bool,
) -> Option<impl IntoView + use<>> {
    let mut said = BTreeSet::new();
    let row = |case| {
        // What keeps several from having a day is said once; beside an accepted case it is about that one alone.
        let undated = dates::note(office, tracked, case, days)
            .filter(|why| case.status == Status::Accepted || said.insert(why.clone()));
        case_row(office, tracked, case, days, undated)
    };
    let rows: Vec<_> = tracked.cases.iter().filter(shown).map(row).collect();
    (!rows.is_empty()).then(|| view! { <ol class="thread">{rows}</ol> })
}

/// How results reach the citizen: each way once, with what comes by it where there are several.
fn results(office: &Context, tracked: &Tracked) -> Option<impl IntoView + use<>> {
    let is_coming = |case: &&Case| !matches!(case.status, Status::Refused | Status::Withdrawn | Status::Lapsed);
    let mut ways: Vec<(String, Vec<String>)> = Vec::new();
    for case in tracked.cases.iter().filter(is_coming) {
        let Some(how) = tracked.deliveries.get(&case.item) else {
            continue;
        };
        let decides = tracked.office(office, case);
        // Whoever looks over a shoulder need not read a number; in full it stands in the record.
        let how = delivery::words(&office.city, how, decides, false);
        let name = sentence::name(tracked, case);
        match ways.iter_mut().find(|(known, _)| *known == how) {
            Some((_, names)) => names.push(name),
            None => ways.push((how, vec![name])),
        }
    }
    let line = |(how, names): &(String, Vec<String>)| {
        if ways.len() == 1 {
            delivery_text::line(how)
        } else {
            delivery_text::line_of(&names.join("、"), how)
        }
    };
    let lines: Vec<_> = ways
        .iter()
        .map(|way| view! { <p class="note num">{line(way)}</p> })
        .collect();
    (!lines.is_empty()).then(|| view! { <div class="group">{lines}</div> })
}

/// What can be applied for once more at once: the other twin.
fn another(tracked: &Tracked) -> Option<impl IntoView + use<>> {
    let again = tracked.theme.again.as_ref()?;
    let application = tracked.application.id.to_string();
    Some(view! {
        <form class="group" method="post" action=ApplyAgain::url()>
            <p>{again.offer.clone()}</p>
            <input type="hidden" name="application" value=application/>
            <button class="button button--quiet button--inline">{text::ONCE_MORE}</button>
        </form>
    })
}

/// The whole in one sentence.
fn now(office: &Context, tracked: &Tracked, days: &Days<'_>) -> impl IntoView + use<> {
    let (sentence, stands) = sentence::now(office, tracked, days.today);
    let is_open = tracked.cases.iter().any(|case| !case.status.is_closed());
    let beside = match stands {
        Stands::Moving => {
            let to_do = if tracked.owed().next().is_some() {
                paper::OWED_BELOW
            } else {
                text::NOTHING_TO_DO
            };
            format!("{}{to_do}", sentence::also(tracked).unwrap_or_default())
        }
        Stands::Yours => sentence::meanwhile(tracked),
        Stands::Stopped => text::OTHERS_GO_ON.to_owned(),
    };
    let beside = (is_open && !beside.is_empty()).then(|| view! { <p>{beside}</p> });
    let done_by = dates::whole(office, tracked, days).filter(|_| stands == Stands::Moving);
    let class = match stands {
        Stands::Moving => "now",
        Stands::Yours => "now now--yours",
        Stands::Stopped => "now now--stopped",
    };
    let mend = (stands == Stands::Yours).then(|| {
        let href = format!("/applications/{}/mend", tracked.application.id);
        view! { <p><a class="button button--inline" href=href>{correction::GO}</a></p> }
    });
    view! {
        <div class=class>
            <strong class="num">{unbroken(&sentence)}</strong>
            {done_by.map(|sentence| view! { <p class="num">{unbroken(&sentence)}</p> })}
            {beside}
            {mend}
        </div>
    }
}

/// One case, with why nobody can say by when.
fn case_row(
    office: &Context,
    tracked: &Tracked,
    case: &Case,
    days: &Days<'_>,
    undated: Option<String>,
) -> impl IntoView + use<> {
    let name = sentence::name(tracked, case);
    let knot = match case.status {
        Status::Waiting => Knot::Open,
        Status::Received | Status::Accepted => Knot::Now,
        Status::Correcting => Knot::Yours,
        Status::Granted => Knot::Done,
        Status::Refused => Knot::Stopped,
        Status::Withdrawn | Status::Lapsed => Knot::Out,
    };
    let by = dates::beside(office, tracked, case, days);
    let undated = undated.map(|why| view! { <p class="note">{why}</p> });
    let next_step = case
        .decision
        .as_ref()
        .and_then(|decision| decision.next_step.as_ref())
        .map(|next| text::next_step(next));
    let again = (case.status == Status::Refused).then(|| {
        let href = format!("/themes/{}/plan?choose=1", tracked.theme.slug);
        view! { <p><a class="button button--plain button--inline" href=href>{text::AGAIN}</a></p> }
    });
    let active = matches!(
        case.status,
        Status::Received | Status::Correcting | Status::Accepted | Status::Refused
    );
    let phone = tracked.office(office, case).filter(|_| active).map(|office| {
        view! { <p class="note"><a class="num unbroken" href=format!("tel:{}", office.phone)>{text::phone(&office.phone)}</a></p> }
    });
    let promises: Vec<_> = sentence::promises(tracked, case, days.today)
        .into_iter()
        .map(|sentence| view! { <p class="note num">{sentence}</p> })
        .collect();
    Knotted::new(name).knot(knot).by(by).around(view! {
        <p class="note num">{unbroken(&sentence::case(office, tracked, case, days.latest(case), days.today))}</p>
        {undated}
        {next_step.map(|next| view! { <p>{next}</p> })}
        {promises}
        {again}
        {phone}
    })
}

fn messages(tracked: &Tracked, today: NaiveDate) -> impl IntoView + use<> {
    let row = |(sentence, at): (String, domain::moment::Moment)| {
        view! { <li><span class="rows__name num">{unbroken(&sentence)}</span><span class="state num">{date::time(at, today)}</span></li> }
    };
    view! {
        <ul class="rows">{sentence::messages(tracked).into_iter().map(row).collect_view()}</ul>
    }
}

/// Begins an application for another one, with everything that holds for both.
#[server]
pub(crate) async fn apply_again(application: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let draft = start_again(&office, &visit.asker, &application.parse()?).await?;
        Ok(format!("/drafts/{draft}"))
    };
    go_on(outcome.await);
    Ok(())
}
