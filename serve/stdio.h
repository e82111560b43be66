#pragma once

/// Serves on stdin and stdout: one message on each line, and nothing else on stdout.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "serve/server.h"

namespace agentops::serve {

/// A longer line is refused and passed over: no request needs as much.
inline constexpr std::size_t longest_line = std::size_t{8} << 20U;

/// Fills some of `bytes` and gives how many; 0 at the end.
using ReadBytes = std::function<std::size_t(std::span<char> bytes)>;

/// False when nobody listens any more.
using WriteLine = std::function<bool(std::string_view line)>;

/// Answers each line until the end of input, or until nobody listens. A last line without line end counts.
/// Holds no more than the longest line.
void serve_lines(Server& server, const ReadBytes& read, const WriteLine& write);

/// The same on stdin and stdout.
void serve_stdio(const ServeOptions& options);

}  // namespace agentops::serve
