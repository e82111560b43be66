#pragma once

/// An open file of the system, closed when it goes out of scope, and the few ways in which this room uses
/// one.
///
/// The functions retry what a signal interrupts and finish short reads and writes. They report failure as the
/// system does, in errno, because only the caller knows what was being tried: see disk/failure.h.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace agentops::disk {

/// Owns one file descriptor, or none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] explicit operator bool() const { return number_ >= 0; }

  /// Gives the descriptor away.
  [[nodiscard]] int release() { return std::exchange(number_, -1); }

 private:
  int number_ = -1;
};

/// Whether symbolic links may be followed on the way; never out of the folder, with either.
enum class Links : unsigned char { Refuse, FollowInside };

/// Opens `path`, which is relative, below the open folder `folder`; flags and mode as for open(2), O_CLOEXEC
/// is added. A path that leaves the folder is EXDEV, a refused link ELOOP. Where the kernel lacks openat2,
/// each part is opened by itself and links are refused in any case.
[[nodiscard]] Descriptor open_below(int folder, const std::string& path, int flags, Links links,
                                    unsigned mode = 0);

/// What open_below() does without openat2.
[[nodiscard]] Descriptor open_by_parts(int folder, const std::string& path, int flags, unsigned mode = 0);

/// All bytes from where `file` stands, but not more than `limit`; about `expected` of them. Nothing on a
/// failure.
[[nodiscard]] std::optional<std::string> read_bytes(int file, std::size_t expected, std::size_t limit);

/// Writes all of `bytes`; false on a failure.
[[nodiscard]] bool write_bytes(int file, std::string_view bytes);

}  // namespace agentops::disk
