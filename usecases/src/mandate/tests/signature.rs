//! What an agent signed, when the agent's account goes.

use super::*;
use crate::account::erase::erase;

#[tokio::test]
async fn what_an_agent_signed_goes_with_the_agents_account_and_the_draft_counts_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mandate = given(&office, "lin_xiao", &wish(&office, "何敏", "13800000031")).await;
        let agent = office.citizen("he_min").await;
        accept(ctx, &agent, &mandate).await.unwrap();
        let mut hers = Browser::of(&office, "he_min").await;
        hers.wear(&office, &Hat::Mandate(mandate)).await.unwrap();
        let for_her = hers.asker(&office).await;
        let draft = office.newborn_draft(&for_her).await;
        office.sign(&for_her, &draft).await.unwrap();
        let kept = async || {
            let db = ctx.db.read();
            let draft = data::draft::find(db, &draft).await.unwrap().unwrap();
            (draft.revision, data::signature::list(db, &draft.id).await.unwrap())
        };
        let is_hers = |one: &domain::signature::Signature| one.citizen == id("he_min");
        let (before, given) = kept().await;
        assert!(given.iter().any(is_hers));
        let own = Browser::of(&office, "he_min").await;
        erase(ctx, &own.asker(&office).await, own.0.session.as_ref())
            .await
            .unwrap();
        let (after, left) = kept().await;
        assert!(!left.iter().any(is_hers));
        assert!(after > before, "what was judged with the signature is not stored");
    }
}
