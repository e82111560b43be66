// Searching a folder and its packages on a disk that fails, beside others who index and search, and over
// indexes that somebody damaged: the next answer is right, at worst after building an index again, and that
// is told.

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/faults/company.h"
#include "tests/faults/fault.h"
#include "tests/support/read_file.h"

namespace agentops {
namespace {

namespace fs = std::filesystem;
using test::Company;
using testing::HasSubstr;
using testing::Not;

/// With a package installed. Its caches lie in the state folder, since its user has no home.
class CompanyWithPackage : public Company {
 public:
  CompanyWithPackage() {
    write("packages/core/package.yaml",
          "name: core\nversion: 1.0.0\ndescription: What all need.\nauthor: A\nlicense: MIT\nagents:\n"
          "  - agents/core.md\n");
    write("packages/core/agents/core.md", "---\nname: core\n---\nRefunds what all others refund.\n");
    EXPECT_EQ(run("package install ./packages/core").code, 0);
  }
};

constexpr const char* question = "search refund -n 20 --format tsv";

class SearchFaults : public test::FaultTest {};

TEST_P(SearchFaults, AreMendedByTheNextSearch) {
  const CompanyWithPackage company;
  company.forget();
  const int count = company.points(question);
  const std::string found = company.run(question).out;
  ASSERT_THAT(found, HasSubstr("packages/core/agents/core.md"));
  ASSERT_THAT(found, HasSubstr("agents/agent-7.md"));
  ASSERT_GT(count, 80) << "two indexes are made";
  for (const int point : points_of(count)) {
    SCOPED_TRACE(order(point));
    company.forget();
    expect_ended(company.run(question, order(point)));
    const auto next = company.run(question);
    EXPECT_EQ(next.out, found);
    EXPECT_EQ(next.code, 0) << next.err;
    EXPECT_THAT(company.run(question).err, Not(HasSubstr("built again")));
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Disk, SearchFaults, testing::ValuesIn(test::faults),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

/// All files of the indexes.
std::vector<fs::path> index_files(const fs::path& state) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(state))
    if (const std::string path = entry.path(); entry.is_regular_file() &&
                                               (path.contains("/index/") || path.contains("/packages/")) &&
                                               entry.file_size() > 0)
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// Flips a bit, cuts the file, or removes it.
void damage(const fs::path& file, std::mt19937& random) {
  std::string bytes = test::read_file(file);
  const std::size_t at = random() % bytes.size();
  switch (random() % 4) {
    case 0:
      fs::resize_file(file, at);
      break;
    case 1:
      fs::remove(file);
      break;
    default:
      bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << random() % 8));
      std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  }
}

TEST(DamagedIndexes, AreBuiltAgainAndThatIsTold) {
  const CompanyWithPackage company;
  const std::string found = company.run(question).out;
  const bool all = std::getenv("AGENTOPS_FAULTS") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  std::mt19937 random(3);
  for (int i = 0; i < (all ? 1'000 : 50); ++i) {
    const std::vector<fs::path> files = index_files(company.project() / ".agentops");
    ASSERT_GT(files.size(), 10U);
    const fs::path& file = files[random() % files.size()];
    SCOPED_TRACE(fmt::format("damage {} of {}", i, file.string()));
    damage(file, random);
    const auto next = company.run(question);
    EXPECT_EQ(next.out, found);
    EXPECT_EQ(next.code, 0) << next.err;
    const bool may_be_unseen = file.filename() == "writer" || !fs::exists(file);
    if (!may_be_unseen) {
      EXPECT_THAT(next.err, testing::AnyOf(HasSubstr("again"), testing::IsEmpty())) << next.err;
    }
    if (testing::Test::HasFailure()) return;
  }
}

TEST(Searching, GoesOnWhileOthersIndexAndSearch) {
  const CompanyWithPackage company;
  const std::string found = company.run(question).out;
  std::atomic<int> searches = 0;
  {
    std::vector<std::jthread> others;
    for (const char* who : {"indexer-1", "indexer-2"})
      others.emplace_back([&company, who](const std::stop_token& stop) {
        while (!stop.stop_requested()) EXPECT_EQ(company.run("scan --rebuild", "", who).code, 0) << who;
      });
    std::vector<std::jthread> searchers;
    for (const char* who : {"searcher-1", "searcher-2", "searcher-3", "searcher-4"})
      searchers.emplace_back([&, who] {
        for (int i = 0; i < 15; ++i, ++searches) {
          const auto outcome = company.run(question, "", who);
          EXPECT_EQ(outcome.out, found);
          EXPECT_EQ(outcome.code, 0);
          EXPECT_THAT(outcome.err, testing::AllOf(Not(HasSubstr("error")), Not(HasSubstr("damaged"))));
        }
      });
    searchers.clear();  // wait for them
  }
  EXPECT_EQ(searches, 60);
}

}  // namespace
}  // namespace agentops
