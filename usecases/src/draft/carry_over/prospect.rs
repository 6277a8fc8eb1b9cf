//! What changes for a draft that goes on with another version, before it does.

use std::collections::BTreeSet;

use domain::answer::{Answers, FieldId};
use domain::calendar::Term;
use domain::draft::{Consent, Draft};
use domain::field::Kind;
use domain::form::Form;
use domain::id::{DraftId, ItemId};
use domain::plan::{Need, Plan, Situation};
use domain::theme::Theme;
use domain::theme::succession::{Aside, Fate, Held, Paper, Succession};

use super::Successor;
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::beside::can_come_back;
use crate::draft::consents;
use crate::draft::deliver::Wishes;
use crate::error::Result;
use crate::{hat, theme};

/// What changes for a draft, in words of both versions.
#[derive(Debug)]
pub struct Prospect {
    /// The draft.
    pub draft: Draft,
    /// What it is called.
    pub title: String,
    /// What the theme is called.
    pub theme: String,
    /// The version it goes on with.
    pub successor: Successor,
    /// The day it is judged on.
    pub today: chrono::NaiveDate,
    /// How many answers stay.
    pub stays: usize,
    /// What is asked again, with what was answered.
    pub again: Vec<Line>,
    /// What is asked that was not asked before.
    pub asked: Vec<String>,
    /// What is no longer asked, with what was answered.
    pub dropped: Vec<Line>,
    /// What is no longer applied for.
    pub items_gone: Vec<String>,
    /// What is applied for in addition.
    pub items_new: Vec<String>,
    /// Limits that are others now.
    pub limits: Vec<Limit>,
    /// Papers that were handed in and are no longer asked for.
    pub papers_gone: Vec<String>,
    /// Papers that are asked for in addition and were not handed in.
    pub papers_new: Vec<String>,
    /// What the registers are read for is another now, so that consent is asked anew.
    pub asks_consent: bool,
}

/// An answer as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it answered.
    pub label: String,
    /// What could be answered.
    pub kind: Option<Kind>,
    /// The text.
    pub text: String,
}

/// The limit of an item, before and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The item.
    pub item: String,
    /// Before.
    pub before: Term,
    /// Now.
    pub now: Term,
}

impl Prospect {
    /// Whether nothing is to be done and nothing goes.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let lines = self.again.is_empty() && self.asked.is_empty() && self.dropped.is_empty();
        let items = self.items_gone.is_empty() && self.items_new.is_empty() && self.limits.is_empty();
        lines && items && self.papers_gone.is_empty() && self.papers_new.is_empty() && !self.asks_consent
    }
}

