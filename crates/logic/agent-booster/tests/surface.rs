//! Names of languages, and what is set.

use atelier_agent_booster::{Booster, Config, LANGUAGES, Language, NativeGrammars, parse_language};

// rows: 3.054
#[test]
fn languages_go_by_their_names_and_aliases() {
    let known: &[(Language, &[&str])] = &[
        (Language::JavaScript, &["javascript", "js", "JS", ".js", "mjs", "cjs"]),
        (Language::TypeScript, &["typescript", "ts", " TypeScript "]),
        (Language::Python, &["python", "py"]),
        (Language::Rust, &["rust", "rs"]),
        (Language::Go, &["go"]),
        (Language::Java, &["java"]),
        (Language::C, &["c", "h"]),
        (Language::Cpp, &["cpp", "c++", "cxx"]),
    ];
    for (language, names) in known {
        for name in *names {
            assert_eq!(parse_language(name), Some(*language), "{name}");
        }
    }
    for name in ["", "cobol", "javascriptx", "c+", "\u{0}", "😀"] {
        assert_eq!(parse_language(name), None, "{name}");
    }
    for language in LANGUAGES {
        assert_eq!(parse_language(language.name()), Some(*language));
        assert!(language.names().iter().all(|name| parse_language(name) == Some(*language)));
    }
}

// rows: 3.055
#[test]
fn half_sure_and_fifty_parts_are_the_settings_as_they_come() {
    let booster = Booster::new(Box::new(NativeGrammars::default()), Config::default());
    let config = booster.config();
    assert!((config.confidence_threshold - 0.5).abs() < f64::EPSILON);
    assert_eq!(config.max_chunks, 50);
    let written = serde_json::to_value(config).unwrap();
    assert_eq!(written["confidenceThreshold"], 0.5);
    assert_eq!(written["maxChunks"], 50);
}
