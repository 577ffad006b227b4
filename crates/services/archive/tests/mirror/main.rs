//! The folder mirror on disks that are full, read-only, away, or led elsewhere.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "a test makes files and tasks of its own")]

mod disk;
mod place;

use std::fs;
use std::os::unix::fs::symlink;

use atelier_chat_export::is_as_written;
use atelier_rpc::Code;
use atelier_vocabulary::MirrorProblem;

use disk::{Disk, fill};
use place::{Place, written};

/// A disk of 1 MiB for 300 conversations: what fits is there and whole, what does not is said, and
/// follows a minute after there is room, without anybody asking for it.
// rows: 0.16
#[tokio::test(start_paused = true)]
async fn a_full_disk_is_said_and_what_is_behind_follows_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of_memory(folder.path(), "size=1m") else { return };
    let place = Place::new(300).await;
    place.configure(folder.path()).await.unwrap();
    let full = place.until(|it| it.problem.is_some()).await;
    let problem = full.problem.unwrap();
    assert!(problem.message.contains("the disk is full"), "{problem:?}");
    assert!(problem.message.contains("stays as it was"), "{problem:?}");
    assert!(problem.hint.contains("make room"), "{problem:?}");
    assert!(problem.hint.contains("conversations are kept"), "{problem:?}");
    assert!((1..300).contains(&full.behind), "{} are behind", full.behind);
    let there = written(folder.path());
    assert_eq!(u32::try_from(there.len()).unwrap() + full.behind, 300);
    for (name, bytes) in &there {
        assert!(is_as_written(bytes), "{name} is not whole");
    }
    // What belongs to the conversation is kept by the store, whatever the mirror meets.
    let id = place.ids[0];
    place.rename(id, "Said while the disk was full").await;

    disk.remount("size=16m");
    let well = place.until(|it| it.problem.is_none() && it.behind == 0).await;
    assert_eq!((well.files, well.put_aside), (300, 0));
    let there = written(folder.path());
    assert_eq!(there.len(), 300);
    assert!(there.values().all(|it| is_as_written(it)));
    let renamed = String::from_utf8_lossy(&there[&place.name(id).await]).into_owned();
    assert!(renamed.contains("# Said while the disk was full"));
    place.end().await;
}

#[tokio::test(start_paused = true)]
async fn what_a_person_edited_outlives_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_disk) = Disk::of_memory(folder.path(), "size=1m") else { return };
    let place = Place::new(3).await;
    place.configure(folder.path()).await.unwrap();
    place.until(|it| it.behind == 0).await;
    let id = place.ids[1];
    let name = place.name(id).await;
    fs::write(folder.path().join(&name), "mine").unwrap();
    let filler = folder.path().join("filler");
    fill(&filler);
    place.rename(id, "Another").await;
    let full = place.until(|it| it.problem.is_some()).await;
    assert_eq!((full.behind, full.put_aside), (1, 0));
    assert_eq!(fs::read_to_string(folder.path().join(&name)).unwrap(), "mine", "as it was edited");
    assert_eq!(written(folder.path()).len(), 3, "and nothing beside it");

    fs::remove_file(&filler).unwrap();
    let well = place.until(|it| it.problem.is_none() && it.behind == 0).await;
    assert_eq!(well.put_aside, 1);
    let there = written(folder.path());
    assert!(String::from_utf8_lossy(&there[&name]).contains("# Another"));
    assert_eq!(there[&name.replace(".md", ".edited-by-hand.md")], b"mine");
    place.end().await;
}

/// A rebuild that meets the full disk says so to whoever asked for it, and keeps what it wrote.
#[tokio::test(start_paused = true)]
async fn a_rebuild_on_a_full_disk_fails_in_words_and_can_be_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of_memory(folder.path(), "size=1m") else { return };
    let place = Place::new(20).await;
    place.configure(folder.path()).await.unwrap();
    place.until(|it| it.behind == 0).await;
    let there = written(folder.path());
    for name in there.keys() {
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    fill(&folder.path().join("filler"));
    let refused = place.rebuild().await.unwrap_err();
    assert_eq!(refused.code, Code::Unavailable);
    assert!(refused.message.contains("the disk is full"), "{refused:?}");
    assert!(refused.hint.unwrap().contains("make room"));
    disk.remount("size=4m");
    place.rebuild().await.unwrap();
    assert_eq!(written(folder.path()), there, "the same store makes the same files");
    place.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_folder_that_may_only_be_read_is_said_and_written_once_it_may_be() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of_memory(folder.path(), "size=4m") else { return };
    let place = Place::new(3).await;
    disk.remount("ro");
    let refused = place.configure(folder.path()).await.unwrap_err();
    assert_eq!(refused.code, Code::PermissionDenied, "said when it is chosen, not later");
    assert_eq!(place.status().await.folder, None);

    disk.remount("rw");
    place.configure(folder.path()).await.unwrap();
    place.until(|it| it.behind == 0).await;
    let before = written(folder.path());
    disk.remount("ro");
    let (id, name) = (place.ids[2], place.name(place.ids[2]).await);
    place.rename(id, "Not yet").await;
    let stuck = place.until(|it| it.problem.is_some()).await;
    let problem = stuck.problem.unwrap();
    assert!(problem.message.contains("does not allow it"), "{problem:?}");
    assert!(problem.message.contains("nothing was changed"), "{problem:?}");
    assert!(problem.hint.contains("who may write"), "{problem:?}");
    assert_eq!((stuck.behind, written(folder.path())), (1, before));

    disk.remount("rw");
    place.until(|it| it.problem.is_none() && it.behind == 0).await;
    let there = written(folder.path());
    assert!(String::from_utf8_lossy(&there[&name]).contains("# Not yet"));
    place.end().await;
}

