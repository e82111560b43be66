#include "package/difference.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "package/layout.h"
#include "text/hash.h"

namespace agentops::package {
namespace {

class Comparison {
 public:
  Comparison(const Deployment& wanted, const std::vector<DeployedFile>& ledger, const LookAt& look_at,
             const LookBack& look_back)
      : wanted_(wanted), look_at_(look_at), look_back_(look_back) {
    for (const auto& file : ledger) ledger_.emplace(file.path, &file);
  }

  Difference run() {
    find_blocked_units();
    for (const auto& [path, file] : wanted_) {
      const auto known = ledger_.find(path);
      if (known == ledger_.end())
        take_new(path, file);
      else
        take_known(path, file, *known->second);
    }
    for (const auto& [path, file] : ledger_)
      if (!wanted_.contains(path)) drop(*file);
    sort();
    return std::move(result_);
  }

 private:
  /// Units of which a file is the user's, and says something else.
  void find_blocked_units() {
    for (const auto& [path, file] : wanted_) {
      if (ledger_.contains(path)) continue;
      const auto now = look_at_(path);
      if (now && now->digest != text::sha256(bytes_of(file.file))) blocked_.insert(file.unit);
    }
  }

  void own(const std::string& path, const Digest& digest, const Deployed& file) {
    result_.ledger.push_back({.path = path, .digest = digest, .owners = file.owners});
  }

  void keep(const std::string& path, std::string why) {
    result_.kept.push_back({.path = path, .why = std::move(why)});
  }

  static std::string ours(const Deployed& file) {
    return file.origin.empty() ? "" : fmt::format("; ours is {}", file.origin);
  }

  void take_new(const std::string& path, const Deployed& file) {
    const auto want = text::sha256(bytes_of(file.file));
    const auto now = look_at_(path);
    if (now && now->digest == want) return;
    if (now) return keep(path, fmt::format("exists and is yours: kept{}", ours(file)));
    if (blocked_.contains(file.unit)) return;
    result_.changes.create.push_back({.path = path, .file = file.file});
    own(path, want, file);
  }

  void take_known(const std::string& path, const Deployed& file, const DeployedFile& known) {
    const auto want = text::sha256(bytes_of(file.file));
    const auto now = look_at_(path);
    if (!now) result_.changes.create.push_back({.path = path, .file = file.file});
    if (!now || *now == PresentFile{want, file.file.executable}) return own(path, want, file);
    if (now->digest == known.digest || now->digest == want) {
      result_.changes.replace.push_back({.path = path, .file = file.file, .expected = now->digest});
      return own(path, want, file);
    }
    // The recorded digest is never that of the edit, so that it is still known for one next time.
    if (want == known.digest || !merge(path, file, known, now->digest)) own(path, known.digest, file);
  }

  /// Brings what is new into an edited file. False when it cannot: then the file is kept and told.
  bool merge(const std::string& path, const Deployed& file, const DeployedFile& known, const Digest& now) {
    const std::string& theirs = bytes_of(file.file);
    const auto edited = look_back_(known);
    if (!edited || is_binary(edited->base) || is_binary(edited->yours) || is_binary(theirs)) {
      keep(path, fmt::format("was edited here: kept{}", ours(file)));
      return false;
    }
    text::Merged merged = text::merge_lines(edited->base, edited->yours, theirs, text::OnClash::KeepYours);
    if (merged.text != edited->yours)
      result_.changes.replace.push_back(
          {.path = path,
           .file = {.content = std::move(merged.text), .executable = file.file.executable},
           .expected = now});
    result_.merged.push_back({.path = path, .clashes = std::move(merged.clashes)});
    own(path, text::sha256(theirs), file);
    return true;
  }

  static bool is_binary(std::string_view bytes) { return bytes.contains('\0'); }

  void drop(const DeployedFile& file) {
    const auto now = look_at_(file.path);
    if (!now) return;
    if (now->digest == file.digest)
      result_.changes.remove.push_back({.path = file.path, .expected = file.digest});
    else
      keep(file.path, "was edited here: kept, and yours from now on");
  }

  void sort() {
    std::ranges::sort(result_.ledger, {}, &DeployedFile::path);
    std::ranges::sort(result_.kept, {}, &Collision::path);
    std::ranges::sort(result_.merged, {}, &MergedFile::path);
  }

  const Deployment& wanted_;
  std::map<std::string, const DeployedFile*> ledger_;
  const LookAt& look_at_;
  const LookBack& look_back_;
  std::set<std::string> blocked_;
  Difference result_;
};

}  // namespace

Difference difference(const Deployment& wanted, const std::vector<DeployedFile>& ledger,
                      const LookAt& look_at, const LookBack& look_back) {
  return Comparison(wanted, ledger, look_at, look_back).run();
}

}  // namespace agentops::package
