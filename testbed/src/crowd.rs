//! Hundreds of themes around the real ones, the same every time: other life events that sound alike, so that searching among
//! them is not easy, and as large as an editor writes them, so that loading them tells something.

use content::Authored;
use serde_json::{Value, json};

/// Neighbours of the released themes: opening other shops, cancelling other things, other cards.
const NEIGHBOURS: &str = include_str!("crowd/neighbours.txt");
/// Other life events of the province: people's with whose they are, and businesses' with which.
const EVENTS: [(&str, &str); 2] = [
    (include_str!("crowd/people.txt"), include_str!("crowd/whose.txt")),
    (include_str!("crowd/businesses.txt"), include_str!("crowd/which.txt")),
];

/// The data elements that these themes need, and no others: much faster to read than those of the library.
pub const ELEMENTS: &str = r#"{"elements": [
    {"id": "person.name", "label": "姓名", "kind": "name"},
    {"id": "person.id_number", "label": "身份证号码", "kind": "id_number"},
    {"id": "person.phone", "label": "手机号码", "kind": "phone"}
]}"#;
/// What many of them have alike, in turn, so that each is about as thick as a real one.
const COMMON: &str = include_str!("crowd/common.txt");

/// One life event in a line: address, name, aliases, items, papers, questions.
struct Event<'a> {
    slug: &'a str,
    name: &'a str,
    aliases: Vec<&'a str>,
    items: Vec<&'a str>,
    papers: Vec<&'a str>,
    asked: Vec<&'a str>,
}

/// The most that [`crowd`] makes.
#[must_use]
pub fn most() -> usize {
    all().count()
}

/// So many themes that the library does not have, written with these data elements ([`ELEMENTS`], or the library's): neighbours first, then other events, then
/// those in turn for each kind of people or business.
///
/// # Panics
/// When more are wanted than there are, or the inventor made a mistake.
#[must_use]
pub fn crowd(elements: &str, count: usize) -> Vec<Authored> {
    assert!(count <= most(), "there are only {}", most());
    let wanted = all().take(count);
    let thick = |(number, (turn, line))| {
        let mut event = event(line);
        event.items.extend(common("item", number, 3).map(|(item, _)| item));
        event.papers.extend(common("paper", number, 6).map(|(paper, _)| paper));
        authored(elements, number, turn, &event)
    };
    wanted.enumerate().map(thick).collect()
}

