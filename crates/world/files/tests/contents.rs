//! What is read, what is written, what is refused, and what stays as it was.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::disallowed_methods, reason = "a test makes what it looks at")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use atelier_files::{
    ContentHash, CutOff, FilePath, FilesError, Folder, KeepOut, ListLimits, MAX_BYTES, Replacement,
    Settled,
};

const LIMITS: ListLimits = ListLimits { files: 1_000, time: Duration::from_secs(10) };

async fn opened(path: &Path) -> Folder {
    Folder::choose(path, KeepOut::default()).await.unwrap()
}

fn path(text: &str) -> FilePath {
    FilePath::parse(text).unwrap()
}

fn hash(text: &str) -> ContentHash {
    ContentHash::of(text.as_bytes())
}

fn replacement(at: &str, before: &str, text: &str) -> Replacement {
    let mark = "0-mark".to_owned();
    Replacement { path: path(at), expected: hash(before), text: text.to_owned(), mark }
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    let mut names: Vec<String> = names.map(|it| it.into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn text_comes_as_it_is_and_what_is_no_text_is_refused_in_words() {
    let place = tempfile::tempdir().unwrap();
    let folder = opened(place.path()).await;
    for text in ["", "a\r\nb\r\n", "\u{feff}mark", "no end", "日本\n", "\r", "\u{1b}[31m\u{202e}"]
    {
        fs::write(place.path().join("f"), text).unwrap();
        let file = folder.read(path("f")).await.unwrap();
        assert_eq!((file.text.as_str(), file.hash), (text, hash(text)));
    }
    let refused: [(&[u8], &str); 4] = [
        (b"a\0b", "holds no text"),
        (b"\xff\xfea\0", "UTF-16"),
        (b"\xfe\xff\0a", "UTF-16"),
        (b"caf\xe9", "another encoding"),
    ];
    for (bytes, word) in refused {
        fs::write(place.path().join("f"), bytes).unwrap();
        let error = folder.read(path("f")).await.unwrap_err();
        assert!(matches!(error, FilesError::NotText { .. }) && error.to_string().contains(word));
    }
    let limit = usize::try_from(MAX_BYTES).unwrap();
    fs::write(place.path().join("f"), vec![b'a'; limit]).unwrap();
    assert_eq!(folder.read(path("f")).await.unwrap().text.len(), limit, "the limit itself is fine");
    let file = fs::File::create(place.path().join("f")).unwrap();
    file.set_len(1 << 40).unwrap();
    let begun = Instant::now();
    let error = folder.read(path("f")).await.unwrap_err();
    assert!(matches!(error, FilesError::TooLarge { .. }), "{error:?}");
    assert!(begun.elapsed() < Duration::from_secs(5), "a terabyte is not read to say so");
    let error = folder.read(path("absent")).await.unwrap_err();
    assert!(matches!(error, FilesError::NotFound { .. }), "{error:?}");
}

#[tokio::test]
async fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("d")).unwrap();
    fs::write(place.path().join("d/f"), "before").unwrap();
    let folder = opened(place.path()).await;
    let written = folder.replace(replacement("d/f", "before", "\u{feff}after\r\n")).await.unwrap();
    assert_eq!(written, hash("\u{feff}after\r\n"));
    assert_eq!(fs::read(place.path().join("d/f")).unwrap(), "\u{feff}after\r\n".as_bytes());
    assert_eq!(names(&place.path().join("d")), ["f"]);
}

#[tokio::test]
async fn what_was_changed_meanwhile_is_not_overwritten() {
    let place = tempfile::tempdir().unwrap();
    let folder = opened(place.path()).await;
    let write = replacement("f", "read", "new");
    let conflict = folder.replace(write.clone()).await.unwrap_err();
    assert!(
        matches!(conflict, FilesError::Conflict { found: None, .. }),
        "it is gone: {conflict:?}"
    );
    fs::write(place.path().join("f"), "theirs").unwrap();
    let conflict = folder.replace(write).await.unwrap_err();
    let FilesError::Conflict { found, .. } = conflict else { panic!("{conflict:?}") };
    assert_eq!(found, Some(hash("theirs")));
    assert_eq!(fs::read(place.path().join("f")).unwrap(), b"theirs");
    assert_eq!(names(place.path()), ["f"]);
}

