// The reader of an assistant's requests: whatever comes in lines, each answer is one line of JSON. There is
// no folder behind it, so that tools are named and refused, but read nothing.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "serve/server.h"
#include "text/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  serve::Server server({.folder = {.root = "/nonexistent", .offline = true}, .version = "0"});
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    [[maybe_unused]] const auto answer = server.answer(bytes.substr(0, end));
    assert(!answer || (!answer->contains('\n') && text::read_json(*answer, "answer")));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  }
  return 0;
}
