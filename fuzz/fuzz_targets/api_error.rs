//! Feeds what the fuzzer finds to the reader of errors.
#![no_main]

#[path = "../checks/api_error.rs"]
mod api_error;

libfuzzer_sys::fuzz_target!(|data: &[u8]| api_error::check(data));
