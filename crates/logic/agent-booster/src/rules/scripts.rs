//! JavaScript and its kin, Python, Bash.

use super::Name::{Call, Field as In, Text};
use super::SymbolKind::{Call as Called, Field, Function, Import, Module, Type, Variable};
use super::{Rules, outside, rule};

pub(super) const ECMASCRIPT: Rules = Rules {
    symbols: &[
        rule("function_declaration", Function, In("name")),
        rule("generator_function_declaration", Function, In("name")),
        rule("function_signature", Function, In("name")),
        rule("method_definition", Function, In("name")),
        rule("method_signature", Function, In("name")),
        rule("abstract_method_signature", Function, In("name")),
        rule("class_declaration", Type, In("name")),
        rule("abstract_class_declaration", Type, In("name")),
        rule("interface_declaration", Type, In("name")),
        rule("type_alias_declaration", Type, In("name")),
        rule("enum_declaration", Type, In("name")),
        rule("public_field_definition", Field, In("name")),
        rule("field_definition", Field, In("property")),
        outside("property_signature", Field, In("name")),
        outside("enum_assignment", Field, In("name")),
        outside("pair", Field, In("key")),
        outside("variable_declarator", Variable, In("name")),
        outside("assignment_expression", Variable, In("left")),
        rule("internal_module", Module, In("name")),
        rule("module", Module, In("name")),
        outside("call_expression", Called, Call),
        rule("import_statement", Import, In("source")),
    ],
    wrappers: &[
        "export_statement",
        "lexical_declaration",
        "variable_declaration",
        "expression_statement",
        "ambient_declaration",
    ],
    opaque: &[
        "string",
        "template_string",
        "comment",
        "formal_parameters",
        "type_annotation",
        "type_arguments",
        "type_parameters",
        "binary_expression",
        "regex",
        "class_heritage",
        "member_expression",
        "return_type",
        "import_clause",
        "object_type",
        "union_type",
    ],
    frames: &[("class Frame {\n", "\n}"), ("const frame = {\n", "\n};")],
};

pub(super) const PYTHON: Rules = Rules {
    symbols: &[
        rule("function_definition", Function, In("name")),
        rule("class_definition", Type, In("name")),
        outside("assignment", Variable, In("left")),
        rule("import_statement", Import, Text),
        rule("import_from_statement", Import, In("module_name")),
        rule("future_import_statement", Import, Text),
    ],
    wrappers: &["decorated_definition", "expression_statement"],
    opaque: &[
        "string",
        "comment",
        "parameters",
        "argument_list",
        "binary_operator",
        "call",
        "list",
        "dictionary",
        "decorator",
        "type",
        "tuple",
        "set",
    ],
    frames: &[("class Frame:\n", "")],
};

pub(super) const BASH: Rules = Rules {
    symbols: &[
        rule("function_definition", Function, In("name")),
        outside("variable_assignment", Variable, In("name")),
    ],
    wrappers: &["declaration_command"],
    opaque: &["string", "raw_string", "comment", "command", "heredoc_body", "test_command"],
    frames: &[],
};
