#pragma once

/// The Model Context Protocol, for both of its eras: a line in, a line out.
///
///   {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search",...}}
///   -> {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"2 of 2 matches ..."}],...}}
///
/// A request whose `_meta` names a version of the protocol is served by the rules of 2026-07-28, alone and
/// without a handshake; `initialize` chooses one of the older versions for the requests that have none. The
/// server asks nothing and tells nothing by itself. One thread.

#include <optional>
#include <string>
#include <string_view>

#include "actions/project.h"
#include "models/value.h"
#include "serve/message.h"

namespace agentops::serve {

struct ServeOptions {
  actions::ProjectOptions folder;
  std::string version;  ///< of agentops
};

class Server {
 public:
  explicit Server(ServeOptions options) : options_(std::move(options)) {}

  /// What to say to a line, without line end; nothing to notifications. Any bytes are accepted.
  [[nodiscard]] std::optional<std::string> answer(std::string_view line);

  /// What to say to a line that was too long to be read.
  [[nodiscard]] static std::string answer_to_long_line();

 private:
  [[nodiscard]] std::optional<Value> answer_one(const Received& received);
  [[nodiscard]] Value answer_request(const Message& request);
  [[nodiscard]] Value answer_now(const Message& request, const Value& meta);
  [[nodiscard]] Value answer_older(const Message& request);
  [[nodiscard]] Value initialize(const Message& request);
  [[nodiscard]] Value call_tool(const Message& request) const;
  [[nodiscard]] Value about() const;

  ServeOptions options_;
  std::string older_version_;  ///< that `initialize` chose; empty: nobody said it
};

}  // namespace agentops::serve
