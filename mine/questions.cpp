#include "mine/questions.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "mine/share_out.h"

namespace agentops::mine {

namespace {

/// Weighs one question after the other.
class Worth {
 public:
  Worth(const Propagation& propagation, const Obeyed& obeyed, const std::vector<bool>& decided,
        const QuestionOptions& options)
      : propagation_(propagation), obeyed_(obeyed), decided_(decided), options_(options) {}

  /// The expected number of changes, in millionths.
  [[nodiscard]] std::int64_t of(std::uint32_t item) const {
    const std::vector<double> likely = likelihoods(item);
    const std::vector<std::int32_t> reach = propagation_.reach(item);
    double sum = 0;
    for (std::uint32_t domain = 0; domain < likely.size(); ++domain) {
      if (domain == obeyed_.domains[item] || likely[domain] < options_.least_likely) continue;
      sum += likely[domain] * (1 + (options_.follower * followers(item, domain, reach)));
    }
    return std::llround(sum * 1e6);
  }

 private:
  /// What speaks for a domain at an item, its own vote included.
  [[nodiscard]] std::int64_t leaning(std::uint32_t item, std::uint32_t domain) const {
    if (domain == nowhere) return 0;
    return std::int64_t{obeyed_.leanings.of(item)[domain]} +
           (obeyed_.domains[item] == domain ? propagation_.echo() : 0);
  }

  [[nodiscard]] std::vector<double> likelihoods(std::uint32_t item) const {
    std::vector<double> likely(obeyed_.leanings.domains);
    double all = 0;
    for (std::uint32_t domain = 0; domain < likely.size(); ++domain) {
      const auto amount = static_cast<double>(std::max<std::int64_t>(0, leaning(item, domain)));
      likely[domain] = 1;
      for (unsigned i = 0; i < options_.sharpness; ++i) likely[domain] *= amount * 1e-6;
      all += likely[domain];
    }
    for (double& each : likely) each = all > 0 ? each / all : 0;
    return likely;
  }

  /// How many others would lean to `domain` if the item were decided for it.
  [[nodiscard]] unsigned followers(std::uint32_t item, std::uint32_t domain,
                                   std::span<const std::int32_t> reach) const {
    unsigned count = 0;
    for (std::uint32_t other = 0; other < reach.size(); ++other) {
      const std::uint32_t own = obeyed_.domains[other];
      if (other == item || decided_[other] || own == domain || reach[other] <= 0) continue;
      const std::int64_t lost = own == obeyed_.domains[item] ? reach[other] : 0;
      const std::int64_t won = std::int64_t{reach[other]} * decision_weight;
      if (leaning(other, domain) + won > leaning(other, own) - lost) ++count;
    }
    return count;
  }

  const Propagation& propagation_;
  const Obeyed& obeyed_;
  const std::vector<bool>& decided_;
  const QuestionOptions& options_;
};

}  // namespace

std::vector<std::uint32_t> in_order_of_worth(std::vector<std::uint32_t> close_calls,
                                             const Propagation& propagation, const Obeyed& obeyed,
                                             const std::vector<bool>& decided,
                                             const QuestionOptions& options) {
  const std::vector<Lean> leans = leans_of(obeyed);
  std::ranges::sort(close_calls);
  std::ranges::stable_sort(close_calls, {}, [&](std::uint32_t item) { return leans[item].margin; });
  const std::size_t weighed = std::min(options.weighed, close_calls.size());
  const Worth worth(propagation, obeyed, decided, options);
  std::vector<std::pair<std::int64_t, std::uint32_t>> ranks(weighed);
  share_out(
      weighed, options.threads,
      [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) ranks[i] = {-worth.of(close_calls[i]), close_calls[i]};
      },
      8);
  std::ranges::sort(ranks);
  for (std::size_t i = 0; i < weighed; ++i) close_calls[i] = ranks[i].second;
  return close_calls;
}

}  // namespace agentops::mine
