//! Feeds what the fuzzer finds to the gate of the logs.
#![no_main]

#[path = "../checks/redact.rs"]
mod redact;

libfuzzer_sys::fuzz_target!(|data: &[u8]| redact::check(data));
