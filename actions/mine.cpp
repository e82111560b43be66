#include "actions/mine.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "extract/value_type.h"
#include "index/stemmer.h"
#include "mine/chains.h"
#include "mine/mine.h"
#include "mine/pattern_ranks.h"
#include "mine/rows.h"
#include "mine/seeds.h"
#include "mine/templates.h"
#include "models/wrong_usage.h"
#include "state/mining_cache.h"
#include "text/bytes.h"
#include "text/escape.h"
#include "text/grouping_flags.h"
#include "text/hash.h"
#include "text/plan_file.h"

namespace agentops::actions {
namespace {

void write_precedent(text::ByteWriter& writer, const Precedent& precedent) {
  writer.text(precedent.id);
  writer.text(precedent.name);
  for (const auto* keys : {&precedent.members, &precedent.pupils, &precedent.decided}) {
    writer.number(keys->size());
    for (const std::string& key : *keys) writer.text(key);
  }
}

/// Everything that mining's answer depends on, and nothing else.
Digest mining_key(const Scanned& scanned, const mine::Settled& settled, const mine::MineOptions& options) {
  text::ByteWriter writer;
  writer.text(text::hex(scanned.inputs));
  for (const Item& item : scanned.inventory.items)
    if (mine::is_grouped(item, settled)) {
      writer.text(item.key);
      writer.text(name_of(item.kind));
    }
  const Constraints constraints = mine::constraints_of(settled);
  for (const Precedent& precedent : constraints.precedents) write_precedent(writer, precedent);
  for (const auto* pairs : {&constraints.together, &constraints.apart}) {
    writer.number(pairs->size());
    for (const auto& [a, b] : *pairs) {
      writer.text(a);
      writer.text(b);
    }
  }
  for (const std::string& flag : text::grouping_flags(options.grouping)) writer.text(flag);
  writer.number(options.known_folders ? 1 : 0);
  writer.number(options.min_uses);
  writer.number(options.generic_from_domains);
  return text::sha256(writer.bytes());
}

/// The items whose text is looked at for templates: those of `rows`, without copies.
std::vector<mine::TextItem> text_items(const Scanned& scanned, const Mining& mining) {
  std::map<std::string, std::string> domains;
  for (const Domain& domain : mining.domains)
    for (const Member& member : domain.members) domains.emplace(member.key, domain.id);
  for (const SharedItem& item : mining.shared) domains.emplace(item.key, "");
  for (const std::string& key : mining.unassigned) domains.emplace(key, "");
  std::vector<mine::TextItem> items;
  for (const Item& item : scanned.inventory.items) {
    const auto domain = domains.find(item.key);
    if (domain == domains.end() || std::ranges::binary_search(mining.copies, item.key)) continue;
    items.push_back({.key = item.key,
                     .path = item.path,
                     .name = item.name,
                     .domain = domain->second,
                     .line = item.line,
                     .lines = item.lines,
                     .kind = static_cast<std::uint32_t>(item.kind)});
  }
  return items;
}

Result<Mining> mining_of(const Project& project, Scanned& scanned, const mine::Settled& settled,
                         const mine::MineOptions& options, bool kept) {
  const Digest key = mining_key(scanned, settled, options);
  if (const auto bytes = project.store().load("mining", state::mining_cache_version))
    if (auto known = state::decode_mining_cache(*bytes, key)) return *std::move(known);
  auto corpus = grouped_corpus(project, scanned, settled);
  if (!corpus) return fail(corpus);
  project.report({.stage = "grouping", .done = 0, .total = corpus->rows.size()});
  Mining mining = mine::mine(*std::move(corpus), mine::constraints_of(settled), options);
  if (const Status found = complete_patterns(project, scanned, options, mining); !found) return fail(found);
  if (kept && project.prepare_state())
    (void)project.store().save("mining", state::mining_cache_version, state::encode(mining, key));
  return mining;
}

/// Folders that begin as domains must hold items, and say themselves how many domains there are.
Status check_grouping(const Grouping& grouping, const Scanned& scanned, const mine::Settled& settled) {
  if (grouping.domains && (grouping.keep_folders || !grouping.seed_from.empty()))
    return fail(wrong_usage("--domains does not go with --seed-from or --keep-folders",
                            "the folders say how many domains there are"));
  std::vector<CorpusRow> rows;
  for (const Item& item : scanned.inventory.items)
    if (mine::is_grouped(item, settled)) rows.push_back({.key = item.key});
  for (const std::string& folder : grouping.seed_from)
    if (mine::seeds_of(rows, {.seed_from = {folder}}, 1).empty())
      return fail({.kind = ErrorKind::Usage,
                   .code = "E-NO-FOLDER",
                   .message = fmt::format("no item lies in a folder called {}", text::for_terminal(folder)),
                   .hint = "folders are relative to the one that is read; those called by a kind of items, "
                           "such as agents, begin no domain",
                   .where = {}});
  return {};
}

bool has_same_folders(const Grouping& a, const Grouping& b) {
  return a.seed_from == b.seed_from && a.keep_folders == b.keep_folders;
}

}  // namespace

Status complete_patterns(const Project& project, const Scanned& scanned, const mine::MineOptions& options,
                         Mining& mining) {
  project.report({.stage = "patterns", .done = 0, .total = scanned.inventory.items.size()});
  const std::vector<mine::TextItem> items = text_items(scanned, mining);
  const SourceReader read = source_reader(project, scanned.inventory);
  auto templates = mine::templates_of(
      items, read,
      {.min_items = options.min_uses, .threads = options.threads, .type_of = extract::value_type},
      mining.patterns);
  if (!templates) return fail(templates);
  std::map<std::string, std::string> domain_of;
  for (const mine::TextItem& item : items) domain_of.emplace(item.key, item.domain);
  std::vector<Pattern> chains = mine::chains_of(scanned.inventory.items, domain_of, options.min_uses);
  std::ranges::move(*templates, std::back_inserter(mining.patterns));
  std::ranges::move(chains, std::back_inserter(mining.patterns));
  mine::RankedPatterns ranked =
      mine::ranked(std::move(mining.patterns), items.size(), options.generic_from_domains);
  mining.patterns = std::move(ranked.shown);
  mining.more_patterns = std::move(ranked.more);
  return {};
}

mine::MineOptions mine_options(const Project& project, const Grouping& grouping) {
  mine::MineOptions options;
  options.grouping = grouping;
  options.min_size = grouping.min_size.value_or(options.min_size);
  options.min_uses = project.settings().pattern_min_uses.value_or(options.min_uses);
  options.generic_from_domains =
      project.settings().generic_from_domains.value_or(options.generic_from_domains);
  options.rank_questions = false;
  options.threads = project.threads();
  options.stem = index::make_stemmer();
  return options;
}

Result<Corpus> grouped_corpus(const Project& project, Scanned& scanned, const mine::Settled& settled) {
  auto rows = rows_of_scan(project, scanned);
  if (!rows) return fail(rows);
  const std::vector<Item>& items = scanned.inventory.items;
  std::erase_if(*rows, [&](const CorpusRow& row) {
    const auto item = std::ranges::lower_bound(items, row.key, {}, &Item::key);
    return item == items.end() || item->key != row.key || !mine::is_grouped(*item, settled);
  });
  return mine::corpus_of(*std::move(rows), items);
}

Result<Mined> mine_folder(const Project& project, const MineRequest& request) {
  auto loaded = load_plan(project);
  if (!loaded) return fail(loaded);
  auto scanned = scan(project, request.scan, {.rows = true, .index = request.index});
  if (!scanned) return fail(scanned);

  Mined mined;
  mined.had_plan = loaded->has_value();
  if (*loaded && !request.fresh)
    mined.settled = mine::settle((*loaded)->plan, scanned->inventory.items, load_previous_plan(project));
  if (request.grouping)
    if (const Status usable = check_grouping(*request.grouping, *scanned, mined.settled); !usable)
      return fail(usable);
  const Grouping before =
      std::exchange(mined.settled.grouping, request.grouping.value_or(mined.settled.grouping));
  mined.remembered = !request.grouping && before != Grouping{};
  mine::MineOptions options = mine_options(project, mined.settled.grouping);
  options.known_folders = has_same_folders(before, mined.settled.grouping);
  options.min_uses = request.min_uses.value_or(options.min_uses);
  auto mining = mining_of(project, *scanned, mined.settled, options, !request.min_uses.has_value());
  if (!mining) return fail(mining);
  mine::Planned planned = mine::plan_of(*mining, scanned->inventory.items, mined.settled);
  if (!request.dry_run && !scanned->inventory.items.empty()) {
    std::optional<std::string> old;
    if (*loaded) old = (*loaded)->bytes;
    const auto written = save_plan(project, planned.plan, old);
    if (!written) return fail(written);
    mined.wrote_plan = *written;
  }
  mined.scanned = *std::move(scanned);
  mined.mining = *std::move(mining);
  mined.plan = std::move(planned.plan);
  mined.changes = std::move(planned.changes);
  return mined;
}

Result<Mined> mined_state(const Project& project, const ScanOptions& scan) {
  return mine_folder(project, {.scan = scan, .index = false, .dry_run = true});
}

}  // namespace agentops::actions
