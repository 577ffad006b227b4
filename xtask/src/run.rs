//! `run`: from a fresh clone to the open window in one command.

use std::path::PathBuf;

use crate::{
    error::{Error, Result},
    files,
    process::Step,
    setup::{self, Purpose},
    wasm,
    workplace::{Profile, Workplace},
};

/// Where the interface is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    /// In a window of its own.
    Window,
    /// In a browser, served on a loopback address that is printed.
    Page,
}

/// Installs what is missing, builds, and opens the window or serves the page.
pub(crate) fn run(workplace: &Workplace, arguments: &[String]) -> Result<()> {
    let has_display = cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    // What stands behind `--` is the program's.
    let split = arguments.iter().position(|argument| argument == "--");
    let (own, theirs) = match split.and_then(|at| arguments.split_at_checked(at)) {
        Some((own, theirs)) => (own, theirs.get(1..).unwrap_or_default()),
        None => (arguments, &[] as &[String]),
    };
    let (door, profile) = read(own, has_display)?;
    setup::prepare(workplace, &[Purpose::Build, Purpose::Run])?;
    page(workplace)?;
    let (package, program, args): (_, _, &[&str]) = match door {
        Door::Window => ("atelier-desktop", "atelier-desktop", &[]),
        Door::Page => ("atelier-cli", "atelier", &["serve", "--open-page"]),
    };
    workplace
        .cargo("builds Atelier", ["build", "--package", package])
        .args(profile.flags().iter().copied())
        .minutes(60)
        .run()?;
    Step::new("Atelier; Ctrl-C ends it", workplace.program(profile, program))
        .args(args)
        .args(theirs)
        .attend()
}

fn read(arguments: &[String], has_display: bool) -> Result<(Door, Profile)> {
    let mut door = if has_display { Door::Window } else { Door::Page };
    let mut profile = Profile::Debug;
    for argument in arguments {
        match argument.as_str() {
            "--headless" => door = Door::Page,
            "--release" => profile = Profile::Release,
            other => {
                let message = format!("`run` takes --headless and --release, not `{other}`");
                return Err(Error::Usage { message });
            }
        }
    }
    Ok((door, profile))
}

/// Builds the page and its engines, unless they are newer than all they are made of.
pub(crate) fn page(workplace: &Workplace) -> Result<()> {
    wasm::fresh(workplace)?;
    let at = |name: &str| workplace.root.join(name);
    let sources = ["ui/src", "ui/public", "ui/index.html", "ui/vite.config.ts", "ui/package.json"];
    let shared = ["packages/client", "package-lock.json", "wasm"];
    let sources: Vec<PathBuf> = sources.into_iter().chain(shared).map(at).collect();
    let built = files::newest(&[at("ui/dist/index.html")])?;
    if built.is_some() && built > files::newest(&sources)? {
        return Ok(());
    }
    workplace.npm("builds the page", ["run", "build"]).run()
}

#[cfg(test)]
mod tests {
    //! The door and the profile follow the command line and the display.

    use super::*;

    fn told(arguments: &[&str], has_display: bool) -> Option<(Door, Profile)> {
        let arguments: Vec<String> = arguments.iter().map(|&text| text.to_owned()).collect();
        read(&arguments, has_display).ok()
    }

    #[test]
    fn without_a_display_the_page_is_served() {
        assert_eq!(told(&[], true), Some((Door::Window, Profile::Debug)));
        assert_eq!(told(&[], false), Some((Door::Page, Profile::Debug)));
        assert_eq!(told(&["--headless", "--release"], true), Some((Door::Page, Profile::Release)));
        assert_eq!(told(&["--hedless"], true), None);
    }
}
