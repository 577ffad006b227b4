//! Places where no file should be read or written, named to every operation that takes a path.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test makes files of its own")]

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    time::Duration,
};

use atelier_app::rpc::Code;
use serde_json::{Value, json};

use super::well_said;
use crate::{
    archive::histories::chatgpt,
    support::{Home, PASSPHRASE, call, conversation, run},
};

/// A path, and the codes that are right for it.
struct Place {
    path: String,
    codes: &'static [Code],
}

/// What lies in a folder: names, and what each holds or leads to.
fn listing(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        if kind.is_dir() {
            found.extend(listing(&path));
        } else if kind.is_file() {
            found.insert(path.clone(), fs::read(&path).unwrap());
        } else {
            found.insert(path, b"no file".to_vec());
        }
    }
    found
}

/// Makes a folder with everything in it that is no ordinary file, and returns the places in it.
fn places(folder: &Path, data: &Path) -> Vec<Place> {
    let at = |name: &str| folder.join(name);
    let bad: &[Code] = &[Code::InvalidInput];
    let gone: &[Code] = &[Code::NotFound];
    let own: &[Code] = &[Code::PermissionDenied];
    // Of what is there, one operation says that it is no file, another that it is taken.
    let odd: &[Code] = &[Code::InvalidInput, Code::Conflict, Code::NotFound];
    fs::create_dir_all(at("empty folder")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    symlink(data.join("atelier.db"), at("to the store")).unwrap();
    symlink(data, at("to the data")).unwrap();
    symlink(at("round"), at("round")).unwrap();
    symlink(at("nothing at all"), at("nowhere")).unwrap();
    symlink("/dev/zero", at("endless")).unwrap();
    drop(std::os::unix::net::UnixListener::bind(at("socket")).unwrap());
    let place = |path: PathBuf, codes| Place { path: path.display().to_string(), codes };
    let text = |path: &str, codes| Place { path: path.to_owned(), codes };
    let any: &[Code] = &[
        Code::InvalidInput,
        Code::NotFound,
        Code::PermissionDenied,
        Code::Conflict,
        Code::Unavailable,
    ];
    vec![
        text("", bad),
        text("   ", bad),
        text("relative.json", &[Code::InvalidInput, Code::PermissionDenied]),
        text("../../up.json", &[Code::InvalidInput, Code::PermissionDenied]),
        text("~nobody/file.json", &[Code::InvalidInput, Code::PermissionDenied]),
        text("/", &[Code::InvalidInput, Code::PermissionDenied]),
        text("/nowhere/at/all.json", gone),
        text("/dev/zero", &[Code::InvalidInput, Code::PermissionDenied, Code::NotFound]),
        text("/dev/full", &[Code::InvalidInput, Code::PermissionDenied, Code::NotFound]),
        text("/proc/self/environ/x", any),
        text("/etc/..", &[Code::InvalidInput, Code::PermissionDenied, Code::NotFound]),
        text("nul\u{0}byte", bad),
        text("/tmp/nul\u{0}byte.json", bad),
        text(&format!("/{}", "x".repeat(5_000)), bad),
        place(at(&"x".repeat(256)), bad),
        place(at(&"🧵".repeat(64)), bad),
        place(at("pipe"), odd),
        place(at("socket"), odd),
        place(at("endless"), odd),
        place(at("round"), any),
        place(at("empty folder"), odd),
        place(at("no/such/folder.json"), gone),
        place(at("pipe/under.json"), &[Code::NotFound, Code::InvalidInput]),
        place(at("to the store"), any),
        place(at("to the data/new.json"), own),
        place(at("empty folder/../to the data/new.json"), own),
        place(data.join("new.json"), own),
        place(data.join("sub/../new.json"), &[Code::PermissionDenied, Code::NotFound]),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn no_place_is_read_or_written_that_is_no_file_of_the_persons() {
    let home = Home::new();
    let app = home.open().await;
    call(&app, "secret.seal", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    call(&app, "store.keep", json!({})).await.unwrap();
    let id = conversation(&app).await;
    let (folder, data) = (home.folder.path().join("mine"), home.folder.path().join("data"));
    fs::create_dir_all(&folder).unwrap();
    let places = places(&folder, &data);
    let before = (listing(&folder), call(&app, "conversation.list", json!({})).await.unwrap());
    let own_before: Vec<PathBuf> = listing(&data).into_keys().collect();
    let take = async |name: &str, input: Value| {
        let work = async { run(&app, name, input).await.0 };
        tokio::time::timeout(Duration::from_secs(20), work).await.expect("it is done in time")
    };
    for Place { path, codes } in &places {
        let reading = ["import.inspect", "import.run"].map(|name| (name, json!({ "path": path })));
        let mut inputs = vec![
            ("export.text", json!({ "text": "granite", "path": path })),
            ("export.text", json!({ "text": "granite", "path": path, "replace": true })),
            (
                "export.conversation",
                json!({ "id": id, "format": "json", "path": path, "replace": true }),
            ),
            ("export.everything", json!({ "path": path, "replace": true })),
            ("attachment.add_file", json!({ "conversation_id": id, "path": path })),
            ("mirror.configure", json!({ "folder": path })),
        ];
        // The whole disk is looked through, which is somebody's wish and takes its time.
        if path != "/" && path != "/etc/.." {
            inputs.extend(reading);
        }
        for (name, input) in inputs {
            let what = format!("{name} {path:.80}");
            let Err(error) = take(name, input).await else {
                // An empty folder can be kept up to date, and what does not lead anywhere is a new name.
                let fine = name == "mirror.configure" && path.ends_with("empty folder");
                assert!(fine, "{what} was taken");
                call(&app, "mirror.configure", json!({})).await.unwrap();
                fs::remove_file(Path::new(path).join(".atelier-mirror")).unwrap();
                continue;
            };
            well_said(&what, &error);
            let code = error.code;
            // A mirror wants a folder, and says of all else that there is none.
            let fits = codes.contains(&code)
                || name == "mirror.configure"
                    && [Code::NotFound, Code::PermissionDenied, Code::InvalidInput].contains(&code)
                // What reads finds nothing where what writes would be kept out.
                || code == Code::NotFound && !name.starts_with("export.");
            assert!(fits, "{what}: {error:?}");
            assert!(error.hint.is_some() || code == Code::InvalidInput, "{what}: {error:?}");
        }
        assert!(listing(&folder) == before.0, "{path:.80} left something");
    }
    let after = call(&app, "conversation.list", json!({})).await.unwrap();
    assert_eq!(after, before.1);
    let own_after: Vec<PathBuf> = listing(&data).into_keys().collect();
    assert_eq!(own_after, own_before, "Atelier's own folder holds what it held");
    app.shutdown().await;
}

/// The longest name there is can be written, whatever its letters weigh; and a link that leads nowhere stays.
#[tokio::test]
async fn the_longest_name_is_written_and_a_link_is_no_file() {
    let home = Home::new();
    let app = home.open().await;
    let folder = home.folder.path();
    for name in ["x".repeat(255), "🧵".repeat(63), "e\u{301}".repeat(85)] {
        let path = folder.join(&name);
        for replace in [false, true] {
            let input = json!({ "text": "granite", "path": path, "replace": replace });
            call(&app, "export.text", input).await.unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "granite");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else reads it");
    }
    let link = folder.join("link.txt");
    symlink(folder.join("absent.txt"), &link).unwrap();
    for replace in [false, true] {
        let input = json!({ "text": "granite", "path": link, "replace": replace });
        let refused = call(&app, "export.text", input).await.unwrap_err();
        assert_eq!(refused.code, Code::InvalidInput, "{refused:?}");
    }
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && !link.exists());
    let left = fs::read_dir(folder).unwrap().map(Result::unwrap);
    assert!(!left.map(|it| it.file_name()).any(|it| it.to_string_lossy().contains("unfinished")));
    app.shutdown().await;
}

/// Whoever names the whole disk by mistake can stop it at once, and read the right file then.
#[tokio::test(flavor = "multi_thread")]
async fn a_search_through_the_whole_disk_can_be_stopped() {
    let home = Home::new();
    let app = home.open().await;
    let cancel = tokio_util::sync::CancellationToken::new();
    let (outlet, _inlet) = tokio::sync::mpsc::channel(8);
    let router = app.router();
    let asked = crate::support::caller(cancel.clone());
    let work = router.call(asked, "import.inspect", json!({ "path": "/" }), outlet);
    let stop = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        cancel.cancel();
        std::time::Instant::now()
    };
    let (outcome, stopped) = tokio::join!(work, stop);
    // Where the disk is small it was through already.
    let code = outcome.unwrap_err().code;
    assert!(matches!(code, Code::Cancelled | Code::NotFound), "{code:?}");
    assert!(stopped.elapsed() < Duration::from_secs(5), "{:?}", stopped.elapsed());
    let path = home.folder.path().join("conversations.json");
    fs::write(&path, chatgpt(1)).unwrap();
    run(&app, "import.inspect", json!({ "path": path })).await.0.unwrap();
    app.shutdown().await;
}
