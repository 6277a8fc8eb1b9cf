//! Tell a citizen what they did not ask for: by message, and once on their page.

use data::Transaction;
use data::session::{Holder, Session};
use domain::help::About;
use domain::id::{ApplicationId, CitizenId, DraftId, HelpId, InvitationId, MandateId, NoticeId, SessionId};
use domain::moment::Moment;
use domain::notice::download::Download;
use domain::notice::{News, Notice};
use domain::party::{Invitation, Seat, Standing};

use super::recognise::live_session;
use crate::application::track;
use crate::asker::{Asker, Signed};
use crate::context::Context;
use crate::draft::{expire, title};
use crate::error::Result;
use crate::help::answer;
use crate::inbox::download;
use crate::outbox;
use crate::party;
use crate::token::Token;

/// How many are shown at once.
const SHOWN: u64 = 5;

/// What a citizen is told on their page.
#[derive(Debug)]
pub struct Told {
    /// Its id.
    pub id: NoticeId,
    /// When it happened.
    pub at: Moment,
    /// What.
    pub what: What,
}

/// What happened, as the page says it.
#[derive(Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody signed in on a device that was not known.
    NewDevice {
        /// What the browser said it is, as long as that is kept.
        device: Option<String>,
        /// The session, while it lasts.
        lasting: Option<SessionId>,
    },
    /// This agent took on a mandate of the citizen's.
    Accepted(MandateId, String),
    /// This agent ended a mandate of the citizen's.
    AgentEnded(MandateId, String),
    /// This principal ended a mandate that the citizen had.
    PrincipalEnded(String),
    /// Somebody else has the account's number now.
    NumberGone,
    /// A department answered a question about a draft.
    HelpAnswered {
        /// About which draft.
        draft: DraftId,
        /// Its name.
        title: String,
        /// About which page or paper.
        about: Option<About>,
        /// Which question.
        help: HelpId,
    },
    /// This draft of this name is deleted soon, since nobody touches it.
    DraftEnds(DraftId, String),
    /// Somebody of this name, asked to apply with the citizen, said something.
    PartyAnswered {
        /// In which draft.
        draft: DraftId,
        /// At which seat.
        seat: Seat,
        /// By name.
        name: String,
        /// What they said.
        standing: Standing,
    },
    /// The citizen is to look at what they apply for with others.
    PartyAsked {
        /// By which invitation.
        invitation: InvitationId,
        /// What it is called.
        title: String,
        /// How they stand.
        standing: Standing,
        /// It is an application already.
        is_submitted: bool,
        /// Something of it that they see was mended since.
        is_mended: bool,
    },
    /// Somebody who applied with the citizen is gone.
    PartyLeft(DraftId, String),
    /// The citizen is not asked any more to apply with somebody.
    PartyDismissed,
    /// A deferred paper of this application of this name is due soon.
    PaperOwed(ApplicationId, String),
    /// A deferred paper of it did not come.
    PaperMissed(ApplicationId, String),
    /// The file the citizen wanted to be reminded of, and what it belongs to; to nothing when it is everything about them.
    ToDownload(Download, String),
}

/// Tells of a session that begins on a device that is not known, unless it is the account's first. A browser is always known
/// by something once it comes to sign in.
pub(super) async fn if_new_device(
    ctx: &Context,
    tx: &Transaction,
    session: &Session,
    browser: Option<&str>,
) -> Result<()> {
    let (Holder::Citizen(citizen), Some(browser)) = (&session.holder, browser) else {
        return Ok(());
    };
    let is_first = !data::session::has_any(&**tx, citizen).await?;
    if is_first || data::session::is_known_device(&**tx, citizen, browser).await? {
        return Ok(());
    }
    tell(ctx, tx, citizen, News::NewDevice(session.id.clone())).await
}

