// One pass over the bytes. ASCII text, the most of it, is passed over eight bytes at a time; what may be
// hidden is judged by its neighbours, because joiners shape Persian and emoji, and a flag may be a tag
// sequence. Neighbouring characters are told together.

#include <algorithm>
#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "check/patterns.h"
#include "check/rules.h"
#include "text/characters.h"

namespace agentops::check {
namespace {

using Point = std::int32_t;

bool is_between(Point point, Point first, Point last) { return point >= first && point <= last; }

bool is_tag(Point p) { return is_between(p, 0xE0000, 0xE007F); }
bool is_far_selector(Point p) { return is_between(p, 0xE0100, 0xE01EF); }
bool is_selector(Point p) { return is_between(p, 0xFE00, 0xFE0F); }
bool is_joiner(Point p) { return p == 0x200C || p == 0x200D; }
bool is_bidi_mark(Point p) { return p == 0x200E || p == 0x200F || p == 0x061C; }
bool is_embedding(Point p) { return is_between(p, 0x202A, 0x202E); }
bool is_isolate(Point p) { return is_between(p, 0x2066, 0x2069); }

bool is_right_to_left(Point p) {
  return is_between(p, 0x0590, 0x08FF) || is_between(p, 0xFB1D, 0xFDFF) || is_between(p, 0xFE70, 0xFEFE);
}

/// Letters that are written with joiners: Arabic, Hebrew, the scripts of India and south-east Asia,
/// Mongolian.
bool is_joined_script(Point p) {
  return is_right_to_left(p) || is_between(p, 0x0900, 0x0DFF) || is_between(p, 0x0E00, 0x109F) ||
         is_between(p, 0x1780, 0x18AF) || is_between(p, 0xA800, 0xABFF);
}

/// Symbols, emoji and what they are built of.
bool is_symbol(Point p) {
  return is_between(p, 0x2010, 0x2BFF) || is_between(p, 0x3000, 0x303F) || is_between(p, 0x1F000, 0x1FAFF) ||
         is_between(p, 0x3297, 0x3299) || p == 0xA9 || p == 0xAE || p == '#' || p == '*' ||
         is_between(p, '0', '9');
}

bool is_ideograph(Point p) {
  return is_between(p, 0x3400, 0x9FFF) || is_between(p, 0xF900, 0xFAFF) || is_between(p, 0x20000, 0x323AF);
}

/// Characters that no honest text holds: each is an error.
bool is_never_honest(Point p) {
  return is_tag(p) || is_far_selector(p) || p == 0x115F || p == 0x1160 || p == 0x3164 || p == 0xFFA0 ||
         is_between(p, 0x1D173, 0x1D17A) || is_between(p, 0xFFF9, 0xFFFB) || p == 0x202D || p == 0x202E ||
         p == 0x1B || p == 0x08 || p == 0x00 || p == 0x7F;
}

/// Invisible, and now and then there by mistake.
bool is_unseen(Point p) {
  return is_between(p, 0x200B, 0x200F) || is_between(p, 0x2060, 0x206F) || p == 0xFEFF || p == 0xAD ||
         p == 0x034F || p == 0x061C || p == 0x180E || is_embedding(p) || is_between(p, 0xF0000, 0x10FFFD) ||
         is_between(p, 0xFDD0, 0xFDEF) || (p & 0xFFFE) == 0xFFFE || text::is_control(p);
}

struct Seen {
  Point point = 0;
  Span span;
};

/// What stands around a character.
struct Around {
  Point before = 0;  ///< 0 at the beginning
  Point after = 0;   ///< 0 at the end
};

Point point_at(std::string_view text, std::size_t at) {
  return at < text.size() ? text::first_character(text.substr(at)).point : 0;
}

bool has_right_to_left(std::string_view line) {
  bool found = false;
  text::for_each_character(
      line, [&](const text::Character& c) { found |= is_right_to_left(c.point) && c.point != 0x061C; });
  return found;
}

/// Every isolate and embedding of the line is closed on it.
bool is_balanced(std::string_view line) {
  int isolates = 0;
  int embeddings = 0;
  bool sound = true;
  text::for_each_character(line, [&](const text::Character& c) {
    if (is_between(c.point, 0x2066, 0x2068)) ++isolates;
    if (c.point == 0x2069) sound &= --isolates >= 0;
    if (is_embedding(c.point)) embeddings += c.point == 0x202C ? -1 : 1;
  });
  return sound && isolates == 0 && embeddings == 0;
}

/// What the direction of writing on a line depends on.
struct LineFacts {
  bool has_right_to_left = false;
  bool is_balanced = true;
};

/// Looks at each line once, however many characters ask for it.
class LinesSeen {
 public:
  explicit LinesSeen(std::string_view text) : text_(text) {}

