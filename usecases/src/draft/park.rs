//! Park a form that was posted without a session, and give it back to the same person after signing in.

use data::parked::ParkedForm;
use domain::id::{DraftId, TopicId};

use super::save::{Typed, save};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::token::Token;

/// Largest parked form, bytes.
const LARGEST: usize = 64 * 1024;

/// Keeps what was typed; only the draft's owner, with this token in the same browser, gets it back.
///
/// # Errors
/// [`Error::NotFound`] when there is no such draft.
pub async fn park(ctx: &Context, id: &DraftId, topic: &TopicId, typed: &Typed) -> Result<Token> {
    data::draft::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let body = serde_json::to_string(typed).map_err(|error| Error::Internal(Box::new(error)))?;
    if body.len() > LARGEST {
        return Err(Error::NotFound);
    }
    let token = Token::new(ctx);
    let expires_at = ctx.now().plus(ctx.limits.parked);
    let form = ParkedForm {
        id: ctx.new_id().parse()?,
        draft: id.clone(),
        topic: topic.clone(),
        body,
        expires_at,
    };
    data::parked::insert(ctx.db.read(), &form, &token.hash()).await?;
    Ok(token)
}

/// Saves the parked form of this token if the asker owns its draft, and says which page it was.
///
/// # Errors
/// When the database fails; what cannot be given back is left until its time is over.
pub(crate) async fn unpark(ctx: &Context, asker: &Asker, token: &Token) -> Result<Option<(DraftId, TopicId)>> {
    let Some(form) = data::parked::find(ctx.db.read(), &token.hash(), ctx.now()).await? else {
        return Ok(None);
    };
    let typed: Typed = serde_json::from_str(&form.body).map_err(|error| Error::Internal(Box::new(error)))?;
    match save(ctx, asker, &form.draft, &form.topic, &typed).await {
        Ok(_) => {
            data::parked::delete(ctx.db.read(), &form.id).await?;
            Ok(Some((form.draft, form.topic)))
        }
        Err(Error::Internal(error)) => Err(Error::Internal(error)),
        Err(_) => Ok(None),
    }
}

/// Forgets every form that nobody came back for in time.
///
/// # Errors
/// When the database fails.
pub async fn forget_expired(ctx: &Context) -> Result<()> {
    Ok(data::parked::delete_expired(ctx.db.read(), ctx.now()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::sign_in::{Luggage, as_citizen};
    use crate::office::{MOTHER, TestOffice, id, typed_texts};

    const NAME: &str = "child/person.name";

    async fn parked(office: &TestOffice) -> (DraftId, Token) {
        let draft = office.consulted(&office.citizen("lin_xiao").await, &MOTHER).await;
        let token = park(&office.ctx, &draft, &id("child"), &typed_texts(&[(NAME, "林知夏")]))
            .await
            .unwrap();
        (draft, token)
    }

    async fn sign_in(office: &TestOffice, who: &str, parked: &Token) -> Option<(DraftId, TopicId)> {
        let luggage = Luggage {
            parked: Some(parked.clone()),
            ..Luggage::default()
        };
        as_citizen(&office.ctx, &id(who), &luggage).await.unwrap().unparked
    }

    async fn name(office: &TestOffice, draft: &DraftId) -> String {
        office.text(&office.citizen("lin_xiao").await, draft, NAME).await
    }

    #[tokio::test]
    async fn what_was_typed_when_the_session_had_ended_is_saved_after_signing_in() {
        for office in TestOffice::each().await {
            let (draft, token) = parked(&office).await;
            assert_eq!(name(&office, &draft).await, "");
            assert_eq!(
                sign_in(&office, "lin_xiao", &token).await,
                Some((draft.clone(), id("child")))
            );
            assert_eq!(name(&office, &draft).await, "林知夏");
        }
    }

    #[tokio::test]
    async fn a_parked_form_is_given_back_once() {
        for office in TestOffice::each().await {
            let (draft, token) = parked(&office).await;
            sign_in(&office, "lin_xiao", &token).await.unwrap();
            let mother = office.citizen("lin_xiao").await;
            office
                .save(&mother, &draft, "child", &[(NAME, "林知秋")])
                .await
                .unwrap();
            assert_eq!(sign_in(&office, "lin_xiao", &token).await, None);
            assert_eq!(name(&office, &draft).await, "林知秋");
        }
    }

    #[tokio::test]
    async fn a_parked_form_is_not_given_to_anybody_else() {
        for office in TestOffice::each().await {
            let (draft, token) = parked(&office).await;
            assert_eq!(sign_in(&office, "zhou_he", &token).await, None);
            assert_eq!(
                sign_in(&office, "lin_xiao", &Token::from_browser(&token.hash())).await,
                None
            );
            assert_eq!(name(&office, &draft).await, "");
            assert!(sign_in(&office, "lin_xiao", &token).await.is_some());
        }
    }

    #[tokio::test]
    async fn a_parked_form_is_kept_for_half_an_hour() {
        for office in TestOffice::each().await {
            let (draft, token) = parked(&office).await;
            office.advance(office.ctx.limits.parked);
            assert_eq!(sign_in(&office, "lin_xiao", &token).await, None);
            assert_eq!(name(&office, &draft).await, "");
        }
    }

    #[tokio::test]
    async fn only_what_belongs_to_a_draft_is_parked() {
        for office in TestOffice::each().await {
            let none = park(&office.ctx, &id("none"), &id("child"), &Typed::new()).await;
            assert!(matches!(none, Err(Error::NotFound)));
        }
    }
}
