#include "tests/draft/invented.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "text/hash.h"
#include "text/words.h"

namespace agentops::draft {
namespace {

std::uint32_t line_at(std::string_view text, std::size_t offset) {
  return static_cast<std::uint32_t>(std::ranges::count(text.substr(0, offset), '\n')) + 1;
}

Span span_of(std::size_t begin, std::size_t size) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
}

std::string after(std::string_view text, std::string_view word) {
  const std::size_t at = text.find(word);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + word.size());
  return std::string(text.substr(0, text.find('\n')));
}

std::string stem(const std::string& path) {
  const std::string file = path.substr(path.rfind('/') + 1);
  return file.substr(0, file.find('.'));
}

/// The bytes of the frontmatter, with its fences.
std::size_t frontmatter_end(std::string_view text) {
  if (!text.starts_with("---\n")) return 0;
  const std::size_t close = text.find("\n---\n", 3);
  return close == std::string_view::npos ? 0 : close + 5;
}

/// True for a line of a paragraph: one that begins with a word or in bold.
bool is_prose(std::string_view line) {
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  return line.starts_with("**") || (!line.empty() && is_letter(line.front()));
}

/// Sections, paragraphs of one line, check-list lines and numbered steps, as far as the tests write them.
void read_lines(std::string_view text, Span extent, Document& document) {
  for (std::size_t begin = extent.begin; begin < extent.end;) {
    const std::size_t end = std::min<std::size_t>(text.find('\n', begin) + 1, extent.end);
    const std::string_view line = text.substr(begin, end - begin - 1);
    const std::uint32_t number = line_at(text, begin);
    const std::size_t level = line.find_first_not_of('#');
    if (line.starts_with('#'))
      document.sections.push_back({.title = std::string(line.substr(level + 1)),
                                   .level = static_cast<std::uint8_t>(level),
                                   .line = number,
                                   .heading = span_of(begin, end - begin),
                                   .body = span_of(end, 0)});
    if (line.starts_with("- "))
      document.blocks.push_back({.kind = BlockKind::ListItem,
                                 .section = 0,
                                 .line = number,
                                 .span = span_of(begin, end - begin),
                                 .depth = 1,
                                 .ordered = false,
                                 .task = line.starts_with("- [ ]")});
    if (is_prose(line))
      document.blocks.push_back(
          {.kind = BlockKind::Paragraph, .section = 0, .line = number, .span = span_of(begin, end - begin)});
    if (line.starts_with("## Phase "))
      document.steps.push_back({.text = std::string(line.substr(3)),
                                .line = number,
                                .section = static_cast<std::uint32_t>(document.sections.size()),
                                .heading = true});
    if (line.size() > 3 && line.substr(1, 2) == ". ")
      document.steps.push_back({.text = std::string(line.substr(3)),
                                .line = number,
                                .section = static_cast<std::uint32_t>(document.sections.size())});
    begin = end;
  }
}

}  // namespace

void Invented::add(Item item, const std::string& text, std::size_t begin, std::size_t end) {
  const std::string_view own = std::string_view(text).substr(begin, end - begin);
  item.description = after(own, "description: ");
  item.title = after(own, "# ");
  item.line = line_at(text, begin);
  item.digest = text::sha256(own);
  item.body_digest = text::sha256(text::normalised(own.substr(frontmatter_end(own))));
  item.id = text::hex(item.body_digest).substr(0, 7);
  extents_[item.key] = span_of(begin, end - begin);
  inventory_.items.push_back(std::move(item));
  std::ranges::sort(inventory_.items, {}, &Item::key);
}

Invented& Invented::item(Kind kind, const std::string& path, const std::string& text) {
  Item item;
  item.key = item.path = path;
  item.kind = kind;
  const std::string name = after(text, "name: ");
  item.name = name.empty() ? stem(path) : name;
  item.name_from = name.empty() ? "file" : "frontmatter";
  file(path, text);
  add(std::move(item), text, 0, text.size());
  return *this;
}

Invented& Invented::pair(Kind kind, const std::string& path, const std::string& text,
                         const std::string& second) {
  file(path, text);
  const std::size_t cut = text.find(second);
  for (int number = 1; number <= 2; ++number) {
    Item item;
    item.path = path;
    item.key = path + "#" + std::to_string(number);
    item.kind = kind;
    const std::size_t begin = number == 1 ? 0 : cut;
    item.name = after(std::string_view(text).substr(begin), "# ");
    item.name_from = "heading";
    add(std::move(item), text, begin, number == 1 ? cut : text.size());
  }
  return *this;
}

