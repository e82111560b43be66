#include "actions/settled.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "actions/package_change.h"
#include "actions/package_files.h"
#include "actions/tree.h"
#include "disk/trace.h"
#include "package/layout.h"
#include "state/footprint_cache.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

constexpr std::string_view stage = "settled";

const std::string& path_of(const SeenFile& seen) { return seen.trace.stamp.path; }

void save(const Project& project, const Footprint& footprint) {
  if (project.prepare_state())
    (void)project.store().save(stage, state::footprint_cache_version, state::encode(footprint));
}

/// Notes what is looked at through a view of the project.
class Watch {
 public:
  /// This, and the project behind `view`, must outlive the answer.
  package::Project over(package::Project view) {
    view.look_at = [this, look_at = view.look_at](const std::string& path) {
      auto present = look_at(path);
      looked_.emplace(path, present ? std::optional(present->digest) : std::nullopt);
      return present;
    };
    view.read_file = [this, read = view.read_file](const std::string& path) {
      auto bytes = read(path);
      if (bytes) looked_.emplace(path, *bytes ? std::optional(text::sha256(**bytes)) : std::nullopt);
      return bytes;
    };
    view.read_folder = [this, read = view.read_folder](const std::string& folder) {
      auto files = read(folder);
      if (files) note(folder, *files);
      return files;
    };
    return view;
  }

  /// All of it, with the traces that it has now; nothing when that cannot be told. What changes between a
  /// look and its trace is younger than `seen_ns`, and its bytes will be looked at again.
  std::optional<Footprint> footprint(const disk::Folder& root) const {
    Footprint footprint{
        .seen_ns = begun_, .files = {}, .absent = {}, .folders = {folders_.begin(), folders_.end()}};
    for (const auto& [path, digest] : looked_) {
      auto trace = disk::trace(root, path);
      if (digest && trace)
        footprint.files.push_back({*std::move(trace), *digest});
      else if (!digest && !root.exists(path))
        footprint.absent.push_back(path);
      else
        return std::nullopt;
    }
    return footprint;
  }

 private:
  void note(const std::string& folder, const FileTree& files) {
    folders_.insert(folder);
    for (const auto& [path, file] : files)
      looked_.emplace(fmt::format("{}/{}", folder, path), text::sha256(package::bytes_of(file)));
  }

  std::int64_t begun_ = disk::nanoseconds_now();
  std::map<std::string, std::optional<Digest>> looked_;
  std::set<std::string> folders_;
};

/// Compares a footprint with what is there now.
class Comparison {
 public:
  Comparison(const disk::Folder& root, const Footprint& before) : root_(root), before_(before) {
    now_.seen_ns = disk::nanoseconds_now();
    now_.absent = before.absent;
    now_.folders = before.folders;
  }

  bool run() {
    return std::ranges::all_of(before_.files, [&](const SeenFile& seen) { return holds(seen); }) &&
           std::ranges::none_of(before_.absent,
                                [&](const std::string& path) { return root_.exists(path); }) &&
           std::ranges::all_of(before_.folders,
                               [&](const std::string& folder) { return lists_the_same(folder); });
  }

  /// The footprint with new traces, where bytes had to be looked at; nothing when none had.
  [[nodiscard]] const Footprint* renewed() const { return has_read_ ? &now_ : nullptr; }

 private:
  bool holds(const SeenFile& seen) {
    auto trace = disk::trace(root_, path_of(seen));
    if (!trace) return false;
    const bool same = *trace == seen.trace && state::is_certain(before_, seen);
    if (!same) {
      has_read_ = true;
      const auto bytes = root_.read(path_of(seen), file_limit);
      if (!bytes || text::sha256(*bytes) != seen.digest ||
          trace->stamp.executable != seen.trace.stamp.executable)
        return false;
    }
    now_.files.push_back({*std::move(trace), seen.digest});
    return true;
  }

  bool lists_the_same(const std::string& folder) const {
    const auto listed = list_tree(root_, folder);
    if (!listed) return false;
    const std::string prefix = folder + "/";
    const auto first = std::ranges::lower_bound(before_.files, prefix, {}, path_of);
    const auto is_same = [&](const FileStamp& stamp, const SeenFile& seen) {
      return prefix + stamp.path == path_of(seen);
    };
    const auto known = std::ranges::subrange(
        first, std::ranges::find_if_not(first, before_.files.end(), [&](const SeenFile& seen) {
          return path_of(seen).starts_with(prefix);
        }));
    return std::ranges::equal(*listed, known, is_same);
  }

  const disk::Folder& root_;
  const Footprint& before_;
  Footprint now_;
  bool has_read_ = false;
};

}  // namespace

package::Proposal nothing_to_do(const Lock& lock) {
  package::Proposal proposal;
  proposal.lock = lock;
  return proposal;
}

bool is_settled(const Project& project) {
  const auto bytes = project.store().load(stage, state::footprint_cache_version);
  const auto before = bytes ? state::decode_footprint_cache(*bytes) : std::nullopt;
  if (!before) return false;
  Comparison comparison(project.root(), *before);
  if (!comparison.run()) return false;
  if (const Footprint* renewed = comparison.renewed()) save(project, *renewed);
  return true;
}

void settle(const Project& project, const Lock& lock) {
  Watch watch;
  const auto proposal = package::plan_install({}, watch.over(project_view(project, lock, nothing_beside)));
  if (!proposal || *proposal != nothing_to_do(lock)) return;
  if (const auto footprint = watch.footprint(project.root())) save(project, *footprint);
}

}  // namespace agentops::actions
