//! Feeds what the fuzzer finds to the reader of models.
#![no_main]

#[path = "../checks/models.rs"]
mod models;

libfuzzer_sys::fuzz_target!(|data: &[u8]| models::check(data));
