// What grammars need to parse in the page: the parser that is used natively too, compiled from the
// very source that the crate `tree-sitter` has, and the few functions of C that it and the grammars
// ask for. Each grammar is a file of its own, which shares this memory.
//
// Text goes in as UTF-8, as it does natively: how wrong text is understood depends on the length of
// its parts in bytes.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tree_sitter/api.h>

#define EXPORT(name) __attribute__((export_name(#name)))

// Progress is asked for every so many steps; a text that takes more is given up, as natively.
static const uint32_t MOST_STEPS = 400000;

void *malloc(size_t size);
void *realloc(void *pointer, size_t size);
void free(void *pointer);

// ---- parsing

typedef struct {
  const char *text;
  uint32_t length;
} Text;

static const char *read(void *payload, uint32_t at, TSPoint point, uint32_t *length) {
  (void)point;
  const Text *text = payload;
  *length = at < text->length ? text->length - at : 0;
  return *length ? text->text + at : "";
}

static bool is_enough(TSParseState *state) {
  uint32_t *steps = state->payload;
  *steps += 1;
  return *steps > MOST_STEPS;
}

// Where each byte lies in UTF-16 units; nothing where every byte is a unit.
static uint32_t *units_of(const Text *text) {
  bool is_ascii = true;
  for (uint32_t at = 0; at < text->length; at++) is_ascii &= (uint8_t)text->text[at] < 0x80;
  if (is_ascii) return NULL;
  uint32_t *units = malloc((text->length + 1) * sizeof(uint32_t));
  uint32_t unit = 0;
  for (uint32_t at = 0; at < text->length; at++) {
    uint8_t byte = (uint8_t)text->text[at];
    units[at] = unit;
    // The first byte of a character says how many units it has; the others are within it.
    if ((byte & 0xC0) != 0x80) unit += byte >= 0xF0 ? 2 : 1;
  }
  units[text->length] = unit;
  return units;
}

typedef struct {
  uint32_t *words;
  uint32_t count;
  uint32_t room;
} Words;

static void push(Words *list, const uint32_t *node) {
  if (list->count + 5 > list->room) {
    list->room = list->room ? list->room * 2 : 5120;
    list->words = realloc(list->words, list->room * sizeof(uint32_t));
  }
  for (uint32_t at = 0; at < 5; at++) list->words[list->count++] = node[at];
}

static uint32_t flags_of(TSNode node) {
  return (ts_node_is_error(node) || ts_node_is_missing(node) ? 1 : 0) | (ts_node_has_error(node) ? 2 : 0);
}

// The tree as five numbers a node, parents before children: kind and field, first and last unit,
// depth, what is wrong.
static Words flatten(TSTree *tree, const uint32_t *units) {
  Words list = {0};
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  for (uint32_t depth = 0;;) {
    TSNode node = ts_tree_cursor_current_node(&cursor);
    uint32_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
    uint32_t field = ts_tree_cursor_current_field_id(&cursor);
    uint32_t words[5] = {
      ts_node_symbol(node) | field << 16,
      units ? units[start] : start,
      units ? units[end] : end,
      depth,
      flags_of(node),
    };
    push(&list, words);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      depth++;
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        ts_tree_cursor_delete(&cursor);
        return list;
      }
      depth--;
    }
  }
}

static TSParser *parser;
static Words last;

// Parses `length` bytes at `text`, which are freed. Returns how many numbers there are, which lie
// where `words` says until the next call; 0 where the text was given up or the grammar does not fit.
EXPORT(parse) uint32_t parse(const TSLanguage *language, char *bytes, uint32_t length) {
  Text text = {bytes, length};
  free(last.words);
  last = (Words){0};
  if (!parser) parser = ts_parser_new();
  if (ts_parser_language(parser) != language && !ts_parser_set_language(parser, language)) return 0;
  uint32_t steps = 0;
  TSInput input = {.payload = &text, .read = read, .encoding = TSInputEncodingUTF8};
  TSParseOptions options = {.payload = &steps, .progress_callback = is_enough};
  TSTree *tree = ts_parser_parse_with_options(parser, NULL, input, options);
  if (tree) {
    uint32_t *units = units_of(&text);
    last = flatten(tree, units);
    free(units);
    ts_tree_delete(tree);
  } else {
    ts_parser_reset(parser);
  }
  free(bytes);
  return last.count;
}

EXPORT(words) uint32_t *words(void) { return last.words; }

EXPORT(kind_count) uint32_t kind_count(const TSLanguage *language) {
  return ts_language_symbol_count(language);
}

EXPORT(kind_name) const char *kind_name(const TSLanguage *language, uint32_t kind) {
  const char *name = ts_language_symbol_name(language, (TSSymbol)kind);
  return name ? name : "";
}

EXPORT(field_count) uint32_t field_count(const TSLanguage *language) {
  return ts_language_field_count(language);
}

EXPORT(field_name) const char *field_name(const TSLanguage *language, uint32_t field) {
  const char *name = ts_language_field_name_for_id(language, (TSFieldId)field);
  return name ? name : "";
}
