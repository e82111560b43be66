#include "actions/search_places.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/item_text.h"
#include "actions/package_index.h"
#include "actions/plan.h"
#include "index/stemmer.h"
#include "index/writer_lock.h"
#include "text/bytes.h"
#include "text/diff.h"
#include "text/hash.h"

// An index may be written by another process between the scan and the moment when it is opened. The scan says
// which inputs its index has; one that was opened with others is scanned for again, a few times.

namespace agentops::actions {
namespace {

constexpr std::size_t most_apart =
    24;  // packages whose indexes are opened one by one: each takes .15 ms and four files
constexpr int most_attempts = 4;

bool is_whole_file(const Item& item) { return item.key == item.path; }

/// The lines of an item in a file that holds several.
std::string text_of_part(const Item& item, std::string_view bytes) {
  const auto all = text::lines_of(bytes);
  const auto begin =
      all.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(item.line - 1, all.size()));
  const auto end = begin + std::min<std::ptrdiff_t>(item.lines, all.end() - begin);
  std::string part;
  for (auto line = begin; line != end; ++line) part += *line;
  return part;
}

/// The lines that show why an item was found, counted in its file.
std::vector<index::SnippetLine> snippet_of(const Item& item, std::string_view bytes,
                                           const std::vector<std::string>& stems, const text::Stemmer& stem,
                                           const index::SnippetOptions& options) {
  if (is_whole_file(item)) return index::snippet(bytes, stems, stem, options);
  auto lines = index::snippet(text_of_part(item, bytes), stems, stem, options);
  for (index::SnippetLine& line : lines) line.line += item.line - 1;
  return lines;
}

constexpr std::string_view other_inputs_code = "E-INDEX-CHANGED";

Error other_inputs() {
  return {.kind = ErrorKind::Unreadable,
          .code = std::string(other_inputs_code),
          .message = "the search index is being changed by another process all the time",
          .hint = "run the command again",
          .where = {}};
}

Error changed(const std::string& path) {
  return {.kind = ErrorKind::Unreadable,
          .code = "E-CHANGED",
          .message = "the file has changed since it was indexed",
          .hint = "run the command again",
          .where = {.path = path}};
}

/// What the plan says; nothing when there is none, or none that reads.
index::Domains domains_of(const Project& project) {
  index::Domains domains;
  const auto loaded = load_plan(project);
  if (!loaded || !*loaded) return domains;
  for (const PlanHeading& heading : (*loaded)->plan.headings)
    if (heading.role == HeadingRole::Domain || heading.role == HeadingRole::Core)
      for (const PlanLine& line : heading.lines) domains.emplace(line.path, heading.name);
  return domains;
}

const PackageFile* file_at(const std::vector<PackageFile>& files, std::string_view path) {
  const auto file = std::ranges::lower_bound(files, path, {}, &PackageFile::path);
  return file != files.end() && file->path == path ? &*file : nullptr;
}

Digest key_of(std::span<const PackageIndex> indexes) {
  text::ByteWriter writer;
  for (const PackageIndex& index : indexes) writer.text(text::hex(index.key));
  return text::sha256(writer.bytes());
}

}  // namespace

struct SearchPlaces::Work {
  const Project& project;
  PlacesOrder order;
  Scanned scanned{};
  SourceReader read_folder{};
  index::Domains domains{};  ///< of the items of the folder
  std::vector<PlacedPackage> packages{};
  std::vector<PackageIndex> indexes{};                      ///< of the packages, in their order
  std::map<std::string, std::size_t> by_place{};            ///< NAME@VERSION -> package
  std::map<std::string, std::vector<PackageFile>> files{};  ///< of packages in which something was found
  std::optional<index::Searcher> searcher{};                ///< none: there is nothing to search
  text::Stemmer stem = index::make_stemmer();
  std::vector<std::string> words{};

  Status open();
  Status open_once(bool rebuild);
  Status open_indexes(bool rebuild);
  Status scan_folder(bool rebuild);
  Status index_packages(bool rebuild);
  bool is_merged();
  Result<std::vector<index::Home>> homes(bool rebuild);
  Result<index::Home> merged(bool rebuild);
  Result<PlacedHits> search(const PlacedQuery& asked);
  std::optional<std::string> text_of_hit(const index::Hit& hit);
  Result<PlacedHit> placed(const index::Hit& hit);
  Result<const std::vector<PackageFile>*> files_in(const std::string& place);
  Result<std::string> read(const PlacedHit& found) const;
};

Status SearchPlaces::Work::scan_folder(bool rebuild) {
  auto again = scan(project, {.rebuild = rebuild}, {.index = true});
  if (!again) return fail(again);
  scanned = *std::move(again);
  std::ranges::move(std::exchange(scanned.words, {}), std::back_inserter(words));
  read_folder = source_reader(project, scanned.inventory);
  domains = domains_of(project);
  return {};
}

