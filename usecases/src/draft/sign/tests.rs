use domain::case::correction::{Flaw as Wrong, Point};
use domain::party::Standing;
use testbed::phone::Phone;

use super::proof::{Flaw, SignedRecord, office_seal, verify};
use super::*;
use crate::account::confirm;
use crate::account::passkey::add;
use crate::account::recognise::recognise;
use crate::account::sign_in::as_citizen;
use crate::application::record::read as read_record;
use crate::casework::correct;
use crate::message;
use crate::office::{ORIGIN, TestOffice, id, typed_texts};
use crate::party::part;

fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome.err()? {
        Error::Refused(refusal) => Some(refusal),
        other => panic!("{other:?}"),
    }
}

async fn digits(ctx: &Context) -> String {
    let came = message::list(ctx).await.unwrap().remove(0).text;
    came.lines().next().unwrap().to_owned()
}

/// Somebody signed in, with a key on their phone.
async fn with_key(office: &TestOffice, who: &str, phone: &mut Phone) -> (Asker, Luggage) {
    let ctx = &office.ctx;
    let session = as_citizen(ctx, &id(who), &Luggage::default()).await.unwrap().session;
    let asker = recognise(ctx, Some(&session), None).await.unwrap();
    let luggage = Luggage {
        session: Some(session),
        ..Luggage::default()
    };
    let code = confirm::send_code(ctx, &asker, add::PURPOSE, &luggage, None)
        .await
        .unwrap();
    confirm::by_code(ctx, &asker, add::PURPOSE, &code, &digits(ctx).await, &luggage)
        .await
        .unwrap();
    let options = add::ask(ctx, &asker, &luggage).await.unwrap();
    let session = add::add(ctx, &asker, &phone.make(&options), &luggage).await.unwrap();
    let asker = recognise(ctx, Some(&session), None).await.unwrap();
    let luggage = Luggage {
        session: Some(session),
        ..Luggage::default()
    };
    (asker, luggage)
}

/// The signature of who filed.
fn filed(signed: &mut SignedRecord) -> &mut Signed {
    let mut signatures = signed.signatures.iter_mut();
    signatures.find(|one| one.party.is_none()).unwrap()
}

/// A signed record, as somebody has it years later.
async fn signed_by_device(office: &TestOffice) -> SignedRecord {
    let (ctx, mut phone) = (&office.ctx, Phone::new(ORIGIN, 1));
    let (mother, luggage) = with_key(office, "lin_xiao", &mut phone).await;
    let draft = office.newborn_draft(&mother).await;
    let shown = read(ctx, &mother, &draft).await.unwrap();
    assert!(shown.has_passkey && !shown.is_signed);
    let options = ask_device(ctx, &mother, &draft, &luggage).await.unwrap();
    by_device(ctx, &mother, &draft, &shown.hash, &phone.sign(&options), &luggage)
        .await
        .unwrap();
    let application = submit::submit(ctx, &mother, &draft).await.unwrap();
    read_record(ctx, &mother, &application).await.unwrap().signed
}

#[tokio::test]
async fn what_is_mended_is_signed_by_a_device_and_proves_itself() {
    for office in TestOffice::each().await {
        let (ctx, mut phone) = (&office.ctx, Phone::new(ORIGIN, 4));
        let (mother, luggage) = with_key(&office, "lin_xiao", &mut phone).await;
        // Between two codes to one number lies a minute.
        office.advance(60_000);
        let application = office.newborn_application(&mother).await;
        let officer = office.officer("gao_ying").await;
        let case = office.case(&application, "birth_certificate").await.id;
        let point = Point {
            target: "field:child/person.name".parse().unwrap(),
            flaw: Wrong::Incorrect,
            sentence: "和出生记录不一样".to_owned(),
        };
        let nothing = correct::as_shown(None, None);
        let named = correct::name(ctx, &officer, &case, &point, &nothing).await;
        named.unwrap();
        let all = correct::as_shown([&point], None);
        correct::ask(ctx, &officer, &case, 10, "", &all).await.unwrap();
        let typed = typed_texts(&[("child/person.name", "林知秋")]);
        office.types_mend(&mother, &application, &typed, "").await.unwrap();
        let shown = mend::sign::read(ctx, &mother, &application).await.unwrap();
        assert!(shown.has_passkey);
        let options = mend::sign::ask_device(ctx, &mother, &application, &luggage)
            .await
            .unwrap();
        let answer = phone.sign(&options);
        for _ in 0..2 {
            mend::sign::by_device(ctx, &mother, &application, &shown.hash, &answer, &luggage)
                .await
                .expect("pressed twice it is sent once");
        }
        let mut signed = read_record(ctx, &mother, &application).await.unwrap().signed;
        let held = verify(&signed, None).unwrap();
        let later: Vec<_> = held.iter().filter(|one| one.is_later).collect();
        assert!(later.len() == 1 && later[0].by_device && later[0].is_proved, "{held:?}");
        // The key signed this, and nothing else.
        let supplement = &mut signed.supplements[0];
        supplement.record["answers"][0]["now"]["text"] = "林知冬".into();
        supplement.hash = Record::of(&supplement.record).unwrap().hash;
        assert_eq!(verify(&signed, None), Err(Flaw::WrongSignature("林晓".to_owned())));
    }
}

