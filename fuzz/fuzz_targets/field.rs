//! A text in a field: whatever it is, it is read without stumbling, and what was read is read the same again.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;

const SEEDS: [&str; 12] = [
    "林知夏",
    "11010519491231002X",
    "+86 138-0000-0001",
    "2026年11月16日3时42分",
    "2024-09-01,2026-06-30",
    "2027-03",
    "￥1,234.50 元",
    "4111 1111 1111 1111",
    "91350100M000100Y43",
    "000001001,青石路1号",
    "示范市青河区青石街道青石路1号",
    "hot,cold",
];

fuzz_target!(
    init: fuzz::seed("field", SEEDS),
    |text: &str| {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        for element in fuzz::library().elements.iter() {
            let kind = &element.kind;
            let _ = (kind.label(text), kind.masked(text), kind.parts(text));
            if let Ok(once) = kind.read(text, today) {
                assert_eq!(kind.read(&once, today).as_ref(), Ok(&once), "{}", element.id);
                let _ = (kind.label(&once), kind.masked(&once));
            }
        }
    }
);
