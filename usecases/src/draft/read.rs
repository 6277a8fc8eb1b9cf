//! Read a draft with everything its pages show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::answer::{Answers, FieldId};
use domain::draft::{Draft, File, Gap, gaps};
use domain::form::Form;
use domain::id::{DraftId, MaterialId};
use domain::moment::Moment;
use domain::plan::{Plan, Situation};
use domain::register::{Fact, Outcome, Record};
use domain::theme::Theme;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;
use crate::hat;
use crate::theme;

/// A draft with everything its pages show.
#[derive(Debug)]
pub struct MyDraft {
    /// The draft.
    pub draft: Draft,
    /// The version of the theme it keeps.
    pub theme: Arc<Theme>,
    /// What was answered.
    pub answers: Answers,
    /// What a second device answered instead, until one of the two is chosen.
    pub rivals: BTreeMap<FieldId, String>,
    /// The list.
    pub plan: Plan,
    /// What registers said.
    pub facts: Vec<Fact>,
    /// How asking for each record went.
    pub reads: Vec<(Record, Outcome)>,
    /// What was handed in.
    pub files: Vec<File>,
    /// The day it is judged on.
    pub today: NaiveDate,
    /// Who fills it in, when it is not the citizen themselves.
    pub filer: Option<String>,
}

impl MyDraft {
    /// The one form of the taken items.
    #[must_use]
    pub fn form(&self) -> Form<'_> {
        let taken = self.plan.taken(&self.theme);
        Form::for_items(&self.theme, &taken, &self.answers, self.today).disputed(&self.rivals)
    }

    /// What is still missing.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        gaps(&self.theme, &self.plan, &self.form(), &self.file_counts())
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> String {
        self.theme.title_of(&self.answers)
    }

    /// What registers say of a field, in the order they were asked.
    pub fn facts_about(&self, field: &FieldId) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.field == *field)
    }

    /// The files of a material.
    pub fn files_for(&self, material: &MaterialId) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| file.material == *material)
    }

    fn file_counts(&self) -> BTreeMap<MaterialId, usize> {
        let mut counts = BTreeMap::new();
        for file in &self.files {
            *counts.entry(file.material.clone()).or_default() += 1;
        }
        counts
    }
}

/// The asker's draft.
///
/// # Errors
/// [`crate::Error::NotFound`] for somebody else's; [`crate::Error::WearFirst`] under another hat.
pub async fn read(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<MyDraft> {
    let draft = super::own(ctx, asker, id).await?;
    hat::must_wear(asker.signed()?, draft.citizen.as_ref(), &draft.hat)?;
    let library = super::library::list(
        ctx,
        draft.citizen.as_ref(),
        &theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme,
    )
    .await?;
    let filer = hat::filer(ctx, &draft.hat).await?;
    let mine = load(ctx, ctx.db.read(), draft, &library).await?;
    Ok(MyDraft { filer, ..mine })
}

/// A draft as it stands in this connection or transaction.
pub(crate) async fn load(
    ctx: &Context,
    db: &impl data::Connection,
    draft: Draft,
    library: &BTreeSet<MaterialId>,
) -> Result<MyDraft> {
    let theme = theme::version(ctx, db, &draft.theme_version).await?.theme;
    let answers = data::answer::list(db, &draft.id).await?;
    // What was submitted is judged as it was then: an answer does not become wrong, nor a paper too old, at the office.
    let today = draft.submitted_at.map_or_else(|| ctx.today(), Moment::day);
    // Whoever files without having been asked about the registers hands in the papers that they might have waived.
    let situation = Situation {
        answers: &answers,
        registers_read: true,
        library,
        today,
    };
    let plan = Plan::make(&theme, situation, draft.chosen.as_ref(), &ctx.calendar);
    Ok(MyDraft {
        plan,
        rivals: data::rival::list(db, &draft.id).await?,
        facts: data::register::list_facts(db, &draft.id).await?,
        reads: data::register::list_reads(db, &draft.id).await?,
        files: data::file::list(db, &draft.id).await?,
        draft,
        theme,
        answers,
        today,
        filer: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::draft::list::list;
    use crate::office::{MOTHER, NEWBORN, TestOffice, id};

    #[tokio::test]
    async fn somebody_elses_draft_does_not_exist() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            let stranger = office.citizen("chen_yuan").await;
            assert!(matches!(
                read(&office.ctx, &stranger, &draft).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                read(&office.ctx, &Asker::Guest(None), &draft).await,
                Err(Error::SignInFirst)
            ));
            let officer = office.officer("gao_ying").await;
            assert!(matches!(
                read(&office.ctx, &officer, &draft).await,
                Err(Error::Forbidden)
            ));
            assert!(list(&office.ctx, &stranger).await.unwrap().is_empty());
        }
    }

    #[tokio::test]
    async fn a_guests_draft_is_nobodys_until_they_sign_in() {
        for office in TestOffice::each().await {
            let role = id("application/applicant.role");
            crate::plan::answer(&office.ctx, &Asker::Guest(None), &id(NEWBORN), &role, "mother")
                .await
                .unwrap();
            assert!(
                list(&office.ctx, &office.citizen("lin_xiao").await)
                    .await
                    .unwrap()
                    .is_empty()
            );
        }
    }

    #[tokio::test]
    async fn a_draft_is_called_after_the_child_and_found_on_another_device() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            assert_eq!(office.read(&mother, &draft).await.title(), "新生儿出生");
            office
                .save(&mother, &draft, "child", &[("child/person.name", "林知夏")])
                .await
                .unwrap();
            let listed = list(&office.restarted(), &office.citizen("lin_xiao").await)
                .await
                .unwrap();
            assert_eq!((listed.len(), listed[0].title.as_str()), (1, "林知夏的出生"));
        }
    }

    #[tokio::test]
    async fn what_was_submitted_is_judged_by_the_day_it_was_submitted() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.newborn_draft(&mother).await;
            crate::application::submit::submit(&office.ctx, &mother, &draft)
                .await
                .unwrap();
            let submitted = office.ctx.today();
            office.advance(400 * 24 * 3_600_000);
            assert_eq!(office.read(&mother, &draft).await.today, submitted);
        }
    }

    #[tokio::test]
    async fn papers_that_a_register_may_waive_are_missing_until_the_registers_were_asked() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            office.type_the_rest(&mother, &draft).await;
            let missing = office.read(&mother, &draft).await.gaps();
            assert!(missing.contains(&Gap::Material(id("birth_record"))), "{missing:?}");
        }
    }
}
