#include "text/yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::text {
namespace {

using testing::HasSubstr;

Value read(std::string_view bytes) {
  const auto value = read_yaml(bytes, "package.yaml");
  EXPECT_TRUE(value) << bytes << ": " << (value ? "" : value.error().message);
  return value.value_or(Value());
}

TEST(ReadYaml, GivesMapsInWrittenOrder) {
  const Value expected = Map{{"name", "a"}, {"b", List{1, "two"}}, {"a", Map{{"deep", true}}}};
  EXPECT_EQ(read("name: a\nb: [1, two]\na:\n  deep: true\n"), expected);
  EXPECT_EQ(read("name: a\r\nb:\r\n- 1\r\n- two\r\na: {deep: true}\r\n"), expected);
  EXPECT_EQ(read("\xef\xbb\xbf--- # ours\n\"name\": 'a'\nb: [1, two]\na: {deep: true}\n"), expected);
}

TEST(ReadYaml, SaysOnWhichLineEachValueStands) {
  const Value value = read("a: 1\nb:\n  - x\n  - y\n");
  EXPECT_EQ(value.find("a")->line, 1U);
  EXPECT_EQ(value.find("b")->line, 3U);
  EXPECT_EQ(value.find("b")->list()->back().line, 4U);
}

TEST(ReadYaml, FollowsTheCoreSchema) {
  struct {
    std::string_view yaml;
    Value value;
  } const cases[] = {
      {"", Value()},
      {"# only a comment\n", Value()},
      {"~", Value()},
      {"null", Value()},
      {"true", true},
      {"FALSE", false},
      {"no", "no"},
      {"off", "off"},
      {"12", 12},
      {"-12", -12},
      {"+12", 12},
      {"0x1F", 31},
      {"0o17", 15},
      {"1.5", 1.5},
      {"-.5e1", -5.0},
      {"1.", 1.0},
      {"1e3", 1000.0},
      {"1.10.0", "1.10.0"},
      {"1e", "1e"},
      {".", "."},
      {"2026-10-02", "2026-10-02"},
      {"$500", "$500"},
      {"'12'", "12"},
      {"'it''s'", "it's"},
      {"\"\\\"\"", "\""},
      {"\"tab\\t\\u00e9\"", "tab\té"},
      {"|\n  two\n  lines\n", "two\nlines\n"},
      {">-\n  one\n  line\n", "one line"},
  };
  for (const auto& [yaml, value] : cases)
    EXPECT_EQ(read("key: " + std::string(yaml) + "\n").find("key")->data, value.data) << yaml;
}

struct Refused {
  std::string_view name, yaml, code;
  std::uint32_t line, column;
  std::string_view message;
};

TEST(ReadYaml, RefusesWhatReadersUnderstandDifferently) {
  const Refused cases[] = {
      {"anchor", "a: 1\nb: &x 2\n", "E-YAML", 2, 4, "anchors (&x)"},
      {"alias", "a: *x\n", "E-YAML", 1, 4, "aliases"},
      {"self-reference", "a: &a [*a]\n", "E-YAML", 1, 4, "anchors"},
      {"tag", "a: !!python/object x\n", "E-YAML", 1, 4, "tags"},
      {"tag of a list", "a: !mine [x]\n", "E-YAML", 1, 4, "tags"},
      {"merge key", "a:\n  <<: {b: 1}\n", "E-YAML", 2, 3, "merge keys"},
      {"key twice", "name: a\n\"name\": b\n", "E-YAML", 2, 1, "\"name\" is given twice (first on line 1)"},
      {"nested key twice", "a:\n  b: 1\n  b: 2\n", "E-YAML", 3, 3, "given twice (first on line 2)"},
      {"two documents", "a: 1\n---\nb: 2\n", "E-YAML", 2, 1, "a second document"},
      {"number as key", "1: a\n", "E-YAML", 1, 1, "a key must be text"},
      {"null as key", "~: a\n", "E-YAML", 1, 1, "a key must be text"},
      {"list as key", "? [a]\n: b\n", "E-YAML", 1, 3, "a key must be text"},
      {"number over 64 bits", "a: 9223372036854775808\n", "E-YAML", 1, 4, "does not fit"},
      {"infinity", "a: .inf\n", "E-YAML", 1, 4, "does not fit"},
      {"escape sequence", "a: 1\nb: x\x1b[2J\n", "E-YAML", 2, 5, "\\x1b"},
      {"escaped escape sequence", "a: \"\\e[2J\"\n", "E-YAML", 1, 4, "\\x1b"},
      {"carriage return alone", "a: 1\rb: 2\n", "E-YAML", 1, 5, "\\r"},
      {"next line", "a: b\xc2\x85\n", "E-YAML", 1, 5, "\\u{85}"},
      {"tab as indent", "a:\n\tb: 1\n", "E-YAML-SYNTAX", 2, 3, "illegal"},
      {"open quote", "é: x\nb: \"b\\\"\n", "E-YAML-SYNTAX", 2, 4, "not closed"},
      {"open single quote", "a: 'it''s\n", "E-YAML-SYNTAX", 1, 4, "not closed"},
      {"open bracket", "a: [b\nc: d\n", "E-YAML-SYNTAX", 2, 2, "end of sequence"},
      {"not UTF-8", "a: \xff\n", "E-ENCODING", 0, 0, "not UTF-8"},
      {"UTF-16", std::string_view("a\0:\0 \0b\0", 8), "E-ENCODING", 0, 0, "not UTF-8"},
  };
  for (const auto& [name, yaml, code, line, column, message] : cases) {
    const auto value = read_yaml(yaml, "package.yaml");
    ASSERT_FALSE(value) << name;
    EXPECT_EQ(value.error().kind, ErrorKind::Invalid) << name;
    EXPECT_EQ(value.error().code, code) << name;
    EXPECT_EQ(value.error().where, (Place{.path = "package.yaml", .line = line, .column = column})) << name;
    EXPECT_THAT(value.error().message, HasSubstr(message)) << name;
    EXPECT_FALSE(value.error().hint.empty()) << name;
  }
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']') + '\n'; }

