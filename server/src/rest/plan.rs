//! The plan that follows from posted answers; nothing is kept.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::condition::{Condition, Truth};
use domain::plan::{Need, PlannedItem, Standing};
use domain::theme::Theme;
use domain::theme::item::Item;
use serde::{Deserialize, Serialize};
use usecases::plan::{MyPlan, preview};
use usecases::theme::read::read;
use usecases::{Context, Error};
use utoipa::ToSchema;

use super::problem::Problem;
use super::themes::in_region;

/// What is known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanRequest {
    /// Answers by field, `subject/element`.
    #[serde(default)]
    answers: BTreeMap<String, String>,
    /// The items to take; everything that applies when absent.
    items: Option<BTreeSet<String>>,
}

/// A plan.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlanResponse {
    /// The version of the theme it was made by.
    version: String,
    /// The field of the next open question.
    next_question: Option<String>,
    /// The fields of all questions whose answer still changes something, the most decisive first.
    open_questions: Vec<String>,
    /// One for each item of the theme.
    items: Vec<PlanItem>,
    /// The materials the taken items need.
    materials: Vec<PlanMaterial>,
    /// The day all taken items are done by, at the latest.
    done_by: Option<String>,
}

/// An item in a plan.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlanItem {
    /// Its id.
    id: String,
    /// Whether it applies: `yes`, `no`, `unknown`.
    applies: &'static str,
    /// `taken`, `comes_along`, `left_out`, `not_for_me`, `instead`, `offline`.
    standing: &'static str,
    /// The group of which only one item is done.
    group: Option<String>,
    /// What decides whether it applies; of an unknown what is still open.
    grounds: Vec<PlanGround>,
    /// The day it is done by, at the latest.
    done_by: Option<String>,
}

/// One predicate that decides whether an item applies, or is still open.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlanGround {
    /// `is`, `in`, `includes`, `same`, `known`, `at_least`, `at_most`, `within_months`, `age`.
    predicate: &'static str,
    /// The fields it looks at, `subject/element`.
    fields: Vec<String>,
    /// Whether it holds itself: `yes`, `no`, `unknown`.
    holds: &'static str,
}

/// A material in a plan.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlanMaterial {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// `waived`, `waiver_expected`, `required`, `optional`, `undecided`.
    need: &'static str,
}

/// Make a plan from answers.
#[utoipa::path(
    post, path = "/api/v1/themes/{slug}/plan", operation_id = "make_plan",
    params(
        ("slug" = String, Path),
        ("region" = Option<String>, Query, description = "Division code of the county; the city without it."),
    ),
    request_body = PlanRequest,
    responses(
        (status = 200, body = PlanResponse),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn make_plan(
    State(office): State<Context>,
    Path(slug): Path<String>,
    uri: Uri,
    request: Result<Json<PlanRequest>, JsonRejection>,
) -> Result<Json<PlanResponse>, Problem> {
    let Json(request) = request.map_err(|rejection| Problem::unreadable(rejection.status(), rejection.body_text()))?;
    let slug = slug.parse().map_err(Error::from)?;
    let items = (request.items.as_ref()).map(|items| items.iter().map(|id| id.parse()).collect::<Result<_, _>>());
    let items = items.transpose().map_err(Error::from)?;
    let office = in_region(office, &uri)?;
    let published = read(&office, &slug).await?;
    let answers = answers(&office, &published.theme, &request.answers)?;
    Ok(Json(response(&preview(&office, published, answers, items.as_ref()))))
}

/// Every answer in its canonical form; an answer the theme does not ask for, or cannot be, is named.
fn answers(office: &Context, theme: &Theme, posted: &BTreeMap<String, String>) -> Result<Answers, Problem> {
    let today = office.today();
    let answer = |(name, text): (&String, &String)| {
        let field: FieldId = name
            .parse()
            .map_err(|_| Problem::unprocessable(format!("no field {name:?}: it is written subject/element")))?;
        let element = theme.element(&field);
        let element = element.ok_or_else(|| Problem::unprocessable(format!("the theme does not ask for {field}")))?;
        let read = element.kind.read(text, today);
        let text = read.map_err(|problem| Problem::unprocessable(format!("{field}: {problem}")))?;
        Ok((
            field,
            Answer {
                text,
                origin: Origin::Citizen,
                as_of: today,
                contested: false,
            },
        ))
    };
    posted.iter().map(answer).collect()
}

fn response(mine: &MyPlan) -> PlanResponse {
    let theme = &mine.published.theme;
    let group = |place| Some(theme.one_of.get(theme.group_of(place)?)?.id.to_string());
    let item = |(place, (item, planned)): (usize, (&Item, &PlannedItem))| PlanItem {
        id: item.id.to_string(),
        applies: truth_word(planned.applies),
        group: group(place),
        grounds: (item.applies.as_ref()).map_or_else(Vec::new, |applies| grounds(mine, &applies.when)),
        standing: match planned.standing {
            Standing::Taken => "taken",
            Standing::ComesAlong => "comes_along",
            Standing::LeftOut => "left_out",
            Standing::NotForMe => "not_for_me",
            Standing::Instead => "instead",
            Standing::Offline => "offline",
        },
        done_by: planned.days.map(|(_, end)| end.to_string()),
    };
    let material = |planned: &domain::plan::PlannedMaterial| {
        let material = theme.materials.get(planned.position)?;
        let need = match planned.need {
            Need::Waived(_) => "waived",
            Need::WaiverExpected(_) => "waiver_expected",
            Need::Required => "required",
            Need::Optional => "optional",
            Need::Undecided => "undecided",
        };
        Some(PlanMaterial {
            id: material.id.to_string(),
            name: material.name.clone(),
            need,
        })
    };
    PlanResponse {
        version: mine.published.version.to_string(),
        next_question: mine.next_question().map(|question| question.field.to_string()),
        open_questions: (mine.open_questions().iter())
            .map(|question| question.field.to_string())
            .collect(),
        items: theme.items.iter().zip(&mine.plan.items).enumerate().map(item).collect(),
        materials: mine.plan.materials.iter().filter_map(material).collect(),
        done_by: mine.plan.done_by.map(|day| day.to_string()),
    }
}

fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}

fn grounds(mine: &MyPlan, when: &Condition) -> Vec<PlanGround> {
    let ground = |(ground, truth): (&Condition, Truth)| PlanGround {
        predicate: match ground {
            Condition::Is(..) => "is",
            Condition::In(..) => "in",
            Condition::Includes(..) => "includes",
            Condition::Same(..) => "same",
            Condition::Known(_) => "known",
            Condition::AtLeast(..) => "at_least",
            Condition::AtMost(..) => "at_most",
            Condition::WithinMonths(..) => "within_months",
            Condition::Age(..) => "age",
            Condition::All(_) => "all",
            Condition::Any(_) => "any",
            Condition::Not(_) => "not",
        },
        fields: ground.fields().into_iter().map(ToString::to_string).collect(),
        holds: truth_word(truth),
    };
    let grounds = when.grounds(&mine.answers, mine.today).into_iter();
    grounds.map(ground).collect()
}
