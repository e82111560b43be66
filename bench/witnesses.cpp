// What each witness adds: groups the items of a folder with all that is known of them, and again without each
// witness.
//
//   witnesses FOLDER STATE WITHOUT  ->  path<TAB>domain<TAB>name of each item
//
// WITHOUT is nothing, words, pairs, lead (name and description), references, tools or folders;
// bench/witnesses.sh and bench/folders.sh score the answers.

#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "actions/mine.h"
#include "index/stemmer.h"
#include "mine/mine.h"
#include "mine/rows.h"

namespace {

using namespace agentops;

void leave_out(Corpus& corpus, std::string_view witness) {
  if (witness == "references") corpus.references.clear();
  if (witness == "tools") corpus.tools.clear();
  if (witness == "folders")
    for (CorpusRow& row : corpus.rows) row.key = mine::order_of(row.key).first;
  for (CorpusRow& row : corpus.rows) {
    if (witness == "words") row.words = {};
    if (witness == "pairs") row.pairs = {};
    if (witness == "lead") row.lead = {};
  }
}

Status run(const std::string& folder, const std::string& state, std::string_view without) {
  const auto project = actions::Project::open({.root = folder, .state = state, .threads = 1, .progress = {}});
  if (!project) return fail(project);
  auto scanned = actions::scan(*project, {}, {.rows = true});
  if (!scanned) return fail(scanned);
  auto corpus = actions::grouped_corpus(*project, *scanned, {});
  if (!corpus) return fail(corpus);
  leave_out(*corpus, without);
  for (const Domain& domain : mine::mine(*std::move(corpus), {}, {.stem = index::make_stemmer()}).domains)
    for (const Member& member : domain.members)
      fmt::print("{}\t{}\t{}\n", member.key, domain.id, domain.name);
  return {};
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    fmt::print(stderr, "usage: witnesses FOLDER STATE WITHOUT\n");
    return 2;
  }
  const Status done = run(words[1], words[2], words[3]);
  if (!done) fmt::print(stderr, "{}\n", done.error().message);
  return done ? 0 : 2;
}
