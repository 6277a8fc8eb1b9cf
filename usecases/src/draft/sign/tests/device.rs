//! What is signed by a key on somebody's own device proves itself, and nothing else does.

use domain::case::correction::{Flaw as Wrong, Point};
use domain::party::Standing;
use testbed::phone::Phone;

use super::super::proof::{Flaw, SignedRecord, office_seal, verify};
use super::*;
use crate::account::confirm;
use crate::account::passkey::add;
use crate::account::recognise::recognise;
use crate::casework::correct;
use crate::office::{ORIGIN, typed_texts};
use crate::party::part;

/// Somebody signed in, with a key on their phone.
async fn with_key(office: &TestOffice, who: &str, phone: &mut Phone) -> (Asker, Luggage) {
    let ctx = &office.ctx;
    let (asker, luggage) = office.citizen_with_browser(who).await;
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
