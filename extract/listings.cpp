#include "extract/listings.h"

#include <array>
#include <string>
#include <utility>

#include "extract/mention_words.h"
#include "extract/naming.h"

namespace agentops::extract {

namespace {

class ListingReader {
 public:
  ListingReader(std::string_view text, const Document& document, const Lines& lines)
      : text_(text), document_(document), lines_(lines) {}

  std::vector<Mention> read() {
    constexpr std::array<std::pair<std::string_view, Kind>, 9> keys = {{{"skills", Kind::Skill},
                                                                        {"agents", Kind::Agent},
                                                                        {"subagents", Kind::Agent},
                                                                        {"agent", Kind::Agent},
                                                                        {"commands", Kind::Command},
                                                                        {"workflows", Kind::Workflow},
                                                                        {"handoffs", Kind::Agent},
                                                                        {"related", Kind::Other},
                                                                        {"dependencies", Kind::Other}}};
    for (const auto& [key, kind] : keys)
      if (const auto* value = document_.meta.find(key); value && value->line > 0) read_value(*value, kind);
    return std::move(found_);
  }

 private:
  void read_value(const Value& value, Kind kind) {
    if (const auto* list = value.list()) {
      for (const auto& entry : *list) {
        const auto* target = entry.find("agent");
        add(target ? *target : entry,
            target && target->line ? target->line
            : entry.line           ? entry.line
                                   : value.line,
            kind);
      }
    } else {
      for (const auto& word : meta_words(&value)) add(Value(word), value.line, kind);
    }
  }

  void add(const Value& value, std::uint32_t line, Kind kind) {
    const auto* target = value.text();
    if (!target || line > lines_.count() || is_pattern_target(*target)) return;
    const auto from = lines_.whole(line).begin;
    const auto at = text_.substr(0, document_.frontmatter.end).find(*target, from);
    if (at == std::string_view::npos) return;
    const auto begin = static_cast<std::uint32_t>(at);
    found_.push_back({.form = MentionForm::Listing,
                      .target = *target,
                      .anchor = {},
                      .span = {begin, begin + static_cast<std::uint32_t>(target->size())},
                      .line = lines_.at(begin),
                      .quoted = true,
                      .wanted = kind});
  }

  std::string_view text_;
  const Document& document_;
  const Lines& lines_;
  std::vector<Mention> found_;
};

}  // namespace

std::vector<Mention> listings_in(std::string_view text, const Document& document, const Lines& lines) {
  return ListingReader(text, document, lines).read();
}

}  // namespace agentops::extract
