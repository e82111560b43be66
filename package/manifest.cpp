// One pass over the keys in the order of the file. Each reader of a field says what it does not like and
// leaves the field as it was, so that one run names every fault.

#include "package/manifest.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/fields.h"
#include "package/layout.h"
#include "package/license.h"
#include "package/range.h"
#include "text/escape.h"
#include "text/placeholders.h"
#include "text/slug.h"
#include "text/spelling.h"
#include "text/version.h"
#include "text/yaml.h"

namespace agentops::package {
namespace {

constexpr std::size_t most_dependencies = 256;

/// Names that YAML 1.1 readers take for a truth value or nothing.
constexpr std::array truths =
    std::to_array<std::string_view>({"false", "n", "no", "null", "off", "on", "true", "y", "yes"});

/// What other systems let a package ask for, and agentops never does.
struct Unwelcome {
  std::string_view key;
  std::string_view why;
};
constexpr std::array unwelcome_keys = std::to_array<Unwelcome>({
    {"env", "a package may not set environment variables"},
    {"files", "a package does not choose where its files land; list them under `agents`, `workflows` ..."},
    {"hooks", "a package may not install hooks"},
    {"mcpServers", "a package may not start servers"},
    {"permissions", "a package may not change permissions"},
    {"scripts", "scripts of packages are never run"},
});

const std::vector<std::string_view> known_keys = {
    "name",     "version",  "description", "author",       "license",      "category",
    "keywords", "homepage", "repository",  "dependencies", "agents",       "workflows",
    "patterns", "skills",   "rules",       "config",       "documentation"};

class Inspection {
 public:
  explicit Inspection(std::string_view path) : fields_(path) {}

  ManifestReading take(const Map& entries) {
    for (const auto& [key, value] : entries) read(key, value);
    for (const std::string_view required : {"name", "version"})
      if (!has(entries, required))
        fields_.error(0, fmt::format("`{}` is missing", required),
                      fmt::format("add a line `{}: ...`", required),
                      required == "version" ? "AO504" : "AO501");
    for (const auto& dependency : manifest_.dependencies)
      if (dependency.name == manifest_.name)
        fields_.error(fields_.line_of("dependencies:" + dependency.name), "the package depends on itself",
                      "take the line out");
    auto [findings, refusal, lines] = fields_.take();
    return {.manifest = std::move(manifest_),
            .findings = std::move(findings),
            .refusal = std::move(refusal),
            .lines = std::move(lines)};
  }

 private:
  static bool has(const Map& entries, std::string_view wanted) {
    return std::ranges::any_of(entries, [&](const auto& entry) { return entry.first == wanted; });
  }

  void read_name(const Value& value) {
    const auto* name = value.text();
    constexpr std::string_view rule =
        "a name is lower-case letters, digits and single dashes between them, at most 64";
    if (name == nullptr || !text::is_package_name(*name))
      return fields_.error(value.line,
                           fmt::format("`name`: {} is no package name", shown(name == nullptr ? "" : *name)),
                           std::string(rule));
    if (std::ranges::find(truths, *name) != truths.end())
      return fields_.error(
          value.line, fmt::format("`name`: other readers of YAML take {} for a truth value", shown(*name)),
          "choose another name");
    if (check_path(*name))
      return fields_.error(value.line,
                           fmt::format("`name`: {} cannot be a folder on every system", shown(*name)),
                           "choose another name");
    manifest_.name = *name;
  }

  void read_version_field(const Value& value) {
    const auto written = text::scalar_text(value);
    if (value.text() == nullptr)
      return fields_.error(value.line,
                           written ? fmt::format("`version`: {} is a number to YAML, not a version", *written)
                                   : "`version` is not text",
                           "write three numbers, as in 1.2.0", "AO504");
    auto version = text::read_version(*written);
    if (!version)
      return fields_.error(value.line, "`version`: " + version.error().message, version.error().hint,
                           "AO504");
    manifest_.version = std::move(*version);
  }

  void read_license(const Value& value) {
    fields_.read_text("license", value, manifest_.license);
    if (manifest_.license.contains('\n'))
      fields_.error(value.line, "`license` has several lines", "write an SPDX id, as in MIT");
  }

  void read_category(const Value& value) {
    fields_.read_text("category", value, manifest_.category);
    const auto& category = manifest_.category;
    if (!category.empty() && std::ranges::find(categories, category) == categories.end())
      fields_.warn(value.line, fmt::format("`category`: {} is none that is known", shown(category)),
                   fmt::format("one of {}", fmt::join(categories, ", ")));
  }

  void read_keywords(const Value& value) {
    fields_.for_each_entry("keywords", value, [&](const Value& entry) {
      const auto* word = entry.text();
      if (word == nullptr)
        return fields_.error(entry.line, "`keywords`: an entry is not text", "write it in quotes");
      if (fields_.is_plain("keywords", *word, entry.line)) manifest_.keywords.push_back(*word);
    });
  }

