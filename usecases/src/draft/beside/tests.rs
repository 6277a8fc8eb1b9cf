//! What goes with the answer that chose a record, and comes back with it.

use domain::answer::UNSURE;
use domain::draft::Consent;
use domain::id::DraftId;

use super::*;
use crate::asker::Asker;
use crate::draft::consult::consent;
use crate::draft::save::{Typed, save};
use crate::draft::start::start;
use crate::office::{MOTHER, NEWBORN, TestOffice, id, typed_texts};
use crate::register::sandbox::Behaviour;

const FOLLOWS: &str = "child/household.follows";
const ADDRESS: &str = "child/household.address";
const HOLDER: &str = "child/household.holder";
const HERS: &str = "示范市南湖区桂花巷9号";
const HIS: &str = "示范市青河区学府路45号7栋1102室";
const TYPED: &str = "示范市东山区松风街1号";
const TYPED_TOO: &str = "示范市东山区松风街2号";
const TYPED_LAST: &str = "示范市东山区松风街3号";

async fn follows(office: &TestOffice, mother: &Asker, whom: &str) {
    office.answer_plan(mother, NEWBORN, &[(FOLLOWS, whom)]).await;
}

async fn types(office: &TestOffice, mother: &Asker, draft: &DraftId, typed: &[(&str, &str)]) {
    office.save(mother, draft, "household", typed).await.unwrap();
}

/// Posts a page that was shown before anybody typed her address.
async fn types_on_a_page_of_hers(office: &TestOffice, mother: &Asker, draft: &DraftId, typed: &[(&str, &str)]) {
    let typed = Typed {
        was: [(ADDRESS.to_owned(), vec![HERS.to_owned()])].into(),
        ..typed_texts(typed)
    };
    let saved = save(&office.ctx, mother, draft, &id("household"), &typed).await;
    saved.unwrap();
}

/// Posts a page that showed what two devices typed of the address: this one holds.
async fn settles(office: &TestOffice, mother: &Asker, draft: &DraftId, text: &str) {
    let typed = Typed {
        was: [(ADDRESS.to_owned(), vec![text.to_owned()])].into(),
        settled: [ADDRESS.to_owned()].into(),
        ..typed_texts(&[(ADDRESS, text)])
    };
    let saved = save(&office.ctx, mother, draft, &id("household"), &typed).await;
    saved.unwrap();
}

/// What another device answered to the address.
async fn rival(office: &TestOffice, draft: &DraftId) -> Option<String> {
    let mut rivals = data::rival::list(office.ctx.db.read(), draft).await.unwrap();
    rivals.remove(&id(ADDRESS))
}

/// How a field of the household stands: the text, whether somebody typed it, and whether it is held against a register.
async fn stands(office: &TestOffice, mother: &Asker, draft: &DraftId, field: &str) -> (String, bool, bool) {
    let answer = office.answer(mother, draft, field).await.unwrap();
    (answer.text, answer.origin == Origin::Citizen, answer.contested)
}

fn contested(text: &str) -> (String, bool, bool) {
    (text.to_owned(), true, true)
}

fn filled_in(text: &str) -> (String, bool, bool) {
    (text.to_owned(), false, false)
}

#[tokio::test]
async fn what_was_typed_of_one_household_is_not_held_against_the_other_and_comes_back_with_it() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let address = async || stands(&office, &mother, &draft, ADDRESS).await;
        types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
        follows(&office, &mother, "father").await;
        assert_eq!(address().await, filled_in(HIS));
        let mine = office.read(&mother, &draft).await;
        assert!(mine.aside.is_empty(), "nothing asks again for it: {:?}", mine.aside);
        types(&office, &mother, &draft, &[(ADDRESS, TYPED_TOO)]).await;
        follows(&office, &mother, "mother").await;
        assert_eq!(address().await, contested(TYPED));
        follows(&office, &mother, "father").await;
        assert_eq!(address().await, contested(TYPED_TOO));
        let kept = data::aside::list(office.ctx.db.read(), &draft).await.unwrap();
        assert_eq!(kept.len(), 1, "{kept:?}");
    }
}

