#include "package/adaptation.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "package/fields.h"
#include "package/layout.h"
#include "package/manifest.h"
#include "package/settings.h"
#include "package/validations.h"
#include "text/characters.h"
#include "text/escape.h"
#include "text/json.h"
#include "text/manifest_file.h"
#include "text/placeholders.h"
#include "text/version.h"
#include "text/yaml_scalar.h"

namespace agentops::package {
namespace {

Error refusal(std::string message, std::string hint) {
  return {.kind = ErrorKind::Usage,
          .code = "E-ADAPT",
          .message = std::move(message),
          .hint = std::move(hint),
          .where = {}};
}

/// A value on one line, for a comment.
std::string shown_value(const Value& value) {
  constexpr std::size_t widest = 100;
  const auto text = text::scalar_text(value);
  return text::cut_to_width(text::for_terminal(text ? *text : text::write_json(value)), widest);
}

class Adapting {
 public:
  Adapting(const Package& package, const AdaptationOptions& options)
      : package_(package), options_(options), used_(options.words.size(), false) {}

  Result<Adaptation> run() {
    read_own_settings();
    for (const auto& [path, file] : package_.files)
      if (const Status added = add(path, file); !added) return fail(added);
    add_manifest();
    for (std::size_t i = 0; i < used_.size(); ++i)
      if (!used_[i])
        blank({.path = std::string(manifest_path)},
              fmt::format("nothing says {}: is there another word for it?", shown(options_.words[i].from)));
    std::ranges::stable_sort(done_.words, {}, [](const AdaptedWord& word) { return key_of(word.place); });
    std::ranges::stable_sort(done_.blanks, {},
                             [](const AdaptationBlank& blank) { return key_of(blank.place); });
    done_.files.emplace(std::string(adaptation_path), TreeFile{.content = trace()});
    return std::move(done_);
  }

 private:
  static std::tuple<std::string_view, std::uint32_t, std::uint32_t> key_of(const Place& place) {
    return {place.path, place.line, place.column};
  }

  void blank(Place place, std::string what) {
    done_.blanks.push_back({.place = std::move(place), .what = std::move(what)});
  }

  /// `text` with the words replaced; each is noted at its place in the new text.
  std::string mapped(std::string_view text, const std::string& path) {
    const auto replacements = text::word_replacements(text, options_.words);
    std::string result;
    std::size_t from = 0;
    std::uint32_t line = 1;
    std::size_t line_begin = 0;
    for (const text::WordReplacement& replacement : replacements) {
      const auto between = text.substr(from, replacement.at - from);
      for (std::size_t i = 0; i < between.size(); ++i)
        if (between[i] == '\n') {
          ++line;
          line_begin = result.size() + i + 1;
        }
      result += between;
      done_.words.push_back({.place = {.path = path,
                                       .line = line,
                                       .column = static_cast<std::uint32_t>(result.size() - line_begin + 1)},
                             .before = replacement.before,
                             .after = replacement.after});
      used_[replacement.mapping] = true;
      result += replacement.after;
      from = replacement.at + replacement.before.size();
    }
    return result.append(text.substr(from));
  }

  std::string mapped_path(const std::string& path) {
    const auto replacements = text::word_replacements(path, options_.words);
    std::string result = text::with_replacements(path, replacements);
    for (const text::WordReplacement& replacement : replacements) {
      done_.words.push_back(
          {.place = {.path = result}, .before = replacement.before, .after = replacement.after});
      used_[replacement.mapping] = true;
    }
    return result;
  }

  Status add(const std::string& path, const TreeFile& file) {
    if (path == manifest_path) return {};
    TreeFile adapted = file;
    const std::string new_path = mapped_path(path);
    const std::string& bytes = bytes_of(file);
    if (const auto settings = settings_.find(path); settings != settings_.end())
      adapted.content = blank_settings(settings->second, new_path);
    else if (text::is_utf8(bytes))
      adapted.content = mapped(bytes, new_path);
    if (!done_.files.emplace(new_path, std::move(adapted)).second)
      return fail(refusal(fmt::format("two files would be called {}", shown(new_path)),
                          "map one of their words to another"));
    return {};
  }

  // --- Settings: the keys stay, the values are somebody else's

