//! Park a form that was posted without a session, and give it back to the same person after signing in. What was typed for something
//! that moved on meanwhile is parked, too.

use std::collections::{BTreeMap, BTreeSet};

use data::decision::DecisionDraft;
pub use data::parked::Parked;
use domain::answer::FieldId;
use domain::case::correction::{Flaw, Point};
use domain::delivery::Delivery;
use domain::help::{About, Wish};
use domain::id::{ApplicationId, CaseId, DraftId, HelpId, InvitationId, ItemId, TopicId};
use domain::party::Seat;
use domain::staff::Task;

use super::deliver::choose;
use super::own;
use super::read::read_to_fill;
use super::save::{Typed, leave};
use crate::application::mend;
use crate::asker::Asker;
use crate::casework;
use crate::context::Context;
use crate::error::{Became, Error, Refusal, Result};
use crate::help::{ask, look};
use crate::party::invite;
use crate::plan::of_draft;
use crate::token::Token;
use crate::{hat, parked, party};

/// Largest parked form, bytes.
const LARGEST: usize = 64 * 1024;

/// A form as it was posted, and what it is about.
#[derive(Debug, Clone)]
pub enum Posted {
    /// A page of a citizen's draft.
    Topic(DraftId, TopicId, Typed),
    /// The answer to a question of the plan of a citizen's draft.
    Question(DraftId, FieldId, String),
    /// The items that a citizen picks for a draft.
    Picks(DraftId, BTreeSet<ItemId>),
    /// How the results of a citizen's draft are to be delivered.
    Delivery(DraftId, BTreeMap<ItemId, Delivery>),
    /// What a citizen asks about a page or a paper of a draft; without one about its papers.
    Help(DraftId, Option<About>, ask::Said),
    /// What an officer answers to that.
    Answer(HelpId, String),
    /// What a citizen mends in an application.
    Mending(ApplicationId, Typed),
    /// Why somebody does not want to apply together.
    Decline(InvitationId, String),
    /// Whom a citizen asks to take a seat at their draft.
    Invite(DraftId, Seat, invite::Said),
    /// An officer's decision of a case.
    Decision(CaseId, DecisionDraft),
    /// What an officer names as wrong with a case.
    Point(CaseId, Point),
    /// Why an officer asks for more a second time.
    Reason(CaseId, String),
}

impl Posted {
    /// What it is about.
    #[must_use]
    pub fn about(&self) -> Parked {
        match self {
            Self::Topic(draft, topic, _) => Parked::Topic(draft.clone(), topic.clone()),
            Self::Question(draft, field, _) => Parked::Question(draft.clone(), field.clone()),
            Self::Picks(draft, _) => Parked::Picks(draft.clone()),
            Self::Delivery(draft, _) => Parked::Delivery(draft.clone()),
            Self::Help(draft, about, _) => Parked::Help(draft.clone(), about.clone()),
            Self::Answer(help, _) => Parked::Answer(help.clone()),
            Self::Mending(application, _) => Parked::Mending(application.clone()),
            Self::Decline(invitation, _) => Parked::Decline(invitation.clone()),
            Self::Invite(draft, seat, _) => Parked::Invite(draft.clone(), seat.clone()),
            Self::Decision(case, _) => Parked::Case(case.clone()),
            Self::Point(case, _) => Parked::Point(case.clone()),
            Self::Reason(case, _) => Parked::Reason(case.clone()),
        }
    }

    /// Whether there is what it is about: for nothing else is anything kept.
    async fn concerns(&self, ctx: &Context) -> Result<bool> {
        let db = ctx.db.read();
        Ok(match self {
            Self::Topic(draft, _, _)
            | Self::Question(draft, _, _)
            | Self::Picks(draft, _)
            | Self::Delivery(draft, _)
            | Self::Help(draft, _, _)
            | Self::Invite(draft, _, _) => data::draft::find(db, draft).await?.is_some(),
            Self::Answer(help, _) => data::help::find(db, help).await?.is_some(),
            Self::Mending(application, _) => data::application::find(db, application).await?.is_some(),
            Self::Decline(invitation, _) => data::invitation::find(db, invitation).await?.is_some(),
            Self::Decision(case, _) | Self::Point(case, _) | Self::Reason(case, _) => {
                data::case::find(db, case).await?.is_some()
            }
        })
    }

