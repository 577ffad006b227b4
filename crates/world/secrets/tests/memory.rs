//! Memory: what stays of a secret once it is gone, and who may look.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::indexing_slicing, reason = "a part of a buffer is no longer than the buffer")]

use std::alloc::{GlobalAlloc, Layout};
use std::sync::{Mutex, PoisonError};

use atelier_secrets::{SecretKey, ZeroingAllocator, allocated, harden_process, share_heap};

#[global_allocator]
static ALLOCATOR: ZeroingAllocator = ZeroingAllocator;

/// Tests that look at the whole heap run one at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// A secret that stands nowhere in the program: it is made byte by byte.
fn canary(length: usize) -> Vec<u8> {
    (0..length).map(byte).collect()
}

/// A byte of the canary.
fn byte(place: usize) -> u8 {
    b'A' + u8::try_from((place * 7 + place / 26 * 3) % 26).unwrap()
}

/// How often the first 24 bytes of the canary stand anywhere in this process's memory.
#[cfg(target_os = "linux")]
fn copies() -> usize {
    use std::io::{BufRead, Read, Seek, SeekFrom};
    let mut memory = std::fs::File::open("/proc/self/mem").unwrap();
    let maps = std::io::BufReader::new(std::fs::File::open("/proc/self/maps").unwrap());
    let mut found = 0;
    let mut part = vec![0_u8; 1 << 20];
    for line in maps.lines().map_while(Result::ok).filter(|line| line.contains(" rw")) {
        let (start, rest) = line.split_once('-').unwrap();
        let end = rest.split(' ').next().unwrap();
        let (mut at, end) =
            (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        while at < end {
            let size = usize::try_from((end - at).min(1 << 20)).unwrap();
            memory.seek(SeekFrom::Start(at)).unwrap();
            if memory.read_exact(&mut part[..size]).is_err() {
                break;
            }
            // The buffer itself lies in this memory, too: what it holds is wiped after each part.
            found += part[..size]
                .windows(24)
                .filter(|window| window.iter().enumerate().all(|(place, b)| *b == byte(place)))
                .count();
            part.fill(0);
            at += size as u64;
        }
    }
    found
}

// rows: 3.141
#[cfg(target_os = "linux")]
#[test]
fn nothing_of_a_secret_stays_in_freed_memory() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    // Blocks beyond the cut-off of 64 KiB are not wiped; every copy made here stays below it.
    for length in [24, 100, 1_000, 20_000] {
        let mut growing = Vec::new();
        // Growing byte by byte moves it through blocks of every size.
        for byte in canary(length) {
            growing.push(byte);
        }
        let text = String::from_utf8(growing).unwrap();
        let json = format!("{{\"key\":\"{text}\"}}");
        let secret = SecretKey::new(text);
        assert!(copies() >= 2, "the search finds what is there");
        assert_eq!(secret.expose().len(), length);
        drop(json);
        drop(secret);
        assert_eq!(copies(), 0, "{length} bytes");
    }
}

#[test]
fn live_bytes_are_counted() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let before = allocated();
    let large = vec![1_u8; 10 << 20];
    let during = allocated();
    assert!(during >= before + (9 << 20), "{before} {during}");
    drop(large);
    let after = allocated();
    assert!(after < before + (1 << 20), "{before} {after}");
}

#[test]
#[expect(unsafe_code, reason = "the allocator is called as the standard library calls it")]
fn blocks_keep_their_contents_when_they_move_across_the_cut_off() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let sizes = [1, 7, 64, 4096, 65_535, 65_536, 65_537, 200_000, 65_536, 100, 1];
    for align in [1, 16, 4096] {
        let mut layout = Layout::from_size_align(sizes[0], align).unwrap();
        // SAFETY: the size is not zero.
        let mut block = unsafe { ALLOCATOR.alloc(layout) };
        for (place, size) in sizes.iter().copied().enumerate() {
            let kept = layout.size().min(size);
            // SAFETY: the block is live, `layout` is its own, and the new size is not zero.
            block = unsafe { ALLOCATOR.realloc(block, layout, size) };
            assert_eq!(block as usize % align, 0);
            // SAFETY: the block is live and `size` bytes long; the first `kept` were written.
            unsafe {
                if place > 0 {
                    let bytes = std::slice::from_raw_parts(block, kept);
                    assert!(bytes.iter().all(|b| usize::from(*b) == place), "size {size}");
                }
                std::ptr::write_bytes(block, u8::try_from(place + 1).unwrap(), size);
            }
            layout = Layout::from_size_align(size, align).unwrap();
        }
        // SAFETY: the block is live and `layout` is its own.
        unsafe { ALLOCATOR.dealloc(block, layout) };
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_hardened_process_cannot_be_dumped() {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    harden_process().unwrap();
    harden_process().unwrap();
    assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    let core = getrlimit(Resource::Core);
    assert_eq!((core.current, core.maximum), (Some(0), Some(0)));
}

/// The heaps that threads have of their own: each begins at a multiple of 64 MiB.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn heaps_of_threads() -> usize {
    use std::io::BufRead;
    let maps = std::io::BufReader::new(std::fs::File::open("/proc/self/maps").unwrap());
    let writable = maps.lines().map_while(Result::ok).filter(|line| line.contains(" rw"));
    let begins =
        writable.map(|line| u64::from_str_radix(line.split('-').next().unwrap(), 16).unwrap());
    begins.filter(|start| start.is_multiple_of(64 << 20)).count()
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn threads_that_begin_later_have_no_heap_of_their_own() {
    share_heap();
    let before = heaps_of_threads();
    let together = std::sync::Barrier::new(6);
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                let held: Vec<Vec<u8>> = (0..64).map(|size| vec![1; 1024 + size]).collect();
                together.wait();
                assert_eq!(heaps_of_threads(), before);
                together.wait();
                drop(held);
            });
        }
    });
}
