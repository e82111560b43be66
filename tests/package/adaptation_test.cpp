#include "package/adaptation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/layout.h"
#include "tests/package/trees.h"

namespace agentops::package {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

FileTree support() {
  return tree({{"package.yaml",
                "name: support\nversion: 1.2.0\ndescription: Customers\nlicense: MIT\n"
                "agents: [agents/handle-customer.md]\nconfig: { defaults: config/d.yaml }\n"},
               {"agents/handle-customer.md",
                "# Handle a customer\n\nStop at {{ settings.customer_limits.amount }}.\n"
                "See [it](handle-customer.md), customers!\n"},
               {"config/d.yaml", "customer_limits:\n  amount: $500\nhosts: [a, b]\n"}});
}

Adaptation adapted(const FileTree& files, std::vector<text::WordMapping> words) {
  const auto package = read_package(files, "support");
  EXPECT_TRUE(package) << package.error().message;
  auto adaptation = adapt(*package, {.name = "sales", .words = std::move(words), .author = "Ada"});
  EXPECT_TRUE(adaptation) << adaptation.error().message;
  return *std::move(adaptation);
}

std::string text_of(const Adaptation& adaptation, const std::string& path) {
  const auto file = adaptation.files.find(path);
  return file == adaptation.files.end() ? "(nothing)" : bytes_of(file->second);
}

TEST(Adaptation, ReplacesWordsInTextsNamesAndKeys) {
  const auto sales = adapted(support(), {{"customer", "lead"}});
  EXPECT_EQ(
      text_of(sales, "agents/handle-lead.md"),
      "# Handle a lead\n\nStop at {{ settings.lead_limits.amount }}.\nSee [it](handle-lead.md), leads!\n");
  EXPECT_EQ(text_of(sales, "config/d.yaml"),
            "# Fill these in. Beside each stands what it is in support.\n"
            "lead_limits:\n  amount:   # $500\nhosts:   # [\"a\",\"b\"]\n");
  EXPECT_THAT(text_of(sales, "package.yaml"), HasSubstr("name: sales\nversion: 0.1.0"));
}

TEST(Adaptation, IsAPackageWhoseBlanksAreNamed) {
  const auto sales = adapted(support(), {{"customer", "lead"}, {"parrot", "owl"}});
  const auto package = read_package(sales.files, "sales");
  ASSERT_TRUE(package) << package.error().message;
  std::vector<std::string> blanks;
  for (const auto& [place, what] : sales.blanks) blanks.push_back(place.path + ": " + what);
  EXPECT_THAT(blanks, ElementsAre("config/d.yaml: customer_limits.amount: $500 in support",
                                  "config/d.yaml: hosts: [\"a\",\"b\"] in support",
                                  HasSubstr("nothing says `parrot`"), HasSubstr("description")));
  EXPECT_EQ(sales.blanks.front().place.line, 3U);
}

TEST(Adaptation, TracesEachWordToItsPlace) {
  const auto sales = adapted(support(), {{"customer", "lead"}});
  EXPECT_THAT(sales.words,
              testing::Contains(AdaptedWord{{"agents/handle-lead.md", 4, 17}, "customer", "lead"}));
  for (const auto& [place, before, after] : sales.words) {
    if (place.line == 0 || place.path.starts_with("config/")) continue;
    std::string_view text = bytes_of(sales.files.at(place.path));
    for (std::uint32_t line = 1; line < place.line; ++line) text.remove_prefix(text.find('\n') + 1);
    EXPECT_TRUE(text.substr(place.column - 1).starts_with(after)) << place.path << ":" << place.line;
  }
}

TEST(Adaptation, RefusesTwoFilesOfOneName) {
  FileTree files = support();
  files["agents/handle-lead.md"].content = "# L\n";
  const auto package = read_package(files, "support");
  ASSERT_TRUE(package);
  EXPECT_EQ(adapt(*package, {.name = "sales", .words = {{"customer", "lead"}}, .author = ""}).error().code,
            "E-ADAPT");
}

}  // namespace
}  // namespace agentops::package
