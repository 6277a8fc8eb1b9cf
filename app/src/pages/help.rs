//! Asking for help about a page or a paper of a draft: what was asked, what was answered, and to ask.

use std::sync::Arc;

use domain::help::{About, Help, Wish, answered, last};
use domain::id::{DraftId, HelpId};
use domain::theme::Theme;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::city::City;
use usecases::draft::park::{Posted, find_help, park};
use usecases::draft::read::MyDraft;
use usecases::help::LONGEST;
use usecases::help::ask::{Asking, Said, ask, close, is_there, lacks, read, seen, whom};
use usecases::{Context, Error, Refusal};

use super::parked;
use crate::respond::{go_on, keep, keep_form, problem_code, problem_codes, status};
use crate::text::{date, frame, help as text, succession};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::{encode, loaded};
use crate::ui::mistakes::Mistakes;
use crate::ui::plain::plain;
use crate::ui::succession::newer;
use crate::ui::unbroken::unbroken;
use crate::visit::{Visit, office, part, query, visit};

/// Where the fields are.
const PHONE: &str = "phone";
const QUESTION: &str = "question";
const AGREES: &str = "agrees";

/// `/drafts/{id}/help?about=`: about a page of the form or a paper; about all the papers without one.
#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    let (office, Visit { asker, typed, .. }) = (office(), visit());
    let id = part("draft");
    let (about, refused) = (query("about"), query("problem"));
    let reader = office.clone();
    let load = async move {
        let id: DraftId = id.parse()?;
        let about: Option<About> = about.as_deref().map(str::parse).transpose()?;
        let asking = read(&reader, &asker, &id, about.as_ref(), typed.as_ref()).await?;
        Ok((asking, about, asker.citizen()?.phone.clone()))
    };
    loaded(load, move |(asking, about, phone)| {
        let Asking {
            mine,
            helps,
            typed,
            is_over,
        } = asking;
        let about = about.as_ref();
        let back = back(&mine, about);
        let same: Vec<&Help> = helps.iter().filter(|help| help.about.as_ref() == about).collect();
        let is_open = same.iter().any(|help| help.is_open());
        let writing = same.iter().find(|help| help.asked_at.is_none()).copied();
        let refused = refused.unwrap_or_default();
        let is_submitted = mine.draft.submitted_at.is_some();
        let department = whom(&mine, about).filter(|_| !is_submitted);
        let can_send = department.is_some() && !is_open && !is_over;
        let told = |code: &str| text::problem(code).filter(|_| department.is_some() && !is_over);
        let mistakes = Mistakes::of(&refused, told, place);
        let unsent = typed.as_ref().map(|said| said.question.as_str());
        let unsent = unsent.or(writing.map(|help| help.question.as_str()));
        let unsent = unsent.unwrap_or_default();
        let is_unsent = typed.is_some() || writing.is_some();
        let form = match department {
            // Who only reads what was answered has nothing that would be sent.
            _ if is_over && !is_unsent => newer(&mine).into_any(),
            _ if is_over => carry_over_first(&mine, about, unsent).into_any(),
            Some(department) if !is_open => {
                let name = name(&office.city, department.as_str());
                let said = typed.clone().unwrap_or_else(|| written(writing, &phone));
                let seen = about.is_none().then(|| seen(&mine, department)).flatten();
                let within = date::term(office.city.answers_within(department));
                view! {
                    <p class="num">{text::to(&name, called(about, &mine.theme), &within)}</p>
                    {seen.map(|papers| view! { <p>{text::sees(&papers.join("、"))}</p> })}
                    {form(&mine, about, &name, &said, &mistakes)}
                }
                .into_any()
            }
            Some(_) => left(text::UNSENT, unsent).into_any(),
            None => {
                let why = if is_submitted { text::TOO_LATE } else { text::NOBODY };
                nobody(why, typed.is_some(), unsent).into_any()
            }
        };
        let earlier: Vec<_> = same.iter().filter_map(|help| asked(&office, &mine, help)).collect();
        let earlier = (!earlier.is_empty()).then(|| view! { <h2>{text::EARLIER}</h2>{earlier} });
        let send = can_send.then(|| view! { <button class="button" form="help">{text::ASK}</button> });
        let action = view! {
            <a class="button button--quiet" href=back>{frame::BACK}</a>
            {send}
        };
        Frame::new(text::TITLE)
            .refuses(&mistakes)
            .place(mine.theme.name.clone())
            .exit(Exit::mine())
            .action(action)
            .around(view! {
                <h1>{text::TITLE}</h1>
                <p class="lede">{text::LEDE}</p>
                {form}
                {earlier}
            })
    })
}

