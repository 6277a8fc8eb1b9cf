//! Queries on both engines, where they could differ or where many come at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use data::invitation::{Key, Word};
use data::session::{Holder, Session};
use data::theme::ThemeVersion;
use domain::account::{Citizen, Hat, RealName};
use domain::answer::{Answer, FieldId, Origin};
use domain::case::correction::{Asked, Flaw, Point, Target};
use domain::deferral::Deferral;
use domain::draft::{Consent, Draft, File, MediaType, Sent};
use domain::id::CorrectionId;
use domain::moment::Moment;
use domain::party::Invitation;
use domain::signature::{Method, Signature};
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
async fn the_library_holds_coded_papers_of_submitted_drafts_the_newest_first() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        for (one, citizen) in [("old", "lin"), ("new", "lin"), ("open", "lin"), ("hers", "zhou")] {
            data::draft::insert(db, &draft(one, Some(citizen), 0), None).await?;
            if one != "open" {
                assert_eq!(
                    data::draft::close(db, [&draft(one, None, 0)], Moment(1)).await?,
                    BTreeSet::from([id(one)])
                );
            }
        }
        let files = [
            file("f1", "old", Some("M1"), 1),
            file("f2", "new", Some("M1"), 2),
            file("f3", "new", None, 3),
            file("f4", "open", Some("M1"), 4),
            file("f5", "hers", Some("M1"), 5),
        ];
        for file in &files {
            data::file::insert(db, file).await?;
        }
        assert_eq!(
            data::file::list_library(db, &id("lin")).await?,
            [files[1].clone(), files[0].clone()]
        );
        assert_eq!(
            data::file::list(db, &id("new")).await?,
            [files[1].clone(), files[2].clone()]
        );
    }
    Ok(())
}

#[tokio::test]
async fn promised_papers_are_listed_until_somebody_was_told_or_they_came() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let promised = |material: &str, due: Option<&str>| Deferral {
            due: due.map(day),
            ..Deferral::new(id("d"), id(material), Moment(1))
        };
        let soon = promised("soon", Some("2026-12-04"));
        let late = promised("late", Some("2026-11-20"));
        let reminded = Deferral {
            reminded_at: Some(Moment(2)),
            ..promised("reminded", Some("2026-12-04"))
        };
        let came = Deferral {
            came_at: Some(Moment(2)),
            ..promised("came", Some("2026-11-20"))
        };
        let later = promised("later", Some("2026-12-05"));
        for one in [&soon, &late, &reminded, &came, &later, &promised("open", None)] {
            data::deferral::save(db, one).await?;
        }
        let owed = data::deferral::list_owed(db, day("2026-12-01"), day("2026-12-04"), 9).await?;
        assert_eq!(owed, [late.clone(), soon.clone()]);
        let told = Deferral {
            missed_at: Some(Moment(3)),
            ..late
        };
        data::deferral::save(db, &told).await?;
        assert_eq!(data::deferral::find(db, &id("d"), &id("late")).await?, Some(told));
        let owed = data::deferral::list_owed(db, day("2026-12-01"), day("2026-12-04"), 9).await?;
        assert_eq!(owed, [soon]);
        assert!(data::deferral::delete(db, &id("d"), &id("soon")).await?);
        assert!(!data::deferral::delete(db, &id("d"), &id("soon")).await?);
        assert_eq!(data::deferral::list(db, &id("d")).await?.len(), 5);
    }
    Ok(())
}

#[tokio::test]
async fn until_when_a_paper_holds_and_where_it_comes_from_are_kept() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let kept = File {
            valid_until: Some(day("2027-03-01")),
            taken_from: Some(id("first")),
            is_blank: true,
            ..file("f", "d", None, 1)
        };
        data::file::insert(db, &kept).await?;
        assert_eq!(data::file::find(db, &kept.id).await?, Some(kept.clone()));
        let open = File {
            valid_until: None,
            ..kept
        };
        data::file::set_valid_until(db, &open).await?;
        assert_eq!(data::file::find(db, &open.id).await?, Some(open));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_draft_is_closed_once_and_not_touched_afterwards() -> data::Result<()> {
    for database in databases().await {
        data::draft::insert(database.db.read(), &draft("d", Some("lin"), 0), None).await?;
        let tries: Vec<_> = (0..6)
            .map(|_| {
                let db = database.db.clone();
                tokio::spawn(async move {
                    let tx = db.write().await?;
                    let closed = data::draft::close(&*tx, [&draft("d", None, 0)], Moment(5)).await?;
                    tx.commit().await?;
                    data::Result::Ok(closed)
                })
            })
            .collect();
        let mut closed = 0;
        for one in tries {
            closed += one.await.unwrap()?.len();
        }
        assert_eq!(closed, 1);
        let db = database.db.read();
        assert!(!data::draft::touch(db, &id("d"), Moment(9)).await?);
        data::draft::set_consent(db, &id("d"), Consent::Given).await?;
        assert!(!data::draft::set_chosen(db, &id("d"), &BTreeSet::from([id("item")])).await?);
        assert!(!data::draft::set_citizen(db, &id("d"), &id("zhou")).await?);
        let expected = Draft {
            submitted_at: Some(Moment(5)),
            ..draft("d", Some("lin"), 0)
        };
        assert_eq!(data::draft::find(db, &id("d")).await?, Some(expected));
    }
    Ok(())
}

