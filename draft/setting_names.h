#pragma once

/// Which literals another team would change, and what a person would call them.
///
///   "If the amount is above" $500                 -> limits.amount_above
///   "first answer within" 4 hours                 -> times.first_answer_within
///   "timeout:" 30s                                -> nothing: it does not say of what
///   https://ci.acme.example/scans                 -> hosts.ci_acme: ci.acme.example
///   https://docs.python.org/3                     -> nothing: it is everybody's
///
/// Precision before recall. Amounts, rates and times count only directly behind a word that makes them a
/// bound; hosts only when they look like somebody's own; placeholders never.

#include <optional>
#include <string>
#include <string_view>

#include "models/item.h"

namespace agentops::draft {

struct SettingName {
  std::string group;  ///< "limits"
  std::string name;   ///< "amount_above"
  std::string value;  ///< as written; of a URL only the host
  LiteralType type = LiteralType::Number;

  friend bool operator==(const SettingName&, const SettingName&) = default;
};

/// Nothing for a literal that is no setting.
[[nodiscard]] std::optional<SettingName> setting_of(const Literal& literal);

/// Words as a key: "Refund agent" -> "refund_agent".
[[nodiscard]] std::string setting_key(std::string_view words);

}  // namespace agentops::draft
