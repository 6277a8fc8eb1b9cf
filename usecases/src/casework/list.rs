//! List the cases that the officer may read.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::application::Application;
use domain::case::{Case, Status};
use domain::commitment::check::{Check, pressing_by};
use domain::staff::{About, Act, Task};
use domain::theme::Theme;

use crate::application::answers;
use crate::asker::Asker;
use crate::audit::note_look;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::theme;

/// Cases on one page.
pub const PAGE: u64 = 25;

/// Which cases are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pile {
    /// Not yet accepted.
    New,
    /// The citizen is to mend something.
    Correcting,
    /// Being worked on.
    Open,
    /// Closed.
    Closed,
}

impl Pile {
    /// Every pile.
    pub const ALL: [Self; 4] = [Self::New, Self::Correcting, Self::Open, Self::Closed];

    fn statuses(self) -> &'static [Status] {
        match self {
            Self::New => &[Status::Received],
            Self::Correcting => &[Status::Correcting],
            Self::Open => &[Status::Accepted],
            Self::Closed => &[Status::Granted, Status::Refused, Status::Withdrawn, Status::Lapsed],
        }
    }
}

/// A case in a list.
#[derive(Debug)]
pub struct ListedCase {
    /// The case.
    pub case: Case,
    /// Its application.
    pub application: Application,
    /// The theme it follows.
    pub theme: Arc<Theme>,
    /// What the application is called.
    pub title: String,
    /// The day by which the citizen is to mend something.
    pub answer_by: Option<NaiveDate>,
}

/// One page of a pile.
#[derive(Debug)]
pub struct CaseList {
    /// The cases, the one due first in front.
    pub cases: Vec<ListedCase>,
    /// How many cases each pile has.
    pub counts: Vec<(Pile, u64)>,
    /// Which page, from zero.
    pub page: u64,
    /// What was promised and is to be checked, the first due in front.
    pub checks: Vec<(Check, ListedCase)>,
    /// How many checks are pressing: due soon, or late.
    pub pressing: u64,
}

/// A page of a pile, of the cases that the officer may read; the look is written down.
///
/// # Errors
/// [`Error::SignInFirst`], [`Error::SecondFactorFirst`] or [`Error::Forbidden`] for anyone but an officer who does casework.
pub async fn list(ctx: &Context, asker: &Asker, pile: Pile, page: u64) -> Result<CaseList> {
    let officer = asker.officer()?;
    if officer.role().is_some() {
        return Err(Error::Forbidden);
    }
    let mut posts = officer.posts().to_vec();
    posts.retain(|post| post.tasks.contains(&Task::Read));
    note_look(ctx, officer, Act::SawCases, About::Nothing).await?;
    let db = ctx.db.read();
    let mut counts = Vec::new();
    for pile in Pile::ALL {
        counts.push((pile, data::case::count_within(db, &posts, pile.statuses()).await?));
    }
    let mut cases = Vec::new();
    for case in data::case::list_within(db, &posts, pile.statuses(), page, PAGE).await? {
        cases.push(listed(ctx, case).await?);
    }
    let mut checks = Vec::new();
    for check in data::check::list_due(db, &posts, PAGE).await? {
        if let Some(case) = data::case::find(db, &check.case).await? {
            checks.push((check, listed(ctx, case).await?));
        }
    }
    let by = pressing_by(&ctx.calendar, ctx.today());
    Ok(CaseList {
        cases,
        counts,
        page,
        checks,
        pressing: data::check::count_due(db, &posts, by).await?,
    })
}

async fn listed(ctx: &Context, case: Case) -> Result<ListedCase> {
    let db = ctx.db.read();
    let application = data::application::find(db, &case.application)
        .await?
        .ok_or(Error::NotFound)?;
    let theme = theme::version(ctx, db, &application.theme_version).await?.theme;
    let title = theme.title_of(&answers(db, &application).await?);
    let correction = match case.status {
        Status::Correcting => data::correction::list_of_case(db, &case.id).await?.pop(),
        _ => None,
    };
    Ok(ListedCase {
        answer_by: correction
            .and_then(|correction| correction.asked)
            .map(|asked| asked.answer_by),
        case,
        application,
        theme,
        title,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::TestOffice;

    async fn pile(office: &TestOffice, officer: &str, pile: Pile) -> Vec<String> {
        let listed = list(&office.ctx, &office.officer(officer).await, pile, 0)
            .await
            .unwrap();
        assert_eq!(
            listed.counts.iter().find(|(known, _)| *known == pile).unwrap().1,
            listed.cases.len() as u64
        );
        listed.cases.iter().map(|listed| listed.case.item.to_string()).collect()
    }

    #[tokio::test]
    async fn officers_see_the_cases_of_their_department_pile_by_pile() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let application = office.newborn_application(&mother).await;
            assert_eq!(pile(&office, "gao_ying", Pile::New).await.len(), 2);
            for pile_of_police in Pile::ALL {
                assert_eq!(pile(&office, "qin_feng", pile_of_police).await, [""; 0]);
            }
            office.grant(&officer, &application, "birth_certificate").await;
            let booklet = office.case(&application, "vaccination_booklet").await.id;
            crate::casework::accept::accept(&office.ctx, &officer, &booklet)
                .await
                .unwrap();
            office.assert_no_errands().await;
            assert_eq!(pile(&office, "gao_ying", Pile::New).await, ["parenting_guidance"]);
            assert_eq!(pile(&office, "gao_ying", Pile::Open).await, ["vaccination_booklet"]);
            assert_eq!(pile(&office, "gao_ying", Pile::Closed).await, ["birth_certificate"]);
            assert_eq!(pile(&office, "qin_feng", Pile::New).await, ["household_registration"]);
        }
    }

    #[tokio::test]
    async fn a_list_is_for_officers() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            assert!(matches!(
                list(&office.ctx, &mother, Pile::New, 0).await,
                Err(Error::Forbidden)
            ));
            assert!(matches!(
                list(&office.ctx, &Asker::Guest(None), Pile::New, 0).await,
                Err(Error::SignInFirst)
            ));
            let beyond = list(&office.ctx, &office.officer("gao_ying").await, Pile::New, u64::MAX).await;
            assert!(beyond.unwrap().cases.is_empty());
        }
    }
}
