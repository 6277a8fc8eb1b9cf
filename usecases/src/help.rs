//! Help before filing (提前服务): a citizen asks, a department looks and answers. Asking is the consent that it sees the draft, as much of
//! it as its items need; closing takes that back.

pub mod answer;
pub mod ask;
pub mod look;

use std::collections::BTreeSet;

use domain::help::Help;
use domain::id::{DepartmentId, HelpId, MaterialId};
use domain::theme::item::Item;

use crate::context::Context;
use crate::draft::read::MyDraft;
use crate::error::{Error, Result};

/// Longest question and longest answer, characters.
pub const LONGEST: usize = 1000;

/// The items of a department that a draft applies for: it sees as much as they need.
fn items<'a>(mine: &'a MyDraft, department: &DepartmentId) -> impl Iterator<Item = &'a Item> {
    let taken = mine.plan.taken(&mine.theme);
    let items = mine.theme.items.iter();
    items.filter(move |item| item.department == *department && taken.contains(&item.id))
}

/// The papers that they need.
fn papers<'a>(mine: &'a MyDraft, department: &DepartmentId) -> BTreeSet<&'a MaterialId> {
    items(mine, department).flat_map(|item| &item.materials).collect()
}

async fn find(ctx: &Context, id: &HelpId) -> Result<Help> {
    data::help::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests;
