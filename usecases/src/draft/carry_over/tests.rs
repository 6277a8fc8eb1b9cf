mod told;

use content::Authored;
use domain::delivery::Delivery;
use domain::draft::Consent;
use domain::id::DraftId;
use domain::party::Standing;

use super::*;
use crate::account::export::export;
use crate::account::notice::{What, unseen};
use crate::account::sign_in::{Luggage, as_citizen};
use crate::draft::save::{Kept, Typed, keep, save};
use crate::draft::{delete, read};
use crate::office::{JPEG, MOTHER, NEWBORN, TestOffice, changed, id, newborn, renamed};
use crate::register::sandbox::Behaviour;
use crate::theme::publish::publish_until;
use crate::{application, plan};

const DAY: i64 = 24 * 3_600_000;
const PHONE: &str = "mother/person.phone";
const AT: &str = "child/insurance.at";

/// A version that does not ask for the mother's phone.
fn without_phone() -> Authored {
    let own = &newborn().source;
    let mut lines: Vec<&str> = own.lines().collect();
    let asked = lines
        .iter()
        .position(|line| line.trim() == format!("- field: {PHONE}"))
        .unwrap();
    let next = lines[asked + 1..]
        .iter()
        .position(|line| line.trim_start().starts_with("- ") || line.trim().is_empty());
    lines.drain(asked..=asked + next.unwrap());
    lines.retain(|line| line.trim() != format!("- {PHONE}"));
    let (source, elements) = (lines.join("\n") + "\n", newborn().elements.clone());
    Authored {
        theme: content::theme::read(&source, &elements).unwrap(),
        hash: content::theme::hash(&source, &elements),
        source,
        elements,
        ..newborn().clone()
    }
}

async fn carry(office: &TestOffice, asker: &Asker, draft: &DraftId) {
    let prospect = look(&office.ctx, asker, draft).await.unwrap().unwrap();
    carry_over(&office.ctx, asker, draft, &prospect.successor.version)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_new_version_is_offered_from_publication_and_needed_after_the_last_day_of_the_old_one() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        assert_eq!(office.read(&mother, &draft).await.successor, None);
        office.publish_with(&renamed(), 10).await;
        let next = office.read(&mother, &draft).await.successor.unwrap();
        assert!(!next.is_due(office.ctx.today()));
        office.advance(10 * DAY);
        office.read(&mother, &draft).await;
        office.advance(DAY);
        let mother = office.citizen("lin_xiao").await;
        let due = |error: Error| matches!(error, Error::CarryOverFirst(of) if of == draft);
        assert!(due(read::read(&office.ctx, &mother, &draft).await.unwrap_err()));
        assert!(due(application::submit::submit(&office.ctx, &mother, &draft)
            .await
            .unwrap_err()));
        assert!(due(plan::read(&office.ctx, &mother, &id(NEWBORN)).await.unwrap_err()));
        let prospect = look(&office.ctx, &mother, &draft).await.unwrap().unwrap();
        assert!(prospect.is_quiet(), "{prospect:?}");
        carry(&office, &mother, &draft).await;
        assert_eq!(office.read(&mother, &draft).await.theme.name, "宝宝出生");
        office.agree(&mother, &draft).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        let again = application::submit::submit(&office.ctx, &mother, &draft).await.unwrap();
        assert_eq!(application, again, "submitting twice is submitting once");
    }
}

#[tokio::test]
async fn what_was_submitted_keeps_its_version_for_ever() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        office.publish_with(&renamed(), 0).await;
        office.advance(2 * DAY);
        let mother = office.citizen("lin_xiao").await;
        let tracked = application::track::track(&office.ctx, &mother, &application)
            .await
            .unwrap();
        assert_eq!(tracked.theme.name, "新生儿出生");
    }
}

#[tokio::test]
async fn a_day_that_is_over_ends_no_version() {
    for office in TestOffice::each().await {
        let yesterday = office.ctx.today().pred_opt().unwrap();
        let refused = publish_until(&office.ctx, &renamed(), yesterday).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotADay))));
    }
}

#[tokio::test]
async fn what_is_no_longer_asked_is_told_and_handed_out_until_the_draft_is_submitted() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        office
            .save(&mother, &draft, "mother", &[(PHONE, "13900000009")])
            .await
            .unwrap();
        let before = office.read(&mother, &draft).await.answers;
        office.publish_with(&without_phone(), 10).await;
        let prospect = look(&office.ctx, &mother, &draft).await.unwrap().unwrap();
        assert_eq!(prospect.dropped.len(), 1, "{:?}", prospect.dropped);
        assert_eq!(prospect.dropped[0].text, "13900000009");
        carry(&office, &mother, &draft).await;
        carry_over(&office.ctx, &mother, &draft, &prospect.successor.version)
            .await
            .unwrap();
        let after = office.read(&mother, &draft).await.answers;
        for (field, answer) in before
            .iter()
            .filter(|(field, answer)| **field != id(PHONE) && !answer.is_known())
        {
            assert_eq!(after.get(field), Some(answer), "{field}");
        }
        let exported = export(&office.ctx, &mother).await.unwrap();
        assert_eq!(exported["drafts"][0]["set_aside"][0]["value"], "13900000009");
        // Back to what was asked before: it has its place again.
        office.publish_with(newborn(), 10).await;
        carry(&office, &mother, &draft).await;
        assert_eq!(office.text(&mother, &draft, PHONE).await, "13900000009");
        office.publish_with(&without_phone(), 10).await;
        carry(&office, &mother, &draft).await;
        office.agree(&mother, &draft).await;
        office.submit(&mother, &draft).await.unwrap();
        let exported = export(&office.ctx, &mother).await.unwrap();
        assert_eq!(exported["drafts"][0]["set_aside"].as_array().unwrap().len(), 0);
    }
}

