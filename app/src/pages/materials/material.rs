//! One page to hand in one paper: in as many photos as it needs, in their order and the right way up.

use domain::answer::FieldId;
use domain::commitment::About;
use domain::draft::{File, MediaType, Sent};
use domain::id::MaterialId;
use domain::precheck::Finding;
use domain::theme::material::Material;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::application::mend::of_draft;
use usecases::draft::arrange::{move_up, turn};
use usecases::draft::attach::detach;
use usecases::draft::missed::Asked;
use usecases::draft::read::{MyDraft, read_to_supply};
use usecases::draft::{defer, library, pictures};
use usecases::help::ask::list;
use usecases::{Asker, Context, Error};

use super::super::plan::question_from;
use super::super::{help, promise as promises};
use super::choices::{holds, later, not_until, offers};
use super::problem::of_code;
use crate::islands::UploadForm;
use crate::respond::{go_on, status};
use crate::text::{draft as text, frame, guide, paper, promise};
use crate::ui::bridge;
use crate::ui::field::FROM_CHECK;
use crate::ui::finding::finding_rows;
use crate::ui::frame::{Exit, Frame};
use crate::ui::islands::awake;
use crate::ui::leaving;
use crate::ui::loaded::loaded;
use crate::ui::material::{turned, why_asked};
use crate::visit::{office, opens, part, query, visit};

/// The longer side of a photo that a browser shrinks before it sends it, pixels: a page of print is read well in it.
const SHRUNK: u32 = 2400;

/// `/drafts/{id}/materials/{material}`: hand in one paper, in as many photos as it needs.
#[component]
pub(crate) fn MaterialPage() -> impl IntoView {
    let (office, visit, comes) = (office(), visit(), opens());
    let (id, material, refused) = (part("draft"), part("material"), query("problem"));
    let from_check = query("from").is_some();
    let limits = office.limits;
    let shop = office.clone();
    let load = async move {
        // A page that is only drawn anew after an upload leaves whoever chooses in the app what they were granted.
        if visit.container.is_some() && comes {
            pictures::end(&office, visit.session.as_ref()).await?;
        }
        let material: MaterialId = material.parse()?;
        let mine = read_to_supply(&office, &visit.asker, &id.parse()?, &material).await?;
        let found = mine.theme.material(&material).cloned().ok_or(Error::NotFound)?;
        let held = library::offered(&office, &mine, &found).await?;
        let is_open = defer::is_open(&office, &mine, &material).await?;
        let is_mended = is_mended(&office, &visit.asker, &mine, &material).await?;
        let helps = list(&office, &visit.asker, &mine.draft.id).await?;
        Ok((mine, found, held, is_open, is_mended, helps))
    };
    loaded(load, move |(mine, material, held, is_open, is_mended, helps)| {
        let base = format!("/drafts/{}", mine.draft.id);
        let problem = refused.as_deref().and_then(|code| of_code(code, &limits));
        if let Some(problem) = &problem {
            status(problem.status);
        }
        let problem = problem
            .map(|problem| view! { <p class="field__problem" id="file-problem" role="alert">{problem.sentence}</p> });
        let own: Vec<&File> = mine.files_for(&material.id).collect();
        let mistakes = not_until(&material, &own, refused.as_deref().unwrap_or_default());
        let about = domain::help::About::Paper(material.id.clone());
        let can_change = mine.draft.submitted_at.is_none();
        let row = |(place, file): (usize, &&File)| {
            let can_change = can_change || file.sent == Sent::NotYet;
            file_row(place, file, can_change, from_check)
        };
        let files: Vec<_> = own.iter().enumerate().map(row).collect();
        let findings = own_findings(&mine, &material);
        let found = finding_rows(&shop, &mine, &findings, false);
        let found = (!found.is_empty()).then(|| view! { <ul class="rows group">{found}</ul> });
        // What must have so many pixels is sent as it was taken.
        let side = material.picture.is_none().then_some(SHRUNK);
        let specified = material
            .picture
            .as_ref()
            .and_then(guide::picture)
            .map(|words| view! { <p class="num">{words}</p> });
        let back = match &mine.application {
            Some(application) if is_mended => format!("/applications/{application}/mend"),
            Some(application) => format!("/applications/{application}"),
            None => format!("{base}/{}", if from_check { "check" } else { "materials" }),
        };
        // Whoever picked a file and presses the one large button must not lose it: until something is handed in, that
        // button uploads.
        let is_empty = own.iter().all(|file| is_mended && file.sent != Sent::NotYet);
        let (more, action) = if !is_open {
            (None, view! { <a class="button" href=back>{frame::BACK}</a> }.into_any())
        } else if is_empty {
            let action = view! {
                <a class="button button--quiet" href=back>{frame::BACK}</a>
                <button class="button" form="upload">{text::UPLOAD}</button>
            };
            (None, action.into_any())
        } else {
            let more = view! { <button class="button button--plain">{text::UPLOAD_MORE}</button> };
            (
                Some(more),
                view! { <a class="button" href=back>{if can_change { text::NEXT } else { paper::TO_APPLICATION }}</a> }
                    .into_any(),
            )
        };
        let uploads = format!("{base}/materials/{}/uploads", material.id);
        let by_app = is_open.then(|| by_app(&shop, &mine, &material, from_check)).flatten();
        let accepted = accepted(&material, limits.file_bytes);
        let form = is_open.then(|| upload_form(uploads, side, accepted, problem, more));
        let closed = (!is_open).then(|| view! { <p class="note">{paper::OVER}</p> });
        Frame::new(material.name.clone())
            .refuses(&mistakes)
            .place(mine.theme.name.clone())
            .exit(Exit::leave())
            .action(action)
            .around(view! {
                <h1>{material.name.clone()}</h1>
                <p class="lede">{text::issued_by(&material.issued_by)}</p>
                {(is_empty && can_change).then(|| missed(&shop, &mine, &material, from_check))}
                {material.hint.clone().map(|hint| view! { <p>{hint}</p> })}
                {specified}
                {help::beside(&shop, &helps, Some(&about))}
                <div class="group" id="files">
                    {files}
                    {found}
                    {holds(&material, &own, from_check, &mistakes)}
                </div>
                {by_app}
                {form}
                {closed}
                {instead(&mine, &material)}
                {offers(&mine, &material, &held, from_check)}
                {later(&mine, &material, from_check)}
                {help::way(&mine, &about)}
            })
    })
}

