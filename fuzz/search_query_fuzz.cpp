// The reader of search queries: any bytes become a tree or an error, and a tree that reads back as itself.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "index/query.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::index;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const bool loosely : {false, true}) {
    static_cast<void>(write_query(settled(plain_query(bytes), loosely)));
    const auto tree = read_query(bytes);
    if (!tree) continue;
    const Node question = settled(*tree, loosely);
    assert(question.form != NodeForm::Beside);
    static_cast<void>(words_of(question));
    static_cast<void>(read_query(write_query(question)));
  }
  return 0;
}
