//! `cargo bench -p bench`: the plan of a theme of fourteen items with conditions, groups, papers and dates (budget: 20 µs).
//!
//! In the same run, as references: putting the same answers into a hash map and looking each up once, and cloning them.

use std::collections::HashMap;
use std::fmt::Write;
use std::hint::black_box;

use content::Library;
use criterion::Criterion;
use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::plan::{Plan, Situation};
use domain::theme::Theme;

const ITEMS: usize = 14;
const PAPERS: usize = 20;
const QUESTIONS: usize = 8;
const FIELDS: usize = 32;

fn main() {
    let Ok(library) = Library::embedded() else {
        panic!("the content is not sound")
    };
    let theme = theme();
    let today = "2026-09-21".parse().unwrap_or_default();
    let answers = answers(&theme, today);
    let situation = Situation {
        answers: &answers,
        registers_read: true,
        today,
    };
    let plan = Plan::make(&theme, situation, None, &library.calendar);
    assert!(
        plan.done_by.is_some() && plan.items.len() == ITEMS && plan.materials.len() > PAPERS / 2,
        "{plan:?}"
    );

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("14 items");
    group.bench_function("plan", |bench| {
        bench.iter(|| Plan::make(black_box(&theme), situation, None, &library.calendar));
    });
    group.bench_function("reference: answers into a hash map and looked up", |bench| {
        bench.iter(|| look_up(black_box(&answers)));
    });
    group.bench_function("reference: answers cloned", |bench| {
        bench.iter(|| black_box(&answers).clone());
    });
    group.finish();
    criterion.final_summary();
}

/// What a program would do that keeps answers in a hash map: fill it, and look at each answer once.
fn look_up(answers: &Answers) -> usize {
    let map: HashMap<&FieldId, &str> = answers
        .iter()
        .map(|(field, answer)| (field, answer.text.as_str()))
        .collect();
    answers
        .iter()
        .filter_map(|(field, _)| map.get(field))
        .map(|text| text.len())
        .sum()
}

/// Everything is answered, half of it by a register.
fn answers(theme: &Theme, today: chrono::NaiveDate) -> Answers {
    let questions = theme.questions.iter().map(|question| &question.field);
    let fields = theme
        .topics
        .iter()
        .flat_map(|topic| &topic.fields)
        .map(|field| &field.id);
    let answer = |(number, field): (usize, &FieldId)| {
        let is_day = field.element.as_str() == "day";
        let text = if is_day {
            "2026-06-01"
        } else if number.is_multiple_of(2) {
            "yes"
        } else {
            "no"
        };
        let register = "household".parse().map_or(Origin::Account, Origin::Register);
        let origin = if number.is_multiple_of(2) {
            register
        } else {
            Origin::Citizen
        };
        (
            field.clone(),
            Answer {
                text: text.to_owned(),
                origin,
                as_of: today,
                contested: false,
            },
        )
    };
    questions.chain(fields).enumerate().map(answer).collect()
}

/// Items of which each waits for up to two before it, nine with a rule of its own; papers of every kind.
fn theme() -> Theme {
    let mut source = String::from(
        "{format: 1, slug: fourteen, name: fourteen, summary: items, region: {code: '000000', name: city}, lead: office,
        sources: [{id: law, title: law, kind: law}], subjects: [{id: me, name: me}, {id: them, name: them}], applicant: {subject: me}, ",
    );
    let questions = join(QUESTIONS, |number| format!("{{field: me/choice.{number}, ask: which}}"));
    let fields = join(FIELDS, |number| format!("{{field: them/choice.{number}}}"));
    let items = join(ITEMS, item);
    let papers = join(PAPERS, paper);
    let _ = write!(
        source,
        "questions: [{questions}, {{field: me/day, ask: when}}], topics: [{{id: all, title: all, fields: [{fields}]}}],
        items: [{items}], materials: [{papers}],
        one_of: [{{id: first, ask: which, items: [i1, i2]}}, {{id: last, ask: which, items: [i12, i13]}}]}}"
    );
    let choices = join(FIELDS, |number| {
        format!(
            "{{id: choice.{number}, label: choice, kind: {{choice: [{{id: 'yes', label: y}}, {{id: 'no', label: n}}]}}}}"
        )
    });
    let elements = format!("{{elements: [{choices}, {{id: day, label: day, kind: {{date: any}}}}]}}");
    content::theme::read(&source, &elements).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn item(number: usize) -> String {
    let after = [number / 2, number.saturating_sub(3)].map(|needed| format!("i{needed}"));
    let after = match number {
        0..3 => String::new(),
        3 => "first".to_owned(),
        _ => after.join(", "),
    };
    let kind = if number.is_multiple_of(2) { "working" } else { "natural" };
    let (one, other) = (number % QUESTIONS, (number + 3) % QUESTIONS);
    let rule = format!(
        "applies: {{because: b, otherwise: o, when: {{any: [
            {{all: [{{is: {{field: me/choice.{one}, value: 'yes'}}}}, {{not: {{is: {{field: me/choice.{other}, value: 'no'}}}}}}]}},
            {{within_months: {{field: me/day, months: 6}}}}, {{same: [me/choice.{one}, them/choice.{other}]}}]}}}}, "
    );
    let rule = if number.is_multiple_of(3) { String::new() } else { rule };
    let fields = (0..FIELDS)
        .filter(|field| field % ITEMS == number)
        .map(|field| format!("them/choice.{field}"));
    let papers = (0..PAPERS)
        .filter(|paper| paper % 7 == number % 7)
        .map(|paper| format!("p{paper}"));
    format!(
        "{{id: i{number}, name: n, department: office, {rule}after: [{after}], limit: {{promised: {{days: {}, kind: {kind}}}}},
        result: {{name: r}}, fields: [{}], materials: [{}], sources: [law]}}",
        number * 2 + 1,
        fields.collect::<Vec<_>>().join(", "),
        papers.collect::<Vec<_>>().join(", "),
    )
}

fn paper(number: usize) -> String {
    let (one, other) = (number % FIELDS, (number + 1) % FIELDS);
    let part = match number % 5 {
        0 => "waivers: [{generated: {reason: r}}]".to_owned(),
        1 => format!("waivers: [{{register: {{knows: [them/choice.{one}, them/choice.{other}], reason: r}}}}]"),
        2 => format!(
            "waivers: [{{certificate: {{knows: [them/choice.{other}], reason: r}}}}, {{register: {{knows: [them/choice.{other}], reason: r}}}}]"
        ),
        3 => format!(
            "when: {{not: {{is: {{field: me/choice.{}, value: 'no'}}}}}}",
            number % QUESTIONS
        ),
        _ => "optional: true".to_owned(),
    };
    format!("{{id: p{number}, name: n, issued_by: office, {part}, sources: [law]}}")
}

fn join(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(", ")
}
