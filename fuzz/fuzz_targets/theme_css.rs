//! Feeds what the fuzzer finds to the readers of themes.
#![no_main]

#[path = "../checks/theme_css.rs"]
mod theme_css;

libfuzzer_sys::fuzz_target!(|data: &[u8]| theme_css::check(data));
