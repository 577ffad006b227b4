//! Whatever comes in: no panic, an end in time, and every promise kept.

mod support;

use std::time::Instant;

use atelier_agent_booster::{Booster, Config, LANGUAGES, NativeGrammars};
use proptest::prelude::{Strategy, any, prop_oneof, proptest};
use support::apply;

/// Lines that mean something to the engine, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~\n\t]{0,40}",
        any::<String>(),
        proptest::sample::select(vec![
            "<<<<<<< SEARCH\n",
            "=======\n",
            ">>>>>>> REPLACE\n",
            "@@ -1,2 +1,2 @@\n",
            "+new\n",
            "-a\n",
            " b\n",
            "*** Begin Patch\n",
            "*** Update File: x\n",
            "*** End Patch\n",
            "// ... existing code ...\n",
            "# ...\n",
            "function a() {\n",
            "}\n",
            "class A {\n",
            "def a():\n",
            "    return 1\n",
            "import x\n",
            "{\n",
            "\"a\": 1,\n",
            "```js\n",
            "```\n",
            "\r\n",
            "\u{feff}",
            "a\n",
            "b\n",
            "<search>\n",
            "</search>\n",
            "<replace></replace>",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_breaks_it(original in pieces(), edit in pieces(), number in 0..LANGUAGES.len()) {
        let language = LANGUAGES.get(number).copied().unwrap_or(atelier_agent_booster::Language::Text);
        let mut booster = Booster::new(Box::new(NativeGrammars::default()), Config::default());
        match booster.apply_edit(&original, &edit, language) {
            Ok(outcome) => {
                let (mut old, mut new) = (0, 0);
                for touched in &outcome.touched {
                    assert_eq!(
                        original.get(old..touched.before.start),
                        outcome.text.get(new..touched.after.start),
                        "what lies between is kept",
                    );
                    (old, new) = (touched.before.end, touched.after.end);
                }
                assert_eq!(original.get(old..), outcome.text.get(new..), "what follows is kept");
                assert!((0.0..=1.0).contains(&outcome.confidence));
            }
            Err(refusal) => assert!(!refusal.to_string().is_empty()),
        }
    }

    #[test]
    fn an_exact_block_is_always_applied(before in "[a-z\n]{0,200}", old in "[0-9]{4,12}", after in "[a-z\n]{0,200}") {
        let original = format!("{before}\n{old}\n{after}\n");
        let edit = format!("<<<<<<< SEARCH\n{old}\n=======\nNEW {old}\n>>>>>>> REPLACE\n");
        let expected = format!("{before}\nNEW {old}\n{after}\n");
        assert_eq!(apply("text", &original, &edit).map(|outcome| outcome.text), Ok(expected));
    }
}

#[test]
fn large_and_deep_texts_end_in_time() {
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    let nested: Vec<String> = (0..600).map(|depth| " ".repeat(depth) + "if x:").collect();
    let nested = nested.join("\n");
    let same = "foo(bar);\n".repeat(20_000);
    let cases = [
        ("json", deep.as_str(), "{\"a\": 1}"),
        ("python", nested.as_str(), "def a():\n    pass\n"),
        (
            "javascript",
            same.as_str(),
            "<<<<<<< SEARCH\nfoo(baz);\nfoo(qux);\n=======\nx\n>>>>>>> REPLACE\n",
        ),
        ("javascript", same.as_str(), "foo(bar);\n// ...\nfoo(bar2);\n// ...\n"),
        ("text", same.as_str(), "@@ @@\n foo(bar);\n-foo(bar);\n+x\n"),
    ];
    for (language, original, edit) in cases {
        let begun = Instant::now();
        let answer = apply(language, original, edit);
        assert!(answer.is_err(), "{language}: nobody can tell what is meant");
        assert!(begun.elapsed().as_secs() < 10, "{language}: {:?}", begun.elapsed());
    }
}
