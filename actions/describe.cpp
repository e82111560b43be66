#include "actions/describe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

#include "text/escape.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

constexpr std::array<std::string_view, 7> fate_names = {"create", "update", "merge",   "keep",
                                                        "absent", "remove", "conflict"};

template <class Enum, std::size_t size>
std::string_view named(const std::array<std::string_view, size>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

/// Two decimals are all that a likeness means.
double rounded(double value) { return std::round(value * 100) / 100; }

List numbers(const std::vector<std::uint32_t>& values) {
  List list;
  for (const std::uint32_t value : values) list.push_back(number(value));
  return list;
}

Value describe(const Reference& reference) {
  return Map{{"to", reference.to.empty() ? Value() : Value(reference.to)},
             {"target", reference.target},
             {"count", number(reference.lines.size())},
             {"lines", numbers(reference.lines)}};
}

Value describe(const Literal& literal) {
  return Map{{"type", name_of(literal.type)}, {"value", literal.value}, {"line", number(literal.line)}};
}

double fraction(std::uint32_t thousandths) { return rounded(thousandths / 1000.0); }

Value describe(const NearItem& near) {
  const mine::CommonGround& shared = near.shared;
  return Map{{"path", near.item.key},
             {"name", near.item.name},
             {"kind", name_of(near.item.kind)},
             {"package", near.place.package.empty() ? Value() : Value(near.place.package)},
             {"score", fraction(mine::score_of(near.nearness))},
             {"verdict", name_of(near.verdict)},
             {"about", fraction(near.nearness.about)},
             {"runs", fraction(near.nearness.runs)},
             {"whole", fraction(near.nearness.whole)},
             {"lines", fraction(near.nearness.lines)},
             {"shared", Map{{"phrases", texts(shared.phrases)},
                            {"headings", texts(shared.headings)},
                            {"references", texts(shared.references)},
                            {"tools", texts(shared.tools)}}}};
}

template <class Things>
List described(const Things& things) {
  List list;
  for (const auto& thing : things) list.push_back(describe(thing));
  return list;
}

Value describe(const Uses& uses) {
  return Map{{"programs", texts(uses.programs)}, {"files", texts(uses.files)},
             {"env", texts(uses.env)},           {"hosts", texts(uses.hosts)},
             {"tools", texts(uses.tools)},       {"literals", described(uses.literals)}};
}

Value describe_use(const Use& use) {
  return Map{{"path", use.key},
             {"line", number(use.line)},
             {"title", use.title},
             {"domain", use.domain.empty() ? Value() : Value(use.domain)}};
}

Value describe_member(const Member& member, const std::vector<Item>& items) {
  const Item* item = find_item(items, member.key);
  return Map{{"path", member.key},
             {"id", item == nullptr ? "" : item->id},
             {"kind", item == nullptr ? "" : name_of(item->kind)},
             {"name", item == nullptr ? "" : item->name},
             {"mark", member.decided      ? "="
                      : member.close_call ? "?"
                                          : "."},
             {"score", rounded(member.score)},
             {"margin", rounded(member.margin)},
             {"runner_up", member.runner_up.empty() ? Value() : Value(member.runner_up)},
             {"doubt", member.doubt}};
}

Value describe_lifted(const draft::Lifted& lifted) {
  List places;
  List replaced;
  for (const draft::LiftedPlace& each : lifted.places) {
    places.emplace_back(each.place.path + ":" + std::to_string(each.place.line));
    if (each.replaced) replaced.push_back(places.back());
  }
  return Map{{"key", lifted.key},
             {"value", lifted.value},
             {"type", name_of(lifted.type)},
             {"from", std::move(places)},
             {"replaced", std::move(replaced)}};
}

Value describe_blank(const draft::Blank& blank) {
  return Map{{"path", blank.path}, {"line", number(blank.line)}, {"what", blank.what}};
}

Value describe_file(const draft::FileFate& fate, const draft::DraftedPackage& package) {
  Map entry{{"path", fate.path}, {"action", named(fate_names, fate.fate)}};
  const auto file = std::ranges::find(package.files, fate.path, &draft::DraftedFile::path);
  if (file != package.files.end() && !file->from.empty()) {
    entry.emplace_back("from", file->from);
    if (file->from_digest) entry.emplace_back("from_sha256", text::hex(*file->from_digest));
  }
  return entry;
}

}  // namespace

