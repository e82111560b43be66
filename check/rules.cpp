#include "check/rules.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>

namespace agentops::check {
namespace {

std::vector<Rule> gathered() {
  std::vector<Rule> rules = {not_yaml(),
                             unterminated_frontmatter(),
                             not_utf8(),
                             no_description(),
                             unclear_kind(),
                             document_among_agents(),
                             several_items(),
                             name_differs_from_file(),
                             reading_limit(),
                             not_read(),
                             name_not_portable(),
                             unusable_name(),
                             orphan(),
                             dead_reference(),
                             cycle_of_workflows(),
                             dead_link(),
                             two_purposes(),
                             over_token_budget(),
                             skill_name(),
                             long_description(),
                             outranked(),
                             same_file(),
                             same_body(),
                             drifted_copy(),
                             same_name(),
                             repeated_section(),
                             contained_body(),
                             home_path(),
                             own_host(),
                             own_account(),
                             own_threshold(),
                             own_record(),
                             own_model(),
                             own_version(),
                             hidden_characters(),
                             credential(),
                             remote_code(),
                             encoded_command(),
                             data_leaves(),
                             concealed_text(),
                             overriding_instructions(),
                             destructive_command(),
                             misleading_address(),
                             active_content(),
                             wide_permissions(),
                             lookalike_letters()};
  std::ranges::move(package_rules(), std::back_inserter(rules));
  std::ranges::sort(rules, {}, [](const Rule& rule) -> const std::string& { return rule.card.id; });
  return rules;
}

}  // namespace

const std::vector<Rule>& all_rules() {
  static const std::vector<Rule> rules = gathered();
  return rules;
}

const Rule* rule_named(std::string_view id) {
  std::string upper(id);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
  const auto& rules = all_rules();
  const auto found = std::ranges::lower_bound(rules, upper, {},
                                              [](const Rule& r) -> const std::string& { return r.card.id; });
  return found != rules.end() && found->card.id == upper ? &*found : nullptr;
}

}  // namespace agentops::check
