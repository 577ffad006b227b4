//! One owner of the data folder; every other process is its guest.

#[cfg(unix)]
mod hostile;

use crate::support::{Home, call, caller, conversation, run, streamed};
use atelier_app::Role;
use serde_json::json;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

async fn owner_and_guest() -> (Home, atelier_app::App, atelier_app::App) {
    let home = Home::new();
    let owner = home.open().await;
    let patch = json!({ "endpoint": { "kind": "simulator" }, "onboarded": true });
    call(&owner, "settings.save", patch).await.unwrap();
    let guest = home.open().await;
    (home, owner, guest)
}

/// A guest sees what the owner has, changes it, and streams through it.
#[tokio::test(flavor = "multi_thread")]
async fn a_guest_works_through_the_owner() {
    let (_home, owner, guest) = owner_and_guest().await;
    assert_eq!((owner.role(), guest.role()), (Role::Owner, Role::Guest));
    let id = conversation(&guest).await;
    let seen = call(&owner, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!(seen["id"], json!(id), "the owner has what the guest made");
    let input = json!({ "id": id, "text": "hello from the other side" });
    let (outcome, events) = run(&guest, "conversation.send", input).await;
    outcome.unwrap();
    assert!(!streamed(&events).is_empty(), "events pass through the socket");
    let missing = json!({ "id": "00000000-0000-7000-8000-000000000000" });
    let error = call(&guest, "conversation.get", missing).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "not_found", "so do errors");
    guest.shutdown().await;
    owner.shutdown().await;
}

/// A guest that gives up cancels the work at the owner's side.
// rows: 2.12
#[tokio::test(flavor = "multi_thread")]
async fn a_guest_that_leaves_cancels_its_call() {
    let (_home, owner, guest) = owner_and_guest().await;
    let id = conversation(&guest).await;
    let token = CancellationToken::new();
    let (outlet, mut inlet) = mpsc::channel(64);
    let input = json!({ "id": id, "text": "/simulate stall" });
    let router = guest.router();
    let work = router.call(caller(token.clone()), "conversation.send", input, outlet);
    let leave = async {
        inlet.recv().await.unwrap();
        token.cancel();
    };
    let (outcome, ()) = tokio::join!(work, leave);
    assert_eq!(serde_json::to_value(outcome.unwrap_err().code).unwrap(), "cancelled");
    for _ in 0..200 {
        let health = call(&owner, "health.get", json!({})).await.unwrap();
        if health["active_turns"] == 0 {
            let page = call(&owner, "conversation.messages", json!({ "id": id })).await.unwrap();
            assert_eq!(page["items"][1]["state"], "incomplete", "and the message says so");
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the turn went on without its caller");
}

/// When the owner ends, the guest's calls say so; the next process becomes the owner.
#[tokio::test(flavor = "multi_thread")]
async fn ownership_passes_on() {
    let (home, owner, guest) = owner_and_guest().await;
    owner.shutdown().await;
    drop(owner);
    let error = call(&guest, "conversation.list", json!({})).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "unavailable");
    let next = home.open().await;
    assert_eq!(next.role(), Role::Owner);
    next.shutdown().await;
}
