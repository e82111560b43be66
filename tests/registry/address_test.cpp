#include "registry/address.h"

#include <vector>

#include <gtest/gtest.h>

namespace agentops::registry {
namespace {

TEST(Address, IsTakenApart) {
  const std::vector<std::pair<std::string_view, Address>> table = {
      {"https://Registry.Example/agents/", {"https", "registry.example", "", "/agents"}},
      {"http://127.0.0.1:8080", {"http", "127.0.0.1", "8080", ""}},
      {"oci://registry.example:5000/a/b", {"oci", "registry.example", "5000", "/a/b"}},
      {"oci://[::1]:5000/a", {"oci", "[::1]", "5000", "/a"}},
  };
  for (const auto& [url, address] : table) {
    const auto read = read_address(url);
    ASSERT_TRUE(read) << url << ": " << read.error().message;
    EXPECT_EQ(*read, address) << url;
  }
}

TEST(VariablePart, TellsServersApart) {
  const std::vector<std::pair<std::string_view, std::string_view>> table = {
      {"https://registry.example/agents", "REGISTRY_EXAMPLE"},
      {"oci://My-Registry.example:5000/a", "MY__REGISTRY_EXAMPLE___5000"},
      {"https://my.registry.example", "MY_REGISTRY_EXAMPLE"},
      {"http://127.0.0.1:8080", "127_0_0_1___8080"},
  };
  for (const auto& [url, part] : table) EXPECT_EQ(variable_part(*read_address(url)), part) << url;
}

TEST(Address, IsRefusedWhenItIsNoneOrHoldsWhatOthersMayNotRead) {
  for (const std::string_view url :
       {"", "team", "/srv/agents", "ftp://registry.example/", "https://",
        "https://robot:secret@registry.example/", "https://robot@registry.example/",
        "https://registry.example/?token=secret", "https://registry.example/#a",
        "https://registry.example/a b", "oci://registry.example/a\x1b[0m"}) {
    const auto read = read_address(url);
    ASSERT_FALSE(read) << url;
    EXPECT_EQ(read.error().code, "E-ADDRESS");
    EXPECT_FALSE(read.error().message.contains("secret")) << read.error().message;
  }
}

TEST(Address, HasAnOriginWithItsPort) {
  EXPECT_EQ(origin_of("https://registry.example/a?b"), "https://registry.example:443");
  EXPECT_EQ(origin_of("http://Registry.Example:8080/a"), "http://registry.example:8080");
  EXPECT_EQ(origin_of("file:///etc/passwd"), "");
  EXPECT_EQ(origin_of(""), "");
}

TEST(Address, IsResolvedAgainstWhereItWasNamed) {
  EXPECT_EQ(resolved("https://registry.example/v2/a", "/v2/b?c=d"), "https://registry.example/v2/b?c=d");
  EXPECT_EQ(resolved("https://registry.example/v2/a", "https://mirror.example/b"),
            "https://mirror.example/b");
  EXPECT_EQ(resolved("https://registry.example/a", "file:///etc/passwd"), std::nullopt);
  EXPECT_EQ(resolved("https://registry.example/a", "gopher://registry.example/"), std::nullopt);
  EXPECT_EQ(resolved("https://registry.example/a", ""), std::nullopt);
}

TEST(Address, IsOfThisMachineOnlyWhenItIsWrittenSo) {
  for (const std::string_view host : {"localhost", "127.0.0.1", "127.1.2.3", "[::1]"})
    EXPECT_TRUE(is_loopback(host)) << host;
  for (const std::string_view host :
       {"127.0.0.1.registry.example", "127.0.0", "localhost.example", "10.0.0.1", "[::2]", ""})
    EXPECT_FALSE(is_loopback(host)) << host;
}

}  // namespace
}  // namespace agentops::registry
