/// `agentops similar`: is there already one like this? What is shared, and a verdict.

#include "actions/similar.h"

#include <charconv>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::cli {
namespace {

struct SimilarFlags {
  std::string asked;
  std::string root;
  std::string least;
  unsigned limit = 10;
};

/// ".3" as thousandths.
Result<unsigned> thousandths(const std::string& typed) {
  double share = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), share);
  if (error == std::errc() && end == typed.data() + typed.size() && share >= 0 && share <= 1)
    return static_cast<unsigned>(share * 1000 + 0.5);
  return fail(wrong_usage(fmt::format("\"{}\" is no share", text::for_terminal(typed)),
                          "--min takes a number from 0 to 1, as in  --min .3"));
}

/// What is asked about: an item of the folder, else a file, else what stdin says.
Result<actions::Similar> ask(actions::Neighbourhood& items, actions::SimilarRequest request,
                             const std::string& asked) {
  const std::string hint = "name an item, a file, or - for stdin";
  if (asked != "-") {
    request.item = asked;
    auto similar = items.similar(request);
    if (similar || similar.error().code != "E-NO-ITEM" || !actions::exists(asked)) return similar;
    request.item.clear();
    request.path = asked;
  }
  auto text = read_input(asked, hint);
  if (!text) return fail(text);
  request.text = *std::move(text);
  return items.similar(request);
}

/// "leaked secrets", "push"; headings Output; tools Bash
std::string shared_words(const mine::CommonGround& shared) {
  std::vector<std::string> parts;
  std::vector<std::string> phrases;
  for (const std::string& phrase : shared.phrases)
    phrases.push_back(fmt::format("\"{}\"", text::for_terminal(phrase)));
  if (!phrases.empty()) parts.push_back(fmt::to_string(fmt::join(phrases, ", ")));
  const auto add = [&](std::string_view label, const std::vector<std::string>& names) {
    std::vector<std::string> shown;
    for (const std::string& name : names) shown.push_back(text::for_terminal(name));
    if (!shown.empty()) parts.push_back(fmt::format("{} {}", label, fmt::join(shown, ", ")));
  };
  add(shared.headings.size() == 1 ? "heading" : "headings", shared.headings);
  add("both refer to", shared.references);
  add("both use", shared.tools);
  return fmt::to_string(fmt::join(parts, "; "));
}

/// "your text (112 words, looks like an agent)"
std::string asked_words(const actions::Similar& similar) {
  const std::string words = counted(similar.words, "word");
  if (!similar.key.empty())
    return fmt::format("{} ({}, {})", text::for_terminal(similar.key), words, name_of(similar.kind));
  const bool is_known = similar.kind != Kind::Doc && similar.kind != Kind::Other;
  return fmt::format("your text ({}{})", words,
                     is_known ? fmt::format(", looks like: {}", name_of(similar.kind)) : "");
}

void print_similar(Session& session, const std::string& root, const actions::Similar& similar) {
  session.print(fmt::format("nearest to {}\n", asked_words(similar)));
  for (const actions::NearItem& near : similar.nearest) {
    session.print(fmt::format("{:>5.2f}  {:<28} {:<9} {}\n", mine::score_of(near.nearness) / 1000.0,
                              text::cut_to_width(text::for_terminal(near.item.name), 28),
                              name_of(near.item.kind), shown_path(root, near.item.key)));
    session.print("       " + text::cut_to_width(shared_words(near.shared), session.terminal.width - 7) +
                  "\n");
  }
  if (similar.total > similar.nearest.size())
    session.print(fmt::format("and {} more  (-n)\n", similar.total - similar.nearest.size()));
  session.print(fmt::format("verdict  {}\n", actions::advice(similar)));
}

int run_similar(Session& session, const SimilarFlags& flags) {
  actions::SimilarRequest request{.limit = flags.limit};
  if (!flags.least.empty()) {
    const auto least = thousandths(flags.least);
    if (!least) return session.fail(least.error());
    request.least = *least;
  }
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  auto items = actions::Neighbourhood::open(*project);
  if (!items) return session.fail(items.error());
  const std::string& root = project->root().path();
  tell_words(session, *project, items->words());
  if (items->scanned().inventory.items.empty() && !items->has_packages())
    return nothing_read(session, root, items->scanned());
  const auto similar = ask(*items, request, flags.asked);
  if (!similar) return session.fail(similar.error());
  if (session.json())
    session.answer({.command = "similar",
                    .root = root,
                    .coverage = actions::coverage(items->scanned()),
                    .data = actions::describe(*similar),
                    .diagnostics = {},
                    .next = {}});
  else
    print_similar(session, root, *similar);
  return similar->verdict == mine::Verdict::New ? 1 : 0;
}

}  // namespace

Command similar_command() {
  auto flags = std::make_shared<SimilarFlags>();
  return {
      .name = "similar",
      .aliases = {},
      .group = Group::Look,
      .summary = "is there already one like this? what is shared, and a verdict",
      .details =
          "The figure is the share of what your text speaks of, rare words counting more, that the other "
          "speaks of as well; or, where that is more, the share of runs of five words that both have.\n"
          "The verdict is one of: the same; a drifted copy, which somebody edited; extend what is there; new. "
          "An item is compared with all others, and with those of installed packages. Exit code 1: new.",
      .arguments = {{"ITEM", &flags->asked, "an item, a file from elsewhere, or - for what stdin says",
                     true}},
      .flags = {{"--root", &flags->root, "DIR", "the folder to look in; here when it is left out"},
                {"-n,--limit", &flags->limit, "N", "how many items (10)"},
                {"--min", &flags->least, "SHARE", "leave out what is less near than this (.1)"}},
      .run = [flags](Session& session) { return run_similar(session, *flags); }};
}

}  // namespace agentops::cli
