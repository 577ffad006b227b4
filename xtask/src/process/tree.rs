//! Stopping a child and all it started.

use std::process::{Child, Stdio};

use super::Step;

/// Kills a child and, where the system says who they are, its descendants.
pub(super) fn kill_tree(child: &mut Child) {
    let ids: Vec<String> = descendants(child.id()).iter().map(u32::to_string).collect();
    if !ids.is_empty() {
        // The shell's own `kill`: the program of that name need not be installed.
        let kill = Step::new("kill", "sh").args(["-c", &format!("kill -KILL {}", ids.join(" "))]);
        // They may have ended by themselves in the meantime.
        drop(kill.command().stderr(Stdio::null()).status());
    }
    drop(child.kill());
    drop(child.wait());
}

/// The descendants of a process, deepest last; none where there is no `/proc`.
fn descendants(id: u32) -> Vec<u32> {
    let mut found = vec![id];
    let mut at = 0;
    while let Some(&parent) = found.get(at) {
        found.extend(children(parent));
        at += 1;
    }
    found.split_off(1)
}

/// What the threads of a process have started.
fn children(id: u32) -> Vec<u32> {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{id}/task")) else { return Vec::new() };
    let lists =
        threads.flatten().filter_map(|entry| std::fs::read(entry.path().join("children")).ok());
    lists
        .flat_map(|list| {
            let list = String::from_utf8_lossy(&list).into_owned();
            list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>()
        })
        .collect()
}
