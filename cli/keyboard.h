#pragma once

/// The person's side of a conversation: one key where stdin is a terminal, one line where it is a pipe.
///
///   terminal: `n` is pressed, then a name is asked for     pipe: the line "n hiring" says both

#include <optional>
#include <string>

namespace agentops::cli {

/// What was asked of the program: a key, and what came with it on its line.
struct Keystroke {
  char key = '\n';    ///< '\n': an empty line, or Enter
  std::string words;  ///< the rest of the line; empty on a terminal
};

class Keyboard {
 public:
  Keyboard();

  /// True when a person sits there; prompts belong only there.
  [[nodiscard]] bool is_terminal() const { return terminal_; }

  /// The next key or line; nothing at the end of input. On a terminal Ctrl-C ends the program as always.
  [[nodiscard]] std::optional<Keystroke> next();

  /// A whole line, without its end; nothing at the end of input.
  [[nodiscard]] std::optional<std::string> line();

 private:
  bool terminal_;
};

}  // namespace agentops::cli
