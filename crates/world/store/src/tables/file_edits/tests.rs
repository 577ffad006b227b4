//! The journal of edits: what is begun, made, taken back, dropped, and how far it reaches.

use atelier_vocabulary::{EditId, EditState, FileEdit, Folder};
use rusqlite::Connection;
use uuid::Uuid;

use super::{
    BYTES_KEPT, DAYS_KEPT, EDITS_KEPT, LIST, begin, begun, drop_begun, forget, get, list, made,
    text_before,
};
use crate::tables::folders;
use crate::{StoreError, connection, migrations};

const NOW: i64 = 1_763_700_000_000;

fn opened() -> Connection {
    let mut connection = connection::open_in_memory().unwrap();
    migrations::run(&mut connection, migrations::ALL, 0, NOW).unwrap();
    connection
}

fn id(number: u64) -> EditId {
    Uuid::from_u128(number.into()).into()
}

fn edit(number: u64, made_at: i64) -> FileEdit {
    FileEdit {
        id: id(number),
        folder: "/projects/f".to_owned(),
        path: format!("src/{number}.rs"),
        made_at,
        origin: "window:main".to_owned(),
        made_by: "booster.apply".to_owned(),
        undoes: None,
        hash_before: "a".repeat(64),
        hash_after: "b".repeat(64),
        state: EditState::Begun,
        text_kept: true,
    }
}

fn count(c: &Connection) -> u32 {
    c.query_row("SELECT count(*) FROM file_edits", [], |row| row.get(0)).unwrap()
}

#[test]
fn an_edit_is_begun_made_and_taken_back() {
    let c = opened();
    begin(&c, &edit(1, NOW), "\u{feff}before\r\n").unwrap();
    assert_eq!(get(&c, id(1)).unwrap(), Some(edit(1, NOW)));
    assert_eq!(begun(&c).unwrap(), [edit(1, NOW)]);
    made(&c, id(1), NOW + 1).unwrap();
    assert_eq!(get(&c, id(1)).unwrap().unwrap().state, EditState::Made);
    assert_eq!(begun(&c).unwrap(), []);
    drop_begun(&c, id(1)).unwrap();
    assert_eq!(count(&c), 1, "what was made is not dropped");
    let undo = FileEdit { undoes: Some(id(1)), ..edit(2, NOW + 2) };
    begin(&c, &undo, "after").unwrap();
    assert_eq!(get(&c, id(1)).unwrap().unwrap().state, EditState::Made, "not before it is done");
    made(&c, id(2), NOW + 3).unwrap();
    assert_eq!(get(&c, id(1)).unwrap().unwrap().state, EditState::Undone);
    assert_eq!(text_before(&c, id(1)).unwrap().as_deref(), Some("\u{feff}before\r\n"));
    begin(&c, &edit(3, NOW), "").unwrap();
    drop_begun(&c, id(3)).unwrap();
    assert_eq!((get(&c, id(3)).unwrap(), text_before(&c, id(3)).unwrap()), (None, None));
}

#[test]
fn the_journal_is_bounded_in_number_in_age_and_in_bytes() {
    let c = opened();
    let add = |number: u64, made_at, text: &str| {
        begin(&c, &edit(number, made_at), text).unwrap();
        made(&c, id(number), made_at).unwrap();
    };
    let early = NOW - i64::from(DAYS_KEPT) * 24 * 60 * 60 * 1000;
    add(1, early - 1, "too old");
    add(2, early, "just so");
    add(3, NOW, "now");
    assert_eq!((get(&c, id(1)).unwrap(), count(&c)), (None, 2));
    for number in 4..=u64::from(EDITS_KEPT) + 1 {
        add(number, NOW, "x");
    }
    assert_eq!((count(&c), get(&c, id(2)).unwrap().is_some()), (EDITS_KEPT, true));
    let long = "y".repeat(usize::try_from(BYTES_KEPT / 2).unwrap());
    begin(&c, &edit(2_000, NOW), "never finished").unwrap();
    for number in 2_001..=2_003 {
        add(number, NOW + i64::try_from(number).unwrap(), &long);
    }
    assert_eq!(text_before(&c, id(2_003)).unwrap().as_ref(), Some(&long));
    assert_eq!(text_before(&c, id(2_002)).unwrap().as_ref(), Some(&long), "together at the limit");
    assert_eq!(text_before(&c, id(2_001)).unwrap(), None);
    let left = get(&c, id(2_001)).unwrap().unwrap();
    assert!(!left.text_kept, "and the list says so");
    let unfinished = text_before(&c, id(2_000)).unwrap();
    assert_eq!(unfinished.as_deref(), Some("never finished"), "what may be needed is kept");
}

#[test]
fn pages_follow_each_other_and_walk_the_index() {
    let c = opened();
    for number in 1..=5 {
        begin(&c, &edit(number, NOW + i64::try_from(number).unwrap()), "").unwrap();
    }
    let first = list(&c, None, 3).unwrap();
    let ids: Vec<EditId> = first.items.iter().map(|it| it.id).collect();
    assert_eq!(ids, [5, 4, 3].map(id));
    let second = list(&c, first.next_cursor.as_deref(), 3).unwrap();
    let ids: Vec<EditId> = second.items.iter().map(|it| it.id).collect();
    assert_eq!((ids, second.next_cursor), (vec![id(2), id(1)], None));
    for wrong in ["", "1", "x.y", "'; DROP TABLE file_edits; --"] {
        assert!(matches!(list(&c, Some(wrong), 2), Err(StoreError::BadCursor)), "{wrong}");
    }
    let plan: String = c
        .query_row(&format!("EXPLAIN QUERY PLAN {LIST}"), [0, 0, 1], |row| row.get("detail"))
        .unwrap();
    assert!(plan.contains("file_edits_listed"), "{plan}");
}

#[test]
fn a_folder_keeps_its_id_until_it_is_closed() {
    let c = opened();
    let folder = |number: u128, path: &str, opened_at| Folder {
        id: Uuid::from_u128(number).into(),
        path: path.to_owned(),
        opened_at,
    };
    let first = folders::open(&c, &folder(1, "/a", NOW)).unwrap();
    folders::open(&c, &folder(2, "/b", NOW + 1)).unwrap();
    let again = folders::open(&c, &folder(3, "/a", NOW + 2)).unwrap();
    assert_eq!((again.id, again.opened_at), (first.id, NOW + 2));
    assert_eq!(folders::get(&c, first.id).unwrap(), Some(again.clone()));
    assert_eq!(folders::at(&c, "/a").unwrap(), Some(again.clone()));
    assert_eq!(folders::list(&c).unwrap(), [again, folder(2, "/b", NOW + 1)]);
    assert!(folders::close(&c, first.id).unwrap());
    assert!(!folders::close(&c, first.id).unwrap());
    assert_eq!(folders::at(&c, "/a").unwrap(), None);
}

#[test]
fn what_is_begun_outlives_the_emptying_of_the_journal() {
    let c = opened();
    begin(&c, &edit(1, NOW), "one").unwrap();
    made(&c, id(1), NOW).unwrap();
    begin(&c, &edit(2, NOW), "two").unwrap();
    assert_eq!(forget(&c).unwrap(), 1);
    assert_eq!(begun(&c).unwrap(), [edit(2, NOW)]);
    assert_eq!(text_before(&c, id(2)).unwrap().as_deref(), Some("two"));
    let kept: i64 = c.query_row("PRAGMA secure_delete", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 2, "the rest of the time it costs what it did");
}
