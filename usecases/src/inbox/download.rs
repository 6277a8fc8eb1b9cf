//! Be reminded of a file that cannot be kept where one is: it waits among one's messages for a browser that can.

use domain::id::CitizenId;
use domain::notice::News;
use domain::notice::download::Download;

use crate::account::notice::keep;
use crate::application::record;
use crate::asker::Asker;
use crate::context::Context;
use crate::draft;
use crate::error::{Error, Result};
use crate::hat::{self, Filed};
use crate::party::part;

/// Puts a file that the asker may open among their own messages: once, however often they ask. Nothing is sent to their phone.
///
/// # Errors
/// As for opening the file itself.
pub async fn remind(ctx: &Context, asker: &Asker, file: Download) -> Result<()> {
    let citizen = asker.citizen()?;
    match &file {
        Download::Data => {}
        Download::Record(application) => {
            record::read(ctx, asker, application).await?;
        }
        Download::Part(invitation) => {
            part::signed(ctx, asker, invitation).await?;
        }
        Download::Paper(paper) => {
            let paper = data::file::find(ctx.db.read(), paper).await?.ok_or(Error::NotFound)?;
            draft::own(ctx, asker, &paper.draft).await?;
        }
    }
    let news = News::ToDownload(file);
    let tx = ctx.db.write().await?;
    data::notice::delete_like(&*tx, &citizen.id, &news).await?;
    keep(ctx, &tx, &citizen.id, news).await?;
    Ok(tx.commit().await?)
}

/// What a file belongs to, by the name that whoever is reminded may see; nothing when it is gone, or may not be opened any more: a
/// mandate ends, and what it was for has a name with a person's in it.
pub(crate) async fn title(ctx: &Context, reminded: &CitizenId, file: &Download) -> Result<Option<String>> {
    let db = ctx.db.read();
    let (draft, invitation) = match file {
        Download::Data => return Ok(Some(String::new())),
        Download::Record(id) => (data::application::find(db, id).await?.map(|found| found.draft), None),
        Download::Paper(id) => (data::file::find(db, id).await?.map(|found| found.draft), None),
        Download::Part(id) => {
            let invitation = data::invitation::find(db, id).await?;
            let invitation = invitation.filter(|found| found.citizen.as_ref() == Some(reminded));
            (invitation.as_ref().map(|found| found.draft.clone()), invitation)
        }
    };
    let draft = match draft {
        Some(id) => data::draft::find(db, &id).await?,
        None => None,
    };
    let Some(draft) = draft else {
        return Ok(None);
    };
    if let Some(invitation) = invitation {
        return Ok(Some(part::view(ctx, draft, invitation).await?.title()));
    }
    let filed = Filed {
        citizen: draft.citizen.as_ref(),
        hat: &draft.hat,
        version: &draft.theme_version,
        draft: &draft.id,
        is_open: draft.submitted_at.is_none(),
    };
    if !hat::would_admit(ctx, reminded, &filed).await? {
        return Ok(None);
    }
    Ok(Some(draft::title(ctx, &draft).await?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::notice::{What, unseen};
    use crate::message;
    use crate::office::{TestOffice, id};

    #[tokio::test]
    async fn a_file_waits_once_among_ones_messages_and_no_phone_rings() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let application = office.newborn_application(&mother).await;
            office.assert_no_errands().await;
            let before = message::list(ctx).await.unwrap().len();
            for file in [Download::Data, Download::Record(application.clone()), Download::Data] {
                remind(ctx, &mother, file).await.unwrap();
                office.advance(1);
            }
            office.assert_no_errands().await;
            assert_eq!(message::list(ctx).await.unwrap().len(), before);
            let told = unseen(ctx, &mother, None).await.unwrap();
            let files = told.into_iter().filter_map(|told| match told.what {
                What::ToDownload(file, title) => Some((file, title.is_empty())),
                _ => None,
            });
            let waiting = [(Download::Data, true), (Download::Record(application), false)];
            assert_eq!(files.collect::<Vec<_>>(), waiting, "the newest first, each once");
        }
    }

    #[tokio::test]
    async fn nobody_is_reminded_of_what_is_somebody_elses() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let stranger = office.citizen("zhou_he").await;
            let application = office.newborn_application(&mother).await;
            for file in [
                Download::Record(application),
                Download::Paper(id("nowhere")),
                Download::Part(id("nowhere")),
            ] {
                let refused = remind(ctx, &stranger, file).await;
                assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
            }
            assert_eq!(unseen(ctx, &stranger, None).await.unwrap().len(), 0);
            let guest = remind(ctx, &Asker::Guest(None), Download::Data).await;
            assert!(matches!(guest, Err(Error::SignInFirst)), "{guest:?}");
        }
    }
}
