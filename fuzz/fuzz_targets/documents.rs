//! Feeds what the fuzzer finds to the readers of attached files.
#![no_main]

#[path = "../checks/documents.rs"]
mod documents;

libfuzzer_sys::fuzz_target!(|data: &[u8]| documents::check(data));
