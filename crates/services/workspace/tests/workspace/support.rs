//! What the tests of the workspace share: a router over a store, and a folder with files.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use atelier_api::{booster, file, folder};
use atelier_rpc::{Call, CallId, Error, Origin, Router};
use atelier_store::{MasterKey, Slot, Store};
use atelier_workspace::{KeepOut, Workspace};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(crate) const NOW: i64 = 1_763_700_000_000;

/// A workspace behind its router, and a place with a `project` in it.
pub(crate) struct Bench {
    pub(crate) router: Router,
    pub(crate) store: Store,
    pub(crate) place: PathBuf,
}

impl Bench {
    /// Over a store in memory.
    pub(crate) async fn new(place: &Path) -> Self {
        Self::over(Store::in_memory(NOW).await.unwrap(), place)
    }

    /// Over the store in a file of `place`.
    pub(crate) async fn on_disk(place: &Path) -> Self {
        let key = MasterKey::from_hex(&"5a".repeat(32)).unwrap();
        let store = Store::open(&place.join("data/atelier.db"), &key, NOW).await.unwrap();
        Self::over(store, place)
    }

    fn over(store: Store, place: &Path) -> Self {
        let slot = Slot::empty("not open");
        slot.put(store.clone());
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let ticks = AtomicI64::new(i64::try_from(since.as_millis()).unwrap());
        let clock = Arc::new(move || ticks.fetch_add(1, Ordering::Relaxed));
        let keep_out = KeepOut { home: Some(place.to_owned()), own: vec![place.join("data")] };
        let workspace = Arc::new(Workspace::new(slot, clock, keep_out, TaskTracker::new()));
        let mut router = Router::default();
        booster::booster::register(&mut router, Arc::clone(&workspace));
        file::file::register(&mut router, Arc::clone(&workspace));
        folder::folder::register(&mut router, workspace);
        Self { router, store, place: place.to_owned() }
    }

    pub(crate) async fn call(&self, name: &str, input: Value) -> Result<Value, Error> {
        let origin = Origin::Window("main".to_owned());
        let call = Call::new(CallId::new("test"), origin, CancellationToken::new());
        let (events, _none) = tokio::sync::mpsc::channel(1);
        self.router.call(call, name, input, events).await
    }

    /// Writes a file of the project.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let at = self.file(path);
        std::fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::fs::write(at, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.file(path)).unwrap()
    }

    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.place.join("project").join(path)
    }

    /// Opens the project, and returns the id of the folder.
    pub(crate) async fn open(&self) -> String {
        std::fs::create_dir_all(self.place.join("project")).unwrap();
        let opened = self.call("folder.open", json!({ "path": "~/project" })).await.unwrap();
        opened["id"].as_str().unwrap().to_owned()
    }
}
