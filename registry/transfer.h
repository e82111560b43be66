#pragma once

/// One question over the network and its answer: the door to libcurl.
///
/// Only http and https are spoken; certificates are checked, TLS begins at 1.2. No redirect is followed and
/// nothing is tried twice: that is client.h. What is read and how long it takes have limits. Proxies are
/// taken from the environment, as curl(1) does.

#include <cstdint>
#include <functional>
#include <string>

#include "registry/http.h"

namespace agentops::registry {

struct TransferLimits {
  unsigned timeout =
      30;  ///< seconds: a transfer below 1 KiB/s for so long ends; no transfer takes 20 times as long
  std::string certificates;  ///< file of trusted certificates in place of the system's; empty: those
};

/// How many bytes have come, of how many; 0 when that is not known.
using TransferListener = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Keeps its connection for the next question. For one thread. Errors: see Exchange.
[[nodiscard]] Exchange network(const TransferLimits& limits, TransferListener listener);

}  // namespace agentops::registry
