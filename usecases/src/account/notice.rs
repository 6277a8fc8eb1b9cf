//! Tell a citizen that somebody signed in on a device that was not known.

use data::Transaction;
use data::session::{Holder, Session};
use domain::account::{Notice, NoticeKind};
use domain::id::SessionId;
use domain::moment::Moment;

use super::recognise::live_session;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;
use crate::outbox;
use crate::token::Token;

/// How many are shown at once.
const SHOWN: u64 = 5;

/// That somebody signed in on a device that was not known.
#[derive(Debug)]
pub struct Told {
    /// When.
    pub at: Moment,
    /// What the browser said it is, as long as that is kept.
    pub device: Option<String>,
    /// The session, while it lasts.
    pub lasting: Option<SessionId>,
}

/// Writes down that a session begins on a device that is not known, unless it is the account's first. A browser is always known
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
    let notice = Notice {
        session: session.id.clone(),
        citizen: citizen.clone(),
        kind: NoticeKind::NewDevice,
        at: session.created_at,
        seen_at: None,
    };
    data::notice::insert(&**tx, &notice).await?;
    outbox::notice(ctx, &**tx, &session.id).await
}

/// Sends the notice about a session, once: what the provider does not take still stands on the citizen's page.
pub(crate) async fn send(ctx: &Context, errand: &str, session: &SessionId) -> Result<()> {
    let tx = ctx.db.write().await?;
    let is_mine = data::outbox::finish(&*tx, errand, ctx.now()).await?;
    tx.commit().await?;
    let notice = data::notice::find(ctx.db.read(), session).await?;
    let (Some(notice), Some(messenger), true) = (notice, &ctx.messenger, is_mine) else {
        return Ok(());
    };
    let Some(citizen) = data::account::find_citizen(ctx.db.read(), &notice.citizen).await? else {
        return Ok(());
    };
    if messenger.send_notice(&citizen.phone, notice.kind).await.is_err() {
        tracing::warn!(kind = notice.kind.as_str(), "a notice was not sent");
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
    let mut shown = Vec::new();
    for notice in data::notice::list(ctx.db.read(), &citizen.id, SHOWN).await? {
        if notice.seen_at.is_some() || here.as_ref() == Some(&notice.session) {
            continue;
        }
        let tx = ctx.db.write().await?;
        let is_new = data::notice::see(&*tx, &notice.session, ctx.now()).await?;
        tx.commit().await?;
        if is_new {
            let session = data::session::find_own(ctx.db.read(), &citizen.id, &notice.session).await?;
            let lasts = |session: &&Session| session.ended_at.is_none() && session.expires_at > ctx.now();
            shown.push(Told {
                at: notice.at,
                lasting: session.as_ref().filter(lasts).map(|session| session.id.clone()),
                device: session.and_then(|session| session.device),
            });
        }
    }
    Ok(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::recognise::recognise;
    use crate::account::sign_in::{Luggage, as_citizen};
    use crate::message;
    use crate::office::{TestOffice, id};

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
            assert_eq!(
                (told.len(), told[0].device.as_deref()),
                (1, Some("Mozilla (another phone)"))
            );
            assert!(told[0].lasting.is_some());
            assert_eq!(unseen(ctx, &asker, Some(&here)).await.unwrap().len(), 0, "only once");
        }
    }
}