/// Where a problem is mended.
fn place(code: &str) -> Option<&'static str> {
    match code {
        "not-a-phone" => Some(PHONE),
        "decision-text" => Some(QUESTION),
        "consent-first" => Some(AGREES),
        _ => None,
    }
}

/// What is asked about, in words.
pub(crate) fn called<'a>(about: Option<&About>, theme: &'a Theme) -> &'a str {
    about.and_then(|about| about.title(theme)).unwrap_or(text::PAPERS)
}

/// The page that is asked about; the steps when it is not asked any more.
fn back(mine: &MyDraft, about: Option<&About>) -> String {
    let draft = &mine.draft.id;
    match about {
        _ if !is_there(mine, about) => format!("/drafts/{draft}"),
        Some(About::Page(topic)) => format!("/drafts/{draft}/form/{topic}"),
        Some(About::Paper(material)) => format!("/drafts/{draft}/materials/{material}"),
        None => format!("/drafts/{draft}/materials"),
    }
}

/// The name of a department.
pub(crate) fn name(city: &Arc<City>, id: &str) -> String {
    let department = id.parse().ok().and_then(|id| city.department(&id));
    department.map_or_else(|| id.to_owned(), |department| department.name.clone())
}

/// What was written and is not sent yet; before anything was, with the asker's own number.
fn written(writing: Option<&Help>, phone: &str) -> Said {
    Said {
        wish: writing.map_or(Wish::LookOver, |help| help.wish),
        phone: writing.map_or(phone, |help| help.phone.as_str()).to_owned(),
        question: writing.map(|help| help.question.clone()).unwrap_or_default(),
        agrees: false,
    }
}

fn form(
    mine: &MyDraft,
    about: Option<&About>,
    department: &str,
    said: &Said,
    mistakes: &Mistakes,
) -> impl IntoView + use<> {
    let chosen = said.wish;
    let wish = |(wish, word): (Wish, &'static str)| {
        view! {
            <label class="choice__row">
                <input type="radio" name="wish" value=word checked=wish == chosen/>
                <span>{text::wish(wish)}</span>
            </label>
        }
    };
    view! {
        <form id="help" method="post" action=AskForHelp::url()>
            <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
            <input type="hidden" name="about" value=about.map(About::to_string)/>
            <fieldset class="field">
                <legend>{text::WISH}</legend>
                {Wish::ALL.map(wish).into_iter().collect_view()}
            </fieldset>
            <div class="field">
                <label for="phone">{text::PHONE}</label>
                <p class="field__hint" id="phone-hint">{text::PHONE_HINT}</p>
                <input id="phone" name="phone" value=said.phone.clone() type="text" inputmode="numeric" autocomplete="tel-national" aria-describedby="phone-hint phone-problem" aria-invalid=mistakes.invalid(PHONE)/>
                {mistakes.beside(PHONE)}
            </div>
            <div class="field">
                <label for="question">{text::QUESTION}</label>
                <textarea id="question" name="question" maxlength=LONGEST.to_string() aria-describedby="question-problem" aria-invalid=mistakes.invalid(QUESTION)>{plain(&said.question)}</textarea>
                {mistakes.beside(QUESTION)}
            </div>
            <div class="field">
                <label class="choice__row">
                    <input id="agrees" type="checkbox" name="agrees" value="1" aria-describedby="agrees-problem" aria-invalid=mistakes.invalid(AGREES)/>
                    <span>{text::agree(department)}</span>
                </label>
                {mistakes.beside(AGREES)}
            </div>
        </form>
    }
}

