// Each mention is one or a few lookups (extract/reference_tables.h); of several answers the one whose path
// shares most folders with the mentioning item wins, and when two are equally near there is no reference.

#include "extract/references.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "extract/document.h"
#include "extract/file_references.h"
#include "extract/reference_tables.h"
#include "extract/scan.h"
#include "extract/well_known.h"

namespace agentops::extract {

namespace {

/// True for a name of several parts, which is hardly a mere word.
bool is_joined(std::string_view name) { return name.find_first_of("-_:") != std::string_view::npos; }

/// Kinds that texts speak of by name and mean what should be there.
bool is_told_of(Kind kind) { return kind == Kind::Agent || kind == Kind::Skill; }

/// A kind that a word in text may mean: "the X agent" is an agent, a slash name whatever can be called so.
bool suits(Kind kind, const Mention& mention) {
  if (kind == Kind::Doc) return true;  // found by its name and called by it
  const bool procedure = kind == Kind::Command || kind == Kind::Workflow || kind == Kind::Prompt;
  if (mention.form == MentionForm::Slash) return procedure || kind == Kind::Skill;
  if (mention.wanted == Kind::Other) return true;
  if (mention.wanted == Kind::Command || mention.wanted == Kind::Workflow || mention.wanted == Kind::Prompt)
    return procedure;
  return kind == mention.wanted;
}

/// Texts that name what there was: "CHANGELOG.md".
bool tells_history(const Item& item) {
  const auto name = stem_of(item.path);
  return contains(name, "changelog") || contains(name, "release-notes") || contains(name, "history");
}

class Resolver {
 public:
  explicit Resolver(const Inventory& inventory) : tables_(inventory) {}

  [[nodiscard]] std::vector<Reference> references_of(const Item& item) const {
    // Each way of saying it stands apart: a rewrite needs them all.
    std::map<std::tuple<std::string, std::string, MentionForm>, Reference> found;
    const auto habits = habits_of(item);
    for (const auto& mention : item.mentions) {
      const auto answer = answer_for(item, mention, habits);
      if (!answer.claimed || answer.to == item.key) continue;
      if (answer.to.empty() && mention.form != MentionForm::Link && tells_history(item)) continue;
      auto& reference = found[{answer.to, mention.target, mention.form}];
      if (reference.lines.empty())
        reference = {.target = mention.target, .to = answer.to, .form = mention.form, .lines = {}};
      if (reference.lines.empty() || reference.lines.back() != mention.line)
        reference.lines.push_back(mention.line);
    }
    std::vector<Reference> references;
    references.reserve(found.size());
    for (auto& [key, reference] : found) references.push_back(std::move(reference));
    std::ranges::stable_sort(references, {},
                             [](const Reference& r) { return std::tie(r.lines.front(), r.target); });
    return references;
  }

 private:
  /// What a text shows of its ways: whether it calls anything by slash names, lists such names, and lists or
  /// draws things of which at least one is there.
  struct Habits {
    bool calls = false;
    bool lists_commands = false;
    bool lists_items = false;
    bool draws_files = false;
    std::size_t needed = 0;        // entries of `dependencies`
    std::size_t needed_items = 0;  // of these, other items
  };

  [[nodiscard]] Habits habits_of(const Item& item) const {
    Habits habits;
    for (const auto& mention : item.mentions) {
      if (mention.form == MentionForm::Listing && mention.wanted == Kind::Other) {
        const auto to = named(item, mention).to;
        ++habits.needed;
        habits.needed_items += !to.empty() && to != item.key ? 1U : 0U;
      }
      const bool is_slash = mention.form == MentionForm::Slash;
      if (!is_slash && !mention.listed) continue;
      if (mention.form == MentionForm::Path) {
        habits.draws_files =
            habits.draws_files || tables_.from_item_or_root(item, mention.target).has_value();
        continue;
      }
      const bool there = !named(item, mention).to.empty();
      const bool of_commands = is_slash && mention.quoted && mention.wanted == Kind::Command;
      habits.calls = habits.calls || (is_slash && there);
      habits.lists_commands = habits.lists_commands || (of_commands && (there || is_joined(mention.target)));
      habits.lists_items = habits.lists_items || (!is_slash && there);
    }
    return habits;
  }

  [[nodiscard]] Answer answer_for(const Item& item, const Mention& mention, const Habits& habits) const {
    switch (mention.form) {
      case MentionForm::Link:
        return linked(tables_, item, mention);
      case MentionForm::Import:
        return imported(tables_, item, mention);
      case MentionForm::Path:
        return written_path(tables_, item, mention, habits.draws_files);
      case MentionForm::Slash:
        return slashed(item, mention, habits);
      case MentionForm::Name:
        return named(item, mention);
      case MentionForm::Role:
        return role(item, mention, habits);
      case MentionForm::Listing:
        return listed(item, mention, habits);
    }
    return {};
  }

  // --- names