  const LineFacts& at(std::size_t offset) {
    if (offset >= begin_ && offset < end_) return facts_;
    const auto before = text_.substr(0, offset).rfind('\n');
    begin_ = before == std::string_view::npos ? 0 : before + 1;
    end_ = std::min(text_.find('\n', offset), text_.size());
    const std::string_view line = text_.substr(begin_, end_ - begin_);
    facts_ = {.has_right_to_left = has_right_to_left(line), .is_balanced = is_balanced(line)};
    return facts_;
  }

 private:
  std::string_view text_;
  std::size_t begin_ = 0, end_ = 0;
  LineFacts facts_;
};

/// How bad one character is where it stands; nothing: it belongs there.
std::optional<Severity> judge(LinesSeen& lines, const Seen& seen, const Around& around) {
  const Point p = seen.point;
  if (is_far_selector(p) && is_ideograph(around.before)) return std::nullopt;
  if (is_never_honest(p)) return Severity::Error;
  if (p == '\r') return std::nullopt;  // judged with its line ends
  if (is_selector(p)) {
    if (is_selector(around.before)) return Severity::Error;
    const bool shapes =
        is_symbol(around.before) || is_ideograph(around.before) || is_joined_script(around.before);
    return shapes ? std::nullopt : std::optional(Severity::Warning);
  }
  if (is_joiner(p) && (is_joined_script(around.before) || is_symbol(around.before) ||
                       is_selector(around.before) || is_symbol(around.after)))
    return std::nullopt;
  if (p == 0xFEFF && seen.span.begin == 0) return std::nullopt;
  const bool turns = is_bidi_mark(p) || is_embedding(p) || is_isolate(p);
  if (turns) {
    const LineFacts& line = lines.at(seen.span.begin);
    if (!is_bidi_mark(p) && !line.is_balanced) return Severity::Error;
    return line.has_right_to_left ? std::nullopt : std::optional(Severity::Warning);
  }
  return is_unseen(p) ? std::optional(Severity::Warning) : std::nullopt;
}

bool may_be_hidden(Point p) { return is_never_honest(p) || is_selector(p) || is_unseen(p) || is_isolate(p); }

/// The flag of England, Scotland or Wales: a black flag, tags that spell a region, and an end.
std::size_t flag_length(std::string_view text) {
  std::size_t at = 0;
  std::size_t letters = 0;
  while (at < text.size()) {
    const auto c = text::first_character(text.substr(at));
    at += c.bytes.size();
    if (c.point == 0xE007F) return letters >= 4 && letters <= 6 ? at : 0;
    if (!is_between(c.point, 0xE0061, 0xE007A) && !is_between(c.point, 0xE0030, 0xE0039)) return 0;
    ++letters;
  }
  return 0;
}

/// What tags or selectors spell, as far as it is ASCII; "" when nothing.
std::string decoded(std::string_view hidden) {
  std::string spelt;
  text::for_each_character(hidden, [&](const text::Character& c) {
    Point p = c.point;
    if (is_tag(p))
      p -= 0xE0000;
    else if (is_far_selector(p))
      p = p - 0xE0100 + 16;
    else
      return;
    if (p >= 0x20 && p < 0x7F) spelt += static_cast<char>(p);
  });
  return spelt;
}

std::string_view name_of(Point p) {
  if (is_tag(p)) return "tag characters";
  if (is_far_selector(p) || is_selector(p)) return "variation selectors";
  if (is_embedding(p) || is_isolate(p) || is_bidi_mark(p))
    return "characters that turn the direction of writing";
  if (p == 0x1B) return "a terminal escape";
  if (text::is_control(p)) return "control characters";
  return "characters that cannot be seen";
}

/// Gathers neighbours, and tells them as one.
class Runs {
 public:
  Runs(std::string_view text, Sightings& sightings) : text_(text), sightings_(sightings) {}

  void add(const Seen& seen, Severity severity) {
    if (count_ > 0 && seen.span.begin == span_.end && seen.span.begin != 0) {
      span_.end = seen.span.end;
      ++count_;
      // One is a slip; several in a row say something.
      severity_ = std::max({severity_, severity, count_ >= 4 ? Severity::Error : Severity::Note});
      return;
    }
    flush();
    first_ = seen.point;
    span_ = seen.span;
    severity_ = severity;
    count_ = 1;
  }

