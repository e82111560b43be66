// What all languages say alike: where a program is named in the first line, URLs, and the few spellings of
// reading a variable that languages without a grammar here have.

#include <algorithm>
#include <array>

#include "extract/code_readers.h"
#include "extract/code_words.h"
#include "extract/hosts.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// Lines whose URLs name a notation and no place.
bool names_a_notation(std::string_view line) {
  return line.find("xmlns") != std::string_view::npos || line.find("$schema") != std::string_view::npos ||
         line.find("<!DOCTYPE") != std::string_view::npos ||
         line.find("www.w3.org/") != std::string_view::npos;
}

/// "http://prometheus:9090": a service beside the one that calls it. `url` begins with "://".
bool is_service(std::string_view host, std::string_view url) {
  constexpr auto anybody =
      std::to_array<std::string_view>({"host", "hostname", "server", "ip", "addr", "address", "domain"});
  const auto at = url.rfind(host);
  const auto port = url.substr(std::min(at + host.size(), url.size()));
  return host.size() > 1 && port.size() > 1 && port[0] == ':' && is_digit(port[1]) &&
         std::ranges::all_of(host, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; }) &&
         std::ranges::find(anybody, host) == anybody.end();
}

std::string_view word_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (is_alnum(text[end]) || text[end] == '_')) ++end;
  return text.substr(0, end);
}

}  // namespace

void read_hosts(std::string_view code, std::string_view comment, CodeFacts& facts) {
  if (code.find("://") == std::string_view::npos) return;
  for_each_line(code, [&](std::string_view line) {
    if (line.find("://") == std::string_view::npos) return;
    if ((!comment.empty() && trim_left(line).starts_with(comment)) || names_a_notation(line)) return;
    for (auto at = line.find("://"); at != std::string_view::npos; at = line.find("://", at + 3)) {
      if (at == 0 || !is_alpha(line[at - 1])) continue;
      auto rest = line.substr(at, 300);
      rest = rest.substr(0, rest.find_first_of(" \t\"'`<>|\\)]},;"));
      if (const auto host = host_of_url(rest);
          host.find('.') != std::string_view::npos || is_service(host, rest))
        facts.hosts.emplace(lower(host));
    }
  });
}

void read_interpreter(std::string_view code, CodeFacts& facts) {
  if (!code.starts_with("#!")) return;
  auto line = trim(code.substr(2, code.find('\n') - 2));
  auto program = base_name(line.substr(0, line.find(' ')));
  while (program == "env" || program.starts_with('-')) {
    line = trim_left(line.substr(std::min(line.find(' '), line.size())));
    program = base_name(line.substr(0, line.find(' ')));
  }
  if (is_program(program)) facts.programs.emplace(program);
}

void read_variables(std::string_view code, CodeFacts& facts) {
  constexpr auto marks =
      std::to_array<std::string_view>({"getenv(", "GetEnvironmentVariable(", "env::var(", "ENV[",
                                       "ENV.fetch(", "$_ENV[", "$env:", "Sys.getenv("});
  for (const auto mark : marks)
    for (auto at = code.find(mark); at != std::string_view::npos; at = code.find(mark, at + 1)) {
      auto rest = code.substr(at + mark.size());
      if (rest.starts_with('"') || rest.starts_with('\'')) rest.remove_prefix(1);
      if (const auto name = word_at(rest); is_variable_name(name)) facts.env.emplace(name);
    }
}

void read_expansions(std::string_view code, CodeFacts& facts) {
  for (auto at = code.find("${"); at != std::string_view::npos; at = code.find("${", at + 2)) {
    auto rest = code.substr(at + 2, 100);
    const bool workflow = rest.starts_with('{');  // ${{ env.NAME }}
    if (workflow) rest = trim_left(rest.substr(1));
    const bool told = rest.starts_with("env.") || rest.starts_with("env:");
    if (told) rest.remove_prefix(4);
    const auto name = word_at(rest);
    const char after = name.size() < rest.size() ? rest[name.size()] : '\0';
    const bool value = at > 0 && code[at - 1] != '\n';  // on a line of its own something is to be put in
    const bool closed = value && (after == '}' || after == ':' || after == ' ' || after == '-');
    if (closed && (told ? !name.empty() : !workflow && is_variable_name(name))) facts.env.emplace(name);
  }
}

}  // namespace agentops::extract