/// Whether the indexes of these very packages were merged before: then none of them has to be looked at.
bool SearchPlaces::Work::is_merged() {
  if (packages.size() <= most_apart) return false;
  for (const PlacedPackage& package : packages) indexes.push_back(index_for(project, package.source.digest));
  return index::state_of(merged_home(project, order.packages.registry), key_of(indexes)) ==
         index::State::Fresh;
}

Status SearchPlaces::Work::index_packages(bool rebuild) {
  indexes.clear();
  if (!rebuild && is_merged()) return {};
  indexes.clear();
  std::size_t done = 0;
  std::vector<PlacedPackage> searched;
  for (PlacedPackage& package : packages) {
    auto index = index_package(project, package.source, rebuild, words);
    project.report({.stage = "indexing packages", .done = ++done, .total = packages.size()});
    if (!index && index.error().kind == ErrorKind::Unsafe) {
      words.push_back(fmt::format("{} is not searched: {}", package.place.folder, index.error().message));
      continue;
    }
    if (!index) return fail(index);
    indexes.push_back(*std::move(index));
    searched.push_back(std::move(package));
  }
  packages = std::move(searched);
  return {};
}

/// The one index of all packages, made anew when another set of them was merged last.
Result<index::Home> SearchPlaces::Work::merged(bool rebuild) {
  const index::Home home = merged_home(project, order.packages.registry);
  const Digest key = key_of(indexes);
  if (!rebuild && index::state_of(home, key) == index::State::Fresh) return home;
  const auto lock = index::WriterLock::wait(home);
  if (!lock) return fail(lock);
  if (!rebuild && index::state_of(home, key) == index::State::Fresh) return home;
  project.report({.stage = "merging the indexes of packages", .done = 0, .total = 1});
  std::vector<index::Home> parts;
  for (const PackageIndex& index : indexes) parts.push_back(index.home);
  if (const auto written = index::merge(parts, home, key); !written) return fail(written);
  return home;
}

Result<std::vector<index::Home>> SearchPlaces::Work::homes(bool rebuild) {
  std::vector<index::Home> homes;
  if (order.folder) homes.push_back(index_home(project));
  if (indexes.size() > most_apart) {
    auto one = merged(rebuild);
    if (!one) return fail(one);
    homes.push_back(*std::move(one));
  } else {
    for (const PackageIndex& index : indexes) homes.push_back(index.home);
  }
  return homes;
}

Status SearchPlaces::Work::open_indexes(bool rebuild) {
  const auto all = homes(rebuild);
  if (!all) return fail(all);
  if (all->empty()) return {};
  auto opened = index::Searcher::open(*all);
  if (!opened) return fail(opened);
  if (order.folder && opened->key() != scanned.index_key) return fail(other_inputs());
  searcher.emplace(*std::move(opened));
  return {};
}

Status SearchPlaces::Work::open_once(bool rebuild) {
  searcher.reset();
  files.clear();
  by_place.clear();
  if (order.folder)
    if (const Status done = scan_folder(rebuild); !done) return done;
  auto found = packages_to_search(project, order.packages, words);
  if (!found) return fail(found);
  packages = *std::move(found);
  if (const Status indexed = index_packages(rebuild); !indexed) return indexed;
  for (std::size_t i = 0; i < packages.size(); ++i) by_place.emplace(packages[i].source.place, i);
  return open_indexes(rebuild);
}

/// Opens all, and what turns out to be damaged or from other inputs again.
Status SearchPlaces::Work::open() {
  Status opened = open_once(false);
  for (int attempt = 1; !opened && attempt < most_attempts; ++attempt) {
    const bool damaged = index::mended_by_rebuild(opened.error());
    if (!damaged && opened.error().code != other_inputs_code) return opened;
    if (damaged) words.push_back(opened.error().message + ": built again");
    opened = open_once(damaged);
  }
  if (!opened && index::mended_by_rebuild(opened.error()))
    if (Status writable = project.prepare_state(); !writable) {
      writable.error().hint = "a search needs a folder for its index: name one with --state DIR";
      return writable;
    }
  return opened;
}

Result<const std::vector<PackageFile>*> SearchPlaces::Work::files_in(const std::string& place) {
  if (const auto known = files.find(place); known != files.end()) return &known->second;
  auto read = files_of(project, indexes[by_place.at(place)]);
  if (!read) return fail(read);
  return &files.emplace(place, *std::move(read)).first->second;
}

