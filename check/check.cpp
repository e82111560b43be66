#include "check/check.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <iterator>
#include <map>
#include <thread>
#include <tuple>
#include <utility>

#include "check/judge.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

constexpr std::size_t most_in_a_file = 1000;  ///< findings of one rule
constexpr std::size_t looked_at_for_binary = 64 * 1024;

bool begins_with(std::string_view id, std::string_view beginning) {
  return id.size() >= beginning.size() &&
         std::ranges::equal(id.substr(0, beginning.size()), beginning, {}, {},
                            [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
}

/// What the settings say of a rule; nothing: nothing. The inner nothing: off.
std::optional<std::optional<Severity>> level_of(const Levels& levels, std::string_view id) {
  std::optional<std::optional<Severity>> level;
  std::size_t longest = 0;
  for (const auto& [beginning, said] : levels)
    if (begins_with(id, beginning) && beginning.size() >= longest) {
      level = said;
      longest = beginning.size();
    }
  return level;
}

bool asks_for_rule(const CheckOptions& options, std::string_view id) {
  const auto level = level_of(options.levels, id);
  if (level && !level->has_value()) return false;
  return options.only.empty() ||
         std::ranges::any_of(options.only, [&](const std::string& each) { return begins_with(id, each); });
}

/// Leaves as many sightings of one rule in one file as anybody reads, and says how many there are more.
void cut(Sightings& sightings) {
  if (sightings.size() <= most_in_a_file) return;
  const std::size_t more = sightings.size() - most_in_a_file;
  sightings.resize(most_in_a_file);
  sightings.back().message += ", and " + std::to_string(more) + " more in this file";
}

/// The bytes of an image, an archive, a font: attachments may be anything.
bool is_binary(std::string_view bytes) {
  return bytes.substr(0, looked_at_for_binary).find('\0') != std::string_view::npos;
}

/// What mends a finding of this rule; it ends in a command. --fix is named only where it can do something.
std::string mending(const RuleCard& card, bool has_edits) {
  const bool promises_edits = card.mend.find("--fix") != std::string::npos;
  if (promises_edits && !has_edits) return "mend it by hand; agentops explain " + card.id;
  const bool has_command = card.mend.find("agentops ") != std::string::npos;
  return has_command ? card.mend : card.mend + "; agentops explain " + card.id;
}

class Run {
 public:
  Run(const Inventory& inventory, const SourceReader& read, const CheckOptions& options)
      : inventory_(inventory), read_(read), options_(options) {}

  std::vector<KnownFinding> run() {
    for (const Rule& rule : all_rules())
      if (is_wanted(rule.card.id)) rules_.push_back(&rule);
    take_findings_of_the_reader();
    look_at_facts();
    look_at_texts();
    return sorted();
  }

 private:
  [[nodiscard]] bool is_wanted(std::string_view id) const { return asks_for_rule(options_, id); }

  [[nodiscard]] Severity severity_of(std::string_view id, Severity own) const {
    const auto level = level_of(options_.levels, id);
    return level ? level->value_or(own) : own;
  }

  void take_findings_of_the_reader() {
    for (const Item& item : inventory_.items)
      for (Finding finding : item.findings) {
        if (!is_wanted(finding.rule)) continue;
        finding.severity = severity_of(finding.rule, finding.severity);
        if (const Rule* rule = rule_named(finding.rule); rule != nullptr && finding.fix.empty())
          finding.fix = mending(rule->card, !finding.edits.empty());
        noticed_[finding.place.path].push_back({.finding = std::move(finding), .span = {}});
      }
  }

  void look_at_facts() {
    const Facts facts{
        .inventory = inventory_,
        .token_budget = options_.token_budget.value_or(Facts{.inventory = inventory_}.token_budget),
        .budget_is_set = options_.token_budget.has_value(),
        .copies = options_.copies,
        .outranked = options_.outranked};
    for (const Rule* rule : rules_) {
      if (rule->look_at_facts == nullptr) continue;
      Sightings sightings;
      rule->look_at_facts(facts, sightings);
      std::map<std::string, Sightings> of_files;
      for (Sighting& sighting : sightings) of_files[sighting.path].push_back(std::move(sighting));
      for (auto& [path, of_file] : of_files) {
        cut(of_file);
        for (Sighting& sighting : of_file) noticed_[path].push_back(notice(*rule, std::move(sighting), path));
      }
    }
  }

  [[nodiscard]] Noticed notice(const Rule& rule, Sighting sighting, const std::string& path) const {
    const std::string& id = rule.card.id;
    return {.finding = {.rule = id,
                        .severity = severity_of(id, sighting.severity.value_or(rule.card.severity)),
                        .place = {.path = path, .line = sighting.line},
                        .message = std::move(sighting.message),
                        .fix = sighting.fix.empty() ? mending(rule.card, !sighting.edits.empty())
                                                    : std::move(sighting.fix),
                        .edits = std::move(sighting.edits)},
            .span = sighting.span};
  }

  /// Each file is one piece of work; which thread does it does not matter.
  void look_at_texts() {
    for (const FileEntry& file : inventory_.files) paths_.push_back(file.path);
    for (const auto& [path, noticed] : noticed_)
      if (!std::ranges::binary_search(inventory_.files, path, {}, &FileEntry::path)) paths_.push_back(path);
    std::ranges::sort(paths_);
    placed_.resize(paths_.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < std::min<std::size_t>(options_.threads, paths_.size()); ++i)
      threads.emplace_back([this] { work(); });
    work();
  }

  void work() {
    for (std::size_t i = next_++; i < paths_.size(); i = next_++) placed_[i] = look_at_text(paths_[i]);
  }

  [[nodiscard]] std::vector<KnownFinding> look_at_text(const std::string& path) const {
    const auto facts = noticed_.find(path);
    std::vector<Noticed> noticed = facts == noticed_.end() ? std::vector<Noticed>{} : facts->second;
    const auto file = std::ranges::lower_bound(inventory_.files, path, {}, &FileEntry::path);
    const bool scanned = file != inventory_.files.end() && file->path == path;
    if (!scanned) return place_in_file(std::move(noticed), {});
    const auto bytes = read_(path);
    if (!bytes) {
      if (is_wanted(not_read().card.id))
        noticed.push_back(notice(not_read(), {.message = "was not read: " + bytes.error().message}, path));
      return place_in_file(std::move(noticed), {});
    }
    std::erase_if(noticed,
                  [&](const Noticed& each) { return !counts({.path = path, .bytes = *bytes}, each); });
    // What was read as an item is read by agents too: a NUL in it hides nothing.
    if (!file->item.empty() || !is_binary(*bytes)) add_sightings(path, *bytes, noticed);
    return place_in_file(std::move(noticed), *bytes);
  }

  [[nodiscard]] static bool counts(const Text& text, const Noticed& noticed) {
    const Rule* rule = rule_named(noticed.finding.rule);
    const bool can_tell = rule != nullptr && rule->counts != nullptr && !noticed.span.empty() &&
                          noticed.span.end <= text.bytes.size();
    return !can_tell || rule->counts(text, noticed.span);
  }

  void add_sightings(const std::string& path, std::string_view bytes, std::vector<Noticed>& noticed) const {
    for (const Rule* rule : rules_) {
      if (rule->look_at_text == nullptr) continue;
      Sightings sightings;
      rule->look_at_text({.path = path, .bytes = bytes}, sightings);
      cut(sightings);
      for (Sighting& sighting : sightings) noticed.push_back(notice(*rule, std::move(sighting), path));
    }
  }

  std::vector<KnownFinding> sorted() {
    std::vector<KnownFinding> all;
    for (std::vector<KnownFinding>& file : placed_) std::ranges::move(file, std::back_inserter(all));
    std::ranges::stable_sort(all, [](const KnownFinding& a, const KnownFinding& b) {
      return std::tie(b.finding.severity, a.finding.rule, a.finding.place.path) <
             std::tie(a.finding.severity, b.finding.rule, b.finding.place.path);
    });
    return all;
  }

  const Inventory& inventory_;
  const SourceReader& read_;
  const CheckOptions& options_;
  std::vector<const Rule*> rules_;
  std::map<std::string, std::vector<Noticed>, std::less<>> noticed_;  ///< by path
  std::vector<std::string> paths_;
  std::vector<std::vector<KnownFinding>> placed_;  ///< by path's index
  std::atomic<std::size_t> next_ = 0;
};

}  // namespace

std::vector<KnownFinding> check(const Inventory& inventory, const SourceReader& read,
                                const CheckOptions& options) {
  return Run(inventory, read, options).run();
}

bool asks_for(const CheckOptions& options, std::string_view beginning) {
  return std::ranges::any_of(all_rules(), [&](const Rule& rule) {
    return begins_with(rule.card.id, beginning) && asks_for_rule(options, rule.card.id);
  });
}

bool is_named(const CheckOptions& options, std::string_view id) {
  return asks_for_rule(options, id) && (!options.only.empty() || level_of(options.levels, id).has_value());
}

bool begins_rules(std::string_view id) {
  return !id.empty() &&
         std::ranges::any_of(all_rules(), [&](const Rule& rule) { return begins_with(rule.card.id, id); });
}

}  // namespace agentops::check