/// That the draft goes on with another version before anything is sent, above what was typed, and the way there and back.
fn carry_over_first(mine: &MyDraft, about: Option<&About>, question: &str) -> impl IntoView + use<> {
    status(StatusCode::CONFLICT);
    let (id, next) = (&mine.draft.id, encode(&page_of(&mine.draft.id, about)));
    view! {
        <p role="alert">{text::CARRY_OVER_FIRST}</p>
        {left(text::LEFT_OVER, question)}
        <p><a class="button button--plain button--inline" href=format!("/drafts/{id}/carry-over?next={next}")>{succession::SEE}</a></p>
    }
}

/// Why nobody can be asked, above what was typed when it was sent, or before.
fn nobody(why: &'static str, was_sent: bool, question: &str) -> impl IntoView + use<> {
    if was_sent {
        status(StatusCode::CONFLICT);
    }
    let role = was_sent.then_some("alert");
    view! { <p role=role>{why}</p>{left(text::LEFT_OVER, question)} }
}

/// What was typed and cannot be sent, below why.
fn left(why: &'static str, question: &str) -> Option<impl IntoView + use<>> {
    let question = question.to_owned();
    (!question.is_empty()).then(|| view! { <p class="note">{why}</p><p>{question}</p> })
}

/// One thing that was asked, and what came of it.
fn asked(office: &Context, mine: &MyDraft, help: &Help) -> Option<impl IntoView + use<>> {
    let asked_at = date::time(help.asked_at?, office.today());
    let department = name(&office.city, help.department.as_str());
    let state = match (&help.answer, help.closed_at) {
        (Some(answer), _) => view! { <p class="notice">{text::answered(&department, &answer.text)}</p> }.into_any(),
        (None, Some(_)) => view! { <p class="note">{text::CLOSED}</p> }.into_any(),
        // With the application the consent to look at the draft is over.
        (None, None) if mine.draft.submitted_at.is_some() => {
            view! { <p class="notice">{text::SUBMITTED}</p> }.into_any()
        }
        (None, None) => view! {
            <p class="notice num">{unbroken(&waiting(office, &department, help))}</p>
            <form method="post" action=CloseHelp::url()>
                <input type="hidden" name="help" value=help.id.to_string()/>
                <button class="link-button">{text::CLOSE}</button>
            </form>
        }
        .into_any(),
    };
    Some(view! {
        <div class="group" id=format!("question-{}", help.id)>
            <p class="note num">{format!("{asked_at} · {}", text::wish(help.wish))}</p>
            <p>{help.question.clone()}</p>
            {state}
        </div>
    })
}

/// By when what waits is answered.
fn waiting(office: &Context, department: &str, help: &Help) -> String {
    let today = office.today();
    match help.answer_by.map(|day| date::weekday(day, today)) {
        Some(by) if help.is_late(today) => text::late(department, &by),
        Some(by) => text::waits(department, help.wish, &by),
        None => text::waits_without_day(department),
    }
}

/// The last answer about a page or a paper, to stand beside it, beneath what was asked.
pub(crate) fn beside(office: &Context, helps: &[Help], about: Option<&About>) -> Option<AnyView> {
    let (help, answer) = answered(helps, about)?;
    let department = name(&office.city, help.department.as_str());
    let question = help.question.trim();
    let question = (!question.is_empty()).then(|| view! { <p class="note group">{text::you_asked(question)}</p> });
    Some(view! { {question}<p class="notice">{text::answered(&department, &answer.text)}</p> }.into_any())
}

