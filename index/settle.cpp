#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "index/query.h"
#include "index/search_words.h"
#include "text/words.h"

// What stands beside each other is taken apart into words and phrases, which rank and of which some may be
// missing when there are many; filters, which decide; and the rest. A long text pasted as a query ("Do this
// OR that, with ...") must not find nothing because one of its accidental operators holds nowhere: there AND,
// OR and phrases only rank.

namespace agentops::index {
namespace {

bool is_stop_node(const Node& node) { return node.form == NodeForm::Word && text::is_stop_word(node.text); }

bool is_free_word(const Node& node) { return node.form == NodeForm::Word && !node.field; }

bool is_free_phrase(const Node& node) { return node.form == NodeForm::Phrase && !node.field; }

/// Removes stop words, unless nothing else would be left, and words that stood there before.
void thin_out(std::vector<Node>& parts) {
  if (!std::ranges::all_of(parts, is_stop_node)) std::erase_if(parts, is_stop_node);
  std::unordered_set<std::string> seen;
  std::erase_if(parts,
                [&](const Node& part) { return is_free_word(part) && !seen.insert(part.text).second; });
}

/// One part, or all of them joined: no joint around a single part.
Node joined(NodeForm form, std::vector<Node> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  return {.form = form, .parts = std::move(parts)};
}

bool is_empty(const Node& node) {
  const bool is_joint = node.form == NodeForm::And || node.form == NodeForm::Or || node.form == NodeForm::Not;
  return is_joint && node.parts.empty();
}

std::vector<Node> words_in(const Node& written) {
  std::vector<Node> words;
  for (std::string& word : search_words(written.text))
    words.push_back({.form = NodeForm::Word, .field = written.field, .text = std::move(word)});
  return words;
}

/// What was typed as one word may hold several ("next.js"): all of them are meant.
Node settled_word(const Node& written) {
  std::vector<Node> words = words_in(written);
  thin_out(words);
  return joined(NodeForm::And, std::move(words));
}

/// A phrase of one word is that word; of none, nothing.
Node settled_phrase(const Node& written) {
  std::vector<Node> words = words_in(written);
  if (words.size() < 2) return joined(NodeForm::And, std::move(words));
  return written;
}

Node settled_near(const Node& written) {
  std::vector<Node> words;
  for (const Node& part : written.parts) std::ranges::move(words_in(part), std::back_inserter(words));
  thin_out(words);
  if (words.size() < 2) return joined(NodeForm::And, std::move(words));
  return {.form = NodeForm::Near, .parts = std::move(words), .distance = written.distance};
}

Node settled_prefix(const Node& written) {
  Node result = written;
  const bool is_filter = written.field && field(*written.field).form == FieldForm::Filter;
  if (is_filter) return result;
  std::vector<Node> words = words_in(written);  // "next.j*": the star belongs to the last
  if (words.empty()) return {.form = NodeForm::And};
  result.text = std::move(words.back().text);
  words.back() = std::move(result);
  return joined(NodeForm::And, std::move(words));
}

class Settler {
 public:
  explicit Settler(bool loosely) : loosely_(loosely) {}

  Node settle(const Node& node) const {
    switch (node.form) {
      case NodeForm::Word:
        return settled_word(node);
      case NodeForm::Phrase:
        return settled_phrase(node);
      case NodeForm::Prefix:
        return settled_prefix(node);
      case NodeForm::Filter:
        return node;
      case NodeForm::Near:
        return settled_near(node);
      case NodeForm::Beside:
        return settle_beside(node);
      case NodeForm::And:
      case NodeForm::Or:
      case NodeForm::Not:
        break;
    }
    std::vector<Node> parts;
    for (const Node& part : node.parts)
      if (Node settled = settle(part); !is_empty(settled)) parts.push_back(std::move(settled));
    if (node.form == NodeForm::Not) {
      std::erase_if(parts, is_stop_node);  // "NOT for ..." in a sentence
      return {.form = NodeForm::Not, .parts = std::move(parts)};
    }
    thin_out(parts);
    return joined(node.form, std::move(parts));
  }

 private:
  /// The parts of a Beside by what they do.
  struct Sorted {
    std::vector<Node> ranked;                              ///< words, and what only ranks among many words
    std::vector<Node> required;                            ///< each must hold
    std::array<std::vector<Node>, fields.size()> filters;  ///< by field: one of each must hold
  };

