//! Who applies together.

use data::invitation::{Key, Word};
use domain::draft::Consent;
use domain::moment::Moment;
use domain::party::Invitation;
use domain::signature::{Method, Signature};
use testbed::databases;

use super::id;

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
