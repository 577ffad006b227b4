//! Health and figures as callers read them, and the watch that looks by itself, on a clock that
//! the tests move.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "the log is read back")]

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use atelier_api::health;
use atelier_rpc::{Call, CallId, Origin, Router};
use atelier_secrets::{InMemory, Keychain, Vault, ZeroingAllocator};
use atelier_store::{Slot, Store};
use atelier_system::{HealthReport, Opening, VaultChoice};
use atelier_telemetry::{Level, TelemetryOptions};
use serde_json::{Value, json};
use tokio::sync::{Semaphore, SemaphorePermit, mpsc};
use tokio_util::sync::CancellationToken;

// What counts the heap, as in every program of Atelier.
#[global_allocator]
static ALLOCATOR: ZeroingAllocator = ZeroingAllocator;

/// One at a time: the heap is the whole process's.
static ALONE: Semaphore = Semaphore::const_new(1);

const HALF_A_MINUTE: Duration = Duration::from_secs(30);

struct Core {
    router: Router,
    report: HealthReport,
    stop: CancellationToken,
    _logging: tracing::subscriber::DefaultGuard,
    folder: tempfile::TempDir,
    _alone: SemaphorePermit<'static>,
}

impl Core {
    /// A core whose log is kept, with its watch begun.
    async fn new() -> Self {
        let alone = ALONE.acquire().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let options = TelemetryOptions {
            log_dir: Some(folder.path().to_owned()),
            console: Level::Off,
            file: Level::Debug,
        };
        let (subscriber, _) = atelier_telemetry::subscriber(options).unwrap();
        let logging = tracing::subscriber::set_default(subscriber);
        let slot = Slot::empty("nothing is open yet");
        slot.put(Store::in_memory(0).await.unwrap());
        let vault = Vault::closed();
        vault.open(Arc::new(InMemory::new()));
        let now = AtomicI64::new(1_000);
        let clock: atelier_system::Clock = Arc::new(move || now.fetch_add(1, Ordering::Relaxed));
        let mut router = Router::default();
        let opening = Opening {
            vault,
            slot,
            keychain: Keychain::new(),
            sealed_file: folder.path().join("none"),
            store_file: folder.path().join("none.db"),
            choice: VaultChoice::Memory,
            clock: Arc::clone(&clock),
        };
        let report = HealthReport {
            opening,
            clock,
            started_at: 0,
            ready_ms: None,
            data_folder: folder.path().to_owned(),
            activity: Arc::default(),
            meter: router.meter(),
            changes: router.changes(),
            looked_at: Arc::default(),
        };
        health::health::register(&mut router, Arc::new(report.clone()));
        health::metrics::register(&mut router, Arc::new(report.clone()));
        let stop = CancellationToken::new();
        let watch = report.clone().watch(stop.clone().cancelled_owned());
        drop(tokio::spawn(watch));
        tokio::task::yield_now().await;
        Self { router, report, stop, _logging: logging, folder, _alone: alone }
    }

    async fn read(&self, name: &str) -> Value {
        let call = Call::new(CallId::new("t"), Origin::Cli, CancellationToken::new());
        self.router.call(call, name, json!({}), mpsc::channel(1).0).await.unwrap()
    }

    /// Lets time pass, and what is due then be done.
    async fn pass(&self, time: Duration) {
        let looked = self.report.looked_at.load(Ordering::Relaxed);
        tokio::time::advance(time).await;
        for _ in 0..100 {
            tokio::task::yield_now().await;
            if self.report.looked_at.load(Ordering::Relaxed) != looked {
                break;
            }
        }
    }

    fn log(&self) -> String {
        log(self.folder.path())
    }

    /// Waits until the log says something; the store frees on a thread of its own.
    async fn says(&self, words: &str) {
        let begun = std::time::Instant::now();
        while !self.log().contains(words) {
            assert!(begun.elapsed() < Duration::from_secs(20), "{words:?} in:\n{}", self.log());
            tokio::task::yield_now().await;
        }
    }
}

