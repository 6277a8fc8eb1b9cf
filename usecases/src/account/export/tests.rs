use data::passkey::Passkey;
use domain::account::Organisation;
use domain::case::Matter;
use domain::case::correction::{Flaw, Point};

use super::*;
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::casework;
use crate::draft::upload::{Announced, begin};
use crate::help::ask;
use crate::mandate::draw_up::{Who, Wish, draw_up};
use crate::mandate::journal::{Kind, note};
use crate::office::{MOTHER, PDF, TestOffice, id, typed_texts};
use crate::token::Token;

/// Every table that holds something of a citizen's, and where the document has it.
const COVERED: [(&str, &str); 31] = [
    ("citizens", "/account/phone"),
    ("means", "/means/0"),
    ("passkeys", "/passkeys/0"),
    ("mandates", "/mandates/0"),
    ("mandate_uses", "/mandates/0/uses/0"),
    ("representatives", "/represents/0"),
    ("agency_members", "/agencies/0"),
    ("sessions", "/sessions/0"),
    ("drafts", "/drafts/0"),
    ("answers", "/drafts/0/answers/0"),
    ("rival_answers", "/drafts/0/answers_of_another_device/0"),
    ("set_aside", "/drafts/0/set_aside/0"),
    ("files", "/drafts/0/papers/0"),
    ("deferrals", "/drafts/0/papers_promised/0"),
    ("promises", "/drafts/0/promises/0"),
    ("deliveries", "/drafts/0/deliveries/0"),
    ("invitations", "/drafts/0/asked_to_apply_together/0"),
    ("helps", "/drafts/0/questions/0"),
    ("uploads", "/drafts/0/papers_on_their_way/0"),
    ("register_reads", "/drafts/0/register_reads/0"),
    ("register_facts", "/drafts/0/register_facts/0"),
    ("applications", "/applications/0"),
    ("cases", "/applications/0/cases/0"),
    ("case_flags", "/applications/0/cases/0/flags/0"),
    ("promise_checks", "/applications/0/cases/0/promise_checks/0"),
    ("events", "/applications/0/events/0"),
    ("corrections", "/applications/0/corrections/0"),
    ("mended_answers", "/applications/0/mended_answers/0"),
    ("consents", "/consents/0"),
    ("signatures", "/signatures/0"),
    ("notices", "/notices/0"),
];

/// Tables that name a case of a citizen's and hold nothing of the citizen's.
const NOT_THEIRS: [(&str, &str); 4] = [
    ("decision_drafts", "what an officer typed and did not yet decide"),
    (
        "signed_records",
        "what the draft holds, once more; it is handed out whole beside its application",
    ),
    (
        "supplements",
        "what was mended, once more; it is handed out with what was signed",
    ),
    ("inbox_marks", "up to when somebody read what they were told"),
];

/// By these a table belongs to a citizen.
const OWNERS: [&str; 6] = ["citizen", "principal", "mandate", "draft", "application", "case"];

/// A mother who has one of everything.
async fn mother_of_everything(office: &TestOffice) -> Asker {
    let ctx = &office.ctx;
    let mut asker = None;
    for browser in ["her phone", "the library's computer"] {
        let luggage = Luggage {
            browser: Some(Token::from_browser(browser)),
            device: Some(browser.to_owned()),
            ..Luggage::default()
        };
        let signed_in = as_citizen(ctx, &id("lin_xiao"), &luggage).await.unwrap();
        asker = Some(recognise(ctx, Some(&signed_in.session), None).await.unwrap());
    }
    let mother = asker.unwrap();
    let draft = office.consulted(&mother, &MOTHER).await;
    office.attach(&mother, &draft, "bank_card_copy", PDF).await.unwrap();
    office.complete(&mother, &draft).await;
    let on_its_way = Announced {
        name: "照片.jpg".to_owned(),
        size: 9,
        sha256: "0".repeat(64),
    };
    begin(ctx, &mother, &draft, &id("bank_card_copy"), on_its_way)
        .await
        .unwrap();
    let wanted = ask::Said {
        wish: domain::help::Wish::LookOver,
        phone: String::new(),
        question: "这样写对吗？".to_owned(),
        agrees: true,
    };
    ask::ask(ctx, &mother, &draft, None, &wanted).await.unwrap();
    let application = office.submit(&mother, &draft).await.unwrap();
    let deferred = domain::deferral::Deferral::new(draft.clone(), id("diagnosis"), ctx.now());
    data::deferral::save(ctx.db.read(), &deferred).await.unwrap();
    let tx = ctx.db.write().await.unwrap();
    let field = id("child/person.name");
    data::rival::save(&*tx, &draft, &field, "林知秋", ctx.now())
        .await
        .unwrap();
    let aside = data::aside::SetAside {
        id: ctx.new_id(),
        field: field.clone(),
        typed_as: field.clone(),
        version: data::draft::find(&*tx, &draft).await.unwrap().unwrap().theme_version,
        beside: None,
        text: "林知春".to_owned(),
        at: ctx.now(),
    };
    data::aside::insert(&*tx, &draft, &aside).await.unwrap();
    let promise = data::promise::Promise {
        about: id("item.parenting_guidance"),
        said: domain::commitment::Said::Promised,
        at: ctx.now(),
    };
    data::promise::save(&*tx, &draft, &promise).await.unwrap();
    let chosen = data::delivery::Chosen {
        draft: draft.clone(),
        item: id("birth_certificate"),
        delivery: domain::delivery::Delivery::Electronic,
        is_remembered: true,
        at: ctx.now(),
    };
    data::delivery::save(&*tx, &chosen).await.unwrap();
    let case = office.case(&application, "birth_certificate").await.id;
    let unrecorded = Matter::Unrecorded {
        of: id("mother"),
        by: id("birth"),
    };
    data::flag::raise(&*tx, &case, &unrecorded, ctx.now()).await.unwrap();
    let check = domain::commitment::check::Check {
        case: case.clone(),
        about: promise.about.clone(),
        number: 1,
        due: ctx.today(),
        found: None,
    };
    data::check::insert(&*tx, &check).await.unwrap();
    tx.commit().await.unwrap();
    let officer = office.officer("gao_ying").await;
    casework::read::read(ctx, &officer, &case).await.unwrap();
    let point = Point {
        target: "field:child/person.name".parse().unwrap(),
        flaw: Flaw::Incorrect,
        sentence: "和出生记录不一样".to_owned(),
    };
    let nothing = casework::correct::as_shown(None, None);
    casework::correct::name(ctx, &officer, &case, &point, &nothing)
        .await
        .unwrap();
    let all = casework::correct::as_shown([&point], None);
    casework::correct::ask(ctx, &officer, &case, 10, "", &all)
        .await
        .unwrap();
    let mended = typed_texts(&[("child/person.name", "林知冬")]);
    office.types_mend(&mother, &application, &mended, "").await.unwrap();
    lets_others_act(office, &mother).await;
    mother
}

