#pragma once

/// The words around an amount, read for what it bounds: what a person would call the limit, rate or time.
///
///   "If the amount is above" $500         -> amount_above
///   "every refund of more than" $500      -> refund_above
///   "max" 3 "retries"                     -> max_retries
///   "a" 20% "discount"                    -> discount
///   "in a" 30-day "refund window"         -> refund_window
///
/// Pure, and safe on any thread.

#include <string>
#include <string_view>
#include <vector>

#include "models/item.h"

namespace agentops::text {

/// After the bound before it, or the noun of rates or terms behind it; "" when there is none, or when the
/// words say that the amount is an example. As a key: "amount_above".
[[nodiscard]] std::string name_of_bound(const Literal& literal);
[[nodiscard]] std::string name_of_rate(const Literal& literal);

/// True when the words before say that it is one of many, or that it was so once: "for example", "e.g.",
/// "was".
[[nodiscard]] bool is_example(const Literal& literal);

/// The last nouns, two at most, of `words`; each followed by a blank.
[[nodiscard]] std::string subject_in(const std::vector<std::string>& words);

/// True for a word that can be what something is about.
[[nodiscard]] bool is_subject(std::string_view word);

/// The words of a text, in lower case.
[[nodiscard]] std::vector<std::string> words_in(std::string_view text);

/// Words as a key: "Refund agent" -> "refund_agent".
[[nodiscard]] std::string setting_key(std::string_view words);

}  // namespace agentops::text
