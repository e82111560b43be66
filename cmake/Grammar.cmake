# tree-sitter and its grammars are C sources that arrive by npm. Debian packages no grammars, and its core
# is too old for theirs (docs/decisions/0003-grammars-from-npm.md). npm only unpacks: no script of a
# package is run, and the lock file holds each to its checksum.

set(AGENTOPS_NODE_MODULES ${PROJECT_SOURCE_DIR}/node_modules)

# Unpacks what package-lock.json lists, when it is newer than what is unpacked. All build folders share it.
function(agentops_fetch_grammars)
  set(lock ${PROJECT_SOURCE_DIR}/package-lock.json)
  set(unpacked ${AGENTOPS_NODE_MODULES}/.package-lock.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lock})
  if(EXISTS ${unpacked} AND NOT ${lock} IS_NEWER_THAN ${unpacked})
    return()
  endif()
  find_program(NPM npm)
  if(NOT NPM)
    message(FATAL_ERROR "npm is needed once, to unpack the tree-sitter grammars: run script/bootstrap")
  endif()
  message(STATUS "Unpacking tree-sitter and its grammars (npm ci)")
  execute_process(
    COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "npm ci failed (${failed}): is the npm registry in reach? Its words are above.")
  endif()
  file(TOUCH ${unpacked})  # so that a lock file with a later time stamp is not unpacked again
endfunction()

# Generated C: optimised in every build, without warnings, debug information or our own flags. Only the
# fuzzing build instruments it, because there a fault in a grammar is what we look for; it calls functions
# declared `()` through pointers of another type, which C allows and the function sanitizer does not.
function(agentops_foreign_c TARGET)
  target_compile_options(${TARGET} PRIVATE -w -O2 -g0)
  set_target_properties(${TARGET} PROPERTIES C_STANDARD 11 C_EXTENSIONS ON UNITY_BUILD OFF
                                             POSITION_INDEPENDENT_CODE ON C_CLANG_TIDY "")
  if(AGENTOPS_FUZZ)
    target_compile_options(${TARGET} PRIVATE ${AGENTOPS_SANITIZER_FLAGS} -fno-sanitize=function)
  endif()
endfunction()

# external::tree_sitter, the core: its lib.c includes all the rest.
function(agentops_tree_sitter PACKAGE)
  set(root ${AGENTOPS_NODE_MODULES}/${PACKAGE}/vendor/tree-sitter/lib)
  add_library(tree_sitter STATIC ${root}/src/lib.c)
  target_include_directories(tree_sitter SYSTEM PUBLIC ${root}/include PRIVATE ${root}/src)
  target_compile_definitions(tree_sitter PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE)
  agentops_foreign_c(tree_sitter)
  add_library(external::tree_sitter ALIAS tree_sitter)
endfunction()

# Included before each scanner of a grammar. A scanner keeps its state in a buffer of 1024 bytes, and those of YAML (its
# issue 48) and Python (its issue 350) look only before they write a whole entry whether there is room: indentation some
# hundreds deep writes past the end. Told of a smaller buffer, they stop in time; an entry is at most four bytes. Then the
# deepest indents are forgotten, which costs a sound tree.
set(AGENTOPS_SCANNER_BUFFER ${PROJECT_BINARY_DIR}/scanner_buffer.h)
file(CONFIGURE OUTPUT ${AGENTOPS_SCANNER_BUFFER} CONTENT [[
#include "tree_sitter/parser.h"
#undef TREE_SITTER_SERIALIZATION_BUFFER_SIZE
#define TREE_SITTER_SERIALIZATION_BUFFER_SIZE 1020
]] @ONLY)

# external::grammar_NAME, which defines `const TSLanguage* tree_sitter_NAME()`. FOLDER is where the sources lie
# in the package when that is not `src` (tree-sitter-typescript holds two grammars).
function(agentops_grammar NAME PACKAGE)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "FOLDER" "")
  if(NOT arg_FOLDER)
    set(arg_FOLDER src)
  endif()
  set(source ${AGENTOPS_NODE_MODULES}/${PACKAGE}/${arg_FOLDER})
  set(files ${source}/parser.c)
  if(EXISTS ${source}/scanner.c)
    list(APPEND files ${source}/scanner.c)
    set_source_files_properties(${source}/scanner.c PROPERTIES COMPILE_OPTIONS "-include;${AGENTOPS_SCANNER_BUFFER}"
                                                               OBJECT_DEPENDS ${AGENTOPS_SCANNER_BUFFER})
  endif()
  add_library(grammar_${NAME} STATIC ${files})
  target_include_directories(grammar_${NAME} SYSTEM PRIVATE ${source})
  agentops_foreign_c(grammar_${NAME})
  add_library(external::grammar_${NAME} ALIAS grammar_${NAME})
endfunction()

agentops_fetch_grammars()
