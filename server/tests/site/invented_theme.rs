//! A third theme, invented with random ids, from its guide to the last granted case: nothing in the product knows a theme.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use app::text::{draft as draft_text, party, progress as text};
use content::Library;
use domain::party::Standing;
use domain::staff::{Post, Task};
use http::StatusCode;
use testbed::papers::PDF;
use usecases::theme::publish::publish;

use crate::invention::{Invention, Shape, Ways, invent};
use crate::people::desk::{Officer, Pile};
use crate::people::filing::{Citizen, draft_of, missing_papers};
use crate::people::form::Paper;
use crate::people::page::Page;
use crate::site::{Inside, Site};

#[tokio::test]
async fn a_theme_that_nobody_ever_saw_goes_from_its_guide_to_the_last_granted_case() {
    let fresh = std::env::var("ZHANGBAN_TEST_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(|| fastrand::u64(..));
    for seed in [1, 2, 3, fresh] {
        println!("ZHANGBAN_TEST_SEED={seed}");
        for site in Site::each().await {
            println!("on {}", site.engine());
            drive(&site, seed).await;
        }
    }
}

async fn drive(site: &Site, seed: u64) {
    let city = Library::embedded().unwrap().city;
    let everywhere = |post: &&Post| post.regions.is_empty() && post.tasks.contains(&Task::Decide);
    let deciding = |officer: &&domain::staff::Officer| officer.posts().iter().any(|post| everywhere(&post));
    let departments: Vec<_> = city
        .officers()
        .iter()
        .flat_map(domain::staff::Officer::posts)
        .filter(everywhere)
        .map(|post| post.department.as_str())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let shape = Shape {
        departments: &departments,
        items: 5 + usize::try_from(seed % 6).unwrap(),
        is_small: false,
    };
    let invention = invent(seed, shape, &city);
    site.advance(1);
    assert!(publish(&site.office, &invention.authored).await.unwrap());

    let mut citizen = Citizen::new(Inside(site.router.clone()), "lin_xiao", invention.answers.clone());
    let list = reach_the_list(&mut citizen, &invention).await;
    let page = citizen.start(list).await.unwrap();
    let draft = format!("/drafts/{}", draft_of(&page.path));
    let filled_in = citizen.fill_in(page).await.unwrap();
    assert_eq!(
        filled_in.path,
        format!("{draft}/parties"),
        "who has to sign is asked early"
    );
    let materials = citizen.browser.get(&filled_in.action().unwrap()).await.unwrap();
    assert_eq!(materials.path, format!("{draft}/materials"));
    let ways = invention.ways.as_ref().expect("it is not small");
    settle_papers(&mut citizen, &invention, ways, &materials).await;
    promise(&mut citizen, &format!("{draft}/promises/item.{}", ways.promised_item)).await;
    sign_together(site, &mut citizen, ways, &draft).await;
    let progress = citizen.submit_alone(draft_of(&draft)).await.unwrap();
    assert!(progress.path.starts_with("/applications/"), "{progress}");
    assert_eq!(progress.status, StatusCode::OK);
    assert_eq!(short_names(&progress), taken(&invention));
    assert!(progress.heading().starts_with("林晓"), "{}", progress.heading());
    let later = format!("{draft}/materials/{}", ways.later);
    assert!(progress.links("/drafts/").contains(&later), "{progress}");
    site.advance(1);
    hand_in(&mut citizen, &later).await;
    let settled = citizen.browser.get(&progress.path).await.unwrap();
    assert!(!settled.links("/drafts/").contains(&later), "{settled}");

    let offices: Vec<_> = city
        .officers()
        .iter()
        .filter(deciding)
        .map(|officer| officer.id.to_string())
        .collect();
    grant_everything(site, &offices, taken(&invention).len()).await;
    let done = citizen.browser.get(&progress.path).await.unwrap();
    assert_eq!(done.texts(".now strong"), [text::ALL_DONE], "{done}");
    assert_eq!(
        done.texts(".thread > li.is-done").len(),
        taken(&invention).len(),
        "{done}"
    );
}

/// From the guide through the questions to the list, as somebody who has not signed in.
async fn reach_the_list(citizen: &mut Citizen<Inside>, invention: &Invention) -> Page {
    let slug = &invention.authored.slug;
    let home = citizen.browser.get("/themes").await.unwrap();
    let guide = format!("/themes/{slug}");
    assert!(home.links("/themes/").contains(&guide), "{home}");
    let guide = citizen.browser.get(&guide).await.unwrap();
    assert_eq!(guide.heading(), invention.authored.theme.name);
    assert_eq!(guide.action(), Some(format!("/themes/{slug}/plan")));
    let mut list = citizen.plan(slug).await.unwrap();
    assert_eq!(short_names(&list), invention.applying, "{list}");
    assert_eq!(
        list.texts(".thread > li.is-out h3")
            .into_iter()
            .collect::<BTreeSet<_>>(),
        invention.ruled_out,
        "{list}"
    );
    if let Some((id, _)) = &invention.spare {
        let choosing = citizen.browser.get(&format!("{}?choose=1", list.path)).await.unwrap();
        let mut form = choosing.form("choose_items");
        form.untick("items[]", id);
        list = citizen.browser.press(&choosing, &form, ("", "")).await.unwrap();
        assert_eq!(short_names(&list), taken(invention), "{list}");
    }
    list
}

/// Settles each paper that is missing in its way, all but the one that a register of somebody else knows.
async fn settle_papers(citizen: &mut Citizen<Inside>, invention: &Invention, ways: &Ways, materials: &Page) {
    let missing = missing_papers(materials);
    let asked: BTreeSet<String> = missing
        .iter()
        .filter_map(|path| path.rsplit('/').next())
        .map(str::to_owned)
        .collect();
    // What is left out can take its papers with it.
    assert!(
        asked.is_subset(&invention.papers),
        "{asked:?} but {:?}",
        invention.papers
    );
    assert!(
        invention.spare.is_some() || asked == invention.papers,
        "{asked:?} but {:?}",
        invention.papers
    );
    let page_of = |paper: &str| format!("{}/{paper}", materials.path);
    for path in missing {
        if path == page_of(&ways.promised_paper) {
            promise(citizen, &path.replace("/materials/", "/promises/material.")).await;
        } else if path == page_of(&ways.later) {
            put_off(citizen, &path).await;
        } else if path != page_of(&ways.looked_up) {
            hand_in(citizen, &path).await;
        }
    }
    assert_eq!(
        missing_papers(&citizen.browser.get(&materials.path).await.unwrap()),
        [page_of(&ways.looked_up)]
    );
}

/// Hands in one file on the page of a paper.
async fn hand_in(citizen: &mut Citizen<Inside>, path: &str) {
    let paper = Paper {
        name: "a.pdf".to_owned(),
        content: PDF.to_vec(),
    };
    let page = citizen.hand_in(path, &paper).await.unwrap();
    assert_eq!(
        (page.status, page.texts(".file__name")),
        (StatusCode::OK, vec!["a.pdf".to_owned()]),
        "{page}"
    );
}

/// Puts a paper off until after filing, on its page.
async fn put_off(citizen: &mut Citizen<Inside>, path: &str) {
    let page = citizen.browser.get(path).await.unwrap();
    let form = page.form("defer_paper");
    let page = citizen.browser.press(&page, &form, ("", "")).await.unwrap();
    assert!(page.find_form("undefer_paper").is_some(), "{page}");
}

/// Promises what a page wants promised, excluded by nothing.
async fn promise(citizen: &mut Citizen<Inside>, path: &str) {
    let page = citizen.browser.get(path).await.unwrap();
    let mut form = page.form("say_promise");
    if form.value("excluded").is_some() {
        form.set("excluded", "no");
    }
    let next = citizen.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(next.status, StatusCode::OK, "{next}");
    let said = citizen.browser.get(path).await.unwrap();
    assert!(said.find_form("take_back_promise").is_some(), "{said}");
}

/// Somebody is asked to sign too: they come by the link, let their register be read, which knows the last paper, and sign.
async fn sign_together(site: &Site, citizen: &mut Citizen<Inside>, ways: &Ways, draft: &str) {
    let (seats, seat) = (format!("{draft}/parties"), format!("{draft}/parties/{}", ways.fellow));
    let early = citizen.submit_alone(draft_of(draft)).await.unwrap();
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{early}");
    let all = citizen.browser.get(&seats).await.unwrap();
    assert_eq!(all.links(&format!("{seats}/")), slice::from_ref(&seat), "{all}");
    let (name, link, digits) = citizen.ask(&seat).await.unwrap().expect("nobody sits there");
    let mut fellow = site.party(&name).await;
    let part = fellow.join(&link, &digits).await.unwrap();
    assert!(
        part.find_form("send_party_code").is_none(),
        "a paper is missing: {part}"
    );
    let part = fellow.consent(&part).await.unwrap();
    assert!(part.text().contains(draft_text::REGISTERS_READ), "{part}");
    let materials = citizen.browser.get(&format!("{draft}/materials")).await.unwrap();
    assert_eq!(missing_papers(&materials), [""; 0], "{materials}");
    let signed = fellow.agree(&part).await.unwrap();
    assert_eq!(
        signed.texts("[role=status]"),
        [party::yours(Standing::Agreed)],
        "{signed}"
    );
}

/// Every officer accepts and grants what is on the desk, until nothing is left on any.
async fn grant_everything(site: &Site, officers: &[String], cases: usize) {
    let mut desks: BTreeMap<&str, Officer<Inside>> = BTreeMap::new();
    for officer in officers {
        desks.insert(officer, site.officer(officer).await);
    }
    let mut granted = 0;
    // With each round at least one case more is granted, or it does not end well.
    for _ in 0..cases {
        for officer in desks.values_mut() {
            for case in officer.cases(Pile::New).await.unwrap() {
                let page = officer.accept(&case).await.unwrap();
                let decided = officer.grant(&page, "已办好").await.unwrap();
                assert_eq!(
                    (decided.status, decided.location()),
                    (StatusCode::SEE_OTHER, case.as_str())
                );
                granted += 1;
            }
            assert_eq!(officer.cases(Pile::Open).await.unwrap(), [""; 0]);
        }
        site.run_errands().await;
    }
    assert_eq!(granted, cases);
}

/// The short names of the items on the thread that are not out.
fn short_names(page: &Page) -> BTreeSet<String> {
    page.texts(".thread > li:not(.is-out) h3").into_iter().collect()
}

fn taken(invention: &Invention) -> BTreeSet<String> {
    let spare = invention.spare.as_ref().map(|(_, short)| short.clone());
    invention
        .applying
        .iter()
        .filter(|short| Some(*short) != spare.as_ref())
        .cloned()
        .collect()
}
