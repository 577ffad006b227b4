//! System packages, by purpose. Debian and Ubuntu get them through apt when it may be used;
//! everyone else is told what is needed.

use super::Purpose;
use crate::{
    error::{Result, check},
    files,
    process::Step,
};

/// A system package, and what needs it.
struct Package {
    purpose: Purpose,
    debian: &'static str,
    /// Its name on Ubuntu, where that differs.
    ubuntu: Option<&'static str>,
}

const fn package(purpose: Purpose, debian: &'static str) -> Package {
    Package { purpose, debian, ubuntu: None }
}

const PACKAGES: &[Package] = &[
    package(Purpose::Build, "build-essential"),
    package(Purpose::Build, "pkg-config"),
    package(Purpose::Build, "file"),
    package(Purpose::Build, "libssl-dev"),
    package(Purpose::Build, "libgtk-3-dev"),
    package(Purpose::Build, "libwebkit2gtk-4.1-dev"),
    package(Purpose::Build, "librsvg2-dev"),
    package(Purpose::Build, "libayatana-appindicator3-dev"),
    // WebKit's own sandbox.
    package(Purpose::Run, "bubblewrap"),
    package(Purpose::Run, "xdg-dbus-proxy"),
    // A keychain, and the bus through which it is asked.
    package(Purpose::Run, "dbus"),
    package(Purpose::Run, "gnome-keyring"),
    package(Purpose::Test, "xvfb"),
    package(Purpose::Test, "xauth"),
    package(Purpose::Test, "dbus-x11"),
    package(Purpose::Test, "webkit2gtk-driver"),
    Package { purpose: Purpose::Test, debian: "chromium", ubuntu: Some("chromium-browser") },
    Package {
        purpose: Purpose::Test,
        debian: "chromium-driver",
        ubuntu: Some("chromium-chromedriver"),
    },
    package(Purpose::Test, "fonts-noto-color-emoji"),
    package(Purpose::Test, "imagemagick"),
    package(Purpose::Test, "python3-venv"),
    // Equilibria of games, exactly.
    package(Purpose::Bench, "lrslib"),
    package(Purpose::Bench, "python3-venv"),
    package(Purpose::Bench, "python3-dev"),
];

/// Installs the packages that the purposes need and the system lacks.
pub(super) fn install(purposes: &[Purpose]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let about = files::read("/etc/os-release".as_ref()).unwrap_or_default();
    install_named(&wanted(purposes, Distribution::of(&about)))
}

/// Installs the packages named that the system lacks.
pub(super) fn install_named(wanted: &[&'static str]) -> Result<()> {
    if !Step::new("looks for dpkg", "dpkg-query").args(["--version"]).succeeds() {
        eprintln!(
            "This system has no dpkg. Its own names for these are needed: {}",
            wanted.join(" ")
        );
        return Ok(());
    }
    let list = Step::new("lists packages", "dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\\n"])
        .capture()?;
    let missing = missing(wanted, &list);
    if missing.is_empty() {
        return Ok(());
    }
    let Some(prefix) = privilege() else {
        let line = apt_line("sudo ", &missing);
        return Err(check(format!("system packages are missing; install them with\n\n  {line}\n")));
    };
    eprintln!("installs {}", missing.join(" "));
    let update = format!("{prefix}apt-get update");
    Step::new("apt-get update", "sh").args(["-c", &update]).minutes(10).run()?;
    let line = apt_line(prefix, &missing);
    Step::new("apt-get install", "sh").args(["-c", &line]).minutes(30).run()
}

/// Whose names packages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Distribution {
    Debian,
    Ubuntu,
}

impl Distribution {
    /// Reads `/etc/os-release`.
    fn of(about: &str) -> Self {
        let ubuntu = about.lines().any(|line| line == "ID=ubuntu" || line == "ID=\"ubuntu\"");
        if ubuntu { Self::Ubuntu } else { Self::Debian }
    }
}

fn wanted(purposes: &[Purpose], distribution: Distribution) -> Vec<&'static str> {
    let named = |package: &Package| match distribution {
        Distribution::Debian => package.debian,
        Distribution::Ubuntu => package.ubuntu.unwrap_or(package.debian),
    };
    PACKAGES.iter().filter(|package| purposes.contains(&package.purpose)).map(named).collect()
}

/// Returns what is wanted and not installed, by the list that `dpkg-query` printed.
fn missing(wanted: &[&'static str], list: &str) -> Vec<&'static str> {
    let installed: std::collections::HashSet<&str> =
        list.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    wanted.iter().copied().filter(|name| !installed.contains(name)).collect()
}

fn apt_line(prefix: &str, packages: &[&str]) -> String {
    let packages = packages.join(" ");
    format!(
        "{prefix}env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends {packages}"
    )
}

/// What to put before `apt-get`; none when it may not be used.
fn privilege() -> Option<&'static str> {
    let user = Step::new("who", "id").args(["-u"]).capture().unwrap_or_default();
    if user.trim() == "0" {
        return Some("");
    }
    Step::new("sudo", "sudo").args(["-n", "true"]).succeeds().then_some("sudo -n ")
}

#[cfg(test)]
mod tests {
    //! The right packages are asked for, and only those that are missing.

    use super::*;

    #[test]
    fn only_what_is_not_installed_is_missing() {
        let list = "dbus installed\nxvfb config-files\nxauth installed\n";
        assert_eq!(missing(&["dbus", "xvfb", "gnome-keyring"], list), ["xvfb", "gnome-keyring"]);
    }

    #[test]
    fn ubuntu_has_names_of_its_own() {
        let ubuntu = Distribution::of("NAME=\"Ubuntu\"\nID=ubuntu\n");
        assert!(wanted(&[Purpose::Test], ubuntu).contains(&"chromium-chromedriver"));
        assert_eq!(Distribution::of("ID=debian"), Distribution::Debian);
    }

    #[test]
    fn building_asks_for_no_test_tools() {
        let wanted = wanted(&[Purpose::Build, Purpose::Run], Distribution::Debian);
        assert!(wanted.contains(&"libwebkit2gtk-4.1-dev") && wanted.contains(&"gnome-keyring"));
        assert!(!wanted.contains(&"xvfb"), "{wanted:?}");
    }

    #[test]
    fn the_line_to_type_is_whole() {
        let line = apt_line("sudo ", &["xvfb", "xauth"]);
        assert!(line.starts_with("sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y"));
        assert!(line.ends_with(" xvfb xauth"), "{line}");
    }
}
