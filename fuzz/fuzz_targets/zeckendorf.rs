//! Feeds what the fuzzer finds to the math framework.
#![no_main]

#[path = "../checks/zeckendorf.rs"]
mod zeckendorf;

libfuzzer_sys::fuzz_target!(|data: &[u8]| zeckendorf::check(data));
