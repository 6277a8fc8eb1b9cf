//! What is done at a window, and for whom.

use chrono::Days;
use domain::account::Hat;
use domain::mandate::{Ground, Standing};
use domain::notice::NoticeKind;
use domain::staff::Act;

use super::account::{free_id_number, set_number};
use super::mandate::{draw_up, end, read as paper, record};
use super::serve::{STANDS, finish, read, serve};
use super::*;
use crate::account::notice::unseen;
use crate::account::real_name;
use crate::account::sign_in::Luggage;
use crate::hat::put_on::put_on;
use crate::mandate::accept::accept;
use crate::mandate::confirm::confirm;
use crate::mandate::draw_up::{Who, Wish};
use crate::mandate::list::{list_given, list_held};
use crate::office::{TestOffice, id};
use crate::staff::log;
use crate::{Refusal, message};

/// Whom the household register knows, and who has no account.
const GRANDMOTHER: (&str, &str) = ("吴桐", "000000199707200032");
const MOTHER: (&str, &str) = ("林晓", "000000199605180026");
/// A child of nine.
const CHILD: (&str, &str) = ("何一诺", "000000201706010421");

fn wish(office: &TestOffice, name: &str, phone: &str) -> Wish {
    Wish {
        who: Who::Person {
            name: name.to_owned(),
            phone: phone.to_owned(),
        },
        themes: None,
        until: office.ctx.today() + Days::new(30),
    }
}

/// The officer, with this person at the window.
async fn window(office: &TestOffice, (name, number): (&str, &str)) -> (Asker, Token) {
    let officer = office.officer("fang_yuan").await;
    let token = serve(&office.ctx, &officer, name, number).await.unwrap();
    (officer, token)
}

fn refusal<T>(outcome: &Result<T>) -> Option<Refusal> {
    match outcome {
        Err(Error::Refused(refusal)) => Some(*refusal),
        _ => None,
    }
}

#[tokio::test]
async fn a_grandmother_without_a_phone_signs_on_paper_and_her_helper_acts_from_then_on() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (officer, she) = window(&office, GRANDMOTHER).await;
        assert!(read(ctx, &officer, &she).await.unwrap().account.is_none());
        let helper = office.citizen("chen_yuan").await;
        let mandate = draw_up(ctx, &officer, &she, &wish(&office, "陈远", "13800000002"))
            .await
            .unwrap();
        assert_eq!(list_held(ctx, &helper).await.unwrap().len(), 0, "nothing is signed");
        assert!(matches!(accept(ctx, &helper, &mandate).await, Err(Error::NotFound)));

        record(ctx, &officer, &she, &mandate).await.unwrap();
        record(ctx, &officer, &she, &mandate).await.unwrap();
        office.assert_no_errands().await;
        let sent = message::list(ctx).await.unwrap();
        assert_eq!(
            (sent[0].phone.as_str(), sent[0].text.as_str()),
            ("13800000002", NoticeKind::MandateOffered.as_str())
        );
        assert_eq!(sent.len(), 1, "asked once");
        accept(ctx, &helper, &mandate).await.unwrap();
        office.assert_no_errands().await;
        assert_eq!(message::list(ctx).await.unwrap().len(), 1, "his number is not hers");
        let held = list_held(ctx, &helper).await.unwrap();
        assert_eq!((held.len(), held[0].principal.as_str()), (1, GRANDMOTHER.0));

        end(ctx, &officer, &she, &mandate).await.unwrap();
        end(ctx, &officer, &she, &mandate).await.unwrap();
        assert_eq!(list_held(ctx, &helper).await.unwrap().len(), 0);
        let his = crate::account::sign_in::as_citizen(ctx, &id("chen_yuan"), &Luggage::default())
            .await
            .unwrap();
        let luggage = Luggage {
            session: Some(his.session),
            ..Luggage::default()
        };
        let late = put_on(ctx, &helper, &Hat::Mandate(mandate), &luggage).await;
        assert_eq!(refusal(&late), Some(Refusal::HatOver));

        let auditor = office.officer("shen_ji").await;
        let lines = log::read(ctx, &auditor, None, None, 0).await.unwrap();
        let did: Vec<_> = lines.iter().map(|entry| entry.line.what).collect();
        for act in [
            Act::Served,
            Act::MandateDrawnUp,
            Act::MandateRecorded,
            Act::MandateEnded,
        ] {
            assert_eq!(did.iter().filter(|did| **did == act).count(), 1, "{act:?}");
        }
    }
}

#[tokio::test]
async fn who_gets_a_phone_later_gets_the_account_that_was_begun_for_them_at_the_window_and_only_there() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (officer, she) = window(&office, GRANDMOTHER).await;
        let mandate = draw_up(ctx, &officer, &she, &wish(&office, "陈远", "13800000002"))
            .await
            .unwrap();
        record(ctx, &officer, &she, &mandate).await.unwrap();
        accept(ctx, &office.citizen("chen_yuan").await, &mandate).await.unwrap();
        // Somebody who knows her name and number does not come to it.
        let (stranger, luggage) = office.newcomer("13911113333").await;
        let claimed = real_name::confirm(ctx, &stranger, GRANDMOTHER.0, GRANDMOTHER.1, &luggage).await;
        assert_eq!(refusal(&claimed), Some(Refusal::IdentityTaken));

        let mistyped = set_number(ctx, &officer, &she, "13911112222", "13911112223").await;
        assert_eq!(refusal(&mistyped), Some(Refusal::NotTheSame));
        let others = set_number(ctx, &officer, &she, "13800000002", "13800000002").await;
        assert_eq!(refusal(&others), Some(Refusal::NumberTaken));
        set_number(ctx, &officer, &she, "13911112222", "139 1111 2222")
            .await
            .unwrap();
        office.advance(1);
        let (herself, luggage) = office.newcomer("13911112222").await;
        let given = list_given(ctx, &herself).await.unwrap();
        assert_eq!(
            (given[0].id.clone(), given[0].ground),
            (mandate.clone(), Ground::Window)
        );
        assert_eq!(
            unseen(ctx, &herself, None).await.unwrap().len(),
            1,
            "that he took it on"
        );
        assert!(matches!(
            confirm(ctx, &herself, &mandate, &luggage).await,
            Err(Error::NotFound)
        ));
        assert_eq!(
            read(ctx, &officer, &she).await.unwrap().phone.as_deref(),
            Some("13911112222")
        );
    }
}

