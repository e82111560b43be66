#pragma once

/// A package for another subject, made from one that works: the same templates, other words, and the values
/// left to be filled in.
///
///   support, as "sales", customer -> lead
///   -> agents/handle-lead.md "# Handle a lead ...", config: limits.amount without a value (was $500)
///
/// The same words are replaced in texts, in names of files and in the keys of settings, so what led somewhere
/// still does. Nothing is guessed: what no mapping says stays, and is named where it is a question.

#include <string>
#include <string_view>
#include <vector>

#include "models/file_tree.h"
#include "models/result.h"
#include "package/contents.h"
#include "text/word_forms.h"

namespace agentops::package {

struct AdaptationOptions {
  std::string name;  ///< of the new package
  std::vector<text::WordMapping> words;
  std::string author;
};

/// A word that was replaced.
struct AdaptedWord {
  Place place;  ///< in the new package; line 0: in the path itself
  std::string before;
  std::string after;

  friend bool operator==(const AdaptedWord&, const AdaptedWord&) = default;
};

/// What only a person can answer.
struct AdaptationBlank {
  Place place;  ///< in the new package
  std::string what;

  friend bool operator==(const AdaptationBlank&, const AdaptationBlank&) = default;
};

struct Adaptation {
  FileTree files;  ///< the new package, and `.draft/adaptation.tsv`, which says where each word came from
  std::vector<AdaptedWord> words;       ///< sorted by place
  std::vector<AdaptationBlank> blanks;  ///< sorted by place
};

inline constexpr std::string_view adaptation_path = ".draft/adaptation.tsv";

/// Errors: Usage, E-ADAPT, when two files would have one name, or a mapping is no word for a word.
[[nodiscard]] Result<Adaptation> adapt(const Package& package, const AdaptationOptions& options);

}  // namespace agentops::package
