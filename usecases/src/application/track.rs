//! Track: how far an application is, case by case.

use std::sync::Arc;

use content::city::Office;
use domain::application::{Application, Event};
use domain::case::Case;
use domain::id::ApplicationId;
use domain::theme::Theme;
use domain::theme::item::Item;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;
use crate::hat;
use crate::theme;

/// An application as its citizen sees it.
#[derive(Debug)]
pub struct Tracked {
    /// The application.
    pub application: Application,
    /// The version of the theme it follows.
    pub theme: Arc<Theme>,
    /// What it is called.
    pub title: String,
    /// Its cases in the theme's order.
    pub cases: Vec<Case>,
    /// What happened, the latest first.
    pub events: Vec<Event>,
    /// Who filed it, when it was not the citizen themselves.
    pub filer: Option<String>,
}

impl Tracked {
    /// The item of a case.
    #[must_use]
    pub fn item(&self, case: &Case) -> Option<&Item> {
        self.theme.item(&case.item)
    }

    /// The cases that a case waits for, decided or not.
    pub fn prerequisites<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = &'a Case> {
        let item = self.item(case);
        let waits_for = move |other: &&Case| item.is_some_and(|item| item.wait_for(&other.item).is_some());
        self.cases.iter().filter(waits_for)
    }

    /// The office of a case.
    #[must_use]
    pub fn office<'a>(&self, ctx: &'a Context, case: &Case) -> Option<&'a Office> {
        ctx.city.office(&case.office)
    }
}

/// The citizen's application.
///
/// # Errors
/// [`crate::Error::NotFound`] for somebody else's; [`crate::Error::WearFirst`] under another hat.
pub async fn track(ctx: &Context, asker: &Asker, id: &ApplicationId) -> Result<Tracked> {
    let application = super::own(ctx, asker, id).await?;
    hat::must_wear(asker.signed()?, Some(&application.citizen), &application.hat)?;
    load(ctx, application).await
}

pub(crate) async fn load(ctx: &Context, application: Application) -> Result<Tracked> {
    let theme = theme::version(ctx, ctx.db.read(), &application.theme_version)
        .await?
        .theme;
    let title = theme.title_of(&data::answer::list(ctx.db.read(), &application.draft).await?);
    let mut cases = data::case::list(ctx.db.read(), &application.id).await?;
    cases.sort_by_key(|case| theme.items.iter().position(|item| item.id == case.item));
    let events = data::application::list_events(ctx.db.read(), &application.id).await?;
    Ok(Tracked {
        filer: hat::filer(ctx, &application.hat).await?,
        application,
        theme,
        title,
        cases,
        events,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::application::list::list;
    use crate::office::{TestOffice, id};

    #[tokio::test]
    async fn a_citizen_follows_their_own_application_and_nobody_elses() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let application = office.newborn_application(&mother).await;
            assert_eq!(
                track(&office.ctx, &mother, &application).await.unwrap().title,
                "林知夏的出生"
            );
            let stranger = office.citizen("chen_yuan").await;
            assert!(matches!(
                track(&office.ctx, &stranger, &application).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                track(&office.ctx, &mother, &id("none")).await,
                Err(Error::NotFound)
            ));
            let guest = track(&office.ctx, &Asker::Guest(None), &application).await;
            assert!(matches!(guest, Err(Error::SignInFirst)));
            let officer = office.officer("gao_ying").await;
            assert!(matches!(
                track(&office.ctx, &officer, &application).await,
                Err(Error::Forbidden)
            ));
            assert_eq!(list(&office.ctx, &stranger).await.unwrap().len(), 0);
        }
    }

    #[tokio::test]
    async fn says_what_a_case_waits_for_and_where_it_lies() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let application = office.newborn_application(&mother).await;
            let tracked = track(&office.ctx, &mother, &application).await.unwrap();
            let household = &tracked.cases[2];
            let waits_for: Vec<_> = tracked
                .prerequisites(household)
                .map(|case| case.item.as_str())
                .collect();
            assert_eq!(waits_for, ["birth_certificate"]);
            assert_eq!(
                tracked.office(&office.ctx, household).unwrap().name,
                "示范市公安局青河派出所"
            );
            assert_eq!(tracked.prerequisites(&tracked.cases[0]).count(), 0);
        }
    }

    #[tokio::test]
    async fn the_newest_application_comes_first() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let older = office.newborn_application(&mother).await;
            office.advance(1);
            let newer = office.newborn_application(&mother).await;
            let listed: Vec<_> = list(&office.ctx, &mother)
                .await
                .unwrap()
                .into_iter()
                .map(|one| one.application.id)
                .collect();
            assert_eq!(listed, [newer, older]);
        }
    }
}
