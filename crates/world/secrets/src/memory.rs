//! What keeps secrets from outliving their use in memory, and from leaving it.
#![expect(unsafe_code, reason = "an allocator is a contract about raw memory")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How much of a block is wiped, from its start. Secrets are short; wiping large blocks whole would
/// double their cost. The start is where a secret in a large block lies: a request is written into
/// one buffer, headers first.
const WIPED: usize = 64 * 1024;

/// The largest block that is moved by us when it grows. Larger ones the system moves without
/// copying them.
const MOVED: usize = 8 * 1024 * 1024;

/// Live bytes, counted for all threads together.
static LIVE: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, which wipes the first 64 KiB of a block before it gives it back, so that
/// no copy of a secret stays in freed memory, whichever library made it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ZeroingAllocator;

/// The bytes that are allocated now; zero where [`ZeroingAllocator`] is not the global allocator.
pub fn allocated() -> usize {
    LIVE.load(Ordering::Relaxed)
}

/// Gives the system back what was freed and is still held for the next allocation. Does nothing
/// where the system's allocator has no such call.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it takes the allocator's own locks, and touches free memory only.
    unsafe {
        libc::malloc_trim(0);
    }
}

/// Lets all threads take their memory from one heap. The system's allocator else keeps one for each
/// of them, and each keeps what it once needed: with a page open the core then held 26 MiB in place
/// of 21. Works where it is called before there are other threads, and only where the system's
/// allocator has such a call.
pub fn share_heap() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it sets a number of the allocator, under the allocator's own lock.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
    }
}

/// Keeps other processes of the same person from reading this one's memory, and keeps the memory
/// out of core files. Does nothing on systems that have no such switch.
///
/// Errors: those of the system, where it refuses.
pub fn harden_process() -> Result<(), io::Error> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    #[cfg(unix)]
    rustix::process::setrlimit(
        rustix::process::Resource::Core,
        rustix::process::Rlimit { current: Some(0), maximum: Some(0) },
    )?;
    Ok(())
}

// SAFETY: every block comes from `System` and goes back to it with the layout it was asked for.
unsafe impl GlobalAlloc for ZeroingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `alloc`, which is the same.
        let block = unsafe { System.alloc(layout) };
        count_in(block, layout.size());
        block
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `alloc_zeroed`, which is the same.
        let block = unsafe { System.alloc_zeroed(layout) };
        count_in(block, layout.size());
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block is live and at least that long.
        unsafe { wipe(block, layout.size().min(WIPED)) };
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `dealloc`, which is the same.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        if layout.size() > MOVED {
            // SAFETY: the caller keeps the contract of `realloc`, which is the same.
            let moved = unsafe { System.realloc(block, layout, new_size) };
            if !moved.is_null() {
                LIVE.fetch_add(new_size, Ordering::Relaxed);
                LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
            }
            return moved;
        }
        // The system would leave the old bytes behind where it moves the block: move it ourselves.
        // SAFETY: the caller promises that `new_size` fits the alignment, and is not zero.
        let new_layout = unsafe { Layout::from_size_align_unchecked(new_size, layout.align()) };
        // SAFETY: `new_layout` is not of size zero.
        let moved = unsafe { self.alloc(new_layout) };
        if !moved.is_null() {
            // SAFETY: both blocks are live, apart, and at least that long.
            unsafe { std::ptr::copy_nonoverlapping(block, moved, layout.size().min(new_size)) };
            // SAFETY: the block is of this allocator, and its caller gives it up.
            unsafe { self.dealloc(block, layout) };
        }
        moved
    }
}

/// Counts a block that was given out.
fn count_in(block: *const u8, size: usize) {
    if !block.is_null() {
        LIVE.fetch_add(size, Ordering::Relaxed);
    }
}

/// Overwrites a block with zeroes, which the compiler may not leave out.
///
/// # Safety
/// `block` is valid for writes of `size` bytes.
unsafe fn wipe(block: *mut u8, size: usize) {
    // SAFETY: as the caller promises; every byte is initialized by the line itself.
    let bytes = unsafe {
        std::ptr::write_bytes(block, 0, size);
        std::slice::from_raw_parts(block, size)
    };
    zeroize::optimization_barrier(bytes);
}
