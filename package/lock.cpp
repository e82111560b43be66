// The reader knows the shape of each line and no YAML beyond it. Afterwards it writes what it read and
// compares: so order, repeats, spacing and everything else that the writer never does are refused by one
// rule.

#include "package/lock.h"

#include <algorithm>
#include <functional>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/layout.h"
#include "package/manifest.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/slug.h"
#include "text/version.h"
#include "text/yaml.h"

namespace agentops::package {
namespace {

constexpr std::string_view title =
    "# agentops.lock: what is installed, and every file that agentops put here. Commit it; do not edit it.\n";
constexpr std::string_view format_line = "format: 1";
constexpr std::string_view last_line = "# end\n";

void write_package(std::string& yaml, const LockedPackage& package) {
  yaml += fmt::format(
      "  {}:\n    version: {}\n    source: {}\n    digest: {}\n    installed: {}\n    target: {}\n    requested: {}\n",
      package.name, text::to_text(package.version), text::yaml_scalar(package.source),
      text::digest_text(package.digest), package.installed, package.target, package.requested);
  if (package.dependencies.empty()) return;
  yaml += "    dependencies:\n";
  for (const auto& [name, range] : package.dependencies)
    yaml += fmt::format("      - {}\n", text::yaml_scalar(fmt::format("{}@{}", name, range)));
}

/// YYYY-MM-DD
bool is_day(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  return std::ranges::equal(text, shape,
                            [](char c, char kind) { return kind == 'd' ? c >= '0' && c <= '9' : c == kind; });
}

/// Reads line by line; the first failure stays.
class LockReader {
 public:
  LockReader(std::string_view bytes, std::string_view path) : rest_(bytes), path_(path) { next(); }

  Result<Lock> run() {
    Lock lock;
    if (!read(lock))
      return fail(refusal(number_, why_.empty() ? "this line is not one that agentops writes" : why_));
    return lock;
  }

  [[nodiscard]] Error refusal(std::uint32_t line, std::string_view why) const {
    return {.kind = ErrorKind::Invalid,
            .code = "E-LOCK",
            .message = fmt::format("{} line {}: {}", text::for_terminal(path_), line, why),
            .hint = fmt::format("restore the file, as with `git checkout {}`, and install again",
                                text::for_terminal(path_)),
            .where = {.path = std::string(path_), .line = line, .column = 1}};
  }

 private:
  // --- Lines

  void next() {
    const auto end = rest_.find('\n');
    ended_ = rest_.empty();
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++number_;
  }

  bool stop(std::string why) {
    why_ = std::move(why);
    return false;
  }

  /// What follows `prefix` on this line, which is then done with; nothing when it begins otherwise.
  std::optional<std::string_view> after(std::string_view prefix) {
    if (ended_ || !line_.starts_with(prefix)) return std::nullopt;
    const auto value = line_.substr(prefix.size());
    next();
    return value;
  }

  bool fits(std::string_view whole_line) {
    const bool same = !ended_ && line_ == whole_line;
    if (same) next();
    return same;
  }

  // --- Values

  static std::optional<std::string> unquoted(std::string_view scalar) {
    if (!scalar.starts_with('"')) return std::string(scalar);
    const auto value = text::read_yaml(scalar, "");
    if (!value || value->text() == nullptr) return std::nullopt;
    return *value->text();
  }

  /// Reads `    KEY: VALUE` with `take`, which says whether the value is good.
  template <class Take>
  bool field(std::string_view key, Take&& take) {
    const auto number = number_;
    const auto value = after(fmt::format("    {}: ", key));
    if (value && take(*value)) return true;
    number_ = number;
    return stop(fmt::format("`{}` is missing or not readable", key));
  }

  bool read_package(LockedPackage& package) {
    const auto number = number_;
    const auto name = after("  ");
    if (!name || !name->ends_with(':') || !text::is_package_name(name->substr(0, name->size() - 1))) {
      number_ = number;
      return stop("this is no package's name");
    }
    package.name = name->substr(0, name->size() - 1);
    return field("version",
                 [&](std::string_view value) {
                   auto version = text::read_version(value);
                   if (version) package.version = std::move(*version);
                   return version.has_value();
                 }) &&
           field("source",
                 [&](std::string_view value) {
                   auto source = unquoted(value);
                   if (source) package.source = std::move(*source);
                   return source.has_value();
                 }) &&
           field("digest",
                 [&](std::string_view value) {
                   const auto digest = text::digest_from_text(value);
                   if (digest) package.digest = *digest;
                   return digest.has_value();
                 }) &&
           field("installed",
                 [&](std::string_view value) {
                   package.installed = value;
                   return is_day(value);
                 }) &&
           field("target",
                 [&](std::string_view value) {
                   package.target = value;
                   return text::is_package_name(value);
                 }) &&
           field("requested",
                 [&](std::string_view value) {
                   package.requested = value == "true";
                   return value == "true" || value == "false";
                 }) &&
           read_dependencies(package.dependencies);
  }

  bool read_dependencies(std::vector<Dependency>& dependencies) {
    if (!fits("    dependencies:")) return true;
    while (const auto entry = after("      - ")) {
      const auto text = unquoted(*entry);
      auto dependency = text ? package::read_dependency(*text) : Result<Dependency>(fail(Error{}));
      if (!dependency) return stop("this is no dependency");
      dependencies.push_back(std::move(*dependency));
    }
    return true;
  }

