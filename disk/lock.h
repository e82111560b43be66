#pragma once

/// One writer at a time in a folder.
///
/// The lock is the kernel's (flock on `.agentops/lock`): it goes with the process, however that ends, and the
/// file is never deleted. Readers need no lock. A process that asks twice waits for itself.

#include <chrono>
#include <functional>
#include <string>

#include "disk/folder.h"
#include "models/result.h"

namespace agentops::disk {

struct LockOptions {
  std::chrono::milliseconds wait = std::chrono::seconds(60);  ///< then give up
  std::string purpose = {};                                   ///< of the holder, for those who wait: "draft"
  /// Called once after a second of waiting with the holder, "process 123 (install)"; may be empty.
  std::function<void(const std::string& holder)> waiting = {};
};

/// Holds the lock until it goes out of scope.
class FolderLock {
 public:
  /// E-LOCKED (Unreadable), naming folder and holder, when somebody else still has it after `options.wait`.
  [[nodiscard]] static Result<FolderLock> acquire(const Folder& root, const LockOptions& options = {});

 private:
  explicit FolderLock(Descriptor file) : file_(std::move(file)) {}

  Descriptor file_;
};

}  // namespace agentops::disk
