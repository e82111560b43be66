#include "draft/provenance.h"

#include <fmt/format.h>

#include "text/hash.h"
#include "text/yaml.h"

namespace agentops::draft {

std::string provenance_text(const std::vector<DraftedFile>& files, const std::vector<LeftOut>& left_out) {
  std::string text =
      "# Where the files of this package came from: written by `agentops draft`, which reads the texts in base/ to merge\n"
      "# your edits with the next draft. Commit this folder; it is never published.\n"
      "format: 1\n"
      "files:\n";
  for (const DraftedFile& file : files) {
    if (file.from.empty()) continue;
    text += fmt::format("  {}:\n    from: {}\n", text::yaml_scalar(file.path), text::yaml_scalar(file.from));
    if (!file.key.empty() && file.key != file.from)
      text += fmt::format("    item: {}\n", text::yaml_scalar(file.key));
    if (file.kind) text += fmt::format("    kind: {}\n", name_of(*file.kind));
    if (file.from_digest) text += fmt::format("    sha256: {}\n", text::hex(*file.from_digest));
    if (file.links > 0) text += fmt::format("    links_rewritten: {}\n", file.links);
  }
  if (!left_out.empty()) text += "left_out:\n";
  for (const auto& [from, why] : left_out)
    text += fmt::format("  {}: {}\n", text::yaml_scalar(from), text::yaml_scalar(why));
  return text;
}

}  // namespace agentops::draft