/// Where a question stands with what came of it.
pub(crate) fn question_of(draft: &DraftId, about: Option<&About>, help: &HelpId) -> String {
    format!("{}#question-{help}", page_of(draft, about))
}

/// How it stands with what was asked about a page or a paper, and the way to it.
pub(crate) fn standing(helps: &[Help], about: Option<&About>) -> Option<(String, &'static str)> {
    let help = last(helps, about)?;
    let word = if help.is_open() {
        text::WAITING
    } else {
        text::HAS_ANSWER
    };
    Some((question_of(&help.draft, about, &help.id), word))
}

/// The way to ask about a paper, from its own page, where somebody is competent for it.
pub(crate) fn way(mine: &MyDraft, about: &About) -> Option<impl IntoView + use<>> {
    let can_ask = mine.draft.submitted_at.is_none() && whom(mine, Some(about)).is_some();
    let href = page_of(&mine.draft.id, Some(about));
    can_ask.then(|| view! { <p class="group"><a href=href>{text::TITLE}</a></p> })
}

/// Where one asks about a page or a paper of a draft, or about all its papers.
pub(crate) fn page_of(draft: &DraftId, about: Option<&About>) -> String {
    match about {
        Some(about) => format!("/drafts/{draft}/help?about={about}"),
        None => format!("/drafts/{draft}/help"),
    }
}

/// The same, saying by codes what is wrong, or that nothing was sent yet.
pub(super) fn with_problem(page: &str, code: &str) -> String {
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}problem={code}")
}

/// Asks for help. What was typed is kept whatever comes of it; without a session, under another hat, and when nobody can be asked any more,
/// it is parked.
#[server]
pub(crate) async fn ask_for_help(
    draft: String,
    #[server(default)] about: String,
    wish: String,
    #[server(default)] phone: String,
    #[server(default)] question: String,
    #[server(default)] agrees: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id: DraftId = draft.parse()?;
        let about: Option<About> = (!about.is_empty()).then(|| about.parse()).transpose()?;
        let said = Said {
            wish: Wish::from_word(&wish).unwrap_or(Wish::LookOver),
            phone,
            question,
            agrees: !agrees.is_empty(),
        };
        if !visit.asker.is_signed_in() {
            return parked::park(&office, &Posted::Help(id, about, said)).await;
        }
        let page = page_of(&id, about.as_ref());
        let next = match ask(&office, &visit.asker, &id, about.as_ref(), &said).await {
            // It is kept, and the page says what comes first.
            Err(Error::CarryOverFirst(_)) => page,
            Err(Error::Conflict | Error::Refused(Refusal::AlreadySubmitted)) => {
                let unsent = park(&office, &Posted::Help(id, about, said)).await?;
                keep_form(&office, "typed", &unsent);
                return Ok(page);
            }
            Err(Error::WearFirst(hat)) => {
                return parked::wear_first(&office, &Posted::Help(id, about, said), &hat).await;
            }
            Err(Error::Refused(refusal)) if lacks(&said).contains(&refusal) => {
                with_problem(&page, &problem_codes(&lacks(&said)))
            }
            Err(error @ Error::Refused(Refusal::AskedAlready)) => with_problem(&page, problem_code(&error)),
            other => other.map(|_| page)?,
        };
        // It is kept with the draft now; what waited before would stand in its place.
        if let Some(token) = &visit.typed
            && find_help(&office, &visit.asker, &id, about.as_ref(), token)
                .await?
                .is_some()
        {
            keep("typed", None, 0);
        }
        Ok(next)
    };
    go_on(outcome.await);
    Ok(())
}

/// Closes what was asked.
#[server]
pub(crate) async fn close_help(help: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let closed = close(&office, &visit.asker, &help.parse()?).await?;
        Ok(page_of(&closed.draft, closed.about.as_ref()))
    };
    go_on(outcome.await);
    Ok(())
}