Invented& Invented::file(const std::string& path, const std::string& bytes, const std::string& owner,
                         bool executable) {
  bytes_[path] = bytes;
  std::erase_if(inventory_.files, [&](const FileEntry& entry) { return entry.path == path; });
  inventory_.files.push_back({.path = path,
                              .kind = Kind::Doc,
                              .item = {},
                              .owner = owner,
                              .size = bytes.size(),
                              .executable = executable,
                              .digest = text::sha256(bytes)});
  std::ranges::sort(inventory_.files, {}, &FileEntry::path);
  return *this;
}

Invented& Invented::forbid(const std::string& path, const std::string& why) {
  forbidden_[path] = why;
  return *this;
}

Invented& Invented::refer(MentionForm form, const std::string& key, const std::string& written,
                          const std::string& to) {
  Item& item = at(key);
  const std::string& text = bytes_.at(item.path);
  Reference reference{.target = written.substr(0, written.find('#')), .to = to, .form = form, .lines = {}};
  const Span extent = extents_.at(key);
  for (std::size_t found = text.find(written, extent.begin); found < extent.end;
       found = text.find(written, found + 1)) {
    item.mentions.push_back({.form = form,
                             .target = reference.target,
                             .anchor = {},
                             .span = span_of(found, reference.target.size()),
                             .line = line_at(text, found),
                             .in_code = false});
    reference.lines.push_back(line_at(text, found));
  }
  EXPECT_FALSE(reference.lines.empty()) << key << " does not say " << written;
  item.references.push_back(std::move(reference));
  std::ranges::sort(item.mentions, {}, [](const Mention& mention) { return mention.span.begin; });
  return *this;
}

Invented& Invented::list_file(const std::string& key, const std::string& written, const std::string& to) {
  refer(MentionForm::Path, key, written, to);
  for (Mention& mention : at(key).mentions) mention.listed = mention.listed || mention.target == written;
  return *this;
}

namespace {

/// "20% discount, then" behind "20%" -> "discount"
std::string first_word(std::string_view text) {
  if (!text.starts_with(' ')) return {};
  text.remove_prefix(1);
  return std::string(text.substr(0, text.find_first_of(" .,\n")));
}

}  // namespace

Invented& Invented::literal(const std::string& key, LiteralType type, const std::string& value) {
  Item& item = at(key);
  const std::string& text = bytes_.at(item.path);
  const std::size_t found = text.find(value);
  EXPECT_NE(found, std::string::npos);
  const std::size_t begin = text.rfind('\n', found) + 1;
  item.uses.literals.push_back({.type = type,
                                .value = value,
                                .context = text.substr(begin, found - begin),
                                .after = first_word(std::string_view(text).substr(found + value.size())),
                                .span = span_of(found, value.size()),
                                .line = line_at(text, found)});
  return *this;
}

Invented& Invented::heading(HeadingRole role, const std::string& name, const std::vector<std::string>& keys) {
  PlanHeading heading{
      .role = role, .name = name, .id = {}, .category = {}, .words = {}, .notes = {}, .lines = {}};
  for (const std::string& key : keys) {
    PlanLine line;
    line.path = key;
    line.kind = at(key).kind;
    heading.lines.push_back(std::move(line));
  }
  plan_.headings.push_back(std::move(heading));
  return *this;
}

Invented& Invented::domain(const std::string& name, const std::vector<std::string>& keys,
                           const std::vector<std::string>& terms) {
  heading(HeadingRole::Domain, name, keys);
  const std::string id = "d" + std::to_string(mining_.domains.size() + 1);
  plan_.headings.back().id = id;
  mining_.domains.push_back(
      {.id = id, .name = name, .terms = terms, .representatives = keys, .cohesion = 1, .members = {}});
  return *this;
}

