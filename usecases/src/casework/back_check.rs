//! Check back (补查): registers that gave no clean answer while a form was filled in are asked again after it was submitted, and
//! what they say then is a flag of the cases. Run by the outbox until they answer.

use domain::answer::{FieldId, Origin};
use domain::case::{Case, Matter};
use domain::field::same_text;
use domain::id::ApplicationId;
use domain::identity::IdNumber;
use domain::register::{Fact, Outcome};
use domain::theme::Read;
use futures::future::join_all;

use crate::context::Context;
use crate::draft::consult::{Consents, as_answer, ask_anew, called_for, facts, filed_before, record, without_filed};
use crate::draft::read::{MyDraft, load};
use crate::error::{Error, Result};

/// The shortest and the longest time between two tries, milliseconds. In between it waits as long again as it has waited.
const SHORTEST: i64 = 5_000;
const LONGEST: i64 = 6 * 60 * 60_000;

/// How long after it was submitted registers are asked, milliseconds: 14 days.
const GIVEN_UP: i64 = 14 * 24 * 60 * 60_000;

/// The records that the draft calls for and that were not found, or say otherwise than what is answered.
pub(crate) fn doubts(ctx: &Context, mine: &MyDraft) -> impl Iterator<Item = (Read, IdNumber)> {
    let is_doubtful = move |read: &Read| {
        let mut reads = mine.reads.iter();
        let was_found = reads.any(|(known, outcome)| *known == record(read) && *outcome == Outcome::Found);
        let mut said = mine.facts.iter().filter(|fact| fact.record == record(read));
        !was_found || said.any(|fact| contradicts(mine, fact))
    };
    let consents = Consents::new(&mine.draft, mine.invitations.clone());
    let called = called_for(ctx, &mine.theme, &mine.answers, &consents).into_iter();
    called.filter(move |(read, _)| is_doubtful(read))
}

/// Whether a fact says otherwise than what is answered.
fn contradicts(mine: &MyDraft, fact: &Fact) -> bool {
    let said = as_answer(&mine.theme, fact, mine.today);
    let answered = mine.answers.text(&fact.field);
    answered.is_some_and(|text| !same_text(text, &said))
}

/// Whether the register said the same before it was submitted: then it stands beside the answer already.
fn was_known(mine: &MyDraft, fact: &Fact) -> bool {
    let mut before = mine.facts.iter();
    before.any(|known| known.field == fact.field && same_text(&known.text, &fact.text))
}

