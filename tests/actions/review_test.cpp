// Reviewing and splitting the plan of a folder with doubtful items: a copy of samples/.

#include "actions/review.h"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace agentops::actions {
namespace {

namespace fs = std::filesystem;

using mine::PlanEdit;
using mine::PlanVerb;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAreArray;

class MinedFolder : public testing::Test {
 protected:
  MinedFolder() {
    fs::copy("samples", folder_.path("project"), fs::copy_options::recursive);
    fs::remove_all(folder_.path("project/.agentops"));
    const auto mined = mine_folder(project_, {.scan = {}, .index = false});
    EXPECT_TRUE(mined) << mined.error().message;
  }

  [[nodiscard]] const Project& project() const { return project_; }
  [[nodiscard]] std::string plan_bytes() const { return folder_.read("project/agentops.plan"); }
  [[nodiscard]] Plan plan() const { return (**load_plan(project_)).plan; }
  void write_plan_bytes(std::string_view bytes) const { folder_.write("project/agentops.plan", bytes); }
  void remove_plan() const { folder_.remove("project/agentops.plan"); }

  [[nodiscard]] Review opened(bool dry_run = false) const {
    auto review = Review::open(project_, dry_run);
    EXPECT_TRUE(review) << review.error().message;
    return *std::move(review);
  }

 private:
  test::TempFolder folder_{test::TempFolder::in_memory()};
  Project project_ = opened_project();

  Project opened_project() {
    folder_.make_folder("project");
    return *Project::open({.root = folder_.path("project"), .state = folder_.path("state"), .threads = 2});
  }
};

const PlanLine* line_of(const Plan& plan, const std::string& key) {
  for (const PlanHeading& heading : plan.headings) {
    const auto line = std::ranges::find(heading.lines, key, &PlanLine::path);
    if (line != heading.lines.end()) return &*line;
  }
  return nullptr;
}

std::vector<std::string> keys_of(const Plan& plan, const std::string& domain) {
  std::vector<std::string> keys;
  const auto heading = std::ranges::find(plan.headings, domain, &PlanHeading::name);
  if (heading == plan.headings.end()) return keys;
  for (const PlanLine& line : heading->lines) keys.push_back(line.path);
  return keys;
}

using AReview = MinedFolder;

TEST_F(AReview, NeedsAPlan) {
  remove_plan();
  const auto review = Review::open(project(), false);
  ASSERT_FALSE(review);
  EXPECT_EQ(review.error().code, "E-NO-PLAN");
}

TEST_F(AReview, AsksForEachCloseCallOfThePlanOnce) {
  const Review review = opened();
  std::vector<std::string> asked, doubtful;
  for (const Question& question : review.questions()) asked.push_back(question.key);
  for (const PlanHeading& heading : plan().headings)
    for (const PlanLine& line : heading.lines)
      if (line.mark == Mark::CloseCall) doubtful.push_back(line.path);
  ASSERT_THAT(doubtful, testing::Not(IsEmpty()));
  EXPECT_THAT(asked, UnorderedElementsAreArray(doubtful));
}

TEST_F(AReview, GroupsInTheWayThatThePlanRemembers) {
  const Grouping asked{.domains = 4, .min_size = {}, .by = {}, .seed_from = {}};
  ASSERT_TRUE(mine_folder(project(), {.scan = {}, .index = false, .grouping = asked}));
  const auto headings = [&] {
    std::vector<std::string> names;
    for (const PlanHeading& heading : plan().headings) names.push_back(heading.name);
    return names;
  };
  const std::vector<std::string> before = headings();
  Review review = opened();
  ASSERT_NE(review.next(), nullptr);
  ASSERT_TRUE(review.answer({.verb = PlanVerb::Pin, .items = {review.next()->key}}));
  EXPECT_EQ(headings(), before);
  EXPECT_EQ(plan().grouping, asked);
  const auto again = mine_folder(project(), {.scan = {}, .index = false});
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->remembered);
  EXPECT_EQ(again->mining.domains.size(), 4U);
}

TEST_F(AReview, WritesAnAnswerAtOnceAndDoesNotAskAgain) {
  Review review = opened();
  const std::string asked = review.next()->key;
  ASSERT_TRUE(review.answer({.verb = PlanVerb::Pin, .items = {asked}}));
  EXPECT_EQ(line_of(plan(), asked)->mark, Mark::Decided);
  EXPECT_TRUE(std::ranges::none_of(review.questions(),
                                   [&](const Question& question) { return question.key == asked; }));
  EXPECT_TRUE(std::ranges::none_of(opened().questions(), [&](const Question& question) {
    return question.key == asked;
  })) << "a later review asked again";
}

