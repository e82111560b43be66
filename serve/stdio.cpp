#include "serve/stdio.h"

#include <array>
#include <cerrno>

#include <unistd.h>

namespace agentops::serve {
namespace {

/// Gathers lines out of pieces.
class Lines {
 public:
  Lines(Server& server, const WriteLine& write) : server_(server), write_(write) {}

  /// False when nobody listens any more.
  bool take(std::string_view piece) {
    for (std::size_t end = piece.find('\n'); end != std::string_view::npos; end = piece.find('\n')) {
      add(piece.substr(0, end));
      if (!finish()) return false;
      piece.remove_prefix(end + 1);
    }
    add(piece);
    return true;
  }

  bool finish() {
    const bool is_blank = line_.find_first_not_of(" \t\r") == std::string::npos;
    std::optional<std::string> answer;
    if (is_long_)
      answer = Server::answer_to_long_line();
    else if (!is_blank)
      answer = server_.answer(line_);
    line_.clear();
    is_long_ = false;
    return !answer || write_(*answer + "\n");
  }

 private:
  void add(std::string_view piece) {
    is_long_ = is_long_ || line_.size() + piece.size() > longest_line;
    if (is_long_)
      line_.clear();
    else
      line_ += piece;
  }

  Server& server_;
  const WriteLine& write_;
  std::string line_;
  bool is_long_ = false;
};

std::size_t read_stdin(std::span<char> bytes) {
  for (;;) {
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return 0;
  }
}

bool write_stdout(std::string_view line) {
  while (!line.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, line.data(), line.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) line.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

void serve_lines(Server& server, const ReadBytes& read, const WriteLine& write) {
  Lines lines(server, write);
  std::array<char, 1U << 14U> bytes{};
  while (const std::size_t count = read(bytes))
    if (!lines.take({bytes.data(), count})) return;
  (void)lines.finish();
}

void serve_stdio(const ServeOptions& options) {
  Server server(options);
  serve_lines(server, read_stdin, write_stdout);
}

}  // namespace agentops::serve
