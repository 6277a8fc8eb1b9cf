//! How well the search does over 120 ways to ask, written from the facts before the aliases were read, and over what the city
//! does not offer.

use std::collections::{BTreeMap, BTreeSet};

use domain::field::same_text;

use super::*;
use crate::office::library;

const QUERIES: &str = include_str!("queries.tsv");
/// What the released themes do not offer, and what is no matter at all.
const ELSEWHERE: &str = include_str!("elsewhere.txt");

/// One way to ask.
struct Query {
    words: &'static str,
    slug: &'static str,
    kind: &'static str,
}

fn queries() -> Vec<Query> {
    let lines = QUERIES.lines().filter(|line| !line.starts_with('#'));
    let query = |line: &'static str| {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap();
        Query {
            words: next(),
            slug: next(),
            kind: next(),
        }
    };
    lines.map(query).collect()
}

/// The released themes.
fn released() -> Vec<Published> {
    published(&library().themes)
}

/// The released themes, and as many others as make five hundred.
fn five_hundred() -> Vec<Published> {
    let real = &library().themes;
    let crowd = testbed::crowd::crowd(testbed::crowd::ELEMENTS, 500 - real.len());
    published(real.iter().chain(&crowd))
}

fn published<'a>(themes: impl IntoIterator<Item = &'a content::Authored>) -> Vec<Published> {
    let published = |(number, authored): (usize, &content::Authored)| Published {
        version: format!("v{number}").parse().unwrap(),
        published_at: domain::moment::Moment(0),
        hash: String::new(),
        theme: Arc::new(authored.theme.clone()),
    };
    themes.into_iter().enumerate().map(published).collect()
}

#[test]
fn the_query_set_is_not_what_the_editors_wrote() {
    let queries = queries();
    let distinct: BTreeSet<_> = queries.iter().map(|query| query.words).collect();
    assert_eq!((queries.len(), distinct.len()), (120, 120));
    let of = |kind| queries.iter().filter(|query| query.kind == kind).count();
    assert!(of("pinyin") >= 15 && of("typo") >= 15);
    for theme in library().themes.iter().map(|authored| &authored.theme) {
        for name in [&theme.name].into_iter().chain(&theme.aliases) {
            for query in &queries {
                assert!(
                    !same_text(name, query.words),
                    "{name} is a title or alias of {}",
                    theme.slug
                );
            }
        }
    }
}

#[test]
fn of_120_ways_to_ask_nine_in_ten_find_their_theme_first_among_five_hundred() {
    let themes = five_hundred();
    let catalogue = Catalogue::build(0, themes, &library().city).unwrap();
    assert_eq!(catalogue.themes.len(), 500);
    let queries = queries();
    let (mut first, mut first_three) = (0, 0);
    let mut of_kind: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for query in &queries {
        let led = catalogue.search(query.words).unwrap();
        let shown: Vec<_> = led
            .found
            .iter()
            .chain(&led.nearest)
            .map(|shown| shown.theme.slug.as_str())
            .collect();
        let at = shown.iter().position(|slug| *slug == query.slug);
        let kind = of_kind.entry(query.kind).or_default();
        let scores = [1, usize::from(at == Some(0)), usize::from(at.is_some_and(|at| at < 3))];
        for (sum, score) in kind.iter_mut().zip(scores) {
            *sum += score;
        }
        first += scores[1];
        first_three += scores[2];
        if at != Some(0) {
            println!(
                "{} → {}, not {}",
                query.words,
                shown.first().unwrap_or(&"nothing"),
                query.slug
            );
        }
    }
    println!("first {first} of 120, in the first three {first_three}; by kind [asked, first, three] {of_kind:?}");
    assert!(first * 100 >= 90 * queries.len(), "first: {first}");
    assert!(
        first_three * 100 >= 97 * queries.len(),
        "in the first three: {first_three}"
    );
}

#[test]
fn what_the_city_does_not_offer_is_not_announced_as_found() {
    let catalogue = Catalogue::build(0, released(), &library().city).unwrap();
    let first = |words: &str| {
        let found = catalogue.search(words).unwrap().found;
        found.first().map(|found| found.theme.slug.to_string())
    };
    let asked: Vec<_> = ELSEWHERE.lines().filter(|line| !line.starts_with('#')).collect();
    let announced = asked.iter().filter_map(|words| Some((*words, first(words)?)));
    let announced: Vec<_> = announced.collect();
    for (words, slug) in &announced {
        println!("{words} → announced {slug}, and nothing is offered");
    }
    let offered = queries();
    let missed = offered
        .iter()
        .filter(|query| first(query.words).as_deref() != Some(query.slug));
    let missed: Vec<_> = missed.map(|query| query.words).collect();
    println!(
        "not offered {}, announced all the same {}",
        asked.len(),
        announced.len()
    );
    println!(
        "offered {}, not announced first {}: {missed:?}",
        offered.len(),
        missed.len()
    );
    assert!(announced.len() * 100 <= 10 * asked.len(), "announced: {announced:?}");
    assert!(missed.len() * 100 <= 10 * offered.len(), "missed: {missed:?}");
}