/// Why it is asked for, where a register could have made it needless.
fn missed(office: &Context, mine: &MyDraft, material: &Material, from_check: bool) -> Option<impl IntoView + use<>> {
    let missed = Asked::for_draft(&office.city, mine).missed(material);
    let from = if from_check { "check" } else { "" };
    let here = page(mine.draft.id.as_str(), material.id.as_str(), from, None);
    let asks = |field: &FieldId| question_from(&mine.theme.slug, field, &here);
    why_asked(&office.city, missed, &asks).map(|why| view! { <p>{why}</p> })
}

/// Whether an office asked for it anew: then it is sent with everything else that was asked for.
async fn is_mended(office: &Context, asker: &Asker, mine: &MyDraft, material: &MaterialId) -> Result<bool, Error> {
    if mine.draft.submitted_at.is_none() {
        return Ok(false);
    }
    let mending = of_draft(office, asker, &mine.draft.id).await?;
    Ok(mending.papers().iter().any(|paper| paper.id == *material))
}

/// To the promise that takes the place of this paper, where the theme lets one.
fn instead(mine: &MyDraft, material: &Material) -> Option<impl IntoView + use<>> {
    let about = About::Material(material.id.clone());
    let href = promises::page_of(&format!("/drafts/{}", mine.draft.id), &about);
    let word = if mine.is_promised(&about) {
        promise::PROMISED
    } else {
        promise::INSTEAD
    };
    let is_offered = mine.draft.submitted_at.is_none() && mine.offered().any(|one| one.about == about);
    is_offered.then(|| view! { <p class="group"><a class="more" href=href>{word}</a></p> })
}

/// To choose photos in the app that holds the page: some show no picker in a page.
fn by_app(office: &Context, mine: &MyDraft, material: &Material, from_check: bool) -> Option<AnyView> {
    let is_first = mine.draft.submitted_at.is_none();
    let came = mine
        .files_for(&material.id)
        .filter(|file| (file.sent == Sent::WithApplication) == is_first);
    let room = office.limits.files_per_material.saturating_sub(came.count());
    if room == 0 {
        return None;
    }
    let grants = format!("/drafts/{}/materials/{}/pictures", mine.draft.id, material.id);
    let from = if from_check { "check" } else { "" };
    let here = page(mine.draft.id.as_str(), material.id.as_str(), from, None);
    bridge::pictures(office, here, grants, room)
}

