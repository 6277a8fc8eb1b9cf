//! Adopt: what somebody answered as a guest becomes theirs when they sign in.

use data::Transaction;
use domain::account::{Citizen, Hat};
use domain::answer::{Answer, FieldId};
use domain::draft::Draft;
use domain::id::DraftId;
use domain::theme::Theme;

use super::beside::{self, Change};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::token::Token;
use crate::{plan, theme};

/// Gives the guest's drafts to the citizen; one of a theme that the citizen is filling in already is merged into theirs.
///
/// # Errors
/// When the database fails.
pub async fn adopt(ctx: &Context, citizen: &Citizen, guest: &Token) -> Result<()> {
    let tx = ctx.db.write().await?;
    plan::hold_drafts(&tx, citizen.id.as_str()).await?;
    let mut changed = Vec::new();
    for draft in data::draft::list_for_guest(&*tx, &guest.hash()).await? {
        let slug = theme::version(ctx, &*tx, &draft.theme_version)
            .await?
            .theme
            .slug
            .clone();
        let own = data::draft::find_under(&*tx, &citizen.id, &Hat::Own, &slug).await?;
        if !data::draft::set_citizen(&*tx, &draft.id, &citizen.id).await? {
            continue;
        }
        if let Some(own) = own
            && data::draft::touch(&*tx, &own.id, ctx.now()).await?
        {
            merge(ctx, &tx, &draft, &own).await?;
            data::draft::delete(&*tx, &draft.id).await?;
            changed.push(own);
        }
    }
    tx.commit().await?;
    let consented = changed.iter().filter(|draft| draft.consent.lets_read());
    for id in consented.map(|draft| &draft.id) {
        consult(ctx, citizen, id).await?;
    }
    Ok(())
}

/// Another answer can make another record the right one. A draft that was submitted meanwhile keeps what it has.
async fn consult(ctx: &Context, citizen: &Citizen, id: &DraftId) -> Result<()> {
    match super::consult::consult(ctx, &citizen.clone().into(), id).await {
        Err(Error::Internal(error)) => Err(Error::Internal(error)),
        _ => Ok(()),
    }
}

/// Writes what the guest answered into the citizen's draft, where it says more or something newer.
async fn merge(ctx: &Context, tx: &Transaction, guests: &Draft, own: &Draft) -> Result<()> {
    let theme = theme::version(ctx, &**tx, &own.theme_version).await?.theme;
    let known = data::answer::list(&**tx, &own.id).await?;
    let is_newer = guests.updated_at >= own.updated_at;
    // What the guest answered may be of another version.
    let held = super::carry_over::in_version_of(ctx, tx, guests, &theme).await?;
    let mut changed = Vec::new();
    for (field, answer) in held.answers.iter() {
        let fits = theme
            .element(field)
            .is_some_and(|element| element.kind.read(&answer.text, ctx.today()).is_ok());
        if fits && may_replace(&theme, field, known.get(field), is_newer) {
            data::answer::save(&**tx, &own.id, field, answer).await?;
            changed.push(field.clone());
        }
    }
    let now = Change {
        changed: &changed,
        given_up: &[],
    };
    beside::follow(ctx, tx, own, &theme, &known, now).await?;
    for aside in &held.aside {
        let version = aside.version.clone().or_else(|| Some(guests.theme_version.clone()));
        let aside = domain::theme::succession::Aside {
            version,
            ..aside.clone()
        };
        super::carry_over::put_aside(ctx, tx, own, &aside).await?;
    }
    if let (Some(chosen), true) = (&held.chosen, own.chosen.is_none() || is_newer) {
        let known = chosen.iter().filter(|id| theme.item(id).is_some()).cloned().collect();
        data::draft::set_chosen(&**tx, &own.id, &known).await?;
    }
    Ok(())
}

/// Never what the account or a register says, nor what was typed on a page of the form.
fn may_replace(theme: &Theme, field: &FieldId, known: Option<&Answer>, is_newer: bool) -> bool {
    let is_question = || theme.questions.iter().any(|question| question.field == *field);
    match known {
        None => true,
        Some(known) if known.is_known() => false,
        Some(known) => known.text.is_empty() || (is_newer && is_question()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Asker;
    use crate::account::sign_in::{Luggage, as_citizen};
    use crate::office::{FATHER, MOTHER, NEWBORN, TestOffice, id};

    const NAME: &str = "mother/person.name";
    const FOLLOWS: &str = "child/household.follows";

    async fn guest(office: &TestOffice, answers: &[(&str, &str)]) -> Token {
        let first = answers[..1].first().unwrap();
        let cookie = plan::answer(&office.ctx, &Asker::Guest(None), &id(NEWBORN), &id(first.0), first.1)
            .await
            .unwrap()
            .guest
            .unwrap();
        let asker = Asker::Guest(Some(cookie.clone()));
        office.answer_plan(&asker, NEWBORN, &answers[1..]).await;
        cookie
    }

    async fn sign_in(office: &TestOffice, cookie: &Token) {
        let luggage = Luggage {
            guest: Some(cookie.clone()),
            ..Luggage::default()
        };
        as_citizen(&office.ctx, &id("lin_xiao"), &luggage).await.unwrap();
    }

    #[tokio::test]
    async fn a_guests_answers_are_merged_into_the_draft_that_is_there() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER[..2]).await;
            office
                .save(&mother, &draft, "mother", &[("mother/person.phone", "13900000009")])
                .await
                .unwrap();
            office.advance(1);
            let cookie = guest(&office, &MOTHER[1..]).await;
            sign_in(&office, &cookie).await;
            let listed = super::super::list::list(&office.ctx, &mother).await.unwrap();
            assert_eq!(listed.iter().map(|one| &one.draft.id).collect::<Vec<_>>(), [&draft]);
            for (field, text) in MOTHER {
                assert_eq!(office.text(&mother, &draft, field).await, text, "{field}");
            }
            assert_eq!(office.text(&mother, &draft, NAME).await, "林晓");
            assert_eq!(office.text(&mother, &draft, "mother/person.phone").await, "13900000009");
            let asker = Asker::Guest(Some(cookie));
            assert!(
                plan::read(&office.ctx, &asker, &id(NEWBORN))
                    .await
                    .unwrap()
                    .draft
                    .is_none()
            );
        }
    }

    #[tokio::test]
    async fn the_newer_answer_to_a_question_counts() {
        for office in TestOffice::each().await {
            let older = guest(&office, &FATHER[3..4]).await;
            office.advance(1);
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            sign_in(&office, &older).await;
            assert_eq!(office.text(&mother, &draft, FOLLOWS).await, "mother");
            office.advance(1);
            let newer = guest(&office, &FATHER[3..4]).await;
            sign_in(&office, &newer).await;
            assert_eq!(office.text(&mother, &draft, FOLLOWS).await, "father");
        }
    }

    #[tokio::test]
    async fn a_guests_draft_is_taken_over_when_there_is_none() {
        for office in TestOffice::each().await {
            let cookie = guest(&office, &MOTHER).await;
            sign_in(&office, &cookie).await;
            let mother = office.citizen("lin_xiao").await;
            let mine = plan::read(&office.ctx, &mother, &id(NEWBORN)).await.unwrap();
            assert_eq!(mine.answers.text(&id(FOLLOWS)), Some("mother"));
        }
    }
}
