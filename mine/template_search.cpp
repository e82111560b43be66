// Seeds are taken one after another, those with most company first; the lines that have the shape of one are
// claimed. Several seeds are looked at ahead, on all threads, as if those before them claimed nothing. Where
// one of them did claim a line that was looked at, the seed is looked at again in its turn: so the answer is
// that of one after another.

#include "mine/template_search.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "mine/share_out.h"
#include "mine/template_marks.h"
#include "mine/template_scout.h"

namespace agentops::mine {

namespace {

constexpr std::size_t most_ahead = 64;  ///< seeds that a thread looks at in one go

/// The search in rounds: some seeds are looked at ahead, then taken in order.
class Search {
 public:
  Search(const Units& units, const SearchOptions& options)
      : options_(options), marks_(units), claims_(units.all().size()) {
    assert(options.threads > 0);
    for (unsigned i = 0; i < options.threads; ++i) scouts_.emplace_back(units, marks_, claims_, options);
  }

  std::vector<FoundShape> find() {
    const std::vector<std::uint32_t> seeds = marks_.seeds();
    const std::size_t most = scouts_.size() == 1 ? 1 : most_ahead;
    std::size_t ahead = 1;  ///< of each thread; more while nothing is claimed
    for (std::size_t next = 0; next < seeds.size() && tests_ < options_.most_tests;) {
      ++round_;
      std::vector<std::uint32_t> some;
      for (; next < seeds.size() && some.size() < ahead * scouts_.size(); ++next)
        if (claims_[seeds[next]] == 0) some.push_back(seeds[next]);
      const std::size_t before = found_.size();
      take(some, look_ahead(some));
      ahead = found_.size() == before ? std::min(ahead * 2, most) : std::max<std::size_t>(ahead / 2, 1);
    }
    std::ranges::sort(found_, [](const FoundShape& a, const FoundShape& b) {
      return a.saved != b.saved ? a.saved > b.saved : a.shape.pieces < b.shape.pieces;
    });
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::vector<Sight> look_ahead(const std::vector<std::uint32_t>& seeds) {
    std::vector<Sight> sights(seeds.size());
    const std::size_t stretch = (seeds.size() + scouts_.size() - 1) / scouts_.size();
    share_out(
        seeds.size(), options_.threads,
        [&](std::size_t first, std::size_t last) {
          for (std::size_t i = first; i < last; ++i) sights[i] = scouts_[first / stretch].look_at(seeds[i]);
        },
        stretch);
    return sights;
  }

  void take(const std::vector<std::uint32_t>& seeds, std::vector<Sight> sights) {
    const auto is_new = [&](std::uint32_t unit) { return claims_[unit] == round_; };
    for (std::size_t i = 0; i < seeds.size() && tests_ < options_.most_tests; ++i) {
      if (claims_[seeds[i]] != 0) continue;
      Sight sight = std::ranges::any_of(sights[i].looked_at, is_new) ? scouts_[0].look_at(seeds[i])
                                                                     : std::move(sights[i]);
      tests_ += sight.tests;
      if (!sight.found) continue;
      for (const std::uint32_t member : sight.members) claims_[member] = round_;
      found_.push_back(*std::move(sight.found));
    }
  }

  const SearchOptions& options_;
  Marks marks_;
  Claims claims_;
  std::vector<Scout> scouts_;
  std::vector<FoundShape> found_;
  std::uint32_t round_ = 0;
  std::size_t tests_ = 0;
};

}  // namespace

std::uint64_t cost_of_use(std::size_t slots) { return 1000 + 200 * slots; }

std::uint64_t bits_of(const Shape& shape, const Units& units) {
  std::uint64_t bits = 0;
  std::vector<LineWord> words;
  for (const std::string& piece : shape.pieces) {
    line_words(piece, Units::longest, words);
    for (const LineWord& word : words) bits += units.bits_of_hash(word.hash);
  }
  return bits;
}

std::vector<FoundShape> find_shapes(const Units& units, const SearchOptions& options) {
  return Search(units, options).find();
}

}  // namespace agentops::mine
