#pragma once

/// What changed from one version of a package to another, as those who use it see it: items first, then
/// settings and what it needs, then every file.
///
///   {agents/triage.md, agents/refund.md}  ->  {agents/triage.md with a new line, agents/repay.md as refund
///   was}
///   -> items: agents/repay.md Renamed from agents/refund.md, agents/triage.md Changed
///
/// Pure and safe on any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/result.h"
#include "package/contents.h"

namespace agentops::package {

enum class ChangeForm : std::uint8_t { Added, Removed, Renamed, Changed };

/// "added", "removed", "renamed", "changed"
[[nodiscard]] std::string_view word_of(ChangeForm form);

struct ItemChange {
  ChangeForm form = ChangeForm::Changed;
  std::string folder;  ///< of its kind: "agents"
  std::string path;    ///< where it is, or was; of a skill its folder
  std::string was;     ///< Renamed: its path before; its name before when the path is the same

  friend bool operator==(const ItemChange&, const ItemChange&) = default;
};

/// Never Renamed: what is called otherwise went and came.
struct SettingChange {
  ChangeForm form = ChangeForm::Changed;
  std::string key;     ///< "refund.limit"
  std::string before;  ///< on one line, lists as JSON; empty when it had no default
  std::string after;

  friend bool operator==(const SettingChange&, const SettingChange&) = default;
};

struct NeedChange {
  ChangeForm form = ChangeForm::Changed;
  std::string name;
  std::string before;  ///< the range
  std::string after;

  friend bool operator==(const NeedChange&, const NeedChange&) = default;
};

struct FileChange {
  ChangeForm form = ChangeForm::Changed;
  std::string path;
  std::string was;  ///< Renamed: its path before

  friend bool operator==(const FileChange&, const FileChange&) = default;
};

struct Comparison {
  std::vector<ItemChange> items;        ///< sorted by folder in the order of the manifest, then path
  std::vector<SettingChange> settings;  ///< sorted by key
  std::vector<NeedChange> needs;        ///< sorted by name
  std::vector<FileChange> files;        ///< sorted by path

  [[nodiscard]] bool empty() const { return files.empty(); }
  friend bool operator==(const Comparison&, const Comparison&) = default;
};

/// An item that went is taken for one that came when their texts are the same, or more than half of their
/// lines. Errors: those of read_settings.
[[nodiscard]] Result<Comparison> compare(const Package& before, const Package& after);

}  // namespace agentops::package