#[tokio::test]
async fn what_was_given_on_the_site_is_ended_at_a_window_too_and_a_parents_is_not() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let given = crate::mandate::draw_up::draw_up(ctx, &mother, &wish(&office, "陈远", "13800000002"))
            .await
            .unwrap();
        let (officer, she) = window(&office, MOTHER).await;
        assert_eq!(read(ctx, &officer, &she).await.unwrap().mandates.len(), 1);
        assert!(matches!(paper(ctx, &officer, &she, &given).await, Err(Error::NotFound)));
        assert!(matches!(
            record(ctx, &officer, &she, &given).await,
            Err(Error::NotFound)
        ));
        end(ctx, &officer, &she, &given).await.unwrap();
        let standing = list_given(ctx, &mother).await.unwrap()[0].standing(ctx.today());
        assert_eq!(standing, Standing::Ended);

        let parent = office.citizen("he_min").await;
        let parents = crate::mandate::guardian::guard(ctx, &parent, CHILD.0, CHILD.1)
            .await
            .unwrap();
        let (officer, child) = window(&office, CHILD).await;
        assert_eq!(read(ctx, &officer, &child).await.unwrap().mandates.len(), 0);
        assert!(matches!(
            end(ctx, &officer, &child, &parents).await,
            Err(Error::NotFound)
        ));
        let by_paper = draw_up(ctx, &officer, &child, &wish(&office, "陈远", "13800000002")).await;
        assert_eq!(refusal(&by_paper), Some(Refusal::Minor));
        let phone = set_number(ctx, &officer, &child, "13911112222", "13911112222").await;
        assert_eq!(refusal(&phone), Some(Refusal::AChild));
    }
}

#[tokio::test]
async fn nothing_is_done_for_who_is_not_there_any_more_or_stands_at_another_window() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (officer, she) = window(&office, MOTHER).await;
        let elsewhere = office.officer("gao_ying").await;
        assert!(matches!(read(ctx, &elsewhere, &she).await, Err(Error::Forbidden)));
        let colleague = office.officer("han_bing").await;
        assert!(matches!(read(ctx, &colleague, &she).await, Err(Error::ServeFirst)));
        still_stands(&she, &she.hash()).unwrap();
        assert_eq!(
            refusal(&still_stands(&Token::new(ctx), &she.hash())),
            Some(Refusal::SomebodyElseServed)
        );
        let wrong = serve(ctx, &officer, "林小", MOTHER.1).await;
        assert_eq!(refusal(&wrong), Some(Refusal::NotConfirmed));
        let typed = super::serve::keep_typed(ctx, &officer, "林小", MOTHER.1).await.unwrap();
        let unconfirmed = read(ctx, &officer, &typed).await;
        assert!(matches!(unconfirmed, Err(Error::ServeFirst)), "typed is not confirmed");
        let own = draw_up(ctx, &officer, &she, &wish(&office, MOTHER.0, "13911112222")).await;
        assert_eq!(refusal(&own), Some(Refusal::Yourself));
        let by_number = draw_up(ctx, &officer, &she, &wish(&office, "陈远", "13800000001")).await;
        assert_eq!(refusal(&by_number), Some(Refusal::Yourself));
        let late = draw_up(ctx, &officer, &she, &wish(&office, "陈远", "13800000002"))
            .await
            .unwrap();
        finish(ctx, &officer, &she).await.unwrap();
        assert!(matches!(read(ctx, &officer, &she).await, Err(Error::ServeFirst)));
        office.advance(31 * 24 * 3_600_000);
        let (officer, she) = window(&office, MOTHER).await;
        let over = record(ctx, &officer, &she, &late).await;
        assert_eq!(refusal(&over), Some(Refusal::HatOver), "its last day is over");
        office.advance(STANDS);
        assert!(matches!(
            free_id_number(ctx, &officer, &she).await,
            Err(Error::ServeFirst)
        ));
    }
}

#[tokio::test]
async fn an_id_number_that_somebody_else_gave_is_free_again_for_whose_it_is() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (stranger, luggage) = office.newcomer("13911113333").await;
        real_name::confirm(ctx, &stranger, GRANDMOTHER.0, GRANDMOTHER.1, &luggage)
            .await
            .unwrap();
        let (officer, she) = window(&office, GRANDMOTHER).await;
        free_id_number(ctx, &officer, &she).await.unwrap();
        assert!(matches!(
            free_id_number(ctx, &officer, &she).await,
            Err(Error::NotFound)
        ));
        assert!(read(ctx, &officer, &she).await.unwrap().account.is_none());
        set_number(ctx, &officer, &she, "13911112222", "13911112222")
            .await
            .unwrap();
        office.advance(1);
        let (herself, _) = office.newcomer("13911112222").await;
        assert_eq!(herself.real_name().unwrap().1.name, GRANDMOTHER.0);
    }
}
