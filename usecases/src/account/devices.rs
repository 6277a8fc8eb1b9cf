//! Where one is signed in, and ending a session from elsewhere.

use data::session::{Holder, Session};
use domain::id::SessionId;

use super::recognise::live_session;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::token::Token;

/// The citizen's sessions that last, the one used last in front; and which of them this is.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn list(ctx: &Context, asker: &Asker, here: Option<&Token>) -> Result<(Vec<Session>, Option<SessionId>)> {
    let citizen = asker.citizen()?;
    let mut open = data::session::list_open(ctx.db.read(), &citizen.id, ctx.now()).await?;
    open.retain(|session| session.seen_at.plus(ctx.limits.idle) > ctx.now());
    let here = live_session(ctx, here).await?.map(|session| session.id);
    Ok((open, here))
}

/// Ends one of the citizen's own sessions.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn end(ctx: &Context, asker: &Asker, id: &SessionId) -> Result<()> {
    let citizen = asker.citizen()?;
    let open = data::session::list_open(ctx.db.read(), &citizen.id, ctx.now()).await?;
    let own = open
        .into_iter()
        .find(|session| session.id == *id && session.holder == Holder::Citizen(citizen.id.clone()));
    let own = own.ok_or(Error::NotFound)?;
    let tx = ctx.db.write().await?;
    data::session::end(&*tx, &own.id, ctx.now()).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::recognise::recognise;
    use crate::account::sign_in::{Luggage, as_citizen};
    use crate::office::{TestOffice, id};

    async fn signed_in(office: &TestOffice, who: &str, device: &str) -> (Token, Asker) {
        let luggage = Luggage {
            device: Some(device.to_owned()),
            ..Luggage::default()
        };
        let session = as_citizen(&office.ctx, &id(who), &luggage).await.unwrap().session;
        let asker = recognise(&office.ctx, Some(&session), None).await.unwrap();
        (session, asker)
    }

    #[tokio::test]
    async fn a_lost_phone_is_signed_out_from_another_and_a_strangers_is_not() {
        for office in TestOffice::each().await {
            let ctx = &office.ctx;
            let (phone, _) = signed_in(&office, "lin_xiao", "Android").await;
            office.advance(1);
            let (desk, asker) = signed_in(&office, "lin_xiao", "Windows").await;
            let (theirs, stranger) = signed_in(&office, "zhou_he", "iPhone").await;
            let (open, here) = list(ctx, &asker, Some(&desk)).await.unwrap();
            let names: Vec<_> = open
                .iter()
                .map(|session| session.device.as_deref().unwrap_or(""))
                .collect();
            assert_eq!(names, ["Windows", "Android"]);
            assert_eq!(here.as_ref(), Some(&open[0].id));
            assert!(matches!(end(ctx, &stranger, &open[1].id).await, Err(Error::NotFound)));
            end(ctx, &asker, &open[1].id).await.unwrap();
            let who = |token| async move { recognise(ctx, Some(token), None).await.unwrap() };
            assert!(matches!(who(&phone).await, Asker::Guest(_)));
            assert!(matches!(who(&desk).await, Asker::Citizen(_)) && matches!(who(&theirs).await, Asker::Citizen(_)));
        }
    }
}
