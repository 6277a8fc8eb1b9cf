//! The cases of an application: how they stand, and what an officer makes of them.

use std::collections::BTreeSet;

use domain::application::{Event, EventKind};
use domain::case::{Case, Status};
use domain::id::{ApplicationId, CaseId};

use super::{TestOffice, texts};
use crate::application::mend;
use crate::casework::decide::{Verdict, decide};
use crate::draft::save::Typed;
use crate::{Asker, Result, casework};

impl TestOffice {
    /// Types this on the page of what is to be mended as it stands, and says the same to everybody who asks.
    pub(crate) async fn types_mend(
        &self,
        asker: &Asker,
        application: &ApplicationId,
        typed: &Typed,
        said: &str,
    ) -> Result<()> {
        let typed = self.mend_page(asker, application, typed, said).await?;
        mend::save(&self.ctx, asker, application, &typed).await
    }

    /// That page as it is posted.
    pub(crate) async fn mend_page(
        &self,
        asker: &Asker,
        application: &ApplicationId,
        typed: &Typed,
        said: &str,
    ) -> Result<Typed> {
        let mending = mend::read(&self.ctx, asker, application).await?;
        let mut page = typed.clone();
        for asked in &mending.asked {
            let (name, was) = (mend::said_to(&asked.id), asked.said.clone());
            page.was.entry(name.clone()).or_insert(vec![was.unwrap_or_default()]);
            page.texts.insert(name, said.to_owned());
        }
        Ok(page)
    }

    /// The cases of an application.
    pub(crate) async fn cases(&self, application: &ApplicationId) -> Vec<Case> {
        data::case::list(self.ctx.db.read(), application).await.unwrap()
    }

    /// The case of an item.
    pub(crate) async fn case(&self, application: &ApplicationId, item: &str) -> Case {
        self.cases(application)
            .await
            .into_iter()
            .find(|case| case.item.as_str() == item)
            .unwrap()
    }

    /// Where the case of an item stands.
    pub(crate) async fn status(&self, application: &ApplicationId, item: &str) -> Status {
        self.case(application, item).await.status
    }

    /// The items whose cases have this status.
    pub(crate) async fn items_with(&self, application: &ApplicationId, status: Status) -> BTreeSet<String> {
        let cases = self.cases(application).await;
        cases
            .iter()
            .filter(|case| case.status == status)
            .map(|case| case.item.to_string())
            .collect()
    }

    /// What happened to an application.
    pub(crate) async fn events(&self, application: &ApplicationId) -> Vec<Event> {
        data::application::list_events(self.ctx.db.read(), application)
            .await
            .unwrap()
    }

    /// How often this happened to a case.
    pub(crate) async fn count_events(&self, case: &Case, kind: EventKind) -> usize {
        let events = self.events(&case.application).await;
        events
            .iter()
            .filter(|event| event.case.as_ref() == Some(&case.id) && event.kind == kind)
            .count()
    }

    /// Accepts the case of an item and grants it; dependents wait for the outbox.
    pub(crate) async fn grant(&self, officer: &Asker, application: &ApplicationId, item: &str) -> CaseId {
        let case = self.case(application, item).await.id;
        casework::accept::accept(&self.ctx, officer, &case).await.unwrap();
        decide(
            &self.ctx,
            officer,
            &case,
            Verdict::Grant,
            &texts("已签发，编号 Z000000417", ""),
        )
        .await
        .unwrap();
        case
    }

    /// Refuses the case of an item; dependents wait for the outbox.
    pub(crate) async fn refuse(&self, officer: &Asker, application: &ApplicationId, item: &str) -> CaseId {
        let case = self.case(application, item).await.id;
        let texts = texts("出生记录里没有这个孩子", "请到接生的医院补报");
        decide(&self.ctx, officer, &case, Verdict::Refuse, &texts)
            .await
            .unwrap();
        case
    }
}
