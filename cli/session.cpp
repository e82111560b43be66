#include "cli/session.h"

#include <cstdio>

#include <fmt/format.h>

#include "cli/table.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::cli {
namespace {

constexpr auto progress_delay = std::chrono::milliseconds(500);
constexpr auto progress_pause = std::chrono::milliseconds(100);
constexpr std::size_t buffered_bytes = 1 << 16;

bool write_all(std::FILE* stream, std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stream) == text.size();
}

std::string_view level_name(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "note";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      return "error";
  }
  return "error";
}

Value position(std::uint32_t line, std::uint32_t column) {
  return Map{{"line", static_cast<std::int64_t>(line == 0 ? 0 : line - 1)},
             {"character", static_cast<std::int64_t>(column == 0 ? 0 : column - 1)}};
}

List described(const std::vector<Edit>& edits) {
  List list;
  for (const Edit& edit : edits)
    list.emplace_back(Map{{"begin", static_cast<std::int64_t>(edit.span.begin)},
                          {"end", static_cast<std::int64_t>(edit.span.end)},
                          {"text", edit.text}});
  return list;
}

/// "cannot read agents/a.md: permission denied" says of itself which file it is about.
bool names_path(const std::string& message, const std::string& shown) {
  return message.starts_with(shown + " ") || message.contains(" " + shown + ": ");
}

/// "PATH:LINE:COLUMN: MESSAGE", with the path once, also where the message begins with it.
std::string placed_text(const Place& place, const std::string& message) {
  if (place.path.empty()) return message;
  std::string shown = text::for_terminal(place.path);
  const std::string_view rest =
      std::string_view(message).substr(message.starts_with(shown + ": ") ? shown.size() + 2 : 0);
  if (place.line == 0 && names_path(message, shown)) return message;
  if (place.line > 0) shown += fmt::format(":{}", place.line);
  if (place.line > 0 && place.column > 0) shown += fmt::format(":{}", place.column);
  return fmt::format("{}: {}", shown, rest);
}

}  // namespace

void Session::print(std::string_view text) {
  clear_progress();
  out_ += text;
  if (out_.size() > buffered_bytes) lost_output_ |= !flush();
}

void Session::say(std::string_view line) {
  if (quiet) return;
  warn(line);
}

void Session::warn(std::string_view line) {
  clear_progress();
  if (!flush()) lost_output_ = true;
  write_all(stderr, fmt::format("{}\n", line));
}

void Session::suggest(const std::vector<NextStep>& steps) {
  if (quiet || format != Format::Text || steps.empty()) return;
  std::size_t widest = 0;
  for (const NextStep& step : steps) widest = std::max(widest, text::for_terminal(step.command).size());
  std::string lines;
  for (const NextStep& step : steps)
    lines += fmt::format("{} {:<{}}  {}\n", &step == steps.data() ? "\n next " : "      ",
                         painted(terminal.err, Ink::Bold, text::for_terminal(step.command)),
                         widest + (terminal.err.colour ? 8 : 0), step.does);
  while (lines.ends_with('\n')) lines.pop_back();
  say(lines);
}

void Session::answer(const Answer& answer) {
  Map envelope{{"schema", "agentops/" + answer.command + "@1"}, {"ok", answer.ok}};
  if (!answer.root.empty()) envelope.emplace_back("root", answer.root);
  if (!answer.coverage.is_null()) envelope.emplace_back("coverage", answer.coverage);
  envelope.emplace_back("data", answer.data.is_null() ? Value(Map{}) : answer.data);
  List diagnostics;
  for (const Finding& finding : answer.diagnostics) diagnostics.push_back(diagnostic(finding));
  envelope.emplace_back("diagnostics", std::move(diagnostics));
  List next;
  for (const NextStep& step : answer.next) next.emplace_back(step.command);
  envelope.emplace_back("next", std::move(next));
  print(text::write_json(Value(std::move(envelope)), text::JsonLayout::Indented) + "\n");
}

int Session::fail(const Error& error) {
  if (format == Format::Json || format == Format::Jsonl) {
    const Value failure = Map{{"schema", "agentops/" + (command.empty() ? "error" : command) + "@1"},
                              {"ok", false},
                              {"error", Map{{"code", error.code},
                                            {"message", error.message},
                                            {"hint", error.hint},
                                            {"path", error.where.path},
                                            {"line", static_cast<std::int64_t>(error.where.line)}}}};
    print(text::write_json(failure,
                           format == Format::Json ? text::JsonLayout::Indented : text::JsonLayout::Compact) +
          "\n");
  }
  const std::string label = error.code.starts_with("E-") ? fmt::format("error[{}]", error.code) : "error";
  warn(
      fmt::format("{}: {}", painted(terminal.err, Ink::Red, label), placed_text(error.where, error.message)));
  if (!error.hint.empty()) warn(fmt::format("{}: {}", painted(terminal.err, Ink::Cyan, "hint"), error.hint));
  return exit_code_of(error.kind);
}

actions::ProjectOptions Session::project(const std::string& path) {
  return {.root = path.empty() ? "." : path,
          .state = state,
          .threads = threads,
          .progress = [this](const actions::Progress& progress) { show_progress(progress); }};
}

bool Session::flush() {
  if (!out_.empty()) {
    lost_output_ |= !write_all(stdout, out_) || std::fflush(stdout) != 0;
    out_.clear();
  }
  return !lost_output_;
}

std::size_t Session::cap() const { return all ? static_cast<std::size_t>(-1) - 2 : 20; }

/// One line, rewritten, and only for who waits longer than half a second at a terminal.
void Session::show_progress(const actions::Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (quiet || !terminal.err.terminal || now - started_ < progress_delay || now - drawn_ < progress_pause)
    return;
  drawn_ = now;
  progress_shown_ = true;
  const std::string line =
      fmt::format("{} {} of {}", progress.stage, with_commas(progress.done), with_commas(progress.total));
  write_all(stderr, fmt::format("\r\x1b[K{}", text::cut_to_width(line, terminal.width - 1)));
}

void Session::clear_progress() {
  if (progress_shown_) write_all(stderr, "\r\x1b[K");
  progress_shown_ = false;
}

int exit_code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Usage:
    case ErrorKind::NotFound:
    case ErrorKind::Unreadable:
    case ErrorKind::Invalid:
      return 2;
    case ErrorKind::Conflict:
      return 3;
    case ErrorKind::Unsafe:
      return 4;
    case ErrorKind::Internal:
      return 70;
  }
  return 70;
}

Value diagnostic(const Finding& finding) {
  Map entry{{"rule", finding.rule},
            {"level", level_name(finding.severity)},
            {"path", finding.place.path},
            {"range", Map{{"start", position(finding.place.line, finding.place.column)},
                          {"end", position(finding.place.line, finding.place.column + finding.width)}}},
            {"message", finding.message}};
  if (!finding.fix.empty() || !finding.edits.empty()) {
    Map fix{{"title", finding.fix}};
    if (!finding.edits.empty()) fix.emplace_back("edits", described(finding.edits));
    entry.emplace_back("fix", std::move(fix));
  }
  return entry;
}

}  // namespace agentops::cli