/// The facts of a hit. What is in no list of items was indexed from other inputs.
Result<PlacedHit> SearchPlaces::Work::placed(const index::Hit& hit) {
  PlacedHit found{.hit = hit, .item = {}, .place = {}, .domain = {}, .same = {}, .lines = {}};
  if (hit.place.empty()) {
    if (const Item* item = find_item(scanned.inventory.items, hit.key)) found.item = *item;
    if (const auto domain = domains.find(hit.key); domain != domains.end()) found.domain = domain->second;
    return found;
  }
  const auto package = by_place.find(hit.place);
  if (package == by_place.end()) return found;
  found.place = packages[package->second].place;
  found.domain = found.place.package;
  const auto known = files_in(hit.place);
  if (!known) return fail(known);
  const PackageFile* file = file_at(**known, hit.path);
  if (file == nullptr) return found;
  const auto item = std::ranges::find(file->items, hit.key, &Item::key);
  if (item == file->items.end()) return found;
  found.item = *item;
  found.item.path.insert(0, found.place.folder);
  found.item.key.insert(0, found.place.folder);
  return found;
}

Result<std::string> SearchPlaces::Work::read(const PlacedHit& found) const {
  if (found.hit.place.empty()) return read_folder(found.item.path);
  const auto package = by_place.find(found.hit.place);
  const auto known = files.find(found.hit.place);
  if (package == by_place.end() || known == files.end()) return fail(changed(found.item.path));
  auto bytes = packages[package->second].read_file(found.hit.path);
  if (!bytes) return bytes;
  const PackageFile* file = file_at(known->second, found.hit.path);
  if (file == nullptr || text::sha256(*bytes) != file->digest) return fail(changed(found.item.path));
  return bytes;
}

/// The text of an item that the index thinks likely, and not the rest of its file.
std::optional<std::string> SearchPlaces::Work::text_of_hit(const index::Hit& hit) {
  const auto found = placed(hit);
  if (!found || found->item.key.empty()) return std::nullopt;
  auto bytes = read(*found);
  if (!bytes) return std::nullopt;
  return is_whole_file(found->item) ? *std::move(bytes) : text_of_part(found->item, *bytes);
}

Result<PlacedHits> SearchPlaces::Work::search(const PlacedQuery& asked) {
  if (!searcher) return PlacedHits{};
  index::Query query = asked.query;
  query.domains = &domains;
  query.text_of = [this](const index::Hit& hit) { return text_of_hit(hit); };
  auto hits = searcher->search(query);
  if (!hits) return fail(hits);
  PlacedHits result{.found = {}, .hits = *std::move(hits)};
  std::map<Digest, std::size_t> first_with;
  for (const index::Hit& hit : result.hits.hits) {
    auto found = placed(hit);
    if (!found) return fail(found);
    if (found->item.key.empty()) return fail(other_inputs());
    const auto [first, is_new] = first_with.emplace(digest_of_words(found->item), result.found.size());
    if (!is_new) found->same = first->second;
    if (asked.snippets && is_new)
      if (const auto bytes = read(*found))
        found->lines = snippet_of(found->item, *bytes, result.hits.stems, stem, asked.lines);
    result.found.push_back(*std::move(found));
  }
  return result;
}

SearchPlaces::SearchPlaces(std::unique_ptr<Work> work) : work_(std::move(work)) {}
SearchPlaces::SearchPlaces(SearchPlaces&&) noexcept = default;
SearchPlaces& SearchPlaces::operator=(SearchPlaces&&) noexcept = default;
SearchPlaces::~SearchPlaces() = default;

Result<SearchPlaces> SearchPlaces::open(const Project& project, const PlacesOrder& order) {
  auto work = std::make_unique<Work>(Work{.project = project, .order = order});
  if (const Status opened = work->open(); !opened) return fail(opened);
  return SearchPlaces(std::move(work));
}

Result<PlacedHits> SearchPlaces::search(const PlacedQuery& query) {
  auto found = work_->search(query);
  if (found) return found;
  const bool damaged = index::mended_by_rebuild(found.error());
  if (!damaged && found.error().code != other_inputs_code) return found;
  if (damaged) work_->words.push_back(found.error().message + ": built again");
  if (Status opened = work_->open_once(damaged); !opened)
    if (opened = work_->open(); !opened) return fail(opened);
  return work_->search(query);
}

Result<WordCounts> SearchPlaces::count(std::span<const std::string> words) const {
  if (!work_->searcher) return WordCounts{.items = 0, .with = std::vector<std::uint64_t>(words.size())};
  auto with = work_->searcher->documents_with(words);
  if (!with) return fail(with);
  return WordCounts{.items = work_->searcher->size(), .with = *std::move(with)};
}

Result<std::string> SearchPlaces::read(const PlacedHit& found) const { return work_->read(found); }

const Scanned& SearchPlaces::scanned() const { return work_->scanned; }

std::span<const PlacedPackage> SearchPlaces::packages() const { return work_->packages; }

const std::vector<std::string>& SearchPlaces::words() const { return work_->words; }

Result<PlacedHits> search_places(const Project& project, const PlacesOrder& order, const PlacedQuery& query) {
  auto places = SearchPlaces::open(project, order);
  if (!places) return fail(places);
  return places->search(query);
}

}  // namespace agentops::actions
