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
              .frontmatter = document.meta.map() && !document.meta.map()->empty()};
  for (const auto& block : document.blocks)
    if (block.kind == BlockKind::Paragraph) {
      shape.opening = trim(slice(observed.text, block.span)).substr(0, 400);
      break;
    }
  return shape;
}

bool has_arguments(std::string_view body) {
  return body.find("$ARGUMENTS") != std::string_view::npos ||
         body.find("{{args}}") != std::string_view::npos || body.find("#$1") != std::string_view::npos ||
         body.find("!`") != std::string_view::npos;
}

std::size_t sections_named(const Document& document, std::initializer_list<std::string_view> names) {
  std::size_t count = 0;
  for (const auto& section : document.sections)
    count +=
        std::ranges::any_of(names, [&](auto name) { return begins_with(section.title, name); }) ? 1U : 0U;
  return count;
}

void vote_by_opening(const Shape& shape, const Document& document, Ballot& ballot) {
  const auto opening = shape.opening;
  if (begins_with(opening, "you are ") || begins_with(opening, "you're a") ||
      contains(opening.substr(0, 200), "you are a") || contains(opening.substr(0, 200), "you are an")) {
    ballot.add(Kind::Agent, shape.frontmatter ? 4 : 2, "body.you-are");
    if (!shape.frontmatter) ballot.add(Kind::Prompt, 3, "body.you-are");
  }
  if (!document.sections.empty() && document.sections.front().title.starts_with('/'))
    ballot.add(Kind::Command, 5, "h1.slash");
  for (const auto& section : document.sections)
    if (section.level == 1) {
      if (section.title.starts_with('/')) ballot.add(Kind::Command, 4, "h1.slash");
      break;
    }
}

void vote_by_sections(const Shape& shape, const Document& document, Ballot& ballot) {
  const auto identity =
      sections_named(document, {"identity and purpose", "output instructions", "input:", "output sections"});
  if (identity >= 2) ballot.add(Kind::Prompt, 8, "body.prompt-sections");
  const auto readme = sections_named(
      document, {"installation", "install", "license", "contributing", "quick start", "features",
                 "table of contents", "getting started", "what's included", "prerequisites", "contents"});
  if (!shape.frontmatter && readme >= 2) ballot.add(Kind::Readme, 3, "body.readme-sections");
  if (!shape.frontmatter && readme >= 3) ballot.add(Kind::Readme, 3, "body.readme-sections");
  const auto badge = shape.body.substr(0, 1500);
  if (!shape.frontmatter && badge.find("img.shields.io") != std::string_view::npos)
    ballot.add(Kind::Readme, 4, "body.badges");
  if (sections_named(document, {"usage"}) > 0 && !shape.frontmatter)
    ballot.add(Kind::Command, 1, "body.usage");
  if (sections_named(document, {"[unreleased]", "unreleased", "[0.", "[1.", "[2.", "v1.", "v0."}) >= 2)
    ballot.add(Kind::Other, 8, "body.releases");
}

/// Steps and phases make a procedure; bullets that begin with Always, Never, Prefer make a rule.
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
  std::size_t phases = 0;
  for (const auto& section : document.sections)
    phases += begins_with(section.title, "phase ") || begins_with(section.title, "step ") ? 1U : 0U;
  if (phases >= 3) ballot.add(Kind::Workflow, 1, "body.phases");
}

}  // namespace

void vote_by_body(const Observed& observed, Ballot& ballot) {
  if (format_of(observed.path) != Format::Markdown) return;
  const auto shape = shape_of(observed);
  if (has_arguments(shape.body)) ballot.add(Kind::Command, 6, "body.arguments");
  vote_by_opening(shape, *observed.document, ballot);
  vote_by_sections(shape, *observed.document, ballot);
  vote_by_manner(shape, observed, ballot);
}

}  // namespace agentops::extract
