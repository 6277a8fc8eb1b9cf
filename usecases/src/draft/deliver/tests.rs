use content::Authored;
use domain::delivery::is_asked_by;
use domain::draft::Gap;

use super::*;
use crate::application::{record, submit::submit, track::track};
use crate::casework::read::read;
use crate::draft::carry_over::{carry_over, look};
use crate::error::Refusal;
use crate::office::{MOTHER, NEWBORN, TestOffice, id, newborn};
use crate::plan;
use crate::theme::publish::publish;

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

/// The newborn theme as it was when the form asked of all results at once.
fn asking_in_the_form() -> Authored {
    let put = |text: &str, what: &str, before: &str| {
        assert!(text.contains(before), "the theme no longer says {before}");
        text.replacen(before, &format!("{what}{before}"), 1)
    };
    let elements = put(
        &newborn().elements,
        "  - id: delivery.way\n    label: 怎么领\n    kind: {choice: [{id: mail, label: 寄到家里}, {id: pick_up, label: 自己去取}]}\n  \
         - {id: delivery.address, label: 寄到哪里, kind: {address: 120}}\n",
        "  - id: bank.terms\n",
    );
    let topic = "  - id: delivery\n    title: 怎么领\n    fields:\n      - field: application/delivery.way\n      \
                 - field: application/delivery.address\n        when: {is: {field: application/delivery.way, value: mail}}\n";
    let needed = "      - application/delivery.way\n      - application/delivery.address\n";
    let mut source = put(&newborn().source, topic, "\nitems:\n");
    for behind in [
        "    wording:\n",
        "    materials: [application_form, mother_id_card, father_id_card, photo]\n",
    ] {
        source = put(&source, needed, behind);
    }
    authored(source, elements)
}

/// The same where the card only comes by post.
fn asking_in_the_form_what_only_comes_by_post() -> Authored {
    let before = asking_in_the_form();
    let ways = "      ways: [mail, window]\n";
    assert_eq!(before.source.matches(ways).count(), 1);
    authored(
        before.source.replace(ways, "      ways: [mail]\n"),
        before.elements.clone(),
    )
}

fn authored(source: String, elements: String) -> Authored {
    Authored {
        theme: content::theme::read(&source, &elements).unwrap(),
        hash: content::theme::hash(&source, &elements),
        source,
        elements,
        ..newborn().clone()
    }
}

#[tokio::test]
async fn a_result_comes_as_usual_until_something_else_is_chosen_which_is_signed_and_shown() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        assert_eq!(delivered(&office, &mother, &draft).await, Some(Delivery::Electronic));
        office.sign(&mother, &draft).await.unwrap();
        let sent = sent_to("日月路 1 号", "13800000001");
        wish(&office, &mother, &draft, ITEM, &sent).await.unwrap();
        let refused = submit(&office.ctx, &mother, &draft).await;
        assert!(
            matches!(refused, Err(Error::Refused(_))),
            "what was signed is not what is filed"
        );
        office.agree(&mother, &draft).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        let judged = record::read(&office.ctx, &mother, &application).await.unwrap();
        let words = judged.words();
        let case = office.case(&application, ITEM).await;
        let told = record::Delivered {
            name: "出生医学证明".to_owned(),
            how: sent.clone(),
            office: Some(case.office),
        };
        assert!(words.deliveries.contains(&told), "{words:?}");
        let case = case.id;
        let officer = office.officer("gao_ying").await;
        let open = read(&office.ctx, &officer, &case).await.unwrap();
        assert_eq!(open.record().delivery(open.item().unwrap()), Some(sent.clone()));
        let tracked = track(&office.ctx, &mother, &application).await.unwrap();
        assert_eq!(tracked.deliveries.get(&id(ITEM)), Some(&sent));
        let late = wish(&office, &mother, &draft, ITEM, &Delivery::Window(None)).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::AlreadySubmitted))));
    }
}

#[tokio::test]
async fn what_was_chosen_is_kept_as_chosen_also_when_it_is_as_usual() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let window = Delivery::Window(None);
        assert!(
            !office.read(&mother, &draft).await.is_delivery_chosen(),
            "nobody said it"
        );
        for (item, delivery, is_all) in [
            (ITEM, &window, false),
            (ITEM, &Delivery::Electronic, false),
            ("social_card", &window, true),
        ] {
            wish(&office, &mother, &draft, item, delivery).await.unwrap();
            let mine = office.read(&mother, &draft).await;
            let kept = mine.deliveries.iter().find(|chosen| chosen.item == id(item));
            assert_eq!(kept.map(|chosen| &chosen.delivery), Some(delivery), "{item}");
            assert_eq!(mine.is_delivery_chosen(), is_all, "{item}");
        }
        assert_eq!(
            delivered(&office, &mother, &draft).await,
            Some(Delivery::Electronic),
            "what was chosen last holds"
        );
    }
}