std::string list_of(std::size_t elements) {
  std::string yaml;
  for (std::size_t i = 0; i < elements; ++i) yaml += "- a\n";
  return yaml;
}

std::string of_size(std::size_t bytes) { return "a: " + std::string(bytes - 4, 'x') + '\n'; }

TEST(ReadYaml, TakesFilesAtTheLimitsAndNoLarger) {
  struct {
    std::string within, beyond;
  } const cases[] = {
      {nested(64), nested(65)},
      {list_of(9'999), list_of(10'000)},  // the list is a node too
      {of_size(256 * 1024), of_size(256 * 1024 + 1)},
  };
  for (const auto& [within, beyond] : cases) {
    EXPECT_TRUE(read_yaml(within, "a.yaml"));
    const auto refused = read_yaml(beyond, "a.yaml");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "E-YAML-LIMIT");
  }
}

TEST(ReadYaml, EndsSoonOnWhateverFillsAFile) {
  for (const std::string_view unit : {"[", "{", "- ", "? ", ": ", "a: ", "&a ", "*a ", "!a ", "\"",
                                      "[a: ", "[? ", "---\n", "a,", "|\n", "-\n"}) {
    std::string yaml;
    while (yaml.size() < 200'000) yaml += unit;
    const auto value = read_yaml(yaml, "a.yaml");
    EXPECT_TRUE(value || value.error().kind == ErrorKind::Invalid);
    EXPECT_EQ(value.has_value(), unit == "a,") << unit;
  }
}

TEST(PlainScalar, HoldsNoNumberThatDoesNotFit) {
  EXPECT_EQ(plain_scalar("9223372036854775807"), Value(std::int64_t{9223372036854775807}));
  for (const std::string_view text :
       {"9223372036854775808", "1e999", ".inf", "-.INF", ".nan", "0xfffffffffffffffff"})
    EXPECT_FALSE(plain_scalar(text)) << text;
}

TEST(YamlScalar, StaysPlainWhereThatIsSure) {
  struct {
    std::string_view text, yaml;
  } const cases[] = {
      {"ship it", "ship it"},
      {"docs/a-b_c.md", "docs/a-b_c.md"},
      {"naïve", "naïve"},
      {"", "\"\""},
      {"12", "\"12\""},
      {"1.10", "\"1.10\""},
      {"true", "\"true\""},
      {"No", "\"No\""},
      {"null", "\"null\""},
      {"2026-10-02", "\"2026-10-02\""},
      {"a: b", "\"a: b\""},
      {"a #b", "\"a #b\""},
      {"- a", "\"- a\""},
      {"*a", "\"*a\""},
      {"a, b", "\"a, b\""},
      {" a", "\" a\""},
      {"a ", "\"a \""},
      {"say \"x\\y\"", "\"say \\\"x\\\\y\\\"\""},
      {"two\nlines\t", "\"two\\nlines\\t\""},
      {"\u202e", "\"\\U0000202e\""},
      {"bad\xff", "\"bad\ufffd\""},
  };
  for (const auto& [text, yaml] : cases) EXPECT_EQ(yaml_scalar(text), yaml);
}

TEST(YamlScalar, ReadsBackAsTheSameText) {
  std::vector<std::string> texts = {"",    "~", "yes",     "0x1",    "1e3", "a: b", "'",   "\"", "\\",  "[a]",
                                    "{a}", "#", "\n\n",    "%a",     "@b",  "`c`",  "?",   "-",  "---", "...",
                                    "<<",  "=", "é\u202e", "\ufeff", "a:",  ":a",   "! a", "| a"};
  for (char c = ' '; c < 0x7f; ++c)
    for (const std::string_view around : {"", "a", " ", ":"}) {
      texts.push_back(c + std::string(around));
      texts.push_back(std::string(around) + c);
      texts.push_back("a" + std::string(around) + c + std::string(around) + "a");
    }
  for (const std::string& text : texts) {
    const std::string scalar = yaml_scalar(text);
    EXPECT_EQ(read("key: " + scalar + "\n"), Value(Map{{"key", text}})) << scalar;
    EXPECT_EQ(read("[" + scalar + ", " + scalar + "]\n"), Value(List{text, text})) << scalar;
    EXPECT_EQ(read("- " + scalar + "\n"), Value(List{text})) << scalar;
  }
}

}  // namespace
}  // namespace agentops::text