#[tokio::test]
async fn what_is_typed_on_the_page_that_chooses_the_household_is_said_of_that_one() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let address = async || stands(&office, &mother, &draft, ADDRESS).await;
        types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
        // Posted as it was shown, beside the other choice.
        types(&office, &mother, &draft, &[(FOLLOWS, "father"), (ADDRESS, TYPED)]).await;
        assert_eq!(address().await, filled_in(HIS));
        let other = [(FOLLOWS, "mother"), (ADDRESS, TYPED_TOO)];
        types(&office, &mother, &draft, &other).await;
        assert_eq!(address().await, contested(TYPED_TOO));
        types(&office, &mother, &draft, &[(ADDRESS, HERS)]).await;
        assert_eq!(address().await, filled_in(HERS));
        follows(&office, &mother, "father").await;
        follows(&office, &mother, "mother").await;
        assert_eq!(address().await, filled_in(HERS), "the first text was put right");
    }
}

#[tokio::test]
async fn what_was_typed_of_a_household_belongs_to_it_also_when_nobody_knew_for_a_while_which_one_it_is() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let address = async || stands(&office, &mother, &draft, ADDRESS).await;
        let typed = (TYPED.to_owned(), true, false);
        types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
        follows(&office, &mother, UNSURE).await;
        assert_eq!(address().await, typed, "no record says otherwise");
        follows(&office, &mother, "father").await;
        assert_eq!(address().await, filled_in(HIS));
        follows(&office, &mother, UNSURE).await;
        assert!(office.answer(&mother, &draft, ADDRESS).await.is_none());
        follows(&office, &mother, "mother").await;
        assert_eq!(address().await, contested(TYPED));
        // What is typed meanwhile is said of the one that is chosen then.
        follows(&office, &mother, UNSURE).await;
        types(&office, &mother, &draft, &[(ADDRESS, TYPED_TOO)]).await;
        follows(&office, &mother, "mother").await;
        assert_eq!(address().await, contested(TYPED_TOO));
        let kept = data::aside::list(office.ctx.db.read(), &draft).await.unwrap();
        assert_eq!(kept, []);
    }
}

#[tokio::test]
async fn what_two_devices_typed_of_one_household_goes_and_comes_back_together() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let address = async || stands(&office, &mother, &draft, ADDRESS).await;
        let other = async || rival(&office, &draft).await;
        for text in [TYPED, TYPED_TOO] {
            types_on_a_page_of_hers(&office, &mother, &draft, &[(ADDRESS, text)]).await;
        }
        for way in [&["father"][..], &[UNSURE, "father"]] {
            for whom in way {
                follows(&office, &mother, whom).await;
            }
            assert_eq!((address().await, other().await), (filled_in(HIS), None));
            follows(&office, &mother, "mother").await;
            let both = (contested(TYPED), Some(TYPED_TOO.to_owned()));
            assert_eq!((address().await, other().await), both);
        }
    }
}

#[tokio::test]
async fn of_what_two_devices_typed_the_text_that_was_not_chosen_does_not_come_back_when_the_other_goes() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        for goes in ["", TYPED_LAST] {
            for text in [TYPED, TYPED_TOO] {
                types_on_a_page_of_hers(&office, &mother, &draft, &[(ADDRESS, text)]).await;
            }
            follows(&office, &mother, UNSURE).await;
            settles(&office, &mother, &draft, TYPED).await;
            assert_eq!(rival(&office, &draft).await, None);
            types(&office, &mother, &draft, &[(ADDRESS, goes)]).await;
            for whom in ["father", "mother"] {
                follows(&office, &mother, whom).await;
            }
            assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, filled_in(HERS));
        }
    }
}

#[tokio::test]
async fn what_one_device_typed_and_the_next_one_otherwise_does_not_come_back_either() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        for text in [TYPED, TYPED_TOO] {
            types_on_a_page_of_hers(&office, &mother, &draft, &[(ADDRESS, text)]).await;
        }
        follows(&office, &mother, UNSURE).await;
        types_on_a_page_of_hers(&office, &mother, &draft, &[(ADDRESS, TYPED_LAST)]).await;
        assert_eq!(rival(&office, &draft).await.as_deref(), Some(TYPED_LAST));
        settles(&office, &mother, &draft, TYPED).await;
        types(&office, &mother, &draft, &[(ADDRESS, "")]).await;
        follows(&office, &mother, "mother").await;
        assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, filled_in(HERS));
    }
}

