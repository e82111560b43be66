#include "text/shared_lines.h"

#include <algorithm>
#include <set>

#include "text/ascii.h"
#include "text/diff.h"
#include "text/words.h"

namespace agentops::text {

SharedLines::SharedLines(std::span<const std::string_view> texts) : count_(texts.size()) {
  for (const std::string_view text : texts) {
    std::set<std::uint64_t> own;
    for (const std::string_view line : lines_of(text)) {
      const std::uint64_t words = words_hash(line);
      Holders& holders = lines_[words];
      if (own.insert(words).second) ++holders.texts;
      holders.spellings.insert(trim(line));
    }
  }
  lines_.erase(words_hash(""));
  std::ptrdiff_t most = -1;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto lines = lines_of(texts[i]);
    const auto common = std::ranges::count_if(lines, [this](auto line) { return is_common(line); });
    if (common > most) model_ = i;
    most = std::max(most, common);
  }
}

std::uint32_t SharedLines::texts_with(std::string_view line) const {
  const auto found = lines_.find(words_hash(line));
  return found == lines_.end() ? 0 : found->second.texts;
}

std::uint32_t SharedLines::spellings_of(std::string_view line) const {
  const auto found = lines_.find(words_hash(line));
  return found == lines_.end() ? 0 : static_cast<std::uint32_t>(found->second.spellings.size());
}

bool SharedLines::is_common(std::string_view line) const {
  const std::uint32_t texts = texts_with(line);
  return texts > 0 && 2 * std::size_t{texts} >= count_;
}

}  // namespace agentops::text
