//! The window itself, with the real web engine on a display of its own: what a page there can and
//! cannot do, what ends with it, and how fast its wire is.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test that cannot set itself up has failed, and one without a harness reports itself"
)]

#[cfg(target_os = "linux")]
#[path = "window/display.rs"]
mod display;
#[cfg(target_os = "linux")]
#[path = "window/drive.rs"]
mod drive;
#[cfg(target_os = "linux")]
#[path = "window/engine.rs"]
mod engine;
#[cfg(target_os = "linux")]
#[path = "support/probe.rs"]
mod probe;
#[cfg(target_os = "linux")]
#[path = "window/stage.rs"]
mod stage;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    let asked = |flag: &str| std::env::args().any(|argument| argument == flag);
    if asked("--list") {
        // Runners of tests ask for their names first, and for the ignored ones apart.
        if !asked("--ignored") {
            println!("window: test");
        }
        return std::process::ExitCode::SUCCESS;
    }
    stage::on_a_display(|| {
        stage::with_window(|page| {
            drive::the_policy_is_in_force(page);
            drive::the_page_cannot_leave(page);
            drive::links_open_outside(page);
            drive::plugins_are_refused(page);
            drive::events_arrive_whole_and_in_order(page);
            drive::the_wire_is_fast(page);
            drive::a_reload_ends_the_calls_of_the_page(page);
            engine::a_page_whose_process_dies_comes_back(page);
            drive::a_window_that_closes_ends_its_calls(page);
        });
    })
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("the window is driven on Linux only");
}
