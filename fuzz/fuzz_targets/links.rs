//! Feeds what the fuzzer finds to the reader of links from other programs.
#![no_main]

#[path = "../checks/links.rs"]
mod links;
#[path = "../../crates/services/system/src/links/read.rs"]
mod read;

libfuzzer_sys::fuzz_target!(|data: &[u8]| links::check(data));
