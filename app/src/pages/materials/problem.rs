//! Why a file was not taken, in words.

use http::StatusCode;
use usecases::Refusal;
use usecases::context::Limits;
use usecases::draft::paper::MOST_PAGES;

use crate::text::problem as text;

/// Why a file was not taken.
#[derive(Debug)]
pub struct FileProblem {
    /// In the address of the page that says it.
    pub code: &'static str,
    /// What to do about it.
    pub sentence: String,
    /// The status of that page.
    pub status: StatusCode,
}

/// Everything that a file is refused for.
const REFUSALS: [Refusal; 11] = [
    Refusal::FileTooLarge,
    Refusal::FileEmpty,
    Refusal::FileKind,
    Refusal::FileHeic,
    Refusal::FileBroken,
    Refusal::FilePixels,
    Refusal::FilePages,
    Refusal::FileScript,
    Refusal::FileLocked,
    Refusal::FileOther,
    Refusal::TooManyFiles,
];

/// What is said of a refusal; nothing when it is not about the file.
#[must_use]
pub fn file_problem(refusal: Refusal, limits: &Limits) -> Option<FileProblem> {
    let (code, sentence, status) = match refusal {
        Refusal::FileTooLarge => (
            "file-too-large",
            text::file_too_large(limits.file_bytes >> 20),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        Refusal::FileEmpty => (
            "file-empty",
            text::FILE_EMPTY.to_owned(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Refusal::FileKind => (
            "file-kind",
            text::FILE_KIND.to_owned(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        Refusal::FileHeic => (
            "file-heic",
            text::FILE_HEIC.to_owned(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        Refusal::FileBroken => (
            "file-broken",
            text::FILE_BROKEN.to_owned(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Refusal::FilePixels => (
            "file-pixels",
            text::FILE_PIXELS.to_owned(),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        Refusal::FilePages => (
            "file-pages",
            text::file_pages(MOST_PAGES),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        Refusal::FileScript => (
            "file-script",
            text::FILE_SCRIPT.to_owned(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Refusal::FileLocked => (
            "file-locked",
            text::FILE_LOCKED.to_owned(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Refusal::FileOther => ("file-other", text::FILE_OTHER.to_owned(), StatusCode::CONFLICT),
        Refusal::TooManyFiles => (
            "too-many-files",
            text::too_many_files(limits.files_per_material),
            StatusCode::CONFLICT,
        ),
        _ => return None,
    };
    Some(FileProblem { code, sentence, status })
}

/// The problem of this code in an address.
pub(super) fn of_code(code: &str, limits: &Limits) -> Option<FileProblem> {
    let mut problems = REFUSALS.into_iter().filter_map(|refusal| file_problem(refusal, limits));
    problems.find(|problem| problem.code == code)
}
