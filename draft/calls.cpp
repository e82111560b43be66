#include "draft/calls.h"

#include <algorithm>

namespace agentops::draft {
namespace {

constexpr std::string_view arrow = " \xe2\x86\x92 ";  // →

class Drawing {
 public:
  Drawing(std::span<const std::string> names, const Calls& calls)
      : names_(names), out_(names.size()), in_(names.size(), 0), caller_(names.size(), 0) {
    for (const auto& [from, to] : calls) {
      out_[from].push_back(to);
      caller_[to] = from;
      ++in_[to];
    }
  }

  std::vector<std::string> lines() {
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (!out_[i].empty() && !is_continuation(i)) draw(i);
    for (std::size_t i = 0; i < names_.size(); ++i)  // what is left are rings
      if (!out_[i].empty() && !drawn_.contains(i)) draw(i);
    return std::move(lines_);
  }

 private:
  /// Its only caller calls nothing else, so its own calls stand in that line.
  bool is_continuation(std::size_t item) const { return in_[item] == 1 && out_[caller_[item]].size() == 1; }

  void draw(std::size_t item) {
    std::string line = names_[item];
    while (drawn_.insert(item).second && !out_[item].empty()) {
      line += arrow;
      for (std::size_t i = 0; i < out_[item].size(); ++i)
        line += (i == 0 ? "" : ", ") + names_[out_[item][i]];
      if (out_[item].size() != 1 || !is_continuation(out_[item].front())) break;
      item = out_[item].front();
    }
    lines_.push_back(std::move(line));
  }

  std::span<const std::string> names_;
  std::vector<std::vector<std::size_t>> out_;
  std::vector<std::size_t> in_;      ///< how many call it
  std::vector<std::size_t> caller_;  ///< one of them
  std::set<std::size_t> drawn_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> call_lines(std::span<const std::string> names, const Calls& calls) {
  return Drawing(names, calls).lines();
}

}  // namespace agentops::draft
