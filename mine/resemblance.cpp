#include "mine/resemblance.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <mutex>
#include <numeric>
#include <unordered_map>

#include "mine/share_out.h"

namespace agentops::mine {
namespace {

struct Holding {
  std::uint64_t member;
  std::uint32_t set;
};

/// Sets are handed out by the first bits of their members, so that each part is sorted on its own.
constexpr unsigned part_bits = 8;
constexpr std::size_t parts = std::size_t{1} << part_bits;

std::size_t part_of(std::uint64_t member) { return member >> (64U - part_bits); }

/// A member that several sets hold.
struct SharedMember {
  std::uint32_t sets = 0;  ///< how many
  std::uint64_t member = 0;
  const Holding* first = nullptr;
};

std::uint64_t digest_of(const Members& set) {
  std::uint64_t digest = set.size();
  for (const std::uint64_t member : set) digest = (digest ^ member) * 0x9E3779B97F4A7C15U;
  return digest;
}

/// For each set the first that is equal to it.
std::vector<std::uint32_t> originals_among(const std::vector<Members>& sets) {
  std::vector<std::uint32_t> original(sets.size());
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> seen;
  for (std::uint32_t i = 0; i < sets.size(); ++i) {
    original[i] = i;
    if (sets[i].empty()) continue;
    std::vector<std::uint32_t>& same = seen[digest_of(sets[i])];
    const auto equal =
        std::ranges::find_if(same, [&](std::uint32_t other) { return sets[other] == sets[i]; });
    if (equal != same.end())
      original[i] = *equal;
    else
      same.push_back(i);
  }
  return original;
}

std::uint64_t rounded_up(std::uint64_t count, unsigned thousandths) {
  return (count * thousandths + 999) / 1000;
}

}  // namespace

std::uint32_t jaccard(const Members& a, const Members& b) {
  std::size_t shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();)
    if (*x == *y)
      ++shared, ++x, ++y;
    else
      ++(*x < *y ? x : y);
  const std::size_t all = a.size() + b.size() - shared;
  return all == 0 ? 0 : static_cast<std::uint32_t>(shared * 1000 / all);
}

Resemblance::Resemblance(std::vector<Members> sets, unsigned threads)
    : threads_(threads), original_(originals_among(sets)), size_(sets.size()), offset_(sets.size() + 1) {
  std::vector<std::size_t> held_in(parts);
  for (std::uint32_t i = 0; i < sets.size(); ++i)
    if (original_[i] == i)
      for (const std::uint64_t member : sets[i]) ++held_in[part_of(member)];
  std::vector<std::vector<Holding>> holdings(parts);
  for (std::size_t part = 0; part < parts; ++part) holdings[part].reserve(held_in[part]);
  for (std::uint32_t i = 0; i < sets.size(); ++i) {
    size_[i] = static_cast<std::uint32_t>(sets[i].size());
    if (original_[i] == i)
      for (const std::uint64_t member : sets[i]) holdings[part_of(member)].push_back({member, i});
    Members().swap(sets[i]);
  }

  std::vector<std::vector<SharedMember>> found(parts);
  share_out(parts, threads, [&](std::size_t first, std::size_t last) {
    for (std::size_t part = first; part < last; ++part) {
      auto& held = holdings[part];
      std::ranges::sort(held, [](const Holding& a, const Holding& b) {
        return a.member != b.member ? a.member < b.member : a.set < b.set;
      });
      for (std::size_t i = 0; i < held.size();) {
        std::size_t end = i + 1;
        while (end < held.size() && held[end].member == held[i].member) ++end;
        if (end - i > 1)
          found[part].push_back({static_cast<std::uint32_t>(end - i), held[i].member, &held[i]});
        i = end;
      }
    }
  });

  std::vector<SharedMember> shared;
  for (const auto& part : found) shared.insert(shared.end(), part.begin(), part.end());
  std::ranges::sort(shared, [](const SharedMember& a, const SharedMember& b) {
    return a.sets != b.sets ? a.sets < b.sets : a.member < b.member;
  });
  assert(shared.size() < UINT32_MAX);
  kinds_ = static_cast<std::uint32_t>(shared.size());

  for (const SharedMember& member : shared)
    for (std::uint32_t i = 0; i < member.sets; ++i) ++offset_[member.first[i].set + 1];
  std::partial_sum(offset_.begin(), offset_.end(), offset_.begin());
  members_.resize(offset_.back());
  std::vector<std::uint64_t> next(offset_.begin(), offset_.end() - 1);
  for (std::uint32_t rank = 0; rank < kinds_; ++rank)
    for (std::uint32_t i = 0; i < shared[rank].sets; ++i) members_[next[shared[rank].first[i].set]++] = rank;
}

double Resemblance::jaccard(const LikePair& pair) const {
  const double all = static_cast<double>(size_[pair.a]) + size_[pair.b] - pair.shared;
  return all == 0 ? 0 : pair.shared / all;
}

