use domain::delivery::Post;

use super::*;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::casework::read::read;
use crate::help::answer::typed;
use crate::office::{MOTHER, TestOffice, id, texts, typed_texts};

const NAME: &str = "child/person.name";

fn said() -> ask::Said {
    ask::Said {
        wish: Wish::CallAnyTime,
        phone: "13912345678".to_owned(),
        question: "名字里的生僻字这样写对吗？".to_owned(),
        agrees: true,
    }
}

fn asked_along() -> invite::Said {
    invite::Said {
        name: "陈远".to_owned(),
        phone: "1381234".to_owned(),
        by_message: true,
    }
}

/// That it was saved.
fn saved(posted: &Posted) -> Unparked {
    Unparked::Saved(posted.about())
}

/// That it is still parked.
fn waiting(posted: &Posted) -> Unparked {
    Unparked::Waits(posted.about())
}

/// A browser in which this form waits.
fn carrying(parked: &Token) -> Luggage {
    Luggage {
        parked: Some(parked.clone()),
        ..Luggage::default()
    }
}

async fn parked(office: &TestOffice) -> (DraftId, Token) {
    let draft = office.consulted(&office.citizen("lin_xiao").await, &MOTHER).await;
    let posted = Posted::Topic(draft.clone(), id("child"), typed_texts(&[(NAME, "林知夏")]));
    (draft, park(&office.ctx, &posted).await.unwrap())
}

async fn sign_in(office: &TestOffice, who: &str, parked: &Token) -> Option<Unparked> {
    let signed_in = as_citizen(&office.ctx, &id(who), &carrying(parked)).await;
    signed_in.unwrap().unparked
}

async fn name(office: &TestOffice, draft: &DraftId) -> String {
    office.text(&office.citizen("lin_xiao").await, draft, NAME).await
}

#[tokio::test]
async fn what_was_typed_when_the_session_had_ended_is_saved_after_signing_in() {
    for office in TestOffice::each().await {
        let (draft, token) = parked(&office).await;
        assert_eq!(name(&office, &draft).await, "");
        assert_eq!(
            sign_in(&office, "lin_xiao", &token).await,
            Some(Unparked::Saved(Parked::Topic(draft.clone(), id("child"))))
        );
        assert_eq!(name(&office, &draft).await, "林知夏");
    }
}

#[tokio::test]
async fn a_parked_form_is_given_back_once() {
    for office in TestOffice::each().await {
        let (draft, token) = parked(&office).await;
        sign_in(&office, "lin_xiao", &token).await.unwrap();
        let mother = office.citizen("lin_xiao").await;
        office
            .save(&mother, &draft, "child", &[(NAME, "林知秋")])
            .await
            .unwrap();
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, None);
        assert_eq!(name(&office, &draft).await, "林知秋");
    }
}

#[tokio::test]
async fn a_parked_form_is_not_given_to_anybody_else() {
    for office in TestOffice::each().await {
        let (draft, token) = parked(&office).await;
        assert_eq!(sign_in(&office, "zhou_he", &token).await, None);
        assert_eq!(
            sign_in(&office, "lin_xiao", &Token::from_browser(&token.hash())).await,
            None
        );
        assert_eq!(name(&office, &draft).await, "");
        assert!(sign_in(&office, "lin_xiao", &token).await.is_some());
    }
}

#[tokio::test]
async fn a_parked_form_is_kept_for_half_an_hour() {
    for office in TestOffice::each().await {
        let (draft, token) = parked(&office).await;
        office.advance(office.ctx.limits.parked);
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, None);
        assert_eq!(name(&office, &draft).await, "");
    }
}