/// Somebody else counts up in the file, whole texts, each by renaming; whatever happens between two
/// looks, none of their texts is lost to one of ours that did not see it.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn two_who_write_at_once_lose_nothing_of_each_other() {
    let place = tempfile::tempdir().unwrap();
    let at = place.path().to_owned();
    fs::write(at.join("f"), "0 theirs").unwrap();
    let folder = opened(&at).await;
    let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let theirs = {
        let (at, done) = (at.clone(), std::sync::Arc::clone(&done));
        std::thread::spawn(move || {
            let mut last = 0_u64;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                last += 1;
                fs::write(at.join("new"), format!("{last} theirs")).unwrap();
                fs::rename(at.join("new"), at.join("f")).unwrap();
                std::thread::sleep(Duration::from_micros(300));
            }
            last
        })
    };
    let (mut written, mut refused) = (0_u32, 0_u32);
    for _ in 0..400 {
        let Ok(seen) = folder.read(path("f")).await else { continue };
        match folder.replace(replacement("f", &seen.text, &format!("{} ours", seen.text))).await {
            Ok(_) => written += 1,
            Err(FilesError::Conflict { .. }) => refused += 1,
            Err(error) => panic!("{error}"),
        }
    }
    done.store(true, std::sync::atomic::Ordering::Relaxed);
    let last = theirs.join().unwrap();
    println!("{written} written, {refused} refused, beside {last} of somebody else");
    let left = fs::read_to_string(at.join("f")).unwrap();
    assert!(left.starts_with(&format!("{last} theirs")), "their last is there: {left}");
    assert_eq!(names(&at), ["f"], "and nothing beside it");
    assert!(written > 0 && last > 10, "both did write");
}

