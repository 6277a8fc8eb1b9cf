//! Progress: the application as one sentence, then each case on the thread, then what happened; and withdrawing.

mod sentence;

use chrono::NaiveDate;
use domain::case::{Case, Status};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::application::track::{Tracked, track};
use usecases::application::withdraw::withdraw;
use usecases::draft::again::start_again;

use crate::islands::LiveProgress;
use crate::respond::go_on;
use crate::text::date;
use crate::text::elder::ProgressPart;
use crate::text::progress as text;
use crate::ui::elder::{one_part, ways};
use crate::ui::frame::{Exit, Frame};
use crate::ui::islands::awake;
use crate::ui::loaded::loaded;
use crate::ui::thread::{Knot, Knotted};
use crate::visit::{Visit, office, part, query, visit};

pub(crate) use sentence::short_status;

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
            let today = office.today();
            let id = tracked.application.id.to_string();
            let chosen = chosen.as_deref().and_then(ProgressPart::named);
            if let Some(part) = chosen.filter(|_| is_elder) {
                let frame = Frame::new(part.title()).place(tracked.theme.name.clone());
                return one_part(
                    frame,
                    format!("/applications/{id}"),
                    said(&office, &tracked, today, part),
                );
            }
            let submitted = text::submitted(
                &date::day(tracked.application.submitted_at.day(), today),
                &tracked.application.number,
            );
            let is_open = tracked.cases.iter().any(|case| !case.status.is_closed());
            let events = is_open.then(|| format!("/applications/{id}/events?after={}", tracked.application.revision));
            let live = is_open.then(|| awake(view! { <LiveProgress/> }));
            let withdraw = is_open.then(|| view! { <p class="group withdraw"><a class="note" href=format!("/applications/{id}/withdraw")>{text::WITHDRAW}</a></p> });
            Frame::new(tracked.title.clone())
                .place(tracked.theme.name.clone())
                .exit(Exit::mine())
                .around(view! {
                    <h1>{tracked.title.clone()}</h1>
                    <p class="lede num">{submitted}</p>
                    <div id="progress" data-events=events aria-live="polite">
                        {now(&office, &tracked, today)}
                        {if is_elder { short(&office, &tracked, today) } else { whole(&office, &tracked, today) }}
                    </div>
                    {another(&tracked)}
                    {withdraw}
                    {live}
                })
        },
    )
}

/// Each case, then what happened.
fn whole(office: &Context, tracked: &Tracked, today: NaiveDate) -> AnyView {
    view! {
        <h2 class="seen-by-readers">{text::CASES}</h2>
        {cases(office, tracked, today, |_| true)}
        <h2>{text::MESSAGES}</h2>
        {messages(tracked, today)}
    }
    .into_any()
}

/// What needs the citizen, then the ways to what else there is to know; on paper everything.
fn short(office: &Context, tracked: &Tracked, today: NaiveDate) -> AnyView {
    let id = &tracked.application.id;
    let way = |part: ProgressPart| {
        (
            format!("/applications/{id}?part={}", part.id()),
            part.title().to_owned(),
        )
    };
    view! {
        <div class="on-screen">
            {cases(office, tracked, today, |case| case.status == Status::Refused)}
            {ways(ProgressPart::ALL.map(way).into())}
        </div>
        <div class="on-paper">{whole(office, tracked, today)}</div>
    }
    .into_any()
}

/// What stands on the page of one part.
fn said(office: &Context, tracked: &Tracked, today: NaiveDate, part: ProgressPart) -> AnyView {
    match part {
        ProgressPart::Cases => cases(office, tracked, today, |_| true).into_any(),
        ProgressPart::Messages => messages(tracked, today).into_any(),
    }
}