/// A disk that is taken away leaves the empty folder that it was mounted on.
#[tokio::test(start_paused = true)]
async fn a_disk_that_is_away_leaves_a_folder_that_is_not_written_and_goes_on_when_it_is_back() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let Some(disk) = Disk::that_shows(outside.path(), folder.path()) else { return };
    let place = Place::new(5).await;
    place.configure(folder.path()).await.unwrap();
    place.until(|it| it.behind == 0).await;
    assert_eq!(written(outside.path()).len(), 5);

    drop(disk);
    let (id, name) = (place.ids[0], place.name(place.ids[0]).await);
    place.rename(id, "While it was away").await;
    let away = place.until(|it| it.problem.is_some()).await;
    let problem = away.problem.unwrap();
    assert!(problem.message.contains("does not hold what Atelier left there"), "{problem:?}");
    assert!(problem.hint.contains("whether its disk is there"), "{problem:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing under the mount point");
    // Gone altogether, it is no other matter.
    fs::remove_dir(folder.path()).unwrap();
    place.tick();
    let gone = place.until(|it| it.problem.as_ref().is_some_and(|it| it.at == place.now())).await;
    assert!(gone.problem.unwrap().message.contains("there is no folder"));
    assert_eq!(gone.behind, 1);

    fs::create_dir(folder.path()).unwrap();
    let _disk = Disk::that_shows(outside.path(), folder.path()).unwrap();
    place.until(|it| it.problem.is_none() && it.behind == 0).await;
    let there = written(outside.path());
    assert_eq!(there.len(), 5);
    assert!(String::from_utf8_lossy(&there[&name]).contains("# While it was away"));
    place.end().await;
}

/// Wherever a link leads, nothing is written by way of it: not even where it leads to the very folder.
#[tokio::test(start_paused = true)]
async fn a_link_in_the_place_of_the_folder_or_of_one_in_it_is_not_followed() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path().canonicalize().unwrap();
    let (folder, moved, other) = (home.join("Talks"), home.join("moved"), home.join("other"));
    fs::create_dir(&folder).unwrap();
    fs::create_dir(&other).unwrap();
    let place = Place::new(4).await;
    place.configure(&folder).await.unwrap();
    place.until(|it| it.behind == 0).await;
    let before = written(&folder);

    fs::rename(&folder, &moved).unwrap();
    for target in [&moved, &other] {
        symlink(target, &folder).unwrap();
        place.tick();
        place.rename(place.ids[0], "Through a link").await;
        let now = place.now();
        let said = "leads somewhere else than it did";
        let led = |it: &MirrorProblem| it.at == now && it.message.contains(said);
        place.until(|it| it.problem.as_ref().is_some_and(led)).await;
        assert_eq!(written(&moved), before, "{target:?}");
        assert_eq!(fs::read_dir(&other).unwrap().count(), 0, "{target:?}");
        fs::remove_file(&folder).unwrap();
    }
    fs::rename(&moved, &folder).unwrap();
    place.until(|it| it.problem.is_none() && it.behind == 0).await;

    symlink(&other, folder.join("Archive")).unwrap();
    place.archive(place.ids[1]).await;
    place.rename(place.ids[2], "Goes on").await;
    let led = place.until(|it| it.problem.is_some() && it.behind == 1).await;
    let problem = led.problem.unwrap();
    assert!(problem.message.contains("links are not followed"), "{problem:?}");
    assert!(problem.hint.contains("move away"), "{problem:?}");
    assert_eq!(fs::read_dir(&other).unwrap().count(), 0);
    let there = written(&folder);
    let name = place.name(place.ids[2]).await;
    assert!(String::from_utf8_lossy(&there[&name]).contains("# Goes on"), "the others go on");
    fs::remove_file(folder.join("Archive")).unwrap();
    place.until(|it| it.problem.is_none() && it.behind == 0).await;
    assert_eq!(written(&folder.join("Archive")).len(), 1);
    place.end().await;
}
