#include "cli/terminal.h"

#include <array>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <unistd.h>

namespace agentops::cli {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : value;
}

bool forces_colour(const char* name) { return !variable(name).empty() && variable(name) != "0"; }

Stream inspect(int descriptor, ColourChoice choice) {
  Stream stream{.terminal = isatty(descriptor) == 1, .colour = false};
  if (choice != ColourChoice::Automatic) {
    stream.colour = choice == ColourChoice::Always;
  } else if (!variable("NO_COLOR").empty()) {
    stream.colour = false;
  } else if (forces_colour("CLICOLOR_FORCE") || forces_colour("FORCE_COLOR")) {
    stream.colour = true;
  } else {
    stream.colour = stream.terminal && variable("TERM") != "dumb";
  }
  return stream;
}

unsigned width_of(bool terminal) {
  const std::string columns(variable("COLUMNS"));
  const unsigned long asked = std::strtoul(columns.c_str(), nullptr, 10);
  if (asked >= 20 && asked <= 1000) return static_cast<unsigned>(asked);
  winsize size{};
  if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
  return 80;
}

/// As setlocale would choose: LC_ALL, LC_CTYPE, LANG. None set means UTF-8, as most containers mean it.
bool has_utf8_locale() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view value = variable(name);
    if (value.empty()) continue;
    return value.find("UTF-8") != std::string_view::npos || value.find("utf8") != std::string_view::npos;
  }
  return true;
}

std::string_view code_of(Ink ink) {
  static constexpr std::array<std::string_view, 8> codes = {"0", "1", "2", "31", "32", "33", "34", "36"};
  return codes[static_cast<std::size_t>(ink)];
}

}  // namespace

Terminal inspect_terminal(ColourChoice choice, bool ascii) {
  Terminal terminal{.out = inspect(STDOUT_FILENO, choice), .err = inspect(STDERR_FILENO, choice)};
  terminal.width = width_of(terminal.out.terminal);
  terminal.ascii = ascii || !has_utf8_locale();
  return terminal;
}

std::string painted(const Stream& stream, Ink ink, std::string_view text) {
  if (!stream.colour || ink == Ink::Plain) return std::string(text);
  std::string painted = "\x1b[";
  painted.append(code_of(ink)).append("m").append(text).append("\x1b[0m");
  return painted;
}

}  // namespace agentops::cli
