// What scanners use and the headers of `tree-sitter-language` do not declare.

#include <stddef.h>
#include <stdint.h>

#define static_assert _Static_assert

int isdigit(int c);
