//! The order as a picture: one knot per row, parallel threads side by side, today at the top; and the same in words.

use domain::theme::Theme;
use leptos::prelude::*;

use super::thread::Knot;
use crate::text::plan as text;

mod layout;

use layout::{Edge, Layout, Place};

/// One knot of the picture.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// What is written beside it.
    pub(crate) name: String,
    /// How it looks.
    pub(crate) knot: Knot,
    /// It decides when everything is done.
    pub(crate) decides: bool,
    /// The steps it waits for.
    pub(crate) after: Vec<usize>,
    /// Those of them of which only a decision is waited for.
    pub(crate) decided: Vec<usize>,
}

impl Step {
    /// Waits for a step: for its result, or only for a decision.
    fn wait_for(&mut self, needed: usize, for_result: bool) {
        if !self.after.contains(&needed) {
            self.after.push(needed);
            if !for_result {
                self.decided.push(needed);
            }
        } else if for_result {
            self.decided.retain(|decided| *decided != needed);
        }
    }
}

/// How the item at a position of the theme is shown; nothing when it is not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    /// How its knot looks.
    pub(crate) knot: Knot,
    /// It decides when everything is done.
    pub(crate) decides: bool,
}

/// The shown items as steps in this order of their positions, those of which only one is done as one step.
pub(crate) fn steps_of(theme: &Theme, order: &[usize], shown: impl Fn(usize) -> Option<Shown>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut step_of: Vec<Option<usize>> = vec![None; theme.items.len()];
    for place in order.iter().copied() {
        let (Some(item), Some(Shown { knot, decides })) = (theme.items.get(place), shown(place)) else {
            continue;
        };
        let siblings = theme
            .group_of(place)
            .map_or(&[] as &[usize], |group| theme.members(group));
        let together = siblings.iter().find_map(|sibling| *step_of.get(*sibling)?);
        let step = together.unwrap_or(steps.len());
        if let Some(known) = steps.get_mut(step) {
            known.decides |= decides;
        } else {
            let count = siblings.iter().filter(|sibling| shown(**sibling).is_some()).count();
            steps.push(Step {
                name: text::one_of_several(&item.short, count),
                knot,
                decides,
                after: Vec::new(),
                decided: Vec::new(),
            });
        }
        if let Some(of) = step_of.get_mut(place) {
            *of = Some(step);
        }
    }
    for place in 0..theme.items.len() {
        let Some(step) = step_of.get(place).copied().flatten() else {
            continue;
        };
        for waited in theme.waits_for(place) {
            if let Some(needed) = step_of.get(*waited).copied().flatten()
                && let Some(known) = steps.get_mut(step)
                && needed != step
            {
                known.wait_for(needed, theme.after(place).contains(waited));
            }
        }
    }
    steps
}

/// The picture, with the order in words for whoever cannot see it; nothing when there is no order to show.
pub(crate) fn order_picture(steps: &[Step]) -> Option<AnyView> {
    if steps.len() < 2 {
        return None;
    }
    let layout = Layout::of(steps);
    let words = in_words(steps);
    let (width, height) = (layout.width(), layout.height());
    let line = |decides: bool| {
        let edges = layout.edges.iter().filter(move |edge| edge.decides == decides);
        let class = if decides {
            "order__line order__line--decides"
        } else {
            "order__line"
        };
        edges
            .map(|edge| view! { <path class=class d=path(&layout, edge)/> })
            .collect_view()
    };
    let knots = layout
        .places
        .iter()
        .map(|place| knot(&layout, place, steps))
        .collect_view();
    Some(
        view! {
            <figure class="order">
                <svg width=width height=height viewBox=format!("0 0 {width} {height}") role="img" aria-labelledby="order-title order-words">
                    <title id="order-title">{text::ORDER}</title>
                    {line(false)}
                    {line(true)}
                    {knots}
                </svg>
                <figcaption class="seen-by-readers" id="order-words">{words}</figcaption>
            </figure>
        }
        .into_any(),
    )
}

/// A line from knot to knot, down its own lane and bent only between rows.
fn path(layout: &Layout, edge: &Edge) -> String {
    use std::fmt::Write;
    let mut path = String::new();
    let mut before: Option<(u32, u32)> = None;
    for (lane, row) in &edge.points {
        let (x, y) = (layout.x(*lane), layout.y(*row));
        let _ = match before {
            None => write!(path, "M{x} {y}"),
            Some((old, _)) if old == x => write!(path, "V{y}"),
            Some((old, above)) => {
                let middle = u32::midpoint(above, y);
                write!(path, "C{old} {middle} {x} {middle} {x} {y}")
            }
        };
        before = Some((x, y));
    }
    path
}

