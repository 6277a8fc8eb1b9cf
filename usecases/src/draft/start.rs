//! Start filing: the plan's draft, with what the account knows already filled in.

use std::collections::BTreeMap;

use domain::account::{Citizen, RealName};
use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::id::DraftId;
use domain::identity::IdNumber;
use domain::party::{ID_NUMBER, NAME, PHONE, Seat};
use domain::theme::Theme;

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
    // Whoever goes on with one that they left keeps it, also when there is nothing to fill in.
    data::draft::touch(&*tx, &draft.id, ctx.now()).await?;
    tx.commit().await?;
    fill_in_account(ctx, asker, &draft.id).await?;
    Ok(draft.id)
}

/// Writes the account's facts under the subject that the applicant is, as soon as that is known; and what is missing of them where the
/// same person stands in another place as well, as the shareholder who closes the company: nobody types of themselves twice.
pub(super) async fn fill_in_account(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<()> {
    let before = super::own_to_change(ctx, asker, id).await?;
    let citizen = super::applicant(ctx, &before).await?;
    let theme = theme::version(ctx, ctx.db.read(), &before.theme_version).await?.theme;
    let answers = data::answer::list(ctx.db.read(), id).await?;
    // Mostly the account has said everything: then nobody waits, and the draft keeps its revision.
    if said_anew(&theme, &answers, &citizen).is_empty() {
        return Ok(());
    }
    let (tx, draft) = super::hold(ctx, &before).await?;
    let theme = theme::version(ctx, &*tx, &draft.theme_version).await?.theme;
    let answers = data::answer::list(&*tx, id).await?;
    for (field, text) in said_anew(&theme, &answers, &citizen) {
        let Some(text) = text else {
            data::answer::delete(&*tx, id, &field).await?;
            continue;
        };
        let answer = Answer {
            text,
            origin: Origin::Account,
            as_of: ctx.today(),
            contested: false,
        };
        data::answer::save(&*tx, id, &field, &answer).await?;
    }
    Ok(tx.commit().await?)
}

/// What the account says otherwise than it is written there: its text, or nothing where it takes back what it said.
fn said_anew(theme: &Theme, answers: &Answers, citizen: &Citizen) -> BTreeMap<FieldId, Option<String>> {
    let Some(subject) = theme.applicant_subject(answers).cloned() else {
        return BTreeMap::new();
    };
    let own = Seat { subject, index: 0 };
    let known = citizen.real_name.as_ref();
    let elsewhere = elsewhere(answers, &own, known);
    let is_accounts = |field: &FieldId| answers.get(field).is_some_and(|said| said.origin == Origin::Account);
    let mut anew = BTreeMap::new();
    // What it said of another person, before the applicant said to be somebody else or another number was given there.
    let is_theirs = |field: &FieldId| own.has(field) || elsewhere.iter().any(|seat| seat.has(field));
    let fields = answers.iter().map(|(field, _)| field);
    anew.extend(
        fields
            .filter(|field| is_accounts(field) && !is_theirs(field))
            .map(|field| (field.clone(), None)),
    );
    let facts = [
        (NAME, known.map(|known| known.name.as_str())),
        (ID_NUMBER, known.map(|known| known.id_number.as_str())),
        (PHONE, Some(citizen.phone.as_str())),
    ];
    for (element, text) in facts {
        let (Some(field), Some(text)) = (own.field(element), text) else {
            continue;
        };
        let said = answers.get(&field);
        // What the citizen typed instead stays, and the account says nothing in another place either.
        let is_typed = said.is_some_and(|said| !said.is_known());
        let is_other = is_typed && answers.text(&field).is_some_and(|typed| typed != text);
        let is_missing = |field: &FieldId| theme.field(field).is_some() && answers.text(field).is_none();
        for there in elsewhere.iter().filter_map(|seat| seat.field(element)) {
            if is_other && is_accounts(&there) {
                anew.insert(there, None);
            } else if !is_other && !text.is_empty() && is_missing(&there) {
                anew.insert(there, Some(text.to_owned()));
            }
        }
        if said.is_none_or(|said| matches!(said.origin, Origin::Register(_))) {
            anew.insert(field, Some(text.to_owned()));
        }
    }
    anew
}

/// Where else whoever applies stands: under their ID number, which their account did not write there itself.
fn elsewhere(answers: &Answers, own: &Seat, known: Option<&RealName>) -> Vec<Seat> {
    let is_theirs = |answer: &Answer| {
        let number: Option<IdNumber> = answer.text.parse().ok();
        number.is_some() && number.as_ref() == known.map(|known| &known.id_number)
    };
    let is_elsewhere = |field: &FieldId| field.element.as_str() == ID_NUMBER && !own.has(field);
    let numbers = answers.iter().filter(|(field, _)| is_elsewhere(field));
    let theirs = numbers.filter(|(_, answer)| answer.origin != Origin::Account && is_theirs(answer));
    theirs
        .map(|(field, _)| Seat {
            subject: field.subject.clone(),
            index: field.index,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::draft::consult::consult;
    use crate::office::{FATHER, MOTHER, NEWBORN, TestOffice, id};
    use crate::token::Token;
    use domain::draft::Consent;

    const SHAREHOLDERS: &str = "shareholders";
    const SHAREHOLDER: &str = "shareholder/person.phone";

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

    #[tokio::test]
    async fn who_applies_and_is_a_shareholder_too_does_not_type_their_own_number_again() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Given).await;
            let phone = office.answer(&owner, &draft, SHAREHOLDER).await.unwrap();
            assert_eq!((phone.text.as_str(), phone.origin), ("13800000034", Origin::Account));
            let other = office.answer(&owner, &draft, "shareholder/person.phone~1").await;
            assert_eq!(other, None, "she is somebody else");
            let another = [("shareholder/person.id_number", "000000198107190382")];
            office.save(&owner, &draft, SHAREHOLDERS, &another).await.unwrap();
            assert_eq!(office.answer(&owner, &draft, SHAREHOLDER).await, None);
        }
    }

    #[tokio::test]
    async fn it_is_enough_to_type_ones_id_number_unless_another_phone_than_the_accounts_was_typed() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Declined).await;
            let (agent, number) = ("agent/person.phone", "shareholder/person.id_number");
            for (phone, elsewhere) in [("13900000009", ""), ("13800000034", "13800000034")] {
                office.save(&owner, &draft, "agent", &[(agent, phone)]).await.unwrap();
                for text in ["", "000000198312050362"] {
                    let typed = [(number, text)];
                    office.save(&owner, &draft, SHAREHOLDERS, &typed).await.unwrap();
                }
                assert_eq!(office.text(&owner, &draft, SHAREHOLDER).await, elsewhere);
            }
        }
    }
    #[tokio::test]
    async fn once_another_phone_is_typed_the_accounts_goes_elsewhere_too_whichever_came_first() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Given).await;
            for (phone, elsewhere) in [("13900000009", ""), ("13800000034", "13800000034")] {
                let typed = [("agent/person.phone", phone)];
                office.save(&owner, &draft, "agent", &typed).await.unwrap();
                assert_eq!(office.text(&owner, &draft, SHAREHOLDER).await, elsewhere, "{phone}");
            }
        }
    }

    #[tokio::test]
    async fn an_account_that_has_nothing_new_to_say_leaves_the_draft_as_it_is() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Declined).await;
            let before = office.read(&owner, &draft).await.draft;
            office.advance(1);
            consult(&office.ctx, &owner, &draft).await.unwrap();
            assert_eq!(office.read(&owner, &draft).await.draft, before);
        }
    }
}
