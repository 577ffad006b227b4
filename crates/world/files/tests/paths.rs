//! Nothing leads out of a folder: no path, no link, and no link that appears meanwhile.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::disallowed_methods, reason = "a test makes what it looks at")]

use std::path::Path;
use std::time::Duration;

use atelier_files::{
    ContentHash, FilePath, FilesError, Folder, KeepOut, ListLimits, Replacement, suggest,
};
use proptest::prelude::*;

const LIMITS: ListLimits = ListLimits { files: 1_000, time: Duration::from_secs(10) };

async fn opened(path: &Path) -> Folder {
    Folder::choose(path, KeepOut::default()).await.unwrap()
}

fn path(text: &str) -> FilePath {
    FilePath::parse(text).unwrap()
}

fn replacement(at: &str, before: &str, text: &str) -> Replacement {
    Replacement {
        path: path(at),
        expected: ContentHash::of(before.as_bytes()),
        text: text.to_owned(),
        mark: "mark".to_owned(),
    }
}

// rows: 1.10, 1.31
#[test]
fn a_path_that_could_lead_out_is_refused_before_anything_is_touched() {
    let long = "n".repeat(256);
    let deep = "d/".repeat(3_000) + "f";
    let hostile = [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../b",
        "a/../../x",
        "./a",
        "a/.",
        "a//b",
        "a/",
        "a\0b",
        "a\nb",
        "\u{1b}[31m",
        &long,
        &deep,
        "\u{7f}",
        "x/..",
    ];
    for text in hostile {
        let refused = FilePath::parse(text);
        assert!(matches!(refused, Err(FilesError::BadPath { .. })), "{text:?}: {refused:?}");
    }
    for text in [
        ".git/config",
        "a/.git/hooks/pre-commit",
        ".GIT/config",
        ".git",
        "a/.Git./x",
        ".hg/x",
        "git~1/x",
        ".g\u{200c}it/config",
        "\u{feff}.git/config",
    ] {
        let refused = FilePath::parse(text);
        assert!(matches!(refused, Err(FilesError::Control { .. })), "{text:?}: {refused:?}");
    }
    for text in ["a", "a/b.rs", ".gitignore", "...", "..a", "a..", "~", "-rf", "ä/日本.rs", "a b"]
    {
        assert_eq!(FilePath::parse(text).unwrap().as_str(), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    // rows: 1.10
    #[test]
    fn a_path_that_is_taken_has_no_step_that_leads_out(text in "[a./\\\\~\u{0}-\u{2}é ]{0,24}") {
        if let Ok(path) = FilePath::parse(&text) {
            let inside = Path::new("/place/folder").join(path.as_str());
            prop_assert!(inside.starts_with("/place/folder"));
            let plain = inside.components().all(|it| {
                matches!(it, std::path::Component::Normal(_) | std::path::Component::RootDir)
            });
            prop_assert!(plain);
        }
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    // rows: 1.10
    #[tokio::test]
    async fn no_link_is_followed_whether_it_leads_out_or_stays() {
        let (inside, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = inside.path();
        std::fs::write(outside.path().join("secret"), "s").unwrap();
        std::fs::create_dir(root.join("real")).unwrap();
        std::fs::write(root.join("real/f"), "s").unwrap();
        symlink(outside.path().join("secret"), root.join("file")).unwrap();
        symlink(outside.path(), root.join("dir")).unwrap();
        symlink("real/f", root.join("near")).unwrap();
        symlink("real", root.join("near-dir")).unwrap();
        symlink("nowhere", root.join("dangling")).unwrap();
        symlink("loop", root.join("loop")).unwrap();
        symlink("/proc/self/root", root.join("magic")).unwrap();
        let folder = opened(root).await;
        for at in
            ["file", "dir/secret", "near", "near-dir/f", "dangling", "loop", "magic/etc/passwd"]
        {
            let read = folder.read(path(at)).await;
            assert!(matches!(read, Err(FilesError::Link { .. })), "{at}: {read:?}");
            let written = folder.replace(replacement(at, "s", "new")).await;
            assert!(matches!(written, Err(FilesError::Link { .. })), "{at}: {written:?}");
        }
        let listed = folder.list(LIMITS).await.unwrap();
        assert_eq!(listed.files, [path("real/f")], "and none is listed");
        assert_eq!(std::fs::read(outside.path().join("secret")).unwrap(), b"s");
        assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1);
    }

    /// A folder on the way changes places with a link that leads out, as fast as it can.
    // rows: 1.10
    #[tokio::test(flavor = "multi_thread")]
    async fn a_folder_that_is_swapped_for_a_link_meanwhile_never_leads_out() {
        let (inside, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = inside.path().to_owned();
        std::fs::create_dir(root.join("d")).unwrap();
        std::fs::write(root.join("d/f"), "inside").unwrap();
        std::fs::write(outside.path().join("f"), "outside").unwrap();
        symlink(outside.path(), root.join("link")).unwrap();
        let folder = opened(&root).await;
        let done = Arc::new(AtomicBool::new(false));
        let swapping = {
            let (done, root) = (Arc::clone(&done), root.clone());
            std::thread::spawn(move || {
                let mut swaps = 0_u64;
                while !done.load(Ordering::Relaxed) {
                    for [from, to] in [["d", "aside"], ["link", "d"], ["d", "link"], ["aside", "d"]]
                    {
                        std::fs::rename(root.join(from), root.join(to)).unwrap();
                    }
                    swaps += 1;
                }
                swaps
            })
        };
        let (mut inside_seen, mut refused) = (0_u32, 0_u32);
        for round in 0..4_000 {
            if round % 4 == 0 {
                // A wrong guess of what is there is no way to write outside either.
                drop(folder.replace(replacement("d/f", "outside", "OVERWRITTEN")).await);
            }
            match folder.read(path("d/f")).await {
                Ok(file) => {
                    assert_eq!(file.text, "inside", "round {round}");
                    inside_seen += 1;
                }
                Err(_) => refused += 1,
            }
        }
        done.store(true, Ordering::Relaxed);
        let swaps = swapping.join().unwrap();
        println!("{swaps} swaps; {inside_seen} reads inside, {refused} refused, none outside");
        assert!(swaps > 100 && inside_seen > 0, "the race did run");
        assert_eq!(std::fs::read(outside.path().join("f")).unwrap(), b"outside");
    }

    #[tokio::test]
    async fn a_folder_that_became_a_link_is_not_opened_again() {
        let place = tempfile::tempdir().unwrap();
        let chosen = place.path().join("project");
        std::fs::create_dir(&chosen).unwrap();
        let real = opened(&chosen).await.path().to_owned();
        std::fs::rename(&chosen, place.path().join("moved")).unwrap();
        symlink(place.path().join("moved"), &chosen).unwrap();
        let again = Folder::reopen(&real, KeepOut::default()).await;
        assert!(matches!(again, Err(FilesError::NotThisFolder { .. })), "{again:?}");
    }

    #[tokio::test]
    async fn a_name_that_is_no_text_and_one_with_control_characters_are_left_out() {
        use std::os::unix::ffi::OsStrExt as _;

        let place = tempfile::tempdir().unwrap();
        let odd = std::ffi::OsStr::from_bytes(b"a\xff.txt");
        std::fs::write(place.path().join(odd), "x").unwrap();
        std::fs::write(place.path().join("b\u{1b}[31m"), "x").unwrap();
        std::fs::write(place.path().join("good"), "x").unwrap();
        let listed = opened(place.path()).await.list(LIMITS).await.unwrap();
        assert_eq!(listed.files, [path("good")]);
    }
}

// rows: 1.10
#[tokio::test]
async fn folders_that_are_too_much_are_not_opened() {
    let place = tempfile::tempdir().unwrap();
    let home = place.path().join("home");
    let own = home.join("data/atelier");
    for folder in [own.join("logs"), home.join("project/src"), home.join(".ssh/keys")] {
        std::fs::create_dir_all(folder).unwrap();
    }
    let keep_out = KeepOut { home: Some(home.clone()), own: vec![own.clone()] };
    let mut refused = vec![
        "/".into(),
        home.clone(),
        place.path().to_owned(),
        own.clone(),
        own.join("logs"),
        home.join("data"),
        home.join("data/../data"),
        home.join(".ssh"),
        home.join(".ssh/keys"),
        "relative".into(),
    ];
    if cfg!(target_os = "linux") {
        refused.extend(
            ["/etc", "/proc/self", "/dev", "/tmp", "/usr", "/proc/self/root"].map(Into::into),
        );
    }
    for folder in refused {
        let outcome = Folder::choose(&folder, keep_out.clone()).await;
        assert!(
            matches!(outcome, Err(FilesError::NotThisFolder { .. })),
            "{}: {outcome:?}",
            folder.display()
        );
    }
    for folder in [home.join("project"), home.join("project/src/../src")] {
        Folder::choose(&folder, keep_out.clone()).await.unwrap();
    }
    let absent = Folder::choose(&home.join("absent"), keep_out).await;
    assert!(matches!(absent, Err(FilesError::NoFolder { .. })), "{absent:?}");
}

#[tokio::test]
async fn folders_are_suggested_while_a_path_is_typed() {
    let place = tempfile::tempdir().unwrap();
    let home = place.path().to_owned();
    for name in ["Projects", "pictures", ".config", "other"] {
        std::fs::create_dir(home.join(name)).unwrap();
    }
    std::fs::write(home.join("paper"), "no folder").unwrap();
    let at = |name: &str| home.join(name).display().to_string();
    let found = |typed: String, limit| {
        let home = home.clone();
        async move { suggest(&typed, Some(home), limit).await.unwrap() }
    };
    assert_eq!(found("~/p".to_owned(), 9).await, [at("pictures"), at("Projects")]);
    assert_eq!(found(at(""), 1).await, [at("other")], "bounded");
    assert_eq!(found(at(".c"), 9).await, [at(".config")], "hidden ones only where asked for");
    for typed in ["", "p", "~other/", "/no/such/folder/", "../"] {
        assert_eq!(found(typed.to_owned(), 9).await, [""; 0], "{typed}");
    }
}
