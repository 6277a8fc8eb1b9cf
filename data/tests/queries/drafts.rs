//! Drafts and their answers.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::Hat;
use domain::answer::{Answer, FieldId, Origin};
use domain::draft::{Consent, Draft};
use domain::moment::Moment;
use testbed::databases;

use super::{day, draft, id, theme_version};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_draft_is_closed_once_and_not_touched_afterwards() -> data::Result<()> {
    for database in databases().await {
        data::draft::insert(database.db.read(), &draft("d", Some("lin"), 0), None).await?;
        let tries: Vec<_> = (0..6)
            .map(|_| {
                let db = database.db.clone();
                tokio::spawn(async move {
                    let tx = db.write().await?;
                    let closed = data::draft::many::close(&*tx, [&draft("d", None, 0)], Moment(5)).await?;
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
        data::draft::many::outdate(db, &id("lin"), &Hat::Own).await?;
        assert_eq!(revision().await?, Some(7));
        data::draft::many::outdate(db, &id("zhou"), &Hat::Own).await?;
        assert_eq!(revision().await?, Some(7), "not theirs");
        let company = Hat::Organisation(id("company"));
        data::draft::many::outdate(db, &id("lin"), &company).await?;
        assert_eq!(revision().await?, Some(7), "not the organisation's");
        data::account::merge(db, &id("lin"), &id("zhou")).await?;
        assert_eq!(revision().await?, Some(8));
        let theirs = Draft {
            hat: company.clone(),
            ..draft("theirs", Some("zhou"), 0)
        };
        data::draft::insert(db, &theirs, None).await?;
        data::draft::many::outdate(db, &id("zhou"), &Hat::Own).await?;
        data::draft::many::outdate(db, &id("lin"), &company).await?;
        let found = data::draft::find(db, &id("theirs")).await?;
        assert_eq!(found.map(|draft| draft.revision), Some(1), "whoever represents it");
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
        let closed = data::draft::many::close(db, &judged, Moment(5)).await?;
        assert_eq!(closed, ["a", "c"].map(id).into());
        assert_eq!(data::draft::many::close(db, &judged, Moment(6)).await?, BTreeSet::new());
        assert_eq!(data::draft::many::close(db, [], Moment(6)).await?, BTreeSet::new());
        let open = data::draft::list_for_citizen(db, &id("lin")).await?;
        let open: BTreeSet<_> = open.into_iter().map(|draft| draft.id).collect();
        assert_eq!(open, ["b", "other"].map(id).into());
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
