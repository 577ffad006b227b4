//! What is read of the kernel's accounts, by what it writes and by what it might.

use super::{Account, age_ms, ms_of, processor_time, read_account};

const REST: &str = "S 1 2 3 0 -1 4194560 900 0 7 0 31 12 40 5 20 0 9 0 4711 1000 200";

#[test]
fn an_account_is_read_whatever_the_program_calls_itself() {
    let expected = Some(Account { spent: 43, of_ended: 45, started: 4_711 });
    for name in ["atelier", "a b", ") R 9 9 9", "((", ")))", ") 1 2 (", ""] {
        assert_eq!(read_account(&format!("12 ({name}) {REST}\n")), expected, "{name}");
    }
}

#[test]
fn what_is_no_account_is_unknown() {
    let huge = REST.replace("31 12", &format!("{} 12", u64::MAX));
    let cut = REST.rsplit_once(" 4711").unwrap().0;
    for line in ["", "1 (x", "1 (x)", "1 (x) S", &format!("1 (x) {cut}"), &format!("1 (x) {huge}")]
    {
        assert_eq!(read_account(line), None, "{line}");
    }
    assert_eq!(read_account(&format!("1 (x) {}", REST.replace("31", "-1"))), None);
}

#[test]
fn seconds_are_read_as_the_kernel_writes_them() {
    assert_eq!(ms_of("350735.47"), Some(350_735_470));
    assert_eq!(ms_of("0.01"), Some(10));
    for nonsense in ["", ".", "1", "1.2", "1.234", "-1.00", "1.-5", "99999999999999999999.00"] {
        assert_eq!(ms_of(nonsense), None, "{nonsense}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn work_is_told_apart_by_who_did_it_and_stays_told_when_it_has_ended() {
    #[expect(clippy::disallowed_methods, reason = "a child that works, and is waited for")]
    fn child() -> std::process::Child {
        let work = "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; read -r end";
        let mut command = std::process::Command::new("sh");
        command.args(["-c", work]).stdin(std::process::Stdio::piped()).spawn().unwrap()
    }
    let before = processor_time().unwrap();
    let mut child = child();
    let begun = std::time::Instant::now();
    let during = loop {
        let now = processor_time().unwrap();
        if now.children_ms >= before.children_ms + 20 {
            break now;
        }
        assert!(begun.elapsed().as_secs() < 60, "the child's work is not seen: {now:?}");
        std::thread::yield_now();
    };
    assert!(during.children >= 1, "{during:?}");
    drop(child.stdin.take());
    child.wait().unwrap();
    let after = processor_time().unwrap();
    assert!(after.children_ms >= during.children_ms, "{during:?}, then {after:?}");
    assert!(after.own_ms >= before.own_ms);
}

#[cfg(target_os = "linux")]
#[test]
fn the_process_is_as_old_as_the_kernel_says() {
    let first = age_ms().unwrap();
    let begun = std::time::Instant::now();
    while begun.elapsed().as_millis() < 30 {
        std::thread::yield_now();
    }
    let then = age_ms().unwrap();
    assert!(then >= first + 20, "{first}, then {then}");
    assert!(then < 3_600_000, "a test is no hour old: {then} ms");
}
