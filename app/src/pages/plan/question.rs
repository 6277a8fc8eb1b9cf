//! One question of the plan on its page.

use domain::field::{Choice, Kind, Problem, picked};
use domain::theme::Question;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::plan::MyPlan;

use super::why::source;
use super::{AnswerQuestion, LookUp, question_path};
use crate::text::{draft, field, frame, plan as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::hat::{shown_under, worn};
use crate::ui::mistakes::Mistakes;
use crate::ui::typing::{Typing, is_applicants, offered};
use crate::ui::unbroken::unbroken;

/// Where it is answered.
const ANSWER: &str = "answer";

/// The question, what was answered to it, and the way to the one before; asked from a draft, the way back there.
pub(super) fn question_page(
    office: &Context,
    mine: &MyPlan,
    question: &Question,
    has_problem: bool,
    is_signed_in: bool,
    back: Option<&str>,
) -> AnyView {
    let theme = &mine.published.theme;
    let asked = mine.in_order();
    let place = asked.iter().position(|other| other.field == question.field);
    let number = place.unwrap_or(asked.len());
    let left = mine.left_after(question);
    let before = number.checked_sub(1).and_then(|before| asked.get(before));
    let (href, label) = match (back, before) {
        (Some(back), _) => (back.to_owned(), frame::BACK),
        (None, Some(before)) => (question_path(&theme.slug, &before.field), draft::PREVIOUS),
        (None, None) => (format!("/themes/{}", theme.slug), draft::PREVIOUS),
    };
    let whereabouts = back.is_none().then(|| {
        view! {
            <div class="where num">
                <span>{text::question_number(number + 1, left)}</span>
                <progress value=number + 1 max=number + 1 + left aria-hidden="true"></progress>
            </div>
        }
    });
    let problem = mine.problem(question).or(has_problem.then_some(Problem::Missing));
    let mistakes = problem.map(|problem| (ANSWER, sentence(question, problem)));
    let mistakes: Mistakes = mistakes.into_iter().collect();
    let (given, is_unsure) = (
        mine.answers.text(&question.field).unwrap_or_default(),
        mine.answers.is_unsure(&question.field),
    );
    let is_own = is_applicants(theme, &mine.answers, &question.field, &worn().hat());
    let autocomplete = offered(&question.element, is_own);
    let unsure = question.may_be_unsure().then(|| {
        view! {
            <button class="link-button choice__unsure" name="unsure" value="1" aria-current=is_unsure.then_some("true")>{text::NOT_SURE}</button>
        }
    });
    Frame::new(question.ask.clone())
        .refuses(&mistakes)
        .place(theme.name.clone())
        .exit(Exit { href, label })
        .around(view! {
            {whereabouts}
            <h1 id="question">{unbroken(&question.ask)}</h1>
            {question.hint.clone().map(|hint| view! { <p class="lede">{hint}</p> })}
            {mine.answers.get(&question.field).and_then(|answer| source(office, answer, mine.today)).map(|source| view! { <p class="note num">{source}</p> })}
            <form class="choice" method="post" action=AnswerQuestion::url()>
                <input type="hidden" name="slug" value=theme.slug.to_string()/>
                <input type="hidden" name="field" value=question.field.to_string()/>
                {shown_under()}
                {back.map(|back| view! { <input type="hidden" name="back" value=back.to_owned()/> })}
                {controls(question, given, &autocomplete, &mistakes)}
                {unsure}
            </form>
            {(back.is_none() && is_signed_in && mine.may_look_up()).then(|| look_up(theme.slug.as_str(), text::LOOK_UP))}
        })
}

/// The quiet offer to let registers answer. It is about the newest draft of the theme: not for a question that another may ask.
pub(super) fn look_up(slug: &str, offer: &'static str) -> AnyView {
    view! {
        <form class="group" method="post" action=LookUp::url()>
            <input type="hidden" name="slug" value=slug.to_owned()/>
            {shown_under()}
            <button class="link-button">{offer}</button>
            <p class="note">{text::LOOK_UP_NOTE}</p>
        </form>
    }
    .into_any()
}

/// One of several is answered with one tap; several are ticked, anything else is typed.
fn controls(question: &Question, given: &str, autocomplete: &str, mistakes: &Mistakes) -> AnyView {
    let go_on = view! { <button class="button choice__go">{draft::CONTINUE}</button> };
    match &question.element.kind {
        Kind::Choice(choices) => {
            let buttons = choices.iter().enumerate();
            let buttons = buttons.map(|(position, choice)| button(position, choice, given));
            view! { {mistakes.beside(ANSWER)}{buttons.collect_view()} }.into_any()
        }
        Kind::Choices(choices) => view! {
            <fieldset class="field" id=ANSWER tabindex="-1" aria-labelledby="question" aria-describedby="hint answer-problem">
                <p class="field__hint" id="hint">{text::SEVERAL}</p>
                {choices.iter().map(|choice| tick(choice, given)).collect_view()}
                {mistakes.beside(ANSWER)}
            </fieldset>
            {go_on}
        }
        .into_any(),
        _ => view! { {typed(question, given, autocomplete, mistakes)}{go_on} }.into_any(),
    }
}

/// What to do about the answer.
fn sentence(question: &Question, problem: Problem) -> String {
    let has_options = !question.element.kind.options().is_empty();
    match problem {
        Problem::Missing if has_options => text::PICK_FIRST.to_owned(),
        Problem::Missing => text::ANSWER_FIRST.to_owned(),
        problem => field::problem_of(&question.element.kind, problem),
    }
}

/// One of several; the first of them is where the question is answered.
fn button(position: usize, choice: &Choice, given: &str) -> impl IntoView + use<> {
    let is_given = choice.id.as_str() == given;
    let id = (position == 0).then_some(ANSWER);
    view! {
        <button id=id class="choice__button" name="value" value=choice.id.to_string() aria-current=is_given.then_some("true")>
            {choice.label.clone()}
        </button>
    }
}

fn tick(choice: &Choice, given: &str) -> impl IntoView + use<> {
    let is_given = picked(given).any(|option| option == choice.id.as_str());
    view! {
        <label class="choice__row">
            <input type="checkbox" name="picked[]" value=choice.id.to_string() checked=is_given/>
            <span>{choice.label.clone()}</span>
        </label>
    }
}

fn typed(question: &Question, given: &str, autocomplete: &str, mistakes: &Mistakes) -> impl IntoView + use<> {
    let kind = &question.element.kind;
    let written = match kind {
        Kind::Month(_) => Some(text::MONTH),
        Kind::Date(_) => Some(text::DAY),
        Kind::DateTime(_) => Some(text::MOMENT),
        Kind::CreditCode => Some(text::CREDIT_CODE),
        _ => None,
    };
    let hint = question.element.hint.clone().filter(|_| question.hint.is_none());
    let hint = hint.or_else(|| written.map(str::to_owned));
    let typing = Typing::of(kind);
    view! {
        <div class="field">
            {hint.map(|hint| view! { <p class="field__hint" id="hint">{unbroken(&hint)}</p> })}
            <div class="field__amount">
                <input
                    id=ANSWER
                    name="value"
                    value=given.to_owned()
                    type=typing.input
                    inputmode=typing.keys
                    autocomplete=autocomplete.to_owned()
                    autocapitalize=typing.capitals
                    aria-labelledby="question"
                    aria-describedby="hint unit answer-problem"
                    aria-invalid=mistakes.invalid(ANSWER)
                />
                {kind.unit().map(|unit| view! { <span id="unit">{unit.to_owned()}</span> })}
            </div>
            {mistakes.beside(ANSWER)}
        </div>
    }
}
