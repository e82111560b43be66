#include "index/query.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "index/search_words.h"
#include "models/kind.h"
#include "text/ascii.h"
#include "text/escape.h"
#include "text/words.h"

namespace agentops::index {
namespace {

bool is_space(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; }
bool ends_run(char c) { return is_space(c) || c == '(' || c == ')' || c == '"'; }

std::string field_names() {
  std::vector<std::string_view> names;
  names.reserve(fields.size());
  for (const Field& one : fields) names.push_back(one.name);
  return fmt::to_string(fmt::join(names, ", "));
}

/// Recursive descent. The first error stops the reading: from then on everything looks like the end.
class Reader {
 public:
  explicit Reader(std::string_view query) : query_(query) {}

  Result<Node> read() {
    if (query_.size() > longest_query) give_up(longest_query, "the query is longer than 64 KiB");
    Node tree = beside(0);
    if (!error_ && !at_end()) give_up(at_, "this ')' closes nothing");
    if (error_) return fail(*error_);
    return tree;
  }

 private:
  Node beside(std::size_t depth) {
    Node result{.form = NodeForm::Beside};
    std::vector<FieldId> scopes;
    while (!at_end() && query_[at_] != ')') {
      if (const auto scope = scope_here()) {
        scopes.push_back(*scope);
        continue;
      }
      Node part = either(depth);
      const bool is_group = part.form == NodeForm::Beside;
      if (is_group)
        std::ranges::move(part.parts, std::back_inserter(result.parts));
      else
        result.parts.push_back(std::move(part));
    }
    if (result.parts.empty()) give_up(at_, "there is nothing to search for here");
    if (!scopes.empty()) narrow(result, scopes);
    return result;
  }

  /// `in:heading`, which is no part of its own.
  std::optional<FieldId> scope_here() {
    constexpr std::string_view name = "in:";
    const std::string_view run = next_run();
    if (text::lower(run.substr(0, name.size())) != name || run.size() == name.size()) return std::nullopt;
    count_operator();
    const Field* named = field_named(text::lower(run.substr(name.size())));
    if (named == nullptr || named->form != FieldForm::Words) {
      give_up(at_ + name.size(),
              fmt::format("words are not looked for in \"{}\"", text::for_terminal(run.substr(name.size()))),
              "in:name, in:description or in:heading");
      return std::nullopt;
    }
    at_ += run.size();
    return named->id;
  }

  /// Looks for all words below `node` that have no field of their own in those of `scopes`, in any of them.
  static void narrow(Node& node, const std::vector<FieldId>& scopes) {
    for (Node& part : node.parts) narrow(part, scopes);
    const bool is_text =
        node.form == NodeForm::Word || node.form == NodeForm::Phrase || node.form == NodeForm::Prefix;
    if (!is_text || node.field) return;
    if (scopes.size() == 1) {
      node.field = scopes.front();
      return;
    }
    Node any{.form = NodeForm::Or};
    for (const FieldId scope : scopes) {
      any.parts.push_back(node);
      any.parts.back().field = scope;
    }
    node = std::move(any);
  }

  Node either(std::size_t depth) { return joined_by("OR", NodeForm::Or, depth, &Reader::both); }
  Node both(std::size_t depth) { return joined_by("AND", NodeForm::And, depth, &Reader::near); }

  /// `a NEAR b`, `a NEAR/5 b NEAR/5 c`: words only, all within the largest of the distances.
  Node near(std::size_t depth) {
    const std::size_t begin = at_;
    Node first = unary(depth);
    if (!distance_here()) return first;
    Node result{.form = NodeForm::Near};
    result.parts.push_back(std::move(first));
    while (const auto distance = distance_here()) {
      at_ += next_run().size();
      count_operator();
      result.distance = std::max(result.distance, *distance);
      result.parts.push_back(unary(depth));
    }
    const bool is_of_words = std::ranges::all_of(
        result.parts, [](const Node& part) { return part.form == NodeForm::Word && !part.field; });
    if (!is_of_words)
      give_up(begin, "NEAR stands between words", "deploy NEAR rollback, deploy NEAR/5 rollback");
    return result;
  }

  /// When the next word is NEAR or NEAR/number.
  std::optional<std::uint32_t> distance_here() {
    constexpr std::string_view name = "NEAR";
    if (at_end() || !next_run().starts_with(name)) return std::nullopt;
    std::string_view number = next_run().substr(name.size());
    if (number.empty()) return usual_distance;
    if (number.front() != '/') return std::nullopt;
    number.remove_prefix(1);
    std::uint32_t distance = 0;
    const auto [end, fault] = std::from_chars(number.begin(), number.end(), distance);
    if (fault != std::errc() || end != number.end() || distance == 0 || distance > largest_distance) {
      give_up(at_, fmt::format("NEAR/ takes a number of words up to {}", largest_distance));
      return std::nullopt;
    }
    return distance;
  }

  Node joined_by(std::string_view word, NodeForm form, std::size_t depth,
                 Node (Reader::*operand)(std::size_t)) {
    Node first = (this->*operand)(depth);
    if (!next_is(word)) return first;
    Node result{.form = form};
    result.parts.push_back(std::move(first));
    while (accept(word)) result.parts.push_back((this->*operand)(depth));
    return result;
  }

  Node unary(std::size_t depth) {
    if (depth > deepest_query) give_up(at_, fmt::format("the query is nested deeper than {}", deepest_query));
    if (at_end() || query_[at_] == ')' || next_is("AND") || next_is("OR") || next_is("NEAR")) {
      give_up(at_, at_end() ? "a word is missing at the end" : "a word is missing before this");
      return {};
    }
    if (accept("NOT")) {
      Node result{.form = NodeForm::Not};
      result.parts.push_back(unary(depth + 1));
      return result;
    }
    if (query_[at_] == '(') return group(depth);
    if (query_[at_] == '"') return {.form = NodeForm::Phrase, .text = quoted()};
    return word_or_field();
  }

