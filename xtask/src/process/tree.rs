//! Stopping a child and all it started.

use std::process::{Child, Stdio};

use super::Step;

/// Kills a child and, where the system says who they are, its descendants.
pub(super) fn kill_tree(child: &mut Child) {
    for id in descendants(child.id()) {
        let kill = Step::new("kill", "kill").args(["-KILL", &id.to_string()]);
        // It may have ended by itself in the meantime.
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
        let path = format!("/proc/{parent}/task/{parent}/children");
        let children = std::fs::read(path).unwrap_or_default();
        let children = String::from_utf8_lossy(&children).into_owned();
        found.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        at += 1;
    }
    found.split_off(1)
}
