# How our own code is compiled. Set for the directory, not for a target, so that the check that every header
# compiles alone uses the same flags; it is included after the foreign C sources, which keep their own.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_compile_options(
  -Wall -Wextra -Wpedantic -Werror
  -Wcast-align -Wcast-qual -Wconversion -Wdouble-promotion -Wextra-semi -Wformat=2 -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wredundant-decls -Wshadow -Wsign-conversion
  -Wundef -Wunused)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wduplicated-cond -Wduplicated-branches -Wlogical-op)
  # A designated initialiser may leave out what has a default: that is why we write them.
  add_compile_options(-Wno-missing-field-initializers)
  # Once it optimises, g++ 12 sees these in the standard library (strings, optional, variant) where they are not.
  add_compile_options(-Wno-array-bounds -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow
                      -Wno-stringop-overread)
else()
  # A designated initialiser may leave out what has a default: that is why we write them.
  add_compile_options(-Wno-missing-designated-field-initializers)
  # libstdc++ 12's own stable_sort uses what its standard deprecated since.
  add_compile_options(-Wno-deprecated-declarations)
endif()

# The same numbers from every compiler and machine: no fused multiply-add unless written.
add_compile_options(-ffp-contract=off)

# Hardening: agentops reads files written by strangers.
add_compile_options(-fstack-protector-strong -fcf-protection)
add_compile_definitions(_GLIBCXX_ASSERTIONS)
add_link_options(-pie -Wl,-z,relro,-z,now,-z,noexecstack)
if(NOT AGENTOPS_SANITIZE)
  add_compile_options("$<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3>")
endif()

if(AGENTOPS_SANITIZE)
  add_compile_options(${AGENTOPS_SANITIZER_FLAGS})
  add_link_options(-fsanitize=${AGENTOPS_SANITIZE})
endif()
