// One pass over the keys in the order of the file. Each reader of a field says what it does not like and
// leaves the field as it was, so that one run names every fault.

#include "package/manifest.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/layout.h"
#include "package/license.h"
#include "package/range.h"
#include "text/characters.h"
#include "text/escape.h"
#include "text/slug.h"
#include "text/spelling.h"
#include "text/version.h"
#include "text/yaml.h"

namespace agentops::package {
namespace {

constexpr std::size_t most_dependencies = 256;
constexpr std::size_t longest_text = 4096;

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

std::string shown(std::string_view untrusted) {
  return fmt::format("`{}`", text::for_terminal(untrusted.substr(0, 100)));
}

/// A single value as text: what stands for it in YAML; nothing for lists, maps and null.
std::optional<std::string> scalar_text(const Value& value) {
  if (const auto* text = value.text()) return *text;
  if (const auto* integer = value.integer()) return fmt::format("{}", *integer);
  if (const auto* truth = value.truth()) return *truth ? "true" : "false";
  if (const auto* real = value.real()) return fmt::format("{}", *real);
  return std::nullopt;
}

bool turns_direction(std::int32_t point) {
  return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069) || point == 0x200e ||
         point == 0x200f || point == 0x061c;
}

class Inspection {
 public:
  explicit Inspection(std::string_view path) : path_(path) {}

  ManifestReading take(const Map& entries) {
    for (const auto& [key, value] : entries) read(key, value);
    for (const std::string_view required : {"name", "version"})
      if (!has(entries, required))
        error(0, fmt::format("`{}` is missing", required), fmt::format("add a line `{}: ...`", required),
              required == "version" ? "AO504" : "AO501");
    return std::move(reading_);
  }

 private:
  static bool has(const Map& entries, std::string_view wanted) {
    return std::ranges::any_of(entries, [&](const auto& entry) { return entry.first == wanted; });
  }

  // --- Findings

  void add(Severity severity, std::uint32_t line, std::string message, std::string fix,
           std::string_view rule) {
    reading_.findings.push_back(
        {.rule = std::string(rule),
         .severity = severity,
         .place = {.path = std::string(path_), .line = line, .column = line == 0 ? 0U : 1U},
         .message = std::move(message),
         .fix = std::move(fix)});
  }
  void warn(std::uint32_t line, std::string message, std::string fix) {
    add(Severity::Warning, line, std::move(message), std::move(fix), "AO501");
  }
  void error(std::uint32_t line, std::string message, std::string fix, std::string_view rule = "AO501",
             std::string_view code = "E-MANIFEST") {
    if (reading_.refusal.empty()) reading_.refusal = code;
    add(Severity::Error, line, std::move(message), std::move(fix), rule);
  }

  // --- Values

  /// Text that is safe to print and to be read by an agent; an error otherwise.
  bool is_plain(std::string_view key, const std::string& text, std::uint32_t line,
                std::string_view kept = "") {
    bool turns = false;
    bool hides = false;
    text::for_each_character(text, [&](const text::Character& character) {
      turns = turns || turns_direction(character.point);
      hides = hides || (text::is_control(character.point) && !kept.contains(character.bytes));
    });
    if (!turns && !hides && text::lines_for_terminal(text) == text) return true;
    error(line,
          fmt::format("`{}` holds {} characters: {}", key,
                      turns ? "direction-turning" : "invisible or control", shown(text)),
          "write it in visible characters", "AO701", turns ? "E-CONTENT-BIDI" : "E-CONTENT-HIDDEN");
    return false;
  }

  void read_text(std::string_view key, const Value& value, std::string& field) {
    if (value.is_null()) return;
    const auto* text = value.text();
    if (text == nullptr)
      return error(value.line, fmt::format("`{}` is not text", key),
                   fmt::format("write it in quotes: {}: \"...\"", key));
    if (text->size() > longest_text)
      return error(value.line, fmt::format("`{}` is longer than {} bytes", key, longest_text), "shorten it");
    if (is_plain(key, *text, value.line, "\n\t")) field = *text;
  }

