#include "cli/keyboard.h"

#include <csignal>
#include <iostream>

#include <termios.h>
#include <unistd.h>

namespace agentops::cli {
namespace {

/// The terminal gives keys as they are pressed, and shows none of them, while this lives.
class KeyByKey {
 public:
  KeyByKey() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios keys = before_;
    keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
    keys.c_cc[VMIN] = 1;
    keys.c_cc[VTIME] = 0;
    changed_ = tcsetattr(STDIN_FILENO, TCSADRAIN, &keys) == 0;
  }
  KeyByKey(const KeyByKey&) = delete;
  KeyByKey& operator=(const KeyByKey&) = delete;
  ~KeyByKey() {
    if (changed_) (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
  }

 private:
  termios before_{};
  bool changed_ = false;
};

/// One byte as it was pressed; nothing at the end of input. What follows an Escape belongs to an arrow or
/// function key.
std::optional<char> pressed() {
  const KeyByKey keys;
  char key = 0;
  if (read(STDIN_FILENO, &key, 1) != 1) return std::nullopt;
  if (key == '\x1b') (void)tcflush(STDIN_FILENO, TCIFLUSH);
  return key;
}

constexpr char interrupt = '\x03';
constexpr char end_of_input = '\x04';

}  // namespace

Keyboard::Keyboard() : terminal_(isatty(STDIN_FILENO) != 0) {}

std::optional<Keystroke> Keyboard::next() {
  if (terminal_) {
    const auto key = pressed();
    if (!key || *key == end_of_input) return std::nullopt;
    if (*key == interrupt) (void)std::raise(SIGINT);
    return Keystroke{.key = *key == '\r' ? '\n' : *key, .words = {}};
  }
  auto said = line();
  if (!said) return std::nullopt;
  if (said->empty()) return Keystroke{};
  const std::size_t words = said->find_first_not_of(" \t", 1);
  return Keystroke{.key = said->front(), .words = words == std::string::npos ? "" : said->substr(words)};
}

std::optional<std::string> Keyboard::line() {
  std::string said;
  if (!std::getline(std::cin, said)) return std::nullopt;
  if (said.ends_with('\r')) said.pop_back();
  return said;
}

}  // namespace agentops::cli
