# Makes a C++ source that holds the files of a folder, for actions/sample_files.h. Run as a script by the build:
#
#   cmake -DFOLDER=samples -DOUTPUT=sample_files.cpp -P Embed.cmake

file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/* ${FOLDER}/.*)
list(REMOVE_DUPLICATES files)
list(SORT files)

set(arrays "")
set(entries "")
set(number 0)
foreach(file IN LISTS files)
  if(file MATCHES "^\\.agentops/|^agentops\\.(plan|lock)|^packages/")
    continue()
  endif()
  file(READ ${FOLDER}/${file} bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" literal "${bytes}")
  set(executable false)
  if(bytes MATCHES "^2321") # "#!"
    set(executable true)
  endif()
  string(APPEND arrays "constexpr char bytes_${number}[] = \"${literal}\";\n")
  string(APPEND entries "    {\"${file}\", std::string_view(bytes_${number}, ${size}), ${executable}},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE ${OUTPUT} "// Made by cmake/Embed.cmake.
#include \"actions/sample_files.h\"

#include <array>

namespace agentops::actions {
namespace {

${arrays}
constexpr std::array<SampleFile, ${number}> files = {{
${entries}}};

}  // namespace

std::span<const SampleFile> sample_files() { return files; }

}  // namespace agentops::actions
")
