#include "index/search_words.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "text/characters.h"

namespace agentops::index {
namespace {

/// True for words of parts that are words themselves: each has two bytes or more.
bool joins_words(std::string_view word) {
  if (!word.contains('_')) return false;
  for (std::size_t begin = 0; begin <= word.size();) {
    const std::size_t end = std::min(word.find('_', begin), word.size());
    if (end - begin == 1) return false;
    begin = end + 1;
  }
  return true;
}

/// Scripts that are written without spaces between words, or whose words are joined from few syllables.
bool is_without_spaces(std::int32_t point) {
  const bool is_kana = point >= 0x3040 && point <= 0x30ff;
  const bool is_han = (point >= 0x3400 && point <= 0x9fff) || (point >= 0xf900 && point <= 0xfaff) ||
                      (point >= 0x20000 && point <= 0x3ffff);
  const bool is_hangul = point >= 0xac00 && point <= 0xd7af;
  return is_kana || is_han || is_hangul;
}

bool is_ascii(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Cuts one word into stretches of either sort of script and adds them.
class Splitter {
 public:
  explicit Splitter(std::vector<std::string>& words) : words_(words) {}

  void split(std::string_view word) {
    text::for_each_character(word, [&](const text::Character& character) {
      const bool is_dense = is_without_spaces(character.point);
      if (is_dense != is_dense_) finish();
      is_dense_ = is_dense;
      if (is_dense && !last_.empty()) words_.push_back(last_ + std::string(character.bytes));
      if (is_dense) {
        is_alone_ = last_.empty();
        last_ = character.bytes;
      } else {
        stretch_ += character.bytes;
      }
    });
    finish();
  }

 private:
  void finish() {
    if (is_alone_) words_.push_back(last_);
    if (!stretch_.empty()) words_.push_back(stretch_);
    is_alone_ = false;
    last_.clear();
    stretch_.clear();
  }

  std::vector<std::string>& words_;
  bool is_dense_ = false;
  bool is_alone_ = false;  ///< `last_` has not been part of a pair
  std::string last_;       ///< the last character of a dense stretch
  std::string stretch_;    ///< of other script
};

}  // namespace

std::vector<std::string> search_words(std::string_view text) {
  std::vector<std::string> words;
  for_each_search_word(text, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

void add_search_words(std::string_view written, std::vector<std::string>& words) {
  std::vector<std::string> content;
  text::add_content_words(written, content);
  for (std::string& word : content) {
    if (joins_words(word)) continue;
    if (is_ascii(word))
      words.push_back(std::move(word));
    else
      Splitter(words).split(word);
  }
}

}  // namespace agentops::index
