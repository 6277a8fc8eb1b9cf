//! Conditions in words: which answer decided, and what is still to be known.

use chrono::NaiveDate;
use domain::answer::{Answers, FieldId};
use domain::condition::{Age, Condition, Truth};
use domain::field::Kind;
use domain::theme::Theme;

use super::date::spoken;

/// What conditions speak of.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    /// The theme whose fields they name.
    pub theme: &'a Theme,
    /// What was answered.
    pub answers: &'a Answers,
}

impl Speaker<'_> {
    /// What a condition rests on, one sentence per predicate, each once: 户口跟妈妈.
    #[must_use]
    pub fn reasons(&self, condition: &Condition, today: NaiveDate) -> Vec<String> {
        let mut grounds = condition.grounds(self.answers, today);
        grounds.retain(|(_, truth)| *truth != Truth::Unknown);
        let is_bare = |ground: &Condition| matches!(ground, Condition::Known(_));
        // That an answer is there goes without saying beside what it says.
        if !grounds.iter().all(|(ground, _)| is_bare(ground)) {
            grounds.retain(|(ground, _)| !is_bare(ground));
        }
        let mut reasons = Vec::new();
        for (ground, truth) in grounds {
            let reason = self.reason(ground, truth);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons
    }

    /// What must be known to judge a condition, with the field that would say it: 店有多大（是不是满 300 平方米）.
    #[must_use]
    pub fn open<'c>(&self, condition: &'c Condition, today: NaiveDate) -> Vec<(&'c FieldId, String)> {
        let mut open = Vec::new();
        for (ground, _) in condition.grounds(self.answers, today) {
            let silent = |field: &&FieldId| self.answers.text(field).is_none();
            let Some(field) = ground.fields().into_iter().find(silent) else {
                continue;
            };
            let wanted = (field, self.wanted(ground));
            if !open.contains(&wanted) {
                open.push(wanted);
            }
        }
        open
    }

    /// A predicate that is decided, as what was answered.
    fn reason(&self, ground: &Condition, truth: Truth) -> String {
        let holds = truth == Truth::Yes;
        match ground {
            Condition::Is(field, _) | Condition::In(field, _) => self.answered(field),
            Condition::Includes(field, option) => {
                let (label, option) = (self.label(field), self.said(field, option));
                let has = if holds { "有" } else { "没有" };
                ask(&label) + &format!("{has}“{option}”")
            }
            Condition::Known(field) => {
                let state = if holds { "已经知道" } else { "还没有填" };
                format!("{}{state}", self.label(field))
            }
            Condition::Same(left, right) => {
                let state = if holds { "一样" } else { "不一样" };
                format!("{}和{}{state}", self.label(left), self.label(right))
            }
            Condition::AtLeast(field, least) => {
                let state = if holds { "满" } else { "不到" };
                format!(
                    "{}，{state} {}",
                    self.answered(field),
                    self.said(field, &least.to_string())
                )
            }
            Condition::AtMost(field, most) => {
                let state = if holds { "没超过" } else { "超过" };
                format!(
                    "{}，{state} {}",
                    self.answered(field),
                    self.said(field, &most.to_string())
                )
            }
            Condition::WithinMonths(field, months) => {
                let state = if holds { "在" } else { "不在" };
                format!("{}，{state}最近 {months} 个月里", self.answered(field))
            }
            Condition::Age(field, age) => format!("{}{}", self.who(field), years(*age, holds)),
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => String::new(),
        }
    }

    /// A predicate that nobody can judge yet, as what is asked.
    fn wanted(&self, ground: &Condition) -> String {
        match ground {
            Condition::AtLeast(field, least) => {
                format!(
                    "{}（是不是满 {}）",
                    self.label(field),
                    self.said(field, &least.to_string())
                )
            }
            Condition::AtMost(field, most) => {
                format!(
                    "{}（是不是不超过 {}）",
                    self.label(field),
                    self.said(field, &most.to_string())
                )
            }
            Condition::WithinMonths(field, months) => format!("{}是不是在最近 {months} 个月里", self.label(field)),
            Condition::Age(field, age) => format!("{}是不是{}", self.who(field), years(*age, true)),
            Condition::Same(left, right) => format!("{}和{}是不是一样", self.label(left), self.label(right)),
            _ => ground
                .fields()
                .first()
                .map_or_else(String::new, |field| self.label(field)),
        }
    }

    /// What was answered: 孩子的户口跟妈妈, or 店有多大？48 平方米.
    fn answered(&self, field: &FieldId) -> String {
        let text = self.answers.text(field).unwrap_or_default();
        join(&self.label(field), &self.said(field, text))
    }

    /// An answer in words.
    fn said(&self, field: &FieldId, text: &str) -> String {
        let kind = self.theme.element(field).map(|element| &element.kind);
        spoken(&kind.map_or(text.into(), |kind: &Kind| kind.label(text)))
    }

    /// The label of a field, with whom it is about where several have the same one.
    fn label(&self, field: &FieldId) -> String {
        if let Some(label) = self.theme.field(field).and_then(|known| known.label.as_deref()) {
            return label.to_owned();
        }
        let Some(element) = self.theme.element(field) else {
            return field.element.to_string();
        };
        let is_other = |id: &FieldId| id.element == field.element && id.subject != field.subject;
        let mut fields = self.theme.topics.iter().flat_map(|topic| &topic.fields);
        if fields.any(|other| is_other(&other.id)) {
            format!("{}的{}", self.who(field), element.label)
        } else {
            element.label.clone()
        }
    }

    fn who(&self, field: &FieldId) -> &str {
        self.theme
            .subjects
            .iter()
            .find(|subject| subject.id == field.subject)
            .map_or("", |subject| subject.name.as_str())
    }
}

