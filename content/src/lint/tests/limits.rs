//! Limits and totals that cannot be kept.

use super::*;

#[test]
fn finds_an_example_presented_as_fact_and_a_promise_the_law_forbids() {
    assert_eq!(found(", illustrative: true", ""), [Rule::UnmarkedExample]);
    assert_eq!(
        found("promised: {days: 5}", "promised: {days: 16}"),
        [Rule::PromiseBeyondLaw]
    );
}

#[test]
fn finds_a_total_that_the_steps_do_not_fit_into() {
    let promise = |days: u32| format!("promise: {{days: {days}, sources: [law]}}\nchanges:");
    // The first step counts only once its three days are more than an example: two working days at least.
    let real = SOURCE
        .replacen(", illustrative: true", "", 1)
        .replacen("sources: [example]", "sources: [law]", 1);
    let with = |source: &str, promise: &str| told(&source.replacen("changes:", promise, 1));
    assert_eq!(with(SOURCE, &promise(5)), []);
    assert_eq!(with(SOURCE, &promise(4)), [(12, Rule::PromiseShorterThanChain)]);
    assert_eq!(with(&real, &promise(7)), []);
    assert_eq!(with(&real, &promise(6)), [(12, Rule::PromiseShorterThanChain)]);
    let natural = "promise: {days: 9, kind: natural, sources: [law]}\nchanges:";
    assert_eq!(with(&real, natural), [(12, Rule::PromiseShorterThanChain)]);
    assert_eq!(with(&real, &natural.replace("9,", "10,")), []);
    assert_eq!(
        with(&real, &natural.replace("natural,", "natural, illustrative: true,")),
        []
    );
    let optional = real.replacen("    after: [register]", "    optional: true\n    after: [register]", 1);
    assert_eq!(with(&optional, &promise(5)), []);
}

#[test]
fn finds_a_total_that_one_step_exceeds_without_a_word() {
    let with = |rest: &str| {
        let promise = format!("promise: {{days: 2, illustrative: true, {rest}}}\nchanges:");
        told(&SOURCE.replacen("changes:", &promise, 1))
    };
    assert_eq!(with("sources: [law]"), [(12, Rule::TotalUnexplained)]);
    assert_eq!(with("sources: [law], explain: 不算邮寄的天数。"), []);
}

#[test]
fn finds_a_promise_beyond_the_law_in_other_days_too() {
    assert_eq!(
        found("statutory: {days: 15}", "statutory: {days: 6, kind: natural}"),
        [Rule::PromiseBeyondLaw]
    );
    assert_eq!(
        found("statutory: {days: 15}", "statutory: {days: 7, kind: natural}"),
        []
    );
}
