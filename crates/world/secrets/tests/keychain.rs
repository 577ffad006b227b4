//! The keychain, against a real GNOME Keyring on a session bus of its own.
//!
//! Each test starts a bus, and runs itself again as a child on it: the child finds no other bus, no
//! display and an empty home folder.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::disallowed_methods, reason = "the tests run a session bus and look at its files")]

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use atelier_secrets::{
    ANTHROPIC_API_KEY, Deadlines, Keychain, STORE_KEY, SecretError, SecretKey, SecretStore,
    api_key_account, probe,
};
use atelier_vocabulary::{SecretPlace, VaultState};

const CHILD: &str = "ATELIER_TEST_KEYCHAIN";
const KEY: &str = "sk-ant-test-CANARY_in_the_keychain_0123456789";

/// How a child finds the keychain.
#[derive(Clone, Copy)]
enum Session {
    /// A bus, and a keyring that a password opens.
    Unlocked,
    /// A bus, and the same keyring, which nobody opened.
    Locked,
    /// A bus with nothing on it.
    Bare,
    /// No bus.
    None,
}

/// What the child is to do, where this process is one.
fn part() -> Option<String> {
    std::env::var(CHILD).ok()
}

/// Runs a test of this file again as a child in a session, and returns what it says.
fn run(session: Session, home: &Path, test: &str, part: &str) -> String {
    let this = std::env::current_exe().unwrap();
    let shell = match session {
        Session::Unlocked => {
            "printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; \"$@\""
        }
        Session::Locked => {
            "gnome-keyring-daemon --start --components=secrets --daemonize >/dev/null 2>&1; \"$@\""
        }
        Session::Bare | Session::None => "\"$@\"",
    };
    let mut command = match session {
        Session::None => Command::new("bash"),
        Session::Unlocked | Session::Locked | Session::Bare => {
            let mut command = Command::new("dbus-run-session");
            if matches!(session, Session::Bare) {
                command.arg("--config-file").arg(bare_bus(home));
            }
            command.args(["--", "bash"]);
            command
        }
    };
    let runtime = home.join("runtime");
    std::fs::create_dir_all(&runtime).unwrap();
    let Output { status, stdout, stderr } = command
        .args(["-c", shell, "bash"])
        .arg(this)
        .args(["--exact", test, "--nocapture"])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", &runtime)
        .env(CHILD, part)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&stdout).into_owned();
    let failed = String::from_utf8_lossy(&stderr);
    assert!(status.success() && said.contains("1 passed"), "{said}\n{failed}");
    assert!(!said.contains("CANARY") && !failed.contains("CANARY"), "nothing prints the key");
    said
}

/// The configuration of a bus that starts nothing by itself.
fn bare_bus(home: &Path) -> std::path::PathBuf {
    let path = home.join("bus.conf");
    let text = format!(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"
         \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">
         <busconfig><type>session</type><listen>unix:dir={}</listen>
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>
         <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
        home.display()
    );
    std::fs::write(&path, text).unwrap();
    path
}

/// Whether any file beneath a folder holds a text.
fn holds(folder: &Path, text: &str) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, text);
        }
        let bytes = if path.is_file() { std::fs::read(&path).unwrap() } else { Vec::new() };
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

fn key() -> SecretKey {
    SecretKey::new(KEY.to_owned())
}

async fn get(keychain: &Keychain, account: &str) -> Option<String> {
    keychain.get(account).await.unwrap().map(|secret| secret.expose().to_owned())
}