fn log(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("atelier.log")).unwrap()
}

// rows: 1.24, 1.25, 1.34, 1.53
#[tokio::test(start_paused = true)]
async fn the_watch_looks_every_thirty_seconds_and_says_when_it_ends() {
    let core = Core::new().await;
    assert_eq!(core.read("health.get").await["looked_at"], Value::Null, "not yet");
    core.pass(Duration::from_secs(29)).await;
    assert_eq!(core.read("health.get").await["looked_at"], Value::Null, "not yet");
    core.pass(Duration::from_secs(1)).await;
    let mut last = core.read("health.get").await["looked_at"].as_i64().unwrap();
    for _ in 0..3 {
        core.pass(HALF_A_MINUTE).await;
        let next = core.read("health.get").await["looked_at"].as_i64().unwrap();
        assert!(next > last, "it looked again");
        last = next;
    }
    let health = core.read("health.get").await;
    assert_eq!(health["warnings"], json!([]), "all is well: {health}");
    assert!(!core.log().contains("WARN"), "{}", core.log());
    core.stop.cancel();
    core.says("the watch over the application's health shuts down").await;
    core.pass(HALF_A_MINUTE).await;
    assert_eq!(core.read("health.get").await["looked_at"], json!(last), "it looks no more");
}

// rows: 1.35
#[tokio::test(start_paused = true)]
async fn too_many_tasks_are_a_warning() {
    let core = Core::new().await;
    let tasks: Vec<_> = (0..1_001).map(|_| tokio::spawn(std::future::pending::<()>())).collect();
    let health = core.read("health.get").await;
    assert_eq!(health["tasks"], 1_002, "and the watch itself: {health}");
    assert_eq!(health["warnings"], json!(["1002 tasks are alive, more than 1000"]));
    core.pass(HALF_A_MINUTE).await;
    core.says("1002 tasks are alive, more than 1000").await;
    for task in tasks {
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
    }
    assert_eq!(core.read("health.get").await["warnings"], json!([]), "it is over");
}

// rows: 1.36
#[tokio::test(start_paused = true)]
async fn too_many_calls_that_wait_for_the_store_are_a_warning() {
    let core = Core::new().await;
    let store = core.report.opening.slot.get().unwrap();
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let (tell, told) = tokio::sync::oneshot::channel();
    let mut calls = vec![tokio::spawn({
        let store = store.clone();
        async move {
            let hold = move |_: &atelier_store::Connection| {
                tell.send(()).unwrap();
                // It ends with the test at the latest.
                let _ended = wait.recv().is_err();
                Ok(())
            };
            store.read(hold).await
        }
    })];
    told.await.unwrap();
    for _ in 0..101 {
        let store = store.clone();
        calls.push(tokio::spawn(async move { store.read(|_| Ok(())).await }));
    }
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    let health = core.read("health.get").await;
    assert_eq!(health["waiting"], 101, "{health}");
    core.pass(HALF_A_MINUTE).await;
    core.says("101 reads and writes of the store wait, more than 100").await;
    drop(go);
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(core.read("health.get").await["waiting"], 0);
}

// rows: 1.37, 1.38
#[tokio::test(start_paused = true)]
async fn a_large_heap_is_a_warning_with_its_figure_and_frees_what_can_be_freed() {
    let core = Core::new().await;
    let before = core.read("health.get").await["heap_bytes"].as_u64().unwrap();
    let large = vec![1_u8; 128 << 20];
    let health = core.read("health.get").await;
    let grown = health["heap_bytes"].as_u64().unwrap() - before;
    assert!((128 << 20..130 << 20).contains(&grown), "{grown} bytes more");
    core.pass(HALF_A_MINUTE).await;
    let figure = (before + (128 << 20)) >> 20;
    core.says(&format!("{figure} MiB of memory are in use, more than 100")).await;
    core.says("memory that nothing used was given back").await;
    drop(large);
    assert_eq!(core.read("health.get").await["warnings"], json!([]), "it is over");
}

