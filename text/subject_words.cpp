#include "text/subject_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/words.h"

namespace agentops::text {

namespace {

/// Kinds of items, and those who do what they say; sorted. What they do may well be a subject: "engineering".
constexpr auto kind_words = std::to_array<std::string_view>(
    {"advisor",    "agent",     "analyst",  "approach",   "architect",    "assistant",  "auditor",
     "build",      "checklist", "command",  "consultant", "coordinator",  "developer",  "doc",
     "engineer",   "example",   "expert",   "guide",      "guideline",    "help",       "instruction",
     "leader",     "manager",   "md",       "officer",    "overview",     "owner",      "pack",
     "pattern",    "practice",  "pro",      "process",    "professional", "programmer", "prompt",
     "researcher", "reviewer",  "rule",     "skill",      "specialist",   "step",       "strategist",
     "task",       "user",      "workflow", "write",      "writer"});
static_assert(std::ranges::is_sorted(kind_words));

/// Praise, instruction and parts of documents, in their base forms; sorted.
constexpr auto general_words = std::to_array<std::string_view>({
    "ability",      "able",         "accept",        "accepted",    "accurate",    "actionable",
    "activate",     "actual",       "add",           "additional",  "address",     "adhere",
    "advanced",     "agentic",      "aim",           "allow",       "analyze",     "appear",
    "applicable",   "apply",        "area",          "argument",    "ask",         "aspect",
    "available",    "avoid",        "aware",         "back",        "bad",         "based",
    "basic",        "begin",        "behavior",      "best",        "better",      "big",
    "bring",        "broad",        "building",      "call",        "capability",  "capable",
    "care",         "case",         "category",      "cause",       "challenge",   "change",
    "check",        "choose",       "cite",          "clarify",     "claude",      "clean",
    "clear",        "clearly",      "close",         "combine",     "common",      "competency",
    "complete",     "complex",      "comprehensive", "concept",     "concern",     "concise",
    "concrete",     "confirm",      "consider",      "consistent",  "consult",     "contain",
    "contribute",   "convert",      "core",          "correct",     "cover",       "create",
    "creating",     "criteria",     "critical",      "current",     "custom",      "cutting",
    "daily",        "day",          "deep",          "deeply",      "default",     "define",
    "definitive",   "deliver",      "deliverable",   "demonstrate", "depth",       "describe",
    "description",  "detail",       "detailed",      "determine",   "develop",     "diagnose",
    "different",    "direct",       "discuss",       "distinct",    "diverse",     "drive",
    "easy",         "edge",         "effective",     "efficient",   "elegant",     "elite",
    "emphasize",    "enable",       "encourage",     "end",         "enforce",     "engage",
    "enhance",      "ensure",       "entire",        "essential",   "establish",   "evaluate",
    "exact",        "excellence",   "excellent",     "exist",       "existing",    "expertise",
    "explain",      "explicit",     "explore",       "extensive",   "extra",       "fast",
    "feature",      "file",         "find",          "first",       "fit",         "flag",
    "focus",        "follow",       "form",          "format",      "found",       "full",
    "fully",        "gap",          "gather",        "general",     "generate",    "goal",
    "good",         "great",        "handle",        "hard",        "helpful",     "high",
    "highly",       "honest",       "hour",          "idiomatic",   "implement",   "important",
    "improve",      "improvement",  "include",       "increase",    "inform",      "information",
    "initial",      "input",        "inside",        "inspire",     "intelligent", "intend",
    "interact",     "introduction", "invoke",        "involve",     "issue",       "item",
    "keep",         "key",          "kind",          "know",        "large",       "lead",
    "leverage",     "limit",        "list",          "long",        "look",        "maintain",
    "maintainable", "major",        "manage",        "master",      "match",       "maximum",
    "mention",      "mindset",      "minimal",       "minute",      "modern",      "month",
    "multi",        "multiple",     "name",          "naming",      "natural",     "necessary",
    "new",          "next",         "note",          "objective",   "offer",       "open",
    "operate",      "opinionated",  "option",        "optional",    "output",      "outside",
    "overall",      "path",         "perfect",       "perform",     "philosophy",  "phrase",
    "pitfall",      "place",        "play",          "plus",        "point",       "possible",
    "power",        "powerful",     "practical",     "precise",     "preferred",   "prepare",
    "prerequisite", "prevent",      "previous",      "primary",     "principle",   "proactive",
    "proactively",  "problem",      "produce",       "proper",      "provide",     "purpose",
    "put",          "quick",        "quickly",       "raise",       "range",       "re",
    "read",         "ready",        "real",          "reason",      "receive",     "recommend",
    "reduce",       "reference",    "refine",        "related",     "relevant",    "rely",
    "remember",     "require",      "required",      "requirement", "resolve",     "respect",
    "respond",      "result",       "return",        "reusable",    "right",       "rigorous",
    "robust",       "role",         "run",           "safe",        "save",        "says",
    "scalable",     "scenario",     "scope",         "second",      "section",     "see",
    "seek",         "select",       "senior",        "serve",       "set",         "share",
    "short",        "show",         "significant",   "similar",     "simple",      "simplify",
    "single",       "smart",        "solid",         "solution",    "solve",       "sophisticated",
    "special",      "specialize",   "specific",      "specify",     "stage",       "standard",
    "start",        "stay",         "strong",        "structured",  "subject",     "successful",
    "suggest",      "suitable",     "suite",         "supercharge", "support",     "sure",
    "systematic",   "tackle",       "tell",          "think",       "third",       "thorough",
    "thoroughly",   "time",         "tip",           "top",         "total",       "trigger",
    "try",          "turn",         "type",          "typical",     "understand",  "unique",
    "usage",        "useful",       "valid",         "value",       "variety",     "verify",
    "version",      "week",         "wide",          "wish",        "work",        "working",
    "world",        "worth",        "written",       "wrong",       "year",
});
static_assert(std::ranges::is_sorted(general_words));

bool is_general(std::string_view word) { return std::ranges::binary_search(general_words, word); }

bool is_kind(std::string_view word) {
  if (std::ranges::binary_search(kind_words, word)) return true;
  return word.ends_with('s') && std::ranges::binary_search(kind_words, word.substr(0, word.size() - 1));
}

/// True for an inflected form of a general word: "ensures", "ensuring", "required".
bool inflects_general(std::string_view word) {
  constexpr auto endings =
      std::to_array<std::string_view>({"s", "es", "d", "ed", "ing", "ly", "ation", "ations"});
  return std::ranges::any_of(endings, [&](std::string_view ending) {
    if (word.size() < ending.size() + 3 || !word.ends_with(ending)) return false;
    const std::string_view base = word.substr(0, word.size() - ending.size());
    return is_general(base) || is_general(std::string(base) + 'e');
  });
}

}  // namespace

bool names_subject(std::string_view word) {
  const bool is_number = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
  return word.size() >= 2 && !is_number && !is_stop_word(word) && !is_kind(word) && !is_general(word) &&
         !inflects_general(word);
}

}  // namespace agentops::text