  Node settle_beside(const Node& node) const {
    const std::size_t words = count_words(node);
    const bool is_long = words > most_required_words;
    const bool phrases_rank = is_long || (loosely_ && words > 0);
    Sorted sorted;
    for (const Node& part : node.parts) {
      if (phrases_rank && is_free_phrase(part))
        std::ranges::move(words_in(part), std::back_inserter(sorted.ranked));
      else
        sort_in(part, is_long, sorted);
    }
    thin_out(sorted.ranked);

    std::vector<Node> all;
    if ((is_long || loosely_) && !sorted.ranked.empty())
      all.push_back(joined(NodeForm::Or, std::move(sorted.ranked)));
    else
      all = std::move(sorted.ranked);
    std::ranges::move(sorted.required, std::back_inserter(all));
    for (std::vector<Node>& values : sorted.filters)
      if (!values.empty()) all.push_back(joined(NodeForm::Or, std::move(values)));
    return joined(NodeForm::And, std::move(all));
  }

  static std::size_t count_words(const Node& node) {
    std::size_t count = 0;
    for (const Node& part : node.parts)
      if (is_free_word(part))
        count += static_cast<std::size_t>(std::ranges::count_if(words_in(part), std::not_fn(is_stop_node)));
    return count;
  }

  void sort_in(const Node& part, bool is_long, Sorted& sorted) const {
    const bool is_filter = part.field && field(*part.field).form == FieldForm::Filter;
    Node settled = settle(part);
    if (is_empty(settled)) return;
    if (is_filter)
      sorted.filters[static_cast<std::size_t>(*part.field)].push_back(std::move(settled));
    else if (is_free_word(part))
      std::ranges::move(words_in(part), std::back_inserter(sorted.ranked));
    else if (is_long && !part.field && part.form != NodeForm::Not)
      sorted.ranked.push_back(std::move(settled));
    else
      sorted.required.push_back(std::move(settled));
  }

  bool loosely_;
};

std::string quoted(const Node& node) { return "\"" + node.text + "\""; }

std::string field_label(const Node& node) {
  return node.field ? std::string(field(*node.field).name) + ":" : "";
}

bool needs_quotes(std::string_view value) {
  return value.find_first_of(" \t\n()*") != std::string_view::npos;
}

std::string write_joint(const Node& node, std::string_view word) {
  std::string result;
  for (const Node& part : node.parts) {
    const bool is_joint = part.form == NodeForm::And || part.form == NodeForm::Or;
    if (!result.empty()) result.append(" ").append(word).append(" ");
    result.append(is_joint ? "(" : "").append(write_query(part)).append(is_joint ? ")" : "");
  }
  return result;
}

void add_words_of(const Node& node, std::vector<std::string>& words) {
  if (node.form == NodeForm::Not || node.form == NodeForm::Filter) return;
  const bool is_value = node.field && field(*node.field).form == FieldForm::Filter;
  if (node.parts.empty() && !is_value) std::ranges::move(search_words(node.text), std::back_inserter(words));
  for (const Node& part : node.parts) add_words_of(part, words);
}

}  // namespace

Node settled(const Node& query, bool loosely) { return Settler(loosely).settle(query); }

std::string write_query(const Node& settled) {
  switch (settled.form) {
    case NodeForm::Word:
      return field_label(settled) + settled.text;
    case NodeForm::Phrase:
      return field_label(settled) + quoted(settled);
    case NodeForm::Prefix:
      return field_label(settled) + settled.text + "*";
    case NodeForm::Filter:
      return field_label(settled) + (needs_quotes(settled.text) ? quoted(settled) : settled.text);
    case NodeForm::Near:
      return write_joint(settled, "NEAR/" + std::to_string(settled.distance));
    case NodeForm::And:
      return write_joint(settled, "AND");
    case NodeForm::Or:
      return write_joint(settled, "OR");
    case NodeForm::Not:
      return "NOT (" + write_joint(settled, "AND") + ")";
    case NodeForm::Beside:
      break;
  }
  return {};
}

std::vector<std::string> words_of(const Node& settled) {
  std::vector<std::string> words;
  add_words_of(settled, words);
  return words;
}

}  // namespace agentops::index