#[tokio::test]
async fn only_what_is_about_something_that_is_there_is_parked() {
    for office in TestOffice::each().await {
        let point = Point {
            target: id("paper:diagnosis"),
            flaw: Flaw::Incorrect,
            sentence: String::new(),
        };
        for posted in [
            Posted::Topic(id("none"), id("child"), Typed::default()),
            Posted::Question(id("none"), id(NAME), String::new()),
            Posted::Picks(id("none"), BTreeSet::new()),
            Posted::Delivery(id("none"), BTreeMap::new()),
            Posted::Help(id("none"), None, said()),
            Posted::Answer(id("none"), String::new()),
            Posted::Mending(id("none"), Typed::default()),
            Posted::Decline(id("none"), String::new()),
            Posted::Invite(id("none"), id("father"), asked_along()),
            Posted::Decision(id("none"), texts("", "")),
            Posted::Point(id("none"), point),
        ] {
            let none = park(&office.ctx, &posted).await;
            assert!(matches!(none, Err(Error::NotFound)), "{posted:?}");
        }
        let draft = office.started(&office.citizen("lin_xiao").await, &MOTHER).await;
        let large = "大".repeat(LARGEST);
        let posted = Posted::Topic(draft, id("child"), typed_texts(&[(NAME, large.as_str())]));
        let none = park(&office.ctx, &posted).await;
        assert!(matches!(none, Err(Error::NotFound)), "more than anybody types");
    }
}

#[tokio::test]
async fn a_request_for_help_is_given_back_and_not_sent() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        for about in [Some(id::<About>("child")), Some(id("paper:diagnosis")), None] {
            let posted = Posted::Help(draft.clone(), about.clone(), said());
            let token = park(ctx, &posted).await.unwrap();
            assert_eq!(sign_in(&office, "zhou_he", &token).await, None, "somebody else's");
            assert_eq!(sign_in(&office, "lin_xiao", &token).await, Some(saved(&posted)));
            assert_eq!(sign_in(&office, "lin_xiao", &token).await, None, "given back once");
            let written = ask::list(ctx, &mother, &draft).await.unwrap();
            let written = written.into_iter().find(|help| help.about == about).unwrap();
            assert_eq!((written.wish, written.asked_at), (Wish::CallAnyTime, None));
            assert_eq!((written.phone, written.question), (said().phone, said().question));
        }
        let officer = office.officer("gao_ying").await;
        assert_eq!(look::count(ctx, &officer).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn how_results_are_to_be_delivered_is_saved_as_it_was_typed() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let typed = Delivery::Post(Post::new("林晓", "123", "示范市日月路9号"));
        let wanted = BTreeMap::from([(id("birth_certificate"), typed.clone())]);
        let posted = Posted::Delivery(draft.clone(), wanted);
        let token = park(&office.ctx, &posted).await.unwrap();
        assert_eq!(sign_in(&office, "zhou_he", &token).await, None, "somebody else's");
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, Some(saved(&posted)));
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, None, "given back once");
        let mine = office.read(&mother, &draft).await;
        let certificate = mine.theme.item(&id("birth_certificate")).unwrap();
        assert_eq!(mine.delivery(certificate), Some(typed));
    }
}

#[tokio::test]
async fn an_answer_to_a_request_waits_for_an_officer_of_the_department_and_is_not_sent() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let help = ask::ask(ctx, &mother, &draft, Some(&id("child")), &said())
            .await
            .unwrap();
        let posted = Posted::Answer(help.clone(), "这样写是对的".to_owned());
        let token = park(ctx, &posted).await.unwrap();
        let signed_in = async |who: &str| office.sign_in_officer(who, &carrying(&token)).await.unparked;
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, None, "a citizen");
        assert_eq!(signed_in("qin_feng").await, None, "another department");
        assert_eq!(signed_in("gao_ying").await, Some(waiting(&posted)));
        let officer = office.officer("gao_ying").await;
        let waits = typed(ctx, &officer, &help, Some(&token)).await.unwrap();
        assert_eq!(waits.as_deref(), Some("这样写是对的"));
        let asked = data::help::find(ctx.db.read(), &help).await.unwrap().unwrap();
        assert!(asked.is_open(), "nothing was sent");
    }
}

