//! Files in and out: uploads stream to the store, downloads are handed out as what they are and nothing more.

use app::visit::Visit;
use axum::body::Bytes;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json};
use domain::draft::File;
use futures::{StreamExt, TryStreamExt};
use serde::Deserialize;
use usecases::application::record::read as read_record;
use usecases::draft::attach::{self, Arriving};
use usecases::draft::sign::proof::SignedRecord;
use usecases::party::part;
use usecases::{Context, Error, Refusal, account, casework, help};

/// Where the citizen came from, to go back there.
#[derive(Debug, Deserialize)]
pub(crate) struct Way {
    from: Option<String>,
}

/// Attaches every file of the form to the material and goes back to its page, with the reason when one was refused.
pub(crate) async fn upload(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path((draft, material)): Path<(String, String)>,
    Query(way): Query<Way>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let Ok(mut form) = form else {
        return Redirect::to(app::FAILED).into_response();
    };
    let page = app::paper_page(&draft, &material, way.from.as_deref().unwrap_or_default(), None);
    let allowed = async { attach::allowed(&office, &visit.asker, &draft.parse()?, &material.parse()?).await };
    if let Err(error) = allowed.await {
        return refused(&office, &page, &error, &visit);
    }
    let (mut stored, mut is_cut_off) = (0, false);
    let mut refusal = None;
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut content = Box::pin(field.map_err(|error| {
            is_cut_off = true;
            Error::Internal(Box::new(error))
        }));
        let arriving = Arriving {
            name,
            content: &mut content,
            sha256: None,
        };
        match attach_one(&office, &visit, &draft, &material, arriving).await {
            Ok(_) => stored += 1,
            Err(error) => refusal = refusal.or(Some(error)),
        }
        // What is left of a refused file is read, so that the browser gets to read why.
        while let Some(Ok(_)) = content.next().await {}
    }
    if is_cut_off {
        return Redirect::to(app::FAILED).into_response();
    }
    let nothing = (stored == 0).then_some(Error::Refused(Refusal::FileEmpty));
    match refusal.or(nothing) {
        None => Redirect::to(&page).into_response(),
        Some(error) => refused(&office, &page, &error, &visit),
    }
}

async fn attach_one<S>(
    office: &Context,
    visit: &Visit,
    draft: &str,
    material: &str,
    arriving: Arriving<S>,
) -> usecases::Result<File>
where
    S: futures::Stream<Item = usecases::Result<Bytes>> + Unpin,
{
    attach::attach(office, &visit.asker, &draft.parse()?, &material.parse()?, arriving).await
}

/// Back to the page of the material with the reason; what is not about the file has a page of its own.
fn refused(office: &Context, page: &str, error: &Error, visit: &Visit) -> Response {
    if let Error::Refused(refusal) = error
        && let Some(problem) = app::file_problem(*refusal, &office.limits)
    {
        let and = if page.contains('?') { '&' } else { '?' };
        return Redirect::to(&format!("{page}{and}problem={}", problem.code)).into_response();
    }
    match error {
        Error::SignInFirst => Redirect::to(&format!("/sign-in?next={page}")),
        other => Redirect::to(&app::problem_path(other, &visit.trace)),
    }
    .into_response()
}

/// A file of the citizen's own.
pub(crate) async fn download(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path(file): Path<String>,
) -> Response {
    let found = async { attach::open(&office, &visit.asker, &file.parse()?).await };
    hand_out(found.await, &visit)
}

/// A file of a case, for the officer who works on it.
pub(crate) async fn download_for_officer(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path((case, file)): Path<(String, String)>,
) -> Response {
    let office = Context {
        trace: visit.trace.clone(),
        ..office
    };
    let found = async { casework::read::open_file(&office, &visit.asker, &case.parse()?, &file.parse()?).await };
    hand_out(found.await, &visit)
}

/// A file of a draft whose citizen asked for help, for the officer who looks.
pub(crate) async fn download_to_help(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path((help, file)): Path<(String, String)>,
) -> Response {
    let office = Context {
        trace: visit.trace.clone(),
        ..office
    };
    let found = async { help::look::open_file(&office, &visit.asker, &help.parse()?, &file.parse()?).await };
    hand_out(found.await, &visit)
}

/// Everything that is kept about the citizen, as a file for other systems.
pub(crate) async fn export(State(office): State<Context>, Extension(visit): Extension<Visit>) -> Response {
    match account::export::export(&office, &visit.asker).await {
        Ok(document) => {
            let disposition = "attachment; filename=\"my-data.json\"";
            ([(CONTENT_DISPOSITION, disposition)], Json(document)).into_response()
        }
        Err(Error::SignInFirst) => Redirect::to("/sign-in?next=/me/data/export").into_response(),
        Err(error) => Redirect::to(&app::problem_path(&error, &visit.trace)).into_response(),
    }
}

/// What the citizen signed, with what proves it, as a file that can be judged anywhere.
pub(crate) async fn signed_record(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path(application): Path<String>,
) -> Response {
    let found = async { read_record(&office, &visit.asker, &application.parse()?).await };
    let found = found.await.map(|judged| judged.signed);
    hand_out_record(found, &format!("/applications/{application}/record"), &visit)
}

/// The same of what somebody applied for with others: as much of it as they signed.
pub(crate) async fn joint_record(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path(invitation): Path<String>,
) -> Response {
    let found = async { part::signed(&office, &visit.asker, &invitation.parse()?).await };
    hand_out_record(found.await, &format!("/parties/{invitation}"), &visit)
}

fn hand_out_record(found: usecases::Result<SignedRecord>, page: &str, visit: &Visit) -> Response {
    match found {
        Ok(signed) => {
            let disposition = format!("attachment; filename=\"{}.json\"", signed.application);
            ([(CONTENT_DISPOSITION, disposition)], Json(signed)).into_response()
        }
        Err(Error::SignInFirst) => Redirect::to(&format!("/sign-in?next={page}")).into_response(),
        Err(error) => Redirect::to(&app::problem_path(&error, &visit.trace)).into_response(),
    }
}

/// The content as what it is; a browser may show it but run nothing in it.
fn hand_out(found: usecases::Result<(File, Bytes)>, visit: &Visit) -> Response {
    match found {
        Ok((file, content)) => {
            let headers = [
                (CONTENT_TYPE, file.media_type.as_str()),
                (CONTENT_DISPOSITION, "inline"),
                (
                    CONTENT_SECURITY_POLICY,
                    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
                ),
            ];
            (headers, content).into_response()
        }
        Err(Error::SignInFirst) => Redirect::to("/sign-in").into_response(),
        Err(Error::SecondFactorFirst) => Redirect::to("/staff/second-factor").into_response(),
        Err(error) => Redirect::to(&app::problem_path(&error, &visit.trace)).into_response(),
    }
}
