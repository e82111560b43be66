#include "package/layout.h"

#include <algorithm>
#include <cassert>
#include <set>

#include <fmt/format.h>

#include "models/manifest.h"
#include "package/ustar.h"

namespace agentops::package {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  std::string_view what;
};

/// What a native program begins with.
constexpr std::array programs = std::to_array<Magic>({
    {"\x7f"
     "ELF"sv,
     "Linux"sv},
    {"MZ\x90\0"sv, "Windows"sv},
    {"\xfe\xed\xfa\xce"sv, "macOS"sv},
    {"\xfe\xed\xfa\xcf"sv, "macOS"sv},
    {"\xce\xfa\xed\xfe"sv, "macOS"sv},
    {"\xcf\xfa\xed\xfe"sv, "macOS"sv},
    {"\xca\xfe\xba\xbe"sv, "macOS or Java"sv},
    {"\0asm"sv, "WebAssembly"sv},
});

/// What an archive begins with.
constexpr std::array archives = std::to_array<Magic>({
    {"PK\x03\x04"sv, "ZIP"sv},
    {"\x1f\x8b"sv, "gzip"sv},
    {"\xfd"
     "7zXZ\0"sv,
     "xz"sv},
    {"\x28\xb5\x2f\xfd"sv, "zstd"sv},
    {"BZh"sv, "bzip2"sv},
    {"7z\xbc\xaf\x27\x1c"sv, "7z"sv},
    {"Rar!\x1a\x07"sv, "RAR"sv},
});
constexpr std::size_t tar_magic_at = 257;

/// Documents that happen to be ZIP files.
constexpr std::array zipped_documents = std::to_array<std::string_view>(
    {".docx", ".dotx", ".epub", ".odp", ".ods", ".odt", ".potx", ".pptx", ".xlsx", ".xltx"});

template <std::size_t N>
const Magic* magic_of(std::string_view bytes, const std::array<Magic, N>& table) {
  const auto found =
      std::ranges::find_if(table, [&](const Magic& magic) { return bytes.starts_with(magic.bytes); });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

std::optional<std::string> check_content(std::string_view path, std::string_view bytes) {
  if (const Magic* program = magic_of(bytes, programs))
    return fmt::format("a native program ({}); packages hold text", program->what);
  const bool is_document =
      std::ranges::any_of(zipped_documents, [&](std::string_view suffix) { return path.ends_with(suffix); });
  if (const Magic* archive = magic_of(bytes, archives); archive != nullptr && !is_document)
    return fmt::format("an archive inside the package ({}), whose files cannot be checked", archive->what);
  if (bytes.size() > tar_magic_at && bytes.substr(tar_magic_at).starts_with("ustar"))
    return "an archive inside the package (tar), whose files cannot be checked";
  return std::nullopt;
}

bool is_item_folder(std::string_view folder) {
  return std::ranges::find(item_lists, folder, &ItemList::key) != item_lists.end();
}

std::string_view code_of(PathFault fault) {
  switch (fault) {
    case PathFault::Path:
      return "PATH";
    case PathFault::Limit:
      return "LIMIT";
    case PathFault::Name:
      return "NAME";
    case PathFault::Reserved:
      return "RESERVED";
  }
  return "PATH";
}

std::optional<TreeRefusal> check_tree(const FileTree& files, const Limits& limits) {
  const auto refuse = [](std::string_view code, std::string path, std::string why) {
    return TreeRefusal{.code = code, .path = std::move(path), .why = std::move(why)};
  };
  if (files.size() > limits.files)
    return refuse("LIMIT", "", fmt::format("more than {} files", limits.files));
  std::set<std::string> keys;
  std::uint64_t total = 2 * tar_block;
  for (const auto& [path, file] : files) {
    if (auto refusal = check_path(path))
      return refuse(code_of(refusal->fault), path, std::move(refusal->why));
    const std::string& bytes = bytes_of(file);
    if (auto why = check_content(path, bytes)) return refuse("CONTENT", path, std::move(*why));
    if (bytes.size() > limits.file_bytes)
      return refuse("LIMIT", path, fmt::format("{} bytes, at most {}", bytes.size(), limits.file_bytes));
    if (!keys.insert(collision_key(path)).second)
      return refuse("DUP", path, "another file has the same name on some systems");
    total += 2 * tar_block + bytes.size();
  }
  if (total > limits.tree_bytes)
    return refuse("LIMIT", "", fmt::format("more than {} MiB in all", limits.tree_bytes >> 20));
  return std::nullopt;
}

FileTree package_files(const FileTree& folder) {
  FileTree files;
  for (const auto& [path, file] : folder)
    if (!path.starts_with(".draft/")) files.emplace(path, file);
  return files;
}

const std::string& bytes_of(const TreeFile& file) {
  const auto* bytes = std::get_if<std::string>(&file.content);
  assert(bytes != nullptr && "contents are read before a package is handled");
  return *bytes;
}

}  // namespace agentops::package
