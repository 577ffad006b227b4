//! `atelier serve`: what it prints, whom it lets in, how it ends.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

use crate::{home::Home, process::Running};

/// A server that runs, with what it printed.
pub(crate) struct Served {
    pub(crate) running: Running,
    pub(crate) base: String,
    pub(crate) token: String,
    pub(crate) page: String,
}

/// Starts a server on a free port, and waits until it says where.
pub(crate) fn serve(home: &Home, more: &[&str]) -> Served {
    let line: Vec<&str> =
        ["serve", "--port", "0"].into_iter().chain(more.iter().copied()).collect();
    let mut running = Running::start(&mut home.command(&line));
    running.close_stdin();
    let said = running.wait_out("Ctrl-C stops it.");
    let after =
        |mark: &str| said.split_once(mark).unwrap().1.split_whitespace().next().unwrap().to_owned();
    let (base, token) = (after("ANTHROPIC_BASE_URL="), after("ANTHROPIC_AUTH_TOKEN="));
    Served { running, base, token, page: after("Page ") }
}

/// Sends one request and returns the whole answer.
pub(crate) fn request(base: &str, token: Option<&str>, path: &str, body: &str) -> String {
    let host = base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let token = token.map(|it| format!("authorization: Bearer {it}\r\n")).unwrap_or_default();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\n{token}content-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn it_serves_who_has_the_token_and_ends_well() {
    let home = Home::new();
    let served = serve(&home, &[]);
    assert!(served.page.starts_with(&format!("{}/#token=", served.base)), "{}", served.page);
    let open = request(&served.base, Some(&served.token), "/api/conversation.list", "{}");
    assert!(open.starts_with("HTTP/1.1 200"), "{open}");
    let closed = request(&served.base, None, "/api/conversation.list", "{}");
    assert!(closed.starts_with("HTTP/1.1 401"), "{closed}");
    let secret = request(&served.base, Some(&served.token), "/api/secret.delete", "{}");
    assert!(secret.starts_with("HTTP/1.1 403"), "programs may not touch secrets: {secret}");
    let body = r#"{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}"#;
    let passed = request(&served.base, Some(&served.token), "/v1/messages", body);
    assert!(!passed.starts_with("HTTP/1.1 401"), "it adds the key: {passed}");
    assert!(!home.simulator.requests().is_empty(), "it reached the endpoint");
    served.running.interrupt();
    let ended = served.running.end();
    assert_eq!(ended.code, Some(0), "Ctrl-C is how a server is ended: {ended:?}");
    assert!(!ended.err.contains(&served.token), "the token is in no log");
}

#[test]
fn tokens_are_new_each_time_unless_given_and_in_no_file() {
    let home = Home::new();
    let first = serve(&home, &[]);
    let (token, page) = (first.token.clone(), first.page.clone());
    first.running.interrupt();
    assert_eq!(first.running.end().code, Some(0));
    let second = serve(&home, &[]);
    assert_ne!(second.token, token);
    assert_ne!(second.page, page);
    second.running.interrupt();
    assert_eq!(second.running.end().code, Some(0));
    for file in std::fs::read_dir(home.folder.path().join("data/logs")).into_iter().flatten() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap_or_default();
        assert!(!text.contains(&token) && !text.contains(&second.token), "a token is in a log");
    }
    let chosen = "0123456789abcdef0123456789abcdef";
    let mut command = home.command(&["serve", "--port", "0"]);
    let mut running = Running::start(command.env("ATELIER_TOKEN", chosen));
    running.close_stdin();
    let said = running.wait_out("Ctrl-C stops it.");
    assert!(said.contains(&format!("ANTHROPIC_AUTH_TOKEN={chosen}")), "{said}");
    assert!(!said.contains(&format!("#token={chosen}")), "the page's token is always a new one");
}

#[test]
fn without_a_display_the_page_is_only_printed() {
    let home = Home::new();
    let served = serve(&home, &["--open-page"]);
    served.running.wait_err("there is no display");
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}

#[test]
fn a_port_that_is_taken_is_an_error_with_a_hint() {
    let home = Home::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ended = home.run(&["serve", "--port", &port]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.err.contains(&port) && ended.err.contains("--port"), "{ended:?}");
}

#[test]
fn the_browser_gets_the_page_and_no_secret() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let bin = home.folder.path().join("bin");
    std::fs::create_dir(&bin).unwrap();
    let script = "#!/bin/sh\n{ echo \"arguments $*\"; cat \"$1\"; echo; env; } > \"$HOME/part\"\n\
                  mv \"$HOME/part\" \"$HOME/opened\"\n";
    std::fs::write(bin.join("xdg-open"), script).unwrap();
    std::fs::set_permissions(bin.join("xdg-open"), std::fs::Permissions::from_mode(0o700)).unwrap();
    let path = std::env::join_paths([bin.as_path(), "/usr/bin".as_ref(), "/bin".as_ref()]).unwrap();
    let mut command = home.command(&["serve", "--port", "0", "--open-page"]);
    command.env("PATH", path).env("DISPLAY", ":0").env("ATELIER_TOKEN", "t".repeat(32));
    let mut running = Running::start(&mut command);
    running.close_stdin();
    let said = running.wait_out("Ctrl-C stops it.");
    let page = said.split_whitespace().find(|word| word.contains("/#token=")).unwrap();
    let opened = home.folder.path().join("opened");
    let begun = std::time::Instant::now();
    while !opened.exists() {
        assert!(begun.elapsed() < crate::process::PATIENCE, "no browser was opened");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let seen = std::fs::read_to_string(&opened).unwrap();
    let arguments = seen.lines().next().unwrap();
    let file = arguments.strip_prefix("arguments ").unwrap().to_owned();
    assert!(!arguments.contains("token"), "anybody can read the arguments: {arguments}");
    assert!(seen.contains(&format!("url={page}\"")), "the file leads to the page: {seen}");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600, "only this person can read it");
    assert!(!seen.contains(crate::home::KEY) && !seen.contains("ATELIER_TOKEN"), "{seen}");
    running.interrupt();
    assert_eq!(running.end().code, Some(0));
    assert!(!std::path::Path::new(&file).exists(), "the file goes with the server");
}
