#pragma once

/// Messages of JSON-RPC 2.0, one on each line, as the Model Context Protocol uses them.
///
///   {"jsonrpc":"2.0","id":1,"method":"tools/list"}  ->  Message{.id = 1, .method = "tools/list"}
///
/// Pure; any bytes are accepted, at most as deeply nested as text/json.h reads.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/value.h"

namespace agentops::serve {

/// Numbers of errors, by JSON-RPC and by the protocol.
enum class Fault : std::int16_t {
  NotJson = -32700,
  NoMessage = -32600,
  NoMethod = -32601,
  BadParameters = -32602,
  Version = -32022,  ///< of the protocol
};

struct Message {
  Value id;  ///< text or integer; null: a notification, to which nobody answers
  std::string method;
  Map params;
};

/// Why a message cannot be answered. Its id is null where none could be read.
struct Refusal {
  Value id;
  Fault fault = Fault::NoMessage;
  std::string message;
  Value data = {};
};

/// What one line holds: the answer of the other side to a request of ours would be nothing to us.
struct Nothing {};
using Received = std::variant<Message, Refusal, Nothing>;

/// The messages of a line: one, or those of a batch in its order. `batched` is set for the latter; an empty
/// batch is a refusal.
struct ReceivedLine {
  std::vector<Received> messages;
  bool batched = false;
};

[[nodiscard]] ReceivedLine read_line(std::string_view line);

[[nodiscard]] Value answer_to(const Value& id, Value result);
[[nodiscard]] Value answer_to(const Refusal& refusal);

}  // namespace agentops::serve
