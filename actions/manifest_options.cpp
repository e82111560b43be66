#include "actions/manifest_options.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/manifest.h"
#include "package/license.h"
#include "text/escape.h"

namespace agentops::actions {

Error bad_option(std::string message, std::string hint) {
  return {.kind = ErrorKind::Usage,
          .code = "E-USAGE",
          .message = std::move(message),
          .hint = std::move(hint),
          .where = {}};
}

Status check_manifest_options(const std::string& license, const std::string& category) {
  if (!license.empty())
    if (const auto fault = package::check_license(license))
      return fail(bad_option(*fault, "as in MIT or Apache-2.0"));
  if (!category.empty() && std::ranges::find(categories, category) == categories.end())
    return fail(bad_option(fmt::format("\"{}\" is no category", text::for_terminal(category)),
                           fmt::format("categories are {}", fmt::join(categories, ", "))));
  return {};
}

}  // namespace agentops::actions
