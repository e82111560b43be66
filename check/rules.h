#pragma once

/// The one table of rules. To add one: a file in rules/, its name here and in rules.cpp.
///
/// Numbers are stable and never used again. AO1xx reading, AO2xx copies, AO3xx references, AO4xx shape, AO5xx
/// packages, AO6xx portability, AO7xx safety; those of packages are spoken by the package commands and only
/// told about here.

#include <string_view>
#include <vector>

#include "check/rule.h"

namespace agentops::check {

/// Ascending by id.
[[nodiscard]] const std::vector<Rule>& all_rules();

/// The rule with this id in any case of letters, or null.
[[nodiscard]] const Rule* rule_named(std::string_view id);

// Reading
[[nodiscard]] Rule not_yaml();
[[nodiscard]] Rule unterminated_frontmatter();
[[nodiscard]] Rule not_utf8();
[[nodiscard]] Rule no_description();
[[nodiscard]] Rule unclear_kind();
[[nodiscard]] Rule document_among_agents();
[[nodiscard]] Rule several_items();
[[nodiscard]] Rule name_differs_from_file();
[[nodiscard]] Rule reading_limit();
[[nodiscard]] Rule not_read();
[[nodiscard]] Rule name_not_portable();
[[nodiscard]] Rule unusable_name();

// References
[[nodiscard]] Rule orphan();
[[nodiscard]] Rule dead_reference();
[[nodiscard]] Rule cycle_of_workflows();
[[nodiscard]] Rule dead_link();

// Shape
[[nodiscard]] Rule two_purposes();
[[nodiscard]] Rule over_token_budget();
[[nodiscard]] Rule skill_name();
[[nodiscard]] Rule long_description();
[[nodiscard]] Rule outranked();

// Copies
[[nodiscard]] Rule same_file();
[[nodiscard]] Rule same_body();
[[nodiscard]] Rule drifted_copy();
[[nodiscard]] Rule same_name();
[[nodiscard]] Rule repeated_section();
[[nodiscard]] Rule contained_body();

// Portability
[[nodiscard]] Rule home_path();
[[nodiscard]] Rule own_host();
[[nodiscard]] Rule own_account();
[[nodiscard]] Rule own_threshold();
[[nodiscard]] Rule own_record();
[[nodiscard]] Rule own_model();
[[nodiscard]] Rule own_version();

// What other commands say of packages, settings and the plan, told about here
[[nodiscard]] std::vector<Rule> package_rules();

// Safety
[[nodiscard]] Rule hidden_characters();
[[nodiscard]] Rule credential();
[[nodiscard]] Rule remote_code();
[[nodiscard]] Rule encoded_command();
[[nodiscard]] Rule data_leaves();
[[nodiscard]] Rule concealed_text();
[[nodiscard]] Rule overriding_instructions();
[[nodiscard]] Rule destructive_command();
[[nodiscard]] Rule misleading_address();
[[nodiscard]] Rule active_content();
[[nodiscard]] Rule wide_permissions();
[[nodiscard]] Rule lookalike_letters();

}  // namespace agentops::check
