//! Queries on both engines, where they could differ or where many come at once.

mod drafts;
mod helps;
mod papers;
mod parties;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use data::session::{Holder, Session};
use data::theme::ThemeVersion;
use domain::account::{Citizen, Hat, RealName};
use domain::draft::{Consent, Draft, File, MediaType, Sent};
use domain::moment::Moment;
use testbed::databases;

#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn draft(draft: &str, citizen: Option<&str>, updated_at: i64) -> Draft {
    Draft {
        id: id(draft),
        theme_version: id("v"),
        citizen: citizen.map(id),
        hat: Hat::Own,
        chosen: None,
        consent: Consent::NotAsked,
        created_at: Moment(0),
        updated_at: Moment(updated_at),
        submitted_at: None,
        revision: 0,
    }
}

fn theme_version(version: &str, slug: &str, published_at: i64) -> ThemeVersion {
    ThemeVersion {
        id: id(version),
        slug: id(slug),
        format: 1,
        source: String::new(),
        elements: String::new(),
        region: None,
        edition: None,
        number: 0,
        hash: version.to_owned(),
        published_at: Moment(published_at),
    }
}

fn file(file: &str, draft: &str, code: Option<&str>, stored_at: i64) -> File {
    File {
        id: id(file),
        draft: id(draft),
        material: id("card"),
        code: code.map(str::to_owned),
        name: "银行卡.jpg".to_owned(),
        media_type: MediaType::Jpeg,
        size: 1,
        sha256: "00".to_owned(),
        stored_at: Moment(stored_at),
        pixels: None,
        pages: 1,
        place: 1,
        turned: 0,
        sent: Sent::WithApplication,
        is_blank: false,
        valid_until: None,
        taken_from: None,
    }
}

#[tokio::test]
async fn the_first_value_stays_where_the_first_decides() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        data::setting::save_first(db, "sandbox.started", "2026-11-20").await?;
        data::setting::save_first(db, "sandbox.started", "2027-01-01").await?;
        assert_eq!(
            data::setting::find(db, "sandbox.started").await?.as_deref(),
            Some("2026-11-20")
        );
        data::setting::save(db, "sandbox.register.birth", "slow").await?;
        data::setting::save(db, "sandbox.register.birth", "down").await?;
        let listed = data::setting::list(db, "sandbox.register.").await?;
        assert_eq!(listed, [("sandbox.register.birth".to_owned(), "down".to_owned())]);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_that_count_at_once_get_every_number_once() -> data::Result<()> {
    for database in databases().await {
        let counting: Vec<_> = (0..8)
            .map(|_| {
                let db = database.db.clone();
                tokio::spawn(async move {
                    let mut got = Vec::new();
                    for _ in 0..5 {
                        let tx = db.write().await?;
                        got.push(data::setting::count_up(&*tx, "applications-2026").await?);
                        tx.commit().await?;
                    }
                    data::Result::Ok(got)
                })
            })
            .collect();
        let mut numbers = BTreeSet::new();
        for one in counting {
            numbers.extend(one.await.unwrap()?);
        }
        assert_eq!(numbers, (1..=40).collect());
        let taken_back = database.db.write().await?;
        assert_eq!(data::setting::count_up(&*taken_back, "applications-2026").await?, 41);
        drop(taken_back);
        assert_eq!(
            data::setting::count_up(database.db.read(), "applications-2026").await?,
            41
        );
        assert_eq!(
            data::setting::count_up(database.db.read(), "applications-2027").await?,
            1
        );
    }
    Ok(())
}

#[tokio::test]
async fn so_many_numbers_are_taken_at_once() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        assert_eq!(data::setting::count_up_by(db, "applications-2026", 3).await?, 3);
        assert_eq!(data::setting::count_up(db, "applications-2026").await?, 4);
        assert_eq!(data::setting::count_up_by(db, "applications-2026", 2).await?, 6);
    }
    Ok(())
}

