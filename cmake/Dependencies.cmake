# Everything agentops takes from outside, each under one name: external::NAME.
#
# A room asks for what it needs with `USES external::NAME` and never calls find_package itself, so this file
# is the whole list. Which room may use which library (its door) is held by tests/house_test.cpp.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# external::NAME, whatever the package calls its target.
function(agentops_external NAME TARGET)
  set_target_properties(${TARGET} PROPERTIES IMPORTED_GLOBAL TRUE)
  add_library(external::${NAME} ALIAS ${TARGET})
endfunction()

# external::NAME from a pkg-config module, for packages that bring no usable CMake config.
function(agentops_external_module NAME MODULE)
  string(TOUPPER ${NAME} prefix)
  pkg_check_modules(${prefix} REQUIRED QUIET IMPORTED_TARGET GLOBAL ${MODULE})
  add_library(external::${NAME} ALIAS PkgConfig::${prefix})
endfunction()

# Text and notations
find_package(fmt 9 CONFIG REQUIRED)
agentops_external(fmt fmt::fmt)
find_package(nlohmann_json 3.11 CONFIG REQUIRED)
agentops_external(json nlohmann_json::nlohmann_json)
find_package(yaml-cpp CONFIG REQUIRED)
agentops_external(yaml_cpp yaml-cpp)
agentops_external_module(re2 re2)  # its .pc says version 0.0.0: ask for none
agentops_external_module(utf8proc libutf8proc)
agentops_external_module(cmark_gfm libcmark-gfm)  # this .pc names the extensions too

# Search and mathematics
agentops_external_module(xapian xapian-core>=1.4)
find_package(Eigen3 3.4 CONFIG REQUIRED)
agentops_external(eigen Eigen3::Eigen)

# Digests and archives
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
agentops_external(crypto OpenSSL::Crypto)
agentops_external_module(xxhash libxxhash)
find_package(LibArchive 3.6 REQUIRED)
agentops_external(archive LibArchive::LibArchive)
find_package(ZLIB REQUIRED)
agentops_external(zlib ZLIB::ZLIB)

# Servers
find_package(CURL 7.88 REQUIRED)
agentops_external(curl CURL::libcurl)

# The command line
find_package(CLI11 2.1 CONFIG REQUIRED)
agentops_external(cli11 CLI11::CLI11)

# Tests, and what only developers have
find_package(GTest 1.12 CONFIG REQUIRED)
agentops_external(googletest GTest::gtest)
agentops_external(googlemock GTest::gmock)
agentops_external(googletest_main GTest::gtest_main)
find_package(benchmark 1.7 CONFIG QUIET)
if(benchmark_FOUND)
  agentops_external(benchmark benchmark::benchmark)
endif()
pkg_check_modules(IGRAPH QUIET IMPORTED_TARGET GLOBAL igraph>=0.10)
if(IGRAPH_FOUND)
  add_library(external::igraph ALIAS PkgConfig::IGRAPH)
endif()

# Parsers of programming languages: external::tree_sitter and one external::grammar_NAME for each line.
# The version of each is in package.json; to add one, add it there and a line here.
include(Grammar)
agentops_tree_sitter(tree-sitter)
agentops_grammar(bash tree-sitter-bash)
agentops_grammar(go tree-sitter-go)
agentops_grammar(javascript tree-sitter-javascript)
agentops_grammar(json tree-sitter-json)
agentops_grammar(python tree-sitter-python)
agentops_grammar(toml @tree-sitter-grammars/tree-sitter-toml)
agentops_grammar(tsx tree-sitter-typescript FOLDER tsx/src)
agentops_grammar(yaml @tree-sitter-grammars/tree-sitter-yaml)
