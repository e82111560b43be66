#include "package/version_set.h"

#include <algorithm>
#include <bit>

namespace agentops::package {

std::size_t VersionSet::first(std::size_t from) const {
  for (std::size_t word = from / bits; word < words_.size(); ++word) {
    const std::uint64_t mask = word == from / bits ? ~std::uint64_t{0} << (from % bits) : ~std::uint64_t{0};
    if (const std::uint64_t rest = words_[word] & mask; rest != 0)
      return word * bits + static_cast<std::size_t>(std::countr_zero(rest));
  }
  return size_;
}

std::size_t VersionSet::first_missing() const {
  for (std::size_t word = 0; word < words_.size(); ++word)
    if (words_[word] != ~std::uint64_t{0})
      return std::min(size_, word * bits + static_cast<std::size_t>(std::countr_one(words_[word])));
  return size_;
}

bool VersionSet::is_within(const VersionSet& other) const {
  for (std::size_t word = 0; word < words_.size(); ++word)
    if ((words_[word] & ~other.words_[word]) != 0) return false;
  return true;
}

bool VersionSet::meets(const VersionSet& other) const {
  for (std::size_t word = 0; word < words_.size(); ++word)
    if ((words_[word] & other.words_[word]) != 0) return true;
  return false;
}

VersionSet VersionSet::complement() const {
  VersionSet rest(size_);
  for (std::size_t word = 0; word < words_.size(); ++word) rest.words_[word] = ~words_[word];
  if (const std::size_t used = size_ % bits; used != 0) rest.words_.back() &= (std::uint64_t{1} << used) - 1;
  return rest;
}

VersionSet& VersionSet::operator&=(const VersionSet& other) {
  for (std::size_t word = 0; word < words_.size(); ++word) words_[word] &= other.words_[word];
  return *this;
}

VersionSet& VersionSet::operator|=(const VersionSet& other) {
  for (std::size_t word = 0; word < words_.size(); ++word) words_[word] |= other.words_[word];
  return *this;
}

}  // namespace agentops::package
