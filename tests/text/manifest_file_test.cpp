#include "text/manifest_file.h"

#include <gtest/gtest.h>

// That a manifest is read as it was written is a test of its reader: tests/package/manifest_test.cpp.

namespace agentops::text {
namespace {

TEST(ManifestFile, HoldsOnlyWhatIsUsedInOneOrder) {
  const Manifest manifest{.name = "core",
                          .version = {0, 1, 0, {}, ""},
                          .description = "Says: \"hello\"",
                          .author = {},
                          .license = "MIT",
                          .dependencies = {{"a", "*"}, {"b", "^1.0.0"}},
                          .agents = {},
                          .workflows = {"workflows/w.md"},
                          .patterns = {},
                          .skills = {},
                          .rules = {},
                          .config = {{"defaults", "config/a.yaml"}},
                          .documentation = {},
                          .category = "meta",
                          .keywords = {},
                          .homepage = {},
                          .repository = {}};
  EXPECT_EQ(write_manifest(manifest),
            "name: core\n"
            "version: 0.1.0\n"
            "description: \"Says: \\\"hello\\\"\"\n"
            "license: MIT\n"
            "category: meta\n"
            "\n"
            "dependencies:\n"
            "  - a\n"
            "  - b@^1.0.0\n"
            "\n"
            "workflows:\n"
            "  - workflows/w.md\n"
            "\n"
            "config:\n"
            "  defaults: config/a.yaml\n");
}

TEST(ManifestFile, CarriesCommentsAtTheEndsOfLines) {
  Manifest manifest;
  manifest.name = "core";
  manifest.version = {0, 1, 0, {}, ""};
  manifest.author = "Platform Team";
  manifest.license = "TODO";
  manifest.dependencies = {{"base", "^0.1.0"}};
  manifest.agents = {"agents/a-name-that-is-longer-than-the-column-is.md"};
  const ManifestComments comments = {{"author", "from git"},
                                     {"license", "a blank:\nchoose one"},
                                     {"dependencies:base", "two patterns"},
                                     {"agents:agents/a-name-that-is-longer-than-the-column-is.md", "one"}};
  EXPECT_EQ(write_manifest(manifest, comments),
            "name: core\n"
            "version: 0.1.0\n"
            "author: Platform Team           # from git\n"
            "license: TODO                   # a blank: choose one\n"
            "\n"
            "dependencies:\n"
            "  - base@^0.1.0                 # two patterns\n"
            "\n"
            "agents:\n"
            "  - agents/a-name-that-is-longer-than-the-column-is.md # one\n");
}

}  // namespace
}  // namespace agentops::text