#[tokio::test]
async fn a_page_of_the_old_version_that_is_posted_afterwards_loses_nothing() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office
            .save(&mother, &draft, "mother", &[(PHONE, "13900000009")])
            .await
            .unwrap();
        office.publish_with(&without_phone(), 10).await;
        carry(&office, &mother, &draft).await;
        let typed = Typed {
            texts: [(PHONE.to_owned(), "13700000007".to_owned())].into(),
            was: [(PHONE.to_owned(), vec!["13900000009".to_owned()])].into(),
            ..Typed::default()
        };
        save(&office.ctx, &mother, &draft, &id("mother"), &typed).await.unwrap();
        let kept = keep(
            &office.ctx,
            &mother,
            &draft,
            &id("mother"),
            &id(PHONE),
            "13600000006".to_owned(),
            Vec::new(),
        )
        .await;
        assert_eq!(kept.unwrap(), Kept::default());
        let texts = data::aside::list(office.ctx.db.read(), &draft)
            .await
            .unwrap()
            .into_iter();
        let texts: Vec<_> = texts.map(|aside| aside.text).collect();
        assert_eq!(texts, ["13900000009", "13700000007", "13600000006"]);
    }
}

#[tokio::test]
async fn an_option_that_is_gone_is_asked_again_with_what_was_chosen() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        assert_eq!(office.text(&mother, &draft, AT).await, "household");
        let option = "{id: household, label: 就用户口地址}";
        let authored = changed(&[], &[(option, "{id: registered, label: 就用户口地址}")]);
        office.publish_with(&authored, 10).await;
        let prospect = look(&office.ctx, &mother, &draft).await.unwrap().unwrap();
        assert_eq!(prospect.again.len(), 1, "{:?}", prospect.again);
        carry(&office, &mother, &draft).await;
        let mine = office.read(&mother, &draft).await;
        assert_eq!(mine.answers.text(&id(AT)), None);
        assert!(mine.aside.contains_key(&id(AT)));
    }
}

#[tokio::test]
async fn what_waits_for_a_record_that_is_read_no_more_is_told_and_shown_where_nothing_else_is_said() {
    const HOLDER: &str = "child/household.holder";
    const TYPED: &str = "田大山";
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        office.set_register("household", Behaviour::Down).await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office
            .save(&mother, &draft, "household", &[(HOLDER, TYPED)])
            .await
            .unwrap();
        let follows = async |whom| {
            let chosen = ("child/household.follows", whom);
            office.answer_plan(&mother, NEWBORN, &[chosen]).await;
        };
        follows("father").await;
        let shown = async || {
            let mine = office.read(&mother, &draft).await;
            let said = mine.answers.text(&id(HOLDER)).map(str::to_owned);
            (said, mine.aside.get(&id(HOLDER)).cloned())
        };
        assert_eq!(shown().await, (None, None));
        let (hers, nothing) = (
            "of: mother\n    about: {home: child}",
            "of: mother\n    about: {self: mother}",
        );
        let without = changed(&[(hers, nothing)], &[]);
        office.publish_with(&without, 10).await;
        let prospect = look(&office.ctx, &mother, &draft).await.unwrap().unwrap();
        let again: Vec<_> = prospect.again.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(again, [TYPED]);
        carry(&office, &mother, &draft).await;
        assert_eq!(shown().await, (None, Some(TYPED.to_owned())));
        // Where it is read again, it waits again and comes back with the choice.
        office.publish_with(newborn(), 10).await;
        carry(&office, &mother, &draft).await;
        assert_eq!(shown().await, (None, None));
        follows("mother").await;
        assert_eq!(shown().await, (Some(TYPED.to_owned()), None));
    }
}

#[tokio::test]
async fn how_a_result_is_delivered_stays_as_long_as_there_is_one() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let wanted = BTreeMap::from([(id("birth_certificate"), Delivery::Window(None))]);
        deliver::choose(&office.ctx, &mother, &draft, &wanted).await.unwrap();
        office.publish_with(&renamed(), 10).await;
        carry(&office, &mother, &draft).await;
        let mine = office.read(&mother, &draft).await;
        let item = mine.theme.item(&id("birth_certificate")).unwrap();
        assert_eq!(mine.delivery(item), Some(Delivery::Window(None)));
    }
}

