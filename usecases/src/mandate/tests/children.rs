//! A parent acts for a child.

use super::*;

/// A child of nine whom the register names as 何敏's.
const CHILD: &str = "000000201706010421";

#[tokio::test]
async fn a_registered_parent_acts_for_a_minor_and_nobody_else_does() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("he_min").await;
        let mandate = guard(ctx, &mother, "何一诺", CHILD).await.unwrap();
        assert_eq!(
            guard(ctx, &mother, "何一诺", CHILD).await.unwrap(),
            mandate,
            "once is enough"
        );
        let mut hers = Browser::of(&office, "he_min").await;
        hers.wear(&office, &Hat::Mandate(mandate)).await.unwrap();
        let for_child = hers.asker(&office).await;
        let draft = start::start(ctx, &for_child, &id("social-card")).await.unwrap();
        let filed = data::draft::find(ctx.db.read(), &draft).await.unwrap().unwrap();
        assert_ne!(filed.citizen, Some(id("he_min")));

        let stranger = office.citizen("lin_xiao").await;
        assert_eq!(
            refused(guard(ctx, &stranger, "何一诺", CHILD).await),
            Some(Refusal::NotConfirmed)
        );
        assert_eq!(
            refused(guard(ctx, &stranger, "何敏", "000000198603140341").await),
            Some(Refusal::OfAge)
        );
        assert_eq!(
            refused(guard(ctx, &stranger, "何一诺", "1").await),
            Some(Refusal::NotAnIdentity)
        );
        office.advance(11 * 366 * DAY);
        let later = Browser::of(&office, "he_min").await.asker(&office).await;
        assert_eq!(refused(draft::own(ctx, &later, &draft).await), Some(Refusal::HatOver));
    }
}

#[tokio::test]
async fn a_child_that_signs_in_later_finds_what_was_filed_for_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("he_min").await;
        let mandate = guard(ctx, &mother, "何一诺", CHILD).await.unwrap();
        let mut hers = Browser::of(&office, "he_min").await;
        hers.wear(&office, &Hat::Mandate(mandate)).await.unwrap();
        let draft = start::start(ctx, &hers.asker(&office).await, &id("social-card"))
            .await
            .unwrap();
        office.advance(9 * 366 * DAY);
        let (asker, luggage) = office.newcomer("13911112222").await;
        let session = confirm_real_name(ctx, &asker, "何一诺", CHILD, &luggage).await.unwrap();
        let child = recognise(ctx, Some(&session), None).await.unwrap();
        assert_eq!(draft::list::list(ctx, &child).await.unwrap()[0].draft.id, draft);
    }
}
