#include "text/spelling.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>

#include "text/ascii.h"

namespace agentops::text {
namespace {

constexpr std::size_t longest_word = 64;

/// Long words are compared by their beginnings: the distance costs the product of the lengths.
std::string compared(std::string_view word) { return lower(word.substr(0, longest_word)); }

/// Optimal string alignment: Levenshtein's distance in which two neighbours that changed places count once.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({changed, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string closest_spelling(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string wanted = compared(word);
  std::string_view closest;
  std::size_t least = std::max<std::size_t>(wanted.size() / 3, 1) + 1;
  for (const auto candidate : known) {
    const std::string other = compared(candidate);
    const bool begins = wanted.size() >= 3 && other.starts_with(wanted);
    const std::size_t changes = begins ? 1 : distance(wanted, other);
    if (changes < least) {
      least = changes;
      closest = candidate;
    }
  }
  return std::string(closest);
}

bool is_easily_confused(std::string_view one, std::string_view other) {
  constexpr std::size_t fewest_letters = 4;
  return std::min(one.size(), other.size()) >= fewest_letters &&
         distance(compared(one), compared(other)) == 1;
}

}  // namespace agentops::text
