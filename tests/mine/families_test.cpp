#include "mine/families.h"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/hash.h"
#include "text/shingles.h"
#include "text/words.h"

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Forty sentences; those numbers in `changed` are other ones.
std::string text_without(const std::vector<int>& changed, const std::string& subject = "harbour") {
  std::string text;
  for (int i = 0; i < 40; ++i)
    text +=
        fmt::format(fmt::runtime(std::ranges::find(changed, i) == changed.end()
                                     ? "In the {} sentence number {} stands here as it was.\n"
                                     : "Nobody in the {} remembers what became of number {} after that.\n"),
                    subject, i);
  return text;
}

class Folder {
 public:
  Folder& add(const std::string& key, const std::string& header, const std::string& body,
              const std::string& name = "") {
    facts_.push_back({.key = key,
                      .name = name,
                      .kind = Kind::Agent,
                      .whole = text::sha256(header + body),
                      .body = text::sha256(text::normalised(body)),
                      .runs = text::shingles_of(body),
                      .lines = text::line_set_of(body)});
    return *this;
  }

  /// "near a/0 b/1": the form, then each member with the number of its text.
  [[nodiscard]] std::vector<std::string> families(const FamilyOptions& options = {}) const {
    constexpr std::array<const char*, 6> forms = {"file", "body", "near", "variant", "contained", "name"};
    std::vector<std::string> told;
    for (const Family& family : families_of(facts_, options)) {
      told.emplace_back(forms[static_cast<std::size_t>(family.form)]);
      for (const FamilyMember& member : family.members)
        told.back() += fmt::format(" {}/{}", member.key, member.text);
    }
    return told;
  }

 private:
  std::vector<CopyFacts> facts_;
};

TEST(Families, KeepFilesBodiesAndDriftedCopiesApart) {
  Folder folder;
  folder.add("a", "1", text_without({}))
      .add("b", "1", text_without({}))
      .add("c", "2", text_without({}))
      .add("d", "3", text_without({7}))
      .add("e", "4", text_without({}, "airport"));
  EXPECT_THAT(folder.families(), ElementsAre("file a/0 b/0", "body a/0 b/0 c/0", "near a/0 b/0 c/0 d/1"));
}

TEST(Families, BeginWithTheMostTypicalText) {
  Folder folder;
  folder.add("a", "1", text_without({3, 4}))
      .add("b", "2", text_without({3}))
      .add("c", "3", text_without({3, 5}));
  EXPECT_THAT(folder.families(), ElementsAre("near b/0 a/1 c/2"));
}

TEST(Families, DoNotJoinStrangersThroughAChain) {
  Folder folder;
  std::vector<int> changed;
  for (const char key : {'a', 'b', 'c', 'd', 'e', 'f', 'g'}) {
    folder.add(std::string(1, key), std::string(1, key), text_without(changed));
    for (int i = 0; i < 3; ++i) changed.push_back(static_cast<int>(changed.size()));
  }
  const std::vector<std::string> families = folder.families();
  EXPECT_FALSE(families.empty());
  for (const std::string& family : families)
    EXPECT_EQ(family.contains("a/") && family.contains("g/"), false) << family;
}

TEST(Families, TellVariantsAndPartsOnlyWhenAsked) {
  Folder folder;
  folder.add("a", "1", text_without({}))
      .add("b", "2", text_without({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}))
      .add("c", "3", text_without({}).substr(0, 700));
  EXPECT_THAT(folder.families(), IsEmpty());
  EXPECT_THAT(folder.families({.variants = true}), ElementsAre("variant a/0 b/1", "contained a/0 c/1"));
}

TEST(Families, TellDifferentTextsUnderOneName) {
  Folder folder;
  folder.add("a", "1", text_without({}), "reviewer")
      .add("b", "2", text_without({7}), "reviewer")
      .add("c", "3", text_without({}, "airport"), "reviewer")
      .add("d", "4", text_without({}, "station"), "other");
  EXPECT_THAT(folder.families(), ElementsAre("near a/0 b/1", "name a/0 b/0 c/1"));
}

TEST(Families, KnowTheCopyOfAShortTextByItsLines) {
  const std::string original =
      "Check the age of it.\nRefund the fee.\nAbove 500 ask first.\nWrite it down.\nTell the customer.\n"
      "Close the ticket.\nAsk how it went.\n";
  std::string copy = original;
  copy.replace(copy.find("500"), 3, "450");
  Folder folder;
  folder.add("a", "1", original).add("b", "2", copy);
  EXPECT_THAT(folder.families(), ElementsAre("near a/0 b/1"));
}

TEST(Families, AreNoneInAnEmptyFolder) { EXPECT_THAT(families_of({}, {}), IsEmpty()); }

TEST(Families, LeaveOutBodiesThatSayTooLittle) {
  Folder folder;
  folder.add("a", "1", "")
      .add("b", "2", "")
      .add("c", "3", "See the other file.")
      .add("d", "4", "See the other files.");
  EXPECT_THAT(folder.families(), IsEmpty());
}

TEST(Families, HoldBodiesThatSayTheSameInAnotherOrder) {
  const std::string again = text_without({}) + text_without({}).substr(0, 300);
  Folder folder;
  folder.add("a", "1", text_without({5})).add("b", "2", text_without({})).add("c", "3", again);
  EXPECT_THAT(folder.families(), ElementsAre("near b/0 a/1 c/2"));
}

}  // namespace
}  // namespace agentops::mine