#[tokio::test]
async fn nothing_is_submitted_that_is_not_signed_as_it_is_now_and_nothing_is_lost() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let unsigned = submit::submit(ctx, &mother, &draft).await;
        assert_eq!(refused(unsigned), Some(Refusal::SignFirst));
        office.sign(&mother, &draft).await.unwrap();
        assert!(read(ctx, &mother, &draft).await.unwrap().is_signed);
        let typed = [("child/person.name", "林知秋")];
        office.save(&mother, &draft, "child", &typed).await.unwrap();
        office.agree(&mother, &draft).await;
        let changed = submit::submit(ctx, &mother, &draft).await;
        assert_eq!(refused(changed), Some(Refusal::RecordChanged));
        let now = read(ctx, &mother, &draft).await.unwrap();
        assert!(now.was_signed && !now.is_signed);
        assert_eq!(now.mine.gaps(), []);
        let application = office.submit(&mother, &draft).await.unwrap();
        let judged = read_record(ctx, &mother, &application).await.unwrap();
        let held = judged.outcome.unwrap();
        let who: Vec<_> = held.iter().map(|one| (&*one.name, one.by_device)).collect();
        assert_eq!(who, [("陈远", false), ("林晓", false)]);
        assert!(judged.signed.record.to_string().contains("林知秋"));
    }
}

#[tokio::test]
async fn the_message_with_a_code_that_signs_says_so_and_for_what() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let code = send_code(ctx, &mother, &draft, &Luggage::default(), None)
            .await
            .unwrap();
        let came = message::list(ctx).await.unwrap().remove(0).text;
        assert_eq!(came, format!("{}\n新生儿出生", digits(ctx).await));
        let as_if_it_let_in = crate::account::code::send_again(ctx, &code, &Luggage::default(), None).await;
        assert_eq!(refused(as_if_it_let_in), Some(Refusal::CodeOver));
    }
}

#[tokio::test]
async fn a_code_signs_the_record_it_came_for_and_no_other() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let shown = read(ctx, &mother, &draft).await.unwrap().hash;
        let code = send_code(ctx, &mother, &draft, &Luggage::default(), None)
            .await
            .unwrap();
        let came = digits(ctx).await;
        let typed = [("child/person.name", "林知秋")];
        office.save(&mother, &draft, "child", &typed).await.unwrap();
        office.agree(&mother, &draft).await;
        let old_page = by_code(ctx, &mother, &draft, &shown, Some(&code), &came).await;
        assert_eq!(refused(old_page), Some(Refusal::RecordChanged));
        let now = read(ctx, &mother, &draft).await.unwrap().hash;
        let old_code = by_code(ctx, &mother, &draft, &now, Some(&code), &came).await;
        assert_eq!(refused(old_code), Some(Refusal::CodeOver));
        let none = by_code(ctx, &mother, &draft, &now, None, &came).await;
        assert_eq!(refused(none), Some(Refusal::CodeOver));

        office.advance(60_000);
        let code = send_code(ctx, &mother, &draft, &Luggage::default(), None)
            .await
            .unwrap();
        let wrong = if digits(ctx).await == "000000" {
            "111111"
        } else {
            "000000"
        };
        let wrong = by_code(ctx, &mother, &draft, &now, Some(&code), wrong).await;
        assert_eq!(refused(wrong), Some(Refusal::WrongCode));
        let came = digits(ctx).await;
        for _ in 0..2 {
            by_code(ctx, &mother, &draft, &now, Some(&code), &came)
                .await
                .expect("pressed twice it is signed once");
        }
        let given = data::signature::list(ctx.db.read(), &draft).await.unwrap();
        assert_eq!(given.iter().filter(|one| one.party.is_none()).count(), 1);
    }
}

