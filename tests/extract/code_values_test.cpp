#include "extract/code_values.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::extract {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> values_in(Language language, std::string_view code) {
  std::vector<std::string> values;
  for (const Span& span : code_values(language, code)) values.emplace_back(slice(code, span));
  return values;
}

TEST(CodeValues, AreWholeLiteralsWithoutTheirQuotes) {
  struct {
    Language language;
    std::string_view code;
  } const cases[] = {
      {Language::Shell, "curl -s \"ops.internal\"\n"},  {Language::Shell, "curl ops.internal --retry 3\n"},
      {Language::Shell, "curl 'ops.internal'\n"},       {Language::Python, "connect(\"ops.internal\")\n"},
      {Language::Json, "{\"host\": \"ops.internal\"}"}, {Language::Yaml, "host: ops.internal\n"},
      {Language::Yaml, "host: \"ops.internal\"\n"},     {Language::JavaScript, "connect('ops.internal');"},
      {Language::Go, "var host = \"ops.internal\"\n"},  {Language::Toml, "host = \"ops.internal\"\n"}};
  for (const auto& [language, code] : cases)
    EXPECT_THAT(values_in(language, code), Contains("ops.internal")) << code;
}

TEST(CodeValues, AreNoPartsOfLiterals) {
  struct {
    Language language;
    std::string_view code;
  } const cases[] = {{Language::Shell, "curl https://ops.internal/x\n"},
                     {Language::Shell, "curl \"$A/ops.internal\"\n"},
                     {Language::Shell, "# ops.internal\n"},
                     {Language::Python, "f\"{x}ops.internal\"\n"},
                     {Language::Other, "ops.internal"}};
  for (const auto& [language, code] : cases)
    EXPECT_THAT(values_in(language, code), Not(Contains("ops.internal"))) << code;
}

TEST(CodeValues, AreNotTheNamesOfCommands) { EXPECT_THAT(values_in(Language::Shell, "deploy\n"), IsEmpty()); }

}  // namespace
}  // namespace agentops::extract
