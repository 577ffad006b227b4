//! The last lines of the log file.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

/// How many bytes at the end of the file are looked at.
const BYTES: u64 = 64 * 1024;
/// How many lines are shown.
const LINES: usize = 200;

/// Reads the last lines of a log file; none where it cannot be read. Keys were taken out of them
/// when they were written, and are looked for once more.
pub(super) fn read(path: &Path) -> Vec<String> {
    let Some(text) = end(path) else { return Vec::new() };
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(LINES);
    let last = lines.into_iter().skip(from);
    last.map(|line| atelier_telemetry::redact(line).into_owned()).collect()
}

/// The end of a file, from the beginning of a line.
fn end(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    let from = length.saturating_sub(BYTES);
    file.seek(SeekFrom::Start(from)).ok()?;
    let mut bytes = Vec::new();
    file.take(BYTES).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let whole = if from == 0 { &*text } else { text.split_once('\n').map_or("", |(_, rest)| rest) };
    Some(whole.to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::read;

    #[test]
    fn the_last_whole_lines_are_read_and_nothing_shaped_like_a_key() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        for line in 0..5_000 {
            writeln!(file, "line {line} {}", "x".repeat(40)).unwrap();
        }
        writeln!(file, "sent with sk-ant-made-up-for-this-test-0123456789").unwrap();
        let lines = read(file.path());
        assert_eq!(lines.len(), 200);
        assert!(lines[0].starts_with("line 48"), "{}", lines[0]);
        assert_eq!(lines[199], "sent with sk-ant-[redacted]");
    }

    #[test]
    fn a_file_that_is_not_there_is_empty_and_one_line_without_an_end_is_cut() {
        assert_eq!(read(std::path::Path::new("/nowhere/atelier.log")), Vec::<String>::new());
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&vec![b'x'; 200_000]).unwrap();
        assert_eq!(read(file.path()), Vec::<String>::new());
    }
}
