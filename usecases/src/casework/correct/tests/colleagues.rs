//! Two officers of one department at the points of one case.

use super::*;

const PHONE: &str = "field:mother/person.phone";

/// What a page shows where nothing is named.
fn nothing() -> String {
    as_shown(None, None)
}

/// What the request to a case says of something now.
async fn stored(office: &TestOffice, case: &CaseId, target: &str) -> Option<String> {
    let writing = data::correction::find_unsent(office.ctx.db.read(), case).await.unwrap();
    let target: Target = target.parse().unwrap();
    let mut points = writing.into_iter().flat_map(|writing| writing.points);
    points.find(|point| point.target == target).map(|point| point.sentence)
}

/// The case of the birth certificate, and two who may name points of it.
async fn two_officers(office: &TestOffice) -> (CaseId, Asker, Asker) {
    let (_, one, application) = filed(office).await;
    let case = office.case(&application, "birth_certificate").await.id;
    (case, one, office.officer("wei_min").await)
}

fn is_told<T>(outcome: &Result<T>) -> bool {
    matches!(outcome, Err(Error::Refused(Refusal::PointsChanged)))
}

#[tokio::test]
async fn a_sentence_that_the_page_did_not_show_is_not_overwritten() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (case, one, other) = two_officers(&office).await;
        named(&office, &one, &case, NAME, "和出生记录不一样").await.unwrap();
        let own = point(NAME, "少写了一个字");
        assert!(is_told(&name(ctx, &other, &case, &own, &nothing()).await));
        assert_eq!(stored(&office, &case, NAME).await.as_deref(), Some("和出生记录不一样"));
        let both = shown(&office, &case, Some(NAME)).await;
        name(ctx, &other, &case, &own, &both).await.unwrap();
        assert_eq!(stored(&office, &case, NAME).await.as_deref(), Some("少写了一个字"));
        name(ctx, &one, &case, &own, &both).await.unwrap();
        let outdated = Point {
            flaw: Flaw::Outdated,
            ..own
        };
        assert!(
            is_told(&name(ctx, &one, &case, &outdated, &both).await),
            "the flaw counts"
        );
        name(ctx, &one, &case, &point(PHONE, "少一位"), &nothing())
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn what_a_colleague_took_out_is_not_named_again_unseen() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (case, one, other) = two_officers(&office).await;
        named(&office, &one, &case, NAME, "和出生记录不一样").await.unwrap();
        let before = shown(&office, &case, Some(NAME)).await;
        take_out(ctx, &one, &case, &id(NAME), &before).await.unwrap();
        let own = point(NAME, "少写了一个字");
        assert!(is_told(&name(ctx, &other, &case, &own, &before).await));
        take_out(ctx, &other, &case, &id(NAME), &before).await.unwrap();
        assert_eq!(stored(&office, &case, NAME).await, None);
        name(ctx, &other, &case, &own, &nothing()).await.unwrap();
    }
}

#[tokio::test]
async fn a_point_that_says_something_else_by_now_is_not_taken_out() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (case, one, other) = two_officers(&office).await;
        named(&office, &one, &case, NAME, "不对").await.unwrap();
        let before = shown(&office, &case, Some(NAME)).await;
        named(&office, &one, &case, NAME, "和出生记录不一样").await.unwrap();
        assert!(is_told(&take_out(ctx, &other, &case, &id(NAME), &before).await));
        assert_eq!(stored(&office, &case, NAME).await.as_deref(), Some("和出生记录不一样"));
    }
}

#[tokio::test]
async fn only_what_the_page_showed_is_sent_and_every_reason_is_kept() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (case, one, other) = two_officers(&office).await;
        named(&office, &one, &case, NAME, "和出生记录不一样").await.unwrap();
        let before = shown(&office, &case, None).await;
        named(&office, &one, &case, PHONE, "少一位").await.unwrap();
        let reason = async || {
            let writing = data::correction::find_unsent(ctx.db.read(), &case).await.unwrap();
            writing.unwrap().reason
        };
        assert!(is_told(&ask(ctx, &other, &case, 10, "", &before).await));
        assert_eq!(reason().await, None);
        assert!(is_told(&ask(ctx, &other, &case, 10, "医院更正了", &before).await));
        assert_eq!(reason().await.as_deref(), Some("医院更正了"));
        assert!(is_told(&ask(ctx, &one, &case, 10, "电话停机了", &before).await));
        let both = "医院更正了\n电话停机了";
        for typed in ["医院更正了", "", both] {
            assert!(is_told(&ask(ctx, &other, &case, 10, typed, &before).await), "{typed}");
            assert_eq!(reason().await.as_deref(), Some(both));
        }
        let status = data::case::find(ctx.db.read(), &case).await.unwrap().unwrap().status;
        assert_eq!(status, Status::Received, "nothing was sent");
        sent(&office, &other, &case, "两处都要改").await.unwrap();
        let asked = data::correction::list_of_case(ctx.db.read(), &case).await.unwrap();
        assert_eq!(asked[0].points.len(), 2);
        assert_eq!(asked[0].reason.as_deref(), Some("两处都要改"));
    }
}

#[tokio::test]
async fn what_comes_after_it_was_sent_changes_nothing() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (case, one, other) = two_officers(&office).await;
        named(&office, &one, &case, NAME, "不对").await.unwrap();
        let (of_name, all) = (
            shown(&office, &case, Some(NAME)).await,
            shown(&office, &case, None).await,
        );
        ask(ctx, &one, &case, 10, "", &all).await.unwrap();
        let named = name(ctx, &other, &case, &point(PHONE, "少一位"), &nothing()).await;
        let taken_out = take_out(ctx, &other, &case, &id(NAME), &of_name).await;
        let asked = ask(ctx, &other, &case, 10, "", &all).await;
        for late in [named, taken_out, asked] {
            assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
        }
        assert_eq!(stored(&office, &case, PHONE).await, None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_officers_who_name_the_same_at_once_one_is_told() {
    for office in TestOffice::each().await {
        let (case, one, other) = two_officers(&office).await;
        let mut tries = Vec::new();
        for (officer, sentence) in [(one, "和出生记录不一样"), (other, "少写了一个字")] {
            let (ctx, case) = (office.restarted(), case.clone());
            tries.push(tokio::spawn(async move {
                let named = name(&ctx, &officer, &case, &point(NAME, sentence), &nothing()).await;
                (sentence, named)
            }));
        }
        let (mut holds, mut told) = (Vec::new(), 0);
        for one in tries {
            match one.await.unwrap() {
                (sentence, Ok(())) => holds.push(sentence.to_owned()),
                (_, named) => {
                    assert!(is_told(&named), "{named:?}");
                    told += 1;
                }
            }
        }
        assert_eq!(told, 1);
        assert_eq!(stored(&office, &case, NAME).await, holds.pop());
    }
}
