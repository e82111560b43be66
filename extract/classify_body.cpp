#include <algorithm>
#include <string>

#include "extract/ballot.h"
#include "extract/formats.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// Counts that several observations share. Only the beginning of long bodies is looked at for words.
struct Shape {
  std::string_view body;
  std::string_view opening;  ///< the first paragraph
  bool frontmatter = false;
};

Shape shape_of(const Observed& observed) {
  const auto& document = *observed.document;
  Shape shape{.body = slice(observed.text, document.body).substr(0, 64 * 1024),
              .opening = {},
              .frontmatter = document.meta.map() != nullptr && !document.meta.map()->empty()};
  for (const auto& block : document.blocks)
    if (block.kind == BlockKind::Paragraph) {
      shape.opening = trim(slice(observed.text, block.span)).substr(0, 400);
      break;
    }
  return shape;
}

bool has_arguments(std::string_view body) {
  return body.find("$ARGUMENTS") != std::string_view::npos ||
         body.find("{{args}}") != std::string_view::npos || body.find("!`") != std::string_view::npos;
}

std::size_t sections_named(const Document& document, std::initializer_list<std::string_view> names) {
  std::size_t count = 0;
  for (const auto& section : document.sections)
    count +=
        std::ranges::any_of(names, [&](auto name) { return begins_with(section.title, name); }) ? 1U : 0U;
  return count;
}

/// A README tells how to get, install and use something, shows the tree it stands in and links to its files.
void vote_by_readme_sections(const Shape& shape, const Document& document, Ballot& ballot) {
  const auto sections = sections_named(document, {"install",
                                                  "license",
                                                  "contribut",
                                                  "quick start",
                                                  "features",
                                                  "table of contents",
                                                  "getting started",
                                                  "what's included",
                                                  "what is included",
                                                  "prerequisites",
                                                  "requirements",
                                                  "contents",
                                                  "directory structure",
                                                  "project structure",
                                                  "structure",
                                                  "files",
                                                  "how it works",
                                                  "usage",
                                                  "credits",
                                                  "acknowledg",
                                                  "support",
                                                  "documentation",
                                                  "overview",
                                                  "configuration",
                                                  "setup"});
  if (sections >= 2)
    ballot.add(Kind::Readme, static_cast<int>(std::min<std::size_t>(sections, 6)), "body.readme-sections");
  if (shape.body.substr(0, 1500).find("img.shields.io") != std::string_view::npos)
    ballot.add(Kind::Readme, 4, "body.badges");
  if (shape.body.find("\xE2\x94\x9C\xE2\x94\x80\xE2\x94\x80") != std::string_view::npos)
    ballot.add(Kind::Readme, 1, "body.tree");
  if (sections_named(document, {"usage"}) > 0) ballot.add(Kind::Command, 1, "body.usage");
}

/// The first heading of level 1, or the first of all.
std::string_view headline(const Document& document) {
  std::string_view first;
  for (const auto& section : document.sections) {
    if (section.level == 1) return section.title;
    if (first.empty()) first = section.title;
  }
  return first;
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return begins_with(text, word); });
}

/// "Factor 3: ...", "Pattern: ...", "Principle II - ...": a headline that numbers or labels a practice.
bool labels_a_practice(std::string_view title) {
  for (const std::string_view word : {"factor", "pattern", "principle", "law", "practice", "anti-pattern"}) {
    if (!begins_with(title, word)) continue;
    auto rest = title.substr(word.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" 0123456789IVXLC#"), rest.size()));
    return rest.starts_with(':') || rest.starts_with('.') || rest.starts_with("- ") ||
           rest.starts_with("\xE2\x80\x94");
  }
  return false;
}

void vote_by_headline(const Document& document, bool frontmatter, Ballot& ballot) {
  const auto title = headline(document);
  if (title.starts_with('/')) ballot.add(Kind::Command, document.meta.find("name") ? 2 : 6, "h1.slash");
  if (frontmatter) return;
  if (begins_with_any(
          title, {"changelog", "contributing", "contributor", "code of conduct", "security policy", "license",
                  "third-party", "third party", "release notes", "pull request", "reporting security"}))
    ballot.add(Kind::Other, 8, "h1.repository");
  const auto file = title.substr(0, 80);
  if (contains(file, "agents.md") || contains(file, "claude.md") || contains(file, "gemini.md") ||
      contains(file, "copilot instructions") || contains(file, "repository guidelines") ||
      contains(file, "agent instructions"))
    ballot.add(Kind::Rule, 8, "h1.instructions");
  if (labels_a_practice(title)) ballot.add(Kind::Pattern, 6, "h1.practice");
}

