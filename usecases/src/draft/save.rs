//! Save what was typed on one page of the form: first everything is stored, then it is judged.

mod earlier;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use data::Transaction;
use domain::answer::{Answer, Answers, FieldId, Merged, Origin, merge};
use domain::draft::Draft;
use domain::field::Kind;
use domain::form::{Form, FormTopic, TopicState};
use domain::id::{DraftId, TopicId};
use domain::party::{ID_NUMBER, Invitation, NAME, PHONE, Signer, says_who};
use domain::plan::{Plan, Situation};
use domain::theme::{Field, Theme, Topic};
use serde::{Deserialize, Serialize};

use super::beside::{self, Change, decides_a_read};
use super::read::MyDraft;
use super::said;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::theme;
use earlier::Asked;

/// What was typed on one page, each by the field's text form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// The texts; what was asked and left empty has an empty one, what was not asked no entry.
    pub texts: BTreeMap<String, String>,
    /// What the page knew to be stored: what it showed, then what it saved itself.
    pub was: BTreeMap<String, Vec<String>>,
    /// The fields of which it showed two answers: the one that is typed now holds.
    pub settled: BTreeSet<String>,
    /// The field of which the other answer is taken instead of what is typed.
    #[serde(default)]
    pub taken: Option<String>,
}

impl Typed {
    /// The same, with the other answer in the place of what is typed where that is taken, as it stands now.
    pub(crate) async fn with_taken(&self, db: &impl data::Connection, draft: &DraftId) -> Result<Cow<'_, Self>> {
        let Some(name) = &self.taken else {
            return Ok(Cow::Borrowed(self));
        };
        let mut rivals = data::rival::list(db, draft).await?;
        let other = name.parse().ok().and_then(|field: FieldId| rivals.remove(&field));
        let mut typed = self.clone();
        typed.texts.extend(other.map(|other| (name.clone(), other)));
        Ok(Cow::Owned(typed))
    }
}

/// Saves a page, and says whether it is complete now. Where it changes which records are the right ones, they are read again.
///
/// # Errors
/// [`Error::NotFound`] when the theme has no such page; refused when the draft was submitted meanwhile.
pub async fn save(ctx: &Context, asker: &Asker, id: &DraftId, topic: &TopicId, typed: &Typed) -> Result<TopicState> {
    let (mine, _) = store(ctx, asker, id, topic, typed, false).await?;
    Ok(mine.form().topic(topic).map_or(TopicState::Complete, FormTopic::state))
}

/// The same for whoever leaves the page: what it only offered they did not say.
///
/// # Errors
/// As [`save`].
pub async fn leave(ctx: &Context, asker: &Asker, id: &DraftId, topic: &TopicId, typed: &Typed) -> Result<TopicState> {
    let (mine, _) = store(ctx, asker, id, topic, typed, true).await?;
    Ok(mine.form().topic(topic).map_or(TopicState::Complete, FormTopic::state))
}

