#include "actions/copies.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "actions/describe.h"
#include "actions/item_text.h"
#include "actions/lookup.h"
#include "extract/scan.h"
#include "mine/families.h"
#include "mine/resemblance.h"
#include "mine/share_out.h"
#include "text/glob.h"
#include "text/shingles.h"

namespace agentops::actions {
namespace {

/// Works on the text of each item, on all threads; `take(i, text)` writes to places of its own.
template <class Take>
Status for_each_text(const Project& project, const Scanned& scanned, const std::vector<const Item*>& items,
                     const Take& take) {
  const SourceReader read = source_reader(project, scanned.inventory);
  std::vector<std::optional<Error>> failed(items.size());
  mine::share_out(items.size(), project.threads(), [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      const auto text = text_of(*items[i], read);
      if (text)
        take(i, *text);
      else
        failed[i] = text.error();
    }
  });
  for (const auto& error : failed)
    if (error) return fail(*error);
  return {};
}

std::vector<const Item*> wanted(const Scanned& scanned, const std::vector<Kind>& kinds) {
  std::vector<const Item*> items;
  for (const Item& item : scanned.inventory.items)
    if (kinds.empty() || std::ranges::find(kinds, item.kind) != kinds.end()) items.push_back(&item);
  return items;
}

/// A name that somebody gave. That of a file says little where the file's name is a role (README) or a place.
std::string name_for_copies(const Item& item) {
  const bool is_own = item.name_from != "file" || item.kind == Kind::Agent || item.kind == Kind::Command;
  const bool is_named =
      is_own && item.kind != Kind::Readme && item.kind != Kind::Config && item.kind != Kind::Other;
  return is_named ? extract::lower(item.name) : "";
}

Result<std::vector<mine::CopyFacts>> copy_facts(const Project& project, const Scanned& scanned,
                                                const std::vector<const Item*>& items) {
  std::vector<mine::CopyFacts> facts(items.size());
  const Status read = for_each_text(project, scanned, items, [&](std::size_t i, const ItemText& text) {
    const Item& item = *items[i];
    facts[i] = {.key = item.key,
                .name = name_for_copies(item),
                .kind = item.kind,
                .whole = item.digest,
                .body = item.body_digest,
                .runs = text::shingles_of(slice(text.bytes, text.body)),
                .lines = text::line_set_of(slice(text.bytes, text.body))};
  });
  if (!read) return fail(read);
  return facts;
}

/// Reads the members of a family again and finds what each missed.
Result<mine::Drift> drift_among(const Scanned& scanned, const Family& family, const SourceReader& read) {
  std::vector<ItemText> texts;
  for (const FamilyMember& member : family.members) {
    auto text = text_of(*find_item(scanned.inventory.items, member.key), read);
    if (!text) return fail(text);
    texts.push_back(*std::move(text));
  }
  std::vector<text::Passage> passages;
  for (const ItemText& text : texts) {
    const auto before = std::string_view(text.bytes).substr(0, text.whole.begin);
    passages.push_back({text.own(), static_cast<std::uint32_t>(std::ranges::count(before, '\n')) + 1});
  }
  return mine::drift_of(passages);
}

/// Tokens of all members but the first of each text.
std::uint64_t extra_tokens(const Scanned& scanned, const Family& family) {
  std::set<std::uint32_t> seen;
  std::uint64_t tokens = 0;
  for (const FamilyMember& member : family.members)
    if (!seen.insert(member.text).second) tokens += find_item(scanned.inventory.items, member.key)->tokens;
  return tokens;
}

/// True for a member that its project keeps as a copy on purpose.
bool is_deliberate(const Settings& settings, const Family& family, const FamilyMember& member) {
  const auto is_vendored = [&](const std::string& glob) { return text::glob_matches(glob, member.key); };
  if (std::ranges::any_of(settings.vendored, is_vendored)) return true;
  return std::ranges::any_of(settings.mirrors, [&](const Mirror& mirror) {
    if (!member.key.starts_with(mirror.at + "/")) return false;
    const std::string original = mirror.of + member.key.substr(mirror.at.size());
    return std::ranges::find(family.members, original, &FamilyMember::key) != family.members.end();
  });
}

/// Copies on purpose are told only where they drifted: other families are left without them, and go when
/// fewer than two members, or texts, are left.
bool is_wanted(const Settings& settings, Family& family) {
  if (family.form == FamilyForm::Near) return true;
  const Family whole = family;
  std::erase_if(family.members,
                [&](const FamilyMember& member) { return is_deliberate(settings, whole, member); });
  if (family.members.size() < 2) return false;
  const auto is_same = [&](const FamilyMember& member) { return member.text == family.members[0].text; };
  return family.form != FamilyForm::SameName || !std::ranges::all_of(family.members, is_same);
}

PairClass class_of(const Item& a, const Item& b, double jaccard) {
  if (a.digest == b.digest) return PairClass::Same;
  if (a.body_digest == b.body_digest) return PairClass::Body;
  if (jaccard >= .8) return PairClass::Near;
  return jaccard >= .5 ? PairClass::Variant : PairClass::Related;
}

/// Items by the first with equal runs.
std::map<std::uint32_t, std::vector<std::uint32_t>> equal_sets(const mine::Resemblance& resemblance,
                                                               std::size_t count) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> equal;
  for (std::uint32_t i = 0; i < count; ++i)
    if (resemblance.size_of(i) > 0) equal[resemblance.original_of(i)].push_back(i);
  return equal;
}

}  // namespace

