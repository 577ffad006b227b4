//! The first stores of a process may open at the same moment.

use atelier_store::{MasterKey, Store};
use atelier_vocabulary::StoreState;
use tempfile::TempDir;

/// Each test binary is a process of its own, so that these are its first connections.
#[test]
fn stores_that_open_at_once_all_work() {
    let folder = TempDir::new().unwrap();
    let work = &|number: u32| {
        let path = folder.path().join(format!("{number}.db"));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = Store::in_memory(0).await.unwrap();
            let key = MasterKey::random().unwrap();
            store.keep(&path, &key, 0).await.unwrap();
            assert_eq!(store.state(), StoreState::OnDisk);
            store.close().await.unwrap();
        });
    };
    std::thread::scope(|scope| {
        for number in 0..8 {
            scope.spawn(move || work(number));
        }
    });
}
