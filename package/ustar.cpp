#include "package/ustar.h"

#include <array>
#include <cassert>
#include <cstdint>

#include <fmt/format.h>

#include "package/layout.h"

namespace agentops::package {
namespace {

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_prefix = 155;
constexpr std::size_t checksum_at = 148;

/// Where `path` is cut so that the prefix is as short as it can be; 0 when all of it is the name, nothing
/// when it fits nowhere.
std::optional<std::size_t> cut_of(std::string_view path) {
  if (path.size() <= longest_name) return 0;
  const auto slash = path.find('/', path.size() - longest_name - 1);
  if (slash == std::string_view::npos || slash == 0 || slash > longest_prefix) return std::nullopt;
  return slash;
}

/// Fills a field with text; the block is zero before.
void put(std::string& block, std::size_t at, std::string_view text) { block.replace(at, text.size(), text); }

/// The header of one file, as POSIX.1-2017 "ustar Interchange Format" lays it out.
std::string header_of(std::string_view path, std::uint64_t size, bool executable) {
  std::string block(tar_block, '\0');
  const auto cut = cut_of(path);
  assert(cut && "check_path refuses what does not fit");
  put(block, 0, *cut == 0 ? path : path.substr(*cut + 1));
  put(block, 100, executable ? "0000755" : "0000644");
  put(block, 108, "0000000");                     // user
  put(block, 116, "0000000");                     // group
  put(block, 124, fmt::format("{:011o}", size));  // bytes
  put(block, 136, "00000000000");                 // time
  put(block, checksum_at, "        ");            // counted as spaces
  put(block, 156, "0");                           // a regular file
  put(block, 257, std::string_view("ustar\00000", 8));
  put(block, 329, "0000000");  // device, major
  put(block, 337, "0000000");  // device, minor
  put(block, 345, path.substr(0, *cut));
  std::uint32_t sum = 0;
  for (const char c : block) sum += static_cast<unsigned char>(c);
  put(block, checksum_at, fmt::format("{:06o}", sum));
  block[checksum_at + 6] = '\0';
  return block;
}

}  // namespace

bool fits_ustar(std::string_view path) { return cut_of(path).has_value(); }

std::string write_ustar(const FileTree& files) {
  std::string tar;
  for (const auto& [path, file] : files) {
    const std::string& bytes = bytes_of(file);
    tar += header_of(path, bytes.size(), file.executable);
    tar += bytes;
    tar.append((tar_block - bytes.size() % tar_block) % tar_block, '\0');
  }
  return tar.append(2 * tar_block, '\0');
}

}  // namespace agentops::package
