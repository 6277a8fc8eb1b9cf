//! Papers that follow later, that are used again, and that would be sent back: on the pages of a draft and of its application.

use app::text::paper as text;

use super::mistakes::is_told;
use crate::newborn::{self, MOTHER, pdf};
use crate::people::filing::{draft_of, missing_papers};
use crate::site::Site;

#[tokio::test]
async fn the_guide_the_list_and_the_page_of_a_photo_name_the_same_kinds_of_file() {
    let site = Site::open().await;
    let guide = site.browser().get("/themes/newborn").await.unwrap();
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let list = mother.browser.get("/themes/newborn/plan").await.unwrap();
    for page in [guide, list] {
        assert!(
            page.texts(".note").iter().any(|note| note.contains("只收 JPG 照片。")),
            "{page}"
        );
    }
    let photo = format!("/drafts/{draft}/materials/photo");
    let photo = mother.browser.get(&photo).await.unwrap();
    assert_eq!(photo.texts("#file-hint"), ["JPG 照片，可以一次选几个。"], "{photo}");
    let invoices = format!("/drafts/{draft}/materials/medical_invoices");
    let invoices = mother.browser.get(&invoices).await.unwrap();
    assert!(
        invoices
            .texts("#file-hint")
            .concat()
            .starts_with("JPG、PNG 照片或 PDF，每个不超过 "),
        "{invoices}"
    );
}

#[tokio::test]
async fn a_deferred_paper_is_handed_in_where_the_application_says_what_is_owed() {
    for site in Site::each().await {
        let mut retiree = site.citizen("zeng_guoliang").await;
        let list = retiree.plan("retirement").await.unwrap();
        let page = retiree.start(list).await.unwrap();
        let draft = draft_of(&page.path).to_owned();
        retiree.fill_in(page).await.unwrap();
        let paper = format!("/drafts/{draft}/materials/public_notice");
        let page = retiree.browser.get(&paper).await.unwrap();
        let deferral = page.form("defer_paper");
        let deferred = retiree.browser.press(&page, &deferral, ("", "")).await.unwrap();
        assert!(deferred.find_form("undefer_paper").is_some(), "{deferred}");
        let materials = format!("/drafts/{draft}/materials");
        let materials = retiree.browser.get(&materials).await.unwrap();
        assert!(materials.text().contains(text::LATER_STATE), "{materials}");
        for missing in missing_papers(&materials) {
            assert_ne!(missing, paper);
            retiree.hand_in(&missing, &pdf("a.pdf")).await.unwrap();
        }
        let progress = retiree.submit(&draft).await.unwrap();
        assert!(progress.path.starts_with("/applications/"), "{progress}");
        assert!(progress.links("/drafts/").contains(&paper), "{progress}");
        site.advance(1);
        let handed_in = retiree.hand_in(&paper, &pdf("b.pdf")).await.unwrap();
        assert_eq!(handed_in.texts("a.file__name"), ["b.pdf"], "{handed_in}");
        assert!(handed_in.find_form("remove_file").is_none(), "what was handed in stays");
        assert_eq!(handed_in.action(), Some(progress.path.clone()));
        let progress = retiree.browser.get(&progress.path).await.unwrap();
        assert_eq!(progress.links("/drafts/"), Vec::<String>::new(), "{progress}");
    }
}

#[tokio::test]
async fn what_would_be_sent_back_is_mended_from_the_check_page_and_back() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let check = format!("/drafts/{draft}/check");
    let page = mother.browser.get(&check).await.unwrap();
    assert!(page.text().contains(text::FOUND), "empty documents: {page}");
    let place = page.links(&format!("/drafts/{draft}/materials/")).remove(0);
    assert!(place.ends_with("?from=check"), "{place}");
    let page = mother.browser.get(&place).await.unwrap();
    let remove = page.form("remove_file");
    let page = mother.browser.press(&page, &remove, ("", "")).await.unwrap();
    assert_eq!(page.path, place, "the way back is kept");
    let page = mother.hand_in(&place, &pdf("c.pdf")).await.unwrap();
    assert_eq!((page.path.as_str(), page.action()), (place.as_str(), Some(check)));
    let progress = mother.submit(&draft).await.unwrap();
    assert!(
        progress.path.starts_with("/applications/"),
        "a warning stops nobody: {progress}"
    );
}

#[tokio::test]
async fn a_paper_says_until_when_it_holds_and_no_other_words() {
    let site = Site::open().await;
    let mut guardian = site.citizen(MOTHER).await;
    let list = guardian.plan("school").await.unwrap();
    let page = guardian.start(list).await.unwrap();
    let paper = format!("/drafts/{}/materials/residence_permit", draft_of(&page.path));
    guardian.hand_in(&paper, &pdf("a.pdf")).await.unwrap();
    for (said, is_kept) in [("长期", false), ("2027年3月1日", true)] {
        let page = guardian.browser.get(&paper).await.unwrap();
        let mut form = page.form("hold_paper");
        form.set("until", said);
        let page = guardian.browser.press(&page, &form, ("", "")).await.unwrap();
        if is_kept {
            assert!(!page.text().contains(text::NOT_A_DATE), "{page}");
        } else {
            is_told(&page, "until", text::NOT_A_DATE);
        }
        assert_eq!(page.form("hold_paper").value("until") == Some("2027-03-01"), is_kept);
    }
}

#[tokio::test]
async fn a_library_is_ones_own() {
    let site = Site::open().await;
    let guest = site.browser().get("/me/library").await.unwrap();
    assert!(guest.path.starts_with("/sign-in"), "{guest}");
    let mut mother = site.citizen(MOTHER).await;
    let page = mother.browser.get("/me/library").await.unwrap();
    assert_eq!(page.heading(), text::LIBRARY);
    assert!(page.text().contains(text::LIBRARY_EMPTY), "{page}");
}
