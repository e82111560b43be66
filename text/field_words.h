#pragma once

/// Which words name a field of work, a science or a trade: what departments, faculties and the categories of
/// catalogues are called.
///
///   names_field("finance"), names_field("databases"), names_field("ai")  -> true
///   names_field("invoice"), names_field("postgres")                      -> false
///
/// People call a group by its field when the texts name it, though words of the texts mark the group better.
/// The list is general: it says nothing of what belongs to a field.

#include <string_view>

namespace agentops::text {

/// True for the name of a field in lower case, in singular or plural.
[[nodiscard]] bool names_field(std::string_view lower_case_word);

}  // namespace agentops::text
