//! A page that was shown before its draft was carried over is posted afterwards: what was typed there has its place now, or is kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use data::Transaction;
use domain::answer::{FieldId, UNSURE};
use domain::draft::Draft;
use domain::field::Element;
use domain::id::TopicId;
use domain::theme::succession::{Aside, Fate, Succession};
use domain::theme::{Theme, Topic};

use super::Typed;
use crate::context::Context;
use crate::draft::carry_over::put_aside;
use crate::error::Result;
use crate::theme;

/// A page of the version that a draft was carried over from.
pub(super) struct Earlier {
    theme: Arc<Theme>,
    topic: TopicId,
}

/// A field to save: which, what it asks for, and the name it was typed under.
pub(super) type Asked = (FieldId, Arc<Element>, String);

/// The page as it was before the draft was carried over, if it ever was and that version had such a page.
pub(super) async fn asked(ctx: &Context, tx: &Transaction, draft: &Draft, topic: &TopicId) -> Result<Option<Earlier>> {
    let Some(from) = data::draft::find_carried_from(&**tx, &draft.id).await? else {
        return Ok(None);
    };
    let theme = theme::version(ctx, &**tx, &from).await?.theme;
    let has_page = theme.topics.iter().any(|page| page.id == *topic);
    Ok(has_page.then(|| Earlier {
        theme,
        topic: topic.clone(),
    }))
}

impl Earlier {
    fn page(&self) -> Option<&Topic> {
        self.theme.topics.iter().find(|page| page.id == self.topic)
    }

    /// Where to save what only the earlier page asked, as long as it has a place; what has none is put aside. `known`: what the page
    /// asks by now.
    pub(super) async fn follow(
        &self,
        ctx: &Context,
        tx: &Transaction,
        draft: &Draft,
        new: &Theme,
        (typed, known): (&Typed, &BTreeSet<String>),
    ) -> Result<Vec<Asked>> {
        let way = Succession {
            old: &self.theme,
            new,
            today: ctx.today(),
        };
        let kept = data::aside::list(&**tx, &draft.id).await?;
        let mut asked = Vec::new();
        for (name, text) in typed.texts.iter().filter(|(name, _)| !known.contains(*name)) {
            let Ok(field) = name.parse::<FieldId>() else { continue };
            let is_of_page = |page: &Topic| page.fields.iter().any(|one| one.id == field.at(0));
            let several = self.theme.many(&field.subject).map_or(1, |many| many.most);
            let Some(element) = self
                .theme
                .element(&field)
                .filter(|_| self.page().is_some_and(is_of_page))
            else {
                continue;
            };
            if field.index >= several.max(1) {
                continue;
            }
            let text = crate::draft::said::kept(ctx, &element.kind, text);
            if let (Fate::Stays(place), Some(now)) = (way.fate(&field, &text), way.place(&field)) {
                asked.push((place, now.1.clone(), name.clone()));
                continue;
            }
            let is_kept = kept.iter().any(|one| one.typed_as == field && one.text == text);
            if text.is_empty() || text == UNSURE || is_kept {
                continue;
            }
            let aside = Aside {
                field: way.place(&field).map_or_else(|| field.clone(), |(place, _)| place),
                typed_as: field,
                version: data::draft::find_carried_from(&**tx, &draft.id).await?,
                element: Some(element.clone()),
                beside: None,
                text,
            };
            put_aside(ctx, tx, draft, &aside).await?;
        }
        Ok(asked)
    }
}
