use domain::delivery::is_asked_by;
use domain::draft::Gap;

use super::*;
use crate::application::{record, submit::submit, track::track};
use crate::casework::read::read;
use crate::error::Refusal;
use crate::office::{MOTHER, TestOffice, id};

const ITEM: &str = "birth_certificate";

fn sent_to(address: &str, phone: &str) -> Delivery {
    Delivery::Post(Post::new("林晓", phone, address))
}

async fn wish(office: &TestOffice, asker: &Asker, draft: &DraftId, item: &str, delivery: &Delivery) -> Result<()> {
    let wanted = BTreeMap::from([(id(item), delivery.clone())]);
    choose(&office.ctx, asker, draft, &wanted).await
}

/// How the certificate is delivered.
async fn delivered(office: &TestOffice, asker: &Asker, draft: &DraftId) -> Option<Delivery> {
    let mine = office.read(asker, draft).await;
    mine.delivery(mine.theme.item(&id(ITEM)).unwrap())
}

#[tokio::test]
async fn a_result_goes_as_the_form_says_until_something_else_is_chosen_which_is_signed_and_shown() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let usual = delivered(&office, &mother, &draft).await.unwrap();
        assert!(usual.post().is_some_and(|post| post.recipient() == "林晓"), "{usual:?}");
        office.sign(&mother, &draft).await.unwrap();
        wish(&office, &mother, &draft, ITEM, &Delivery::Electronic)
            .await
            .unwrap();
        let refused = submit(&office.ctx, &mother, &draft).await;
        assert!(
            matches!(refused, Err(Error::Refused(_))),
            "what was signed is not what is filed"
        );
        office.agree(&mother, &draft).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        let judged = record::read(&office.ctx, &mother, &application).await.unwrap();
        let words = judged.words();
        assert!(
            words
                .deliveries
                .contains(&("出生医学证明".to_owned(), Delivery::Electronic)),
            "{words:?}"
        );
        // The officers of this result read how it is delivered, and nothing else; those of the card what the form says.
        for (item, officer, says) in [(ITEM, "gao_ying", false), ("social_card", "ding_lan", true)] {
            let case = office.case(&application, item).await.id;
            let open = read(&office.ctx, &office.officer(officer).await, &case).await.unwrap();
            assert_eq!(open.stated().any(|stated| is_asked_by(&stated.id)), says, "{item}");
        }
        let tracked = track(&office.ctx, &mother, &application).await.unwrap();
        assert_eq!(tracked.deliveries.get(&id(ITEM)), Some(&Delivery::Electronic));
        let late = wish(&office, &mother, &draft, ITEM, &Delivery::Window(None)).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::AlreadySubmitted))));
    }
}

#[tokio::test]
async fn what_is_as_usual_follows_the_form_again() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let usual = delivered(&office, &mother, &draft).await.unwrap();
        for delivery in [&Delivery::Electronic, &usual] {
            wish(&office, &mother, &draft, ITEM, delivery).await.unwrap();
        }
        let way = [("application/delivery.way", "pick_up")];
        office.save(&mother, &draft, "delivery", &way).await.unwrap();
        assert_eq!(delivered(&office, &mother, &draft).await, Some(Delivery::Window(None)));
    }
}

#[tokio::test]
async fn an_address_that_lacks_something_is_kept_as_typed_and_keeps_the_draft_back() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let typed = sent_to("日月路 1 号", "123");
        wish(&office, &mother, &draft, ITEM, &typed).await.unwrap();
        assert_eq!(delivered(&office, &mother, &draft).await, Some(typed));
        let gap = Gap::Delivery(id(ITEM));
        assert_eq!(office.read(&mother, &draft).await.gaps_to_fill(), [gap]);
        let whole = sent_to("日月路 1 号", "13800000001");
        wish(&office, &mother, &draft, ITEM, &whole).await.unwrap();
        assert_eq!(office.read(&mother, &draft).await.gaps_to_fill(), []);

        let nowhere = Delivery::Window(Some(id("nowhere")));
        for (item, delivery) in [
            (ITEM, &nowhere),
            ("parenting_guidance", &whole),
            ("social_card", &Delivery::Electronic),
        ] {
            let refused = wish(&office, &mother, &draft, item, delivery).await;
            assert!(
                matches!(refused, Err(Error::NotFound)),
                "{item}: nothing of the kind is offered"
            );
        }
        let stranger = office.citizen("zhou_he").await;
        let refused = wish(&office, &stranger, &draft, ITEM, &Delivery::Electronic).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn addresses_of_earlier_applications_are_offered_until_they_are_taken_out() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let first = office.newborn_draft(&mother).await;
        let sent = sent_to("日月路 1 号", "13800000001");
        wish(&office, &mother, &first, ITEM, &sent).await.unwrap();
        office.agree(&mother, &first).await;
        office.submit(&mother, &first).await.unwrap();
        let second = office.consulted(&mother, &MOTHER).await;
        let offered = async || book(ctx, &office.read(&mother, &second).await).await.unwrap();
        let post = sent.post().unwrap();
        assert_eq!(offered().await, vec![post.clone()]);
        forget(ctx, &mother, &second, post).await.unwrap();
        assert_eq!(offered().await, []);
        assert_eq!(delivered(&office, &mother, &first).await, Some(sent.clone()));

        let father = office.citizen("chen_yuan").await;
        let his = office.consulted(&father, &crate::office::FATHER).await;
        let his = office.read(&father, &his).await;
        assert_eq!(book(ctx, &his).await.unwrap(), [], "nobody is offered another's");
    }
}
