//! Read a case: only the answers and papers that its item needs, and every look is written down.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use chrono::NaiveDate;
use data::decision::DecisionDraft;
use domain::answer::{Answer, Answers, FieldId};
use domain::application::{Event, EventKind};
use domain::case::correction::Correction;
use domain::case::{Case, Flag, Matter};
use domain::condition::Truth;
use domain::deferral::Deferral as Deferred;
use domain::delivery::is_asked_by;
use domain::draft::{File, Sent};
use domain::field::{Kind, same_text};
use domain::id::{CaseId, FileId, MaterialId, SubjectId};
use domain::plan::Need;
use domain::precheck::Finding;
use domain::register::Fact;
use domain::staff::{About, Act, Officer, Task};
use domain::theme::Field;
use domain::theme::item::Item;
use domain::theme::material::{Deferral, Material, WaiverMode};

use crate::application::record::{Judged, judge};
use crate::application::track::{Tracked, load};
use crate::asker::Asker;
use crate::audit::{note, note_look};
use crate::context::Context;
use crate::draft::attach;
use crate::draft::library::{Origin, origin};
use crate::draft::read::{MyDraft, load as load_draft};
use crate::error::{Error, Result};
use crate::party::tell::signers_of;

/// One answer that the case's item needs.
#[derive(Debug)]
pub struct Stated<'a> {
    /// Whom or what it is about.
    pub subject: String,
    /// Which.
    pub id: FieldId,
    /// The field's label.
    pub label: &'a str,
    /// What can be answered.
    pub kind: &'a Kind,
    /// What was answered.
    pub answer: &'a Answer,
    /// What stood there before it was mended.
    pub before: Option<&'a str>,
    /// Who signed what stood there before and was told what stands there now, by name: they did not sign again.
    pub told: Vec<String>,
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
    /// What was submitted of the answers that were mended since.
    before: Answers,
    /// What the citizen is to be asked to mend, while officers write it.
    pub naming: Option<Correction>,
    /// Where the files come from that were taken from the library.
    origins: BTreeMap<FileId, Origin>,
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

    /// The answers that the item needs; what the form of an earlier version says of all results only where nothing else was chosen.
    pub fn stated(&self) -> impl Iterator<Item = Stated<'_>> {
        let item = self.item();
        let fields = item.map_or(&[] as &[FieldId], |item| &item.fields);
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
        if item.is_some_and(|item| self.record.is_delivered_otherwise(item)) {
            ids.retain(|id| !is_asked_by(id));
        }
        ids.into_iter().filter_map(move |id| self.stated_about(&id))
    }

    /// The answer of a field.
    fn stated_about(&self, id: &FieldId) -> Option<Stated<'_>> {
        let theme = &self.record.theme;
        let answer = self.record.answers.get(id).filter(|answer| !answer.text.is_empty())?;
        let element = theme.element(id)?;
        let before = self.before.get(id).filter(|before| before.text != answer.text);
        let told = before.map_or_else(Vec::new, |_| signers_of(&self.record, &[id]));
        Some(Stated {
            told: told.into_iter().map(|invitation| invitation.name.clone()).collect(),
            before: before.map(|before| before.text.as_str()),
            id: id.clone(),
            subject: theme.one_of_several(id),
            label: (self.item().and_then(|item| item.word_for(id)))
                .or_else(|| theme.field(id).map(Field::label))
                .unwrap_or(&element.label),
            kind: &element.kind,
            answer,
            contradicted_by: self
                .record
                .facts_about(id)
                .find(|fact| !same_text(&fact.text, &answer.text)),
        })
    }

    /// What the officer must know before deciding and is not settled, each with the answer it is about, if it is about one.
    pub fn flags(&self) -> impl Iterator<Item = (&Flag, Option<Stated<'_>>)> {
        let raised = self.tracked.flags.get(&self.case.id).into_iter().flatten();
        let open = raised.filter(|flag| flag.settled_at.is_none());
        open.map(move |flag| match &flag.matter {
            Matter::Contradicted { field, .. } => (flag, self.stated_about(field)),
            Matter::Unrecorded { .. } | Matter::Missed { .. } => (flag, None),
        })
    }

    /// Whom or what a subject is, in words.
    #[must_use]
    pub fn subject_name(&self, id: &SubjectId) -> &str {
        let mut subjects = self.record.theme.subjects.iter();
        subjects
            .find(|subject| subject.id == *id)
            .map_or("", |subject| subject.name.as_str())
    }

    /// The theme's condition for deciding without an officer (自动审批), in words, when it holds.
    #[must_use]
    pub fn automatic(&self) -> Option<&str> {
        let automatic = self.item()?.automatic.as_ref()?;
        let holds = automatic.when.judge(&self.record.answers, self.record.today) == Truth::Yes;
        holds.then_some(automatic.because.as_str())
    }

    /// The first day on which it can be granted, where the days of a special procedure must be over before.
    #[must_use]
    pub fn opens_on(&self, ctx: &Context) -> Option<NaiveDate> {
        self.tracked.opens_on(ctx, &self.case)
    }

    /// The papers of the item that are not asked for, each with the way.
    pub fn waived(&self) -> impl Iterator<Item = (&Material, &WaiverMode)> {
        let materials = self.item().map_or(&[] as &[MaterialId], |item| &item.materials);
        self.record.plan.materials.iter().filter_map(move |planned| {
            let material = self.record.theme.materials.get(planned.position)?;
            let Need::Waived(waiver) = planned.need else {
                return None;
            };
            let mode = &material.waivers.get(waiver)?.mode;
            materials.contains(&material.id).then_some((material, mode))
        })
    }

    /// Whether a paper of the item is wanted for what was answered.
    #[must_use]
    pub fn is_wanted(&self, material: &Material) -> bool {
        let theme = &self.record.theme;
        let mut planned = self.record.plan.materials.iter();
        planned.any(|planned| {
            theme
                .materials
                .get(planned.position)
                .is_some_and(|one| one.id == material.id)
        })
    }

    /// The papers of the item that nobody handed in, though nothing says why not.
    pub fn missing(&self) -> impl Iterator<Item = &Material> {
        let is_there = |material: &Material| {
            self.files().any(|file| file.material == material.id)
                || self.waived().any(|(waived, _)| waived.id == material.id)
                || self.deferred().any(|(deferred, _, _)| deferred.id == material.id)
        };
        self.needed().filter(move |material| !is_there(material))
    }

    /// The files for this item that were sent, in the theme's order of papers; what came later in front of what it replaces.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.needed().flat_map(move |material| {
            let sent = |file: &&File| file.sent != Sent::NotYet;
            let mut files: Vec<&File> = self.record.files_for(&material.id).filter(sent).collect();
            files.sort_by_key(|file| match file.sent {
                Sent::Later(at) => (0, -at.0),
                Sent::WithApplication | Sent::NotYet => (1, 0),
            });
            files
        })
    }

    /// Where a file was taken from, when it was used before.
    #[must_use]
    pub fn origin(&self, file: &File) -> Option<&Origin> {
        self.origins.get(&file.id)
    }

    /// Whether a file came after it was submitted.
    #[must_use]
    pub fn is_late(&self, file: &File) -> bool {
        self.record.is_late(file)
    }

    /// The papers of the item that were deferred, each with what the theme says of it and how it stands.
    pub fn deferred(&self) -> impl Iterator<Item = (&Material, &Deferral, &Deferred)> {
        self.needed().filter_map(move |material| {
            let deferred = self.record.deferral(&material.id)?;
            Some((material, material.deferral.as_ref()?, deferred))
        })
    }

    /// What the citizen was warned of and sent anyway, as far as the item needs it.
    #[must_use]
    pub fn warned(&self) -> Vec<Finding> {
        let item = self.item();
        let is_needed = |finding: &Finding| match (finding.what.material(), finding.what.field()) {
            (Some(material), _) => item.is_some_and(|item| item.materials.contains(material)),
            (None, Some(field)) => item.is_some_and(|item| item.fields.contains(&field.at(0))),
            (None, None) => false,
        };
        let mut findings = self.record.findings();
        findings.retain(is_needed);
        findings
    }

    /// The theme with everything that was filed, for words about it.
    #[must_use]
    pub fn record(&self) -> &MyDraft {
        &self.record
    }

    /// The papers that the item needs.
    fn needed(&self) -> impl Iterator<Item = &Material> {
        let needed = self.item().map_or(&[] as &[MaterialId], |item| &item.materials);
        let all = self.record.theme.materials.iter();
        all.filter(move |material| needed.contains(&material.id))
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
    let mut record = load_draft(ctx, db, draft).await?;
    let mut origins = BTreeMap::new();
    for file in &record.files {
        if let Some(origin) = origin(ctx, file).await? {
            origins.insert(file.id.clone(), origin);
        }
    }
    let mended = data::mended::list(db, &application.id).await?;
    let before = record.answers.clone();
    record.mend(mended.iter().filter(|mended| mended.sent_at.is_some()));
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
        naming: data::correction::find_unsent(db, &case.id).await?,
        record,
        before,
        tasks,
        origins,
        tracked,
        decided_by,
        case,
    })
}

/// Who signed what a case of the officer's posts is a part of, when and how, and whether it holds; not the record itself, in which
/// stands more than their item needs. The look is written down.
///
/// # Errors
/// As [`read`]; [`Error::NotFound`] where nothing was signed.
pub async fn signatures(ctx: &Context, asker: &Asker, id: &CaseId) -> Result<(OpenCase, Judged)> {
    let opened = read(ctx, asker, id).await?;
    let judged = judge(ctx, &opened.tracked.application).await?;
    Ok((opened, judged))
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
    let content = attach::content(ctx, file.content()).await?;
    note_look(ctx, asker.officer()?, Act::SawFile, About::File(file.id.clone())).await?;
    Ok((file, content))
}

#[cfg(test)]
mod tests;