List texts(const std::vector<std::string>& strings) {
  List list;
  for (const std::string& text : strings) list.emplace_back(text);
  return list;
}

const Item* find_item(const std::vector<Item>& items, std::string_view key) {
  const auto at = std::ranges::lower_bound(items, key, {}, &Item::key);
  return at != items.end() && at->key == key ? &*at : nullptr;
}

std::vector<Reference> references_by_target(const Item& item) {
  std::vector<Reference> merged;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> places;  // by what is meant
  for (const Reference& reference : item.references) {
    const std::string_view spelling = reference.to.empty() ? reference.target : std::string_view();
    const auto [place, is_new] = places.try_emplace({reference.to, spelling}, merged.size());
    if (is_new)
      merged.push_back(reference);
    else
      std::ranges::copy(reference.lines, std::back_inserter(merged[place->second].lines));
  }
  for (Reference& reference : merged) {
    std::ranges::sort(reference.lines);
    const auto repeats = std::ranges::unique(reference.lines);
    reference.lines.erase(repeats.begin(), repeats.end());
  }
  return merged;
}

Value describe(const Item& item) {
  return Map{{"id", item.id},
             {"kind", name_of(item.kind)},
             {"name", item.name},
             {"path", item.path},
             {"key", item.key},
             {"line", number(item.line)},
             {"title", item.title},
             {"description", item.description},
             {"name_from", item.name_from},
             {"description_from", item.description_from},
             {"kind_from", texts(item.kind_from)},
             {"kind_confidence", rounded(item.kind_confidence)},
             {"runner_up", item.runner_up_from.empty() ? Value() : Value(name_of(item.runner_up))},
             {"runner_up_from", texts(item.runner_up_from)},
             {"lines", number(item.lines)},
             {"tokens", number(item.tokens)},
             {"sha256", text::hex(item.digest)},
             {"body_sha256", text::hex(item.body_digest)},
             {"refs", described(references_by_target(item))},
             {"uses", describe(item.uses)}};
}

Value describe(const FileEntry& file) {
  return Map{{"path", file.path},
             {"kind", name_of(file.kind)},
             {"item", file.item.empty() ? Value() : Value(file.item)},
             {"owner", file.owner.empty() ? Value() : Value(file.owner)},
             {"bytes", number(file.size)},
             {"sha256", text::hex(file.digest)}};
}

Value describe(const Pattern& pattern) {
  List uses;
  for (const Use& use : pattern.uses) uses.push_back(describe_use(use));
  return Map{{"id", pattern.id},
             {"name", pattern.name},
             {"form", name_of(pattern.form)},
             {"scope", pattern.generic ? "generic" : "domain"},
             {"stage", name_of(pattern.stage)},
             {"uses", number(pattern.items)},
             {"of", number(pattern.of)},
             {"domains", number(pattern.domains)},
             {"wordings", number(pattern.wordings)},
             {"bits_saved", number(pattern.bits_saved)},
             {"places", std::move(uses)}};
}

Value describe(const Pattern& pattern, const std::vector<Item>& items) {
  Value value = describe(pattern);
  Map& map = std::get<Map>(value.data);
  if (pattern.form == PatternForm::Chain) map.emplace_back("links", texts(pattern.links));
  if (pattern.form != PatternForm::Template) return value;
  map.pop_back();  // sources say where
  List parts;
  for (const PatternPart& part : pattern.parts)
    parts.emplace_back(part.is_slot ? Map{{"slot", part.text}, {"type", name_of(part.type)}}
                                    : Map{{"text", part.text}});
  List sources;
  for (const Use& use : pattern.uses) {
    const Item* item = find_item(items, use.key);
    Map values;
    auto next = use.values.begin();
    for (const PatternPart& part : pattern.parts)
      if (part.is_slot && next != use.values.end()) values.emplace_back(part.text, *next++);
    sources.emplace_back(Map{{"path", item == nullptr ? use.key : item->path},
                             {"item", use.key},
                             {"domain", use.domain.empty() ? Value() : Value(use.domain)},
                             {"line_begin", number(use.line)},
                             {"line_end", number(use.line_end)},
                             {"values", std::move(values)}});
  }
  map.emplace_back("parts", std::move(parts));
  map.emplace_back("sources", std::move(sources));
  return value;
}