/// The draft afterwards, and whether anything that was typed has its place on that page, asked now or not.
async fn store(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    topic: &TopicId,
    typed: &Typed,
    is_leaving: bool,
) -> Result<(MyDraft, bool)> {
    let (tx, draft, part) = super::change_to_fill(ctx, asker, id).await?;
    let typed = typed.with_taken(&*tx, id).await?;
    let theme = theme::version(ctx, &*tx, &draft.theme_version).await?.theme;
    let signer = match &part {
        Some(part) => Some(super::read::signer(ctx, &*tx, &draft, part).await?),
        None => None,
    };
    let before = data::answer::list(&*tx, id).await?;
    let facts = data::register::list_facts(&*tx, id).await?;
    let invitations = data::invitation::list(&*tx, id).await?;
    let shown = form(ctx, &theme, &draft, &before);
    let shown = shown.topic(topic);
    let count = shown.and_then(|page| page.entries).map_or(1, |entries| entries.count);
    let page = theme.topics.iter().find(|page| page.id == *topic);
    let mut wanted = asked_of(page, count);
    // Only who applies goes on from an earlier version.
    let earlier = match signer {
        Some(_) => None,
        None => earlier::asked(ctx, &tx, &draft, topic).await?,
    };
    if page.is_none() && earlier.is_none() {
        return Err(Error::NotFound);
    }
    if let Some(earlier) = &earlier {
        let names: BTreeSet<_> = wanted.iter().map(|(_, _, name)| name.clone()).collect();
        wanted.extend(earlier.follow(ctx, &tx, &draft, &theme, (&*typed, &names)).await?);
    }
    let rivals = data::rival::list(&*tx, id).await?;
    let (mut changed, mut differing, mut has_place) = (Vec::new(), Vec::new(), false);
    let mut given_up = Vec::new();
    for (field_id, element, name) in wanted {
        let known = before.get(&field_id);
        let Some(text) = typed.texts.get(&name) else {
            continue;
        };
        let is_offer = || super::read::offered(asker, &field_id, known) == Some(text.as_str());
        if !may_say(signer.as_ref(), &invitations, &field_id, known) || (is_leaving && part.is_some() && is_offer()) {
            continue;
        }
        has_place = true;
        let kind = &element.kind;
        let mut answer = said::beside(ctx, kind, &field_id, text, &facts);
        if signer.is_some() && answer.origin == Origin::Citizen {
            answer.origin = Origin::Party;
        }
        let is_settled = typed.settled.contains(&name);
        if is_settled {
            data::rival::delete(&*tx, id, &field_id).await?;
        }
        let stored = known.map_or("", |known| known.text.as_str());
        let was = was_known(ctx, kind, typed.was.get(&name), stored);
        let merged = merge(stored, was.iter().map(String::as_str), &answer.text);
        let other = rivals.get(&field_id).filter(|other| match merged {
            // Of several devices that differ the last one stands beside the answer.
            Merged::Rival => **other != answer.text,
            Merged::Said | Merged::Left => is_settled,
        });
        given_up.extend(other.map(|other| (field_id.clone(), other.clone())));
        match merged {
            Merged::Said => {}
            Merged::Left => continue,
            Merged::Rival => {
                differing.push((field_id, answer));
                continue;
            }
        }
        if !known.is_some_and(|known| known.is_known() && known.text == answer.text) {
            data::answer::save(&*tx, id, &field_id, &answer).await?;
        }
        if known.is_none_or(|known| known.text != answer.text) {
            data::rival::delete_equal(&*tx, id, &field_id, &answer.text).await?;
            changed.push(field_id);
        }
    }
    let now = Change {
        changed: &changed,
        given_up: &given_up,
    };
    beside::follow(ctx, &tx, &draft, &theme, &before, now).await?;
    // Afterwards: what is typed now does not belong to the record of before.
    changed.extend(put_beside(ctx, &tx, id, differing).await?);
    tx.commit().await?;
    if signer.is_none() {
        fill_in(ctx, asker, &draft, &theme, &changed).await?;
    }
    let mine = super::read::load(ctx, ctx.db.read(), draft).await?;
    let mine = match part {
        Some(part) => mine.seen_by(part),
        None => mine,
    };
    Ok((mine, has_place))
}

/// What a page knew to be stored, compared as it is kept: the page may know its own text as it was typed.
fn was_known(ctx: &Context, kind: &Kind, was: Option<&Vec<String>>, stored: &str) -> Vec<String> {
    (was.into_iter().flatten())
        // Another's number is shown in part: a page that showed it so knew it.
        .map(|text| if *text == kind.masked(stored) { stored } else { text })
        .map(|text| said::kept(ctx, kind, text))
        .collect()
}

/// Puts what was changed here and elsewhere beside what stands there by now, and gives back where nothing does: there it is the answer.
async fn put_beside(
    ctx: &Context,
    tx: &Transaction,
    id: &DraftId,
    differing: Vec<(FieldId, Answer)>,
) -> Result<Vec<FieldId>> {
    let mut alone = Vec::new();
    if differing.is_empty() {
        return Ok(alone);
    }
    let stored = data::answer::list(&**tx, id).await?;
    for (field, answer) in differing {
        match stored.get(&field) {
            Some(known) if known.text == answer.text => {}
            Some(_) => data::rival::save(&**tx, id, &field, &answer.text, ctx.now()).await?,
            None => {
                data::answer::save(&**tx, id, &field, &answer).await?;
                data::rival::delete_equal(&**tx, id, &field, &answer.text).await?;
                alone.push(field);
            }
        }
    }
    Ok(alone)
}

