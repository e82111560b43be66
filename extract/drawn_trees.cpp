#include "extract/drawn_trees.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extract/mention_words.h"
#include "extract/scan.h"
#include "extract/well_known.h"

namespace agentops::extract {

namespace {

constexpr std::size_t deepest = 16;

/// One line of a drawing.
struct Entry {
  std::size_t column = 0;  ///< where the name begins, in characters
  bool branch = false;     ///< behind "├──"
  std::string_view name;
  std::uint32_t begin = 0;  ///< of the name in the text
};

/// Bytes of the box character at the front (U+2500 to U+257F) or of the space that does not break; or 0.
std::size_t box_bytes(std::string_view text) {
  if (text.size() >= 3 && (text.starts_with("\xE2\x94") || text.starts_with("\xE2\x95"))) return 3;
  return text.starts_with("\xC2\xA0") ? 2 : 0;
}

bool is_horizontal(std::string_view text) { return text.starts_with("─") || text.starts_with("━"); }

/// The entry of a line; none for one that only goes on with what was said above it.
std::optional<Entry> read_entry(std::string_view line, std::uint32_t begin) {
  Entry entry;
  std::size_t at = 0;
  for (; at < line.size(); ++entry.column) {
    const auto rest = line.substr(at);
    if (const std::size_t box = box_bytes(rest); box > 0) {
      entry.branch = entry.branch || is_horizontal(rest);
      at += box;
    } else if (rest.starts_with("|--") || rest.starts_with("`--") || rest.starts_with("+--")) {
      entry.branch = true;
      entry.column += 2;
      at += 3;
    } else if (rest.front() == ' ' || rest.front() == '|') {
      ++at;
    } else {
      break;
    }
  }
  entry.name = line.substr(at, line.find_first_of(" \t\r\n#", at) - at);
  entry.begin = begin + static_cast<std::uint32_t>(at);
  if (entry.name.empty() || (!entry.branch && entry.column > 0)) return std::nullopt;
  return entry;
}

std::string_view without_slash(std::string_view name) {
  if (name.ends_with('/')) name.remove_suffix(1);
  return name;
}

/// Reads the trees of one block of code, entry by entry.
class Drawings {
 public:
  Drawings(const Item& item, std::vector<DrawnFile>& files)
      : item_(item), files_(files), files_before_(files.size()) {}

  /// The next entry from the top; `is_folder`: the one below stands deeper.
  void add(const Entry& entry, bool is_folder) {
    if (!entry.branch) {
      end_tree();
      begin_tree(entry);
      return;
    }
    if (!is_own_) return;
    while (!above_.empty() && above_.back().column >= entry.column) above_.pop_back();
    if (is_folder || entry.name.ends_with('/')) {
      if (above_.size() < deepest) above_.push_back(entry);
    } else if (above_.empty() && entry.name == "SKILL.md") {
      is_proved_ = true;
    } else if (is_file_name(entry.name) && !is_pattern_target(entry.name)) {
      if (auto path = path_of(entry))
        files_.push_back(
            {.path = *std::move(path),
             .span = {entry.begin, entry.begin + static_cast<std::uint32_t>(entry.name.size())}});
    }
  }

  /// What only had the name of the skill was what the skill makes.
  void end_tree() {
    if (!is_proved_) files_.resize(files_before_);
    files_before_ = files_.size();
  }

 private:
  void begin_tree(const Entry& root) {
    above_.clear();
    const auto name = base_name(without_slash(root.name));
    const bool is_item = name == item_.name || name == base_name(folder_of(item_.path));
    const bool is_beside = is_folder_beside(name) && name == without_slash(root.name);
    prefix_ = is_item ? std::string_view() : name;
    is_own_ = !name.empty() && (is_item || is_beside);
    is_proved_ = !is_item || item_.kind != Kind::Skill;
  }

  /// Nothing when it is too long to be one: a drawing may have a long name above many files.
  [[nodiscard]] std::optional<std::string> path_of(const Entry& file) const {
    std::string path;
    const auto fits = [&](std::string_view part) { return path.size() + part.size() <= longest_target; };
    const auto enter = [&](std::string_view folder) {
      if (!fits(folder)) return false;
      path.append(folder).append("/");
      return true;
    };
    if (!prefix_.empty() && !enter(prefix_)) return std::nullopt;
    for (const Entry& folder : above_)
      if (!enter(without_slash(folder.name))) return std::nullopt;
    if (!fits(file.name)) return std::nullopt;
    return path.append(file.name);
  }

  const Item& item_;
  std::vector<DrawnFile>& files_;
  std::size_t files_before_;  ///< those of the trees above
  bool is_own_ = false;
  bool is_proved_ = false;
  std::string_view prefix_;
  std::vector<Entry> above_;  ///< the folders that the next entry may lie in, without the root
};

}  // namespace

std::vector<DrawnFile> drawn_files(std::string_view text, const Document& document, const Lines& lines) {
  std::vector<DrawnFile> files;
  for (const CodeBlock& code : document.code) {
    if (code.span.empty()) continue;
    std::vector<Entry> entries;
    for (auto number = lines.at(code.span.begin); number <= lines.at(code.span.end - 1); ++number)
      if (const auto entry = read_entry(lines.text(text, number), lines.whole(number).begin))
        entries.push_back(*entry);
    if (std::ranges::none_of(entries, &Entry::branch)) continue;
    Drawings drawings(document.item, files);
    for (std::size_t i = 0; i < entries.size(); ++i)
      drawings.add(entries[i], i + 1 < entries.size() && entries[i + 1].column > entries[i].column);
    drawings.end_tree();
  }
  return files;
}

}  // namespace agentops::extract
