//! Both sides of a mandate hear of what becomes of it.

use domain::notice::NoticeKind;
use domain::notice::download::Download;

use super::*;
use crate::account::hall::move_number;
use crate::account::notice::{Told, What, unseen};
use crate::inbox::download::remind;
use crate::inbox::{self, About, Letter};
use crate::message;

async fn for_the_father(office: &TestOffice) -> MandateId {
    given(office, "lin_xiao", &wish(office, "陈远", "13800000002")).await
}

/// Phone and text of the messages that are no codes, the newest first.
async fn messages(office: &TestOffice) -> Vec<(String, String)> {
    office.assert_no_errands().await;
    let all = message::list(&office.ctx).await.unwrap().into_iter();
    let is_notice = |message: &message::Message| NoticeKind::from_word(&message.text).is_some();
    all.filter(is_notice)
        .map(|message| (message.phone, message.text))
        .collect()
}

async fn told(office: &TestOffice, asker: &Asker) -> Vec<What> {
    let told = unseen(&office.ctx, asker, None).await.unwrap();
    told.into_iter().map(|told| told.what).collect()
}

fn said(phone: &str, kind: NoticeKind) -> (String, String) {
    (phone.to_owned(), kind.as_str().to_owned())
}

#[tokio::test]
async fn both_sides_hear_of_every_step_that_the_other_takes() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, father) = (office.citizen("lin_xiao").await, office.citizen("chen_yuan").await);
        let mandate = for_the_father(&office).await;
        let offered = said("13800000002", NoticeKind::MandateOffered);
        assert_eq!(messages(&office).await, std::slice::from_ref(&offered));
        office.advance(1);
        accept(ctx, &father, &mandate).await.unwrap();
        let accepted = said("13800000001", NoticeKind::MandateAccepted);
        assert_eq!(messages(&office).await, [accepted.clone(), offered.clone()]);
        let what = What::Accepted(mandate.clone(), "陈远".to_owned());
        assert_eq!(told(&office, &mother).await, [what]);
        assert_eq!(told(&office, &mother).await, [], "only once");
        office.advance(1);
        end(ctx, &mother, &mandate).await.unwrap();
        end(ctx, &mother, &mandate).await.unwrap();
        let ended = said("13800000002", NoticeKind::MandateEnded);
        assert_eq!(messages(&office).await, [ended, accepted, offered]);
        assert_eq!(told(&office, &father).await, [What::PrincipalEnded("林晓".to_owned())]);
        assert_eq!(told(&office, &mother).await, []);
    }
}

#[tokio::test]
async fn a_principal_hears_of_who_declines_and_nobody_is_asked_for_what_was_taken_back() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, father) = (office.citizen("lin_xiao").await, office.citizen("chen_yuan").await);
        let declined = for_the_father(&office).await;
        end(ctx, &father, &declined).await.unwrap();
        assert_eq!(
            told(&office, &mother).await,
            [What::AgentEnded(declined, "陈远".to_owned())]
        );
        assert_eq!(
            messages(&office).await,
            [said("13800000001", NoticeKind::MandateEnded)],
            "it was over before anybody was asked"
        );
    }
}

#[tokio::test]
async fn who_has_another_number_since_then_still_has_what_they_took_on() {
    for office in TestOffice::each().await {
        let mandate = for_the_father(&office).await;
        accept(&office.ctx, &office.citizen("chen_yuan").await, &mandate)
            .await
            .unwrap();
        move_number(&office.ctx, "13800000002", "13899990002").await.unwrap();
        let held = list_held(&office.ctx, &office.citizen("chen_yuan").await)
            .await
            .unwrap();
        assert_eq!(held.len(), 1);
    }
}

/// What the files belong to that wait among somebody's messages.
async fn waiting(office: &TestOffice, asker: &Asker) -> Vec<String> {
    let title = |letter: Letter| match letter.about {
        About::Told(Told {
            what: What::ToDownload(_, title),
            ..
        }) => Some(title),
        _ => None,
    };
    let inbox = inbox::read(&office.ctx, asker, None, 0).await.unwrap();
    inbox.letters.into_iter().filter_map(title).collect()
}

#[tokio::test]
async fn a_file_that_the_agent_wanted_to_fetch_is_named_to_them_while_they_may_open_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let hat = taken_on(&office, "lin_xiao").await;
        let mut his = Browser::of(&office, "chen_yuan").await;
        his.wear(&office, &hat).await.unwrap();
        let for_her = his.asker(&office).await;
        let draft = office.newborn_draft(&for_her).await;
        let application = office.submit(&for_her, &draft).await.unwrap();
        remind(ctx, &for_her, Download::Record(application)).await.unwrap();
        his.wear(&office, &Hat::Own).await.unwrap();
        let himself = his.asker(&office).await;
        assert_eq!(waiting(&office, &himself).await.len(), 1);
        let mother = office.citizen("lin_xiao").await;
        end(ctx, &mother, mandate_of(&hat)).await.unwrap();
        office.advance(1);
        assert_eq!(waiting(&office, &himself).await, [""; 0]);
    }
}
