//! An item (事项): one thing one department does.

use crate::answer::FieldId;
use crate::calendar::Term;
use crate::condition::Condition;
use crate::id::{DepartmentId, ItemId, MaterialId, SourceId};

/// One thing one department does.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id in the theme.
    pub id: ItemId,
    /// Official name.
    pub name: String,
    /// Short name for lists.
    pub short: String,
    /// Official basic code (基本编码), where known.
    pub code: Option<String>,
    /// The department that decides.
    pub department: DepartmentId,
    /// The field whose answer decides the office.
    pub office: Option<FieldId>,
    /// Who does it and how, in a sentence.
    pub explain: String,
    /// 设定依据.
    pub basis: Vec<Basis>,
    /// 受理条件, in words.
    pub accepts: Vec<String>,
    /// Whether it applies to this person.
    pub applies: Option<Applies>,
    /// May be left out without harm.
    pub optional: bool,
    /// A step the citizen must take in person, in words.
    pub in_person: Option<String>,
    /// Items whose results it needs.
    pub after: Vec<ItemId>,
    /// 办理时限.
    pub limit: Limit,
    /// By when the law wants the citizen to ask, in words.
    pub ask_by: Option<String>,
    /// Fee in words; none means free.
    pub fee: Option<String>,
    /// Name of the paper, record or payment it ends in.
    pub result: String,
    /// What people say when it is there: 已签发; none means 已办好.
    pub done: Option<String>,
    /// How the result reaches the citizen.
    pub delivery: Option<String>,
    /// Fields it needs.
    pub fields: Vec<FieldId>,
    /// Materials it needs.
    pub materials: Vec<MaterialId>,
    /// Where the facts come from.
    pub sources: Vec<SourceId>,
}

/// A legal basis.
#[derive(Debug, Clone)]
pub struct Basis {
    /// Name of the law or document.
    pub law: String,
    /// Article.
    pub article: Option<String>,
    /// Where it can be read.
    pub source: Option<SourceId>,
}

/// Whether an item applies, with its reason in words.
#[derive(Debug, Clone)]
pub struct Applies {
    /// The rule.
    pub when: Condition,
    /// Why it applies.
    pub because: String,
    /// Why it does not.
    pub otherwise: String,
}

/// 办理时限.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// What the office promises; binds once the case is accepted.
    pub promised: Term,
    /// What the law allows at the most, where known.
    pub statutory: Option<Term>,
    /// Not from a source: shown as an example.
    pub illustrative: bool,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::calendar::DayKind;

    /// An item with a limit of one working day.
    pub(crate) fn item(id: &str, after: &[&str]) -> Item {
        Item {
            id: id.parse().unwrap(),
            name: id.into(),
            short: id.into(),
            code: None,
            department: "health".parse().unwrap(),
            office: None,
            explain: String::new(),
            basis: vec![],
            accepts: vec![],
            applies: None,
            optional: false,
            in_person: None,
            after: after.iter().map(|id| id.parse().unwrap()).collect(),
            limit: Limit {
                promised: Term {
                    days: 1,
                    kind: DayKind::Working,
                },
                statutory: None,
                illustrative: false,
            },
            ask_by: None,
            fee: None,
            result: id.into(),
            done: None,
            delivery: None,
            fields: vec![],
            materials: vec![],
            sources: vec![],
        }
    }
}
