#include "actions/manifest_options.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/manifest.h"
#include "models/wrong_usage.h"
#include "package/license.h"
#include "text/escape.h"

namespace agentops::actions {

Status check_manifest_options(const std::string& license, const std::string& category) {
  if (!license.empty())
    if (const auto fault = package::check_license(license))
      return fail(wrong_usage(*fault, "as in MIT or Apache-2.0"));
  if (!category.empty() && std::ranges::find(categories, category) == categories.end())
    return fail(wrong_usage(fmt::format("\"{}\" is no category", text::for_terminal(category)),
                            fmt::format("categories are {}", fmt::join(categories, ", "))));
  return {};
}

}  // namespace agentops::actions
