#include "text/slug.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(Slug, JoinsLowerCaseWordsByDashes) {
  struct {
    std::string_view words, slug;
  } const cases[] = {
      {"Incident Response & SLOs!", "incident-response-slos"},
      {"  --Hello__World--  ", "hello-world"},
      {"Crème brûlée für Łódź", "creme-brulee-fur-lodz"},
      {"Straße, Æther, ﬁne", "strasse-aether-fine"},
      {"Don't / don’t", "dont-dont"},
      {"v1.2", "v1-2"},
      {"日本語", ""},
      {"../../etc/passwd", "etc-passwd"},
      {"\xff\xfe"
       "a",
       "a"},
      {"", ""},
  };
  for (const auto& [words, expected] : cases) EXPECT_EQ(slug(words), expected) << words;
}

TEST(Slug, IsCutAtAWordWherePossible) {
  EXPECT_EQ(slug("alpha beta gamma", 10), "alpha-beta");
  EXPECT_EQ(slug("alpha beta gamma", 12), "alpha-beta");
  EXPECT_EQ(slug("alpha beta gamma", 9), "alpha");
  EXPECT_EQ(slug("alphabet", 5), "alpha");
}

TEST(Slug, OfASlugIsItself) { EXPECT_EQ(slug(slug("Crème -- brûlée")), slug("Crème -- brûlée")); }

TEST(IsPackageName, TakesLowerCaseWordsAndDashes) {
  for (const std::string& name :
       {std::string("a"), std::string("customer-service"), std::string("0-9"), std::string(64, 'a')})
    EXPECT_TRUE(is_package_name(name)) << name;
  for (const std::string& name :
       {std::string(), std::string("-a"), std::string("a-"), std::string("A"), std::string("a_b"),
        std::string("a/b"), std::string(".."), std::string("a\n"), std::string(65, 'a')})
    EXPECT_FALSE(is_package_name(name)) << name;
}

}  // namespace
}  // namespace agentops::text
