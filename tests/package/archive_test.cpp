#include "package/archive.h"

#include <cstdint>
#include <functional>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "package/digest.h"
#include "package/ustar.h"
#include "tests/package/trees.h"
#include "text/hash.h"

namespace agentops::package {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

constexpr int gzip_window = 15 + 16;

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, bytes.size()) + 64, '\0');
  std::string input(bytes);
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

/// What a hostile writer may set in a header.
struct Member {
  std::string name = "a.md";
  char type = '0';
  std::string data = {};
  std::string mode = "0000644";
  std::string size = {};  ///< as written; empty: that of the data
  std::string prefix = {};
  std::string user = "0000000";
};

void put(std::string& block, std::size_t at, std::string_view text) { block.replace(at, text.size(), text); }

void sign(std::string& block) {
  put(block, 148, "        ");
  unsigned sum = 0;
  for (const char c : block) sum += static_cast<unsigned char>(c);
  put(block, 148, fmt::format("{:06o}", sum));
  block[154] = '\0';
}

std::string entry(const Member& member) {
  std::string block(512, '\0');
  put(block, 0, member.name);
  put(block, 100, member.mode);
  put(block, 108, member.user);
  put(block, 116, "0000000");
  put(block, 124, member.size.empty() ? fmt::format("{:011o}", member.data.size()) : member.size);
  put(block, 136, "00000000000");
  block[156] = member.type;
  put(block, 257, "ustar\00000"s);
  put(block, 329, "0000000");
  put(block, 337, "0000000");
  put(block, 345, member.prefix);
  sign(block);
  return block + member.data + std::string((512 - member.data.size() % 512) % 512, '\0');
}

const std::string end(1024, '\0');
const std::string manifest = entry({.name = "package.yaml", .data = "name: core\nversion: 0.1.0\n"});

std::string pax(const std::string& key, const std::string& value) {
  for (std::size_t length = 1;; ++length) {
    std::string record = fmt::format("{} {}={}\n", length, key, value);
    if (record.size() == length) return record;
  }
}

std::string code(const std::string& archive, const Limits& limits = {}) {
  const auto package = unpack(archive, "x.tar.gz", limits);
  if (package) return "taken";
  EXPECT_EQ(package.error().kind, ErrorKind::Unsafe);
  EXPECT_THAT(package.error().message, HasSubstr("x.tar.gz"));
  return package.error().code;
}

FileTree two_files() {
  FileTree files =
      tree({{"package.yaml", "name: core\nversion: 0.1.0\n"}, {"skills/a/run.sh", "#!/bin/sh\n"}});
  files.at("skills/a/run.sh").executable = true;
  return files;
}

