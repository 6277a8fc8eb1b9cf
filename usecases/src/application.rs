//! An application (申请): submitted once, followed by its citizen, withdrawn.

pub(crate) mod later;
pub mod list;
pub mod mend;
pub mod record;
pub mod remind;
pub mod submit;
pub mod supplement;
pub(crate) mod tell;
pub mod track;
pub mod watch;
pub mod withdraw;

use domain::answer::{Answer, Answers, Origin};
use domain::application::Application;
use domain::case::correction::Mended;
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

/// The answers of an application as they hold: what was submitted, and over it what was sent anew since.
pub(crate) async fn answers(db: &impl data::Connection, application: &Application) -> Result<Answers> {
    let mut answers = data::answer::list(db, &application.draft).await?;
    let mended = data::mended::list(db, &application.id).await?;
    mend_over(&mut answers, mended.iter().filter(|mended| mended.sent_at.is_some()));
    Ok(answers)
}

/// Sets answers that were given anew, the last one last.
pub(crate) fn mend_over<'a>(answers: &mut Answers, mended: impl Iterator<Item = &'a Mended>) {
    for mended in mended {
        let before = answers.get(&mended.field).map(|answer| answer.as_of);
        let as_of = mended.sent_at.map(domain::moment::Moment::day).or(before);
        let answer = Answer {
            text: mended.text.clone(),
            origin: Origin::Citizen,
            as_of: as_of.unwrap_or_default(),
            contested: false,
        };
        answers.set(mended.field.clone(), answer);
    }
}
