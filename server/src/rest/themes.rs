//! Themes, as other systems read them.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;
use domain::calendar::{DayKind, Term};
use domain::theme::Theme;
use domain::theme::item::Item;
use serde::Serialize;
use usecases::theme::Published;
use usecases::{Context, theme};
use utoipa::ToSchema;

use super::problem::Problem;
use crate::middleware::visit;

/// A theme in the list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ThemeSummary {
    /// Address of the guide: `/themes/{slug}`.
    slug: String,
    /// What people call the life event.
    name: String,
    /// In one sentence.
    summary: String,
}

/// A theme.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ThemeDetail {
    /// Address of the guide: `/themes/{slug}`.
    slug: String,
    /// The published version.
    version: String,
    /// What people call the life event.
    name: String,
    /// In one sentence.
    summary: String,
    /// What the departments do.
    items: Vec<ItemDetail>,
    /// What is asked before a plan can be made.
    questions: Vec<QuestionDetail>,
}

/// One thing one department does.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemDetail {
    /// Its id in the theme.
    id: String,
    /// Official name.
    name: String,
    /// The department that decides.
    department: String,
    /// Items whose results it needs.
    after: Vec<String>,
    /// The promised limit.
    limit: LimitDetail,
    /// What it ends in.
    result: String,
}

/// A number of days.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LimitDetail {
    /// How many.
    days: u32,
    /// `working` or `natural`.
    kind: &'static str,
    /// Not from a source: an example.
    illustrative: bool,
}

/// A question.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct QuestionDetail {
    /// The field the answer is given under: `subject/element`.
    field: String,
    /// The question.
    ask: String,
    /// Allowed answers, when it is a choice.
    options: Vec<String>,
}

/// List all themes.
#[utoipa::path(
    get, path = "/api/v1/themes", operation_id = "list_themes",
    params(("region" = Option<String>, Query, description = "Division code of the county; the city without it.")),
    responses(
        (status = 200, body = [ThemeSummary]),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_themes(State(office): State<Context>, uri: Uri) -> Result<Json<Vec<ThemeSummary>>, Problem> {
    let themes = theme::list::list(&in_region(office, &uri)?).await?;
    Ok(Json(themes.iter().map(|published| summary(&published.theme)).collect()))
}

/// Read one theme.
#[utoipa::path(
    get, path = "/api/v1/themes/{slug}", operation_id = "read_theme",
    params(
        ("slug" = String, Path),
        ("region" = Option<String>, Query, description = "Division code of the county; the city without it."),
    ),
    responses(
        (status = 200, body = ThemeDetail),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn read_theme(
    State(office): State<Context>,
    Path(slug): Path<String>,
    uri: Uri,
) -> Result<Json<ThemeDetail>, Problem> {
    let slug = slug.parse().map_err(usecases::Error::from)?;
    Ok(Json(detail(
        &theme::read::read(&in_region(office, &uri)?, &slug).await?,
    )))
}

/// The office as it is in the county of the address, read as a page reads it; the city's own code is the whole city.
pub(super) fn in_region(office: Context, uri: &Uri) -> Result<Context, Problem> {
    let code = visit::region_of_link(uri).filter(|code| *code != office.city.region());
    let Some(code) = code else { return Ok(office) };
    let county = office.city.region_below(code).map(|region| region.code.clone());
    let county = county.ok_or_else(|| Problem::unprocessable(format!("the city has no county {code:?}")))?;
    Ok(Context {
        region: Some(county),
        ..office
    })
}

fn summary(theme: &Theme) -> ThemeSummary {
    ThemeSummary {
        slug: theme.slug.to_string(),
        name: theme.name.clone(),
        summary: theme.summary.clone(),
    }
}

fn detail(published: &Published) -> ThemeDetail {
    let theme = &published.theme;
    let question = |question: &domain::theme::Question| QuestionDetail {
        field: question.field.to_string(),
        ask: question.ask.clone(),
        options: match &question.element.kind {
            domain::field::Kind::Choice(choices) => choices.iter().map(|choice| choice.id.to_string()).collect(),
            _ => Vec::new(),
        },
    };
    ThemeDetail {
        slug: theme.slug.to_string(),
        version: published.version.to_string(),
        name: theme.name.clone(),
        summary: theme.summary.clone(),
        items: theme.items.iter().map(item).collect(),
        questions: theme.questions.iter().map(question).collect(),
    }
}

fn item(item: &Item) -> ItemDetail {
    ItemDetail {
        id: item.id.to_string(),
        name: item.name.clone(),
        department: item.department.to_string(),
        after: item.after.iter().map(ToString::to_string).collect(),
        limit: limit(item.limit.promised, item.limit.illustrative),
        result: item.result.clone(),
    }
}

fn limit(term: Term, illustrative: bool) -> LimitDetail {
    let kind = match term.kind {
        DayKind::Working => "working",
        DayKind::Natural => "natural",
    };
    LimitDetail {
        days: term.days,
        kind,
        illustrative,
    }
}
