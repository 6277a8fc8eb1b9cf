//! Everything that is kept about a citizen, in plain groups, each with where it is corrected or taken back.

pub(crate) mod erase;
pub(crate) mod export;

use chrono::NaiveDate;
use domain::draft::Consented;
use domain::help::Help;
use domain::party::Invitation;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::account::my_data::{Joined, Kept, Look, MyData, collect};
use usecases::draft::consents::withdraw;
use usecases::draft::expire;

use super::applications::application_rows;
use super::help::question_of;
use super::means::name as means_name;
use super::privacy::DAY;
use crate::respond::go_on;
use crate::text::{account, date, help, my_data as text, paper, party, privacy};
use crate::ui::frame::{Exit, Frame};
use crate::ui::leaving;
use crate::ui::loaded::loaded;
use crate::visit::{office, query, visit};

/// How many of each kind are shown.
const SHOWN: u64 = 20;

/// `/me/data`; with `?show=` numbers stand in full.
#[component]
pub(crate) fn MyDataPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let in_full = query("show").is_some();
    let reader = office.clone();
    loaded(async move { collect(&reader, &asker, SHOWN).await }, move |data| {
        let today = office.today();
        let exit = Exit::mine();
        Frame::new(text::TITLE).exit(exit).around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede">{text::LEDE}</p>
            {account(&office, &data, in_full)}
            {submitted(&data, today)}
            <div class="asked group">
                {group(text::PAPERS, papers(&data, today))}
                {group(text::REGISTERS, registers(&office, &data, today))}
                {group(party::TOGETHER, together(&office, &data))}
                {group(text::HELPS, helps(&office, &data))}
                {group(text::CONSENTS, consents(&data, today))}
                {group(text::NOTICES, notices(&data, today))}
                {group(text::LOOKS, looks(&office, &data, today))}
            </div>
            {(!data.is_whole).then(|| view! { <p class="note">{text::MORE}</p> })}
            <h2>{text::KEPT}</h2>
            <p class="num">{text::kept_how_long(&privacy::days(expire::KEPT / DAY))}</p>
            <p><a class="more" href="/privacy">{privacy::RULES}</a></p>
            <p class="group"><a class="button button--plain button--inline" href="/me/data/export">{text::EXPORT}</a></p>
            <p class="group"><a class="note" href="/me/data/delete">{text::ERASE}</a></p>
        })
    })
}

