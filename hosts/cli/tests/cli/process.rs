//! A running program: its output as it comes, its signals, its end. Every wait is bounded.

use std::{
    io::{Read, Write as _},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Condvar, Mutex},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

/// The longest that anything may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// How a program ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its exit code; none if a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it wrote to standard output.
    pub(crate) out: String,
    /// What it wrote to standard error.
    pub(crate) err: String,
}

/// A running program. It is killed when it is dropped.
pub(crate) struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    out: Pipe,
    err: Pipe,
}

impl Running {
    /// Starts a program whose output is read as it comes.
    pub(crate) fn start(command: &mut Command) -> Self {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let out = Pipe::read(child.stdout.take().unwrap());
        let err = Pipe::read(child.stderr.take().unwrap());
        let stdin = child.stdin.take();
        Self { child, stdin, out, err }
    }

    /// Writes to its standard input.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    /// Ends its standard input.
    pub(crate) fn close_stdin(&mut self) {
        self.stdin = None;
    }

    /// Waits until its standard output holds `text`, and returns all of it so far.
    pub(crate) fn wait_out(&self, text: &str) -> String {
        self.out.wait(text)
    }

    /// Waits until its standard error holds `text`, and returns all of it so far.
    pub(crate) fn wait_err(&self, text: &str) -> String {
        self.err.wait(text)
    }

    /// Presses Ctrl-C.
    pub(crate) fn interrupt(&self) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, Signal::INT).unwrap();
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> Ended {
        self.stdin = None;
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end: {:?}", self.out.wait(""));
            std::thread::sleep(Duration::from_millis(5));
        };
        Ended { code: status.code(), out: self.out.whole(), err: self.err.whole() }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already, as a rule.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What a program has written so far, and whether it has closed the pipe.
#[derive(Clone)]
struct Pipe(Arc<(Mutex<Written>, Condvar)>);

/// What was written so far, and whether that is all.
type Written = (Vec<u8>, bool);

impl Pipe {
    fn read(mut source: impl Read + Send + 'static) -> Self {
        let pipe = Self(Arc::default());
        let writer = pipe.clone();
        std::thread::spawn(move || {
            let mut chunk = [0_u8; 4096];
            loop {
                let count = source.read(&mut chunk).unwrap_or(0);
                let (state, changed) = &*writer.0;
                let mut state = state.lock().unwrap();
                state.0.extend_from_slice(&chunk[..count]);
                state.1 = count == 0;
                changed.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        pipe
    }

    fn wait(&self, text: &str) -> String {
        let holds = |state: &Written| String::from_utf8_lossy(&state.0).contains(text);
        self.until(|state| holds(state) || state.1, |state| holds(state), text)
    }

    fn whole(&self) -> String {
        self.until(|state| state.1, |state| state.1, "the end of its output")
    }

    fn until(
        &self,
        enough: impl Fn(&Written) -> bool,
        right: impl Fn(&Written) -> bool,
        what: &str,
    ) -> String {
        let (state, changed) = &*self.0;
        let state = state.lock().unwrap();
        let waited = changed.wait_timeout_while(state, PATIENCE, |state| !enough(state));
        let (state, _) = waited.unwrap();
        let text = String::from_utf8_lossy(&state.0).into_owned();
        assert!(right(&state), "{what:?} does not come: {text:?}");
        text
    }
}
