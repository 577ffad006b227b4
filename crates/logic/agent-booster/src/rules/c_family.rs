//! Rust, Go, Java, C and C++.

use super::Name::{Field as In, First, Head, Receiver, Text};
use super::SymbolKind::{Field, Function, Impl, Import, Macro, Module, Type, Variable};
use super::{Rules, bodied, outside, rule};

pub(super) const RUST: Rules = Rules {
    symbols: &[
        rule("function_item", Function, In("name")),
        rule("function_signature_item", Function, In("name")),
        rule("struct_item", Type, In("name")),
        rule("enum_item", Type, In("name")),
        rule("union_item", Type, In("name")),
        rule("trait_item", Type, In("name")),
        rule("type_item", Type, In("name")),
        rule("associated_type", Type, In("name")),
        rule("impl_item", Impl, Head),
        rule("mod_item", Module, In("name")),
        rule("const_item", Variable, In("name")),
        rule("static_item", Variable, In("name")),
        rule("macro_definition", Macro, In("name")),
        rule("enum_variant", Field, In("name")),
        rule("field_declaration", Field, In("name")),
        rule("use_declaration", Import, In("argument")),
    ],
    wrappers: &[],
    opaque: &[
        "string_literal",
        "raw_string_literal",
        "line_comment",
        "block_comment",
        "parameters",
        "token_tree",
        "attribute_item",
        "inner_attribute_item",
        "type_parameters",
        "where_clause",
        "call_expression",
        "field_expression",
        "scoped_identifier",
        "binary_expression",
    ],
    frames: &[
        ("impl Frame {\n", "\n}"),
        ("struct Frame {\n", "\n}"),
        ("enum Frame {\n", "\n}"),
        ("trait Frame {\n", "\n}"),
    ],
};

pub(super) const GO: Rules = Rules {
    symbols: &[
        rule("function_declaration", Function, In("name")),
        rule("method_declaration", Function, Receiver),
        rule("method_elem", Function, In("name")),
        outside("type_spec", Type, In("name")),
        outside("type_alias", Type, In("name")),
        outside("const_spec", Variable, In("name")),
        outside("var_spec", Variable, In("name")),
        outside("field_declaration", Field, In("name")),
        rule("import_spec", Import, In("path")),
    ],
    wrappers: &["type_declaration", "const_declaration", "var_declaration", "import_declaration"],
    opaque: &[
        "interpreted_string_literal",
        "raw_string_literal",
        "comment",
        "parameter_list",
        "call_expression",
        "binary_expression",
        "selector_expression",
    ],
    frames: &[("type Frame struct {\n", "\n}")],
};

pub(super) const JAVA: Rules = Rules {
    symbols: &[
        rule("method_declaration", Function, In("name")),
        rule("constructor_declaration", Function, In("name")),
        rule("compact_constructor_declaration", Function, In("name")),
        rule("annotation_type_element_declaration", Function, In("name")),
        rule("class_declaration", Type, In("name")),
        rule("interface_declaration", Type, In("name")),
        rule("enum_declaration", Type, In("name")),
        rule("record_declaration", Type, In("name")),
        rule("annotation_type_declaration", Type, In("name")),
        outside("field_declaration", Field, First("declarator", &["identifier"])),
        outside("constant_declaration", Field, First("declarator", &["identifier"])),
        outside("enum_constant", Field, In("name")),
        rule("import_declaration", Import, Text),
    ],
    wrappers: &[],
    opaque: &[
        "string_literal",
        "line_comment",
        "block_comment",
        "formal_parameters",
        "modifiers",
        "method_invocation",
        "binary_expression",
        "type_parameters",
    ],
    frames: &[("class Frame {\n", "\n}")],
};

const DECLARED: &[&str] = &[
    "identifier",
    "field_identifier",
    "type_identifier",
    "qualified_identifier",
    "destructor_name",
    "operator_name",
    "operator_cast",
    "template_function",
    "structured_binding_declarator",
];

pub(super) const C: Rules = Rules {
    symbols: &[
        rule("function_definition", Function, First("declarator", DECLARED)),
        outside("declaration", Variable, First("declarator", DECLARED)),
        outside("field_declaration", Field, First("declarator", DECLARED)),
        bodied("struct_specifier", Type, In("name")),
        bodied("class_specifier", Type, In("name")),
        bodied("union_specifier", Type, In("name")),
        bodied("enum_specifier", Type, In("name")),
        outside("type_definition", Type, First("declarator", DECLARED)),
        outside("alias_declaration", Type, In("name")),
        rule("concept_definition", Type, In("name")),
        rule("namespace_definition", Module, In("name")),
        rule("preproc_def", Macro, In("name")),
        rule("preproc_function_def", Macro, In("name")),
        outside("enumerator", Field, In("name")),
        rule("preproc_include", Import, In("path")),
    ],
    wrappers: &["template_declaration"],
    opaque: &[
        "string_literal",
        "comment",
        "parameter_list",
        "binary_expression",
        "call_expression",
        "preproc_arg",
        "initializer_list",
    ],
    frames: &[("struct Frame {\n", "\n};"), ("enum Frame {\n", "\n};")],
};
