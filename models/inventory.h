#pragma once

/// What a scan found: every file that was seen, every item that was read, and what could not be read and why.

#include <cstdint>
#include <string>
#include <vector>

#include "models/item.h"

namespace agentops {

/// What the system says about a file without its being read. Equal stamps: the file is taken to be unchanged.
struct FileStamp {
  std::string path;  ///< relative to the root, with '/'; any bytes
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;  ///< since 1970, may be negative
  std::uint64_t inode = 0;
  bool executable = false;  ///< by its owner

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// One file that was read. Attachments of a skill are files without an item of their own.
struct FileEntry {
  std::string path;
  Kind kind = Kind::Other;
  std::string item;   ///< key of its (first) item; empty: none
  std::string owner;  ///< key of the skill that it is attached to; empty: none
  std::uint64_t size = 0;
  bool executable = false;
  Digest digest;

  friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

struct Skipped {
  std::string path;
  std::string why;  ///< "binary", "over 4 MiB", "permission denied", "link out of the root"

  friend bool operator==(const Skipped&, const Skipped&) = default;
};

/// A folder that holds the same files as another (extract/mirrors.h).
struct FolderMirror {
  std::string at;         ///< "skills-codex"
  std::string of;         ///< the folder that it repeats: "skills"
  std::size_t files = 0;  ///< that are equal in both

  friend bool operator==(const FolderMirror&, const FolderMirror&) = default;
};

/// Everything sorted by path, items by key.
struct Inventory {
  std::vector<FileEntry> files;
  std::vector<Item> items;
  std::vector<Skipped> skipped;
  std::vector<FolderMirror> mirrors = {};

  friend bool operator==(const Inventory&, const Inventory&) = default;
};

}  // namespace agentops
