//! Server-sent events: what they mean, and that any chunking means the same.

#![expect(clippy::unwrap_used, reason = "what is written here is known to be good")]

use atelier_claude_wire::{Decoder, SseError, SseEvent};
use expect_test::expect;
use proptest::prelude::*;

/// A stream with every oddity that is allowed: a mark, comments, the three line ends, several data
/// lines, fields without a colon or a space, text of four bytes a character, and no end.
const ODD: &str = "\u{feff}event: message_start\ndata: {\"type\":\"message_start\"}\n\n\
: a comment\n\nevent:ping\r\ndata:{}\r\n\r\n\
event: content_block_delta\rdata: {\"text\":\rdata: \"naïve 😀 — 漢字\"}\r\rid: 7\nretry: 10\n\n\
data\n\nevent: only a name\n\n\u{feff}data: after a mark\nevent: last: name\n\nevent: message_stop\ndata: {}";

/// The same oddities in fewer bytes, for a test that reads them a hundred thousand times.
const SHORT: &str = "\u{feff}event: a\ndata: {\"t\":1}\n\n: no\n\nevent:b\r\ndata:{}\r\n\r\n\
event: c\rdata: [\rdata: \"é😀漢\"]\r\rid: 7\n\ndata\n\n\u{feff}data: m\n\nevent: z\ndata: {}";

type Owned = Vec<(String, String)>;

fn decode(chunks: &[&[u8]]) -> Result<Owned, SseError> {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for chunk in chunks {
        decoder.feed(chunk, |event| {
            events.push((text(event.name), text(event.data)));
            Ok::<_, SseError>(())
        })?;
    }
    decoder.finish(|event| {
        events.push((text(event.name), text(event.data)));
        Ok::<_, SseError>(())
    })?;
    Ok(events)
}

/// Cuts `bytes` at places that a small generator draws from `seed`.
fn cut(bytes: &[u8], mut seed: u64) -> Vec<&[u8]> {
    let mut chunks = Vec::new();
    let mut rest = bytes;
    // One seed cuts into single bytes now and then, another into long pieces.
    let longest = 1 + (seed >> 7) % 64;
    while !rest.is_empty() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let length = 1 + usize::try_from((seed >> 33) % longest).unwrap();
        let (chunk, tail) = rest.split_at(length.min(rest.len()));
        chunks.push(chunk);
        rest = tail;
    }
    chunks
}

#[test]
fn events_are_read_as_the_official_clients_read_them() {
    let events = decode(&[ODD.as_bytes()]).unwrap();
    expect![[r#"
        [
            (
                "message_start",
                "{\"type\":\"message_start\"}",
            ),
            (
                "ping",
                "{}",
            ),
            (
                "content_block_delta",
                "{\"text\":\n\"naïve 😀 — 漢字\"}",
            ),
            (
                "",
                "",
            ),
            (
                "last: name",
                "after a mark",
            ),
            (
                "message_stop",
                "{}",
            ),
        ]
    "#]]
    .assert_debug_eq(&events);
}

#[test]
fn a_hundred_thousand_chunkings_give_equal_events() {
    let transcript = |chunks: &[&[u8]], text: &mut Vec<u8>| {
        text.clear();
        let mut write = |event: SseEvent<'_>| {
            for part in [event.name, b"\0", event.data, b"\0"] {
                text.extend_from_slice(part);
            }
            Ok::<_, SseError>(())
        };
        let mut decoder = Decoder::default();
        for chunk in chunks {
            decoder.feed(chunk, &mut write).unwrap();
        }
        decoder.finish(&mut write).unwrap();
    };
    let (mut whole, mut pieces) = (Vec::new(), Vec::new());
    transcript(&[SHORT.as_bytes()], &mut whole);
    for seed in 0..100_000_u64 {
        let seed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        transcript(&cut(SHORT.as_bytes(), seed), &mut pieces);
        assert!(pieces == whole, "the chunking of seed {seed} differs");
    }
}

#[test]
fn every_single_cut_gives_equal_events() {
    let whole = decode(&[ODD.as_bytes()]).unwrap();
    for place in 0..=ODD.len() {
        let (left, right) = ODD.as_bytes().split_at(place);
        assert_eq!(decode(&[left, right]).unwrap(), whole, "a cut at {place} differs");
    }
}

#[test]
fn an_event_over_the_limit_ends_the_decoding_in_any_chunking() {
    let body = format!("data: small\n\ndata: {}\n\ndata: never\n\n", "x".repeat(200));
    for size in [1, 7, 64, 150, 1_000] {
        let mut decoder = Decoder::with_limit(128);
        let mut seen = Vec::new();
        let outcome = body.as_bytes().chunks(size).try_for_each(|chunk| {
            decoder.feed(chunk, |event| {
                seen.push(event.data.to_vec());
                Ok(())
            })
        });
        assert_eq!(outcome, Err(SseError::EventTooLarge { limit: 128 }), "in chunks of {size}");
        assert_eq!(seen, [b"small".to_vec()], "in chunks of {size}");
    }
}

#[test]
fn comments_without_end_take_no_memory() {
    let mut decoder = Decoder::with_limit(64);
    for _ in 0..10_000 {
        decoder
            .feed(b": keep-alive\n", |_| Err(SseError::EventTooLarge { limit: 0 }))
            .expect("a comment is no event and has no length");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_in_any_chunking_give_equal_events(
        bytes in proptest::collection::vec(
            prop_oneof![Just(b'\n'), Just(b'\r'), Just(b':'), Just(b' '), Just(b'd'), any::<u8>()],
            0..300,
        ),
        seed in any::<u64>(),
    ) {
        prop_assert_eq!(decode(&cut(&bytes, seed)), decode(&[&bytes]));
    }

    #[test]
    fn field_lines_in_any_chunking_give_equal_events(
        lines in proptest::collection::vec(
            (prop_oneof![
                Just("data: a"), Just("data:b"), Just("data"), Just("event: e"), Just("event"),
                Just(": c"), Just(""), Just("\u{feff}data: d"), Just("other: f"),
            ], prop_oneof![Just("\n"), Just("\r"), Just("\r\n")]),
            0..40,
        ),
        seed in any::<u64>(),
    ) {
        let text: String = lines.iter().flat_map(|(line, end)| [*line, *end]).collect();
        prop_assert_eq!(decode(&cut(text.as_bytes(), seed)), decode(&[text.as_bytes()]));
    }
}
