#pragma once

/// Reads one file of agent Markdown: everything that agentops knows about it, from its path and its bytes.
///
///   agents/deploy.md: "---\nname: deploy\n---\nYou are ..."  ->  one Document, item.kind Agent, item.name
///   "deploy"
///
/// Pure and safe on any thread; what cannot be read properly is read as far as possible and becomes a finding
/// of the item. References between items need all items: see extract/references.h.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/document.h"
#include "models/source.h"

namespace agentops::extract {

/// What only the walk of the whole tree knows about a file.
struct FileContext {
  bool beside_skill_folders = false;  ///< `scripts`, `references` or `assets` lie in the same folder
};

/// The documents of one file, in reading order: one, or one for each item of a file that holds several
/// (extract/series.h), whose keys are `path#1`, `path#2`, ... and whose frontmatter and body together are
/// their bytes. An attachment of a skill (extract/attachments.h) has none: do not ask. Accepts any bytes;
/// call why_not_text first. At most 2 GiB.
[[nodiscard]] std::vector<Document> read_documents(const Source& source, const FileContext& context);

/// Why `bytes` are not read as text: "binary", "UTF-16, save it as UTF-8", "over 4 MiB"; nothing when they
/// are. Bytes that are not UTF-8 but look like text (Latin-1) are read, with finding AO103.
[[nodiscard]] std::optional<std::string> why_not_text(std::string_view bytes);

/// True for files that are worth opening, by their name alone: .md .mdc .markdown .toml .json .yaml .yml .txt
/// and well-known names without a suffix (`.cursorrules`). Lock files and other machine output are not.
[[nodiscard]] bool is_known_format(std::string_view path);

}  // namespace agentops::extract
