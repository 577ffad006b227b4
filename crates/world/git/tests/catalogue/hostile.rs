//! Servers that stall, lie, lead elsewhere or break off.

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use atelier_git::{GitError, Limits};

use crate::common::{ADVERT, RESULT, advert, packet, reply, result, sends, server, snapshot};

const COMMIT: &str = "0123456789012345678901234567890123456789";

async fn error(url: &str) -> GitError {
    snapshot(url, Limits::default()).await.unwrap_err()
}

/// A server that answers every question with this.
fn says(head: &'static str) -> String {
    server(move |_, stream| {
        let _gone = stream.write_all(head.as_bytes());
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_git_server_is_called_so() {
    let page = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>";
    assert!(matches!(error(&says(page)).await, GitError::NotGit));
    let bare = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n0000";
    assert!(matches!(error(&says(bare)).await, GitError::NotGit));
    let locked = "HTTP/1.1 401 No\r\nwww-authenticate: Basic\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    assert!(matches!(error(&says(locked)).await, GitError::NotPublic { status: 401 }));
    let fallen = "HTTP/1.1 503 Later\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    assert!(matches!(error(&says(fallen)).await, GitError::Status { status: 503 }));
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}/themes", closed.local_addr().unwrap());
    drop(closed);
    let gone = error(&nobody).await;
    assert!(matches!(gone, GitError::Unreachable { .. }), "{gone}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_followed_on_the_same_host_alone() {
    let trap = TcpListener::bind("127.0.0.1:0").unwrap();
    let other = trap.local_addr().unwrap();
    trap.set_nonblocking(true).unwrap();
    for to in [
        format!("http://{other}/x/info/refs?service=git-upload-pack"),
        "https://example.org/x/info/refs?service=git-upload-pack".to_owned(),
        "file:///etc/passwd".to_owned(),
        "/login?next=/x/info/refs".to_owned(),
        "/x/info/refs".to_owned(),
        "//example.org/info/refs?service=git-upload-pack".to_owned(),
    ] {
        let url = server(move |_, stream| {
            redirect(stream, 302, &to);
        });
        assert!(matches!(error(&url).await, GitError::Elsewhere { .. }));
    }
    assert!(trap.accept().is_err(), "nobody else was asked");
    let around = server(|_, stream| {
        let to = "/x/info/refs?service=git-upload-pack";
        redirect(stream, 302, to);
    });
    assert!(matches!(error(&around).await, GitError::Elsewhere { .. }), "not for ever");
    let moved = server(|request, stream| {
        if request.starts_with("GET /moved/") {
            reply(stream, ADVERT, b"001e# service=git-upload-pack\n0000000dERR moved0000");
        } else {
            let to = "/moved/info/refs?service=git-upload-pack";
            redirect(stream, 301, to);
        }
    });
    let said = error(&moved).await;
    assert!(matches!(&said, GitError::Refused { message } if message == "moved"), "{said}");
    let later = server(|request, stream| {
        if request.starts_with("GET ") {
            reply(stream, ADVERT, &advert(COMMIT));
        } else {
            let to = "/other/git-upload-pack";
            redirect(stream, 307, to);
        }
    });
    assert!(
        matches!(error(&later).await, GitError::Elsewhere { .. }),
        "what is asked is not sent on"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_advertisement_that_makes_no_sense_is_refused() {
    let zero = "0".repeat(40);
    let able = "side-band-64k ofs-delta shallow";
    let line = |text: String| [packet(text.as_bytes()), b"0000".to_vec()].concat();
    let wide = format!("{} HEAD\0{able} object-format=sha256\n", "a".repeat(64));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("cut", b"0040abc".to_vec()),
        ("no length", b"zzzz".to_vec()),
        ("short length", b"0003".to_vec()),
        ("long length", [b"ffff".to_vec(), vec![b'x'; 70_000]].concat()),
        ("nothing", b"00000000".to_vec()),
        ("no capability", line(format!("{zero} capabilities^{{}}\0{able}\n"))),
        ("no id", line(format!("{} HEAD\0{able}\n", "x".repeat(40)))),
        ("short id", line(format!("abc HEAD\0{able}\n"))),
        ("wide id", line(wide)),
        ("old form", line(format!("{COMMIT} HEAD\0shallow\n"))),
        ("binary", [packet(&[0xff; 900]), b"0000".to_vec()].concat()),
        ("words", line("ERR \u{1b}[31mgo\u{202e} away\n".to_owned())),
    ];
    for (what, body) in cases {
        let url = server(move |_, stream| reply(stream, ADVERT, &body));
        let error = error(&url).await;
        let told = error.to_string();
        assert!(!told.contains(['\u{1b}', '\u{202e}']), "{what}: {told:?}");
        assert!(
            matches!(
                error,
                GitError::Truncated
                    | GitError::Malformed { .. }
                    | GitError::Empty
                    | GitError::NoHead
                    | GitError::NotGit
                    | GitError::Sha256
                    | GitError::Refused { .. }
            ),
            "{what}: {error:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_breaks_off_or_belongs_to_nothing_is_refused() {
    let whole = result(b"PACK\0\0\0\x02\0\0\0\0........");
    for cut in [0, 3, 9, whole.len() - 4] {
        let part = whole[..cut].to_vec();
        let url = server(move |request, stream| {
            if request.starts_with("GET ") {
                reply(stream, ADVERT, &advert(COMMIT));
            } else {
                reply(stream, RESULT, &part);
            }
        });
        assert!(matches!(error(&url).await, GitError::Truncated), "cut at {cut}");
    }
    let less_than_said = server(|request, stream| {
        if request.starts_with("GET ") {
            reply(stream, ADVERT, &advert(COMMIT));
        } else {
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/x-git-upload-pack-result\r\n\
                        content-length: 100000\r\n\r\n0008NAK\n";
            let _gone = stream.write_all(head.as_bytes());
        }
    });
    assert!(matches!(error(&less_than_said).await, GitError::Truncated));
    for (body, refused) in [
        ([packet(b"NAK\n"), packet(b"\x03no room\n")].concat(), true),
        ([packet(b"NAK\n"), packet(b"\x09?"), b"0000".to_vec()].concat(), false),
        ([packet(b"NAK\n"), packet(b""), b"0000".to_vec()].concat(), false),
        ([packet(b"PACK"), b"0000".to_vec()].concat(), false),
    ] {
        let url = server(move |request, stream| {
            if request.starts_with("GET ") {
                reply(stream, ADVERT, &advert(COMMIT));
            } else {
                reply(stream, RESULT, &body);
            }
        });
        let error = error(&url).await;
        assert_eq!(matches!(error, GitError::Refused { .. }), refused, "{error}");
        assert_eq!(matches!(error, GitError::Malformed { .. }), !refused, "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stalls_or_never_ends_is_left() {
    let short = Limits {
        silence: Duration::from_millis(300),
        time: Duration::from_millis(900),
        ..Limits::default()
    };
    let mute = server(|_, _| std::thread::sleep(Duration::from_secs(3)));
    let begun = Instant::now();
    assert!(matches!(snapshot(&mute, short).await, Err(GitError::Silent { .. })));
    let half = server(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/x-git-upload-pack-advertisement\r\n\
                    content-length: 999\r\n\r\n001e#";
        let _gone = stream.write_all(head.as_bytes());
        std::thread::sleep(Duration::from_secs(3));
    });
    assert!(matches!(snapshot(&half, short).await, Err(GitError::Silent { .. })));
    let drip = server(|_, stream| {
        let head =
            "HTTP/1.1 200 OK\r\ncontent-type: application/x-git-upload-pack-advertisement\r\n\r\n";
        let _gone = stream.write_all(head.as_bytes());
        while stream.write_all(b"0").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    assert!(matches!(snapshot(&drip, short).await, Err(GitError::TooSlow { .. })));
    let endless = server(|_, stream| {
        let head =
            "HTTP/1.1 200 OK\r\ncontent-type: application/x-git-upload-pack-advertisement\r\n\r\n";
        let _gone = stream.write_all(head.as_bytes());
        let much = vec![b'0'; 65_536];
        while stream.write_all(&much).is_ok() {}
    });
    let small = Limits { received: 1 << 20, ..Limits::default() };
    assert!(matches!(snapshot(&endless, small).await, Err(GitError::TooMuch { .. })));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_without_the_commit_that_was_claimed_is_refused() {
    // An empty pack, with the checksum that belongs to it.
    let empty = b"PACK\0\0\0\x02\0\0\0\0\x02\x9d\x08\x82\x3b\xd8\xa8\xea\xb5\x10\xad\x6a\xc7\x5c\x82\x3c\xfd\x3e\xd3\x1e";
    let error = error(&sends(COMMIT, empty.to_vec())).await;
    assert!(matches!(error, GitError::Objects { .. }), "{error}");
}

/// Sends whoever asks elsewhere, and lets the connection go.
fn redirect(stream: &mut TcpStream, status: u16, to: &str) {
    let _gone = write!(
        stream,
        "HTTP/1.1 {status} Go\r\nlocation: {to}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    );
}