  void read_name(const Value& value) {
    const auto* name = value.text();
    constexpr std::string_view rule =
        "a name is lower-case letters, digits and single dashes between them, at most 64";
    if (name == nullptr || !text::is_package_name(*name))
      return error(value.line,
                   fmt::format("`name`: {} is no package name", shown(name == nullptr ? "" : *name)),
                   std::string(rule));
    if (std::ranges::find(truths, *name) != truths.end())
      return error(value.line,
                   fmt::format("`name`: other readers of YAML take {} for a truth value", shown(*name)),
                   "choose another name");
    if (check_path(*name))
      return error(value.line, fmt::format("`name`: {} cannot be a folder on every system", shown(*name)),
                   "choose another name");
    reading_.manifest.name = *name;
  }

  void read_version_field(const Value& value) {
    const auto text = scalar_text(value);
    if (value.text() == nullptr)
      return error(value.line,
                   text ? fmt::format("`version`: {} is a number to YAML, not a version", *text)
                        : "`version` is not text",
                   "write three numbers, as in 1.2.0", "AO504");
    auto version = text::read_version(*text);
    if (!version)
      return error(value.line, "`version`: " + version.error().message, version.error().hint, "AO504");
    reading_.manifest.version = std::move(*version);
  }

  void read_license(const Value& value) {
    read_text("license", value, reading_.manifest.license);
    if (reading_.manifest.license.contains('\n'))
      error(value.line, "`license` has several lines", "write an SPDX id, as in MIT");
  }

  void read_category(const Value& value) {
    read_text("category", value, reading_.manifest.category);
    const auto& category = reading_.manifest.category;
    if (!category.empty() && std::ranges::find(categories, category) == categories.end())
      warn(value.line, fmt::format("`category`: {} is none that is known", shown(category)),
           fmt::format("one of {}", fmt::join(categories, ", ")));
  }

  /// Each entry of a list; a null is an empty list.
  template <class Visitor>
  void for_each_entry(std::string_view key, const Value& value, Visitor&& visit) {
    if (value.is_null()) return;
    const auto* entries = value.list();
    if (entries == nullptr)
      return error(value.line, fmt::format("`{}` is not a list", key),
                   fmt::format("write {}: with `  - ...` lines below", key));
    for (const auto& entry : *entries) visit(entry);
  }

  void read_keywords(const Value& value) {
    for_each_entry("keywords", value, [&](const Value& entry) {
      const auto* word = entry.text();
      if (word == nullptr) return error(entry.line, "`keywords`: an entry is not text", "write it in quotes");
      if (is_plain("keywords", *word, entry.line)) reading_.manifest.keywords.push_back(*word);
    });
  }

  void read_dependencies(const Value& value) {
    std::set<std::string, std::less<>> names;
    for_each_entry("dependencies", value, [&](const Value& entry) {
      auto& list = reading_.manifest.dependencies;
      if (list.size() == most_dependencies) {
        if (names.insert("").second)
          error(entry.line, fmt::format("more than {} dependencies", most_dependencies), "split the package");
        return;
      }
      const auto* text = entry.text();
      if (text == nullptr)
        return error(entry.line, "`dependencies`: an entry is not text", "write it as name@^1.0.0");
      auto dependency = read_dependency(*text);
      if (!dependency)
        return error(entry.line, "`dependencies`: " + dependency.error().message, dependency.error().hint,
                     "AO507");
      if (!names.insert(dependency->name).second)
        return error(entry.line, fmt::format("`dependencies`: {} is listed twice", shown(dependency->name)),
                     "keep one");
      reading_.lines.emplace(fmt::format("dependencies:{}", dependency->name), entry.line);
      list.push_back(std::move(*dependency));
    });
  }