/// Asks again; the errand is done when all have answered, or when it has been long enough.
pub(crate) async fn back_check(ctx: &Context, errand: &str, id: &ApplicationId) -> Result<()> {
    let db = ctx.db.read();
    let application = data::application::find(db, id).await?.ok_or(Error::NotFound)?;
    let draft = data::draft::find(db, &application.draft)
        .await?
        .ok_or(Error::NotFound)?;
    let mut mine = load(ctx, db, draft).await?;
    // What was set right meanwhile is what registers agree with or not.
    let mended = data::mended::list(db, id).await?;
    mine.mend(mended.iter().filter(|mended| mended.sent_at.is_some()));
    let filed = filed_before(ctx, &mine.draft, &mine.theme).await?;
    let asked = doubts(ctx, &mine).map(|(read, number)| ask_anew(ctx, read, number, ctx.limits.register_wait));
    let answers = join_all(asked).await;
    let is_open = answers.iter().any(|(_, answer)| !matches!(answer, Ok(Some(_))));
    let waited = ctx.now().0 - application.submitted_at.0;
    let tx = ctx.db.write().await?;
    if is_open && waited < GIVEN_UP && application.withdrawn_at.is_none() {
        let then = ctx.now().plus(waited.clamp(SHORTEST, LONGEST));
        data::outbox::put_off(&*tx, errand, then).await?;
    } else if !data::outbox::finish(&*tx, errand, ctx.now()).await? {
        return Ok(());
    }
    let consents = Consents::new(&mine.draft, mine.invitations.clone());
    let cases = data::case::list(&*tx, id).await?;
    let cases: Vec<_> = cases.iter().filter(|case| !case.status.is_closed()).collect();
    for (read, answer) in answers {
        let unrecorded = Matter::Unrecorded {
            of: read.of.clone(),
            by: read.register.clone(),
        };
        match without_filed(answer, &mine.theme, &read, &filed) {
            Ok(Some(entry)) => {
                let said = facts(consents.to(&read), &mine.theme, &read, entry, &mine.answers, mine.today);
                let is_news = |fact: &Fact| contradicts(&mine, fact) && !was_known(&mine, fact);
                for fact in said.into_iter().filter(is_news) {
                    let matter = Matter::Contradicted {
                        field: fact.field,
                        by: fact.record.register,
                        said: fact.text,
                        as_of: fact.as_of,
                    };
                    for case in cases.iter().filter(|case| concerns(ctx, &mine, case, &read, &matter)) {
                        data::flag::raise(&*tx, &case.id, &matter, ctx.now()).await?;
                    }
                }
                for case in &cases {
                    data::flag::settle(&*tx, &case.id, &unrecorded, ctx.now()).await?;
                }
            }
            Ok(None) => {
                for case in cases
                    .iter()
                    .filter(|case| concerns(ctx, &mine, case, &read, &unrecorded))
                {
                    data::flag::raise(&*tx, &case.id, &unrecorded, ctx.now()).await?;
                }
            }
            Err(_) => {}
        }
    }
    Ok(tx.commit().await?)
}

/// Whether the item of a case asks for what a matter is about; that nobody is recorded is about what was typed instead.
fn concerns(ctx: &Context, mine: &MyDraft, case: &Case, read: &Read, matter: &Matter) -> bool {
    let fields = mine.theme.item(&case.item).map(|item| &item.fields);
    let mut fields = fields.into_iter().flatten();
    match matter {
        Matter::Contradicted { field, .. } => fields.any(|asked| *asked == field.at(0)),
        Matter::Unrecorded { .. } => {
            let register = ctx.city.register(&read.register);
            let is_filled = |asked: &FieldId| register.is_some_and(|register| register.fills(read, asked));
            fields.any(|asked| is_filled(asked) && is_typed(mine, asked))
        }
        // No register says that.
        Matter::Missed { .. } => false,
    }
}

