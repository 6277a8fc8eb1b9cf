//! Withdraw an application or one of its cases: what is decided stays.

use domain::application::{Event, EventKind};
use domain::case::{Case, Outlook, Status};
use domain::id::{ApplicationId, CaseId};

use super::track::Tracked;
use crate::asker::Asker;
use crate::casework::start_dependents::next_to_move;
use crate::casework::step;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::mandate::journal::{self, Kind};
use crate::outbox;

/// Withdraws the citizen's application. Withdrawn already, it stays so.
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
        let held = data::application::find(&*tx, id).await?;
        let is_withdrawn = held.is_some_and(|application| application.withdrawn_at.is_some());
        // Pressed twice, or sent again by whoever never heard that it arrived.
        return if is_withdrawn {
            Ok(())
        } else {
            Err(Error::Refused(Refusal::NothingToWithdraw))
        };
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

/// Withdraws one case of the citizen's application; what waits for it is looked at by the rule that starts cases. Withdrawn already, it
/// stays so.
///
/// # Errors
/// Refused when it is decided; [`Error::Conflict`] when an officer decided in the same moment.
pub async fn withdraw_case(ctx: &Context, asker: &Asker, id: &ApplicationId, case: &CaseId) -> Result<()> {
    let citizen = asker.citizen()?;
    let application = super::own(ctx, asker, id).await?;
    let tx = ctx.db.write().await?;
    let found = data::case::find(&*tx, case).await?;
    let mut case = found.filter(|case| case.application == *id).ok_or(Error::NotFound)?;
    if case.status == Status::Withdrawn {
        return Ok(());
    }
    if case.status.is_closed() {
        return Err(Error::Refused(Refusal::NothingToWithdraw));
    }
    case.withdraw()?;
    step(ctx, &tx, &case, EventKind::Withdrawn, citizen.id.as_str()).await?;
    outbox::start_dependents(ctx, &*tx, id).await?;
    journal::note_under(ctx, &tx, &application.hat, citizen, Kind::Withdrew, id.as_str()).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

/// The cases that will never start once this one is withdrawn.
#[must_use]
pub fn lapsing_with<'a>(tracked: &'a Tracked, id: &CaseId) -> Vec<&'a Case> {
    let mut cases = tracked.cases.clone();
    for case in cases.iter_mut().filter(|case| case.id == *id) {
        case.status = Status::Withdrawn;
    }
    while let Some((position, outlook)) = next_to_move(&tracked.theme, &cases) {
        let Some(case) = cases.get_mut(position) else { break };
        case.status = match outlook {
            Outlook::Starts => Status::Received,
            Outlook::Lapses | Outlook::Waits => Status::Lapsed,
        };
    }
    let after = tracked.cases.iter().zip(&cases);
    after
        .filter(|(before, after)| before.status == Status::Waiting && after.status == Status::Lapsed)
        .map(|(before, _)| before)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::application::track::track;
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
    async fn one_case_is_withdrawn_with_what_waits_for_it_and_the_others_go_on() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let (ctx, application) = (&office.ctx, office.newborn_application(&mother).await);
            let tracked = track(ctx, &mother, &application).await.unwrap();
            let certificate = office.case(&application, "birth_certificate").await.id;
            let foretold: BTreeSet<String> = (lapsing_with(&tracked, &certificate).iter())
                .map(|case| case.item.to_string())
                .collect();
            let stranger = office.citizen("zhou_he").await;
            let refused = withdraw_case(ctx, &stranger, &application, &certificate).await;
            assert!(matches!(refused, Err(Error::NotFound)));
            withdraw_case(ctx, &mother, &application, &certificate).await.unwrap();
            office.assert_no_errands().await;
            assert_eq!(
                office.status(&application, "birth_certificate").await,
                Status::Withdrawn
            );
            assert_eq!(office.items_with(&application, Status::Lapsed).await, foretold);
            assert!(foretold.contains("household_registration"), "{foretold:?}");
            let booklet = office.case(&application, "vaccination_booklet").await.id;
            assert!(!foretold.contains("vaccination_booklet"));
            accept(ctx, &officer, &booklet).await.unwrap();
            assert!(matches!(
                accept(ctx, &officer, &certificate).await,
                Err(Error::Conflict)
            ));
            let events = office.events(&application).await;
            let about: Vec<_> = (events.iter().filter(|event| event.kind == EventKind::Withdrawn))
                .map(|event| event.case.clone())
                .collect();
            assert_eq!(about, [Some(certificate)]);
        }
    }

    #[tokio::test]
    async fn a_decided_case_is_not_withdrawn_nor_one_of_another_application() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let (ctx, application) = (&office.ctx, office.newborn_application(&mother).await);
            let granted = office.grant(&officer, &application, "birth_certificate").await;
            let refused = withdraw_case(ctx, &mother, &application, &granted).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::NothingToWithdraw))));
            office.advance(60_000);
            let other = office.newborn_application(&mother).await;
            let case = office.case(&other, "vaccination_booklet").await.id;
            let elsewhere = withdraw_case(ctx, &mother, &application, &case).await;
            assert!(matches!(elsewhere, Err(Error::NotFound)));
        }
    }

    #[tokio::test]
    async fn what_is_withdrawn_twice_is_withdrawn_once() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let application = office.newborn_application(&mother).await;
            let case = office.case(&application, "birth_certificate").await.id;
            for _ in 0..2 {
                withdraw_case(ctx, &mother, &application, &case).await.unwrap();
            }
            for _ in 0..2 {
                withdraw(ctx, &mother, &application).await.unwrap();
            }
            let events = office.events(&application).await;
            let about: Vec<_> = (events.iter().filter(|event| event.kind == EventKind::Withdrawn))
                .map(|event| event.case.clone())
                .collect();
            assert_eq!(about.len(), 2, "the case and the whole, each once");
            assert!(about.contains(&Some(case)) && about.contains(&None));
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