    /// What was typed, as it is kept.
    fn write(&self) -> serde_json::Result<String> {
        match self {
            Self::Topic(_, _, typed) | Self::Mending(_, typed) => serde_json::to_string(typed),
            Self::Delivery(_, wanted) => {
                let texts = wanted.iter().map(|(item, way)| (item.to_string(), way.to_string()));
                serde_json::to_string(&texts.collect::<BTreeMap<_, _>>())
            }
            Self::Help(_, _, said) => serde_json::to_string(&(said.wish.as_str(), &said.phone, &said.question)),
            Self::Question(_, _, text) | Self::Answer(_, text) | Self::Reason(_, text) | Self::Decline(_, text) => {
                Ok(text.clone())
            }
            Self::Picks(_, chosen) => {
                serde_json::to_string(&chosen.iter().map(ToString::to_string).collect::<Vec<_>>())
            }
            Self::Invite(_, _, said) => serde_json::to_string(&(&said.name, &said.phone, said.by_message)),
            Self::Decision(_, texts) => serde_json::to_string(&(&texts.text, &texts.next_step)),
            Self::Point(_, point) => {
                serde_json::to_string(&(point.target.to_string(), point.flaw.as_str(), &point.sentence))
            }
        }
    }

    /// What was kept; nothing of what waits on its own page, and of what an earlier release kept in another form.
    fn read(about: Parked, body: &str) -> Option<Self> {
        Some(match about {
            Parked::Topic(draft, topic) => Self::Topic(draft, topic, serde_json::from_str(body).ok()?),
            Parked::Question(draft, field) => Self::Question(draft, field, body.to_owned()),
            Parked::Picks(draft) => {
                let chosen: Vec<String> = serde_json::from_str(body).ok()?;
                let chosen = chosen.iter().map(|item| item.parse::<ItemId>().ok());
                Self::Picks(draft, chosen.collect::<Option<_>>()?)
            }
            Parked::Delivery(draft) => {
                let texts: BTreeMap<String, String> = serde_json::from_str(body).ok()?;
                let mut wanted: BTreeMap<ItemId, Delivery> = BTreeMap::new();
                for (item, way) in texts {
                    wanted.insert(item.parse().ok()?, way.parse().ok()?);
                }
                Self::Delivery(draft, wanted)
            }
            Parked::Help(draft, about) => {
                let (wish, phone, question): (String, String, String) = serde_json::from_str(body).ok()?;
                let said = ask::Said {
                    wish: Wish::from_word(&wish)?,
                    phone,
                    question,
                    // Whoever sends it says so, and who signs in sends nothing.
                    agrees: false,
                };
                Self::Help(draft, about, said)
            }
            Parked::Answer(help) => Self::Answer(help, body.to_owned()),
            Parked::Reason(case) => Self::Reason(case, body.to_owned()),
            Parked::Decline(invitation) => Self::Decline(invitation, body.to_owned()),
            Parked::Invite(draft, seat) => {
                let (name, phone, by_message) = serde_json::from_str(body).ok()?;
                let said = invite::Said {
                    name,
                    phone,
                    by_message,
                };
                Self::Invite(draft, seat, said)
            }
            Parked::Mending(application) => Self::Mending(application, serde_json::from_str(body).ok()?),
            Parked::Case(case) => {
                let (text, next_step) = serde_json::from_str(body).ok()?;
                Self::Decision(case, DecisionDraft { text, next_step })
            }
            Parked::Point(case) => {
                let (target, flaw, sentence): (String, String, String) = serde_json::from_str(body).ok()?;
                let point = Point {
                    target: target.parse().ok()?,
                    flaw: Flaw::from_word(&flaw)?,
                    sentence,
                };
                Self::Point(case, point)
            }
            _ => return None,
        })
    }

