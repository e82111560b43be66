#pragma once

/// A line in which literals are looked for, and the readers of those that are places: URLs, hosts, addresses,
/// paths, models. Each looks ahead from a byte and gives the literal's end, or nothing.

#include <cstddef>
#include <optional>
#include <string_view>

#include "extract/scan.h"
#include "models/item.h"

namespace agentops::extract {

struct FoundLiteral {
  LiteralType type{};
  std::size_t end = 0;
};

struct LiteralLine {
  static constexpr std::size_t longest = 300;  ///< bytes of a literal

  std::string_view text;
  bool code = false;  ///< a line of code

  [[nodiscard]] char at(std::size_t i) const { return i < text.size() ? text[i] : '\n'; }
  [[nodiscard]] bool has(std::size_t i, std::string_view word) const {
    return text.substr(i).starts_with(word);
  }

  /// The end of the bytes from `i` on that belong.
  template <class Belongs>
  [[nodiscard]] std::size_t run(std::size_t i, const Belongs& belongs) const {
    const auto most = text.size() < i + longest ? text.size() : i + longest;
    while (i < most && belongs(text[i])) ++i;
    return i;
  }
};

[[nodiscard]] std::optional<FoundLiteral> url_at(const LiteralLine& line, std::size_t at);
[[nodiscard]] std::optional<FoundLiteral> email_at(const LiteralLine& line, std::size_t at);
[[nodiscard]] std::optional<FoundLiteral> address_at(const LiteralLine& line, std::size_t at);
[[nodiscard]] std::optional<FoundLiteral> host_at(const LiteralLine& line, std::size_t at);
[[nodiscard]] std::optional<FoundLiteral> home_path_at(const LiteralLine& line, std::size_t at);
/// An absolute path in a folder that is laid out by whoever runs the machine: /srv, /opt, /mnt, /data.
[[nodiscard]] std::optional<FoundLiteral> own_path_at(const LiteralLine& line, std::size_t at);
/// One record of somebody's books: "customer #1234", "ticket OPS-77".
[[nodiscard]] std::optional<FoundLiteral> record_at(const LiteralLine& line, std::size_t at);
[[nodiscard]] std::optional<FoundLiteral> model_at(const LiteralLine& line, std::size_t at);

}  // namespace agentops::extract
