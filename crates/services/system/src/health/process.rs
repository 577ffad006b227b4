//! What the kernel says of this process and of those that it started. Where it keeps no such
//! account (anywhere but on Linux) nothing is known, and nothing is guessed.

use atelier_api::health::ProcessorTime;

/// The kernel counts processor time and starts in hundredths of a second, whatever the machine.
const MS_PER_TICK: u64 = 10;
/// So many descendants are looked at; who has more has lost count already.
const MOST: usize = 200;

/// Returns the processor time of this process and of those that it started.
pub(crate) fn processor_time() -> Option<ProcessorTime> {
    let own = account("self")?;
    let descendants = descendants()?;
    let theirs: Vec<Account> = descendants.iter().filter_map(|id| account(id)).collect();
    let worked = theirs.iter().flat_map(|it| [it.spent, it.of_ended]);
    let worked = worked.fold(own.of_ended, u64::saturating_add);
    Some(ProcessorTime {
        own_ms: own.spent.saturating_mul(MS_PER_TICK),
        children_ms: worked.saturating_mul(MS_PER_TICK),
        children: u32::try_from(theirs.len()).unwrap_or(u32::MAX),
    })
}

/// Returns how long ago this process was started, in ms.
pub(crate) fn age_ms() -> Option<u64> {
    let up = kernel_says("/proc/uptime")?;
    let started = account("self")?.started.checked_mul(MS_PER_TICK)?;
    ms_of(up.split(' ').next()?)?.checked_sub(started)
}

/// The kernel's account of a process, in ticks.
#[derive(Debug, PartialEq, Eq)]
struct Account {
    /// Processor time of the process itself, in its own code and in the kernel's.
    spent: u64,
    /// Processor time of those that it started, have ended and were waited for, and of theirs.
    of_ended: u64,
    /// When it was started, since the machine was.
    started: u64,
}

fn account(process: &str) -> Option<Account> {
    read_account(&kernel_says(&format!("/proc/{process}/stat"))?)
}

/// Reads the line of `/proc/PID/stat`. The second field is the program's name in brackets, which may hold
/// blanks and brackets itself: what is read stands behind the last of them.
fn read_account(line: &str) -> Option<Account> {
    let (_, rest) = line.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    // `man 5 proc_pid_stat` counts from 1, and the third field is the first behind the name.
    let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
    let sum = |one: usize, other: usize| field(one)?.checked_add(field(other)?);
    Some(Account { spent: sum(14, 15)?, of_ended: sum(16, 17)?, started: field(22)? })
}

/// The processes that this one started, and those that they did; none where the kernel does not list them.
fn descendants() -> Option<Vec<String>> {
    let mut found = children("self")?;
    let mut at = 0;
    while let Some(parent) = found.get(at).filter(|_| found.len() < MOST) {
        // One that has ended since it was listed has no children.
        let next = children(parent).unwrap_or_default();
        found.extend(next);
        at += 1;
    }
    Some(found)
}

/// What the threads of a process have started and still runs.
fn children(process: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for thread in std::fs::read_dir(format!("/proc/{process}/task")).ok()?.flatten() {
        let listed = kernel_says(thread.path().join("children").to_str()?);
        // A thread may end at any moment; the list itself is missing where the kernel keeps none.
        match listed {
            Some(listed) => found.extend(listed.split_whitespace().map(str::to_owned)),
            None if thread.path().exists() => return None,
            None => {}
        }
    }
    Some(found)
}

/// Reads seconds with two digits behind the point, as the kernel writes them.
fn ms_of(seconds: &str) -> Option<u64> {
    let (whole, hundredths) = seconds.trim().split_once('.')?;
    if hundredths.len() != 2 {
        return None;
    }
    let hundredths: u64 = hundredths.parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(1_000)?.checked_add(hundredths * MS_PER_TICK)
}

#[expect(clippy::disallowed_methods, reason = "the kernel's own account, not a person's file")]
fn kernel_says(path: &str) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

#[cfg(test)]
mod tests;