  void flush() {
    if (count_ == 0) return;
    std::string message = count_ == 1
                              ? fmt::format("U+{:04X}: {}", first_, name_of(first_))
                              : fmt::format("{} in a row from U+{:04X}: {}", count_, first_, name_of(first_));
    if (const std::string spelt = decoded(slice(text_, span_)); spelt.size() > 1)
      message += "; they spell " + quoted(spelt);
    sightings_.push_back({.message = std::move(message),
                          .span = span_,
                          .edits = {{.span = span_, .text = {}}},
                          .severity = severity_});
    count_ = 0;
  }

 private:
  std::string_view text_;
  Sightings& sightings_;
  Span span_;
  Point first_ = 0;
  Severity severity_ = Severity::Warning;
  std::size_t count_ = 0;
};

/// True for eight bytes that are printable ASCII, tabs, or line ends.
bool is_plain(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  constexpr std::uint64_t high = 0x8080808080808080U;
  constexpr std::uint64_t ones = 0x0101010101010101U;
  if ((word & high) != 0) return false;
  const bool low = ((word - ones * 0x20) & ~word & high) != 0;  // below a blank; no borrow: all bytes < 0x80
  const auto x = word ^ (ones * 0x7F);
  const bool del = ((x - ones) & ~x & high) != 0;
  return !low && !del;
}

/// A carriage return within a line hides what stands before it on a terminal; a text of nothing else is an
/// old one.
bool is_stray_return(std::string_view text, std::size_t at, bool has_newlines) {
  return text[at] == '\r' && has_newlines && at + 1 < text.size() && text[at + 1] != '\n';
}

void find_characters(const Text& text, Sightings& sightings) {
  const std::string_view bytes = text.bytes;
  const bool has_newlines = bytes.find('\n') != std::string_view::npos;
  Runs runs(bytes, sightings);
  LinesSeen lines(bytes);
  Point before = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (at + 8 <= bytes.size() && is_plain(bytes.data() + at)) {
      at += 8;
      before = static_cast<unsigned char>(bytes[at - 1]);
      continue;
    }
    const auto c = text::first_character(bytes.substr(at));
    const auto end = at + c.bytes.size();
    const Seen seen{.point = c.point,
                    .span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}};
    if (c.point == '\n' || c.point == '\t' || c.point < 0) {
      // plain white space; bytes that are no UTF-8 are AO103's
    } else if (is_tag(c.point) && before == 0x1F3F4 && flag_length(bytes.substr(at)) > 0) {
      at += flag_length(bytes.substr(at));
      before = 0x1F3F4;
      continue;
    } else if (is_stray_return(bytes, at, has_newlines)) {
      runs.add(seen, Severity::Warning);
    } else if (may_be_hidden(c.point)) {
      if (const auto severity = judge(lines, seen, {.before = before, .after = point_at(bytes, end)}))
        runs.add(seen, *severity);
    }
    before = c.point;
    at = end;
  }
  runs.flush();
}

void find_escapes(const Text& text, Sightings& sightings) {
  static const Patterns written({
      {.regex = R"((?i)((?:&#x0*e00[0-7][0-9a-f];|&#9175\d\d;|&#917[6-9]\d\d;){2,}))",
       .says = "tag characters written as entities",
       .severity = Severity::Error},
      {.regex =
           R"((?i)((?:\\u\{?0*e00[2-7][0-9a-f]\}?|\\udb40\\udc[2-7][0-9a-f])(?:\s?(?:\\u\{?0*e00[2-7][0-9a-f]\}?|\\udb40\\udc[2-7][0-9a-f]))+))",
       .says = "tag characters written as escapes"},
  });
  find_patterns(written, text, {}, sightings);
}

void find(const Text& text, Sightings& sightings) {
  find_characters(text, sightings);
  find_escapes(text, sightings);
}

}  // namespace

Rule hidden_characters() {
  return {
      .card =
          {.id = "AO701",
           .title = "hidden or bidirectional characters",
           .severity = Severity::Warning,
           .what =
               "Characters that a reader cannot see, or that change the order in which the line is shown. Those that "
               "no honest text holds (tags, overrides, escapes, runs of selectors) are errors; a lone soft hyphen or "
               "zero-width blank is a warning. Joiners in Persian or Hindi, emoji and flags are left alone.",
           .why =
               "An assistant reads what its owner cannot see: such characters carry instructions past a review.",
           .bad = {},
           .good = {},
           .mend =
               "agentops check --fix AO701  takes them out; read the line first, with  agentops show --source NAME"},
      .look_at_text = find};
}

}  // namespace agentops::check
