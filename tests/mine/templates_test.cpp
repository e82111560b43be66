#include "mine/templates.h"

#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/template_proof.h"
#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Files a.md, b.md, ... with these texts, each an item of a domain of its own.
struct Folder {
  std::map<std::string, std::string> files;

  explicit Folder(const std::vector<std::string>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) files[std::to_string(100 + i) + ".md"] = texts[i];
  }

  [[nodiscard]] std::vector<TextItem> items() const {
    std::vector<TextItem> items;
    for (const auto& [path, text] : files)
      items.push_back({.key = path,
                       .path = path,
                       .name = "item-" + path.substr(0, 3),
                       .domain = "d" + path.substr(0, 3),
                       .line = 1,
                       .lines = static_cast<std::uint32_t>(std::ranges::count(text, '\n') + 1)});
    return items;
  }

  [[nodiscard]] std::vector<Pattern> templates(unsigned threads = 1,
                                               std::size_t sample = std::size_t{1} << 20U) const {
    const SourceReader read = [&](const std::string& path) -> Result<std::string> { return files.at(path); };
    const auto type_of = [](std::string_view value) {
      return value.find_first_not_of("0123456789") == std::string_view::npos ? SlotType::Number
                                                                             : SlotType::Text;
    };
    auto found = templates_of(items(), read, {.threads = threads, .sample = sample, .type_of = type_of}, {});
    EXPECT_TRUE(found);
    return found ? *found : std::vector<Pattern>{};
  }
};

/// "Run {{what}} now"
std::string text_of(const Pattern& pattern) {
  std::string text;
  for (const PatternPart& part : pattern.parts) text += part.is_slot ? "{{" + part.text + "}}" : part.text;
  return text;
}

/// Words of no meaning, so that texts are alike only where a test says so.
std::string filler(std::uint64_t seed, unsigned words = 9) {
  testing::Chance chance(seed);
  std::string text;
  for (unsigned i = 0; i < words; ++i) {
    if (i > 0) text += ' ';
    for (unsigned letter = 0; letter < 6; ++letter) text += static_cast<char>('a' + chance.below(26));
  }
  return text;
}

/// Some text, a line, some more text.
std::string around(const std::string& line, std::uint64_t seed) {
  return filler(seed) + "\n\n" + line + "\n\n" + filler(seed + 1000) + "\n";
}

TEST(Templates, AreLinesAlikeButForSomeValues) {
  const std::vector<std::string> customers = {"4711", "12", "98", "305", "66"};
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < customers.size(); ++i)
    texts.push_back(
        around("We gave customer " + customers[i] + " a proportional discount for the outage.", i));
  const std::vector<Pattern> found = Folder(texts).templates();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(text_of(found[0]), "We gave customer {{customer}} a proportional discount for the outage.");
  EXPECT_EQ(found[0].form, PatternForm::Template);
  EXPECT_EQ(found[0].parts[1].type, SlotType::Number);
  EXPECT_EQ(found[0].items, 5U);
  EXPECT_EQ(found[0].domains, 5U);
  EXPECT_GT(found[0].bits_saved, 0U);
  EXPECT_EQ(found[0].uses[0].line, 3U);
  EXPECT_EQ(found[0].uses[0].line_end, 3U);
  EXPECT_THAT(found[0].uses[0].values, ElementsAre("4711"));
}

TEST(Templates, TakeInWhatIsOptional) {
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 6; ++i)
    texts.push_back(around("Always validate the incoming payload" +
                               (i % 3 == 0 ? " of " + filler(i, 2) : "") + " against its schema first.",
                           i));
  const std::vector<Pattern> found = Folder(texts).templates();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].uses, SizeIs(6));
  EXPECT_EQ(found[0].uses[1].values, std::vector<std::string>{""});
}

TEST(Templates, OfSeveralLinesAreOne) {
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 5; ++i)
    texts.push_back(around("## Communication protocol\n\nThe agent " + filler(i, 1) +
                               " reports its progress every hour:\n\n{\n  \"agent\": \"" + filler(i + 50, 1) +
                               "\",\n  \"status\": \"done\"\n}",
                           i));
  const std::vector<Pattern> found = Folder(texts).templates();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].uses[0].line_end - found[0].uses[0].line, 7U);
  EXPECT_THAT(found[0].uses[0].values, SizeIs(2));
}

