//! What the application runs on.

use atelier_api::diagnostics::SystemFacts;

/// Reads what the system says of itself.
pub(super) fn facts() -> SystemFacts {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    SystemFacts {
        os: std::env::consts::OS.to_owned(),
        kernel: kernel_says("/proc/sys/kernel/osrelease").map(|it| it.trim().to_owned()),
        arch: std::env::consts::ARCH.to_owned(),
        processors: u32::try_from(processors).unwrap_or(u32::MAX),
        memory_bytes: kernel_says("/proc/meminfo").and_then(|it| total(&it)),
    }
}

/// The machine's memory, as `/proc/meminfo` tells it.
fn total(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kib.checked_mul(1024)
}

#[expect(clippy::disallowed_methods, reason = "the kernel's own account, not a person's file")]
fn kernel_says(path: &str) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

#[cfg(test)]
mod tests {
    use super::total;

    #[test]
    fn the_memory_of_the_machine_is_read_or_unknown() {
        assert_eq!(total("MemTotal:       24576 kB\nMemFree: 1 kB\n"), Some(24_576 * 1024));
        for nonsense in ["", "MemTotal:", "MemTotal: x kB", "MemTotal: 99999999999999999999 kB"] {
            assert_eq!(total(nonsense), None, "{nonsense}");
        }
    }
}
