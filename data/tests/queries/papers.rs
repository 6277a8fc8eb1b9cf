//! Papers: kept, deferred, mended.

use std::collections::BTreeSet;

use domain::answer::FieldId;
use domain::case::correction::{Asked, Flaw, Point, Target};
use domain::deferral::Deferral;
use domain::draft::File;
use domain::id::CorrectionId;
use domain::moment::Moment;
use testbed::databases;

use super::{day, draft, file, id};

#[tokio::test]
async fn the_library_holds_coded_papers_of_submitted_drafts_the_newest_first() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        for (one, citizen) in [("old", "lin"), ("new", "lin"), ("open", "lin"), ("hers", "zhou")] {
            data::draft::insert(db, &draft(one, Some(citizen), 0), None).await?;
            if one != "open" {
                assert_eq!(
                    data::draft::many::close(db, [&draft(one, None, 0)], Moment(1)).await?,
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
async fn deferred_papers_are_listed_until_somebody_was_told_or_they_came() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let deferred = |material: &str, due: Option<&str>| Deferral {
            due: due.map(day),
            ..Deferral::new(id("d"), id(material), Moment(1))
        };
        let soon = deferred("soon", Some("2026-12-04"));
        let late = deferred("late", Some("2026-11-20"));
        let reminded = Deferral {
            reminded_at: Some(Moment(2)),
            ..deferred("reminded", Some("2026-12-04"))
        };
        let came = Deferral {
            came_at: Some(Moment(2)),
            ..deferred("came", Some("2026-11-20"))
        };
        let later = deferred("later", Some("2026-12-05"));
        for one in [&soon, &late, &reminded, &came, &later, &deferred("open", None)] {
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