fn cases(
    office: &Context,
    tracked: &Tracked,
    today: NaiveDate,
    shown: fn(&&Case) -> bool,
) -> Option<impl IntoView + use<>> {
    let cases = tracked.cases.iter().filter(shown);
    let rows: Vec<_> = cases.map(|case| case_row(office, tracked, case, today)).collect();
    (!rows.is_empty()).then(|| view! { <ol class="thread">{rows}</ol> })
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
fn now(office: &Context, tracked: &Tracked, today: NaiveDate) -> impl IntoView + use<> {
    let (sentence, is_stopped) = sentence::now(office, tracked, today);
    let is_open = tracked.cases.iter().any(|case| !case.status.is_closed());
    let beside = if is_stopped {
        text::OTHERS_GO_ON.to_owned()
    } else {
        format!("{}{}", sentence::also(tracked).unwrap_or_default(), text::NOTHING_TO_DO)
    };
    let class = if is_stopped { "now now--stopped" } else { "now" };
    view! {
        <div class=class>
            <strong class="num">{sentence}</strong>
            {is_open.then(|| view! { <p>{beside}</p> })}
        </div>
    }
}

fn case_row(office: &Context, tracked: &Tracked, case: &Case, today: NaiveDate) -> impl IntoView + use<> {
    let name = tracked
        .item(case)
        .map_or_else(|| case.item.to_string(), |item| item.short.clone());
    let knot = match case.status {
        Status::Waiting => Knot::Open,
        Status::Received | Status::Accepted => Knot::Now,
        Status::Granted => Knot::Done,
        Status::Refused => Knot::Stopped,
        Status::Withdrawn | Status::Lapsed => Knot::Out,
    };
    let by = match (case.status, case.due, &case.decision) {
        (Status::Received | Status::Accepted, Some(due), _) if due < today => text::LATE.to_owned(),
        (Status::Received, Some(due), _) => text::days_to_answer(office.calendar.workdays_between(today, due)),
        (Status::Accepted, Some(due), _) => text::days_left(office.calendar.workdays_between(today, due)),
        (_, _, Some(decision)) => date::day(decision.at.day(), today),
        _ => String::new(),
    };
    let next_step = case
        .decision
        .as_ref()
        .and_then(|decision| decision.next_step.as_ref())
        .map(|next| text::next_step(next));
    let again = (case.status == Status::Refused).then(|| {
        let href = format!("/themes/{}/plan?choose=1", tracked.theme.slug);
        view! { <p><a class="button button--plain button--inline" href=href>{text::AGAIN}</a></p> }
    });
    let active = matches!(case.status, Status::Received | Status::Accepted | Status::Refused);
    let phone = tracked.office(office, case).filter(|_| active).map(|office| {
        view! { <p class="note"><a class="num" href=format!("tel:{}", office.phone)>{text::phone(&office.phone)}</a></p> }
    });
    Knotted::new(name).knot(knot).by(by).around(view! {
        <p class="note num">{sentence::case(office, tracked, case, today)}</p>
        {next_step.map(|next| view! { <p>{next}</p> })}
        {again}
        {phone}
    })
}

fn messages(tracked: &Tracked, today: NaiveDate) -> impl IntoView + use<> {
    let row = |(sentence, at): (String, domain::moment::Moment)| {
        view! { <li><span class="rows__name">{sentence}</span><span class="state num">{date::time(at, today)}</span></li> }
    };
    view! {
        <ul class="rows">{sentence::messages(tracked).into_iter().map(row).collect_view()}</ul>
    }
}

/// `/applications/{id}/withdraw`: asks once.
#[component]
pub(crate) fn WithdrawPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("application"));
    loaded(async move { track(&office, &asker, &id.parse()?).await }, |tracked| {
        let id = tracked.application.id.to_string();
        let action = view! {
            <a class="button button--quiet" href=format!("/applications/{id}")>{text::KEEP}</a>
            <form method="post" action=WithdrawApplication::url()>
                <input type="hidden" name="application" value=id/>
                <button class="button button--danger">{text::WITHDRAW}</button>
            </form>
        };
        Frame::new(text::WITHDRAW_TITLE)
            .place(tracked.theme.name.clone())
            .action(action)
            .around(view! {
                <h1>{text::WITHDRAW_TITLE}</h1>
                <p class="lede">{tracked.title.clone()}</p>
                <p>{text::WITHDRAW_LEDE}</p>
            })
    })
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

/// Withdraws an application.
#[server]
pub(crate) async fn withdraw_application(application: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        withdraw(&office, &visit.asker, &application.parse()?).await?;
        Ok(format!("/applications/{application}"))
    };
    go_on(outcome.await);
    Ok(())
}
