//! A process with all its descendants: what they weigh, and their end.

#![expect(clippy::disallowed_methods, reason = "the kernel's own accounts, and ending children")]

use std::{
    collections::HashMap,
    process::{Child, Command},
    time::Duration,
};

/// Proportional memory of the process and all its descendants, in MiB.
pub(super) fn pss_mib(process: u32) -> Result<f64, String> {
    let mut sum_kib = 0.0;
    for member in members(process) {
        // A process may have ended since it was listed.
        let Ok(text) = std::fs::read_to_string(format!("/proc/{member}/smaps_rollup")) else {
            continue;
        };
        let line = text.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or("0 kB");
        sum_kib += line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap_or(0.0);
    }
    if sum_kib > 0.0 { Ok(sum_kib / 1024.0) } else { Err("no process to weigh".to_owned()) }
}

/// Asks the process to end, and waits until it and all its descendants are gone.
pub(super) fn end(child: &Child) {
    let all = members(child.id());
    // Whatever this says, the wait below decides.
    drop(Command::new("kill").args(["-TERM", &child.id().to_string()]).status());
    for _ in 0..100 {
        let alive = |member: &u32| {
            let text = std::fs::read_to_string(format!("/proc/{member}/stat")).unwrap_or_default();
            !text.is_empty() && !text.contains(") Z ")
        };
        if !all.iter().any(alive) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn members(root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    for process in entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
        let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { continue };
        let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
        if let Some(parent) = after_name.split(' ').nth(1).and_then(|text| text.parse().ok()) {
            children.entry(parent).or_default().push(process);
        }
    }
    let mut all = vec![root];
    let mut next = 0;
    while let Some(process) = all.get(next).copied() {
        all.extend(children.remove(&process).unwrap_or_default());
        next += 1;
    }
    all
}
