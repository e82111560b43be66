#include "registry/memory.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::registry {
namespace {

std::string name_of(std::string_view what, std::string_view of) {
  return fmt::format("{}-{}", what, text::hex(text::sha256(of)));
}

/// How often the registry was added anew.
unsigned epoch_of(const Keep& seen, const std::string& address) {
  const std::string said = seen.load(name_of("epoch", address)).value_or("");
  unsigned epoch = 0;
  std::from_chars(said.data(), said.data() + said.size(), epoch);
  return epoch;
}

std::string blob_name(const Digest& digest) { return "sha256-" + text::hex(digest); }

class Rememberer {
 public:
  Rememberer(Source source, Memory memory) : source_(std::move(source)), memory_(std::move(memory)) {}

  [[nodiscard]] Result<std::vector<Entry>> catalogue() const {
    if (memory_.offline) return fail(not_remembered(memory_.registry, std::string(catalogue_file)));
    return source_.catalogue();
  }

  [[nodiscard]] Result<std::vector<std::string>> names() const {
    if (memory_.offline) return fail(not_remembered(memory_.registry, std::string(catalogue_file)));
    return source_.names();
  }

  [[nodiscard]] Result<std::vector<Tagged>> tags(const std::string& package) const {
    const std::string name = name_of(
        "seen", fmt::format("{}\n{}\n{}", memory_.address, epoch_of(memory_.seen, memory_.address), package));
    std::vector<Tagged> before = seen_as(name);
    if (memory_.offline) {
      if (before.empty()) return fail(not_remembered(memory_.registry, package));
      return before;
    }
    auto now = source_.tags(package);
    if (!now) return now;
    if (const Status held = check_held(package, before, *now); !held) return fail(held);
    if (const std::vector<Tagged> all = joined(before, *now); all != before)
      memory_.seen.save(name, write_index(all));
    return now;
  }

  [[nodiscard]] Result<std::optional<std::string>> blob(const std::string& package,
                                                        const Descriptor& wanted) const {
    if (auto kept = remembered_blob(memory_, wanted.digest)) return kept;
    if (memory_.offline)
      return fail(
          not_remembered(memory_.registry, fmt::format("{} ({})", package, blob_name(wanted.digest))));
    auto fetched = source_.blob(package, wanted);
    if (fetched && *fetched && check_bytes(**fetched, wanted, {}))
      remember_blob(memory_, wanted.digest, **fetched);
    return fetched;
  }

 private:
  [[nodiscard]] std::vector<Tagged> seen_as(const std::string& name) const {
    const auto bytes = memory_.seen.load(name);
    if (!bytes) return {};
    return read_index(*bytes, name).value_or(std::vector<Tagged>{});
  }

  /// A version is for ever what it was, and the newest one does not go.
  [[nodiscard]] Status check_held(const std::string& package, const std::vector<Tagged>& before,
                                  const std::vector<Tagged>& now) const {
    for (const Tagged& old : before) {
      const auto still = std::ranges::find(now, old.version, &Tagged::version);
      if (still == now.end() && old == before.back()) return fail(taken_back(package, old, now));
      if (still != now.end() && still->manifest.digest != old.manifest.digest)
        return fail(changed(package, old, *still));
    }
    return {};
  }

  [[nodiscard]] Error taken_back(const std::string& package, const Tagged& old,
                                 const std::vector<Tagged>& now) const {
    return refused("E-REGISTRY-ROLLBACK",
                   fmt::format("{}: {} {} was there before, and now {}", text::for_terminal(memory_.registry),
                               text::for_terminal(package), text::to_text(old.version),
                               now.empty() ? "the package is gone"
                                           : "the newest version is " + text::to_text(now.back().version)));
  }

  [[nodiscard]] Error changed(const std::string& package, const Tagged& old, const Tagged& now) const {
    return refused("E-VERSION-CHANGED",
                   fmt::format("{}: {} {} changed: it was sha256 {}, and now is {}",
                               text::for_terminal(memory_.registry), text::for_terminal(package),
                               text::to_text(old.version), text::hex(old.manifest.digest),
                               text::hex(now.manifest.digest)));
  }

  [[nodiscard]] Error refused(std::string code, std::string message) const {
    return {
        .kind = ErrorKind::Unsafe,
        .code = std::move(code),
        .message = std::move(message),
        .hint = fmt::format(
            "ask whoever keeps the registry; if this is meant, agentops registry remove {} and add it again",
            text::for_terminal(memory_.registry)),
        .where = {}};
  }

  /// What is there, and what was: that counts as withdrawn.
  static std::vector<Tagged> joined(const std::vector<Tagged>& before, const std::vector<Tagged>& now) {
    std::vector<Tagged> all = now;
    for (Tagged old : before) {
      old.yanked = true;
      if (std::ranges::find(now, old.version, &Tagged::version) == now.end()) all.push_back(std::move(old));
    }
    return oldest_first(std::move(all));
  }

  Source source_;
  Memory memory_;
};

}  // namespace

Source remembered(Source source, Memory memory) {
  const auto rememberer = std::make_shared<const Rememberer>(std::move(source), std::move(memory));
  return {.catalogue = [rememberer] { return rememberer->catalogue(); },
          .names = [rememberer] { return rememberer->names(); },
          .tags = [rememberer](const std::string& package) { return rememberer->tags(package); },
          .blob = [rememberer](const std::string& package,
                               const Descriptor& wanted) { return rememberer->blob(package, wanted); }};
}

std::optional<std::string> remembered_blob(const Memory& memory, const Digest& digest) {
  auto kept = memory.blobs.load(blob_name(digest));
  if (kept && text::sha256(*kept) != digest) return std::nullopt;
  return kept;
}

void remember_blob(const Memory& memory, const Digest& digest, std::string_view bytes) {
  memory.blobs.save(blob_name(digest), bytes);
}

Error not_remembered(const std::string& registry, const std::string& what) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-OFFLINE",
          .message = fmt::format("{}: {} was not fetched before, and no server may be asked",
                                 text::for_terminal(registry), text::for_terminal(what)),
          .hint = "run it once without --offline",
          .where = {}};
}

void forget(const Keep& seen, const std::string& address) {
  seen.save(name_of("epoch", address), std::to_string(epoch_of(seen, address) + 1));
}

}  // namespace agentops::registry
