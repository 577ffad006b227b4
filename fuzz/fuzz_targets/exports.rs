//! Feeds what the fuzzer finds to what writes conversations down.
#![no_main]

#[path = "../checks/exports.rs"]
mod exports;

libfuzzer_sys::fuzz_target!(|data: &[u8]| exports::check(data));