#[tokio::test]
async fn what_another_device_types_together_with_the_choice_is_said_of_the_household_it_chooses() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
        let his = [(FOLLOWS, "father"), (ADDRESS, TYPED_TOO)];
        types_on_a_page_of_hers(&office, &mother, &draft, &his).await;
        assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, contested(TYPED_TOO));
        assert_eq!(rival(&office, &draft).await, None, "nobody said otherwise of that one");
        follows(&office, &mother, "mother").await;
        assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, contested(TYPED));
        assert_eq!(rival(&office, &draft).await, None);
    }
}

#[tokio::test]
async fn what_another_device_types_together_with_the_choice_is_no_second_answer_beside_itself() {
    for (behaviour, text, stood) in [
        (Behaviour::Normal, HIS, filled_in(HIS)),
        (Behaviour::Down, TYPED_TOO, (TYPED_TOO.to_owned(), true, false)),
    ] {
        for office in TestOffice::each().await {
            let mother = office.citizen("tian_xi").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
            office.set_register("household", behaviour).await;
            let his = [(FOLLOWS, "father"), (ADDRESS, text)];
            types_on_a_page_of_hers(&office, &mother, &draft, &his).await;
            assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, stood);
            assert_eq!(rival(&office, &draft).await, None, "{text}");
        }
    }
}

#[tokio::test]
async fn what_was_cleared_while_nobody_knew_which_household_it_is_does_not_come_back() {
    const CLEARED: (&str, &str) = (ADDRESS, "");
    const HERS_AGAIN: (&str, &str) = (FOLLOWS, "mother");
    const PAGES: [&[&[(&str, &str)]]; 2] = [&[&[CLEARED], &[HERS_AGAIN]], &[&[HERS_AGAIN, CLEARED]]];
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        for pages in PAGES {
            types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
            follows(&office, &mother, UNSURE).await;
            for page in pages {
                types(&office, &mother, &draft, page).await;
            }
            assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, filled_in(HERS));
            let kept = data::aside::list(office.ctx.db.read(), &draft).await.unwrap();
            assert_eq!(kept, []);
        }
    }
}

#[tokio::test]
async fn what_was_put_right_together_with_the_other_choice_still_comes_back_with_its_own() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
        follows(&office, &mother, UNSURE).await;
        types(&office, &mother, &draft, &[(FOLLOWS, "father"), (ADDRESS, TYPED_TOO)]).await;
        assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, contested(TYPED_TOO));
        follows(&office, &mother, "mother").await;
        assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, contested(TYPED));
    }
}

#[tokio::test]
async fn what_was_typed_while_the_register_was_silent_belongs_to_that_household_too() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        office.set_register("household", Behaviour::Down).await;
        let draft = office.consulted(&mother, &MOTHER).await;
        types(&office, &mother, &draft, &[(HOLDER, "田大山")]).await;
        follows(&office, &mother, "father").await;
        assert!(office.answer(&mother, &draft, HOLDER).await.is_none(), "asked anew");
        office.set_register("household", Behaviour::Normal).await;
        follows(&office, &mother, "mother").await;
        assert_eq!(stands(&office, &mother, &draft, HOLDER).await, contested("田大山"));
    }
}

#[tokio::test]
async fn what_was_typed_of_oneself_stays_whichever_record_speaks() {
    const FOR: &str = "application/elder.applicant";
    const HOME: &str = "elder/household.address";
    for office in TestOffice::each().await {
        let asker = office.citizen("tang_yu").await;
        let theme = "elder-welfare";
        office.answer_plan(&asker, theme, &[(FOR, "self")]).await;
        let draft = start(&office.ctx, &asker, &id(theme)).await.unwrap();
        let declined = consent(&office.ctx, &asker, &draft, Consent::Declined).await;
        declined.unwrap();
        office.save(&asker, &draft, "elder", &[(HOME, TYPED)]).await.unwrap();
        office.answer_plan(&asker, theme, &[(FOR, "same_household")]).await;
        assert_eq!(office.text(&asker, &draft, HOME).await, TYPED);
    }
}