#[tokio::test]
async fn what_an_officer_wrote_when_the_session_had_ended_is_given_to_an_officer_of_the_department() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        let case = office.case(&application, "birth_certificate").await.id;
        let written = texts("出生记录里没有这个孩子", "请到接生的医院补报");
        let posted = Posted::Decision(case.clone(), written.clone());
        let token = park(&office.ctx, &posted).await.unwrap();
        let signed_in = async |who: &str| office.sign_in_officer(who, &carrying(&token)).await.unparked;
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, None);
        assert_eq!(signed_in("qin_feng").await, None, "another department");
        assert_eq!(signed_in("gao_ying").await, Some(saved(&posted)));
        assert_eq!(signed_in("gao_ying").await, None, "given back once");
        let officer = office.officer("gao_ying").await;
        assert_eq!(read(&office.ctx, &officer, &case).await.unwrap().writing, written);
    }
}

#[tokio::test]
async fn a_point_waits_for_an_officer_of_the_department_until_they_name_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        let case = office.case(&application, "birth_certificate").await.id;
        let point = Point {
            target: "field:child/person.name".parse().unwrap(),
            flaw: Flaw::Outdated,
            sentence: "和出生记录不一样".to_owned(),
        };
        let posted = Posted::Point(case.clone(), point.clone());
        let token = park(ctx, &posted).await.unwrap();
        let luggage = carrying(&token);
        let signed_in = async |who: &str| office.sign_in_officer(who, &luggage).await.unparked;
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, None);
        assert_eq!(signed_in("qin_feng").await, None, "another department");
        for _ in 0..2 {
            assert_eq!(signed_in("wei_min").await, Some(waiting(&posted)));
        }
        let officer = office.officer("gao_ying").await;
        assert_eq!(read(ctx, &officer, &case).await.unwrap().naming, None, "not named yet");
        let waits = async |case: &str| find_point(ctx, &officer, &id(case), &token).await.unwrap();
        let other = office.case(&application, "vaccination_booklet").await.id;
        assert_eq!(waits(other.as_str()).await, None, "of another case");
        assert_eq!(waits(case.as_str()).await, Some(point));
        let none = park(ctx, &Posted::Point(id("none"), waits(case.as_str()).await.unwrap())).await;
        assert!(matches!(none, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn why_more_is_asked_for_is_given_back_beside_what_a_colleague_wrote() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        let case = office.case(&application, "birth_certificate").await.id;
        let posted = Posted::Reason(case.clone(), "新的材料看不清".to_owned());
        let token = park(ctx, &posted).await.unwrap();
        let signed_in = async |who: &str| office.sign_in_officer(who, &carrying(&token)).await.unparked;
        let officer = office.officer("gao_ying").await;
        assert_eq!(signed_in("qin_feng").await, None, "another department");
        assert_eq!(signed_in("gao_ying").await, Some(waiting(&posted)), "no point is left");
        let reason = find_reason(ctx, &officer, &case, &token).await.unwrap();
        assert_eq!(reason.as_deref(), Some("新的材料看不清"));
        let point = Point {
            target: "field:child/person.name".parse().unwrap(),
            flaw: Flaw::Outdated,
            sentence: "和出生记录不一样".to_owned(),
        };
        let shown = casework::correct::as_shown(None, None);
        casework::correct::name(ctx, &officer, &case, &point, &shown)
            .await
            .unwrap();
        assert_eq!(signed_in("gao_ying").await, Some(saved(&posted)));
        let naming = read(ctx, &officer, &case).await.unwrap().naming.unwrap();
        assert_eq!(naming.reason.as_deref(), Some("新的材料看不清"));
        assert_eq!(signed_in("gao_ying").await, None, "given back once");
    }
}

#[tokio::test]
async fn why_somebody_declines_waits_on_their_page_and_is_not_sent() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let (invitation, himself) = office.seat(&mother, &draft, &id("father")).await;
        let posted = Posted::Decline(invitation.clone(), "名字还没商量好".to_owned());
        let token = park(ctx, &posted).await.unwrap();
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, None, "who asked him");
        for _ in 0..2 {
            assert_eq!(sign_in(&office, "chen_yuan", &token).await, Some(waiting(&posted)));
        }
        let waits = find_decline(ctx, &himself, &invitation, &token).await.unwrap();
        assert_eq!(waits.as_deref(), Some("名字还没商量好"));
        let mine = office.read(&mother, &draft).await;
        assert_eq!(mine.invitations[0].declined, None, "nothing was said");
    }
}

