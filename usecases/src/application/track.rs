//! Track: how far an application is, case by case.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use content::city::Office;
use domain::application::{Application, Event};
use domain::case::correction::{Correction, Mended};
use domain::case::{Case, Flag, Status, Undated, ends, expected, held_up, undated};
use domain::commitment::check::Check;
use domain::deferral::Deferral;
use domain::delivery::{Delivery, resolve};
use domain::id::{ApplicationId, CaseId, ItemId};
use domain::theme::Theme;
use domain::theme::item::Item;
use domain::theme::material::{Deferral as Rule, Material};

use super::mend_over;
use crate::asker::Asker;
use crate::casework;
use crate::context::Context;
use crate::error::Result;
use crate::hat;
use crate::theme;

/// An application as its citizen sees it.
#[derive(Debug, Clone)]
pub struct Tracked {
    /// The application.
    pub application: Application,
    /// The version of the theme it follows.
    pub theme: Arc<Theme>,
    /// What it is called.
    pub title: String,
    /// Its cases in the theme's order.
    pub cases: Vec<Case>,
    /// What the offices must know of its cases.
    pub flags: BTreeMap<CaseId, Vec<Flag>>,
    /// What happened, the latest first.
    pub events: Vec<Event>,
    /// What offices asked to be mended, the first first.
    pub corrections: Vec<Correction>,
    /// What was answered anew since, the first first; what is not sent yet is last.
    pub mended: Vec<Mended>,
    /// When what was promised is checked and what was found, of each promise the first first.
    pub checks: Vec<Check>,
    /// Who filed it, when it was not the citizen themselves.
    pub filer: Option<String>,
    /// Papers that were deferred; read for its citizen's page only.
    pub deferrals: Vec<Deferral>,
    /// How results are delivered; read for its citizen's page only.
    pub deliveries: BTreeMap<ItemId, Delivery>,
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

    /// What the citizen is to mend in a case.
    #[must_use]
    pub fn to_mend(&self, case: &Case) -> Option<&Correction> {
        let is_asked = |correction: &&Correction| correction.case == case.id && correction.is_open();
        let mut open = self.corrections.iter().filter(is_asked);
        open.next().filter(|_| case.status == Status::Correcting)
    }

    /// The papers that are still owed and that an open case waits for, each with what the theme says of it.
    pub fn owed(&self) -> impl Iterator<Item = (&Deferral, &Material, &Rule)> {
        let waits = |deferral: &Deferral| {
            let mut open = self.cases.iter().filter(|case| !case.status.is_closed());
            open.any(|case| self.theme.needs(&case.item, &deferral.material))
        };
        self.deferrals.iter().filter_map(move |deferral| {
            let material = self.theme.material(&deferral.material)?;
            let rule = material.deferral.as_ref()?;
            (deferral.came_at.is_none() && waits(deferral)).then_some((deferral, material, rule))
        })
    }

    /// The day by which each item's case is decided, where that can be said.
    #[must_use]
    pub fn ends(&self, ctx: &Context) -> BTreeMap<&ItemId, NaiveDate> {
        ends(&self.theme, &self.cases, ctx.today(), &ctx.calendar)
    }

    /// The day by which each item's case is expected to be decided, counted as the list counts.
    #[must_use]
    pub fn expected(&self, ctx: &Context) -> BTreeMap<&ItemId, NaiveDate> {
        expected(&self.theme, &self.cases, ctx.today(), &ctx.calendar)
    }

    /// Why nobody can say by when an open case is decided.
    #[must_use]
    pub fn undated<'a>(&'a self, ctx: &Context, case: &'a Case) -> Option<Undated<'a>> {
        undated(&self.theme, &self.cases, case, ctx.today())
    }

    /// The cases that cannot start before the citizen mended something.
    #[must_use]
    pub fn held_up(&self) -> Vec<&Case> {
        held_up(&self.theme, &self.cases)
    }

    /// The first day on which a case can be granted, where the days of a special procedure must be over before.
    #[must_use]
    pub fn opens_on(&self, ctx: &Context, case: &Case) -> Option<NaiveDate> {
        casework::opens_on(ctx, self.item(case)?, &case.id, &self.events)
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
    let deferrals = data::deferral::list(ctx.db.read(), &application.draft).await?;
    let tracked = load(ctx, application).await?;
    Ok(Tracked {
        deferrals,
        deliveries: deliveries(ctx, &tracked).await?,
        ..tracked
    })
}

/// How the results of its cases are delivered, with what was mended of that since.
async fn deliveries(ctx: &Context, tracked: &Tracked) -> Result<BTreeMap<ItemId, Delivery>> {
    let (db, draft) = (ctx.db.read(), &tracked.application.draft);
    let mut answers = data::answer::list(db, draft).await?;
    mend_over(
        &mut answers,
        tracked.mended.iter().filter(|mended| mended.sent_at.is_some()),
    );
    let chosen = data::delivery::list(db, draft).await?;
    let items = tracked.cases.iter().filter_map(|case| tracked.item(case));
    let delivered = |item: &Item| {
        let its = chosen.iter().find(|chosen| chosen.item == item.id);
        let delivery = resolve(&tracked.theme, item, &answers, its.map(|its| &its.delivery))?;
        Some((item.id.clone(), delivery))
    };
    Ok(items.filter_map(delivered).collect())
}

pub(crate) async fn load(ctx: &Context, application: Application) -> Result<Tracked> {
    let theme = theme::version(ctx, ctx.db.read(), &application.theme_version)
        .await?
        .theme;
    let mut answers = data::answer::list(ctx.db.read(), &application.draft).await?;
    let mended = data::mended::list(ctx.db.read(), &application.id).await?;
    mend_over(&mut answers, mended.iter().filter(|mended| mended.sent_at.is_some()));
    let title = theme.title_of(&answers);
    let mut cases = data::case::list(ctx.db.read(), &application.id).await?;
    cases.sort_by_key(|case| theme.items.iter().position(|item| item.id == case.item));
    let ids: Vec<CaseId> = cases.iter().map(|case| case.id.clone()).collect();
    let flags = data::flag::list(ctx.db.read(), &ids).await?;
    let events = data::application::list_events(ctx.db.read(), &application.id).await?;
    Ok(Tracked {
        corrections: data::correction::list(ctx.db.read(), &application.id).await?,
        mended,
        checks: data::check::list(ctx.db.read(), &ids).await?,
        filer: hat::filer(ctx.db.read(), &application.hat).await?,
        application,
        theme,
        title,
        cases,
        flags,
        events,
        deferrals: Vec::new(),
        deliveries: BTreeMap::new(),
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
