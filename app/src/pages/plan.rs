//! The plan: questions, one per page, then the personal list; and picking a part of it.

mod choose;
mod elder;
mod items;
mod list;
mod papers;
mod parts;
mod question;
mod why;

use std::collections::{BTreeMap, BTreeSet};

use domain::answer::FieldId;
use domain::id::{DraftId, ItemId, Slug};
use domain::path::LocalPath;
use leptos::prelude::*;
use usecases::draft::park::Posted;
use usecases::draft::read::MyDraft;
use usecases::plan::{answer, choose, of_draft, read};
use usecases::{Asker, Error};

use super::parked;
use crate::respond::{go, go_on, keep};
use crate::ui::loaded::{encode, loaded};
use crate::visit::{Visit, office, part, query, visit};

/// How long a guest's answers are found again, in seconds.
const GUEST: u32 = 30 * 24 * 60 * 60;

/// The page of a draft from which somebody came to answer a question or to pick items, and to which they go back. Of its theme they
/// may have another draft.
struct CameFrom {
    draft: DraftId,
    page: String,
}

impl CameFrom {
    /// From this page, where it is one of a draft.
    fn from(page: &str) -> Option<Self> {
        let page: LocalPath = page.parse().ok()?;
        let draft = page.as_str().strip_prefix("/drafts/")?;
        let draft = draft.split(['/', '?', '#']).next()?.parse().ok()?;
        Some(Self {
            draft,
            page: page.to_string(),
        })
    }
}

/// `/themes/{slug}/plan`: the next question, the question named by `?question=`, picking by `?choose`, or the
/// list, of which the elder mode shows one `?part=` at a time. `?back=` names the page of a draft that asks: it is about that draft.
#[component]
pub(crate) fn PlanPage() -> impl IntoView {
    let office = office();
    let Visit {
        asker, elder: is_elder, ..
    } = visit();
    let slug = part("slug");
    let part_of_list = query("part");
    let item = query("item");
    let wanted = query("question");
    let choosing = query("choose").is_some();
    let came = query("back").and_then(|page| CameFrom::from(&page));
    let draft = came.as_ref().map(|came| came.draft.clone());
    let wanted_nothing = wanted.is_none();
    let has_problem = query("problem").is_some();
    let is_signed_in = matches!(asker, Asker::Citizen(_));
    let reader = office.clone();
    loaded(
        async move {
            let slug: Slug = slug.parse()?;
            let Some(draft) = draft else {
                return read(&reader, &asker, &slug).await;
            };
            let mine = of_draft::read(&reader, &asker, &draft).await?;
            // The address may name another theme than the draft is of.
            if mine.published.theme.slug == slug {
                Ok(mine)
            } else {
                Err(Error::NotFound)
            }
        },
        move |mine| {
            let wanted = |question: &&domain::theme::Question| wanted.as_deref() == Some(&*question.field.to_string());
            let answered = mine.questions().into_iter().find(wanted);
            let open = || mine.open_questions().into_iter().find(wanted);
            let next = mine.next_question();
            if let Some(next) = next.filter(|_| wanted_nothing) {
                // Every question has an address of its own, so that the browser's way back leads to it.
                let slug = &mine.published.theme.slug;
                let back = came.as_ref().map(|came| question_from(slug, &next.field, &came.page));
                go(&back.unwrap_or_else(|| question_path(slug, &next.field)));
            }
            if let Some(question) = answered.or_else(open).or(next) {
                let back = came.as_ref().map(|came| came.page.as_str());
                question::question_page(&office, &mine, question, has_problem, is_signed_in, back)
            } else if choosing {
                choose::choose_page(&mine, came.map(|came| came.page))
            } else if let Some(came) = came {
                // It was answered meanwhile.
                go(&came.page);
                ().into_any()
            } else if is_elder {
                elder::page(&office, &mine, is_signed_in, part_of_list.as_deref(), item.as_deref())
            } else {
                list::list_page(&office, &mine, is_signed_in)
            }
        },
    )
}

/// The address of one question.
pub(crate) fn question_path(slug: &Slug, field: &FieldId) -> String {
    format!("/themes/{slug}/plan?question={field}")
}

/// The same, asked for the draft that this page is of, on the way back to it.
pub(crate) fn question_from(slug: &Slug, field: &FieldId, page: &str) -> String {
    format!("{}&back={}", question_path(slug, field), encode(page))
}

/// The address where the items of a draft are picked, on the way back to its check.
pub(crate) fn choose_path(mine: &MyDraft) -> String {
    choose_from(&mine.theme.slug, &format!("/drafts/{}/check", mine.draft.id))
}

fn choose_from(slug: &Slug, page: &str) -> String {
    format!("/themes/{slug}/plan?choose=1&back={}", encode(page))
}

