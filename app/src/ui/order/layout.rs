//! Where knots and lines of the order lie: rows as the steps come, none above what it waits for, lanes like the tracks of a railway.

use super::Step;

/// Radius of a knot.
pub(super) const KNOT: u32 = 8;
/// From one line of a name to the next.
pub(super) const LINE: u32 = 24;
/// Widest picture that fits the narrowest phone.
const WIDEST: u32 = 320;
/// Between two lanes, where there is room.
const LANE: u32 = 24;
/// Room around a row's text.
const GAP: u32 = 22;
/// Characters of a name on one line.
const LETTERS: usize = 7;
/// Room for one line of a name, also in large letters.
const NAME: u32 = 146;

/// One knot with its name.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Which step; none for today.
    pub(super) step: Option<usize>,
    pub(super) row: usize,
    pub(super) lane: usize,
    /// Its name, line by line.
    pub(super) lines: Vec<String>,
}

/// One line from a knot down to another, lane and row of each bend.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub(super) points: Vec<(usize, usize)>,
    pub(super) decides: bool,
}

/// The whole picture.
#[derive(Debug)]
pub(super) struct Layout {
    /// By row.
    pub(super) places: Vec<Place>,
    pub(super) edges: Vec<Edge>,
    /// For each lane, the rows it is used in.
    used: Vec<Vec<bool>>,
}

impl Layout {
    /// Lays out the steps beneath today.
    pub(super) fn of(steps: &[Step]) -> Self {
        let order = rows(steps);
        let rows = order.len() + 1;
        let mut layout = Self {
            places: vec![Place {
                step: None,
                row: 0,
                lane: 0,
                lines: vec![crate::text::plan::TODAY.to_owned()],
            }],
            edges: Vec::new(),
            used: Vec::new(),
        };
        layout.take(0, 0, 0, rows);
        for (row, step) in (1..).zip(order) {
            layout.add(steps, step, row, rows);
        }
        layout
    }

    fn add(&mut self, steps: &[Step], step: usize, row: usize, rows: usize) {
        let Some(known) = steps.get(step) else { return };
        let reached = |from: usize| {
            known
                .after
                .iter()
                .any(|other| *other != from && leads(steps, from, *other))
        };
        let needed = known.after.iter().filter(|needed| !reached(**needed));
        let mut parents: Vec<(Option<usize>, usize, usize)> = needed
            .filter_map(|needed| self.places.iter().find(|place| place.step == Some(*needed)))
            .map(|place| (place.step, place.row, place.lane))
            .collect();
        if parents.is_empty() {
            parents.push((None, 0, 0));
        }
        let decides = |parent: Option<usize>| {
            known.decides && parent.is_none_or(|parent| steps.get(parent).is_some_and(|parent| parent.decides))
        };
        parents.sort_by_key(|(parent, row, _)| (!decides(*parent), std::cmp::Reverse(*row)));
        let straight = parents
            .iter()
            .position(|(_, above, lane)| self.is_free(*lane, above + 1, row));
        // Whom it follows straight comes first; nobody's thread goes on: it gets one of its own.
        if let Some(straight) = straight {
            let follows = parents.remove(straight);
            parents.insert(0, follows);
        }
        let Some((first, others)) = parents.split_first() else {
            return;
        };
        let lane = match straight {
            Some(_) => first.2,
            None => self.free_lane(first.1 + 1, row),
        };
        self.take(lane, first.1 + 1, row, rows);
        self.connect(first, lane, (lane, row), decides(first.0));
        for other in others {
            let along = if other.1 + 1 >= row {
                lane
            } else if self.is_free(other.2, other.1 + 1, row - 1) {
                other.2
            } else {
                self.free_lane(other.1 + 1, row - 1)
            };
            if other.1 + 1 < row {
                self.take(along, other.1 + 1, row - 1, rows);
            }
            self.connect(other, along, (lane, row), decides(other.0));
        }
        self.places.push(Place {
            step: Some(step),
            row,
            lane,
            lines: wrap(&known.name),
        });
    }

    fn connect(&mut self, from: &(Option<usize>, usize, usize), along: usize, to: (usize, usize), decides: bool) {
        let (_, above, lane) = *from;
        let mut points = vec![(lane, above)];
        if above + 1 < to.1 {
            points.push((along, above + 1));
            points.push((along, to.1 - 1));
        }
        points.push(to);
        points.dedup();
        self.edges.push(Edge { points, decides });
    }

    fn is_free(&self, lane: usize, from: usize, to: usize) -> bool {
        let Some(used) = self.used.get(lane) else { return true };
        (from..=to).all(|row| !used.get(row).copied().unwrap_or_default())
    }

    fn free_lane(&self, from: usize, to: usize) -> usize {
        let lanes = self.used.len();
        (0..lanes).find(|lane| self.is_free(*lane, from, to)).unwrap_or(lanes)
    }

    fn take(&mut self, lane: usize, from: usize, to: usize, rows: usize) {
        while self.used.len() <= lane {
            self.used.push(vec![false; rows]);
        }
        let used = self.used.get_mut(lane).into_iter().flatten();
        used.skip(from).take(to + 1 - from).for_each(|row| *row = true);
    }

    /// Units from the left to a lane.
    pub(super) fn x(&self, lane: usize) -> u32 {
        let lanes = number(self.used.len().saturating_sub(1)).max(1);
        let pitch = LANE.min((WIDEST - NAME - KNOT - 4 - 18) / lanes);
        KNOT + 4 + number(lane) * pitch
    }

    /// Units from the top to a row.
    pub(super) fn y(&self, row: usize) -> u32 {
        let above = self.places.iter().take(row).map(Place::height);
        above.sum::<u32>() + self.places.get(row).map_or(0, Place::height) / 2
    }

