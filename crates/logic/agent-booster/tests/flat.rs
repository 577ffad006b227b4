//! Grammars that hand over trees as numbers give the same edits as those that are crates.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use atelier_agent_booster::{
    Booster, Change, Config, Cursor, FLAT_WORDS, FlatTree, Grammars, Language, NativeGrammars,
    Syntax, Tree,
};
use proptest::prelude::{any, proptest};

/// What stands in for the page: parses natively and hands over numbers.
#[derive(Default)]
struct PageGrammars {
    native: NativeGrammars,
    given: Option<Given>,
}

struct Given {
    native: NativeGrammars,
    language: Language,
    kinds: Vec<String>,
    fields: Vec<String>,
    rules: String,
}

impl Grammars for PageGrammars {
    fn syntax(&mut self, language: Language) -> Option<&mut dyn Syntax> {
        let syntax = self.native.syntax(language)?;
        let names = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        let (kinds, fields) = (names(syntax.kinds()), names(syntax.fields()));
        let native = NativeGrammars::default();
        let rules = syntax.rules().to_owned();
        Some(self.given.insert(Given { native, language, kinds, fields, rules }))
    }
}

impl Syntax for Given {
    fn parse(&mut self, text: &str) -> Option<Box<dyn Tree>> {
        let tree = self.native.syntax(self.language)?.parse(text)?;
        let mut words = Vec::new();
        flatten(text, tree.walk().as_mut(), 0, &mut words);
        FlatTree::read(text, &words).map(|tree| Box::new(tree) as Box<dyn Tree>)
    }

    fn reparse(&mut self, text: &str, _: &dyn Tree, _: &[Change]) -> Option<Box<dyn Tree>> {
        self.parse(text)
    }

    fn kinds(&self) -> Vec<&str> {
        self.kinds.iter().map(String::as_str).collect()
    }

    fn fields(&self) -> Vec<&str> {
        self.fields.iter().map(String::as_str).collect()
    }

    fn rules(&self) -> &str {
        &self.rules
    }
}

fn flatten(text: &str, cursor: &mut dyn Cursor, depth: u32, words: &mut Vec<u32>) {
    let node = cursor.node();
    let units = |byte: usize| u32::try_from(text[..byte].encode_utf16().count()).unwrap();
    let sort = u32::from(node.kind) | u32::from(node.field) << 16;
    let flags = u32::from(node.is_error) | u32::from(node.has_error) << 1;
    words.extend([sort, units(node.range.start), units(node.range.end), depth, flags]);
    if cursor.down() {
        loop {
            flatten(text, cursor, depth + 1, words);
            if !cursor.next() {
                break;
            }
        }
        assert!(cursor.up(), "a child has a parent");
    }
}

#[test]
fn edits_are_the_same_whoever_parses() {
    let cases = [
        (
            "class A:\n    x = \"ä😀\"\n\n    def run(self):\n        return 1\n",
            "def run(self):\n    return 2\n",
            Language::Python,
        ),
        (
            "const a = \"→\";\nfunction f() {\n  return 1;\n}\n",
            "function f() {\n  return 2;\n}\n",
            Language::JavaScript,
        ),
        (
            "{\n  \"é\": 1,\n  \"b\": {\n    \"c\": 2\n  }\n}\n",
            "{\n  // ...\n  \"b\": {\n    \"c\": 3\n  }\n}\n",
            Language::Json,
        ),
        (
            "fn a() {\n    1\n}\n",
            "<<<<<<< SEARCH\n    1\n=======\n    (1\n>>>>>>> REPLACE\n",
            Language::Rust,
        ),
        ("fn a() {\n    1\n}\n", "fn b() {\n    2\n}\n", Language::Rust),
    ];
    for (original, edit, language) in cases {
        let config = Config::default();
        let mut native = Booster::new(Box::new(NativeGrammars::default()), config);
        let mut page = Booster::new(Box::new(PageGrammars::default()), config);
        let expected = native.apply_edit(original, edit, language);
        assert_eq!(page.apply_edit(original, edit, language), expected, "{edit}");
    }
}

#[test]
fn what_is_no_tree_is_no_tree() {
    let text = "a😀b";
    for words in [
        &[][..],
        &[1, 0, 4],
        &[1, 0, 4, 1, 0],
        &[1, 0, 9, 0, 0],
        &[1, 3, 1, 0, 0],
        &[1, 0, 4, 0, 0, 2, 0, 1, 2, 0],
        &[1, 0, 4, 0, 0, 2, 0, 1, 0, 0],
    ] {
        assert_eq!(FlatTree::read(text, words), None, "{words:?}");
    }
    assert!(FlatTree::read(text, &[1, 0, 4, 0, 0, 2, 0, 1, 1, 0]).is_some());
}

proptest! {
    #[test]
    fn any_numbers_are_walked_to_an_end(words in proptest::collection::vec(any::<u8>(), 0..200)) {
        let text = "let a = 1; let b = 2; let c = 3;".repeat(9);
        // Small numbers now and then make a tree.
        let words: Vec<u32> = words.chunks(FLAT_WORDS).flat_map(|chunk| {
            let depth = chunk.get(3).map_or(0, |depth| u32::from(depth % 3));
            let number = |at: usize| chunk.get(at).map_or(0, |one| u32::from(*one));
            [number(0), number(1).min(number(2)), number(2), depth, 0]
        }).collect();
        if let Some(tree) = FlatTree::read(&text, &words) {
            let mut cursor = tree.walk();
            let mut steps = 0;
            while cursor.down() || cursor.next() || cursor.up() {
                steps += 1;
                if steps > 1000 {
                    break;
                }
            }
        }
    }
}
