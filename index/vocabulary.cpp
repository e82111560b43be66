#include "index/vocabulary.h"

#include <algorithm>

#include "index/search_words.h"
#include "text/bytes.h"
#include "text/words.h"

// Sorted words begin alike: each says how much of the one before it keeps.

namespace agentops::index {

std::vector<std::string> words_of(const Record& record) {
  std::vector<std::string> words;
  for (const std::string* text : {&record.name, &record.description})
    for_each_search_word(*text, [&](std::string_view word) {
      if (!text::is_stop_word(word)) words.emplace_back(word);
    });
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words;
}

std::string write_vocabulary(const Vocabulary& vocabulary) {
  text::ByteWriter writer;
  writer.number(vocabulary.size());
  std::string_view last;
  for (const auto& [word, items] : vocabulary) {
    const auto kept = static_cast<std::size_t>(std::ranges::mismatch(last, word).in1 - last.begin());
    writer.number(kept);
    writer.text(std::string_view(word).substr(kept));
    writer.number(items);
    last = word;
  }
  return writer.take();
}

std::optional<Vocabulary> read_vocabulary(std::string_view bytes) {
  text::ByteReader reader(bytes);
  Vocabulary vocabulary;
  std::string word;
  for (std::size_t count = reader.count(3); count > 0; --count) {
    word.resize(std::min<std::size_t>(reader.number(), word.size()));
    word += reader.text();
    vocabulary.emplace_hint(vocabulary.end(), word, reader.number());
    if (!reader.ok()) return std::nullopt;
  }
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  return vocabulary;
}

void add_words(const Record& record, Vocabulary& vocabulary) {
  for (std::string& word : words_of(record)) ++vocabulary[std::move(word)];
}

void remove_words(const Record& record, Vocabulary& vocabulary) {
  for (const std::string& word : words_of(record))
    if (const auto found = vocabulary.find(word); found != vocabulary.end() && --found->second == 0)
      vocabulary.erase(found);
}

}  // namespace agentops::index
