//! An application (申请): submitted once, followed by its citizen, withdrawn.

pub mod list;
pub mod submit;
pub mod track;
pub mod watch;
pub mod withdraw;

use domain::application::Application;
use domain::id::ApplicationId;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::hat::{self, Filed};

/// An application that the asker may follow: their own, or one they filed for somebody. Anybody else's does not exist.
pub(crate) async fn own(ctx: &Context, asker: &Asker, id: &ApplicationId) -> Result<Application> {
    let citizen = asker.citizen()?;
    let application = data::application::find(ctx.db.read(), id)
        .await?
        .ok_or(Error::NotFound)?;
    let filed = Filed {
        citizen: Some(&application.citizen),
        hat: &application.hat,
        version: &application.theme_version,
        draft: &application.draft,
        is_open: false,
    };
    hat::admit(ctx, citizen, &filed).await?;
    Ok(application)
}
