//! A web process that dies. What becomes of one that does not answer takes a person's hands:
//! `e2e/window/hang.test.ts`.

use std::time::{Duration, Instant};

use crate::{drive::STREAM, stage::Page};

/// The page is there, and it is not the one that was marked; nor the empty one before it.
const ANEW: &str = "document.readyState === 'complete' && location.protocol === 'tauri:' \
    && !('before' in window)";
/// What `/proc` calls it.
const WEB_PROCESS: &str = "WebKitWebProces";

pub(crate) fn a_page_whose_process_dies_comes_back(page: &mut Page) {
    // The second time it waits a little: a page that ends its process each time does not flicker.
    for least in [Duration::ZERO, Duration::from_secs(2)] {
        page.run("window.before = true;");
        page.window.eval(format!("{{ {STREAM} stream('probe.wait', {{}}, 'same'); }}")).unwrap();
        assert_eq!(page.hear(), "begun");
        let begun = Instant::now();
        kill(web_process());
        assert_eq!(page.hear(), "cancelled", "the calls of the page end with it");
        page.wait_for(ANEW);
        assert!(begun.elapsed() >= least, "{:?}", begun.elapsed());
        println!("a page whose process dies comes back: ok ({:?})", begun.elapsed());
    }
}

/// The web process of the one window that there is.
fn web_process() -> u32 {
    let all: Vec<(u32, u32, String)> = std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| stat(entry.ok()?.file_name().to_str()?.parse().ok()?))
        .collect();
    let parent = |pid| all.iter().find(|it| it.0 == pid).map(|it| it.1);
    let ours = |pid| {
        std::iter::successors(Some(pid), |pid| parent(*pid)).any(|pid| pid == std::process::id())
    };
    let found: Vec<u32> = all
        .iter()
        .filter(|(pid, _, name)| name.starts_with(WEB_PROCESS) && ours(*pid))
        .map(|it| it.0)
        .collect();
    assert_eq!(found.len(), 1, "one page, one process");
    found[0]
}

/// The process with its parent and its name.
fn stat(pid: u32) -> Option<(u32, u32, String)> {
    let text = String::from_utf8(std::fs::read(format!("/proc/{pid}/stat")).ok()?).ok()?;
    let (head, tail) = text.rsplit_once(')')?;
    let name = head.split_once('(')?.1.to_owned();
    Some((pid, tail.split_whitespace().nth(1)?.parse().ok()?, name))
}

fn kill(pid: u32) {
    #[expect(clippy::disallowed_methods, reason = "the test is its own supervisor")]
    let mut command = std::process::Command::new("kill");
    assert!(command.args(["-KILL", &pid.to_string()]).status().unwrap().success());
}
