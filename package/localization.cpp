#include "package/localization.h"

#include <utility>

#include <fmt/format.h>

#include "package/overrides.h"
#include "text/escape.h"

namespace agentops::package {
namespace {

constexpr std::string_view skill_page = "/SKILL.md";

class Loading {
 public:
  Loading(Localization& localization, const ReadProjectFile& read_file, const ReadProjectFolder& read_folder)
      : localization_(localization), read_file_(read_file), read_folder_(read_folder) {}

  Status run() {
    for (AddedItem& item : localization_.overrides.added)
      if (const Status read = item.folder == "skills" ? add_skill(item.file) : add_file(item.file); !read)
        return read;
    for (const Patch& patch : localization_.overrides.patches)
      for (const std::string& path : {patch.append, patch.text, patch.base})
        if (const Status read = path.empty() ? Status{} : add_file({path, patch.item.line}); !read)
          return read;
    return {};
  }

 private:
  Status add_file(const WrittenPath& file) {
    auto bytes = read_file_(file.path);
    if (!bytes) return fail(bytes);
    if (!*bytes) return fail(missing(file));
    localization_.files.insert_or_assign(file.path, TreeFile{.content = **std::move(bytes)});
    return {};
  }

  /// The whole folder of a skill, by which it is called from then on.
  Status add_skill(WrittenPath& skill) {
    if (skill.path.ends_with(skill_page)) skill.path.resize(skill.path.size() - skill_page.size());
    auto files = read_folder_(skill.path);
    if (!files) return fail(files);
    if (!files->contains("SKILL.md"))
      return fail(missing({skill.path + std::string(skill_page), skill.line}));
    for (auto& [path, file] : *files)
      localization_.files.insert_or_assign(fmt::format("{}/{}", skill.path, path), std::move(file));
    return {};
  }

  [[nodiscard]] Error missing(const WrittenPath& file) const {
    return {.kind = ErrorKind::NotFound,
            .code = "E-OVERRIDE",
            .message = fmt::format("there is no {}", text::for_terminal(file.path)),
            .hint = "paths are those of the project; put the file there, or take the line out",
            .where = {.path = localization_.path, .line = file.line, .column = file.line == 0 ? 0U : 1U}};
  }

  Localization& localization_;
  const ReadProjectFile& read_file_;
  const ReadProjectFolder& read_folder_;
};

}  // namespace

Result<Localization> read_localization_at(const std::string& path, const ReadProjectFile& read_file,
                                          const ReadProjectFolder& read_folder) {
  const auto bytes = read_file(path);
  if (!bytes) return fail(bytes);
  if (!*bytes) return Localization{};
  auto overrides = read_overrides(**bytes, path);
  if (!overrides) return fail(overrides);
  Localization localization{.path = path, .overrides = *std::move(overrides), .files = {}};
  if (const Status read = Loading(localization, read_file, read_folder).run(); !read) return fail(read);
  return localization;
}

Result<Localization> read_localization(std::string_view name, const ReadProjectFile& read_file,
                                       const ReadProjectFolder& read_folder) {
  return read_localization_at(overrides_path(name), read_file, read_folder);
}

}  // namespace agentops::package
