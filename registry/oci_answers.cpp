#include "registry/oci_answers.h"

#include <fmt/format.h>

#include "text/escape.h"
#include "text/json.h"

namespace agentops::registry {

Result<std::vector<std::string>> read_names(std::string_view json, std::string_view key,
                                            std::string_view origin) {
  const auto value = text::read_json(json, origin);
  const Value* said = value ? value->find(key) : nullptr;
  if (said == nullptr || (!said->is_null() && said->list() == nullptr))
    return fail(bad_answer(origin, fmt::format("is not the JSON of a list of {}", key)));
  std::vector<std::string> names;
  if (said->is_null()) return names;
  for (const Value& name : *said->list()) {
    if (name.text() == nullptr)
      return fail(bad_answer(origin, fmt::format("has among its {} what is no text", key)));
    names.push_back(*name.text());
  }
  return names;
}

std::string next_page(std::string_view link) {
  const std::size_t open = link.find('<');
  const std::size_t close = link.find('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  const std::string_view rest = link.substr(close);
  const bool goes_on = rest.contains("rel=\"next\"") || rest.contains("rel=next");
  return goes_on ? std::string(link.substr(open + 1, close - open - 1)) : std::string();
}

std::string excuse_in(std::string_view json) {
  const auto value = text::read_json(json, "");
  const Value* errors = value ? value->find("errors") : nullptr;
  if (errors == nullptr || errors->list() == nullptr || errors->list()->empty()) return {};
  const auto said = [&](std::string_view key) {
    const Value* found = errors->list()->front().find(key);
    return found == nullptr || found->text() == nullptr ? std::string() : *found->text();
  };
  const std::string excuse = fmt::format("{}: {}", said("code"), said("message"));
  return text::cut_to_width(text::for_terminal(excuse), 200);
}

Error bad_answer(std::string_view origin, std::string_view why) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-REGISTRY-ANSWER",
          .message = fmt::format("{}: {}", text::for_terminal(origin), why),
          .hint = "check the address; nothing was taken over",
          .where = {}};
}

}  // namespace agentops::registry
