//! Packs that say one thing and hold another, and small ones that would become large.

use std::io::Write as _;
use std::time::{Duration, Instant};

use atelier_git::{GitError, Limits};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use crate::common::{sends, snapshot};

const COMMIT: &str = "0123456789012345678901234567890123456789";

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The head of an object: its kind, and how large it says it is.
fn head(kind: u8, size: u64) -> Vec<u8> {
    let mut head = vec![kind << 4 | u8::try_from(size & 15).unwrap()];
    rest(&mut head, size >> 4);
    head
}

/// The bytes of a number after its first ones.
fn rest(head: &mut Vec<u8>, mut more: u64) {
    while more > 0 {
        *head.last_mut().unwrap() |= 128;
        head.push(u8::try_from(more & 127).unwrap());
        more >>= 7;
    }
}

fn number(value: u64) -> Vec<u8> {
    let mut bytes = vec![u8::try_from(value & 127).unwrap()];
    rest(&mut bytes, value >> 7);
    bytes
}

fn pack(count: u32, objects: &[Vec<u8>]) -> Vec<u8> {
    let mut pack = b"PACK\0\0\0\x02".to_vec();
    pack.extend(count.to_be_bytes());
    pack.extend(objects.concat());
    pack.extend([0; 20]);
    pack
}

fn object(kind: u8, bytes: &[u8]) -> Vec<u8> {
    [head(kind, bytes.len() as u64), packed(bytes)].concat()
}

async fn error(pack: Vec<u8>) -> GitError {
    snapshot(&sends(COMMIT, pack), Limits::default()).await.unwrap_err()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_pack_that_would_become_large_is_refused_unread() {
    let begun = Instant::now();
    let mib = vec![0; 1 << 20];
    let many: Vec<Vec<u8>> = std::iter::repeat_n(object(3, &mib), 300).collect();
    let bomb = pack(300, &many);
    assert!(bomb.len() < 400 << 10, "{}", bomb.len());
    let huge = [head(3, 1 << 40), packed(&mib)].concat();
    let copies = [number(1 << 20), number(1 << 40), vec![0x90, 1]].concat();
    let delta = [head(6, copies.len() as u64), vec![1], packed(&copies)].concat();
    let wide: Vec<Vec<u8>> = std::iter::repeat_n(
        [
            head(7, 13),
            vec![0; 20],
            packed(&[number(1 << 20), number(15 << 20), vec![0; 6]].concat()),
        ]
        .concat(),
        20,
    )
    .collect();
    for (what, pack) in [
        ("many", bomb),
        ("huge", pack(1, &[huge])),
        ("delta", pack(2, &[object(3, &mib), delta])),
        ("deltas", pack(20, &wide)),
        ("count", pack(u32::MAX, &[])),
    ] {
        let error = error(pack).await;
        let seen = matches!(error, GitError::TooMuch { .. } | GitError::Malformed { .. });
        assert!(seen, "{what}: {error}");
        assert!(what == "deltas" || matches!(error, GitError::TooMuch { .. }), "{what}: {error}");
    }
    assert!(begun.elapsed() < Duration::from_secs(50), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_that_is_none_is_refused() {
    let text = object(3, b"some text");
    let mut flipped = pack(1, std::slice::from_ref(&text));
    flipped[16] ^= 255;
    let cases = [
        ("nothing", Vec::new()),
        ("other", b"<html>".to_vec()),
        ("version", b"PACK\0\0\0\x09\0\0\0\0aaaaaaaaaaaaaaaaaaaa".to_vec()),
        ("fewer", pack(2, std::slice::from_ref(&text))),
        ("more", pack(1, &[text.clone(), text.clone()])),
        ("kind 0", pack(1, &[object(0, b"x")])),
        ("kind 5", pack(1, &[object(5, b"x")])),
        ("longer", pack(1, &[[head(3, 4), packed(b"longer than it says")].concat()])),
        ("shorter", pack(1, &[[head(3, 400), packed(b"shorter than it says")].concat()])),
        ("endless number", pack(1, &[vec![0xff; 40]])),
        ("no base", pack(1, &[[head(7, 4), vec![7; 20], packed(&[9, 9, 0x90, 1])].concat()])),
        ("base before all", pack(1, &[[head(6, 4), vec![127], packed(&[9, 9, 0x90, 9])].concat()])),
        ("flipped", flipped),
        ("checksum", pack(1, &[text])),
    ];
    for (what, pack) in cases {
        let error = error(pack).await;
        assert!(
            matches!(
                error,
                GitError::Truncated | GitError::Malformed { .. } | GitError::Objects { .. }
            ),
            "{what}: {error:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_bytes_make_more_of_a_pack_than_an_error(
        count in 0_u32..4,
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let pack = pack(count, &[bytes]);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let seen = runtime.block_on(snapshot(&sends(COMMIT, pack), Limits::default()));
        prop_assert!(seen.is_err());
    }
}
