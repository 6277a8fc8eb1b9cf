//! Papers that come after the application: only what somebody asked for, and only until it is sent.

use domain::case::Status;
use domain::case::correction::{Correction, Target};
use domain::id::{ApplicationId, MaterialId};

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

/// Whether a paper may be handed in after the application.
pub(crate) async fn is_asked(db: &impl data::Connection, id: &ApplicationId, material: &MaterialId) -> Result<bool> {
    let open = to_mend(db, id).await?;
    let mut points = open.iter().flat_map(|correction| &correction.points);
    Ok(points.any(|point| matches!(&point.target, Target::Paper(paper) if paper == material)))
}
