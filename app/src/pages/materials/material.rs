//! One page to hand in one paper: in as many photos as it needs, in their order and the right way up.

use domain::draft::{File, MediaType};
use domain::id::MaterialId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::draft::arrange::{move_up, turn};
use usecases::draft::attach::detach;
use usecases::draft::read::read;

use super::problem::of_code;
use crate::islands::UploadForm;
use crate::respond::{go_on, status};
use crate::text::{draft as text, frame, guide};
use crate::ui::frame::{Exit, Frame};
use crate::ui::islands::awake;
use crate::ui::loaded::loaded;
use crate::ui::material::turned;
use crate::visit::{office, part, query, visit};

/// The longer side of a photo that a browser shrinks before it sends it, pixels: a page of print is read well in it.
const SHRUNK: u32 = 2400;

/// `/drafts/{id}/materials/{material}`: hand in one paper, in as many photos as it needs.
#[component]
pub(crate) fn MaterialPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let (id, material, refused) = (part("draft"), part("material"), query("problem"));
    let from_check = query("from").is_some();
    let limits = office.limits;
    let load = async move {
        let mine = read(&office, &asker, &id.parse()?).await?;
        let material: MaterialId = material.parse()?;
        let found = mine
            .theme
            .materials
            .iter()
            .find(|known| known.id == material)
            .cloned()
            .ok_or(Error::NotFound)?;
        Ok((mine, found))
    };
    loaded(load, move |(mine, material)| {
        let base = format!("/drafts/{}", mine.draft.id);
        let problem = refused.and_then(|code| of_code(&code, &limits));
        if let Some(problem) = &problem {
            status(problem.status);
        }
        let problem = problem
            .map(|problem| view! { <p class="field__problem" id="file-problem" role="alert">{problem.sentence}</p> });
        let files: Vec<_> = mine.files_for(&material.id).enumerate().map(file_row).collect();
        // What must have so many pixels is sent as it was taken.
        let side = material.picture.is_none().then_some(SHRUNK);
        let specified = material
            .picture
            .as_ref()
            .and_then(guide::picture)
            .map(|words| view! { <p class="num">{words}</p> });
        let back = format!("{base}/{}", if from_check { "check" } else { "materials" });
        // Whoever picked a file and presses the one large button must not lose it: until something is handed in, that
        // button uploads.
        let (more, action) = if files.is_empty() {
            let action = view! {
                <a class="button button--quiet" href=back>{frame::BACK}</a>
                <button class="button" form="upload">{text::UPLOAD}</button>
            };
            (None, action.into_any())
        } else {
            let more = view! { <button class="button button--plain">{text::UPLOAD_MORE}</button> };
            (
                Some(more),
                view! { <a class="button" href=back>{text::NEXT}</a> }.into_any(),
            )
        };
        Frame::new(material.name.clone()).place(mine.theme.name.clone()).exit(Exit::leave()).action(action).around(view! {
                <h1>{material.name.clone()}</h1>
                <p class="lede">{text::issued_by(&material.issued_by)}</p>
                {material.hint.clone().map(|hint| view! { <p>{hint}</p> })}
                {specified}
                <div class="group" id="files">{files}</div>
                <form
                    id="upload"
                    class="pick"
                    method="post"
                    enctype="multipart/form-data"
                    data-uploads=format!("{base}/materials/{}/uploads", material.id)
                    data-side=side
                    data-stop=text::PAUSE
                    data-go=text::RESUME
                    data-cut=text::SENDING_CUT
                    data-over=text::SENDING_OVER
                >
                    <label for="file"><strong>{text::PICK}</strong></label>
                    <p class="field__hint" id="file-hint">{text::accepted(limits.file_bytes >> 20)}</p>
                    {problem}
                    <input id="file" type="file" name="file" accept="image/jpeg,image/png,application/pdf" multiple aria-describedby="file-hint file-problem"/>
                    <div id="sending" aria-live="polite"></div>
                    {more}
                </form>
                {awake(view! { <UploadForm/> })}
            })
    })
}

fn file_row((place, file): (usize, &File)) -> impl IntoView + use<> {
    let href = format!("/files/{}", file.id);
    let is_picture = file.media_type != MediaType::Pdf;
    let picture =
        is_picture.then(|| view! { <img src=href.clone() alt=text::A_PHOTO class=turned(file) loading="lazy"/> });
    let pages = (file.pages > 1).then(|| text::pages(file.pages));
    let act = |action: &'static str, word: &'static str| {
        let label = format!("{word} {}", file.name);
        view! {
            <form method="post" action=action>
                <input type="hidden" name="file" value=file.id.to_string()/>
                <button class="link-button" aria-label=label>{word}</button>
            </form>
        }
    };
    view! {
        <div class="file">
            {picture}
            <a class="file__name num" href=href.clone()>{file.name.clone()}{pages}</a>
            {is_picture.then(|| act(TurnFile::url(), text::TURN))}
            {(place > 0).then(|| act(MoveFile::url(), text::MOVE_UP))}
            {act(RemoveFile::url(), text::REMOVE)}
        </div>
    }
}

/// Takes a file away.
#[server]
pub(crate) async fn remove_file(file: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    go_on(async { Ok(page_of(&detach(&office, &visit.asker, &file.parse()?).await?)) }.await);
    Ok(())
}

/// Turns a picture to the right.
#[server]
pub(crate) async fn turn_file(file: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    go_on(async { Ok(page_of(&turn(&office, &visit.asker, &file.parse()?).await?)) }.await);
    Ok(())
}

/// Moves a file before the one before it.
#[server]
pub(crate) async fn move_file(file: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    go_on(async { Ok(page_of(&move_up(&office, &visit.asker, &file.parse()?).await?)) }.await);
    Ok(())
}

/// The page that a file was handed in on.
fn page_of(file: &File) -> String {
    format!("/drafts/{}/materials/{}", file.draft, file.material)
}
