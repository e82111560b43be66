#pragma once

/// The entries of one folder, in the same order on every disk.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "disk/descriptor.h"

namespace agentops::disk {

enum class EntryType : std::uint8_t { File, Folder, Link, Pipe, Socket, Device };

struct Entry {
  std::string name;
  EntryType type = EntryType::File;
};

/// The type that a mode of stat(2) names.
[[nodiscard]] EntryType type_of_mode(unsigned mode);

/// All entries but "." and "..", sorted bytewise. Nothing, with errno, on a failure.
[[nodiscard]] std::optional<std::vector<Entry>> list_folder(Descriptor folder);

}  // namespace agentops::disk
