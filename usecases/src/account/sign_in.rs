//! Sign in as one of the sandbox's citizens, which exists in the sandbox only; and how every session begins.

use data::session::{Holder, Session};
use domain::account::{Citizen, Hat};
use domain::id::CitizenId;
use domain::moment::Moment;

use super::notice;
use super::recognise::live_session;
use crate::asker::Asker;
use crate::context::{Context, Mode};
use crate::draft;
pub use crate::draft::park::Unparked;
use crate::error::{Error, Result};
use crate::token::Token;

/// What the browser holds, before signing in or confirming something.
#[derive(Debug, Clone, Default)]
pub struct Luggage {
    /// The session it had, which ends.
    pub session: Option<Token>,
    /// The guest whose drafts come along.
    pub guest: Option<Token>,
    /// The form that was posted without a session.
    pub parked: Option<Token>,
    /// Whom somebody else identified, and who has no account yet.
    pub identified: Option<Token>,
    /// What stands for the code that was sent to it last.
    pub code: Option<Token>,
    /// What the browser is known by from one session to the next.
    pub browser: Option<Token>,
    /// What the browser says it is.
    pub device: Option<String>,
}

/// A new session, and the form that waited for it.
#[derive(Debug)]
pub struct SignedIn {
    /// What the browser keeps from now on.
    pub session: Token,
    /// What was typed without a session and is saved now, or waits on its page.
    pub unparked: Option<Unparked>,
}

/// Signs in as a citizen of the sandbox, under a new token; a guest's drafts and a parked form come along.
///
/// # Errors
/// [`Error::NotFound`] in production, or when there is no such person.
pub async fn as_citizen(ctx: &Context, id: &CitizenId, luggage: &Luggage) -> Result<SignedIn> {
    let citizen = data::account::find_citizen(ctx.db.read(), id)
        .await?
        .filter(|_| ctx.mode == Mode::Sandbox);
    enter(ctx, citizen.ok_or(Error::NotFound)?, None, luggage).await
}

/// Begins a citizen's session; a guest's drafts and a parked form come along. `live_at` as in [`begin`].
pub(super) async fn enter(
    ctx: &Context,
    citizen: Citizen,
    live_at: Option<Moment>,
    luggage: &Luggage,
) -> Result<SignedIn> {
    let session = begin(ctx, Holder::Citizen(citizen.id.clone()), live_at, luggage).await?;
    if let Some(guest) = &luggage.guest {
        // The session is there already: what does not come along keeps nobody out.
        if let Err(error) = draft::adopt::adopt(ctx, &citizen, guest).await {
            tracing::error!(%error, "a guest's drafts did not come along");
        }
    }
    let unparked = unpark(ctx, &citizen.into(), luggage).await?;
    Ok(SignedIn { session, unparked })
}

/// Gives back a parked form that is the asker's.
pub(crate) async fn unpark(ctx: &Context, asker: &Asker, luggage: &Luggage) -> Result<Option<Unparked>> {
    match &luggage.parked {
        Some(parked) => draft::park::unpark(ctx, asker, parked).await,
        None => Ok(None),
    }
}

/// Ends the old session and begins a new one: a token from before signing in is worth nothing afterwards. `live_at`: when it last saw a living person.
pub(super) async fn begin(ctx: &Context, holder: Holder, live_at: Option<Moment>, luggage: &Luggage) -> Result<Token> {
    let now = ctx.now();
    let session = Session {
        id: ctx.new_id().parse()?,
        holder,
        created_at: now,
        seen_at: now,
        live_at,
        hat: Hat::Own,
        second_factor_at: None,
        device: luggage.device.clone(),
        expires_at: now.plus(ctx.limits.session),
        ended_at: None,
    };
    begin_as(ctx, session, luggage).await
}

/// Begins this session instead of the one the browser had.
pub(crate) async fn begin_as(ctx: &Context, session: Session, luggage: &Luggage) -> Result<Token> {
    let (token, now) = (Token::new(ctx), ctx.now());
    let old = live_session(ctx, luggage.session.as_ref()).await?;
    let tx = ctx.db.write().await?;
    if let Some(old) = old {
        data::session::end(&*tx, &old.id, now).await?;
    }
    let browser = luggage.browser.as_ref().map(Token::hash);
    notice::if_new_device(ctx, &tx, &session, browser.as_deref()).await?;
    data::session::insert(&*tx, &session, &token.hash(), browser.as_deref()).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(token)
}

