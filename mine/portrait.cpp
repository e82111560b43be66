#include "mine/portrait.h"

#include <algorithm>
#include <map>

#include "text/shingles.h"
#include "text/words.h"

namespace agentops::mine {
namespace {

constexpr std::uint32_t name_weight = 8;
constexpr std::uint32_t description_weight = 6;
constexpr std::uint32_t heading_weight = 3;

using Weights = std::map<std::uint64_t, std::uint32_t>;

void add_terms(std::string_view words, std::uint32_t weight, StemTable& stems, Weights& weights) {
  text::for_each_word(words, [&](const text::Word& word) {
    if (const std::uint64_t term = stems.term(word.text); term != 0) weights[term] += weight;
  });
}

void sort_and_unite(std::vector<std::string>& texts) {
  std::ranges::sort(texts);
  const auto repeated = std::ranges::unique(texts);
  texts.erase(repeated.begin(), repeated.end());
}

std::string text_of(const Document& document, std::string_view bytes) {
  const Item& item = document.item;
  std::string text;
  if (item.name_from == "frontmatter") text += item.name + "\n";
  if (item.description_from == "frontmatter") text += item.description + "\n";
  return text.append(slice(bytes, document.body));
}

std::vector<TermWeight> terms_of(const Document& document, std::string_view bytes, StemTable& stems) {
  Weights weights;
  add_terms(slice(bytes, document.body), 1, stems, weights);
  for (const Section& section : document.sections)
    add_terms(section.title, heading_weight - 1, stems, weights);  // the body has it once
  add_terms(document.item.name, name_weight, stems, weights);
  add_terms(document.item.description, description_weight, stems, weights);
  std::vector<TermWeight> terms;
  for (const auto& [term, weight] : weights) terms.push_back({term, weight});
  return terms;
}

std::vector<std::string> headings_of(const Document& document) {
  std::vector<std::string> headings;
  for (const Section& section : document.sections)
    if (std::string words = text::normalised(section.title); !words.empty())
      headings.push_back(std::move(words));
  sort_and_unite(headings);
  return headings;
}

std::vector<std::string> references_of(const Document& document, const std::vector<Reference>& references) {
  std::vector<std::string> all;
  for (const Reference& reference : references)
    all.push_back(reference.to.empty() ? reference.target : reference.to);
  if (references.empty())
    for (const Mention& mention : document.item.mentions) all.push_back(mention.target);
  sort_and_unite(all);
  return all;
}

}  // namespace

Portrait portrait_of(const Document& document, std::string_view bytes,
                     const std::vector<Reference>& references, StemTable& stems) {
  const std::string_view body = slice(bytes, document.body);
  const std::uint32_t begin = document.frontmatter.empty() ? document.body.begin : document.frontmatter.begin;
  Portrait portrait{.text = text_of(document, bytes),
                    .words = {},
                    .terms = terms_of(document, bytes, stems),
                    .body = document.item.body_digest,
                    .runs = text::shingles_of(body),
                    .lines = text::line_set_of(body),
                    .whole_runs = text::shingles_of(slice(bytes, {begin, document.body.end})),
                    .headings = headings_of(document),
                    .references = references_of(document, references),
                    .tools = document.item.uses.tools};
  text::for_each_word(portrait.text, [&](const text::Word& word) {
    portrait.words.push_back({stems.term(word.text), word.span});
  });
  std::ranges::copy(document.item.uses.programs, std::back_inserter(portrait.tools));
  sort_and_unite(portrait.tools);
  return portrait;
}

}  // namespace agentops::mine