/// So many of the common things of a kind, others for each number.
fn common(kind: &str, number: usize, count: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_kind: Vec<_> = lines(COMMON)
        .map(|line| parts(line, &['|']))
        .filter(|line| line.first() == Some(&kind))
        .collect();
    let column = |line: &Vec<&'static str>, column: usize| line.get(column).copied().unwrap_or_default();
    let start = number * 7;
    (start..start + count)
        .filter_map(|at| {
            of_kind
                .get(at % of_kind.len())
                .map(|line| (column(line, 1), column(line, 2)))
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// Every line of an event, with the turn it is in.
fn all() -> impl Iterator<Item = (Option<&'static str>, &'static str)> {
    let neighbours = lines(NEIGHBOURS).map(|line| (None, line));
    let plain = EVENTS
        .into_iter()
        .flat_map(|(events, _)| lines(events).map(|line| (None, line)));
    let turns = EVENTS
        .into_iter()
        .map(|(_, turns)| lines(turns).count())
        .max()
        .unwrap_or_default();
    // The first turn of each, then the second of each.
    let turned = (0..turns).flat_map(|turn| {
        EVENTS.into_iter().flat_map(move |(events, turns)| {
            let turn = lines(turns).nth(turn);
            lines(events).filter_map(move |line| turn.map(|turn| (Some(turn), line)))
        })
    });
    neighbours.chain(plain).chain(turned)
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn parts<'a>(text: &'a str, at: &[char]) -> Vec<&'a str> {
    text.split(at).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn event(line: &str) -> Event<'_> {
    let mut columns = line.split('|').map(str::trim);
    let mut next = || columns.next().unwrap_or_default();
    Event {
        slug: next(),
        name: next(),
        aliases: parts(next(), &[',']),
        items: parts(next(), &[',']),
        papers: parts(next(), &[',']),
        asked: parts(next(), &['？']),
    }
}

#[expect(clippy::expect_used, reason = "a test without its themes has nothing to say")]
fn authored(elements: &str, number: usize, turn: Option<&str>, event: &Event<'_>) -> Authored {
    let turn = turn.map(|turn| parts(turn, &['|']));
    let turn = |column: usize| turn.as_ref().and_then(|turn| turn.get(column)).copied();
    let slug = turn(0).map_or_else(|| event.slug.to_owned(), |who| format!("{who}-{}", event.slug));
    let name = format!("{}{}", turn(1).unwrap_or_default(), event.name);
    let aliases: Vec<_> = event
        .aliases
        .iter()
        .map(|alias| format!("{}{alias}", turn(2).unwrap_or_default()))
        .collect();
    let extra = turn(1).map(|who| format!("{who}{}要多带什么？", event.name));
    let asked = event.asked.iter().map(|asked| format!("{asked}？")).chain(extra);
    let asked = asked.map(|ask| (ask, "各地不同，请打电话问清楚再来。"));
    let common_asked = common("ask", number, 5).map(|(ask, answer)| (ask.to_owned(), answer));
    let faq: Vec<_> = asked
        .chain(common_asked)
        .map(|(ask, answer)| json!({"ask": ask, "answer": answer, "sources": ["example"]}))
        .collect();
    let source = json!({
        "format": content::file::FORMAT,
        "slug": slug,
        "name": name,
        "summary": format!("{}，一次办好。", event.items.join("、")),
        "aliases": aliases,
        "region": {"code": "000000", "name": "示范市"},
        "lead": department(0),
        "sources": [{"id": "example", "title": "示范市的示例，为测试编写，不是真实规定", "kind": "illustration"}],
        "subjects": [{"id": "me", "name": "申请人"}],
        "applicant": {"subject": "me"},
        "topics": [{"id": "me", "title": "申请人的信息", "fields": FIELDS.map(|field| json!({"field": field}))}],
        "items": items(event, number),
        "materials": papers(event),
        "faq": faq,
    });
    let source = format!("{source:#}");
    let theme = content::theme::read(&source, elements).expect("an invented theme is in order");
    Authored {
        hash: content::theme::hash(&source, elements),
        slug,
        source,
        elements: elements.to_owned(),
        theme,
        editions: Vec::new(),
    }
}

/// What every theme asks.
const FIELDS: [&str; 3] = ["me/person.name", "me/person.id_number", "me/person.phone"];

fn department(number: usize) -> &'static str {
    ["police", "health", "insurance", "labour", "transport", "culture"]
        .get(number % 6)
        .copied()
        .unwrap_or("police")
}

fn items(event: &Event<'_>, turn: usize) -> Vec<Value> {
    let item = |(number, name): (usize, &&str)| {
        let accepts: Vec<_> = common("accepts", turn + number, 2)
            .map(|(accepts, _)| accepts)
            .collect();
        json!({
            "id": format!("item_{number}"),
            "name": name,
            "department": department(event.slug.len() + number),
            "explain": format!("审核以后办好{name}。"),
            "basis": [{"law": "示范市办事规定", "source": "example"}],
            "accepts": accepts,
            "after": (number > 0).then(|| format!("item_{}", number - 1)).into_iter().collect::<Vec<_>>(),
            "limit": {"promised": {"days": number + 3}, "illustrative": true},
            "result": {"name": format!("{name}的结果"), "delivery": "办好了会告诉您"},
            "fields": FIELDS,
            "materials": (0..event.papers.len()).map(|paper| format!("paper_{paper}")).collect::<Vec<_>>(),
            "sources": ["example"],
        })
    };
    event.items.iter().enumerate().map(item).collect()
}

fn papers(event: &Event<'_>) -> Vec<Value> {
    let paper = |(number, name): (usize, &&str)| {
        json!({
            "id": format!("paper_{number}"),
            "name": name,
            "issued_by": "自己准备",
            "hint": "拍清楚，四个角都在里面。",
            "waivers": [{"certificate": {"knows": ["me/person.id_number"], "reason": "电子证照里有的，不用再交。"}}],
            "sources": ["example"],
        })
    };
    event.papers.iter().enumerate().map(paper).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use content::{Library, lint};

    use super::*;

    #[test]
    fn five_hundred_themes_are_all_different_and_pass_the_editors_checklist() {
        let library = Library::embedded().unwrap();
        let elements = &library.themes[0].elements;
        let themes = crowd(ELEMENTS, 500);
        for theme in themes.iter().step_by(50) {
            let findings = lint::lint("theme.yaml", &theme.source, elements, Some(&library.city));
            assert_eq!(findings, []);
        }
        let all: Vec<_> = themes.iter().chain(&library.themes).map(|one| &one.theme).collect();
        let slugs: BTreeSet<_> = all.iter().map(|theme| theme.slug.as_str()).collect();
        let names: BTreeSet<_> = all.iter().map(|theme| &theme.name).collect();
        assert_eq!((slugs.len(), names.len()), (all.len(), all.len()));
    }

    #[test]
    fn the_crowd_is_the_same_every_time() {
        let hashes = |count| -> Vec<_> { crowd(ELEMENTS, count).into_iter().map(|one| one.hash).collect() };
        assert_eq!(hashes(150), hashes(150));
    }
}