#[tokio::test]
async fn consent_is_asked_anew_where_registers_are_read_for_something_else() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let purpose = newborn().theme.reads[0].purpose.clone();
        let authored = changed(&[(purpose.as_str(), "换了用处")], &[]);
        office.publish_with(&authored, 10).await;
        assert!(look(&office.ctx, &mother, &draft).await.unwrap().unwrap().asks_consent);
        carry(&office, &mother, &draft).await;
        let mine = office.read(&mother, &draft).await;
        assert_eq!((mine.draft.consent, mine.facts.len()), (Consent::NotAsked, 0));
    }
}

#[tokio::test]
async fn papers_stay_and_a_stranger_carries_nothing_over() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office.attach(&mother, &draft, "diagnosis", JPEG).await.unwrap();
        office.publish_with(&renamed(), 10).await;
        let to = look(&office.ctx, &mother, &draft)
            .await
            .unwrap()
            .unwrap()
            .successor
            .version;
        let stranger = office.citizen("zhou_he").await;
        let refused = carry_over(&office.ctx, &stranger, &draft, &to).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        carry_over(&office.ctx, &mother, &draft, &to).await.unwrap();
        assert_eq!(
            office.read(&mother, &draft).await.files_for(&id("diagnosis")).count(),
            1
        );
        assert!(look(&office.ctx, &mother, &draft).await.unwrap().is_none());
        delete::delete(&office.ctx, &mother, &draft).await.unwrap();
        assert_eq!(data::aside::list(office.ctx.db.read(), &draft).await.unwrap(), []);
    }
}

#[tokio::test]
async fn what_a_guest_answered_goes_on_with_the_new_version_and_into_ones_own_draft() {
    for office in TestOffice::each().await {
        let (slug, field) = (id(NEWBORN), id(MOTHER[0].0));
        let begun = plan::answer(&office.ctx, &Asker::Guest(None), &slug, &field, MOTHER[0].1).await;
        let guest = begun.unwrap().guest.unwrap();
        let asker = Asker::Guest(Some(guest.clone()));
        office.answer_plan(&asker, NEWBORN, &MOTHER[1..]).await;
        office.publish_with(&renamed(), 0).await;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.started(&mother, &MOTHER[..1]).await;
        let luggage = Luggage {
            guest: Some(guest.clone()),
            ..Luggage::default()
        };
        office.advance(DAY);
        let mine = plan::read(&office.ctx, &asker, &id(NEWBORN)).await.unwrap();
        assert_eq!(mine.published.theme.name, "宝宝出生");
        assert_eq!(mine.answers.text(&id(MOTHER[1].0)), Some(MOTHER[1].1));
        as_citizen(&office.ctx, &id("lin_xiao"), &luggage).await.unwrap();
        let mother = office.citizen("lin_xiao").await;
        assert_eq!(office.text(&mother, &draft, MOTHER[1].0).await, MOTHER[1].1);
    }
}

#[tokio::test]
async fn whoever_says_to_be_in_another_county_is_offered_its_version_and_never_made_to_take_it() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let edition = "format: 1\ntheme: newborn\nregion: {code: '000002', name: 东山县}\nitems:\n  - item: household_registration\n    limit: {was: {days: 10}, now: {days: 8}}\n";
        let county = Authored {
            editions: vec![content::Edition {
                region: "000002".into(),
                source: edition.into(),
            }],
            ..newborn().clone()
        };
        office.publish_with(&county, 0).await;
        office.advance(5 * DAY);
        let mother = office.citizen("lin_xiao").await;
        assert_eq!(office.read(&mother, &draft).await.successor, None);
        let there = Context {
            region: Some("000002".into()),
            ..office.restarted()
        };
        let prospect = look(&there, &mother, &draft).await.unwrap().unwrap();
        assert!(prospect.successor.is_elsewhere);
        let limits: Vec<_> = prospect
            .limits
            .iter()
            .map(|limit| (limit.before.days, limit.now.days))
            .collect();
        assert_eq!(limits, [(10, 8)]);
        carry_over(&there, &mother, &draft, &prospect.successor.version)
            .await
            .unwrap();
        assert_eq!(office.read(&mother, &draft).await.theme.region.code, "000002");
    }
}

#[tokio::test]
async fn whoever_agreed_to_the_old_version_is_told_once_that_it_is_signed_anew() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let father = office.read(&mother, &draft).await.invitations[0].citizen.clone();
        let father = office.account(father.unwrap().as_str()).await;
        let told = async || {
            let told = unseen(&office.ctx, &father, None).await.unwrap();
            told.into_iter().map(|told| told.what).collect::<Vec<_>>()
        };
        told().await;
        office.publish_with(&renamed(), 10).await;
        office.deliver().await;
        assert_eq!(told().await, [], "what he signed still holds");
        carry(&office, &mother, &draft).await;
        office.deliver().await;
        office.deliver().await;
        let asked = told().await;
        assert!(
            matches!(
                &asked[..],
                [What::PartyAsked {
                    standing: Standing::Outdated,
                    ..
                }]
            ),
            "{asked:?}"
        );
    }
}