// rows: 3.002, 3.014, 3.029, 3.074, 3.075, 3.080, 3.128
#[tokio::test]
async fn a_key_is_saved_read_replaced_and_deleted_and_is_not_in_clear() {
    if part().is_some() {
        let keychain = Keychain::new();
        assert_eq!(keychain.place(), Some(SecretPlace::Keychain));
        assert_eq!(keychain.probe().await, VaultState::Ready { place: SecretPlace::Keychain });
        assert_eq!(get(&keychain, ANTHROPIC_API_KEY).await, None);
        keychain.delete(ANTHROPIC_API_KEY).await.unwrap();
        let mut times = Vec::new();
        for _ in 0..15 {
            let begun = Instant::now();
            keychain.set(ANTHROPIC_API_KEY, &key()).await.unwrap();
            times.push(begun.elapsed());
        }
        times.sort();
        let saved = times[7];
        let begun = Instant::now();
        assert_eq!(get(&keychain, ANTHROPIC_API_KEY).await.as_deref(), Some(KEY));
        println!("save {saved:?}, read {:?}", begun.elapsed());
        assert!(saved < Duration::from_millis(100), "{saved:?}");
        assert_eq!(get(&Keychain::new(), ANTHROPIC_API_KEY).await.as_deref(), Some(KEY));

        let other = api_key_account("https://models.example:8443/v1").unwrap();
        assert_eq!(get(&keychain, &other).await, None, "an origin has a key of its own");
        keychain.set(&other, &SecretKey::new("another".to_owned())).await.unwrap();
        keychain.set(ANTHROPIC_API_KEY, &SecretKey::new("new €".to_owned())).await.unwrap();
        assert_eq!(get(&keychain, ANTHROPIC_API_KEY).await.as_deref(), Some("new €"));
        assert_eq!(get(&keychain, &other).await.as_deref(), Some("another"));
        keychain.delete(ANTHROPIC_API_KEY).await.unwrap();
        keychain.delete(ANTHROPIC_API_KEY).await.unwrap();
        assert_eq!(get(&keychain, ANTHROPIC_API_KEY).await, None);
        keychain.set(STORE_KEY, &key()).await.unwrap();
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let test = "a_key_is_saved_read_replaced_and_deleted_and_is_not_in_clear";
    let said = run(Session::Unlocked, home.path(), test, "all");
    println!("{}", said.lines().find(|line| line.contains("save ")).unwrap_or_default());
    let keyring = home.path().join(".local/share/keyrings/login.keyring");
    assert!(keyring.is_file(), "the keyring was really written");
    assert!(!holds(home.path(), "CANARY"), "nothing on disk is in clear");
}

#[tokio::test]
async fn a_locked_keychain_is_reported_without_asking_and_loses_nothing() {
    match part().as_deref() {
        None => {}
        Some("fill") => {
            Keychain::new().set(STORE_KEY, &key()).await.unwrap();
            return;
        }
        Some("locked") => {
            let keychain = Keychain::new();
            let state = keychain.probe().await;
            assert!(matches!(state, VaultState::Locked { .. }), "{state:?}");
            let begun = Instant::now();
            for account in [STORE_KEY, ANTHROPIC_API_KEY] {
                let read = keychain.get(account).await;
                assert!(matches!(read, Err(SecretError::Locked)), "absent and hidden look alike");
                let written = keychain.set(account, &key()).await;
                assert!(matches!(written, Err(SecretError::Locked)), "{written:?}");
                let removed = keychain.delete(account).await;
                assert!(matches!(removed, Err(SecretError::Locked)), "{removed:?}");
            }
            println!("six refusals in {:?}", begun.elapsed());
            let unlocked = keychain.unlock().await;
            assert!(matches!(unlocked, Err(SecretError::Dismissed)), "no display: {unlocked:?}");
            return;
        }
        Some(_) => {
            assert_eq!(get(&Keychain::new(), STORE_KEY).await.as_deref(), Some(KEY));
            assert!(Keychain::new().unlock().await.is_ok(), "what is open stays open");
            return;
        }
    }
    let home = tempfile::tempdir().unwrap();
    let test = "a_locked_keychain_is_reported_without_asking_and_loses_nothing";
    run(Session::Unlocked, home.path(), test, "fill");
    run(Session::Locked, home.path(), test, "locked");
    run(Session::Unlocked, home.path(), test, "again");
}

// rows: 3.200
#[tokio::test]
async fn a_session_without_a_keyring_has_no_keys_and_takes_none_unasked() {
    let test = "a_session_without_a_keyring_has_no_keys_and_takes_none_unasked";
    if part().is_none() {
        let home = tempfile::tempdir().unwrap();
        run(Session::Locked, home.path(), test, "fresh");
        return;
    }
    let keychain = Keychain::new();
    assert_eq!(get(&keychain, STORE_KEY).await, None, "nothing can be hidden where nothing is");
    let written = keychain.set(STORE_KEY, &key()).await;
    assert!(matches!(written, Err(SecretError::Locked)), "{written:?}");
    let state = keychain.probe().await;
    assert!(matches!(state, VaultState::Locked { .. }), "{state:?}");
    let made = keychain.unlock().await;
    assert!(matches!(made, Err(SecretError::Dismissed)), "no display to ask on: {made:?}");
}

#[tokio::test]
async fn no_session_and_no_keychain_are_told_apart_and_name_the_way_out() {
    let home = tempfile::tempdir().unwrap();
    let test = "no_session_and_no_keychain_are_told_apart_and_name_the_way_out";
    let Some(part) = part() else {
        run(Session::None, home.path(), test, "no bus");
        run(Session::Bare, home.path(), test, "bare bus");
        return;
    };
    let keychain = Keychain::new();
    let begun = Instant::now();
    let error = keychain.get(ANTHROPIC_API_KEY).await.unwrap_err();
    let fits = match part.as_str() {
        "no bus" => matches!(error, SecretError::NoSessionBus),
        _ => matches!(error, SecretError::NoProvider),
    };
    assert!(fits, "{part}: {error:?}");
    assert!(error.hint().contains("sealed with a passphrase"), "{}", error.hint());
    let error = keychain.set(ANTHROPIC_API_KEY, &key()).await.unwrap_err();
    assert!(matches!(error, SecretError::NoSessionBus | SecretError::NoProvider), "{error:?}");
    let places = probe(&keychain, &home.path().join("secrets")).await;
    let message = match &places.keychain {
        VaultState::Missing { message } => message.clone(),
        other => panic!("{other:?}"),
    };
    assert!(message.contains("sealed with a passphrase"), "{message}");
    assert!(!places.sealed_file, "and nothing is sealed by itself");
    assert_eq!(places.vault(), places.keychain);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

// rows: 1.51, 2.48
#[tokio::test]
async fn a_keychain_that_never_answers_is_given_up() {
    let test = "a_keychain_that_never_answers_is_given_up";
    if part().is_none() {
        let home = tempfile::tempdir().unwrap();
        run(Session::Bare, home.path(), test, "silent");
        return;
    }
    // Somebody has the name of the Secret Service, and says nothing.
    let silent = zbus::connection::Builder::session()
        .and_then(|builder| builder.name("org.freedesktop.secrets"))
        .unwrap()
        .build()
        .await
        .unwrap();
    let call = Duration::from_millis(300);
    let keychain = Keychain::with_deadlines(Deadlines { call, prompt: 2 * call });
    for _ in 0..2 {
        let begun = Instant::now();
        let error = keychain.get(ANTHROPIC_API_KEY).await.unwrap_err();
        assert!(matches!(error, SecretError::TimedOut { after } if after == call), "{error:?}");
        assert!(begun.elapsed() >= call && begun.elapsed() < 10 * call, "{:?}", begun.elapsed());
    }
    assert!(matches!(keychain.probe().await, VaultState::Missing { .. }));
    let error = keychain.unlock().await.unwrap_err();
    assert!(matches!(error, SecretError::TimedOut { after } if after == 2 * call), "{error:?}");
    drop(silent);
}
