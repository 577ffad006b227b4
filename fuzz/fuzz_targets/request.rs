//! Feeds what the fuzzer finds to the writer of requests.
#![no_main]

#[path = "../checks/json.rs"]
mod json;
#[path = "../checks/request.rs"]
mod request;

libfuzzer_sys::fuzz_target!(|data: &[u8]| request::check(data));
