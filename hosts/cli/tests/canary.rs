//! A key that is saved, used three hundred times and left alone stays in no memory, file or answer.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test starts programs, reads their memory and fails by panicking"
)]
#![cfg(target_os = "linux")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use atelier_simulator::{Simulator, SimulatorOptions};
use tempfile::TempDir;

/// A key that no one has, of the shape and the length of a real one.
const CANARY: &str =
    "sk-ant-test-cAnArY-7fQ2mZr9xLw4KpTn8sVbHjD3gYc6RuEa1NoXi5WqBtSlMdPzGhJkFvCy0UeIrOaT-AA";
const CALLS: usize = 300;
/// Longer than a connection that is not used is kept.
const REST: Duration = Duration::from_secs(35);

/// The server under test; it ends with the value.
struct Server {
    child: Child,
    address: String,
    token: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Server {
    fn start(home: &Path, endpoint: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_atelier"))
            .args(["serve", "--port", "0"])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", home)
            .env("ATELIER_DATA", home.join("data"))
            .env("ATELIER_ENDPOINT", endpoint)
            .env("ATELIER_LOG", "debug")
            .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}/no-bus", home.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(home.join("stderr.log")).unwrap())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let page = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                let at = line.find("http://127.0.0.1:").filter(|_| line.contains("#token="))?;
                line.get(at..)?.split_whitespace().next().map(str::to_owned)
            })
            .unwrap();
        // Its output is read on, so that it never waits for room.
        std::thread::spawn(move || lines.for_each(drop));
        let (url, token) = page.split_once("/#token=").unwrap();
        let address = url.trim_start_matches("http://").to_owned();
        Self { child, address, token: token.to_owned() }
    }

    /// Calls an operation, and returns the whole response.
    fn call(&self, operation: &str, input: &str) -> String {
        let Self { address, token, .. } = self;
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let request = format!(
            "POST /api/{operation} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{input}",
            input.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        assert!(response.starts_with("HTTP/1.1 200"), "{operation}: {response}");
        response
    }
}

/// How often the canary, and either half of it, stands in the memory of a process.
fn in_memory(process: u32) -> [usize; 3] {
    let (front, back) = CANARY.split_at(CANARY.len() / 2);
    let mut memory = std::fs::File::open(format!("/proc/{process}/mem")).unwrap();
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut found = [0; 3];
    for line in maps.lines().filter(|line| line.split(' ').nth(1).unwrap().starts_with("rw")) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let number = |text| u64::from_str_radix(text, 16).unwrap();
        let mut bytes = vec![0; usize::try_from(number(to) - number(from)).unwrap()];
        memory.seek(SeekFrom::Start(number(from))).unwrap();
        // Some mappings cannot be read; they are the kernel's.
        if memory.read_exact(&mut bytes).is_err() {
            continue;
        }
        for (count, needle) in found.iter_mut().zip([CANARY, front, back]) {
            *count += occurrences(&bytes, needle.as_bytes());
        }
        if let Some(at) = bytes.windows(front.len()).position(|it| it == front.as_bytes()) {
            let around = bytes.get(at.saturating_sub(120)..at).unwrap_or_default();
            eprintln!("in {line}: after {:?}", String::from_utf8_lossy(around));
        }
    }
    found
}

fn occurrences(haystack: &[u8], needle: &[u8]) -> usize {
    haystack.windows(needle.len()).filter(|window| *window == needle).count()
}

/// Every file below the folder that holds the canary.
fn in_files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(in_files(&path));
        } else if let Ok(bytes) = std::fs::read(&path)
            && occurrences(&bytes, CANARY.as_bytes()) > 0
        {
            found.push(path.display().to_string());
        }
    }
    found
}

// rows: 3.079, 3.081, 3.140, 3.141, 4.093, 4.097
#[test]
fn a_key_leaves_no_trace() {
    let home = TempDir::new().unwrap();
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let server = Server::start(home.path(), simulator.url());
    let mut answers = String::new();
    answers += &server.call("secret.seal", r#"{"passphrase":"correct horse battery staple"}"#);
    answers += &server.call("secret.save", &format!(r#"{{"key":"{CANARY}"}}"#));
    answers += &server.call("secret.verify", "{}");
    let created = server.call("conversation.create", "{}");
    let id = created.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for _ in 0..CALLS {
        let input = format!(r#"{{"id":"{id}","text":"/simulate long 20"}}"#);
        answers += &server.call("conversation.send", &input);
    }
    answers += &server.call("secret.status", "{}");
    answers += &server.call("settings.get", "{}");
    let sent = simulator.requests().into_iter().rfind(|it| it.path.ends_with("/messages"));
    let sent = format!("{:?}", sent.unwrap().headers);
    assert!(sent.contains(CANARY), "the key was really used");
    assert!(!answers.contains(CANARY), "no answer holds the key");
    assert!(answers.contains(&CANARY[CANARY.len() - 4..]), "its last four characters are shown");
    assert_eq!(in_files(home.path()), Vec::<String>::new(), "no file holds the key");
    std::thread::sleep(REST);
    let [whole, front, back] = in_memory(server.child.id());
    eprintln!("in memory after {CALLS} calls and {REST:?}: {whole} whole, {front} + {back} halves");
    assert_eq!([whole, front, back], [0; 3], "no memory holds the key or half of it");
}
