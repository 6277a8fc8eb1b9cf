//! A page of a form as it is posted: decoded, merged into what is stored, and judged, with every condition of the theme.
#![no_main]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answer::{Answer, Answers, FieldId, Merged, Origin, merge, posted};
use domain::form::Form;
use domain::plan::{Plan, Situation};
use libfuzzer_sys::fuzz_target;
use serde::Deserialize;

const SEEDS: [&str; 4] = [
    "page=x/child&was[child/person.name][]=&typed[child/person.name]=%E6%BB%A1",
    "page=x/shareholders&was[shareholder/person.name~1][]=a&was[shareholder/person.name~1][]=b&typed[shareholder/person.name~1]=c&go=add",
    "page=x/address&was[child/residence.address][]=&picked[child/residence.address][]=000001001&picked[child/residence.address][]=1",
    "page=x/food&was[shop/food.kinds][]=&picked[shop/food.kinds][]=hot&picked[shop/food.kinds][]=raw",
];

/// As the server function takes it.
#[derive(Deserialize)]
struct Posted {
    #[serde(default)]
    typed: BTreeMap<String, String>,
    #[serde(default)]
    picked: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    was: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    go: String,
}

fuzz_target!(
    init: fuzz::seed("form", SEEDS),
    |body: &[u8]| {
        let config = serde_qs::Config::new(5, false);
        let Ok(page) = config.deserialize_bytes::<Posted>(body) else { return };
        let texts = posted(&page.typed, &page.picked, &page.was, !page.go.is_empty());
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        for authored in &fuzz::library().themes {
            let theme = &authored.theme;
            let mut answers = Answers::default();
            for (name, text) in &texts {
                let Ok(field) = name.parse::<FieldId>() else { continue };
                let Some(element) = theme.element(&field) else { continue };
                let text = element.kind.read(text, today).unwrap_or_else(|_| text.clone());
                let was = page.was.get(name).into_iter().flatten().map(String::as_str);
                if merge("", was, &text) == Merged::Said {
                    answers.set(field, Answer { text, origin: Origin::Citizen, as_of: today, contested: false });
                }
            }
            let situation = Situation { answers: &answers, registers_read: true, today };
            let taken = Plan::make(theme, situation, None, &fuzz::library().calendar).taken(theme);
            let form = Form::for_items(theme, &taken, &answers, today);
            for page in &form.topics {
                let _ = page.state();
                assert!(page.entries.is_none_or(|entries| entries.count <= entries.many.most));
            }
        }
    }
);