/// Tells a citizen, by message and on their page.
pub(crate) async fn tell(ctx: &Context, tx: &Transaction, citizen: &CitizenId, news: News) -> Result<()> {
    let notice = keep(ctx, tx, citizen, news).await?;
    outbox::notice(ctx, &**tx, &notice).await
}

/// Tells a citizen on their page only.
pub(crate) async fn keep(ctx: &Context, tx: &Transaction, citizen: &CitizenId, news: News) -> Result<NoticeId> {
    let notice = Notice {
        id: ctx.new_id().parse()?,
        citizen: citizen.clone(),
        news,
        at: ctx.now(),
        seen_at: None,
    };
    data::notice::insert(&**tx, &notice).await?;
    Ok(notice.id)
}

/// Sends a notice, once: what the provider does not take still stands on the citizen's page.
pub(crate) async fn send(ctx: &Context, errand: &str, id: &NoticeId) -> Result<()> {
    let tx = ctx.db.write().await?;
    let is_mine = data::outbox::finish(&*tx, errand, ctx.now()).await?;
    tx.commit().await?;
    let notice = data::notice::find(ctx.db.read(), id).await?;
    let (Some(notice), Some(messenger), true) = (notice, &ctx.messenger, is_mine) else {
        return Ok(());
    };
    let citizen = data::account::find_citizen(ctx.db.read(), &notice.citizen).await?;
    // Somebody else has the number of one that has none.
    let Some(citizen) = citizen.filter(|citizen| !citizen.phone.is_empty()) else {
        return Ok(());
    };
    let kind = notice.news.kind();
    if messenger.send_notice(&citizen.phone, kind).await.is_err() {
        tracing::warn!(kind = kind.as_str(), "a notice was not sent");
    }
    Ok(())
}

/// What the citizen was not told yet; not what is about this session, which may be the stranger's. It is not told again.
///
/// # Errors
/// [`crate::Error::SignInFirst`] for a guest.
pub async fn unseen(ctx: &Context, asker: &Asker, here: Option<&Token>) -> Result<Vec<Told>> {
    let citizen = asker.citizen()?;
    let here = live_session(ctx, here).await?.map(|session| session.id);
    let is_here = |news: &News| matches!(news, News::NewDevice(session) if here.as_ref() == Some(session));
    let mut shown = Vec::new();
    for notice in data::notice::list(ctx.db.read(), &citizen.id, SHOWN).await? {
        if notice.seen_at.is_some() || is_here(&notice.news) {
            continue;
        }
        let tx = ctx.db.write().await?;
        let is_new = data::notice::see(&*tx, &notice.id, ctx.now()).await?;
        tx.commit().await?;
        if is_new {
            let what = what(ctx, &citizen.id, notice.news).await?;
            shown.extend(what.map(|what| Told {
                id: notice.id,
                at: notice.at,
                what,
            }));
        }
    }
    Ok(shown)
}

/// What the citizen was told, the newest first, and whether it is new; as [`unseen`] without what is about this session.
pub(crate) async fn listed(
    ctx: &Context,
    signed: &Signed,
    here: Option<&Token>,
    most: u64,
) -> Result<Vec<(Told, bool)>> {
    let all = data::notice::list(ctx.db.read(), &signed.citizen.id, most).await?;
    to_be_told(ctx, signed, here, all).await
}

/// How much of what [`listed`] shows is new; more than a page of it are as many.
pub(crate) async fn count_new(ctx: &Context, signed: &Signed, here: Option<&Token>, most: u64) -> Result<u64> {
    let unseen = data::notice::list_unseen(ctx.db.read(), &signed.citizen.id, most).await?;
    if unseen.is_empty() {
        return Ok(0);
    }
    Ok(u64::try_from(to_be_told(ctx, signed, here, unseen).await?.len()).unwrap_or(most))
}