  Node group(std::size_t depth) {
    const std::size_t begin = at_++;
    count_operator();
    Node inner = beside(depth + 1);
    if (at_end() && !error_) give_up(begin, "this '(' is not closed");
    ++at_;
    if (inner.parts.size() == 1) return std::move(inner.parts.front());
    return inner;
  }

  std::string quoted() {
    count_operator();
    const std::size_t end = query_.find('"', at_ + 1);
    if (end == std::string_view::npos) {
      give_up(at_, "this quote is not closed");
      return {};
    }
    std::string text(query_.substr(at_ + 1, end - at_ - 1));
    if (search_words(text).size() > longest_phrase)
      give_up(at_, fmt::format("a phrase can have {} words", longest_phrase));
    at_ = end + 1;
    return text;
  }

  Node word_or_field() {
    const std::string_view run = next_run();
    const std::size_t colon = run.find(':');
    const std::size_t after = at_ + colon + 1;
    const bool has_value = colon < run.size() && after < query_.size() && !is_space(query_[after]);
    const bool names_field = has_value && colon > 1 &&
                             std::ranges::all_of(run.substr(0, colon), text::is_alpha) &&
                             query_[after] != '/' && query_[after] != ':';
    if (names_field) return fielded(run.substr(0, colon), after);
    at_ += run.size();
    return word(run);
  }

  /// A word, or with '*' at its end the words that begin with it.
  Node word(std::string_view run, std::optional<FieldId> in = {}) {
    const std::size_t star = run.find('*');
    if (star == 0 || star == std::string_view::npos)
      return {.form = NodeForm::Word, .field = in, .text = std::string(run)};
    if (std::ranges::any_of(run.substr(star), text::is_alnum))
      give_up(at_ - run.size() + star, "'*' stands at the end of a word");
    if (++prefixes_ > most_prefixes)
      give_up(at_ - run.size(), fmt::format("a query can have {} words with '*'", most_prefixes));
    return {.form = NodeForm::Prefix, .field = in, .text = std::string(run.substr(0, star))};
  }

  Node fielded(std::string_view name, std::size_t value_begin) {
    count_operator();
    const std::size_t begin = std::exchange(at_, value_begin);
    const Field* named = field_named(text::lower(name));
    if (named == nullptr) {
      give_up(begin, fmt::format("there is no field \"{}\"", name),
              fmt::format("fields are {}", field_names()));
      return {};
    }
    if (query_[at_] == '(' || query_[at_] == ')') give_up(at_, "a field takes one word or a quoted text");
    const bool is_quoted = query_[at_] == '"';
    const std::string value = is_quoted ? quoted() : std::string(next_run());
    if (!is_quoted) at_ += value.size();
    if (named->form == FieldForm::Scope) {
      give_up(begin, "in: stands beside words", "rollback in:heading");
      return {};
    }
    if (named->form == FieldForm::Words)
      return is_quoted ? Node{.form = NodeForm::Phrase, .field = named->id, .text = value}
                       : word(value, named->id);
    if (!is_quoted && value == "*") return {.form = NodeForm::Prefix, .field = named->id};
    if (!is_quoted && value.ends_with('*')) return word(value, named->id);
    if (named->id == FieldId::Kind && !kind_named(text::lower(value)))
      give_up(value_begin, fmt::format("there is no kind \"{}\"", text::for_terminal(value)),
              fmt::format("kinds are {}", fmt::join(kind_names, ", ")));
    if (named->id == FieldId::Has && std::ranges::find(possessions, text::lower(value)) == possessions.end())
      give_up(value_begin, fmt::format("an item cannot have \"{}\"", text::for_terminal(value)),
              fmt::format("has: takes {}", fmt::join(possessions, ", ")));
    return {.form = NodeForm::Filter, .field = named->id, .text = value};
  }

  bool at_end() {
    while (at_ < query_.size() && is_space(query_[at_])) ++at_;
    return error_.has_value() || at_ >= query_.size();
  }

  std::string_view next_run() const {
    std::size_t end = at_;
    while (end < query_.size() && !ends_run(query_[end])) ++end;
    return query_.substr(at_, end - at_);
  }

  bool next_is(std::string_view word) { return !at_end() && next_run() == word; }

  bool accept(std::string_view word) {
    if (!next_is(word)) return false;
    count_operator();
    at_ += word.size();
    return true;
  }

  void count_operator() {
    if (++operators_ > most_operators)
      give_up(at_, fmt::format("the query has more than {} operators and fields", most_operators));
  }

  void give_up(std::size_t at, std::string_view why, std::string_view hint = "") {
    if (error_) return;
    constexpr std::string_view quoting = "put text with (, ), \", : or * into quotes, or leave them out";
    error_ = Error{.kind = ErrorKind::Usage,
                   .code = "E-QUERY",
                   .message = fmt::format("cannot read the query: {}", why),
                   .hint = std::string(hint.empty() ? quoting : hint),
                   .where = {.path = {}, .line = 1, .column = static_cast<std::uint32_t>(at + 1)}};
  }

  std::string_view query_;
  std::size_t at_ = 0;
  std::size_t operators_ = 0;
  std::size_t prefixes_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<Node> read_query(std::string_view query) { return Reader(query).read(); }

Node plain_query(std::string_view query) {
  Node result{.form = NodeForm::Beside};
  result.parts.push_back({.form = NodeForm::Word, .text = std::string(query.substr(0, longest_query))});
  return result;
}

}  // namespace agentops::index
