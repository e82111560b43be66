// The order of reading: bytes -> frontmatter -> prose -> kind -> name and description -> mentions, uses. Each
// step reads what the ones before it found.

#include "extract/document.h"

#include <algorithm>
#include <utility>

#include "extract/classify.h"
#include "extract/formats.h"
#include "extract/frontmatter.h"
#include "extract/lines.h"
#include "extract/markdown.h"
#include "extract/mentions.h"
#include "extract/naming.h"
#include "extract/scan.h"
#include "extract/toml.h"
#include "extract/uses.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/json.h"
#include "text/words.h"

namespace agentops::extract {

namespace {

constexpr std::size_t most_bytes = 4 * 1024 * 1024;
constexpr std::size_t most_json = 256 * 1024;

Span whole(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }

/// Frontmatter, where the body is, and what is wrong with them.
void read_head(const Source& source, Format format, Document& document) {
  const std::string_view text = source.bytes;
  document.body = whole(text);
  if (format == Format::Markdown) {
    const auto parts = split_frontmatter(text);
    document.frontmatter = parts.frontmatter;
    document.body = parts.body;
    if (!parts.frontmatter.empty()) document.meta = read_meta(text, parts);
    document.item.findings = judge_frontmatter(text, parts, source.path);
  } else if (format == Format::Toml) {
    Map meta;
    document.body = {document.body.end, document.body.end};
    for (auto& entry : read_toml_entries(text)) {
      const bool prompt = entry.key == "prompt" || entry.key == "developer_instructions";
      if (prompt && entry.block) document.body = entry.span;
      meta.emplace_back(std::move(entry.key), std::move(entry.value));
    }
    document.meta = std::move(meta);
  } else if (format == Format::Yaml) {
    document.meta = read_frontmatter(text);
  } else if (text.size() <= most_json) {
    if (auto value = text::read_json(text, source.path); value && value->map())
      document.meta = std::move(*value);
  }
}

void read_body(const Source& source, Format format, const Lines& lines, Document& document,
               std::vector<Link>& links) {
  if (format != Format::Markdown && format != Format::Toml) return;
  auto prose = read_markdown(source.bytes, document.body, lines);
  document.sections = std::move(prose.sections);
  document.blocks = std::move(prose.blocks);
  document.steps = std::move(prose.steps);
  document.code = std::move(prose.code);
  links = std::move(prose.links);
  if (prose.limited)
    document.item.findings.push_back(
        {.rule = "AO109",
         .severity = Severity::Note,
         .place = {.path = source.path, .line = lines.count() ? lines.at(document.body.begin) : 1},
         .message = "too deeply nested or too long in one piece for a full reading; read line by line",
         .fix = {}});
}

std::string first_heading(const Document& document) {
  for (const auto& section : document.sections)
    if (section.level > 0) return section.title;
  return {};
}

void describe(const Source& source, const FileContext& context, Document& document) {
  auto& item = document.item;
  auto verdict = classify({.path = source.path,
                           .text = source.bytes,
                           .document = &document,
                           .beside_skill_folders = context.beside_skill_folders});
  item.kind = verdict.kind;
  item.kind_from = std::move(verdict.from);
  item.kind_confidence = verdict.confidence;
  item.title = first_heading(document);
  auto name = name_of_item(document, source.path);
  item.name = std::move(name.text);
  item.name_from = std::move(name.from);
  auto description = description_of_item(document, source.path, source.bytes);
  item.description = std::move(description.text);
  item.description_from = std::move(description.from);
  item.model = meta_text(document.meta, "model");
}

/// Text that goes to screens and JSON holds no broken characters, whatever the file holds.
void make_valid(Document& document) {
  auto& item = document.item;
  for (auto* text : {&item.name, &item.title, &item.description, &item.model})
    *text = text::valid_utf8(*text);
  for (auto& section : document.sections) section.title = text::valid_utf8(section.title);
  for (auto& step : document.steps) step.text = text::valid_utf8(step.text);
  for (auto& mention : item.mentions) mention.target = text::valid_utf8(mention.target);
  for (auto& literal : item.uses.literals) {
    literal.value = text::valid_utf8(literal.value);
    literal.context = text::valid_utf8(literal.context);
  }
}

std::size_t count_controls(std::string_view bytes) {
  return static_cast<std::size_t>(std::ranges::count_if(bytes, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && !is_space(c) && c != '\x1b' && c != '\b';
  }));
}

}  // namespace

std::vector<Document> read_documents(const Source& source, const FileContext& context) {
  const std::string_view text = source.bytes;
  const auto format = format_of(source.path);
  std::vector<Document> documents(1);
  auto& document = documents.front();
  auto& item = document.item;
  const Lines lines(text);
  std::vector<Link> links;
  read_head(source, format, document);
  read_body(source, format, lines, document, links);
  describe(source, context, document);

  item.key = item.path = source.path;
  item.lines = lines.count();
  item.tokens = static_cast<std::uint32_t>(text.size() / 4);
  item.digest = source.digest;
  item.body_digest = text::sha256(text::normalised(slice(text, document.body)));
  item.id = text::hex(item.body_digest).substr(0, 7);
  item.mentions = find_mentions(text, document, links, lines);
  item.uses = find_uses(text, document, lines, format);
  if (!text::is_utf8(text)) {
    item.findings.push_back({.rule = "AO103",
                             .severity = Severity::Warning,
                             .place = {.path = source.path, .line = 1},
                             .message = "not UTF-8; what could not be read is shown as U+FFFD",
                             .fix = "save the file as UTF-8"});
    make_valid(document);
  }
  return documents;
}

std::optional<std::string> why_not_text(std::string_view bytes) {
  if (bytes.size() > most_bytes) return "over 4 MiB";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16, save it as UTF-8";
  const auto head = bytes.substr(0, 64 * 1024);
  if (count_controls(head) * 50 > head.size() && head.size() >= 64) return "binary";
  return std::nullopt;
}

}  // namespace agentops::extract
