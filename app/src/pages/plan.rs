//! The plan: questions, one per page, then the personal list; and picking a part of it.

mod list;

use domain::field::Kind;
use domain::theme::Question;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Asker;
use usecases::plan::{MyPlan, answer, choose, read};

use crate::respond::{go, go_on, keep};
use crate::text::{draft, field, plan as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{office, part, query, visit};

/// How long a guest's answers are found again, in seconds.
const GUEST: u32 = 30 * 24 * 60 * 60;

/// `/themes/{slug}/plan`: the next question, the question named by `?question=`, picking by `?choose`, or the list.
#[component]
pub(crate) fn PlanPage() -> impl IntoView {
    let office = office();
    let asker = visit().asker;
    let slug = part("slug");
    let wanted = query("question");
    let choosing = query("choose").is_some();
    let has_problem = query("problem").is_some();
    let reader = (office.clone(), asker.clone());
    loaded(
        async move { read(&reader.0, &reader.1, &slug.parse()?).await },
        move |mine| {
            let named = mine
                .questions()
                .into_iter()
                .find(|question| wanted.as_deref() == Some(question.field.to_string().as_str()));
            if let Some(question) = named.or_else(|| mine.next_question()) {
                question_page(&mine, question, has_problem).into_any()
            } else if choosing {
                list::choose_page(&mine).into_any()
            } else {
                list::list_page(&office, &mine, matches!(asker, Asker::Citizen(_))).into_any()
            }
        },
    )
}

fn question_page(mine: &MyPlan, question: &Question, has_problem: bool) -> impl IntoView + use<> {
    let theme = &mine.published.theme;
    let questions = mine.questions();
    let number = questions
        .iter()
        .position(|other| other.field == question.field)
        .unwrap_or(0);
    let before = number.checked_sub(1).and_then(|before| questions.get(before));
    let back = match before {
        Some(before) => format!("/themes/{}/plan?question={}", theme.slug, before.field),
        None => format!("/themes/{}", theme.slug),
    };
    let problem = has_problem.then(
        || view! { <p class="field__problem" role="alert">{field::problem(domain::field::Problem::Missing)}</p> },
    );
    let given = mine.answers.text(&question.field).unwrap_or_default().to_owned();
    Frame::new(question.ask.clone())
        .place(theme.name.clone())
        .exit(Exit {
            href: back,
            label: draft::PREVIOUS,
        })
        .around(view! {
            <div class="where num">
                <span>{text::question_number(number + 1, questions.len())}</span>
                <progress value=number + 1 max=questions.len() aria-hidden="true"></progress>
            </div>
            <h1>{question.ask.clone()}</h1>
            {question.hint.clone().map(|hint| view! { <p class="lede">{hint}</p> })}
            {problem}
            <form class="choice" method="post" action=AnswerQuestion::url()>
                <input type="hidden" name="slug" value=theme.slug.to_string()/>
                <input type="hidden" name="field" value=question.field.to_string()/>
                {options(question, &given)}
            </form>
        })
}

/// A choice is answered with one tap; anything else is typed.
fn options(question: &Question, given: &str) -> AnyView {
    let Kind::Choice(choices) = &question.element.kind else {
        return view! {
            <input class="field" name="value" value=given.to_owned() aria-label=question.ask.clone() autocomplete="off"/>
            <button class="button">{draft::CONTINUE}</button>
        }
        .into_any();
    };
    let option = |choice: &domain::field::Choice| {
        let is_given = choice.id.as_str() == given;
        view! {
            <button class="choice__button" name="value" value=choice.id.to_string() aria-current=is_given.then_some("true")>
                {choice.label.clone()}
            </button>
        }
    };
    choices.iter().map(option).collect_view().into_any()
}

/// Answers one question and goes on to the next, or to the list.
#[server]
pub(crate) async fn answer_question(
    slug: String,
    field: String,
    #[server(default)] value: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let answered = answer(&office, &visit.asker, &slug.parse()?, &field.parse()?, &value).await?;
        if let Some(guest) = &answered.guest {
            keep("guest", Some(guest), GUEST);
        }
        Ok(match answered.problem {
            Some(_) => format!("/themes/{slug}/plan?question={field}&problem=1"),
            // The next question has an address of its own, so that the browser's way back leads to this one.
            None => match read(&office, &reader(&visit.asker, answered.guest), &slug.parse()?)
                .await?
                .next_question()
            {
                Some(next) => format!("/themes/{slug}/plan?question={}", next.field),
                None => format!("/themes/{slug}/plan"),
            },
        })
    };
    go_on(outcome.await);
    Ok(())
}

/// Who reads on: a guest whose first answer just made a cookie is that guest from now on.
fn reader(asker: &Asker, guest: Option<usecases::token::Token>) -> Asker {
    guest.map_or_else(|| asker.clone(), |guest| Asker::Guest(Some(guest)))
}

/// Keeps the items that were picked.
#[server]
pub(crate) async fn choose_items(slug: String, #[server(default)] items: Vec<String>) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let chosen = items.iter().map(|id| id.parse()).collect::<Result<_, _>>()?;
        if let Some(guest) = choose(&office, &visit.asker, &slug.parse()?, &chosen).await? {
            keep("guest", Some(&guest), GUEST);
        }
        Ok(format!("/themes/{slug}/plan"))
    };
    go_on(outcome.await);
    Ok(())
}

/// Starts filing: a guest signs in first and comes back to the plan.
#[server]
pub(crate) async fn start_draft(slug: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    if matches!(visit.asker, Asker::Guest(_)) {
        go(&format!("/sign-in?next=/themes/{slug}/plan"));
        return Ok(());
    }
    let outcome = async {
        let draft = usecases::draft::start::start(&office, &visit.asker, &slug.parse()?).await?;
        let is_asked = usecases::draft::read::read(&office, &visit.asker, &draft)
            .await?
            .draft
            .consent
            != domain::draft::Consent::NotAsked;
        Ok(if is_asked {
            format!("/drafts/{draft}")
        } else {
            format!("/drafts/{draft}/consent")
        })
    };
    go_on(outcome.await);
    Ok(())
}
