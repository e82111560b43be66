#pragma once

/// A few made-up documents, and an index of them in a temporary folder.
///
///   Shelf shelf({{.path = "agents/deploy.md", .text = "# Deploy\nRoll out the service.\n"}});
///   EXPECT_EQ(shelf.find("deploy"), Paths{"agents/deploy.md"});

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "index/search.h"
#include "index/stemmer.h"
#include "index/store.h"
#include "tests/support/temp_folder.h"
#include "text/hash.h"

namespace agentops::index::test {

using Paths = std::vector<std::string>;

/// A document as a test tells it: lines of `text` that begin with '#' are its headings.
struct Leaf {
  std::string path;
  std::string text;
  Kind kind = Kind::Agent;
  std::string name;
  std::string description;
  std::string model;
  Uses uses;
};

inline Document document_of(const Leaf& leaf) {
  Document document;
  document.item = {.key = leaf.path, .path = leaf.path, .kind = leaf.kind, .name = leaf.name};
  document.item.description = leaf.description;
  document.item.model = leaf.model;
  document.item.uses = leaf.uses;
  document.body = {0, static_cast<std::uint32_t>(leaf.text.size())};
  for (std::size_t begin = 0; begin < leaf.text.size();) {
    const std::size_t end = std::min(leaf.text.find('\n', begin), leaf.text.size());
    const std::string line = leaf.text.substr(begin, end - begin);
    if (line.starts_with("# ")) document.sections.push_back({.title = line.substr(2), .level = 1});
    begin = end + 1;
  }
  if (!document.sections.empty()) document.item.title = document.sections.front().title;
  return document;
}

inline Entry entry_of(const Leaf& leaf) {
  return index::entry_of(document_of(leaf), leaf.text, make_stemmer());
}

inline std::vector<Entry> entries_of(const std::vector<Leaf>& leaves) {
  std::vector<Entry> entries;
  for (const Leaf& leaf : leaves) entries.push_back(entry_of(leaf));
  return entries;
}

inline constexpr text::Secret secret = {.bytes = {7}};

/// The index of `folder` for a user with that secret.
inline Home home(const std::filesystem::path& folder) { return {.folder = folder, .secret = secret}; }

inline Digest key(std::string_view of) { return text::sha256(of); }

/// Builds an index of `leaves` in `folder` in one shard.
inline void build(const std::filesystem::path& folder, const std::vector<Leaf>& leaves,
                  std::string_view inputs = "one") {
  auto build = Build::begin(home(folder));
  ASSERT_TRUE(build) << build.error().message;
  ASSERT_TRUE(build->write(0, entries_of(leaves)));
  const auto written = build->finish(key(inputs));
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(written->documents, leaves.size());
}

class Shelf {
 public:
  explicit Shelf(const std::vector<Leaf>& leaves) : leaves_(leaves) { build(folder(), leaves); }

  [[nodiscard]] std::filesystem::path folder() const { return temporary_.path("index"); }

  [[nodiscard]] Result<Hits> search(Query query) const {
    auto searcher = Searcher::open(home(folder()));
    if (!searcher) return fail(searcher);
    if (!query.text_of) query.text_of = [this](const Hit& hit) { return text_of(hit.path); };
    return searcher->search(query);
  }

  [[nodiscard]] std::optional<std::string> text_of(const std::string& path) const {
    const auto leaf = std::ranges::find(leaves_, path, &Leaf::path);
    return leaf == leaves_.end() ? std::nullopt : std::optional(leaf->text);
  }

  /// The hits of a query that must not fail.
  [[nodiscard]] Hits hits(std::string_view words) const {
    auto hits = search({.words = std::string(words)});
    if (hits) return *hits;
    ADD_FAILURE() << words << ": " << hits.error().message;
    return {};
  }

  /// Paths of the hits, best first.
  [[nodiscard]] Paths find(std::string_view words) const {
    Paths paths;
    for (const Hit& hit : hits(words).hits) paths.push_back(hit.path);
    return paths;
  }

 private:
  std::vector<Leaf> leaves_;
  agentops::test::TempFolder temporary_{agentops::test::TempFolder::in_memory()};
};

}  // namespace agentops::index::test
