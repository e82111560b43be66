#pragma once

/// A table from hashes to small values in one stretch of memory. Words of a whole collection are looked up in
/// such tables, and tables made of nodes would wait for memory at each of them.
///
/// Nothing is ever taken out, and there is no order. The hashes 0 and 1 are the same.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace agentops::mine {

template <class Value>
class HashTable {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Null: not there. Stays where it is until the next is added.
  [[nodiscard]] const Value* find(std::uint64_t hash) const {
    const Place& place = places_[place_of(std::max<std::uint64_t>(hash, 1))];
    return place.hash == 0 ? nullptr : &place.value;
  }
  [[nodiscard]] Value* find(std::uint64_t hash) {
    return const_cast<Value*>(std::as_const(*this).find(hash));
  }
  [[nodiscard]] bool contains(std::uint64_t hash) const { return find(hash) != nullptr; }

  /// The value of `hash`; `value` when there was none.
  Value& add(std::uint64_t hash, Value value) {
    hash = std::max<std::uint64_t>(hash, 1);
    std::size_t at = place_of(hash);
    if (places_[at].hash == 0) {
      if (++size_ * 2 > places_.size()) {
        grow();
        at = place_of(hash);
      }
      places_[at] = {.hash = hash, .value = value};
    }
    return places_[at].value;
  }

 private:
  struct Place {
    std::uint64_t hash = 0;  ///< 0: free
    Value value{};
  };

  /// A hash stands at the first place from its last bits on that was free when it came.
  [[nodiscard]] std::size_t place_of(std::uint64_t hash) const {
    const std::size_t last = places_.size() - 1;
    std::size_t at = hash & last;
    while (places_[at].hash != 0 && places_[at].hash != hash) at = (at + 1) & last;
    return at;
  }

  void grow() {
    std::vector<Place> before(places_.size() * 2);
    before.swap(places_);
    for (const Place& place : before)
      if (place.hash != 0) places_[place_of(place.hash)] = place;
  }

  std::vector<Place> places_ = std::vector<Place>(std::size_t{1} << 10U);
  std::size_t size_ = 0;
};

}  // namespace agentops::mine
