//! Feeds what the fuzzer finds to the reader of histories of other programs.
#![no_main]

#[path = "../checks/histories.rs"]
mod histories;

libfuzzer_sys::fuzz_target!(|data: &[u8]| histories::check(data));
