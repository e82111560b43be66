#include "index/stemmer.h"

#include <algorithm>
#include <memory>
#include <unordered_map>

#include <xapian.h>

namespace agentops::index {
namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t most_remembered = 200'000;  // about 20 MB; then the memory begins anew

bool has_english_letters(const std::string& word) {
  return word.size() <= longest_word &&
         std::ranges::none_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

class RememberingStemmer {
 public:
  const std::string& operator()(const std::string& word) {
    if (const auto known = stems_.find(word); known != stems_.end()) return known->second;
    if (stems_.size() >= most_remembered) stems_.clear();
    return stems_.emplace(word, has_english_letters(word) ? stem_(word) : word).first->second;
  }

 private:
  Xapian::Stem stem_{"en"};
  std::unordered_map<std::string, std::string> stems_;
};

}  // namespace

text::Stemmer make_stemmer() {
  return [stemmer = std::make_shared<RememberingStemmer>()](const std::string& word) {
    return (*stemmer)(word);
  };
}

}  // namespace agentops::index