#[cfg(unix)]
#[tokio::test]
async fn rights_are_kept_and_what_must_not_be_written_is_not() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = tempfile::tempdir().unwrap();
    let folder = opened(place.path()).await;
    let file = place.path().join("f");
    for mode in [0o600, 0o644, 0o755, 0o640] {
        fs::write(&file, "before").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        folder.replace(replacement("f", "before", "after")).await.unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, mode);
    }
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let error = folder.replace(replacement("f", "after", "new")).await.unwrap_err();
    assert!(matches!(error, FilesError::ReadOnly { .. }), "{error:?}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    fs::hard_link(&file, place.path().join("g")).unwrap();
    let error = folder.replace(replacement("f", "after", "new")).await.unwrap_err();
    assert!(matches!(error, FilesError::SeveralNames { .. }), "{error:?}");
    assert_eq!(fs::read(&file).unwrap(), b"after");
    assert_eq!(names(place.path()), ["f", "g"]);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn pipes_devices_sockets_and_folders_are_refused_at_once() {
    let place = tempfile::tempdir().unwrap();
    let folder = opened(place.path()).await;
    let dir = fs::File::open(place.path()).unwrap();
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(&dir, "pipe", rustix::fs::FileType::Fifo, mode, 0).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(place.path().join("socket")).unwrap();
    fs::create_dir(place.path().join("folder")).unwrap();
    let zero = rustix::fs::makedev(1, 5);
    let device =
        rustix::fs::mknodat(&dir, "zero", rustix::fs::FileType::CharacterDevice, mode, zero);
    let mut kinds = vec!["pipe", "socket", "folder"];
    // Only the superuser can make one.
    kinds.extend(device.is_ok().then_some("zero"));
    for name in kinds {
        let work = async {
            let read = folder.read(path(name)).await.unwrap_err();
            let written = folder.replace(replacement(name, "", "new")).await.unwrap_err();
            [read, written]
        };
        let errors = tokio::time::timeout(Duration::from_secs(5), work).await.unwrap();
        for error in errors {
            assert!(matches!(error, FilesError::NotAFile { .. }), "{name}: {error:?}");
        }
    }
    assert_eq!(folder.list(LIMITS).await.unwrap().files, []);
}

/// On a real disk of 256 KiB, where the system lets this test make one.
// rows: 0.16
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_says_so_and_the_file_stays_as_it_was() {
    use std::process::Command;

    let place = tempfile::tempdir().unwrap();
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
        .arg(place.path())
        .status();
    if !mount.is_ok_and(|status| status.success()) {
        return;
    }
    fs::write(place.path().join("f"), "before").unwrap();
    let folder = opened(place.path()).await;
    let outcome = folder.replace(replacement("f", "before", &"x".repeat(1 << 20))).await;
    let (left, held) = (names(place.path()), fs::read(place.path().join("f")));
    drop(folder);
    assert!(Command::new("umount").arg(place.path()).status().unwrap().success());
    assert!(matches!(outcome, Err(FilesError::DiskFull { .. })), "{outcome:?}");
    assert_eq!((left, held.unwrap()), (vec!["f".to_owned()], b"before".to_vec()));
}

#[tokio::test]
async fn what_a_replacement_that_was_cut_off_left_is_found_and_cleared_away() {
    let cases = [
        // what the file holds, what lies beside, what it is, what is left beside
        ("before", Some("aft"), Settled::Before, None),
        ("before", None, Settled::Before, None),
        ("before", Some("after"), Settled::Before, None),
        ("after", Some("before"), Settled::After, None),
        ("after", Some("somebody's"), Settled::After, Some("somebody's")),
        ("other", Some("before"), Settled::Other, None),
        ("other", Some("somebody's"), Settled::Other, Some("somebody's")),
    ];
    for (holds, beside, settled, left) in cases {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("f"), holds).unwrap();
        let at = place.path().join(".atelier-0-mark.tmp");
        if let Some(beside) = beside {
            fs::write(&at, beside).unwrap();
        }
        let (before, after) = (hash("before"), hash("after"));
        let cut = CutOff { path: path("f"), before, after, mark: "0-mark".to_owned() };
        let found = opened(place.path()).await.settle(cut).await.unwrap();
        assert_eq!(found, settled, "{holds} {beside:?}");
        assert_eq!(fs::read_to_string(&at).ok().as_deref(), left, "{holds} {beside:?}");
        assert_eq!(fs::read_to_string(place.path().join("f")).unwrap(), holds);
    }
}

#[tokio::test]
async fn files_are_listed_without_what_the_rules_leave_out_near_ones_first() {
    let place = tempfile::tempdir().unwrap();
    let files = [
        (".gitignore", "*.log\n/target\nnode_modules/\n!keep.log\n"),
        ("README.md", ""),
        ("keep.log", ""),
        ("noise.log", ""),
        ("target/debug/x.rs", ""),
        ("node_modules/p/index.js", ""),
        (".git/config", ""),
        (".github/workflows/ci.yml", ""),
        ("src/main.rs", ""),
        ("src/deep/target/kept.rs", ""),
        ("src/.gitignore", "gen/\n"),
        ("src/gen/out.rs", ""),
        ("src/.ignore", "!b.log\n"),
        ("src/b.log", ""),
    ];
    for (name, text) in files {
        let at = place.path().join(name);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::write(at, text).unwrap();
    }
    let folder = opened(place.path()).await;
    let listed = folder.list(LIMITS).await.unwrap();
    let found: Vec<&str> = listed.files.iter().map(FilePath::as_str).collect();
    assert_eq!(
        found,
        [
            ".gitignore",
            "README.md",
            "keep.log",
            "src/.gitignore",
            "src/.ignore",
            "src/b.log",
            "src/main.rs",
            ".github/workflows/ci.yml",
            "src/deep/target/kept.rs",
        ]
    );
    assert!(listed.complete);
    let few = folder.list(ListLimits { files: 2, ..LIMITS }).await.unwrap();
    assert_eq!((few.files.len(), few.complete), (2, false), "bounded in count");
    let short = ListLimits { time: Duration::ZERO, ..LIMITS };
    assert!(!folder.list(short).await.unwrap().complete, "and in time, and says so");
}
