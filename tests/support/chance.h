#pragma once

/// Chances that are the same in each run and on every machine.
///
///   Chance chance(7);
///   chance.of(paths)

#include <cstddef>
#include <cstdint>
#include <vector>

namespace agentops::test {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::size_t below(std::size_t end) {
    std::uint64_t value = (state_ += 0x9E3779B97F4A7C15ULL);
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return static_cast<std::size_t>((value ^ (value >> 31U)) % end);
  }
  template <class Value>
  const Value& of(const std::vector<Value>& values) {
    return values[below(values.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace agentops::test
