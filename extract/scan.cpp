#include "extract/scan.h"

#include <algorithm>

namespace agentops::extract {

bool begins_with(std::string_view text, std::string_view expected) {
  return text.size() >= expected.size() && is_text(text.substr(0, expected.size()), expected);
}

bool is_text(std::string_view text, std::string_view expected) {
  return std::ranges::equal(text, expected, {}, [](char c) { return lower(c); });
}

bool contains(std::string_view text, std::string_view expected) {
  const auto lowered = [](char c) { return lower(c); };
  return expected.empty() || !std::ranges::search(text, expected, {}, lowered).empty();
}

std::string_view base_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view stem_of(std::string_view path) {
  const auto name = base_name(path);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

}  // namespace agentops::extract