  bool read_file(DeployedFile& file) {
    const auto line = after("  ");
    const auto digest_at = line ? line->rfind(": sha256:") : std::string_view::npos;
    if (digest_at == std::string_view::npos) return false;
    auto path = unquoted(line->substr(0, digest_at));
    auto words = line->substr(digest_at + 2);
    const auto digest = text::digest_from_text(words.substr(0, words.find(' ')));
    if (!path || !digest) return false;
    file = {.path = std::move(*path), .digest = *digest, .owners = {}};
    for (auto space = words.find(' '); space != std::string_view::npos; space = words.find(' ')) {
      words.remove_prefix(space + 1);
      file.owners.emplace_back(words.substr(0, words.find(' ')));
      if (!text::is_package_name(file.owners.back())) return false;
    }
    return !file.owners.empty();
  }

  bool read(Lock& lock) {
    if (!fits(title.substr(0, title.size() - 1))) return false;
    if (!fits(format_line))
      return stop(line_.starts_with("format: ") ? "another version of agentops wrote this file"
                                                : "`format: 1` is missing");
    if (fits("packages:"))
      while (!ended_ && line_.starts_with("  "))
        if (!read_package(lock.packages.emplace_back())) return false;
    if (fits("files:"))
      while (!ended_ && line_.starts_with("  ")) {
        const auto number = number_;
        if (read_file(lock.files.emplace_back())) continue;
        number_ = number;
        return stop("this is no file with its digest and owners");
      }
    if (line_.starts_with("<<<<<<<") || line_.starts_with("=======") || line_.starts_with(">>>>>>>"))
      return stop("a merge conflict is left");
    if (!fits(last_line.substr(0, last_line.size() - 1)))
      return stop(ended_ ? "the file ends too early" : "");
    return ended_ || stop("there is something after the end");
  }

  std::string_view rest_;
  std::string_view path_;
  std::string_view line_;
  std::uint32_t number_ = 0;
  bool ended_ = false;
  std::string why_;
};

/// The number of the first line in which two texts differ.
std::uint32_t first_difference(std::string_view a, std::string_view b) {
  const auto at = std::ranges::mismatch(a, b).in1;
  return static_cast<std::uint32_t>(std::count(a.begin(), at, '\n')) + 1;
}

/// A ledger decides what is removed: it may name nothing outside the project.
bool climbs(std::string_view path) {
  return path.empty() || path.starts_with('/') || path == ".." || path.starts_with("../") ||
         path.contains("/../") || path.ends_with("/..");
}

/// The rules that no single line shows.
std::optional<std::string_view> disorder_of(const Lock& lock) {
  const auto is_set = [](const auto& list, auto projection) {
    return std::ranges::is_sorted(list, {}, projection) &&
           std::ranges::adjacent_find(list, {}, projection) == list.end();
  };
  for (const auto& file : lock.files) {
    if (climbs(file.path)) return "a file outside the project";
    if (!is_set(file.owners, std::identity{})) return "owners are not sorted, or one is there twice";
  }
  if (!is_set(lock.packages, &LockedPackage::name)) return "packages are not sorted, or one is there twice";
  if (!is_set(lock.files, &DeployedFile::path)) return "files are not sorted, or one is there twice";
  for (const auto& file : lock.files)
    for (const auto& owner : file.owners)
      if (find_package(lock, owner) == nullptr) return "a file belongs to a package that is not installed";
  return std::nullopt;
}

}  // namespace

std::string write_lock(const Lock& lock) {
  std::string yaml = fmt::format("{}{}\n", title, format_line);
  if (!lock.packages.empty()) yaml += "packages:\n";
  for (const auto& package : lock.packages) write_package(yaml, package);
  if (!lock.files.empty()) yaml += "files:\n";
  for (const auto& file : lock.files)
    yaml += fmt::format("  {}: {} {}\n", text::yaml_scalar(file.path), text::digest_text(file.digest),
                        fmt::join(file.owners, " "));
  return yaml.append(last_line);
}

Result<Lock> read_lock(std::string_view bytes, std::string_view path) {
  if (bytes.empty()) return Lock{};
  LockReader reader(bytes, path);
  auto lock = reader.run();
  if (!lock) return lock;
  if (const auto why = disorder_of(*lock)) return fail(reader.refusal(1, *why));
  if (const std::string written = write_lock(*lock); written != bytes)
    return fail(reader.refusal(first_difference(bytes, written), "this line is not as agentops writes it"));
  return lock;
}

const LockedPackage* find_package(const Lock& lock, std::string_view name) {
  const auto found = std::ranges::lower_bound(lock.packages, name, {}, &LockedPackage::name);
  return found != lock.packages.end() && found->name == name ? &*found : nullptr;
}

const DeployedFile* find_file(const Lock& lock, std::string_view path) {
  const auto found = std::ranges::lower_bound(lock.files, path, {}, &DeployedFile::path);
  return found != lock.files.end() && found->path == path ? &*found : nullptr;
}

}  // namespace agentops::package
