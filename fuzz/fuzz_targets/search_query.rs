//! Feeds what the fuzzer finds to the search.
#![no_main]

#[path = "../checks/search_query.rs"]
mod search_query;

libfuzzer_sys::fuzz_target!(|data: &[u8]| search_query::check(data));
