#include "index/stemmer.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

#include <xapian.h>

namespace agentops::index {
namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t remembered = 1UL
                                   << 14U;  // few enough to stay in a processor's cache: there lies the gain

bool has_english_letters(const std::string& word) {
  return word.size() <= longest_word &&
         std::ranges::none_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Remembers the words of late, each at the place that its hash gives it.
class RememberingStemmer {
 public:
  const std::string& operator()(const std::string& word) {
    Known& known = known_[std::hash<std::string>{}(word) % remembered];
    if (known.word != word) known = {word, has_english_letters(word) ? stem_(word) : word};
    return known.stem;
  }

 private:
  struct Known {
    std::string word;
    std::string stem;
  };

  Xapian::Stem stem_{"en"};
  std::vector<Known> known_ = std::vector<Known>(remembered);
};

}  // namespace

text::Stemmer make_stemmer() {
  return [stemmer = std::make_shared<RememberingStemmer>()](const std::string& word) {
    return (*stemmer)(word);
  };
}

}  // namespace agentops::index
