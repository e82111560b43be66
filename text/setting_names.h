#pragma once

/// Which literals another team would change, and what a person would call them.
///
///   "If the amount is above" $500                 -> limits.amount_above
///   "first answer within" 4 hours                 -> times.first_answer_within
///   "a" 20% "discount"                            -> rates.discount
///   "customer" #1234                              -> records.customer
///   "timeout:" 30s                                -> nothing: it does not say of what
///   https://ci.acme.example/scans                 -> hosts.ci_acme: ci.acme.example
///   https://docs.python.org/3                     -> nothing: it is everybody's
///
/// Precision before recall. Amounts, rates and times count only beside a word that makes them a bound or a
/// rate; hosts only when they look like somebody's own; placeholders and examples never. The names of bounds
/// are brought to one form, so that what means the same is called the same: "exceeds" and "more than" are
/// "above". Pure, and safe on any thread.

#include <optional>
#include <string>
#include <string_view>

#include "models/item.h"

namespace agentops::text {

struct SettingName {
  std::string group;  ///< "limits"
  std::string name;   ///< "amount_above"
  std::string value;  ///< as written; of a URL in prose only the host
  LiteralType type = LiteralType::Number;

  friend bool operator==(const SettingName&, const SettingName&) = default;
};

/// Nothing for a literal that is no setting.
[[nodiscard]] std::optional<SettingName> setting_of(const Literal& literal);

}  // namespace agentops::text