#[tokio::test]
async fn asked_for_again_at_once_the_code_that_came_for_the_same_record_holds() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let code = send_code(ctx, &mother, &draft, &Luggage::default(), None)
            .await
            .unwrap();
        let carrying = Luggage {
            code: Some(code),
            ..Luggage::default()
        };
        let again = send_code(ctx, &mother, &draft, &carrying, None).await;
        assert_eq!(refused(again), Some(Refusal::CodeHolds));
        let elsewhere = send_code(ctx, &mother, &draft, &Luggage::default(), None).await;
        assert_eq!(refused(elsewhere), Some(Refusal::TooManyCodes));
        let typed = [("child/person.name", "林知秋")];
        office.save(&mother, &draft, "child", &typed).await.unwrap();
        office.agree(&mother, &draft).await;
        let for_another = send_code(ctx, &mother, &draft, &carrying, None).await;
        assert_eq!(refused(for_another), Some(Refusal::TooManyCodes));
    }
}

#[tokio::test]
async fn a_device_signs_what_was_asked_and_what_it_signed_holds_years_later_without_the_account() {
    for office in TestOffice::each().await {
        let signed = signed_by_device(&office).await;
        let text = serde_json::to_string(&signed).unwrap();
        let years_later: SignedRecord = serde_json::from_str(&text).unwrap();
        let held = verify(&years_later, None).unwrap();
        let hers = held.iter().find(|one| one.party.is_none()).unwrap();
        assert!(hers.by_device && hers.is_proved);
        let db = office.ctx.db.read();
        verify(&years_later, Some(&|text| office_seal(db, text))).unwrap();
    }
}

#[tokio::test]
async fn the_second_parent_signs_by_a_device_of_his_own_and_that_holds_without_the_office() {
    for office in TestOffice::each().await {
        let (ctx, mut phone) = (&office.ctx, Phone::new(ORIGIN, 3));
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let typed = [("child/person.name", "林知秋")];
        office.save(&mother, &draft, "child", &typed).await.unwrap();
        let (himself, luggage) = with_key(&office, "chen_yuan", &mut phone).await;
        let invitation = office.read(&mother, &draft).await.invitations[0].id.clone();
        let shown = part::read(ctx, &himself, &invitation).await.unwrap();
        assert!(shown.has_passkey && shown.standing == Standing::Outdated);
        let options = agree::ask_device(ctx, &himself, &invitation, &luggage).await.unwrap();
        let answer = phone.sign(&options);
        for _ in 0..2 {
            agree::by_device(ctx, &himself, &invitation, &shown.hash, &answer, &luggage)
                .await
                .expect("pressed twice it is signed once");
        }
        office.submit(&mother, &draft).await.unwrap();
        let his = part::signed(ctx, &himself, &invitation).await.unwrap();
        let held = verify(&his, None).unwrap();
        assert!(held.len() == 1 && held[0].by_device && held[0].is_proved);
    }
}

