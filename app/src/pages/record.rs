//! What was signed of an application, in plain words: for its citizen with everything in it, at the desk who signed and whether it holds.

use std::collections::BTreeSet;

use domain::moment::Moment;
use domain::notice::download::Download;
use leptos::prelude::*;
use usecases::application::record::{Judged, Words, read};
use usecases::application::supplement::Mend;
use usecases::casework::read::signatures;
use usecases::city::City;
use usecases::draft::sign::proof::{Proof, Supplement};

use super::delivery;
use crate::text::correction::signed_before;
use crate::text::frame::BACK;
use crate::text::{date, delivery as delivery_text, promise, sign as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::leaving::download;
use crate::ui::loaded::loaded;
use crate::ui::mended::changes;
use crate::visit::{office, part, visit};

/// `/applications/{id}/record`.
#[component]
pub(crate) fn RecordPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("application"));
    let base = format!("/applications/{id}");
    let city = office.city.clone();
    let today = office.today();
    loaded(
        async move {
            let id = id.parse()?;
            let judged = read(&office, &asker, &id).await?;
            Ok((judged, Download::Record(id)))
        },
        move |(judged, file)| {
            let words = judged.words();
            let exit = Exit {
                href: base.clone(),
                label: BACK,
            };
            let action = download(&file, text::DOWNLOAD, "button");
            let (lede, above_answers) = if judged.signed.supplements.is_empty() {
                (text::RECORD_LEDE, text::ANSWERS)
            } else {
                (text::RECORD_MENDED_LEDE, text::ANSWERS_BEFORE)
            };
            Frame::new(text::RECORD)
                .place(words.theme.clone())
                .exit(exit)
                .action(action)
                .around(view! {
                    <h1>{text::RECORD}</h1>
                    <p class="lede on-screen">{lede}</p>
                    {proof(&judged, today)}
                    {mended(&judged, today)}
                    <h2>{text::ITEMS}</h2>
                    {rows(&words.items)}
                    <h2>{above_answers}</h2>
                    {answered(&words)}
                    {promised(&words)}
                    {delivered(&city, &words)}
                    {(!words.files.is_empty()).then(|| view! { <h2>{text::FILES}</h2>{rows(&words.files)} })}
                    <h2>{text::DECLARE}</h2>
                    <p>{words.declaration.clone()}</p>
                    <h2>{text::HASH}</h2>
                    <p class="num">{text::grouped(&judged.signed.hash)}</p>
                    <p class="note">{text::HASH_NOTE}</p>
                })
        },
    )
}

/// `/desk/cases/{id}/record`.
#[component]
pub(crate) fn CaseRecordPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("case"));
    let base = format!("/desk/cases/{id}");
    let today = office.today();
    let load = async move { signatures(&office, &asker, &id.parse()?).await };
    loaded(load, move |(opened, judged)| {
        let exit = Exit {
            href: base,
            label: BACK,
        };
        let told: BTreeSet<String> = opened.stated().flat_map(|stated| stated.told).collect();
        let told: Vec<String> = told.into_iter().collect();
        let told = (!told.is_empty()).then(|| view! { <p class="group">{signed_before(&told)}</p> });
        Frame::new(text::SIGNATURE).wide().exit(exit).around(view! {
            <h1>{text::SIGNATURE}</h1>
            <p class="lede num">{opened.tracked.title.clone()}{" · "}{judged.signed.application.clone()}</p>
            {proof(&judged, today)}
            {told}
            <h2>{text::HASH}</h2>
            <p class="num">{text::grouped(&judged.signed.hash)}</p>
        })
    })
}

/// Who signed, when and how; whether it holds.
fn proof(judged: &Judged, today: chrono::NaiveDate) -> impl IntoView + use<> {
    let (class, sentence) = match judged.outcome {
        Ok(_) => ("notice notice--good", text::HOLDS),
        Err(_) => ("problem", text::BROKEN),
    };
    let rows = judged.signed.signatures.iter().map(|signed| {
        let by_device = matches!(signed.proof, Proof::Passkey { .. });
        let words = text::signed(&signed.name, &date::time(Moment(signed.at), today), by_device);
        view! { <li><span class="rows__name num">{words}</span></li> }
    });
    let later = judged.signed.supplements.iter().map(Mend::of).map(|mend| {
        let words = text::signed_later(&mend.name, &date::time(mend.at, today), mend.by_device);
        view! { <li><span class="rows__name num">{words}</span></li> }
    });
    let agreed = judged.words().agreed.into_iter().map(|(name, at)| {
        let words = text::agreed(&name, &date::time(at, today));
        view! { <li><span class="rows__name num">{words}</span></li> }
    });
    view! {
        <p class=class>{sentence}</p>
        <h2>{text::SIGNERS}</h2>
        <ul class="rows">{rows.collect_view()}{agreed.collect_view()}{later.collect_view()}</ul>
    }
}

/// What was mended since, each time with when and its own hash.
fn mended(judged: &Judged, today: chrono::NaiveDate) -> Option<impl IntoView + use<>> {
    let one = |supplement: &Supplement| {
        let mend = Mend::of(supplement);
        view! {
            <h3 class="group num">{date::time(mend.at, today)}</h3>
            {changes(&mend.words, None)}
            <p class="note num">{text::HASH}{" "}{text::grouped(&supplement.hash)}</p>
        }
    };
    let all: Vec<_> = judged.signed.supplements.iter().map(one).collect();
    (!all.is_empty()).then(|| view! { <h2>{text::MENDED}</h2>{all} })
}

/// What was filled in, in the order and under the titles of the form.
fn answered(words: &Words) -> impl IntoView + use<> {
    let row = |(label, said): &(String, String)| {
        view! { <div><dt>{label.clone()}</dt><dd class="num">{date::spoken(said)}</dd></div> }
    };
    let topics = words.answers.iter().map(|topic| {
        let title = topic.topic.clone().unwrap_or_else(|| text::OTHERS.to_owned());
        view! { <h3 class="group">{title}</h3><dl class="stated">{topic.answers.iter().map(row).collect_view()}</dl> }
    });
    topics.collect_view()
}

fn promised(words: &Words) -> Option<impl IntoView + use<>> {
    let rows = words.promises.iter().map(|(name, promise)| {
        view! { <div><dt>{name.clone()}</dt><dd>{promise.clone()}</dd></div> }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| view! { <h2>{promise::TITLE}</h2><dl class="stated">{rows}</dl> })
}

fn delivered(city: &City, words: &Words) -> Option<impl IntoView + use<>> {
    let rows = words.deliveries.iter().map(|one| {
        let decides = one.office.as_ref().and_then(|id| city.office(id));
        let how = delivery::words(city, &one.how, decides, true);
        view! { <div><dt>{one.name.clone()}</dt><dd class="num">{how}</dd></div> }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| view! { <h2>{delivery_text::TITLE}</h2><dl class="stated">{rows}</dl> })
}

fn rows(names: &[String]) -> impl IntoView + use<> {
    let rows = names
        .iter()
        .map(|name| view! { <li><span class="rows__name">{name.clone()}</span></li> });
    view! { <ul class="rows">{rows.collect_view()}</ul> }
}