#[tokio::test]
async fn every_change_of_a_draft_is_counted() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let revision = async || data::Result::Ok(data::draft::find(db, &id("d")).await?.map(|draft| draft.revision));
        data::draft::insert(db, &draft("d", None, 0), Some("hash")).await?;
        data::draft::touch(db, &id("d"), Moment(1)).await?;
        assert_eq!(revision().await?, Some(1));
        data::draft::set_citizen(db, &id("d"), &id("lin")).await?;
        assert_eq!(revision().await?, Some(2));
        data::draft::set_chosen(db, &id("d"), &BTreeSet::from([id("item")])).await?;
        assert_eq!(revision().await?, Some(3));
        data::draft::set_consent(db, &id("d"), Consent::Given).await?;
        assert_eq!(revision().await?, Some(4));
        data::draft::set_own(db, &id("d")).await?;
        assert_eq!(revision().await?, Some(5));
        data::draft::set_version(db, &draft("d", Some("lin"), 0), &id("v2")).await?;
        assert_eq!(revision().await?, Some(6));
        data::draft::outdate(db, &id("lin"), &Hat::Own).await?;
        assert_eq!(revision().await?, Some(7));
        data::draft::outdate(db, &id("zhou"), &Hat::Own).await?;
        assert_eq!(revision().await?, Some(7), "not theirs");
        data::account::merge(db, &id("lin"), &id("zhou")).await?;
        assert_eq!(revision().await?, Some(8));
    }
    Ok(())
}

