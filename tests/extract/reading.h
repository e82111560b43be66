#pragma once

/// Small vocabulary for tests that read whole files: bytes in, Document or Inventory out.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/attachments.h"
#include "extract/document.h"
#include "extract/references.h"
#include "text/hash.h"

namespace agentops::extract {

inline std::vector<Document> read_all(std::string_view path, std::string_view bytes,
                                      FileContext context = {}) {
  return read_documents(
      {.path = std::string(path), .bytes = std::string(bytes), .digest = text::sha256(bytes)}, context);
}

inline Document read_one(std::string_view path, std::string_view bytes, FileContext context = {}) {
  return read_all(path, bytes, context).front();
}

/// An inventory of these files (sorted by path), with references looked up.
inline Inventory inventory_of(const std::vector<std::pair<std::string, std::string>>& files) {
  Inventory inventory;
  std::vector<std::string> paths;
  for (const auto& [path, bytes] : files) paths.push_back(path);
  const auto owners = owners_of(paths);
  for (std::size_t i = 0; i < files.size(); ++i) {
    FileEntry entry{.path = paths[i],
                    .kind = Kind::Doc,
                    .item = {},
                    .owner = owners[i],
                    .size = files[i].second.size(),
                    .executable = false,
                    .digest = {}};
    if (owners[i].empty()) {
      for (auto& document : read_all(paths[i], files[i].second)) {
        if (entry.item.empty()) {
          entry.kind = document.item.kind;
          entry.item = document.item.key;
        }
        inventory.items.push_back(std::move(document.item));
      }
    }
    inventory.files.push_back(std::move(entry));
  }
  resolve_references(inventory);
  return inventory;
}

/// The references of the item at `path` as "target->key" or "target->?" for dead ones, in order.
inline std::vector<std::string> references_of(const Inventory& inventory, std::string_view path) {
  std::vector<std::string> told;
  for (const auto& item : inventory.items)
    if (item.path == path)
      for (const auto& reference : item.references)
        told.push_back(reference.target + "->" + (reference.to.empty() ? "?" : reference.to));
  return told;
}

}  // namespace agentops::extract
