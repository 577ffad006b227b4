//! Lines of any bytes, however they arrive, are read or refused.

use std::time::Duration;

use atelier_rpc::{Code, Error};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt as _, BufReader};

use super::{Answer, Ask, Door, Filled, fill, parse, read, write};
use crate::room::Room;

/// Sends `bytes` in pieces, then ends the connection, and reads an ask out of it.
async fn asked(bytes: &[u8], piece: usize) -> std::io::Result<Option<Ask>> {
    let (mut guest, owner) = tokio::io::duplex(64);
    let room = Room::new(Duration::from_secs(20));
    let mut reader = BufReader::with_capacity(32, owner);
    let send = async move {
        for piece in bytes.chunks(piece) {
            // The owner may have refused and left already.
            if guest.write_all(piece).await.is_err() {
                break;
            }
        }
    };
    tokio::join!(send, async move { room.ask(&mut reader).await }).1
}

fn now<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn kind(outcome: std::io::Result<Option<Ask>>) -> std::io::ErrorKind {
    outcome.unwrap_err().kind()
}

#[test]
fn what_is_no_request_is_refused() {
    use std::io::ErrorKind::{InvalidData, UnexpectedEof};
    let deep = format!("{{\"name\":\"n\",\"door\":\"cli\",\"input\":{}", "[".repeat(4_000));
    for (line, expected) in [
        (&b"\n"[..], UnexpectedEof),
        (b"\0\0\0\0\n", InvalidData),
        (b"garbage\n", InvalidData),
        (b"{\"name\":\"n\",\"door\":\"cli\",\"input\":1}", InvalidData),
        (b"{\"name\":\"n\",\"door\":\"cli\",\"input\":\n1}\n", UnexpectedEof),
        (b"{\"name\":\"n\",\"door\":\"cli\",\"input\":1}}\n", InvalidData),
        (b"{\"name\":\"n\",\"door\":\"root\",\"input\":1}\n", InvalidData),
        (b"{\"name\":7,\"door\":\"cli\",\"input\":1}\n", InvalidData),
        (b"{\"door\":\"cli\",\"input\":1}\n", InvalidData),
        (b"{\"name\":\"\xff\xfe\",\"door\":\"cli\",\"input\":1}\n", InvalidData),
        (b"{\"name\":\"n\",\"name\":\"n\",\"door\":\"cli\",\"input\":1}\n", InvalidData),
        (format!("{deep}\n").as_bytes(), InvalidData),
    ] {
        for piece in [1, 7, line.len()] {
            let outcome = now(asked(line, piece));
            assert_eq!(kind(outcome), expected, "{}", String::from_utf8_lossy(line));
        }
    }
    assert!(now(asked(b"", 1)).unwrap().is_none(), "nothing is no request, and no fault");
}

#[test]
fn a_line_that_never_ends_is_refused_with_little_of_it_held() {
    let outcome = now(asked(&vec![b' '; 6 << 20], 64 << 10));
    assert_eq!(kind(outcome), std::io::ErrorKind::InvalidData);
    let mut line = Vec::new();
    let mut endless = BufReader::new(tokio::io::repeat(b'x'));
    let filled = now(fill(&mut endless, &mut line, 10_000)).unwrap();
    assert_eq!((filled, line.len()), (Filled::Part, 10_000));
    assert!(line.capacity() <= 40_000, "{} bytes are held", line.capacity());
}

#[test]
fn large_requests_pass_and_wait_for_each_other() {
    let large = json!({ "name": "n", "door": "page", "input": "x".repeat(3 << 20) });
    let line = format!("{large}\n").into_bytes();
    let ask = now(asked(&line, 64 << 10)).unwrap().unwrap();
    assert_eq!(ask.input, large["input"]);
    now(async {
        let room = Room::new(Duration::from_millis(300));
        let (mut stuck, mut ends) = (Vec::new(), Vec::new());
        // Two that stop in the middle hold all the room there is for large ones…
        for _ in 0..2 {
            let (mut guest, owner) = tokio::io::duplex(1 << 20);
            guest.write_all(&line[..100_000]).await.unwrap();
            ends.push(guest);
            stuck.push(owner);
        }
        let mut stuck: Vec<_> = stuck.into_iter().map(BufReader::new).collect();
        let (one, two) = stuck.split_at_mut(1);
        let (one, two) = (&mut one[0], &mut two[0]);
        let small = async {
            let ask = b"{\"name\":\"n\",\"door\":\"cli\",\"input\":null}\n";
            room.ask(&mut BufReader::new(&ask[..])).await.unwrap().unwrap().name
        };
        let (one, two, small) = tokio::join!(room.ask(one), room.ask(two), small);
        assert_eq!(small, "n", "a small one is not kept waiting");
        // …until their time is over.
        for outcome in [one, two] {
            assert_eq!(kind(outcome), std::io::ErrorKind::TimedOut);
        }
        assert!(room.ask(&mut BufReader::new(&line[..])).await.unwrap().is_some());
    });
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "(?s).{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(".{0,6}", inner, 0..4)
                .prop_map(|fields| fields.into_iter().collect()),
        ]
    })
}

/// Bytes that are random, or a request with some of it cut, changed or doubled.
fn frames() -> impl Strategy<Value = Vec<u8>> {
    let near = (values(), any::<prop::sample::Index>(), any::<u8>(), 0..4_u8).prop_map(
        |(input, place, byte, how)| {
            let ask = json!({ "name": "n", "door": "http", "input": input });
            let mut line = format!("{ask}\n").into_bytes();
            let place = place.index(line.len());
            match how {
                0 => line.truncate(place),
                1 => line[place] = byte,
                2 => line.insert(place, byte),
                _ => line.extend_from_within(place..),
            }
            line
        },
    );
    prop_oneof![prop::collection::vec(any::<u8>(), 0..200), near]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_bytes_mean_the_same_however_they_arrive(frame in frames(), piece in 1..40_usize) {
        let seen = |outcome: std::io::Result<Option<Ask>>| format!("{outcome:?}");
        let whole = now(asked(&frame, frame.len().max(1)));
        let first = frame.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        if let Ok(Some(ask)) = &whole {
            prop_assert_eq!(&parse::<Ask>(first).unwrap().input, &ask.input, "the first line alone");
        }
        prop_assert_eq!(seen(now(asked(&frame, piece))), seen(whole));
    }

    #[test]
    fn what_is_written_is_read(input in values(), events in prop::collection::vec(values(), 0..4)) {
        let ask = Ask { name: "a.b".to_owned(), input: input.clone(), door: Door::Page };
        now(async {
            let mut line = Vec::new();
            write(&mut line, &ask).await.unwrap();
            assert_eq!(line.split_inclusive(|byte| *byte == b'\n').count(), 1, "one line each");
            assert_eq!(asked(&line, 5).await.unwrap().unwrap().input, input);
            let mut lines = Vec::new();
            for event in &events {
                write(&mut lines, &Answer::Event(event.clone())).await.unwrap();
            }
            let error = Error::new(Code::Locked, "it is\nlocked").with_hint("unlock it");
            write(&mut lines, &Answer::Failed(error.clone())).await.unwrap();
            let mut reader = BufReader::new(&lines[..]);
            for event in &events {
                let read = read::<Answer>(&mut reader).await.unwrap();
                assert!(matches!(read, Some(Answer::Event(read)) if read == *event));
            }
            let last = read::<Answer>(&mut reader).await.unwrap();
            assert!(matches!(last, Some(Answer::Failed(read)) if read == error));
            assert!(read::<Answer>(&mut reader).await.unwrap().is_none());
        });
    }
}
