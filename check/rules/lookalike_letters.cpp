#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "check/patterns.h"
#include "check/rules.h"
#include "text/characters.h"

namespace agentops::check {
namespace {

using Point = std::int32_t;

/// Cyrillic and Greek letters that are drawn as Latin ones.
bool looks_latin(Point p) {
  constexpr std::u32string_view letters = U"АВЕЅІЈКМНОРСТУХаеіјорсухѕԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧον";
  return p >= 0x370 && letters.find(static_cast<char32_t>(p)) != std::u32string_view::npos;
}

bool is_latin(Point p) { return (p >= 'a' && p <= 'z') || (p >= 'A' && p <= 'Z'); }

/// A Cyrillic or Greek letter that looks like itself: the word is of that script, not of a disguise.
bool is_other_letter(Point p) { return p >= 0x370 && p < 0x530 && !looks_latin(p); }

/// One word while it is read.
struct Word {
  std::uint32_t begin = 0;
  std::uint32_t latin = 0, alike = 0, other = 0;
};

void find(const Text& text, Sightings& sightings) {
  if (std::ranges::none_of(text.bytes, [](char c) {
        return (static_cast<unsigned char>(c) & 0xFCU) == 0xCC ||
               (static_cast<unsigned char>(c) & 0xFCU) == 0xD0 ||
               (static_cast<unsigned char>(c) & 0xFCU) == 0xD4;
      }))
    return;
  Word word;
  std::uint32_t at = 0;
  const auto finish = [&] {
    if (word.latin >= 2 && word.alike > 0 && word.other == 0)
      sightings.push_back(
          {.message = "letters of two scripts in one word: " + quoted(slice(text.bytes, {word.begin, at})),
           .span = {word.begin, at}});
    word = {};
  };
  text::for_each_character(text.bytes, [&](const text::Character& c) {
    const bool letter = is_latin(c.point) || looks_latin(c.point) || is_other_letter(c.point);
    if (!letter) {
      finish();
    } else {
      if (word.latin + word.alike + word.other == 0) word.begin = at;
      word.latin += is_latin(c.point) ? 1U : 0U;
      word.alike += looks_latin(c.point) ? 1U : 0U;
      word.other += is_other_letter(c.point) ? 1U : 0U;
    }
    at += static_cast<std::uint32_t>(c.bytes.size());
  });
  finish();
}

}  // namespace

Rule lookalike_letters() {
  return {
      .card =
          {.id = "AO714",
           .title = "letters that look like others",
           .severity = Severity::Warning,
           .what = "A word of Latin letters holds Cyrillic or Greek ones that are drawn alike.",
           .why =
               "The word passes every search and filter for what it seems to say; an assistant still understands it.",
           .bad = {},
           .good = {},
           .mend = "type the word again"},
      .look_at_text = find};
}

}  // namespace agentops::check