TEST_F(AReview, SaysWhichOthersMoveWithAnAnswer) {
  Review review = opened();
  std::size_t moved = 0;
  while (const Question* question = review.next()) {
    const Plan before = plan();
    const std::string other = review.name_of(question->choices.back().domain);
    const auto changes = review.answer({.verb = PlanVerb::Move, .items = {question->key}, .heading = other});
    ASSERT_TRUE(changes) << changes.error().message;
    moved += changes->moved.size();
    for (const auto& move : changes->moved) {
      EXPECT_THAT(keys_of(before, move.from), testing::Contains(move.key));
      EXPECT_THAT(keys_of(plan(), move.to), testing::Contains(move.key));
    }
  }
  EXPECT_GT(moved, 0U);
}

TEST_F(AReview, LeavesASkippedQuestionForAnotherTime) {
  Review review = opened();
  const std::size_t left = review.left();
  const std::string first = review.next()->key;
  review.skip(*review.next());
  EXPECT_EQ(review.left(), left);
  EXPECT_EQ(review.skipped(), 1U);
  EXPECT_NE(review.next()->key, first);
  while (review.next() != nullptr) review.skip(*review.next());
  EXPECT_EQ(review.skipped(), left);
}

TEST_F(AReview, WritesNothingInADryRun) {
  const std::string before = plan_bytes();
  Review review = opened(true);
  const std::size_t left = review.left();
  ASSERT_TRUE(review.answer({.verb = PlanVerb::Pin, .items = {review.next()->key}}));
  EXPECT_LT(review.left(), left);
  EXPECT_EQ(plan_bytes(), before);
}

TEST_F(AReview, DoesNotOverwriteAPlanThatSomebodyEditedMeanwhile) {
  Review review = opened();
  const std::string edited = plan_bytes() + "\n## theirs\n";
  write_plan_bytes(edited);
  const auto changes = review.answer({.verb = PlanVerb::Pin, .items = {review.next()->key}});
  ASSERT_FALSE(changes);
  EXPECT_EQ(changes.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(plan_bytes(), edited);
}

using SplittingADomain = MinedFolder;

/// The first heading that has at least `least` lines.
std::string a_domain(const Plan& plan, std::size_t least) {
  const auto found = std::ranges::find_if(plan.headings, [least](const PlanHeading& heading) {
    return heading.role == HeadingRole::Domain && heading.lines.size() >= least;
  });
  return found == plan.headings.end() ? std::string() : found->name;
}

TEST_F(SplittingADomain, SharesOutAllItsItemsAndKeepsTheLargestPart) {
  const std::string domain = a_domain(plan(), 8);
  const auto before = keys_of(plan(), domain);
  const auto edits = split_of(project(), domain, 2);
  ASSERT_TRUE(edits) << edits.error().message;
  ASSERT_THAT(*edits, SizeIs(2));
  EXPECT_EQ(edits->front().verb, PlanVerb::Move);
  EXPECT_TRUE(edits->front().add_heading);
  EXPECT_EQ(edits->back().verb, PlanVerb::Pin);
  EXPECT_GE(edits->back().items.size(), edits->front().items.size());
  std::vector<std::string> shared = edits->front().items;
  shared.insert(shared.end(), edits->back().items.begin(), edits->back().items.end());
  EXPECT_THAT(shared, UnorderedElementsAreArray(before));
}

TEST_F(SplittingADomain, StaysSplitWhenTheFolderIsMinedAgain) {
  const std::string domain = a_domain(plan(), 8);
  const auto edits = split_of(project(), domain, 2);
  ASSERT_TRUE(edits) << edits.error().message;
  ASSERT_TRUE(edit_plan_file(project(), *edits, false));
  ASSERT_TRUE(mine_folder(project(), {.scan = {}, .index = false}));
  EXPECT_THAT(keys_of(plan(), edits->front().heading), testing::IsSupersetOf(edits->front().items));
  EXPECT_THAT(keys_of(plan(), domain), testing::IsSupersetOf(edits->back().items));
}

TEST_F(SplittingADomain, RefusesMorePartsThanItems) {
  const auto edits = split_of(project(), a_domain(plan(), 3), 40);
  ASSERT_FALSE(edits);
  EXPECT_EQ(edits.error().kind, ErrorKind::Usage);
  EXPECT_THAT(edits.error().message, HasSubstr("does not fall into so many parts"));
}

TEST_F(SplittingADomain, NeedsADomainOfThePlan) {
  const auto edits = split_of(project(), "no-such-domain", 2);
  ASSERT_FALSE(edits);
  EXPECT_EQ(edits.error().code, "E-NO-DOMAIN");
}

}  // namespace
}  // namespace agentops::actions