/// The fields of a page for so many entries.
fn asked_of(page: Option<&Topic>, count: u16) -> Vec<Asked> {
    let several = |field| (0..count).map(move |index| (index, field));
    let fields = page.into_iter().flat_map(|page| &page.fields).flat_map(several);
    let asked = |(index, field): (u16, &Field)| {
        let id = field.id.at(index);
        (id.clone(), field.element.clone(), id.to_string())
    };
    fields.map(asked).collect()
}

/// Has registers and the account fill in what they can, now that this changed.
async fn fill_in(ctx: &Context, asker: &Asker, draft: &Draft, theme: &Theme, changed: &[FieldId]) -> Result<()> {
    if draft.consent.lets_read() && changed.iter().any(|field| decides_a_read(theme, field)) {
        return super::consult::consult(ctx, asker, &draft.id).await;
    }
    let is_of_account = |field: &FieldId| [NAME, ID_NUMBER, PHONE].contains(&field.element.as_str());
    if changed.iter().any(is_of_account) {
        super::start::fill_in_account(ctx, asker, &draft.id).await?;
    }
    Ok(())
}

/// Whether whoever saves may say this: one of those who apply together only what is about them, but not who they are; everybody
/// else what none of those said, nor who they are.
fn may_say(signer: Option<&Signer>, invitations: &[Invitation], field: &FieldId, known: Option<&Answer>) -> bool {
    match signer {
        Some(signer) => signer.has(field) && !says_who(field),
        None => !super::read::is_anothers(invitations, field, known),
    }
}

/// What became of a single field that was saved while one types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Another device answered differently since the page was shown: its answer, in words, stays, and this one stands beside it.
    pub rival: Option<String>,
    /// What the page asks now, as in [`FormTopic::asked`]; nothing when only an earlier version has this field there.
    pub asked: Option<u64>,
}

/// Saves one field of a page while one types; `was` as in [`Typed::was`].
///
/// # Errors
/// As [`save`]; [`Error::NotFound`] also for a field that the page does not have.
pub async fn keep(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    topic: &TopicId,
    field: &FieldId,
    text: String,
    was: Vec<String>,
) -> Result<Kept> {
    let name = field.to_string();
    let typed = Typed {
        texts: [(name.clone(), text)].into(),
        was: [(name, was)].into(),
        ..Typed::default()
    };
    let (mine, has_place) = store(ctx, asker, id, topic, &typed, false).await?;
    let form = mine.form();
    let page = form.topic(topic);
    let fields = page.map_or(&[][..], |page| &page.fields);
    let found = fields.iter().find(|known| known.id == *field);
    if found.is_none() && !has_place {
        // What an earlier version asked is kept, though nothing of it can be shown on that page.
        let from = data::draft::find_carried_from(ctx.db.read(), id).await?;
        return from.map(|_| Kept::default()).ok_or(Error::NotFound);
    }
    let stored = mine.answers.text(field).unwrap_or_default();
    let disputed = found.filter(|_| mine.rivals.contains_key(field));
    Ok(Kept {
        rival: disputed.map(|known| known.field.element.kind.label(stored).into()),
        asked: page.map(FormTopic::asked),
    })
}

/// The form as it stands with these answers.
pub(super) fn form<'a>(ctx: &Context, theme: &'a Theme, draft: &Draft, answers: &Answers) -> Form<'a> {
    let situation = Situation {
        answers,
        registers_read: true,
        today: ctx.today(),
    };
    let taken = Plan::make(theme, situation, draft.chosen.as_ref(), &ctx.calendar).taken(theme);
    Form::for_items(theme, &taken, answers, ctx.today())
}

#[cfg(test)]
mod tests;
