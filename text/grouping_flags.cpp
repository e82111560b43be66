#include "text/grouping_flags.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "text/quote.h"

namespace agentops::text {
namespace {

bool take_folder(std::string_view value, Grouping& grouping) {
  if (!value.starts_with('"')) {
    if (!value.empty()) grouping.seed_from.emplace_back(value);
    return !value.empty();
  }
  auto quoted = read_quoted_name(value);
  if (!quoted || quoted->name.empty() || !quoted->rest.empty()) return false;
  grouping.seed_from.push_back(std::move(quoted->name));
  return true;
}

}  // namespace

std::vector<std::string> grouping_flags(const Grouping& grouping) {
  std::vector<std::string> flags;
  if (grouping.domains) flags.push_back(fmt::format("--domains {}", *grouping.domains));
  if (grouping.min_size) flags.push_back(fmt::format("--min-size {}", *grouping.min_size));
  if (grouping.by)
    flags.push_back(fmt::format("--by {}", lead_names[static_cast<std::size_t>(*grouping.by)]));
  for (const std::string& folder : grouping.seed_from) flags.push_back("--seed-from " + quoted_name(folder));
  if (grouping.keep_folders) flags.emplace_back("--keep-folders");
  return flags;
}

bool take_grouping_flag(std::string_view flag, Grouping& grouping) {
  const std::size_t space = flag.find(' ');
  const std::string_view name = flag.substr(0, space);
  const std::string_view value = space == std::string_view::npos ? "" : flag.substr(space + 1);
  if (name == "--domains") return (grouping.domains = read_count(value)).has_value();
  if (name == "--min-size") return (grouping.min_size = read_count(value)).has_value();
  if (name == "--by") return (grouping.by = read_lead(value)).has_value();
  if (name == "--seed-from") return take_folder(value, grouping);
  const bool keeps = name == "--keep-folders" && value.empty();
  grouping.keep_folders = grouping.keep_folders || keeps;
  return keeps;
}

std::optional<unsigned> read_count(std::string_view word) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  const bool is_count = error == std::errc{} && end == word.data() + word.size() && number > 0;
  return is_count ? std::optional(number) : std::nullopt;
}

std::optional<Lead> read_lead(std::string_view word) {
  const auto* const name = std::ranges::find(lead_names, word);
  if (name == lead_names.end()) return std::nullopt;
  return static_cast<Lead>(name - lead_names.begin());
}

}  // namespace agentops::text