/// Answers one question and goes on to the next, or to the list; asked from a draft, back to its page. Of a draft the answer is parked
/// without a session and under another hat.
#[server]
pub(crate) async fn answer_question(
    slug: String,
    field: String,
    #[server(default)] value: String,
    #[server(default)] picked: Vec<String>,
    #[server(default)] unsure: String,
    #[server(default)] back: String,
    #[server(default)] hat: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let said = match (unsure.as_str(), picked.as_slice()) {
        ("", []) => value,
        ("", picked) => picked.join(","),
        _ => domain::answer::UNSURE.to_owned(),
    };
    let outcome = async {
        let (slug, field): (Slug, FieldId) = (slug.parse()?, field.parse()?);
        if !back.is_empty() {
            let came = CameFrom::from(&back).ok_or(Error::NotFound)?;
            let here = question_from(&slug, &field, &came.page);
            let posted = Posted::Question(came.draft.clone(), field.clone(), said.clone());
            if !visit.asker.is_signed_in() {
                return parked::park_on(&office, &posted, &here).await;
            }
            return match of_draft::answer(&office, &visit.asker, &came.draft, &field, &said).await {
                Ok(Some(_)) => Ok(format!("{here}&problem=1")),
                Ok(None) => Ok(came.page),
                Err(Error::WearFirst(hat)) => parked::wear_first_on(&office, &posted, &hat, &here).await,
                Err(error) => Err(error),
            };
        }
        visit.asker.still_wears(&hat.parse()?)?;
        let answered = answer(&office, &visit.asker, &slug, &field, &said).await?;
        if let Some(guest) = &answered.guest {
            keep("guest", Some(guest), GUEST);
        }
        Ok(match answered.problem {
            Some(_) => format!("{}&problem=1", question_path(&slug, &field)),
            // The next question has an address of its own, so that the browser's way back leads to this one.
            None => match read(&office, &reader(&visit.asker, answered.guest), &slug)
                .await?
                .next_question()
            {
                Some(next) => question_path(&slug, &next.field),
                None => format!("/themes/{slug}/plan"),
            },
        })
    };
    go_on(outcome.await);
    Ok(())
}

/// Who reads on: a guest whose first answer just made a cookie is that guest from now on.
fn reader(asker: &Asker, guest: Option<usecases::token::Token>) -> Asker {
    guest.map_or_else(|| asker.clone(), |guest| Asker::Guest(Some(guest)))
}

/// Keeps the items that were picked, those of groups by group, and goes on to the list; asked from a draft, back to its page. Of
/// a draft they are parked without a session and under another hat.
#[server]
pub(crate) async fn choose_items(
    slug: String,
    #[server(default)] items: Vec<String>,
    #[server(default)] one_of: BTreeMap<String, String>,
    #[server(default)] back: String,
    #[server(default)] hat: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let picked = items.iter().chain(one_of.values().filter(|id| !id.is_empty()));
        let chosen: BTreeSet<ItemId> = picked.map(|id| id.parse()).collect::<Result<_, _>>()?;
        if !back.is_empty() {
            let came = CameFrom::from(&back).ok_or(Error::NotFound)?;
            let here = choose_from(&slug.parse()?, &came.page);
            let posted = Posted::Picks(came.draft.clone(), chosen.clone());
            if !visit.asker.is_signed_in() {
                return parked::park_on(&office, &posted, &here).await;
            }
            return match of_draft::choose(&office, &visit.asker, &came.draft, &chosen).await {
                Err(Error::WearFirst(hat)) => parked::wear_first_on(&office, &posted, &hat, &here).await,
                done => done.map(|()| came.page),
            };
        }
        visit.asker.still_wears(&hat.parse()?)?;
        if let Some(guest) = choose(&office, &visit.asker, &slug.parse()?, &chosen).await? {
            keep("guest", Some(&guest), GUEST);
        }
        Ok(format!("/themes/{slug}/plan?chosen=1"))
    };
    go_on(outcome.await);
    Ok(())
}

/// Begins the draft, to ask for consent before any register is read, and comes back to the plan.
#[server]
pub(crate) async fn look_up(slug: String, #[server(default)] hat: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        visit.asker.still_wears(&hat.parse()?)?;
        let draft = usecases::draft::start::start(&office, &visit.asker, &slug.parse()?).await?;
        let back = format!("/themes/{slug}/plan");
        Ok(format!("/drafts/{draft}/consent?back={}", encode(&back)))
    };
    go_on(outcome.await);
    Ok(())
}

/// Starts filing: a guest signs in first and comes back to the plan.
#[server]
pub(crate) async fn start_draft(slug: String, #[server(default)] hat: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    if matches!(visit.asker, Asker::Guest(_)) {
        go(&format!("/sign-in?next=/themes/{slug}/plan"));
        return Ok(());
    }
    let outcome = async {
        visit.asker.still_wears(&hat.parse()?)?;
        let draft = usecases::draft::start::start(&office, &visit.asker, &slug.parse()?).await?;
        let is_asked = usecases::draft::read::read(&office, &visit.asker, &draft)
            .await?
            .draft
            .consent
            != domain::draft::Consent::NotAsked;
        Ok(if is_asked {
            format!("/drafts/{draft}")
        } else {
            format!("/drafts/{draft}/consent")
        })
    };
    go_on(outcome.await);
    Ok(())
}
