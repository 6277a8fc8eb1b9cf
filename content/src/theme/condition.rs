//! Conditions: structured YAML to predicates, with options and dates that exist.

use domain::answer::FieldId;
use domain::condition::Condition;
use domain::field::{Element, Kind};
use serde_saphyr::Spanned;

use super::names::Reader;
use crate::file::Name;
use crate::file::condition::{ConditionFile, IsFile, WithinMonthsFile};
use crate::finding::Rule;

impl Reader<'_> {
    /// A condition that may be left out.
    pub(crate) fn when(&mut self, file: Option<&ConditionFile>) -> Option<Condition> {
        file.and_then(|file| self.condition(file))
    }

    pub(crate) fn condition(&mut self, file: &ConditionFile) -> Option<Condition> {
        match file {
            ConditionFile::All(list) => Some(Condition::All(self.conditions(list))),
            ConditionFile::Any(list) => Some(Condition::Any(self.conditions(list))),
            ConditionFile::Not(inner) => Some(Condition::Not(Box::new(self.condition(inner)?))),
            ConditionFile::Is(is) => self.is(is),
            ConditionFile::Same(names) => self.same(names),
            ConditionFile::Known(name) => self.field(name).map(|(field, _)| Condition::Known(field)),
            ConditionFile::WithinMonths(within) => self.within_months(within),
        }
    }

    fn conditions(&mut self, list: &[ConditionFile]) -> Vec<Condition> {
        list.iter().filter_map(|one| self.condition(one)).collect()
    }

    fn is(&mut self, is: &IsFile) -> Option<Condition> {
        let (field, element) = self.field(&is.field)?;
        self.option(&is.value, &is.value.value, &element);
        Some(Condition::Is(field, is.value.value.clone()))
    }

    /// Notes, at `place`, an option that the choice does not have.
    pub(crate) fn option(&mut self, place: &Name, option: &str, element: &Element) {
        let Kind::Choice(choices) = &element.kind else { return };
        if !choices.iter().any(|choice| choice.id.as_str() == option) {
            let options: Vec<_> = choices.iter().map(|choice| choice.id.as_str()).collect();
            let message = format!(
                "“{}”没有“{option}”这个选项，能写的是：{}。",
                element.id,
                options.join("、")
            );
            self.notes.add(place, Rule::UnknownOption, message);
        }
    }

    fn same(&mut self, names: &Spanned<Vec<Name>>) -> Option<Condition> {
        let fields = self.fields(&names.value);
        if let [_, _] = names.value.as_slice() {
            let [left, right] = <[FieldId; 2]>::try_from(fields).ok()?;
            return Some(Condition::Same(left, right));
        }
        let message = format!("same 要正好写两项来比，这里有 {} 项。", names.value.len());
        self.notes.add(names, Rule::SameNeedsTwo, message);
        None
    }

    fn within_months(&mut self, within: &WithinMonthsFile) -> Option<Condition> {
        let (field, element) = self.field(&within.field)?;
        if !matches!(element.kind, Kind::Date(_) | Kind::DateTime(_)) {
            let message = format!("within_months 只能用在日期上，“{}”不是日期。", element.id);
            self.notes.add(&within.field, Rule::WrongKind, message);
        }
        Some(Condition::WithinMonths(field, within.months))
    }
}
