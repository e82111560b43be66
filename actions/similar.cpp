#include "actions/similar.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/lookup.h"
#include "extract/document.h"
#include "index/stemmer.h"
#include "mine/rows.h"
#include "text/escape.h"
#include "text/quote.h"
#include "text/words.h"

namespace agentops::actions {
namespace {

constexpr std::uint32_t candidates_found = 60;
constexpr std::size_t candidates_compared = 24;
constexpr std::size_t longest_question = 60'000;  // bytes of words that the index is asked

/// Each word of the text that carries a subject once, in reading order.
std::vector<std::string> telling_words(std::string_view text) {
  std::vector<std::string> words;
  std::set<std::string, std::less<>> known;
  std::size_t bytes = 0;
  text::for_each_word(text, [&](const text::Word& word) {
    if (!mine::carries_subject(word.text) || bytes > longest_question) return;
    if (!known.emplace(word.text).second) return;
    words.emplace_back(word.text);
    bytes += word.text.size() + 1;
  });
  return words;
}

/// The document of an item, and the bytes of its file.
struct Read {
  std::string bytes;
  Document document;
};

/// `key` and `path` as they are where the file lies.
Read read_item(std::string bytes, const std::string& path, const std::string& key) {
  Read found{.bytes = std::move(bytes), .document = {}};
  for (Document& document : extract::read_documents({.path = path, .bytes = found.bytes, .digest = {}}, {}))
    if (document.item.key == key) found.document = std::move(document);
  return found;
}

/// Several items in one text are one question.
Read read_text(const std::string& text, const std::string& path) {
  Read found{.bytes = text, .document = {}};
  auto documents = extract::read_documents({.path = path, .bytes = text, .digest = {}}, {});
  if (!documents.empty()) found.document = std::move(documents.front());
  found.document.body.end = static_cast<std::uint32_t>(text.size());
  return found;
}

Error nothing_asked() {
  return {.kind = ErrorKind::Usage,
          .code = "E-NOTHING-ASKED",
          .message = "there is no word to compare by",
          .hint = "say in a sentence or two what it is for",
          .where = {}};
}

Error not_text(const std::string& why) {
  return {.kind = ErrorKind::Usage,
          .code = "E-NOT-TEXT",
          .message = "this is no text that can be compared: " + why,
          .hint = "give it Markdown, or a sentence or two",
          .where = {}};
}

}  // namespace

/// What is asked about.
struct Neighbourhood::Asked {
  Read read;
  std::optional<Item> item;  ///< a copy, since a search may scan again; none: a text from elsewhere
};

Neighbourhood::Neighbourhood(const Project& project, SearchPlaces places)
    : options_{.near = project.settings().near, .variant = project.settings().variant},
      places_(std::move(places)),
      read_(source_reader(project, places_.scanned().inventory)),
      stems_(index::make_stemmer()) {}

Result<Neighbourhood> Neighbourhood::open(const Project& project) {
  auto places = SearchPlaces::open(project, {});
  if (!places) return fail(places);
  return Neighbourhood(project, *std::move(places));
}

Result<Neighbourhood::Asked> Neighbourhood::asked_for(const SimilarRequest& request) const {
  if (request.item.empty()) {
    if (const auto why = extract::why_not_text(request.text)) return fail(not_text(*why));
    return Asked{.read = read_text(request.text, request.path), .item = {}};
  }
  const auto item = item_named(scanned().inventory.items, request.item);
  if (!item) return fail(item);
  auto bytes = read_((*item)->path);
  if (!bytes) return fail(bytes);
  return Asked{.read = read_item(*std::move(bytes), (*item)->path, (*item)->key), .item = **item};
}

/// The items that are found by these words, the best first. Of files that no domain takes only those of the
/// asked item's own kind.
Result<std::vector<PlacedHit>> Neighbourhood::candidates(const Asked& asked,
                                                         const std::vector<std::string>& words) {
  auto hits = places_.search({.query = {.words = fmt::to_string(fmt::join(words, " ")),
                                        .limit = candidates_found,
                                        .plain = true,
                                        .count_all = false},
                              .snippets = false});
  if (!hits) return fail(hits);
  const auto is_asked = [&](const PlacedHit& hit) {
    return asked.item && hit.place.scope == Scope::Folder && hit.item.key == asked.item->key;
  };
  const auto is_wanted = [&](const PlacedHit& hit) {
    return mine::is_clustered(hit.item.kind) || (asked.item && hit.item.kind == asked.item->kind);
  };
  std::erase_if(hits->found, [&](const PlacedHit& hit) { return is_asked(hit) || !is_wanted(hit); });
  if (hits->found.size() > candidates_compared) hits->found.resize(candidates_compared);
  return std::move(hits->found);
}

Result<mine::Rarity> Neighbourhood::rarity_of(const std::vector<std::string>& words) {
  const auto counts = places_.count(words);
  if (!counts) return fail(counts);
  mine::Rarity rarity;
  for (std::size_t i = 0; i < words.size(); ++i)
    rarity.add(stems_.term(words[i]), mine::rarity_of(words[i], counts->with[i], counts->items));
  return rarity;
}

Result<NearItem> Neighbourhood::compared(const PlacedHit& found, const mine::Portrait& asked,
                                         const mine::Rarity& rarity) {
  auto bytes = places_.read(found);
  if (!bytes) return fail(bytes);
  const Read read = read_item(*std::move(bytes), found.hit.path, found.hit.key);
  const mine::Portrait portrait = mine::portrait_of(read.document, read.bytes, found.item.references, stems_);
  const mine::Nearness nearness = mine::nearness_of(asked, portrait, rarity);
  return NearItem{.item = found.item,
                  .place = found.place,
                  .nearness = nearness,
                  .shared = mine::common_ground(asked, portrait, rarity),
                  .verdict = mine::verdict_of(nearness, asked, options_)};
}

std::string advice(const Similar& similar) {
  if (similar.verdict == mine::Verdict::New) return "nothing here is like it: write a new one";
  const Item& nearest = similar.nearest.front().item;
  const std::string name = text::for_terminal(nearest.name);
  const std::string place = text::for_terminal(nearest.key);
  switch (similar.verdict) {
    case mine::Verdict::Same:
      return fmt::format("the same as {} ({}): use that one", name, place);
    case mine::Verdict::Drifted:
      return similar.key.empty() || similar.nearest.front().place.scope != Scope::Folder
                 ? fmt::format("a copy of {} ({}) that was edited: bring the edit there", name, place)
                 : fmt::format("a drifted copy of {}: agentops dups diff {} {}", name,
                               text::for_terminal(text::shell_word(similar.key)),
                               text::for_terminal(text::shell_word(nearest.key)));
    default:
      return fmt::format("close to {} ({}): extend it before adding another", name, place);
  }
}

Result<Similar> Neighbourhood::similar(const SimilarRequest& request) {
  const auto asked = asked_for(request);
  if (!asked) return fail(asked);
  const Document& document = asked->read.document;
  const mine::Portrait portrait = mine::portrait_of(
      document, asked->read.bytes, asked->item ? asked->item->references : std::vector<Reference>{}, stems_);
  const std::vector<std::string> words = telling_words(portrait.text);
  if (words.empty()) return fail(nothing_asked());
  const auto found = candidates(*asked, words);  // first: a search mends an index that is damaged
  if (!found) return fail(found);
  const auto rarity = rarity_of(words);
  if (!rarity) return fail(rarity);

  Similar similar{.key = asked->item ? asked->item->key : "",
                  .kind = asked->item ? asked->item->kind : document.item.kind,
                  .words = portrait.words.size()};
  for (const PlacedHit& hit : *found) {
    auto near = compared(hit, portrait, *rarity);
    if (!near) return fail(near);
    similar.nearest.push_back(*std::move(near));
  }
  std::ranges::sort(similar.nearest, [](const NearItem& a, const NearItem& b) {
    return std::tuple(a.verdict, mine::score_of(b.nearness), std::string_view(a.item.key)) <
           std::tuple(b.verdict, mine::score_of(a.nearness), std::string_view(b.item.key));
  });
  if (!similar.nearest.empty()) similar.verdict = similar.nearest.front().verdict;
  const bool is_new = similar.verdict == mine::Verdict::New;
  const auto last =
      std::remove_if(similar.nearest.begin() + (is_new ? 0 : 1), similar.nearest.end(),
                     [&](const NearItem& near) { return mine::score_of(near.nearness) < request.least; });
  similar.nearest.erase(last, similar.nearest.end());
  similar.total = similar.nearest.size();
  if (similar.total > request.limit) similar.nearest.resize(request.limit);
  return similar;
}

}  // namespace agentops::actions
