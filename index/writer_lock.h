#pragma once

/// One writer of an index at a time, among all processes of this machine. Readers need no lock.
///
///   auto lock = WriterLock::wait(home, [] { say("waiting for another process, which indexes"); });
///   if (state_of(home, key) != State::Fresh) ... build ...   // perhaps the other one has done it meanwhile

#include <chrono>
#include <functional>

#include "index/file_lock.h"
#include "index/store.h"
#include "models/result.h"

namespace agentops::index {

/// Held as long as the value lives, and no longer than the process.
class WriterLock {
 public:
  /// Makes the folder of the index when it is not there. `told` is called once when somebody else is in the
  /// way for more than a second; may be empty. Errors: Unreadable, E-INDEX-WRITE; E-LOCKED after `patience`.
  [[nodiscard]] static Result<WriterLock> wait(const Home& home, const std::function<void()>& told = {},
                                               std::chrono::milliseconds patience = std::chrono::minutes(5));

 private:
  explicit WriterLock(FileLock lock) : lock_(std::move(lock)) {}
  FileLock lock_;
};

}  // namespace agentops::index