/// A label and its answer as one sentence where the label asks for whom: 户口跟谁 and 跟妈妈 are 户口跟妈妈.
fn join(label: &str, answer: &str) -> String {
    if let Some(before) = label.strip_suffix('谁') {
        if let Some(last) = before.chars().last().filter(|last| answer.starts_with(*last)) {
            return format!("{}{answer}", before.trim_end_matches(last));
        }
        if answer.chars().count() <= 4 {
            return format!("{before}{answer}");
        }
    }
    ask(label) + answer
}

/// A label before its answer: a question ends in its mark, a name in a colon.
fn ask(label: &str) -> String {
    const ASKING: [&str; 11] = [
        "没有",
        "谁",
        "哪",
        "什么",
        "多大",
        "多少",
        "怎么",
        "还是",
        "是不是",
        "在不在",
        "几",
    ];
    let is_question = ASKING.iter().any(|word| label.contains(word));
    format!("{label}{}", if is_question { '？' } else { '：' })
}

/// 满 80 周岁, 不到 60 周岁, 在 16 到 59 周岁之间.
fn years(age: Age, holds: bool) -> String {
    let on = age
        .on
        .map_or_else(String::new, |(month, day)| format!("（算到 {month} 月 {day} 日）"));
    let years = match (age.least, age.most, holds) {
        (Some(least), Some(most), true) => format!("在 {least} 到 {most} 周岁之间"),
        (Some(least), Some(most), false) => format!("不在 {least} 到 {most} 周岁之间"),
        (Some(least), None, true) => format!("满 {least} 周岁"),
        (Some(least), None, false) => format!("不满 {least} 周岁"),
        (None, Some(most), true) => format!("不超过 {most} 周岁"),
        (None, Some(most), false) => format!("超过 {most} 周岁"),
        (None, None, _) => String::new(),
    };
    years + &on
}

#[cfg(test)]
mod tests {
    use domain::answer::{Answer, Origin};

    use super::*;

