//! Feeds what the fuzzer finds to the reader of templates.
#![no_main]

#[path = "../checks/templates.rs"]
mod templates;

libfuzzer_sys::fuzz_target!(|data: &[u8]| templates::check(data));
