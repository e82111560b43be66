// How fast bytes become words: every byte of a collection passes here at each scan.

#include <string>

#include <benchmark/benchmark.h>

#include "text/escape.h"
#include "text/words.h"

namespace {

using namespace agentops::text;

/// A megabyte in the manner of an agent's file.
std::string prose() {
  constexpr std::string_view paragraph =
      "## Escalation rules\n\n1. Read the ticket_history, then call `check_refund_status` — never guess.\n"
      "2. When the amount is above $500, hand over to the on-call lead (see docs/on-call.md).\n\n"
      "The customer hears from us within four hours; naïve replies such as “please wait” are not enough.\n\n";
  std::string text;
  while (text.size() < (std::size_t{1} << 20U)) text += paragraph;
  return text;
}

template <class Work>
void measure(benchmark::State& state, Work&& work) {
  const std::string text = prose();
  for (auto _ : state) benchmark::DoNotOptimize(work(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void scan_words(benchmark::State& state) {
  measure(state, [](const std::string& text) {
    std::size_t letters = 0;
    for_each_word(text, [&](const Word& word) { letters += word.text.size(); });
    return letters;
  });
}
BENCHMARK(scan_words);

void find_content_words(benchmark::State& state) {
  measure(state, [](const std::string& text) { return content_words(text).size(); });
}
BENCHMARK(find_content_words);

void hash_words(benchmark::State& state) {
  measure(state, [](const std::string& text) { return words_hash(text); });
}
BENCHMARK(hash_words);

void escape_for_terminal(benchmark::State& state) {
  measure(state, [](const std::string& text) { return lines_for_terminal(text).size(); });
}
BENCHMARK(escape_for_terminal);

}  // namespace

BENCHMARK_MAIN();
