//! What a citizen consented to, purpose by purpose, and taking it back.

use data::Transaction;
use domain::account::Hat;
use domain::draft::{Consent, Consented, Draft, Purpose};
use domain::id::CitizenId;
use domain::theme::Theme;
use sha2::{Digest, Sha256};

use super::{consult, library};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::party;
use crate::theme;
use crate::token::hex;

/// Writes down what a citizen's consent is given for now, and that what it was given for before is over.
pub(crate) async fn write_down(
    ctx: &Context,
    tx: &Transaction,
    draft: &Draft,
    citizen: &CitizenId,
    consent: Consent,
) -> Result<()> {
    let theme = theme::version(ctx, &**tx, &draft.theme_version).await?.theme;
    let wording = wording(&theme);
    let both = [Purpose::Registers, Purpose::Sensitive];
    data::consent::withdraw(&**tx, citizen, &draft.id, &both, ctx.now()).await?;
    for purpose in purposes(consent) {
        let given = Consented {
            id: ctx.new_id(),
            draft: draft.id.clone(),
            purpose: *purpose,
            given_at: ctx.now(),
            withdrawn_at: None,
            wording: wording.clone(),
            theme_version: draft.theme_version.clone(),
        };
        data::consent::insert(&**tx, citizen, &given).await?;
    }
    Ok(())
}

fn purposes(consent: Consent) -> &'static [Purpose] {
    match consent {
        Consent::NotAsked | Consent::Declined => &[],
        Consent::InPart => &[Purpose::Registers],
        Consent::Given => &[Purpose::Registers, Purpose::Sensitive],
    }
}

/// Where another version of the theme reads registers for something else, nobody has consented to it yet: what was read goes, and
/// consent is asked anew.
pub(super) async fn ask_anew(ctx: &Context, tx: &Transaction, draft: &Draft, old: &Theme, new: &Theme) -> Result<()> {
    if !draft.consent.lets_read() || wording(old) == wording(new) {
        return Ok(());
    }
    if let Some(citizen) = &draft.citizen {
        let purposes = [Purpose::Registers, Purpose::Sensitive];
        data::consent::withdraw(&**tx, citizen, &draft.id, &purposes, ctx.now()).await?;
    }
    data::draft::set_consent(&**tx, &draft.id, Consent::NotAsked).await?;
    consult::forget_everything_read(tx, &draft.id).await
}

/// The hash of the registers and purposes that are named before consent: what was agreed to can be shown later.
pub(super) fn wording(theme: &Theme) -> String {
    let named = (theme.reads.iter()).map(|read| format!("{}:{}\n", read.register, read.purpose));
    hex(&Sha256::digest(named.collect::<String>()))
}

/// Takes one of the citizen's consents back. For a draft what was read is forgotten; what was submitted stays with the
/// departments, and nothing more is read for it.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn withdraw(ctx: &Context, asker: &Asker, id: &str) -> Result<()> {
    let citizen = asker.citizen()?;
    let given = data::consent::find(ctx.db.read(), &citizen.id, id).await?;
    let given = given.ok_or(Error::NotFound)?;
    if given.withdrawn_at.is_some() {
        return Ok(());
    }
    // Their own word, so nothing but theirs is asked: it is taken back also when what it was given for is over.
    let draft = data::draft::find(ctx.db.read(), &given.draft)
        .await?
        .ok_or(Error::NotFound)?;
    if draft.submitted_at.is_none() {
        let left = match given.purpose {
            Purpose::Registers => Consent::Declined,
            Purpose::Sensitive => Consent::InPart,
            Purpose::Library => return library::give_back(ctx, asker, &draft.id).await,
        };
        if let Some((part, _)) = party::part_of(ctx, &citizen.clone().into(), &draft.id).await? {
            return party::part::consent(ctx, &citizen.clone().into(), &part.id, left).await;
        }
        if matches!(draft.hat, Hat::Mandate(_)) && draft.citizen.as_ref() == Some(&citizen.id) {
            // Whoever takes consent back does not wait for their agent.
            super::take_over::take_over(ctx, asker, &draft.id).await?;
        }
        return consult::consent(ctx, asker, &draft.id, left).await;
    }
    let over: &[Purpose] = match given.purpose {
        Purpose::Registers => &[Purpose::Registers, Purpose::Sensitive],
        Purpose::Sensitive => &[Purpose::Sensitive],
        Purpose::Library => &[Purpose::Library],
    };
    let tx = ctx.db.write().await?;
    data::consent::withdraw(&*tx, &citizen.id, &draft.id, over, ctx.now()).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{MOTHER, TestOffice};

    async fn open(office: &TestOffice, asker: &Asker) -> Vec<Consented> {
        let citizen = &asker.citizen().unwrap().id;
        let mut given = data::consent::list(office.ctx.db.read(), citizen, 100).await.unwrap();
        given.retain(|given| given.withdrawn_at.is_none());
        given.sort_by_key(|given| given.purpose);
        given
    }

    #[tokio::test]
    async fn a_consent_is_written_down_for_each_purpose_and_taken_back_one_by_one() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            let given = open(&office, &mother).await;
            let purposes: Vec<_> = given.iter().map(|given| given.purpose).collect();
            assert_eq!(purposes, [Purpose::Registers, Purpose::Sensitive]);
            assert_eq!(given[0].wording.len(), 64);
            let stranger = office.citizen("zhou_he").await;
            let theirs = withdraw(&office.ctx, &stranger, &given[0].id).await;
            assert!(matches!(theirs, Err(Error::NotFound)));
            withdraw(&office.ctx, &mother, &given[1].id).await.unwrap();
            assert_eq!(office.read(&mother, &draft).await.draft.consent, Consent::InPart);
            let left = open(&office, &mother).await;
            assert_eq!((left.len(), left[0].purpose), (1, Purpose::Registers));
            withdraw(&office.ctx, &mother, &left[0].id).await.unwrap();
            let mine = office.read(&mother, &draft).await;
            assert_eq!((mine.draft.consent, mine.facts.len()), (Consent::Declined, 0));
            assert_eq!(open(&office, &mother).await, []);
        }
    }

    #[tokio::test]
    async fn without_the_consent_for_what_is_sensitive_the_rest_is_filled_in() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            let in_part = consult::consent(&office.ctx, &mother, &draft, Consent::InPart);
            in_part.await.unwrap();
            let mine = office.read(&mother, &draft).await;
            let is_sensitive = |fact: &domain::register::Fact| {
                let element = mine.theme.element(&fact.field);
                element.is_some_and(|element| element.sensitive.is_some())
            };
            assert!(
                !mine.facts.is_empty() && !mine.facts.iter().any(is_sensitive),
                "{:?}",
                mine.facts
            );
            let all = consult::consent(&office.ctx, &mother, &draft, Consent::Given);
            all.await.unwrap();
            assert!(office.read(&mother, &draft).await.facts.len() > mine.facts.len());
        }
    }

    #[tokio::test]
    async fn what_was_submitted_stays_with_the_departments_when_its_consent_is_taken_back() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.newborn_draft(&mother).await;
            office.submit(&mother, &draft).await.unwrap();
            let facts = office.read(&mother, &draft).await.facts.len();
            let given = open(&office, &mother).await;
            withdraw(&office.ctx, &mother, &given[0].id).await.unwrap();
            assert_eq!(open(&office, &mother).await, []);
            assert_eq!(office.read(&mother, &draft).await.facts.len(), facts);
        }
    }
}
