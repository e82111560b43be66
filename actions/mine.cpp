#include "actions/mine.h"

#include <algorithm>
#include <utility>

#include "index/stemmer.h"
#include "mine/mine.h"
#include "mine/rows.h"
#include "state/mining_cache.h"
#include "text/bytes.h"
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
  writer.number(options.domains.value_or(0));
  writer.number(options.min_size);
  writer.number(options.min_uses);
  writer.number(options.generic_from_domains);
  return text::sha256(writer.bytes());
}

Result<Mining> mining_of(const Project& project, Scanned& scanned, const mine::Settled& settled,
                         const mine::MineOptions& options) {
  const Digest key = mining_key(scanned, settled, options);
  if (const auto bytes = project.store().load("mining", state::mining_cache_version))
    if (auto known = state::decode_mining_cache(*bytes, key)) return *std::move(known);
  auto corpus = grouped_corpus(project, scanned, settled);
  if (!corpus) return fail(corpus);
  project.report({.stage = "grouping", .done = 0, .total = corpus->rows.size()});
  Mining mining = mine::mine(*std::move(corpus), mine::constraints_of(settled), options);
  if (project.prepare_state())
    (void)project.store().save("mining", state::mining_cache_version, state::encode(mining, key));
  return mining;
}

}  // namespace

mine::MineOptions mine_options(const Project& project, const MineRequest& request) {
  mine::MineOptions options;
  options.domains = request.domains;
  options.min_size = request.min_size;
  options.min_uses = project.settings().pattern_min_uses.value_or(options.min_uses);
  options.generic_from_domains =
      project.settings().generic_from_domains.value_or(options.generic_from_domains);
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
  auto mining = mining_of(project, *scanned, mined.settled, mine_options(project, request));
  if (!mining) return fail(mining);
  mine::Planned planned = mine::plan_of(*mining, scanned->inventory.items, mined.settled);
  if (!request.dry_run && !scanned->inventory.items.empty()) {
    std::optional<std::string> before;
    if (*loaded) before = (*loaded)->bytes;
    const auto written = save_plan(project, planned.plan, before);
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
  return mine_folder(project, {.scan = scan, .index = false, .domains = {}, .dry_run = true});
}

}  // namespace agentops::actions
