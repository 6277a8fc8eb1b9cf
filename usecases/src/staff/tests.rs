//! Who on the staff may do what, how they sign in, and what is kept of it.

mod signing_in;

use data::audit::{Filter, State, list, verify};
use data::staff::Account;
use domain::id::OfficerId;
use domain::staff::{About, Act, INACTIVE, Post, Role, Task};

use super::manage::{add_post, drop_post, lock, reset_second_factor, unlock};
use super::second_factor::{enter, to_set_up};
use super::sign_in::{as_officer, by_code, send_code};
use super::{list as staff_list, log, make};
use crate::account::recognise::recognise;
use crate::account::sign_in::Luggage;
use crate::casework::decide::{Verdict, decide};
use crate::casework::{accept::accept, list as case_list, read::read};
use crate::error::{Error, Refusal, Result};
use crate::office::{TestOffice, id, texts};
use crate::token::Token;
use crate::{Asker, message};

const HALF_MINUTE: i64 = 30_000;

#[expect(
    clippy::needless_pass_by_value,
    reason = "what came of an operation is looked at once"
)]
fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome {
        Err(Error::Refused(refusal)) => Some(refusal),
        _ => None,
    }
}

fn post(department: &str, regions: &[&str], tasks: &[Task]) -> Post {
    Post {
        department: id(department),
        regions: regions.iter().map(|region| (*region).to_owned()).collect(),
        tasks: tasks.iter().copied().collect(),
    }
}

/// Somebody who may do exactly this.
async fn with_post(office: &TestOffice, post: Post) -> Asker {
    let security = office.officer("an_ning").await;
    let ctx = &office.ctx;
    for known in account(office, "wei_min").await.officer.posts() {
        drop_post(ctx, &security, &id("wei_min"), known).await.unwrap();
    }
    add_post(ctx, &security, &id("wei_min"), post).await.unwrap();
    office.officer("wei_min").await
}

async fn account(office: &TestOffice, who: &str) -> Account {
    data::staff::find(office.ctx.db.read(), &id(who))
        .await
        .unwrap()
        .unwrap()
}

/// What was done last, the newest first.
async fn acts(office: &TestOffice, who: &str, most: u64) -> Vec<Act> {
    let filter = Filter {
        who: Some(id(who)),
        ..Filter::default()
    };
    let lines = list(office.ctx.db.read(), &filter, 0, most).await.unwrap();
    lines.into_iter().map(|(_, line)| line.what).collect()
}

#[tokio::test]
async fn a_post_opens_its_tasks_in_its_department_and_its_counties_and_nothing_else() {
    use Task::{Accept, Decide, Read};
    for office in TestOffice::each().await {
        let application = office.newborn_application(&office.citizen("lin_xiao").await).await;
        let case = office.case(&application, "birth_certificate").await;
        assert_eq!(case.region, "000000");
        for (post, sees, accepts, decides) in [
            (post("health", &[], &[Read, Accept, Decide]), true, true, true),
            (post("health", &[], &[Read, Accept]), true, true, false),
            (post("health", &[], &[Read, Decide]), true, false, true),
            (post("health", &["000000"], &[Read]), true, false, false),
            (post("health", &[], &[Accept, Decide]), false, false, false),
            (
                post("health", &["000002"], &[Read, Accept, Decide]),
                false,
                false,
                false,
            ),
            (post("police", &[], &[Read, Accept, Decide]), false, false, false),
        ] {
            let officer = with_post(&office, post.clone()).await;
            let ctx = &office.ctx;
            let mut is_listed = false;
            for pile in case_list::Pile::ALL {
                let listed = case_list::list(ctx, &officer, pile, 0).await.unwrap();
                is_listed |= listed.cases.iter().any(|listed| listed.case.id == case.id);
            }
            assert_eq!(is_listed, sees, "{post:?}");
            let opened = read(ctx, &officer, &case.id).await;
            assert_eq!(
                opened.as_ref().map(|opened| opened.tasks.clone()).ok(),
                sees.then(|| post.tasks.clone())
            );
            let fits = |outcome: Result<()>, may: bool| match outcome {
                Err(Error::Forbidden) => sees && !may,
                Err(Error::NotFound) => !sees,
                // Read but not acted upon: the case is not accepted, or its text is missing.
                Ok(()) | Err(Error::Conflict | Error::Refused(Refusal::DecisionText)) => may,
                Err(_) => false,
            };
            // A decision without a text changes nothing.
            let decided = decide(ctx, &officer, &case.id, Verdict::Refuse, &texts("", "")).await;
            assert!(fits(decided, decides), "{post:?}");
            let accepted = accept(ctx, &officer, &case.id).await;
            assert!(fits(accepted, accepts), "{post:?}");
        }
    }
}

