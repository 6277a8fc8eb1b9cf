//! Help before filing at the desk: who waits, the draft as far as the department's items need it, and the answer.

use domain::draft::File;
use domain::help::Help;
use domain::id::HelpId;
use domain::theme::Theme;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::park::Posted;
use usecases::help::LONGEST;
use usecases::help::answer::{answer, keep_typed, typed};
use usecases::help::look::{OpenHelp, PAGE, Stated, Waiting, list, read};
use usecases::{Context, Error, Refusal};

use super::until;
use crate::pages::help::called;
use crate::pages::parked;
use crate::respond::{go_on, keep, keep_form, problem_code, status};
use crate::text::{date, desk, help as text};
use crate::ui::field::said;
use crate::ui::frame::{Exit, Frame};
use crate::ui::leaving::beside;
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::ui::plain::plain;
use crate::visit::{office, part, query, visit};

/// Where an answer is typed.
const ANSWER: &str = "answer";

/// `/desk/help?page=`.
#[component]
pub(crate) fn HelpsPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let page = query("page")
        .and_then(|page| page.parse::<u64>().ok())
        .unwrap_or(0)
        .min(1_000_000);
    let reader = office.clone();
    loaded(async move { list(&reader, &asker, page).await }, move |waiting| {
        Frame::new(text::PILE)
            .place(desk::TITLE)
            .exit(to_desk())
            .wide()
            .around(view! {
                <h1>{text::PILE}</h1>
                {table(&office, &waiting)}
                {pages(&waiting)}
            })
    })
}

fn to_desk() -> Exit {
    Exit {
        href: "/desk".to_owned(),
        label: desk::TITLE,
    }
}

