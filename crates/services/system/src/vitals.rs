//! What there is to worry about, and from where on.

/// More live tasks than this are a warning.
const TASKS: u64 = 1_000;
/// More blocking calls that wait than this are a warning.
const WAITING: u64 = 100;
/// A larger heap than this is a warning, in bytes.
const HEAP: u64 = 100 * MIB;

const MIB: u64 = 1024 * 1024;

/// What there is to worry about. What nobody knows is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Vitals {
    /// Tasks of the runtime that are alive.
    pub(crate) tasks: u64,
    /// Calls that block and wait for a thread: the reads and writes of the store.
    pub(crate) waiting: Option<u64>,
    /// Bytes that are allocated.
    pub(crate) heap_bytes: Option<u64>,
}

impl Vitals {
    /// What is more than it should be, each a sentence with its figure.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let tasks = (self.tasks > TASKS)
            .then(|| format!("{} tasks are alive, more than {TASKS}", self.tasks));
        let waiting = self.waiting.filter(|waiting| *waiting > WAITING).map(|waiting| {
            format!("{waiting} reads and writes of the store wait, more than {WAITING}")
        });
        let heap = self.heap_bytes.filter(|_| self.under_pressure()).map(|bytes| {
            format!("{} MiB of memory are in use, more than {}", bytes / MIB, HEAP / MIB)
        });
        [tasks, waiting, heap].into_iter().flatten().collect()
    }

    /// Whether memory should be freed that can be.
    pub(crate) fn under_pressure(&self) -> bool {
        self.heap_bytes.is_some_and(|bytes| bytes > HEAP)
    }
}

#[cfg(test)]
mod tests;
