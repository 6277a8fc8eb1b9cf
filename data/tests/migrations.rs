//! The whole history of the schema on an empty database of each engine, and a look into every table.

use domain::id::{ApplicationId, CaseId, DraftId};
use domain::moment::Moment;

#[tokio::test]
async fn every_table_can_be_read_on_an_empty_database() -> data::Result<()> {
    for database in testbed::databases().await {
        let db = database.db.read();
        let (draft, application, case): (DraftId, ApplicationId, CaseId) = (id("d"), id("a"), id("c"));
        assert!(data::account::find_citizen(db, &id("x")).await?.is_none());
        assert!(data::staff::find(db, &id("x")).await?.is_none());
        assert!(data::staff::find_by_phone(db, "x").await?.is_none());
        assert_eq!(data::staff::list(db, 0, 10).await?, []);
        assert!(data::second_factor::find(db, &id("x")).await?.is_none());
        assert_eq!(data::audit::list(db, &data::audit::Filter::default(), 0, 10).await?, []);
        assert_eq!(data::answer::list(db, &draft).await?.iter().count(), 0);
        assert_eq!(data::aside::list(db, &draft).await?, []);
        assert_eq!(data::theme::find_standing(db, &id("v")).await?, None);
        assert_eq!(data::draft::find_carried_from(db, &draft).await?, None);
        assert!(data::application::find(db, &application).await?.is_none());
        assert!(data::application::find_by_draft(db, &draft).await?.is_none());
        assert_eq!(data::application::list_for_citizen(db, &id("x")).await?, []);
        assert_eq!(
            data::application::list_revisions(db, std::slice::from_ref(&application)).await?,
            []
        );
        assert_eq!(data::application::list_revisions(db, &[]).await?, []);
        assert_eq!(data::application::list_events(db, &application).await?, []);
        assert!(data::case::find(db, &case).await?.is_none());
        assert_eq!(data::case::list(db, &application).await?, []);
        assert_eq!(data::case::list_within(db, &[], &[], 0, 10).await?, []);
        assert_eq!(data::case::count_within(db, &[], &[]).await?, 0);
        assert!(data::flag::list(db, std::slice::from_ref(&case)).await?.is_empty());
        assert_eq!(data::decision::find(db, &case, &id("x")).await?, None);
        assert!(data::draft::find(db, &draft).await?.is_none());
        assert_eq!(data::signature::list(db, &draft).await?, []);
        assert_eq!(data::signature::list_own(db, &id("x")).await?, []);
        assert_eq!(data::signature::find_record(db, &application).await?, None);
        assert_eq!(data::supplement::list(db, &application).await?, []);
        assert!(data::application::find_by_number(db, "x").await?.is_none());
        assert_eq!(data::deferral::list(db, &draft).await?, []);
        assert!(data::draft::find_for_guest(db, "x", &id("v")).await?.is_none());
        let own = domain::account::Hat::Own;
        assert!(data::draft::find_under(db, &id("x"), &own, &id("v")).await?.is_none());
        assert_eq!(data::draft::list_under(db, &id("x"), &own).await?, []);
        assert_eq!(data::application::list_under(db, &own).await?, []);
        assert!(data::mandate::find(db, &id("x")).await?.is_none());
        assert_eq!(data::mandate::list_given(db, &id("x")).await?, []);
        let nobody = domain::account::Citizen {
            id: id("x"),
            phone: "x".to_owned(),
            real_name: None,
        };
        let day = chrono::NaiveDate::default();
        assert_eq!(data::mandate::list_named(db, &nobody, &[], day).await?, []);
        assert!(data::invitation::find(db, &id("x")).await?.is_none());
        assert!(data::invitation::find_by_token(db, "x").await?.is_none());
        assert_eq!(data::invitation::list(db, &draft).await?, []);
        assert_eq!(data::invitation::list_taken(db, &id("x"), 9).await?, []);
        assert!(!data::invitation::has_agreed(db, &draft).await?);
        assert!(data::notice::find(db, &id("x")).await?.is_none());
        assert_eq!(data::mandate::list_uses(db, &id("x"), 10).await?, []);
        assert_eq!(data::agency::list_of(db, &id("x")).await?, []);
        assert!(data::organisation::find(db, &id("x")).await?.is_none());
        assert!(data::organisation::find_by_credit_code(db, "x").await?.is_none());
        assert_eq!(data::organisation::list_for(db, &id("x")).await?, []);
        assert_eq!(data::draft::list_for_citizen(db, &id("x")).await?, []);
        assert_eq!(data::draft::list_for_guest(db, "x").await?, []);
        assert!(data::file::find(db, &id("x")).await?.is_none());
        assert_eq!(data::file::list(db, &draft).await?, []);
        assert_eq!(data::file::list_library(db, &id("x")).await?, []);
        assert_eq!(data::outbox::list_open(db, 10).await?, []);
        assert!(
            data::account::find_by_means(db, data::account::Means::Phone, "x")
                .await?
                .is_none()
        );
        assert!(data::code::find(db, "x").await?.is_none());
        assert_eq!(data::message::list(db, 10).await?, []);
        assert!(data::parked::find(db, "x", Moment(0)).await?.is_none());
        assert_eq!(data::register::list_reads(db, &draft).await?, []);
        assert_eq!(data::register::list_facts(db, &draft).await?, []);
        assert_eq!(data::search::list(db, chrono::NaiveDate::default(), 10).await?, []);
        assert_eq!(data::arrival::list(db, chrono::NaiveDate::default()).await?, []);
        assert!(data::session::find(db, "x").await?.is_none());
        assert_eq!(data::setting::find(db, "x").await?, None);
        assert_eq!(data::setting::list(db, "x").await?, []);
        assert_eq!(data::setting::count(db, "x").await?, 0);
        assert_eq!(data::setting::count_up(db, "x").await?, 1);
        assert_eq!(data::setting::count(db, "x").await?, 1);
        assert!(data::theme::find(db, &id("x")).await?.is_none());
        assert!(data::theme::find_current_id(db, &id("x"), None).await?.is_none());
        assert_eq!(data::theme::list_current(db, None).await?, []);
        database.db.ping().await?;
        // Which master key wraps them is all that can be read of the keys.
        assert_eq!(data::key::rewrap(db).await?, 0);
    }
    Ok(())
}

#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}
