//! Park a form that was posted without a session, and give it back to the same person after signing in. What was typed for something
//! that moved on meanwhile is parked, too.

use std::collections::BTreeMap;

use data::decision::DecisionDraft;
pub use data::parked::Parked as Unparked;
use domain::case::correction::{Flaw, Point};
use domain::delivery::Delivery;
use domain::help::{About, Wish};
use domain::id::{ApplicationId, CaseId, DraftId, HelpId, InvitationId, ItemId, TopicId};
use domain::party::Seat;
use domain::staff::Task;

use super::deliver::choose;
use super::own;
use super::save::{Typed, save};
use crate::application::mend;
use crate::asker::Asker;
use crate::casework;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::help::{ask, look};
use crate::party::invite;
use crate::token::Token;
use crate::{parked, party};

/// Largest parked form, bytes.
const LARGEST: usize = 64 * 1024;

/// A form as it was posted, and what it is about.
#[derive(Debug, Clone)]
pub enum Posted {
    /// A page of a citizen's draft.
    Topic(DraftId, TopicId, Typed),
    /// How the results of a citizen's draft are to be delivered.
    Delivery(DraftId, BTreeMap<ItemId, Delivery>),
    /// What a citizen asks about a page or a paper of a draft; without one about its papers.
    Help(DraftId, Option<About>, ask::Said),
    /// What an officer answers to that.
    Answer(HelpId, String),
    /// What a citizen mends in an application, and what they say besides.
    Mending(ApplicationId, Typed, String),
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
    pub fn about(&self) -> Unparked {
        match self {
            Self::Topic(draft, topic, _) => Unparked::Topic(draft.clone(), topic.clone()),
            Self::Delivery(draft, _) => Unparked::Delivery(draft.clone()),
            Self::Help(draft, about, _) => Unparked::Help(draft.clone(), about.clone()),
            Self::Answer(help, _) => Unparked::Answer(help.clone()),
            Self::Mending(application, _, _) => Unparked::Mending(application.clone()),
            Self::Decline(invitation, _) => Unparked::Decline(invitation.clone()),
            Self::Invite(draft, seat, _) => Unparked::Invite(draft.clone(), seat.clone()),
            Self::Decision(case, _) => Unparked::Case(case.clone()),
            Self::Point(case, _) => Unparked::Point(case.clone()),
            Self::Reason(case, _) => Unparked::Reason(case.clone()),
        }
    }

    /// Whether there is what it is about: for nothing else is anything kept.
    async fn concerns(&self, ctx: &Context) -> Result<bool> {
        let db = ctx.db.read();
        Ok(match self {
            Self::Topic(draft, _, _)
            | Self::Delivery(draft, _)
            | Self::Help(draft, _, _)
            | Self::Invite(draft, _, _) => data::draft::find(db, draft).await?.is_some(),
            Self::Answer(help, _) => data::help::find(db, help).await?.is_some(),
            Self::Mending(application, _, _) => data::application::find(db, application).await?.is_some(),
            Self::Decline(invitation, _) => data::invitation::find(db, invitation).await?.is_some(),
            Self::Decision(case, _) | Self::Point(case, _) | Self::Reason(case, _) => {
                data::case::find(db, case).await?.is_some()
            }
        })
    }

    /// What was typed, as it is kept.
    fn write(&self) -> serde_json::Result<String> {
        match self {
            Self::Topic(_, _, typed) => serde_json::to_string(typed),
            Self::Delivery(_, wanted) => {
                let texts = wanted.iter().map(|(item, way)| (item.to_string(), way.to_string()));
                serde_json::to_string(&texts.collect::<BTreeMap<_, _>>())
            }
            Self::Help(_, _, said) => serde_json::to_string(&(said.wish.as_str(), &said.phone, &said.question)),
            Self::Answer(_, text) | Self::Reason(_, text) | Self::Decline(_, text) => Ok(text.clone()),
            Self::Invite(_, _, said) => serde_json::to_string(&(&said.name, &said.phone, said.by_message)),
            Self::Mending(_, typed, said) => serde_json::to_string(&(typed, said)),
            Self::Decision(_, texts) => serde_json::to_string(&(&texts.text, &texts.next_step)),
            Self::Point(_, point) => {
                serde_json::to_string(&(point.target.to_string(), point.flaw.as_str(), &point.sentence))
            }
        }
    }