Value describe(const Domain& domain, const std::vector<Item>& items) {
  List members;
  for (const Member& member : domain.members) members.push_back(describe_member(member, items));
  List parts;
  for (const DomainPart& part : domain.parts)
    parts.emplace_back(Map{{"name", part.name}, {"items", texts(part.members)}});
  return Map{{"id", domain.id},
             {"name", domain.name},
             {"cohesion", rounded(domain.cohesion)},
             {"stability", domain.stability > 0 ? Value(rounded(domain.stability)) : Value()},
             {"terms", texts(domain.terms)},
             {"representatives", texts(domain.representatives)},
             {"area", domain.area.empty() ? Value() : Value(domain.area)},
             {"parts", std::move(parts)},
             {"items", std::move(members)}};
}

Value describe(const Grouping& grouping) {
  const auto count = [](const std::optional<unsigned>& asked) { return asked ? number(*asked) : Value{}; };
  return Map{
      {"domains", count(grouping.domains)},
      {"min_size", count(grouping.min_size)},
      {"by", grouping.by ? Value(std::string(lead_names[static_cast<std::size_t>(*grouping.by)])) : Value{}},
      {"seed_from", texts(grouping.seed_from)},
      {"keep_folders", grouping.keep_folders}};
}

Value describe(const Similar& similar) {
  return Map{{"asked", Map{{"path", similar.key.empty() ? Value() : Value(similar.key)},
                           {"kind", name_of(similar.kind)},
                           {"words", number(similar.words)}}},
             {"verdict", name_of(similar.verdict)},
             {"advice", advice(similar)},
             {"nearest", described(similar.nearest)},
             {"total", number(similar.total)}};
}

Value describe(const DraftedFolder& folder) {
  List files;
  List blanks;
  List lifted;
  List needs;
  List left_out;
  for (const auto& [from, why] : folder.package.left_out)
    left_out.emplace_back(Map{{"from", from}, {"why", why}});
  for (const draft::FileFate& fate : folder.fates) files.push_back(describe_file(fate, folder.package));
  for (const draft::Blank& blank : folder.package.blanks) blanks.push_back(describe_blank(blank));
  for (const draft::Lifted& value : folder.package.lifted) lifted.push_back(describe_lifted(value));
  for (const draft::Need& need : folder.package.needs)
    needs.emplace_back(need.dependency.name + "@" + need.dependency.range);
  return Map{{"name", folder.package.name},
             {"folder", folder.folder},
             {"description", folder.package.description},
             {"files", std::move(files)},
             {"left_out", std::move(left_out)},
             {"blanks", std::move(blanks)},
             {"lifted", std::move(lifted)},
             {"dependencies", std::move(needs)}};
}

Value describe(const draft::Conservation& conservation) {
  return Map{{"in", number(conservation.in)},
             {"drafted", number(conservation.drafted)},
             {"elsewhere", number(conservation.elsewhere)},
             {"dropped", number(conservation.dropped)},
             {"lost", number(conservation.lost.size())}};
}

Value coverage(const Scanned& scanned) {
  List skipped;
  for (const Skipped& entry : scanned.inventory.skipped)
    skipped.emplace_back(Map{{"path", entry.path}, {"why", entry.why}});
  List mirrors;
  for (const FolderMirror& mirror : scanned.inventory.mirrors)
    mirrors.emplace_back(Map{{"at", mirror.at}, {"of", mirror.of}, {"files", number(mirror.files)}});
  return Map{{"files_seen", number(scanned.files_seen)},
             {"files_read", number(scanned.inventory.files.size())},
             {"items", number(scanned.inventory.items.size())},
             {"skipped", std::move(skipped)},
             {"mirrors", std::move(mirrors)}};
}

}  // namespace agentops::actions