/// Whether somebody typed something in this field, of whichever of several.
fn is_typed(mine: &MyDraft, asked: &FieldId) -> bool {
    let mut answers = mine.answers.iter().filter(|(field, _)| field.at(0) == *asked);
    answers.any(|(_, answer)| matches!(answer.origin, Origin::Citizen | Origin::Party) && !answer.text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casework::read::read;
    use crate::office::{MOTHER, TestOffice, id};
    use crate::outbox;
    use crate::register::sandbox::Behaviour;

    const NUMBER: &str = "mother/marriage.certificate_number";

    /// The flags of an item's case, as its officer sees them.
    async fn flags(office: &TestOffice, application: &ApplicationId, officer: &str, item: &str) -> Vec<Matter> {
        let officer = office.officer(officer).await;
        let case = office.case(application, item).await.id;
        let open = read(&office.ctx, &officer, &case).await.unwrap();
        open.flags().map(|(flag, _)| flag.matter.clone()).collect()
    }

    /// An application with the certificate's number typed by hand while the register of marriages was like this.
    async fn typed_while(office: &TestOffice, behaviour: Behaviour) -> ApplicationId {
        office.set_register("marriage", behaviour).await;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let typed = [(NUMBER, "J000000-2020-000001")];
        office.save(&mother, &draft, "mother", &typed).await.unwrap();
        office.complete(&mother, &draft).await;
        office.submit(&mother, &draft).await.unwrap()
    }

    #[tokio::test]
    async fn a_register_that_was_down_comes_back_and_the_officer_sees_both_values() {
        for office in TestOffice::each().await {
            let application = typed_while(&office, Behaviour::Down).await;
            outbox::run(&office.ctx).await.unwrap();
            assert_eq!(flags(&office, &application, "gao_ying", "birth_certificate").await, []);
            office.set_register("marriage", Behaviour::Normal).await;
            office.advance(SHORTEST);
            for _ in 0..2 {
                outbox::run(&office.ctx).await.unwrap();
                let raised = flags(&office, &application, "gao_ying", "birth_certificate").await;
                let about_the_number = raised.iter().filter_map(|matter| match matter {
                    Matter::Contradicted { field, said, .. } if field.to_string() == NUMBER => Some(said.as_str()),
                    _ => None,
                });
                assert_eq!(
                    about_the_number.collect::<Vec<_>>(),
                    ["J000000-2024-000117"],
                    "{raised:?}"
                );
            }
            office.assert_no_errands().await;
        }
    }

    #[tokio::test]
    async fn a_register_is_compared_with_what_was_mended_and_sent() {
        for office in TestOffice::each().await {
            let application = typed_while(&office, Behaviour::Down).await;
            outbox::run(&office.ctx).await.unwrap();
            let db = office.ctx.db.read();
            data::mended::save(db, &application, &id(NUMBER), "J000000-2024-000117")
                .await
                .unwrap();
            data::mended::send(db, &application, office.ctx.now()).await.unwrap();
            office.set_register("marriage", Behaviour::Normal).await;
            office.advance(SHORTEST);
            outbox::run(&office.ctx).await.unwrap();
            let raised = flags(&office, &application, "gao_ying", "birth_certificate").await;
            let is_about_it =
                |matter: &Matter| matches!(matter, Matter::Contradicted { field, .. } if field.to_string() == NUMBER);
            assert!(!raised.iter().any(is_about_it), "{raised:?}");
        }
    }

    #[tokio::test]
    async fn a_register_without_a_record_is_told_and_settled_when_it_has_one() {
        for office in TestOffice::each().await {
            let application = typed_while(&office, Behaviour::Empty).await;
            outbox::run(&office.ctx).await.unwrap();
            let unrecorded = Matter::Unrecorded {
                of: id("mother"),
                by: id("marriage"),
            };
            let raised = flags(&office, &application, "gao_ying", "birth_certificate").await;
            assert_eq!(raised, std::slice::from_ref(&unrecorded));
            // It asks for the mother's name and phone: of those no marriage says anything that her account did not.
            let elsewhere = flags(&office, &application, "gao_ying", "vaccination_booklet").await;
            assert_eq!(elsewhere, []);
            office.set_register("marriage", Behaviour::Normal).await;
            office.advance(GIVEN_UP / 2);
            outbox::run(&office.ctx).await.unwrap();
            let raised = flags(&office, &application, "gao_ying", "birth_certificate").await;
            assert!(!raised.is_empty() && !raised.contains(&unrecorded), "{raised:?}");
        }
    }

    #[tokio::test]
    async fn nobody_is_asked_again_when_all_have_answered_or_after_two_weeks() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            office.newborn_application(&mother).await;
            let open = async || data::outbox::list_open(office.ctx.db.read(), 9).await.unwrap().len();
            assert_eq!(open().await, 0);
        }
        for office in TestOffice::each().await {
            typed_while(&office, Behaviour::Down).await;
            let open = async || data::outbox::list_open(office.ctx.db.read(), 9).await.unwrap().len();
            office.advance(GIVEN_UP - LONGEST);
            outbox::run(&office.ctx).await.unwrap();
            assert_eq!(open().await, 1);
            office.advance(LONGEST);
            outbox::run(&office.ctx).await.unwrap();
            assert_eq!(open().await, 0);
        }
    }
}