#[tokio::test]
async fn what_the_form_of_an_earlier_version_asks_is_not_asked_again_and_goes_on_with_the_draft() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        office.advance(1);
        assert!(publish(&office.ctx, &asking_in_the_form()).await.unwrap());
        let draft = office.newborn_draft(&mother).await;
        let sent = delivered(&office, &mother, &draft).await.unwrap();
        let address = sent.post().map(Post::address);
        assert_eq!(address, Some("示范市青河区青石路1号"), "as the form says");
        assert!(office.read(&mother, &draft).await.deliveries_asked().is_empty());
        let twice = wish(&office, &mother, &draft, ITEM, &Delivery::Electronic).await;
        assert!(matches!(twice, Err(Error::NotFound)), "the form asks it");

        office.advance(1);
        assert!(publish(&office.ctx, newborn()).await.unwrap());
        let next = look(&office.ctx, &mother, &draft).await.unwrap().unwrap();
        assert_eq!(next.dropped, [], "it goes on");
        let version = next.successor.version;
        carry_over(&office.ctx, &mother, &draft, &version).await.unwrap();
        assert_eq!(delivered(&office, &mother, &draft).await, Some(sent));
        let aside = data::aside::list(office.ctx.db.read(), &draft).await.unwrap();
        assert_eq!(aside, []);
        let mine = office.read(&mother, &draft).await;
        let asked = mine.deliveries_asked();
        let asked: Vec<_> = asked.iter().map(|(item, _)| item.id.as_str()).collect();
        assert_eq!(asked, [ITEM, "social_card"]);
        assert_eq!(mine.gaps_to_fill(), []);
    }
}

#[tokio::test]
async fn what_an_earlier_form_says_goes_on_for_what_is_applied_for_and_into_no_address_book() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        office.advance(1);
        assert!(publish(&office.ctx, &asking_in_the_form()).await.unwrap());
        let draft = office.newborn_draft(&mother).await;
        let only = BTreeSet::from([id(ITEM)]);
        plan::choose(&office.ctx, &mother, &id(NEWBORN), &only).await.unwrap();
        office.advance(1);
        assert!(publish(&office.ctx, newborn()).await.unwrap());
        let next = look(&office.ctx, &mother, &draft).await.unwrap().unwrap();
        let version = next.successor.version;
        carry_over(&office.ctx, &mother, &draft, &version).await.unwrap();
        let mine = office.read(&mother, &draft).await;
        let kept = mine.deliveries.iter();
        let kept: Vec<_> = kept
            .map(|chosen| (chosen.item.as_str(), chosen.is_remembered))
            .collect();
        assert_eq!(kept, [(ITEM, false)]);
    }
}

#[tokio::test]
async fn a_result_that_cannot_be_had_as_an_earlier_form_says_is_asked_before_anything_is_filed() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        office.advance(1);
        let before = asking_in_the_form_what_only_comes_by_post();
        assert!(publish(&office.ctx, &before).await.unwrap());
        let draft = office.consulted(&mother, &MOTHER).await;
        let fetched = [("application/delivery.way", "pick_up")];
        office.save(&mother, &draft, "delivery", &fetched).await.unwrap();
        office.type_the_rest(&mother, &draft).await;
        let gap = Gap::Delivery(id("social_card"));
        assert!(office.read(&mother, &draft).await.gaps_to_fill().contains(&gap));
        let sent = sent_to("日月路 1 号", "13800000001");
        wish(&office, &mother, &draft, "social_card", &sent).await.unwrap();
        assert!(!office.read(&mother, &draft).await.gaps_to_fill().contains(&gap));
    }
}

#[tokio::test]
async fn who_chose_otherwise_than_an_earlier_form_keeps_it_and_its_office_reads_nothing_else() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        office.advance(1);
        assert!(publish(&office.ctx, &asking_in_the_form()).await.unwrap());
        let draft = office.newborn_draft(&mother).await;
        // As it could be chosen beside the form.
        let chosen = Chosen {
            draft: draft.clone(),
            item: id(ITEM),
            delivery: Delivery::Electronic,
            is_remembered: true,
            at: office.ctx.now(),
        };
        let tx = office.ctx.db.write().await.unwrap();
        data::delivery::save(&*tx, &chosen).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(office.read(&mother, &draft).await.deliveries_asked().len(), 1);
        office.agree(&mother, &draft).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        // The officers of this result read how it is delivered, and nothing else; those of the card what the form says.
        for (item, officer, says) in [(ITEM, "gao_ying", false), ("social_card", "ding_lan", true)] {
            let case = office.case(&application, item).await.id;
            let open = read(&office.ctx, &office.officer(officer).await, &case).await.unwrap();
            assert_eq!(open.stated().any(|stated| is_asked_by(&stated.id)), says, "{item}");
        }
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
