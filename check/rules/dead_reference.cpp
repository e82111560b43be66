#include <string>
#include <string_view>
#include <unordered_set>

#include "check/dead_mentions.h"
#include "check/patterns.h"
#include "check/rules.h"
#include "text/slug.h"

namespace agentops::check {
namespace {

constexpr std::size_t longest_name = 200;

bool is_name(MentionForm form) {
  return form == MentionForm::Slash || form == MentionForm::Name || form == MentionForm::Role ||
         form == MentionForm::Listing;
}

/// Every name that something here goes by: in its frontmatter, as its file, as a skill's folder.
std::unordered_set<std::string> names_of(const std::vector<Item>& items) {
  std::unordered_set<std::string> names;
  const auto add = [&](std::string_view name) { names.insert(text::slug(name, longest_name)); };
  for (const Item& item : items) {
    const auto slash = item.path.rfind('/');
    const std::string_view folder =
        std::string_view(item.path).substr(0, slash == std::string::npos ? 0 : slash);
    const std::string_view file = std::string_view(item.path).substr(slash + 1);
    add(item.name);
    add(file.substr(0, file.find('.')));
    if (file == "SKILL.md") add(folder.substr(folder.rfind('/') + 1));
  }
  return names;
}

/// A name that several items have leads to none of them for certain, but it is not dead.
void find(const Facts& facts, Sightings& sightings) {
  const std::unordered_set<std::string> names = names_of(facts.inventory.items);
  const auto is_unknown = [&](const Reference& reference) {
    const std::string_view target = reference.target;
    const std::string_view inner = target.substr(target.find(':') + 1);
    return is_name(reference.form) && !names.contains(text::slug(target, longest_name)) &&
           !names.contains(text::slug(inner, longest_name));
  };
  find_dead_mentions(facts, is_unknown, "nothing here is called", sightings);
}

/// Names of what is elsewhere: in a line with an address, in an example, or of a flag or route of some
/// program.
bool counts(const Text& text, Span span) {
  static const Patterns elsewhere(std::vector<Pattern>{
      {.regex = R"(\]\(\s*<?https?://)", .says = {}},
      {.regex =
           R"((?i)\bexamples?\b|\be\.g\.|\bsuch as\b|\bdo not use\b|\bdon't use\b|\binstead of\b|\bbuilding an?\b|\bcreat(?:e|ing) an?\b)",
       .says = {}},
  });
  static const Patterns followed(std::vector<Pattern>{
      {.regex =
           R"((?i)\A[\s\x{60}*]*(?:flag|option|switch|parameter|endpoint|route|path|folder|directory)\b)",
       .says = {}}});
  const std::string_view line = line_around(text.bytes, span.begin);
  const std::string_view behind = text.bytes.substr(span.end, 40);
  return elsewhere.matches(line).empty() && followed.matches(behind).empty();
}

}  // namespace

Rule dead_reference() {
  return {
      .card =
          {.id = "AO302",
           .title = "a name that nothing has",
           .severity = Severity::Warning,
           .what =
               "An item calls another by name (/command, \"the X agent\", a list in its frontmatter), and no item "
               "of this folder has that name. Told once for each name in an item, at its first place.",
           .why = "The assistant looks for it, finds nothing, and goes on without that step or invents it.",
           .bad = "Then run /close-the-books.",
           .good = "Then run /month-end-close.",
           .mend =
               "correct the name, write the item, or take the sentence out; agentops search NAME  shows what is near"},
      .look_at_facts = find,
      .counts = counts};
}

}  // namespace agentops::check