TEST(Templates, RenderTheirSourcesByteForByte) {
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 8; ++i)
    texts.push_back(around("  - \"Ask\" **" + filler(i, 1) + "** to\treview the `" + filler(i + 9, 1) +
                               "` migration plan twice\xC3\xA9.\r\n- Then merge " + filler(i, 2) +
                               " into the main branch.",
                           i));
  const Folder folder(texts);
  const std::vector<Pattern> found = folder.templates();
  ASSERT_THAT(found, Not(IsEmpty()));
  for (const Pattern& pattern : found)
    for (const Use& use : pattern.uses) {
      const std::string& file = folder.files.at(use.key);
      EXPECT_EQ(rendered(pattern, use), slice(file, use.span));
      EXPECT_TRUE(is_proved(pattern, use, file));
      EXPECT_FALSE(is_proved(pattern, use, "changed\n" + file));
    }
}

TEST(Templates, AreNotMadeByTwoItemsNorByFrontmatterNorByChance) {
  const std::string line = "Every report names its owner and its due date.";
  EXPECT_THAT(Folder({around(line, 1), around(line, 2)}).templates(), IsEmpty());
  std::vector<std::string> headers;
  std::vector<std::string> strangers;
  for (std::uint64_t i = 0; i < 6; ++i) {
    headers.push_back("---\ndescription: helps the team with reviews of " + filler(i, 1) + "\n---\n" +
                      filler(i));
    strangers.push_back("the " + filler(i, 3) + " of the " + filler(i + 70, 3) + " and a " +
                        filler(i + 90, 3));
  }
  EXPECT_THAT(Folder(headers).templates(), IsEmpty());
  EXPECT_THAT(Folder(strangers).templates(), IsEmpty());
}

TEST(Templates, DoNotDependOnThreadsOrOnWhatIsInTheSample) {
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 60; ++i)
    texts.push_back(around("Escalate to the " + filler(i, 1) + " team when the budget is exceeded.", i));
  const std::vector<Pattern> one = Folder(texts).templates(1);
  ASSERT_THAT(one, SizeIs(1));
  EXPECT_EQ(one, Folder(texts).templates(7));
  const std::vector<Pattern> sampled = Folder(texts).templates(1, 4000);
  ASSERT_THAT(sampled, SizeIs(1));
  EXPECT_THAT(sampled[0].uses, SizeIs(60)) << "found in a part, then everywhere";
}

TEST(Templates, AreTheSameWhereManyCompeteForTheSameLinesWhateverTheThreads) {
  testing::Chance chance(5);
  std::vector<std::string> words;
  for (std::uint64_t i = 0; i < 40; ++i) words.push_back(filler(i, 1));
  std::vector<std::string> texts(50);
  for (std::string& text : texts)
    for (unsigned line = 0; line < 30; ++line) {
      const std::size_t first = chance.below(8) * 4;  // lines of one kind share most of their words
      for (std::size_t i = 0; i < 8; ++i)
        text += words[(first + i + (chance.below(4) == 0 ? chance.below(30) : 0)) % words.size()] + ' ';
      text += '\n';
    }
  const std::vector<Pattern> one = Folder(texts).templates(1);
  EXPECT_THAT(one, SizeIs(::testing::Gt(10)));
  for (const unsigned threads : {2U, 3U, 8U}) EXPECT_EQ(one, Folder(texts).templates(threads)) << threads;
}

TEST(Templates, StandEqualLinesAndEndlessOnes) {
  std::string equal;
  for (int i = 0; i < 20'000; ++i) equal += "the same line of text again\n";
  const std::string endless(std::size_t{1} << 20U, 'x');
  const std::string many = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "ab ";
    return text;
  }();
  const Folder folder({equal, equal, equal, endless, endless, many, many, many});
  for (const Pattern& pattern : folder.templates())
    for (const Use& use : pattern.uses) EXPECT_TRUE(is_proved(pattern, use, folder.files.at(use.key)));
}

TEST(LinesBetween, AreThoseOfTheFile) {
  EXPECT_EQ(lines_between("a\nb\r\nc", 1, 1), "a");
  EXPECT_EQ(lines_between("a\nb\r\nc", 1, 2), "a\nb");
  EXPECT_EQ(lines_between("a\nb\r\nc", 2, 3), "b\r\nc");
  EXPECT_EQ(lines_between("a\nb", 3, 3), "");
  EXPECT_EQ(lines_between("a\nb", 2, 5), "");
}

}  // namespace
}  // namespace agentops::mine