    const ELEMENTS: &str = "{elements: [
        {id: follows, label: 户口跟谁, kind: {choice: [{id: mother, label: 跟妈妈}, {id: father, label: 跟爸爸}]}},
        {id: area, label: 店有多大, kind: {number: {least: 1, most: 9999, unit: 平方米}}},
        {id: food, label: 卖哪些吃的, kind: {choices: [{id: hot, label: 热菜}, {id: raw, label: 刺身}]}},
        {id: born, label: 出生日期, kind: {date: past}},
        {id: ethnicity, label: 民族, kind: {text: 20}}]}";

    const THEME: &str = "{format: 1, slug: t, name: t, summary: s, region: {code: '000000', name: city}, lead: office,
        sources: [{id: law, title: law, kind: law}], subjects: [{id: a, name: 老人}, {id: b, name: 家人}], applicant: {subject: a},
        questions: [{field: a/follows, ask: which}, {field: a/area, ask: which}, {field: a/food, ask: which}, {field: a/born, ask: when}],
        topics: [{id: all, title: all, fields: [{field: a/ethnicity}, {field: b/ethnicity}]}],
        items: [{id: i, name: n, department: office, limit: {promised: {days: 1}}, result: {name: r}, fields: [a/ethnicity, b/ethnicity], sources: [law]}]}";

    fn theme() -> Theme {
        content::theme::read(THEME, ELEMENTS).unwrap()
    }

    fn field(name: &str) -> FieldId {
        format!("a/{name}").parse().unwrap()
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn answers(list: &[(&str, &str)]) -> Answers {
        let answer = |text: &str| Answer {
            text: text.to_owned(),
            origin: Origin::Citizen,
            as_of: today(),
            contested: false,
        };
        list.iter()
            .map(|(id, text)| (id.parse().unwrap(), answer(text)))
            .collect()
    }

    fn reason(condition: &Condition, list: &[(&str, &str)]) -> String {
        let (theme, answers) = (theme(), answers(list));
        let speaker = Speaker {
            theme: &theme,
            answers: &answers,
        };
        speaker.reasons(condition, today()).join("；")
    }

    fn open(condition: &Condition) -> String {
        let (theme, answers) = (theme(), Answers::default());
        let speaker = Speaker {
            theme: &theme,
            answers: &answers,
        };
        let open = speaker.open(condition, today());
        open.into_iter()
            .map(|(_, wanted)| wanted)
            .collect::<Vec<_>>()
            .join("；")
    }

    fn same() -> Condition {
        Condition::Same(field("ethnicity"), "b/ethnicity".parse().unwrap())
    }

    fn age() -> Condition {
        let age = Age {
            least: Some(80),
            most: None,
            on: None,
        };
        Condition::Age(field("born"), age)
    }

    #[test]
    fn every_predicate_is_explained_by_what_was_answered() {
        let is = |value: &str| Condition::Is(field("follows"), value.to_owned());
        assert_eq!(reason(&is("mother"), &[("a/follows", "mother")]), "户口跟妈妈");
        assert_eq!(reason(&is("mother"), &[("a/follows", "father")]), "户口跟爸爸");
        let not = Condition::Not(Box::new(is("father")));
        assert_eq!(reason(&not, &[("a/follows", "mother")]), "户口跟妈妈");
        let among = Condition::In(field("follows"), vec!["mother".into()]);
        assert_eq!(reason(&among, &[("a/follows", "mother")]), "户口跟妈妈");
        let raw = Condition::Includes(field("food"), "raw".into());
        assert_eq!(reason(&raw, &[("a/food", "hot,raw")]), "卖哪些吃的？有“刺身”");
        assert_eq!(reason(&raw, &[("a/food", "hot")]), "卖哪些吃的？没有“刺身”");
        let large = Condition::AtLeast(field("area"), 300);
        assert_eq!(
            reason(&large, &[("a/area", "400")]),
            "店有多大？400 平方米，满 300 平方米"
        );
        assert_eq!(
            reason(&large, &[("a/area", "48")]),
            "店有多大？48 平方米，不到 300 平方米"
        );
        let small = Condition::AtMost(field("area"), 60);
        assert_eq!(
            reason(&small, &[("a/area", "61")]),
            "店有多大？61 平方米，超过 60 平方米"
        );
        assert_eq!(reason(&Condition::Known(field("born")), &[]), "出生日期还没有填");
        assert_eq!(reason(&age(), &[("a/born", "1946-11-23")]), "老人不满 80 周岁");
        let recent = Condition::WithinMonths(field("born"), 6);
        assert_eq!(
            reason(&recent, &[("a/born", "2026-11-16")]),
            "出生日期：2026 年 11 月 16 日，在最近 6 个月里"
        );
        assert_eq!(
            reason(&same(), &[("a/ethnicity", "汉族"), ("b/ethnicity", "汉族")]),
            "老人的民族和家人的民族一样"
        );
    }

    #[test]
    fn what_nobody_knows_yet_is_named_as_a_question() {
        assert_eq!(open(&Condition::Is(field("follows"), "mother".into())), "户口跟谁");
        assert_eq!(
            open(&Condition::AtLeast(field("area"), 300)),
            "店有多大（是不是满 300 平方米）"
        );
        assert_eq!(
            open(&Condition::AtMost(field("area"), 60)),
            "店有多大（是不是不超过 60 平方米）"
        );
        assert_eq!(open(&age()), "老人是不是满 80 周岁");
        assert_eq!(open(&same()), "老人的民族和家人的民族是不是一样");
        let both = Condition::All(vec![age(), Condition::Not(Box::new(age()))]);
        assert_eq!(open(&both), "老人是不是满 80 周岁");
    }

    #[test]
    fn a_label_that_asks_for_whom_is_answered_in_one_breath() {
        assert_eq!(join("户口跟谁", "跟妈妈"), "户口跟妈妈");
        assert_eq!(join("孩子的户口跟谁", "爸爸"), "孩子的户口跟爸爸");
        assert_eq!(join("给谁办", "给我自己"), "给谁办？给我自己");
    }
}