Result<std::vector<Family>> families_in(const Project& project, const Scanned& scanned,
                                        const CopiesRequest& request) {
  auto facts = copy_facts(project, scanned, wanted(scanned, request.kinds));
  if (!facts) return fail(facts);
  const unsigned near = request.near.value_or(project.settings().near);
  return mine::families_of(*std::move(facts), {.near = near,
                                               .typical = std::min(700U, near),
                                               .variant = std::min(near, project.settings().variant),
                                               .variants = request.related,
                                               .threads = project.threads()});
}

std::size_t take_out_deliberate(const Settings& settings, std::vector<Family>& families) {
  return std::erase_if(families, [&](Family& family) { return !is_wanted(settings, family); });
}

Result<Copies> find_copies(const Project& project, const CopiesRequest& request) {
  auto scanned = scan(project, request.scan, {});
  if (!scanned) return fail(scanned);
  Copies copies{.scanned = *std::move(scanned), .compared = 0, .families = {}, .deliberate = 0};
  copies.compared = wanted(copies.scanned, request.kinds).size();
  auto families = families_in(project, copies.scanned, request);
  if (!families) return fail(families);
  std::set<std::string> drifted;  // bodies of a Near family are compared there, headers and all
  for (const Family& family : *families)
    if (family.form == FamilyForm::Near)
      for (const FamilyMember& member : family.members) drifted.insert(member.key);
  copies.deliberate = take_out_deliberate(project.settings(), *families);
  const SourceReader read = source_reader(project, copies.scanned.inventory);
  for (Family& family : *families) {
    CopyFamily found{.family = std::move(family), .drift = {}, .extra_tokens = 0};
    const bool has_headers =
        found.family.form == FamilyForm::SameBody && !drifted.contains(found.family.members[0].key);
    if (found.family.form == FamilyForm::Near || has_headers) {
      auto drift = drift_among(copies.scanned, found.family, read);
      if (!drift) return fail(drift);
      found.drift = *std::move(drift);
    }
    found.extra_tokens = extra_tokens(copies.scanned, found.family);
    copies.families.push_back(std::move(found));
  }
  return copies;
}

Result<AlikePairs> alike_pairs(const Project& project, const ScanOptions& options, unsigned least) {
  auto scanned = scan(project, options, {});
  if (!scanned) return fail(scanned);
  AlikePairs found{.scanned = *std::move(scanned), .pairs = {}};
  const std::vector<const Item*> items = wanted(found.scanned, {});
  std::vector<mine::Members> runs(items.size());
  const Status read = for_each_text(project, found.scanned, items, [&](std::size_t i, const ItemText& text) {
    runs[i] = text::shingles_of(text.own());
  });
  if (!read) return fail(read);
  const mine::Resemblance resemblance(std::move(runs), project.threads());
  const auto equal = equal_sets(resemblance, items.size());
  const auto add = [&](std::uint32_t a, std::uint32_t b, double jaccard) {
    const auto [first, second] = std::minmax(a, b);
    found.pairs.push_back(
        {items[first]->key, items[second]->key, jaccard, class_of(*items[first], *items[second], jaccard)});
  };
  for (const auto& [original, members] : equal)
    for (std::size_t i = 0; i < members.size(); ++i)
      for (std::size_t j = i + 1; j < members.size(); ++j) add(members[i], members[j], 1);
  for (const mine::LikePair& pair : resemblance.alike(least))
    for (const std::uint32_t a : equal.at(pair.a))
      for (const std::uint32_t b : equal.at(pair.b)) add(a, b, resemblance.jaccard(pair));
  std::ranges::sort(found.pairs, {}, [](const AlikePair& pair) { return std::tie(pair.a, pair.b); });
  return found;
}

Result<SideBySide> compare_items(const Project& project, const std::string& a, const std::string& b) {
  const auto scanned = scan(project, {}, {});
  if (!scanned) return fail(scanned);
  const auto first = item_named(scanned->inventory.items, a);
  if (!first) return fail(first);
  const auto second = item_named(scanned->inventory.items, b);
  if (!second) return fail(second);
  const SourceReader read = source_reader(project, scanned->inventory);
  const auto first_text = text_of(**first, read);
  if (!first_text) return fail(first_text);
  const auto second_text = text_of(**second, read);
  if (!second_text) return fail(second_text);
  SideBySide sides{.a = **first, .b = **second, .jaccard = 0, .differences = {}};
  sides.differences =
      text::differences_between({first_text->own(), sides.a.line}, {second_text->own(), sides.b.line});
  const mine::Resemblance resemblance({text::shingles_of(slice(first_text->bytes, first_text->body)),
                                       text::shingles_of(slice(second_text->bytes, second_text->body))},
                                      1);
  const auto pairs = resemblance.alike(1);
  if (resemblance.original_of(1) == 0)
    sides.jaccard = 1;
  else if (!pairs.empty())
    sides.jaccard = resemblance.jaccard(pairs.front());
  return sides;
}

std::string_view name_of(PairClass form) {
  switch (form) {
    case PairClass::Same:
      return "same";
    case PairClass::Body:
      return "body";
    case PairClass::Near:
      return "near";
    case PairClass::Variant:
      return "variant";
    case PairClass::Related:
      return "related";
  }
  return "related";
}

std::string_view name_of(FamilyForm form) {
  switch (form) {
    case FamilyForm::SameFile:
      return "same-file";
    case FamilyForm::SameBody:
      return "same-body";
    case FamilyForm::Near:
      return "near";
    case FamilyForm::Variant:
      return "variant";
    case FamilyForm::Contained:
      return "contained";
    case FamilyForm::SameName:
      return "same-name";
  }
  return "near";
}

}  // namespace agentops::actions
