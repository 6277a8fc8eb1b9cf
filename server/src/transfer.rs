//! Files in and out: uploads stream to the store, downloads are handed out as what they are and nothing more.

use app::visit::Visit;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Multipart, Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use domain::draft::File;
use futures::StreamExt;
use usecases::draft::attach::{self, Upload};
use usecases::{Context, Error, Refusal, casework};

/// How much of a refused upload is still read, so that the browser gets to read why: bytes.
const DRAIN: usize = 256 * 1024 * 1024;

/// Attaches every file of the form to the material and goes back to its page, with the reason when one was refused.
pub(crate) async fn upload(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path((draft, material)): Path<(String, String)>,
    mut form: Multipart,
) -> Response {
    let page = format!("/drafts/{draft}/materials/{material}");
    let mut outcome = Err(Error::Refused(Refusal::FileEmpty));
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.file_name().unwrap_or_default().to_owned();
        if matches!(&outcome, Err(error) if !matches!(error, Error::Refused(Refusal::FileEmpty))) {
            drain(field).await;
            continue;
        }
        let mut content = Box::pin(field);
        outcome = attach_one(
            &office,
            &visit,
            &draft,
            &material,
            Upload {
                name,
                content: &mut content,
            },
        )
        .await;
        drain(content).await;
    }
    match outcome {
        Ok(_) => Redirect::to(&page).into_response(),
        Err(Error::SignInFirst) => Redirect::to(&format!("/sign-in?next={page}")).into_response(),
        Err(error) => refused(&page, &error),
    }
}

async fn attach_one<S>(
    office: &Context,
    visit: &Visit,
    draft: &str,
    material: &str,
    upload: Upload<S>,
) -> usecases::Result<File>
where
    S: futures::Stream<Item = Result<Bytes, axum::extract::multipart::MultipartError>> + Unpin,
{
    attach::attach(office, &visit.asker, &draft.parse()?, &material.parse()?, upload).await
}

/// Reads what is left without keeping it.
async fn drain<E>(mut rest: impl futures::Stream<Item = Result<Bytes, E>> + Unpin) {
    let mut left = DRAIN;
    while let Some(Ok(chunk)) = rest.next().await {
        left = left.saturating_sub(chunk.len());
        if left == 0 {
            break;
        }
    }
}

/// Back to the page of the material with the reason; what is not about the file has a page of its own.
fn refused(page: &str, error: &Error) -> Response {
    let code = match error {
        Error::Refused(Refusal::FileTooLarge) => "file-too-large",
        Error::Refused(Refusal::FileEmpty) => "file-empty",
        Error::Refused(Refusal::FileKind) => "file-kind",
        Error::Refused(Refusal::TooManyFiles) => "too-many-files",
        other => return Redirect::to(&app::problem_path(other)).into_response(),
    };
    Redirect::to(&format!("{page}?problem={code}")).into_response()
}

/// A file of the citizen's own.
pub(crate) async fn download(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path(file): Path<String>,
) -> Response {
    hand_out(async { attach::open(&office, &visit.asker, &file.parse()?).await }.await)
}

/// A file of a case, for the officer who works on it.
pub(crate) async fn download_for_officer(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path((case, file)): Path<(String, String)>,
) -> Response {
    hand_out(async { casework::read::open_file(&office, &visit.asker, &case.parse()?, &file.parse()?).await }.await)
}

/// The content as what it is; a browser may show it but run nothing in it.
fn hand_out(found: usecases::Result<(File, Bytes)>) -> Response {
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
        Err(error) => Redirect::to(&app::problem_path(&error)).into_response(),
    }
}
