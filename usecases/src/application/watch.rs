//! Watch: whether applications changed, whichever process changed them.

use std::collections::HashMap;

use domain::id::ApplicationId;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;

/// The revision of the citizen's application, from which on changes are watched.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn begin(ctx: &Context, asker: &Asker, id: &ApplicationId) -> Result<i32> {
    Ok(super::own(ctx, asker, id).await?.revision)
}

/// The current revisions of all watched applications, in one query: asked by the server for everyone who watches.
///
/// # Errors
/// When the database fails.
pub async fn revisions(ctx: &Context, watched: &[ApplicationId]) -> Result<HashMap<String, i32>> {
    if watched.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(data::application::list_revisions(ctx.db.read(), watched)
        .await?
        .into_iter()
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::application::withdraw::withdraw;
    use crate::casework::{accept::accept, read::read};
    use crate::office::TestOffice;

    #[tokio::test]
    async fn every_step_of_a_case_is_seen_by_whoever_watches_in_whichever_process() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let application = office.newborn_application(&mother).await;
            let watching = office.restarted();
            let mut last = begin(&watching, &mother, &application).await.unwrap();
            let now =
                async || revisions(&watching, std::slice::from_ref(&application)).await.unwrap()[application.as_str()];
            assert_eq!(now().await, last);
            let booklet = office.case(&application, "vaccination_booklet").await.id;
            read(&office.ctx, &officer, &booklet).await.unwrap();
            assert_eq!(now().await, last, "a look changes nothing for the citizen");
            accept(&office.ctx, &officer, &booklet).await.unwrap();
            assert!(now().await > last);
            last = now().await;
            office.grant(&officer, &application, "birth_certificate").await;
            assert!(now().await > last);
            last = now().await;
            office.assert_no_errands().await;
            assert!(now().await > last, "the dependents started");
            last = now().await;
            withdraw(&office.ctx, &mother, &application).await.unwrap();
            assert!(now().await > last);
        }
    }

    #[tokio::test]
    async fn only_its_citizen_begins_to_watch() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let application = office.newborn_application(&mother).await;
            let stranger = office.citizen("zhou_he").await;
            assert!(matches!(
                begin(&office.ctx, &stranger, &application).await,
                Err(Error::NotFound)
            ));
            assert!(revisions(&office.ctx, &[]).await.unwrap().is_empty());
        }
    }
}
