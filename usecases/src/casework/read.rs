//! Read a case: only the answers and papers that its item needs, and every look is written down.

use std::collections::BTreeSet;

use bytes::Bytes;
use data::decision::DecisionDraft;
use domain::answer::{Answer, FieldId};
use domain::application::{Event, EventKind};
use domain::case::Case;
use domain::condition::Truth;
use domain::draft::File;
use domain::field::{Kind, same_text};
use domain::id::{CaseId, FileId, MaterialId};
use domain::plan::Need;
use domain::register::Fact;
use domain::staff::{About, Act, Officer, Task};
use domain::theme::Field;
use domain::theme::item::Item;
use domain::theme::material::Material;

use crate::application::track::{Tracked, load};
use crate::asker::Asker;
use crate::audit::{note, note_look};
use crate::context::Context;
use crate::draft::attach;
use crate::draft::read::{MyDraft, load as load_draft};
use crate::error::{Error, Result};

/// One answer that the case's item needs.
#[derive(Debug)]
pub struct Stated<'a> {
    /// Whom or what it is about.
    pub subject: String,
    /// The field's label.
    pub label: &'a str,
    /// What can be answered.
    pub kind: &'a Kind,
    /// What was answered.
    pub answer: &'a Answer,
    /// What a register says instead.
    pub contradicted_by: Option<&'a Fact>,
}

/// A case as the officer sees it.
#[derive(Debug)]
pub struct OpenCase {
    /// The case.
    pub case: Case,
    /// Its application with the other cases.
    pub tracked: Tracked,
    /// Everything handed in; shown is only what the case's item needs.
    record: MyDraft,
    /// What the citizen handed in with other applications, the newest first.
    library: Vec<File>,
    /// Who decided, once it is decided.
    pub decided_by: Option<Officer>,
    /// What this officer may do with it.
    pub tasks: BTreeSet<Task>,
    /// What this officer typed and did not yet decide; the theme's next step after a refusal until they typed another.
    pub writing: DecisionDraft,
}

impl OpenCase {
    /// The item.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.tracked.item(&self.case)
    }

    /// The answers that the item needs.
    pub fn stated(&self) -> impl Iterator<Item = Stated<'_>> {
        let fields = self.item().map_or(&[] as &[FieldId], |item| &item.fields);
        let theme = &self.record.theme;
        let several = |id: &FieldId| {
            let count = theme
                .many(&id.subject)
                .map_or(1, |_| self.record.answers.count_of(&id.subject));
            (0..count).map(|index| id.at(index)).collect::<Vec<_>>()
        };
        let mut ids: Vec<FieldId> = fields.iter().flat_map(several).collect();
        // Of several shareholders each stands together.
        ids.sort_by_key(|id| id.index);
        ids.into_iter().filter_map(move |id| {
            let id = &id;
            let answer = self.record.answers.get(id).filter(|answer| !answer.text.is_empty())?;
            let element = theme.element(id)?;
            Some(Stated {
                subject: theme.one_of_several(id),
                label: theme.field(id).map_or(element.label.as_str(), Field::label),
                kind: &element.kind,
                answer,
                contradicted_by: self
                    .record
                    .facts_about(id)
                    .find(|fact| !same_text(&fact.text, &answer.text)),
            })
        })
    }

    /// The theme's condition for deciding without an officer (自动审批), in words, when it holds.
    #[must_use]
    pub fn automatic(&self) -> Option<&str> {
        let automatic = self.item()?.automatic.as_ref()?;
        let holds = automatic.when.judge(&self.record.answers, self.record.today) == Truth::Yes;
        holds.then_some(automatic.because.as_str())
    }

    /// The papers of the item that are not asked for, each with the reason.
    pub fn waived(&self) -> impl Iterator<Item = (&Material, &str)> {
        let materials = self.item().map_or(&[] as &[MaterialId], |item| &item.materials);
        self.record.plan.materials.iter().filter_map(move |planned| {
            let material = self.record.theme.materials.get(planned.position)?;
            let Need::Waived(waiver) = planned.need else {
                return None;
            };
            let reason = material.waivers.get(waiver)?.reason.as_str();
            materials.contains(&material.id).then_some((material, reason))
        })
    }

    /// The files for this item: handed in with it, or before, where the material's waiver is that the library has it.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        let needed = self.item().map_or(&[] as &[MaterialId], |item| &item.materials);
        let materials = self
            .record
            .theme
            .materials
            .iter()
            .filter(|material| needed.contains(&material.id));
        materials.flat_map(|material| {
            let own: Vec<&File> = self.record.files_for(&material.id).collect();
            let is_lent = own.is_empty() && material.is_lent_by_the_library();
            let same = |file: &&File| is_lent && file.code == material.code;
            let lent = self.library.iter().filter(same).take(1).collect::<Vec<_>>();
            own.into_iter().chain(lent)
        })
    }
}

/// A case of the officer's posts; the look is written down.
///
/// # Errors
/// [`Error::NotFound`] for a case outside of them.
pub async fn read(ctx: &Context, asker: &Asker, id: &CaseId) -> Result<OpenCase> {
    look(ctx, asker, id, EventKind::Looked).await
}

/// The same with numbers in full, which is written down as such.
///
/// # Errors
/// As [`read`].
pub async fn reveal(ctx: &Context, asker: &Asker, id: &CaseId) -> Result<OpenCase> {
    look(ctx, asker, id, EventKind::Revealed).await
}

