//! Git's own server.

use atelier_git::{Address, Fetched, GitError, Limits, Why};
use atelier_testkit::{GitServer, Origin};

use crate::common::{fetch, snapshot};

const NIGHT: &str = ":root { --surface: #101418 }";

// rows: 3.168
#[tokio::test(flavor = "multi_thread")]
async fn the_files_at_head_are_read_and_nothing_else_of_its_history() {
    let root = tempfile::tempdir().unwrap();
    let origin = Origin::new(root.path(), "themes").unwrap();
    origin.commit(&[("old.css", "gone soon")]).unwrap();
    std::fs::remove_file(root.path().join("themes/old.css")).unwrap();
    let commit = origin
        .commit(&[
            ("night.css", NIGHT),
            ("more/deep/er/moss.json", "{}"),
            ("README.md", "# Themes"),
            (".gitattributes", "* filter=evil\n"),
        ])
        .unwrap();
    let server = GitServer::start(root.path()).unwrap();
    let url = server.url("themes");
    let seen = snapshot(&url, Limits::default()).await.unwrap();
    let paths: Vec<&str> = seen.files.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["night.css", "more/deep/er/moss.json"]);
    assert_eq!((&seen.commit, seen.made_at), (&commit, 1_767_323_045));
    assert_eq!((seen.files[0].text.as_str(), seen.cut, seen.left_out.len()), (NIGHT, None, 0));
    assert_eq!(server.requests(), 2);

    let again = fetch(&url, Some(&commit), Limits::default()).await.unwrap();
    assert_eq!((again, server.requests()), (Fetched::Unchanged, 3), "no pack is asked for again");

    let newer = origin.commit(&[("night.css", "changed")]).unwrap();
    let Fetched::New(seen) = fetch(&url, Some(&commit), Limits::default()).await.unwrap() else {
        panic!("there is a newer commit");
    };
    assert_eq!((seen.commit, seen.files[0].text.as_str()), (newer, "changed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_much_is_left_out_and_named() {
    let root = tempfile::tempdir().unwrap();
    let origin = Origin::new(root.path(), "themes").unwrap();
    let large = "x".repeat(Limits::default().file + 1);
    let mut files =
        vec![("large.css".to_owned(), large), ("bytes.css".to_owned(), "\0".to_owned())];
    files.extend((0..30).map(|it| (format!("some/{it:02}.css"), NIGHT.to_owned())));
    let files: Vec<(&str, &str)> = files.iter().map(|it| (&*it.0, &*it.1)).collect();
    origin.commit(&files).unwrap();
    let server = GitServer::start(root.path()).unwrap();
    let url = server.url("themes");
    let seen = snapshot(&url, Limits::default()).await.unwrap();
    let left: Vec<(&str, Why)> = seen.left_out.iter().map(|it| (&*it.path, it.why)).collect();
    assert_eq!(left, [("bytes.css", Why::NotText), ("large.css", Why::TooLarge)]);
    assert_eq!((seen.files.len(), seen.cut), (30, None));

    let few = Limits { files: 10, ..Limits::default() };
    let seen = snapshot(&url, few).await.unwrap();
    assert_eq!((seen.files.len(), seen.cut), (10, Some("files")));
    let short = Limits { text: NIGHT.len() * 3, ..Limits::default() };
    let seen = snapshot(&url, short).await.unwrap();
    assert_eq!((seen.files.len(), seen.cut), (3, Some("text")));
    let narrow = Limits { entries: 5, ..Limits::default() };
    let seen = snapshot(&url, narrow).await.unwrap();
    assert_eq!((seen.files.len(), seen.cut), (2, Some("names")));
    let flat = Limits { depth: 0, ..Limits::default() };
    let seen = snapshot(&url, flat).await.unwrap();
    assert!(seen.left_out.iter().any(|it| it.path == "some"), "{seen:?}");

    for (limits, what) in [
        (Limits { received: 64, ..Limits::default() }, "arrived"),
        (Limits { objects: 3, ..Limits::default() }, "objects"),
        (Limits { object: 16, ..Limits::default() }, "one object"),
        (Limits { unpacked: 512, ..Limits::default() }, "unpacked"),
    ] {
        let error = snapshot(&url, limits).await.unwrap_err();
        assert!(matches!(error, GitError::TooMuch { .. }), "{what}: {error}");
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repository_without_a_commit_to_show_says_so() {
    let root = tempfile::tempdir().unwrap();
    Origin::new(root.path(), "empty").unwrap();
    let headless = Origin::new(root.path(), "headless").unwrap();
    headless.commit(&[("a.css", NIGHT)]).unwrap();
    headless.git(&["symbolic-ref", "HEAD", "refs/heads/gone"], b"").unwrap();
    let server = GitServer::start(root.path()).unwrap();
    let of = |name| {
        let url = server.url(name);
        async move { snapshot(&url, Limits::default()).await.unwrap_err() }
    };
    assert!(matches!(of("empty").await, GitError::Empty));
    assert!(matches!(of("headless").await, GitError::NoHead));
    assert!(matches!(of("no/such").await, GitError::NotPublic { status: 404 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_setting_and_no_variable_of_this_computer_is_heeded() {
    // Once more in a process of its own, in whose surroundings everything leads astray.
    const INSIDE: &str = "ATELIER_TEST_LED_ASTRAY";
    if std::env::var_os(INSIDE).is_some() {
        the_files_are_those_of_the_server().await;
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let config = "[url \"http://127.0.0.1:9/\"]\n\tinsteadOf = http://\n[core]\n\tfsmonitor = touch gone\n\
                  [http]\n\tproxy = http://127.0.0.1:9\n[include]\n\tpath = /nowhere\n[safe]\n\tdirectory = /\n";
    std::fs::write(home.path().join(".gitconfig"), config).unwrap();
    std::fs::create_dir(home.path().join("git")).unwrap();
    std::fs::write(home.path().join("git/config"), "this is no [ configuration").unwrap();
    let name = "real::no_setting_and_no_variable_of_this_computer_is_heeded";
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(INSIDE, "1")
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path())
        .env("GIT_DIR", home.path().join("nowhere"))
        .env("GIT_OBJECT_DIRECTORY", home.path().join("nowhere"))
        .env("GIT_ALTERNATE_OBJECT_DIRECTORIES", home.path())
        .env("GIT_CONFIG_GLOBAL", home.path().join(".gitconfig"))
        .env("http_proxy", "http://127.0.0.1:9")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 passed"), "{said}");
}

async fn the_files_are_those_of_the_server() {
    let root = tempfile::tempdir().unwrap();
    let origin = Origin::new(root.path(), "themes").unwrap();
    origin.commit(&[("night.css", NIGHT)]).unwrap();
    let server = GitServer::start(root.path()).unwrap();
    let seen = snapshot(&server.url("themes"), Limits::default()).await.unwrap();
    assert_eq!(seen.files[0].text, NIGHT);
}

#[test]
fn only_https_and_loopback_without_a_name_are_addresses() {
    for good in [
        "https://example.org/somebody/themes",
        " https://example.org/somebody/themes.git/ ",
        "HTTPS://EXAMPLE.org:8443/themes",
        "http://127.0.0.1:80/themes",
        "http://localhost:9/themes",
        "http://[::1]/themes",
    ] {
        assert!(Address::parse(good).is_ok(), "{good}");
    }
    for bad in [
        "",
        "themes",
        "/etc/passwd",
        "https://",
        "https://example.org",
        "https://example.org/",
        "http://example.org/themes",
        "http://127.0.0.1.example.org/themes",
        "http://localhost.example.org/themes",
        "git://example.org/themes",
        "ssh://git@example.org/themes",
        "git@example.org:themes.git",
        "file:///tmp/themes",
        "ext::sh -c touch% gone",
        "https://somebody@example.org/themes",
        "https://somebody:secret@example.org/themes",
        "https://example.org/themes?x=1",
        "https://example.org/themes#x",
        "https://example.org/the mes",
        "https://example.org/themes\u{7}",
        "https://example.org\\themes",
        "javascript:alert(1)",
    ] {
        assert!(matches!(Address::parse(bad), Err(GitError::Address { .. })), "{bad}");
    }
    let long = format!("https://example.org/{}", "x".repeat(600));
    assert!(Address::parse(&long).is_err());
    let address = Address::parse("https://example.org:8443/one/two/three.git/").unwrap();
    assert_eq!((address.name(), address.host()), ("two/three".into(), "example.org:8443".into()));
    let odd = Address::parse("https://ex\u{430}mple.org/themes").unwrap();
    assert!(odd.host().starts_with("xn--"), "letters that look alike are told apart");
}
