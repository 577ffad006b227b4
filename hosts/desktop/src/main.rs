//! The program `atelier-desktop`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

/// Wipes what it frees, so that a key does not outlive its use.
#[global_allocator]
static ALLOCATOR: atelier_app::ZeroingAllocator = atelier_app::ZeroingAllocator;

fn main() -> ExitCode {
    atelier_desktop::run()
}
