//! What lies with a draft besides its answers. Most drafts have little of it: one question tells what is worth asking for.

use std::collections::BTreeSet;

use domain::id::DraftId;
use sea_orm::sea_query::{Expr, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use crate::entity::{deferral, delivery, file, invitation, promise, register_fact, register_read, rival_answer};
use crate::error::Result;

/// One kind of what lies with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What a second device answered.
    Rivals,
    /// What was handed in.
    Files,
    /// What registers said.
    Facts,
    /// How asking them went.
    Reads,
    /// What was said to commitments.
    Promises,
    /// Who was asked to apply together.
    Invitations,
    /// What was deferred.
    Deferrals,
    /// How results are to be delivered.
    Deliveries,
}

impl Part {
    /// All of them.
    const ALL: [Self; 8] = [
        Self::Rivals,
        Self::Files,
        Self::Facts,
        Self::Reads,
        Self::Promises,
        Self::Invitations,
        Self::Deferrals,
        Self::Deliveries,
    ];

    /// What finds one of a draft.
    fn of(self, draft: &DraftId) -> SelectStatement {
        match self {
            Self::Rivals => first::<rival_answer::Entity>(rival_answer::Column::DraftId, draft),
            Self::Files => first::<file::Entity>(file::Column::DraftId, draft),
            Self::Facts => first::<register_fact::Entity>(register_fact::Column::DraftId, draft),
            Self::Reads => first::<register_read::Entity>(register_read::Column::DraftId, draft),
            Self::Promises => first::<promise::Entity>(promise::Column::DraftId, draft),
            Self::Invitations => first::<invitation::Entity>(invitation::Column::DraftId, draft),
            Self::Deferrals => first::<deferral::Entity>(deferral::Column::DraftId, draft),
            Self::Deliveries => first::<delivery::Entity>(delivery::Column::DraftId, draft),
        }
    }
}

/// Which of them a draft has.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, draft: &DraftId) -> Result<BTreeSet<Part>> {
    let mut asked = Query::select();
    for (number, part) in Part::ALL.into_iter().enumerate() {
        let one = Query::select()
            .expr_as(Expr::cust(number.to_string()), "part")
            .and_where(Expr::exists(part.of(draft)))
            .to_owned();
        if number == 0 {
            asked = one;
        } else {
            asked.union(UnionType::All, one);
        }
    }
    let mut found = BTreeSet::new();
    for row in db.query_all(&asked).await? {
        let number: i32 = row.try_get("", "part")?;
        found.extend(usize::try_from(number).ok().and_then(|number| Part::ALL.get(number)));
    }
    Ok(found)
}

fn first<E: EntityTrait>(column: E::Column, draft: &DraftId) -> SelectStatement {
    E::find()
        .select_only()
        .expr(Expr::cust("1"))
        .filter(column.eq(draft.as_str()))
        .into_query()
}
