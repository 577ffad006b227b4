//! Feeds what the fuzzer finds to the door of the operations.
#![no_main]

#[path = "../checks/json.rs"]
mod json;
#[path = "../checks/operation_input.rs"]
mod operation_input;
#[path = "../checks/operation_words.rs"]
mod operation_words;

libfuzzer_sys::fuzz_target!(|data: &[u8]| operation_input::check(data));
