//! What lies in the database, and who can read it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use data::content::{Sealer, unseal};
use data::key::{MasterKeys, add, rewrap};
use data::{Connection, Database, Error, Locked};
use domain::answer::{Answer, FieldId, Origin};
use domain::id::DraftId;
use domain::moment::Moment;
use sea_orm::{ConnectionTrait, Statement};
use testbed::{TestDatabase, databases};

const TYPED: &str = "示范市青河区青石路18号";
const MINUTE: i64 = 60_000;

fn masters(keys: &[&str]) -> MasterKeys {
    MasterKeys::parse(&keys.join("\n")).unwrap()
}

fn draft() -> DraftId {
    "d".parse().unwrap()
}

fn field(name: &str) -> FieldId {
    name.parse().unwrap()
}

async fn say(db: &Database, name: &str) {
    let answer = Answer {
        text: TYPED.to_owned(),
        origin: Origin::Citizen,
        as_of: "2026-11-20".parse().unwrap(),
        contested: false,
    };
    data::answer::save(db.read(), &draft(), &field(name), &answer)
        .await
        .unwrap();
}

async fn said(db: &Database, name: &str) -> data::Result<Option<String>> {
    let answers = data::answer::list(db.read(), &draft()).await?;
    Ok(answers.text(&field(name)).map(str::to_owned))
}

async fn opened(database: &TestDatabase, keys: &[&str]) -> data::Result<Database> {
    let locked = Locked::open(&database.url, 1).await?;
    locked.unlock(masters(keys), Moment(0)).await
}

/// The stored bytes of a value, and the number of the key they are sealed with.
async fn stored(db: &Database, name: &str) -> (Vec<u8>, u8) {
    let sql = format!("SELECT value FROM answers WHERE element = '{}'", field(name).element);
    let statement = Statement::from_string(db.read().get_database_backend(), sql);
    let row = db.read().query_one_raw(statement).await.unwrap().unwrap();
    let bytes: Vec<u8> = row.try_get_by_index(0).unwrap();
    let key = bytes[3];
    (bytes, key)
}

#[tokio::test]
async fn what_was_typed_lies_sealed_and_the_same_text_never_looks_the_same() {
    for database in databases().await {
        say(&database.db, "child/household.address").await;
        say(&database.db, "mother/person.address").await;
        let (first, _) = stored(&database.db, "child/household.address").await;
        let (second, _) = stored(&database.db, "mother/person.address").await;
        assert_ne!(first, second);
        assert!(
            !first
                .windows(3)
                .any(|bytes| TYPED.as_bytes().windows(3).any(|typed| typed == bytes))
        );
    }
}

#[tokio::test]
async fn a_value_that_somebody_moved_or_altered_in_the_database_is_not_shown() {
    for database in databases().await {
        let db = &database.db;
        say(db, "child/household.address").await;
        db.read()
            .execute_unprepared("UPDATE answers SET element = 'person.address'")
            .await
            .unwrap();
        let moved = said(db, "child/person.address").await;
        assert!(
            matches!(moved, Err(Error::Inconsistent { table: "answers", .. })),
            "{moved:?}"
        );
    }
}

#[tokio::test]
async fn who_has_the_database_without_its_master_key_opens_nothing() {
    for database in databases().await {
        let stranger = opened(&database, &[&MasterKeys::generate()]).await;
        assert!(matches!(stranger, Err(Error::WrongKey)));
        assert!(MasterKeys::parse("").is_none() && MasterKeys::parse("aGVsbG8=").is_none());
    }
}

#[tokio::test]
async fn a_new_master_key_wraps_the_keys_anew_and_the_old_one_is_worth_nothing_then() {
    for database in databases().await {
        say(&database.db, "child/household.address").await;
        let (new, old) = (MasterKeys::generate(), database.master_key.clone());
        let both = opened(&database, &[&new, &old]).await.unwrap();
        assert_eq!(rewrap(both.read()).await.unwrap(), 2);
        let alone = opened(&database, &[&new]).await.unwrap();
        assert_eq!(
            said(&alone, "child/household.address").await.unwrap().as_deref(),
            Some(TYPED)
        );
        assert!(matches!(opened(&database, &[&old]).await, Err(Error::WrongKey)));
    }
}

#[tokio::test]
async fn a_new_data_key_is_known_to_every_process_before_it_seals_anything() {
    for database in databases().await {
        let (here, there) = (&database.db, database.open(1).await);
        add(here.read(), Moment(0)).await.unwrap();
        for (now, key) in [(4 * MINUTE, 1), (5 * MINUTE, 3)] {
            for (db, name) in [(here, "child/household.address"), (&there, "mother/person.address")] {
                db.read().keys().reload(db.read(), Moment(now)).await.unwrap();
                say(db, name).await;
                assert_eq!(stored(db, name).await.1, key, "after {now}");
                assert_eq!(said(here, name).await.unwrap().as_deref(), Some(TYPED));
            }
        }
        assert_eq!(
            here.read().keys().find("phone", "1"),
            there.read().keys().find("phone", "1")
        );
        assert_ne!(
            here.read().keys().find("phone", "1"),
            here.read().keys().find("id_number", "1")
        );
    }
}

#[tokio::test]
async fn a_file_of_any_length_comes_back_whole_or_not_at_all() {
    const BLOCK: usize = 64 * 1024;
    for database in databases().await {
        let keys = database.db.read().keys();
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let content: Vec<u8> = (0..length).map(|place| u8::try_from(place % 251).unwrap()).collect();
            let (mut sealing, mut sealed) = Sealer::begin(keys, "f").unwrap();
            for chunk in content.chunks(10_007) {
                sealed.extend(sealing.take(chunk).unwrap());
            }
            sealed.extend(sealing.end().unwrap());
            assert_eq!(unseal(keys, "f", &sealed).unwrap(), content, "{length}");
            assert!(unseal(keys, "g", &sealed).is_err(), "{length}: another file's name");
            assert!(unseal(keys, "f", &sealed[..sealed.len() - 1]).is_err(), "{length}: cut");
            if length > BLOCK {
                let end = 64 + BLOCK + 16;
                assert!(unseal(keys, "f", &sealed[..end]).is_err(), "{length}: a block left out");
                let mut altered = sealed.clone();
                altered[end - 1] ^= 1;
                assert!(unseal(keys, "f", &altered).is_err(), "{length}: altered");
            }
        }
    }
}