#[tokio::test]
async fn of_several_drafts_those_are_closed_that_nobody_changed_since() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        for one in ["a", "b", "c", "other"] {
            data::draft::insert(db, &draft(one, Some("lin"), 0), None).await?;
        }
        data::draft::touch(db, &id("b"), Moment(1)).await?;
        let judged = ["a", "b", "c"].map(|one| draft(one, Some("lin"), 0));
        let closed = data::draft::close(db, &judged, Moment(5)).await?;
        assert_eq!(closed, ["a", "c"].map(id).into());
        assert_eq!(data::draft::close(db, &judged, Moment(6)).await?, BTreeSet::new());
        assert_eq!(data::draft::close(db, [], Moment(6)).await?, BTreeSet::new());
        let open = data::draft::list_for_citizen(db, &id("lin")).await?;
        let open: BTreeSet<_> = open.into_iter().map(|draft| draft.id).collect();
        assert_eq!(open, ["b", "other"].map(id).into());
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
async fn a_guests_newest_draft_is_found_until_it_is_a_citizens() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        for (version, slug, at) in [("v", "newborn", 1), ("v2", "newborn", 2), ("w", "other", 3)] {
            data::theme::insert(db, theme_version(version, slug, at)).await?;
        }
        for (one, at) in [("d1", 3), ("d2", 5), ("d3", 4)] {
            let draft = Draft {
                theme_version: id(if one == "d2" { "v2" } else { "v" }),
                ..draft(one, None, at)
            };
            data::draft::insert(db, &draft, Some("hash")).await?;
        }
        let newest = data::draft::find_for_guest(db, "hash", &id("newborn")).await?;
        assert_eq!(newest.unwrap().id, id("d2"));
        assert_eq!(data::draft::find_for_guest(db, "hash", &id("other")).await?, None);
        assert_eq!(data::draft::list_for_guest(db, "hash").await?.len(), 3);
        assert!(data::draft::set_citizen(db, &id("d2"), &id("lin")).await?);
        assert!(!data::draft::set_citizen(db, &id("d2"), &id("zhou")).await?);
        data::draft::set_chosen(db, &id("d2"), &BTreeSet::from([id("b"), id("a")])).await?;
        assert_eq!(
            data::draft::find_for_guest(db, "hash", &id("newborn"))
                .await?
                .unwrap()
                .id,
            id("d3")
        );
        let hers = data::draft::find_under(db, &id("lin"), &Hat::Own, &id("newborn"))
            .await?
            .unwrap();
        assert_eq!(
            (hers.id, hers.chosen),
            (id("d2"), Some(BTreeSet::from([id("a"), id("b")])))
        );
        data::draft::set_chosen(db, &id("d2"), &BTreeSet::new()).await?;
        assert_eq!(
            data::draft::find(db, &id("d2")).await?.unwrap().chosen,
            Some(BTreeSet::new())
        );
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_is_kept_as_it_was_typed_and_replaced_alone() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let answer = |text: &str, origin| Answer {
            text: text.to_owned(),
            origin,
            as_of: day("2026-11-20"),
            contested: true,
        };
        let answers: BTreeMap<FieldId, Answer> = [
            (
                id("child/person.name"),
                answer("乐 👶\u{0}'); DROP TABLE answers;--", Origin::Citizen),
            ),
            (id("child/person.name~1"), answer("", Origin::Account)),
            (
                id("mother/person.name"),
                answer("林晓", Origin::Register(id("household"))),
            ),
        ]
        .into();
        for (field, answer) in &answers {
            data::answer::save(
                db,
                &id("d"),
                field,
                &Answer {
                    text: "旧".into(),
                    ..answer.clone()
                },
            )
            .await?;
            data::answer::save(db, &id("d"), field, answer).await?;
        }
        data::answer::save(
            db,
            &id("other"),
            &id("child/person.name"),
            &answer("别人", Origin::Citizen),
        )
        .await?;
        assert_eq!(
            data::answer::list(db, &id("d")).await?,
            answers.clone().into_iter().collect()
        );
        data::answer::delete(db, &id("d"), &id("child/person.name")).await?;
        let left = data::answer::list(db, &id("d")).await?;
        assert_eq!((left.iter().count(), left.get(&id("child/person.name"))), (2, None));
        assert_eq!(data::answer::list(db, &id("other")).await?.iter().count(), 1);
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
async fn an_invitation_is_taken_once_by_who_has_its_digits_and_forgotten_when_nobody_comes() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let invitation = |name: &str, seat: &str| Invitation {
            id: id(name),
            draft: id("d"),
            seat: id(seat),
            name: "陈远".to_owned(),
            phone: "13800000002".to_owned(),
            sent_at: Moment(0),
            expires_at: Moment(10),
            citizen: None,
            joined_at: None,
            consent: Consent::NotAsked,
            declined: None,
            agreed: None,
        };
        let key = |token_hash| Key {
            token_hash,
            digits: "123456",
        };
        let (first, second) = (invitation("a", "owner"), invitation("b", "owner~1"));
        data::invitation::insert(db, &first, key("x")).await?;
        data::invitation::insert(db, &second, key("y")).await?;
        assert!(
            data::invitation::insert(db, &invitation("c", "owner"), key("z"))
                .await
                .is_err(),
            "a seat has one"
        );
        assert_eq!(data::invitation::find_by_token(db, "y").await?, Some(second.clone()));
        assert!(data::invitation::is_code(db, &first.id, "123456").await?);
        assert!(!data::invitation::is_code(db, &first.id, "123457").await?);
        for may in [true, true, false] {
            assert_eq!(data::invitation::count_try(db, &second.id, 2, Moment(9)).await?, may);
        }
        assert!(
            !data::invitation::count_try(db, &first.id, 2, Moment(10)).await?,
            "it is over"
        );
        assert!(data::invitation::join(db, &first.id, &id("chen"), Moment(3)).await?);
        assert!(!data::invitation::join(db, &first.id, &id("zhou"), Moment(4)).await?);
        assert!(!data::invitation::renew(db, &first, key("w")).await?);
        data::invitation::say(db, &first.id, Word::Decline(Some("不")), Moment(5)).await?;
        let declined = data::invitation::find(db, &first.id).await?.unwrap_or(second.clone());
        assert_eq!(declined.declined, Some((Moment(5), Some("不".to_owned()))));
        data::invitation::say(db, &first.id, Word::Agree("h"), Moment(6)).await?;
        assert!(data::invitation::has_agreed(db, &id("d")).await?);
        assert!(
            !data::invitation::outdate(db, &first.id, "g").await?,
            "they said so since"
        );
        assert!(data::invitation::outdate(db, &first.id, "h").await?);
        assert!(!data::invitation::has_agreed(db, &id("d")).await?);
        assert_eq!(data::invitation::delete_over(db, Moment(10)).await?, 1);
        data::invitation::reseat(db, &first.id, &second.seat).await?;
        let left = data::invitation::list(db, &id("d")).await?;
        assert_eq!(
            left.iter().map(|left| left.seat.to_string()).collect::<Vec<_>>(),
            ["owner~1"]
        );
        assert_eq!(data::invitation::list_taken(db, &id("chen"), 9).await?, left);
        data::draft::delete(db, &id("d")).await?;
        assert_eq!(data::invitation::list(db, &id("d")).await?, []);
    }
    Ok(())
}

