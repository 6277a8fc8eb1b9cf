//! Conditions: structured YAML to predicates, with options and dates that exist.

use domain::answer::FieldId;
use domain::condition::{Age, Condition};
use domain::field::{Element, Kind};

use super::names::Reader;
use crate::file::condition::{AgeFile, ConditionFile, InFile, IsFile, NumberFile, WithinMonthsFile};
use crate::file::{At, Name};
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
            ConditionFile::In(one_of) => self.one_of(one_of),
            ConditionFile::Includes(includes) => self.includes(includes),
            ConditionFile::AtLeast(number) => self
                .number(number)
                .map(|field| Condition::AtLeast(field, number.number)),
            ConditionFile::AtMost(number) => self.number(number).map(|field| Condition::AtMost(field, number.number)),
            ConditionFile::Age(age) => self.age(age),
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
        self.kind_must_be(
            &is.field,
            &element,
            "is 只能用在一个答案上，多选请用 includes",
            |kind| !matches!(kind, Kind::Choices(_)),
        );
        Some(Condition::Is(field, is.value.value.clone()))
    }

    fn one_of(&mut self, one_of: &InFile) -> Option<Condition> {
        let (field, element) = self.field(&one_of.field)?;
        for value in &one_of.values {
            self.option(value, &value.value, &element);
        }
        let values = one_of.values.iter().map(|value| value.value.clone()).collect();
        Some(Condition::In(field, values))
    }

    fn includes(&mut self, includes: &IsFile) -> Option<Condition> {
        let (field, element) = self.field(&includes.field)?;
        self.option(&includes.value, &includes.value.value, &element);
        self.kind_must_be(&includes.field, &element, "includes 只能用在多选上", |kind| {
            matches!(kind, Kind::Choices(_))
        });
        Some(Condition::Includes(field, includes.value.value.clone()))
    }

    fn number(&mut self, number: &NumberFile) -> Option<FieldId> {
        let (field, element) = self.field(&number.field)?;
        self.kind_must_be(
            &number.field,
            &element,
            "at_least 和 at_most 只能用在数字上",
            |kind| matches!(kind, Kind::Number { .. }),
        );
        Some(field)
    }

    fn age(&mut self, age: &AgeFile) -> Option<Condition> {
        let (field, element) = self.field(&age.field)?;
        self.kind_must_be(
            &age.field,
            &element,
            "age 只能用在日期或身份证号码上",
            |kind| matches!(kind, Kind::Date(_) | Kind::DateTime(_) | Kind::IdNumber),
        );
        if age.at_least.is_none() && age.at_most.is_none() {
            self.notes.add(
                &age.field,
                Rule::MissingPart,
                "age 要写 at_least 或 at_most，至少一个。",
            );
        }
        if age.at_least.zip(age.at_most).is_some_and(|(least, most)| least > most) {
            let message = "age 写反了，at_least 不能比 at_most 大。";
            self.notes.add(&age.field, Rule::Range, message);
        }
        let on = age.on.as_ref().and_then(|on| self.month_and_day(on));
        let (least, most) = (age.at_least, age.at_most);
        Some(Condition::Age(field, Age { least, most, on }))
    }

    fn month_and_day(&mut self, name: &Name) -> Option<(u32, u32)> {
        let read = crate::calendar::month_and_day(&name.value);
        if read.is_none() {
            let message = format!("“{}”不是日子，请写成 08-31 这样。", name.value);
            self.notes.add(name, Rule::CalendarDay, message);
        }
        read
    }

    fn kind_must_be(&mut self, place: &Name, element: &Element, sentence: &str, fits: fn(&Kind) -> bool) {
        if !fits(&element.kind) {
            let message = format!("{sentence}，“{}”不是。", element.id);
            self.notes.add(place, Rule::WrongKind, message);
        }
    }

    /// Notes, at `place`, an option that the choice does not have.
    pub(crate) fn option(&mut self, place: &Name, option: &str, element: &Element) {
        let choices = element.kind.options();
        if !choices.is_empty() && choices.iter().all(|choice| choice.id.as_str() != option) {
            let options: Vec<_> = choices.iter().map(|choice| choice.id.as_str()).collect();
            let message = format!(
                "“{}”没有“{option}”这个选项，能写的是：{}。",
                element.id,
                options.join("、")
            );
            self.notes.add(place, Rule::UnknownOption, message);
        }
    }

    fn same(&mut self, names: &At<Vec<Name>>) -> Option<Condition> {
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
        self.kind_must_be(&within.field, &element, "within_months 只能用在日期上", |kind| {
            matches!(kind, Kind::Date(_) | Kind::DateTime(_))
        });
        Some(Condition::WithinMonths(field, within.months))
    }
}
