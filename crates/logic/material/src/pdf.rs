//! How many pages a PDF document has, read from its structure; nothing of it is drawn or run.
//!
//! A document says so in the root of its tree of pages. That stands in the open, or in a packed
//! stream of objects. What cannot be found so, such as in a document that is protected, is not known.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// How much is unpacked, of one stream and of all.
const UNPACKED: u64 = 4 << 20;
const ALL_UNPACKED: u64 = 64 << 20;
/// How far a dictionary reaches around what is found in it.
const REACH: usize = 128 << 10;
/// How many nodes of a tree of pages are looked at, and how many streams: the rest is made to take long.
const NODES: usize = 500;
const STREAMS: usize = 10_000;
/// No document has more pages.
const MOST: u32 = 1_000_000;

/// Returns how many pages a PDF document has; none where it does not say so in a way that is read here.
pub fn pdf_pages(bytes: &[u8]) -> Option<u32> {
    let mut found = in_objects(bytes);
    let mut left = ALL_UNPACKED;
    let mut at = 0;
    // What was changed last stands last, in the open as in the streams.
    for _ in 0..STREAMS {
        let Some(objects) = next_objects(bytes, &mut at).filter(|_| left > 0) else { break };
        let mut unpacked = Vec::new();
        // A stream that breaks off has said something all the same.
        let _broken = ZlibDecoder::new(objects).take(UNPACKED.min(left)).read_to_end(&mut unpacked);
        left = left.saturating_sub(u64::try_from(unpacked.len()).unwrap_or(u64::MAX));
        found = in_objects(&unpacked).or(found);
    }
    found.or_else(|| linearized(bytes)).filter(|pages| (1..=MOST).contains(pages))
}

/// The pages that the last root of a tree of pages counts.
fn in_objects(bytes: &[u8]) -> Option<u32> {
    let nodes = memmem::rfind_iter(bytes, b"/Pages").filter(|at| {
        let longer = bytes.get(at + 6).is_some_and(u8::is_ascii_alphanumeric);
        !longer && follows_type(bytes, *at)
    });
    nodes.take(NODES).find_map(|at| {
        let dictionary = around(bytes, at)?;
        // Only the root has no parent.
        let is_root = memmem::find(dictionary, b"/Parent").is_none();
        is_root.then(|| number_after(dictionary, b"/Count")).flatten()
    })
}

/// Whether `/Type` and nothing but blanks stand before `at`.
fn follows_type(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default().trim_ascii_end();
    before.ends_with(b"/Type")
}

/// The dictionary in which `at` lies, without those within it told apart.
fn around(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let from = at.saturating_sub(REACH);
    let before = bytes.get(from..at)?;
    let after = bytes.get(at..bytes.len().min(at + REACH))?;
    let begins = from + matching(before.rchunks_exact(1), before.len(), b'>', b'<')?;
    let ends = at + after.len() - matching(after.chunks_exact(1), after.len(), b'<', b'>')?;
    bytes.get(begins..ends)
}

/// How much of a text is left beyond the brackets that are open where it is entered.
fn matching<'a>(
    characters: impl Iterator<Item = &'a [u8]>,
    length: usize,
    opens: u8,
    closes: u8,
) -> Option<usize> {
    let (mut depth, mut run, mut last) = (0_usize, 0_usize, 0_u8);
    for (place, character) in characters.enumerate() {
        let character = *character.first()?;
        run = if character == last { run + 1 } else { 1 };
        last = character;
        if run < 2 || (character != opens && character != closes) {
            continue;
        }
        run = 0;
        last = 0;
        if character == opens {
            depth += 1;
        } else if depth == 0 {
            return Some(length - place - 1);
        } else {
            depth -= 1;
        }
    }
    None
}

/// The number after a name, where one stands there and no reference to another object.
fn number_after(dictionary: &[u8], name: &[u8]) -> Option<u32> {
    let at = memmem::find(dictionary, name)? + name.len();
    let rest = dictionary.get(at..)?.trim_ascii_start();
    let digits = rest.iter().take_while(|it| it.is_ascii_digit()).count();
    let (number, after) = rest.split_at_checked(digits)?;
    let after = after.trim_ascii_start();
    let refers = after.first().is_some_and(u8::is_ascii_digit);
    let number = std::str::from_utf8(number).ok()?.parse().ok()?;
    (!refers).then_some(number)
}

/// The next packed stream of objects from `at` on, which then stands behind it.
fn next_objects<'a>(bytes: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let rest = bytes.get(*at..)?;
    let found = memmem::find(rest, b"/ObjStm")?;
    let after = rest.get(found..)?;
    *at += found + 1;
    let Some(begins) = memmem::find(after.get(..after.len().min(4 << 10))?, b"stream") else {
        return Some(&[]);
    };
    let packed = after.get(begins + 6..)?;
    let packed = packed.strip_prefix(b"\r\n").or_else(|| packed.strip_prefix(b"\n"));
    Some(packed.unwrap_or_default())
}

/// What a document that is made to be read from the network says in its first object.
fn linearized(bytes: &[u8]) -> Option<u32> {
    let head = bytes.get(..bytes.len().min(2 << 10))?;
    let at = memmem::find(head, b"/Linearized")?;
    number_after(around(head, at)?, b"/N ")
}

#[cfg(test)]
mod tests;
