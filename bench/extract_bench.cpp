// Reading a file whole, for sizes that are met: what one item costs between its bytes and its Document.

#include <string>

#include <benchmark/benchmark.h>

#include "extract/document.h"
#include "extract/frontmatter.h"
#include "extract/lines.h"
#include "extract/markdown.h"

namespace {

/// An invented skill with prose, lists, a table, links and code, about `bytes` long.
std::string invented(std::size_t bytes) {
  std::string text =
      "---\nname: restore-backup\ndescription: Restores a backup. Use when data was lost.\ntools: Read, Bash\n---\n\n# Restore\n";
  for (int part = 1; text.size() < bytes; ++part)
    text +=
        "\n## Step " + std::to_string(part) +
        ": Look\n\nRead [the runbook](docs/runbook.md) first, then ask the on-call agent; stop above $500 or after 30 minutes.\n\n"
        "- Check `backup-index` on build.ci.example.com\n- Never restore twice, see /restore-status\n\n"
        "| what | where |\n|---|---|\n| index | [here](index.md) |\n\n```bash\nkubectl get pods -n \"$NAMESPACE\" | grep backup\n./restore.sh --from backups/last.tar\n```\n";
  return text;
}

void read_whole_files(benchmark::State& state) {
  const agentops::Source source{.path = "skills/restore/SKILL.md",
                                .bytes = invented(static_cast<std::size_t>(state.range(0))),
                                .digest = {}};
  for (auto _ : state) benchmark::DoNotOptimize(agentops::extract::read_documents(source, {}));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source.bytes.size()));
}
BENCHMARK(read_whole_files)->Arg(1 << 10)->Arg(8 << 10)->Arg(64 << 10);

void read_prose(benchmark::State& state) {
  const auto text = invented(static_cast<std::size_t>(state.range(0)));
  const auto body = agentops::extract::split_frontmatter(text).body;
  for (auto _ : state)
    benchmark::DoNotOptimize(agentops::extract::read_markdown(text, body, agentops::extract::Lines(text)));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read_prose)->Arg(8 << 10);

}  // namespace

BENCHMARK_MAIN();
