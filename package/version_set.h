#pragma once

/// A set of numbers below a fixed size, as the resolver holds the versions of one package. Plain value.
///
///   VersionSet set(3); set.insert(1);   set.complement() -> {0, 2}

#include <cstddef>
#include <cstdint>
#include <vector>

namespace agentops::package {

class VersionSet {
 public:
  /// The empty set of numbers below `size`.
  explicit VersionSet(std::size_t size) : size_(size), words_((size + bits - 1) / bits) {}

  [[nodiscard]] std::size_t size() const { return size_; }  ///< numbers that may be in it

  void insert(std::size_t number) { words_[number / bits] |= std::uint64_t{1} << (number % bits); }

  [[nodiscard]] bool contains(std::size_t number) const {
    return ((words_[number / bits] >> (number % bits)) & 1) != 0;
  }

  /// The smallest number at or above `from` that is in it; the size when there is none.
  [[nodiscard]] std::size_t first(std::size_t from) const;

  /// Every number of this set is in `other`, which is of the same size.
  [[nodiscard]] bool is_within(const VersionSet& other) const;
  [[nodiscard]] bool meets(const VersionSet& other) const;
  [[nodiscard]] bool is_empty() const { return first(0) == size_; }
  [[nodiscard]] bool is_full() const { return first_missing() == size_; }

  [[nodiscard]] VersionSet complement() const;
  VersionSet& operator&=(const VersionSet& other);
  VersionSet& operator|=(const VersionSet& other);

  friend bool operator==(const VersionSet&, const VersionSet&) = default;

 private:
  static constexpr std::size_t bits = 64;

  [[nodiscard]] std::size_t first_missing() const;

  std::size_t size_;
  std::vector<std::uint64_t> words_;  ///< bits at or above the size are 0
};

}  // namespace agentops::package
