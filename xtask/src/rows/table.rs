//! The table of rows: `| id | demand | state |`.

/// One demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// `seed.number`, as in `3.079`.
    pub(super) id: String,
    /// What is demanded.
    pub(super) demand: String,
    /// How far it is; none when the table's word is unknown.
    pub(super) state: Option<State>,
}

impl Row {
    /// The number of the seed document that demands it.
    pub(super) fn seed(&self) -> &str {
        self.id.split('.').next().unwrap_or_default()
    }
}

/// How far a demand is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// To be met.
    Open,
    /// To be met after the first release.
    Later,
    /// Met, and proved by the tests that name it.
    Done,
    /// About how people work, not about the product.
    Process,
}

impl State {
    const ALL: [Self; 4] = [Self::Open, Self::Later, Self::Done, Self::Process];

    /// The word for it in the table.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Later => "later",
            Self::Done => "done",
            Self::Process => "process",
        }
    }
}

/// Reads the rows of every table in `page`.
pub(super) fn rows(page: &str) -> Vec<Row> {
    page.lines().filter_map(row).collect()
}

fn row(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').collect();
    let [id, demand @ .., state] = cells.as_slice() else { return None };
    let id = id.trim();
    is_id(id).then(|| Row {
        id: id.to_owned(),
        demand: demand.join("|").trim().to_owned(),
        state: State::ALL.into_iter().find(|known| known.word() == state.trim()),
    })
}

/// Whether `text` looks like `3.079`.
pub(super) fn is_id(text: &str) -> bool {
    let is_number = |part: &str| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').is_some_and(|(seed, number)| {
        matches!(seed, "0" | "1" | "2" | "3" | "4") && is_number(number)
    })
}
