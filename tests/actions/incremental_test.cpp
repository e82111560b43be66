// What mining says after any history of edits is what it says from a clean state, byte for byte.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "actions/describe.h"
#include "actions/mine.h"
#include "actions/search_places.h"
#include "tests/support/chance.h"
#include "tests/support/temp_folder.h"
#include "text/json.h"
#include "text/plan_file.h"

namespace agentops::actions {
namespace {

namespace fs = std::filesystem;

using test::Chance;

/// A folder of agents on four subjects, edited by chance.
class EditedFolder {
 public:
  explicit EditedFolder(std::uint64_t seed) : chance_(seed) {
    for (int i = 0; i < 28; ++i) add();
  }

  [[nodiscard]] const std::string& path() const { return folder_.path(); }

  /// One to three edits, additions, removals or renames.
  void change() {
    for (std::size_t left = 1 + chance_.below(3); left > 0; --left) {
      const std::size_t what = chance_.below(8);
      if (what == 0 || paths_.size() < 12)
        add();
      else if (what == 1)
        folder_.remove(take());
      else if (what == 2)
        rename();
      else
        write(chance_.of(paths_));
    }
  }

 private:
  void add() {
    static const std::vector<std::string> folders = {"agents", "commands", "docs/notes"};
    paths_.push_back(fmt::format("{}/{}-{}.md", chance_.of(folders), chance_.of(subjects_)[0], ++made_));
    write(paths_.back());
  }

  std::string take() {
    const auto at = paths_.begin() + static_cast<std::ptrdiff_t>(chance_.below(paths_.size()));
    std::string path = *at;
    paths_.erase(at);
    return path;
  }

  void rename() {
    const std::string from = take();
    paths_.push_back(fmt::format("agents/renamed-{}.md", ++made_));
    fs::create_directories(folder_.path("agents"));
    fs::rename(folder_.path(from), folder_.path(paths_.back()));
  }

  std::string words(const std::vector<std::string>& subject, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += chance_.of(chance_.below(4) == 0 ? common_ : subject) + " ";
    return text + ".";
  }

  /// Writes a file anew, with a time of its own that lies far enough back for a cache to trust it.
  void write(const std::string& path) {
    const std::vector<std::string>& subject = chance_.of(subjects_);
    const std::string other = fs::path(paths_[chance_.below(paths_.size())]).stem();
    folder_.write(
        path, fmt::format("---\nname: {}\ndescription: {}\n---\n# {}\n\n{}\n\nUse the {} agent.\n\n"
                          "## Handing over\n\n{}\n",
                          fs::path(path).stem().string(), words(subject, 8), subject[0], words(subject, 40),
                          other, "Say what was done, what is left to do and who has to know of it."));
    const auto then =
        fs::file_time_type::clock::now() - std::chrono::hours(1000) + std::chrono::seconds(++ticks_);
    fs::last_write_time(folder_.path(path), then);
  }

  test::TempFolder folder_{test::TempFolder::in_memory()};
  Chance chance_;
  std::vector<std::string> paths_;
  int made_ = 0;
  int ticks_ = 0;
  std::vector<std::vector<std::string>> subjects_ = {
      {"invoice", "ledger", "payment", "tax", "refund", "audit", "booking", "accrual"},
      {"kubernetes", "pod", "cluster", "node", "deploy", "rollout", "ingress", "replica"},
      {"interview", "candidate", "resume", "hiring", "offer", "screening", "recruiter", "salary"},
      {"incident", "alert", "pager", "outage", "rollback", "severity", "timeline", "postmortem"}};
  std::vector<std::string> common_ = {"check", "read", "list", "note", "ask", "answer", "file", "report"};
};

/// Everything that mining says, as bytes.
struct Outcome {
  std::string mining;
  std::string plan;
};

Project opened(const EditedFolder& folder, const std::string& state) {
  auto project = Project::open({.root = folder.path(), .state = state, .threads = 2});
  EXPECT_TRUE(project) << project.error().message;
  return *std::move(project);
}

Outcome outcome_of(const EditedFolder& folder, const std::string& state, const MineRequest& request) {
  const auto mined = mine_folder(opened(folder, state), request);
  EXPECT_TRUE(mined) << mined.error().message;
  List found;
  for (const Domain& domain : mined->mining.domains)
    found.emplace_back(describe(domain, mined->scanned.inventory.items));
  for (const Pattern& pattern : mined->mining.patterns) found.emplace_back(describe(pattern));
  for (const std::string& key : mined->mining.unassigned) found.emplace_back(key);
  return {.mining = text::write_json(Value(std::move(found))), .plan = text::write_plan(mined->plan)};
}

std::vector<std::string> hits_of(const EditedFolder& folder, const std::string& state) {
  const Project project = opened(folder, state);
  const auto found = search_places(project, {.packages = {.installed = false}},
                                   {.query = {.words = "rollback cluster invoice"}});
  EXPECT_TRUE(found) << found.error().message;
  std::vector<std::string> keys;
  for (const PlacedHit& hit : found->found) keys.push_back(hit.hit.key);
  return keys;
}

TEST(MineFolder, SaysAfterAnyEditsWhatItSaysFromACleanState) {
  EditedFolder folder(20);
  const test::TempFolder states(test::TempFolder::in_memory());
  const std::string kept = states.path("kept");
  const std::string clean = states.path("clean");
  for (std::size_t round = 0; round < 60; ++round) {
    SCOPED_TRACE(fmt::format("round {}", round));
    states.remove("clean");
    const Outcome after = outcome_of(folder, kept, {.scan = {}, .index = round % 2 == 0, .dry_run = true});
    const Outcome anew = outcome_of(folder, clean, {.scan = {}, .index = round % 10 == 0, .dry_run = true});
    ASSERT_EQ(after.mining, anew.mining);
    ASSERT_EQ(after.plan, anew.plan);
    if (round % 10 == 0) {
      ASSERT_EQ(hits_of(folder, kept), hits_of(folder, clean));
    }
    if (round % 6 == 0) (void)outcome_of(folder, kept, {.scan = {}});  // writes the plan
    folder.change();
  }
}

}  // namespace
}  // namespace agentops::actions