  /// The item of that name; with a `space`, the one in that namespace.
  [[nodiscard]] Answer named(const Item& item, const Mention& mention, std::string_view space = {}) const {
    auto candidates = tables_.callable(mention.target);
    // "run month-end-close" calls even what looks like a mere document
    if (candidates.empty() && mention.called && mention.form != MentionForm::Role &&
        is_joined(mention.target))
      candidates = tables_.documents(mention.target);
    // A page that lists what lies below it means no namesake elsewhere.
    const bool own = mention.listed && item.kind == Kind::Readme && tables_.has_below(item, mention.wanted);
    std::erase_if(candidates, [&](const Item* other) {
      return !suits(other->kind, mention) || (own && !other->path.starts_with(folder_of(item.path))) ||
             (!space.empty() && !tables_.is_in_namespace(*other, space));
    });
    if (std::ranges::any_of(candidates, [&](const Item* other) { return other->key == item.key; }))
      return {item.key, true};  // its own name
    const auto* best = ReferenceTables::nearest(item, candidates);
    if (!best) return {.to = {}, .claimed = false, .several = !candidates.empty()};
    if (mention.form == MentionForm::Name && !is_joined(mention.target) && !is_plain_name_meant(item, *best))
      return {};
    return {best->key, true};
  }

  /// A plain word in backticks is a name only among neighbours that are not too many: `review` in the folder
  /// where review.md lies.
  [[nodiscard]] bool is_plain_name_meant(const Item& item, const Item& other) const {
    return folder_of(item.path) == folder_of(other.path) && !tables_.is_crowded(item) &&
           (other.kind == Kind::Agent || other.kind == Kind::Skill);
  }

  [[nodiscard]] Answer slashed(const Item& item, const Mention& mention, const Habits& habits) const {
    const bool plain = !is_joined(mention.target);
    if (plain && mention.in_code) return {};  // a route or a folder more often than a command
    if (auto answer = named(item, mention); answer.is_found()) return answer;
    if (auto answer = in_namespace(item, mention); answer.is_found()) return answer;
    const bool command = mention.wanted == Kind::Command && tables_.has_commands();
    const bool ours =
        (habits.calls || command) && mention.quoted && mention.target.find('-') != std::string::npos;
    const bool beside = habits.lists_commands && command && mention.quoted && !is_root_folder(mention.target);
    const bool told = mention.called && tables_.has_commands() && !is_root_folder(mention.target);
    return dead_if((ours || beside || told) && !mention.in_code && !is_built_in_command(mention.target));
  }

  /// "/shop:order": of the plugin or in the folder `shop`. Elsewhere only a name that is no common word is
  /// meant: of a plugin of which neither the folder nor the manifest is there.
  [[nodiscard]] Answer in_namespace(const Item& item, const Mention& mention) const {
    const auto colon = mention.target.find(':');
    if (colon == std::string::npos) return {};
    const auto space = mention.target.substr(0, colon);
    auto inner = mention;
    inner.target = mention.target.substr(colon + 1);
    if (auto answer = named(item, inner, space); answer.is_found()) return answer;
    auto joined = mention;
    joined.target[colon] = '-';  // namespace-name.md
    if (auto answer = named(item, joined); answer.is_found()) return answer;
    if (auto answer = named(item, inner); answer.is_found())
      return is_joined(inner.target) || is_scope(space) ? answer : Answer{.to = {}, .several = true};
    return dead_if(tables_.is_namespace(space) && (!mention.in_code || mention.called));
  }

  [[nodiscard]] Answer role(const Item& item, const Mention& mention, const Habits& habits) const {
    if (mention.target.find(':') != std::string::npos) return in_namespace(item, mention);
    if (auto answer = named(item, mention); answer.is_found()) return answer;
    if (is_joined(mention.target) && (!mention.listed || item.kind != Kind::Readme)) {
      auto other = mention;  // lists of skills name agents, and "the X skill" may be an agent, too
      other.wanted = Kind::Other;
      if (auto answer = named(item, other); answer.is_found()) return answer;
    }
    if (!mention.quoted || !is_told_of(mention.wanted) || is_built_in_agent(mention.target)) return {};
    const bool ours = mention.listed && (habits.lists_items || tables_.has_below(item, mention.wanted));
    return dead_if(ours || (!mention.listed && mention.target.find('-') != std::string::npos));
  }

  [[nodiscard]] Answer listed(const Item& item, const Mention& mention, const Habits& habits) const {
    if (mention.target.find('/') != std::string::npos || is_known_format(mention.target))
      return linked(tables_, item, mention);
    // `dependencies: [torch, ...]` are packages, even when an item is called like one of them
    if (mention.wanted == Kind::Other && habits.needed_items * 2 <= habits.needed) return {};
    if (auto answer = named(item, mention); answer.is_found()) return answer;
    return dead_if(is_told_of(mention.wanted) && mention.target.find('-') != std::string::npos);
  }

  ReferenceTables tables_;
};

}  // namespace

void resolve_references(Inventory& inventory) {
  std::vector<std::vector<Reference>> references;
  references.reserve(inventory.items.size());
  const Resolver resolver(inventory);
  for (const auto& item : inventory.items) references.push_back(resolver.references_of(item));
  for (std::size_t i = 0; i < inventory.items.size(); ++i)
    inventory.items[i].references = std::move(references[i]);
}

}  // namespace agentops::extract