#[tokio::test]
async fn an_account_is_brought_up_to_date() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let citizen = Citizen {
            id: id("lin"),
            phone: "13800000001".to_owned(),
            real_name: Some(RealName {
                name: "林晓".to_owned(),
                id_number: id("000000199605180026"),
            }),
        };
        data::account::save_citizen(
            db,
            &Citizen {
                real_name: None,
                ..citizen.clone()
            },
        )
        .await?;
        data::account::save_citizen(db, &citizen).await?;
        assert_eq!(
            data::account::find_citizen(db, &id("lin")).await?,
            Some(citizen.clone())
        );
        let number = id("000000199605180026");
        assert_eq!(data::account::find_by_id_number(db, &number).await?, Some(citizen));
        let other = Citizen {
            id: id("other"),
            phone: "13800000002".to_owned(),
            real_name: Some(RealName {
                name: "林晓".to_owned(),
                id_number: number,
            }),
        };
        let taken = data::account::save_citizen(db, &other).await;
        assert!(
            matches!(taken, Err(data::Error::Database(_))),
            "one number, one account"
        );
    }
    Ok(())
}

#[tokio::test]
async fn what_was_not_committed_is_not_stored() -> data::Result<()> {
    for database in databases().await {
        let tx = database.db.write().await?;
        data::draft::insert(&*tx, &draft("d", None, 0), None).await?;
        drop(tx);
        assert_eq!(data::draft::find(database.db.read(), &id("d")).await?, None);
        let tx = database.db.write().await?;
        data::draft::insert(&*tx, &draft("d", None, 0), None).await?;
        tx.commit().await?;
        assert!(data::draft::find(database.db.read(), &id("d")).await?.is_some());
    }
    Ok(())
}

#[tokio::test]
async fn a_token_opens_one_session_until_it_ends() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let holder = Holder::Citizen(id("lin"));
        let first = Session {
            id: id("s1"),
            holder,
            created_at: Moment(0),
            seen_at: Moment(0),
            live_at: None,
            hat: Hat::Own,
            second_factor_at: None,
            device: Some("Android".to_owned()),
            expires_at: Moment(9),
            ended_at: None,
        };
        data::session::insert(db, &first, "hash", Some("browser")).await?;
        assert!(data::session::is_known_device(db, &id("lin"), "browser").await?);
        assert!(!data::session::is_known_device(db, &id("lin"), "another").await?);
        let again = data::session::insert(db, &Session { id: id("s2"), ..first }, "hash", None).await;
        assert!(matches!(again, Err(data::Error::Database(_))));
        data::session::end(db, &id("s1"), Moment(3)).await?;
        data::session::end(db, &id("s1"), Moment(4)).await?;
        assert_eq!(
            data::session::find(db, "hash").await?.unwrap().ended_at,
            Some(Moment(3))
        );
    }
    Ok(())
}

#[tokio::test]
async fn each_reader_has_a_mark_of_their_own_under_each_hat() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let (one, other, org) = (id("one"), id("other"), Hat::Organisation(id("org")));
        let reader = |citizen, hat| data::inbox::Reader { citizen, hat };
        data::inbox::mark(db, reader(&one, &Hat::Own), Moment(3)).await?;
        data::inbox::mark(db, reader(&one, &Hat::Own), Moment(5)).await?;
        assert_eq!(data::inbox::read_until(db, reader(&one, &Hat::Own)).await?, Moment(5));
        assert_eq!(data::inbox::read_until(db, reader(&one, &org)).await?, Moment(0));
        assert_eq!(data::inbox::read_until(db, reader(&other, &Hat::Own)).await?, Moment(0));
        data::inbox::delete_own(db, &one).await?;
        assert_eq!(data::inbox::read_until(db, reader(&one, &Hat::Own)).await?, Moment(0));
        assert_eq!(data::inbox::count_new(db, reader(&one, &org), &[]).await?, 0);
    }
    Ok(())
}
