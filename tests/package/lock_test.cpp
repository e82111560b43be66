#include "package/lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/hash.h"

namespace agentops::package {
namespace {

using testing::HasSubstr;

Lock sample() {
  return {.packages = {{.name = "core",
                        .version = {0, 1, 0, {}, ""},
                        .source = "packages/core",
                        .digest = text::sha256("core"),
                        .installed = "2025-01-27",
                        .target = "generic",
                        .requested = false,
                        .dependencies = {}},
                       {.name = "support",
                        .version = {1, 2, 0, {"rc", "1"}, ""},
                        .source = "/tmp/with: colon # and \"quotes\".tar.gz",
                        .digest = text::sha256("support"),
                        .installed = "2025-02-15",
                        .target = "claude",
                        .requested = true,
                        .dependencies = {{"core", "^0.1.0"}, {"other", "*"}}}},
          .files = {{"agents/a, b.md", text::sha256("a"), {"support"}},
                    {"agents/- odd.md", text::sha256("odd"), {"support"}},
                    {"patterns/p.md", text::sha256("p"), {"core", "support"}}}};
}

Lock sorted_sample() {
  Lock lock = sample();
  std::swap(lock.files[0], lock.files[1]);
  return lock;
}

TEST(Lock, IsReadAsItWasWritten) {
  const auto lock = read_lock(write_lock(sorted_sample()));
  ASSERT_TRUE(lock) << lock.error().message << write_lock(sorted_sample());
  EXPECT_EQ(*lock, sorted_sample());
  EXPECT_EQ(*read_lock(""), Lock{});
  EXPECT_EQ(*read_lock(write_lock({})), Lock{});
}

TEST(Lock, HasOneFactALine) {
  const std::string yaml = write_lock({.packages = {sample().packages[0]}, .files = {sample().files[2]}});
  EXPECT_EQ(
      yaml,
      "# agentops.lock: what is installed, and every file that agentops put here. Commit it; do not edit it.\n"
      "format: 1\n"
      "packages:\n"
      "  core:\n"
      "    version: 0.1.0\n"
      "    source: packages/core\n"
      "    digest: sha256:" +
          text::hex(text::sha256("core")) +
          "\n"
          "    installed: 2025-01-27\n"
          "    target: generic\n"
          "    requested: false\n"
          "files:\n"
          "  patterns/p.md: sha256:" +
          text::hex(text::sha256("p")) +
          " core support\n"
          "# end\n");
}

TEST(Lock, FindsByName) {
  const Lock lock = sorted_sample();
  EXPECT_EQ(find_package(lock, "support")->installed, "2025-02-15");
  EXPECT_EQ(find_package(lock, "nobody"), nullptr);
  EXPECT_EQ(find_file(lock, "patterns/p.md")->owners.size(), 2U);
  EXPECT_EQ(find_file(lock, "patterns/q.md"), nullptr);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Lock, IsRefusedWithItsLine) {
  const std::string good = write_lock(sorted_sample());
  struct {
    std::string bytes;
    std::uint32_t line;
    std::string words;
  } const cases[] = {
      {"name: x\n", 1, "not one that agentops writes"},
      {replaced(good, "format: 1", "format: 2"), 2, "another version"},
      {replaced(good, "    version: 0.1.0", "    version: 0.1"), 5, "`version`"},
      {replaced(good, "digest: sha256:", "digest: md5:"), 7, "`digest`"},
      {replaced(good, "installed: 2025-01-27", "installed: 27.1.2025"), 8, "`installed`"},
      {replaced(good, "requested: false", "requested: no"), 10, "`requested`"},
      {replaced(good, "  core:\n", "  ../core:\n"), 4, "package's name"},
      {replaced(good, "  core:\n", "<<<<<<< ours\n  core:\n"), 4, "merge conflict"},
      {replaced(good, "patterns/p.md", "../../p.md"), 1, "outside"},
      {replaced(good, "patterns/p.md", "/etc/passwd"), 1, "outside"},
      {replaced(good, " core support", " core"), 0, ""},
      {replaced(good, " core support", " support core"), 1, "owners"},
      {replaced(good, " core support", " core nobody"), 1, "not installed"},
      {replaced(good, " core support", ""), 24, "no file"},
      {replaced(good, "# end\n", ""), 25, "ends too early"},
      {replaced(good, "# end\n", "# end\nmore\n"), 26, "after the end"},
      {replaced(good, "# end\n", "# end"), 25, "not as agentops writes"},
      {replaced(good, "    target: generic\n", "    target:  generic\n"), 9, "`target`"},
      {good.substr(0, good.size() / 2), 0, ""},
      {replaced(good, "\n", "\r\n"), 1, ""},
  };
  for (const auto& [bytes, line, words] : cases) {
    const auto lock = read_lock(bytes);
    if (lock && words.empty() && line == 0) continue;
    ASSERT_FALSE(lock) << bytes;
    EXPECT_EQ(lock.error().code, "E-LOCK");
    if (line != 0) {
      EXPECT_EQ(lock.error().where.line, line) << lock.error().message;
    }
    EXPECT_THAT(lock.error().message, HasSubstr(words));
  }
}

TEST(Lock, IsNeverReadShortened) {
  const std::string good = write_lock(sorted_sample());
  for (std::size_t size = 1; size < good.size(); ++size)
    EXPECT_FALSE(read_lock(std::string_view(good).substr(0, size))) << size;
}

}  // namespace
}  // namespace agentops::package