  /// The settings by the files that declare them. None where they make no tree: then each file is a blank.
  void read_own_settings() {
    for (const auto& [name, path] : package_.manifest.config)
      if (name != rules_key) settings_[path];
    auto declared = read_settings(package_.files, package_.manifest);
    if (!declared) return;
    for (auto& [key, value] : declared->tree)
      if (const auto file = settings_.find(declared->file_of.at(key)); file != settings_.end())
        file->second.emplace_back(key, std::move(value));
  }

  std::string blank_settings(const Map& settings, const std::string& new_path) {
    std::string yaml =
        fmt::format("# Fill these in. Beside each stands what it is in {}.\n", package_.manifest.name);
    line_ = 1;
    for (const auto& [key, value] : settings) write_blank(yaml, key, value, 0, key, new_path);
    return yaml;
  }

  // The readers of YAML bound its depth, so walking a tree may call itself.
  void write_blank(std::string& yaml, const std::string& key, const Value& value, std::size_t indent,
                   const std::string& dotted, const std::string& path) {
    ++line_;
    const std::string written = text::yaml_scalar(key);
    const auto replacements = text::word_replacements(written, options_.words);
    for (const text::WordReplacement& replacement : replacements) used_[replacement.mapping] = true;
    const std::string new_key = text::with_replacements(written, replacements);
    if (new_key != written)
      done_.words.push_back(
          {.place = {.path = path, .line = line_, .column = static_cast<std::uint32_t>(indent + 1)},
           .before = written,
           .after = new_key});
    yaml.append(indent, ' ');
    if (value.map() != nullptr && !value.map()->empty()) {
      yaml += fmt::format("{}:\n", new_key);
      for (const auto& [child, below] : *value.map())
        write_blank(yaml, child, below, indent + 2, fmt::format("{}.{}", dotted, child), path);
      return;
    }
    yaml += fmt::format("{}:   # {}\n", new_key, shown_value(value));
    blank(
        {.path = path, .line = line_, .column = 1},
        fmt::format("{}: {} in {}", text::for_terminal(dotted), shown_value(value), package_.manifest.name));
  }

  // --- Manifest

  void add_manifest() {
    Manifest manifest = package_.manifest;
    const std::string path(manifest_path);
    const auto map_path = [&](std::string& each) {
      each = text::with_replacements(each, text::word_replacements(each, options_.words));
    };
    for (const ItemList& list : item_lists) std::ranges::for_each(manifest.*list.paths, map_path);
    for (auto* named : {&manifest.config, &manifest.documentation})
      for (auto& [name, each] : *named) map_path(each);
    map_path(manifest.description);
    for (std::string& word : manifest.keywords) map_path(word);
    manifest.name = options_.name;
    manifest.version = {.major = 0, .minor = 1, .patch = 0};
    if (!options_.author.empty()) manifest.author = options_.author;
    manifest.homepage.clear();
    manifest.repository.clear();
    const text::ManifestComments comments = {
        {"version", fmt::format("adapted from {} {}", package_.manifest.name,
                                text::to_text(package_.manifest.version))}};
    done_.files.emplace(path, TreeFile{.content = text::write_manifest(manifest, comments)});
    blank({.path = path, .line = 3, .column = 1}, "description: is it still true of the new subject?");
  }

  /// path, line, column, before, after: one word a line.
  [[nodiscard]] std::string trace() const {
    std::string lines = "path\tline\tcolumn\tbefore\tafter\n";
    for (const auto& [place, before, after] : done_.words)
      lines += fmt::format("{}\t{}\t{}\t{}\t{}\n", place.path, place.line, place.column, before, after);
    return lines;
  }

  const Package& package_;
  const AdaptationOptions& options_;
  std::vector<bool> used_;
  std::map<std::string, Map, std::less<>> settings_;  ///< of each file that holds some
  Adaptation done_;
  std::uint32_t line_ = 0;
};

}  // namespace

Result<Adaptation> adapt(const Package& package, const AdaptationOptions& options) {
  for (const text::WordMapping& mapping : options.words)
    if (mapping.from.empty() || mapping.to.empty())
      return fail(refusal("a mapping is no word for a word", "as in  --map customer=lead"));
  return Adapting(package, options).run();
}

}  // namespace agentops::package