#[tokio::test]
async fn a_case_belongs_to_the_county_of_its_office() {
    for office in TestOffice::each().await {
        let application = office.newborn_application(&office.citizen("lin_xiao").await).await;
        let cases = office.cases(&application).await;
        assert!(cases.iter().all(|case| case.region == "000000"), "{cases:?}");
        let station = office.ctx.city.office(&id("dongshan_station")).unwrap();
        assert_eq!(station.region(), Some("000002"));
    }
}

#[tokio::test]
async fn a_locked_account_is_out_at_once_and_until_it_is_opened() {
    for office in TestOffice::each().await {
        let (ctx, security) = (&office.ctx, office.officer("an_ning").await);
        let luggage = Luggage::default();
        let session = office.sign_in_officer("gao_ying", &luggage).await.session;
        lock(ctx, &security, &id("gao_ying")).await.unwrap();
        assert!(matches!(
            recognise(ctx, Some(&session), None).await.unwrap(),
            Asker::Guest(_)
        ));
        let again = as_officer(ctx, &id("gao_ying"), &luggage).await;
        assert_eq!(refused(again), Some(Refusal::AccountLocked));
        assert_eq!(acts(&office, "gao_ying", 1).await, [Act::SignInRefused]);
        unlock(ctx, &security, &id("gao_ying")).await.unwrap();
        office.officer("gao_ying").await;
        assert_eq!(acts(&office, "an_ning", 2).await, [Act::Unlocked, Act::Locked]);
    }
}

#[tokio::test]
async fn an_account_that_nobody_uses_for_ninety_days_is_closed() {
    for office in TestOffice::each().await {
        office.officer("gao_ying").await;
        office.advance(INACTIVE - 2 * HALF_MINUTE);
        let (ctx, luggage) = (&office.ctx, Luggage::default());
        office.officer("gao_ying").await;
        let long_ago = as_officer(ctx, &id("qin_feng"), &luggage).await;
        assert_eq!(refused(long_ago), Some(Refusal::AccountInactive));
        office.advance(INACTIVE - HALF_MINUTE);
        as_officer(ctx, &id("gao_ying"), &luggage).await.unwrap();
        office.advance(HALF_MINUTE);
        let again = as_officer(ctx, &id("gao_ying"), &luggage).await;
        assert_eq!(refused(again), Some(Refusal::AccountInactive));
    }
}

#[tokio::test]
async fn changed_rights_end_the_sessions_and_hold_at_once() {
    for office in TestOffice::each().await {
        let (ctx, security) = (&office.ctx, office.officer("an_ning").await);
        let session = office.sign_in_officer("wei_min", &Luggage::default()).await.session;
        let more = post("police", &["000001"], &[Task::Read]);
        add_post(ctx, &security, &id("wei_min"), more.clone()).await.unwrap();
        assert!(matches!(
            recognise(ctx, Some(&session), None).await.unwrap(),
            Asker::Guest(_)
        ));
        let clerk = office.officer("wei_min").await;
        assert!(clerk.officer().unwrap().may(Task::Read, &id("police"), "000001"));
        drop_post(ctx, &security, &id("wei_min"), &more).await.unwrap();
        assert_eq!(account(&office, "wei_min").await.officer.posts().len(), 1);
        for strange in [
            post("army", &[], &[Task::Read]),
            post("police", &["999999"], &[Task::Read]),
        ] {
            assert!(matches!(
                add_post(ctx, &security, &id("wei_min"), strange).await,
                Err(Error::NotFound)
            ));
        }
    }
}