    /// Saves it for this asker, unsent, if it is theirs; whether it was saved, or stays parked for its page to show it.
    async fn give_back(self, ctx: &Context, asker: &Asker) -> Result<bool> {
        let saved = match self {
            // Whether it was sent to be saved or to leave is not known any more: what the page only offered is offered again.
            Self::Topic(draft, topic, typed) => {
                let saved = leave(ctx, asker, &draft, &topic, &typed).await;
                return is_saved(ctx, asker, &draft, saved).await;
            }
            Self::Question(draft, field, text) => {
                let saved = of_draft::answer(ctx, asker, &draft, &field, &text).await;
                return is_saved(ctx, asker, &draft, saved).await;
            }
            Self::Picks(draft, chosen) => {
                let saved = of_draft::choose(ctx, asker, &draft, &chosen).await;
                return is_saved(ctx, asker, &draft, saved).await;
            }
            Self::Delivery(draft, wanted) => {
                let saved = choose(ctx, asker, &draft, &wanted).await;
                return is_saved(ctx, asker, &draft, saved).await;
            }
            Self::Decision(case, texts) => {
                return casework::decide::keep_texts(ctx, asker, &case, &texts)
                    .await
                    .map(|()| true);
            }
            Self::Help(draft, about, said) => ask::write(ctx, asker, &draft, about.as_ref(), &said).await,
            Self::Mending(application, typed) => mend::save(ctx, asker, &application, &typed).await,
            Self::Reason(case, reason) => casework::correct::keep_reason(ctx, asker, &case, &reason).await,
            // These have no other place until they are sent.
            Self::Answer(help, _) => return look::within(ctx, asker.officer()?, &help).await.map(|_| false),
            Self::Decline(invitation, _) => return party::taken(ctx, asker, &invitation).await.map(|_| false),
            Self::Invite(draft, _, _) => return own(ctx, asker, &draft).await.map(|_| false),
            Self::Point(case, _) => {
                let case = casework::within(ctx.db.read(), asker.officer()?, &case, Task::Accept).await;
                return case.map(|_| false);
            }
        };
        match saved {
            // It moved on meanwhile: what was typed has no other place any more.
            Err(Error::Conflict | Error::Refused(Refusal::AlreadySubmitted)) => Ok(false),
            saved => saved.map(|()| true),
        }
    }
}

/// Whether it was saved in this draft; of what was submitted meanwhile it is said where that is looked at since.
async fn is_saved<T>(ctx: &Context, asker: &Asker, draft: &DraftId, saved: Result<T>) -> Result<bool> {
    match saved {
        Err(Error::Refused(Refusal::AlreadySubmitted)) => read_to_fill(ctx, asker, draft).await.map(|_| false),
        saved => saved.map(|_| true),
    }
}

/// A form that was parked, by what it is about, and where it is now.
#[derive(Debug, PartialEq, Eq)]
pub enum Unparked {
    /// It is saved, unsent.
    Saved(Parked),
    /// It is still parked, and its page shows it.
    Waits(Parked),
    /// It is still parked, until its hat is worn.
    WearFirst(Parked),
    /// It is not saved, for the draft was submitted meanwhile and became this.
    Submitted(Became),
}

/// Keeps a form; only whose it is, or an officer of its department, gets it back, with this token in the same browser.
///
/// # Errors
/// [`Error::NotFound`] when there is nothing that it is about, and when it is too large to be one of ours.
pub async fn park(ctx: &Context, posted: &Posted) -> Result<Token> {
    let body = posted.write().map_err(|error| Error::Internal(Box::new(error)))?;
    if body.len() > LARGEST || !posted.concerns(ctx).await? {
        return Err(Error::NotFound);
    }
    parked::keep(ctx, posted.about(), body).await
}

/// What an officer typed for a point of a case of their posts, and did not name yet.
///
/// # Errors
/// As [`casework::within`].
pub async fn find_point(ctx: &Context, asker: &Asker, id: &CaseId, token: &Token) -> Result<Option<Point>> {
    casework::within(ctx.db.read(), asker.officer()?, id, Task::Accept).await?;
    Ok(match find(ctx, token, Parked::Point(id.clone())).await? {
        Some(Posted::Point(_, point)) => Some(point),
        _ => None,
    })
}

