//! A stream: however it is cut, it means the same.

use atelier_claude_wire::{Accumulator, Decoder, Progress, SseError, SseEvent, StreamEvent};

/// The events that came out, and why it went no further.
type Decoded = (Vec<(Vec<u8>, Vec<u8>)>, Result<(), SseError>);

/// Decodes and adds up `data` in one piece, byte by byte, and in pieces that it picks itself.
pub(crate) fn check(data: &[u8]) {
    let pieces = cut(data);
    let bytes: Vec<&[u8]> = data.chunks(1).collect();
    // The smaller limits are there to be met.
    for limit in [8, 64, atelier_claude_wire::EVENT_BYTES] {
        let whole = decode(&[data], limit);
        assert_eq!(decode(&pieces, limit), whole, "chunks change the events, limit {limit}");
        assert_eq!(decode(&bytes, limit), whole, "bytes change the events, limit {limit}");
        for (name, data) in &whole.0 {
            read_both_ways(name, data);
        }
    }
    let whole = add_up(&[data]);
    assert_eq!(add_up(&pieces), whole, "chunks change the message");
    assert_eq!(add_up(&bytes), whole, "bytes change the message");
    ended(data);
}

fn decode(chunks: &[&[u8]], limit: usize) -> Decoded {
    let mut decoder = Decoder::with_limit(limit);
    let mut events = Vec::new();
    let mut keep = |event: SseEvent<'_>| {
        events.push((event.name.to_vec(), event.data.to_vec()));
        Ok::<(), SseError>(())
    };
    let fed = chunks.iter().try_for_each(|chunk| decoder.feed(chunk, &mut keep));
    let fed = fed.and_then(|()| decoder.finish(&mut keep));
    (events, fed)
}

/// The way that is quick for a growing block says what the way for all events says.
fn read_both_ways(name: &[u8], data: &[u8]) {
    let slow = StreamEvent::parse(SseEvent { name: b"", data });
    let quick = StreamEvent::parse(SseEvent { name, data });
    if name == b"content_block_delta"
        && let (Ok(slow @ StreamEvent::BlockDelta { .. }), Ok(quick)) = (slow, quick)
    {
        assert_eq!(quick, slow, "a delta has two meanings");
    }
}

/// Everything that can be seen of the message that the chunks add up to.
fn add_up(chunks: &[&[u8]]) -> (Vec<Progress>, String) {
    let mut message = Accumulator::new();
    let mut progress = Vec::new();
    for chunk in chunks {
        message.feed(chunk, &mut progress);
    }
    message.finish(&mut progress);
    assert!(message.is_ended(), "a stream that has ended is not over");
    let blocks = message.blocks();
    for (index, block) in (0..).zip(&blocks) {
        assert_eq!(message.block(index).as_ref(), Some(block), "a block has two contents");
    }
    let seen = (
        (message.state(), blocks, message.usage(), message.raw_usage()),
        (message.stop_reason(), message.message(), message.unknown()),
    );
    let seen = format!("{seen:?}");
    (progress, seen)
}

/// What comes after the end of a stream changes nothing.
fn ended(data: &[u8]) {
    let mut message = Accumulator::new();
    let mut progress = Vec::new();
    message.feed(data, &mut progress);
    message.finish(&mut progress);
    let (seen, count) = (format!("{message:?}"), progress.len());
    message.feed(data, &mut progress);
    message.finish(&mut progress);
    message.interrupt();
    assert_eq!(format!("{message:?}"), seen, "what comes after the end changes the message");
    assert_eq!(progress.len(), count, "something happens after the end");
}

/// Cuts `data` at places that follow from what it holds.
fn cut(data: &[u8]) -> Vec<&[u8]> {
    let mut seed = data.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut chunks = Vec::new();
    let mut rest = data;
    while !rest.is_empty() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let length = usize::try_from((seed >> 33) % 24).unwrap_or_default();
        let (chunk, tail) = rest.split_at(length.min(rest.len()));
        chunks.push(chunk);
        rest = tail;
    }
    chunks
}