void vote_by_opening(const Shape& shape, Ballot& ballot) {
  const auto opening = shape.opening.substr(0, 200);
  if (begins_with(opening, "you are ") || begins_with(opening, "you're a") ||
      contains(opening, "you are a")) {
    ballot.add(Kind::Agent, shape.frontmatter ? 4 : 2, "body.you-are");
    if (!shape.frontmatter) ballot.add(Kind::Prompt, 3, "body.you-are");
  }
  if (shape.frontmatter) return;
  if (contains(shape.opening, "provides guidance to") || contains(shape.opening, "instructions for ai") ||
      contains(shape.opening, "when working with code"))
    ballot.add(Kind::Rule, 8, "body.guidance");
  if (begins_with_any(opening, {"this directory", "this folder", "this repository", "this repo "}) ||
      contains(opening, "directory contains") || contains(opening, "folder contains"))
    ballot.add(Kind::Readme, 5, "body.this-folder");
}

void vote_by_sections(const Shape& shape, const Document& document, Ballot& ballot) {
  if (sections_named(document,
                     {"identity and purpose", "output instructions", "input:", "output sections"}) >= 2)
    ballot.add(Kind::Prompt, 8, "body.prompt-sections");
  if (sections_named(document, {"[unreleased]", "unreleased", "[0.", "[1.", "[2.", "v1.", "v0.", "v2."}) >= 2)
    ballot.add(Kind::Other, 8, "body.releases");
  const auto persona = sections_named(
      document, {"focus areas", "responsibilities", "core responsibilities", "key responsibilities",
                 "behavioral", "capabilities", "expertise", "core competencies", "persona",
                 "communication protocol", "core expertise", "key actions"});
  if (shape.frontmatter && persona > 0) ballot.add(Kind::Agent, persona > 1 ? 4 : 2, "body.persona-sections");
  if (shape.frontmatter &&
      sections_named(document, {"when to use", "when not to use", "quick start", "references", "resources",
                                "bundled", "prerequisites"}) > 0)
    ballot.add(Kind::Skill, 2, "body.skill-sections");
  if (!shape.frontmatter) vote_by_readme_sections(shape, document, ballot);
}

/// A fence that shows how the item is called: its first line is "/name ...".
void vote_by_usage(const Observed& observed, Ballot& ballot) {
  for (const auto& code : observed.document->code) {
    const auto line = trim_left(slice(observed.text, code.span).substr(0, 200));
    if (line.size() < 3 || line[0] != '/' || !is_lower(line[1])) continue;
    const auto end = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_:", 1);
    if (end != std::string_view::npos && end > 2 && is_space(line[end]))
      return ballot.add(Kind::Command, 4, "body.slash-usage");
  }
}

/// "Step 2: ...", "Phase 1 ...".
bool counts_a_step(std::string_view title) {
  for (const std::string_view word : {"step ", "phase ", "stage "})
    if (begins_with(title, word) && title.size() > word.size() && is_digit(title[word.size()])) return true;
  return false;
}

/// Headings that count steps or phases hint at a procedure; a text whose main parts are steps is one.
void vote_by_phases(const Shape& shape, const Document& document, Ballot& ballot) {
  std::size_t phases = 0;
  std::size_t parts = 0;  // below the title
  std::size_t main_phases = 0;
  for (const auto& section : document.sections) {
    const bool phase = counts_a_step(section.title);
    phases += phase ? 1U : 0U;
    parts += section.level == 2 ? 1U : 0U;
    main_phases += phase && section.level == 2 ? 1U : 0U;
  }
  const bool is_procedure = !shape.frontmatter && main_phases >= 3 && main_phases * 4 >= parts * 3;
  if (phases >= 3) ballot.add(Kind::Workflow, is_procedure ? 3 : 1, "body.phases");
}

/// Bullets that begin with Always, Never, Prefer make a rule.
void vote_by_manner(const Shape& shape, const Observed& observed, Ballot& ballot) {
  const auto& document = *observed.document;
  std::size_t bullets = 0;
  std::size_t orders = 0;
  for (const auto& block : document.blocks) {
    if (block.kind != BlockKind::ListItem) continue;
    ++bullets;
    auto item = slice(observed.text, block.span).substr(0, 120);
    item.remove_prefix(std::min(item.find_first_not_of(" \t-*+0123456789.)_`"), item.size()));
    for (const std::string_view word : {"always", "never", "prefer", "avoid", "use ", "do not", "don't",
                                        "must", "ensure", "follow", "keep"})
      if (begins_with(item, word)) {
        ++orders;
        break;
      }
  }
  if (!shape.frontmatter && bullets >= 8 && orders * 3 >= bullets) ballot.add(Kind::Rule, 3, "body.orders");
  vote_by_phases(shape, document, ballot);
}

}  // namespace

void vote_by_body(const Observed& observed, Ballot& ballot) {
  if (format_of(observed.path) != Format::Markdown) return;
  const auto shape = shape_of(observed);
  if (has_arguments(shape.body))
    ballot.add(Kind::Command, observed.document->meta.find("name") ? 3 : 6, "body.arguments");
  vote_by_headline(*observed.document, shape.frontmatter, ballot);
  vote_by_opening(shape, ballot);
  vote_by_sections(shape, *observed.document, ballot);
  vote_by_manner(shape, observed, ballot);
  vote_by_usage(observed, ballot);
  vote_by_index(observed, ballot);
}

}  // namespace agentops::extract