/// Why an officer wanted to ask for more in a case of their posts that moved on meanwhile.
///
/// # Errors
/// As [`casework::within`].
pub async fn find_reason(ctx: &Context, asker: &Asker, id: &CaseId, token: &Token) -> Result<Option<String>> {
    casework::within(ctx.db.read(), asker.officer()?, id, Task::Accept).await?;
    Ok(match find(ctx, token, Parked::Reason(id.clone())).await? {
        Some(Posted::Reason(_, reason)) => Some(reason),
        _ => None,
    })
}

/// What the citizen typed to mend an application in which nothing of that is to be mended any more.
///
/// # Errors
/// As [`mend::read`].
pub async fn find_mending(ctx: &Context, asker: &Asker, id: &ApplicationId, token: &Token) -> Result<Option<Typed>> {
    mend::read(ctx, asker, id).await?;
    Ok(match find(ctx, token, Parked::Mending(id.clone())).await? {
        Some(Posted::Mending(_, typed)) => Some(typed),
        _ => None,
    })
}

/// What the citizen asks about their draft, as they typed it and did not send it.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's draft.
pub async fn find_help(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    about: Option<&About>,
    token: &Token,
) -> Result<Option<ask::Said>> {
    own(ctx, asker, id).await?;
    let question = Parked::Help(id.clone(), about.cloned());
    Ok(match find(ctx, token, question).await? {
        Some(Posted::Help(_, _, said)) => Some(said),
        _ => None,
    })
}

/// Why the asker does not want to apply together, as they typed it and did not send it.
///
/// # Errors
/// [`Error::NotFound`] for an invitation that they did not take; [`Error::WearFirst`] under another hat.
pub async fn find_decline(ctx: &Context, asker: &Asker, id: &InvitationId, token: &Token) -> Result<Option<String>> {
    party::taken(ctx, asker, id).await?;
    Ok(match find(ctx, token, Parked::Decline(id.clone())).await? {
        Some(Posted::Decline(_, reason)) => Some(reason),
        _ => None,
    })
}

/// Whom the asker wants to take a seat at their draft, as they typed it and did not send it.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's draft; [`Error::WearFirst`] under another hat.
pub async fn find_invite(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    seat: &Seat,
    token: &Token,
) -> Result<Option<invite::Said>> {
    let draft = own(ctx, asker, id).await?;
    hat::must_wear(asker.signed()?, draft.citizen.as_ref(), &draft.hat)?;
    let seated = Parked::Invite(id.clone(), seat.clone());
    Ok(match find(ctx, token, seated).await? {
        Some(Posted::Invite(_, _, said)) => Some(said),
        _ => None,
    })
}

async fn find(ctx: &Context, token: &Token, about: Parked) -> Result<Option<Posted>> {
    let body = parked::find(ctx, token, &about).await?;
    Ok(body.and_then(|body| Posted::read(about, &body)))
}

/// Gives the parked form of this token back if it is the asker's, and says where it is now.
///
/// # Errors
/// When the database fails; what cannot be given back is left until its time is over.
pub(crate) async fn unpark(ctx: &Context, asker: &Asker, token: &Token) -> Result<Option<Unparked>> {
    let Some(form) = data::parked::find(ctx.db.read(), &token.hash(), ctx.now()).await? else {
        return Ok(None);
    };
    let Some(posted) = Posted::read(form.about.clone(), &form.body) else {
        return Ok(None);
    };
    match posted.give_back(ctx, asker).await {
        Ok(true) => {
            let tx = ctx.db.write().await?;
            data::parked::delete(&*tx, &form.id).await?;
            tx.commit().await?;
            Ok(Some(Unparked::Saved(form.about)))
        }
        Ok(false) => Ok(Some(Unparked::Waits(form.about))),
        Err(Error::WearFirst(_)) => Ok(Some(Unparked::WearFirst(form.about))),
        Err(Error::Submitted(became)) => Ok(Some(Unparked::Submitted(became))),
        Err(Error::Internal(error)) => Err(Error::Internal(error)),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests;