/// Each minute it sees whether work has come to an end; then memory is given back, once.
// rows: 1.38, 1.53
#[tokio::test(start_paused = true)]
async fn memory_is_given_back_once_when_work_has_come_to_an_end() {
    let core = Core::new().await;
    let given = || core.log().matches("memory that nothing used was given back").count();
    for _ in 0..4 {
        core.pass(HALF_A_MINUTE).await;
    }
    assert_eq!(given(), 0, "nothing was done, so there is nothing to free");
    core.read("health.get").await;
    for _ in 0..2 {
        core.pass(HALF_A_MINUTE).await;
    }
    assert_eq!(given(), 0, "work may go on");
    for _ in 0..2 {
        core.pass(HALF_A_MINUTE).await;
    }
    core.says("memory that nothing used was given back").await;
    for _ in 0..8 {
        core.pass(HALF_A_MINUTE).await;
    }
    assert_eq!(given(), 1, "once");
}

// rows: 3.172
#[tokio::test]
async fn figures_count_calls_errors_secrets_and_who_follows() {
    let core = Core::new().await;
    let first = core.read("metrics.get").await;
    assert_eq!(
        (&first["calls"], &first["failures"], &first["running"]),
        (&json!(0), &json!(0), &json!(1))
    );
    assert_eq!(first["operations"], json!([]), "no row for what was not called");
    let follower = core.router.changes().subscribe();
    let vault = &core.report.opening.vault;
    vault.get("nobody").await.unwrap();
    let call = Call::new(CallId::new("t"), Origin::Cli, CancellationToken::new());
    let wrong = core.router.call(call, "health.get", json!({ "x": 1 }), mpsc::channel(1).0).await;
    wrong.unwrap_err();
    let then = core.read("metrics.get").await;
    assert_eq!((&then["calls"], &then["failures"]), (&json!(2), &json!(1)), "{then}");
    assert_eq!((&then["followers"], &then["secret_operations"]), (&json!(1), &json!(1)));
    assert_eq!(then["secret_failures"], 0);
    let rows = then["operations"].as_array().unwrap();
    let row = rows.iter().find(|row| row["operation"] == "health.get").unwrap();
    assert_eq!((&row["calls"], &row["failures"]), (&json!(1), &json!(1)));
    assert!(row["max_us"].as_u64().unwrap() >= row["p50_us"].as_u64().unwrap());
    drop(follower);
    assert_eq!(core.read("metrics.get").await["followers"], 0);
}

#[tokio::test]
async fn processor_time_and_the_start_are_told_where_the_kernel_keeps_account() {
    let core = Core::new().await;
    let health = core.read("health.get").await;
    if !cfg!(target_os = "linux") {
        assert_eq!(health["processor"], Value::Null, "nothing is guessed: {health}");
        return;
    }
    let own = |health: &Value| health["processor"]["own_ms"].as_u64().unwrap();
    let begun = std::time::Instant::now();
    let mut sum = 0_u64;
    // Work that can be seen takes longer than what the kernel counts in.
    while begun.elapsed() < Duration::from_millis(60) {
        sum = std::hint::black_box(sum.wrapping_add(1));
    }
    let then = core.read("health.get").await;
    assert!(own(&then) >= own(&health), "{health}, then {then}");
    assert!(own(&then) > 0, "{then}");
    assert_eq!(then["process_started_at"], Value::Null, "what was not measured is not told");
    let mut timed = core.report.clone();
    (timed.started_at, timed.ready_ms) = (90_000, Some(1_250));
    let mut router = Router::default();
    health::health::register(&mut router, Arc::new(timed));
    let call = Call::new(CallId::new("t"), Origin::Cli, CancellationToken::new());
    let told = router.call(call, "health.get", json!({}), mpsc::channel(1).0).await.unwrap();
    assert_eq!((&told["process_started_at"], &told["ready_ms"]), (&json!(88_750), &json!(1_250)));
}
