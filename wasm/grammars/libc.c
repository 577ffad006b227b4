// The functions of C that the parser and the scanners of grammars call.
//
// Letters are told as natively in the locale "C", in which programs start: none beyond ASCII is one.

#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(#name)))

// ---- memory: blocks of powers of two, each size with a list of free ones

extern uint8_t __heap_base;

typedef union Block {
  union Block *next;
  struct {
    uint32_t size_class;
    uint32_t unused;
  } head;
} Block;

static Block *free_blocks[32];
static uintptr_t heap_end;

void *memset(void *to, int byte, size_t count);
void *memcpy(void *restrict to, const void *restrict from, size_t count);

EXPORT(abort) void abort(void) { __builtin_trap(); }

static uintptr_t take(size_t size) {
  if (!heap_end) heap_end = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
  uintptr_t at = heap_end;
  uintptr_t room = (uintptr_t)__builtin_wasm_memory_size(0) << 16;
  if (at + size > room || at + size < at) {
    size_t pages = (at + size - room + 0xFFFF) >> 16;
    if (at + size < at || __builtin_wasm_memory_grow(0, pages) == (size_t)-1) abort();
  }
  heap_end = at + size;
  return at;
}

EXPORT(malloc) void *malloc(size_t size) {
  if (size > 0x40000000) abort();
  // The head, of eight bytes, says which list it goes back to.
  uint32_t size_class = 32 - (uint32_t)__builtin_clz((uint32_t)(size + 7) | 15);
  Block *block = free_blocks[size_class];
  if (block) free_blocks[size_class] = block[1].next;
  else block = (Block *)take((size_t)1 << size_class);
  block->head.size_class = size_class;
  return block + 1;
}

EXPORT(free) void free(void *pointer) {
  if (!pointer) return;
  Block *block = (Block *)pointer - 1;
  uint32_t size_class = block->head.size_class;
  block[1].next = free_blocks[size_class];
  free_blocks[size_class] = block;
}

EXPORT(calloc) void *calloc(size_t count, size_t size) {
  if (size && count > 0x40000000 / size) abort();
  return memset(malloc(count * size), 0, count * size);
}

EXPORT(realloc) void *realloc(void *pointer, size_t size) {
  if (!pointer) return malloc(size);
  size_t room = ((size_t)1 << ((Block *)pointer - 1)->head.size_class) - sizeof(Block);
  if (size <= room) return pointer;
  void *moved = malloc(size);
  memcpy(moved, pointer, room);
  free(pointer);
  return moved;
}

// ---- bytes; the first three become single instructions

EXPORT(memset) void *memset(void *to, int byte, size_t count) { return __builtin_memset(to, byte, count); }

EXPORT(memcpy) void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  return __builtin_memcpy(to, from, count);
}

EXPORT(memmove) void *memmove(void *to, const void *from, size_t count) {
  return __builtin_memmove(to, from, count);
}

EXPORT(memcmp) int memcmp(const void *left, const void *right, size_t count) {
  const uint8_t *a = left, *b = right;
  for (; count; count--, a++, b++) {
    if (*a != *b) return *a - *b;
  }
  return 0;
}

EXPORT(memchr) void *memchr(const void *from, int byte, size_t count) {
  const uint8_t *at = from;
  for (; count; count--, at++) {
    if (*at == (uint8_t)byte) return (void *)at;
  }
  return NULL;
}

// ---- strings

EXPORT(strlen) size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length]) length++;
  return length;
}

EXPORT(strncmp) int strncmp(const char *left, const char *right, size_t count) {
  for (; count; count--, left++, right++) {
    if (*left != *right || !*left) return (uint8_t)*left - (uint8_t)*right;
  }
  return 0;
}

EXPORT(strcmp) int strcmp(const char *left, const char *right) { return strncmp(left, right, (size_t)-1); }

EXPORT(strncpy) char *strncpy(char *restrict to, const char *restrict from, size_t count) {
  size_t at = 0;
  for (; at < count && from[at]; at++) to[at] = from[at];
  for (; at < count; at++) to[at] = 0;
  return to;
}

// ---- characters

EXPORT(iswdigit) int iswdigit(uint32_t c) { return c - '0' < 10; }
EXPORT(iswlower) int iswlower(uint32_t c) { return c - 'a' < 26; }
EXPORT(iswupper) int iswupper(uint32_t c) { return c - 'A' < 26; }
EXPORT(iswalpha) int iswalpha(uint32_t c) { return (c | 32) - 'a' < 26; }
EXPORT(iswalnum) int iswalnum(uint32_t c) { return iswalpha(c) || iswdigit(c); }
EXPORT(iswspace) int iswspace(uint32_t c) { return c == ' ' || c - '\t' < 5; }
EXPORT(iswblank) int iswblank(uint32_t c) { return c == ' ' || c == '\t'; }
EXPORT(iswxdigit) int iswxdigit(uint32_t c) { return iswdigit(c) || (c | 32) - 'a' < 6; }
EXPORT(iswpunct) int iswpunct(uint32_t c) { return c - '!' < 94 && !iswalnum(c); }
EXPORT(towlower) uint32_t towlower(uint32_t c) { return iswupper(c) ? c + 32 : c; }
EXPORT(towupper) uint32_t towupper(uint32_t c) { return iswlower(c) ? c - 32 : c; }
EXPORT(isdigit) int isdigit(int c) { return iswdigit((uint32_t)c); }

// ---- print: nobody reads it

int fprintf(void *stream, const char *format, ...) {
  (void)stream, (void)format;
  return 0;
}

int snprintf(char *to, size_t room, const char *format, ...) {
  (void)format;
  if (room) *to = 0;
  return 0;
}

int vsnprintf(char *to, size_t room, const char *format, __builtin_va_list rest) {
  (void)rest;
  return snprintf(to, room, format);
}

int fputc(int c, void *stream) {
  (void)stream;
  return c;
}

int fputs(const char *text, void *stream) {
  (void)text, (void)stream;
  return 0;
}

size_t fwrite(const void *from, size_t size, size_t count, void *stream) {
  (void)from, (void)size, (void)stream;
  return count;
}

void *fdopen(int file, const char *mode) {
  (void)file, (void)mode;
  return NULL;
}

int fclose(void *stream) {
  (void)stream;
  return 0;
}
