#include "package/leaving.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "package/frontmatter.h"
#include "package/layout.h"
#include "package/overrides.h"
#include "text/diff.h"
#include "text/hash.h"
#include "text/placeholders.h"

namespace agentops::package {
namespace {

constexpr std::string_view skills = "skills";

class Exit {
 public:
  Exit(const Installed& installed, const Configuration& configuration)
      : installed_(installed),
        package_(installed.package),
        overrides_(installed.local.overrides),
        values_(text::single_values(configuration.tree)) {}

  std::vector<Leaving> run() {
    for (const WrittenPath& item : overrides_.disabled)
      for (std::string& path : files_of_item(package_.files, item.path)) disabled_.insert(std::move(path));
    for (const auto& [path, file] : package_.files)
      if (!disabled_.contains(path)) add_own(path, file);
    for (const AddedItem& item : overrides_.added) add_added(item);
    std::ranges::sort(files_, {}, &Leaving::origin);
    return std::move(files_);
  }

 private:
  [[nodiscard]] std::string rendered(std::string_view path, const std::string& bytes) const {
    return text::is_rendered(path) ? text::render(bytes, values_) : bytes;
  }

  void add_own(const std::string& path, const TreeFile& file) {
    const auto slash = path.find('/');
    const std::string_view kind = std::string_view(path).substr(0, slash);
    if (slash == std::string::npos || !is_item_folder(kind)) return;
    Leaving leaving{.owner = package_.manifest.name,
                    .origin = fmt::format("packages/{}/{}", package_.manifest.name, path),
                    .folder = deployed_folder(kind, installed_.target),
                    .name = path.substr(slash + 1),
                    .executable = file.executable,
                    .in_skill = kind == skills};
    const auto patch = std::ranges::find(
        overrides_.patches, path, [](const Patch& each) -> const std::string& { return each.item.path; });
    if (patch == overrides_.patches.end()) {
      leaving.rendered = rendered(path, bytes_of(file));
    } else {
      leaving.patch = &*patch;
      leaving.local = &installed_.local;
      leaving.stale = patch->against && *patch->against != text::sha256(bytes_of(file));
      leaving.rendered = rendered(path, with_frontmatter(bytes_of(file), patch->frontmatter));
      if (!patch->append.empty()) {
        leaving.appended = rendered(path, bytes_of(installed_.local.files.at(patch->append)));
        leaving.appended_from = patch->append;
      }
    }
    files_.push_back(std::move(leaving));
  }

  void add_added(const AddedItem& item) {
    const std::string& path = item.file.path;
    const std::string above = path.substr(0, path.rfind('/') + 1);
    for (const auto& [file_path, file] : installed_.local.files) {
      const bool in_skill = item.folder == skills;
      if (in_skill ? !file_path.starts_with(path + "/") : file_path != path) continue;
      files_.push_back({.owner = package_.manifest.name,
                        .origin = file_path,
                        .folder = deployed_folder(item.folder, installed_.target),
                        .name = file_path.substr(above.size()),
                        .rendered = rendered(file_path, bytes_of(file)),
                        .executable = file.executable,
                        .in_skill = in_skill});
    }
  }

  const Installed& installed_;
  const Package& package_;
  const Overrides& overrides_;
  text::SettingValues values_;
  std::set<std::string, std::less<>> disabled_;
  std::vector<Leaving> files_;
};

const std::string& text_of(const Leaving& file, const std::string& path) {
  return bytes_of(file.local->files.at(path));
}

}  // namespace

std::string_view Leaving::whole() const {
  return std::string_view(name).substr(0, in_skill ? name.find('/') : name.size());
}

std::string Leaving::unit() const { return collision_key(fmt::format("{}/{}", folder, whole())); }

std::string Leaving::shared_path() const { return fmt::format("{}/{}", folder, name); }

std::string Leaving::own_path() const { return fmt::format("{}/{}/{}", folder, owner, name); }

std::string Leaving::content() const {
  std::string content = rendered + appended;
  if (patch != nullptr && !patch->text.empty()) content += text_of(*this, patch->text);
  return content;
}

Result<std::vector<Leaving>> leaving(const Installed& installed, const Configuration& configuration) {
  if (const Status known =
          check_overrides(installed.local.overrides, installed.package, installed.local.path);
      !known)
    return fail(known);
  return Exit(installed, configuration).run();
}

Arrived arrive(const Leaving& file, const std::string& place, const MovedTo& moved_to) {
  const auto led = [&](const std::string& text, const std::string& from) {
    return text::is_rendered(place) ? relink(text, from, place, moved_to) : text;
  };
  Arrived arrived{.text = led(file.rendered, file.origin), .stale = {}};
  if (!file.appended_from.empty()) {
    if (!arrived.text.ends_with('\n')) arrived.text += '\n';
    arrived.text += led(file.appended, file.appended_from);
  }
  if (file.patch == nullptr) return arrived;

  StaleOverride stale{.package = file.owner,
                      .item = file.patch->item.path,
                      .place = {.path = file.local->path, .line = file.patch->item.line, .column = 1},
                      .clashes = {}};
  if (!file.patch->text.empty()) {
    const std::string& yours = text_of(file, file.patch->text);
    if (file.patch->base.empty()) {
      arrived.text = yours;
    } else {
      auto merged =
          text::merge_lines(text_of(file, file.patch->base), yours, arrived.text, text::OnClash::KeepYours);
      arrived.text = std::move(merged.text);
      stale.clashes = std::move(merged.clashes);
    }
  }
  if (file.stale || !stale.clashes.empty()) arrived.stale = std::move(stale);
  return arrived;
}

}  // namespace agentops::package