  /// A path inside the package.
  bool read_path(std::string_view key, const Value& entry, std::set<std::string>& seen, std::string& path) {
    const auto text = scalar_text(entry);
    if (!text) {
      const bool nested = entry.map() != nullptr;
      error(entry.line, fmt::format("`{}`: an entry is not a path", key), "write one path", "AO501",
            key == "config" && nested ? "E-CONFIG" : "E-MANIFEST");
      return false;
    }
    if (const auto refusal = check_path(*text)) {
      error(entry.line, fmt::format("`{}`: {}: {}", key, shown(*text), refusal->why),
            "name a file of the package");
      return false;
    }
    if (!seen.insert(*text).second) {
      warn(entry.line, fmt::format("`{}`: {} is listed twice", key, shown(*text)), "keep one");
      return false;
    }
    reading_.lines.emplace(*text, entry.line);
    path = *text;
    return true;
  }

  void read_paths(std::string_view key, const Value& value, std::vector<std::string>& field) {
    std::set<std::string> seen;
    for_each_entry(key, value, [&](const Value& entry) {
      std::string path;
      if (!read_path(key, entry, seen, path)) return;
      if (!path.starts_with(fmt::format("{}/", key)))
        return error(entry.line, fmt::format("`{}`: {} is not in {}/", key, shown(path), key),
                     fmt::format("move the file to {}/", key));
      field.push_back(std::move(path));
    });
  }

  void read_named_paths(std::string_view key, const Value& value, NamedPaths& field) {
    if (value.is_null()) return;
    const auto* entries = value.map();
    if (entries == nullptr)
      return error(value.line, fmt::format("`{}` is not a map", key),
                   fmt::format("write it as `  name: {}/file`", key));
    std::set<std::string> seen;
    for (const auto& [name, entry] : *entries) {
      std::string path;
      if (is_plain(key, name, entry.line) && read_path(key, entry, seen, path))
        field.emplace_back(name, std::move(path));
    }
  }

  void read_unknown(const std::string& key, const Value& value) {
    const auto* const unwelcome = std::ranges::find(unwelcome_keys, key, &Unwelcome::key);
    if (unwelcome != unwelcome_keys.end())
      return error(value.line, fmt::format("`{}`: {}", key, unwelcome->why), "take it out");
    const auto closest = text::closest_spelling(key, known_keys);
    warn(value.line, fmt::format("unknown key {}", shown(key)),
         closest.empty() ? "take it out" : fmt::format("did you mean `{}`?", closest));
  }

  void read(const std::string& key, const Value& value) {
    auto& manifest = reading_.manifest;
    reading_.lines.emplace(key, value.line);
    if (key == "name") return read_name(value);
    if (key == "version") return read_version_field(value);
    if (key == "description") return read_text(key, value, manifest.description);
    if (key == "author") return read_text(key, value, manifest.author);
    if (key == "license") return read_license(value);
    if (key == "category") return read_category(value);
    if (key == "keywords") return read_keywords(value);
    if (key == "homepage") return read_text(key, value, manifest.homepage);
    if (key == "repository") return read_text(key, value, manifest.repository);
    if (key == "dependencies") return read_dependencies(value);
    if (key == "agents") return read_paths(key, value, manifest.agents);
    if (key == "workflows") return read_paths(key, value, manifest.workflows);
    if (key == "patterns") return read_paths(key, value, manifest.patterns);
    if (key == "skills") return read_paths(key, value, manifest.skills);
    if (key == "rules") return read_paths(key, value, manifest.rules);
    if (key == "config") return read_named_paths(key, value, manifest.config);
    if (key == "documentation") return read_named_paths(key, value, manifest.documentation);
    read_unknown(key, value);
  }

  std::string_view path_;
  ManifestReading reading_;
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
  auto reading = Inspection(path).take(*entries);
  const auto& manifest = reading.manifest;
  for (const auto& dependency : manifest.dependencies)
    if (dependency.name == manifest.name) {
      if (reading.refusal.empty()) reading.refusal = "E-MANIFEST";
      reading.findings.push_back({.rule = "AO501",
                                  .severity = Severity::Error,
                                  .place = {.path = std::string(path),
                                            .line = reading.lines["dependencies:" + dependency.name],
                                            .column = 1},
                                  .message = "the package depends on itself",
                                  .fix = "take the line out"});
    }
  return reading;
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