TEST(Pack, IsUndoneByUnpack) {
  const std::string long_path = std::string(120, 'f') + "/" + std::string(90, 'n');
  FileTree files = two_files();
  files.emplace("empty", TreeFile{.content = ""});
  files.emplace("block", TreeFile{.content = std::string(512, 'x')});
  files.emplace("more", TreeFile{.content = std::string(513, 'x')});
  files.emplace("big", TreeFile{.content = std::string(300'000, 'y')});
  files.emplace("docs/Überblick.md", TreeFile{.content = "ü"});
  files.emplace(long_path, TreeFile{.content = "deep"});
  const auto packed = pack(files);
  ASSERT_TRUE(packed) << packed.error().message;
  const auto unpacked = unpack(*packed, "x.tar.gz");
  ASSERT_TRUE(unpacked) << unpacked.error().message;
  EXPECT_EQ(unpacked->files, files);
}

TEST(Pack, GivesTheSameBytesAndLeavesTheDraftOut) {
  FileTree with_draft = two_files();
  with_draft.emplace(".draft/base/a.md", TreeFile{.content = "x"});
  EXPECT_EQ(*pack(with_draft), *pack(two_files()));
  EXPECT_EQ(pack(two_files())->substr(0, 10), "\x1f\x8b\x08\0\0\0\0\0\x02\xff"s);
}

// The one tar of these files, for all time: its digest stands in lock files.
TEST(TreeDigest, NeverChanges) {
  EXPECT_EQ(text::hex(tree_digest(two_files())),
            "d6ef2a2c82b096bf4fd637e7cb36a008a42d9d24aff4e792798212c3a119d490");
  FileTree other = two_files();
  other.at("skills/a/run.sh").executable = false;
  EXPECT_NE(tree_digest(other), tree_digest(two_files()));
}

TEST(Pack, NamesTheFileThatNoPackageMayHold) {
  struct {
    std::string path, bytes, code;
  } const cases[] = {
      {".git/config", "", "E-BUILD-RESERVED"},
      {"docs/a:b", "", "E-BUILD-NAME"},
      {"../a", "", "E-BUILD-PATH"},
      {"skills/a/run.ſh", "", "E-BUILD-DUP"},
      {"x.gz", "\x1f\x8b", "E-BUILD-CONTENT"},
  };
  for (const auto& [path, bytes, expected] : cases) {
    FileTree files = two_files();
    files.emplace(path, TreeFile{.content = bytes});
    const auto packed = pack(files);
    ASSERT_FALSE(packed) << path;
    EXPECT_EQ(packed.error().code, expected);
    EXPECT_EQ(packed.error().kind, ErrorKind::Invalid);
    EXPECT_EQ(packed.error().where.path, path);
  }
}

TEST(Unpack, TakesTheCanonicalTarFromAnyGzip) {
  EXPECT_EQ(code(gzipped(manifest + end)), "taken");
  EXPECT_EQ(code(gzipped(write_ustar(two_files()))), "taken");
}

TEST(Unpack, RefusesMembersThatNoPackageHas) {
  struct {
    std::string_view what;
    std::string members;
    std::string code;
  } const cases[] = {
      {"parent", entry({.name = "../a.md"}), "E-ARCHIVE-PATH"},
      {"absolute", entry({.name = "/tmp/a.md"}), "E-ARCHIVE-PATH"},
      {"prefix", entry({.name = "a.md", .prefix = "../x"}), "E-ARCHIVE-PATH"},
      {"absolute prefix", entry({.name = "a.md", .prefix = "/tmp"}), "E-ARCHIVE-PATH"},
      {"empty name", entry({.name = ""}), "E-ARCHIVE-PATH"},
      {"folder that leaves", entry({.name = "../", .type = '5'}), "E-ARCHIVE-PATH"},
      {"control", entry({.name = "a\nb.md"}), "E-ARCHIVE-NAME"},
      {"reserved", entry({.name = ".git/config"}), "E-ARCHIVE-RESERVED"},
      {"symlink", entry({.type = '2'}), "E-ARCHIVE-TYPE"},
      {"hard link", entry({.type = '1'}), "E-ARCHIVE-TYPE"},
      {"device", entry({.type = '3'}), "E-ARCHIVE-TYPE"},
      {"fifo", entry({.type = '6'}), "E-ARCHIVE-TYPE"},
      {"contiguous", entry({.type = '7'}), "E-ARCHIVE-TYPE"},
      {"unknown", entry({.type = 'Z'}), "E-ARCHIVE-TYPE"},
      {"folder, then link", entry({.name = "d/", .type = '5'}) + entry({.name = "d", .type = '2'}),
       "E-ARCHIVE-TYPE"},
      {"folder", entry({.name = "docs/", .type = '5'}), "E-ARCHIVE-FORMAT"},
      {"old regular", entry({.type = '\0'}), "E-ARCHIVE-FORMAT"},
      {"setuid", entry({.mode = "0004755"}), "E-ARCHIVE-MODE"},
      {"mode 0777", entry({.mode = "0000777"}), "E-ARCHIVE-FORMAT"},
      {"mode no number", entry({.mode = "0000xyz"}), "E-ARCHIVE-FORMAT"},
      {"owner", entry({.user = "0001750"}), "E-ARCHIVE-FORMAT"},
      {"twice", entry({}) + entry({}), "E-ARCHIVE-DUP"},
      {"twice with a dot", entry({}) + entry({.name = "./a.md"}), "E-ARCHIVE-DUP"},
      {"dump of a folder", entry({.name = "d/", .type = 'D'}), "E-ARCHIVE-TYPE"},
      {"pax attribute of any bytes", entry({.type = 'x', .data = pax("SCHILY.xattr.a", "\0\1"s)}),
       "E-ARCHIVE-ATTR"},
      {"case", entry({.name = "A.md"}) + entry({.name = "a.md"}), "E-ARCHIVE-DUP"},
      {"file and folder", entry({.name = "a"}) + entry({.name = "a/b"}), "E-ARCHIVE-DUP"},
      {"folder and file", entry({.name = "a/b"}) + entry({.name = "a"}), "E-ARCHIVE-DUP"},
      {"not sorted", entry({.name = "z"}) + entry({.name = "b"}), "E-ARCHIVE-FORMAT"},
      {"large size", entry({.size = "77777777777"}), "E-ARCHIVE-LIMIT"},
      {"larger size", entry({.size = "\x80\0\0\0\x40\0\0\0\0\0\0\0"s}), "E-ARCHIVE-LIMIT"},
      {"negative size", entry({.size = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"}),
       "E-ARCHIVE-FORMAT"},
      {"size beyond the end", entry({.size = "00000010000"}), "E-ARCHIVE-FORMAT"},
      {"size no number", entry({.size = "0000000000x"}), "E-ARCHIVE-FORMAT"},
      {"program",
       entry({.data = "\x7f"
                      "ELF"}),
       "E-ARCHIVE-CONTENT"},
      {"pax", entry({.type = 'x', .data = pax("comment", "x")}) + entry({}), "E-ARCHIVE-FORMAT"},
      {"pax path", entry({.type = 'x', .data = pax("path", "../a")}) + entry({}), "E-ARCHIVE-PATH"},
      {"pax path twice", entry({.type = 'x', .data = pax("path", "a") + pax("path", "../a")}),
       "E-ARCHIVE-FORMAT"},
      {"pax long path", entry({.type = 'x', .data = pax("path", std::string(5000, 'a'))}), "E-ARCHIVE-LIMIT"},
      {"pax link", entry({.type = 'x', .data = pax("linkpath", "a")}), "E-ARCHIVE-TYPE"},
      {"pax attribute", entry({.type = 'x', .data = pax("SCHILY.xattr.user.a", "a")}), "E-ARCHIVE-ATTR"},
      {"pax NUL", entry({.type = 'x', .data = pax("path", "a\0b"s)}), "E-ARCHIVE-FORMAT"},
      {"pax length 0", entry({.type = 'x', .data = "0 a=b\n"}), "E-ARCHIVE-FORMAT"},
      {"pax huge length", entry({.type = 'x', .data = "99999999999999999999 a=b\n"}), "E-ARCHIVE-FORMAT"},
      {"pax no newline", entry({.type = 'x', .data = "7 a=bcd"}), "E-ARCHIVE-FORMAT"},
      {"pax global", entry({.type = 'g', .data = pax("size", "1")}), "E-ARCHIVE-FORMAT"},
      {"pax huge", entry({.type = 'x', .data = std::string(70'000, 'x')}), "E-ARCHIVE-LIMIT"},
      {"gnu name", entry({.type = 'L', .data = "../a\0"s}), "E-ARCHIVE-PATH"},
      {"gnu good name", entry({.type = 'L', .data = "a.md\0"s}), "E-ARCHIVE-FORMAT"},
      {"gnu huge name", entry({.type = 'L', .data = std::string(70'000, 'x')}), "E-ARCHIVE-LIMIT"},
      {"gnu link", entry({.type = 'K', .data = "a\0"s}), "E-ARCHIVE-TYPE"},
  };
  for (const auto& [what, members, expected] : cases)
    EXPECT_EQ(code(gzipped(members + manifest + end)), expected) << what;
}

TEST(Unpack, RefusesWhatStandsAroundTheMembers) {
  std::string wrong_sum = manifest;
  wrong_sum[0] = 'q';
  EXPECT_EQ(code(gzipped(wrong_sum + end)), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(gzipped(manifest)), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(gzipped(manifest + std::string(512, '\0'))), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(gzipped(manifest + std::string(512, '\0') + entry({}) + end)), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(gzipped(manifest + end + std::string(512, '\0'))), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(gzipped(manifest + end + entry({}))), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(gzipped(manifest + end + "x")), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(gzipped("")), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(gzipped(end)), "E-MANIFEST-MISSING");
  EXPECT_EQ(code(gzipped(entry({}) + end)), "E-MANIFEST-MISSING");
  EXPECT_EQ(code(gzipped(entry({.name = "sub/package.yaml"}) + end)), "E-MANIFEST-MISSING");
  EXPECT_EQ(
      code(gzipped(
          entry({.name = "package.yaml", .data = "name: ../a\nversion: 0.1.0\n", .user = "0001750"}) + end)),
      "E-MANIFEST");
}

TEST(Unpack, RefusesPaddingThatIsNotZero) {
  std::string members = manifest;
  members.back() = 'x';
  EXPECT_EQ(code(gzipped(members + end)), "E-ARCHIVE-FORMAT");
}

TEST(Unpack, SaysWhatTheFileIsInstead) {
  struct {
    std::string bytes, words;
  } const cases[] = {
      {"", "it is empty"},          {"PK\x03\x04", "ZIP"},        {"<!doctype html>", "HTML"},
      {"  {\"error\": 1}", "JSON"}, {"\x28\xb5\x2f\xfd", "zstd"}, {manifest + end, "tar without gzip"},
      {"\x1f\x8b", "no gzip"},
  };
  for (const auto& [bytes, words] : cases) {
    const auto package = unpack(bytes, "x.tar.gz");
    ASSERT_FALSE(package);
    EXPECT_EQ(package.error().code, "E-ARCHIVE-FORMAT");
    EXPECT_THAT(package.error().message, HasSubstr(words));
  }
}

TEST(Unpack, RefusesGzipThatIsNotOneWholeMember) {
  const std::string good = *pack(two_files());
  EXPECT_EQ(code(good + good), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(good + '\0'), "E-ARCHIVE-FORMAT");
  EXPECT_EQ(code(gzipped(good)), "E-ARCHIVE-FORMAT");
  for (std::size_t size = 3; size < good.size(); ++size)
    EXPECT_EQ(code(good.substr(0, size)), "E-ARCHIVE-FORMAT") << size << " of " << good.size();
}

// Whatever single bit is turned, the archive is refused, or it is the same tree in another wrapping.
TEST(Unpack, NeverTakesAnotherTreeForATurnedBit) {
  const std::string good = *pack(two_files());
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string bad = good;
    bad[bit / 8] = static_cast<char>(static_cast<unsigned char>(bad[bit / 8]) ^ (1U << bit % 8));
    const auto package = unpack(bad, "x.tar.gz");
    if (package) {
      EXPECT_EQ(package->files, two_files()) << "bit " << bit;
    }
  }
}

TEST(Unpack, NeverTakesATarWithATurnedByte) {
  const std::string good = write_ustar(two_files());
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(static_cast<unsigned char>(bad[at]) ^ 0x11U);
    const auto package = unpack(gzipped(bad), "x.tar.gz");
    // A changed letter of a file is another package, and a good one.
    if (package) {
      EXPECT_EQ(write_ustar(package->files), bad) << "byte " << at;
    }
  }
}

TEST(Unpack, StopsAtTheLimits) {
  const std::string good = *pack(two_files());
  const std::uint64_t size = write_ustar(two_files()).size();
  EXPECT_EQ(code(good, {.tree_bytes = size}), "taken");
  EXPECT_EQ(code(good, {.tree_bytes = size - 1}), "E-ARCHIVE-LIMIT");
  EXPECT_EQ(code(good, {.archive_bytes = good.size()}), "taken");
  EXPECT_EQ(code(good, {.archive_bytes = good.size() - 1}), "E-ARCHIVE-LIMIT");
  EXPECT_EQ(code(good, {.files = 2}), "taken");
  EXPECT_EQ(code(good, {.files = 1}), "E-ARCHIVE-LIMIT");
  EXPECT_EQ(code(good, {.file_bytes = 26}), "taken");
  EXPECT_EQ(code(good, {.file_bytes = 25}), "E-ARCHIVE-LIMIT");
  EXPECT_EQ(code(gzipped(std::string(3U << 20, '\0')), {.tree_bytes = 2U << 20}), "E-ARCHIVE-LIMIT");
}

TEST(ArchiveName, IsNameAndVersion) {
  Manifest named;
  named.name = "core";
  named.version = {1, 2, 0, {"rc", "1"}, ""};
  EXPECT_EQ(archive_name(named), "core-1.2.0-rc.1.tar.gz");
}

}  // namespace
}  // namespace agentops::package
