// Each section is a text of its own to mine/families, under the key of its place. What it finds is then
// cleaned of what needs no telling: sections of items that are copies as a whole, and sections inside of told
// ones.

#include "actions/sections.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "extract/document.h"
#include "mine/families.h"
#include "mine/share_out.h"
#include "text/hash.h"
#include "text/shingles.h"
#include "text/words.h"

namespace agentops::actions {
namespace {

constexpr std::size_t bytes_per_token = 4;

struct ReadSection {
  SectionPlace place;
  mine::CopyFacts facts;
};

bool is_long_enough(std::string_view body) {
  std::size_t words = 0;
  text::WordScanner scanner(body);
  for (text::Word word; words < fewest_section_words && scanner.next(word);) ++words;
  return words >= fewest_section_words;
}

std::uint32_t lines_in(std::string_view bytes) {
  return static_cast<std::uint32_t>(std::ranges::count(bytes, '\n')) + (bytes.ends_with('\n') ? 0U : 1U);
}

ReadSection read_section(const Item& item, const Section& section, std::string_view bytes) {
  const std::string_view body = slice(bytes, section.body);
  const std::string_view whole = slice(bytes, {section.heading.begin, section.body.end});
  const std::string key = fmt::format("{}:{:08}", item.key, section.line);
  return {.place = {.key = item.key,
                    .title = section.title,
                    .line = section.line,
                    .lines = lines_in(whole),
                    .tokens = static_cast<std::uint32_t>(whole.size() / bytes_per_token)},
          .facts = {.key = key,
                    .name = {},
                    .kind = item.kind,
                    .whole = text::sha256(key),
                    .body = text::sha256(text::normalised(body)),
                    .runs = text::shingles_of(body),
                    .lines = text::line_set_of(body)}};
}

/// The sections of one file, in the items that are asked for.
std::vector<ReadSection> sections_of(const std::string& path, std::string_view bytes, const Digest& digest,
                                     const CopiesRequest& request) {
  std::vector<ReadSection> found;
  for (const Document& document :
       extract::read_documents({.path = path, .bytes = std::string(bytes), .digest = digest}, {})) {
    const Kind kind = document.item.kind;
    if (!request.kinds.empty() && std::ranges::find(request.kinds, kind) == request.kinds.end()) continue;
    for (const Section& section : document.sections)
      if (section.level > 1 && is_long_enough(slice(bytes, section.body)))
        found.push_back(read_section(document.item, section, bytes));
  }
  return found;
}

/// For each item a name that it shares with those it is a copy of.
class Originals {
 public:
  explicit Originals(const std::vector<Family>& families) {
    for (const Family& family : families) {
      if (family.form == FamilyForm::SameName || family.form == FamilyForm::Variant) continue;
      const std::string first = of(family.members.front().key);
      for (const FamilyMember& member : family.members) of_.insert_or_assign(of(member.key), first);
    }
  }

  [[nodiscard]] std::string of(const std::string& key) const {
    std::string original = key;
    for (auto at = of_.find(original); at != of_.end() && at->second != original; at = of_.find(original))
      original = at->second;
    return original;
  }

 private:
  std::map<std::string, std::string> of_;
};

bool is_told_by_items(const SectionFamily& family, const Originals& originals) {
  std::set<std::string> different;
  for (const SectionPlace& place : family.members) different.insert(originals.of(place.key));
  return different.size() < 2;
}

/// Takes out families whose places all lie inside the places of one other that was kept before; the largest
/// come first.
class Inside {
 public:
  bool is_new(const SectionFamily& family) {
    std::set<std::size_t> around = around_of(family.members.front());
    for (const SectionPlace& place : family.members) {
      const std::set<std::size_t> more = around_of(place);
      std::erase_if(around, [&](std::size_t each) { return !more.contains(each); });
    }
    if (!around.empty()) return false;
    for (const SectionPlace& place : family.members)
      places_[place.key].push_back({place.line, place.line + place.lines, next_});
    ++next_;
    return true;
  }

 private:
  struct Stretch {
    std::uint32_t begin, end;
    std::size_t family;
  };

