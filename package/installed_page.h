#pragma once

/// `packages/README.md`: which packages a project has, where their items lie, and which settings are in
/// force. Written anew whenever that changes; the same set gives the same bytes.

#include <string>
#include <string_view>
#include <vector>

#include "package/deploy.h"

namespace agentops::package {

inline constexpr std::string_view installed_page_path = "packages/README.md";

/// `deployed` and `configured` are those of `packages`. Markdown; text of packages is escaped.
[[nodiscard]] std::string installed_page(const std::vector<Installed>& packages,
                                         const Configurations& configured, const Deployment& deployed);

}  // namespace agentops::package