    /// Units from the left to every name: right of all lanes.
    pub(super) fn text(&self) -> u32 {
        self.x(self.used.len().saturating_sub(1)) + 18
    }

    /// Units from the top to the base of the first line of a row's text.
    pub(super) fn first_line(&self, row: usize) -> u32 {
        let lines = self.places.get(row).map_or(1, |place| number(place.lines.len()));
        self.y(row) + 6 - LINE * lines.saturating_sub(1) / 2
    }

    /// Units of the whole, never more than fit.
    pub(super) fn width(&self) -> u32 {
        self.text() + NAME
    }

    /// Units of the whole.
    pub(super) fn height(&self) -> u32 {
        self.places.iter().map(Place::height).sum()
    }
}

impl Place {
    fn height(&self) -> u32 {
        number(self.lines.len()) * LINE + GAP
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The steps row by row: as they come, each beneath all that it waits for.
fn rows(steps: &[Step]) -> Vec<usize> {
    let mut rows = Vec::with_capacity(steps.len());
    let is_next = |(place, step): &(usize, &Step), rows: &[usize]| {
        !rows.contains(place) && step.after.iter().all(|needed| rows.contains(needed))
    };
    // The theme is sound, so there is always a next one.
    while let Some((place, _)) = steps.iter().enumerate().find(|step| is_next(step, &rows)) {
        rows.push(place);
    }
    rows
}

/// Whether one step comes before another.
fn leads(steps: &[Step], from: usize, to: usize) -> bool {
    let after = steps.get(to).map_or(&[] as &[usize], |step| &step.after);
    after
        .iter()
        .any(|needed| *needed == from || leads(steps, from, *needed))
}

/// A name on as few lines as it needs, of about the same length; never a line that begins with a punctuation mark.
fn wrap(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let count = letters.len().div_ceil(LETTERS).max(1);
    let most = letters.len().div_ceil(count).max(1);
    let mut lines: Vec<String> = Vec::new();
    for letter in letters {
        // Neither closes a line what opens, nor opens one what closes.
        let last = |line: &String| line.chars().count() + 1 == most && "（“《".contains(letter);
        let fits =
            |line: &&mut String| (line.chars().count() < most && !last(line)) || "，。、；：）”》".contains(letter);
        match lines.last_mut().filter(fits) {
            Some(line) => line.push(letter),
            None => lines.push(letter.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::tests::{every, step, steps_of_all};
    use super::super::{Shown, Step, steps_of};
    use super::*;
    use crate::ui::thread::Knot;

    /// Every theme of the house, whole and without its first item; and threads that part and meet.
    fn pictures() -> Vec<(String, Vec<Step>)> {
        let library = content::Library::embedded().unwrap();
        let themes: Vec<_> = library.themes.iter().map(|authored| &authored.theme).collect();
        let whole = themes.iter().map(|theme| (theme.slug.to_string(), steps_of_all(theme)));
        let part = themes.iter().map(|theme| {
            let shown = |place| {
                (place > 0).then_some(Shown {
                    knot: Knot::Open,
                    decides: place % 2 == 0,
                })
            };
            (format!("{} in part", theme.slug), steps_of(theme, &every(theme), shown))
        });
        let braid = vec![
            step("甲", &[]),
            step("乙", &[]),
            step("丙", &[0, 1]),
            step("丁", &[0]),
            step("戊", &[2, 3]),
            step("己", &[0, 4]),
            step("庚", &[1]),
        ];
        whole.chain(part).chain([("braid".to_owned(), braid)]).collect()
    }

    #[test]
    fn no_two_knots_lie_on_one_place_and_every_line_leads_down() {
        for (name, steps) in pictures() {
            let layout = Layout::of(&steps);
            let knots: BTreeSet<_> = layout.places.iter().map(|place| (place.lane, place.row)).collect();
            assert_eq!(knots.len(), steps.len() + 1, "{name}");
            for edge in &layout.edges {
                assert!(
                    edge.points.windows(2).all(|pair| pair[0].1 < pair[1].1),
                    "{name} {edge:?}"
                );
                let inner = &edge.points[1..edge.points.len() - 1];
                let along = inner.first().map_or(0, |point| point.0);
                let rows = edge.points[0].1 + 1..edge.points[edge.points.len() - 1].1;
                assert!(
                    rows.into_iter().all(|row| !knots.contains(&(along, row))),
                    "{name} {edge:?}"
                );
            }
        }
    }

    #[test]
    fn every_picture_fits_the_narrowest_phone() {
        for (name, steps) in pictures() {
            let layout = Layout::of(&steps);
            assert!(layout.width() <= WIDEST, "{name}: {}", layout.width());
            let lines = layout.places.iter().flat_map(|place| &place.lines);
            for line in lines {
                assert!(line.chars().count() <= LETTERS + 1, "{name}: {line}");
            }
        }
    }

    #[test]
    fn what_follows_alone_stays_on_its_thread_and_a_way_round_is_not_drawn_twice() {
        let layout = Layout::of(&[step("甲", &[]), step("乙", &[0]), step("丙", &[0, 1])]);
        assert!(layout.places.iter().all(|place| place.lane == 0));
        assert_eq!(layout.edges.len(), 3);
    }

    #[test]
    fn names_break_evenly_and_not_before_a_mark() {
        assert_eq!(wrap("特殊工种提前退休"), ["特殊工种", "提前退休"]);
        assert_eq!(wrap("消防检查，先承诺"), ["消防检查，", "先承诺"]);
        assert_eq!(wrap("消防检查（先承诺）"), ["消防检查", "（先承诺）"]);
        assert_eq!(wrap("户口登记"), ["户口登记"]);
    }
}
