//! Park a form that was posted without a session, and give it back to the same person after signing in.

use data::decision::DecisionDraft;
pub use data::parked::Parked as Unparked;
use domain::case::correction::{Flaw, Point};
use domain::id::{ApplicationId, CaseId, DraftId, TopicId};

use super::save::{Typed, save};
use crate::application::mend;
use crate::asker::Asker;
use crate::casework;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

/// Largest parked form, bytes.
const LARGEST: usize = 64 * 1024;

/// Keeps what was typed; only the draft's owner, with this token in the same browser, gets it back.
///
/// # Errors
/// [`Error::NotFound`] when there is no such draft.
pub async fn park(ctx: &Context, id: &DraftId, topic: &TopicId, typed: &Typed) -> Result<Token> {
    data::draft::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let body = serde_json::to_string(typed).map_err(broken)?;
    keep(ctx, Unparked::Topic(id.clone(), topic.clone()), body).await
}

/// Keeps the texts of a decision; only an officer of the case's department, with this token in the same browser, gets them back.
///
/// # Errors
/// [`Error::NotFound`] when there is no such case.
pub async fn park_decision(ctx: &Context, id: &CaseId, texts: &DecisionDraft) -> Result<Token> {
    data::case::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let body = serde_json::to_string(&(&texts.text, &texts.next_step)).map_err(broken)?;
    keep(ctx, Unparked::Case(id.clone()), body).await
}

/// Keeps what an officer names as wrong with a case; as [`park_decision`].
///
/// # Errors
/// [`Error::NotFound`] when there is no such case.
pub async fn park_point(ctx: &Context, id: &CaseId, point: &Point) -> Result<Token> {
    data::case::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let named = (point.target.to_string(), point.flaw.as_str(), &point.sentence);
    let body = serde_json::to_string(&named).map_err(broken)?;
    keep(ctx, Unparked::Point(id.clone()), body).await
}

/// Keeps what a citizen mends in an application, and what they say besides; as [`park`].
///
/// # Errors
/// [`Error::NotFound`] when there is no such application.
pub async fn park_mending(ctx: &Context, id: &ApplicationId, typed: &Typed, said: &str) -> Result<Token> {
    let known = data::application::find(ctx.db.read(), id).await?;
    known.ok_or(Error::NotFound)?;
    let body = serde_json::to_string(&(typed, said)).map_err(broken)?;
    keep(ctx, Unparked::Mending(id.clone()), body).await
}

async fn keep(ctx: &Context, about: Unparked, body: String) -> Result<Token> {
    if body.len() > LARGEST {
        return Err(Error::NotFound);
    }
    parked::keep(ctx, about, body).await
}

/// Saves the parked form of this token if it is the asker's to fill in, and says which page it was.
///
/// # Errors
/// When the database fails; what cannot be given back is left until its time is over.
pub(crate) async fn unpark(ctx: &Context, asker: &Asker, token: &Token) -> Result<Option<Unparked>> {
    let Some(form) = data::parked::find(ctx.db.read(), &token.hash(), ctx.now()).await? else {
        return Ok(None);
    };
    let given_back = match &form.about {
        Unparked::Topic(draft, topic) => {
            // What an earlier release parked in another form is left.
            let Ok(typed) = serde_json::from_str::<Typed>(&form.body) else {
                return Ok(None);
            };
            save(ctx, asker, draft, topic, &typed).await.map(|_| ())
        }
        Unparked::Case(case) => {
            let (text, next_step) = serde_json::from_str(&form.body).map_err(broken)?;
            casework::decide::keep_texts(ctx, asker, case, &DecisionDraft { text, next_step }).await
        }
        Unparked::Point(case) => {
            let (target, flaw, sentence): (String, String, String) =
                serde_json::from_str(&form.body).map_err(broken)?;
            let (Ok(target), Some(flaw)) = (target.parse(), Flaw::from_word(&flaw)) else {
                return Ok(None);
            };
            let point = Point { target, flaw, sentence };
            match casework::correct::name(ctx, asker, case, point).await {
                // It is kept, and its page says what is wrong with it.
                Err(Error::Refused(Refusal::PointText)) => Ok(()),
                other => other,
            }
        }
        Unparked::Mending(application) => {
            let (typed, said): (Typed, String) = serde_json::from_str(&form.body).map_err(broken)?;
            mend::save(ctx, asker, application, &typed, &said).await
        }
        // Everything else waits on its own page.
        _ => return Ok(None),
    };
    match given_back {
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

fn broken(error: serde_json::Error) -> Error {
    Error::Internal(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::sign_in::{Luggage, as_citizen};
    use crate::casework::read::read;
    use crate::office::{MOTHER, TestOffice, id, texts, typed_texts};

    const NAME: &str = "child/person.name";

    async fn parked(office: &TestOffice) -> (DraftId, Token) {
        let draft = office.consulted(&office.citizen("lin_xiao").await, &MOTHER).await;
        let token = park(&office.ctx, &draft, &id("child"), &typed_texts(&[(NAME, "林知夏")]))
            .await
            .unwrap();
        (draft, token)
    }

    async fn sign_in(office: &TestOffice, who: &str, parked: &Token) -> Option<Unparked> {
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
                Some(Unparked::Topic(draft.clone(), id("child")))
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
            let none = park(&office.ctx, &id("none"), &id("child"), &Typed::default()).await;
            assert!(matches!(none, Err(Error::NotFound)));
        }
    }

    #[tokio::test]
    async fn what_an_officer_wrote_when_the_session_had_ended_is_given_to_an_officer_of_the_department() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let application = office.newborn_application(&mother).await;
            let case = office.case(&application, "birth_certificate").await.id;
            let written = texts("出生记录里没有这个孩子", "请到接生的医院补报");
            let token = park_decision(&office.ctx, &case, &written).await.unwrap();
            let luggage = Luggage {
                parked: Some(token.clone()),
                ..Luggage::default()
            };
            let signed_in = async |who: &str| office.sign_in_officer(who, &luggage).await.unparked;
            assert_eq!(sign_in(&office, "lin_xiao", &token).await, None);
            assert_eq!(signed_in("qin_feng").await, None, "another department");
            assert_eq!(signed_in("gao_ying").await, Some(Unparked::Case(case.clone())));
            assert_eq!(signed_in("gao_ying").await, None, "given back once");
            let officer = office.officer("gao_ying").await;
            assert_eq!(read(&office.ctx, &officer, &case).await.unwrap().writing, written);
            let none = park_decision(&office.ctx, &id("none"), &written).await;
            assert!(matches!(none, Err(Error::NotFound)));
        }
    }

    #[tokio::test]
    async fn an_officer_does_not_get_what_a_citizen_typed() {
        for office in TestOffice::each().await {
            let (_, token) = parked(&office).await;
            let luggage = Luggage {
                parked: Some(token.clone()),
                ..Luggage::default()
            };
            let officer = office.sign_in_officer("gao_ying", &luggage).await;
            assert_eq!(officer.unparked, None);
            assert!(sign_in(&office, "lin_xiao", &token).await.is_some());
        }
    }
}
