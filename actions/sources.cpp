// The bytes of scanned files, again.

#include <map>
#include <utility>

#include "actions/scan.h"
#include "extract/document.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

constexpr std::size_t source_limit = std::size_t{16} << 20;

}  // namespace

SourceReader source_reader(const Project& project, const Inventory& inventory) {
  std::map<std::string, Digest> digests;
  for (const FileEntry& file : inventory.files) digests.emplace(file.path, file.digest);
  return
      [&root = project.root(), digests = std::move(digests)](const std::string& path) -> Result<std::string> {
        auto bytes = root.read(path, source_limit);
        if (!bytes) return bytes;
        const auto expected = digests.find(path);
        if (expected != digests.end() && text::sha256(*bytes) == expected->second) return bytes;
        return fail({.kind = ErrorKind::Unreadable,
                     .code = "E-CHANGED",
                     .message = "the file has changed since it was scanned",
                     .hint = "run the command again",
                     .where = {.path = path}});
      };
}

Result<std::vector<Section>> outline_of(const Item& item, const SourceReader& read) {
  auto bytes = read(item.path);
  if (!bytes) return fail(bytes);
  for (Document& document :
       extract::read_documents({.path = item.path, .bytes = *std::move(bytes), .digest = {}}, {}))
    if (document.item.key == item.key) return std::move(document.sections);
  return std::vector<Section>{};
}

index::Home index_home(const Project& project) {
  return {.folder = project.state_folder() / "index", .secret = project.secret()};
}

}  // namespace agentops::actions
