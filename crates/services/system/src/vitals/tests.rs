//! The thresholds, on both sides of each.

use super::{HEAP, Vitals};

fn warned(tasks: u64, waiting: Option<u64>, heap_bytes: Option<u64>) -> Vec<String> {
    Vitals { tasks, waiting, heap_bytes }.warnings()
}

// rows: 1.35, 1.36, 1.37
#[test]
fn each_threshold_warns_above_itself_with_its_figure() {
    assert!(warned(1_000, Some(100), Some(HEAP)).is_empty(), "at the thresholds all is well");
    assert!(warned(0, None, None).is_empty(), "what is not known is no reason to worry");
    assert_eq!(warned(1_001, None, None), ["1001 tasks are alive, more than 1000"]);
    let waiting = "101 reads and writes of the store wait, more than 100";
    assert_eq!(warned(1, Some(101), None), [waiting]);
    let heap = "123 MiB of memory are in use, more than 100";
    assert_eq!(warned(1, None, Some(123 * 1024 * 1024)), [heap]);
    assert_eq!(warned(1_001, Some(101), Some(HEAP + 1)).len(), 3, "one does not hide another");
}