#[tokio::test]
async fn a_signature_replaces_the_earlier_one_at_the_same_seat_and_is_taken_back_there() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let signature = |name: &str, party: Option<&str>, hash: &str| Signature {
            id: id(name),
            draft: id("d"),
            citizen: id("chen"),
            party: party.map(id),
            method: Method::Code,
            hash: hash.to_owned(),
            proof: "{}".to_owned(),
            at: Moment(1),
        };
        for (name, party, hash) in [
            ("a", None, "whole"),
            ("b", Some("owner"), "old"),
            ("c", Some("owner"), "new"),
            ("d", Some("owner~1"), "new"),
        ] {
            data::signature::add(db, &signature(name, party, hash)).await?;
        }
        let kept = data::signature::list(db, &id("d")).await?;
        let (filed, owner) = (signature("a", None, "whole"), signature("c", Some("owner"), "new"));
        let other = signature("d", Some("owner~1"), "new");
        assert_eq!(kept, [filed.clone(), owner.clone(), other]);
        data::signature::take_back(db, &id("d"), &id("zhou"), &id("owner~1")).await?;
        data::signature::take_back(db, &id("d"), &id("chen"), &id("owner~1")).await?;
        assert_eq!(data::signature::list(db, &id("d")).await?, [filed, owner]);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_mended_stands_beside_what_was_sent_before_and_a_request_is_sent_once() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let (application, case, field) = (id("a"), id("c"), id::<FieldId>("child/person.name"));
        for (text, sent_at) in [("林知夏", 5), ("林知秋", 9)] {
            data::mended::save(db, &application, &field, "还没想好").await?;
            data::mended::save(db, &application, &field, text).await?;
            data::mended::send(db, &application, Moment(sent_at)).await?;
        }
        data::mended::save(db, &application, &field, "林知冬").await?;
        let texts = data::mended::list(db, &application).await?;
        let texts: Vec<_> = texts
            .iter()
            .map(|mended| (mended.text.as_str(), mended.sent_at))
            .collect();
        let sent = |at| Some(Moment(at));
        assert_eq!(texts, [("林知夏", sent(5)), ("林知秋", sent(9)), ("林知冬", None)]);

        let correction: CorrectionId = id("k");
        data::correction::begin(db, &correction, &application, &case).await?;
        let point = |sentence: &str| Point {
            target: Target::Field(field.clone()),
            flaw: Flaw::Incorrect,
            sentence: sentence.to_owned(),
        };
        data::correction::name(db, &correction, 0, &point("不对")).await?;
        data::correction::name(db, &correction, 1, &point("和记录不一样")).await?;
        data::correction::keep_reason(db, &correction, "").await?;
        assert!(
            data::correction::list(db, &application).await?.is_empty(),
            "not sent yet"
        );
        let asked = Asked {
            by: id("o"),
            at: Moment(7),
            answer_by: day("2026-12-04"),
        };
        assert!(data::correction::ask(db, &correction, &asked).await?);
        assert!(!data::correction::ask(db, &correction, &asked).await?);
        assert_eq!(data::correction::find_unsent(db, &case).await?, None);
        assert_eq!(data::correction::list_to_remind(db, day("2026-12-03"), 9).await?, []);
        assert_eq!(
            data::correction::list_to_remind(db, day("2026-12-04"), 9).await?.len(),
            1
        );
        assert!(data::correction::mend(db, &correction, Moment(8)).await?);
        let stored = data::correction::list_of_case(db, &case).await?;
        assert_eq!(
            (&stored[0].points[..], stored[0].reason.as_deref(), stored[0].mended_at),
            (&[point("和记录不一样")][..], None, sent(8))
        );
        assert!(
            !data::correction::remind(db, &correction, Moment(9)).await?,
            "mended already"
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
