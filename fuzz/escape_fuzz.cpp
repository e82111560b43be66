#include <cstdlib>

#include "text/escape.h"
#include "text/words.h"

/// No text reaches a terminal that is not UTF-8 or holds a control character, and words are cut from any
/// bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::text;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string& safe :
       {for_terminal(bytes), for_markdown(bytes), cut_to_width(valid_utf8(bytes), 40)})
    if (!is_utf8(safe)) std::abort();
  for_each_character(for_terminal(bytes), [](const Character& character) {
    if (is_control(character.point)) std::abort();
  });
  if (for_terminal(for_terminal(bytes)) != for_terminal(bytes)) std::abort();
  for (const std::string& word : content_words(bytes))
    if (word.empty() || word.size() > 64) std::abort();
  if (normalised(normalised(bytes)) != normalised(bytes)) std::abort();
  return 0;
}
