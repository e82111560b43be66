// A link's target is found without parsing Markdown: after `](`, and after `[label]: ` at the start of a
// line. Code fences and code spans are stepped over. What the scan takes for a link by mistake is rewritten
// only when its target names a file that has moved, so a mistake needs such a path to stand there by chance.

#include "package/links.h"

#include <algorithm>
#include <map>
#include <vector>

namespace agentops::package {
namespace {

constexpr std::size_t longest_target = 1000;

std::string_view folder_of_path(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const auto slash = std::min(path.find('/'), path.size());
    if (slash > 0) parts.push_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return parts;
}

std::string joined(const std::vector<std::string_view>& parts) {
  std::string path;
  for (const auto part : parts) {
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

/// `target` seen from `folder`, without `.` and `..`; nothing when it leaves the root.
std::optional<std::string> resolved(std::string_view folder, std::string_view target) {
  auto parts = parts_of(folder);
  for (const auto part : parts_of(target)) {
    if (part == ".") continue;
    if (part == "..") {
      if (parts.empty()) return std::nullopt;
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  return joined(parts);
}

/// The way from `folder` to `path`.
std::string relative(std::string_view folder, std::string_view path) {
  const auto from = parts_of(folder);
  const auto to = parts_of(path);
  const auto common = static_cast<std::size_t>(std::ranges::mismatch(from, to).in1 - from.begin());
  std::string way;
  for (std::size_t i = common; i < from.size(); ++i) way += "../";
  return way + joined({to.begin() + static_cast<std::ptrdiff_t>(common), to.end()});
}

/// A target that could be a file near by: no scheme, no anchor alone, not from a root.
bool is_relative(std::string_view target) {
  if (target.empty() || target.front() == '/' || target.front() == '#' || target.size() >= longest_target)
    return false;
  const auto colon = target.find(':');
  return colon == std::string_view::npos || target.find('/') < colon;
}

/// MovedTo, with the line of the link.
using VisitLink = std::function<std::optional<std::string>(const std::string& path, std::uint32_t line)>;

class Relinker {
 public:
  Relinker(std::string_view text, std::string_view from, std::string_view to, const VisitLink& visit)
      : text_(text), from_(folder_of_path(from)), to_(folder_of_path(to)), visit_(visit) {}

  std::string run() {
    while (at_ < text_.size()) {
      const auto end = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
      const auto line = text_.substr(at_, end - at_);
      if (!steps_over_fence(line)) read_line(line);
      at_ = end;
      ++line_;
    }
    result_ += text_.substr(copied_);
    return std::move(result_);
  }

 private:
  /// True for the lines of a fenced code block, its fences among them.
  bool steps_over_fence(std::string_view line) {
    const auto indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos) return !fence_.empty();
    const auto body = line.substr(indent);
    const char mark = body.front();
    const auto run = std::min(body.find_first_not_of(mark), body.size());
    const bool is_fence = (mark == '`' || mark == '~') && run >= 3;
    if (fence_.empty()) {
      if (is_fence) fence_ = body.substr(0, run);
      return is_fence;
    }
    if (is_fence && mark == fence_.front() && run >= fence_.size() &&
        body.substr(run).find_first_not_of(" \t\r\n") == std::string_view::npos)
      fence_ = {};
    return true;
  }

  void read_line(std::string_view line) {
    last_runs_.clear();
    read_definition(line);
    for (std::size_t i = 0; i < line.size();) {
      if (line[i] == '`')
        i = after_code(line, i);
      else if (line.substr(i).starts_with("](")) {
        read_target(line, i + 2, ')');
        i += 2;
      } else {
        ++i;
      }
    }
  }

  /// Where the code span that begins at `at` ends; when it does not end on this line, behind its ticks. Where
  /// the last run of each length stands is found once for a line, so that no run is searched for in vain.
  std::size_t after_code(std::string_view line, std::size_t at) {
    if (last_runs_.empty()) find_runs(line);
    const auto ticks = run_length(line, at);
    if (last_runs_[ticks] <= at) return at + ticks;
    for (auto close = line.find('`', at + ticks);; close = line.find('`', close)) {
      const auto length = run_length(line, close);
      close += length;
      if (length == ticks) return close;
    }
  }

  static std::size_t run_length(std::string_view line, std::size_t at) {
    return std::min(line.find_first_not_of('`', at), line.size()) - at;
  }

  void find_runs(std::string_view line) {
    for (auto run = line.find('`'); run != std::string_view::npos;) {
      const auto length = run_length(line, run);
      last_runs_[length] = run;
      run = line.find('`', run + length);
    }
  }

  /// `[label]: target "title"`
  void read_definition(std::string_view line) {
    const auto open = line.find_first_not_of(' ');
    if (open > 3 || line[open] != '[') return;  // nothing found is far beyond
    const auto close = line.find("]: ", open);
    if (close == std::string_view::npos || line.substr(open + 1, close - open - 1).contains('[')) return;
    read_target(line, std::min(line.find_first_not_of(' ', close + 3), line.size()), ' ');
  }

  /// The target from `begin` of the line up to `end`, a bracket, a space or a newline; or between < and >.
  void read_target(std::string_view line, std::size_t begin, char end) {
    const bool angled = line.substr(begin).starts_with('<');
    if (angled) ++begin;
    const auto rest = line.substr(begin, longest_target);
    const auto stop = angled ? rest.find('>') : rest.find_first_of("() \t\r\n");
    if (stop == std::string_view::npos ? angled || end == ')' : rest[stop] == '(') return;
    replace(at_ + begin, rest.substr(0, stop));
  }

  void replace(std::size_t begin, std::string_view target) {
    if (!is_relative(target)) return;
    const auto path = target.substr(0, target.find_first_of("#?"));
    const auto old_path = resolved(from_, path);
    const auto new_path = old_path ? visit_(*old_path, line_) : std::nullopt;
    if (!new_path) return;
    std::string way = relative(to_, *new_path);
    if (path.starts_with("./")) way.insert(0, "./");
    // The old way may be written otherwise and lead to the same place: then it stays.
    if (resolved(to_, path) == *new_path) return;
    result_ += text_.substr(copied_, begin - copied_);
    result_ += way;
    copied_ = begin + path.size();
  }

  std::string_view text_;
  std::string_view from_;
  std::string_view to_;
  const VisitLink& visit_;
  std::string_view fence_;
  std::map<std::size_t, std::size_t>
      last_runs_;       ///< of backticks on this line: length -> where the last one stands
  std::size_t at_ = 0;  ///< where this line begins
  std::uint32_t line_ = 1;
  std::size_t copied_ = 0;  ///< the text before is in the result
  std::string result_;
};

}  // namespace

std::string relink(std::string_view text, std::string_view from, std::string_view to,
                   const MovedTo& moved_to) {
  return Relinker(text, from, to, [&](const std::string& path, std::uint32_t) { return moved_to(path); })
      .run();
}

std::vector<LinkedPath> linked_paths(std::string_view text, std::string_view from) {
  std::vector<LinkedPath> found;
  (void)Relinker(text, from, from, [&](const std::string& path, std::uint32_t line) {
    found.push_back({path, line});
    return std::nullopt;
  }).run();
  return found;
}

}  // namespace agentops::package
