#include "cli/help.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace agentops::cli {
namespace {

constexpr std::array<std::pair<Group, std::string_view>, 7> shown_groups = {{
    {Group::Look, "Look"},
    {Group::Decide, "Decide"},
    {Group::Write, "Write"},
    {Group::Package, "Package"},
    {Group::Registry, "Registry"},
    {Group::Connect, "Connect"},
    {Group::Help, "Help"},
}};

std::string shown_name(const Command& command) {
  std::string name = command.name;
  for (const Argument& argument : command.arguments)
    name += argument.required ? " " + argument.name : " [" + argument.name + "]";
  return name;
}

std::string group_lines(const std::vector<Command>& commands, Group group) {
  std::string lines;
  for (const Command& command : commands)
    if (command.group == group) lines += fmt::format("  {:<32} {}\n", shown_name(command), command.summary);
  return lines;
}

}  // namespace

std::string overview(const std::vector<Command>& commands) {
  std::string page =
      "agentops turns the Markdown that steers AI agents into packages.\n\n"
      "usage: agentops [PATH]               look at a folder, say what it is and what to type next\n"
      "       agentops COMMAND [options]    agentops COMMAND --help has each command's own page\n";
  for (const auto& [group, title] : shown_groups)
    if (const std::string lines = group_lines(commands, group); !lines.empty())
      page += fmt::format("\n{}\n{}", title, lines);
  page +=
      "\nEvery command\n"
      "  --json, --format FORMAT          text (default), json, jsonl, tsv, sarif, github or md, where the command has it\n"
      "  --all                            lists without a cap\n"
      "  -q, --quiet                      no hints and no progress\n"
      "  --color WHEN                     auto (default), always, never; NO_COLOR and FORCE_COLOR are obeyed\n"
      "  --ascii                          no symbols beyond ASCII\n"
      "  --threads N   --state DIR        how many cores; where index and caches lie (PATH/.agentops)\n"
      "  -n, --dry-run                    say what would be written, write nothing\n";
  return page;
}

std::string exit_codes_page() {
  return " 0    done; the answer is yes, or there is nothing to complain about\n"
         " 1    done; the answer is no: no match, an invalid package\n"
         " 2    could not do it: bad usage, unreadable input, not found; also a command that read no items\n"
         " 3    a person has to decide: a file of yours would have been overwritten, a merge left a conflict\n"
         " 4    refused as unsafe or not intact: a hostile archive or manifest, a digest that does not match\n"
         " 70   a fault of agentops itself, with what to report\n"
         " 130  interrupted;  143  terminated\n";
}

std::string registries_page() {
  return "A registry is a folder, that folder behind a web server, or a server of OCI artifacts:\n\n"
         "  agentops registry init ../registry && agentops registry add team ../registry\n"
         "  agentops registry add team https://registry.example/agents        read only\n"
         "  agentops registry add team oci://registry.example/agents --user robot\n\n"
         "Credentials stand in the environment, in variables named after the server, so that the settings of a\n"
         "project that somebody else wrote cannot send them to another one:\n\n"
         "  AGENTOPS_PASSWORD_REGISTRY_EXAMPLE  the password of the registry's user at registry.example\n"
         "  AGENTOPS_TOKEN_REGISTRY_EXAMPLE     a token, in place of user and password\n\n"
         "In these names . is _, - is __, and : before a port is ___. A server of tokens on another host is asked\n"
         "only when --token-server names it, with the password of that host. Credentials are sent through https, or\n"
         "to this machine; never to where a server redirects. They are never printed and never written down.\n\n"
         "  AGENTOPS_HTTP_TIMEOUT  seconds that a silent or very slow server is waited for (30)\n"
         "  SSL_CERT_FILE          certificates to trust in place of the system's: your own authority's\n"
         "  https_proxy, no_proxy  as curl knows them\n\n"
         "What was fetched is kept by its digest in $XDG_CACHE_HOME/agentops/downloads (~/.cache/agentops/downloads),\n"
         "which is safe to delete. What a registry showed is kept in $XDG_STATE_HOME/agentops/seen: a version that\n"
         "changes, or a newest version that vanishes, is refused. Adding the registry anew forgets it.\n";
}

}  // namespace agentops::cli
