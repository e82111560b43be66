#include "cli/consent.h"

#include <fstream>
#include <string>

#include <fmt/format.h>

namespace agentops::cli {

bool asks(const Session& session) {
  return session.terminal.out.terminal && !session.yes && !session.no_input && !session.dry_run &&
         !session.json();
}

bool consents(Session& session, std::string_view question) {
  if (!asks(session)) return true;
  std::ifstream person("/dev/tty");
  if (!person) return true;
  session.print(fmt::format("{} [y/N] ", question));
  (void)session.flush();
  std::string answer;
  std::getline(person, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace agentops::cli
