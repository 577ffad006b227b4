//! The running simulator: its thread, its address, its script and what it was asked.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method};
use tokio::sync::oneshot;

use crate::Scenario;
use crate::serve::{Shared, listen};

/// How a simulator is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulatorOptions {
    /// Who can reach it.
    pub access: Access,
    /// Which keys it accepts.
    pub keys: Keys,
    /// The port, or 0 for a free one.
    pub port: u16,
    /// How long it waits between two pieces of an ordinary answer.
    pub pace: Duration,
    /// How many requests it remembers, the latest ones.
    pub remembers: usize,
}

impl Default for SimulatorOptions {
    fn default() -> Self {
        Self {
            access: Access::Anyone,
            keys: Keys::Any,
            port: 0,
            pace: Duration::ZERO,
            remembers: 1_000,
        }
    }
}

impl SimulatorOptions {
    /// For looking around within the application: nobody else can find it, it wants no key,
    /// remembers nothing, and answers at the speed at which one reads along.
    pub fn private() -> Self {
        Self {
            access: Access::RandomPath,
            keys: Keys::None,
            port: 0,
            pace: Duration::from_millis(12),
            remembers: 0,
        }
    }
}

/// Who can reach a simulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Every program on this machine.
    Anyone,
    /// Those who know its URL, which holds 128 random bits.
    RandomPath,
}

/// Which keys a simulator accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Any, but there must be one, and it must not hold the word `invalid`.
    Any,
    /// No key is needed.
    None,
    /// This one alone.
    Only(String),
}

/// A request that a simulator was asked.
#[derive(Clone, Debug)]
pub struct RecordedRequest {
    /// Its method.
    pub method: Method,
    /// Its path, without the random part.
    pub path: String,
    /// Its query, without the question mark; empty where it has none.
    pub query: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

/// A running simulator, on a thread and a runtime of its own. It stops when it is dropped.
#[derive(Debug)]
pub struct Simulator {
    url: String,
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Simulator {
    /// Starts a simulator on a free port of 127.0.0.1.
    pub fn start(options: SimulatorOptions) -> std::io::Result<Self> {
        let prefix = match options.access {
            Access::Anyone => String::new(),
            Access::RandomPath => random_path()?,
        };
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let url = format!("http://{address}{prefix}");
        let shared = Arc::new(Shared::new(options, prefix));
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("simulator".to_owned()).spawn(move || {
            runtime.block_on(listen(listener, served, stopped));
            // Answers that hang on purpose hang no longer.
            runtime.shutdown_background();
        })?;
        Ok(Self { url, address, shared, stop: Some(stop), thread: Some(thread) })
    }

    /// Its base URL, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it was asked so far, oldest first.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        locked(&self.shared.requests).iter().cloned().collect()
    }

    /// How the next calls of `POST /v1/messages` are answered, one each. Once they are used up,
    /// words in the last message decide, and without such words the ordinary answer is given.
    pub fn script(&self, scenarios: impl IntoIterator<Item = Scenario>) {
        locked(&self.shared.script).extend(scenarios);
    }

    /// Forgets what it was asked, the files it keeps, and what is left of its script.
    pub fn reset(&self) {
        locked(&self.shared.requests).clear();
        self.shared.files.clear();
        locked(&self.shared.script).clear();
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It may have stopped already.
            let _sent = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

/// Requests and script, even if a thread that held them panicked: both are plain lists.
pub(crate) fn locked<T>(list: &Mutex<VecDeque<T>>) -> MutexGuard<'_, VecDeque<T>> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}

fn random_path() -> std::io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(bytes.iter().fold(String::from("/"), |path, byte| path + &format!("{byte:02x}")))
}