/// What carrying the asker's draft over would change; nothing when there is no version to go on with.
///
/// # Errors
/// [`crate::Error::NotFound`] for somebody else's; [`crate::Error::WearFirst`] under another hat.
pub async fn look(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Option<Prospect>> {
    let draft = crate::draft::own_to_change(ctx, asker, id).await?;
    hat::must_wear(asker.signed()?, draft.citizen.as_ref(), &draft.hat)?;
    let db = ctx.db.read();
    if draft.submitted_at.is_some() {
        return Ok(None);
    }
    let Some(successor) = super::successor(ctx, db, &draft.theme_version).await? else {
        return Ok(None);
    };
    let old = theme::version(ctx, db, &draft.theme_version).await?.theme;
    let new = theme::version(ctx, db, &successor.version).await?.theme;
    let before = super::held(ctx, db, &draft).await?;
    let wishes = Wishes::of(ctx, db, &draft, (&*old, &before.answers)).await?;
    let way = super::from_to(ctx, &old, &new);
    let carried = super::without_wishes(&before, &way, &wishes);
    let after = way.carry(&carried);
    let mut prospect = Prospect {
        title: old.title_of(&before.answers),
        theme: old.name.clone(),
        today: ctx.today(),
        stays: stays(&after.answers) + stays(&before.answers) - stays(&carried.answers),
        again: Vec::new(),
        asked: Vec::new(),
        dropped: Vec::new(),
        items_gone: Vec::new(),
        items_new: Vec::new(),
        limits: Vec::new(),
        papers_gone: papers_gone(&way, &after),
        papers_new: Vec::new(),
        asks_consent: draft.consent.lets_read() && consents::wording(&old) != consents::wording(&new),
        successor,
        draft,
    };
    tell_answers(ctx, &way, &before, &after, &mut prospect);
    tell_plans(ctx, &way, &before, &after, &mut prospect);
    Ok(Some(prospect))
}

fn stays(answers: &Answers) -> usize {
    let typed = answers.iter().filter(|(_, answer)| !answer.is_known());
    typed.filter(|(field, _)| answers.text(field).is_some()).count()
}

/// What is put aside, now or because it waits for a record in vain: asked again where something else is asked in its place, and no
/// longer asked otherwise. What stays and is wrong by now is asked again as well.
fn tell_answers(ctx: &Context, way: &Succession<'_>, before: &Held, after: &Held, prospect: &mut Prospect) {
    let put_aside = after.aside.iter().filter(|aside| aside.version.is_none());
    let in_vain = before
        .aside
        .iter()
        .filter(|aside| waits_in_vain(ctx, way, aside, after));
    for aside in put_aside.chain(in_vain) {
        let line = Line {
            label: label(way.old, &aside.typed_as),
            kind: aside.element.as_ref().map(|element| element.kind.clone()),
            text: aside.text.clone(),
        };
        match way.place(&aside.field) {
            Some(_) => prospect.again.push(line),
            None => prospect.dropped.push(line),
        }
    }
    for (field, answer) in before.answers.iter().filter(|(_, answer)| !answer.is_known()) {
        let (Some(asked), Fate::Stays(place)) = (way.old.element(field), way.fate(field, &answer.text)) else {
            continue;
        };
        let is_right = |kind: &Kind| kind.read(&answer.text, way.today).is_ok();
        if is_right(&asked.kind) && way.new.element(&place).is_some_and(|now| !is_right(&now.kind)) {
            prospect.again.push(Line {
                label: label(way.new, &place),
                kind: Some(asked.kind.clone()),
                text: answer.text.clone(),
            });
        }
    }
}

/// Whether a text can no longer come back with the record that it waits for, and nothing is said in its place.
fn waits_in_vain(ctx: &Context, way: &Succession<'_>, aside: &Aside, after: &Held) -> bool {
    let waits = |theme: &Theme, field: &FieldId| {
        (aside.beside.as_ref()).is_some_and(|beside| can_come_back(&ctx.city, theme, field, beside))
    };
    let is_over = |place: &FieldId| !waits(way.new, place) && after.answers.text(place).is_none();
    let place = way.place(&aside.field);
    waits(way.old, &aside.field) && place.is_none_or(|(place, _)| is_over(&place))
}

fn tell_plans(ctx: &Context, way: &Succession<'_>, before: &Held, after: &Held, prospect: &mut Prospect) {
    let plan = |theme: &Theme, held: &Held| {
        let situation = Situation {
            answers: &held.answers,
            registers_read: prospect.draft.consent != Consent::NotAsked,
            today: way.today,
        };
        Plan::make(theme, situation, held.chosen.as_ref(), &ctx.calendar)
    };
    let (plan_before, plan_now) = (plan(way.old, before), plan(way.new, after));
    let (taken_before, taken_now) = (plan_before.taken(way.old), plan_now.taken(way.new));
    let only = |theme: &Theme, these: &BTreeSet<ItemId>, those: &BTreeSet<ItemId>| {
        let items = theme
            .items
            .iter()
            .filter(|item| these.contains(&item.id) && !those.contains(&item.id));
        items.map(|item| item.short.clone()).collect()
    };
    prospect.items_gone = only(way.old, &taken_before, &taken_now);
    prospect.items_new = only(way.new, &taken_now, &taken_before);
    for now in way.new.items.iter().filter(|item| taken_now.contains(&item.id)) {
        let before = way.old.item(&now.id).filter(|item| taken_before.contains(&item.id));
        prospect.limits.extend(
            before
                .filter(|old| old.limit.promised != now.limit.promised)
                .map(|old| Limit {
                    item: now.short.clone(),
                    before: old.limit.promised,
                    now: now.limit.promised,
                }),
        );
    }
    let form_before = Form::for_items(way.old, &taken_before, &before.answers, way.today);
    let form_now = Form::for_items(way.new, &taken_now, &after.answers, way.today);
    let fields = form_before.topics.iter().flat_map(|page| &page.fields);
    let asked_before: BTreeSet<FieldId> = fields
        .filter_map(|field| way.place(&field.id).map(|(place, _)| place))
        .collect();
    let fields = form_now.topics.iter().flat_map(|page| &page.fields);
    let is_new = |id: &FieldId| !asked_before.contains(id) && after.answers.text(id).is_none();
    prospect.asked = fields
        .filter(|field| is_new(&field.id))
        .map(|field| label(way.new, &field.id))
        .collect();
    let required = |theme: &Theme, plan: &Plan| {
        let needed = plan.materials.iter().filter(|material| material.need == Need::Required);
        let materials = needed.filter_map(|material| theme.materials.get(material.position));
        materials.cloned().collect::<Vec<_>>()
    };
    let paper = |material: domain::theme::material::Material| Paper {
        material: material.id,
        code: material.code,
    };
    let old = required(way.old, &plan_before).into_iter();
    let known: BTreeSet<_> = old.map(|material| way.paper(&paper(material)).material).collect();
    let held: BTreeSet<_> = after.files.values().map(|paper| &paper.material).collect();
    let new = required(way.new, &plan_now)
        .into_iter()
        .filter(|material| !known.contains(&material.id) && !held.contains(&material.id));
    prospect.papers_new = new.map(|material| material.name).collect();
}

/// The materials of the files that nothing asks for any more.
fn papers_gone(way: &Succession<'_>, after: &Held) -> Vec<String> {
    let is_known = |paper: &&Paper| way.new.materials.iter().any(|known| known.id == paper.material);
    let gone = after.files.values().filter(|paper| !is_known(paper));
    let gone: BTreeSet<_> = gone.map(|paper| &paper.material).collect();
    let materials = way.old.materials.iter().filter(|material| gone.contains(&material.id));
    materials.map(|material| material.name.clone()).collect()
}

/// What a field asks, with whom it is about where there are several.
fn label(theme: &Theme, id: &FieldId) -> String {
    let question = || theme.questions.iter().find(|question| question.field == id.at(0));
    let label = match theme.field(id) {
        Some(field) => field.label().to_owned(),
        None => question().map_or_else(|| id.element.to_string(), |question| question.ask.clone()),
    };
    match theme.many(&id.subject) {
        Some(_) => format!("{}：{label}", theme.one_of_several(id)),
        None => label,
    }
}
