//! Withdraw an application: what is decided stays, everything else ends.

use domain::application::{Event, EventKind};
use domain::id::ApplicationId;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::mandate::journal::{self, Kind};

/// Withdraws the citizen's application.
///
/// # Errors
/// Refused when nothing is open any more; [`Error::Conflict`] when an officer decided in the same moment.
pub async fn withdraw(ctx: &Context, asker: &Asker, id: &ApplicationId) -> Result<()> {
    let citizen = asker.citizen()?;
    let application = super::own(ctx, asker, id).await?;
    let now = ctx.now();
    let tx = ctx.db.write().await?;
    data::application::touch(&*tx, id).await?;
    let cases = data::case::list(&*tx, id).await?;
    let open: Vec<_> = cases.into_iter().filter(|case| !case.status.is_closed()).collect();
    if open.is_empty() || !data::application::withdraw(&*tx, id, now).await? {
        return Err(Error::Refused(Refusal::NothingToWithdraw));
    }
    for mut case in open {
        case.withdraw()?;
        if !data::case::update(&*tx, &case).await? {
            return Err(Error::Conflict);
        }
    }
    let withdrawn = Event {
        case: None,
        kind: EventKind::Withdrawn,
        actor: citizen.id.to_string(),
        at: now,
    };
    data::application::insert_event(&*tx, ctx.new_id(), id, &withdrawn).await?;
    journal::note_under(ctx, &tx, &application.hat, citizen, Kind::Withdrew, id.as_str()).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use domain::case::Status;

    use super::*;
    use crate::casework::accept::accept;
    use crate::casework::decide::{Verdict, decide};
    use crate::office::{TestOffice, texts};

    #[tokio::test]
    async fn what_is_decided_stays_and_everything_else_ends() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let application = office.newborn_application(&mother).await;
            office.grant(&officer, &application, "birth_certificate").await;
            let stranger = office.citizen("zhou_he").await;
            assert!(matches!(
                withdraw(&office.ctx, &stranger, &application).await,
                Err(Error::NotFound)
            ));
            withdraw(&office.ctx, &mother, &application).await.unwrap();
            assert_eq!(office.status(&application, "birth_certificate").await, Status::Granted);
            assert_eq!(office.items_with(&application, Status::Withdrawn).await.len(), 6);
            assert!(office.cases(&application).await.iter().all(|case| case.due.is_none()));
            // The errand of the grant finds nothing left to start.
            office.assert_no_errands().await;
            assert_eq!(office.items_with(&application, Status::Withdrawn).await.len(), 6);
            let found = data::application::find(office.ctx.db.read(), &application)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(found.withdrawn_at, Some(office.ctx.now()));
            let booklet = office.case(&application, "vaccination_booklet").await.id;
            assert!(matches!(
                accept(&office.ctx, &officer, &booklet).await,
                Err(Error::Conflict)
            ));
        }
    }

    #[tokio::test]
    async fn there_is_nothing_to_withdraw_twice() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let application = office.newborn_application(&mother).await;
            withdraw(&office.ctx, &mother, &application).await.unwrap();
            let again = withdraw(&office.ctx, &mother, &application).await;
            assert!(matches!(again, Err(Error::Refused(Refusal::NothingToWithdraw))));
            let events = office.events(&application).await;
            assert_eq!(
                events.iter().filter(|event| event.kind == EventKind::Withdrawn).count(),
                1
            );
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn of_a_citizen_and_an_officer_in_the_same_moment_one_is_first_and_both_hear_it() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            for _ in 0..4 {
                let application = office.newborn_application(&mother).await;
                let case = office.case(&application, "birth_certificate").await.id;
                accept(&office.ctx, &officer, &case).await.unwrap();
                let (ctx, asker, which) = (office.restarted(), officer.clone(), case.clone());
                let granting =
                    tokio::spawn(
                        async move { decide(&ctx, &asker, &which, Verdict::Grant, &texts("已签发", "")).await },
                    );
                let (ctx, asker, which) = (office.restarted(), mother.clone(), application.clone());
                let withdrawing = tokio::spawn(async move { withdraw(&ctx, &asker, &which).await });
                let (granted, withdrawn) = (granting.await.unwrap(), withdrawing.await.unwrap());
                assert!(matches!(granted, Ok(()) | Err(Error::Conflict)), "{granted:?}");
                assert!(matches!(withdrawn, Ok(()) | Err(Error::Conflict)), "{withdrawn:?}");
                assert!(granted.is_ok() || withdrawn.is_ok());
                let expected = if granted.is_ok() {
                    Status::Granted
                } else {
                    Status::Withdrawn
                };
                assert_eq!(office.status(&application, "birth_certificate").await, expected);
                office.assert_no_errands().await;
            }
        }
    }
}
