# How a room, its tests and the program are declared. A room's CMakeLists.txt is one call:
#
#   agentops_library(extract
#     SOURCES frontmatter.cpp markdown.cpp
#     HEADERS frontmatter.h markdown.h
#     DEPENDS models text                # rooms that the headers name
#     USES external::cmark_gfm)          # libraries that the sources use, see Dependencies.cmake
#
# and that of its tests, in tests/ROOM/, another:
#
#   agentops_test(extract
#     SOURCES frontmatter_test.cpp markdown_test.cpp
#     DEPENDS extract)

include(GoogleTest)

# A room as a static library `NAME` (alias agentops::NAME); without SOURCES it is only its headers. Includes are
# spelled from the project's root. Each header is compiled alone by the target NAME_verify_interface_header_sets.
# fmt is there in every source.
function(agentops_library NAME)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;DEPENDS;USES")
  agentops_check_arguments(${NAME})
  list(TRANSFORM arg_DEPENDS PREPEND agentops::)

  if(arg_SOURCES)
    add_library(${NAME} STATIC ${arg_SOURCES})
    set(visibility PUBLIC)
    target_link_libraries(${NAME} PUBLIC ${arg_DEPENDS} PRIVATE ${arg_USES} external::fmt)
  else()
    add_library(${NAME} INTERFACE)
    set(visibility INTERFACE)
    target_link_libraries(${NAME} INTERFACE ${arg_DEPENDS} ${arg_USES})
  endif()
  target_sources(${NAME} ${visibility} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  set_target_properties(${NAME} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  add_library(agentops::${NAME} ALIAS ${NAME})
endfunction()

# The program NAME, linked from rooms.
function(agentops_program NAME)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;USES")
  agentops_check_arguments(${NAME})
  list(TRANSFORM arg_DEPENDS PREPEND agentops::)
  add_executable(${NAME} ${arg_SOURCES})
  target_link_libraries(${NAME} PRIVATE ${arg_DEPENDS} ${arg_USES} external::fmt)
endfunction()

# The executable NAME_tests, whose tests ctest lists one by one under the label NAME. They run in the project's
# root, so a test reads `samples/...`; AGENTOPS_PROGRAM is the path of the program that was built;
# the secret of the caches is kept in the build folder. The preset `tidy` compiles tests with clang's warnings, but leaves
# clang-tidy to the sources: it minds what gtest's macros make, and would take twice as long.
function(agentops_test NAME)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;USES")
  agentops_check_arguments(${NAME})
  list(TRANSFORM arg_DEPENDS PREPEND agentops::)
  add_executable(${NAME}_tests ${arg_SOURCES})
  set_target_properties(${NAME}_tests PROPERTIES CXX_CLANG_TIDY "")
  target_include_directories(${NAME}_tests PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${NAME}_tests PRIVATE ${arg_DEPENDS} ${arg_USES} external::fmt external::googlemock
                                              external::googletest_main)
  gtest_discover_tests(
    ${NAME}_tests
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    NO_PRETTY_VALUES  # a value without a printer would put its address into the name
    DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${NAME} TIMEOUT 300 ENVIRONMENT AGENTOPS_PROGRAM=${PROJECT_BINARY_DIR}/cli/agentops
               ENVIRONMENT_MODIFICATION XDG_STATE_HOME=set:${PROJECT_BINARY_DIR}/state-home)
endfunction()

# A misspelt keyword would otherwise be taken for a value, or be lost.
macro(agentops_check_arguments NAME)
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${NAME}: these arguments belong to no keyword: ${arg_UNPARSED_ARGUMENTS}")
  endif()
endmacro()
