#pragma once

/// The words of names and descriptions as people wrote them, and how many items have each: what a misspelt
/// word is compared with. The terms of the index are stems, which nobody would want to be shown.
///
/// It lies beside the database, in a file of its own that is read when a word is unknown.
///
///   words_of({.name = "deploy\nDeploying", .description = "deploy it"})  -> "deploy", "deploying"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/record.h"

namespace agentops::index {

/// Word -> number of items.
using Vocabulary = std::map<std::string, std::uint64_t, std::less<>>;

/// Its words, without stop words; sorted, each once.
[[nodiscard]] std::vector<std::string> words_of(const Record& record);

[[nodiscard]] std::string write_vocabulary(const Vocabulary& vocabulary);

/// Nothing when the bytes are none.
[[nodiscard]] std::optional<Vocabulary> read_vocabulary(std::string_view bytes);

/// Counts the words of `record` once more, or once less.
void add_words(const Record& record, Vocabulary& vocabulary);
void remove_words(const Record& record, Vocabulary& vocabulary);

}  // namespace agentops::index