#[tokio::test]
async fn who_makes_an_account_gives_it_no_rights_and_nobody_changes_their_own() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (system, security) = (office.officer("jiang_he").await, office.officer("an_ning").await);
        let new = make::make(ctx, &system, " 新人 ", "139 0000 0999").await.unwrap();
        let own = post("health", &[], &[Task::Read]);
        assert!(matches!(
            add_post(ctx, &system, &new, own.clone()).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(
            make::make(ctx, &security, "新人", "13900000998").await,
            Err(Error::Forbidden)
        ));
        assert_eq!(
            refused(make::make(ctx, &system, "别人", "13900000999").await),
            Some(Refusal::NumberTaken)
        );
        let long = "长".repeat(31);
        for (name, phone, why) in [
            ("", "13900000997", Refusal::NotAnOfficer),
            (&*long, "13900000997", Refusal::NotAnOfficer),
            ("新人", "123", Refusal::NotAPhone),
        ] {
            assert_eq!(refused(make::make(ctx, &system, name, phone).await), Some(why));
        }
        let fresh = office.half_signed_in(new.as_str()).await;
        assert!(fresh.half_signed_in().unwrap().posts().is_empty());
        add_post(ctx, &security, &new, own.clone()).await.unwrap();
        // Somebody who gives rights and made the account by themselves, however that came about.
        let by: OfficerId = id("an_ning");
        let mut officer = account(&office, "gao_ying").await.officer;
        (officer.id, officer.phone) = (id("made_by_security"), "13900000996".to_owned());
        let tx = ctx.db.write().await.unwrap();
        assert!(data::staff::insert(&*tx, &officer, Some(&by), ctx.now()).await.unwrap());
        tx.commit().await.unwrap();
        let both = add_post(ctx, &security, &id("made_by_security"), own.clone()).await;
        assert_eq!(refused(both), Some(Refusal::FourEyes));
        for own_account in [
            add_post(ctx, &security, &by, own.clone()).await,
            lock(ctx, &security, &by).await,
            reset_second_factor(ctx, &security, &by).await,
        ] {
            assert!(matches!(own_account, Err(Error::Forbidden)));
        }
        let other_part = add_post(ctx, &security, &id("jiang_he"), own).await;
        assert!(
            matches!(other_part, Err(Error::Forbidden)),
            "running the system goes with no post"
        );
    }
}

#[tokio::test]
async fn each_part_of_running_the_system_is_closed_to_everybody_else() {
    for office in TestOffice::each().await {
        let (ctx, other) = (&office.ctx, id("qin_feng"));
        for (who, makes, manages, lists, reads, works) in [
            ("jiang_he", true, false, true, false, false),
            ("an_ning", false, true, true, false, false),
            ("shen_ji", false, false, false, true, false),
            ("gao_ying", false, false, false, false, true),
        ] {
            let asker = office.officer(who).await;
            let may = |outcome: Result<()>| match outcome {
                Ok(()) => true,
                Err(error) => {
                    assert!(matches!(error, Error::Forbidden), "{who}: {error}");
                    false
                }
            };
            let phone = format!("1390000{:04}", u32::from(makes) * 1000 + 1);
            assert_eq!(
                may(make::make(ctx, &asker, "新人", &phone).await.map(drop)),
                makes,
                "{who}"
            );
            assert_eq!(may(lock(ctx, &asker, &other).await), manages, "{who}");
            assert_eq!(may(unlock(ctx, &asker, &other).await), manages, "{who}");
            assert_eq!(may(staff_list::list(ctx, &asker, 0).await.map(drop)), lists, "{who}");
            assert_eq!(
                may(staff_list::read(ctx, &asker, &other).await.map(drop)),
                lists,
                "{who}"
            );
            assert_eq!(
                may(log::read(ctx, &asker, None, None, 0).await.map(drop)),
                reads,
                "{who}"
            );
            let cases = case_list::list(ctx, &asker, case_list::Pile::New, 0).await;
            assert_eq!(may(cases.map(drop)), works, "{who}");
        }
        let mother = office.citizen("lin_xiao").await;
        for asker in [mother, Asker::Guest(None)] {
            assert!(staff_list::list(ctx, &asker, 0).await.is_err());
            assert!(log::read(ctx, &asker, None, None, 0).await.is_err());
            assert!(lock(ctx, &asker, &other).await.is_err());
        }
    }
}