/// Who it is, as the account knows.
pub(super) fn identity(data: &MyData, in_full: bool) -> impl IntoView + use<> {
    let phone = &data.citizen.phone;
    let (name, id_number) = match &data.citizen.real_name {
        Some(known) if in_full => (known.name.clone(), known.id_number.to_string()),
        Some(known) => (known.name.clone(), known.id_number.masked()),
        None => (text::NOT_CONFIRMED.to_owned(), text::NOT_CONFIRMED.to_owned()),
    };
    let phone = if in_full {
        phone.clone()
    } else {
        domain::field::Kind::Phone.masked(phone).into_owned()
    };
    let rows = [
        (account::NAME, name),
        (account::ID_NUMBER, id_number),
        (text::PHONE, phone),
    ];
    let row = |(label, said): (&'static str, String)| view! { <div><dt>{label}</dt><dd class="num">{said}</dd></div> };
    view! { <dl class="stated">{rows.map(row)}</dl> }
}

fn account(office: &Context, data: &MyData, in_full: bool) -> impl IntoView + use<> {
    let register = office.city.real_name().and_then(|id| office.city.register(id));
    let correct = match (&data.citizen.real_name, register) {
        (Some(_), Some(register)) => view! { <p class="note">{text::correct_name(&register.name)}</p> }.into_any(),
        (Some(_), None) => ().into_any(),
        (None, _) => view! { <p><a href="/me/real-name?next=/me/data">{text::TO_CONFIRM}</a></p> }.into_any(),
    };
    let (href, word) = if in_full {
        ("/me/data", text::HIDE)
    } else {
        ("/me/data?show=1", text::SHOW)
    };
    let today = office.today();
    let means = data.means.iter().map(|(kind, since)| {
        let since = text::since(&date::day(since.day(), today));
        view! { <li><span class="rows__name">{means_name(office, *kind)}</span><span class="state num">{since}</span></li> }
    });
    view! {
        <h2>{text::ACCOUNT}</h2>
        {identity(data, in_full)}
        <p><a class="field__doubt" href=href>{word}</a></p>
        {correct}
        <p class="note">{text::CORRECT_PHONE}</p>
        <h2>{text::MEANS}</h2>
        <ul class="rows">
            {means.collect_view()}
            <li><a class="rows__link" href="/me/devices"><span class="rows__name">{account::DEVICES}</span></a></li>
        </ul>
    }
}

/// Drafts and applications.
fn submitted(data: &MyData, today: NaiveDate) -> impl IntoView + use<> {
    let row = |kept: &Kept| {
        let base = format!("/drafts/{}", kept.draft.id);
        let delete = format!("{}：{}", text::DELETE, kept.title);
        view! {
            <li>
                <a class="rows__link" href=base.clone()>
                    <span class="rows__name">{kept.title.clone()}</span>
                    <span class="state num">{account::saved(&date::time(kept.draft.updated_at, today))}</span>
                </a>
                <a class="field__doubt" href=format!("{base}/delete") aria-label=delete>{text::DELETE}</a>
            </li>
        }
    };
    let drafts: Vec<_> = data
        .drafts
        .iter()
        .filter(|kept| kept.draft.submitted_at.is_none())
        .map(row)
        .collect();
    let drafts = if drafts.is_empty() {
        view! { <p>{text::NONE}</p> }.into_any()
    } else {
        view! { <ul class="rows">{drafts}</ul><p class="note">{text::CORRECT_DRAFT}</p> }.into_any()
    };
    let applications = if data.applications.is_empty() {
        view! { <p>{text::NONE}</p> }.into_any()
    } else {
        let shown = usize::try_from(SHOWN)
            .unwrap_or(usize::MAX)
            .min(data.applications.len());
        let shown = data.applications.get(..shown).unwrap_or_default();
        view! { {application_rows(shown, today)}<p class="note">{text::CORRECT_APPLICATION}</p> }.into_any()
    };
    view! { <h2>{text::DRAFTS}</h2>{drafts}<h2>{text::APPLICATIONS}</h2>{applications} }
}

/// A group to open, with how many are in it; or that there are none.
fn group(name: &'static str, (count, rows): (usize, AnyView)) -> impl IntoView {
    let rows = if count == 0 {
        view! { <p>{text::NONE}</p> }.into_any()
    } else {
        rows
    };
    let count = (count > 0).then(|| view! { <span class="note num">{count}</span> });
    view! { <details><summary>{name}{count}</summary>{rows}</details> }
}

fn papers(data: &MyData, today: NaiveDate) -> (usize, AnyView) {
    let of_one = |kept: &Kept| {
        let row = |file: &domain::draft::File| {
            let mut materials = kept.theme.materials.iter();
            let material = materials.find(|material| material.id == file.material);
            let name = material.map_or_else(|| file.name.clone(), |material| material.name.clone());
            view! {
                <li>
                    {leaving::paper(file, "rows__name", None, name)}
                    <span class="state num">{date::day(file.stored_at.day(), today)}</span>
                    <span class="note">{kept.title.clone()}</span>
                </li>
            }
        };
        kept.files.iter().map(row).collect::<Vec<_>>()
    };
    let rows: Vec<_> = data.drafts.iter().flat_map(of_one).collect();
    let count = rows.len();
    (
        count,
        view! { <ul class="rows">{rows}</ul><p><a class="more" href="/me/library">{paper::TO_LIBRARY}</a></p> }
            .into_any(),
    )
}

pub(super) fn registers(office: &Context, data: &MyData, today: NaiveDate) -> (usize, AnyView) {
    let of_one = |kept: &Kept| {
        let row = |(record, outcome, at): &(
            domain::register::Record,
            domain::register::Outcome,
            domain::moment::Moment,
        )| {
            let register = office.city.register(&record.register);
            let name = register.map_or_else(|| record.register.to_string(), |register| register.name.clone());
            view! {
                <li>
                    <span class="rows__name">{name}</span>
                    <span class="state num">{format!("{} · {}", date::time(*at, today), text::outcome(*outcome))}</span>
                    <span class="note">{format!("{}：{}", kept.title, kept.purpose(record))}</span>
                </li>
            }
        };
        kept.looks.iter().map(row).collect::<Vec<_>>()
    };
    let rows: Vec<_> = data.drafts.iter().flat_map(of_one).collect();
    (rows.len(), view! { <ul class="rows">{rows}</ul> }.into_any())
}

/// What was consented to; open ones can be taken back.
fn consents(data: &MyData, today: NaiveDate) -> (usize, AnyView) {
    let row = |given: &Consented| {
        let said = consented(data, given);
        let state = match given.withdrawn_at {
            Some(_) => view! { <span class="state">{text::WITHDRAWN}</span> }.into_any(),
            None => view! {
                <form method="post" action=WithdrawConsent::url()>
                    <input type="hidden" name="consent" value=given.id.clone()/>
                    <button class="link-button" aria-label=format!("{}：{said}", text::WITHDRAW)>{text::WITHDRAW}</button>
                </form>
            }
            .into_any(),
        };
        view! {
            <li>
                <span class="rows__name">{said.clone()}</span>
                {state}
                <span class="note num">{text::given(&date::time(given.given_at, today))}</span>
            </li>
        }
    };
    let rows: Vec<_> = data.consents.iter().map(row).collect();
    let count = rows.len();
    (
        count,
        view! { <ul class="rows">{rows}</ul><p class="note">{text::WITHDRAW_NOTE}</p> }.into_any(),
    )
}

/// What a consent is for.
pub(super) fn consented(data: &MyData, given: &Consented) -> String {
    let kept = data.drafts.iter().find(|kept| kept.draft.id == given.draft);
    let mut joined = data.joined.iter().map(|joined| &joined.shared);
    let shared = joined.find(|shared| shared.invitation.draft == given.draft);
    let title = kept.map(|kept| &kept.title).or(shared.map(|shared| &shared.title));
    text::purpose(given.purpose, title.map_or("", String::as_str))
}

/// Whom the citizen asked to apply together, and what is known of them where others asked.
pub(super) fn together(office: &Context, data: &MyData) -> (usize, AnyView) {
    let standing = |invitation: &Invitation| {
        // Whether what was signed still is what it was, their own page says.
        let signed = invitation.agreed.as_ref().map_or("", |(_, hash)| hash.as_str());
        let (_, word) = party::state(invitation.standing(office.now(), signed));
        view! { <span class="note">{text::asked(&invitation.name, word)}</span> }
    };
    let asking = |kept: &Kept| {
        view! {
            <li>
                <a class="rows__link" href=format!("/drafts/{}", kept.draft.id)>
                    <span class="rows__name">{kept.title.clone()}</span>
                </a>
                {kept.invitations.iter().map(standing).collect_view()}
            </li>
        }
    };
    let asked: Vec<_> = data
        .drafts
        .iter()
        .filter(|kept| !kept.invitations.is_empty())
        .map(asking)
        .collect();
    let count = asked.len() + data.joined.len();
    let row = |joined: &Joined| {
        let answers = joined.answers.iter();
        let answers = answers
            .map(|(_, label, said)| view! { <div><dt>{label.clone()}</dt><dd class="num">{said.clone()}</dd></div> });
        view! {
            <li>
                <a class="rows__link" href=format!("/parties/{}", joined.shared.invitation.id)>
                    <span class="rows__name">{joined.shared.title.clone()}</span>
                </a>
                <dl class="stated">{answers.collect_view()}</dl>
            </li>
        }
    };
    let rows = data.joined.iter().map(row).collect_view();
    (count, view! { <ul class="rows">{asked}{rows}</ul> }.into_any())
}

/// What departments were asked, and whether they answered.
pub(super) fn helps(office: &Context, data: &MyData) -> (usize, AnyView) {
    let row = |(kept, sent): (&Kept, &Help)| {
        let department = office.city.department(&sent.department);
        let department = department.map_or_else(|| sent.department.to_string(), |known| known.name.clone());
        let question = Some(sent.question.clone()).filter(|question| !question.is_empty());
        let question = question.unwrap_or_else(|| help::wish(sent.wish).to_owned());
        let word = match &sent.answer {
            Some(_) => help::HAS_ANSWER,
            None if sent.is_open() && kept.draft.submitted_at.is_none() => help::WAITING,
            None => help::UNANSWERED,
        };
        view! {
            <li>
                <a class="rows__link" href=question_of(&sent.draft, sent.about.as_ref(), &sent.id)>
                    <span class="rows__name">{question}</span>
                    <span class="state">{word}</span>
                </a>
                <span class="note">{format!("{department} · {}", kept.title)}</span>
            </li>
        }
    };
    let drafts = data.drafts.iter();
    let sent = drafts.flat_map(|kept| kept.helps_sent().map(move |sent| (kept, sent)));
    let rows: Vec<_> = sent.map(row).collect();
    (rows.len(), view! { <ul class="rows">{rows}</ul> }.into_any())
}

pub(super) fn notices(data: &MyData, today: NaiveDate) -> (usize, AnyView) {
    let rows = data.notices.iter().map(|notice| {
        view! {
            <li>
                <span class="rows__name">{text::notice(&notice.news)}</span>
                <span class="state num">{date::time(notice.at, today)}</span>
            </li>
        }
    });
    (
        data.notices.len(),
        view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any(),
    )
}

pub(super) fn looks(office: &Context, data: &MyData, today: NaiveDate) -> (usize, AnyView) {
    let row = |look: &Look<'_>| {
        let department = office.city.department(look.department);
        let department = department.map_or_else(|| look.department.to_string(), |known| known.name.clone());
        view! {
            <li>
                <span class="rows__name">{department}</span>
                <span class="state num">{date::time(look.at, today)}</span>
                <span class="note">{text::look(&look.application.title, look.in_full)}</span>
            </li>
        }
    };
    let all = data.looks();
    let shown = all.iter().take(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    (
        all.len(),
        view! { <ul class="rows">{shown.map(row).collect_view()}</ul> }.into_any(),
    )
}

/// Takes a consent back.
#[server]
pub(crate) async fn withdraw_consent(consent: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        withdraw(&office, &visit.asker, &consent).await?;
        Ok("/me/data".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}
