//! Repositories of git's own making, and a server on loopback that hands them out as git's own does.

use std::io::{self, BufRead as _, BufReader, Read, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// A repository in a folder, made by the `git` of this computer. No setting of a person applies to it.
#[derive(Clone, Debug)]
pub struct Origin(PathBuf);

impl Origin {
    /// Makes an empty repository `name` in `root`, whose branch is `main`.
    pub fn new(root: &Path, name: &str) -> io::Result<Self> {
        let origin = Self(root.join(name));
        std::fs::create_dir_all(&origin.0)?;
        origin.git(&["init", "--quiet", "--initial-branch=main"], b"")?;
        Ok(origin)
    }

    /// Writes files and commits them, with all that lies in the folder. Returns the commit.
    pub fn commit(&self, files: &[(&str, &str)]) -> io::Result<String> {
        for (path, text) in files {
            let path = self.0.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(&self.0))?;
            std::fs::File::create(path)?.write_all(text.as_bytes())?;
        }
        self.git(&["add", "--all"], b"")?;
        self.git(&["commit", "--quiet", "--allow-empty", "--message=More"], b"")?;
        self.text(&["rev-parse", "HEAD"], b"")
    }

    /// Writes an object as it stands, whatever it holds. Returns its id.
    pub fn object(&self, kind: &str, bytes: &[u8]) -> io::Result<String> {
        self.text(&["hash-object", "-t", kind, "--literally", "-w", "--stdin"], bytes)
    }

    /// Lets `main` be a commit of the tree `tree`, an id. Returns the commit.
    pub fn publish(&self, tree: &str) -> io::Result<String> {
        let commit = self.text(&["commit-tree", tree, "-m", "Made by hand"], b"")?;
        self.git(&["update-ref", "refs/heads/main", &commit], b"")?;
        Ok(commit)
    }

    /// Runs git in it and returns what it says.
    pub fn git(&self, args: &[&str], input: &[u8]) -> io::Result<Vec<u8>> {
        run(git(&self.0).args(args), input)
    }

    fn text(&self, args: &[&str], input: &[u8]) -> io::Result<String> {
        let said = self.git(args, input)?;
        Ok(String::from_utf8_lossy(&said).trim().to_owned())
    }
}

/// A server on loopback that hands out the repositories below a folder. It ends with the value.
#[derive(Debug)]
pub struct GitServer {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl GitServer {
    /// Starts it for what lies in `root`.
    pub fn start(root: &Path) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let server = Self {
            address: listener.local_addr()?,
            requests: Arc::default(),
            over: Arc::default(),
        };
        let (root, over) = (root.to_owned(), Arc::clone(&server.over));
        let requests = Arc::clone(&server.requests);
        std::thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                requests.fetch_add(1, Ordering::SeqCst);
                let root = root.clone();
                // Whoever asked sees it when it fails.
                std::thread::spawn(move || drop(answer(&root, stream)));
            }
        });
        Ok(server)
    }

    /// The address of the repository `name`.
    pub fn url(&self, name: &str) -> String {
        format!("http://{}/{name}", self.address)
    }

    /// How many requests have come.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for GitServer {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

/// Answers one request as git's own program for it says.
fn answer(root: &Path, stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut from = BufReader::new(stream.try_clone()?);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let header = |name: &str| {
        let found = lines.iter().filter_map(|line| line.split_once(':'));
        found.filter(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.trim().to_owned()).next()
    };
    let mut first = lines.first().map(String::as_str).unwrap_or_default().split(' ');
    let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let length = header("content-length").and_then(|it| it.parse().ok()).unwrap_or(0_u64);
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body)?;
    let mut backend = git(root);
    backend
        .arg("http-backend")
        .env("GIT_PROJECT_ROOT", root)
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("REQUEST_METHOD", method)
        .env("PATH_INFO", path)
        .env("QUERY_STRING", query)
        .env("CONTENT_TYPE", header("content-type").unwrap_or_default())
        .env("CONTENT_LENGTH", length.to_string())
        .env("REMOTE_ADDR", "127.0.0.1");
    let said = run(&mut backend, &body)?;
    let end = said.windows(4).position(|it| it == b"\r\n\r\n").unwrap_or(said.len());
    let (head, rest) = said.split_at(end);
    let head = String::from_utf8_lossy(head);
    let status = head.lines().find_map(|it| it.strip_prefix("Status: ")).unwrap_or("200 OK");
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {status}\r\nconnection: close\r\n")?;
    for line in head.lines().filter(|line| !line.starts_with("Status:")) {
        write!(stream, "{line}\r\n")?;
    }
    let body = rest.strip_prefix(b"\r\n\r\n").unwrap_or_default();
    write!(stream, "content-length: {}\r\n\r\n", body.len())?;
    stream.write_all(body)
}

/// Git, without anybody's settings.
fn git(folder: &Path) -> Command {
    #[expect(clippy::disallowed_methods, reason = "the git of this computer plays the server")]
    let mut git = Command::new("git");
    for name in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{name}_NAME"), "Somebody")
            .env(format!("GIT_{name}_EMAIL"), "somebody@example.org")
            .env(format!("GIT_{name}_DATE"), "2026-01-02T03:04:05Z");
    }
    git.current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", folder.join("no settings"))
        .env("GIT_CONFIG_COUNT", "2")
        .env("GIT_CONFIG_KEY_0", "safe.directory")
        .env("GIT_CONFIG_VALUE_0", "*")
        .env("GIT_CONFIG_KEY_1", "uploadpack.allowFilter")
        .env("GIT_CONFIG_VALUE_1", "true")
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_WORK_TREE");
    git
}

fn run(command: &mut Command, input: &[u8]) -> io::Result<Vec<u8>> {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn()?;
    let mut stdin = child.stdin.take();
    let input = input.to_vec();
    let feeding = std::thread::spawn(move || match &mut stdin {
        Some(stdin) => stdin.write_all(&input),
        None => Ok(()),
    });
    let output = child.wait_with_output()?;
    // A program that needs no more does not read on.
    drop(feeding.join());
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
}