/// She let the father act, who did; she has a passkey, represents a company, and helps at a station.
async fn lets_others_act(office: &TestOffice, mother: &Asker) {
    let (ctx, her) = (&office.ctx, &mother.citizen().unwrap().id);
    let wish = Wish {
        who: Who::Agency(id("qingshi")),
        themes: None,
        until: ctx.today(),
    };
    let mandate = draw_up(ctx, mother, &wish).await.unwrap();
    note(ctx, &mandate, &id("xu_an"), Kind::Opened, "draft").await.unwrap();
    let tx = ctx.db.write().await.unwrap();
    let passkey = Passkey {
        id: id("key"),
        citizen: her.clone(),
        credential: "{}".to_owned(),
        device: "Android".to_owned(),
        added_at: ctx.now(),
        used_at: None,
    };
    data::passkey::insert(&*tx, &passkey, "credential").await.unwrap();
    let company = Organisation {
        id: id("company"),
        credit_code: "91000000MA9Y00039T".to_owned(),
        name: "示范市知行文化传播有限公司".to_owned(),
    };
    data::organisation::save(&*tx, &company).await.unwrap();
    data::organisation::confirm(&*tx, &company.id, her, ctx.now())
        .await
        .unwrap();
    data::agency::add(&*tx, &id("qingshi"), her, ctx.now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_table_that_holds_something_of_a_citizens_is_in_the_export() {
    for office in TestOffice::each().await {
        let columns = office.database.columns().await;
        let is_owner = |column: &str| OWNERS.iter().any(|owner| column == format!("{owner}_id"));
        for (table, column) in columns.iter().filter(|(_, column)| is_owner(column)) {
            let is_covered = COVERED.iter().chain(&NOT_THEIRS).any(|(known, _)| known == table);
            assert!(
                is_covered,
                "{table}.{column} is neither exported nor said to be nobody's"
            );
        }
        for (table, _) in COVERED {
            assert!(
                columns.iter().any(|(known, _)| known == table),
                "there is no table {table}"
            );
        }
        let mother = mother_of_everything(&office).await;
        let document = export(&office.ctx, &mother).await.unwrap();
        for (table, place) in COVERED {
            let found = document.pointer(place).filter(|value| !value.is_null());
            assert!(found.is_some(), "{table} is not at {place}:\n{document:#}");
        }
        assert_eq!(
            (document["version"].as_u64(), document["is_whole"].as_bool()),
            (Some(1), Some(true))
        );
        assert_eq!(document["account"]["name"], "林晓");
    }
}

#[tokio::test]
async fn numbers_of_others_that_the_citizen_did_not_type_are_not_handed_out() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, father) = (office.citizen("lin_xiao").await, office.citizen("chen_yuan").await);
        office.consulted(&mother, &MOTHER).await;
        let number = |asker: &Asker| asker.real_name().unwrap().1.id_number.clone();
        let hers = export(ctx, &mother).await.unwrap().to_string();
        assert!(hers.contains(number(&mother).as_str()), "{hers}");
        assert!(!hers.contains(number(&father).as_str()), "{hers}");
        assert!(hers.contains(&number(&father).masked()), "{hers}");
        let stranger = office.citizen("zhou_he").await;
        let theirs = export(ctx, &stranger).await.unwrap();
        assert_eq!(
            (
                theirs["drafts"].as_array().map(Vec::len),
                theirs["consents"].as_array().map(Vec::len)
            ),
            (Some(0), Some(0))
        );
        assert!(matches!(
            export(ctx, &Asker::Guest(None)).await,
            Err(crate::Error::SignInFirst)
        ));
        let officer = office.officer("gao_ying").await;
        assert!(matches!(export(ctx, &officer).await, Err(crate::Error::Forbidden)));
    }
}
