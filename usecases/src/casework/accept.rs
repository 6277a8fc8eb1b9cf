//! Accept a case (受理): from here its time limit runs.

use domain::application::EventKind;
use domain::id::CaseId;
use domain::staff::{About, Act, Task};

use super::{step, within};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::draft::defer;
use crate::error::{Error, Result};
use crate::theme;

/// Accepts a case of the officer's posts.
///
/// # Errors
/// [`Error::Conflict`] when it is no longer waiting to be accepted.
pub async fn accept(ctx: &Context, asker: &Asker, id: &CaseId) -> Result<()> {
    let officer = asker.officer()?;
    let tx = ctx.db.write().await?;
    let mut case = within(&*tx, officer, id, Task::Accept).await?;
    let application = data::application::find(&*tx, &case.application)
        .await?
        .ok_or(Error::NotFound)?;
    let theme = theme::version(ctx, &*tx, &application.theme_version).await?.theme;
    let item = theme.item(&case.item).ok_or(Error::NotFound)?;
    case.accept(item, ctx.today(), &ctx.calendar)?;
    defer::accept(ctx, &tx, &application.draft, &theme, item).await?;
    step(ctx, &tx, &case, EventKind::Accepted, officer.id.as_str()).await?;
    note(ctx, &tx, Some(&officer.id), Act::Accepted, About::Case(case.id)).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use domain::case::Status;

    use super::*;
    use crate::office::{TestOffice, day, id};

    #[tokio::test]
    async fn the_promised_limit_runs_from_acceptance_by_the_calendar() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let application = office.newborn_application(&mother).await;
            office.advance(3 * 24 * 3_600_000);
            let case = office.case(&application, "birth_certificate").await;
            accept(&office.ctx, &officer, &case.id).await.unwrap();
            let accepted = office.case(&application, "birth_certificate").await;
            // Five working days from Monday 23 November.
            assert_eq!(
                (accepted.status, accepted.due),
                (Status::Accepted, Some(day("2026-11-30")))
            );
            assert_eq!(office.count_events(&case, EventKind::Accepted).await, 1);
        }
    }

    #[tokio::test]
    async fn a_case_is_accepted_once_and_not_while_it_waits() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let application = office.newborn_application(&mother).await;
            let case = office.case(&application, "birth_certificate").await;
            accept(&office.ctx, &officer, &case.id).await.unwrap();
            assert!(matches!(
                accept(&office.ctx, &officer, &case.id).await,
                Err(Error::Conflict)
            ));
            assert_eq!(office.count_events(&case, EventKind::Accepted).await, 1);
            let waiting = office.case(&application, "parenting_guidance").await.id;
            assert!(matches!(
                accept(&office.ctx, &officer, &waiting).await,
                Err(Error::Conflict)
            ));
        }
    }

    #[tokio::test]
    async fn another_departments_case_does_not_exist() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let application = office.newborn_application(&mother).await;
            let case = office.case(&application, "birth_certificate").await.id;
            let police = office.officer("qin_feng").await;
            assert!(matches!(
                accept(&office.ctx, &police, &case).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                accept(&office.ctx, &police, &id("none")).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                accept(&office.ctx, &mother, &case).await,
                Err(Error::Forbidden)
            ));
            assert!(matches!(
                accept(&office.ctx, &Asker::Guest(None), &case).await,
                Err(Error::SignInFirst)
            ));
            assert_eq!(office.status(&application, "birth_certificate").await, Status::Received);
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn officers_who_accept_at_once_accept_once() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let application = office.newborn_application(&mother).await;
            let case = office.case(&application, "birth_certificate").await;
            let tries: Vec<_> = (0..4)
                .map(|_| {
                    let (ctx, officer, case) = (office.restarted(), officer.clone(), case.id.clone());
                    tokio::spawn(async move { accept(&ctx, &officer, &case).await })
                })
                .collect();
            let mut accepted = 0;
            for one in tries {
                match one.await.unwrap() {
                    Ok(()) => accepted += 1,
                    other => assert!(matches!(other, Err(Error::Conflict)), "{other:?}"),
                }
            }
            assert_eq!(
                (accepted, office.count_events(&case, EventKind::Accepted).await),
                (1, 1)
            );
        }
    }
}
