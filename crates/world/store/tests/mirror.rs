//! What the mirror is told of changes, whatever changes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use atelier_store::tables::projects::Change;
use atelier_store::tables::{conversations, messages, mirror, projects};
use atelier_store::{Durability, Store, StoreError, Transaction};
use atelier_vocabulary::{
    ContentBlock, Conversation, ConversationId, Message, MessageId, MessageState, Project,
    ProjectColor, ProjectId, Role, TitleSource,
};
use uuid::Uuid;

/// A change that is tried.
type Work = Box<dyn FnOnce(&Transaction<'_>) -> Result<(), StoreError> + Send>;

fn id(number: u128) -> ConversationId {
    ConversationId::from(Uuid::from_u128(number))
}

fn talk(number: u128) -> Conversation {
    Conversation::empty(id(number), 1_000)
}

fn message(number: u128, state: MessageState) -> Message {
    let own = MessageId::from(Uuid::from_u128(number));
    Message {
        blocks: vec![ContentBlock::text("Hello")],
        state,
        ..Message::empty(own, id(1), Role::Assistant, 1_000)
    }
}

async fn write<T: Send + 'static>(
    store: &Store,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.write(Durability::Normal, work).await.unwrap()
}

/// Which conversations wait; they do not any more then.
async fn taken(store: &Store) -> Vec<ConversationId> {
    let waiting = store.read(|c| mirror::waiting(c, None, 100)).await.unwrap();
    let ids = waiting.iter().map(|it| it.id).collect();
    for it in waiting {
        write(store, move |c| mirror::done(c, it.id, Some(it.changes), Some(5))).await;
    }
    ids
}

#[tokio::test]
async fn every_kind_of_change_is_noted_and_none_while_there_is_no_mirror() {
    let store = Store::in_memory(0).await.unwrap();
    write(&store, |c| conversations::insert(c, &talk(1))).await;
    assert!(taken(&store).await.is_empty(), "nobody wants to know");
    write(&store, |c| mirror::begin(c, "/m")).await;
    assert_eq!(taken(&store).await, [id(1)], "what was there before waits");
    let project = Project {
        id: ProjectId::from(Uuid::from_u128(9)),
        name: "House".to_owned(),
        color: ProjectColor::default(),
        instructions: String::new(),
        created_at: 1,
        conversation_count: 0,
    };
    let project_id = project.id;
    write(&store, move |c| projects::insert(c, &project)).await;
    assert!(taken(&store).await.is_empty());
    let cases: Vec<(&str, Work)> = vec![
        ("a message", Box::new(|c| messages::insert(c, &message(7, MessageState::Complete)))),
        (
            "a title",
            Box::new(|c| {
                conversations::rename(c, id(1), "New", TitleSource::Person, 9).map(|_| ())
            }),
        ),
        ("tags", Box::new(|c| conversations::tag(c, id(1), &["a".to_owned()]))),
        ("no tags", Box::new(|c| conversations::tag(c, id(1), &[]))),
        ("a pin", Box::new(|c| conversations::pin(c, id(1), Some(3)))),
        ("the archive", Box::new(|c| conversations::archive(c, id(1), Some(3)))),
        ("a project", Box::new(move |c| conversations::assign(c, id(1), Some(project_id)))),
        (
            "another name of the project",
            Box::new(move |c| {
                let change = Change { name: Some("Home"), color: None, instructions: None };
                projects::update(c, project_id, &change).map(|_| ())
            }),
        ),
        ("no project any more", Box::new(move |c| projects::delete(c, project_id))),
        ("the trash", Box::new(|c| conversations::trash(c, id(1), 10).map(|_| ()))),
        ("for good", Box::new(|c| conversations::erase(c, id(1)).map(|_| ()))),
    ];
    for (what, work) in cases {
        write(&store, work).await;
        assert_eq!(taken(&store).await, [id(1)], "{what}");
    }
    write(&store, |c| mirror::end(c)).await;
    write(&store, |c| conversations::insert(c, &talk(2))).await;
    assert!(taken(&store).await.is_empty(), "nobody wants to know any more");
}

#[tokio::test]
async fn what_changes_while_it_is_written_goes_on_waiting() {
    let store = Store::in_memory(0).await.unwrap();
    write(&store, |c| mirror::begin(c, "/m")).await;
    write(&store, |c| conversations::insert(c, &talk(1))).await;
    let seen = store.read(|c| mirror::waiting(c, None, 9)).await.unwrap()[0];
    write(&store, |c| conversations::touch(c, id(1), 50)).await;
    write(&store, move |c| mirror::done(c, seen.id, Some(seen.changes), None)).await;
    assert_eq!(taken(&store).await, [id(1)]);
    assert!(taken(&store).await.is_empty());
}

#[tokio::test]
async fn an_answer_that_is_arriving_is_waited_for() {
    let store = Store::in_memory(0).await.unwrap();
    write(&store, |c| mirror::begin(c, "/m")).await;
    write(&store, |c| conversations::insert(c, &talk(1))).await;
    write(&store, |c| messages::insert(c, &message(7, MessageState::Streaming))).await;
    assert!(taken(&store).await.is_empty());
    let behind = store.read(mirror::get).await.unwrap().unwrap().behind;
    assert_eq!(behind, 1, "and it is said that it is behind");
}

#[tokio::test]
async fn no_two_files_have_one_name_whatever_the_case() {
    let store = Store::in_memory(0).await.unwrap();
    write(&store, |c| mirror::begin(c, "/m")).await;
    assert!(write(&store, |c| mirror::name(c, id(1), "A b.md")).await);
    assert!(!write(&store, |c| mirror::name(c, id(2), "a B.md")).await);
    assert!(write(&store, |c| mirror::name(c, id(1), "Archive/A b.md")).await);
    assert!(write(&store, |c| mirror::name(c, id(2), "a B.md")).await);
    write(&store, |c| mirror::begin(c, "/m")).await;
    let kept = store.read(|c| mirror::path(c, id(2))).await.unwrap();
    assert_eq!(kept.as_deref(), Some("a B.md"), "the same folder keeps its names");
    write(&store, |c| mirror::begin(c, "/other")).await;
    assert_eq!(store.read(|c| mirror::path(c, id(2))).await.unwrap(), None);
}
