/* Included before each scanner of a grammar (cmake/Grammar.cmake). A scanner keeps its state in a buffer of 1024
   bytes, and those of YAML (its issue 48) and Python (its issue 350) look only before they write a whole entry
   whether there is room: indentation some hundreds deep writes past the end. Told of a smaller buffer, they stop
   in time; an entry is at most four bytes. Then the deepest indents are forgotten, which costs a sound tree. */
#include "tree_sitter/parser.h"

#undef TREE_SITTER_SERIALIZATION_BUFFER_SIZE
#define TREE_SITTER_SERIALIZATION_BUFFER_SIZE 1020