async fn to_be_told(
    ctx: &Context,
    signed: &Signed,
    here: Option<&Token>,
    notices: Vec<Notice>,
) -> Result<Vec<(Told, bool)>> {
    let here = live_session(ctx, here).await?.map(|session| session.id);
    let mut told = Vec::new();
    for notice in notices {
        if matches!(&notice.news, News::NewDevice(session) if here.as_ref() == Some(session)) {
            continue;
        }
        let (id, at, is_new) = (notice.id, notice.at, notice.seen_at.is_none());
        let what = what(ctx, &signed.citizen.id, notice.news).await?;
        told.extend(what.map(|what| (Told { id, at, what }, is_new)));
    }
    Ok(told)
}

/// The news with what it is about; nothing when that is gone.
async fn what(ctx: &Context, citizen: &CitizenId, news: News) -> Result<Option<What>> {
    let db = ctx.db.read();
    let (id, has_ended) = match news {
        News::NewDevice(session) => {
            let session = data::session::find_own(db, citizen, &session).await?;
            let lasts = |session: &&Session| session.ended_at.is_none() && session.expires_at > ctx.now();
            return Ok(Some(What::NewDevice {
                lasting: session.as_ref().filter(lasts).map(|session| session.id.clone()),
                device: session.and_then(|session| session.device),
            }));
        }
        News::NumberGone => return Ok(Some(What::NumberGone)),
        News::DraftEnds(id) => return draft_ends(ctx, id).await,
        News::HelpAnswered(id) => return answer::told(ctx, &id).await,
        News::PartyAnswered(id) => return party_answered(ctx, &id).await,
        News::PartyAsked(id) => return party_asked(ctx, citizen, &id).await,
        News::PartyLeft(id) => return party_left(ctx, citizen, id).await,
        News::PaperOwed(id) => return owed(ctx, id, What::PaperOwed).await,
        News::PaperMissed(id) => return owed(ctx, id, What::PaperMissed).await,
        News::ToDownload(file) => return to_download(ctx, citizen, file).await,
        News::MandateAccepted(id) => (id, false),
        News::MandateEnded(id) => (id, true),
    };
    let Some(mandate) = data::mandate::find(db, &id).await? else {
        return Ok(None);
    };
    if mandate.principal == *citizen {
        let what = if has_ended { What::AgentEnded } else { What::Accepted };
        return Ok(Some(what(id, mandate.agent.name)));
    }
    let principal = data::account::find_citizen(db, &mandate.principal).await?;
    let known = principal.and_then(|principal| principal.real_name);
    Ok(known.map(|known| What::PrincipalEnded(known.name)))
}

async fn party_answered(ctx: &Context, id: &InvitationId) -> Result<Option<What>> {
    let Some(invitation) = data::invitation::find(ctx.db.read(), id).await? else {
        return Ok(None);
    };
    let Some(draft) = data::draft::find(ctx.db.read(), &invitation.draft).await? else {
        return Ok(None);
    };
    if draft.submitted_at.is_some() {
        return Ok(None);
    }
    let mine = party::part::view(ctx, draft, invitation.clone()).await?;
    Ok(Some(What::PartyAnswered {
        standing: invitation.standing(ctx.now(), mine.hash()),
        draft: invitation.draft,
        seat: invitation.seat,
        name: invitation.name,
    }))
}

async fn party_asked(ctx: &Context, citizen: &CitizenId, id: &InvitationId) -> Result<Option<What>> {
    let invitation = data::invitation::find(ctx.db.read(), id).await?;
    let is_theirs = |invitation: &Invitation| invitation.citizen.as_ref() == Some(citizen);
    let Some(invitation) = invitation.filter(is_theirs) else {
        return Ok(None);
    };
    let Some(draft) = data::draft::find(ctx.db.read(), &invitation.draft).await? else {
        return Ok(None);
    };
    let is_submitted = draft.submitted_at.is_some();
    let mine = party::part::view(ctx, draft, invitation.clone()).await?;
    Ok(Some(What::PartyAsked {
        is_mended: !party::part::mended(ctx, &mine, &invitation).await?.is_empty(),
        standing: invitation.standing(ctx.now(), mine.hash()),
        title: mine.title(),
        invitation: invitation.id,
        is_submitted,
    }))
}

