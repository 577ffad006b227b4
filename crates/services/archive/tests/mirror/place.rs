//! A store with made-up conversations, and a mirror of it that runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use atelier_api::mirror::{ConfigureMirror, MirrorApi as _};
use atelier_archive::{KeepOut, Mirror};
use atelier_rpc::{Call, CallId, Change, Events, NoInput, Origin, Result};
use atelier_store::tables::{conversations, messages, mirror};
use atelier_store::{Durability, MasterKey, Slot, Store, Transaction};
use atelier_testkit::{History, Lexicon, MadeUp};
use atelier_vocabulary::{ConversationId, MirrorEvent, MirrorStatus, TitleSource};
use tempfile::TempDir;
use tokio::sync::{broadcast, mpsc};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A store with made-up conversations, and a mirror of it that runs.
pub(crate) struct Place {
    /// The conversations.
    pub(crate) ids: Vec<ConversationId>,
    mirror: Mirror,
    store: Store,
    changes: broadcast::Sender<Change>,
    clock: Arc<AtomicI64>,
    following: JoinHandle<()>,
    _data: TempDir,
}

/// How long the slowest machine may take for what is waited for.
const PATIENCE: Duration = Duration::from_secs(90);

fn call() -> Call {
    Call::new(CallId::new("test"), Origin::Window("main".into()), CancellationToken::new())
}

impl Place {
    /// One with so many conversations of ten messages each.
    pub(crate) async fn new(count: u32) -> Self {
        let data = tempfile::tempdir().unwrap();
        let key = MasterKey::random().unwrap();
        let store = Store::open(&data.path().join("atelier.db"), &key, 0).await.unwrap();
        let history =
            History { conversations: count, messages: count * 10, words: 30, ..History::default() };
        let made_up: Vec<MadeUp> = history.made_up(&Lexicon::new(500)).collect();
        let ids = made_up.iter().map(|it| it.conversation.id).collect();
        let fill = move |c: &Transaction<'_>| {
            for one in &made_up {
                conversations::insert(c, &one.conversation)?;
                for message in &one.messages {
                    messages::insert(c, message)?;
                }
                let (id, head) = (one.conversation.id, one.conversation.head_id.unwrap());
                conversations::set_head(c, id, head, one.conversation.updated_at)?;
            }
            Ok(())
        };
        store.write(Durability::Normal, fill).await.unwrap();
        let slot = Slot::empty("not yet");
        slot.put(store.clone());
        let (changes, _) = broadcast::channel(64);
        let clock = Arc::new(AtomicI64::new(1_790_000_000_000));
        let shown = Arc::clone(&clock);
        let keep_out = KeepOut { home: None, own: vec![data.path().to_owned()] };
        let tells = Arc::new(move || shown.load(Ordering::Relaxed));
        let mirror = Mirror::new(slot, tells, keep_out, changes.clone());
        let following = tokio::spawn(mirror.clone().follow());
        Self { ids, mirror, store, changes, clock, following, _data: data }
    }

    /// Keeps a folder up to date from now on.
    pub(crate) async fn configure(&self, folder: &Path) -> Result<MirrorStatus> {
        let folder = Some(folder.display().to_string());
        let configured = self.mirror.configure(call(), ConfigureMirror { folder }).await;
        self.changed("mirror.configure");
        configured
    }

    /// Looks at every file.
    pub(crate) async fn rebuild(&self) -> Result<()> {
        let (outlet, mut inlet) = mpsc::channel(64);
        let events = Events::<MirrorEvent>::new(outlet);
        let hear = async { while inlet.recv().await.is_some() {} };
        tokio::join!(self.mirror.rebuild(call(), NoInput {}, events), hear).0
    }

    pub(crate) async fn status(&self) -> MirrorStatus {
        self.mirror.status(call(), NoInput {}).await.unwrap()
    }

    /// Waits until the mirror is as it is wanted, and returns how it is.
    pub(crate) async fn until(&self, wanted: impl Fn(&MirrorStatus) -> bool) -> MirrorStatus {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let status = self.status().await;
            if wanted(&status) {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        panic!("{:?}", self.status().await);
    }

    pub(crate) async fn rename(&self, id: ConversationId, title: &str) {
        let title = title.to_owned();
        let now = self.now();
        let rename = move |c: &Transaction<'_>| {
            conversations::rename(c, id, &title, TitleSource::Person, now)
        };
        self.store.write(Durability::Full, rename).await.unwrap();
        self.changed("conversation.rename");
    }

    pub(crate) async fn archive(&self, id: ConversationId) {
        let at = Some(self.now());
        let archive = move |c: &Transaction<'_>| conversations::archive(c, id, at);
        self.store.write(Durability::Full, archive).await.unwrap();
        self.changed("shelf.archive");
    }

    /// What the file of a conversation is called.
    pub(crate) async fn name(&self, id: ConversationId) -> String {
        self.store.read(move |c| mirror::path(c, id)).await.unwrap().unwrap()
    }

    /// Lets it become later, so that what happens from now on can be told from what happened.
    pub(crate) fn tick(&self) {
        self.clock.fetch_add(1, Ordering::Relaxed);
    }

    /// The time.
    pub(crate) fn now(&self) -> i64 {
        self.clock.load(Ordering::Relaxed)
    }

    /// Stops the mirror, and closes the store.
    pub(crate) async fn end(self) {
        self.following.abort();
        drop(self.following.await);
        self.store.close().await.unwrap();
    }

    fn changed(&self, operation: &str) {
        let change = Change {
            tags: vec!["Conversations".to_owned()],
            operation: operation.to_owned(),
            origin: "test".to_owned(),
        };
        self.changes.send(change).unwrap();
    }
}

/// What the files of a folder hold, by their names, without what Atelier knows the folder by.
pub(crate) fn written(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|it| it.file_type().unwrap().is_file()).map(|it| {
        let name = it.file_name().into_string().unwrap();
        (name, fs::read(it.path()).unwrap())
    });
    files.filter(|(name, _)| name != ".atelier-mirror" && name != "filler").collect()
}