fn table(office: &Context, waiting: &Waiting) -> AnyView {
    if waiting.helps.is_empty() {
        return view! { <p class="lede">{text::EMPTY}</p> }.into_any();
    }
    let today = office.today();
    let head = text::COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    let row = |(help, theme): &(Help, std::sync::Arc<Theme>)| {
        let asked = help.asked_at.map_or_else(String::new, |at| date::time(at, today));
        let (class, by) = help
            .answer_by
            .map_or_else(|| ("", String::new()), |day| until(office, day, today));
        view! {
            <tr class=class>
                <td><a href=format!("/desk/help/{}", help.id)>{text::title(&help.question, help.wish)}</a>{wish(help)}</td>
                <td>{theme.name.clone()}</td>
                <td>{called(help.about.as_ref(), theme).to_owned()}</td>
                <td>{asked}</td>
                <td>{by}</td>
            </tr>
        }
    };
    view! {
        <div class="cases-scroll" tabindex="0">
            <table class="cases num">
                <thead><tr>{head.into_iter().collect_view()}</tr></thead>
                <tbody>{waiting.helps.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What is wished, beneath a question.
fn wish(help: &Help) -> Option<impl IntoView + use<>> {
    let is_asked = !help.question.trim().is_empty();
    is_asked.then(|| view! { <br/>{text::wish(help.wish)} })
}

fn pages(waiting: &Waiting) -> impl IntoView + use<> {
    let link = |page: u64, label: &'static str| view! { <a class="foot__call" href=format!("/desk/help?page={page}")>{label}</a>" " };
    let before = waiting.page.checked_sub(1).map(|page| link(page, desk::PREVIOUS_PAGE));
    let behind = ((waiting.page + 1) * PAGE < waiting.count).then(|| link(waiting.page + 1, desk::NEXT_PAGE));
    view! { <nav class="group">{before}{behind}</nav> }
}

/// `/desk/help/{id}`.
#[component]
pub(crate) fn AnswerPage() -> impl IntoView {
    let (office, visit, id, refused) = (office(), visit(), part("help"), query("problem"));
    let today = office.today();
    let load = async move {
        let id: HelpId = id.parse()?;
        let typed = typed(&office, &visit.asker, &id, visit.typed.as_ref()).await?;
        match read(&office, &visit.asker, &id).await {
            Err(Error::NotFound) if typed.is_some() => Ok((None, typed)),
            open => Ok((Some(open?), typed)),
        }
    };
    loaded(load, move |(open, typed)| {
        let typed = typed.unwrap_or_default();
        let Some(open) = open else {
            return over(&typed);
        };
        let empty = |code: &str| (code == "decision-text").then_some(text::NO_ANSWER);
        let mistakes = Mistakes::of(&refused.unwrap_or_default(), empty, |_| Some(ANSWER));
        let title = text::title(&open.help.question, open.help.wish);
        let time = open.help.asked_at.map_or_else(String::new, |at| date::time(at, today));
        let about = called(open.help.about.as_ref(), open.theme());
        let wish = text::wish(open.help.wish);
        let lede = format!("{} · {about} · {wish} · {time}", open.theme().name);
        let by = open.help.answer_by.map(|day| {
            let day_in_words = date::weekday(day, today);
            if open.help.is_late(today) {
                view! { <p class="state state--wrong num">{text::answer_late(&day_in_words)}</p> }.into_any()
            } else {
                view! { <p class="num">{text::answer_by(&day_in_words)}</p> }.into_any()
            }
        });
        let question = if open.help.question.is_empty() {
            text::NO_QUESTION
        } else {
            &open.help.question
        };
        let phone = open.help.phone.clone();
        let call = open.help.wish.is_call().then(|| {
            view! { <p><a class="num" href=format!("tel:{phone}")>{phone.clone()}</a></p> }
        });
        let items = open
            .items()
            .map(|item| view! { <li>{item.name.clone()}</li> })
            .collect_view();
        Frame::new(title.clone())
            .refuses(&mistakes)
            .place(desk::TITLE)
            .exit(to_desk())
            .wide()
            .around(view! {
                <h1>{title}</h1>
                <p class="lede num">{lede}</p>
                {by}
                <div class="open-case">
                    <div>
                        <h2>{text::DRAFT}</h2>
                        <dl class="rows">{open.stated().iter().map(stated).collect_view()}</dl>
                    </div>
                    <aside>
                        <h2>{text::ASKED}</h2>
                        <p>{question.to_owned()}</p>
                        {call}
                        {answer_form(&open, &typed, &mistakes)}
                        <h2>{text::ITEMS}</h2>
                        <ul class="note">{items}</ul>
                        <h2>{desk::PAPERS}</h2>
                        {papers(&open)}
                    </aside>
                </div>
            })
    })
}

fn stated(stated: &Stated<'_>) -> impl IntoView + use<> {
    let label = if stated.label.contains(&stated.subject) {
        stated.label.clone()
    } else {
        format!("{} · {}", stated.subject, stated.label)
    };
    let answer = stated.answer.filter(|answer| !answer.text.is_empty());
    let words = answer.map_or_else(
        || text::NOT_YET.to_owned(),
        |answer| said(&stated.kind, &answer.text, false),
    );
    let here = stated
        .is_asked_about
        .then(|| view! { " "<span class="state">{text::HERE}</span> });
    view! {
        <div>
            <dt>{label}</dt>
            <dd class="num">{words}{here}</dd>
        </div>
    }
}

fn papers(open: &OpenHelp) -> AnyView {
    let row = |file: &File| {
        let href = format!("/desk/help/{}/files/{}", open.help.id, file.id);
        let material = open
            .theme()
            .materials
            .iter()
            .find(|material| material.id == file.material);
        let name = material.map_or_else(String::new, |material| material.name.clone());
        view! { <p class="group"><a href=href target=beside() rel="noopener">{format!("{name}：{}", desk::OPEN_FILE)}</a></p> }
    };
    let rows: Vec<_> = open.files().map(row).collect();
    if rows.is_empty() {
        return view! { <p>{text::NOT_YET}</p> }.into_any();
    }
    rows.into_any()
}

/// What was typed for a request that is over: it is not sent, and not lost.
fn over(typed: &str) -> AnyView {
    status(StatusCode::CONFLICT);
    Frame::new(text::OVER)
        .place(desk::TITLE)
        .exit(to_desk())
        .wide()
        .around(view! {
            <h1>{text::OVER}</h1>
            <p class="notice" role="alert">{text::OVER_LEDE}</p>
            <div class="field">
                <label for="answer">{text::NOT_SENT}</label>
                <textarea id="answer" readonly=true>{plain(typed)}</textarea>
            </div>
        })
}

fn answer_form(open: &OpenHelp, typed: &str, mistakes: &Mistakes) -> impl IntoView + use<> {
    view! {
        <form class="group" method="post" action=AnswerHelp::url()>
            <input type="hidden" name="help" value=open.help.id.to_string()/>
            <div class="field">
                <label for=ANSWER>{text::ANSWER}</label>
                <p class="field__hint" id="answer-hint">{text::ANSWER_HINT}</p>
                <textarea id=ANSWER name="text" maxlength=LONGEST.to_string() aria-describedby="answer-hint answer-problem" aria-invalid=mistakes.invalid(ANSWER)>{plain(typed)}</textarea>
                {mistakes.beside(ANSWER)}
            </div>
            <p><button class="button button--inline">{text::SEND}</button></p>
        </form>
    }
}

/// Answers a request. What was typed and is not sent is kept; without a whole session it is parked.
#[server]
pub(crate) async fn answer_help(help: String, #[server(default)] text: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id: HelpId = help.parse()?;
        if !visit.asker.is_signed_in() {
            return parked::park(&office, &Posted::Answer(id, text)).await;
        }
        match answer(&office, &visit.asker, &id, &text).await {
            Ok(()) => {
                let waits = typed(&office, &visit.asker, &id, visit.typed.as_ref()).await?;
                if waits.is_some() {
                    keep("typed", None, 0);
                }
                Ok("/desk/help".to_owned())
            }
            Err(error @ (Error::Conflict | Error::Refused(Refusal::DecisionText))) => {
                let typed = keep_typed(&office, &visit.asker, &id, &text).await?;
                keep_form(&office, "typed", &typed);
                Ok(format!("/desk/help/{id}?problem={}", problem_code(&error)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
