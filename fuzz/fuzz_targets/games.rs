//! Feeds what the fuzzer finds to the math framework.
#![no_main]

#[path = "../checks/games.rs"]
mod games;

libfuzzer_sys::fuzz_target!(|data: &[u8]| games::check(data));
