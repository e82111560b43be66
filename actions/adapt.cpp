#include "actions/adapt.h"

#include <utility>

#include <fmt/format.h>

#include "actions/author.h"
#include "actions/candidates.h"
#include "actions/package_change.h"
#include "models/wrong_usage.h"
#include "package/install.h"
#include "text/escape.h"

namespace agentops::actions {
namespace {

/// The package as it was published.
Result<package::Package> original(const Project& project, const std::string& from) {
  const bool is_path = from.contains('/');
  const std::string folder =
      is_path ? from : fmt::format("{}/{}", project.root().path(), package::package_folder(from));
  if (!is_path && !project.root().exists(package::package_folder(from))) {
    const auto lock = load_lock(project);
    if (!lock) return fail(lock);
    return fail(package::not_installed(from, *lock));
  }
  auto candidate = read_candidate(project, folder);
  if (!candidate) return fail(candidate);
  return std::move(candidate->package);
}

Result<std::vector<text::WordMapping>> mappings_of(const std::vector<std::string>& maps) {
  std::vector<text::WordMapping> mappings;
  for (const std::string& map : maps) {
    const auto equals = map.find('=');
    if (equals == std::string::npos)
      return fail(wrong_usage(fmt::format("\"{}\" maps no word to a word", text::for_terminal(map)),
                              "as in  --map customer=lead"));
    mappings.push_back({.from = text::plain_words(std::string_view(map).substr(0, equals)),
                        .to = text::plain_words(std::string_view(map).substr(equals + 1))});
  }
  return mappings;
}

}  // namespace

Result<Adapted> adapt_package(const Project& project, const AdaptOrder& order) {
  if (order.name.empty())
    return fail(
        wrong_usage("the new package has no name yet",
                    fmt::format("agentops package adapt {} --as NEW", text::for_terminal(order.from))));
  const auto package = original(project, order.from);
  if (!package) return fail(package);
  auto mappings = mappings_of(order.maps);
  if (!mappings) return fail(mappings);
  const package::AdaptationOptions options{
      .name = order.name,
      .words = *std::move(mappings),
      .author = order.author.empty() ? author_from_git(project) : order.author};
  auto adaptation = package::adapt(*package, options);
  if (!adaptation) return fail(adaptation);
  auto written = write_new_package(project, order.name, adaptation->files, order.dry_run);
  if (!written) return fail(written);
  return Adapted{.written = *std::move(written),
                 .words = std::move(adaptation->words),
                 .blanks = std::move(adaptation->blanks)};
}

}  // namespace agentops::actions
