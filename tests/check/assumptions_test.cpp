#include "check/assumptions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/check/look.h"

namespace agentops::check {
namespace {

using test::item;
using test::sightings;
using testing::ElementsAre;
using testing::IsEmpty;

Item with(LiteralType type, std::string context, std::string value, Kind kind = Kind::Agent) {
  Item found = item("a.md", kind);
  found.uses.literals.push_back(
      {.type = type, .value = std::move(value), .context = std::move(context), .span = {4, 8}, .line = 2});
  return found;
}

TEST(Assumptions, AreToldWithTheKeyThatTheyCouldHave) {
  struct {
    Rule rule;
    Item item;
    std::string says;
  } const cases[] = {
      {home_path(), with(LiteralType::HomePath, "in", "~/notes"), "paths.notes"},
      {own_host(), with(LiteralType::Host, "", "ci.acme.internal"), "hosts.ci_acme"},
      {own_account(), with(LiteralType::Channel, "", "#cs-refunds"), "channels.cs_refunds"},
      {own_threshold(), with(LiteralType::Money, "amount is above", "$500"), "limits.amount_above"},
      {own_record(), with(LiteralType::Record, "customer", "#1234"), "records.customer"},
      {own_model(), with(LiteralType::Model, "model", "gpt-4o"), "models.gpt"},
      {own_version(), with(LiteralType::Version, "install kubectl", "v1.28.3"), "versions.kubectl"}};
  for (const auto& [rule, item, key] : cases) {
    const Sightings found = sightings(rule, {.items = {item}});
    ASSERT_EQ(found.size(), 1U) << key;
    EXPECT_EQ(found[0].message, "\"" + item.uses.literals[0].value + "\" could be a setting: " + key);
    EXPECT_EQ(found[0].span, (Span{4, 8}));
  }
}

TEST(Assumptions, AreNotToldOfDocumentsAndOfWhatIsEverybodys) {
  for (const Item& quiet : {with(LiteralType::Host, "", "docs.python.org"),
                            with(LiteralType::Host, "", "ci.acme.internal", Kind::Doc),
                            with(LiteralType::Channel, "", "#cs-refunds")})
    EXPECT_THAT(sightings(own_host(), {.items = {quiet}}), IsEmpty());
}

Sightings among(const Rule& rule, const CopyFindings& copies) {
  const Inventory inventory{.items = {item("a.md", Kind::Agent, "x"), item("b.md", Kind::Agent, "x")}};
  Sightings found;
  rule.look_at_facts({.inventory = inventory, .copies = &copies}, found);
  return found;
}

TEST(Copies, AreToldOfEachButTheFirst) {
  struct {
    Rule rule;
    FamilyForm form;
    std::string says;
  } const cases[] = {{same_file(), FamilyForm::SameFile, "is the same file as a.md"},
                     {same_body(), FamilyForm::SameBody, "has the body of a.md"},
                     {drifted_copy(), FamilyForm::Near, "is a copy of a.md that drifted: 91 % is common"},
                     {same_name(), FamilyForm::SameName, "is called x, and so is a.md with another text"},
                     {contained_body(), FamilyForm::Contained, "stands as a whole in a.md"}};
  for (const auto& [rule, form, says] : cases) {
    const CopyFindings copies{.families = {{form,
                                            {{.key = "a.md", .text = 0, .likeness = 1000},
                                             {.key = "b.md", .text = 1, .likeness = 912}}}},
                              .sections = {}};
    const Sightings found = among(rule, copies);
    ASSERT_EQ(found.size(), 1U) << says;
    EXPECT_EQ(found[0].message, says);
    EXPECT_EQ(found[0].path, "b.md");
  }
}

TEST(Copies, OfSectionsAreToldAtTheirHeading) {
  const CopyFindings copies{.families = {},
                            .sections = {{FamilyForm::SameBody,
                                          {{.key = "a.md", .title = "Escalation", .line = 9},
                                           {.key = "b.md", .title = "Escalation", .line = 4}}}}};
  const Sightings found = among(repeated_section(), copies);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "\"Escalation\" stands as well in a.md:9");
  EXPECT_EQ(found[0].line, 4U);
}

TEST(Copies, AreToldOnlyWhereSomebodyLooked) {
  EXPECT_THAT(sightings(same_file(), {.items = {item("a.md", Kind::Agent)}}), IsEmpty());
}

}  // namespace
}  // namespace agentops::check