async fn look(ctx: &Context, asker: &Asker, id: &CaseId, kind: EventKind) -> Result<OpenCase> {
    let officer = asker.officer()?;
    let case = super::within(ctx.db.read(), officer, id, Task::Read).await?;
    let looked = Event {
        case: Some(case.id.clone()),
        kind,
        actor: officer.id.to_string(),
        at: ctx.now(),
    };
    let act = if kind == EventKind::Revealed {
        Act::SawNumbers
    } else {
        Act::SawCase
    };
    let tx = ctx.db.write().await?;
    data::application::insert_event(&*tx, ctx.new_id(), &case.application, &looked).await?;
    note(ctx, &tx, Some(&officer.id), act, About::Case(case.id.clone())).await?;
    tx.commit().await?;
    open(ctx, officer, case).await
}

async fn open(ctx: &Context, officer: &Officer, case: Case) -> Result<OpenCase> {
    let db = ctx.db.read();
    let application = data::application::find(db, &case.application)
        .await?
        .ok_or(Error::NotFound)?;
    let draft = data::draft::find(db, &application.draft)
        .await?
        .ok_or(Error::NotFound)?;
    let decided_by = match &case.decision {
        Some(decision) => data::staff::find(db, &decision.by)
            .await?
            .map(|account| account.officer),
        None => None,
    };
    let library = data::file::list_library(db, &application.citizen).await?;
    let library = library.into_iter().filter(|file| file.draft != draft.id).collect();
    let tracked = load(ctx, application).await?;
    let may = |task: &Task| officer.may(*task, &case.department, &case.region);
    let tasks = Task::ALL.map(|(task, _)| task).into_iter().filter(may).collect();
    let writing = data::decision::find(db, &case.id, &officer.id).await?;
    Ok(OpenCase {
        writing: writing.unwrap_or_else(|| DecisionDraft {
            text: String::new(),
            next_step: tracked
                .item(&case)
                .and_then(|item| item.if_refused.clone())
                .unwrap_or_default(),
        }),
        record: load_draft(ctx, db, draft, &BTreeSet::new()).await?,
        tasks,
        library,
        tracked,
        decided_by,
        case,
    })
}

/// A file of a case of the officer's posts, with its content.
///
/// # Errors
/// [`Error::NotFound`] for a file that the case's item does not need.
pub async fn open_file(ctx: &Context, asker: &Asker, id: &CaseId, file: &FileId) -> Result<(File, Bytes)> {
    let opened = read(ctx, asker, id).await?;
    let file = opened
        .files()
        .find(|known| known.id == *file)
        .cloned()
        .ok_or(Error::NotFound)?;
    let content = attach::content(ctx, &file.id).await?;
    note_look(ctx, asker.officer()?, Act::SawFile, About::File(file.id.clone())).await?;
    Ok((file, content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{PDF, TestOffice};

    #[tokio::test]
    async fn every_look_at_a_case_is_written_down() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let application = office.newborn_application(&mother).await;
            let case = office.case(&application, "birth_certificate").await;
            for looks in 1..=2 {
                let opened = read(&office.ctx, &officer, &case.id).await.unwrap();
                assert_eq!(opened.case, case);
                assert_eq!(opened.item().unwrap().name, "出生医学证明首次签发");
                assert_eq!(office.count_events(&case, EventKind::Looked).await, looks);
            }
            let looked = office
                .events(&application)
                .await
                .into_iter()
                .find(|event| event.kind == EventKind::Looked);
            assert_eq!(looked.unwrap().actor, "gao_ying");
            reveal(&office.ctx, &officer, &case.id).await.unwrap();
            assert_eq!(office.count_events(&case, EventKind::Revealed).await, 1);
        }
    }

    #[tokio::test]
    async fn another_departments_case_does_not_exist_and_no_look_happens() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let application = office.newborn_application(&mother).await;
            let case = office.case(&application, "birth_certificate").await;
            let insurance = office.officer("ye_qing").await;
            assert!(matches!(
                read(&office.ctx, &insurance, &case.id).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                read(&office.ctx, &mother, &case.id).await,
                Err(Error::Forbidden)
            ));
            assert_eq!(office.count_events(&case, EventKind::Looked).await, 0);
        }
    }

    #[tokio::test]
    async fn officers_open_only_the_papers_their_item_needs() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.newborn_draft(&mother).await;
            let application = crate::application::submit::submit(&office.ctx, &mother, &draft)
                .await
                .unwrap();
            let receipts = office.read(&mother, &draft).await.files[0].id.clone();
            let benefit = office.case(&application, "maternity_benefit").await;
            let insurance = office.officer("ye_qing").await;
            let (file, content) = open_file(&office.ctx, &insurance, &benefit.id, &receipts)
                .await
                .unwrap();
            assert_eq!((file.id, &content[..]), (receipts.clone(), PDF));
            assert_eq!(office.count_events(&benefit, EventKind::Looked).await, 1);
            assert_eq!(
                read(&office.ctx, &insurance, &benefit.id)
                    .await
                    .unwrap()
                    .files()
                    .count(),
                3
            );
            // The same department, but an item that has nothing to do with receipts.
            let joining = office.case(&application, "medical_insurance").await.id;
            assert_eq!(
                read(&office.ctx, &insurance, &joining).await.unwrap().files().count(),
                0
            );
            assert!(matches!(
                open_file(&office.ctx, &insurance, &joining, &receipts).await,
                Err(Error::NotFound)
            ));
            let health = office.officer("gao_ying").await;
            let certificate = office.case(&application, "birth_certificate").await.id;
            assert!(matches!(
                open_file(&office.ctx, &health, &certificate, &receipts).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                open_file(&office.ctx, &health, &benefit.id, &receipts).await,
                Err(Error::NotFound)
            ));
        }
    }
}