#[tokio::test]
async fn every_look_and_every_decision_stands_in_the_log_and_the_auditor_finds_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let application = office.newborn_application(&office.citizen("lin_xiao").await).await;
        let officer = office.officer("gao_ying").await;
        case_list::list(ctx, &officer, case_list::Pile::New, 0).await.unwrap();
        let case = office.case(&application, "birth_certificate").await.id;
        read(ctx, &officer, &case).await.unwrap();
        crate::casework::read::reveal(ctx, &officer, &case).await.unwrap();
        office.grant(&officer, &application, "birth_certificate").await;
        assert_eq!(
            acts(&office, "gao_ying", 7).await,
            [
                Act::Granted,
                Act::Accepted,
                Act::SawNumbers,
                Act::SawCase,
                Act::SawCases,
                Act::SignedIn,
                Act::FirstFactor
            ]
        );
        let auditor = office.officer("shen_ji").await;
        let today = Some(ctx.today());
        let found = log::read(ctx, &auditor, Some(id("gao_ying")), today, 0).await.unwrap();
        assert_eq!((found.len(), found[0].name.as_deref()), (7, Some("高颖")));
        assert_eq!(found[0].line.about, About::Case(case));
        let yesterday = ctx.today().pred_opt();
        assert!(log::read(ctx, &auditor, None, yesterday, 0).await.unwrap().is_empty());
        assert_eq!(acts(&office, "shen_ji", 1).await, [Act::SawLog]);
        let State::Whole(count, _) = verify(ctx.db.read()).await.unwrap() else {
            panic!("the log is broken")
        };
        let all = list(ctx.db.read(), &Filter::default(), 0, 1).await.unwrap();
        assert_eq!(all[0].0, count);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn lines_that_are_written_at_once_follow_each_other() {
    for office in TestOffice::each().await {
        let officer = office.officer("gao_ying").await;
        let looks: Vec<_> = (0..8)
            .map(|_| {
                let (ctx, officer) = (office.restarted(), officer.clone());
                tokio::spawn(async move { case_list::list(&ctx, &officer, case_list::Pile::New, 0).await.map(drop) })
            })
            .collect();
        for look in looks {
            look.await.unwrap().unwrap();
        }
        assert!(matches!(
            verify(office.ctx.db.read()).await.unwrap(),
            State::Whole(10, _)
        ));
    }
}

#[tokio::test]
async fn the_first_administrators_come_from_the_console() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let made = make::invite(ctx, Role::Security, "安宁", "13900000888").await.unwrap();
        let asker = office.half_signed_in(made.as_str()).await;
        assert_eq!(asker.half_signed_in().unwrap().role(), Some(Role::Security));
        let lines = list(ctx.db.read(), &Filter::default(), 0, 2).await.unwrap();
        assert_eq!((lines[1].1.what, &lines[1].1.who), (Act::AccountMade, &None));
    }
}
