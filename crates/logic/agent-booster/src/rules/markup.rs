//! JSON, YAML, TOML, Markdown, CSS and HTML.

use super::Name::{Field as In, First, Head, Heading, Tag, Text};
use super::SymbolKind::{Element, Field, Import, Key, Rule as Ruled, Section, Table};
use super::{Rules, rule};

pub(super) const JSON: Rules = Rules {
    symbols: &[rule("pair", Key, In("key"))],
    wrappers: &[],
    opaque: &["string", "comment"],
    frames: &[("{\n", "\n}")],
};

pub(super) const YAML: Rules = Rules {
    symbols: &[rule("block_mapping_pair", Key, In("key")), rule("flow_pair", Key, In("key"))],
    wrappers: &[],
    opaque: &["comment", "plain_scalar", "block_scalar", "double_quote_scalar"],
    frames: &[],
};

const KEYS: &[&str] = &["dotted_key", "bare_key", "quoted_key"];

pub(super) const TOML: Rules = Rules {
    symbols: &[
        rule("table", Table, First("", KEYS)),
        rule("table_array_element", Table, First("", KEYS)),
        rule("pair", Key, First("", KEYS)),
    ],
    wrappers: &[],
    opaque: &["string", "comment"],
    frames: &[],
};

pub(super) const MARKDOWN: Rules = Rules {
    symbols: &[rule("section", Section, Heading)],
    wrappers: &[],
    opaque: &["paragraph", "list", "fenced_code_block", "block_quote", "pipe_table", "html_block"],
    frames: &[],
};

pub(super) const CSS: Rules = Rules {
    symbols: &[
        rule("rule_set", Ruled, Head),
        rule("media_statement", Ruled, Head),
        rule("supports_statement", Ruled, Head),
        rule("keyframes_statement", Ruled, Head),
        rule("keyframe_block", Ruled, Head),
        rule("at_rule", Ruled, Head),
        rule("declaration", Field, First("", &["property_name"])),
        rule("import_statement", Import, Text),
    ],
    wrappers: &[],
    opaque: &["comment", "selectors"],
    frames: &[("frame {\n", "\n}")],
};

pub(super) const HTML: Rules = Rules {
    symbols: &[
        rule("element", Element, Tag),
        rule("script_element", Element, Tag),
        rule("style_element", Element, Tag),
    ],
    wrappers: &[],
    opaque: &["comment", "raw_text", "text", "start_tag", "end_tag"],
    frames: &[],
};