fn knot(layout: &Layout, place: &Place, steps: &[Step]) -> impl IntoView + use<> {
    let (x, y) = (layout.x(place.lane), layout.y(place.row));
    let step = place.step.and_then(|step| steps.get(step));
    let class = match step.map(|step| (step.knot, step.decides)) {
        None => "order__knot order__knot--start",
        Some((Knot::Done, _)) => "order__knot order__knot--done",
        Some((Knot::Now | Knot::Yours, _)) => "order__knot order__knot--now",
        Some((Knot::Stopped, _)) => "order__knot order__knot--stopped",
        Some((Knot::Out, _)) => "order__knot order__knot--out",
        Some((Knot::Open, true)) => "order__knot order__knot--decides",
        Some((Knot::Open, false)) => "order__knot",
    };
    let left = layout.text();
    let first = layout.first_line(place.row);
    let lines = (place.lines.iter().zip(0_u32..))
        .map(|(line, number)| view! { <tspan x=left y=first + number * layout::LINE>{line.clone()}</tspan> })
        .collect_view();
    let strong = step.is_some_and(|step| step.decides).then_some("order__name--decides");
    view! { <circle class=class cx=x cy=y r=layout::KNOT/><text class=strong>{lines}</text> }
}

/// Steps that wait for the same results and the same decisions.
struct Together {
    results: Vec<usize>,
    decisions: Vec<usize>,
    steps: Vec<usize>,
}

/// 先办甲；甲好了，乙、丙同时开始。
fn in_words(steps: &[Step]) -> String {
    let name = |step: &usize| steps.get(*step).map(|step| step.name.as_str());
    let mut sentences: Vec<Together> = Vec::new();
    for step in Layout::of(steps).places.iter().filter_map(|place| place.step) {
        let Some(known) = steps.get(step) else { continue };
        let mut after = known.after.clone();
        after.sort_unstable();
        let (results, decisions) = after.into_iter().partition(|needed| !known.decided.contains(needed));
        let mut alike = sentences.iter_mut();
        match alike.find(|one| one.results == results && one.decisions == decisions) {
            Some(together) => together.steps.push(step),
            None => sentences.push(Together {
                results,
                decisions,
                steps: vec![step],
            }),
        }
    }
    let names = |steps: &[usize]| steps.iter().filter_map(name).collect::<Vec<&str>>();
    let sentence = |together: &Together| {
        let Together {
            results,
            decisions,
            steps,
        } = together;
        text::order_sentence(&names(results), &names(decisions), &names(steps))
    };
    text::order_words(&sentences.iter().map(sentence).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn step(name: &str, after: &[usize]) -> Step {
        Step {
            name: name.to_owned(),
            knot: Knot::Open,
            decides: false,
            after: after.to_vec(),
            decided: Vec::new(),
        }
    }

    /// The positions of all items, as the theme has them.
    pub(super) fn every(theme: &Theme) -> Vec<usize> {
        (0..theme.items.len()).collect()
    }

    /// All items of a theme as steps.
    pub(super) fn steps_of_all(theme: &Theme) -> Vec<Step> {
        let shown = Shown {
            knot: Knot::Open,
            decides: false,
        };
        steps_of(theme, &every(theme), |_| Some(shown))
    }

    #[test]
    fn the_order_is_said_in_words() {
        let steps = [step("甲", &[]), step("乙", &[0]), step("丙", &[0]), step("丁", &[1, 2])];
        assert_eq!(
            in_words(&steps),
            "先办甲；甲好了，乙、丙同时开始；乙、丙都好了，丁开始。"
        );
        let mut steps = [step("甲", &[]), step("乙", &[]), step("丙", &[0, 1])];
        steps[2].decided = vec![0, 1];
        assert_eq!(
            in_words(&steps),
            "甲、乙同时开始，不用等；甲、乙都有了结果（成不成都行），丙开始。"
        );
        steps[2].decided = vec![1];
        assert_eq!(
            in_words(&steps),
            "甲、乙同时开始，不用等；甲好了，乙有了结果（成不成都行），丙开始。"
        );
        assert_eq!(
            in_words(&[step("甲", &[]), step("乙", &[])]),
            "甲、乙同时开始，不用等。"
        );
    }

    #[test]
    fn items_of_which_only_one_is_done_are_one_knot() {
        let library = content::Library::embedded().unwrap();
        let themes = library.themes.iter().map(|authored| &authored.theme);
        for theme in themes {
            let in_groups: usize = theme.one_of.iter().map(|group| group.items.len() - 1).sum();
            assert_eq!(
                steps_of_all(theme).len(),
                theme.items.len() - in_groups,
                "{}",
                theme.slug
            );
        }
    }
}
