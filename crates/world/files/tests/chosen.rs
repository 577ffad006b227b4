//! Files that a person names outside of any folder.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "a test writes in a folder of its own")]

use std::fs;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::Path;

use atelier_files::{ChosenError, Existing, History, HistoryChunk, KeepOut, NewFile};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|it| it.into_string().unwrap()).collect();
    names.sort();
    names
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Reads a history; the names of its files, and how many bytes came.
fn read(path: &Path) -> Result<(Vec<String>, u64), ChosenError> {
    let mut names = Vec::new();
    let mut bytes = 0;
    History::find(path, &KeepOut::default(), || false)?.read(|chunk| {
        match chunk {
            HistoryChunk::Begin(name) => names.push(name.to_owned()),
            HistoryChunk::Bytes(some, _) => bytes += some.len() as u64,
            HistoryChunk::End => {}
        }
        ControlFlow::Continue(())
    })?;
    Ok((names, bytes))
}

#[test]
fn a_new_file_is_whole_or_not_there_and_replaces_nothing_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.md");
    let none = KeepOut::default();
    drop(NewFile::create(&path, Existing::Keep, &none, "a").unwrap());
    assert_eq!(names(folder.path()), Vec::<String>::new(), "nothing is left of what broke off");

    let mut first = NewFile::create(&path, Existing::Keep, &none, "b").unwrap();
    let mut late = NewFile::create(&path, Existing::Keep, &none, "c").unwrap();
    first.write_all(b"first").unwrap();
    late.write_all(b"late").unwrap();
    assert_eq!(first.finish().unwrap().1, 5);
    assert!(matches!(late.finish(), Err(ChosenError::Exists { .. })), "the first stays");
    let again = NewFile::create(&path, Existing::Keep, &none, "d");
    assert!(matches!(again, Err(ChosenError::Exists { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"first");

    let mut second = NewFile::create(&path, Existing::Replace, &none, "e").unwrap();
    second.write_all(b"second").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"first", "until it is whole");
    second.finish().unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"second");
    assert_eq!(names(folder.path()), ["out.md"]);
}

#[test]
fn nothing_is_written_into_a_folder_of_ones_own_through_a_link_or_without_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    fs::create_dir(&own).unwrap();
    let keep_out = KeepOut { home: None, own: vec![own.clone()] };
    let create = |path: &Path| NewFile::create(path, Existing::Replace, &keep_out, "a").map(drop);
    assert!(matches!(create(&own.join("x")), Err(ChosenError::Own { .. })));
    assert!(matches!(create(&own.join("../own/x")), Err(ChosenError::Own { .. })));
    assert!(matches!(create(Path::new("x.md")), Err(ChosenError::NotInFull { .. })));
    assert!(matches!(create(&folder.path().join("no/x")), Err(ChosenError::NotFound { .. })));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&own, folder.path().join("link")).unwrap();
        assert!(matches!(create(&folder.path().join("link/x")), Err(ChosenError::Own { .. })));
        assert!(matches!(create(&folder.path().join("link")), Err(ChosenError::NotAFile { .. })));
    }
    assert!(matches!(create(folder.path()), Err(ChosenError::NotAFile { .. })));
}

#[test]
fn names_in_a_zip_are_words_and_a_bomb_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.zip");
    let slip = [
        ("../../conversations.json", &b"[1]"[..]),
        ("/etc/passwd.json", &b"[2]"[..]),
        ("a.png", &b"x"[..]),
    ];
    fs::write(&path, zip(&slip)).unwrap();
    let (read_names, bytes) = read(&path).unwrap();
    assert_eq!((read_names.len(), bytes), (1, 3), "the conversations alone: {read_names:?}");
    assert_eq!(names(folder.path()), ["x.zip"], "nothing is unpacked");

    let zeros = vec![b'0'; 300 << 20];
    fs::write(&path, zip(&[("conversations.json", &zeros)])).unwrap();
    assert!(fs::metadata(&path).unwrap().len() < 1 << 20);
    assert!(matches!(read(&path), Err(ChosenError::BadZip { .. })));

    fs::write(&path, b"PK\x03\x04 and no more").unwrap();
    assert!(matches!(read(&path), Err(ChosenError::BadZip { .. })));
}

#[test]
fn a_folder_gives_its_sessions_and_links_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, outside) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir_all(inside.join("a/b")).unwrap();
    fs::create_dir(&outside).unwrap();
    fs::write(inside.join("a/b/s.jsonl"), b"{}").unwrap();
    fs::write(inside.join("notes.txt"), b"no").unwrap();
    fs::write(outside.join("t.jsonl"), b"{}").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, inside.join("link")).unwrap();
    let (read_names, _) = read(&inside).unwrap();
    assert_eq!(read_names.len(), 1, "{read_names:?}");
    assert!(matches!(read(&folder.path().join("none")), Err(ChosenError::NotFound { .. })));
    fs::remove_file(outside.join("t.jsonl")).unwrap();
    assert!(matches!(read(&outside), Err(ChosenError::NoHistory { .. })));
}
