#include "text/manifest_file.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "text/version.h"
#include "text/yaml.h"

namespace agentops::text {
namespace {

/// Comments stand below one another, where a short line leaves room.
constexpr std::size_t comment_column = 32;

class Writer {
 public:
  explicit Writer(const ManifestComments& comments) : comments_(comments) {}

  void field(std::string_view key, std::string_view value) {
    line(fmt::format("{}: {}", key, yaml_scalar(value)), key);
  }
  /// Two dots make a text of it to every reader: no quotes.
  void version(const Version& version) { line(fmt::format("version: {}", to_text(version)), "version"); }
  void optional_field(std::string_view key, std::string_view value) {
    if (!value.empty()) field(key, value);
  }
  void list(std::string_view key, const std::vector<std::string>& values) {
    if (values.empty()) return;
    heading(key);
    for (const auto& value : values)
      line(fmt::format("  - {}", yaml_scalar(value)), fmt::format("{}:{}", key, value));
  }
  void dependencies(const std::vector<Dependency>& dependencies) {
    if (dependencies.empty()) return;
    heading("dependencies");
    for (const auto& [name, range] : dependencies)
      line(fmt::format("  - {}", yaml_scalar(range == "*" ? name : fmt::format("{}@{}", name, range))),
           fmt::format("dependencies:{}", name));
  }
  void named(std::string_view key, const NamedPaths& paths) {
    if (paths.empty()) return;
    heading(key);
    for (const auto& [name, path] : paths)
      line(fmt::format("  {}: {}", yaml_scalar(name), yaml_scalar(path)), fmt::format("{}:{}", key, name));
  }
  [[nodiscard]] std::string take() { return std::move(yaml_); }

 private:
  void heading(std::string_view key) {
    yaml_ += '\n';
    line(fmt::format("{}:", key), key);
  }
  void line(std::string_view text, std::string_view key) {
    yaml_ += text;
    if (const auto comment = comments_.find(key); comment != comments_.end() && !comment->second.empty()) {
      yaml_.append(std::max(comment_column, text.size() + 1) - text.size(), ' ');
      yaml_ += "# ";
      yaml_ += on_one_line(comment->second);
    }
    yaml_ += '\n';
  }
  static std::string on_one_line(std::string comment) {
    std::ranges::replace_if(comment, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return comment;
  }

  const ManifestComments& comments_;
  std::string yaml_;
};

}  // namespace

std::string write_manifest(const Manifest& manifest, const ManifestComments& comments) {
  Writer writer(comments);
  writer.field("name", manifest.name);
  writer.version(manifest.version);
  writer.optional_field("description", manifest.description);
  writer.optional_field("author", manifest.author);
  writer.optional_field("license", manifest.license);
  writer.optional_field("category", manifest.category);
  writer.optional_field("homepage", manifest.homepage);
  writer.optional_field("repository", manifest.repository);
  writer.list("keywords", manifest.keywords);
  writer.dependencies(manifest.dependencies);
  for (const ItemList& list : item_lists) writer.list(list.key, manifest.*list.paths);
  writer.named("config", manifest.config);
  writer.named("documentation", manifest.documentation);
  return writer.take();
}

}  // namespace agentops::text
