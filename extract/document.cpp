// The order of reading: bytes -> frontmatter -> prose -> kind -> name and description -> mentions, uses. Each
// step reads what the ones before it found.

#include "extract/document.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "extract/classify.h"
#include "extract/formats.h"
#include "extract/frontmatter.h"
#include "extract/lines.h"
#include "extract/markdown.h"
#include "extract/mentions.h"
#include "extract/naming.h"
#include "extract/scan.h"
#include "extract/series.h"
#include "extract/toml.h"
#include "extract/uses.h"
#include "text/characters.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/json.h"
#include "text/words.h"

namespace agentops::extract {

namespace {

constexpr std::size_t most_bytes = 4 * 1024 * 1024;
constexpr std::size_t most_json = 256 * 1024;

Span whole(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }

/// What all items of one file share.
struct File {
  const Source& source;
  const FileContext& context;
  Format format;
  Lines lines;

  [[nodiscard]] std::string_view text() const { return source.bytes; }
};

void read_frontmatter_of(const File& file, const Parts& parts, Document& document) {
  document.frontmatter = parts.frontmatter;
  document.body = parts.body;
  if (!parts.frontmatter.empty()) document.meta = read_meta(file.text(), parts);
  document.item.findings = judge_frontmatter(file.text(), parts, file.source.path);
}

/// The head of a file of TOML: the body is the text that the assistant is told.
void read_toml_head(std::string_view text, Document& document) {
  document.meta = read_toml(text);
  document.body = {document.body.end, document.body.end};
  for (const auto& entry : read_toml_entries(text))
    if (entry.key == "prompt" || entry.key == "developer_instructions") document.body = entry.span;
}

/// Frontmatter, where the body is, and what is wrong with them.
void read_head(const File& file, Document& document) {
  const std::string_view text = file.text();
  document.body = whole(text);
  if (file.format == Format::Markdown) {
    read_frontmatter_of(file, split_frontmatter(text), document);
  } else if (file.format == Format::Toml) {
    read_toml_head(text, document);
  } else if (file.format == Format::Yaml) {
    document.meta = read_frontmatter(text);
  } else if (text.size() <= most_json) {
    if (auto value = text::read_json(text, file.source.path); value && value->map())
      document.meta = std::move(*value);
  }
}

std::vector<Link> read_body(const File& file, Document& document) {
  if (file.format != Format::Markdown && file.format != Format::Toml) return {};
  auto prose = read_markdown(file.text(), document.body, file.lines);
  document.sections = std::move(prose.sections);
  document.blocks = std::move(prose.blocks);
  document.steps = std::move(prose.steps);
  document.code = std::move(prose.code);
  if (prose.limited)
    document.item.findings.push_back(
        {.rule = "AO109",
         .severity = Severity::Note,
         .place = {.path = file.source.path,
                   .line = file.lines.count() ? file.lines.at(document.body.begin) : 1},
         .message = "too deeply nested or too long in one piece for a full reading; read line by line",
         .fix = {}});
  return std::move(prose.links);
}

std::string first_heading(const Document& document) {
  for (const auto& section : document.sections)
    if (section.level > 0) return section.title;
  return {};
}

/// AO112 where a `name:` names nothing, so that the item is called by something else.
void judge_name(const File& file, Document& document) {
  const Value* name = document.meta.find("name");
  if (name == nullptr || document.item.name_from == "frontmatter" || document.item.kind == Kind::Config)
    return;
  document.item.findings.push_back(
      {.rule = "AO112",
       .severity = Severity::Warning,
       .place = {.path = file.source.path, .line = name->line},
       .message = fmt::format("`name:` names nothing; the item is called \"{}\" after its {}",
                              text::for_terminal(document.item.name), document.item.name_from),
       .fix = "give it a name of a few words, or take the line out"});
}

void describe(const File& file, const Part* part, Document& document) {
  auto& item = document.item;
  auto verdict = classify({.path = file.source.path,
                           .text = file.text(),
                           .document = &document,
                           .beside_skill_folders = file.context.beside_skill_folders,
                           .heading = part ? part->kind : Kind::Other});
  item.kind = verdict.kind;
  item.kind_from = std::move(verdict.from);
  item.kind_confidence = verdict.confidence;
  item.runner_up = verdict.runner_up;
  item.runner_up_from = std::move(verdict.runner_up_from);
  item.title = first_heading(document);
  auto name = part && part->parts.frontmatter.empty() ? Told{part->name, "heading"}
                                                      : name_of_item(document, file.source.path);
  item.name = std::move(name.text);
  item.name_from = std::move(name.from);
  auto description = description_of_item(document, item.name, file.text());
  item.description = std::move(description.text);
  item.description_from = std::move(description.from);
  item.model = meta_text(document.meta, "model");
  judge_name(file, document);
}

/// Size, digests, mentions and uses of what stands under `extent`.
void measure(const File& file, Span extent, const std::vector<Link>& links, Document& document) {
  auto& item = document.item;
  const auto bytes = slice(file.text(), extent);
  const bool is_whole = bytes.size() == file.text().size();
  item.key = item.path = file.source.path;
  item.line = is_whole ? 1 : file.lines.at(extent.begin);
  item.lines = is_whole ? file.lines.count() : file.lines.at(extent.end - 1) - item.line + 1;
  item.tokens = static_cast<std::uint32_t>(bytes.size() / 4);
  item.digest = is_whole ? file.source.digest : text::sha256(bytes);
  item.body_digest = text::sha256(text::normalised(slice(file.text(), document.body)));
  item.id = text::hex(item.body_digest).substr(0, 7);
  item.mentions = find_mentions(file.text(), document, links, file.lines);
  item.uses = find_uses(file.text(), document, file.lines, file.format);
}

Document read_part(const File& file, const Part& part, std::size_t number) {
  Document document;
  read_frontmatter_of(file, part.parts, document);
  const auto links = read_body(file, document);
  describe(file, &part, document);
  measure(file, {part.parts.frontmatter.begin, part.parts.body.end}, links, document);
  document.item.key += "#" + std::to_string(number);
  return document;
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

/// AO103 at the first byte that is no UTF-8.
Finding not_utf8(const File& file) {
  std::uint32_t at = 0;
  for (auto rest = file.text(); !rest.empty();) {
    const auto character = text::first_character(rest);
    if (!character.is_valid()) break;
    at += static_cast<std::uint32_t>(character.bytes.size());
    rest.remove_prefix(character.bytes.size());
  }
  const auto line = file.lines.at(at);
  return {.rule = "AO103",
          .severity = Severity::Warning,
          .place = {.path = file.source.path,
                    .line = line,
                    .column = text::utf16_units(slice(file.text(), {file.lines.whole(line).begin, at})) + 1},
          .message = "not UTF-8; what could not be read is shown as U+FFFD",
          .fix = "save the file as UTF-8",
          .width = 1};
}

}  // namespace

std::vector<Document> read_documents(const Source& source, const FileContext& context) {
  const File file{
      .source = source, .context = context, .format = format_of(source.path), .lines = Lines(source.bytes)};
  std::vector<Document> documents(1);
  auto& document = documents.front();
  read_head(file, document);
  const auto links = read_body(file, document);
  describe(file, nullptr, document);
  const auto parts =
      file.format == Format::Markdown ? parts_of(file.text(), document, file.lines) : std::vector<Part>{};
  if (parts.empty())
    measure(file, whole(file.text()), links, document);
  else
    documents.clear();
  for (const Part& part : parts) documents.push_back(read_part(file, part, documents.size() + 1));

  if (!text::is_utf8(file.text())) {
    documents.front().item.findings.push_back(not_utf8(file));
    std::ranges::for_each(documents, make_valid);
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
