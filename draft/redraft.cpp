#include "draft/redraft.h"

#include <algorithm>
#include <set>

#include "text/diff.h"
#include "text/escape.h"
#include "text/hash.h"

namespace agentops::draft {
namespace {

constexpr std::string_view own_folder = ".draft/";
constexpr std::string_view base_folder = ".draft/base/";

Digest digest_of(const TreeFile& file) {
  const auto* copy = std::get_if<CopyOf>(&file.content);
  return copy != nullptr ? copy->digest : text::sha256(std::get<std::string>(file.content));
}

Result<std::string> bytes_of(const TreeFile& file, const SourceReader& read) {
  const auto* copy = std::get_if<CopyOf>(&file.content);
  return copy != nullptr ? read(copy->source) : Result<std::string>(std::get<std::string>(file.content));
}

/// The three versions of one file: the last draft's, the fresh one's, and what is there.
struct Versions {
  const TreeFile* last = nullptr;
  const TreeFile* fresh = nullptr;
  std::optional<std::string> now;
};

class Redrafting {
 public:
  Redrafting(const SourceReader& read, const PresentReader& present) : read_(read), present_(present) {}

  /// A file that the owner may have changed, and the base text that goes with it.
  Status file(const std::string& path, const TreeFile* last, const TreeFile* fresh) {
    auto now = present_(path);
    if (!now) return fail(now);
    const auto fate = decide(path, {last, fresh, *std::move(now)});
    if (!fate) return fail(fate);
    redraft_.fates.push_back({path, *fate});
    if (*fate != Fate::Conflict || fresh == nullptr) remember(path, last, fresh);
    return {};
  }

  /// A file that only the program writes.
  Status own_file(const std::string& path, const TreeFile& fresh) {
    auto now = present_(path);
    if (!now) return fail(now);
    if (!*now)
      redraft_.changes.create.push_back({path, fresh});
    else if (const Digest digest = text::sha256(**now); digest != digest_of(fresh))
      redraft_.changes.replace.push_back({path, fresh, digest});
    return {};
  }

  Redraft take() {
    const auto sort = [](auto& changes) {
      std::ranges::sort(changes, {}, [](const auto& change) { return change.path; });
    };
    sort(redraft_.changes.create);
    sort(redraft_.changes.replace);
    sort(redraft_.changes.remove);
    return std::move(redraft_);
  }

 private:
  Result<Fate> decide(const std::string& path, const Versions& versions) {
    if (versions.fresh == nullptr) return leave(path, versions);
    const Digest fresh = digest_of(*versions.fresh);
    if (!versions.now) {
      if (versions.last != nullptr) return Fate::Absent;
      redraft_.changes.create.push_back({path, *versions.fresh});
      return Fate::Create;
    }
    const Digest now = text::sha256(*versions.now);
    if (now == fresh) return Fate::Keep;
    if (versions.last == nullptr)
      return conflict(path, "it was there before the first draft, and says something else");
    const Digest last = digest_of(*versions.last);
    if (last == fresh) return Fate::Keep;
    if (last != now) return merge(path, versions, now);
    redraft_.changes.replace.push_back({path, *versions.fresh, now});
    return Fate::Update;
  }

  /// A file of the last draft that the fresh one does not have.
  Fate leave(const std::string& path, const Versions& versions) {
    if (!versions.now) return Fate::Absent;
    const Digest now = text::sha256(*versions.now);
    if (now != digest_of(*versions.last))
      return conflict(path,
                      "you edited it, and the draft does not have it any more: from now on it is yours");
    redraft_.changes.remove.push_back({path, now});
    return Fate::Remove;
  }

  Result<Fate> merge(const std::string& path, const Versions& versions, const Digest& now) {
    const auto base = bytes_of(*versions.last, read_);
    if (!base) return fail(base);
    const auto fresh = bytes_of(*versions.fresh, read_);
    if (!fresh) return fail(fresh);
    if (!text::is_utf8(*base) || !text::is_utf8(*fresh) || !text::is_utf8(*versions.now))
      return conflict(path,
                      "you replaced it, and the draft has a new one; it is no text that could be merged");
    text::Merged merged = text::merge_lines(*base, *versions.now, *fresh);
    if (!merged.clashes.empty()) return conflict(path, "you and the draft changed the same lines");
    if (merged.text == *versions.now) return Fate::Keep;
    redraft_.changes.replace.push_back(
        {path, {.content = std::move(merged.text), .executable = versions.fresh->executable}, now});
    return Fate::Merge;
  }

  Fate conflict(const std::string& path, std::string why) {
    redraft_.changes.conflicts.push_back({path, std::move(why)});
    return Fate::Conflict;
  }

  /// Makes the fresh text the base of the next merge.
  void remember(const std::string& path, const TreeFile* last, const TreeFile* fresh) {
    const std::string base = std::string(base_folder) + path;
    if (last == nullptr)
      redraft_.changes.create.push_back({base, *fresh});
    else if (fresh == nullptr)
      redraft_.changes.remove.push_back({base, digest_of(*last)});
    else if (digest_of(*last) != digest_of(*fresh))
      redraft_.changes.replace.push_back({base, *fresh, digest_of(*last)});
  }

  const SourceReader& read_;
  const PresentReader& present_;
  Redraft redraft_;
};

const TreeFile* find(const FileTree& tree, const std::string& path) {
  const auto found = tree.find(path);
  return found == tree.end() ? nullptr : &found->second;
}

}  // namespace

Result<Redraft> redraft(const FileTree& fresh, const FileTree& last, const SourceReader& read,
                        const PresentReader& present) {
  std::set<std::string> paths;
  for (const auto& [path, file] : fresh) paths.insert(path);
  for (const auto& [path, file] : last) paths.insert(path);

  Redrafting redrafting(read, present);
  for (const std::string& path : paths) {
    const TreeFile* wanted = find(fresh, path);
    const bool is_own = path.starts_with(own_folder);
    if (is_own && wanted == nullptr) continue;
    const Status done =
        is_own ? redrafting.own_file(path, *wanted) : redrafting.file(path, find(last, path), wanted);
    if (!done) return fail(done);
  }
  return redrafting.take();
}

}  // namespace agentops::draft
