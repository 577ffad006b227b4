//! Which colours come out of a file, and which of them are too hard to tell apart.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use atelier_themes::{
    Base, Color, Tokens, built_in, is_role, read_css, read_pack, roles, weak_pairs, write_pack,
};

fn hex(text: &str) -> Color {
    Color::from_hex(text).unwrap()
}

#[test]
fn the_roles_are_those_of_the_windows_own_sheet() {
    let (light, dark) = (roles(Base::Light), roles(Base::Dark));
    assert!(light.len() > 35, "{}", light.len());
    assert!(light.keys().eq(dark.keys()), "both bases have the same roles");
    assert_eq!(light["surface"].to_string(), "#fcf9f5");
    assert_eq!(dark["surface"].to_string(), "#131720");
    for not in ["shadow", "scrim", "font-sans", "color-surface", "text-xs", ""] {
        assert!(!is_role(not), "{not}");
    }
}

/// The window's own colours pass the rules, and so do those that come along.
#[test]
fn what_comes_along_can_be_read() {
    for base in [Base::Light, Base::Dark] {
        assert_eq!(weak_pairs(base, &Tokens::new()), vec![], "{base:?}");
    }
    assert_eq!(built_in().len(), 2);
    for (id, theme) in built_in() {
        assert_eq!(weak_pairs(theme.base, &theme.tokens), vec![], "{id}");
        assert_eq!(theme.tokens.len(), roles(theme.base).len(), "{id} names every role");
        for (ink, least) in [("text", 15.0), ("text-faint", 9.0), ("border", 7.0), ("accent", 7.0)]
        {
            let ratio = theme.tokens[ink].contrast(theme.tokens["surface"]);
            assert!(ratio >= least, "{id}: {ink} has {ratio}");
        }
    }
}

// rows: 3.166
#[test]
fn every_way_to_write_a_colour_is_read() {
    let cases = [
        ("#abc", "#aabbcc"),
        ("#A1B2C3", "#a1b2c3"),
        ("#a1b2c3ff", "#a1b2c3"),
        ("rebeccapurple", "#663399"),
        ("rgb(10, 20, 30)", "#0a141e"),
        ("rgb(10 20 30 / 100%)", "#0a141e"),
        ("rgba(100%, 0%, 50%, 1)", "#ff0080"),
        ("rgb(999 -5 0)", "#ff0000"),
        ("hsl(120 100% 25%)", "#008000"),
        ("hsl(-240deg, 100%, 25%)", "#008000"),
        ("/* ink */ #000 /* yes */", "#000000"),
    ];
    for (written, expected) in cases {
        let reading = read_css(&format!(":root {{ --text: {written}; }}"));
        let theme = reading.themes.first().unwrap_or_else(|| panic!("{written}: {reading:?}"));
        assert_eq!(theme.tokens["text"].to_string(), expected, "{written}");
        assert_eq!(reading.left_out, Vec::<String>::new(), "{written}");
    }
}

/// Nothing but colours of known roles survives, however it is written.
// rows: 3.166
#[test]
fn hostile_css_leaves_nothing() {
    let cases = [
        "--text: url(https://example.org/x)",
        "--text: url(javascript:alert(1))",
        "--text: var(--surface)",
        "--text: env(x)",
        "--text: attr(title)",
        "--text: image-set(\"x\" 1x)",
        "--text: expression(alert(1))",
        "--text: -moz-binding(x)",
        "--text: red; } body { display: none",
        "--text: red url(x)",
        "--text: red !important",
        "--text: \\75rl(x)",
        "--text: transparent",
        "--text: currentcolor",
        "--text: inherit",
        "--text: #0008",
        "--text: rgb(0 0 0 / 50%)",
        "--text: rgb(calc(1) 2 3)",
        "--text: rgb(1 2 3 4 5)",
        "--text: color-mix(in srgb, red, blue)",
        "--text: 1e999",
        "--text:",
        "--shadow: 0 0 9px red",
        "--font-sans: Evil",
        "--evil: #fff",
        "--TEXT: #fff",
        "text: #fff",
        "background: url(//example.org/x)",
        "color: red",
        "behavior: url(x.htc)",
        "& { --text: #fff }",
        "@media all { --text: #fff }",
    ];
    for body in cases {
        let reading = read_css(&format!(":root {{ {body} }}"));
        let kept: Vec<_> = reading.themes.iter().flat_map(|it| it.tokens.keys()).collect();
        let expected: &[&str] = if body.starts_with("--text: red; }") { &["text"] } else { &[] };
        assert_eq!(kept, expected, "{body}");
    }
    let sheets = [
        "@import url(https://example.org/x.css);",
        "@font-face { src: url(x) }",
        "@media (prefers-color-scheme: dark) { :root { --text: #fff } }",
        "@layer base { :root { --text: #fff } }",
        "body { --text: #fff }",
        ":root:hover { --text: #fff }",
        "[data-theme=\"light\"] * { --text: #fff }",
        "input[value^=a] { background: url(//x) }",
        "</style><script>alert(1)</script><style> :root { --text: #fff }",
        "<!-- :root { --text: #fff } -->",
        ":root { --text: #fff",
        "{}}}{{{",
        "\0\0\u{202e}",
    ];
    for sheet in sheets {
        for theme in read_css(sheet).themes {
            let kept: Vec<_> = theme.tokens.into_iter().collect();
            assert_eq!(kept, vec![("text".to_owned(), hex("#fff"))], "{sheet}");
        }
    }
}

