//! Papers that come after the application: only what somebody asked for, and only until it is sent.

use domain::case::Status;
use domain::case::correction::{Correction, Target};
use domain::id::{ApplicationId, DraftId, MaterialId};

use crate::error::Result;

/// What the citizen is to mend in the cases of an application, the first asked first.
pub(crate) async fn to_mend(db: &impl data::Connection, id: &ApplicationId) -> Result<Vec<Correction>> {
    let mut open = data::correction::list(db, id).await?;
    open.retain(Correction::is_open);
    if open.is_empty() {
        return Ok(open);
    }
    let cases = data::case::list(db, id).await?;
    let is_asked = |correction: &Correction| {
        let mut cases = cases.iter();
        cases.any(|case| case.id == correction.case && case.status == Status::Correcting)
    };
    open.retain(is_asked);
    Ok(open)
}

/// Whether an office asks for a paper of the application that was made from this draft.
pub(crate) async fn is_asked(db: &impl data::Connection, draft: &DraftId, material: &MaterialId) -> Result<bool> {
    let Some(application) = data::application::find_by_draft(db, draft).await? else {
        return Ok(false);
    };
    let open = to_mend(db, &application.id).await?;
    let mut points = open.iter().flat_map(|correction| &correction.points);
    Ok(points.any(|point| matches!(&point.target, Target::Paper(paper) if paper == material)))
}
