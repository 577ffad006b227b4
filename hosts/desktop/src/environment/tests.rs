//! Which bus addresses lead nowhere.

use super::leads_nowhere;

#[test]
fn a_bus_that_is_not_there_is_told_from_one_that_is() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("bus");
    std::fs::File::create(&there).unwrap();
    let gone = folder.path().join("gone");
    for (address, nowhere) in [
        (format!("unix:path={}", gone.display()), true),
        (format!("unix:guid=00,path={};unix:path={}", gone.display(), there.display()), true),
        (format!("unix:path={},guid=00", there.display()), false),
        ("unix:abstract=/tmp/somewhere".to_owned(), false),
        ("tcp:host=localhost,port=1".to_owned(), false),
        ("autolaunch:".to_owned(), false),
        (String::new(), false),
    ] {
        assert_eq!(leads_nowhere(&address), nowhere, "{address}");
    }
}
