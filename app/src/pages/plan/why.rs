//! Why an item is in the list, is not, or may be: in the editor's words, by what was answered, and by what is still open.

use chrono::NaiveDate;
use domain::answer::{Answer, FieldId, Origin};
use domain::condition::Truth;
use domain::plan::{PlannedItem, Standing};
use domain::theme::item::{Applies, Item};
use leptos::prelude::*;
use usecases::Context;
use usecases::plan::MyPlan;

use crate::text::condition::Speaker;
use crate::text::{date, draft, plan as text};
use crate::ui::unbroken::unbroken;

/// Which answers each item rests on, by its place.
pub(super) struct Reasons {
    /// What several of them rest on.
    pub(super) shared: Vec<String>,
    own: Vec<Vec<String>>,
}

impl Reasons {
    /// Of each item alone.
    pub(super) fn each(mine: &MyPlan) -> Self {
        let of_item = |(item, planned): (&Item, &PlannedItem)| match &item.applies {
            Some(applies) if planned.applies != Truth::Unknown => speaker(mine).reasons(&applies.when, mine.today),
            _ => Vec::new(),
        };
        let items = mine.published.theme.items.iter().zip(&mine.plan.items);
        Self {
            shared: Vec::new(),
            own: items.map(of_item).collect(),
        }
    }

    /// Of the items that apply, or of those that do not: what several of these rest on explains none of them and is said once above.
    pub(super) fn once(mine: &MyPlan, truth: Truth) -> Self {
        let mut reasons = Self::each(mine);
        let is_among = |planned: &PlannedItem| planned.applies == truth && planned.standing != Standing::Instead;
        let among = reasons.own.iter().zip(&mine.plan.items);
        let among = among.filter(|(_, planned)| is_among(planned)).flat_map(|(own, _)| own);
        let (mut seen, mut shared) = (Vec::new(), Vec::new());
        for reason in among {
            if !seen.contains(&reason) {
                seen.push(reason);
            } else if !shared.contains(reason) {
                shared.push(reason.clone());
            }
        }
        for own in &mut reasons.own {
            own.retain(|reason| !shared.contains(reason));
        }
        reasons.shared = shared;
        reasons
    }

    /// What the item at a place rests on.
    pub(super) fn of(&self, place: usize) -> &[String] {
        self.own.get(place).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Why an item is in the list, beneath it; `reasons`: which answers it rests on.
pub(super) fn why(item: &Item, planned: PlannedItem, reasons: &[String]) -> AnyView {
    let if_you_like = item.optional.then(|| view! { <p class="note">{text::IF_YOU_LIKE}</p> });
    let Some(applies) = &item.applies else {
        let for_all = (!item.optional).then(|| view! { <p class="note">{text::FOR_ALL}</p> });
        return view! { {for_all}{if_you_like} }.into_any();
    };
    let said = match planned.applies {
        Truth::Unknown => return undecided(applies),
        Truth::Yes => &applies.because,
        Truth::No => &applies.otherwise,
    };
    let because = (!reasons.is_empty()).then(|| view! { <p class="note num">{text::because(reasons)}</p> });
    let if_you_like = if_you_like.filter(|_| planned.applies == Truth::Yes);
    view! { <p class="note">{said.clone()}</p>{because}{if_you_like} }.into_any()
}

/// Both outcomes of what is not decided yet; what would decide it stands above the list, see [`open`].
fn undecided(applies: &Applies) -> AnyView {
    view! {
        <p class="note">{text::if_it_applies(&applies.because)}</p>
        <p class="note">{text::if_not(&applies.otherwise)}</p>
    }
    .into_any()
}

/// What is not known yet: what decides something, and what was answered with 不确定; each once with the way to answer it, and
/// whom to ask about it.
pub(super) fn open(office: &Context, mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let items = mine.published.theme.items.iter().zip(&mine.plan.items);
    let undecided = items.filter(|(_, planned)| planned.is_taken() && planned.applies == Truth::Unknown);
    let mut wanted: Vec<Wanted<'_>> = Vec::new();
    for (item, _) in undecided {
        let open = item
            .applies
            .iter()
            .flat_map(|applies| speaker(mine).open(&applies.when, mine.today));
        for (field, said) in open {
            let asked = person(office, mine, item);
            match wanted.iter_mut().find(|known| known.field == field) {
                Some(known) if known.people.iter().all(|(_, number)| *number != asked.1) => known.people.push(asked),
                Some(_) => {}
                None => wanted.push(Wanted::new(field, said, asked)),
            }
        }
    }
    for (question, item) in mine.unsure() {
        if wanted.iter().all(|known| *known.field != question.field) {
            let asked = item.map_or_else(|| helpline(office), |item| person(office, mine, item));
            wanted.push(Wanted::new(&question.field, question.ask.clone(), asked));
        }
    }
    let row = |wanted: Wanted<'_>| wanted.row(mine);
    (!wanted.is_empty()).then(|| {
        view! {
            <h2>{text::NOT_KNOWN}</h2>
            <ul class="rows">{wanted.into_iter().map(row).collect_view()}</ul>
        }
    })
}

/// Something that is not known yet.
struct Wanted<'a> {
    field: &'a FieldId,
    said: String,
    /// Who can be asked about it, each with the number.
    people: Vec<(String, String)>,
}

impl<'a> Wanted<'a> {
    fn new(field: &'a FieldId, said: String, asked: (String, String)) -> Self {
        Self {
            field,
            said,
            people: vec![asked],
        }
    }

    fn row(self, mine: &MyPlan) -> impl IntoView + use<> {
        let mut questions = mine.published.theme.questions.iter();
        let question = questions.find(|question| question.field == *self.field);
        let name = question.map_or(self.said, |question| question.ask.clone());
        let answer = question.map(|question| {
            let href = format!("?question={}", question.field);
            view! { <a href=href aria-label=format!("{}：{name}", text::TELL)>{text::TELL}</a> }
        });
        let call = |(who, number): (String, String)| {
            let href = format!("tel:{number}");
            view! { <span class="note num">{text::ask_person(&who)}" "<a href=href>{unbroken(&number)}</a></span> }
        };
        let calls = self.people.into_iter().map(call).collect_view();
        view! { <li><span class="rows__name">{name.clone()}</span>{answer}{calls}</li> }
    }
}

/// Whom to call about an item, and the number: its own line, its office, or the helpline.
fn person(office: &Context, mine: &MyPlan, item: &Item) -> (String, String) {
    let theme = &mine.published.theme;
    let deciding = item.office.as_ref().and_then(|field| mine.answers.text(field));
    let place = office.city.office_for(&item.department, deciding, &theme.region.code);
    let (who, number) = match (&item.contact, place) {
        (Some(contact), place) => (place.map_or(text::HELPLINE, |place| &place.name), contact),
        (None, Some(place)) => (place.name.as_str(), &place.phone),
        (None, None) => return helpline(office),
    };
    (who.to_owned(), number.clone())
}

fn helpline(office: &Context) -> (String, String) {
    (text::HELPLINE.to_owned(), office.city.helpline().number.clone())
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
        Origin::Citizen | Origin::Party => None,
    }
}

fn speaker(mine: &MyPlan) -> Speaker<'_> {
    Speaker {
        theme: &mine.published.theme,
        answers: &mine.answers,
    }
}