std::uint32_t Resemblance::shared_by(std::uint32_t a, std::uint32_t b) const {
  std::uint32_t count = 0;
  auto [x, x_end] = shared_members(a);
  auto [y, y_end] = shared_members(b);
  while (x != x_end && y != y_end) {
    count += static_cast<std::uint32_t>(*x == *y);
    const bool advance_x = *x <= *y;
    const bool advance_y = *y <= *x;
    x += static_cast<int>(advance_x);
    y += static_cast<int>(advance_y);
  }
  return count;
}

std::uint32_t Resemblance::prefix_of(std::uint32_t set, std::uint64_t needed) const {
  const std::uint64_t held = offset_[set + 1] - offset_[set];
  // Those that no other set holds are rarest of all: they make the first part of the prefix.
  return needed > held ? 0 : static_cast<std::uint32_t>(held - needed + 1);
}

template <class Accepts>
std::vector<LikePair> Resemblance::join(const std::vector<std::uint32_t>& looked_up,
                                        const std::vector<std::uint32_t>& listed,
                                        const Accepts& accepts) const {
  const auto sets = static_cast<std::uint32_t>(size_.size());
  std::vector<std::uint64_t> start(std::size_t{kinds_} + 1);
  for (std::uint32_t set = 0; set < sets; ++set)
    for (std::uint32_t i = 0; i < listed[set]; ++i) ++start[members_[offset_[set] + i] + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<std::uint32_t> holders(start.back());
  std::vector<std::uint64_t> next(start.begin(), start.end() - 1);
  for (std::uint32_t set = 0; set < sets; ++set)
    for (std::uint32_t i = 0; i < listed[set]; ++i) holders[next[members_[offset_[set] + i]]++] = set;

  std::vector<LikePair> pairs;
  std::mutex mutex;
  share_out(sets, threads_, [&](std::size_t first, std::size_t last) {
    std::vector<LikePair> own;
    std::vector<std::uint32_t> candidates;
    for (auto set = static_cast<std::uint32_t>(first); set < last; ++set) {
      candidates.clear();
      for (std::uint32_t i = 0; i < looked_up[set]; ++i) {
        const std::uint32_t member = members_[offset_[set] + i];
        for (std::uint64_t at = start[member]; at < start[member + 1]; ++at)
          if (accepts.may(set, holders[at])) candidates.push_back(holders[at]);
      }
      std::ranges::sort(candidates);
      candidates.erase(std::ranges::unique(candidates).begin(), candidates.end());
      for (const std::uint32_t other : candidates) {
        const LikePair pair{std::min(set, other), std::max(set, other), shared_by(set, other)};
        if (accepts.is(set, other, pair.shared)) own.push_back(pair);
      }
    }
    const std::scoped_lock lock(mutex);
    pairs.insert(pairs.end(), own.begin(), own.end());
  });
  std::ranges::sort(pairs, {}, [](const LikePair& pair) { return std::pair(pair.a, pair.b); });
  return pairs;
}

std::vector<LikePair> Resemblance::alike(unsigned least) const {
  assert(least > 0 && least <= 1000);
  struct Accepts {
    const std::vector<std::uint32_t>& size;
    unsigned least;
    /// Each pair is met from its later set; sizes that differ too much need no look.
    [[nodiscard]] bool may(std::uint32_t set, std::uint32_t other) const {
      const auto [smaller, larger] = std::minmax(size[set], size[other]);
      return other < set && std::uint64_t{smaller} * 1000 >= std::uint64_t{larger} * least;
    }
    [[nodiscard]] bool is(std::uint32_t set, std::uint32_t other, std::uint32_t shared) const {
      return std::uint64_t{shared} * 1000 >= (std::uint64_t{size[set]} + size[other] - shared) * least;
    }
  };
  std::vector<std::uint32_t> prefix(size_.size());
  for (std::uint32_t set = 0; set < size_.size(); ++set)
    prefix[set] = prefix_of(set, std::max<std::uint64_t>(1, rounded_up(size_[set], least)));
  return join(prefix, prefix, Accepts{size_, least});
}

std::vector<LikePair> Resemblance::contained(unsigned least, std::uint32_t fewest) const {
  assert(least > 0 && least <= 1000);
  struct Accepts {
    const std::vector<std::uint32_t>& size;
    unsigned least;
    /// Each pair is met from its smaller set; of two that are as large, from the later.
    [[nodiscard]] bool may(std::uint32_t set, std::uint32_t other) const {
      return size[set] < size[other] || (size[set] == size[other] && other < set);
    }
    [[nodiscard]] bool is(std::uint32_t set, std::uint32_t, std::uint32_t shared) const {
      return std::uint64_t{shared} * 1000 >= std::uint64_t{size[set]} * least;
    }
  };
  std::vector<std::uint32_t> prefix(size_.size());
  std::vector<std::uint32_t> all(size_.size());
  for (std::uint32_t set = 0; set < size_.size(); ++set) {
    all[set] = static_cast<std::uint32_t>(offset_[set + 1] - offset_[set]);
    if (size_[set] >= fewest)
      prefix[set] = prefix_of(set, std::max<std::uint64_t>(1, rounded_up(size_[set], least)));
  }
  return join(prefix, all, Accepts{size_, least});
}

}  // namespace agentops::mine