  void read_dependencies(const Value& value) {
    std::set<std::string, std::less<>> names;
    fields_.for_each_entry("dependencies", value, [&](const Value& entry) {
      auto& list = manifest_.dependencies;
      if (list.size() == most_dependencies) {
        if (names.insert("").second)
          fields_.error(entry.line, fmt::format("more than {} dependencies", most_dependencies),
                        "split the package");
        return;
      }
      const auto* text = entry.text();
      if (text == nullptr)
        return fields_.error(entry.line, "`dependencies`: an entry is not text", "write it as name@^1.0.0");
      auto dependency = read_dependency(*text);
      if (!dependency)
        return fields_.error(entry.line, "`dependencies`: " + dependency.error().message,
                             dependency.error().hint, "AO507");
      if (!names.insert(dependency->name).second)
        return fields_.error(entry.line,
                             fmt::format("`dependencies`: {} is listed twice", shown(dependency->name)),
                             "keep one");
      fields_.note_line(fmt::format("dependencies:{}", dependency->name), entry.line);
      list.push_back(std::move(*dependency));
    });
  }

  void read_unknown(const std::string& key, const Value& value) {
    const auto* const unwelcome = std::ranges::find(unwelcome_keys, key, &Unwelcome::key);
    if (unwelcome != unwelcome_keys.end())
      return fields_.error(value.line, fmt::format("`{}`: {}", key, unwelcome->why), "take it out");
    const auto closest = text::closest_spelling(key, known_keys);
    fields_.warn(value.line, fmt::format("unknown key {}", shown(key)),
                 closest.empty() ? "take it out" : fmt::format("did you mean `{}`?", closest));
  }

  void read(const std::string& key, const Value& value) {
    fields_.note_line(key, value.line);
    if (key == "name") return read_name(value);
    if (key == "version") return read_version_field(value);
    if (key == "description") return fields_.read_text(key, value, manifest_.description);
    if (key == "author") return fields_.read_text(key, value, manifest_.author);
    if (key == "license") return read_license(value);
    if (key == "category") return read_category(value);
    if (key == "keywords") return read_keywords(value);
    if (key == "homepage") return fields_.read_text(key, value, manifest_.homepage);
    if (key == "repository") return fields_.read_text(key, value, manifest_.repository);
    if (key == "dependencies") return read_dependencies(value);
    if (key == "config") return fields_.read_named_paths(key, value, manifest_.config);
    if (key == "documentation") return fields_.read_named_paths(key, value, manifest_.documentation);
    const auto* const list = std::ranges::find(item_lists, key, &ItemList::key);
    if (list != item_lists.end()) return fields_.read_paths(key, value, manifest_.*list->paths);
    read_unknown(key, value);
  }

  FieldReader fields_;
  Manifest manifest_;
};

}  // namespace

bool can_name_package(std::string_view name) {
  return text::is_package_name(name) && std::ranges::find(truths, name) == truths.end() && !check_path(name);
}

Result<Dependency> read_dependency(std::string_view text) {
  const auto refuse = [&](std::string why) {
    return fail({.kind = ErrorKind::Invalid,
                 .code = "E-MANIFEST",
                 .message = std::move(why),
                 .hint = "write it as name@^1.0.0",
                 .where = {}});
  };
  const auto at = text.find('@');
  Dependency dependency{.name = std::string(text.substr(0, at)),
                        .range = at == std::string_view::npos ? "*" : std::string(text.substr(at + 1))};
  if (!text::is_package_name(dependency.name))
    return refuse(fmt::format("{} is no package name", shown(dependency.name)));
  if (at != std::string_view::npos && dependency.range.empty()) return refuse("no version follows `@`");
  if (const auto range = read_range(dependency.range); !range) return refuse(range.error().message);
  return dependency;
}

namespace {

Result<ManifestReading> inspect(const Value& tree, std::string_view path) {
  const Map* entries = tree.map();
  if (entries == nullptr)
    return fail({.kind = ErrorKind::Invalid,
                 .code = "E-MANIFEST",
                 .message = fmt::format("{} is {}, not a manifest", text::for_terminal(path),
                                        tree.is_null() ? "empty" : "no map of keys and values"),
                 .hint = "it needs at least `name: ...` and `version: 0.1.0`",
                 .where = {.path = std::string(path), .line = 1, .column = 1}});
  return Inspection(path).take(*entries);
}

/// The reading, unless there is an error in it.
Result<ManifestReading> accepted(Result<ManifestReading> reading, std::string_view path) {
  if (!reading || reading->refusal.empty()) return reading;
  const auto first = std::ranges::find(reading->findings, Severity::Error, &Finding::severity);
  return fail({.kind = ErrorKind::Invalid,
               .code = reading->refusal,
               .message = fmt::format("{}: {}", text::for_terminal(path), first->message),
               .hint = first->fix,
               .where = first->place});
}

}  // namespace

Result<ManifestReading> inspect_manifest(std::string_view bytes, std::string_view path) {
  const auto tree = text::read_yaml(bytes, path);
  if (!tree) return fail(tree);
  return inspect(*tree, path);
}

Result<ManifestReading> read_manifest(std::string_view bytes, std::string_view path) {
  return accepted(inspect_manifest(bytes, path), path);
}

Result<ManifestReading> manifest_from(const Value& manifest, std::string_view path) {
  return accepted(inspect(manifest, path), path);
}

}  // namespace agentops::package
