//! What a text asks for, what is wrong with it, and what it becomes.

use std::collections::BTreeMap;

use atelier_templates::{Kind, Place, Variable, read};

/// A text, the values for it, and why they do not fit.
type Refused<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn filled(text: &str, pairs: &[(&str, &str)]) -> Result<String, String> {
    let reading = read(text);
    assert_eq!(reading.faults, vec![], "{text}");
    reading.template.render(&values(pairs), "2026-11-21").map_err(|error| error.to_string())
}

// rows: 3.161
#[test]
fn every_type_is_read_with_its_default() {
    let text = "{{a}} {{b: multiline = \"one\\ntwo\"}} {{c: number = -1.50}} \
                {{d: choice(short, \"long, very\") = short}} {{e: date = today}} {{f: boolean = true}}";
    let reading = read(text);
    assert_eq!(reading.faults, vec![]);
    let variable = |name: &str, kind, default: Option<&str>| Variable {
        name: name.to_owned(),
        kind,
        default: default.map(str::to_owned),
    };
    let options = vec!["short".to_owned(), "long, very".to_owned()];
    let expected = [
        variable("a", Kind::Text, None),
        variable("b", Kind::Multiline, Some("one\ntwo")),
        variable("c", Kind::Number, Some("-1.50")),
        variable("d", Kind::Choice(options), Some("short")),
        variable("e", Kind::Date, Some("today")),
        variable("f", Kind::Boolean, Some("true")),
    ];
    assert_eq!(reading.template.variables(), expected);
    assert_eq!(filled(text, &[("a", "x")]).unwrap(), "x one\ntwo -1.50 short 2026-11-21 yes");
}

// rows: 3.161
#[test]
fn a_value_must_be_of_its_type_and_be_asked_for() {
    let cases: &[Refused] = &[
        ("{{a}}", &[], "`a` has no value yet"),
        ("{{a}}", &[("a", "one\ntwo")], "`a` takes one line of text"),
        ("{{a: number}}", &[("a", "1e400")], "`a` takes a number"),
        ("{{a: number}}", &[("a", "NaN")], "`a` takes a number"),
        ("{{a: date}}", &[("a", "2026-02-29")], "`a` takes a day, as 2026-11-21"),
        ("{{a: date}}", &[("a", "21.11.2026")], "`a` takes a day, as 2026-11-21"),
        ("{{a: boolean}}", &[("a", "yes")], "`a` takes `true` or `false`"),
        ("{{a: choice(x, y)}}", &[("a", "z")], "`a` takes one of: x, y"),
        ("plain", &[("a", "z")], "the template does not ask for `a`"),
    ];
    for (text, given, why) in cases {
        assert_eq!(filled(text, given).unwrap_err(), *why, "{text}");
    }
}

#[test]
fn braces_can_be_written_and_a_value_is_never_read_as_a_template() {
    assert_eq!(filled("\\{{a}} } }} {a} \\x", &[]).unwrap(), "{{a}} } }} {a} \\x");
    assert_eq!(filled("<{{a}}>", &[("a", "{{b}} \\{{")]).unwrap(), "<{{b}} \\{{>");
    assert_eq!(filled("{{ a }}{{a}}", &[("a", "😀")]).unwrap(), "😀😀");
    assert_eq!(filled("{{a: choice(\"}}\", b) = \"}}\"}}", &[]).unwrap(), "}}");
}

#[test]
fn what_is_mentioned_again_needs_no_type_again_and_may_have_no_other() {
    assert_eq!(filled("{{n: number}}+{{n}}", &[("n", "2")]).unwrap(), "2+2");
    assert_eq!(filled("{{n}}+{{n: number = 3}}", &[]).unwrap(), "3+3");
    for text in ["{{n: number}}{{n: date}}", "{{n = 1}}{{n = 2}}", "{{n = x}}{{n: number}}"] {
        assert_eq!(read(text).faults.len(), 1, "{text}");
    }
}

// rows: 3.161
#[test]
fn every_fault_is_told_with_its_place() {
    let cases = [
        ("a\nbc {{", 2, 4),
        ("{{}}", 1, 3),
        ("é {{a!}}", 1, 6),
        ("{{a: colour}}", 1, 6),
        ("{{a: choice}}", 1, 6),
        ("{{a: choice(x, x)}}", 1, 6),
        ("{{a: choice(x, )}}", 1, 6),
        ("{{a: number = x}}", 1, 15),
        ("{{a: date = 2026-13-01}}", 1, 13),
        ("{{a: boolean = yes}}", 1, 16),
        ("{{a = \"x}}", 1, 7),
        ("{{a = \"x\ny\"}}", 1, 1),
    ];
    for (text, line, column) in cases {
        let faults = read(text).faults;
        assert_eq!(faults.first().map(|it| it.at), Some(Place { line, column }), "{text}");
    }
    let all = read("{{!}} {{a: b}}\n{{c: number = d}} {{good}}");
    assert_eq!(all.faults.len(), 3, "reading goes on after a fault");
    assert!(all.template.variables().iter().any(|it| it.name == "good"));
}

#[test]
fn nothing_grows_without_bounds() {
    let many: Vec<String> = (0..1_000).map(|it| format!("{{{{v{it}}}}}")).collect();
    let reading = read(&many.concat());
    assert_eq!(reading.template.variables().len(), 50);
    assert_eq!(reading.faults.len(), 20);
    let options = vec!["\"x\""; 100_000].join(",");
    assert_eq!(read(&format!("{{{{a: choice({options})}}}}")).faults.len(), 1);
    let open = "{{".repeat(50_000);
    assert_eq!(read(&open).faults.len(), 20);
}
