#pragma once

/// A text that grows line by line and remembers where it left something blank.
///
///   Page page("README.md");
///   page.line("# sales").line();
///   page.blank("one sentence: what this domain owns");   // the line that comes next
///   page.line("Owns ________.");

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draft/draft.h"

namespace agentops::draft {

/// What stands in a text for what only its owner knows.
inline constexpr std::string_view blank_mark = "________";

class Page {
 public:
  explicit Page(std::string path) : path_(std::move(path)) {}

  /// Adds a line; `text` may hold several.
  Page& line(std::string_view text = {}) {
    text_.append(text) += '\n';
    return *this;
  }

  /// Names a blank in the line that comes next.
  Page& blank(std::string what) {
    blanks_.push_back({path_, next_line(), std::move(what)});
    return *this;
  }

  /// The number of the line that comes next, from 1.
  [[nodiscard]] std::uint32_t next_line() const;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<Blank>& blanks() const { return blanks_; }

 private:
  std::string path_;
  std::string text_;
  std::vector<Blank> blanks_;
};

}  // namespace agentops::draft
