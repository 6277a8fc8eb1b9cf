//! The steps of a draft, and which of its pages follows.

use domain::commitment::About;
use domain::draft::{Consent, Gap};
use domain::party::Standing;
use usecases::draft::read::MyDraft;

use super::parties::missing;
use super::{delivery, promise};

/// A step, in the order in which they are listed and gone through. The check comes behind all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Consent to read registers.
    Registers,
    /// The pages of the form.
    Form,
    /// Who applies together; before the papers, so that they are asked early.
    Parties,
    /// The papers.
    Papers,
    /// What is promised.
    Promises,
    /// How results are delivered.
    Delivery,
}

const ALL: [Step; 6] = [
    Step::Registers,
    Step::Form,
    Step::Parties,
    Step::Papers,
    Step::Promises,
    Step::Delivery,
];

/// Where one goes on: the first page with something to do, then whoever is still waited for, then the check.
pub(crate) fn next_page(mine: &MyDraft) -> String {
    let last = if missing(mine) > 0 { "parties" } else { "check" };
    first_to_do(mine).unwrap_or_else(|| format!("{}/{last}", base(mine)))
}

/// The page that follows once somebody was asked: the papers and what comes behind them; who went through all of it before and came
/// from the check, goes back there.
pub(crate) fn next_but_waiting(mine: &MyDraft) -> String {
    match first_to_do(mine) {
        Some(_) => going_on(mine, Step::Parties),
        None => check(mine),
    }
}

/// The page that follows for whoever goes through them all, from this step on. Papers are shown also where none is to be handed in:
/// there it says why.
pub(crate) fn going_on(mine: &MyDraft, from: Step) -> String {
    let gaps = mine.gaps();
    let mut ahead = ALL.into_iter().filter(|step| *step >= from);
    let page = ahead.find_map(|step| match step {
        Step::Papers => Some(papers(mine)),
        _ => to_do(mine, &gaps, step),
    });
    page.unwrap_or_else(|| check(mine))
}

fn first_to_do(mine: &MyDraft) -> Option<String> {
    let gaps = mine.gaps();
    ALL.into_iter().find_map(|step| to_do(mine, &gaps, step))
}

/// The page of a step, where something is still to be done there.
fn to_do(mine: &MyDraft, gaps: &[Gap], step: Step) -> Option<String> {
    let base = base(mine);
    match step {
        Step::Registers => (mine.draft.consent == Consent::NotAsked).then(|| format!("{base}/consent")),
        Step::Form => mine
            .form()
            .first_open()
            .map(|page| format!("{base}/form/{}", page.topic.id)),
        Step::Parties => is_to_ask(mine).then(|| format!("{base}/parties")),
        Step::Papers => {
            let lacks = gaps.iter().any(|gap| matches!(gap, Gap::Material(_)));
            lacks.then(|| papers(mine))
        }
        Step::Promises => gaps.iter().find_map(|gap| match gap {
            Gap::Promise(item) => Some(promise::page_of(&base, &About::Item(item.clone()))),
            _ => None,
        }),
        Step::Delivery => delivery::is_to_choose(mine).then(|| delivery::page_of(&base, false)),
    }
}

/// Whether it is the applicant's turn to ask somebody, or to talk with them; who is waited for holds nobody up.
fn is_to_ask(mine: &MyDraft) -> bool {
    let mut standings = mine.signers().iter().map(|signer| mine.standing(signer));
    standings.any(|standing| matches!(standing, Standing::NotAsked | Standing::Expired | Standing::Declined))
}

fn base(mine: &MyDraft) -> String {
    format!("/drafts/{}", mine.draft.id)
}

fn papers(mine: &MyDraft) -> String {
    format!("{}/materials", base(mine))
}

fn check(mine: &MyDraft) -> String {
    format!("{}/check", base(mine))
}