Invented& Invented::pattern(const std::string& name, const std::string& text) {
  Pattern pattern;
  pattern.id = "P" + std::to_string(mining_.patterns.size() + 1);
  pattern.name = name;
  pattern.generic = true;
  pattern.of = static_cast<std::uint32_t>(inventory_.items.size());
  for (const Item& item : inventory_.items) {
    const std::size_t found = bytes_.at(item.path).find(text);
    if (found != std::string::npos)
      pattern.uses.push_back({.key = item.key,
                              .title = name,
                              .span = span_of(found, text.size()),
                              .line = line_at(bytes_.at(item.path), found),
                              .text = text::words_hash(text),
                              .domain = "d1"});
  }
  pattern.items = static_cast<std::uint32_t>(pattern.uses.size());
  pattern.stage = PatternStage::Validated;
  pattern.domains = 3;
  pattern.wordings = 1;
  PlanLine line;
  line.kind = Kind::Pattern;
  line.id = pattern.id;
  line.path = name;
  heading(HeadingRole::Core, "core", {});
  plan_.headings.back().lines.push_back(std::move(line));
  mining_.patterns.push_back(std::move(pattern));
  return *this;
}

Invented& Invented::forget(const std::string& key) {
  std::erase_if(inventory_.items, [&](const Item& item) { return item.key == key; });
  return *this;
}

Item& Invented::at(const std::string& key) {
  const auto found = std::ranges::find(inventory_.items, key, &Item::key);
  if (found == inventory_.items.end()) throw std::out_of_range(key);
  return *found;
}

Document Invented::document(const Item& item) const {
  Document document;
  document.item = item;
  const Span extent = extents_.at(item.key);
  const std::string& text = bytes_.at(item.path);
  const auto head = static_cast<std::uint32_t>(frontmatter_end(slice(text, extent)));
  document.frontmatter = {extent.begin, extent.begin + head};
  document.body = {extent.begin + head, extent.end};
  read_lines(text, extent, document);
  return document;
}

SourceReader Invented::reader() const {
  return [this](const std::string& path) -> Result<std::string> {
    const auto found = bytes_.find(path);
    if (found == bytes_.end())
      return fail(
          {.kind = ErrorKind::Unreadable, .code = "E-READ", .message = path, .hint = {}, .where = {}});
    return found->second;
  };
}

Result<Draft> Invented::try_draft(const DraftOptions& options) const {
  return draft::draft({.plan = plan_,
                       .inventory = inventory_,
                       .mining = mining_,
                       .read = reader(),
                       .document = [this](const Item& item) -> Result<Document> { return document(item); },
                       .why_not = [this](const std::string& source,
                                         const std::string&) -> Result<std::optional<std::string>> {
                         const auto found = forbidden_.find(source);
                         if (found == forbidden_.end()) return std::nullopt;
                         return found->second;
                       },
                       .options = options});
}

std::string text_in(const Invented& folder, const DraftedPackage& package, const std::string& path) {
  const auto found = package.tree.find(path);
  if (found == package.tree.end()) return "(no file " + path + ")";
  const auto* copy = std::get_if<CopyOf>(&found->second.content);
  return copy != nullptr ? *folder.reader()(copy->source) : std::get<std::string>(found->second.content);
}

const DraftedPackage& package_in(const Draft& draft, const std::string& name) {
  const auto found = std::ranges::find(draft.packages, name, &DraftedPackage::name);
  if (found == draft.packages.end()) throw std::out_of_range(name);
  return *found;
}

Redraft Shelf::put(const Invented& folder, const DraftedPackage& package) {
  const std::string prefix = ".draft/base/";
  FileTree last;
  for (const auto& [path, bytes] : files)
    if (path.starts_with(prefix)) last[path.substr(prefix.size())] = {.content = bytes};
  const auto present = [this](const std::string& path) -> Result<std::optional<std::string>> {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  Redraft done = *redraft(package.tree, last, folder.reader(), present);
  const auto write = [&](const std::string& path, const TreeFile& file) {
    const auto* copy = std::get_if<CopyOf>(&file.content);
    files[path] = copy != nullptr ? *folder.reader()(copy->source) : std::get<std::string>(file.content);
  };
  for (const Creation& change : done.changes.create) write(change.path, change.file);
  for (const Replacement& change : done.changes.replace) {
    EXPECT_EQ(text::sha256(files.at(change.path)), change.expected) << change.path;
    write(change.path, change.file);
  }
  for (const Removal& change : done.changes.remove) files.erase(change.path);
  return done;
}

}  // namespace agentops::draft