/// Goes on with a session under a new token, since it may do something else from now on: the old one is worth nothing, and the end
/// stays where it was.
pub(crate) async fn rotate(ctx: &Context, luggage: &Luggage, change: impl FnOnce(&mut Session)) -> Result<Token> {
    let old = live_session(ctx, luggage.session.as_ref()).await?;
    let old = old.ok_or(Error::SignInFirst)?;
    let mut session = Session {
        seen_at: ctx.now(),
        ..old
    };
    change(&mut session);
    let (token, before) = (Token::new(ctx), luggage.session.as_ref().map(Token::hash));
    let tx = ctx.db.write().await?;
    // Signed out from another device in this moment, it does not come back under another token.
    if !data::session::replace(&*tx, &session, &before.unwrap_or_default(), &token.hash()).await? {
        return Err(Error::SignInFirst);
    }
    tx.commit().await?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{recognise::recognise, sign_out::sign_out};
    use crate::office::{TestOffice, id};
    use crate::staff::sign_in::as_officer;

    const HOUR: i64 = 3_600_000;

    fn carrying(session: &Token) -> Luggage {
        Luggage {
            session: Some(session.clone()),
            ..Luggage::default()
        }
    }

    async fn who(ctx: &Context, session: &Token) -> String {
        match recognise(ctx, Some(session), None).await.unwrap() {
            Asker::Citizen(signed) => signed.citizen.id.to_string(),
            Asker::Officer(officer) | Asker::HalfSignedIn(officer) => officer.id.to_string(),
            Asker::Guest(_) => "guest".to_owned(),
        }
    }

    #[tokio::test]
    async fn signing_in_gives_a_new_token_and_the_old_one_is_worth_nothing() {
        for office in TestOffice::each().await {
            let ctx = &office.ctx;
            let first = as_citizen(ctx, &id("lin_xiao"), &Luggage::default())
                .await
                .unwrap()
                .session;
            let second = as_citizen(ctx, &id("chen_yuan"), &carrying(&first))
                .await
                .unwrap()
                .session;
            let third = office.sign_in_officer("gao_ying", &carrying(&second)).await.session;
            assert_eq!(who(ctx, &first).await, "guest");
            assert_eq!(who(ctx, &second).await, "guest");
            assert_eq!(who(ctx, &third).await, "gao_ying");
            assert_ne!(third.secret(), third.hash());
        }
    }

    #[tokio::test]
    async fn another_device_stays_signed_in() {
        for office in TestOffice::each().await {
            let phone = as_citizen(&office.ctx, &id("lin_xiao"), &Luggage::default())
                .await
                .unwrap()
                .session;
            as_citizen(&office.ctx, &id("lin_xiao"), &Luggage::default())
                .await
                .unwrap();
            assert_eq!(who(&office.ctx, &phone).await, "lin_xiao");
        }
    }

    #[tokio::test]
    async fn production_has_no_sandbox_sign_in() {
        for office in TestOffice::each().await {
            let ctx = Context {
                mode: Mode::Production,
                ..office.ctx.clone()
            };
            let old = as_citizen(&office.ctx, &id("lin_xiao"), &Luggage::default())
                .await
                .unwrap()
                .session;
            assert!(matches!(
                as_citizen(&ctx, &id("lin_xiao"), &carrying(&old)).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                as_officer(&ctx, &id("gao_ying"), &carrying(&old)).await,
                Err(Error::NotFound)
            ));
            assert_eq!(who(&ctx, &old).await, "lin_xiao");
        }
    }

    #[tokio::test]
    async fn nobody_signs_in_as_somebody_who_is_not_there() {
        for office in TestOffice::each().await {
            let nobody = as_citizen(&office.ctx, &id("gao_ying"), &Luggage::default()).await;
            assert!(matches!(nobody, Err(Error::NotFound)));
            assert!(matches!(
                as_officer(&office.ctx, &id("lin_xiao"), &Luggage::default()).await,
                Err(Error::NotFound)
            ));
        }
    }

    #[tokio::test]
    async fn a_session_ends_by_itself_and_its_holder_is_a_guest_then() {
        for office in TestOffice::each().await {
            let session = as_citizen(&office.ctx, &id("lin_xiao"), &Luggage::default())
                .await
                .unwrap()
                .session;
            // Used every hour, it lasts until its end.
            for _ in 0..office.ctx.limits.session / HOUR - 1 {
                office.advance(HOUR);
                assert_eq!(who(&office.ctx, &session).await, "lin_xiao");
            }
            office.advance(HOUR - 1);
            assert_eq!(who(&office.ctx, &session).await, "lin_xiao");
            office.advance(1);
            assert_eq!(who(&office.ctx, &session).await, "guest");
        }
    }

    #[tokio::test]
    async fn a_session_that_nobody_uses_ends_sooner() {
        for office in TestOffice::each().await {
            let session = as_citizen(&office.ctx, &id("lin_xiao"), &Luggage::default())
                .await
                .unwrap()
                .session;
            office.advance(office.ctx.limits.idle - 1);
            assert_eq!(who(&office.ctx, &session).await, "lin_xiao");
            office.advance(office.ctx.limits.idle - 1);
            assert_eq!(who(&office.ctx, &session).await, "lin_xiao");
            office.advance(office.ctx.limits.idle);
            assert_eq!(who(&office.ctx, &session).await, "guest");
        }
    }

    #[tokio::test]
    async fn signing_out_ends_the_session() {
        for office in TestOffice::each().await {
            let session = as_citizen(&office.ctx, &id("lin_xiao"), &Luggage::default())
                .await
                .unwrap()
                .session;
            sign_out(&office.ctx, &session).await.unwrap();
            sign_out(&office.ctx, &session).await.unwrap();
            assert_eq!(who(&office.ctx, &session).await, "guest");
            assert_eq!(who(&office.ctx, &Token::from_browser("made up")).await, "guest");
        }
    }
}