/// Whose draft it is, is told that somebody left; anybody else, that they are not asked any more.
async fn party_left(ctx: &Context, citizen: &CitizenId, id: DraftId) -> Result<Option<What>> {
    let draft = data::draft::find(ctx.db.read(), &id).await?;
    let Some(draft) = draft.filter(|draft| draft.citizen.as_ref() == Some(citizen)) else {
        return Ok(Some(What::PartyDismissed));
    };
    Ok(Some(What::PartyLeft(id, title(ctx, &draft).await?)))
}

/// The draft by its name; nothing when it is gone, submitted or gone on with.
async fn draft_ends(ctx: &Context, id: DraftId) -> Result<Option<What>> {
    let Some(draft) = data::draft::find(ctx.db.read(), &id).await? else {
        return Ok(None);
    };
    if draft.submitted_at.is_some() || expire::ends(&draft).0 > ctx.now() {
        return Ok(None);
    }
    Ok(Some(What::DraftEnds(id, title(ctx, &draft).await?)))
}

/// The application by its name, as long as anything of it is open.
async fn owed(ctx: &Context, id: ApplicationId, what: fn(ApplicationId, String) -> What) -> Result<Option<What>> {
    let Some(application) = data::application::find(ctx.db.read(), &id).await? else {
        return Ok(None);
    };
    let tracked = track::load(ctx, application).await?;
    let is_open = tracked.cases.iter().any(|case| !case.status.is_closed());
    Ok(is_open.then(|| what(id, tracked.title)))
}

/// The file with what it belongs to, as long as it is there and theirs to open.
async fn to_download(ctx: &Context, citizen: &CitizenId, file: Download) -> Result<Option<What>> {
    let title = download::title(ctx, citizen, &file).await?;
    Ok(title.map(|title| What::ToDownload(file, title)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::recognise::recognise;
    use crate::account::sign_in::{Luggage, as_citizen};
    use crate::message;
    use crate::office::{TestOffice, id};
    use domain::notice::NoticeKind;

    async fn signs_in(office: &TestOffice, browser: &str) -> (Token, Asker) {
        let luggage = Luggage {
            browser: Some(Token::from_browser(browser)),
            device: Some(format!("Mozilla ({browser})")),
            ..Luggage::default()
        };
        let signed_in = as_citizen(&office.ctx, &id("lin_xiao"), &luggage).await.unwrap();
        let asker = recognise(&office.ctx, Some(&signed_in.session), None).await.unwrap();
        office.advance(1);
        (signed_in.session, asker)
    }

    #[tokio::test]
    async fn a_device_that_is_not_known_is_told_of_once_by_message_and_once_on_the_page() {
        for office in TestOffice::each().await {
            let ctx = &office.ctx;
            let (here, asker) = signs_in(&office, "her phone").await;
            signs_in(&office, "her phone").await;
            office.assert_no_errands().await;
            assert_eq!(
                message::list(ctx).await.unwrap(),
                [],
                "the first device and a known one are no news"
            );
            let (there, stranger) = signs_in(&office, "another phone").await;
            office.assert_no_errands().await;
            let sent = message::list(ctx).await.unwrap();
            assert_eq!((sent.len(), sent[0].text.as_str()), (1, NoticeKind::NewDevice.as_str()));
            assert_eq!(
                unseen(ctx, &stranger, Some(&there)).await.unwrap().len(),
                0,
                "not where it happened"
            );
            let told = unseen(ctx, &asker, Some(&here)).await.unwrap();
            assert_eq!(told.len(), 1);
            assert!(matches!(
                &told[0].what,
                What::NewDevice { device: Some(device), lasting: Some(_) } if device == "Mozilla (another phone)"
            ));
            assert_eq!(unseen(ctx, &asker, Some(&here)).await.unwrap().len(), 0, "only once");
        }
    }
}