/// Which files are taken, as the guide says it; how large they may be unless the paper says that itself.
fn accepted(material: &Material, most_bytes: u64) -> String {
    let is_measured = (material.picture.as_ref()).is_some_and(|picture| picture.most_kilobytes.is_some());
    text::accepted(
        &guide::kinds(&material.kinds()),
        (!is_measured).then_some(most_bytes >> 20),
    )
}

/// Where files are picked: sent in pieces where an island is awake, whole where none is.
fn upload_form(
    uploads: String,
    side: Option<u32>,
    accepted: String,
    problem: Option<impl IntoView>,
    more: Option<impl IntoView>,
) -> impl IntoView {
    view! {
        <form
            id="upload"
            class="pick"
            method="post"
            enctype="multipart/form-data"
            data-uploads=uploads
            data-side=side
            data-stop=text::PAUSE
            data-go=text::RESUME
            data-cut=text::SENDING_CUT
            data-over=text::SENDING_OVER
        >
            <label for="file"><strong>{text::PICK}</strong></label>
            <p class="field__hint" id="file-hint">{accepted}</p>
            {problem}
            <input id="file" type="file" name="file" accept="image/jpeg,image/png,application/pdf" multiple aria-describedby="file-hint file-problem"/>
            <div id="sending" aria-live="polite"></div>
            {more}
        </form>
        {awake(view! { <UploadForm/> })}
    }
}

/// What the pre-check found in this paper.
fn own_findings(mine: &MyDraft, material: &Material) -> Vec<Finding> {
    let mut findings = mine.findings();
    findings.retain(|finding| finding.what.material() == Some(&material.id));
    findings
}

fn file_row(place: usize, file: &File, can_change: bool, from_check: bool) -> impl IntoView + use<> {
    let href = format!("/files/{}", file.id);
    let is_picture = file.media_type != MediaType::Pdf;
    let picture = is_picture.then(|| view! { <img src=href alt=text::A_PHOTO class=turned(file) loading="lazy"/> });
    let pages = (file.pages > 1).then(|| text::pages(file.pages));
    let act = |action: &'static str, word: &'static str| {
        let label = format!("{word} {}", file.name);
        view! {
            <form method="post" action=action>
                <input type="hidden" name="file" value=file.id.to_string()/>
                {from_check.then(|| view! { <input type="hidden" name="from" value="check"/> })}
                <button class="link-button" aria-label=label>{word}</button>
            </form>
        }
    };
    view! {
        <div class="file">
            {picture}
            {leaving::paper(file, "file__name num", None, view! { {file.name.clone()}{pages} })}
            {(is_picture && can_change).then(|| act(TurnFile::url(), text::TURN))}
            {(place > 0 && can_change).then(|| act(MoveFile::url(), text::MOVE_UP))}
            {can_change.then(|| act(RemoveFile::url(), text::REMOVE))}
        </div>
    }
}

/// Takes a file away.
#[server]
pub(crate) async fn remove_file(file: String, #[server(default)] from: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    go_on(async { Ok(page_of(&detach(&office, &visit.asker, &file.parse()?).await?, &from)) }.await);
    Ok(())
}

/// Turns a picture to the right.
#[server]
pub(crate) async fn turn_file(file: String, #[server(default)] from: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    go_on(async { Ok(page_of(&turn(&office, &visit.asker, &file.parse()?).await?, &from)) }.await);
    Ok(())
}

/// Moves a file before the one before it.
#[server]
pub(crate) async fn move_file(file: String, #[server(default)] from: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    go_on(async { Ok(page_of(&move_up(&office, &visit.asker, &file.parse()?).await?, &from)) }.await);
    Ok(())
}

/// The page that a file was handed in on.
fn page_of(file: &File, from: &str) -> String {
    page(file.draft.as_str(), file.material.as_str(), from, None)
}

/// The page of a paper, on the way back to the check page or not, with a problem or not.
#[must_use]
pub fn page(draft: &str, material: &str, from: &str, problem: Option<&str>) -> String {
    let from = (from == "check").then(|| FROM_CHECK.to_owned());
    let said: Vec<_> = from
        .into_iter()
        .chain(problem.map(|code| format!("problem={code}")))
        .collect();
    let query = if said.is_empty() {
        String::new()
    } else {
        format!("?{}", said.join("&"))
    };
    format!("/drafts/{draft}/materials/{material}{query}")
}
