#include "draft/context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/draft/invented.h"

namespace agentops::draft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// docs/domain.md of a package whose agents have these texts.
std::string domain_of(const std::vector<std::string>& texts) {
  Invented folder;
  std::vector<std::string> keys;
  for (const std::string& text : texts) {
    keys.push_back("agents/item-" + std::to_string(keys.size()) + ".md");
    folder.agent(keys.back(), "# Item\n\n" + text);
  }
  folder.domain("support", keys);
  const Draft draft = folder.draft();
  return text_in(folder, package_in(draft, "support"), "docs/domain.md");
}

TEST(Context, TakesTheHeadsOfPhrasesForEntities) {
  const std::string page =
      domain_of({"- Check the open order.\n", "- Close each order of the angry customer.\n",
                 "- Tell the customers.\n"});
  EXPECT_THAT(page, HasSubstr("- order: in 2 of 3 items; first in [item-0](../agents/item-0.md), line 3"));
  EXPECT_THAT(page, HasSubstr("- customer: in 2 of 3 items; first in [item-1](../agents/item-1.md), line 3"));
  EXPECT_THAT(page, Not(HasSubstr("open")));
}

TEST(Context, TakesWhatOpensASentenceBeforeAnArticleForAnOperation) {
  const std::string page = domain_of({"- Escalate the complaint.\n", "- Wait. Escalate a ticket.\n",
                                      "- Refunds of the week escalate the mood.\n"});
  EXPECT_THAT(page, HasSubstr("- escalate complaint and ticket: in 2 of 3 items"));
  EXPECT_THAT(page, Not(HasSubstr("- refund")));
}

TEST(Context, KnowsAbbreviationsAndWhatTheyStandFor) {
  const std::string page =
      domain_of({"- Keep the CSAT high.\n", "- The customer satisfaction (CS) counts. Do NOT guess.\n",
                 "- Ask for CSAT, and do NOT wait.\n"});
  EXPECT_THAT(page,
              HasSubstr("- CS: customer satisfaction; defined in [item-1](../agents/item-1.md), line 3"));
  EXPECT_THAT(page, HasSubstr("- CSAT: first used in [item-0](../agents/item-0.md), line 3"));
  EXPECT_THAT(page, Not(HasSubstr("NOT")));
}

TEST(Context, KnowsTermsThatATextDefines) {
  const std::string page = domain_of({"- **Refund window**: the days in which money goes back. Keep it.\n",
                                      "A silent buyer is a customer who has asked twice.\n",
                                      "- **Step**: Wait for an answer.\n- **Speed**: be quick\n"});
  EXPECT_THAT(page, HasSubstr("- refund window: the days in which money goes back; defined in "
                              "[item-0](../agents/item-0.md), line 3"));
  EXPECT_THAT(page, HasSubstr("- silent buyer: a customer who has asked twice; defined in"));
  EXPECT_THAT(page, Not(HasSubstr("- speed")));
  EXPECT_THAT(page, Not(HasSubstr("- step")));
}

TEST(Context, KnowsNamesThatAreNeverWrittenSmall) {
  const std::string page = domain_of({"- Look at Argo Desk first, then at Lumen. ✗ Don't.\n",
                                      "- Then open Argo Desk. Never trust Mail. ✗ Don't.\n",
                                      "- Then ask Lumen, then the mail.\n"});
  EXPECT_THAT(page, HasSubstr("- Argo Desk: first used in [item-0](../agents/item-0.md), line 3"));
  EXPECT_THAT(page, HasSubstr("- Lumen: first used in"));
  EXPECT_THAT(page, Not(HasSubstr("- Mail")));
  EXPECT_THAT(page, Not(HasSubstr("- Don")));
}

TEST(Context, TakesNoBoilerplateForEntities) {
  const std::string same = "- Ask when the weather changes.\n";
  const std::string page = domain_of(
      {same + "- Your main duty is to help.\n- The clerk quietly signs it.\n",
       same + "- Your first duty is to listen.\n- The clerk is in.\n- This signs nothing.\n", same, same});
  EXPECT_THAT(page, Not(HasSubstr("- weather"))) << "one line in four items";
  EXPECT_THAT(page, Not(HasSubstr("- duty")));
  EXPECT_THAT(page, Not(HasSubstr("- sign")));
  EXPECT_THAT(page, HasSubstr("- clerk: in 2 of 4 items"));
}

TEST(Context, TakesNoSentenceAndNoHeadingForADefinition) {
  const std::string page =
      domain_of({"- **Scene**: A buyer calls at noon.\n- **Fallback**: the format is new each time\n",
                 "- **Scene**: A shop burns down.\n- **Draining tanks**: the worst of jobs\n",
                 "- **Scene**: A clerk who sleeps.\n- **Tally**: the sum of what is owed\n"});
  for (const char* const term : {"- scene", "- fallback", "- draining tanks"})
    EXPECT_THAT(page, Not(HasSubstr(term)));
  EXPECT_THAT(page, HasSubstr("- tally: the sum of what is owed"));
}

TEST(Context, CountsAPluralWithItsAbbreviation) {
  const std::string page = domain_of({"- Call two APIs, then the first API. It is CONFIDENTIAL.\n",
                                      "- Call our APIs. Stamp it CONFIDENTIAL.\n", "- Ask an API.\n"});
  EXPECT_THAT(page, HasSubstr("- API: first used"));
  EXPECT_THAT(page, Not(HasSubstr("- APIs")));
  EXPECT_THAT(page, Not(HasSubstr("- CONFIDENTIAL")));
}

TEST(Context, LeavesTheBoundaryToTheOwner) {
  EXPECT_THAT(domain_of({"Nothing here.\n"}), HasSubstr("support owns ________ and does not own ________."));
}

}  // namespace
}  // namespace agentops::draft
