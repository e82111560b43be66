// scan and mine on a disk that fills up, breaks or loses its power, at every call that changes it: sources
// and plan stay whole, nothing half made is left, and the next run gives the very bytes of a run that met no
// fault.

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/faults/company.h"
#include "tests/faults/fault.h"

namespace agentops {
namespace {

using test::Company;
using test::Files;
using test::Outcome;

class Faults : public test::FaultTest {
 protected:
  /// scan with a fault at each point of it, then list and search, which must answer as if there had been
  /// none.
  static void break_scan(const Company& company, const Files& sources) {
    company.keep("before");
    company.put_back("before");
    const int count = company.points("scan");
    const std::string listed = company.run("list --json").out;
    const std::string found = company.run("search refund --json").out;
    ASSERT_NE(found.find("agent-7"), std::string::npos) << found;
    ASSERT_GT(count, 50);
    for (const int point : points_of(count)) {
      SCOPED_TRACE(order(point));
      company.put_back("before");
      expect_ended(company.run("scan", order(point)));
      EXPECT_EQ(company.files(), sources);
      EXPECT_EQ(company.run("search refund --json").out, found);
      EXPECT_EQ(company.run("list --json").out, listed);
      // What could not be removed is left to the next that builds an index.
      EXPECT_EQ(company.run(outcome_is_a_kill() ? "scan" : "scan --rebuild").code, 0);
      EXPECT_EQ(company.leftovers(), std::vector<std::string>{});
      if (HasFailure()) return;
    }
  }

  /// mine with a fault at each point of it: the plan is the old one or the new one, and mining again gives
  /// the new.
  static void break_mine(const Company& company) {
    company.keep("before");
    company.put_back("before");
    const Files before = company.files();
    const int count = company.points("mine");
    const Files after = company.files();
    ASSERT_NE(before, after);
    ASSERT_GT(count, 10);
    for (const int point : points_of(count)) {
      SCOPED_TRACE(order(point));
      company.put_back("before");
      const Outcome outcome = company.run("mine", order(point));
      expect_ended(outcome);
      Files files = company.files();
      const std::string plan = files["agentops.plan"];
      const bool is_old =
          before.contains("agentops.plan") ? plan == before.at("agentops.plan") : plan.empty();
      EXPECT_TRUE(is_old || plan == after.at("agentops.plan")) << plan;
      if (outcome.code == 0) {
        EXPECT_EQ(plan, after.at("agentops.plan"));
      }
      EXPECT_EQ(company.run("mine").code, 0);
      EXPECT_EQ(company.files().at("agentops.plan"), after.at("agentops.plan"));
      EXPECT_EQ(company.leftovers(), std::vector<std::string>{});
      if (HasFailure()) return;
    }
  }
};

TEST_P(Faults, LeaveTheFirstScanToTheNextRun) {
  const Company company;
  break_scan(company, company.files());
}

TEST_P(Faults, LeaveAScanOfAChangeToTheNextRun) {
  const Company company;
  ASSERT_EQ(company.run("scan").code, 0);
  company.write("agents/agent-3.md", "# Agent 3\n\nRefunds nothing.\n", 60);
  break_scan(company, company.files());
}

TEST_P(Faults, LeaveTheFirstPlanToTheNextRun) { break_mine(Company()); }

TEST_P(Faults, KeepThePlanThatAPersonEdited) {
  const Company company;
  ASSERT_EQ(company.run("mine").code, 0);
  company.write("agents/agent-9.md", "# Agent 9\n\nReads the order number and refunds within 9 days.\n", 60);
  std::string plan = company.files().at("agentops.plan");
  const std::size_t heading = plan.find("\n[");
  ASSERT_NE(heading, std::string::npos) << plan;
  plan.insert(heading + 2, "our-");
  company.write("agentops.plan", plan);
  break_mine(company);
  EXPECT_NE(company.files().at("agentops.plan").find("\n[our-"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Disk, Faults, testing::ValuesIn(test::faults),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

}  // namespace
}  // namespace agentops