    /// What was kept; nothing of what waits on its own page, and of what an earlier release kept in another form.
    fn read(about: Unparked, body: &str) -> Option<Self> {
        Some(match about {
            Unparked::Topic(draft, topic) => Self::Topic(draft, topic, serde_json::from_str(body).ok()?),
            Unparked::Delivery(draft) => {
                let texts: BTreeMap<String, String> = serde_json::from_str(body).ok()?;
                let mut wanted: BTreeMap<ItemId, Delivery> = BTreeMap::new();
                for (item, way) in texts {
                    wanted.insert(item.parse().ok()?, way.parse().ok()?);
                }
                Self::Delivery(draft, wanted)
            }
            Unparked::Help(draft, about) => {
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
            Unparked::Answer(help) => Self::Answer(help, body.to_owned()),
            Unparked::Reason(case) => Self::Reason(case, body.to_owned()),
            Unparked::Decline(invitation) => Self::Decline(invitation, body.to_owned()),
            Unparked::Invite(draft, seat) => {
                let (name, phone, by_message) = serde_json::from_str(body).ok()?;
                let said = invite::Said {
                    name,
                    phone,
                    by_message,
                };
                Self::Invite(draft, seat, said)
            }
            Unparked::Mending(application) => {
                let (typed, said) = serde_json::from_str(body).ok()?;
                Self::Mending(application, typed, said)
            }
            Unparked::Case(case) => {
                let (text, next_step) = serde_json::from_str(body).ok()?;
                Self::Decision(case, DecisionDraft { text, next_step })
            }
            Unparked::Point(case) => {
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

    /// Saves it for this asker, unsent, if it is theirs.
    async fn give_back(self, ctx: &Context, asker: &Asker) -> Result<()> {
        match self {
            Self::Topic(draft, topic, typed) => save(ctx, asker, &draft, &topic, &typed).await.map(|_| ()),
            Self::Delivery(draft, wanted) => choose(ctx, asker, &draft, &wanted).await,
            Self::Help(draft, about, said) => ask::write(ctx, asker, &draft, about.as_ref(), &said).await,
            // What `waits` stays parked, and its page reads it there until it is sent.
            Self::Answer(help, _) => look::within(ctx, asker.officer()?, &help).await.map(|_| ()),
            Self::Decline(invitation, _) => party::taken(ctx, asker, &invitation).await.map(|_| ()),
            Self::Invite(draft, _, _) => super::own(ctx, asker, &draft).await.map(|_| ()),
            Self::Mending(application, typed, said) => mend::save(ctx, asker, &application, &typed, &said).await,
            Self::Reason(case, reason) => casework::correct::keep_reason(ctx, asker, &case, &reason).await,
            Self::Decision(case, texts) => casework::decide::keep_texts(ctx, asker, &case, &texts).await,
            Self::Point(case, _) => casework::within(ctx.db.read(), asker.officer()?, &case, Task::Accept)
                .await
                .map(|_| ()),
        }
    }
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
    Ok(match find(ctx, token, Unparked::Point(id.clone())).await? {
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
    Ok(match find(ctx, token, Unparked::Reason(id.clone())).await? {
        Some(Posted::Reason(_, reason)) => Some(reason),
        _ => None,
    })
}

/// What the citizen typed to mend an application in which nothing is to be mended any more, and what they said besides.
///
/// # Errors
/// As [`mend::read`].
pub async fn find_mending(
    ctx: &Context,
    asker: &Asker,
    id: &ApplicationId,
    token: &Token,
) -> Result<Option<(Typed, String)>> {
    mend::read(ctx, asker, id).await?;
    Ok(match find(ctx, token, Unparked::Mending(id.clone())).await? {
        Some(Posted::Mending(_, typed, said)) => Some((typed, said)),
        _ => None,
    })
}

/// What the citizen asks about their draft, as they typed it for somebody who is not there to be asked any more.
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
    let question = Unparked::Help(id.clone(), about.cloned());
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
    Ok(match find(ctx, token, Unparked::Decline(id.clone())).await? {
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
    super::own(ctx, asker, id).await?;
    let seated = Unparked::Invite(id.clone(), seat.clone());
    Ok(match find(ctx, token, seated).await? {
        Some(Posted::Invite(_, _, said)) => Some(said),
        _ => None,
    })
}

async fn find(ctx: &Context, token: &Token, about: Unparked) -> Result<Option<Posted>> {
    let body = parked::find(ctx, token, &about).await?;
    Ok(body.and_then(|body| Posted::read(about, &body)))
}

/// Whether what is about this has no other place until it is sent.
fn waits(about: &Unparked) -> bool {
    matches!(
        about,
        Unparked::Answer(_) | Unparked::Point(_) | Unparked::Decline(_) | Unparked::Invite(_, _)
    )
}

/// Gives the parked form of this token back if it is the asker's, and says what it is about.
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
        Ok(()) if waits(&form.about) => Ok(Some(form.about)),
        // It moved on meanwhile: what was typed is shown on its page, and has no other place.
        Err(Error::Conflict)
            if matches!(
                form.about,
                Unparked::Reason(_) | Unparked::Mending(_) | Unparked::Help(_, _)
            ) =>
        {
            Ok(Some(form.about))
        }
        Ok(()) => {
            let tx = ctx.db.write().await?;
            data::parked::delete(&*tx, &form.id).await?;
            tx.commit().await?;
            Ok(Some(form.about))
        }
        Err(Error::Internal(error)) => Err(Error::Internal(error)),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests;
