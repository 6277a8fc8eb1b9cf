//! Start filing: the plan's draft, with what the account knows already filled in.

use domain::answer::{Answer, FieldId, Origin};
use domain::id::{DraftId, SubjectId};

use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;
use crate::{plan, theme};

/// The citizen's draft of a theme, begun when there is none; what the account knows of name, ID number and phone are answers
/// in it.
///
/// # Errors
/// [`crate::Error::SignInFirst`] for a guest; [`crate::Error::NotFound`] when no theme has this slug.
pub async fn start(ctx: &Context, asker: &Asker, slug: &domain::id::Slug) -> Result<DraftId> {
    asker.citizen()?;
    let plan::Begun { tx, draft, .. } = plan::find_or_begin(ctx, asker, slug).await?;
    tx.commit().await?;
    fill_in_account(ctx, asker, &draft.id).await?;
    Ok(draft.id)
}

/// Writes the account's facts under the subject that the applicant is, as soon as that is known.
pub(super) async fn fill_in_account(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<()> {
    let citizen = super::applicant(ctx, &super::own(ctx, asker, id).await?).await?;
    let (tx, draft) = super::change(ctx, asker, id).await?;
    let theme = theme::version(ctx, &*tx, &draft.theme_version).await?.theme;
    let answers = data::answer::list(&*tx, id).await?;
    let Some(subject) = theme.applicant_subject(&answers).cloned() else {
        return Ok(());
    };
    let known = citizen.real_name.as_ref();
    let facts = [
        ("person.name", known.map(|known| known.name.as_str())),
        ("person.id_number", known.map(|known| known.id_number.as_str())),
        ("person.phone", Some(citizen.phone.as_str())),
    ];
    for (element, text) in facts {
        let Some(text) = text else { continue };
        let field = FieldId {
            subject: subject.clone(),
            element: element.parse()?,
            index: 0,
        };
        // What the citizen typed instead stays.
        if answers
            .get(&field)
            .is_none_or(|answer| matches!(answer.origin, Origin::Register(_)))
        {
            let answer = Answer {
                text: text.to_owned(),
                origin: Origin::Account,
                as_of: ctx.today(),
                contested: false,
            };
            data::answer::save(&*tx, id, &field, &answer).await?;
        }
    }
    for stale in stale_account_fields(&answers, &subject) {
        data::answer::delete(&*tx, id, &stale).await?;
    }
    Ok(tx.commit().await?)
}

/// What the account answered for another subject, before the applicant said to be somebody else.
fn stale_account_fields(answers: &domain::answer::Answers, subject: &SubjectId) -> Vec<FieldId> {
    let stale = answers
        .iter()
        .filter(|(field, answer)| answer.origin == Origin::Account && field.subject != *subject);
    stale.map(|(field, _)| field.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::draft::consult::consult;
    use crate::office::{FATHER, MOTHER, NEWBORN, TestOffice, id};
    use crate::token::Token;

    #[tokio::test]
    async fn what_the_account_knows_is_filled_in_for_whoever_applies() {
        for office in TestOffice::each().await {
            let (mother, father) = (office.citizen("lin_xiao").await, office.citizen("chen_yuan").await);
            let hers = office.started(&mother, &MOTHER).await;
            let his = office.started(&father, &FATHER).await;
            let name = office.answer(&mother, &hers, "mother/person.name").await.unwrap();
            assert_eq!(
                (name.text.as_str(), name.origin, name.as_of),
                ("林晓", Origin::Account, office.ctx.today())
            );
            assert_eq!(office.text(&mother, &hers, "mother/person.phone").await, "13800000001");
            assert_eq!(office.answer(&mother, &hers, "father/person.name").await, None);
            assert_eq!(
                office.text(&father, &his, "father/person.id_number").await,
                "000000199409020017"
            );
            assert_eq!(office.answer(&father, &his, "mother/person.name").await, None);
        }
    }

    #[tokio::test]
    async fn starting_again_goes_on_with_the_same_draft() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let first = office.started(&mother, &MOTHER).await;
            assert_eq!(start(&office.ctx, &mother, &id(NEWBORN)).await.unwrap(), first);
            let on_another_device = office.citizen("lin_xiao").await;
            assert_eq!(
                start(&office.ctx, &on_another_device, &id(NEWBORN)).await.unwrap(),
                first
            );
        }
    }

    #[tokio::test]
    async fn only_a_citizen_starts_and_only_a_theme_that_is_there() {
        for office in TestOffice::each().await {
            let ctx = &office.ctx;
            let guest = Asker::Guest(Some(Token::new(ctx)));
            assert!(matches!(
                start(ctx, &guest, &id(NEWBORN)).await,
                Err(Error::SignInFirst)
            ));
            let officer = office.officer("gao_ying").await;
            assert!(matches!(
                start(ctx, &officer, &id(NEWBORN)).await,
                Err(Error::Forbidden)
            ));
            let mother = office.citizen("lin_xiao").await;
            assert!(matches!(
                start(ctx, &mother, &id("moon-landing")).await,
                Err(Error::NotFound)
            ));
        }
    }

    #[tokio::test]
    async fn what_was_typed_instead_of_the_accounts_number_stays() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            office
                .save(&mother, &draft, "mother", &[("mother/person.phone", "13900000009")])
                .await
                .unwrap();
            start(&office.ctx, &mother, &id(NEWBORN)).await.unwrap();
            consult(&office.ctx, &mother, &draft).await.unwrap();
            assert_eq!(office.text(&mother, &draft, "mother/person.phone").await, "13900000009");
            office
                .save(&mother, &draft, "mother", &[("mother/person.phone", "139")])
                .await
                .unwrap();
            start(&office.ctx, &mother, &id(NEWBORN)).await.unwrap();
            assert_eq!(office.text(&mother, &draft, "mother/person.phone").await, "139");
        }
    }

    #[tokio::test]
    async fn who_said_to_be_the_father_after_all_is_no_longer_the_mother() {
        for office in TestOffice::each().await {
            let father = office.citizen("chen_yuan").await;
            let draft = office.consulted(&father, &MOTHER).await;
            office.answer_plan(&father, NEWBORN, &FATHER).await;
            assert_eq!(office.text(&father, &draft, "father/person.name").await, "陈远");
            let mother = office.answer(&father, &draft, "mother/person.name").await.unwrap();
            assert_eq!(
                (mother.text.as_str(), mother.origin),
                ("林晓", Origin::Register(id("marriage")))
            );
            assert_eq!(office.answer(&father, &draft, "mother/person.phone").await, None);
        }
    }
}
