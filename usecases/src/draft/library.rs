//! The material library (材料库): papers handed in before that are still good.

use std::collections::BTreeSet;

use chrono::Months;
use domain::id::{CitizenId, MaterialId};
use domain::theme::Theme;
use domain::theme::material::{Material, WaiverMode};

use crate::context::Context;
use crate::error::Result;

/// The materials of a theme that a citizen's library holds, by their official code; none for a guest.
///
/// # Errors
/// When the database fails.
pub async fn list(ctx: &Context, citizen: Option<&CitizenId>, theme: &Theme) -> Result<BTreeSet<MaterialId>> {
    let (Some(citizen), true) = (
        citizen,
        theme.materials.iter().any(|material| good_for(material).is_some()),
    ) else {
        return Ok(BTreeSet::new());
    };
    let files = data::file::list_library(ctx.db.read(), citizen).await?;
    let is_held = |material: &&Material| {
        let Some(months) = good_for(material) else { return false };
        let oldest = ctx.today().checked_sub_months(Months::new(months)).unwrap_or_default();
        files
            .iter()
            .any(|file| file.code == material.code && file.stored_at.day() >= oldest)
    };
    Ok(theme
        .materials
        .iter()
        .filter(is_held)
        .map(|material| material.id.clone())
        .collect())
}

/// For how many months a paper once handed in stays good; only papers with an official code can be found again.
fn good_for(material: &Material) -> Option<u32> {
    material.code.as_ref()?;
    material.waivers.iter().find_map(|waiver| match waiver.mode {
        WaiverMode::Library { months } => Some(months),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{JPEG, MOTHER, TestOffice, id, newborn};

    const CARD: &str = "bank_card_copy";

    #[tokio::test]
    async fn a_paper_handed_in_with_an_application_is_not_asked_for_again_within_its_months() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            office.attach(&mother, &draft, CARD, JPEG).await.unwrap();
            office.complete(&mother, &draft).await;
            let held = async |who: Option<&str>| {
                let who = who.map(id);
                list(&office.ctx, who.as_ref(), &newborn().theme).await.unwrap()
            };
            assert_eq!(held(Some("lin_xiao")).await, BTreeSet::new(), "not submitted yet");
            crate::application::submit::submit(&office.ctx, &mother, &draft)
                .await
                .unwrap();
            assert_eq!(held(Some("lin_xiao")).await, BTreeSet::from([id(CARD)]));
            assert_eq!(held(Some("zhou_he")).await, BTreeSet::new());
            assert_eq!(held(None).await, BTreeSet::new());
            let days = |days: i64| days * 24 * 3_600_000;
            office.advance(days(365));
            assert_eq!(held(Some("lin_xiao")).await, BTreeSet::from([id(CARD)]));
            office.advance(days(1));
            assert_eq!(held(Some("lin_xiao")).await, BTreeSet::new());
        }
    }
}
