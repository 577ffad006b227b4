//! Files that Atelier alone writes, in a folder where a person works too.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "a test makes files of its own")]

use std::fs;
use std::path::Path;

use atelier_files::{FilePath, FilesError, Folder, KeepOut, Kept};
use tempfile::TempDir;

fn path(text: &str) -> FilePath {
    FilePath::parse(text).unwrap()
}

fn is_ours(bytes: &[u8]) -> bool {
    bytes.starts_with(b"ours")
}

async fn open(place: &TempDir) -> Folder {
    Folder::choose(place.path(), KeepOut::default()).await.unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

async fn keep(folder: &Folder, name: &str, text: &str) -> Result<Kept, FilesError> {
    folder.keep(path(name), text.as_bytes().to_vec(), is_ours).await
}

#[tokio::test]
async fn a_file_is_written_once_replaced_and_withdrawn() {
    let place = TempDir::new().unwrap();
    let folder = open(&place).await;
    assert_eq!(keep(&folder, "Archive/a.md", "ours 1").await.unwrap(), Kept::Written);
    let met = fs::metadata(place.path().join("Archive/a.md")).unwrap();
    assert_eq!(keep(&folder, "Archive/a.md", "ours 1").await.unwrap(), Kept::AsItWas);
    let again = fs::metadata(place.path().join("Archive/a.md")).unwrap();
    assert_eq!(met.modified().unwrap(), again.modified().unwrap(), "what is right is not touched");
    assert_eq!(keep(&folder, "Archive/a.md", "ours 2").await.unwrap(), Kept::Written);
    assert_eq!(fs::read(place.path().join("Archive/a.md")).unwrap(), b"ours 2");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(again.permissions().mode() & 0o777, 0o600, "nobody else can read it");
    }
    assert_eq!(folder.withdraw(path("Archive/a.md"), is_ours).await.unwrap(), Kept::Written);
    assert_eq!(folder.withdraw(path("Archive/a.md"), is_ours).await.unwrap(), Kept::AsItWas);
    assert_eq!(folder.withdraw(path("Nowhere/a.md"), is_ours).await.unwrap(), Kept::AsItWas);
    assert!(names(&place.path().join("Archive")).is_empty());
}

#[tokio::test]
async fn what_a_person_edited_is_put_aside_each_time_and_never_lost() {
    let place = TempDir::new().unwrap();
    let folder = open(&place).await;
    let at = |name: &str| place.path().join(name);
    for edit in ["mine 1", "mine 2"] {
        fs::write(at("a.md"), edit).unwrap();
        assert_eq!(keep(&folder, "a.md", "ours").await.unwrap(), Kept::PutAside);
        assert_eq!(fs::read(at("a.md")).unwrap(), b"ours");
    }
    fs::write(at("a.md"), "mine 3").unwrap();
    assert_eq!(folder.withdraw(path("a.md"), is_ours).await.unwrap(), Kept::PutAside);
    let held = ["a.edited-by-hand.md", "a.edited-by-hand 2.md", "a.edited-by-hand 3.md"];
    let texts = held.map(|it| fs::read_to_string(at(it)).unwrap());
    assert_eq!(texts, ["mine 1", "mine 2", "mine 3"]);
    assert_eq!(names(place.path()).len(), 3, "and nothing else is left");
}

#[tokio::test]
async fn a_writing_that_was_cut_off_leaves_nothing_for_good() {
    let place = TempDir::new().unwrap();
    let folder = open(&place).await;
    fs::write(place.path().join(".a.md.unfinished"), "ou").unwrap();
    fs::write(place.path().join(".b.md.unfinished"), "ou").unwrap();
    assert_eq!(keep(&folder, "a.md", "ours").await.unwrap(), Kept::Written);
    assert_eq!(folder.withdraw(path("b.md"), is_ours).await.unwrap(), Kept::AsItWas);
    assert_eq!(names(place.path()), ["a.md"]);
}

#[cfg(unix)]
#[tokio::test]
async fn no_link_is_written_through_and_nothing_else_of_the_name_is_touched() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let (place, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let folder = open(&place).await;
    let at = |name: &str| place.path().join(name);
    fs::write(outside.path().join("secret"), "theirs").unwrap();
    symlink(outside.path().join("secret"), at("link.md")).unwrap();
    symlink(outside.path(), at("Archive")).unwrap();
    fs::create_dir(at("folder.md")).unwrap();
    let refused = keep(&folder, "link.md", "ours").await.unwrap_err();
    assert!(matches!(refused, FilesError::Link { .. }), "{refused:?}");
    let refused = keep(&folder, "Archive/a.md", "ours").await.unwrap_err();
    assert!(matches!(refused, FilesError::Link { .. }), "{refused:?}");
    let refused = keep(&folder, "folder.md", "ours").await.unwrap_err();
    assert!(matches!(refused, FilesError::NotAFile { .. }), "{refused:?}");
    symlink(outside.path().join("secret"), at(".c.md.unfinished")).unwrap();
    assert_eq!(keep(&folder, "c.md", "ours").await.unwrap(), Kept::Written);
    assert_eq!(fs::read(outside.path().join("secret")).unwrap(), b"theirs");
    assert_eq!(names(outside.path()), ["secret"]);

    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let refused = keep(&folder, "d.md", "ours").await;
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o700)).unwrap();
    // Whoever may do everything is refused nothing.
    if let Err(refused) = refused {
        assert!(matches!(refused, FilesError::Denied { .. }), "{refused:?}");
    }
}
