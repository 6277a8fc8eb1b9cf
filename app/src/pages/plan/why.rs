//! Why an item is in the list, is not, or may be: in the editor's words, by what was answered, and by what is still open.

use chrono::NaiveDate;
use domain::answer::{Answer, Origin};
use domain::condition::Truth;
use domain::plan::PlannedItem;
use domain::theme::item::{Applies, Item};
use leptos::prelude::*;
use usecases::Context;
use usecases::plan::MyPlan;

use crate::text::condition::Speaker;
use crate::text::{date, draft, plan as text};

/// The reasons, beneath the item.
pub(super) fn why(office: &Context, mine: &MyPlan, item: &Item, planned: PlannedItem) -> AnyView {
    let Some(applies) = &item.applies else {
        return view! { <p class="note">{text::FOR_ALL}</p> }.into_any();
    };
    let said = match planned.applies {
        Truth::Unknown => return undecided(office, mine, item, applies),
        Truth::Yes => &applies.because,
        Truth::No => &applies.otherwise,
    };
    let speaker = speaker(mine);
    let reasons = speaker.reasons(&applies.when, mine.today);
    let because = (!reasons.is_empty()).then(|| view! { <p class="note num">{text::because(&reasons)}</p> });
    view! { <p class="note">{said.clone()}</p>{because} }.into_any()
}

/// What is still needed, both outcomes, and a person to ask.
fn undecided(office: &Context, mine: &MyPlan, item: &Item, applies: &Applies) -> AnyView {
    let theme = &mine.published.theme;
    let open = speaker(mine).open(&applies.when, mine.today);
    let wanted = |(field, wanted): &(&domain::answer::FieldId, String)| {
        let is_question = theme.questions.iter().any(|question| question.field == **field);
        let answer = is_question.then(|| {
            let href = format!("?question={field}");
            view! { <br/><a href=href aria-label=format!("{}：{wanted}", text::TELL)>{text::TELL}</a> }
        });
        view! { <p class="note num">{text::NOT_KNOWN}{wanted.clone()}{answer}</p> }
    };
    view! {
        {open.iter().map(wanted).collect_view()}
        <p class="note">{text::if_it_applies(&applies.because)}</p>
        <p class="note">{text::if_not(&applies.otherwise)}</p>
        {person(office, mine, item)}
    }
    .into_any()
}

/// Whom to call about an item: its own line, its office, or the helpline.
fn person(office: &Context, mine: &MyPlan, item: &Item) -> impl IntoView + use<> {
    let theme = &mine.published.theme;
    let deciding = item.office.as_ref().and_then(|field| mine.answers.text(field));
    let place = office.city.office_for(&item.department, deciding, &theme.region.code);
    let (who, number) = match (&item.contact, place) {
        (Some(contact), place) => (place.map_or(text::HELPLINE, |place| &place.name), contact),
        (None, Some(place)) => (place.name.as_str(), &place.phone),
        (None, None) => (text::HELPLINE, &office.city.helpline().number),
    };
    view! { <p class="note num">{text::ask_person(who)}<br/><a href=format!("tel:{number}")>{number.clone()}</a></p> }
}

/// Where an answer comes from, when it was not typed here.
pub(super) fn source(office: &Context, answer: &Answer, today: NaiveDate) -> Option<String> {
    match &answer.origin {
        Origin::Register(register) => {
            let known = office.city.register(register);
            let name = known.map_or(register.as_str(), |known| known.name.as_str());
            Some(draft::source(name, &date::day(answer.as_of, today)))
        }
        Origin::Account => Some(draft::FROM_ACCOUNT.to_owned()),
        Origin::Citizen => None,
    }
}

fn speaker(mine: &MyPlan) -> Speaker<'_> {
    Speaker {
        theme: &mine.published.theme,
        answers: &mine.answers,
    }
}
