#pragma once

/// Work on many independent rows, shared by some threads.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace agentops::mine {

/// Calls `work(first, last)` for consecutive stretches of `stretch` (the last may be shorter) that together
/// are [0, count), on `threads` threads. Each stretch is worked on once; which thread does, and when, is left
/// open, so `work` writes to places of its own.
template <class Work>
void share_out(std::size_t count, unsigned threads, const Work& work, std::size_t stretch = 64) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t first = next.fetch_add(stretch); first < count; first = next.fetch_add(stretch))
      work(first, std::min(first + stretch, count));
  };
  std::vector<std::jthread> helpers;
  for (unsigned i = 1; i < threads && i * stretch < count; ++i) helpers.emplace_back(run);
  run();
}

}  // namespace agentops::mine
