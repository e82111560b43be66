#include "text/version.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "text/escape.h"

namespace agentops::text {
namespace {

std::unexpected<Error> refuse(std::string_view text, std::string_view why) {
  return fail({.kind = ErrorKind::Invalid,
               .code = "E-VERSION",
               .message = fmt::format("`{}` is not a version: {}", for_terminal(text.substr(0, 100)), why),
               .hint = "write three numbers, as in 1.2.0 (see semver.org)",
               .where = {}});
}

bool is_identifier(std::string_view part) {
  return !part.empty() && std::ranges::all_of(part, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

/// The parts between dots; an empty text is one empty part.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const auto dot = text.find('.');
    parts.emplace_back(text.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    text.remove_prefix(dot + 1);
  }
}

bool is_number(std::string_view identifier) {
  return std::ranges::all_of(identifier, [](char c) { return c >= '0' && c <= '9'; });
}

/// Section 11.4: numbers by value and below words, words by their bytes. Numbers have no leading zeros, so
/// the longer is the larger, however long they are.
std::weak_ordering compare_identifiers(const std::string& a, const std::string& b) {
  const bool a_is_number = is_number(a);
  const bool b_is_number = is_number(b);
  if (a_is_number != b_is_number) return a_is_number ? std::weak_ordering::less : std::weak_ordering::greater;
  if (a_is_number && a.size() != b.size()) return a.size() <=> b.size();
  return a <=> b;
}

}  // namespace

std::optional<std::uint64_t> read_number(std::string_view digits) {
  std::uint64_t number = 0;
  if (digits.empty() || !is_number(digits) || (digits.size() > 1 && digits.front() == '0'))
    return std::nullopt;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc{}) return std::nullopt;
  return number;
}

Result<Version> read_version(std::string_view text) {
  if (text.size() > 256) return refuse(text, "it is longer than 256 bytes");
  Version version;
  std::string_view rest = text;

  if (const auto plus = rest.find('+'); plus != std::string_view::npos) {
    version.build = rest.substr(plus + 1);
    if (!std::ranges::all_of(parts_of(version.build), is_identifier))
      return refuse(text, "what follows `+` must be letters, digits and `-` between dots");
    rest = rest.substr(0, plus);
  }
  if (const auto dash = rest.find('-'); dash != std::string_view::npos) {
    version.pre_release = parts_of(rest.substr(dash + 1));
    for (const auto& part : version.pre_release) {
      if (!is_identifier(part))
        return refuse(text, "a pre-release must be letters, digits and `-` between dots");
      if (is_number(part) && part.size() > 1 && part.front() == '0')
        return refuse(text, "a number of the pre-release begins with 0");
    }
    rest = rest.substr(0, dash);
  }
  const auto core = parts_of(rest);
  if (core.size() != 3) return refuse(text, "it needs three numbers, MAJOR.MINOR.PATCH");
  std::uint64_t* const numbers[] = {&version.major, &version.minor, &version.patch};
  for (std::size_t i = 0; i < core.size(); ++i) {
    const auto number = read_number(core[i]);
    if (!number) return refuse(text, "each number must be digits without a leading 0, and fit 64 bits");
    *numbers[i] = *number;
  }
  return version;
}

std::string to_text(const Version& version) {
  return fmt::format("{}.{}.{}{}{}{}{}", version.major, version.minor, version.patch,
                     version.pre_release.empty() ? "" : "-", fmt::join(version.pre_release, "."),
                     version.build.empty() ? "" : "+", version.build);
}

std::weak_ordering compare(const Version& a, const Version& b) {
  if (const auto order = a.major <=> b.major; order != 0) return order;
  if (const auto order = a.minor <=> b.minor; order != 0) return order;
  if (const auto order = a.patch <=> b.patch; order != 0) return order;
  if (a.pre_release.empty() || b.pre_release.empty())
    return static_cast<int>(a.pre_release.empty()) <=> static_cast<int>(b.pre_release.empty());
  return std::lexicographical_compare_three_way(a.pre_release.begin(), a.pre_release.end(),
                                                b.pre_release.begin(), b.pre_release.end(),
                                                compare_identifiers);
}

}  // namespace agentops::text