#[tokio::test]
async fn whom_somebody_asks_to_apply_together_waits_on_their_page_and_is_not_asked() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let posted = Posted::Invite(draft.clone(), id("father"), asked_along());
        let token = park(ctx, &posted).await.unwrap();
        assert_eq!(sign_in(&office, "zhou_he", &token).await, None, "somebody else's");
        for _ in 0..2 {
            assert_eq!(sign_in(&office, "lin_xiao", &token).await, Some(waiting(&posted)));
        }
        let waits = async |seat: &str| find_invite(ctx, &mother, &draft, &id(seat), &token).await.unwrap();
        assert_eq!(waits("father").await, Some(asked_along()));
        assert_eq!(waits("mother").await, None, "for another seat");
        assert!(office.read(&mother, &draft).await.invitations.is_empty());
    }
}

#[tokio::test]
async fn what_was_typed_for_something_that_moved_on_meanwhile_is_shown_to_who_typed_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
        let application = office.newborn_application(&mother).await;
        let case = office.case(&application, "birth_certificate").await.id;
        casework::accept::accept(ctx, &officer, &case).await.unwrap();
        let posted = Posted::Reason(case.clone(), "新的材料看不清".to_owned());
        let token = park(ctx, &posted).await.unwrap();
        let back = office.sign_in_officer("gao_ying", &carrying(&token)).await;
        assert_eq!(back.unparked, Some(waiting(&posted)));
        let reason = find_reason(ctx, &officer, &case, &token).await.unwrap();
        assert_eq!(reason.as_deref(), Some("新的材料看不清"));

        let typed = typed_texts(&[(NAME, "林知秋"), ("said-k1", "没有错")]);
        let posted = Posted::Mending(application.clone(), typed.clone());
        let token = park(ctx, &posted).await.unwrap();
        assert_eq!(sign_in(&office, "zhou_he", &token).await, None, "somebody else's");
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, Some(waiting(&posted)));
        let kept = find_mending(ctx, &mother, &application, &token).await.unwrap();
        assert_eq!(kept, Some(typed));
    }
}

#[tokio::test]
async fn a_question_that_nobody_can_be_asked_any_more_is_shown_to_who_typed_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let about: About = id("paper:application_form");
        let posted = Posted::Help(draft.clone(), Some(about.clone()), said());
        let token = park(ctx, &posted).await.unwrap();
        assert_eq!(sign_in(&office, "zhou_he", &token).await, None, "somebody else's");
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, Some(waiting(&posted)));
        let waits = find_help(ctx, &mother, &draft, Some(&about), &token).await.unwrap();
        assert_eq!(waits.map(|said| said.question), Some(said().question));
        let elsewhere = find_help(ctx, &mother, &draft, None, &token).await.unwrap();
        assert!(elsewhere.is_none(), "about something else");
    }
}

#[tokio::test]
async fn a_question_about_what_was_submitted_meanwhile_is_shown_to_who_typed_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let about: About = id("child");
        let posted = Posted::Help(draft.clone(), Some(about.clone()), said());
        let token = park(ctx, &posted).await.unwrap();
        office.submit(&mother, &draft).await.unwrap();
        assert_eq!(sign_in(&office, "lin_xiao", &token).await, Some(waiting(&posted)));
        let waits = find_help(ctx, &mother, &draft, Some(&about), &token).await.unwrap();
        assert_eq!(waits.map(|said| said.question), Some(said().question));
    }
}

#[tokio::test]
async fn an_officer_does_not_get_what_a_citizen_typed() {
    for office in TestOffice::each().await {
        let (_, token) = parked(&office).await;
        let officer = office.sign_in_officer("gao_ying", &carrying(&token)).await;
        assert_eq!(officer.unparked, None);
        assert!(sign_in(&office, "lin_xiao", &token).await.is_some());
    }
}
