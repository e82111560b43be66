// What `similar` says of many items or texts at once, for counting: bench/verdicts.sh runs it.
//
//   similar FOLDER STATE items < KEYS    ->  key<TAB>verdict<TAB>key of the nearest<TAB>its score, in
//   thousandths similar FOLDER STATE texts < LINES   ->  the same for each line id<TAB>text
//
// An item is compared with all others, so its own text is taken out of the index.

#include "actions/similar.h"

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace {

using namespace agentops;

Status run(const std::string& folder, const std::string& state, std::string_view form) {
  const auto project = actions::Project::open({.root = folder, .state = state, .threads = 0, .progress = {}});
  if (!project) return fail(project);
  auto items = actions::Neighbourhood::open(*project);
  if (!items) return fail(items);
  for (std::string line; std::getline(std::cin, line);) {
    const std::string id = line.substr(0, line.find('\t'));
    actions::SimilarRequest request{.item = {}, .text = {}, .least = 0};
    if (form == "items")
      request.item = id;
    else
      request.text = line.substr(std::min(line.size(), id.size() + 1));
    const auto similar = items->similar(request);
    if (!similar) {
      fmt::print("{}\terror\t{}\t0\n", id, similar.error().code);
      continue;
    }
    const auto& nearest = similar->nearest;
    fmt::print("{}\t{}\t{}\t{}\n", id, mine::name_of(similar->verdict),
               nearest.empty() ? "" : nearest.front().item.key,
               nearest.empty() ? 0 : mine::score_of(nearest.front().nearness));
  }
  return {};
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    fmt::print(stderr, "usage: similar FOLDER STATE items|texts\n");
    return 2;
  }
  const Status done = run(words[1], words[2], words[3]);
  if (!done) fmt::print(stderr, "{}\n", done.error().message);
  return done ? 0 : 2;
}
