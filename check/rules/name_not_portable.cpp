#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "check/rules.h"
#include "text/ascii.h"
#include "text/escape.h"
#include "text/fold.h"

namespace agentops::check {
namespace {

/// As text::folded(), quicker for what most paths are.
std::optional<std::string> key_of(const std::string& path) {
  const bool plain =
      std::ranges::all_of(path, [](char c) { return c >= ' ' && static_cast<unsigned char>(c) < 0x7f; });
  if (!plain) return text::folded(path);
  return text::lower(path);
}

/// Of two paths that are alike the later is told.
void find(const Facts& facts, Sightings& sightings) {
  std::map<std::string, const std::string*> first_with;  // key -> path
  for (const FileEntry& file : facts.inventory.files) {
    auto key = key_of(file.path);
    if (!key) {
      sightings.push_back(
          {.message = "the file's name is not UTF-8; it is shown escaped", .path = file.path});
      continue;
    }
    const auto [at, is_new] = first_with.emplace(*std::move(key), &file.path);
    if (!is_new)
      sightings.push_back(
          {.message = fmt::format("is one file with {} on some systems", text::for_terminal(*at->second)),
           .path = file.path});
  }
}

}  // namespace

Rule name_not_portable() {
  return {
      .card =
          {.id = "AO111",
           .title = "a name that is not the same everywhere",
           .severity = Severity::Warning,
           .what =
               "The name of the file is not UTF-8, or differs from that of another file only in what some systems "
               "do not tell apart: upper and lower case, composed letters, invisible characters.",
           .why =
               "On macOS and Windows a checkout keeps one of the two files and drops the other; a package cannot "
               "hold both.",
           .bad = {},
           .good = {},
           .mend = "rename the file:  git mv FILE NAME"},
      .look_at_facts = find};
}

}  // namespace agentops::check