#[test]
fn what_is_left_out_is_named_shortly_and_without_end() {
    let many: Vec<String> = (0..10_000).map(|it| format!("--x{it}: red;")).collect();
    let reading = read_css(&format!(":root {{ {} }}", many.concat()));
    assert_eq!(reading.left_out.len(), 50);
    let long = format!(":root {{ --{}\u{1b}[31m: red }}", "y".repeat(100_000));
    let reading = read_css(&long);
    assert!(reading.left_out.iter().all(|it| it.chars().count() < 80), "{reading:?}");
    let deep = format!(":root {{ --text: {}red{} }}", "rgb(".repeat(20_000), ")".repeat(20_000));
    assert_eq!(read_css(&deep).themes, vec![]);
}

// rows: 3.166
#[test]
fn a_sheet_may_hold_both_bases() {
    let sheet = ":root { --accent: #123456 } [data-theme='light'] { --text: #000 }
                 html[data-theme=dark] { --text: #fff }";
    let reading = read_css(sheet);
    let of = |base| reading.themes.iter().find(|it| it.base == base).unwrap();
    assert_eq!(of(Base::Light).tokens["text"], hex("#000"));
    assert_eq!(of(Base::Dark).tokens["text"], hex("#fff"));
    assert!(reading.themes.iter().all(|it| it.tokens["accent"] == hex("#123456")));
    assert_eq!(read_css(":root { --surface: #101010 }").themes[0].base, Base::Dark);
    assert_eq!(read_css(":root { --surface: #f0f0f0 }").themes[0].base, Base::Light);
}

// rows: 3.166
#[test]
fn a_pack_is_written_and_read_and_nothing_else_is_a_pack() {
    let (_, draft) = built_in()[1].clone();
    let text = write_pack(std::slice::from_ref(&draft)).unwrap();
    let again = read_pack(&text).unwrap();
    assert_eq!((again.themes, again.left_out), (vec![draft], Vec::new()));
    let pack = |themes: &str| {
        format!("{{\"format\":\"atelier-theme\",\"version\":1,\"themes\":[{themes}]}}")
    };
    let odd = pack(
        r##"{"name":" a\u0007b ","base":"light","tokens":{"text":"#FFF","evil":"#000","info":"url(x)","accent":"#12345"}}"##,
    );
    let odd = read_pack(&odd).unwrap();
    assert_eq!(odd.themes[0].name, "ab");
    assert_eq!(odd.themes[0].tokens.keys().collect::<Vec<_>>(), ["text"]);
    assert_eq!(odd.left_out.len(), 3);
    let theme = r#"{"name":"x","base":"light","tokens":{}}"#;
    let bad = [
        String::new(),
        "[]".to_owned(),
        "{\"format\":\"other\",\"version\":1,\"themes\":[]}".to_owned(),
        "{\"format\":\"atelier-theme\",\"version\":2,\"themes\":[]}".to_owned(),
        pack(r#"{"name":"x","base":"purple","tokens":{}}"#),
        pack(r#"{"name":"x","base":"light","tokens":{},"css":"*{}"}"#),
        pack(&[theme; 17].join(",")),
        "[".repeat(200_000),
    ];
    for text in &bad {
        assert!(read_pack(text).is_err(), "{}", text.get(..60).unwrap_or(text));
    }
}

#[test]
fn weak_pairs_are_told_with_how_weak_they_are() {
    let tokens = Tokens::from([("text".to_owned(), hex("#777777"))]);
    let weak = weak_pairs(Base::Light, &tokens);
    let first = weak.iter().find(|it| it.pair.ink == "text" && it.pair.paper == "surface").unwrap();
    assert!((first.ratio - 4.26).abs() < 0.05 && (first.least - 7.0).abs() < 0.01, "{first:?}");
    assert!(weak.iter().all(|it| it.pair.ink == "text"), "nothing else changed: {weak:?}");
}