#[tokio::test]
async fn an_altered_byte_an_altered_signature_and_another_persons_key_do_not_hold() {
    for office in TestOffice::each().await {
        let signed = signed_by_device(&office).await;
        let db = office.ctx.db.read();
        let judge = |signed: &SignedRecord| verify(signed, Some(&|text| office_seal(db, text)));

        let mut altered = signed.clone();
        altered.record["declaration"] = "以上内容不属实。".into();
        assert_eq!(judge(&altered), Err(Flaw::Altered));
        altered.hash = Record::of(&altered.record).unwrap().hash;
        assert_eq!(judge(&altered), Err(Flaw::WrongSignature("林晓".to_owned())));
        altered.record["together"]["answers"][0]["text"] = "不是她".into();
        altered.hash = Record::of(&altered.record).unwrap().hash;
        assert_eq!(judge(&altered), Err(Flaw::WrongSeal("陈远".to_owned())));

        let alter = |change: &dyn Fn(&mut Proof)| {
            let mut altered = signed.clone();
            change(&mut filed(&mut altered).proof);
            altered
        };
        let bent = alter(&|proof| {
            if let Proof::Passkey { signature, .. } = proof {
                let other = if &signature[20..21] == "A" { "B" } else { "A" };
                signature.replace_range(20..21, other);
            }
        });
        assert_eq!(judge(&bent), Err(Flaw::WrongSignature("林晓".to_owned())));

        // Somebody else signs the same with a key of their own, in her name: the device's part holds, the office's seal does not.
        let mut theirs = Phone::new(ORIGIN, 2);
        let (stranger, _) = with_key(&office, "zhou_he", &mut theirs).await;
        let key = passkey::list(&office.ctx, &stranger).await.unwrap().remove(0);
        let key = ceremony::credential(&key).unwrap();
        let options = serde_json::json!({ "publicKey": {
            "challenge": base64::Engine::encode(
                &base64::prelude::BASE64_URL_SAFE_NO_PAD,
                proof::challenge(&signed.hash),
            ),
        }});
        let answer: Value = serde_json::from_str(&theirs.sign(&options)).unwrap();
        let said = |name: &str| answer["response"][name].as_str().unwrap().to_owned();
        let mut forged = signed.clone();
        filed(&mut forged).proof = Proof::Passkey {
            credential_id: answer["id"].as_str().unwrap().to_owned(),
            public_key: serde_json::to_value(key.get_public_key()).unwrap(),
            authenticator_data: said("authenticatorData"),
            client_data: said("clientDataJSON"),
            signature: said("signature"),
        };
        assert_eq!(judge(&forged), Err(Flaw::WrongSeal("林晓".to_owned())));
        let foreign = alter(&|proof| {
            if let Proof::Passkey { public_key, .. } = proof {
                *public_key = serde_json::to_value(key.get_public_key()).unwrap();
            }
        });
        assert_eq!(judge(&foreign), Err(Flaw::WrongSignature("林晓".to_owned())));

        let mut nobody = signed.clone();
        nobody.signatures.clear();
        assert_eq!(judge(&nobody), Err(Flaw::Unsigned));
        let mut later = signed;
        filed(&mut later).at += 1;
        assert_eq!(judge(&later), Err(Flaw::WrongSeal("林晓".to_owned())));
    }
}

#[tokio::test]
async fn what_is_missing_is_not_signed_and_nobody_signs_for_somebody_else() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &crate::office::MOTHER).await;
        let early = send_code(ctx, &mother, &draft, &Luggage::default(), None).await;
        assert_eq!(refused(early), Some(Refusal::Incomplete));
        office.complete(&mother, &draft).await;
        let shown = read(ctx, &mother, &draft).await.unwrap().hash;
        let code = send_code(ctx, &mother, &draft, &Luggage::default(), None)
            .await
            .unwrap();
        let stranger = office.citizen("zhou_he").await;
        let theirs = by_code(ctx, &stranger, &draft, &shown, Some(&code), &digits(ctx).await).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
        assert!(matches!(read(ctx, &stranger, &draft).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn signing_all_day_keeps_nobody_from_signing_in() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        for number in 0..7 {
            let name = format!("林知{}", ["一", "二", "三", "四", "五", "六", "七"][number]);
            office
                .save(&mother, &draft, "child", &[("child/person.name", &name)])
                .await
                .unwrap();
            office.agree(&mother, &draft).await;
            office.sign(&mother, &draft).await.unwrap();
        }
        let phone = mother.citizen().unwrap().phone.clone();
        crate::account::code::send(ctx, &phone, &Luggage::default(), None)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn what_was_changed_since_it_was_shown_is_not_signed_and_signing_asks_nobody_again() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let draft = office.newborn_draft(&mother).await;
        let (_, before) = ready(ctx, &mother, &draft).await.unwrap();
        let code = send_code(ctx, &mother, &draft, &Luggage::default(), None)
            .await
            .unwrap();
        let digits = office.received(&mother).await;
        let signing = Signing::new(&mother, &draft, &before);
        let name = [("child/person.name", "林知秋")];
        office.save(&mother, &draft, "child", &name).await.unwrap();
        let late = signing.by_code(ctx, &before.hash, Some(&code), &digits).await;
        assert_eq!(refused(late), Some(Refusal::RecordChanged));
        let given = data::signature::list(ctx.db.read(), &draft).await.unwrap();
        assert!(given.iter().all(|one| one.party.is_some()), "{given:?}");
        office.advance(60_000);
        office.agree(&mother, &draft).await;
        office.sign(&mother, &draft).await.unwrap();
        let errands = data::outbox::list_due(ctx.db.read(), ctx.now(), 50).await.unwrap();
        assert!(errands.iter().all(|errand| errand.kind != "parties"), "{errands:?}");
    }
}
