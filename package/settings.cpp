#include "package/settings.h"

#include <fmt/format.h>

#include "package/layout.h"
#include "text/escape.h"
#include "text/yaml.h"

namespace agentops::package {
Result<DeclaredSettings> read_settings(const FileTree& files, const Manifest& manifest) {
  DeclaredSettings declared;
  for (const auto& [name, path] : manifest.config) {
    const auto file = files.find(path);
    if (file == files.end()) continue;
    auto read = text::read_yaml(bytes_of(file->second), path);
    if (!read) return fail(read);
    if (read->is_null()) continue;
    const auto refuse = [&](std::uint32_t line, std::string why) {
      return fail({.kind = ErrorKind::Invalid,
                   .code = "E-CONFIG",
                   .message = fmt::format("{}: {}", text::for_terminal(path), why),
                   .hint = "the files under `config:` make one tree of settings",
                   .where = {.path = path, .line = line, .column = 1}});
    };
    if (read->map() == nullptr) return refuse(1, "it is no map of settings");
    for (const auto& [key, value] : *read->map()) {
      const auto [other, is_new] = declared.file_of.emplace(key, path);
      if (!is_new)
        return refuse(value.line, fmt::format("`{}` is defined in {} already", text::for_terminal(key),
                                              text::for_terminal(other->second)));
      declared.tree.emplace_back(key, value);
    }
  }
  return declared;
}

}  // namespace agentops::package
