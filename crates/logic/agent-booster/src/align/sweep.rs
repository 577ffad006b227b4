//! Fills the table of costs from one end to the other, and reads ways out of it.

use super::cost::{EMPTY_GAP, OPEN, Priced, SOME_EDGE};
use super::{Fate, Row, RowKind};

/// From which end the table is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Forward,
    Backward,
}

/// The table: what the cheapest way costs that has used so many rows and so many lines.
pub(super) struct Sweep {
    way: Way,
    height: usize,
    width: usize,
    count: usize,
    /// Two for each cell: not in a run of lines that go, and in one.
    cells: Vec<Cell>,
}

#[derive(Clone, Copy)]
struct Cell {
    cost: [f32; 2],
    from: [Step; 2],
}

/// How a cell was reached, and from which state.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    None,
    Pair(u8),
    New(u8),
    Gone(u8),
    /// The gap began so many lines before.
    Gap(u8, u32),
}

const NOWHERE: Cell = Cell { cost: [f32::INFINITY; 2], from: [Step::None; 2] };
const STAY: u8 = 0;
const GOING: u8 = 1;

impl Sweep {
    pub(super) fn run(rows: &[Row], count: usize, priced: &Priced, way: Way) -> Self {
        let (height, width) = (rows.len(), count + 1);
        let cells = vec![NOWHERE; (height + 1) * width];
        let mut sweep = Self { way, height, width, count, cells };
        sweep.improve(0, 0, STAY, 0.0, Step::None);
        for used in 0..=height {
            if used > 0 {
                sweep.fill(rows, used, priced);
            }
            for line in 0..count {
                let cell = sweep.cell(used, line);
                let gone = priced.gone(sweep.line(line));
                let [stay, going] = cell.cost;
                let (staying, going) = (stay + OPEN + gone, going + gone);
                let (cost, from) = if going <= staying { (going, GOING) } else { (staying, STAY) };
                sweep.improve(used, line + 1, GOING, cost, Step::Gone(from));
            }
        }
        sweep
    }

    /// Fills what is reached by using the row before `used`.
    fn fill(&mut self, rows: &[Row], used: usize, priced: &Priced) {
        let row = match self.way {
            Way::Forward => used - 1,
            Way::Backward => self.height - used,
        };
        let kind = rows.get(row).map(|row| &row.kind);
        if matches!(kind, Some(RowKind::Gap(_) | RowKind::Edge)) {
            self.fill_gap(used, row, matches!(kind, Some(RowKind::Edge)), priced);
            return;
        }
        let new = priced.fresh(row);
        for line in 0..=self.count {
            let cell = self.cell(used - 1, line);
            for state in [STAY, GOING] {
                let cost = cell.cost_of(state);
                if cost.is_finite() {
                    self.improve(used, line, state, cost + new, Step::New(state));
                }
            }
            let (cost, state) = cell.cheapest();
            if line < self.count && cost.is_finite() {
                let pair = priced.pair(row, self.line(line));
                self.improve(used, line + 1, STAY, cost + pair, Step::Pair(state));
            }
        }
    }

    fn fill_gap(&mut self, used: usize, row: usize, is_edge: bool, priced: &Priced) {
        let (empty, some) = if is_edge { (0.0, SOME_EDGE) } else { (EMPTY_GAP, 0.0) };
        // Skipping lines costs the difference of two sums; so the best beginning is kept on the way.
        let crossed = |line: usize| match self.way {
            Way::Forward => priced.crossed(row, line),
            Way::Backward => -priced.crossed(row, self.count - line),
        };
        let mut reached = Vec::with_capacity(self.width);
        let mut best = (f32::INFINITY, 0, STAY);
        for line in 0..=self.count {
            let (cost, state) = self.cell(used - 1, line).cheapest();
            reached.push((cost + empty, Step::Gap(state, 0)));
            let through = best.0 + crossed(line) + some;
            if through < cost + empty && line > best.1 {
                let length = u32::try_from(line - best.1).unwrap_or(u32::MAX);
                if let Some(last) = reached.last_mut() {
                    *last = (through, Step::Gap(best.2, length));
                }
            }
            if cost - crossed(line) < best.0 {
                best = (cost - crossed(line), line, state);
            }
        }
        for (line, (cost, step)) in reached.into_iter().enumerate() {
            self.improve(used, line, STAY, cost, step);
        }
    }

    /// The number of the line that is used after `used` lines.
    fn line(&self, used: usize) -> usize {
        match self.way {
            Way::Forward => used,
            Way::Backward => self.count - used - 1,
        }
    }

    fn cell(&self, used: usize, line: usize) -> Cell {
        self.cells.get(used * self.width + line).copied().unwrap_or(NOWHERE)
    }

    fn improve(&mut self, used: usize, line: usize, state: u8, cost: f32, step: Step) {
        let Some(cell) = self.cells.get_mut(used * self.width + line) else { return };
        let ([stay, going], [from_stay, from_going]) = (&mut cell.cost, &mut cell.from);
        let (known, from) = if state == STAY { (stay, from_stay) } else { (going, from_going) };
        if cost < *known {
            *known = cost;
            *from = step;
        }
    }

    /// What the cheapest way costs that has used so many rows and lines from its end.
    pub(super) fn any(&self, used: usize, lines: usize) -> f32 {
        self.cell(used, lines).cheapest().0
    }

    /// The fates of the rows that are used there, in their order.
    pub(super) fn trace(&self, rows: &[Row], used: usize, lines: usize) -> Vec<Fate> {
        let mut fates = Vec::with_capacity(rows.len());
        let (mut used, mut line) = (used, lines);
        let mut state = self.cell(used, line).cheapest().1;
        loop {
            let step = self.cell(used, line).step_of(state);
            // Seen from the other end, what lies before lies after.
            let place = |line: usize| match self.way {
                Way::Forward => line,
                Way::Backward => self.count - line,
            };
            match step {
                Step::None => break,
                Step::Pair(from) => {
                    line -= 1;
                    used -= 1;
                    fates.push(Fate::Pair(self.line(line)));
                    state = from;
                }
                Step::New(from) => {
                    used -= 1;
                    fates.push(Fate::New(place(line)));
                    state = from;
                }
                Step::Gone(from) => {
                    line -= 1;
                    state = from;
                }
                Step::Gap(from, length) => {
                    let end = line;
                    line -= usize::try_from(length).unwrap_or(0);
                    used -= 1;
                    fates.push(Fate::Gap(match self.way {
                        Way::Forward => line..end,
                        Way::Backward => place(end)..place(line),
                    }));
                    state = from;
                }
            }
        }
        if self.way == Way::Forward {
            fates.reverse();
        }
        fates
    }
}

impl Cell {
    fn cost_of(&self, state: u8) -> f32 {
        let [stay, going] = self.cost;
        if state == STAY { stay } else { going }
    }

    fn step_of(&self, state: u8) -> Step {
        let [stay, going] = self.from;
        if state == STAY { stay } else { going }
    }

    fn cheapest(&self) -> (f32, u8) {
        let [stay, going] = self.cost;
        if going < stay { (going, GOING) } else { (stay, STAY) }
    }
}
