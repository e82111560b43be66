#pragma once

/// Which lines several texts share, whatever their case and punctuation.
///
///   "1. Stop.\n2. Ask.\n", "1. STOP!\n2. Go.\n"  ->  both have "1. Stop.", in two spellings

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string_view>

namespace agentops::text {

class SharedLines {
 public:
  /// The texts must outlive it.
  explicit SharedLines(std::span<const std::string_view> texts);

  /// How many texts have a line of the words of `line`.
  [[nodiscard]] std::uint32_t texts_with(std::string_view line) const;

  /// In how many ways they write it: ends of lines and blanks around it do not count.
  [[nodiscard]] std::uint32_t spellings_of(std::string_view line) const;

  /// True when at least half of the texts have it. A line without words is nobody's.
  [[nodiscard]] bool is_common(std::string_view line) const;

  /// The text of which most lines are common, the first of several: where to read them in order.
  [[nodiscard]] std::size_t most_common_text() const { return model_; }

 private:
  struct Holders {
    std::uint32_t texts = 0;
    std::set<std::string_view> spellings;
  };

  std::map<std::uint64_t, Holders> lines_;  ///< by the hash of their words
  std::size_t count_ = 0;                   ///< of texts
  std::size_t model_ = 0;
};

}  // namespace agentops::text