  [[nodiscard]] std::set<std::size_t> around_of(const SectionPlace& place) const {
    std::set<std::size_t> around;
    if (const auto stretches = places_.find(place.key); stretches != places_.end())
      for (const Stretch& stretch : stretches->second)
        if (stretch.begin <= place.line && place.line + place.lines <= stretch.end)
          around.insert(stretch.family);
    return around;
  }

  std::map<std::string, std::vector<Stretch>> places_;
  std::size_t next_ = 0;
};

std::uint64_t all_tokens(const SectionFamily& family) {
  return extra_tokens(family) + family.members.front().tokens;
}

void keep_the_telling(std::vector<SectionFamily>& found, const std::vector<Family>& families) {
  const Originals originals(families);
  std::erase_if(found, [&](const SectionFamily& family) { return is_told_by_items(family, originals); });
  const auto size = [](const SectionFamily& family) {
    const SectionPlace& first = family.members.front();
    return std::tuple(~all_tokens(family), family.form == FamilyForm::SameBody, first.key, first.line);
  };
  std::ranges::stable_sort(found, {}, size);
  Inside inside;
  std::erase_if(found, [&](const SectionFamily& family) { return !inside.is_new(family); });
  const auto cost = [](const SectionFamily& family) {
    const SectionPlace& first = family.members.front();
    return std::tuple(~extra_tokens(family), first.key, first.line);
  };
  std::ranges::stable_sort(found, {}, cost);
}

}  // namespace

std::uint64_t extra_tokens(const SectionFamily& family) {
  std::uint64_t tokens = 0;
  for (std::size_t i = 1; i < family.members.size(); ++i) tokens += family.members[i].tokens;
  return tokens;
}

Result<std::vector<SectionFamily>> sections_in(const Project& project, const Scanned& scanned,
                                               const std::vector<Family>& families,
                                               const CopiesRequest& request) {
  std::vector<const FileEntry*> files;
  for (const FileEntry& file : scanned.inventory.files)
    if (!file.item.empty()) files.push_back(&file);
  std::vector<std::vector<ReadSection>> read(files.size());
  std::vector<std::optional<Error>> failed(files.size());
  const SourceReader reader = source_reader(project, scanned.inventory);
  mine::share_out(files.size(), project.threads(), [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      const auto bytes = reader(files[i]->path);
      if (bytes)
        read[i] = sections_of(files[i]->path, *bytes, files[i]->digest, request);
      else
        failed[i] = bytes.error();
    }
  });
  for (const auto& error : failed)
    if (error) return fail(*error);

  std::map<std::string, SectionPlace> places;
  std::vector<mine::CopyFacts> facts;
  for (std::vector<ReadSection>& of_file : read)
    for (ReadSection& section : of_file) {
      places.emplace(section.facts.key, std::move(section.place));
      facts.push_back(std::move(section.facts));
    }
  std::ranges::sort(facts, {}, &mine::CopyFacts::key);
  const unsigned near = request.near.value_or(project.settings().near);
  std::vector<SectionFamily> found;
  for (const Family& family : mine::families_of(
           std::move(facts), {.near = near, .typical = std::min(700U, near), .threads = project.threads()})) {
    if (family.form != FamilyForm::SameBody && family.form != FamilyForm::Near) continue;
    SectionFamily sections{.form = family.form, .members = {}};
    for (const FamilyMember& member : family.members) sections.members.push_back(places.at(member.key));
    found.push_back(std::move(sections));
  }
  keep_the_telling(found, families);
  return found;
}

Result<RepeatedSections> repeated_sections(const Project& project, const CopiesRequest& request) {
  auto scanned = scan(project, request.scan, {});
  if (!scanned) return fail(scanned);
  const auto families = families_in(project, *scanned, request);
  if (!families) return fail(families);
  auto sections = sections_in(project, *scanned, *families, request);
  if (!sections) return fail(sections);
  return RepeatedSections{.scanned = *std::move(scanned), .families = *std::move(sections)};
}

}  // namespace agentops::actions
