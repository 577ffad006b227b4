//! Trees with names that nobody should have, with links, with other repositories, and without end.

use std::time::{Duration, Instant};

use atelier_git::{GitError, Limits, Snapshot, Why, fault};
use atelier_testkit::{GitServer, Origin};
use proptest::prelude::*;

use crate::common::snapshot;

const NIGHT: &[u8] = b":root { --surface: #101418 }";

fn bytes_of(id: &str) -> Vec<u8> {
    let digits = |at| u8::from_str_radix(&id[at..at + 2], 16).unwrap();
    (0..id.len()).step_by(2).map(digits).collect()
}

/// A tree, written down as it stands.
fn tree(entries: &[(&str, &[u8], &str)]) -> Vec<u8> {
    let mut tree = Vec::new();
    for (mode, name, id) in entries {
        tree.extend([mode.as_bytes(), b" ", name, b"\0", &bytes_of(id)].concat());
    }
    tree
}

async fn read(make: impl FnOnce(&Origin) -> String) -> Result<Snapshot, GitError> {
    let root = tempfile::tempdir().unwrap();
    let origin = Origin::new(root.path(), "themes").unwrap();
    let tree = make(&origin);
    origin.publish(&tree).unwrap();
    let server = GitServer::start(root.path()).unwrap();
    let seen = snapshot(&server.url("themes"), Limits::default()).await;
    let beside: Vec<_> = std::fs::read_dir(root.path()).unwrap().collect();
    assert_eq!(beside.len(), 1, "nothing was written beside the repository: {beside:?}");
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_lead_elsewhere_links_and_other_repositories_are_left_out() {
    let long = [b"x".repeat(300), b".css".to_vec()].concat();
    let seen = read(|origin| {
        let theme = origin.object("blob", NIGHT).unwrap();
        let link = origin.object("blob", b"/etc/passwd").unwrap();
        let inner = origin.object("tree", &tree(&[("100644", b"in.css", &theme)])).unwrap();
        let entries: Vec<(&str, &[u8], &str)> = vec![
            ("100644", b"../up.css", &theme),
            ("100644", b"/etc/abs.css", &theme),
            ("100644", b"C:\\win.css", &theme),
            ("100644", b"bell\x07.css", &theme),
            ("100644", b"esc\x1b[31m.css", &theme),
            ("100644", "turned\u{202e}ssc.css".as_bytes(), &theme),
            ("100644", b"\xff\xfe.css", &theme),
            ("100644", &long, &theme),
            ("120000", b"link.css", &link),
            ("100644", b"night.css", &theme),
            ("100644", b"night.css", &theme),
            ("100755", b"run.css", &theme),
            ("160000", b"sub", "0123456789012345678901234567890123456789"),
            ("40000", b"..", &inner),
            ("40000", b".", &inner),
            ("40000", b"in\nner", &inner),
            ("40000", b"more", &inner),
        ];
        origin.object("tree", &tree(&entries)).unwrap()
    })
    .await
    .unwrap();
    let paths: Vec<&str> = seen.files.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["night.css", "run.css", "more/in.css"]);
    assert_eq!(seen.left_out.len(), 14, "{:?}", seen.left_out);
    let why = |path: &str| seen.left_out.iter().find(|it| it.path == path).map(|it| it.why);
    assert_eq!(why("link.css"), Some(Why::Link));
    assert_eq!(why("sub"), Some(Why::Repository));
    for it in &seen.left_out {
        assert!(!it.path.contains(['\u{7}', '\u{1b}', '\u{202e}', '\n']), "{it:?}");
        assert!(it.path.len() <= 400, "{it:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tree_of_a_hundred_thousand_names_and_one_without_end_are_cut_off() {
    let begun = Instant::now();
    let wide = read(|origin| {
        let theme = origin.object("blob", NIGHT).unwrap();
        let names: Vec<String> = (0..100_000).map(|it| format!("{it:06}.txt")).collect();
        let entries: Vec<(&str, &[u8], &str)> =
            names.iter().map(|name| ("100644", name.as_bytes(), theme.as_str())).collect();
        origin.object("tree", &tree(&entries)).unwrap()
    })
    .await
    .unwrap();
    assert_eq!((wide.files.len(), wide.cut), (0, Some("names")));
    let deep = read(|origin| {
        let theme = origin.object("blob", NIGHT).unwrap();
        let mut id = origin.object("tree", &tree(&[("100644", b"a.css", &theme)])).unwrap();
        for _ in 0..30 {
            let names: Vec<String> = (0..10).map(|it| format!("again {it}")).collect();
            let entries: Vec<(&str, &[u8], &str)> =
                names.iter().map(|name| ("40000", name.as_bytes(), id.as_str())).collect();
            id = origin.object("tree", &tree(&entries)).unwrap();
        }
        id
    })
    .await
    .unwrap();
    assert_eq!((deep.files.len(), deep.cut), (0, Some("names")), "10^30 folders");
    assert!(begun.elapsed() < Duration::from_mins(1), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tree_that_lies_about_what_it_names_is_no_way_around() {
    // A file that is a tree, and a folder that is a file.
    let seen = read(|origin| {
        let theme = origin.object("blob", NIGHT).unwrap();
        let inner = origin.object("tree", &tree(&[("100644", b"in.css", &theme)])).unwrap();
        let entries: Vec<(&str, &[u8], &str)> =
            vec![("100644", b"tree.css", &inner), ("100644", b"good.css", &theme)];
        origin.object("tree", &tree(&entries)).unwrap()
    })
    .await;
    // Git's own server may refuse to pack it; what arrives is read as what it is.
    if let Ok(seen) = seen {
        assert!(seen.files.iter().all(|it| it.path == "good.css"), "{seen:?}");
    }
}

proptest! {
    #[test]
    fn a_name_that_is_taken_is_one_plain_visible_name(
        way in "([a-z]{1,9}/){0,3}",
        name in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..40),
            "\\PC{0,20}".prop_map(String::into_bytes),
            "[./\\\\a-c\u{202e}\u{200b}]{0,6}".prop_map(String::into_bytes),
            "[a-z]{200,300}".prop_map(String::into_bytes),
        ],
    ) {
        if fault(&way, &name).is_none() {
            let text = String::from_utf8(name).unwrap();
            prop_assert!(!text.is_empty() && text != "." && text != "..");
            let unwanted = ['/', '\\', '\0', '\u{202e}', '\u{200b}', '\u{feff}'];
            prop_assert!(!text.contains(unwanted));
            prop_assert!(!text.chars().any(char::is_control));
            prop_assert!(text.len() <= 255 && way.len() + text.len() <= 500);
        }
    }
}
